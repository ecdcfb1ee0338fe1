"""A workshop of which anything may be true that verbs let happen, drawn by chance: for what holds of all."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from db.agenda import Stage, StageKind, StageOpening, stages_of
from db.answers import HolderAnswer
from db.base import now
from db.candidates import Candidate
from db.concept_versions import ConceptVersion, Publication
from db.concepts import Citation, Concept, ConceptField, Statement
from db.conditions import Lift
from db.decisions import Decision, How, Outcome
from db.groups import Group, GroupMember
from db.interests import Interest, InterestKind, known_by
from db.marks import PostTag
from db.people import Attribution, Person, PersonRole
from db.post_links import PostLink
from db.posts import Part, Post, PostMerge, PostPicture, Resource, Section, Verdict
from db.ratings import Criterion, MatrixReveal, Rating
from db.rounds import RoundAnswer
from db.session import Session
from db.sharing import Initiative
from db.tasks import TableTask, Task
from db.verdicts import TerritoryVerdict
from db.voting import VotingRound
from db.workshops import Territory, Workshop
from facilitation.actors import Actor
from facilitation.counted import CountedVote, Support, keep_counted
from facilitation.counts import WITHHELD, Count, Shown
from facilitation.initiative_text import cleaned_tags
from facilitation.pictures import keep_picture
from facilitation.post_rules import may_be_about, part_of_section
from facilitation.posts import PERSPECTIVE
from facilitation.tallies import MOST_KEPT
from tests.factories.pictures import drawn
from tests.factories.workshops import facilitator_of, make_workshop

TEXTS = (
    "=1+1", "« Été » : oui ?", "@SUM(A1)", "x" * 80, "Abeilles 🐝", "<b>gras</b>", "שלום", "a‌b", "**", "ﬁn",
)  # fmt: skip


@dataclass
class Anything:
    """The workshop while it is drawn, and what is there to refer to."""

    session: Session
    chance: Random
    id: int
    by: int
    stages: list[Stage]
    territories: list[int] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    parts: set[int] = field(default_factory=set)
    """The posts that are part of another one."""

    def often(self) -> bool:
        return self.chance.random() < 0.7

    def seldom(self) -> bool:
        return self.chance.random() < 0.2

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def moment(self) -> datetime:
        start = datetime(2026, 3, 2, 9, tzinfo=UTC)
        return start + timedelta(seconds=self.chance.randrange(10_000), microseconds=self.chance.randrange(9))

    def perhaps(self) -> datetime | None:
        return self.moment() if self.seldom() else None

    def territory(self) -> int | None:
        return self.chance.choice(self.territories) if self.territories and self.often() else None

    def person(self) -> int | None:
        return self.chance.choice(self.people).id if self.people and self.often() else None

    def keep(self, *rows: object) -> None:
        self.session.add_all(rows)
        self.session.flush()


def make_anything(session: Session, chance: Random) -> int:
    """The workshop that these chances make, by its id."""
    workshop_id = make_workshop(session)
    one = Anything(
        session, chance, workshop_id, facilitator_of(session, workshop_id), stages_of(session, workshop_id)
    )
    for part in (_settings, _people, _agenda, _initiatives, _votes, _tables, _posts, _transfer, _concepts):
        part(one)
    session.expire_all()
    return workshop_id


def _settings(one: Anything) -> None:
    workshop = one.session.get_one(Workshop, one.id)
    workshop.theme, workshop.place, workshop.organiser = one.text(), one.text(), one.text()
    workshop.date = date(2026, 3, 2) if one.often() else None
    workshop.closed_at, workshop.optional_criteria = one.perhaps(), one.seldom()
    workshop.dots, workshop.language = one.chance.choice([None, 3]), one.chance.choice(["fr", "en"])
    workshop.time_zone = one.chance.choice(["Europe/Paris", "Indian/Reunion", "Pacific/Noumea"])
    names = one.chance.sample(TEXTS, one.chance.randrange(5))
    rows = [Territory(workshop_id=one.id, name=name) for name in names]
    one.keep(*rows)
    one.territories = [row.id for row in rows]


def _people(one: Anything) -> None:
    for number in range(one.chance.randrange(9)):
        came = one.moment() if one.often() else None
        one.people.append(
            Person(
                workshop_id=one.id,
                name=f"{one.text()} {number}",
                territory_id=one.territory(),
                role=one.chance.choice(list(PersonRole)),
                attribution=one.chance.choice(list(Attribution)),
                contact_consent=one.seldom(),
                contact=one.text(),
                resume_code=f"{one.id}-{number}",
                arrived_at=came,
                left_at=one.perhaps() if came else None,
                removed_at=one.perhaps(),
            )
        )
    one.keep(*one.people)
    if len(one.people) > 2 and one.seldom():
        one.people[0].merged_into_id = one.people[1].id


def _agenda(one: Anything) -> None:
    for stage in one.stages:
        stage.skipped_at, stage.instruction = one.perhaps(), "\n".join([one.text(), one.text()])
        for _ in range(one.chance.randrange(3)):
            at = one.moment()
            one.keep(
                StageOpening(
                    stage_id=stage.id, workshop_id=one.id, opened_at=at, ends_at=at, closed_at=one.moment()
                )
            )
    at, stage = one.moment(), one.chance.choice(one.stages)
    if one.seldom():
        one.keep(StageOpening(stage_id=stage.id, workshop_id=one.id, opened_at=at, ends_at=at))
    for stage in one.stages:
        if stage.kind in (StageKind.checkin, StageKind.closing):
            for person in one.people:
                if one.often():
                    choice, words = one.chance.randint(1, 5), one.text() if one.seldom() else ""
                    one.keep(RoundAnswer(stage_id=stage.id, person_id=person.id, choice=choice, words=words))


def _picture(one: Anything) -> int | None:
    if not one.seldom():
        return None
    return keep_picture(one.session, workshop_id=one.id, data=drawn(), alt=one.text(), actor=Actor(one.by))


def _whence(one: Anything) -> dict[str, Any]:
    territory_id = one.territory()
    name = one.text() if territory_id is None and one.seldom() else ""
    return {"territory_id": territory_id, "territory_name": name}


def _held(one: Anything) -> dict[str, Any]:
    holder_id = one.person() if one.seldom() else None
    return {"holder_id": holder_id, "holder": one.text() if holder_id is None and one.seldom() else ""}


def _initiatives(one: Anything) -> None:
    for _ in range(one.chance.randint(1, 6)):
        row = Initiative(
            workshop_id=one.id,
            title=one.text(),
            pitch=one.text(),
            description="mot" * 600 if one.seldom() else "",
            **_whence(one),
            author_id=one.person(),
            entered_by=one.by if one.seldom() else None,
            **_held(one),
            link="https://example.org/page" if one.seldom() else "",
            tags=cleaned_tags([one.text()[:30]]) if one.seldom() else [],
            picture_id=_picture(one),
            created_at=one.moment(),
            updated_at=one.moment(),
            hidden_at=one.perhaps(),
            merged_into_id=one.chance.choice(one.initiatives).id
            if one.initiatives and one.seldom()
            else None,
        )
        one.keep(row)
        one.initiatives.append(row)


def _votes(one: Anything) -> None:
    stage_id = next(stage.id for stage in one.stages if stage.kind == StageKind.voting)
    first: VotingRound | None = None
    among = one.chance.sample(one.initiatives, one.chance.randint(1, len(one.initiatives)))
    for runoff in (False, True)[: one.chance.randrange(3)]:
        if runoff and (first is None or first.revealed_at is None):
            break
        closed = one.moment()
        vote = VotingRound(
            workshop_id=one.id,
            stage_id=stage_id,
            settles_id=first.id if runoff and first else None,
            dots=1 if runoff else 2, cap=1, keep=2, own_territory=True, seed=7,
            opened_at=one.moment(),
            closed_at=closed,
            eligible=12,
            revealed_at=one.moment() if one.often() else None,
        )  # fmt: skip
        one.keep(vote)
        _counted(one, vote, among)
        first = first or vote
    if first is not None and first.revealed_at is not None and one.often():
        for kept, row in enumerate(among):
            outcome = one.chance.choice(list(Outcome)) if kept < MOST_KEPT else Outcome.RESERVE
            how = one.chance.choice(list(How))
            one.keep(
                Decision(
                    round_id=first.id, initiative_id=row.id, outcome=outcome, how=how,
                    reason=one.text(), decided_by=one.by, decided_at=one.moment(),
                )
            )  # fmt: skip


def _counted(one: Anything, vote: VotingRound, among: list[Initiative]) -> None:
    for row in among:
        ids = [one.chance.choice(one.territories)] if one.territories else []
        one.keep(Candidate(round_id=vote.id, initiative_id=row.id, territory_ids=ids, territory=one.text()))
    voted = one.chance.choice([0, *range(3, 13)])

    def count() -> Count:
        return Shown(one.chance.randrange(voted + 1)) if one.often() else WITHHELD

    places = (*one.territories, None) if one.often() else tuple(one.territories)
    dots = Counter(
        row.id
        for _ in range(voted)
        for row in one.chance.sample(among, one.chance.randint(1, min(vote.dots, len(among))))
    )
    support = {
        row.id: Support(
            dots[row.id],
            count(),
            {role: count() for role in PersonRole},
            {place: count() for place in places},
        )
        for row in among
    }
    keep_counted(vote, CountedVote(voted, one.chance.randrange(voted + 1), support))


def _tables(one: Anything) -> None:
    for number in range(1, one.chance.randint(1, 4)):
        on = one.chance.choice(one.initiatives)
        group = Group(workshop_id=one.id, initiative_id=on.id, number=2 * number, name=one.text())
        one.keep(group)
        one.groups.append(group)
    for person in one.people:
        if one.groups and one.often():
            group = one.chance.choice(one.groups)
            one.keep(GroupMember(person_id=person.id, group_id=group.id))
            task = one.chance.choice(list(Task))
            if one.session.get(TableTask, (group.id, task)) is None:
                one.keep(TableTask(group_id=group.id, task=task, person_id=person.id))


def _posts(one: Anything) -> None:
    for _ in range(one.chance.randrange(14) if one.groups else 0):
        group, section = one.chance.choice(one.groups), one.chance.choice(list(Section))
        ahead = section in PERSPECTIVE
        if ahead and not one.territories:
            continue
        post = Post(
            workshop_id=one.id,
            group_id=group.id,
            initiative_id=group.initiative_id,
            stage_id=_stage(one, part_of_section(section)) if one.often() else None,
            part=part_of_section(section),
            section=section,
            resource=one.chance.choice(list(Resource)) if section == Section.resources else None,
            territory_id=one.chance.choice(one.territories) if ahead else None,
            text=one.text(),
            author_id=one.person(),
            entered_by=one.by if one.seldom() else None,
            verbatim=one.often(),
            off_record=one.seldom(),
            created_at=one.moment(),
            deleted_at=one.perhaps(),
            position=one.chance.randint(-2048, 2048),
            core_at=one.perhaps(),
        )
        one.keep(post)
        _join(one, post)
        if picture := _picture(one):
            one.keep(PostPicture(post_id=post.id, picture_id=picture))
        for tag in one.chance.sample(TEXTS[:3], one.chance.randrange(3)):
            one.keep(PostTag(post_id=post.id, tag=tag))
        one.posts.append(post)


def _stage(one: Anything, part: Part) -> int:
    return next(stage.id for stage in one.stages if stage.kind == StageKind(part))


def _join(one: Anything, post: Post) -> None:
    """Let a post be part of another one, or be about others, as the verbs let it."""
    place = (post.group_id, post.part, post.territory_id)
    beside = [each for each in one.posts if (each.group_id, each.part, each.territory_id) == place]
    wholes = [each for each in beside if each.id not in one.parts]
    if wholes and one.often():
        one.keep(PostMerge(post_id=post.id, into_id=one.chance.choice(wholes).id))
        one.parts.add(post.id)
    behind = [
        each
        for each in one.posts
        if may_be_about((post.part, post.initiative_id), (each.part, each.initiative_id))
    ]
    if behind and one.often():
        one.keep(PostLink(post_id=post.id, about_id=one.chance.choice(behind).id))


def _transfer(one: Anything) -> None:
    if one.seldom():
        one.keep(MatrixReveal(workshop_id=one.id, revealed_at=one.moment()))
    for row in one.initiatives:
        for territory_id in one.territories:
            where = {"workshop_id": one.id, "initiative_id": row.id, "territory_id": territory_id}
            if one.seldom():
                verdict = one.chance.choice(list(Verdict))
                one.keep(TerritoryVerdict(**where, verdict=verdict, decided_at=one.moment()))
            if one.seldom():
                criterion = one.chance.choice(list(Criterion))
                one.keep(Lift(**where, criterion=criterion, who=one.text(), said_at=one.moment()))
        if one.seldom():
            one.keep(
                HolderAnswer(
                    workshop_id=one.id, initiative_id=row.id, criterion=Criterion.team,
                    text=f"{one.text()}\n{one.text()}", author_id=one.person(), answered_at=one.moment(),
                )
            )  # fmt: skip
    for post in one.posts:
        if post.territory_id and one.seldom():
            where = {"initiative_id": post.initiative_id, "territory_id": post.territory_id}
            one.keep(Lift(workshop_id=one.id, **where, post_id=post.id, by_when=one.text()[:60]))
    _ratings(one)


def _ratings(one: Anything) -> None:
    raters = [person for person in one.people if person.territory_id is not None]
    for row in one.initiatives:
        for person in raters:
            if one.often():
                one.keep(
                    Rating(
                        person_id=person.id,
                        initiative_id=row.id,
                        criterion=one.chance.choice(list(Criterion)),
                        workshop_id=one.id,
                        territory_id=person.territory_id,
                        value=one.chance.choice([None, 0, 1, 2, 3]),
                    )
                )


def _concepts(one: Anything) -> None:
    for number in range(one.chance.randrange(3)):
        concept = Concept(workshop_id=one.id, title=one.text(), slug=f"{one.id}-{number}", created_at=now())
        one.keep(concept)
        told: list[dict[str, Any]] = []
        for _ in range(one.chance.randrange(4)):
            statement = Statement(
                concept_id=concept.id,
                field=one.chance.choice(list(ConceptField)[1:] if told else list(ConceptField)),
                text=one.text(),
                position=one.chance.randrange(3),
                deleted_at=one.perhaps(),
            )
            one.keep(statement)
            cited = one.chance.sample(one.posts, one.chance.randint(0, min(2, len(one.posts))))
            one.keep(*(Citation(statement_id=statement.id, post_id=post.id) for post in cited))
            told.append(
                {
                    "id": statement.id, "field": statement.field.value, "text": one.text(),
                    "version": 1, "posts": [post.id for post in cited],
                }
            )  # fmt: skip
        if told and one.often():
            content = {"title": one.text(), "statements": told}
            version = ConceptVersion(concept_id=concept.id, number=4, content=content)
            one.keep(version)
            one.keep(Publication(concept_id=concept.id, version_id=version.id, withdrawn_at=one.perhaps()))
        for name in one.chance.sample(TEXTS, one.chance.randrange(3)):
            kind = one.chance.choice(list(InterestKind))
            one.keep(Interest(concept_id=concept.id, territory=name, folded=known_by(name), kind=kind))
