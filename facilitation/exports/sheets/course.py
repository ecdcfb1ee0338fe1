"""The sheets that say what the workshop was and how it went."""

from facilitation.exports.sheets.sheet import Cell, Column, Sheet
from facilitation.exports.words import Words
from facilitation.report import Report


def facts(report: Report, words: Words) -> Sheet:
    """Date, place, who was there, and what holds for every sheet."""
    _ = words.gettext
    rows: list[list[Cell]] = [
        [_("Theme"), report.theme],
        [_("Organiser"), report.organiser],
        [_("Place"), report.place],
        [_("Date"), report.date],
        [_("Facilitators"), ", ".join(report.facilitators)],
        [_("Participants"), report.people],
        *_roles(report, words),
        [_("Territories"), ", ".join(report.territories)],
        [_("Rehearsal"), words.yes(report.rehearsal)],
        [_("Demonstration"), words.yes(report.demo)],
        [_("Made on"), words.local(report.made_at)],
        [_("Read with this"), words.fine_print(report.left_out)],
    ]
    given = [row for row in rows if row[1] not in ("", None)]
    return Sheet(_("Workshop"), (Column(_("What"), 24), Column(_("Value"), 80)), given)


def _roles(report: Report, words: Words) -> list[list[Cell]]:
    return [[words.term(role), count] for role, count in report.roles]


def course(report: Report, words: Words) -> Sheet:
    """The agenda with planned and real minutes."""
    _ = words.gettext
    return Sheet(
        _("Agenda"),
        (
            Column(_("Number"), 9),
            Column(_("Stage"), 40),
            Column(_("Kind"), 18),
            Column(_("Planned (min)")),
            Column(_("Actual (min)"), bars=True),
            Column(_("State")),
        ),
        [
            [
                stage.number,
                stage.title,
                words.term(stage.kind),
                stage.minutes,
                round(stage.real_seconds / 60) if stage.real_seconds else None,
                words.state(report.state_of(stage)),
            ]
            for stage in report.stages
        ],
        kept_in_sight=2,
    )
