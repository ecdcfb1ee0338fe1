"""The tables: what they work on, how many sit there, and the tasks of those who let their names out."""

from db.groups import Group, GroupMember
from db.tasks import TableTask, Task
from facilitation.archive.people import seated
from facilitation.archive.source import Source, Told, moment
from facilitation.archive.target import Target, at, heard, once
from facilitation.errors import BadArchive


def tell_tables(source: Source) -> list[Told]:
    """The tables by number."""
    return [_told(source, group) for group in source.groups]


def _told(source: Source, group: Group) -> Told:
    there = sorted(person.id for group_id, person in source.seats if group_id == group.id)
    return {
        "number": group.number,
        "name": group.name,
        "initiative": source.initiative_numbers[group.initiative_id],
        "seats": len(there),
        "people": [source.person_numbers[one] for one in there if one in source.person_numbers],
        "tasks": [
            {"task": task.value, "person": source.person_numbers[holder]}
            for task in Task
            if (holder := source.tasks.get((group.id, task))) in source.person_numbers and holder
        ],
        "at": moment(group.created_at),
    }


def rebuild_tables(target: Target, tables: list[Told]) -> None:
    """Make the tables and seat as many people as sat there."""
    once((told["number"] for told in tables), "tables")
    once((number for told in tables for number in told["people"]), "tables")
    for told in tables:
        group = Group(
            workshop_id=target.workshop.id,
            initiative_id=at(target.initiatives, told["initiative"]),
            number=told["number"],
            name=told["name"],
            created_at=heard(told["at"]),
        )
        target.add([group])
        target.tables[group.number] = group
        _seat(target, group.id, told)


def _seat(target: Target, group_id: int, told: Told) -> None:
    once((one["task"] for one in told["tasks"]), "tables")
    here = {number: at(target.people, number) for number in told["people"]}
    if any(person.removed_at for person in here.values()) or len(here) > told["seats"]:
        raise BadArchive("numbers", "tables")
    if any(one["person"] not in here or here[one["person"]].left_at for one in told["tasks"]):
        raise BadArchive("numbers", "tables")
    others = [seated(target) for _ in range(told["seats"] - len(here))]
    target.add([GroupMember(person_id=one.id, group_id=group_id) for one in (*here.values(), *others)])
    target.add(
        [
            TableTask(group_id=group_id, task=Task(one["task"]), person_id=here[one["person"]].id)
            for one in told["tasks"]
        ]
    )
