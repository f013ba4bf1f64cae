"""A model that works at a ground size of its own: finer stacks are brought to it, and the result back to the stack.

What targets tell does not become finer with the cells: at 5 m a landslide fills the view of a network, at 15 m it is
seen whole, with its surroundings. A model may look again at larger cells, for landslides of kilometres.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.codes import observing
from ..base.grid import Window
from ..base.model_card import band_names
from ..base.progress import Progress, Silent, Stage, track
from ..base.starting_model import second_factor, working_factor
from ..evaluation.simple_map import made_map
from ..files.outputs import scratch_folder
from ..gis.raster import RasterReader
from ..gis.raster_writer import RasterWriter
from ..gis.vector import rasterize
from ..stack.coarse_copy import between, coarse_copy, mirrored_copy
from ..worker.python import WorkerPython
from .finished_rows import FinishedRows
from .inputs import PredictionInputs
from .layers import DEVIATION, WITHOUT_MOTION
from .probability import Coverage, predict_probability, told_of

_WINDOW = 1024  # cells that are brought back together
_LEAST = 1e-6  # probability


def predict_at_own_cells(
    inputs: PredictionInputs, outputs: Sequence[str], finished: FinishedRows, python: WorkerPython, progress: Progress
) -> Coverage:
    """`predict_probability` at the cells at which the model works, where those of the stack are finer.

    The rasters have the stack's cells all the same: bilinear between those of the model, null where no motion could
    have been seen on the stack's own cells.

    Args and errors: see `predict_probability`.
    """
    card, cell_m = inputs.model.card, inputs.stack.grid.cell_m
    factor, again, leans = working_factor(card, cell_m), second_factor(card, cell_m), card.get("leans_on")
    if factor == 1 and not leans and not again:
        return predict_probability(inputs, outputs, finished, python, progress)
    with scratch_folder("cells") as folder:
        looks = [Look(factor, inputs, folder)]
        coverage = looks[0].predict(finished, python, Stage(progress, 0.0, 0.7))
        if again:
            progress.message(
                "The model looks once more, at larger cells, for landslides of kilometres. The scores in its report "
                "are those of the first look alone."
            )
            looks.append(Look(again, inputs, folder))
            rows = FinishedRows(str(folder / "again"), {}, Silent())  # a quarter of the work or less: done anew
            coverage.tiles += looks[1].predict(rows, python, Stage(progress, 0.7, 0.85)).tiles
        leaning = Leaning(inputs, Stage(progress, 0.85, 0.9)) if leans else None
        coverage.observed = _bring_back(inputs, looks, outputs, leaning, Stage(progress, 0.9, 1.0))
        grid = inputs.stack.grid
        coverage.cells = coverage.cells * factor**2 if inputs.within else grid.rows * grid.columns
    return coverage


class Look:
    """A prediction at cells of one size.

    Args:
        factor: cells of the stack along the side of one of its cells.
        inputs: with the stack as the user gave it.
        folder: for the rasters that are made.
    """

    def __init__(self, factor: int, inputs: PredictionInputs, folder: Path) -> None:
        self._factor, self._inputs, self._folder = factor, inputs, folder
        self._margin = int(inputs.model.card["tile"])
        self.made = [str(folder / f"{factor}_{number}.tif") for number in range(len(inputs.rasters))]

    def predict(self, finished: FinishedRows, python: WorkerPython, progress: Progress) -> Coverage:
        """Make the rasters."""
        inputs = self._inputs
        names = [name for name in band_names(inputs.model.card) if name in inputs.stack.names]
        path, wider = (str(self._folder / f"{self._factor}_{name}.tif") for name in ("stack", "wider"))
        coarse_copy(inputs.stack, names, self._factor, path, Stage(progress, 0.0, 0.1))
        with RasterReader(path) as coarse:
            mirrored_copy(coarse, self._margin, wider, Stage(progress, 0.1, 0.2))
        with RasterReader(wider) as stack:
            if self._factor > 1:
                cell, side = stack.grid.cell_m, self._factor
                progress.message(f"The model works at cells of about {cell:g} m: {side} x {side} of the stack's.")
            own = replace(inputs, stack=stack)
            return predict_probability(own, self.made, finished, python, Stage(progress, 0.2, 1.0))

    def on_stack(self, reader: RasterReader, window: Window, band: int) -> NDArray[np.float32]:
        """Its values in a window of the stack."""
        return between(reader, window, self._factor, self._margin, band)


def together(looks: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Probability (rows, columns) by the mean of the odds of several looks; NaN where none has a value.

    What one look is sure of the other does not take away: small landslides are seen in small cells, those of
    kilometres in large ones.
    """
    if len(looks) == 1:
        return looks[0]
    known = np.clip(np.stack(looks).astype(np.float64), _LEAST, 1.0 - _LEAST)
    odds = known / (1.0 - known)
    count = np.isfinite(odds).sum(axis=0)
    mean = np.divide(np.nansum(odds, axis=0), count, out=np.full(count.shape, np.nan), where=count > 0)
    return np.asarray(mean / (1.0 + mean), np.float32)


