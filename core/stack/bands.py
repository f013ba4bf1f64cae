"""Which bands of a stack a training takes."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.codes import GROUP_MARK
from ..base.errors import InputError
from ..base.training_options import PAPER_FEATURES, RECOMMENDED_FEATURES
from ..base.translation import tr
from ..gis.raster import RasterReader


def _require_whole_direction(asked: Sequence[str]) -> None:
    """East and north turn into each other where training turns a tile: neither can go alone.

    Raises:
        InputError: one of them is named without the other.
    """
    given = [name for name in ("velocity_east", "velocity_north") if name in asked]
    if len(given) == 1:
        missing = "velocity_north" if given == ["velocity_east"] else "velocity_east"
        raise InputError(
            tr("The feature {given} is half of a direction, which turns with the tiles. Name {missing} too."),
            given=given[0],
            missing=missing,
        )


def more_bands(stack: RasterReader) -> tuple[str, ...]:
    """Bands of further rasters that Build feature stack took, in their order."""
    return tuple(name for name in stack.names if GROUP_MARK in name)


def choose_bands(stack: RasterReader, asked: Sequence[str], preset: str) -> tuple[str, ...]:
    """The bands asked for, or those of the preset that the stack has.

    Raises:
        InputError: a band is missing, or the stack has no deformation band at all.
    """
    if asked:
        stack.numbers(asked)
        _require_whole_direction(asked)
        return tuple(asked)
    wanted = PAPER_FEATURES if preset == "paper" else RECOMMENDED_FEATURES
    chosen = tuple(name for name in wanted if name in stack.names)
    chosen += () if preset == "paper" else more_bands(stack)
    if not {"hotspot", "velocity", "targets"} & set(chosen):
        raise InputError(
            tr(
                "The stack {path} has none of the bands hotspot, velocity, targets; it has {names}. Build it "
                "with the hot spot map."
            ),
            path=stack.path,
            names=", ".join(stack.names),
        )
    return chosen
