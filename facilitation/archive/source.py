"""What an archive is told from: the rows of a workshop that may leave its room, and the number of each."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from db import answers, archive
from db.agenda import Stage, stages_of
from db.answers import Answered
from db.archive import KnownPicture
from db.attendance import those_who_were_there
from db.base import now
from db.groups import Group, groups_in, seats_in
from db.people import Person, Signature
from db.provenance import merges_in
from db.ratings import MatrixReveal
from db.report import Contribution, contributions_of
from db.session import Session
from db.sharing import Initiative
from db.tasks import Task, task_holders
from db.voting import VotingRound
from db.workshops import Territory, Workshop, territories_of, workshop_row
from facilitation.archive.schema import Told as Told
from facilitation.errors import NotFound

ENDINGS = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png"}
"""How the file of a picture ends, by its kind."""

Numbers = dict[int, int]
"""The number of each row, by its id."""


@dataclass(frozen=True, slots=True)
class Source:
    """The rows, their numbers, and the pictures that were told of so far, by file."""

    session: Session
    at: datetime
    workshop: Workshop
    territories: list[Territory]
    everybody: dict[int, Person]
    there: frozenset[int]
    """Those who are counted among those who came."""
    stages: list[Stage]
    initiatives: list[Initiative]
    votes: list[VotingRound]
    groups: list[Group]
    seats: list[tuple[int, Person]]
    tasks: dict[tuple[int, Task], int]
    posts: list[Contribution]
    merges: dict[int, int]
    answers: list[Answered]
    reveal: MatrixReveal | None
    known_pictures: dict[int, KnownPicture]
    territory_numbers: Numbers
    stage_numbers: Numbers
    initiative_numbers: Numbers
    vote_numbers: Numbers
    post_numbers: Numbers
    person_numbers: Numbers
    table_numbers: Numbers
    pictures: dict[str, int] = field(default_factory=dict)

    def signature(self, person_id: int | None) -> Told | None:
        """How a person signs now: by name, by territory, or not at all."""
        person = self.everybody.get(person_id) if person_id is not None else None
        if person is None:
            return None
        if person.signs == Signature.name:
            return {"person": self.person_numbers[person.id]}
        if person.signs == Signature.territory and person.territory_id:
            return {"territory": self.territory_numbers[person.territory_id]}
        return None

    def picture(self, kind: str, number: int, picture_id: int | None) -> Told | None:
        """A picture by the file that it will be in, and what it shows."""
        if picture_id is None:
            return None
        known = self.known_pictures[picture_id]
        file = f"pictures/{kind}-{number}.{ENDINGS[known.mime]}"
        self.pictures[file] = picture_id
        return {"file": file, "alt": known.alt}


def gather(session: Session, workshop_id: int) -> Source:
    """Read the workshop; as many questions for a big one as for a small. Raises NotFound."""
    workshop = workshop_row(session, workshop_id)
    if workshop is None:
        raise NotFound
    territories = sorted(territories_of(session, workshop_id), key=lambda one: one.id)
    everybody = archive.everybody(session, workshop_id)
    there = frozenset(one.id for one in those_who_were_there(session, workshop_id))
    stages = stages_of(session, workshop_id)
    initiatives = _leaving(
        archive.every_initiative(session, workshop_id), archive.worked_on_or_voted(session, workshop_id)
    )
    votes = archive.revealed_rounds(session, workshop_id)
    groups = list(groups_in(session, workshop_id))
    seats = [(group_id, person) for group_id, person, _ in seats_in(session, workshop_id)]
    tasks = {key: holder for key, (holder, _) in task_holders(session, workshop_id).items()}
    merges = merges_in(session, workshop_id)
    posts = _standing(contributions_of(session, workshop_id), merges)
    reveal = archive.matrix_reveal(session, workshop_id)
    given = _told_answers(answers.answers_in(session, workshop_id) if reveal else (), initiatives)
    referred = {
        *(one.author_id for one in initiatives if one.hidden_at is None),
        *(one.holder_id for one in initiatives if one.hidden_at is None),
        *(row.post.author_id for row in posts),
        *(one.answer.author_id for one in given),
        *(person.id for _, person in seats),
    }
    return Source(
        session=session,
        at=now(),
        workshop=workshop,
        territories=territories,
        everybody=everybody,
        there=there,
        stages=stages,
        initiatives=initiatives,
        votes=votes,
        groups=groups,
        seats=seats,
        tasks=tasks,
        posts=posts,
        merges=merges,
        answers=given,
        reveal=reveal,
        known_pictures=archive.known_pictures(session, workshop_id),
        territory_numbers=numbered(one.id for one in territories),
        stage_numbers=numbered(one.id for one in stages),
        initiative_numbers=numbered(one.id for one in initiatives),
        vote_numbers=numbered(one.id for one in votes),
        post_numbers=numbered(row.post.id for row in posts),
        person_numbers=numbered(
            one.id
            for one in everybody.values()
            if one.signs == Signature.name and (one.id in there or one.id in referred)
        ),
        table_numbers={one.id: one.number for one in groups},
    )


def numbered(ids: Iterable[int]) -> Numbers:
    """The place of each, counted from 1."""
    return {one: number for number, one in enumerate(ids, 1)}


def moment(at: datetime) -> str:
    """A moment as the document writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def perhaps(at: datetime | None) -> str | None:
    """The same, where there may be none."""
    return moment(at) if at is not None else None


def _told_answers(given: Iterable[Answered], initiatives: Iterable[Initiative]) -> list[Answered]:
    """What holders answered about these, in the order they first did."""
    there = {one.id for one in initiatives}
    return sorted((one for one in given if one.answer.initiative_id in there), key=lambda one: one.answer.id)


def _leaving(initiatives: list[Initiative], referred: set[int]) -> list[Initiative]:
    """What stands behind a table or a vote, and what is not hidden and part of nothing hidden."""
    there = {one.id for one in initiatives if one.hidden_at is None or one.id in referred}
    parts = {one.id: one.merged_into_id for one in initiatives if one.merged_into_id is not None}
    return [one for one in initiatives if one.id in referred or _whole(one.id, parts, there)]


def _standing(rows: Iterable[Contribution], merges: dict[int, int]) -> list[Contribution]:
    """What may leave the room together with what it is part of, in the order it was written."""
    found = {row.post.id: row for row in rows}
    return [found[post_id] for post_id in sorted(found) if _whole(post_id, merges, found)]


def _whole(part: int, wholes: Mapping[int, int], there: Container[int]) -> bool:
    while part in wholes and part in there:
        part = wholes[part]
    return part in there
