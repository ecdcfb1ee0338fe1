"""What the tables found, as the report says it; every idea leads to its trail."""

from collections.abc import Iterable

import streamlit as st

from facilitation.posts import DECOMPOSITION, PERSPECTIVE, Section
from facilitation.report import Report, ReportContribution, ReportGroup, ReportSource
from facilitation.texts import in_french_order
from pages.ui.terms import question, signed, term
from pages.ui.words import _, ngettext, safe


def draw_tables(made: Report) -> None:
    """Who sat where, with the names and tasks of those who let theirs out."""
    if not made.groups:
        return
    st.header(_("Tables"), anchor=False)
    for group in made.groups:
        st.text(_table(group))


def _table(group: ReportGroup) -> str:
    parts = [_("Table {number}").format(number=group.number), group.name, group.initiative]
    parts += [ngettext("{n} person", "{n} people", group.people), ", ".join(group.named)]
    parts += [_("{kind}: ").format(kind=term(task)) + name for task, name in group.tasks]
    return " · ".join(filter(None, parts))


def draw_findings(made: Report) -> None:
    """What the tables wrote about one initiative at a time."""
    if not made.kept:
        return
    st.header(_("What the tables found"), anchor=False)
    titles = {entry.id: entry.title for entry in made.kept}
    chosen = st.selectbox(
        _("Initiative"),
        list(titles),
        format_func=lambda initiative_id: titles.get(initiative_id, ""),
        key="report-initiative",
    )
    mine = [post for post in made.contributions if post.initiative_id == chosen]
    taken_apart, compared = st.tabs([_("Decomposition"), _("Perspective")], key="report-parts")
    with taken_apart:
        for section in DECOMPOSITION:
            _draw_section(section, mine)
    with compared:
        _draw_perspective(made, mine, chosen)


def _draw_section(section: Section, mine: list[ReportContribution]) -> None:
    st.markdown(f"**{term(section)}** · {question(section)}")
    posts = [post for post in mine if post.section == section]
    marked = [post for post in mine if post.core and post not in posts]
    _draw_posts(posts)
    if section == Section.core_functions and marked:
        st.caption(_("Marked as core functions in other sections:"))
        _draw_posts(marked, part="-core")
    elif not posts:
        st.caption(_("Nothing written."))


def _draw_perspective(made: Report, mine: list[ReportContribution], initiative_id: int | None) -> None:
    verdicts = {row.territory: row.verdict for row in made.verdicts if row.initiative_id == initiative_id}
    territories = in_french_order({post.target for post in mine if post.target} | set(verdicts))
    if not territories:
        st.info(_("Nothing written yet. What the tables write for other territories appears here."))
    for territory in territories:
        with st.container(border=True):
            st.text(territory)
            if verdict := verdicts.get(territory):
                st.badge(term(verdict))
            for section in PERSPECTIVE:
                posts = [post for post in mine if post.target == territory and post.section == section]
                if posts:
                    st.markdown(f"**{term(section)}**")
                    _draw_posts(posts)


def _draw_posts(posts: Iterable[ReportContribution], *, part: str = "") -> None:
    for post in posts:
        with st.container(key=f"report-post-{post.id}{part}", gap=None):
            st.page_link(
                "trail.py",
                label=safe(_said(post)),
                icon=":material/route:",
                query_params={"post": str(post.id)},
            )
            for source in post.merged:
                st.text(_("Merged from: {origin}").format(origin=_source(source)))


def _said(post: ReportContribution) -> str:
    kind = _("{kind}: ").format(kind=term(post.resource)) if post.resource else ""
    marks = [signed(post.credit), "" if post.verbatim else term("reworded")]
    marks += [_("core function") if post.core else ""]
    said = ", ".join(filter(None, marks))
    return f"{kind}{post.text} ({said})" if said else f"{kind}{post.text}"


def _source(source: ReportSource) -> str:
    by = signed(source.credit)
    return f"{source.text} ({by})" if by else source.text
