"""What a display sends: handled once, and never trusted."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy, booleans, dictionaries, integers, lists, recursive
from hypothesis.strategies import text as texts
from streamlit.testing.v1 import AppTest

from facilitation.errors import NotFound
from pages.ui.refusals import sentence
from pages.ui.surfaces.devices import FILE_LIMIT
from pages.ui.surfaces.loader import FOLDER, folder_hash, names_what_may_be, text, whole


def sends_twice() -> None:
    import streamlit as st

    from pages.ui.surfaces.loader import handler

    heard: list[dict[str, object]] = []
    handle = handler("ballot", "ballot-seen", "dot", heard.append)
    for n in (5, 5, 4, 6):
        st.session_state["ballot"] = {"dot": {"initiative": n, "n": n}}
        handle()
    for wrong in (None, "dot", {"initiative": 1}, {"n": "7"}):
        st.session_state["ballot"] = {"dot": wrong}
        handle()
    st.text([sent["n"] for sent in heard])
    st.text(st.session_state["ballot-seen"])


def test_a_value_that_comes_again_is_handled_once() -> None:
    at = AppTest.from_function(sends_twice).run()
    assert [one.value for one in at.text] == ["[5, 6]", "6"]


def sends_long_numbers() -> None:
    import json

    import streamlit as st

    from pages.ui.surfaces.loader import handler

    heard: list[dict[str, object]] = []
    handle = handler("canvas", "canvas-seen", "act", heard.append)
    for n, sent in enumerate(json.loads(st.query_params["sent"])):
        st.session_state["canvas"] = {"act": {"n": n + 1, **sent}}
        handle()
    st.text(len(heard))
    st.text(st.session_state.get("refusal"))


@pytest.mark.attack("an act names a number of nineteen digits and more")
@pytest.mark.parametrize(
    "sent",
    [
        {"initiative": 10**18},
        {"id": -(2**63) - 1, "on": True},
        {"id": 1, "posts": [1, 2, 10**400]},
        {"id": 1, "by": {"table": [{"seat": 2**63}]}},
        {"n": 10**19},
    ],
)
def test_an_act_with_a_number_that_no_database_holds_names_nothing(sent: dict[str, Any]) -> None:
    at = AppTest.from_function(sends_long_numbers)
    at.query_params["sent"] = json.dumps([sent])
    at.run()

    assert not at.exception
    assert [one.value for one in at.text] == ["0", sentence(NotFound())]


held, long = integers(1 - 10**18, 10**18 - 1), integers(min_value=10**18) | integers(max_value=-(10**18))


def whatever(numbers: SearchStrategy[int]) -> SearchStrategy[Any]:
    return recursive(numbers | booleans() | texts(), lambda one: lists(one) | dictionaries(texts(), one))


@given(sent=whatever(held), number=long, where=lists(booleans(), max_size=2000))
@settings(deadline=None)
def test_a_number_is_found_however_deep_it_lies(sent: Any, number: int, where: list[bool]) -> None:
    assert names_what_may_be({"sent": sent})
    hidden: Any = number
    for in_a_list in where:
        hidden = [sent, hidden] if in_a_list else {"sent": sent, "more": hidden}
    assert not names_what_may_be({"sent": hidden})


def test_the_longest_number_that_every_database_holds_is_handed_on() -> None:
    at = AppTest.from_function(sends_long_numbers)
    at.query_params["sent"] = json.dumps([{"id": 10**18 - 1, "posts": [-(10**18) + 1], "on": True}])

    assert [one.value for one in at.run().text] == ["1", "None"]


@pytest.mark.parametrize("value", [None, "3", 3.5, True, [3]])
def test_what_is_no_whole_number_is_nothing(value: object) -> None:
    assert whole({"id": value}, "id") is None


def test_a_whole_number_and_a_text_pass() -> None:
    assert (whole({"id": 3}, "id"), text({"text": "oui"}, "text"), text({"text": 3}, "text")) == (
        3,
        "oui",
        "",
    )


def test_the_address_of_a_display_changes_with_any_of_its_files() -> None:
    assert len(folder_hash()) == 16
    assert {file.suffix for file in FOLDER.iterdir() if file.is_file()} == {".py", ".js", ".css"}


def test_files_are_limited_to_one_megabyte() -> None:
    assert FILE_LIMIT == 1_048_576
