"""One file a kind of stage: participant() for the room, facilitator() for the console.

A new kind of stage is registered here once; the projector draws it in its own surface.
"""

from types import ModuleType

from facilitation.agenda import StageKind

from . import (
    break_,
    checkin,
    closing,
    decomposition,
    perspective,
    report_back,
    sharing,
    theme,
    voting,
)

STAGES: dict[StageKind, ModuleType] = {
    StageKind.checkin: checkin,
    StageKind.theme: theme,
    StageKind.sharing: sharing,
    StageKind.voting: voting,
    StageKind.break_: break_,
    StageKind.decomposition: decomposition,
    StageKind.perspective: perspective,
    StageKind.report_back: report_back,
    StageKind.closing: closing,
}
