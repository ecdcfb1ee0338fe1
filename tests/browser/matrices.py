"""Matrices as the channel sends them, for displays that are drawn without a server."""

from random import Random
from typing import Any

from pages.ui.surfaces.lexicon import CRITERIA

TITLES = (
    "Fonds de participation pour les associations et les écoles",
    "Stratégie du Bon Achat (Small Business Act local)",
    "Intracting",
)
TERRITORIES = ("Territoire de la Côte Ouest (La Réunion)", "Sicoval", "Pays de Grasse")
VERDICTS = (None, "reproduce", "adapt", "discard")


def matrix_of(
    initiatives: int, territories: int, criteria: int = 12, *, revealed: bool = True
) -> dict[str, Any]:
    """Some answers to everything, always the same ones."""
    chance = Random(3)
    names = CRITERIA[:criteria]
    return {
        "revealed": revealed,
        "raters": 14,
        "finished": 9,
        "able": 18,
        "criteria": list(names),
        "initiatives": [
            {
                "id": number,
                "title": TITLES[number % len(TITLES)],
                "rows": [_row(at, names, chance) for at in range(1, territories + 1)],
            }
            for number in range(1, initiatives + 1)
        ],
        "zeros": 3,
        "unknowns": 4,
        "gaps": 1,
    }


def _row(number: int, names: tuple[str, ...], chance: Random) -> dict[str, Any]:
    return {
        "territory_id": number,
        "territory": f"{TERRITORIES[number % len(TERRITORIES)]} {number}",
        "groups": [4 - number % 3] if number % 4 else [],
        "verdict": VERDICTS[number % len(VERDICTS)],
        "conditions": number % 3,
        "cells": [_cell(name, chance) for name in names],
    }


def _cell(name: str, chance: Random) -> dict[str, Any]:
    values = sorted(chance.choice((0, 1, 2, 2, 3)) for _ in range(chance.randint(0, 5)))
    return {
        "criterion": name,
        "value": values[(len(values) - 1) // 2] if values else None,
        "rated": len(values),
        "unknown": chance.choice((0, 0, 1)),
        "zeros": values.count(0),
        "low": values[0] if values else None,
        "high": values[-1] if values else None,
        "gap": len(values) > 1 and values[-1] - values[0] >= 2,
    }
