"""The feature sets and networks of the paper's Tables 1 and 2, in its order, and what it found.

Liang et al. (2023).
"""

from __future__ import annotations

from collections.abc import Iterable

from ..base.errors import InputError
from ..base.training_options import RECOMMENDED_FEATURES
from ..base.translation import tr
from ..gis.raster import RasterReader
from .bands import choose_bands

IMAGE = ("red", "green", "blue")
TERRAIN = (
    ("slope",),
    ("aspect",),
    ("elevation",),
    ("slope", "aspect"),
    ("slope", "elevation"),
    ("aspect", "elevation"),
    ("slope", "aspect", "elevation"),
)
_TERRAIN_SETS = {" ".join(("hotspot", *bands)): (*IMAGE, "hotspot", *bands) for bands in TERRAIN}
# In the order of the paper's tables; each holds the image where the stack has one.
FEATURE_SETS: dict[str, tuple[str, ...]] = {
    "targets": (*IMAGE, "targets"),
    "hotspot": (*IMAGE, "hotspot"),
    **_TERRAIN_SETS,
    "recommended": RECOMMENDED_FEATURES,
}
_NUMERALS = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
]
_ROWS = [
    *((network, name) for network in ("segnet", "unet") for name in ("targets", "hotspot")),
    *((network, name) for network in ("segnet", "unet") for name in _TERRAIN_SETS),
]
_PAPER_IOU = (
    0.652, 0.686, 0.676, 0.689, 0.688, 0.700, 0.666, 0.696, 0.689, 0.682, 0.682,
    0.693, 0.705, 0.662, 0.697, 0.678, 0.688, 0.698,
)  # fmt: skip
NUMBERS = dict(zip(_ROWS, _NUMERALS))
PAPER_IOU = dict(zip(_ROWS, _PAPER_IOU))


def place(network: str, features: str) -> int:
    """Place of a row in the paper's tables; rows that the paper does not have come after."""
    return _ROWS.index((network, features)) if (network, features) in NUMBERS else len(_ROWS)


def title(network: str, features: str) -> str:
    """A row as people read it: XIII unet hotspot aspect."""
    return " ".join(filter(None, (NUMBERS.get((network, features), ""), network, features)))


def row_named(name: str, rows: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The row (network, feature set) that a number of the paper, or network and feature set, name.

    Raises:
        InputError: it is not one of these rows.
    """
    rows = list(dict.fromkeys(rows))
    for row in rows:
        if name in (NUMBERS.get(row, ""), " ".join(row), title(*row)):
            return row
    raise InputError(
        tr("FIGURE names the row '{name}', which is not compared. Rows that are: {rows}."),
        name=name,
        rows="; ".join(title(*row) for row in rows),
    )


def bands_of_set(stack: RasterReader, name: str, preset: str) -> tuple[str, ...]:
    """The bands of a feature set, without those of the image where the stack has none.

    The set `recommended` is what that preset takes of the stack.

    Raises:
        InputError: another band of the set is missing in the stack.
    """
    if name == "recommended":
        return choose_bands(stack, (), name)
    wanted = [band for band in FEATURE_SETS[name] if band in stack.names or band not in IMAGE]
    return choose_bands(stack, wanted, preset)
