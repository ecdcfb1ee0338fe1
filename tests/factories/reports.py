"""A report made bigger, without a room of four hundred people that would write it."""

from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice

from facilitation.posts import DECOMPOSITION, PERSPECTIVE
from facilitation.report import Report, ReportVerdict
from facilitation.report_parts import ReportRound

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
            territories=max(0, places - 2 * number),
            rank=number,
            by_role={"elected": 41 - number, "officer": 60, "state": None, "project": 0, "other": None},
            by_territory={name: (at * 7) % 13 or None for at, name in enumerate(territories)},
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
        rounds=(ReportRound("Le temps passé", "closing", people, (4, 18, 60, 200, 118), SAID * 20),),
    )
