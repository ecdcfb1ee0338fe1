"""What must hold in a document beyond its schema: what the verbs never let happen, by the same rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from db.agenda import StageKind
from db.decisions import How, Outcome
from db.posts import Part, Resource, Section
from facilitation.archive.schema import Told
from facilitation.archive.target import at, chained, once
from facilitation.errors import BadArchive
from facilitation.initiative_text import cleaned_tags
from facilitation.post_rules import may_be_about, may_become_part, part_of_section, resource_fits
from facilitation.rounds import ROUNDS
from facilitation.secrecy import FEWEST
from facilitation.studio.statements import has_one_pitch
from facilitation.tallies import MOST_KEPT
from hours import OURS, zone_names

MOST_PEOPLE = 4_000
"""Whoever has a name and whoever has none, together."""

Faults = Iterator[bool]


def hold(told: Told) -> None:
    """Go on if everything in the document can be so. Raises BadArchive with where it cannot."""
    once((name.casefold() for name in told["territories"]), "territories")
    once((one["name"].casefold() for one in told["people"]), "people")
    chained([one["part_of"] for one in told["initiatives"]], "initiatives")
    chained([one["part_of"] for one in told["posts"]], "posts")
    for place, faults in (
        ("workshop", _workshop(told)),
        ("attendance", _attendance(told)),
        ("rounds", _rounds(told)),
        ("initiatives", _initiatives(told)),
        ("votes", _votes(told)),
        ("tables", _tables(told)),
        ("posts", _posts(told)),
        ("links", _links(told)),
        ("matrix", _matrix(told)),
        ("lifts", _lifts(told)),
        ("concepts", _concepts(told)),
    ):
        if any(faults):
            raise BadArchive("numbers", place)


@dataclass(frozen=True, slots=True)
class _Work:
    """A contribution as the rules see it."""

    part: Part
    initiative: int
    told: Told

    @property
    def place(self) -> tuple[int, Part, int | None]:
        return self.told["table"], self.part, self.told["territory"]


def _workshop(told: Told) -> Faults:
    """Archives of before there were time zones name none."""
    yield told["workshop"].get("time_zone", OURS) not in zone_names()


def _attendance(told: Told) -> Faults:
    yield sum(told["attendance"].values()) > MOST_PEOPLE


def _rounds(told: Told) -> Faults:
    for one in told["rounds"]:
        yield at(told["stages"], one["stage"])["kind"] not in ROUNDS
        yield one["counts"] is not None and sum(one["counts"]) != one["answered"]
        yield len(one["words"]) > one["answered"]


def _initiatives(told: Told) -> Faults:
    for one in told["initiatives"]:
        yield bool(one["holder"]) and one["holder_person"] is not None
        yield bool(one["territory_name"]) and one["territory"] is not None
        yield not one["pitch"] and not one["hidden"]
        yield cleaned_tags(one["tags"]) != one["tags"]


def _votes(told: Told) -> Faults:
    for one in told["votes"]:
        given = {candidate["initiative"]: candidate["dots"] for candidate in one["candidates"]}.values()
        yield 0 < one["voted"] < FEWEST
        yield one["proxies"] > one["voted"] or one["voted"] > one["eligible"]
        yield sum(given) > one["voted"] * one["dots"]
        yield any(dots > one["voted"] * one["cap"] for dots in given)
        yield one["settles"] is not None and (one["dots"], one["cap"]) != (1, 1)
        yield sum(each["outcome"] == Outcome.KEPT for each in one["decisions"]) > MOST_KEPT
        yield any(each["how"] == How.FACILITATOR and not each["reason"] for each in one["decisions"])


def _tables(told: Told) -> Faults:
    yield sum(one["seats"] for one in told["tables"]) > MOST_PEOPLE


def _posts(told: Told) -> Faults:
    works = _works(told)
    for one in works.values():
        stage, resource = one.told["stage"], one.told["resource"]
        yield not resource_fits(Section(one.told["section"]), Resource(resource) if resource else None)
        yield stage is not None and at(told["stages"], stage)["kind"] != StageKind(one.part)
        if one.told["part_of"] is not None:
            whole = works[one.told["part_of"]]
            into_is_part = whole.told["part_of"] is not None
            yield not may_become_part(one.place, whole.place, is_part=False, into_is_part=into_is_part)


def _links(told: Told) -> Faults:
    works = _works(told)
    for link in told["links"]:
        post, about = (_work(works, link[name]) for name in ("post", "about"))
        yield not may_be_about((post.part, post.initiative), (about.part, about.initiative))


def _matrix(told: Told) -> Faults:
    if told["matrix"] is None:
        return
    yield told["matrix"]["finished"] > told["matrix"]["raters"]
    tables = {one["number"] for one in told["tables"]}
    for work in told["matrix"]["initiatives"]:
        for row in work["rows"]:
            yield not tables.issuperset(row["tables"])
            yield from (_is_no_count(cell) for cell in row["cells"])


def _is_no_count(cell: Told) -> bool:
    """Whether no answers could come to this; what a cell does not tell is no contradiction."""
    levels = [cell[name] for name in ("low", "value", "high") if cell[name] is not None]
    counted = [cell[name] or 0 for name in ("unknown", "zeros")]
    return levels != sorted(levels) or (cell["rated"] is not None and sum(counted) > cell["rated"])


def _lifts(told: Told) -> Faults:
    works = _works(told)
    for one in told["lifts"]:
        yield not any(one.get(name) for name in ("who", "by_when", "first_step", "lifted"))
        if one["post"] is not None:
            post = _work(works, one["post"])
            yield (post.initiative, post.told["territory"]) != (one["initiative"], one["territory"])


def _concepts(told: Told) -> Faults:
    for one in told["concepts"]:
        yield not has_one_pitch(statement["field"] for statement in one["statements"])
        if one["published"] is not None:
            shown = one["published"]["statements"]
            yield not shown or not has_one_pitch(statement["field"] for statement in shown)


def _works(told: Told) -> dict[int, _Work]:
    """The contributions by number, each with the initiative of its table."""
    initiatives = {one["number"]: one["initiative"] for one in told["tables"]}
    works = {}
    for number, post in enumerate(told["posts"], 1):
        if post["table"] not in initiatives:
            raise BadArchive("numbers", "posts")
        part = part_of_section(Section(post["section"]))
        works[number] = _Work(part, initiatives[post["table"]], post)
    return works


def _work(works: Mapping[int, _Work], number: int) -> _Work:
    if number not in works:
        raise BadArchive("numbers", str(number))
    return works[number]
