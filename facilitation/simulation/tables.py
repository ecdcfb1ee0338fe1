"""What simulated people do at their tables: take initiatives apart, compare them, rate their territory."""

from db.posts import Resource, Section, Verdict
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import canvas, write_post
from facilitation.groups import group_of
from facilitation.perspective import decomposed, perspective, set_verdict, write_perspective_post
from facilitation.posts import DECOMPOSITION, PERSPECTIVE, my_posts
from facilitation.ratings import Criterion, rate, ratings_view
from facilitation.simulation.scene import HESITATION, Scene, done

POSTS_EACH = 4
RATE_FIRST = 0.5
"""How often somebody rates their territory before they write for it."""
RATED_AT_ONCE = 5
ANSWERS = (0, 1, 1, 2, 2, 2, 3, 3, 3, None)
"""What simulated people answer, as often as it stands here; None is "don't know"."""


def decompose(scene: Scene) -> str | None:
    """Write a post in one of the sections that hold least; None without a table."""
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
                actor=Actor(person_id=scene.person.id),
                section=section,
                resource=resource,
                text=scene.random.choice(unsaid),
                verbatim=scene.random.random() > HESITATION,
            )
            return "posted"
    return done(scene)


def compare(scene: Scene) -> str | None:
    """Rate one's territory, write for it, and say what it would do."""
    if scene.random.random() < RATE_FIRST and (rated := _rate(scene)):
        return rated
    group_id = group_of(scene.session, scene.person.id)
    if group_id is None:
        return _rate(scene)
    view = perspective(scene.session, group_id)
    home = [one for one in view.territories if one.id == scene.person.territory_id] or view.territories
    if not home:
        return _rate(scene) or done(scene)
    place = scene.random.choice(home)
    if _has_more_to_say(scene, StageKind.perspective):
        written = {post.text for one in place.sections for post in one.posts}
        section = scene.random.choice(PERSPECTIVE)
        unsaid = [text for text in scene.words["perspective"][section] if text not in written]
        about = [one.id for one in decomposed(scene.session, group_id)]
        if unsaid:
            write_perspective_post(
                scene.session,
                actor=Actor(person_id=scene.person.id),
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
            actor=Actor(person_id=scene.person.id),
            initiative_id=view.initiative_id,
            territory_id=place.id,
            verdict=scene.random.choice(verdicts),
        )
        return "verdict"
    return _rate(scene) or done(scene)


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
            actor=Actor(person_id=scene.person.id),
            initiative_id=initiative_id,
            criterion=Criterion(criterion),
            value=scene.random.choice(ANSWERS),
        )
    return "rated" if unanswered else None


def _has_more_to_say(scene: Scene, part: StageKind) -> bool:
    mine = [post for post in my_posts(scene.session, scene.person.id) if post.part == part]
    return len(mine) < POSTS_EACH
