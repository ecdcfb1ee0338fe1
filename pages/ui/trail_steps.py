"""The steps of a trail, each a part of the page; what people typed is shown as plain text."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from db.session import reading
from facilitation.attribution import Credit
from facilitation.exports.words import SETTLED
from facilitation.pictures import picture_bytes
from facilitation.provenance import Trail, TrailConcept, TrailPost, TrailStage, TrailStep
from facilitation.studio.words import FIELD_NAMES
from facilitation.terms import TERMS
from pages.ui.refusals import N_
from pages.ui.terms import signed, term
from pages.ui.words import _, clock, day, ngettext, number, safe

DONE = {
    "written": N_("Written"),
    "worded": N_("Worded anew"),
    "moved": N_("Moved to another section"),
    "merged": N_("Merged into another post"),
    "parted": N_("Stands by itself again"),
    "verbatim": N_("Marked as verbatim"),
    "reworded": N_("Marked as reworded"),
    "core": N_("Marked as a core function"),
    "not_core": N_("No longer marked as a core function"),
    "off_record": N_("Taken off the record"),
    "on_record": N_("Put on the record"),
    "deleted": N_("Deleted"),
    "restored": N_("Brought back"),
    "picture": N_("Picture added"),
    "no_picture": N_("Picture taken away"),
}


@contextmanager
def _step(name: str, heading: str) -> Iterator[None]:
    """One station of the trail."""
    with st.container(key=f"trail-step-{name}", gap="xsmall"):
        st.header(heading, anchor=False)
        yield


def draw_post(found: Trail) -> None:
    """The post as it stands, where it stands and how it is marked."""
    post = found.post
    with _step("post", safe(_place(post))):
        with st.container(key="trail-said"):
            st.text(post.text)
        st.text(" · ".join(filter(None, (_signed(post.credit), *_marks(post)))))
        if post.picture:
            _draw_picture(post.picture, post.alt, found.workshop_id)
        if found.into:
            st.text(_("It is part of another post now:"))
            _draw_link(found.into)


def draw_deeds(found: Trail) -> None:
    """Everything that was done to the post, the latest first."""
    with _step("deeds", _("What was done to it")):
        for number_, step in enumerate(reversed(found.steps)):
            with st.container(key=f"trail-deed-{number_}", gap=None):
                st.text(f"{clock(step.at)} · {_(DONE[step.kind])} · {_by(step)}")
                if step.kind == "worded":
                    st.text(_("Before: {text}").format(text=step.before))
                elif step.kind == "moved":
                    st.text(
                        _("From “{before}” to “{after}”").format(
                            before=_named(step.before), after=_named(step.after)
                        )
                    )


def draw_merged(found: Trail) -> None:
    """The posts that it was merged from."""
    if found.merged:
        with _step("merged", _("Merged from")):
            for post in found.merged:
                _draw_post(post)


def draw_about(found: Trail) -> None:
    """The posts of the decomposition that it is about."""
    if found.about:
        with _step("about", _("What it is about")):
            for post in found.about:
                _draw_post(post)


def draw_writing(found: Trail) -> None:
    """The table that wrote it, and in which stage."""
    table = found.table
    with _step("table", _("Table {number}").format(number=table.number)):
        people = ngettext("{n} person sits there", "{n} people sit there", table.people)
        st.text(" · ".join(filter(None, (table.name, people))))
        st.text(_when(found.stage) if found.stage else _("Written outside its stage"))


def draw_initiative(found: Trail) -> None:
    """The initiative, where it comes from and who shared it."""
    one = found.initiative
    with _step("initiative", safe(one.title)):
        st.text(one.pitch)
        facts = [one.territory, _("Carried by {name}").format(name=one.holder) if one.holder else ""]
        facts += [_("Shared by {name}").format(name=one.author) if one.author else ""]
        facts += [_("Made-up content") if one.fictitious else ""]
        st.text(" · ".join(filter(None, facts)))
        for source in one.merged:
            origin = f"{source.title} ({source.territory})" if source.territory else source.title
            st.text(_("Merged from: {origin}").format(origin=origin))


def draw_vote(found: Trail) -> None:
    """What the vote said of it, and what the group decided."""
    vote = found.vote
    with _step("vote", _("The vote")):
        if vote is None:
            st.text(_("It did not go through a vote."))
            return
        if vote.stage:
            st.text(_when(vote.stage))
        if vote.dots is None or vote.rank is None:
            st.text(_("The result is not revealed yet."))
            return
        counts = [ngettext("{n} dot", "{n} dots", vote.dots)]
        if vote.territories is not None:
            counts += [ngettext("{n} territory in support", "{n} territories in support", vote.territories)]
        counts += [
            _("rank {rank} of {count}").format(rank=number(vote.rank), count=number(vote.candidates or 0)),
        ]
        st.text(" · ".join(counts))
        if vote.kept is not None:
            st.badge(term("kept" if vote.kept else "reserve"), color="green" if vote.kept else "gray")
        if vote.how:
            st.text(_(SETTLED[vote.how]))
        if vote.reason:
            st.text(_("Reason: {reason}").format(reason=vote.reason))


def draw_sequel(found: Trail, *, open_concepts: bool) -> None:
    """What was written about it afterwards, and the concepts that cite it; these open for accounts."""
    if found.cited or found.concepts:
        st.header(_("What it led to"), anchor=False)
    for post in found.cited:
        _draw_post(post)
    for number_, concept in enumerate(found.concepts):
        with st.container(border=True, gap="xsmall", key=f"trail-concept-{number_}"):
            _draw_concept(concept, open_concepts)


def _draw_concept(concept: TrailConcept, is_open: bool) -> None:
    st.caption(_("Cited by a concept, under “{field}”").format(field=_(FIELD_NAMES[concept.field])))
    if is_open:
        here = {"concept": str(concept.id)}
        st.page_link("concept.py", label=safe(concept.title), icon=":material/lightbulb:", query_params=here)
    else:
        st.text(concept.title)
    st.text(concept.text)
    if not concept.published:
        st.badge(_("Draft"), icon=":material/edit_note:", color="gray")


def _draw_post(post: TrailPost) -> None:
    with st.container(border=True, gap="xsmall", key=f"trail-kin-{post.id}"):
        st.caption(safe(_place(post)))
        _draw_link(post)
        st.text(" · ".join(filter(None, (_signed(post.credit), *_marks(post)))))


def _draw_link(post: TrailPost) -> None:
    """The words of a post, which lead to its own trail."""
    st.page_link(
        "trail.py", label=safe(post.text), icon=":material/route:", query_params={"post": str(post.id)}
    )


def _draw_picture(picture_id: int, alt: str, workshop_id: int) -> None:
    with reading() as session:
        _kind, content = picture_bytes(session, picture_id, workshop_id)
    st.image(content)
    if alt:
        st.text(alt)


def _place(post: TrailPost) -> str:
    section = f"{term(post.section)} ({term(post.resource)})" if post.resource else term(post.section)
    return f"{section} → {post.target}" if post.target else section


def _marks(post: TrailPost) -> Iterator[str]:
    yield term("verbatim" if post.verbatim else "reworded")
    if post.core:
        yield _("core function")
    if post.entered:
        yield _("entered by the facilitators")
    if post.off_record:
        yield _("off the record")
    if post.deleted:
        yield _("deleted")


def _signed(credit: Credit) -> str:
    return signed(credit) or _("Anonymous")


def _by(step: TrailStep) -> str:
    return _("the facilitators") if step.by_facilitator else _signed(step.credit)


def _named(name: str) -> str:
    return term(name) if name in TERMS else name


def _when(stage: TrailStage) -> str:
    named = f"{stage.number}. {stage.title}"
    if stage.opened_at is None:
        return named
    return _("{stage}, opened at {time} on {day}").format(
        stage=named, time=clock(stage.opened_at), day=day(stage.opened_at.date())
    )
