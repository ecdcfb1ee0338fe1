"""Contributions to read, mark and pick from: the material page by page, or the clusters of a board."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from facilitation.attribution import Credit
from facilitation.studio.material import Material
from pages.ui.surfaces.lexicon import PERSPECTIVE_SECTIONS, RESOURCES, SECTIONS, pair, terms
from pages.ui.surfaces.loader import Fact, Surface, text, whole
from pages.ui.terms import signed
from pages.ui.words import _

_MATERIAL = Surface("material")

MOST_PICKED = 3000


@dataclass(frozen=True, slots=True)
class Group:
    """Contributions under a heading, or under none; `named` ones can be renamed and taken apart."""

    id: int
    title: str | None
    posts: Sequence[Material]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Where picked contributions can be put: places by number, or a new one that is given a name."""

    label: str
    options: Sequence[tuple[int, str]]
    fresh: str
    name: str
    put: str


@dataclass(frozen=True, slots=True)
class Writing:
    """What can be made of picked contributions: a statement of one of these fields, or what one rests on.

    `chosen` is the statement that they are picked for, if one asked for them.
    """

    fields: Sequence[tuple[int, str]]
    statements: Sequence[tuple[int, str]]
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did with contributions, or with a group of them."""

    name: str
    posts: tuple[int, ...]
    group: int
    place: int | None
    text: str


def sorting(
    groups: Sequence[Group],
    *,
    places: Places | None = None,
    writing: Writing | None = None,
    tags: Sequence[str],
    on_deed: Callable[[Deed], None],
    key: str,
    board: int | None = None,
    page: int = 0,
    found: Sequence[int] = (),
) -> None:
    """Draw the contributions, or what lies on a `board`.

    Another `page` is read from its beginning; all that was `found` can be picked at once. `on_deed` hears
    tag, untag, note and put; of a board also off, rename and scatter; beside a concept state and cite.
    """

    def act(sent: Fact) -> None:
        one, several = whole(sent, "post"), sent.get("posts", [])
        posts = [one] if one is not None else several
        if (
            not isinstance(posts, list)
            or len(posts) > MOST_PICKED
            or any(type(post) is not int for post in posts)
        ):
            return
        on_deed(
            Deed(
                text(sent, "name"),
                tuple(posts),
                whole(sent, "group") or 0,
                whole(sent, "place"),
                text(sent, "text"),
            )
        )

    data = {
        "groups": [_group(group, board) for group in groups],
        "places": asdict(places) if places else None,
        "writing": asdict(writing) if writing else None,
        "found": list(found),
        "tags": list(tags),
        "takes_off": board is not None,
        "page": page,
        "words": _words(),
    }
    _MATERIAL(data, key=key, on={"act": act})


def signature(credit: Credit) -> str:
    """What an author let out: name, role and territory, the territory alone, or nothing."""
    return signed(credit, role=True)


def _group(group: Group, board: int | None) -> Fact:
    return {
        "id": group.id,
        "title": group.title,
        "named": group.named,
        "posts": [_idea(post, board) for post in group.posts],
    }


def _idea(post: Material, board: int | None) -> Fact:
    return {
        "id": post.id,
        "text": post.text,
        "by": signature(post.credit),
        "section": post.section,
        "resource": post.resource,
        "initiative": post.initiative,
        "group": post.group,
        "target": post.target,
        "verbatim": post.verbatim,
        "core": post.core,
        "merged": [{"id": one.id, "text": one.text, "by": signature(one.credit)} for one in post.merged],
        "tags": list(post.tags),
        "note": post.note,
        "boards": [[other, name] for other, name in post.boards if other != board],
        "concepts": [list(concept) for concept in post.concepts],
    }


def _words() -> dict[str, Any]:
    return {
        "terms": terms(*SECTIONS, *PERSPECTIVE_SECTIONS, *RESOURCES),
        "picking": _("Picked contributions"),
        "picked": pair("{n} contribution picked", "{n} contributions picked"),
        "count": pair("{n} contribution", "{n} contributions"),
        "hint": _("Tick contributions to sort or tag them together."),
        "all": _("Pick all that are shown"),
        "all_found": pair("Pick the {n} that was found", "Pick the {n} that were found"),
        "take_cluster": _("Pick this cluster"),
        "take_cluster_of": _("Pick the contributions of: {name}"),
        "statement": _("Words of the statement"),
        "state_in": _("New statement in:"),
        "cite_in": _("Or cite in a statement that is there"),
        "cite_in_chosen": _("Cite in: {text}"),
        "beside_hint": _("Tick contributions: they become a statement, or what one rests on."),
        "clear": _("Pick none"),
        "tag": _("Tag"),
        "tag_it": _("Tag them"),
        "untag": _("Take the tag {tag} off contribution {n}"),
        "take_off": _("Take off the board"),
        "merged": _("Brings together {n} more"),
        "target": _("for {name}"),
        "table": _("table {n}"),
        "unsigned": _("unsigned"),
        "core": _("Core function"),
        "reworded": _("Reworded"),
        "on_board": _("On {name}"),
        "cited": _("Cited in {title}"),
        "note": _("Write a note"),
        "change_note": _("Change my note"),
        "note_on": _("My note on contribution {n}"),
        "note_hint": _("For your eyes only"),
        "trail": _("Where it comes from"),
        "trail_of": _("Where it comes from: contribution {n}"),
        "save": _("Save"),
        "cancel": _("Cancel"),
        "rename": _("Rename"),
        "rename_of": _("Rename: {name}"),
        "scatter": _("Take apart"),
        "scatter_of": _("Take apart: {name}"),
        "cluster_name": _("Name of the cluster"),
        "none": _("Nothing here yet."),
    }
