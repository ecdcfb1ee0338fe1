"""What a simulated person does in each kind of stage, by the same verbs as everybody."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from db.people import Attribution, Person, PersonRole, names_in
from db.posts import Resource, Section, Verdict
from db.rehearsal import shared_by, simulated_people
from db.session import Session
from db.workshops import Workshop, territories_of
from facilitation.agenda import OpenStage, StageKind
from facilitation.decomposition import canvas, write_post
from facilitation.groups import group_of
from facilitation.joining import join_workshop
from facilitation.perspective import decomposed, perspective, set_verdict, write_perspective_post
from facilitation.posts import DECOMPOSITION, PERSPECTIVE, my_posts
from facilitation.ratings import Criterion, rate, ratings_view
from facilitation.rounds import answer_round
from facilitation.running import mark_done
from facilitation.sharing import MOST_ON_THE_WALL, initiatives, share_initiative
from facilitation.tokens import new_token
from facilitation.voting import ballot, cast_dot, take_dot

POSTS_EACH = 4
FEW = 2
"""How many initiatives are shared even on a wall that is full."""
HESITATION = 0.15
"""How often a voter takes a dot back."""
RATE_FIRST = 0.5
"""How often somebody rates their territory before they write for it."""
RATED_AT_ONCE = 5
ANSWERS = (0, 1, 1, 2, 2, 2, 3, 3, 3, None)
"""What simulated people answer, as often as it stands here; None is "don't know"."""
ROLES = (PersonRole.elected,) * 3 + (PersonRole.officer,) * 4 + (PersonRole.state, PersonRole.project)
SIGNATURES = (Attribution.name, Attribution.territory, Attribution.territory, Attribution.anonymous)


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is to act, where, with which words, and by which chance."""

    session: Session
    person: Person
    stage: OpenStage
    words: dict[str, Any]
    random: Random


Act = Callable[[Scene], str | None]


@cache
def material(language: str) -> dict[str, Any]:
    """What simulated people are called and say in a language."""
    file = Path(__file__).parent / "templates" / f"rehearsal.{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def join(session: Session, workshop: Workshop, random: Random) -> str | None:
    """One more simulated person comes in, under a name that nobody bears; nobody without a code or a name."""
    words = material(workshop.language)
    taken = names_in(session, workshop.id)
    free = [name for name in words["names"] if name.casefold() not in taken]
    if not free or workshop.code is None:
        return None
    known = {territory.name for territory in territories_of(session, workshop.id)}
    places = sorted(known - set(words["territories"])) or words["territories"]
    joined = join_workshop(
        session,
        code=workshop.code,
        name=random.choice(free),
        territory_name=random.choice(places),
        role=random.choice(ROLES),
        attribution=random.choice(SIGNATURES),
        attempt=new_token(),
    )
    session.get_one(Person, joined.person_id).simulated = True
    return "joined"


def act(scene: Scene) -> str | None:
    """What this person does now; None when it is nothing."""
    return ACTS[scene.stage.kind](scene)


def _done(scene: Scene) -> str:
    mark_done(scene.session, person_id=scene.person.id, stage_id=scene.stage.id)
    return "done"


def _answer(scene: Scene) -> str:
    answer_round(
        scene.session,
        person_id=scene.person.id,
        stage_id=scene.stage.id,
        choice=scene.random.choice((2, 3, 4, 4, 5)),
        words=scene.random.choice(scene.words["round"][scene.stage.kind]),
    )
    _done(scene)
    return "answered"


