"""A workshop in which one person has left a trace wherever anybody can, for tests of what erases it."""

from dataclasses import dataclass

from db.agenda import StageKind
from db.concepts import ConceptField
from db.interests import InterestKind
from db.people import Attribution, Person, PersonRole
from db.posts import Section, Verdict
from db.ratings import Criterion
from db.session import Session
from db.tasks import Task
from facilitation.actors import Actor
from facilitation.conditions import say_how_to_lift
from facilitation.duplicates import merge_people
from facilitation.groups import assign, create_group
from facilitation.interests import declare_interest
from facilitation.joining import readmit_link
from facilitation.matrix import reveal_matrix
from facilitation.people import change_consents
from facilitation.perspective import set_verdict
from facilitation.pictures import attach_picture
from facilitation.post_merging import merge_posts
from facilitation.post_pictures import attach_post_picture
from facilitation.questions import answer_question
from facilitation.ratings import rate
from facilitation.results import decide, reveal
from facilitation.rewording import edit_post
from facilitation.rounds import answer_round
from facilitation.running import close_stage, mark_done
from facilitation.seat_locks import lock_seat
from facilitation.sharing import share_initiative
from facilitation.studio.concepts import create_concept
from facilitation.studio.publishing import publish
from facilitation.studio.statements import write_statement
from facilitation.tasks import take_task
from facilitation.voting import cast_dot
from facilitation.wishes import rank_initiatives
from facilitation.withdrawing import keep_off_record
from tests.factories.pictures import drawn
from tests.factories.tables import make_perspective_post, make_post
from tests.factories.workshops import (
    facilitator_of,
    make_joined,
    make_person,
    make_workshop,
    open_kind,
)

NAME = "Qzyxomenk Vroubladj"
CONTACT = "06-qwjxz-kontaktik"
WORDS = "wjvoksilograv"
"""In everything that the person wrote on the record."""
WHISPERED = "wjmurmurokval"
"""In everything that they said off the record."""


@dataclass(frozen=True)
class Everywhere:
    """Who left traces everywhere, the secret of their device, and what others made beside them."""

    workshop: int
    by: int
    person: int
    other: int
    token: str
    table: int
    initiative: int
    unvoted: int
    territory: int
    concept: int
    beside: int
    merged: int


def make_everywhere(
    session: Session, *, role: PersonRole = PersonRole.elected, of_role: int = 3
) -> Everywhere:
    """The workshop, its last vote still open; `of_role` people bear the role of the person, with them."""
    workshop = make_workshop(session)
    by = facilitator_of(session, workshop)
    person, token = _come_in(session, workshop, by, role)
    other = make_person(session, workshop, name="Paul", territory="Sicoval", role=PersonRole.officer)
    for number in range(of_role - 1):
        make_person(session, workshop, name=f"Élu {number}", territory="Sicoval", role=role)
    open_kind(session, workshop, StageKind.checkin)
    _answer(session, workshop, person, StageKind.checkin)
    initiative, fund = _share(session, workshop, by, person, other)
    chloe = _vote(session, workshop, by, person, other, [initiative, fund])
    rank_initiatives(session, actor=Actor(person_id=person), initiative_ids=[fund])
    tables = [
        create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=one)
        for one in (initiative, fund)
    ]
    for one in (person, other):
        assign(session, actor=Actor(by), person_id=one, group_id=tables[0])
    take_task(session, actor=Actor(person_id=person), task=Task.reporter)
    lock_seat(session, actor=Actor(by), person_id=person)
    merged, cited, beside = _take_apart(session, workshop, person, other)
    territory = session.get_one(Person, person).territory_id or 0
    _compare(session, workshop, by, person, other, (initiative, fund, territory, cited))
    concept = _write_up(session, workshop, by, cited, person)
    open_kind(session, workshop, StageKind.closing)
    _answer(session, workshop, person, StageKind.closing)
    for one in (other, chloe):
        _answer(session, workshop, one, StageKind.closing, words="Merci à tout le monde")
    open_kind(session, workshop, StageKind.voting)
    for voter in (person, other, chloe):
        cast_dot(session, actor=Actor(person_id=voter), initiative_id=fund)
    unvoted = share_initiative(
        session, actor=Actor(by, person), title=f"{WORDS} seul", pitch=WORDS, holder=NAME
    )
    return Everywhere(
        workshop, by, person, other, token, tables[0], initiative, unvoted, territory, concept, beside, merged
    )


def _come_in(session: Session, workshop: int, by: int, role: PersonRole) -> tuple[int, str]:
    """The person joins twice: the second entry is merged into the first one."""
    joined = make_joined(session, workshop, name=NAME, territory="Vallée", role=role)
    double = make_joined(session, workshop, name=f"{NAME} encore", role=role).person_id
    change_consents(
        session,
        actor=Actor(person_id=double),
        attribution=Attribution.name,
        contact_consent=True,
        contact=CONTACT,
    )
    merge_people(session, actor=Actor(by), keep_id=joined.person_id, other_id=double)
    change_consents(
        session,
        actor=Actor(person_id=joined.person_id),
        attribution=Attribution.name,
        contact_consent=True,
        contact=CONTACT,
    )
    readmit_link(session, actor=Actor(by), person_id=joined.person_id)
    return joined.person_id, joined.token


def _answer(session: Session, workshop: int, person: int, kind: StageKind, *, words: str = WORDS) -> None:
    stage = open_kind(session, workshop, kind)
    answer_round(session, actor=Actor(person_id=person), stage_id=stage, choice=4, words=f"{words} {kind}")
    mark_done(session, actor=Actor(person_id=person), stage_id=stage)


