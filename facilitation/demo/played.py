"""A demo workshop played through: vote, tables, canvases, ratings and matrix, to be looked at at once."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from db.agenda import StageKind, stages_of
from db.people import Attribution, Person, PersonRole
from db.posts import Resource, Section, Verdict
from db.ratings import Criterion
from db.session import Session
from db.tasks import Task
from db.workshops import Workshop, territories_of
from facilitation.actors import Actor
from facilitation.arranging import mark_core, move_post
from facilitation.ballots import cast_dot
from facilitation.conditions import say_how_to_lift
from facilitation.decomposition import write_post
from facilitation.demo.written_up import write_up
from facilitation.groups import assign, create_group, rename_group
from facilitation.joining import join_workshop
from facilitation.matrix import reveal_matrix
from facilitation.perspective import set_verdict, write_perspective_post
from facilitation.post_merging import merge_posts
from facilitation.questions import answer_question
from facilitation.ratings import rate
from facilitation.results import decide, reveal
from facilitation.rewording import edit_post
from facilitation.running import close_stage, open_stage
from facilitation.sharing import edit_initiative, initiatives
from facilitation.tasks import take_task
from facilitation.tokens import new_token
from facilitation.wishes import rank_initiatives

STORY = Path(__file__).with_name("played.fr.toml")


@cache
def story() -> Mapping[str, Any]:
    """Who came, and what they did, as the file tells it."""
    return tomllib.loads(STORY.read_text(encoding="utf-8"))


def play(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Play the story in a workshop that has its initiatives and nobody in it; all by the verbs of life."""
    scene = _Scene(session, actor, workshop_id)
    for part in (scene.come_in, scene.vote, scene.sit_down, scene.take_apart, scene.compare, scene.settle):
        part()
    write_up(session, actor=actor, workshop_id=workshop_id, concepts=story()["concept"], posts=scene.posts)


