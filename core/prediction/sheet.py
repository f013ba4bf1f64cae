"""A stack in the units of the sheet that a model was trained on: deformation counts against the stable ground here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.grid import Window
from ..base.model_card import Card
from ..base.progress import Progress, check_cancelled
from ..base.sheet_units import LEVEL, RELATIVE, SPREAD, TYPICAL, brought_over, numbers_of, sheet_scalings
from ..gis.raster import RasterReader

_SIDE = 128  # cells of a window that is looked at
_ALONG = 9  # such windows along each side of a large stack, evenly spread
Scaling = Mapping[str, float]


@dataclass(frozen=True)
class SheetUnits:
    """Factors and summands (bands of a card,) that bring a stack's values to what the model was trained on."""

    factors: NDArray[np.float32]
    summands: NDArray[np.float32]

    def bring(self, values: NDArray[np.float32], band: int) -> None:
        """Change values of any shape of one band of the card, in place."""
        if self.factors[band] != 1.0:
            values *= self.factors[band]
        if self.summands[band]:
            values += self.summands[band]


def sheet_units(stack: RasterReader, card: Card, factors: NDArray[np.float32], progress: Progress) -> SheetUnits:
    """What brings the stack's values to what the model was trained on.

    Args:
        stack: the feature stack.
        card: of the model.
        factors: from the stack's units to those of the training, as `check_stack` gives them.
        progress: told of the stable ground of each band; asked for cancel.
    """
    names = [str(band["name"]) for band in card["bands"]]
    factors, summands = factors.copy(), np.zeros(len(names), np.float32)
    travelling = {name: own for name, own in sheet_scalings(card["bands"]).items() if name in stack.names}
    if not travelling:
        return SheetUnits(factors, summands)
    samples = _sampled(stack, list(travelling), progress)
    for (name, (kind, trained)), values in zip(travelling.items(), samples):
        number = names.index(name)
        here = numbers_of(kind, values * factors[number])
        factor, summand = brought_over(kind, here, trained)
        factors[number] *= np.float32(factor)
        summands[number] = np.float32(summand)
        progress.message(_said(name, kind, here))
    return SheetUnits(factors, summands)


def _said(name: str, kind: str, here: Scaling) -> str:
    """A line for the log on what a band is measured against."""
    if kind == RELATIVE:
        return f"Band {name} is compared with its typical value in this stack, {here[TYPICAL]:.4g}."
    return (
        f"Band {name} is measured against the stable ground of this stack: level {here[LEVEL]:.4g}, spread "
        f"{here[SPREAD]:.4g}."
    )


def _sampled(stack: RasterReader, names: list[str], progress: Progress) -> NDArray[np.float32]:
    """Values (bands, n) of windows that are spread evenly over a stack; of a small one all."""
    starts = [_starts(length) for length in stack.grid.shape]
    parts = []
    for row in starts[0]:
        check_cancelled(progress)
        for column in starts[1]:
            window = Window(column, row, _SIDE, _SIDE).intersection(stack.grid.window)
            parts.append(stack.read(window, names).reshape(len(names), -1))
    return np.concatenate(parts, axis=1)


def _starts(length: int) -> list[int]:
    """First cells of the windows along a side."""
    if length <= _ALONG * _SIDE:
        return list(range(0, length, _SIDE))
    return [int(start) for start in np.linspace(0, length - _SIDE, _ALONG)]
