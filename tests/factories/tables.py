"""A workshop whose tables are at work, for tests of what they write."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.people import Attribution, Person
from db.posts import Post, Section
from db.session import Session
from db.workshops import territories_of
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import write_post
from facilitation.groups import assign, create_group
from facilitation.people import PersonRole
from facilitation.perspective import write_perspective_post
from facilitation.sharing import share_initiative
from tests.factories.workshops import facilitator_of, make_person, make_workshop, open_kind


@dataclass(frozen=True)
class Tables:
    """Two tables on two initiatives: Amina and Paul at the first, Zoé at the second; Lucie sits nowhere."""

    workshop: int
    by: int
    fund: int
    purchase: int
    first: int
    second: int
    amina: int
    paul: int
    zoe: int
    lucie: int
    grasse: int
    sicoval: int


def make_initiative(session: Session, workshop_id: int, title: str, territory: str = "") -> int:
    """An initiative that the facilitator entered, by its id."""
    return share_initiative(
        session,
        actor=Actor(facilitator_of(session, workshop_id)),
        workshop_id=workshop_id,
        title=title,
        pitch=f"{title} : une phrase.",
        territory_name=territory,
    )


def make_tables(session: Session, *, opened: StageKind | None = StageKind.decomposition) -> Tables:
    """Two tables of a workshop in which a stage of this kind is open."""
    workshop = make_workshop(session)
    by = facilitator_of(session, workshop)
    amina = make_person(session, workshop, name="Amina", territory="Pays de Grasse")
    paul = make_person(session, workshop, name="Paul", territory="Sicoval", role=PersonRole.officer)
    zoe = make_person(session, workshop, name="Zoé", territory="Pays de Grasse")
    fund = make_initiative(session, workshop, "Fonds de participation", "Grand Compiégnois")
    purchase = make_initiative(session, workshop, "Bon Achat", "Pays de Grasse")
    first = create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=fund)
    second = create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=purchase)
    for person, group in ((amina, first), (paul, first), (zoe, second)):
        assign(session, actor=Actor(by), person_id=person, group_id=group)
    lucie = make_person(session, workshop, name="Lucie", role=PersonRole.state)
    assign(session, actor=Actor(by), person_id=lucie, group_id=None)
    if opened is not None:
        open_kind(session, workshop, opened)
    ids = {territory.name: territory.id for territory in territories_of(session, workshop)}
    return Tables(
        workshop,
        by,
        fund,
        purchase,
        first,
        second,
        amina,
        paul,
        zoe,
        lucie,
        ids["Pays de Grasse"],
        ids["Sicoval"],
    )


def sign_as(session: Session, person_id: int, attribution: Attribution) -> None:
    """Let a person's contributions be signed so."""
    session.get_one(Person, person_id).attribution = attribution
    session.flush()


def make_post(
    session: Session,
    author_id: int,
    text: str = "Une enveloppe de 50 000 €",
    section: Section = Section.intention,
) -> int:
    """A post on the canvas of its author's group."""
    return write_post(session, actor=Actor(person_id=author_id), section=section, text=text)


def make_perspective_post(
    session: Session,
    author_id: int,
    territory_id: int,
    text: str = "Plus petit",
    section: Section = Section.gaps,
    about: Iterable[int] = (),
) -> int:
    """A post for a target territory on the perspective of its author's group."""
    return write_perspective_post(
        session,
        actor=Actor(person_id=author_id),
        territory_id=territory_id,
        section=section,
        text=text,
        about=[*about],
    )


def post_row(session: Session, post_id: int) -> Post:
    """The post as it is stored."""
    return session.get_one(Post, post_id, populate_existing=True)
