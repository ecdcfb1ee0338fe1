"""The tints of the scale in every file: the darker, the more stands in the way, on a photocopy too."""

STEPS = ("D97C69", "F0B27A", "FADDB0", "F4FAF5")
"""From blocking to already there."""
VERDICTS = {"reproduce": STEPS[3], "adapt": STEPS[2], "discard": STEPS[1]}