def _share(scene: Scene) -> str:
    everyone = [person.id for person in simulated_people(scene.session, scene.person.workshop_id)]
    titles = shared_by(scene.session, everyone)
    used = {title for shared in titles.values() for title in shared}
    unused = [one for one in scene.words["initiative"] if one["title"] not in used]
    enough = len(used) >= max(3, len(everyone) // 2) or (len(used) >= FEW and _is_full(scene))
    if scene.person.id in titles or not unused or enough:
        return _done(scene)
    chosen = scene.random.choice(unused)
    share_initiative(
        scene.session,
        author_id=scene.person.id,
        fictitious=True,
        title=chosen["title"],
        pitch=chosen["pitch"],
        territory_id=scene.person.territory_id,
    )
    return "shared"


def _is_full(scene: Scene) -> bool:
    return len(initiatives(scene.session, scene.person.workshop_id)) >= MOST_ON_THE_WALL


def may_place(session: Session, person_id: int) -> list[int]:
    """Where a person may put a dot now; nowhere while no vote is open or all their dots are placed."""
    mine = ballot(session, person_id)
    placeable = [line.id for line in mine.candidates if line.why_not is None and line.mine < mine.cap]
    return placeable if mine.left else []


def _vote(scene: Scene) -> str | None:
    mine = ballot(scene.session, scene.person.id)
    if not mine.open:
        return None
    placed = [line.id for line in mine.candidates if line.mine]
    if placed and scene.random.random() < HESITATION:
        take_dot(scene.session, voter_id=scene.person.id, initiative_id=scene.random.choice(placed))
        return "dot_taken"
    free = may_place(scene.session, scene.person.id)
    if not free:
        return _done(scene)
    cast_dot(scene.session, voter_id=scene.person.id, initiative_id=scene.random.choice(free))
    return "dot_placed"


def _decompose(scene: Scene) -> str | None:
    group_id = group_of(scene.session, scene.person.id)
    if group_id is None:
        return None
    written = {
        one.section: {post.text for post in one.posts} for one in canvas(scene.session, group_id).sections
    }
    sections = sorted(DECOMPOSITION, key=lambda one: (len(written[one]), scene.random.random()))
    for section in sections if _has_more_to_say(scene, StageKind.decomposition) else ():
        resource = scene.random.choice(list(Resource)) if section == Section.resources else None
        said = scene.words["decomposition"][section]
        unsaid = [text for text in (said[resource] if resource else said) if text not in written[section]]
        if unsaid:
            write_post(
                scene.session,
                author_id=scene.person.id,
                section=section,
                resource=resource,
                text=scene.random.choice(unsaid),
                verbatim=scene.random.random() > HESITATION,
            )
            return "posted"
    return _done(scene)


def _compare(scene: Scene) -> str | None:
    if scene.random.random() < RATE_FIRST and (rated := _rate(scene)):
        return rated
    group_id = group_of(scene.session, scene.person.id)
    if group_id is None:
        return _rate(scene)
    view = perspective(scene.session, group_id)
    home = [one for one in view.territories if one.id == scene.person.territory_id] or view.territories
    if not home:
        return _rate(scene) or _done(scene)
    place = scene.random.choice(home)
    if _has_more_to_say(scene, StageKind.perspective):
        written = {post.text for one in place.sections for post in one.posts}
        section = scene.random.choice(PERSPECTIVE)
        unsaid = [text for text in scene.words["perspective"][section] if text not in written]
        about = [one.id for one in decomposed(scene.session, group_id)]
        if unsaid:
            write_perspective_post(
                scene.session,
                author_id=scene.person.id,
                territory_id=place.id,
                section=section,
                text=scene.random.choice(unsaid),
                about=scene.random.sample(about, min(len(about), 1)),
            )
            return "posted"
    if place.verdict is None:
        verdicts = [Verdict.reproduce, Verdict.discard, *([Verdict.adapt] * 3 if place.conditions else [])]
        set_verdict(
            scene.session,
            person_id=scene.person.id,
            initiative_id=view.initiative_id,
            territory_id=place.id,
            verdict=scene.random.choice(verdicts),
        )
        return "verdict"
    return _rate(scene) or _done(scene)


def _rate(scene: Scene) -> str | None:
    """Answer the next few criteria; None where nothing is left to answer."""
    mine = ratings_view(scene.session, scene.person.id)
    unanswered = [
        (line.id, criterion)
        for line in mine.initiatives
        for criterion in mine.criteria
        if mine.territory and not line.own and criterion not in line.answers
    ]
    for initiative_id, criterion in unanswered[:RATED_AT_ONCE]:
        rate(
            scene.session,
            person_id=scene.person.id,
            initiative_id=initiative_id,
            criterion=Criterion(criterion),
            value=scene.random.choice(ANSWERS),
        )
    return "rated" if unanswered else None


def _has_more_to_say(scene: Scene, part: StageKind) -> bool:
    mine = [post for post in my_posts(scene.session, scene.person.id) if post.part == part]
    return len(mine) < POSTS_EACH


ACTS: dict[StageKind, Act] = {
    StageKind.checkin: _answer,
    StageKind.theme: _done,
    StageKind.sharing: _share,
    StageKind.voting: _vote,
    StageKind.break_: _done,
    StageKind.decomposition: _decompose,
    StageKind.perspective: _compare,
    StageKind.report_back: _done,
    StageKind.closing: _answer,
}
