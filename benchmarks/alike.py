"""How long the studio takes with 3,000 contributions: python -m benchmarks.alike [--url postgresql+psycopg://...]"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import insert

import db.session
from benchmarks.measure import p50_ms
from db.accounts import Account, Role
from db.base import now
from db.boards import Board, BoardPost
from db.groups import Group
from db.marks import PostTag
from db.migrate import upgrade_to_head
from db.people import Person, PersonRole
from db.posts import Part, Post, Section
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.workshops import Territory, Workshop
from facilitation.actors import Actor
from facilitation.likeness.comparing import likenesses
from facilitation.studio.alike import alike
from facilitation.studio.boards import board
from facilitation.studio.material import Chosen, material

POSTS, PEOPLE, GROUPS, INITIATIVES, TERRITORIES, ON_BOARD = 3000, 400, 60, 3, 40, 300
TWICE = 300
"""Contributions that say again, with one word changed, what another one says."""
RUNS = 9
TARGET_MS = 2000
"""For near-duplicates among all contributions."""
SYLLABLES = "ba co di fra gri lon mé nou pla ré sou tri val zo ché mi tor lu pé dan".split()
Figures = dict[str, float]


def texts(random: Random) -> list[str]:
    """Sentences of 8 to 35 words, as unevenly frequent as those of a language; a tenth is said twice."""
    words = ["".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(3000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    said = [" ".join(random.choices(words, weights, k=random.randint(8, 35)))[:270] for _ in range(POSTS)]
    for number in range(TWICE):
        again = said[number].split()
        again[random.randrange(len(again))] = "autrement"
        said[-1 - number] = " ".join(again)[:280]
    return said


def measure(url: str | None = None) -> Figures:
    """The figures, on a fresh database."""
    with TemporaryDirectory() as folder:
        upgrade_to_head(db.session.configure(url or f"sqlite:///{Path(folder) / 'essaim.db'}"))
        said = texts(Random(7))
        with writing() as session:
            by, workshop_id, board_id = _seed(session, said)
        try:
            return _figures(by, workshop_id, board_id, said)
        finally:
            db.session.close()


def _figures(by: int, workshop_id: int, board_id: int, said: list[str]) -> Figures:
    def page(chosen: Chosen) -> Callable[[Session], object]:
        return lambda session: material(
            session, actor=Actor(by), workshop_id=workshop_id, chosen=chosen, page=3
        )

    asked: dict[str, Callable[[Session], object]] = {
        "material_p50_ms": page(Chosen()),
        "filtered_p50_ms": page(Chosen(section="actors", territory="Territoire 7", uncited=True)),
        "words_p50_ms": page(Chosen(text="autrement")),
        "board_p50_ms": lambda session: board(session, actor=Actor(by), board_id=board_id),
        "alike_on_board_p50_ms": lambda session: alike(session, actor=Actor(by), board_id=board_id),
    }
    figures: Figures = {"contributions": len(said)}
    for name, ask in asked.items():
        figures[name] = p50_ms([_seconds(ask) for _ in range(RUNS)])
    found, spent, busy = [], [], []
    for _ in range(RUNS):
        started, worked = time.perf_counter(), time.process_time()
        found = likenesses(list(enumerate(said)))
        spent.append(time.perf_counter() - started)
        busy.append(time.process_time() - worked)
    return figures | {
        "alike_p50_ms": p50_ms(spent),
        "alike_cpu_p50_ms": p50_ms(busy),
        "alike_groups": len(found),
    }


def _seconds(ask: Callable[[Session], object]) -> float:
    with reading() as session:
        started = time.perf_counter()
        ask(session)
        return time.perf_counter() - started


def _seed(session: Session, said: list[str]) -> tuple[int, int, int]:
    """A workshop where all is written, a tenth of it tagged, and a board: the account and both ids."""
    account = Account(username="f", name="Fanny", password_hash="", role=Role.ADMINISTRATOR, created_at=now())
    session.add(account)
    session.flush()
    workshop = Workshop(theme="Mobiliser", language="fr", expected=PEOPLE, created_by=account.id)
    session.add(workshop)
    session.flush()
    here = {"workshop_id": workshop.id}
    homes = [Territory(name=f"Territoire {n}", **here) for n in range(TERRITORIES)]
    ideas = [
        Initiative(title=f"Initiative {n}", pitch="x", created_at=now(), updated_at=now(), **here)
        for n in range(INITIATIVES)
    ]
    session.add_all([*homes, *ideas])
    session.flush()
    people = [
        Person(
            name=f"Personne {n}",
            role=PersonRole.officer,
            territory_id=homes[n % TERRITORIES].id,
            resume_code=str(n),
            **here,
        )
        for n in range(PEOPLE)
    ]
    tables = [Group(number=n + 1, initiative_id=ideas[n % INITIATIVES].id, **here) for n in range(GROUPS)]
    mine = Board(name="Finances", created_by=account.id, **here)
    session.add_all([*people, *tables, mine])
    session.flush()
    sections = [section for section in list(Section)[:10] if section != Section.resources]
    session.execute(
        insert(Post),
        [
            {
                "id": n + 1,
                "text": text,
                "part": Part.decomposition,
                "section": sections[n % len(sections)],
                "group_id": tables[n % GROUPS].id,
                "initiative_id": tables[n % GROUPS].initiative_id,
                "author_id": people[n % PEOPLE].id,
                **here,
            }
            for n, text in enumerate(said)
        ],
    )
    tenth = range(1, POSTS, 10)
    session.execute(insert(PostTag), [{"post_id": n, "tag": f"étiquette {n % 7}"} for n in tenth])
    session.execute(insert(BoardPost), [{"board_id": mine.id, "post_id": n + 1} for n in range(ON_BOARD)])
    return account.id, workshop.id, mine.id


def main() -> None:
    """Print the figures; fail where near-duplicates took too long."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--url", help="an empty database; a fresh SQLite one where none is named")
    figures = measure(arguments.parse_args().url)
    print(json.dumps(figures, indent=2))
    if figures["alike_p50_ms"] > TARGET_MS:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
