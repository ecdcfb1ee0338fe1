"""What a person typed reaches a screen through three doors only: textContent, st.text, words.safe()."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import calls, files, place, tree

TYPED_BY_PEOPLE = set(
    """
    theme title pitch description name text words territory territory_name holder link tags reason
    instruction contact place organiser username initiative alt author value
    """.split()
)
READS_MARKDOWN = set(
    """
    title header subheader markdown caption write info success warning error toast badge metric
    button form_submit_button link_button page_link download_button checkbox toggle radio selectbox
    multiselect pills segmented_control slider select_slider text_input text_area number_input
    date_input time_input file_uploader expander popover status spinner tabs dialog latex
    menu_button feedback
    """.split()
)
LABELS = {"label", "body", "help", "placeholder", "caption", "captions", "title"}
INERT = {"safe", "number", "clock", "day"}
NUMBERS = {"number", "count", "id", "n", "minutes", "line", "planned_start"}
MAKES_HTML = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "srcdoc",
)
PAGES = files(".py", under="pages")


def drawn(file: Path) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Every label or text that a page hands to something of Streamlit that reads Markdown."""
    for call in calls(file):
        if (
            isinstance(call.func, ast.Attribute)
            and call.func.attr in READS_MARKDOWN
            and is_streamlit(call.func.value)
        ):
            yield from ((call, argument) for argument in call.args[:1] if call.func.attr != "page_link")
            yield from ((call, word.value) for word in call.keywords if word.arg in LABELS)


def is_streamlit(owner: ast.expr) -> bool:
    """st itself or what it hands out: st.sidebar, columns, containers; not a string's own methods."""
    return not isinstance(owner, ast.Constant | ast.JoinedStr | ast.Call)


def typed(expression: ast.AST) -> Iterator[ast.AST]:
    """The parts of an expression that a person may have typed and nothing made inert."""
    if isinstance(expression, ast.Call):
        function = expression.func
        if isinstance(function, ast.Name) and (function.id in INERT or function.id == "_"):
            return
        if isinstance(function, ast.Attribute) and function.attr in INERT:
            return
        parts: list[ast.AST] = [*expression.args, *(word.value for word in expression.keywords)]
        if isinstance(function, ast.Attribute):
            parts.append(function.value)
        for part in parts:
            yield from typed(part)
        return
    if isinstance(expression, ast.Attribute) and expression.attr in TYPED_BY_PEOPLE:
        yield expression
        return
    if isinstance(expression, ast.Compare | ast.IfExp):
        inside: list[ast.AST] = (
            [expression.body, expression.orelse] if isinstance(expression, ast.IfExp) else []
        )
    else:
        inside = list(ast.iter_child_nodes(expression))
    for part in inside:
        yield from typed(part)


def test_what_people_type_never_reaches_markdown_or_a_label_unescaped() -> None:
    assert [
        f"{place(file, call.lineno)}: {ast.unparse(part)}"
        for file in PAGES
        for call, argument in drawn(file)
        for part in typed(argument)
    ] == []


def test_no_label_is_put_together_from_words_with_an_f_string() -> None:
    assert [
        f"{place(file, call.lineno)}: {ast.unparse(argument)}"
        for file in PAGES
        for call, argument in drawn(file)
        if isinstance(argument, ast.JoinedStr) and not all(map(is_ours, argument.values))
    ] == []


def is_ours(piece: ast.expr) -> bool:
    """A constant, a number, or a call of a function that translates, formats or escapes."""
    if isinstance(piece, ast.Constant):
        return True
    value = piece.value if isinstance(piece, ast.FormattedValue) else piece
    return isinstance(value, ast.Call) or ast.unparse(value).rpartition(".")[2] in NUMBERS


def test_nobody_lets_html_through() -> None:
    assert [
        place(file, node.value.lineno)
        for file in files(".py")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html"
    ] == []


def test_st_html_only_ever_gets_the_path_of_a_stylesheet() -> None:
    assert [
        place(file, call.lineno)
        for file in PAGES
        for call in calls(file)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "html" and not is_constant(call.args)
    ] == []


def is_constant(arguments: list[ast.expr]) -> bool:
    return len(arguments) == 1 and isinstance(arguments[0], ast.Name) and arguments[0].id.isupper()


def test_surfaces_draw_with_text_content_only() -> None:
    assert [
        f"{place(file, number)}: {word}"
        for file in files(".js")
        for number, line in enumerate(file.read_text().splitlines(), 1)
        for word in MAKES_HTML
        if word in line.partition("// ")[0] and not line.lstrip().startswith("*")
    ] == []


# The rule itself, held to examples of both kinds.


@pytest.mark.parametrize(
    "harmless",
    [
        "_('Done')",
        "safe(initiative.title)",
        "_('Kept: {title}').format(title=safe(row.title))",
        "kind_name(stage.kind)",
    ],
)
def test_sentences_and_escaped_words_pass(harmless: str) -> None:
    assert list(typed(ast.parse(harmless, mode="eval").body)) == []


@pytest.mark.parametrize(
    "harmful",
    [
        "initiative.title",
        "f'{row.title}'",
        "_('Kept: {title}').format(title=row.title)",
        "'a ' + person.name",
    ],
)
def test_words_of_people_are_found_wherever_they_hide(harmful: str) -> None:
    assert len(list(typed(ast.parse(harmful, mode="eval").body))) == 1
