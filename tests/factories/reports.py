"""A report made bigger, without a room of four hundred people that would write it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice

from facilitation.attribution import Credit
from facilitation.conditions import ConditionLine
from facilitation.counts import WITHHELD, Shown, heard
from facilitation.matrix import Cell, MatrixInitiative, MatrixRow, MatrixView
from facilitation.posts import DECOMPOSITION, PERSPECTIVE
from facilitation.questions import Question
from facilitation.report import Report, ReportInitiative, ReportVerdict
from facilitation.report_parts import ReportRound
from facilitation.studio.concept_views import CitationView, ConceptView, StatementView
from facilitation.studio.words import FIELD_NAMES

TRANSFER = (
    "need",
    "acceptability",
    "political_backing",
    "legal_remit",
    "partners",
    "team",
    "funding",
    "means",
    "scale_and_timing",
    "support",
)
SAID = (
    "Une réunion publique par quartier, avec garde d’enfants et un repas partagé à la fin.",
    "Le vice-président délégué décide avec douze habitants tirés au sort ; le règlement est publié.",
    "50 000 € par an sur trois ans, dont 20 % de la Région : sans elle, tout s’arrête.",
    "Pas de critère de revenu.",
    " ".join(["Beaucoup de soirées que personne n’avait comptées."] * 5),
)


def grown(report: Report, *, posts: int, people: int = 400, places: int = 30) -> Report:
    """The report as it would be with this many posts, people and territories; its parts stay of its kind."""
    territories = tuple(f"Communauté de communes n° {number}" for number in range(1, places + 1))
    first = report.initiatives[0]
    initiatives = tuple(
        replace(
            first,
            id=number,
            title=f"Initiative n° {number} : un titre qui prend la place d’un titre",
            territory=territories[number % places],
            outcome="kept" if number <= 3 else "reserve",
            dots=max(0, people - 30 * number),
            territories=Shown(max(0, places - 2 * number)),
            rank=number,
            by_role={
                "elected": Shown(41 - number),
                "officer": Shown(60),
                "state": WITHHELD,
                "project": Shown(0),
                "other": WITHHELD,
            },
            by_territory={name: heard((at * 7) % 13 or None) for at, name in enumerate(territories)},
        )
        for number in range(1, 13)
    )
    kept = initiatives[:3]
    sections = [(section, "decomposition", "") for section in DECOMPOSITION]
    sections += [(section, "perspective", name) for name in territories for section in PERSPECTIVE]
    written = [post for post in report.contributions if not post.resource]
    plan = islice(zip(cycle(sections), cycle(kept), cycle(SAID), cycle(written), strict=False), posts)
    return replace(
        report,
        people=people,
        roles=(("elected", people // 4), ("officer", people // 2), ("state", people // 4)),
        territories=territories,
        initiatives=initiatives,
        contributions=tuple(
            replace(
                one,
                id=number,
                group=number % 40 + 1,
                initiative_id=initiative.id,
                initiative=initiative.title,
                section=section,
                part=part,
                target=target,
                text=text,
                picture_id=one.picture_id if number <= len(written) else None,
                at=one.at + timedelta(seconds=number),
                about=(max(1, number - len(sections)),) if target and number > len(sections) else (),
            )
            for number, ((section, part, target), initiative, text, one) in enumerate(plan, start=1)
        ),
        groups=tuple(
            replace(
                report.groups[0],
                number=number,
                initiative_id=kept[number % 3].id,
                initiative=kept[number % 3].title,
                people=people // 40,
            )
            for number in range(1, 41)
        ),
        verdicts=tuple(
            ReportVerdict(initiative.id, name, verdict)
            for initiative in kept
            for name, verdict in zip(territories, cycle(("reproduce", "adapt", "discard")), strict=False)
        ),
        matrix=_matrix(report, kept, territories),
        conditions=_conditions(kept, territories),
        questions=tuple(
            Question(initiative.id, initiative.title, criterion, list(territories[:5]), answer, "")
            for initiative in kept
            for criterion, answer in (("need", ""), ("funding", SAID[2]), ("team", SAID[4]))
        ),
        concepts=_concepts(kept),
        shared=12,
        rounds=(ReportRound("Le temps passé", "closing", people, (4, 18, 60, 200, 118), SAID * 20),),
    )


def _matrix(report: Report, kept: Sequence[ReportInitiative], territories: Sequence[str]) -> MatrixView:
    """Every cell of every initiative, some blocking, some unknown, some with a gap."""
    criteria = list(TRANSFER)
    rows = [
        MatrixRow(
            at,
            name,
            [at],
            ("reproduce", "adapt", "discard")[at % 3],
            at % 3,
            [
                Cell(
                    criterion,
                    (at + number) % 4,
                    5,
                    int(number == 3),
                    int((at + number) % 5 == 0),
                    0,
                    3,
                    at == 7,
                )
                for number, criterion in enumerate(criteria)
            ],
        )
        for at, name in enumerate(territories)
    ]
    initiatives = [MatrixInitiative(entry.id, entry.title, rows) for entry in kept]
    return replace(report.matrix, revealed=True, raters=380, criteria=criteria, initiatives=initiatives)


def _conditions(kept: Sequence[ReportInitiative], territories: Sequence[str]) -> tuple[ConditionLine, ...]:
    return tuple(
        ConditionLine(
            entry.id,
            entry.title,
            at,
            name,
            None if number else "funding",
            number or None,
            SAID[1] if number else "",
            False,
            "Le vice-président délégué" if at % 2 else "",
            "avant l’été" if at % 2 else "",
            SAID[0] if at % 3 == 0 else "",
        )
        for entry in kept
        for at, name in enumerate(territories)
        for number in range(2)
    )


def _concepts(kept: Sequence[ReportInitiative]) -> tuple[ConceptView, ...]:
    """Eight concepts with every field written and three contributions behind each statement."""
    quotes = tuple(
        CitationView(
            number,
            text,
            Credit("Amina", "Pays de Grasse"),
            "decomposition",
            "intention",
            "",
            kept[0].id,
            kept[0].title,
            4,
            number % 2 == 0,
        )
        for number, text in enumerate(SAID[:3], start=1)
    )
    statements = tuple(
        StatementView(number, field, " ".join(SAID[:2]), 1, quotes)
        for number, field in enumerate((name for name in FIELD_NAMES for _each in range(2)), start=1)
        if number != 2
    )
    published_at = datetime(2026, 11, 30, 9, tzinfo=UTC)
    return tuple(
        ConceptView(
            id=number,
            workshop_id=1,
            title=f"Concept n° {number} : un titre qui prend la place d’un titre",
            slug=f"concept{number}",
            version=1,
            state="published",
            number=3,
            published_number=3,
            published_at=published_at,
            statements=statements,
        )
        for number in range(1, 9)
    )
