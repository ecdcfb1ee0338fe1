"""Slides, read by python-pptx: titles, native charts with words beside them, and whole texts in the notes."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide

from db.session import writing
from facilitation.actors import Actor
from facilitation.demo import load_demo
from facilitation.exports.documents.shortening import unbroken
from facilitation.exports.slides import slides
from facilitation.exports.slides.grids import MOST, _parts, _tall
from facilitation.report import report
from tests.facilitation.exports.test_word import (
    made_of_a_comparison,
    made_of_a_vote,
    made_of_everything,
)
from tests.factories.reports import SAID, grown
from tests.factories.workshops import make_account

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

pytestmark = pytest.mark.usefixtures("rules")


def opened(content: bytes) -> Deck:
    return Presentation(io.BytesIO(content))


def title(slide: Slide) -> str:
    return slide.shapes.title.text_frame.text if slide.shapes.title else ""


def titles(deck: Deck) -> list[str]:
    return [title(slide) for slide in deck.slides]


def slide_of(deck: Deck, name: str) -> Slide:
    found: Slide = next(slide for slide in deck.slides if title(slide) == name)
    return found


def said(slide: Slide) -> list[str]:
    return [
        line.text
        for shape in slide.shapes
        if isinstance(shape, Shape) and not shape.is_placeholder
        for line in shape.text_frame.paragraphs
    ]


def number(slide: Slide) -> list[str]:
    """The numbers in fields on a slide."""
    return [field.findtext(f"{DRAWN}t", "") for field in slide.element.iter(f"{DRAWN}fld")]


def noted(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame
    return frame.text if frame else ""


def charted(slide: Slide) -> tuple[list[str], dict[str, list[float]], str]:
    """The categories of the chart on a slide, its series, and what it says in words."""
    (shape,) = (shape for shape in slide.shapes if isinstance(shape, GraphicFrame) and shape.has_chart)
    chart = shape.chart
    series = {one.name: list(one.values) for one in chart.plots[0].series}
    return list(chart.plots[0].categories), series, shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_the_deck_goes_from_the_theme_to_the_initiatives() -> None:
    made = replace(made_of_a_vote("Par équilibre"), date=date(2026, 11, 21), organiser="Agence")
    deck = opened(slides(made))
    assert titles(deck) == [
        "Mobiliser tous les acteurs",
        "In short",
        "Result of the vote",
        "What was kept, and why",
        "Une",
        "Deux",
    ]
    assert said(deck.slides[0]) == ["Agence", "21 November 2026"]
    assert said(deck.slides[1]) == [
        "18 participants",
        "2 territories",
        "2 initiatives were shared",
        "Une",
        "Deux",
    ]
    assert deck.core_properties.title == "Mobiliser tous les acteurs"


def test_the_vote_is_a_native_chart_with_its_reason_in_the_notes() -> None:
    slide = slide_of(opened(slides(made_of_a_vote("Par équilibre"))), "Result of the vote")
    assert charted(slide) == (["Une", "Deux"], {"Dots": [11.0, 7.0]}, "Une 11, Deux 7")
    assert noted(slide) == "18 of 18 voted.\nDecided with a reason\nReason: Par équilibre"


def test_the_chart_of_the_vote_says_what_it_counts_and_which_bars_stand_out() -> None:
    made = made_of_a_vote()
    slide = slide_of(opened(slides(made)), "Result of the vote")
    assert said(slide) == ["Dots of each initiative; in yellow, those explored in depth"]
    plain = replace(made, initiatives=tuple(replace(one, outcome="shared") for one in made.initiatives))
    assert said(slide_of(opened(slides(plain)), "Result of the vote")) == ["Dots of each initiative"]


def test_every_slide_after_the_first_has_its_number() -> None:
    first, *others = opened(slides(made_of_everything())).slides
    assert number(first) == []
    assert [number(slide) for slide in others] == [[str(at)] for at, _slide in enumerate(others, start=2)]


def test_points_hang_behind_bullets_that_powerpoint_draws() -> None:
    slide = slide_of(opened(slides(made_of_a_vote("Par équilibre"))), "In short")
    pointed = slide.element.xpath("//a:p[a:pPr/a:buChar]")
    assert [line.text for line in pointed] == ["Une", "Deux"]
    assert {(line.pPr.get("marL"), line.pPr.get("indent")) for line in pointed} == {("177800", "-177800")}


def test_before_the_reveal_no_slide_shows_the_vote() -> None:
    made = made_of_a_vote()
    secret = replace(made, initiatives=tuple(replace(entry, dots=None) for entry in made.initiatives))
    assert "Result of the vote" not in titles(opened(slides(secret)))
    assert made.vote
    plain = replace(made, vote=replace(made.vote, how=None))
    assert noted(slide_of(opened(slides(plain)), "Result of the vote")) == "18 of 18 voted."


def test_a_kept_initiative_shows_what_makes_it_work_and_what_it_needs() -> None:
    made = made_of_a_comparison()
    first, *others = made.contributions
    deck = opened(slides(replace(made, contributions=(replace(first, core=True), *others))))
    slide = slide_of(deck, "Fonds de participation")
    shown = said(slide)
    told = {"Core functions", unbroken(first.text), "Conditions to lift", "Sicoval · Un *budget*"}
    assert told <= set(shown)
    assert "Sicoval · Un *budget*" in noted(slide)
    assert charted(slide_of(deck, "What each territory would do")) == (
        ["Fonds de participation"],
        {"Reproduce": [0.0], "Adapt": [1.0], "Discard": [0.0]},
        "Fonds de participation: Reproduce 0, Adapt 1, Discard 0",
    )


def test_a_slide_shortens_and_its_notes_do_not() -> None:
    made = grown(made_of_everything(), posts=3000)
    slide = slide_of(opened(slides(made)), unbroken(made.initiatives[0].title))
    assert any(line.startswith("and ") and line.endswith(" more") for line in said(slide))
    assert max(len(line) for line in said(slide)) < 140
    assert unbroken(SAID[-1]) in noted(slide)


def test_a_pitch_too_long_for_its_slide_is_whole_in_the_notes() -> None:
    made = made_of_a_vote()
    long = "Une réunion publique par quartier. " * 12
    told = replace(made, initiatives=(replace(made.initiatives[0], pitch=long),))
    slide = slide_of(opened(slides(told)), "Une")
    assert max(len(line) for line in said(slide)) < 240
    assert long.strip() in noted(slide)


def test_a_space_that_breaks_no_line_is_kept_where_a_slide_shortens() -> None:
    made = made_of_a_comparison()
    line = replace(made.conditions[0], text="Un\u00a0budget", criterion=None)
    shown = said(slide_of(opened(slides(replace(made, conditions=(line,)))), "Fonds de participation"))
    assert f"{line.territory} · Un\u00a0budget" in shown


def test_a_round_that_enough_answered_is_a_chart() -> None:
    deck = opened(slides(made_of_everything()))
    (round_,) = (
        slide
        for slide in deck.slides
        if any(shape.has_chart for shape in slide.shapes) and "Merci" in noted(slide)
    )
    names, series, _words = charted(round_)
    assert dict(zip(names, series["Answers"], strict=True))["Bright spells"] == 3.0


def test_the_demonstration_and_a_rehearsal_are_marked() -> None:
    with writing() as session:
        made = report(session, load_demo(session, actor=Actor(make_account(session))))
    deck = opened(slides(replace(made, language="en")))
    assert "Demonstration: some initiatives are made up, and marked so." in said(deck.slides[0])
    assert "Rehearsal: what simulated people wrote is in this report." in said(deck.slides[0])
    marked = [slide for slide in deck.slides if "Made-up content for the demonstration" in said(slide)]
    assert len(marked) == 6


@pytest.mark.parametrize(("language", "tongue"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_every_slide_has_a_title_and_says_its_language(language: str, tongue: str) -> None:
    deck = opened(slides(grown(made_of_everything(language), posts=60)))
    assert all(titles(deck))
    spoken = {run.get("lang") for slide in deck.slides for run in slide.element.iter(f"{DRAWN}rPr")}
    assert (spoken, deck.core_properties.language) == ({tongue}, tongue)


def test_a_matrix_of_long_names_takes_more_slides_and_leaves_its_legend_in_sight() -> None:
    long = "Communauté d’agglomération du Pays de Saint-Malo et de la Côte d’Émeraude"
    rows = [(f"{long} {at}", (), "") for at in range(9)]
    assert [len(part) for part in _parts(rows)] == [4, 4, 1]
    assert [len(part) for part in _parts([("Dol", (), "")] * 10)] == [9, 1]
    assert all(sum(map(_tall, part)) <= MOST for part in _parts(rows))


def test_a_colon_of_the_notes_stands_as_french_has_it() -> None:
    deck = opened(slides(made_of_everything("fr")))
    (slide,) = (one for one in deck.slides if "chaque territoire" in title(one) and noted(one))
    assert all("\u00a0: " in line for line in noted(slide).splitlines())
    assert "\u00a0: " in charted(slide)[2]
