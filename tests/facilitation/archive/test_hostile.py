"""Archives that nobody honest made, or that broke on the way: refused for a reason, and nothing is left."""

import io
import json
import struct
import zipfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import Engine, func, select

from db.accounts import Role
from db.session import reading, writing
from db.workshops import Workshop, territories_of
from facilitation.actors import Actor
from facilitation.archive.importing import import_archive
from facilitation.archive.reading import MB, read_archive
from facilitation.archive.telling import tell
from facilitation.demo import load_played
from facilitation.errors import BadArchive, NotAllowed
from facilitation.exports import export
from facilitation.journal import story
from facilitation.redrawing import LONGEST_SIDE
from facilitation.sharing import initiatives
from tests.factories.packing import document_of, made_up, packed
from tests.factories.pictures import drawn
from tests.factories.workshops import make_account

Document = dict[str, Any]


@pytest.fixture
def honest(rules: Engine) -> Document:
    """The document of the demo workshop that was played through."""
    assert rules is not None
    played: Document = json.loads(_played())
    return played


@cache
def _played() -> str:
    with writing() as session:
        return json.dumps(
            document_of(packed(session, load_played(session, actor=Actor(make_account(session)))))
        )


def refused(data: bytes) -> tuple[str, str]:
    """Why an archive is refused, and where; nothing may be left of it."""
    with reading() as session:
        before = session.scalar(select(func.count(Workshop.id)))
    with pytest.raises(BadArchive) as refusal, writing() as session:
        import_archive(session, actor=Actor(make_account(session)), data=data)
    with reading() as session:
        assert session.scalar(select(func.count(Workshop.id))) == before
    return refusal.value.reason, refusal.value.place


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_archive_of_ours_is_refused(rules: Engine, data: bytes) -> None:
    assert rules is not None
    assert refused(data)[0] in ("zip", "missing")


def test_a_file_above_the_limit_is_not_even_opened(rules: Engine) -> None:
    assert rules is not None
    assert refused(b"\0" * (60 * MB + 1)) == ("large", "")


def test_a_list_of_a_million_files_is_not_read(rules: Engine) -> None:
    assert rules is not None
    assert refused(b"PK\x01\x02" * 10_001) == ("large", "")


def test_a_bomb_is_not_unpacked_whatever_its_header_says(rules: Engine) -> None:
    assert rules is not None
    bomb = made_up(b" " * (200 * MB))
    assert len(bomb) < MB
    assert refused(bomb) == ("large", "workshop.json")
    lying = bytearray(bomb)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", lying, lying.index(signature) + offset, 10)
    assert refused(bytes(lying))[0] in ("zip", "unreadable")


def test_a_damaged_or_odd_zip_is_refused(honest: Document) -> None:
    whole = bytearray(made_up(honest))
    whole[200:260] = b"\0" * 60
    assert refused(bytes(whole))[0] == "zip"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("workshop.json", json.dumps(honest))
    assert refused(out.getvalue()) == ("zip", "")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[" * 200_000, b'{"format": NaN}', b'{"a": 1.5}', b"1" * 5000, b'"\\ud800'],
)
def test_what_cannot_be_read_as_our_json_is_refused(rules: Engine, content: bytes) -> None:
    assert rules is not None
    assert refused(made_up(content)) == ("unreadable", "")


def test_a_text_beyond_all_reason_is_refused(rules: Engine) -> None:
    assert rules is not None
    assert refused(made_up({"format": "x" * 200_000})) == ("unreadable", "")


@pytest.mark.parametrize("document", [[], 1, None, {}, {"format": "essaim-report"}])
def test_another_document_is_refused(rules: Engine, document: object) -> None:
    assert rules is not None
    assert refused(made_up(document)) == ("other", "")


def test_a_newer_version_is_told_apart_from_a_wrong_one(honest: Document) -> None:
    assert refused(made_up(honest | {"version": 2})) == ("newer", "2")
    assert refused(made_up(honest | {"version": "1"})) == ("schema", "$.version")
    assert refused(made_up(honest | {"version": 0})) == ("schema", "$.version")


Change = Callable[[Document], object]


