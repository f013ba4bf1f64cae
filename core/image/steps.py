"""The steps that prepare an image, with the statistics that each needs of the image as it is after the steps before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.grid import Window
from ..base.progress import Progress, Stage, track
from ..base.translation import tr
from .filters import (
    GUIDE_RADIUS,
    LOWPASS,
    PATCH,
    SIGMA,
    clipped_table,
    dark_channel,
    dehaze,
    equalise,
    gaussian,
    in_proportion,
    local_mean,
)
from .lattice import Lattice, spread
from .reader import ImageReader

Floats = NDArray[np.float64]
STEPS = ("balance", "dehaze", "equalise", "clahe", "lowpass", "gaussian")
LOW, HIGH = 0.005, 0.995  # quantiles that the balance brings to 0 and 255
STRIP_CELLS = 1024  # side of the blocks whose brightness the balance brings together
STRIP_SAMPLE = 256  # cells in the middle of a block that tell its brightness
MOST_GAIN = 2.0  # of the balance
CONTEXT_CELLS = 256  # side of the blocks of the contrast-limited equalisation
_SAMPLES = 64  # windows from which statistics of the whole image are taken
_AIR_SHARE = 0.001  # of the cells with the largest dark channel that make the air light


@dataclass(frozen=True)
class Step:
    """One filter, ready to be used on windows.

    Args:
        margin: cells around a window that it looks at.
        function: (3, rows, columns) of a window of the image to the same.
    """

    margin: int
    function: Callable[[Floats, Window], Floats]


def make_steps(reader: ImageReader, names: Sequence[str], progress: Progress) -> list[Step]:
    """The named steps in the order of STEPS.

    Raises:
        InputError: the image has no valid cell.
    """
    makers: dict[str, tuple[Callable[[ImageReader, Sequence[Step], Progress], Step], ...]] = {
        "balance": (_even, _stretch),
        "dehaze": (_dehaze,),
        "equalise": (_equalise,),
        "clahe": (_clahe,),
        "lowpass": (_lowpass,),
        "gaussian": (_gaussian,),
    }
    wanted = [maker for name in STEPS if name in names for maker in makers[name]]
    steps: list[Step] = []
    for number, maker in enumerate(wanted):
        steps.append(maker(reader, steps, Stage(progress, number / len(wanted), (number + 1) / len(wanted))))
    return steps


def apply_steps(reader: ImageReader, steps: Sequence[Step], window: Window, margin: int = 0) -> Floats:
    """The image of a window, with a margin, after the steps, (3, rows, columns)."""
    extra = sum(step.margin for step in steps)
    around = window.expanded(margin + extra)
    image = reader.read(around)
    for step in steps:
        image = step.function(image, around)
    return image[:, extra : image.shape[1] - extra, extra : image.shape[2] - extra]


def _even(reader: ImageReader, before: Sequence[Step], progress: Progress) -> Step:
    """Strips and tiles of a mosaic that are brighter or of another colour than the rest.

    A gain for each band and block.
    """
    lattice = Lattice(reader.grid, STRIP_CELLS)
    rows, columns = lattice.shape
    means = np.full((rows, columns, 3), np.nan)
    for place in track([(row, column) for row in range(rows) for column in range(columns)], progress):
        block = lattice.block(*place)
        cut = max(0, (min(block.columns, block.rows) - STRIP_SAMPLE) // 2)
        image = apply_steps(reader, before, block.expanded(-cut))
        known = np.isfinite(image).all(axis=0)
        if known.any():
            means[place] = image[:, known].mean(axis=1)
    known = np.isfinite(means).all(axis=2)
    if not known.any():
        return Step(0, lambda image, _: image)
    wanted = np.median(means[known], axis=0)
    gains = np.clip(wanted / np.maximum(spread(means, known), 1e-9), 1.0 / MOST_GAIN, MOST_GAIN)
    return Step(0, lambda image, window: image * lattice.values(np.moveaxis(gains, 2, 0), window))


def _stretch(reader: ImageReader, before: Sequence[Step], progress: Progress) -> Step:
    sample = _sample(reader, before, 0, progress)
    low, high = np.quantile(sample[:3], (LOW, HIGH), axis=1)[..., None, None]
    return Step(0, lambda image, _: np.clip((image - low) * 255.0 / np.maximum(high - low, 1e-9), 0.0, 255.0))


def _dehaze(reader: ImageReader, before: Sequence[Step], progress: Progress) -> Step:
    sample = _sample(reader, before, PATCH, progress)
    haziest = np.argsort(sample[3])[-max(1, int(_AIR_SHARE * sample.shape[1])) :]
    air = np.clip(sample[:3, haziest].mean(axis=1), 1.0, 255.0)
    progress.message(f"Air light: red {air[0]:.0f}, green {air[1]:.0f}, blue {air[2]:.0f}.")
    return Step(2 * GUIDE_RADIUS + PATCH // 2, lambda image, _: dehaze(image, air))


def _equalise(reader: ImageReader, before: Sequence[Step], progress: Progress) -> Step:
    sample = _sample(reader, before, 0, progress)
    counts = np.bincount(_levels(sample[:3].mean(axis=0)), minlength=256)
    below = np.concatenate([[0], np.cumsum(counts)[:-1]]) + counts / 2.0
    table = 255.0 * below / counts.sum()
    return Step(0, lambda image, _: equalise(np.clip(image, 0.0, 255.0), table))


def _clahe(reader: ImageReader, before: Sequence[Step], progress: Progress) -> Step:
    """Contrast-limited adaptive equalisation.

    A table of its own for each block, bilinear between them (Zuiderveld, 1994).
    """
    lattice = Lattice(reader.grid, CONTEXT_CELLS)
    rows, columns = lattice.shape
    tables, known = np.zeros((rows, columns, 256)), np.zeros((rows, columns), bool)
    for place in track([(row, column) for row in range(rows) for column in range(columns)], progress):
        brightness = apply_steps(reader, before, lattice.block(*place)).mean(axis=0)
        levels = _levels(brightness[np.isfinite(brightness)])
        if len(levels):
            tables[place], known[place] = clipped_table(np.bincount(levels, minlength=256)), True
    if known.any():
        tables = spread(tables, known)

    def function(image: Floats, window: Window) -> Floats:
        image = np.clip(image, 0.0, 255.0)
        brightness = image.mean(axis=0)
        level = _levels(np.nan_to_num(brightness))
        (above, below, down), (left, right, across) = lattice.places(window)
        wanted = np.zeros(window.shape)
        for row, row_weight in ((above, 1.0 - down), (below, down)):
            for column, column_weight in ((left, 1.0 - across), (right, across)):
                wanted += row_weight[:, None] * column_weight * tables[row[:, None], column, level]
        return in_proportion(image, brightness, wanted)

    return Step(0, function)


def _lowpass(_reader: ImageReader, _before: Sequence[Step], _progress: Progress) -> Step:
    return Step(LOWPASS // 2, lambda image, _: local_mean(image, LOWPASS))


def _gaussian(_reader: ImageReader, _before: Sequence[Step], _progress: Progress) -> Step:
    return Step(int(3 * SIGMA + 0.5), lambda image, _: gaussian(image))


def _levels(brightness: Floats) -> NDArray[np.int64]:
    return np.rint(np.clip(brightness, 0.0, 255.0)).astype(np.int64)


def _sample(reader: ImageReader, steps: Sequence[Step], patch: int, progress: Progress) -> Floats:
    """Known cells of some windows after the steps, (3, n), or (4, n) with their dark channel.

    Raises:
        InputError: there is none.
    """
    windows = reader.grid.windows(256)
    parts = []
    for window in track(windows[:: -(-len(windows) // _SAMPLES)], progress):
        image = apply_steps(reader, steps, window, patch)
        inner = slice(patch, -patch or None)
        rows = [*image] if not patch else [*image, dark_channel(image, patch)]
        values = np.stack(rows)[:, inner, inner].reshape(len(rows), -1)
        parts.append(values[:, np.isfinite(values).all(axis=0)])
    sample = np.concatenate(parts, axis=1)
    if not sample.shape[1]:
        raise InputError(tr("The image has no valid cell there. Choose another image or extent."))
    return np.asarray(sample, np.float64)