class _Scene:
    """The workshop while it is played: who and what bears which name; `posts` are known by theirs."""

    def __init__(self, session: Session, actor: Actor, workshop_id: int) -> None:
        self._session, self._actor, self._workshop_id = session, actor, workshop_id
        self._people: dict[str, int] = {}
        self._held: list[int] = []
        self.posts: dict[str, int] = {}
        self._titles = {one.title: one.id for one in initiatives(session, workshop_id)}
        self._places = {one.name: one.id for one in territories_of(session, workshop_id)}

    def come_in(self) -> None:
        """Everybody joins, as simulated people: a wipe takes them away with all they did."""
        code = self._session.get_one(Workshop, self._workshop_id).code or ""
        for one in story()["person"]:
            joined = join_workshop(
                self._session,
                code=code,
                name=one["name"],
                territory_id=self._places.get(one.get("territory", "")),
                role=PersonRole(one["role"]),
                attribution=Attribution(one["signs"]),
                attempt=new_token(),
                apart=True,
                new_territory=True,
            )
            self._session.get_one(Person, joined.person_id).simulated = True
            self._people[one["name"]] = joined.person_id

    def vote(self) -> None:
        """The vote is held, revealed and decided."""
        stage = self._open(StageKind.voting)
        for one in story()["person"]:
            for title in one["dots"]:
                voter = self._people[one["name"]]
                cast_dot(self._session, actor=Actor(person_id=voter), initiative_id=self._initiative(title))
        close_stage(self._session, actor=self._actor, stage_id=stage)
        reveal(self._session, actor=self._actor, stage_id=stage)
        kept = [self._initiative(title) for title in story()["kept"]]
        decide(self._session, actor=self._actor, stage_id=stage, kept=kept, reason=story()["reason"])

    def sit_down(self) -> None:
        """Everybody says what they would like, and gets a table and perhaps a task."""
        for one in story()["person"]:
            wished = [self._initiative(title) for title in one.get("wishes", ())]
            rank_initiatives(
                self._session, actor=Actor(person_id=self._people[one["name"]]), initiative_ids=wished
            )
        for number, table in enumerate(story()["table"], 1):
            initiative_id = self._initiative(table["initiative"])
            holder = self._people[table["holder"]]
            edit_initiative(self._session, actor=self._actor, initiative_id=initiative_id, holder_id=holder)
            group_id = create_group(
                self._session,
                actor=self._actor,
                workshop_id=self._workshop_id,
                initiative_id=initiative_id,
            )
            rename_group(self._session, actor=self._actor, group_id=group_id, name=table["name"])
            for one in story()["person"]:
                if one["table"] == number:
                    person_id = self._people[one["name"]]
                    assign(self._session, actor=self._actor, person_id=person_id, group_id=group_id)
                    if "task" in one:
                        take_task(self._session, actor=Actor(person_id=person_id), task=Task(one["task"]))

    def take_apart(self) -> None:
        """The tables write, reword, move, merge and mark."""
        self._open(StageKind.decomposition)
        for one in story()["post"]:
            self.posts[one.get("name", one["text"])] = write_post(
                self._session,
                actor=Actor(person_id=self._people[one["by"]]),
                section=Section(one.get("moved", one["section"])),
                text=one["text"],
                resource=Resource(one["resource"]) if "resource" in one else None,
                off_record=one.get("off_record", False),
            )
        for one in story()["post"]:
            for change in self._changes(one):
                change()

    def _changes(self, one: Mapping[str, Any]) -> Iterator[Callable[[], object]]:
        post_id = self.posts[one.get("name", one["text"])]
        author = self._people[one["by"]]
        if "worded" in one:
            by = self._people[one["worded_by"]]
            yield partial(
                edit_post,
                self._session,
                post_id=post_id,
                text=one["worded"],
                version=1,
                actor=Actor(person_id=by),
            )
        if "moved" in one:
            section = Section(one["section"])
            yield partial(
                move_post, self._session, post_id=post_id, section=section, actor=Actor(person_id=author)
            )
        if "core" in one:
            yield partial(mark_core, self._session, post_id=post_id, core=True, actor=Actor(person_id=author))
        if "into" in one:
            into = self.posts[one["into"]]
            yield partial(
                merge_posts, self._session, post_ids=[post_id], into_id=into, actor=Actor(person_id=author)
            )

    def compare(self) -> None:
        """Everybody rates their own territory; the tables write for the others and give verdicts."""
        self._open(StageKind.perspective)
        for one in story()["person"]:
            for title, values in one.get("rates", {}).items():
                for criterion, value in zip(Criterion, values, strict=False):
                    rate(
                        self._session,
                        actor=Actor(person_id=self._people[one["name"]]),
                        initiative_id=self._initiative(title),
                        criterion=criterion,
                        value=None if value == "?" else int(value),
                    )
        for one in story()["perspective"]:
            self.posts[one.get("name", one["text"])] = write_perspective_post(
                self._session,
                actor=Actor(person_id=self._people[one["by"]]),
                territory_id=self._places[one["for"]],
                section=Section(one["section"]),
                text=one["text"],
                about=[self.posts[name] for name in one.get("about", ())],
            )
        for one in story()["verdict"]:
            set_verdict(
                self._session,
                actor=self._actor,
                initiative_id=self._initiative(one["initiative"]),
                territory_id=self._places[one["territory"]],
                verdict=Verdict(one["verdict"]),
            )

    def settle(self) -> None:
        """The matrix is revealed, some conditions have a first step, and a holder has answered."""
        reveal_matrix(self._session, actor=self._actor, workshop_id=self._workshop_id)
        for one in story()["lift"]:
            say_how_to_lift(
                self._session,
                actor=self._actor,
                initiative_id=self._initiative(one["initiative"]),
                territory_id=self._places[one["territory"]],
                criterion=Criterion(one["criterion"]) if "criterion" in one else None,
                post_id=self.posts.get(one.get("post", "")),
                who=one["who"],
                by_when=one["by_when"],
                first_step=one["first_step"],
            )
        for one in story()["answer"]:
            answer_question(
                self._session,
                actor=self._actor,
                initiative_id=self._initiative(one["initiative"]),
                criterion=Criterion(one["criterion"]),
                text=one["text"],
            )

    def _initiative(self, title: str) -> int:
        """The initiative whose title begins so."""
        return next(number for known, number in self._titles.items() if known.startswith(title))

    def _open(self, kind: StageKind) -> int:
        """Open the first stage of a kind, after those that come before it; its id."""
        stages = stages_of(self._session, self._workshop_id)
        for stage in (one for one in stages if one.id not in self._held):
            open_stage(self._session, actor=self._actor, stage_id=stage.id)
            self._held.append(stage.id)
            if stage.kind == kind:
                break
        return self._held[-1]
