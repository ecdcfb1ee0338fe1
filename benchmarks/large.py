"""The largest workshop that is promised: 400 people, 3,000 contributions, through the verbs of life."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from random import Random

from PIL import Image

from db.agenda import StageKind, stages_of
from db.concepts import FIELDS
from db.ratings import Criterion
from db.session import Session, writing
from db.workshops import territories_of, workshop_row
from facilitation.actors import Actor
from facilitation.ballots import cast_dot
from facilitation.decomposition import write_post
from facilitation.groups import assign, create_group
from facilitation.joining import join_workshop
from facilitation.logos import choose_logo
from facilitation.matrix import reveal_matrix
from facilitation.people import Attribution, PersonRole
from facilitation.perspective import set_verdict, write_perspective_post
from facilitation.pictures import attach_picture
from facilitation.post_pictures import attach_post_picture
from facilitation.posts import DECOMPOSITION, PERSPECTIVE, RESOURCES, Section, Verdict
from facilitation.ratings import rate
from facilitation.results import decide, reveal
from facilitation.rounds import answer_round
from facilitation.running import close_stage, open_stage
from facilitation.sharing import share_initiative
from facilitation.studio.concepts import create_concept
from facilitation.studio.publishing import publish
from facilitation.studio.statements import write_statement
from facilitation.territories import add_territory
from facilitation.workshops import create_workshop

TERRITORIES, INITIATIVES, KEPT, TABLES = 30, 12, 3, 60
DECOMPOSED, COMPARED = 1800, 1200
RATERS, PICTURES, CONCEPTS, STATEMENTS = 120, 24, 10, 12
SAID = (
    "Une réunion publique par quartier, avec garde d’enfants et un repas partagé à la fin.",
    "Le vice-président délégué décide avec douze habitants tirés au sort ; le règlement est publié.",
    "50 000 € par an sur trois ans, dont 20 % de la Région : sans elle, tout s’arrête.",
    "Pas de critère de revenu.",
    " ".join(["Beaucoup de soirées que personne n’avait comptées."] * 5),
)


def seed_large(by: int, people: int = 400, share: float = 1.0) -> int:
    """The workshop, run by this account, with this `share` of its contributions; its id."""
    with writing() as session:
        scene = _Scene(session, by, people)
        scene.begin()
        scene.vote()
    for act in (scene.sit, lambda: scene.take_apart(int(DECOMPOSED * share))):
        scene.in_one(act)
    for act in (lambda: scene.compare(int(COMPARED * share)), scene.rate, scene.close, scene.write_up):
        scene.in_one(act)
    return scene.workshop


@dataclass
class _Scene:
    """The workshop while it is filled: who and what it has so far."""

    session: Session
    by: int
    size: int
    random: Random = field(default_factory=lambda: Random(3))
    workshop: int = 0
    places: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    initiatives: list[int] = field(default_factory=list)
    posts: dict[int, list[int]] = field(default_factory=dict)
    """Of each kept initiative, what its tables wrote about it."""

    def in_one(self, act: Callable[[], None]) -> None:
        """Let one act happen in a transaction of its own."""
        with writing() as self.session:
            act()

    def begin(self) -> None:
        """Territories, people, initiatives with pictures, and the organiser's logo."""
        s, by = self.session, self.by
        self.workshop = create_workshop(
            s,
            actor=Actor(by),
            theme="Mesurer les exports",
            template="atelier-3h",
            language="fr",
            expected=self.size,
        )
        row = workshop_row(s, self.workshop)
        assert row is not None
        row.organiser, row.place, row.own_territory = "Communauté de communes", "Salle des fêtes", True
        for number in range(TERRITORIES):
            add_territory(
                s, actor=Actor(by), workshop_id=self.workshop, name=f"Communauté de communes n° {number:02}"
            )
        self.places = [one.id for one in territories_of(s, self.workshop)]
        self.people = [self._join(row.code or "", number) for number in range(self.size)]
        for number in range(INITIATIVES):
            self.initiatives.append(self._share(number))
        choose_logo(s, actor=Actor(by), workshop_id=self.workshop, data=_drawn(self.random, 600, 200))

    def vote(self) -> None:
        """Everybody puts two dots, more on what came first; three are kept."""
        s, by, stage = self.session, self.by, self._open(StageKind.voting)
        weights = range(INITIATIVES + 4, 4, -1)
        for person in self.people:
            chosen = set(self.random.choices(self.initiatives, weights, k=2))
            for one in chosen:
                cast_dot(s, actor=Actor(person_id=person), initiative_id=one)
        close_stage(s, actor=Actor(by), stage_id=stage)
        reveal(s, actor=Actor(by), stage_id=stage)
        kept = self.initiatives[:KEPT]
        decide(s, actor=Actor(by), stage_id=stage, kept=kept, reason="Pour la diversité des sujets")

    def sit(self) -> None:
        """Tables around the kept initiatives, and a seat for everybody."""
        tables = [
            create_group(
                self.session,
                actor=Actor(self.by),
                workshop_id=self.workshop,
                initiative_id=self.initiatives[number % KEPT],
                number=number + 1,
            )
            for number in range(TABLES)
        ]
        for number, person in enumerate(self.people):
            assign(self.session, actor=Actor(self.by), person_id=person, group_id=tables[number % TABLES])

    def take_apart(self, count: int) -> None:
        """What the tables wrote about the initiatives, some of it with a picture."""
        self._open(StageKind.decomposition)
        self.posts = {one: [] for one in self.initiatives[:KEPT]}
        for number, (author, of, said) in enumerate(self._writing(count)):
            section = DECOMPOSITION[number // TABLES % len(DECOMPOSITION)]
            kind = RESOURCES[number % len(RESOURCES)] if section == Section.resources else None
            post = write_post(
                self.session, actor=Actor(person_id=author), section=section, text=said, resource=kind
            )
            self.posts[of].append(post)
            if number < PICTURES:
                attach_post_picture(
                    self.session,
                    post_id=post,
                    actor=Actor(self.by),
                    data=_drawn(self.random, 1600, 1200),
                    alt="Une feuille",
                )

    def compare(self, count: int) -> None:
        """What they wrote for other territories, about what, and the verdicts."""
        self._open(StageKind.perspective)
        for number, (author, of, said) in enumerate(self._writing(count)):
            write_perspective_post(
                self.session,
                actor=Actor(person_id=author),
                territory_id=self.places[number % TERRITORIES],
                section=PERSPECTIVE[number // TERRITORIES % len(PERSPECTIVE)],
                text=said,
                about=self.random.sample(self.posts[of], k=2),
            )
        for of in self.initiatives[:KEPT]:
            for place, verdict in zip(self.places, cycle((Verdict.reproduce, Verdict.discard)), strict=False):
                set_verdict(
                    self.session, initiative_id=of, territory_id=place, verdict=verdict, actor=Actor(self.by)
                )

    def rate(self) -> None:
        """Many rate every kept initiative, and the matrix is revealed."""
        for person in self.people[:RATERS]:
            for of in self.initiatives[:KEPT]:
                for criterion in list(Criterion)[:10]:
                    value = self.random.choice((0, 1, 2, 2, 3, 3, None))
                    rate(
                        self.session,
                        actor=Actor(person_id=person),
                        initiative_id=of,
                        criterion=criterion,
                        value=value,
                    )
        reveal_matrix(self.session, actor=Actor(self.by), workshop_id=self.workshop)

    def close(self) -> None:
        """Everybody says what the time was worth."""
        stage = self._open(StageKind.closing)
        for person, said in zip(self.people, cycle(SAID), strict=False):
            choice = self.random.randint(1, 5)
            answer_round(
                self.session, actor=Actor(person_id=person), stage_id=stage, choice=choice, words=said[:200]
            )

    def write_up(self) -> None:
        """Published concepts, each statement on two contributions."""
        every = [post for posts in self.posts.values() for post in posts]
        for number in range(CONCEPTS):
            concept = create_concept(
                self.session,
                actor=Actor(self.by),
                workshop_id=self.workshop,
                title=f"Concept n° {number + 1}",
            )
            for each in range(STATEMENTS):
                write_statement(
                    self.session,
                    actor=Actor(self.by),
                    concept_id=concept,
                    field=FIELDS[(each + 1) % len(FIELDS)],
                    text=f"{each + 1}. {SAID[each % len(SAID)]}",
                    post_ids=self.random.sample(every, k=2),
                )
            publish(self.session, actor=Actor(self.by), concept_id=concept)

    def _join(self, code: str, number: int) -> int:
        joined = join_workshop(
            self.session,
            code=code,
            name=f"Personne n° {number:03}",
            territory_id=self.places[number % TERRITORIES],
            role=list(PersonRole)[number % len(PersonRole)],
            attribution=list(Attribution)[number % len(Attribution)],
            attempt=f"mesure-{number}",
            apart=True,
        )
        return joined.person_id

    def _share(self, number: int) -> int:
        initiative = share_initiative(
            self.session,
            workshop_id=self.workshop,
            actor=Actor(self.by),
            title=f"Initiative n° {number + 1} : un titre qui prend la place d’un titre",
            pitch=SAID[number % 4],
            description=" ".join(SAID),
            territory_name=f"Métropole n° {number + 1}",
        )
        picture = _drawn(self.random, 1600, 1000)
        attach_picture(
            self.session, initiative_id=initiative, actor=Actor(self.by), data=picture, alt="Une place"
        )
        return initiative

    def _open(self, kind: StageKind) -> int:
        stage = next(one.id for one in stages_of(self.session, self.workshop) if one.kind == kind)
        open_stage(self.session, actor=Actor(self.by), stage_id=stage)
        return stage

    def _writing(self, count: int) -> Iterator[tuple[int, int, str]]:
        """Who writes at which initiative's table, and what; nothing twice."""
        for number, said in enumerate(islice(cycle(SAID), count)):
            at = number % min(self.size, TABLES * 6)
            yield self.people[at], self.initiatives[at % TABLES % KEPT], f"{number} {said}"[:280]


def _drawn(random: Random, width: int, height: int) -> bytes:
    """A photograph of sorts: patches of colour, of the weight of a real one."""
    small = Image.frombytes(
        "RGB", (width // 8, height // 8), random.randbytes(width // 8 * (height // 8) * 3)
    )
    out = io.BytesIO()
    small.resize((width, height), Image.Resampling.BICUBIC).save(out, "JPEG", quality=80)
    return out.getvalue()