class Leaning:
    """A model that leans on a simple map: what both see needs less, what the model alone sees needs more.

    Which map, with which settings, and by how much the logit changes inside of it and outside, stands in the card.

    Args:
        inputs: with the stack as the user gave it.
        progress: told while the map is prepared.
    """

    def __init__(self, inputs: PredictionInputs, progress: Progress) -> None:
        told = inputs.model.card["leans_on"]
        self._map = made_map(str(told["kind"]), dict(told["settings"]), inputs.stack, progress)
        self._inside, self._outside = float(told["inside"]), float(told["outside"])
        self._temperature = float(inputs.model.card.get("temperature", 1.0))

    def shift(self, probability: NDArray[np.float32], window: Window, motion: bool = True) -> None:
        """Change the probabilities of a window (rows, columns), in place; NaN stays.

        Without the motion there is no simple map: all ground is outside of it.
        """
        known = np.clip(probability.astype(np.float64), _LEAST, 1.0 - _LEAST)
        inside = self._map.mask(window) if motion else np.zeros(window.shape, bool)
        shift = np.where(inside, self._inside, self._outside) / self._temperature
        probability[:] = 1.0 / (1.0 + (1.0 - known) / known * np.exp(-shift))


def _bring_back(
    inputs: PredictionInputs, looks: Sequence[Look], outputs: Sequence[str], leaning: Leaning | None, progress: Progress
) -> int:
    """Write rasters of the model's cells on those of the stack: what all looks say together; deviations of the first.

    How many cells have a value.
    """
    count = 0
    for number, (target, bands) in enumerate(zip(outputs, inputs.rasters)):
        with contextlib.ExitStack() as opened:
            used = looks if bands[0] not in DEVIATION else looks[:1]
            readers = [opened.enter_context(RasterReader(look.made[number])) for look in used]
            told = told_of(inputs.model)
            writer = opened.enter_context(RasterWriter(target, inputs.stack.grid, bands, metadata=told))
            for window in track(inputs.stack.grid.windows(_WINDOW), Stage(progress, number / len(outputs), 1.0)):
                seen = _seen(inputs, window)
                if not seen.any():
                    continue
                for place, band in enumerate(bands, start=1):
                    values = together([look.on_stack(reader, window, place) for look, reader in zip(used, readers)])
                    values[~seen] = np.nan
                    if leaning is not None and band not in DEVIATION:
                        leaning.shift(values, window, band.name != WITHOUT_MOTION)
                    writer.write(values, window, place)
                    count += 0 if number else int(np.isfinite(values).sum())
    return count


def _seen(inputs: PredictionInputs, window: Window) -> NDArray[np.bool_]:
    """Cells of the stack that are asked for and on which motion could have been seen."""
    names = [name for name in band_names(inputs.model.card) if name in inputs.stack.names]
    known = inputs.stack.read(window, [names[number] for number in observing(names)])
    seen: NDArray[np.bool_] = np.isfinite(known).any(axis=0)
    return seen & (rasterize(inputs.within, inputs.stack.grid, window) > 0) if inputs.within else seen
