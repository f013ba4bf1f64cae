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
from ..files.outputs import scratch_folder
from ..gis.raster import RasterReader
from ..gis.raster_writer import RasterWriter
from ..gis.vector import rasterize
from ..stack.coarse_copy import between, coarse_copy
from ..worker.python import WorkerPython
from .finished_rows import FinishedRows
from .inputs import PredictionInputs
from .probability import Coverage, predict_probability, told_of

_WINDOW = 1024  # cells that are brought back together


def predict_at_own_cells(
    inputs: PredictionInputs, outputs: Sequence[str], finished: FinishedRows, python: WorkerPython, progress: Progress
) -> Coverage:
    """`predict_probability` at the cells at which the model works, where those of the stack are finer.

    The rasters have the stack's cells all the same: bilinear between those of the model, null where no motion could
    have been seen on the stack's own cells.

    Args and errors: see `predict_probability`.
    """
    factor = working_factor(inputs.model.card, inputs.stack.grid.cell_m)
    if factor == 1:
        return predict_probability(inputs, outputs, finished, python, progress)
    names = [name for name in band_names(inputs.model.card) if name in inputs.stack.names]
    with scratch_folder("cells") as folder:
        path, made = str(folder / "stack.tif"), [str(folder / f"{number}.tif") for number in range(len(outputs))]
        coarse_copy(inputs.stack, names, factor, path, Stage(progress, 0.0, 0.15))
        with RasterReader(path) as stack:
            cell = stack.grid.cell_m
            progress.message(
                f"The model works at cells of about {cell:g} m: {factor} x {factor} of the stack's in one."
            )
            own = replace(inputs, stack=stack)
            coverage = predict_probability(own, made, finished, python, Stage(progress, 0.15, 0.85))
        coverage.observed = _bring_back(inputs, factor, made, outputs, Stage(progress, 0.85, 1.0))
        coverage.cells *= factor**2
    return coverage


def _bring_back(
    inputs: PredictionInputs, factor: int, made: Sequence[str], outputs: Sequence[str], progress: Progress
) -> int:
    """Write rasters of the model's cells on those of the stack; how many cells have a value."""
    count = 0
    for number, (source, target) in enumerate(zip(made, outputs)):
        with (
            RasterReader(source) as reader,
            RasterWriter(target, inputs.stack.grid, reader.bands, metadata=told_of(inputs.model)) as writer,
        ):
            for window in track(inputs.stack.grid.windows(_WINDOW), Stage(progress, number / len(made), 1.0)):
                values = between(reader, window, factor)
                values[~_seen(inputs, window)] = np.nan
                if not np.isfinite(values).any():
                    continue
                writer.write(values, window)
                count += 0 if number else int(np.isfinite(values).sum())
    return count


def _seen(inputs: PredictionInputs, window: Window) -> NDArray[np.bool_]:
    """Cells of the stack that are asked for and on which motion could have been seen."""
    names = [name for name in band_names(inputs.model.card) if name in inputs.stack.names]
    known = inputs.stack.read(window, [names[number] for number in observing(names)])
    seen: NDArray[np.bool_] = np.isfinite(known).any(axis=0)
    return seen & (rasterize(inputs.within, inputs.stack.grid, window) > 0) if inputs.within else seen
