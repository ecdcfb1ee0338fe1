"""What the verbs never let happen no archive brings in either: it is refused, and nothing is left of it."""

import io
import json
import sys
from collections.abc import Callable
from tempfile import TemporaryFile
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine

from db.session import writing
from facilitation.actors import Actor
from facilitation.archive.importing import import_archive, read_apart
from facilitation.archive.reading import main, read_archive
from facilitation.archive.telling import tell
from facilitation.archive.workshop import new_workshop
from facilitation.errors import BadArchive
from hours import OURS
from tests.facilitation.archive.test_hostile import _played, refused
from tests.factories.packing import made_up
from tests.factories.pictures import drawn
from tests.factories.workshops import make_account

Document = dict[str, Any]
Change = Callable[[Document], object]


@pytest.fixture
def honest(rules: Engine) -> Document:
    """The document of the demo workshop that was played through."""
    assert rules is not None
    played: Document = json.loads(_played())
    return played


def posts_of(document: Document, section: str) -> list[int]:
    return [n for n, post in enumerate(document["posts"], 1) if post["section"] == section]


def two_of_a_place(document: Document) -> tuple[int, int]:
    """Two contributions that could be one: of the same table, half and territory, neither being a part."""
    seen: dict[object, int] = {}
    for number, post in enumerate(document["posts"], 1):
        if post["part_of"] is None and post["territory"] is None:
            place = post["table"]
            if place in seen:
                return seen[place], number
            seen[place] = number
    raise LookupError


def nested(document: Document) -> None:
    first, second = two_of_a_place(document)
    document["posts"].append(document["posts"][first - 1] | {"part_of": first, "picture": None})
    document["posts"][first - 1]["part_of"] = second


def elsewhere(document: Document) -> None:
    first, _ = two_of_a_place(document)
    table = document["posts"][first - 1]["table"]
    other = next(n for n, post in enumerate(document["posts"], 1) if post["table"] != table)
    document["posts"][first - 1]["part_of"] = other


def about_each_other(document: Document) -> None:
    first, second = two_of_a_place(document)
    document["links"] = [{"post": first, "about": second}, {"post": second, "about": first}]


def about_another_initiative(document: Document) -> None:
    tables = {one["number"]: one["initiative"] for one in document["tables"]}
    ahead, *_ = (n for n, post in enumerate(document["posts"], 1) if post["territory"] is not None)
    here = tables[document["posts"][ahead - 1]["table"]]
    other = next(
        n
        for n, post in enumerate(document["posts"], 1)
        if tables[post["table"]] != here and post["territory"] is None
    )
    document["links"] = [{"post": ahead, "about": other}]


def lift_of_another_territory(document: Document) -> None:
    number = posts_of(document, "conditions")[0]
    post = document["posts"][number - 1]
    initiative = next(one["initiative"] for one in document["tables"] if one["number"] == post["table"])
    lift = document["lifts"][0] | {"criterion": None, "post": number, "initiative": initiative}
    document["lifts"] = [lift | {"territory": post["territory"] % len(document["territories"]) + 1}]


def more_dots_than_voters_have(document: Document) -> None:
    vote = document["votes"][0]
    vote["candidates"][0]["dots"] = vote["voted"] * vote["dots"] + 1


