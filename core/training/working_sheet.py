"""The sheet of a training that starts from a model which works at a ground size of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..base.progress import Progress
from ..base.starting_model import start_card, working_factor
from ..base.training_options import TrainingOptions
from ..gis.coarse_copy import coarse_copy
from ..gis.raster import RasterReader
from .data import TrainingData
from .one_sheet import FOR_SIMPLE_MAPS


def at_working_cells(data: TrainingData, options: TrainingOptions, folder: Path, progress: Progress) -> TrainingData:
    """The data with the raster in the cells at which the starting model works, where they are finer than those.

    Args:
        data: on one sheet.
        options: with the model to start from.
        folder: for the raster; nobody keeps it.
        progress: reporting and cancel.

    Raises:
        OutputError: the raster cannot be written.
    """
    card = start_card(options.start_from)
    with RasterReader(data.raster) as reader:
        factor = working_factor(card, reader.grid.cell_m)
        if factor == 1:
            return data
        names = [*data.bands, *(name for name in FOR_SIMPLE_MAPS if name in reader.names and name not in data.bands)]
        path = str(folder / "working_cells.tif")
        coarse_copy(reader, names, factor, path, progress)
        cell_m = reader.grid.cell_m * factor
    progress.message(f"The model to start from works at cells of about {cell_m:g} m: the training takes those.")
    return replace(data, sheet=path)
