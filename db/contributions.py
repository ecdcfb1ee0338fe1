"""What people wrote, sent and shared, taken out of the tables for good."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from db.agenda import Stage
from db.alternatives import Alternative
from db.answers import HolderAnswer
from db.candidates import Candidate
from db.conditions import Lift
from db.deeds import Deed, DeedPost
from db.groups import Group
from db.interests import Interest
from db.pictures import Picture
from db.posts import Post, Section, Verdict
from db.rounds import RoundAnswer
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict, condition_counts


class Place(NamedTuple):
    """What was said of an initiative for a territory."""

    initiative_id: int
    territory_id: int


def posts_written(session: Session, people: Collection[int], *, off_record: bool) -> set[int]:
    """The posts of these people, deleted ones too; or only those `off_record`."""
    written = select(Post.id).where(Post.author_id.in_(people))
    return set(session.scalars(written.where(Post.off_record) if off_record else written))


def drop_posts(session: Session, post_ids: Collection[int]) -> None:
    """Take posts away with all that hangs on them; what was part of one stands by itself again.

    What was done to them is forgotten too, also where it was done to others by the same deed.
    """
    _drop_deeds(session, session.scalars(select(DeedPost.deed_id).where(DeedPost.post_id.in_(post_ids))))
    session.execute(delete(Post).where(Post.id.in_(post_ids)))


def drop_whispers(session: Session, people: Collection[int]) -> None:
    """Forget what these people said off the record: former words of their posts, wordings beside others'."""
    theirs = (
        select(DeedPost.deed_id, DeedPost.post_id, DeedPost.before, DeedPost.after)
        .join(Post, Post.id == DeedPost.post_id)
        .where(Post.author_id.in_(people))
    )
    told = [
        (deed_id, (post_id, state["text"]), state["off_record"])
        for deed_id, post_id, *states in session.execute(theirs)
        for state in states
        if state is not None
    ]
    whispered = {said for _, said, off_record in told if off_record}
    _drop_deeds(session, {deed_id for deed_id, said, _ in told if said in whispered})
    apart = select(Post.id).where(Post.off_record)
    session.execute(
        delete(Alternative).where(Alternative.author_id.in_(people), Alternative.post_id.in_(apart))
    )


def drop_wordings(session: Session, people: Collection[int]) -> None:
    """Take away what these people said elsewhere than in posts of their own."""
    session.execute(delete(Alternative).where(Alternative.author_id.in_(people)))
    session.execute(delete(HolderAnswer).where(HolderAnswer.author_id.in_(people)))
    session.execute(delete(Lift).where(Lift.person_id.in_(people)))
    session.execute(update(Interest).where(Interest.person_id.in_(people)).values(words=""))
    session.execute(update(RoundAnswer).where(RoundAnswer.person_id.in_(people)).values(words=""))


def words_of_rounds(session: Session, workshop_id: int) -> dict[int, list[str]]:
    """What people say in the rounds of a workshop, by stage, where anybody has answered here."""
    said: dict[int, list[str]] = {}
    answers = (
        select(RoundAnswer.stage_id, RoundAnswer.words)
        .join(Stage, Stage.id == RoundAnswer.stage_id)
        .where(Stage.workshop_id == workshop_id)
    )
    for stage_id, words in session.execute(answers):
        said.setdefault(stage_id, []).append(words)
    return said


def drop_pictures(session: Session, workshop_id: int, people: Collection[int]) -> None:
    """Take away the pictures that these people sent, wherever they are shown."""
    sent = set(session.scalars(select(Picture.id).where(Picture.person_id.in_(people))))
    done = select(DeedPost).join(Deed, Deed.id == DeedPost.deed_id).where(Deed.workshop_id == workshop_id)
    for change in session.scalars(done) if sent else ():
        change.after = _without_picture(change.after, sent)
        change.before = _without_picture(change.before, sent) if change.before else None
    session.flush()
    session.execute(delete(Picture).where(Picture.id.in_(sent)))


def _without_picture(state: dict[str, object], gone: Collection[int]) -> dict[str, object]:
    return {**state, "picture": None} if state.get("picture") in gone else state


def initiatives_shared(session: Session, people: Collection[int]) -> list[Initiative]:
    """What these people shared, hidden and merged ones too."""
    found = select(Initiative).where(Initiative.author_id.in_(people)).order_by(Initiative.id)
    return list(session.scalars(found))


def wholes_of(session: Session, part: Initiative) -> list[Initiative]:
    """What an initiative is part of, and what that is part of in turn."""
    found: list[Initiative] = []
    while part.merged_into_id is not None:
        part = session.get_one(Initiative, part.merged_into_id)
        found.append(part)
    return found


def others_rest_on(session: Session, initiative_id: int) -> bool:
    """Whether others voted for an initiative, work on it, or it is part of another or another of it."""
    part = aliased(Initiative)
    rests = select(Initiative.id).where(
        Initiative.id == initiative_id,
        or_(
            Initiative.merged_into_id.is_not(None),
            exists().where(part.merged_into_id == Initiative.id),
            exists().where(Candidate.initiative_id == Initiative.id),
            exists().where(Group.initiative_id == Initiative.id),
            exists().where(TerritoryVerdict.initiative_id == Initiative.id),
        ),
    )
    return session.scalar(rests) is not None


def conditions_among(session: Session, post_ids: Collection[int]) -> set[Place]:
    """For which territories these posts say under which condition an initiative would be adapted."""
    said = select(Post.initiative_id, Post.territory_id).where(
        Post.id.in_(post_ids), Post.section == Section.conditions, Post.territory_id.is_not(None)
    )
    return {Place(row[0], row[1]) for row in session.execute(said) if row[1] is not None}


def drop_verdicts_without_condition(session: Session, places: Iterable[Place]) -> None:
    """Take back the verdicts "adapt" of these places that no condition is left of."""
    for place in places:
        verdict = session.get(TerritoryVerdict, place, populate_existing=True)
        left = condition_counts(session, place.initiative_id).get(place.territory_id, 0)
        if verdict is not None and verdict.verdict == Verdict.adapt and not left:
            session.delete(verdict)


def _drop_deeds(session: Session, deed_ids: Iterable[int]) -> None:
    session.execute(delete(Deed).where(Deed.id.in_(set(deed_ids))))
