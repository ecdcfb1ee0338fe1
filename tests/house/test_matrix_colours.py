"""The colours of the matrix: every kind of eye tells them apart, and the sign on each is readable."""

import re
from itertools import combinations

import pytest

from pages.ui import matrix_chart
from tests.house.source import ROOT

CSS = (ROOT / "pages" / "ui" / "surfaces" / "matrix_cells.css").read_text()
ON_DARK, ON_LIGHT = "#FFFFFF", "#0E3B40"
SIGNS = (ON_DARK, ON_LIGHT, ON_LIGHT, ON_DARK)

# Machado, Oliveira and Fernandes (2009), at full severity, on linear RGB.
EYES = {
    "trichromat": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanope": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranope": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanope": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
Colour = tuple[float, ...]


def linear(colour: str) -> Colour:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)


def seen(colour: str, eye: str) -> Colour:
    light = linear(colour)
    mixed = (sum(a * b for a, b in zip(row, light, strict=True)) for row in EYES[eye])
    return tuple(min(1.0, max(0.0, one)) for one in mixed)


def lab(light: Colour) -> Colour:
    """CIE L*a*b* under D65."""
    red, green, blue = light
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def apart(one: str, other: str, eye: str) -> float:
    pairs = zip(lab(seen(one, eye)), lab(seen(other, eye)), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def contrast(one: str, other: str) -> float:
    high, low = sorted(
        (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))), reverse=True
    )
    return (high + 0.05) / (low + 0.05)


def test_the_chart_and_the_grid_bear_the_same_colours() -> None:
    named = re.findall(r"--level-(\d): (#[0-9A-F]{6});", CSS)
    assert dict(named) == {str(level): colour for level, colour in enumerate(matrix_chart.COLOURS)}


@pytest.mark.parametrize("eye", EYES)
def test_every_kind_of_eye_tells_the_levels_apart(eye: str) -> None:
    """A difference of 20 is plain at a glance; 2.3 can just be seen."""
    near = {pair: round(apart(*pair, eye)) for pair in combinations(matrix_chart.COLOURS, 2)}
    assert {pair: distance for pair, distance in near.items() if distance < 20} == {}


@pytest.mark.parametrize(("sign", "colour"), list(zip(SIGNS, matrix_chart.COLOURS, strict=True)))
def test_every_sign_stands_out_on_its_colour(sign: str, colour: str) -> None:
    assert contrast(sign, colour) >= 4.5
