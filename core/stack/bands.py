"""Which bands of a stack a training takes."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.errors import InputError
from ..base.training_options import PAPER_FEATURES, RECOMMENDED_FEATURES
from ..base.translation import tr
from ..gis.raster import RasterReader


def choose_bands(stack: RasterReader, asked: Sequence[str], preset: str) -> tuple[str, ...]:
    """The bands asked for, or those of the preset that the stack has.

    Raises:
        InputError: a band is missing, or the stack has no deformation band at all.
    """
    if asked:
        stack.numbers(asked)
        return tuple(asked)
    wanted = PAPER_FEATURES if preset == "paper" else RECOMMENDED_FEATURES
    chosen = tuple(name for name in wanted if name in stack.names)
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
