"""What people type shows as it was typed, in a real browser, whatever it is."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.browser.conftest import OpenPage
from tests.browser.server import Server

PIECES = st.sampled_from(
    [
        *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
        *("->", "<-", ">=", "--", "...", ":red[", ":smile:", ":material/home:", "1. ", "# ", "> "),
        *("![](http://127.0.0.1:9/x)", "$\\rule{3em}{2em}$", "<script>", "&amp;", "http://e.test"),
        *("www.e.test", "a@b.test", "élu·e", "word", " ", "😀", "مرحبا"),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=9).map("".join).filter(str.strip)
COUNT = 2000


def _generated() -> list[str]:
    texts: list[str] = []

    @settings(max_examples=COUNT, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(TEXTS)
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    return texts


@pytest.fixture
def labels(tmp_path: Path) -> Iterator[tuple[Server, list[str]]]:
    texts = _generated()
    (tmp_path / "texts.json").write_text(json.dumps(texts))
    server = Server(tmp_path, script="tests/browser/labels_app.py")
    server.start()
    yield server, texts
    server.kill()


def _as_read(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


@pytest.mark.browser
def test_a_label_shows_exactly_what_was_typed(labels: tuple[Server, list[str]], visit: OpenPage) -> None:
    server, texts = labels
    page = visit(server.url, height=4000)
    options = page.locator("[data-testid=stRadioOption], [role=radiogroup] > label")
    options.nth(len(texts) - 1).wait_for(state="attached", timeout=60_000)
    shown = options.all_text_contents()
    different = [(t, s) for t, s in zip(texts, shown, strict=True) if _as_read(t) != _as_read(s)]
    assert different == []
    assert page.locator("[role=radiogroup] :is(img, a, .katex, em, strong, code)").all_inner_texts() == []
