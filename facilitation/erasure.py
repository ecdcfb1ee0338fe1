"""Erasure: a person leaves the tables for good, and what they wrote stays or goes; numbers stay."""

from collections.abc import Collection
from enum import StrEnum

from db import contributions as written
from db.attendance import those_who_were_there
from db.base import now
from db.changes import touch
from db.concept_versions import Published, published_in
from db.erasure import entries_of_one, forget_doings, forget_in_journal, forget_names
from db.people import Attribution, Person, person_row
from db.search import forget_words
from db.session import Session
from db.sharing import Initiative
from db.traces import leave_no_trace
from db.workshops import lock_workshop
from facilitation.access import acting_person, workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.journal import note
from facilitation.naming import free_resume_code, name_apart
from facilitation.sealed import forget_words_but
from facilitation.secrecy import FEWEST
from facilitation.studio.concept_views import published

CHANGED = (
    *("people", "wall", "pitch", "groups", "progress", "perspectives", "round", "turnout", "stage", "matrix"),
    *("table", "canvas", "perspective", "ratings", "material", "studio", "concepts", "settings"),
)


class Contributions(StrEnum):
    """What becomes of what somebody wrote on the record: it stays without their name, or goes with them."""

    stay = "stay"
    go = "go"


def erase_person(session: Session, *, actor: Actor, person_id: int, contributions: Contributions) -> None:
    """Erase a participant for good, as they asked of who runs the workshop; a second time changes nothing."""
    person = person_row(session, person_id)
    if person is None or person.merged_into_id is not None:
        raise NotFound
    workshop_run_by(session, actor, person.workshop_id)
    if person.erased_at is None:
        _erase(session, person, Contributions(contributions), by=actor.account_id)


def erase_oneself(session: Session, *, actor: Actor, contributions: Contributions) -> None:
    """Erase oneself for good; every device is signed out at once."""
    _erase(session, acting_person(session, actor), Contributions(contributions), by=None)


def _erase(session: Session, person: Person, contributions: Contributions, *, by: int | None) -> None:
    lock_workshop(session, person.workshop_id)
    entries = entries_of_one(session, person)
    names, ids = {entry.name for entry in entries}, [entry.id for entry in entries]
    role_said = _many_bear_the_role(session, person)
    for entry in entries:
        _become_nobody(session, entry, role_said=role_said)
    session.flush()
    gone = written.posts_written(session, ids, off_record=contributions == Contributions.stay)
    written.drop_whispers(session, ids)
    _take_posts(session, person.workshop_id, gone, by=by)
    if contributions == Contributions.go:
        _take_the_rest(session, person.workshop_id, ids)
    forget_doings(session, ids)
    session.expire_all()
    forget_names(session, person.workshop_id, names, ids)
    note(session, workshop_id=person.workshop_id, action="person_erased", actor=Actor(by))
    touch(session, person.workshop_id, *CHANGED, *(f"me:{one}" for one in ids))
    forget_words(session)
    leave_no_trace(session)


def _many_bear_the_role(session: Session, person: Person) -> bool:
    """Whether a role says nobody's name: where one of two bore it, everybody would know which."""
    there = those_who_were_there(session, person.workshop_id)
    return sum(one.role == person.role for one in there) >= FEWEST


def _become_nobody(session: Session, entry: Person, *, role_said: bool) -> None:
    """Who came was there and has left; nobody can come back as them."""
    entry.erased_at, entry.role_said = now(), role_said
    if entry.arrived_at is not None:
        entry.left_at = entry.left_at or now()
    entry.name = name_apart(session, entry.workshop_id, f"№ {entry.id}")
    entry.resume_code = free_resume_code(session)
    entry.attribution, entry.contact_consent, entry.contact = Attribution.anonymous, False, ""
    entry.attempt = entry.expected_at = None


def _take_posts(session: Session, workshop_id: int, post_ids: Collection[int], *, by: int | None) -> None:
    """Take posts away, and with them what the method knows only as resting on them."""
    everywhere = published_in(session, workshop_id=workshop_id)
    shown = {one.concept.id: one for one in everywhere if _cites(one, post_ids)}
    places = written.conditions_among(session, post_ids)
    written.drop_posts(session, post_ids)
    session.expire_all()
    written.drop_verdicts_without_condition(session, places)
    for concept in published(session, workshop_id):
        if concept.id in shown and concept.uncited:
            _withdraw(session, shown[concept.id], by=by)


def _cites(one: Published, post_ids: Collection[int]) -> bool:
    return any(post_id in post_ids for said in one.version.content["statements"] for post_id in said["posts"])


def _withdraw(session: Session, one: Published, *, by: int | None) -> None:
    """A statement that rests on nothing any more is not shown to everybody."""
    one.publication.withdrawn_at, one.publication.withdrawn_by = now(), by
    note(
        session,
        workshop_id=one.concept.workshop_id,
        action="concept_withdrawn",
        actor=Actor(by),
        title=one.concept.title,
    )


def _take_the_rest(session: Session, workshop_id: int, people: Collection[int]) -> None:
    """Take away what they said beside their posts, their pictures, and what they shared."""
    written.drop_wordings(session, people)
    forget_words_but(session, workshop_id, written.words_of_rounds(session, workshop_id))
    titles = set()
    for initiative in written.initiatives_shared(session, people):
        if written.others_rest_on(session, initiative.id):
            _take_out_of_wholes(session, initiative)
            _keep_the_title(initiative)
        else:
            titles.add(initiative.title.casefold())
            session.delete(initiative)
    session.flush()
    written.drop_pictures(session, workshop_id, people)
    forget_in_journal(session, workshop_id, titles)


def _take_out_of_wholes(session: Session, part: Initiative) -> None:
    """What an initiative was merged into has taken over words of its parts: it keeps those of the others."""
    for whole in written.wholes_of(session, part):
        paragraphs = whole.description.split("\n\n")
        whole.description = "\n\n".join(one for one in paragraphs if one not in part.description)
        whole.link = "" if whole.link == part.link else whole.link
        whole.tags = [tag for tag in whole.tags if tag not in part.tags]


def _keep_the_title(initiative: Initiative) -> None:
    """What a room voted on or works on is no longer its author's alone: it is still called what it was."""
    initiative.pitch = initiative.description = initiative.link = initiative.holder = ""
    initiative.tags, initiative.picture_id, initiative.author_id, initiative.holder_id = [], None, None, None
    initiative.updated_at = now()
