"""Codes as people type and paste them; each that cannot be read says which mistake it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.codes import mistake, parse_code, parse_resume_code, readmit_token
from facilitation.errors import CodeLength, CodeLetters, NoCodeInAddress, WrongCode
from facilitation.tokens import grouped_code, new_code, resume_code

WORKSHOP = [
    "{code}",
    " {code}\n",
    "Code : {code}",
    "Code\u00a0:\u202f{code}",
    "code de l’atelier : {code}.",
    "Code de l'atelier {code}",
    "Mon code est « {code} »",
    "Entrez {code}",
    "Entrez le code ({code}) !",
    "https://essaim.example/join/{code}",
    "http://192.168.1.7:8501/join/{code}?utm_source=sms",
    "essaim.example/join/{code}",
    "https://essaim.example/join?code={code}",
    "https://essaim.example/join?lang=fr&code={code}#top",
    "Rejoignez-nous : https://essaim.example/join/{code} !",
    "HTTPS://ESSAIM.EXAMPLE/JOIN/{code}",
    "WORKSHOP: {code}",
    "\u200b{code}\u200b",
]
SPELLINGS = [
    lambda code: code,
    grouped_code,
    lambda code: grouped_code(code).lower(),
    lambda code: grouped_code(code).replace("-", "\u2011"),
    lambda code: grouped_code(code).replace("-", "\u2013"),
    lambda code: grouped_code(code).replace("-", "\u2212"),
    lambda code: grouped_code(code).replace("-", "\uff0d"),
    lambda code: grouped_code(code).replace("-", "_"),
]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("around", WORKSHOP)
@pytest.mark.parametrize("code", ["U88A3F", "ABCDEF", "234567"])
def test_a_code_is_found_in_whatever_it_stands(around: str, spelling: object, code: str) -> None:
    assert callable(spelling)

    assert parse_code(around.format(code=spelling(code))) == code


@pytest.mark.parametrize(
    "text", ["U88 A3F", "u 8 8 a 3 f", "Code : U88 A3F", "le code : u88   a3f", "Ｕ８８－Ａ３Ｆ"]
)
def test_a_code_may_stand_in_pieces(text: str) -> None:
    assert parse_code(text) == "U88A3F"


@pytest.mark.parametrize(
    "around",
    [
        "{code}",
        "Code de reprise : {code}",
        "Votre code de reprise\u00a0: {code}.",
        "https://essaim.example/resume/{code}",
        "essaim.example/join?resume={code}",
    ],
)
@pytest.mark.parametrize("code", ["LUNE-42-GAZ", "lune 42 gaz", "Lune\u201142\u2011Gaz", "LUNE42GAZ"])
def test_a_resume_code_is_found_in_whatever_it_stands(around: str, code: str) -> None:
    typed = around.format(code=code.replace(" ", "%20") if "/" in around else code)

    assert parse_resume_code(typed) == "LUNE-42-GAZ"
    assert parse_code(typed) is None


def test_a_link_that_lets_somebody_back_in_is_known() -> None:
    assert readmit_token("https://essaim.example/readmit/aB-c_9") == "aB-c_9"
    assert readmit_token("https://essaim.example/join?readmit=aB-c_9") == "aB-c_9"
    assert readmit_token("U88-A3F") is None


@pytest.mark.parametrize(
    ("typed", "kind", "facts"),
    [
        ("U88-A3", CodeLength, {"length": 5, "needed": 6}),
        ("Code : U88-A3F4", CodeLength, {"length": 7, "needed": 6}),
        ("…", CodeLength, {"length": 0, "needed": 6}),
        ("https://essaim.example/join/U88", CodeLength, {"length": 3, "needed": 6}),
        ("U88-A0O", CodeLetters, {"letters": "0O"}),
        ("code : u88-il1", CodeLetters, {"letters": "IL1"}),
        ("K7P-4Qé", CodeLetters, {"letters": "É"}),
        ("https://essaim.example", NoCodeInAddress, {}),
        ("https://essaim.example/projector/9aB", NoCodeInAddress, {}),
        ("www.autre.fr/atelier?x=1", NoCodeInAddress, {}),
        ("192.168.1.7:8501", NoCodeInAddress, {}),
        ("U88-A3F", WrongCode, {}),
    ],
)
def test_what_holds_no_code_says_which_mistake_it_is(
    typed: str, kind: type[WrongCode], facts: dict[str, object]
) -> None:
    found = mistake(typed)

    assert (type(found), vars(found)) == (kind, facts)


@given(st.text())
def test_any_text_is_read_or_is_a_mistake(text: str) -> None:
    for parsed in (parse_code(text), parse_resume_code(text)):
        assert parsed is None or parsed.isascii()
    assert isinstance(mistake(text), WrongCode)


@given(st.builds(new_code), st.builds(resume_code))
def test_no_code_is_taken_for_the_other_kind(code: str, personal: str) -> None:
    assert (parse_code(code), parse_resume_code(personal)) == (code, personal)
    assert (parse_code(personal), parse_resume_code(grouped_code(code))) == (None, None)