def _share(session: Session, workshop: int, by: int, person: int, other: int) -> tuple[int, int]:
    """One initiative that is voted on, and others' that name the person as their holder."""
    open_kind(session, workshop, StageKind.sharing)
    voted = share_initiative(
        session,
        actor=Actor(person_id=person),
        title="Jardin",
        pitch=WORDS,
        description=f"{WORDS}\n\n{WORDS}",
        link=f"https://example.org/{WORDS}",
        tags=[WORDS],
        holder_id=person,
    )
    attach_picture(session, initiative_id=voted, data=drawn(), actor=Actor(person_id=person), alt=WORDS)
    fund = share_initiative(
        session, actor=Actor(person_id=other), title="Fonds", pitch="Un fonds.", holder=NAME
    )
    share_initiative(session, actor=Actor(person_id=other), title="Serre", pitch="Une serre.", holder="Odile")
    share_initiative(
        session, actor=Actor(person_id=other), title="Budget", pitch="Un budget.", holder_id=person
    )
    return voted, fund


def _vote(session: Session, workshop: int, by: int, person: int, other: int, initiatives: list[int]) -> int:
    """A vote of three, since fewer are not counted; the third one's id."""
    stage = open_kind(session, workshop, StageKind.voting)
    chloe = make_person(session, workshop, name="Chloé", territory="Sicoval", role=PersonRole.state)
    for voter, one in ((person, initiatives[1]), (other, initiatives[0]), (chloe, initiatives[0])):
        cast_dot(session, actor=Actor(person_id=voter), initiative_id=one)
    close_stage(session, actor=Actor(by), stage_id=stage)
    reveal(session, actor=Actor(by), stage_id=stage)
    decide(session, actor=Actor(by), stage_id=stage, kept=initiatives, reason="Deux tables.")
    return chloe


def _take_apart(session: Session, workshop: int, person: int, other: int) -> tuple[int, int, int]:
    """Posts of the person: cited, with a picture, whispered, whole of another; a wording beside another's."""
    open_kind(session, workshop, StageKind.decomposition)
    cited = make_post(session, person, f"{WORDS} un", Section.mechanism)
    attach_post_picture(
        session, post_id=cited, data=drawn(size=(30, 30)), alt=WORDS, actor=Actor(person_id=person)
    )
    whole = make_post(session, person, f"{WORDS} deux", Section.actors)
    merged = make_post(session, other, "Une association", Section.actors)
    merge_posts(session, post_ids=[merged], into_id=whole, actor=Actor(person_id=person))
    quiet = make_post(session, person, WHISPERED, Section.obstacles)
    keep_off_record(session, post_id=quiet, actor=Actor(person_id=person), off_record=True)
    spoken = make_post(session, person, f"{WHISPERED} tout bas", Section.obstacles)
    keep_off_record(session, post_id=spoken, actor=Actor(person_id=person), off_record=True)
    edit_post(session, post_id=spoken, text=f"{WORDS} tout haut", version=1, actor=Actor(person_id=person))
    keep_off_record(session, post_id=spoken, actor=Actor(person_id=person), off_record=False)
    beside = make_post(session, other, "Sans budget", Section.core_functions)
    edit_post(session, post_id=beside, text="Sans budget propre", version=1, actor=Actor(person_id=other))
    edit_post(session, post_id=beside, text=f"{WORDS} quatre", version=1, actor=Actor(person_id=person))
    edit_post(session, post_id=beside, text="Sans budget à soi", version=2, actor=Actor(person_id=person))
    return merged, cited, beside


def _compare(
    session: Session, workshop: int, by: int, person: int, other: int, at: tuple[int, int, int, int]
) -> None:
    """They rate, decide, set conditions, say who lifts them and answer a question."""
    initiative, fund, territory, cited = at
    open_kind(session, workshop, StageKind.perspective)
    rate(
        session, actor=Actor(person_id=other), initiative_id=initiative, criterion=Criterion.team, value=None
    )
    for criterion, value in ((Criterion.need, 0), (Criterion.team, None), (Criterion.means, 2)):
        rate(session, actor=Actor(person_id=person), initiative_id=fund, criterion=criterion, value=value)
    make_perspective_post(session, person, territory, f"{WORDS} si", Section.conditions, about=[cited])
    set_verdict(
        session,
        actor=Actor(person_id=person),
        initiative_id=initiative,
        territory_id=territory,
        verdict=Verdict.adapt,
    )
    reveal_matrix(session, actor=Actor(by), workshop_id=workshop)
    say_how_to_lift(
        session,
        initiative_id=fund,
        territory_id=territory,
        criterion=Criterion.need,
        who=NAME,
        by_when=WORDS,
        first_step=WORDS,
        actor=Actor(person_id=person),
    )
    answer_question(
        session, initiative_id=initiative, criterion=Criterion.team, text=WORDS, actor=Actor(person_id=person)
    )


def _write_up(session: Session, workshop: int, by: int, cited: int, person: int) -> int:
    """A published concept that rests on the person's word alone, and their territory wants it."""
    concept = create_concept(session, actor=Actor(by), workshop_id=workshop, title="Un jardin partagé")
    write_statement(
        session,
        actor=Actor(by),
        concept_id=concept,
        field=ConceptField.objectives,
        text="Jardiner",
        post_ids=[cited],
    )
    publish(session, actor=Actor(by), concept_id=concept)
    declare_interest(
        session, concept_id=concept, kind=InterestKind.interested, words=WORDS, actor=Actor(person_id=person)
    )
    return concept
