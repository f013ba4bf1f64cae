"""A model that works at a ground size of its own: finer stacks are brought to it, and the result back to the stack.

What targets tell does not become finer with the cells: at 5 m a landslide fills the view of a network, at 15 m it is
seen whole, with its surroundings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..base.codes import observing
from ..base.grid import Window
from ..base.model_card import band_names
from ..base.progress import Progress, Stage, track
from ..base.starting_model import working_factor
from ..evaluation.simple_map import made_map
from ..files.outputs import scratch_folder
from ..gis.raster import RasterReader
from ..gis.raster_writer import RasterWriter
from ..gis.vector import rasterize
from ..stack.coarse_copy import between, coarse_copy, mirrored_copy
from ..worker.python import WorkerPython
from .finished_rows import FinishedRows
from .inputs import PredictionInputs
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
    factor = working_factor(inputs.model.card, inputs.stack.grid.cell_m)
    leans = inputs.model.card.get("leans_on")
    if factor == 1 and not leans:
        return predict_probability(inputs, outputs, finished, python, progress)
    names = [name for name in band_names(inputs.model.card) if name in inputs.stack.names]
    with scratch_folder("cells") as folder:
        path, made = str(folder / "stack.tif"), [str(folder / f"{number}.tif") for number in range(len(outputs))]
        coarse_copy(inputs.stack, names, factor, path, Stage(progress, 0.0, 0.1))
        margin = int(inputs.model.card["tile"])
        wider = str(folder / "wider.tif")
        with RasterReader(path) as coarse:
            mirrored_copy(coarse, margin, wider, Stage(progress, 0.1, 0.15))
        with RasterReader(wider) as stack:
            if factor > 1:
                cell = stack.grid.cell_m
                progress.message(f"The model works at cells of about {cell:g} m: {factor} x {factor} of the stack's.")
            own = replace(inputs, stack=stack)
            coverage = predict_probability(own, made, finished, python, Stage(progress, 0.15, 0.85))
        leaning = Leaning(inputs, Stage(progress, 0.85, 0.9)) if leans else None
        coverage.observed = _bring_back(inputs, (factor, margin), made, outputs, leaning, Stage(progress, 0.9, 1.0))
        grid = inputs.stack.grid
        coverage.cells = coverage.cells * factor**2 if inputs.within else grid.rows * grid.columns
    return coverage


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

    def shift(self, probability: NDArray[np.float32], window: Window) -> None:
        """Change the probabilities of a window (rows, columns), in place; NaN stays."""
        known = np.clip(probability.astype(np.float64), _LEAST, 1.0 - _LEAST)
        shift = np.where(self._map.mask(window), self._inside, self._outside) / self._temperature
        probability[:] = 1.0 / (1.0 + (1.0 - known) / known * np.exp(-shift))


def _bring_back(
    inputs: PredictionInputs,
    cells: tuple[int, int],
    made: Sequence[str],
    outputs: Sequence[str],
    leaning: Leaning | None,
    progress: Progress,
) -> int:
    """Write rasters of the model's cells, of which `cells` are factor and margin, on those of the stack.

    How many cells have a value.
    """
    count = 0
    for number, (source, target) in enumerate(zip(made, outputs)):
        with (
            RasterReader(source) as reader,
            RasterWriter(target, inputs.stack.grid, reader.bands, metadata=told_of(inputs.model)) as writer,
        ):
            for window in track(inputs.stack.grid.windows(_WINDOW), Stage(progress, number / len(made), 1.0)):
                values = between(reader, window, *cells)
                values[~_seen(inputs, window)] = np.nan
                if not np.isfinite(values).any():
                    continue
                if leaning is not None and not number:
                    leaning.shift(values, window)
                writer.write(values, window)
                count += 0 if number else int(np.isfinite(values).sum())
    return count


def _seen(inputs: PredictionInputs, window: Window) -> NDArray[np.bool_]:
    """Cells of the stack that are asked for and on which motion could have been seen."""
    names = [name for name in band_names(inputs.model.card) if name in inputs.stack.names]
    known = inputs.stack.read(window, [names[number] for number in observing(names)])
    seen: NDArray[np.bool_] = np.isfinite(known).any(axis=0)
    return seen & (rasterize(inputs.within, inputs.stack.grid, window) > 0) if inputs.within else seen
