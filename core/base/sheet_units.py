"""Level and spread of the ground that does not move, from the cells of a whole sheet.

Millimetres a year, and z per km2, mean something else in every valley: noise, spacing of the targets and distance band
differ. In units of the sheet's own stable ground the bands of all sheets are alike, which lets a model travel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

GROUND, RELATIVE = "ground", "relative"  # kinds of scaling whose numbers belong to the sheet, not to the model
SHEET_KINDS = (GROUND, RELATIVE)
LEVEL, SPREAD, TYPICAL = "level", "spread", "typical"
CALM = 0.4  # share of the cells that certainly do not move, and lie closest together
_HALF_WIDTH = 0.52440  # deviations of a normal distribution within which this share lies
_LEAST = 1e-6

Floats = NDArray[np.floating[Any]]


def stable_numbers(values: Floats) -> dict[str, float]:
    """Level and spread of the shortest interval that holds 40 % of the known values, as those of a normal distribution.

    More than half of the ground may move: the stable ground is where values lie closest together.

    Args:
        values: any shape, NaN where null; without any known value level 0 and spread 1.
    """
    known = np.sort(values[np.isfinite(values)], axis=None).astype(np.float64)
    count = max(2, round(CALM * len(known)))
    if len(known) < count:
        return {LEVEL: 0.0, SPREAD: 1.0}
    widths = known[count - 1 :] - known[: len(known) - count + 1]
    first = int(np.argmin(widths))
    spread = float(widths[first]) / (2 * _HALF_WIDTH)
    if spread <= _LEAST * float(np.abs(known).max()):  # nearly half of the cells are equal
        spread = float(known.std()) or 1.0
    return {LEVEL: float((known[first] + known[first + count - 1]) / 2), SPREAD: spread}


def typical_number(values: Floats) -> dict[str, float]:
    """Median of the values above 0: the density of the targets where there are any; 1 without any."""
    known = values[np.isfinite(values) & (values > 0)]
    return {TYPICAL: float(np.median(known)) if known.size else 1.0}


def numbers_of(kind: str, values: Floats) -> dict[str, float]:
    """The numbers of a kind of scaling for a sheet's values."""
    return stable_numbers(values) if kind == GROUND else typical_number(values)


def brought_over(kind: str, here: Mapping[str, float], trained: Mapping[str, float]) -> tuple[float, float]:
    """Factor and summand that bring a sheet's values to the units of the sheet that a model was trained on.

    Args:
        kind: GROUND or RELATIVE.
        here: numbers of the sheet.
        trained: those of the model's card.
    """
    if kind == RELATIVE:
        return trained[TYPICAL] / here[TYPICAL], 0.0
    factor = trained[SPREAD] / here[SPREAD]
    return factor, trained[LEVEL] - factor * here[LEVEL]


def sheet_scalings(bands: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, dict[str, float]]]:
    """Bands of a card that count in units of each sheet's own ground: name -> kind, and numbers of the training."""
    found = {}
    for band in bands:
        numbers = dict(band.get("scaling") or {})
        kind = numbers.pop("kind", "")
        if kind in SHEET_KINDS:
            found[str(band["name"])] = kind, numbers
    return found
