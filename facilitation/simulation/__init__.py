"""What a simulated person does in each kind of stage, by the same verbs as everybody."""

from collections.abc import Callable
from random import Random

from db.people import Attribution, Person, PersonRole, names_in
from db.rehearsal import shared_by, simulated_people
from db.session import Session
from db.spelling import in_order, known_by
from db.workshops import Workshop, territories_of
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.joining import join_workshop
from facilitation.rounds import answer_round
from facilitation.sharing import MOST_ON_THE_WALL, initiatives, share_initiative
from facilitation.simulation.scene import HESITATION, Scene, done, material
from facilitation.simulation.tables import compare, decompose
from facilitation.tokens import new_token
from facilitation.voting import ballot, cast_dot, take_dot

FEW = 2
"""How many initiatives are shared even on a wall that is full."""
ROLES = (PersonRole.elected,) * 3 + (PersonRole.officer,) * 4 + (PersonRole.state, PersonRole.project)
SIGNATURES = (Attribution.name, Attribution.territory, Attribution.territory, Attribution.anonymous)

Act = Callable[[Scene], str | None]


def join(session: Session, workshop: Workshop, random: Random) -> str | None:
    """One more simulated person comes in, under a name that nobody bears; nobody without a code or a name."""
    words = material(workshop.language)
    taken = names_in(session, workshop.id)
    free = [name for name in words["names"] if known_by(name) not in taken]
    if not free or workshop.code is None:
        return None
    known = {territory.name for territory in territories_of(session, workshop.id)}
    places = in_order(known - set(words["territories"])) or words["territories"]
    joined = join_workshop(
        session,
        code=workshop.code,
        name=random.choice(free),
        territory_name=random.choice(places),
        role=random.choice(ROLES),
        attribution=random.choice(SIGNATURES),
        attempt=new_token(),
        apart=True,
        new_territory=True,
    )
    session.get_one(Person, joined.person_id).simulated = True
    return "joined"


def act(scene: Scene) -> str | None:
    """What this person does now; None when it is nothing."""
    return ACTS[scene.stage.kind](scene)


def _answer(scene: Scene) -> str:
    answer_round(
        scene.session,
        actor=Actor(person_id=scene.person.id),
        stage_id=scene.stage.id,
        choice=scene.random.choice((2, 3, 4, 4, 5)),
        words=scene.random.choice(scene.words["round"][scene.stage.kind]),
    )
    done(scene)
    return "answered"


def _share(scene: Scene) -> str:
    everyone = [person.id for person in simulated_people(scene.session, scene.person.workshop_id)]
    titles = shared_by(scene.session, everyone)
    used = {title for shared in titles.values() for title in shared}
    unused = [one for one in scene.words["initiative"] if one["title"] not in used]
    enough = len(used) >= max(3, len(everyone) // 2) or (len(used) >= FEW and _is_full(scene))
    if scene.person.id in titles or not unused or enough:
        return done(scene)
    chosen = scene.random.choice(unused)
    share_initiative(
        scene.session,
        actor=Actor(person_id=scene.person.id),
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
        take_dot(
            scene.session, actor=Actor(person_id=scene.person.id), initiative_id=scene.random.choice(placed)
        )
        return "dot_taken"
    free = may_place(scene.session, scene.person.id)
    if not free:
        return done(scene)
    cast_dot(scene.session, actor=Actor(person_id=scene.person.id), initiative_id=scene.random.choice(free))
    return "dot_placed"


ACTS: dict[StageKind, Act] = {
    StageKind.checkin: _answer,
    StageKind.theme: done,
    StageKind.sharing: _share,
    StageKind.voting: _vote,
    StageKind.break_: done,
    StageKind.decomposition: decompose,
    StageKind.perspective: compare,
    StageKind.report_back: done,
    StageKind.closing: _answer,
}