@pytest.mark.attack("an archive that says what no verb lets happen: circles, parts of parts, more dots")
@pytest.mark.parametrize(
    ("change", "reason", "place"),
    [
        (nested, "numbers", "posts"),
        (elsewhere, "numbers", "posts"),
        (about_each_other, "numbers", "links"),
        (about_another_initiative, "numbers", "links"),
        (lambda d: d["links"].append({"post": 90_000, "about": 1}), "numbers", "90000"),
        (lambda d: d["posts"][0].update(resource="legal", section="context"), "numbers", "posts"),
        (lambda d: d["posts"][0].update(stage=1), "numbers", "posts"),
        (lambda d: d["posts"].append(d["posts"][0] | {"part_of": 90_000}), "numbers", "90000"),
        (lambda d: d["territories"].append(d["territories"][0].upper()), "twice", "territories"),
        (lambda d: d["people"].append(d["people"][0] | {"name": d["people"][0]["name"].upper()}), "twice",
         "people"),
        (lambda d: d["attendance"].update(elected=2000, officer=2000, state=2000), "numbers", "attendance"),
        (lambda d: d["rounds"].append({"stage": 3, "answered": 1, "counts": None, "words": []}), "numbers",
         "rounds"),
        (lambda d: d.update(rounds=[{"stage": 1, "answered": 1, "counts": [1, 1, 0, 0, 0], "words": []}]),
         "numbers", "rounds"),
        (lambda d: d.update(rounds=[{"stage": 1, "answered": 1, "counts": None, "words": ["Un", "Deux"]}]),
         "numbers", "rounds"),
        (lambda d: d["initiatives"][0].update(holder="Amina", holder_person=1), "numbers", "initiatives"),
        (lambda d: d["initiatives"][0].update(territory=1, territory_name="Ici"), "numbers", "initiatives"),
        (lambda d: d["initiatives"][0].update(pitch="", hidden=False), "numbers", "initiatives"),
        (lambda d: d["initiatives"][0].update(tags=["a", "A"]), "numbers", "initiatives"),
        (more_dots_than_voters_have, "numbers", "votes"),
        (lambda d: d["votes"][0].update(voted=d["votes"][0]["eligible"] + 1), "numbers", "votes"),
        (lambda d: d["votes"][0].update(proxies=d["votes"][0]["voted"] + 1), "numbers", "votes"),
        (lambda d: d["votes"][0]["decisions"][0].update(how="facilitator", reason=""), "numbers", "votes"),
        (lambda d: [one.update(outcome="kept") for one in d["votes"][0]["decisions"]], "numbers", "votes"),
        (lambda d: d["tables"].extend(d["tables"][0] | {"number": n, "seats": 2000} for n in (50, 51, 52)),
         "numbers", "tables"),
        (lambda d: d["matrix"].update(finished=d["matrix"]["raters"] + 1), "numbers", "matrix"),
        (lambda d: d["matrix"]["initiatives"][0]["rows"][0].update(tables=[400]), "numbers", "matrix"),
        (lambda d: d["matrix"]["initiatives"][0]["rows"][0]["cells"][0].update(low=3, value=1, high=2),
         "numbers", "matrix"),
        (lambda d: d["matrix"]["initiatives"][0]["rows"][0]["cells"][0].update(rated=1, zeros=2), "numbers",
         "matrix"),
        (lift_of_another_territory, "numbers", "lifts"),
        (lambda d: d["lifts"][0].update(who="", by_when="", first_step=""), "numbers", "lifts"),
        (lambda d: [one.update(field="pitch") for one in d["concepts"][0]["statements"]], "numbers",
         "concepts"),
        (lambda d: d["concepts"][0]["published"].update(statements=[]), "numbers", "concepts"),
        (lambda d: d["posts"][0].update(at="0001-01-01T00:00:00.000000Z"), "schema", "$.posts[0].at"),
        (lambda d: d["workshop"].update(date="9999-12-31"), "schema", "$.workshop.date"),
        (lambda d: d["workshop"].update(time_zone="Europe/Atlantis"), "numbers", "workshop"),
        (lambda d: d["workshop"].update(time_zone="../../etc"), "schema", "$.workshop.time_zone"),
        (lambda d: d["workshop"].update(seats=2**63), "schema", "$.workshop.seats"),
    ],
)  # fmt: skip
def test_what_no_verb_lets_happen_is_refused(
    honest: Document, change: Change, reason: str, place: str
) -> None:
    change(honest)
    assert refused(made_up(honest)) == (reason, place)


@pytest.mark.attack("an archive of five thousand initiatives")
def test_a_list_that_is_too_long_is_refused_before_anything_in_it_is_looked_at(honest: Document) -> None:
    honest["initiatives"] = [{"title": 1}] * 5_000
    assert refused(made_up(honest)) == ("schema", "$.initiatives")
    honest["initiatives"], honest["votes"][0]["candidates"] = [], [1] * 100_000
    assert refused(made_up(honest))[1].startswith("$.votes[0].candidates")


@pytest.mark.promise("a rebuilt room of two thousand people gives each a code of their own")
def test_a_room_whose_names_stayed_in_it_is_rebuilt_whole(honest: Document) -> None:
    honest["attendance"]["other"] += 1_900
    with writing() as session:
        workshop = import_archive(session, actor=Actor(make_account(session)), data=made_up(honest))
        assert tell(session, workshop).document["attendance"] == honest["attendance"]


def test_the_archive_of_a_room_that_voted_on_a_runoff_comes_in(honest: Document) -> None:
    nobody = [one | {"dots": 0} for one in honest["votes"][0]["candidates"]]
    runoff = honest["votes"][0] | {"settles": 1, "decisions": [], "candidates": nobody}
    honest["votes"].append(runoff)
    with pytest.raises(BadArchive), writing() as session:
        import_archive(session, actor=Actor(make_account(session)), data=made_up(honest))
    runoff |= {"dots": 1, "cap": 1}
    honest["votes"][1] = runoff
    with writing() as session:
        assert import_archive(session, actor=Actor(make_account(session)), data=made_up(honest)) > 0


def test_an_archive_is_read_by_a_process_of_its_own(honest: Document) -> None:
    named = {"file": "pictures/initiative-1.webp", "alt": "Un jardin"}
    honest["initiatives"][0]["picture"] = named
    data = made_up(honest, {named["file"]: drawn()})
    with TemporaryFile() as file:
        file.write(data)
        parcel = read_apart(file)
    assert parcel == read_archive(data)
    with TemporaryFile() as file, pytest.raises(BadArchive) as refusal:
        read_apart(file)
    assert refusal.value.reason == "zip"


def test_what_was_read_goes_out_with_its_pictures_behind(
    honest: Document, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    named = {"file": "pictures/initiative-1.webp", "alt": "Un jardin"}
    honest["initiatives"][0]["picture"] = named
    data = made_up(honest, {named["file"]: drawn()})
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    main()
    told, _, contents = capsysbinary.readouterr().out.partition(b"\n")
    (redrawn,) = read_archive(data).drawn.values()
    assert json.loads(told)[1] == [[named["file"], 40, 20, len(redrawn.content)]]
    assert contents == redrawn.content


def test_an_archive_that_says_no_time_zone_is_of_ours(rules: Engine) -> None:
    told = {"theme": "x", "date": None, "starts": "09:00", "ended": None}
    assert new_workshop(told, Actor(1)).time_zone == OURS
    assert new_workshop(told | {"time_zone": "Indian/Reunion"}, Actor(1)).time_zone == "Indian/Reunion"
