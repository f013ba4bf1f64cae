"""The sheet of a training that starts from a model which works at a ground size of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..base.progress import Progress
from ..base.starting_model import start_card, working_factor
from ..base.training_options import TrainingOptions
from ..gis.raster import RasterReader
from ..stack.coarse_copy import coarse_copy
from .data import TrainingData
from .one_sheet import FOR_SIMPLE_MAPS


@contextlib.contextmanager
def at_working_cells(
    data: TrainingData, options: TrainingOptions, folder: Path, progress: Progress
) -> Iterator[TrainingData]:
    """The data with the raster in the cells at which the starting model works, where its own are finer than those.

    Args:
        data: on one sheet.
        options: with the model to start from.
        folder: for the raster, which is open inside the block; nobody keeps it.
        progress: reporting and cancel.

    Raises:
        OutputError: the raster cannot be written.
    """
    fine = data.raster
    factor = working_factor(start_card(options.start_from), fine.grid.cell_m)
    if factor == 1:
        yield data
        return
    names = [*data.bands, *(name for name in FOR_SIMPLE_MAPS if name in fine.names and name not in data.bands)]
    path = str(folder / "working_cells.tif")
    coarse_copy(fine, names, factor, path, progress)
    with RasterReader(path) as sheet:
        progress.message(
            f"The model to start from works at cells of about {sheet.grid.cell_m:g} m: the training takes those."
        )
        yield replace(data, sheet=sheet)
