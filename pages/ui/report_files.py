"""The files of a report, on shelves: what each is for, in which forms it can be had."""

from facilitation.exports import NAMES
from facilitation.report_choice import Choice
from pages.ui.surfaces.downloads import File, Shelf, downloads
from pages.ui.words import _


def draw_files(workshop_id: int, choice: Choice) -> None:
    """Every file that can be taken, with what was chosen to go in."""
    shelves = [_shelf(workshop_id, choice, *shelf) for shelf in _shelves()]
    downloads(shelves, key="report-downloads")


def _shelves() -> list[tuple[str, str, dict[str, str]]]:
    return [
        (
            _("Summary"),
            _("Two pages for everybody: what was kept and why, what it needs, what comes next."),
            {"summary.pdf": "PDF", "summary.docx": "Word"},
        ),
        (
            _("Minutes of the workshop"),
            _("Who met, what was shared, what was decided and why."),
            {"minutes.pdf": "PDF", "minutes.docx": "Word"},
        ),
        (
            _("Initiative sheets"),
            _("What each kept initiative is, how it works, what other territories would do with it."),
            {"initiative-sheets.pdf": "PDF", "initiative-sheets.docx": "Word"},
        ),
        (
            _("Transferability matrix"),
            _("Verdicts, ratings by territory and criterion, conditions to lift, open questions."),
            {"matrix.pdf": "PDF", "matrix.docx": "Word"},
        ),
        (
            _("Concept sheets"),
            _("Every statement of the published concepts, with the contributions it rests on."),
            {"concept-sheets.pdf": "PDF", "concept-sheets.docx": "Word"},
        ),
        (
            _("Slides"),
            _("For the plenary: the vote, a slide for each initiative and concept, the closing."),
            {"slides.pptx": "PowerPoint"},
        ),
        (
            _("The whole report"),
            _("Everything in one text: course, initiatives, vote, what the tables wrote."),
            {"report.md": "Markdown"},
        ),
        (
            _("All the data"),
            _("One sheet a thing, to filter and count; JSON for programs."),
            {"data.xlsx": "Excel", "data.ods": "LibreOffice", "data.json": "JSON"},
        ),
        (
            _("Single tables"),
            _("For programs that read CSV."),
            {
                "contributions.csv": _("Contributions"),
                "initiatives.csv": _("Initiatives"),
                "matrix.csv": _("Matrix"),
                "conditions.csv": _("Conditions"),
                "questions.csv": _("Questions"),
                "concepts.csv": _("Concepts"),
            },
        ),
        (
            _("Archive of the workshop"),
            _("Minutes, tables, pictures; and the workshop itself: another Essaim rebuilds it from it."),
            {"archive.zip": "Zip"},
        ),
    ]


def _shelf(workshop_id: int, choice: Choice, title: str, text: str, names: dict[str, str]) -> Shelf:
    return Shelf(
        title,
        text,
        tuple(
            File(
                label,
                f"{title} ({label})",
                f"/download/{workshop_id}/{name}{choice.query}",
                first=name == "archive.zip",
            )
            for name, label in names.items()
            if name in NAMES
        ),
    )
