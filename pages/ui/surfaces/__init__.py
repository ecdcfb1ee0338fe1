"""Live displays, drawn in the browser: a Python wrapper, a script and a style each, no build step."""

from pages.ui.surfaces.archives import archive_upload, template_upload
from pages.ui.surfaces.canvases import canvas, perspective
from pages.ui.surfaces.devices import claim, file_drop, keep_card, logo_upload, picture_upload, suggestions
from pages.ui.surfaces.displays import (
    agenda,
    comeback,
    groups,
    people,
    pitch,
    pulse,
    result,
    round_,
    stage_header,
    turnout,
)
from pages.ui.surfaces.inputs import WALL_ACTIONS, ballot, wall
from pages.ui.surfaces.loader import Feed, folder_hash
from pages.ui.surfaces.matrix_display import matrix
from pages.ui.surfaces.ratings import rating
from pages.ui.surfaces.room import projector
from pages.ui.surfaces.table_cards import table_card, wishes
from pages.ui.surfaces.walk import walk

__all__ = [
    "WALL_ACTIONS",
    "Feed",
    "agenda",
    "archive_upload",
    "ballot",
    "canvas",
    "claim",
    "comeback",
    "file_drop",
    "folder_hash",
    "groups",
    "keep_card",
    "logo_upload",
    "matrix",
    "people",
    "perspective",
    "picture_upload",
    "pitch",
    "projector",
    "pulse",
    "rating",
    "result",
    "round_",
    "stage_header",
    "suggestions",
    "table_card",
    "template_upload",
    "turnout",
    "walk",
    "wall",
    "wishes",
]
