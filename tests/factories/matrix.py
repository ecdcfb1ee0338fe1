"""A revealed matrix with what the tables wrote, for tests of what follows from it."""

from dataclasses import dataclass

from db.ratings import Criterion
from db.session import Session
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.matrix import reveal_matrix
from facilitation.perspective import Section, write_perspective_post
from facilitation.ratings import rate
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import open_kind


@dataclass(frozen=True)
class Matrix:
    """The first table's fund: in Grasse need is 0 and team unknown, in Sicoval need is 3 and team 0.

    `condition` is a post for Grasse about `about`; `secret` is off the record, for Sicoval.
    """

    t: Tables
    about: int
    condition: int
    secret: int


def make_matrix(session: Session, *, revealed: bool = True) -> Matrix:
    """Two tables in perspective, with ratings of one initiative."""
    t = make_tables(session)
    about = make_post(session, t.amina, "Un jury d’habitants", Section.mechanism)
    open_kind(session, t.workshop, StageKind.perspective)
    answers: dict[int, tuple[int | None, int | None]] = {t.amina: (0, None), t.paul: (3, 0)}
    for person_id, values in answers.items():
        for criterion, value in zip((Criterion.need, Criterion.team), values, strict=True):
            rate(
                session,
                actor=Actor(person_id=person_id),
                initiative_id=t.fund,
                criterion=criterion,
                value=value,
            )
    condition = _write(session, t.amina, t.grasse, "Un élu référent", about)
    secret = _write(session, t.paul, t.sicoval, "Entre nous", about, off_record=True)
    if revealed:
        reveal_matrix(session, actor=Actor(t.by), workshop_id=t.workshop)
    return Matrix(t, about, condition, secret)


def _write(
    session: Session, author_id: int, territory_id: int, text: str, about: int, *, off_record: bool = False
) -> int:
    return write_perspective_post(
        session,
        actor=Actor(person_id=author_id),
        territory_id=territory_id,
        section=Section.conditions,
        text=text,
        about=[about],
        off_record=off_record,
    )
