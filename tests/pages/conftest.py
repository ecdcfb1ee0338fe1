"""Pages run by Streamlit's own AppTest, on a real database, with the cookies a browser would send."""

from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from facilitation.access import CookieKind, cookie_name
from settings import ROOT

Visit = Callable[..., AppTest]
Present = Callable[..., None]
KINDS: tuple[CookieKind, ...] = ("account", "person", "projector")


@pytest.fixture
def present(monkeypatch: pytest.MonkeyPatch) -> Present:
    """Let every page that runs from now on be asked for with these cookies: present(account=token)."""

    def from_now_on(language: str = "fr", **tokens: str) -> None:
        cookies = {cookie_name(kind): tokens[kind] for kind in KINDS if kind in tokens}
        cookies[cookie_name("language")] = language
        monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: cookies))
        monkeypatch.setattr(ContextProxy, "headers", property(lambda _: {}))

    return from_now_on


@pytest.fixture
def visit(rules: Engine, present: Present) -> Iterator[Visit]:
    """Open a page: visit("console", account=token, workshop="3"); AppTest itself sends no cookies.

    Outside of any run AppTest asks for labels in a state of this process: its language is taken back.
    """

    def open_page(page: str, *, language: str = "fr", **sent: str) -> AppTest:
        present(language, **{kind: sent.pop(kind) for kind in KINDS if kind in sent})
        st.session_state.pop("language", None)
        at = AppTest.from_file(str(ROOT / "pages" / "router.py"), default_timeout=30)
        for name, value in sent.items():
            at.query_params[name] = value
        if page != "home":
            at.switch_page(str(ROOT / "pages" / f"{page}.py"))
        return at.run()

    yield open_page
    st.session_state.pop("language", None)