@pytest.mark.parametrize(
    ("change", "reason", "place"),
    [
        (lambda d: d.pop("posts"), "schema", "$"),
        (lambda d: d.update(secrets=[]), "schema", "$"),
        (lambda d: d["workshop"].update(theme=" "), "schema", "$.workshop.theme"),
        (lambda d: d["workshop"].update(theme="mot " * 500), "schema", "$.workshop.theme"),
        (lambda d: d["workshop"].update(theme="une\nligne"), "schema", "$.workshop.theme"),
        (lambda d: d["workshop"].update(date="2026-02-31"), "schema", "$.workshop.date"),
        (lambda d: d["workshop"].update(starts="29:00"), "schema", "$.workshop.starts"),
        (lambda d: d["workshop"].update(seats=10**30), "schema", "$.workshop.seats"),
        (lambda d: d["workshop"].update(demo=1), "schema", "$.workshop.demo"),
        (lambda d: d["posts"][0].update(at="2026-13-01T00:00:00.000000Z"), "schema", "$.posts[0].at"),
        (lambda d: d["posts"][0].update(text="x" * 281), "schema", "$.posts[0].text"),
        (lambda d: d["posts"][0].update(section="secret"), "schema", "$.posts[0].section"),
        (lambda d: d["initiatives"][0].update(picture={"file": "../../etc/passwd", "alt": ""}), "schema",
         "$.initiatives[0].picture"),
        (lambda d: d["initiatives"][0].update(picture={"file": "pictures/a-1.webp", "alt": ""}), "missing",
         "pictures/a-1.webp"),
        (lambda d: d["initiatives"][0].update(link="javascript:alert(1)"), "link", "javascript:alert(1)"),
        (lambda d: d["initiatives"][0].update(territory=9999), "numbers", "9999"),
        (lambda d: d["initiatives"][0].update(part_of=1), "circle", "initiatives"),
        (lambda d: d["people"].append(d["people"][0]), "twice", "people"),
        (lambda d: d["people"][0].update(came=False), "numbers", "people"),
        (lambda d: d["attendance"].update(elected=0), "numbers", "attendance"),
        (lambda d: d["rounds"].extend([{"stage": 1, "answered": 1, "counts": None, "words": []}] * 2),
         "twice", "rounds"),
        (lambda d: d["votes"][0]["candidates"].append(d["votes"][0]["candidates"][0]), "twice", "votes"),
        (lambda d: d["votes"][0]["decisions"].pop(), "numbers", "votes"),
        (lambda d: d["votes"][0].update(stage=1), "numbers", "votes"),
        (lambda d: d["votes"][0].update(settles=1), "numbers", "votes"),
        (lambda d: d["votes"][0].update(settles=1, decisions=[]), "numbers", "votes"),
        (lambda d: d["tables"].append(d["tables"][0]), "twice", "tables"),
        (lambda d: d["tables"][0].update(seats=0), "numbers", "tables"),
        (lambda d: d["tables"][0].update(people=[]), "numbers", "tables"),
        (lambda d: d["posts"][0].update(table=77), "numbers", "posts"),
        (lambda d: d["posts"][0].update(territory=1), "numbers", "posts"),
        (lambda d: d["posts"][0].update(part_of=2) or d["posts"][1].update(part_of=1), "circle", "posts"),
        (lambda d: d["links"].append(d["links"][0]), "twice", "links"),
        (lambda d: d["verdicts"].append(d["verdicts"][0]), "twice", "verdicts"),
        (lambda d: d["matrix"]["criteria"].pop(), "numbers", "matrix"),
        (lambda d: d["matrix"]["initiatives"].append(d["matrix"]["initiatives"][0]), "twice", "matrix"),
        (lambda d: d["lifts"].append(d["lifts"][0]), "twice", "lifts"),
        (lambda d: d["lifts"][0].update(criterion=None, post=None), "numbers", "lifts"),
        (lambda d: d["answers"].append(d["answers"][0]), "twice", "answers"),
        (lambda d: d["concepts"][0]["interests"].extend(
            [{"territory": "Ici", "kind": "done", "words": "", "at": d["posts"][0]["at"]}] * 2), "twice",
         "interests"),
    ],
)  # fmt: skip
def test_a_document_that_was_changed_is_refused_for_what_was_changed(
    honest: Document, change: Change, reason: str, place: str
) -> None:
    change(honest)
    assert refused(made_up(honest)) == (reason, place)


