"""A table of twelve who all write over each other at once: nothing is lost, and the canvas stays whole."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest
from sqlalchemy import Engine, select

from db.deeds import DeedPost
from db.posts import Post, PostMerge, Section, Verdict
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.arranging import mark_core, move_post, order_post
from facilitation.decomposition import canvas, write_post
from facilitation.deeds import last_deeds
from facilitation.errors import ConditionNeeded, Refused
from facilitation.groups import assign
from facilitation.perspective import perspective, set_verdict
from facilitation.post_merging import merge_posts, undo_post_merge
from facilitation.posts import DECOMPOSITION, PostView
from facilitation.rewording import choose_wording, edit_post
from facilitation.undoing import undo_deed
from facilitation.withdrawing import delete_post, keep_off_record, restore_post
from tests.factories.tables import Tables, make_perspective_post, make_post, make_tables
from tests.factories.workshops import make_person

TWELVE = 12


@pytest.fixture(autouse=True)
def _on_both(database: Engine) -> None:
    assert database is not None


def make_table() -> tuple[Tables, list[int]]:
    """The first table with twelve people at it."""
    with writing() as session:
        t = make_tables(session)
        people = [make_person(session, t.workshop, name=f"Person {n}") for n in range(TWELVE)]
        for person in people:
            assign(session, actor=Actor(t.by), person_id=person, group_id=t.first)
    return t, people


def at_once(act: Callable[[Session, int], object]) -> list[object]:
    """What each of twelve transactions that start together returns: its result, or why it was refused."""
    together = Barrier(TWELVE)

    def alone(number: int) -> object:
        together.wait()
        try:
            with writing() as session:
                return act(session, number)
        except Refused as refusal:
            return type(refusal)

    with ThreadPoolExecutor(TWELVE) as threads:
        return list(threads.map(alone, range(TWELVE)))


def posts(t: Tables) -> list[PostView]:
    with reading() as session:
        return [post for one in canvas(session, t.first).sections for post in one.posts]


def test_of_twelve_who_reword_at_once_one_stands_and_eleven_wait() -> None:
    t, people = make_table()
    with writing() as session:
        post = make_post(session, people[0], "Au départ")
    kept = at_once(
        lambda session, n: edit_post(
            session, post_id=post, actor=Actor(person_id=people[n]), text=f"Formulation {n}", version=1
        )
    )
    (view,) = posts(t)
    assert kept.count(None) == 1
    assert (view.version, len(view.alternatives)) == (2, 11)
    assert view.text == f"Formulation {kept.index(None)}"
    everything = {view.text, *(one.text for one in view.alternatives)}
    assert everything == {f"Formulation {n}" for n in range(TWELVE)}


def test_of_twelve_who_choose_at_once_one_has_chosen() -> None:
    t, people = make_table()
    with writing() as session:
        post = make_post(session, people[0], "Au départ")
        edit_post(session, post_id=post, actor=Actor(person_id=people[0]), text="Au départ, mieux", version=1)
        kept = [
            edit_post(session, post_id=post, actor=Actor(person_id=person), text=f"Autre {person}", version=1)
            for person in people
        ]
    chosen = at_once(
        lambda session, n: choose_wording(
            session, post_id=post, alternative_id=kept[n], version=2, actor=Actor(person_id=people[n])
        )
    )
    (view,) = posts(t)
    assert (chosen.count(None), len(set(chosen))) == (1, 2)
    assert (view.text, view.version, view.alternatives) == (f"Autre {people[chosen.index(None)]}", 3, [])


def test_twelve_ideas_written_at_once_each_have_their_place() -> None:
    t, people = make_table()
    at_once(
        lambda session, n: write_post(
            session, actor=Actor(person_id=people[n]), section=Section.actors, text=f"{n}"
        )
    )
    assert len({post.position for post in posts(t)}) == TWELVE


def test_twelve_who_put_posts_in_order_at_once_lose_none() -> None:
    t, people = make_table()
    with writing() as session:
        ids = [make_post(session, person, f"Idée {person}") for person in people]
    at_once(
        lambda session, n: order_post(
            session, post_id=ids[n], before=ids[0], actor=Actor(person_id=people[n])
        )
    )
    order = [post.id for post in posts(t)]
    assert sorted(order) == sorted(ids)
    assert len({post.position for post in posts(t)}) == TWELVE


def test_posts_merged_into_each_other_at_once_stay_one_deep() -> None:
    t, people = make_table()
    with writing() as session:
        ids = [make_post(session, person, f"Idée {person}") for person in people]
    told = at_once(
        lambda session, n: merge_posts(
            session, post_ids=[ids[n]], into_id=ids[(n + 1) % TWELVE], actor=Actor(person_id=people[n])
        )
    )
    assert_whole(t, ids)
    assert len(posts(t)) == TWELVE - told.count(None)


def test_the_last_two_conditions_are_not_both_deleted_at_once() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.perspective)
        ids = [
            make_perspective_post(session, t.amina, t.grasse, f"Condition {n}", Section.conditions)
            for n in range(TWELVE)
        ]
        set_verdict(
            session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.grasse, verdict=Verdict.adapt
        )
    told = at_once(lambda session, n: delete_post(session, post_id=ids[n], actor=Actor(person_id=t.amina)))
    assert Counter(told) == {None: TWELVE - 1, ConditionNeeded: 1}
    with reading() as session:
        (place,) = [one for one in perspective(session, t.first).territories if one.id == t.grasse]
        assert place.conditions == 1


def test_a_deed_undone_twelve_times_at_once_is_undone_once() -> None:
    t, people = make_table()
    with writing() as session:
        post = make_post(session, people[0], "Une")
        edit_post(session, post_id=post, actor=Actor(person_id=people[1]), text="Deux", version=1)
        (deed,) = last_deeds(session, actor=Actor(person_id=people[1]))
    at_once(lambda session, _n: undo_deed(session, deed_id=deed.id, actor=Actor(person_id=people[1])))
    (view,) = posts(t)
    assert (view.text, view.version) == ("Une", 3)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_twelve_do_to_the_same_posts_the_canvas_stays_whole(seed: int) -> None:
    t, people = make_table()
    with writing() as session:
        ids = [make_post(session, person, f"Idée {person}") for person in people[:6]]

    def busy(number: int) -> list[type[Refused] | None]:
        random = Random(seed * TWELVE + number)
        person = people[number]
        told: list[type[Refused] | None] = []
        for turn in range(10):
            try:
                with writing() as session:
                    do_something(session, person, ids, random, f"{number}.{turn}")
                told.append(None)
            except Refused as refusal:
                told.append(type(refusal))
        return told

    with ThreadPoolExecutor(TWELVE) as threads:
        told = [one for turns in threads.map(busy, range(TWELVE)) for one in turns]
    assert told.count(None) > TWELVE
    assert_whole(t, ids)


def do_something(session: Session, person: int, ids: list[int], random: Random, words: str) -> None:
    """One action on posts that others are at too, chosen by chance."""
    one, two = random.sample(ids, 2)
    deeds = last_deeds(session, actor=Actor(person_id=person))
    actions: list[Callable[[], object]] = [
        lambda: edit_post(
            session, post_id=one, actor=Actor(person_id=person), text=words, version=random.randint(1, 4)
        ),
        lambda: choose_wording(session, post_id=one, alternative_id=None, actor=Actor(person_id=person)),
        lambda: move_post(
            session, post_id=one, section=random.choice(DECOMPOSITION[:4]), actor=Actor(person_id=person)
        ),
        lambda: order_post(
            session, post_id=one, before=random.choice((None, two)), actor=Actor(person_id=person)
        ),
        lambda: merge_posts(session, post_ids=[one], into_id=two, actor=Actor(person_id=person)),
        lambda: undo_post_merge(session, post_id=one, actor=Actor(person_id=person)),
        lambda: mark_core(session, post_id=one, core=random.random() > 0.5, actor=Actor(person_id=person)),
        lambda: keep_off_record(
            session, post_id=one, off_record=random.random() > 0.5, actor=Actor(person_id=person)
        ),
        lambda: delete_post(session, post_id=one, actor=Actor(person_id=person)),
        lambda: restore_post(session, post_id=one, actor=Actor(person_id=person)),
        lambda: undo_deed(
            session, deed_id=random.choice(deeds).id if deeds else 0, actor=Actor(person_id=person)
        ),
    ]
    random.choice(actions)()


def assert_whole(t: Tables, ids: list[int]) -> None:
    """Every post stands, is part of one that does, or was deleted; deeds tell where its words are from."""
    with reading() as session:
        rows = {post.id: post for post in session.scalars(select(Post).where(Post.group_id == t.first))}
        into = {row.post_id: row.into_id for row in session.scalars(select(PostMerge))}
        assert rows.keys() >= set(ids)
        assert not into.keys() & set(into.values())
        assert all(rows[target].deleted_at is None for target in into.values())
        alive = {post_id for post_id, post in rows.items() if post.deleted_at is None}
        shown = posts(t)
        assert {post.id for post in shown} == alive - into.keys()
        assert {part.id for post in shown for part in post.merged} == alive & into.keys()
        told: dict[int, set[str]] = {}
        for part in session.scalars(select(DeedPost).where(DeedPost.post_id.in_(rows))):
            told.setdefault(part.post_id, set()).add(part.after["text"])
        assert all(post.text in told[post_id] for post_id, post in rows.items())
