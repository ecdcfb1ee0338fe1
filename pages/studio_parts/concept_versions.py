"""The versions of a concept, and what differs between two of them."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.studio.concept_views import ConceptView
from facilitation.studio.differences import Difference, differences
from facilitation.studio.versions import VersionLine, versions
from facilitation.studio.words import FIELD_NAMES
from pages.ui.surfaces.differences import draw_differences
from pages.ui.words import _, clock, day, number


def draw_versions(who: AccountIdentity, concept: ConceptView) -> None:
    """Two versions to choose, what differs between them, and all versions as a list."""
    with reading() as session:
        lines = versions(session, actor=who.actor, concept_id=concept.id)
    names = {line.number: _name(line) for line in lines}
    names[0] = _("Nothing yet")
    latest = lines[0].number
    before, after = st.columns(2)
    old = before.selectbox(
        _("From"),
        list(names),
        index=list(names).index(latest - 1),
        format_func=lambda one: names.get(one, ""),
        key=f"concept-from-{latest}",
    )
    new = after.selectbox(
        _("To"),
        list(names),
        index=0,
        format_func=lambda one: names.get(one, ""),
        key=f"concept-to-{latest}",
    )
    with reading() as session:
        found = differences(session, actor=who.actor, concept_id=concept.id, before=old, after=new)
    if found:
        draw_differences([_shown(one) for one in found], key="concept-differences")
    else:
        st.info(_("These two versions say the same."))


def _name(line: VersionLine) -> str:
    at = f"{day(line.at.date())}, {clock(line.at)}"
    state = _("published") if line.published else _("was published") if line.was_published else ""
    label = _("Version {number}").format(number=number(line.number))
    return " · ".join(filter(None, (label, at, line.who, state)))


def _shown(one: Difference) -> dict[str, object]:
    cited = [_("now cites {number}").format(number=post_id) for post_id in one.cited]
    uncited = [_("no longer cites {number}").format(number=post_id) for post_id in one.uncited]
    moved = [] if one.field == one.was_in else [_("was in “{field}”").format(field=_field(one.was_in))]
    return {
        "field": _field(one.field),
        "pieces": [[piece.fate, piece.text] for piece in one.pieces],
        "notes": " · ".join((*moved, *cited, *uncited)),
    }


def _field(field: str) -> str:
    return _("Title") if field == "title" else _(FIELD_NAMES[field])
