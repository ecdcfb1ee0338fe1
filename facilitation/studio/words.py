"""The words of the concept sheet: for each field its name and what it asks, in English messages."""


def N_(message: str) -> str:
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


FIELD_NAMES = {
    "pitch": N_("In one sentence"),
    "objectives": N_("Objectives"),
    "stakeholders": N_("Stakeholders"),
    "means": N_("Means"),
    "obstacles": N_("Obstacles"),
    "conditions": N_("Conditions"),
    "scenario": N_("Usage scenario"),
    "delays": N_("Time frame"),
    "indicators": N_("Indicators"),
    "contradiction": N_("Contradictions"),
    "minority": N_("Minority views"),
}

FIELD_QUESTIONS = {
    "pitch": N_("What is it, for whom, in one sentence?"),
    "objectives": N_("What should change, and for whom?"),
    "stakeholders": N_("Who carries it, contributes, benefits, decides?"),
    "means": N_("Which people, money, tools, places, rules?"),
    "obstacles": N_("What got in the way, or could?"),
    "conditions": N_("What must be there first, and who can bring it about?"),
    "scenario": N_("How does it go, step by step, for somebody who uses it?"),
    "delays": N_("How long until it starts, works, shows effects?"),
    "indicators": N_("By what would one see that it works?"),
    "contradiction": N_("Which contributions speak against each other here?"),
    "minority": N_("What did only a few say, that should not be lost?"),
}