def test_a_run_off_settles_a_first_vote_among_its_candidates(honest: Document) -> None:
    first = honest["votes"][0]
    nobody = [one | {"dots": 0} for one in first["candidates"]]
    runoff = first | {"settles": 1, "decisions": [], "dots": 1, "cap": 1, "candidates": nobody}
    third = deepcopy(honest) | {"votes": [first, runoff, runoff | {"settles": 2}]}
    assert refused(made_up(third)) == ("numbers", "votes")
    apart = deepcopy(runoff)
    apart["candidates"][0]["initiative"] = len(honest["initiatives"]) + 1
    assert refused(made_up(honest | {"votes": [first, apart]})) == ("numbers", "votes")


def test_pictures_are_drawn_anew_and_others_refused(honest: Document) -> None:
    named = {"file": "pictures/initiative-1.webp", "alt": "Un jardin"}
    honest["initiatives"][0]["picture"] = named
    for wrong in (b"GIF89a", b"<svg/>", _wide(20_000, 20_000)):
        assert refused(made_up(honest, {named["file"]: wrong})) == ("picture", named["file"])
    assert refused(made_up(honest, {named["file"]: b"\0" * (5 * MB)})) == ("large", named["file"])
    parcel = read_archive(made_up(honest, {named["file"]: drawn(size=(3200, 20))}))
    assert parcel.drawn[named["file"]].width == LONGEST_SIDE


def _wide(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def test_files_that_the_document_does_not_name_are_not_looked_at(honest: Document) -> None:
    data = made_up(honest, {"../../../tmp/essaim-was-here": b"x", "/etc/passwd": b"x", "minutes.pdf": b"%"})
    with writing() as session:
        workshop = import_archive(session, actor=Actor(make_account(session)), data=data)
        assert tell(session, workshop).document == honest


def test_texts_are_made_fit_to_keep_and_formulas_stay_texts(honest: Document) -> None:
    honest["territories"][0] = "=cmd|' /C calc'!A0"
    honest["initiatives"][0] |= {"title": "a\u202eb\u0000c", "territory": 1}
    with writing() as session:
        workshop = import_archive(session, actor=Actor(make_account(session)), data=made_up(honest))
        assert territories_of(session, workshop)[0].name == "=cmd|' /C calc'!A0"
        assert initiatives(session, workshop)[0].title == "abc"
        table = export(session, workshop, "initiatives.csv").content.decode("utf-8-sig")
    assert ";=cmd" not in table
    assert "'=cmd" in table


def test_only_who_may_run_workshops_imports_one(honest: Document) -> None:
    with pytest.raises(NotAllowed), writing() as session:
        import_archive(session, actor=Actor(make_account(session, role=Role.DESIGNER)), data=made_up(honest))


def test_the_journal_of_a_rebuilt_workshop_begins_with_its_archive(honest: Document) -> None:
    with writing() as session:
        by = make_account(session)
        workshop = import_archive(session, actor=Actor(by), data=made_up(honest))
        assert [line.action for line in story(session, actor=Actor(by), workshop_id=workshop)] == [
            "workshop_imported"
        ]


def test_whatever_is_changed_in_a_document_it_is_refused_or_kept(honest: Document) -> None:
    chance = Random(20210302)
    for _ in range(40):
        changed = deepcopy(honest)
        for _ in range(chance.randrange(1, 4)):
            _upset(changed, chance)
        try:
            with writing() as session:
                workshop = import_archive(session, actor=Actor(make_account(session)), data=made_up(changed))
                session.expire_all()
                tell(session, workshop)
                export(session, workshop, "report.md")
        except BadArchive:
            continue


def _upset(value: Any, chance: Random) -> None:
    """Change one thing, somewhere in a document, to something that may well fit the schema."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(value[key], dict | list) and value[key] and chance.random() < 0.9:
            value = value[key]
            continue
        old = value[key]
        if isinstance(old, bool):
            value[key] = not old
        elif isinstance(old, int):
            value[key] = chance.choice([0, 1, 2, 5, 40])
        elif isinstance(value, list) and chance.random() < 0.5:
            value.append(deepcopy(old))
        else:
            value[key] = chance.choice([None, 1, "", "kept", {"person": 1}, {"territory": 2}, []])
        return
