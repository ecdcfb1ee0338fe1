"""What is written about an initiative, made fit to keep: its limits, territory, holder, link and tags."""

import re
from collections.abc import Iterable
from typing import Any, TypedDict, cast
from urllib.parse import urlsplit

from db.people import person_row
from db.session import Session
from db.sharing import DESCRIPTION_LIMIT, LINK_LIMIT, NAME_LIMIT, PITCH_LIMIT, TITLE_LIMIT
from db.workshops import territory_in, territory_named
from facilitation.errors import BadLink, NotFound
from facilitation.texts import clean

__all__ = [
    "MOST_TAGS",
    "PITCH_LIMIT",
    "InitiativeText",
    "cleaned_tags",
    "fit_to_keep",
    "web_address",
]

TAG_LIMIT = 30
MOST_TAGS = 8

_PLAIN = re.compile(r"[\w-]+(\.[\w-]+)+([/?#]\S*)?")


class InitiativeText(TypedDict, total=False):
    """What is written about an initiative."""

    title: str
    pitch: str
    description: str
    territory_id: int | None
    territory_name: str
    holder: str
    holder_id: int | None
    link: str
    tags: Iterable[str]


def fit_to_keep(session: Session, workshop_id: int, texts: InitiativeText) -> dict[str, Any]:
    """The columns that these texts make. Raises Missing, TooLong, BadLink; NotFound beyond the workshop."""
    kept: dict[str, Any] = {}
    for field, limit in (("title", TITLE_LIMIT), ("pitch", PITCH_LIMIT)):
        if field in texts:
            kept[field] = clean(cast(str, texts.get(field)), limit=limit, field=field)
    if "description" in texts:
        kept["description"] = clean(
            texts["description"],
            limit=DESCRIPTION_LIMIT,
            field="description",
            required=False,
            multiline=True,
        )
    if "link" in texts:
        kept["link"] = web_address(texts["link"])
    if "tags" in texts:
        kept["tags"] = cleaned_tags(texts["tags"])
    return kept | _territory(session, workshop_id, texts) | _holder(session, workshop_id, texts)


def web_address(text: str) -> str:
    """A link as one may follow it, https:// put before a bare address. Raises BadLink for anything else."""
    link = clean(text, limit=LINK_LIMIT, field="link", required=False)
    if _PLAIN.fullmatch(link):
        link = f"https://{link}"
    if link and (urlsplit(link).scheme not in ("http", "https") or not urlsplit(link).netloc or " " in link):
        raise BadLink
    return link


def cleaned_tags(tags: Iterable[str]) -> list[str]:
    """Tags without doubles or empty ones, in their order; those beyond the eighth go."""
    cleaned = (clean(tag.lstrip("# "), limit=TAG_LIMIT, field="tags", required=False) for tag in tags)
    return list({tag.casefold(): tag for tag in cleaned if tag}.values())[:MOST_TAGS]


def _territory(session: Session, workshop_id: int, texts: InitiativeText) -> dict[str, Any]:
    if "territory_id" not in texts and "territory_name" not in texts:
        return {}
    territory_id = texts.get("territory_id")
    if territory_id is not None:
        if territory_in(session, workshop_id, territory_id) is None:
            raise NotFound
        return {"territory_id": territory_id, "territory_name": ""}
    name = clean(texts.get("territory_name", ""), limit=NAME_LIMIT, field="territory", required=False)
    known = territory_named(session, workshop_id, name) if name else None
    return {"territory_id": known.id if known else None, "territory_name": "" if known else name}


def _holder(session: Session, workshop_id: int, texts: InitiativeText) -> dict[str, Any]:
    if "holder" not in texts and "holder_id" not in texts:
        return {}
    holder_id = texts.get("holder_id")
    if holder_id is not None:
        person = person_row(session, holder_id)
        if person is None or person.workshop_id != workshop_id:
            raise NotFound
        return {"holder_id": holder_id, "holder": ""}
    name = clean(texts.get("holder", ""), limit=NAME_LIMIT, field="holder", required=False)
    return {"holder_id": None, "holder": name}
