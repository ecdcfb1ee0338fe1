"""The French catalogue is complete, follows the source and French typography."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from string import Formatter

import pytest
from babel.messages import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from tests.house.source import ROOT, files

PO = ROOT / "locale" / "fr" / "LC_MESSAGES" / "essaim.po"
NOT_SENTENCES = {"tests", "benchmarks"}
KEYWORDS = {**DEFAULT_KEYWORDS, "pair": (1, 2)}


@lru_cache
def french() -> dict[str, Message]:
    """The catalogue by English id (of plurals, the singular)."""
    with PO.open("rb") as file:
        return {first(message.id): message for message in read_po(file, locale="fr") if message.id}


def first(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def both(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return () if text is None else (text,) if isinstance(text, str) else tuple(text)


def in_the_source() -> set[tuple[str, ...]]:
    """Every message id of the source, as `make messages` finds it; of plurals, both."""
    looked = extract_from_dir(
        ROOT,
        method_map=[("**.py", "python"), ("web/templates/**.html", "jinja2")],
        keywords=KEYWORDS,
        directory_filter=lambda folder: (
            not (set(str(folder).split("/")[-1:]) & NOT_SENTENCES)
            and not str(folder).split("/")[-1].startswith(".")
        ),
    )
    return {both(message)[:2] for _, _, message, _, _ in looked}


def sentences() -> Iterator[tuple[str, str]]:
    """Every French form with its English id."""
    for message in french().values():
        ids = both(message.id)
        for form, text in enumerate(both(message.string)):
            yield ids[min(form, len(ids) - 1)], text


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_sentence_of_the_source_is_in_the_catalogue() -> None:
    assert sorted(in_the_source() - {both(message.id) for message in french().values()}) == []


def test_the_catalogue_holds_nothing_that_the_source_no_longer_says() -> None:
    assert sorted({both(message.id) for message in french().values()} - in_the_source()) == []


def test_every_sentence_has_its_french() -> None:
    empty = [english for english, text in sentences() if not text.strip()]
    fuzzy = [first(message.id) for message in french().values() if message.fuzzy]
    assert empty + fuzzy == []


def test_both_languages_fill_in_the_same_facts() -> None:
    differ = []
    for message in french().values():
        wanted = set().union(*map(fields, both(message.id)))
        differ += [text for text in both(message.string) if fields(text) - wanted]
        # A singular may say "une" and leave {n} out; the last form says everything.
        differ += [text for text in both(message.string)[-1:] if fields(text) != wanted]
    assert differ == []


@pytest.mark.parametrize(
    ("mistake", "why"),
    [
        (r"'", "an apostrophe is ’"),
        (r'"', "quotation marks are « »"),
        (r"\.\.\.", "an ellipsis is …"),
        (r"[^\s\u00a0\u202f][?!;](?![\w=&/])", "an unbreakable space before ? ! ;"),
        (r"[^\s\u00a0\u202f\d/:_*]:(?=\s|$)", "an unbreakable space before :"),
        (r" [?!;:»](?=\s|$)", "the space before it is unbreakable"),
        (r"«(?!\u00a0|\u202f)", "an unbreakable space after «"),
        (r"(?<![\u00a0\u202f])»", "an unbreakable space before »"),
    ],
)
def test_the_french_follows_french_typography(mistake: str, why: str) -> None:
    written = [text for _, text in sentences()] + list(of_templates())
    assert [(why, text) for text in written if re.search(mistake, text)] == []


def of_templates() -> Iterator[str]:
    """The French of the workshops one can start from, and of those who rehearse them."""
    for file in files(".toml", under="facilitation"):
        yield from french_in(tomllib.loads(file.read_text()), ".fr." in file.name)


def french_in(part: object, is_french: bool) -> Iterator[str]:
    """Every French sentence in a part of a TOML file."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from french_in(value, is_french or name == "fr")
    elif isinstance(part, list):
        for value in part:
            yield from french_in(value, is_french)
    elif is_french and isinstance(part, str):
        yield part


def own_words(text: str) -> list[str]:
    return re.findall(r"[a-zA-Z]{2,}", re.sub(r"{\w+}", "", text))


def test_french_is_not_english_left_as_it_was() -> None:
    same = {text for english, text in sentences() if text == english and len(own_words(text)) > 3}
    assert same == set()


def test_no_sentence_hides_in_an_f_string_where_it_would_not_be_collected() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}: {call.args[0].value!r}"
        for floor in ("facilitation", "pages", "web")
        for path in files(".py", under=floor)
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and called(call) in KEYWORDS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
