"""The feature sets and networks of the paper's Tables 1 and 2, in its order, and what it found.

Liang et al. (2023).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..base.codes import GROUP_MARK
from ..base.errors import InputError
from ..base.training_options import RECOMMENDED_FEATURES
from ..base.translation import tr
from ..gis.raster import RasterReader
from .bands import choose_bands, more_bands

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
EVERY_GROUP = "groups"  # stands for `recommended` with and without each further raster
PLUS = "recommended + "
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


def with_groups(names: Sequence[str], stack: RasterReader) -> list[str]:
    """Names of sets; EVERY_GROUP becomes `recommended` and, for each further raster of a stack, that with its bands.

    Raises:
        InputError: EVERY_GROUP is asked for and the stack has no further raster.
    """
    if EVERY_GROUP not in names:
        return list(names)
    groups = list(dict.fromkeys(band.partition(GROUP_MARK)[0] for band in more_bands(stack)))
    if not groups:
        raise InputError(
            tr(
                "The feature set groups compares the further rasters of a stack, and {path} has none. Build the stack "
                "with MORE_LAYERS or MORE_CLASSES, or leave this set out."
            ),
            path=stack.path,
        )
    expanded = ["recommended", *(PLUS + group for group in groups)]
    return list(dict.fromkeys(one for name in names for one in (expanded if name == EVERY_GROUP else [name])))


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
    if name == "recommended" or name.startswith(PLUS):
        base = [band for band in choose_bands(stack, (), "recommended") if GROUP_MARK not in band]
        group = name[len(PLUS) :] + GROUP_MARK if name != "recommended" else ""
        return (*base, *(band for band in more_bands(stack) if group and band.startswith(group)))
    wanted = [band for band in FEATURE_SETS[name] if band in stack.names or band not in IMAGE]
    return choose_bands(stack, wanted, preset)
