"""What a display sends: handled once, and never trusted."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui.surfaces.devices import FILE_LIMIT
from pages.ui.surfaces.loader import FOLDER, folder_hash, text, whole


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
