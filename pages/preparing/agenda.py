"""The agenda editor: every stage can be reworded, retimed, moved and removed, and more can be added."""

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.agenda import AgendaView, StageKind, StageRow, agenda
from facilitation.own_templates import TEMPLATE_NAME_LIMIT, save_template
from facilitation.planning import MINUTES, add_stage, change_stage, move_stage, remove_stage
from facilitation.running import skip_stage, unskip_stage
from pages.preparing import Preparation
from pages.ui.actions import Undo, act, act_now
from pages.ui.terms import term
from pages.ui.words import _, ngettext


def draw(preparation: Preparation) -> None:
    """The stages in their order, with the clock time that each is planned for."""
    with reading() as session:
        show = agenda(session, preparation.workshop_id)
    actor = preparation.account.actor
    total = sum(stage.minutes for stage in show.stages if stage.state != "skipped")
    if show.stages:
        st.text(
            _("From {start} to {end}: {length}").format(
                start=show.stages[0].planned_start,
                end=show.planned_end,
                length=ngettext("{n} minute", "{n} minutes", total),
            )
        )
    else:
        st.write(_("The agenda is empty. Add a first stage below."))
    for stage in show.stages:
        with st.container(border=True, key=f"prepare-stage-{stage.id}"):
            _line(preparation, show, stage)
    _add(actor, preparation.workshop_id, show)
    if show.stages:
        _offer_to_keep(actor, preparation.workshop_id)


def _offer_to_keep(actor: Actor, workshop_id: int) -> None:
    label = _("Keep this agenda as a template")
    with st.popover(label, icon=":material/bookmark_add:", key="prepare-template"):
        st.write(
            _(
                "Its stages, words and minutes, and nothing of what people write. "
                "Other workshops can start from it."
            )
        )
        with st.form("prepare-template-form", border=False):
            st.text_input(
                _("Name of the template"), max_chars=TEMPLATE_NAME_LIMIT, key="prepare-template-name"
            )
            st.form_submit_button(
                _("Keep the template"),
                key="prepare-template-save",
                type="primary",
                on_click=_keep_template,
                args=(actor, workshop_id),
            )


def _keep_template(actor: Actor, workshop_id: int) -> None:
    act_now(
        save_template,
        done=_("The template is kept. New workshops can start from it."),
        actor=actor,
        workshop_id=workshop_id,
        name=str(st.session_state["prepare-template-name"]),
    )


def _line(preparation: Preparation, show: AgendaView, stage: StageRow) -> None:
    actor = preparation.account.actor
    title, minutes, moves = st.columns([5, 1.7, 4], vertical_alignment="bottom")
    with title:
        key = f"prepare-title-{stage.id}"
        st.text_input(
            f"{stage.planned_start} · {stage.number}. {term(stage.kind)}",
            stage.title,
            max_chars=80,
            key=key,
            on_change=_keep,
            args=(actor, stage.id, "title", key),
        )
    with minutes:
        key = f"prepare-minutes-{stage.id}"
        st.number_input(
            _("Minutes"),
            *MINUTES,
            stage.minutes,
            key=key,
            on_change=_keep,
            args=(actor, stage.id, "minutes", key),
        )
    with moves, st.container(horizontal=True, key=f"prepare-moves-{stage.id}"):
        for name, label, icon, to in (
            ("up", _("Up"), ":material/arrow_upward:", stage.number - 1),
            ("down", _("Down"), ":material/arrow_downward:", stage.number + 1),
        ):
            st.button(
                label,
                key=f"prepare-{name}-{stage.id}",
                icon=icon,
                disabled=not 1 <= to <= len(show.stages),
                on_click=act(move_stage, actor=actor, stage_id=stage.id, to=to),
            )
        _details(preparation, stage)


def _details(preparation: Preparation, stage: StageRow) -> None:
    actor = preparation.account.actor
    with st.popover(_("Details"), icon=":material/edit_note:", key=f"prepare-fold-{stage.id}"):
        key = f"prepare-instruction-{stage.id}"
        st.text_area(
            _("Instruction shown to everyone"),
            stage.instruction,
            max_chars=400,
            height=80,
            key=key,
            on_change=_keep,
            args=(actor, stage.id, "instruction", key),
        )
        if stage.kind == StageKind.sharing:
            key = f"prepare-concealed-{stage.id}"
            st.toggle(
                _("The wall is concealed until the facilitator reveals it"),
                stage.concealed,
                key=key,
                on_change=_keep,
                args=(actor, stage.id, "concealed", key),
            )
        key = f"prepare-locks-{stage.id}"
        st.toggle(
            _("Writing is locked when the time is up"),
            stage.locks,
            key=key,
            on_change=_keep,
            args=(actor, stage.id, "locks", key),
        )
        _leave_out(preparation, stage)


def _put_back(preparation: Preparation, stage: StageRow) -> Undo:
    """The stage as it was, where it was."""
    was = {
        name: getattr(stage, name)
        for name in ("kind", "title", "instruction", "minutes", "concealed", "locks")
    }
    its = {"actor": preparation.account.actor, "workshop_id": preparation.workshop_id, "place": stage.number}
    return Undo(_("“{title}” is removed.").format(title=stage.title), add_stage, its | was)


def _leave_out(preparation: Preparation, stage: StageRow) -> None:
    actor = preparation.account.actor
    if stage.state == "waiting":
        st.button(
            _("Remove this stage"),
            key=f"prepare-remove-{stage.id}",
            icon=":material/delete:",
            on_click=act(remove_stage, undo=_put_back(preparation, stage), actor=actor, stage_id=stage.id),
        )
    elif stage.state == "skipped":
        st.button(
            _("Take it back into the plan"),
            key=f"prepare-unskip-{stage.id}",
            icon=":material/undo:",
            on_click=act(unskip_stage, actor=actor, stage_id=stage.id),
        )
    elif stage.state == "closed":
        st.button(
            _("Skip this stage"),
            key=f"prepare-skip-{stage.id}",
            icon=":material/skip_next:",
            on_click=act(skip_stage, actor=actor, stage_id=stage.id),
        )


def _add(actor: Actor, workshop_id: int, show: AgendaView) -> None:
    kinds = {kind: term(kind) for kind in StageKind}
    places = {stage.id: f"{stage.number}. {stage.title}" for stage in show.stages}
    with st.form("prepare-add", border=False):
        kind, after, button = st.columns([3, 4, 2], vertical_alignment="bottom")
        kind.selectbox(
            _("One more stage"), list(kinds), format_func=kinds.__getitem__, key="prepare-add-kind"
        )
        after.selectbox(
            _("After"),
            list(places),
            index=len(places) - 1 if places else None,
            format_func=places.__getitem__,
            placeholder=_("At the end"),
            key="prepare-add-after",
        )
        button.form_submit_button(
            _("Add"),
            key="prepare-add-submit",
            icon=":material/add:",
            on_click=_add_now,
            args=(actor, workshop_id),
        )


def _add_now(actor: Actor, workshop_id: int) -> None:
    act_now(
        add_stage,
        done=_("The stage is added."),
        actor=actor,
        workshop_id=workshop_id,
        kind=StageKind(st.session_state["prepare-add-kind"]),
        after=st.session_state["prepare-add-after"],
    )


def _keep(actor: Actor, stage_id: int, field: str, key: str) -> None:
    act_now(change_stage, actor=actor, stage_id=stage_id, **{field: st.session_state[key]})
