"""The workshop's journal on the console: who did what, and when."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.journal import JournalLine, story
from facilitation.terms import TERMS
from pages.ui.dialogs import dialog_button
from pages.ui.refusals import N_
from pages.ui.words import _, clock, number

OF_THE_METHOD = frozenset(("criterion", "role", "section", "task", "verdict"))
"""Details that hold the name of a thing of the method, for which there is a word."""


def draw_journal_button(who: AccountIdentity, workshop_id: int) -> None:
    """A button that opens the journal."""
    name, key, icon = _("Journal"), "console-journal-open", ":material/history:"
    dialog_button(name, name, _journal, key=key, icon=icon, kind="tertiary")(who, workshop_id)


def _journal(who: AccountIdentity, workshop_id: int) -> None:
    with reading() as session:
        lines = story(session, actor=who.actor, workshop_id=workshop_id)
    if not lines:
        st.write(_("Everything that happens in the workshop is written down here."))
        return
    st.dataframe(
        [
            {
                _("Time"): clock(line.at),
                _("Who"): line.who or "",
                _("What"): _(ACTIONS[line.action]),
                _("About"): about(line),
            }
            for line in lines
        ],
        hide_index=True,
        key="console-journal",
    )


def about(line: JournalLine) -> str:
    """The details of an action that a person can read: names, numbers and words of the method, no ids."""
    shown = [
        _(TERMS[value]) if name in OF_THE_METHOD and isinstance(value, str) and value in TERMS else value
        for name, value in line.details.items()
        if not name.endswith("id")
    ]
    return " · ".join(
        value if isinstance(value, str) else number(value)
        for value in shown
        if value is not None and not isinstance(value, bool) and value != ""
    )


ACTIONS = {
    "account_created": N_("Account created"),
    "account_disabled": N_("Account disabled"),
    "account_enabled": N_("Account enabled"),
    "arrived": N_("Arrived"),
    "board_cleared": N_("Contributions taken off a board"),
    "board_created": N_("Board begun"),
    "board_deleted": N_("Board deleted"),
    "board_laid": N_("Contributions laid on a board"),
    "board_renamed": N_("Board renamed"),
    "board_restored": N_("Board brought back"),
    "cluster_named": N_("Cluster renamed"),
    "cluster_removed": N_("Cluster taken apart"),
    "code_renewed": N_("Code renewed"),
    "code_revoked": N_("Code revoked"),
    "concept_commented": N_("Concept commented on"),
    "concept_created": N_("Concept created"),
    "concept_deleted": N_("Concept deleted"),
    "concept_published": N_("Concept published"),
    "concept_renamed": N_("Concept renamed"),
    "concept_restored": N_("Concept brought back"),
    "concept_withdrawn": N_("Concept withdrawn"),
    "condition_lifted": N_("Condition lifted"),
    "condition_not_lifted": N_("Condition not lifted after all"),
    "condition_said": N_("Said how a condition is lifted"),
    "consents_changed": N_("Consents changed"),
    "decided": N_("Decision written down"),
    "deed_undone": N_("Action on a post undone"),
    "designer_added": N_("Designer added"),
    "designer_removed": N_("Designer removed"),
    "done": N_("Said to be done"),
    "done_taken_back": N_("No longer done"),
    "dots_set": N_("Number of dots set"),
    "everyone_seated": N_("Everyone got a table"),
    "facilitator_added": N_("Facilitator added"),
    "facilitator_removed": N_("Facilitator removed"),
    "group_created": N_("Table created"),
    "group_removed": N_("Table removed"),
    "group_renamed": N_("Table renamed"),
    "groups_proposed": N_("Groups proposed"),
    "initiative_edited": N_("Initiative edited"),
    "initiative_hidden": N_("Initiative hidden"),
    "initiative_shared": N_("Initiative shared"),
    "initiative_unhidden": N_("Initiative shown again"),
    "initiatives_merged": N_("Initiatives merged"),
    "initiatives_suggested_again": N_("Initiatives suggested together again"),
    "initiatives_told_apart": N_("Initiatives told apart for good"),
    "interest_declared": N_("Territory said it is interested, or did it"),
    "interest_withdrawn": N_("Word of a territory taken back"),
    "joined": N_("Joined"),
    "late_seated": N_("Latecomer got a table"),
    "left": N_("Left"),
    "logo_chosen": N_("Logo chosen"),
    "logo_removed": N_("Logo removed"),
    "matrix_revealed": N_("Matrix revealed"),
    "merge_undone": N_("Merge undone"),
    "minutes_given": N_("Minutes given"),
    "password_changed": N_("Password changed"),
    "people_expected": N_("People entered beforehand"),
    "people_merged": N_("People merged"),
    "permit_granted": N_("Permission given for the whole server"),
    "permit_withdrawn": N_("Permission for the whole server taken back"),
    "person_added": N_("Person added"),
    "person_changed": N_("Person changed"),
    "person_erased": N_("Person erased"),
    "person_removed": N_("Person removed"),
    "person_restored": N_("Person put back"),
    "person_seated": N_("Person got a table"),
    "picture_attached": N_("Picture attached"),
    "picture_removed": N_("Picture removed"),
    "pitch_ended": N_("Pitch ended"),
    "pitch_started": N_("Pitch started"),
    "post_core": N_("Post marked as a core function"),
    "post_deleted": N_("Post deleted"),
    "post_edited": N_("Post edited"),
    "post_merge_undone": N_("Merge of posts undone"),
    "post_moved": N_("Post moved to a section"),
    "post_not_core": N_("Post no longer marked as a core function"),
    "post_off_record": N_("Post taken off the record"),
    "post_on_record": N_("Post put on the record"),
    "post_ordered": N_("Post put in another place"),
    "post_picture_attached": N_("Picture attached to a post"),
    "post_picture_removed": N_("Picture taken off a post"),
    "post_restored": N_("Post put back"),
    "post_reworded": N_("Post marked as reworded"),
    "post_tagged": N_("Contributions tagged"),
    "post_untagged": N_("Tag taken off"),
    "post_verbatim": N_("Post marked as verbatim"),
    "post_written": N_("Post written"),
    "posts_gathered": N_("Contributions gathered in a cluster"),
    "posts_merged": N_("Posts merged"),
    "posts_suggested_again": N_("Contributions suggested together again"),
    "posts_told_apart": N_("Contributions told apart for good"),
    "projector_renewed": N_("Projector link renewed"),
    "projector_revoked": N_("Projector link revoked"),
    "proposal_dropped": N_("Proposal of groups dropped"),
    "proposal_taken": N_("Proposal of groups taken"),
    "proxy_entered": N_("Ballot entered by proxy"),
    "question_answered": N_("Question answered"),
    "rating_changed": N_("Ratings changed"),
    "rating_finished": N_("Has rated everything"),
    "rating_started": N_("Has begun to rate"),
    "readmit_link": N_("Link to come back made"),
    "readmitted": N_("Came back by a link"),
    "rehearsal_started": N_("Rehearsal started"),
    "rehearsal_stopped": N_("Rehearsal stopped"),
    "rehearsal_wiped": N_("Rehearsal wiped"),
    "result_revealed": N_("Result revealed"),
    "resumed": N_("Came back by their code"),
    "role_changed": N_("Role changed"),
    "round_answered": N_("Answered a round"),
    "runoff_opened": N_("Run-off opened"),
    "seat_locked": N_("Seat locked"),
    "seat_unlocked": N_("Seat unlocked"),
    "section_shown": N_("Section shown on the projector"),
    "settings_changed": N_("Settings changed"),
    "signed_in": N_("Signed in"),
    "stage_added": N_("Stage added"),
    "stage_changed": N_("Stage changed"),
    "stage_closed": N_("Stage closed"),
    "stage_moved": N_("Stage moved"),
    "stage_opened": N_("Stage opened"),
    "stage_removed": N_("Stage removed"),
    "stage_skipped": N_("Stage skipped"),
    "stage_unskipped": N_("Stage no longer skipped"),
    "statement_cited": N_("Citations changed"),
    "statement_edited": N_("Statement worded anew"),
    "statement_moved": N_("Statement moved"),
    "statement_removed": N_("Statement removed"),
    "statement_restored": N_("Statement brought back"),
    "statement_written": N_("Statement written"),
    "tables_shown": N_("All tables shown on the projector"),
    "task_given_up": N_("Task given up"),
    "task_taken": N_("Task taken"),
    "territories_merged": N_("Territories made one"),
    "territory_added": N_("Territory added"),
    "territory_merge_undone": N_("Territories made apart again"),
    "territory_removed": N_("Territory removed"),
    "territory_renamed": N_("Territory renamed"),
    "verdict_set": N_("Verdict given"),
    "voting_closed": N_("Vote closed"),
    "voting_opened": N_("Vote opened"),
    "wall_concealed": N_("Wall concealed"),
    "wall_revealed": N_("Wall revealed"),
    "wishes_ranked": N_("Wishes ranked"),
    "wording_chosen": N_("Wording of a post chosen"),
    "wording_kept": N_("Second wording of a post kept"),
    "workshop_archived": N_("Workshop archived"),
    "workshop_closed": N_("Workshop closed"),
    "workshop_created": N_("Workshop created"),
    "workshop_deleted": N_("Workshop deleted"),
    "workshop_duplicated": N_("Workshop copied"),
    "workshop_imported": N_("Workshop rebuilt from an archive"),
    "workshop_reopened": N_("Workshop reopened"),
    "workshop_restored": N_("Workshop restored"),
    "workshop_unarchived": N_("Workshop taken out of the archive"),
}
