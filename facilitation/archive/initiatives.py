"""The initiatives, with what they were merged from."""

from db.sharing import Initiative
from facilitation.archive.source import Source, Told, moment
from facilitation.archive.target import Target, heard, perhaps_at
from facilitation.errors import BadArchive, BadLink
from facilitation.initiative_text import web_address


def tell_initiatives(source: Source) -> list[Told]:
    """The initiatives in the order they came; of a hidden one only what it is called and where it is from."""
    return [
        _told(source, one) if one.hidden_at is None else _told(source, _title_alone(one))
        for one in source.initiatives
    ]


def _told(source: Source, one: Initiative) -> Told:
    number = source.initiative_numbers.get(one.id, 0)
    return {
        "title": one.title,
        "pitch": one.pitch,
        "description": one.description,
        "territory": source.territory_numbers[one.territory_id] if one.territory_id else None,
        "territory_name": one.territory_name,
        "by": source.signature(one.author_id),
        "entered": one.entered_by is not None,
        "holder": one.holder,
        "holder_person": source.person_numbers.get(one.holder_id) if one.holder_id else None,
        "link": one.link,
        "tags": one.tags,
        "picture": source.picture("initiative", number, one.picture_id),
        "fictitious": one.fictitious,
        "hidden": one.hidden_at is not None,
        "part_of": source.initiative_numbers.get(one.merged_into_id) if one.merged_into_id else None,
        "at": moment(one.created_at),
    }


def _title_alone(one: Initiative) -> Initiative:
    """What is told of an initiative that was taken off the wall: what a vote or a table calls it."""
    return Initiative(
        title=one.title,
        pitch="",
        description="",
        territory_id=one.territory_id,
        territory_name=one.territory_name,
        holder="",
        link="",
        tags=[],
        fictitious=one.fictitious,
        hidden_at=one.hidden_at,
        merged_into_id=one.merged_into_id,
        created_at=one.created_at,
    )


def rebuild_initiatives(target: Target, initiatives: list[Told]) -> None:
    """Share the initiatives anew, then let the parts be part of their wholes."""
    rows = target.add([_made(target, told) for told in initiatives])
    target.initiatives = [row.id for row in rows]
    for row, told in zip(rows, initiatives, strict=True):
        row.merged_into_id = perhaps_at(target.initiatives, told["part_of"])
    target.session.flush()


def _made(target: Target, told: Told) -> Initiative:
    holder = perhaps_at(target.people, told["holder_person"])
    created = heard(told["at"])
    return Initiative(
        workshop_id=target.workshop.id,
        title=told["title"],
        pitch=told["pitch"],
        description=told["description"],
        territory_id=perhaps_at(target.territories, told["territory"]),
        territory_name=told["territory_name"],
        author_id=target.author(told["by"]),
        entered_by=target.by if told["entered"] else None,
        holder_id=holder.id if holder else None,
        holder=told["holder"],
        link=_link(told["link"]),
        tags=told["tags"],
        picture_id=target.picture(told["picture"]),
        fictitious=told["fictitious"],
        created_at=created,
        updated_at=created,
        hidden_at=target.at if told["hidden"] else None,
        hidden_by=target.by if told["hidden"] else None,
    )


def _link(text: str) -> str:
    try:
        return web_address(text)
    except BadLink as error:
        raise BadArchive("link", text) from error
