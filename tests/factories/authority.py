"""A workshop in which everything has happened, and everybody who may or may not touch it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.accounts import Account, Role
from db.agenda import StageKind
from db.base import now
from db.concepts import Concept, ConceptField, Statement
from db.deeds import Deed
from db.groups import Group, GroupMember
from db.interests import InterestKind
from db.people import Attribution, Person, PersonRole
from db.posts import Post, Section, Verdict
from db.ratings import Criterion, Rating
from db.session import Session
from db.sharing import Initiative
from db.tasks import Task
from db.workshops import territories_of
from facilitation.actors import Actor
from facilitation.demo import load_played
from facilitation.designers import add_designer
from facilitation.erasure import Contributions
from facilitation.facilitators import add_facilitator
from facilitation.interests import declare_interest
from facilitation.own_templates import save_template
from facilitation.people import remove_person
from facilitation.people_table import PersonRow
from facilitation.studio.boards import create_board
from facilitation.studio.clusters import create_cluster
from facilitation.studio.comments import comment
from tests.factories.pictures import drawn
from tests.factories.workshops import facilitator_of, make_account, make_person, make_workshop, stage_of


@dataclass(frozen=True)
class World:
    """A workshop, what its verbs are told about it, and who tries them."""

    workshop_id: int
    arguments: dict[str, Any]
    own: dict[str, Actor]
    strangers: dict[str, Actor]


def make_world(session: Session) -> World:
    """The played demo with a studio, and strangers: once something here, or at home elsewhere."""
    fanny = make_account(session)
    workshop = load_played(session, actor=Actor(fanny))
    dina = make_account(session, name="Dina", role=Role.DESIGNER)
    add_designer(session, actor=Actor(fanny), workshop_id=workshop, account_id=dina)
    seat = session.scalars(
        select(GroupMember).join(Group, Group.id == GroupMember.group_id).where(Group.workshop_id == workshop)
    ).first()
    assert seat is not None
    arguments = _arguments(session, workshop, seat, Actor(dina), Actor(fanny))
    elsewhere = make_workshop(session)
    return World(
        workshop,
        arguments,
        own={
            "facilitator": Actor(fanny),
            "administrator": Actor(make_account(session, name="Ada", role=Role.ADMINISTRATOR)),
            "designer": Actor(dina),
            "participant": Actor(person_id=seat.person_id),
            "facilitator for a participant": Actor(fanny, seat.person_id),
        },
        strangers=_strangers(session, workshop, elsewhere, fanny, seat.person_id),
    )


def _strangers(
    session: Session, workshop: int, elsewhere: int, fanny: int, person_id: int
) -> dict[str, Actor]:
    paul, left, demoted = (make_account(session, name=name) for name in ("Paul", "Odile", "Zoé"))
    for account_id in (left, demoted):
        add_facilitator(session, actor=Actor(fanny), workshop_id=workshop, account_id=account_id)
    session.get_one(Account, left).disabled_at = now()
    session.get_one(Account, demoted).role = Role.DESIGNER
    gone = make_person_here(session, workshop)
    remove_person(session, actor=Actor(fanny), person_id=gone)
    session.flush()
    return {
        "nobody": Actor(),
        "a facilitator of another workshop": Actor(make_facilitator_of(session, elsewhere)),
        "a facilitator who runs nothing": Actor(paul),
        "a designer of another workshop": Actor(make_account(session, role=Role.DESIGNER)),
        "a participant of another workshop": Actor(person_id=make_person(session, elsewhere)),
        "a participant who was removed": Actor(person_id=gone),
        "a facilitator whose account is disabled": Actor(left),
        "a facilitator who became a designer": Actor(demoted),
        "a facilitator of another workshop for a participant": Actor(paul, person_id),
        "somebody who never was": Actor(10**9),
    }


def make_facilitator_of(session: Session, workshop_id: int) -> int:
    """An account that runs a workshop beside whoever made it."""
    account_id = make_account(session, name="Omar")
    add_facilitator(
        session,
        actor=Actor(facilitator_of(session, workshop_id)),
        workshop_id=workshop_id,
        account_id=account_id,
    )
    return account_id


def make_person_here(session: Session, workshop_id: int) -> int:
    """Somebody in a workshop that may have ended, by their id."""
    person = Person(workshop_id=workshop_id, name="Partie", role=PersonRole.other, resume_code="LUNE-00-ZZZ")
    session.add(person)
    session.flush()
    return person.id


def _arguments(
    session: Session, workshop: int, seat: GroupMember, dina: Actor, fanny: Actor
) -> dict[str, Any]:
    """A value for every name that a verb is told something under: things of this workshop, and words."""
    group = session.get_one(Group, seat.group_id)
    posts = session.scalars(
        select(Post).where(Post.group_id == group.id, Post.author_id == seat.person_id).order_by(Post.id)
    ).all()
    concept = session.scalars(select(Concept).where(Concept.workshop_id == workshop)).first()
    rated = session.scalars(
        select(Person)
        .join(Rating, Rating.person_id == Person.id)
        .where(Rating.initiative_id == group.initiative_id)
    ).first()
    assert rated is not None
    assert posts
    assert concept is not None
    statement = session.scalars(select(Statement).where(Statement.concept_id == concept.id)).first()
    assert statement is not None
    board_id = create_board(session, actor=dina, workshop_id=workshop, name="Tri")
    cluster_id = create_cluster(session, actor=dina, board_id=board_id, name="Élus", post_ids=[posts[0].id])
    deed = session.scalars(select(Deed).where(Deed.person_id == seat.person_id)).first()
    others = session.scalars(
        select(Person.id).where(Person.workshop_id == workshop, Person.id != seat.person_id)
    ).all()
    initiatives = session.scalars(select(Initiative.id).where(Initiative.workshop_id == workshop)).all()
    post_ids = [post.id for post in posts]
    return {
        "workshop_id": workshop,
        "colleague_id": make_account(session, name="Léa"),
        "sharing_id": stage_of(session, workshop, StageKind.sharing),
        "stage_id": stage_of(session, workshop, StageKind.voting),
        "initiative_id": group.initiative_id,
        "initiative_ids": list(initiatives[:2]),
        "kept": [group.initiative_id],
        "group_id": group.id,
        "person_id": seat.person_id,
        "keep_id": seat.person_id,
        "other_id": others[0],
        "account_id": dina.account_id,
        "territory_id": rated.territory_id,
        "stays_id": next(one.id for one in territories_of(session, workshop) if one.id != rated.territory_id),
        "merge_id": 0,
        "post_id": posts[0].id,
        "post_ids": post_ids,
        "into_id": posts[-1].id,
        "about": post_ids[:1],
        "deed_id": deed.id if deed else 0,
        "board_id": board_id,
        "cluster_id": cluster_id,
        "concept_id": concept.id,
        "statement_id": statement.id,
        "comment_id": comment(session, actor=dina, concept_id=concept.id, text="Et les communes ?"),
        "interest_id": declare_interest(
            session,
            actor=Actor(person_id=seat.person_id),
            concept_id=concept.id,
            kind=InterestKind.interested,
        ),
        "template_id": save_template(session, actor=fanny, workshop_id=workshop, name="Un modèle"),
        "alternative_id": None,
        "section": Section.actors,
        "criterion": Criterion.need,
        "verdict": Verdict.adapt,
        "task": Task.scribe,
        "kind": StageKind.sharing,
        "field": ConceptField.objectives,
        "role": PersonRole.elected,
        "attribution": Attribution.territory,
        "name": "Un nom",
        "names": ["Un territoire"],
        "title": "Un titre",
        "pitch": "Une phrase",
        "theme": "Une question",
        "text": "Un texte",
        "tag": "élus",
        "who": "La région",
        "by_when": "Juin",
        "first_step": "Appeler",
        "contact": "",
        "contributions": Contributions.stay,
        "contact_consent": False,
        "choice": 4,
        "value": 2,
        "dots": 3,
        "minutes": 5,
        "to": 1,
        "place": 0,
        "before": None,
        "after": 2,
        "version": 1,
        "core": True,
        "lifted": True,
        "verbatim": True,
        "off_record": True,
        "rows": [PersonRow(1, "Inès", "", PersonRole.elected)],
        "data": drawn(),
        "groups": [],
        "username": "une adresse",
        "password": "un long mot de passe",
    }
