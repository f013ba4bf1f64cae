"""Whether a stack fits a model: bands by name, converted units, similar cell size, drift of each band."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.model_card import Card, band_names, missing_bands
from ..base.progress import Progress, Silent
from ..base.translation import tr
from ..gis.raster import RasterReader
from ..hotspots.carried_settings import CENTRE, WEIGHT, hotspot_settings
from ..hotspots.gi_star import MEAN

MAX_CELL_DIFFERENCE = 0.2  # relative
_UNITS = {  # what is measured, and how many of its basic units
    "mm/yr": ("velocity", 1e-3),
    "cm/yr": ("velocity", 1e-2),
    "m/yr": ("velocity", 1.0),
    "mm": ("length", 1e-3),
    "cm": ("length", 1e-2),
    "m": ("length", 1.0),
    "km": ("length", 1e3),
    "ft": ("length", 0.3048),
    "degree": ("angle", np.pi / 180),
    "degrees": ("angle", np.pi / 180),
    "deg": ("angle", np.pi / 180),
    "rad": ("angle", 1.0),
    "radian": ("angle", 1.0),
    "radians": ("angle", 1.0),
}
Settings = Mapping[str, "float | str"]  # of a hot spot map


def check_stack(stack: RasterReader, card: Card, progress: Progress = Silent()) -> NDArray[np.float32]:
    """Compare a stack with what a model was trained on.

    Returns:
        For each band of the model the factor that brings the stack's values to the unit of the training.

    Raises:
        InputError: a band is missing that the model cannot do without, or has a unit that cannot be converted, the
            cells differ by more than 20 %, or the hot spot map has another weight.
    """
    factors = []
    missing = missing_bands(card, stack.names)
    if missing:
        progress.warning(
            f"The stack has no {', '.join(missing)}. The model has learnt to do without; its boundaries are "
            "less certain here."
        )
    names = [name for name in band_names(card) if name not in missing]
    numbers = dict(zip(names, stack.numbers(names)))
    for band in card["bands"]:
        name, expected = str(band["name"]), str(band.get("unit", ""))
        unit = stack.bands[numbers[name] - 1].unit if name in numbers else expected
        factors.append(unit_factor(name, unit, expected))
        if expected and not unit:
            progress.warning(f"Band {name} states no unit; {expected} is assumed.")
        if factors[-1] != 1.0:
            progress.message(
                f"Band {name} is in {unit}; it is converted to {expected}, which the model was trained on."
            )
    cell_m = stack.grid.cell_m
    if "cells_m" in card:
        _require_cells(cell_m, *card["cells_m"])
    elif abs(cell_m / float(card["cell_m"]) - 1.0) > MAX_CELL_DIFFERENCE:
        raise InputError(
            tr(
                "The stack has cells of {cell} m, the model was trained on {trained} m. Build the stack with "
                "cells within 20 % of that."
            ),
            cell=round(cell_m, 2),
            trained=round(float(card["cell_m"]), 2),
        )
    if "hotspot" in names:
        compare_hot_spots(_with_centre(hotspot_settings(stack)), _with_centre(card.get("hotspot") or {}), progress)
    return np.array(factors, np.float32)


def _require_cells(cell_m: float, least_m: float, most_m: float) -> None:
    """Refuse cells of which a model that knows many sizes has seen none."""
    if not least_m / (1 + MAX_CELL_DIFFERENCE) <= cell_m <= most_m * (1 + MAX_CELL_DIFFERENCE):
        raise InputError(
            tr(
                "The stack has cells of {cell} m, the model knows cells of {least} to {most} m. Build the stack with "
                "cells of that size."
            ),
            cell=round(cell_m, 2),
            least=f"{least_m:g}",
            most=f"{most_m:g}",
        )


def unit_factor(name: str, unit: str, expected: str) -> float:
    """From the stack's unit to the training's; a unit that nobody stated is taken to be the same."""
    if not unit or not expected or unit == expected:
        return 1.0
    kind, size = _UNITS.get(unit, ("", 1.0))
    wanted, wanted_size = _UNITS.get(expected, (None, 1.0))
    if kind != wanted:
        raise InputError(
            tr(
                "Band {name} of the stack is in {unit}, the model was trained on {expected}. Build the stack "
                "with the same unit."
            ),
            name=name,
            unit=unit,
            expected=expected,
        )
    return float(size / wanted_size)


def _with_centre(settings: Settings) -> Settings:
    """Settings that say what Gi* was compared with: those before that choice was given compared with the mean.

    A model that has learnt from maps of many settings names only the weight.
    """
    return {CENTRE: MEAN, **settings} if set(settings) - {WEIGHT} else settings


def compare_hot_spots(here: Settings, trained: Settings, progress: Progress) -> None:
    """Warn where the hot spot map was made otherwise than in training: its values mean something else then.

    Raises:
        InputError: of another weight; which way the ground moves is not to be seen in the same way.
    """
    untold = [key for key in trained if key not in here]
    other = {
        key: (_shown(here[key]), _shown(then)) for key, then in trained.items() if key in here and here[key] != then
    }
    if WEIGHT in other:
        now, then = other[WEIGHT]
        raise InputError(
            tr(
                "The hot spot map of the stack was made with the weight {now}, the model was trained on a map "
                "with the weight {then}. Run Hot spot with WEIGHT {then}, then build the stack again."
            ),
            now=now,
            then=then,
        )
    for key, (now, then) in other.items():
        progress.warning(
            f"The hot spot map was made with {key} = {now}, the model was trained on a map with {then}."
            " Make the map as it was made for training; these boundaries are less certain."
        )
    if untold:
        progress.warning(
            f"The stack does not say {', '.join(untold)} of its hot spot map; the model was trained on a map with"
            f" {', '.join(f'{key} = {_shown(trained[key])}' for key in untold)}. Make sure that this map was "
            "made in the same way."
        )


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"
