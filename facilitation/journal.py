"""The journal of a workshop: who did what, and when; only ever added to."""

from dataclasses import dataclass
from typing import Literal, cast

from db.journal import Entry, entries_of
from db.session import Session
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from hours import Wall, local

Action = Literal[
    "account_created",
    "account_disabled",
    "account_enabled",
    "arrived",
    "board_cleared",
    "board_created",
    "board_deleted",
    "board_laid",
    "board_renamed",
    "board_restored",
    "cluster_named",
    "cluster_removed",
    "code_renewed",
    "code_revoked",
    "concept_commented",
    "concept_created",
    "concept_deleted",
    "concept_published",
    "concept_renamed",
    "concept_restored",
    "concept_withdrawn",
    "condition_lifted",
    "condition_not_lifted",
    "condition_said",
    "consents_changed",
    "decided",
    "deed_undone",
    "designer_added",
    "designer_removed",
    "done",
    "done_taken_back",
    "dots_set",
    "everyone_seated",
    "facilitator_added",
    "facilitator_removed",
    "group_created",
    "group_removed",
    "group_renamed",
    "groups_proposed",
    "initiative_edited",
    "initiative_hidden",
    "initiative_shared",
    "initiative_unhidden",
    "initiatives_merged",
    "initiatives_suggested_again",
    "initiatives_told_apart",
    "interest_declared",
    "interest_withdrawn",
    "joined",
    "late_seated",
    "left",
    "logo_chosen",
    "logo_removed",
    "matrix_revealed",
    "merge_undone",
    "minutes_given",
    "password_changed",
    "people_expected",
    "people_merged",
    "permit_granted",
    "permit_withdrawn",
    "person_added",
    "person_changed",
    "person_erased",
    "person_removed",
    "person_restored",
    "person_seated",
    "picture_attached",
    "picture_removed",
    "pitch_ended",
    "pitch_started",
    "post_core",
    "post_deleted",
    "post_edited",
    "post_merge_undone",
    "post_moved",
    "post_not_core",
    "post_off_record",
    "post_on_record",
    "post_ordered",
    "post_picture_attached",
    "post_picture_removed",
    "post_restored",
    "post_reworded",
    "post_tagged",
    "post_untagged",
    "post_verbatim",
    "post_written",
    "posts_gathered",
    "posts_merged",
    "posts_suggested_again",
    "posts_told_apart",
    "projector_renewed",
    "projector_revoked",
    "proposal_dropped",
    "proposal_taken",
    "proxy_entered",
    "question_answered",
    "rating_changed",
    "rating_finished",
    "rating_started",
    "readmit_link",
    "readmitted",
    "rehearsal_started",
    "rehearsal_stopped",
    "rehearsal_wiped",
    "result_revealed",
    "resumed",
    "role_changed",
    "round_answered",
    "runoff_opened",
    "seat_locked",
    "seat_unlocked",
    "section_shown",
    "settings_changed",
    "signed_in",
    "stage_added",
    "stage_changed",
    "stage_closed",
    "stage_moved",
    "stage_opened",
    "stage_removed",
    "stage_skipped",
    "stage_unskipped",
    "statement_cited",
    "statement_edited",
    "statement_moved",
    "statement_removed",
    "statement_restored",
    "statement_written",
    "tables_shown",
    "task_given_up",
    "task_taken",
    "territories_merged",
    "territory_added",
    "territory_merge_undone",
    "territory_removed",
    "territory_renamed",
    "verdict_set",
    "voting_closed",
    "voting_opened",
    "wall_concealed",
    "wall_revealed",
    "wishes_ranked",
    "wording_chosen",
    "wording_kept",
    "workshop_archived",
    "workshop_closed",
    "workshop_created",
    "workshop_deleted",
    "workshop_duplicated",
    "workshop_imported",
    "workshop_reopened",
    "workshop_restored",
    "workshop_unarchived",
]
"""Everything that is written down. The console has words for each."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One action: its author's name (None for the app itself), what it was, and its details."""

    id: int
    at: Wall
    who: str | None
    facilitator: bool
    action: Action
    details: dict[str, str | int | bool | None]


def note(
    session: Session,
    *,
    workshop_id: int | None,
    action: Action,
    actor: Actor | None = None,
    person_id: int | None = None,
    **details: str | int | bool | None,
) -> None:
    """Write an action down: who acted, and whom it is about where that is not the participant who acts.

    Never say in `details` who voted for what.
    """
    who = actor or Actor()
    session.add(
        Entry(
            workshop_id=workshop_id,
            action=action,
            account_id=who.account_id,
            person_id=who.person_id if person_id is None else person_id,
            details=details,
        )
    )


def story(session: Session, *, actor: Actor, workshop_id: int, limit: int = 200) -> list[JournalLine]:
    """The latest actions of a workshop, newest first, for who runs it."""
    workshop = workshop_run_by(session, actor, workshop_id)
    return [
        JournalLine(
            entry.id,
            local(entry.at, workshop.time_zone),
            account or person,
            entry.account_id is not None,
            cast(Action, entry.action),
            entry.details,
        )
        for entry, account, person in entries_of(session, workshop_id, limit)
    ]
