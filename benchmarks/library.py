"""How long a search of the library takes: python -m benchmarks.library [--url postgresql+psycopg://...]"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert

import db.session
from benchmarks.measure import p50_ms
from db.accounts import Account, Role
from db.base import now
from db.concept_versions import ConceptVersion, Publication
from db.concepts import Concept
from db.groups import Group
from db.migrate import upgrade_to_head
from db.people import Person, PersonRole
from db.posts import Part, Post, Section, Verdict
from db.ratings import Criterion, MatrixReveal, Rating
from db.session import Session, reading, writing
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict
from db.workshops import Territory, Workshop

WORKSHOPS, POSTS_EACH, INITIATIVES_EACH, TERRITORIES_EACH, PEOPLE_EACH = 200, 300, 8, 12, 36
RUNS = 21
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
    account = Account(username="bench", name="Bench", password_hash="", role=Role.DESIGNER, created_at=now())
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
    _answers(session, author.random, workshop.id, [one.id for one in shared[:3]], [one.id for one in places])
    _posts(session, author, workshop.id, [one.id for one in shared[:3]], [one.id for one in places])
    _concept(session, author, workshop.id)


def _answers(
    session: Session, random: Random, workshop_id: int, kept: list[int], territory_ids: list[int]
) -> None:
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


def _posts(
    session: Session, author: Author, workshop_id: int, kept: list[int], territory_ids: list[int]
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
