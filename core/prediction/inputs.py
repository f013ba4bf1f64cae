"""What a prediction starts from: an open stack, a model, and how to predict."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from ..base.codes import sources_of
from ..base.grid import Window
from ..base.model_card import Model, band_names
from ..base.progress import Progress, Silent
from ..gis.raster import RasterReader
from ..gis.raster_writer import Band
from .finished_rows import identity_of
from .layers import rasters

BLOCK = 1024  # cells; a multiple of the raster's own blocks


@dataclass(frozen=True)
class PredictionInputs:
    """What to predict from.

    Args:
        stack: the feature stack; open for as long as the prediction runs.
        model: the model.
        within: polygons (WKB, the stack's CRS); empty: everywhere.
        device: auto, cpu, cuda or mps.
        turns: judge the ground in all eight positions and take the mean.
        members: of an ensemble, how many judge; 0: all.
        coarse_limit: judge the ground by tiles side by side first; only where they see this probability, by
            overlapping ones. 0: everywhere.
        deviation: also tell how much the judgements differ, and the label noise.
        without: sources (`core.base.codes.sources_of`) without which the network is asked once more, each in turn.
        best: whether a simple map that scored as well is drawn instead of the network's; see `floor.chosen_floor`.
    """

    stack: RasterReader
    model: Model
    within: Sequence[bytes] = ()
    device: str = "auto"
    turns: bool = False
    members: int = 0
    coarse_limit: float = 0.0
    best: str = "auto"
    deviation: bool = False
    without: tuple[str, ...] = ()

    @property
    def rasters(self) -> list[list[Band]]:
        """The bands of each raster that is made."""
        return rasters(self.deviation, self.without)

    def identity(self, progress: Progress = Silent()) -> dict[str, object]:
        """What must be the same for an interrupted prediction to go on."""
        within = hashlib.sha256(b"".join(self.within)).hexdigest()
        options = {
            "within": within,
            "turns": self.turns,
            "members": self.members,
            "coarse_limit": self.coarse_limit,
            "layers": [band.name for bands in self.rasters for band in bands],
            "block": BLOCK,
        }
        return identity_of(self.stack, self.model.path, len(self.row_blocks()), options, progress)

    @property
    def coarse_to_fine(self) -> bool:
        """Whether a first pass decides where the ground is judged again."""
        return self.coarse_limit > 0.0

    def job(self) -> dict[str, object]:
        """What the worker needs to know."""
        bands = sources_of(band_names(self.model.card))
        return {
            "model": os.path.abspath(self.model.path),
            "device": self.device,
            "turns": self.turns,
            "members": self.members,
            "limit": self.coarse_limit,
            "without": [bands[source] for source in self.without],
        }

    def row_blocks(self) -> list[Window]:
        """The row blocks of the stack, each as wide as its grid."""
        grid = self.stack.grid
        return [Window(0, row, grid.columns, min(BLOCK, grid.rows - row)) for row in range(0, grid.rows, BLOCK)]

    def blocks(self, rows: Window) -> list[Window]:
        """The blocks of a row block, from west to east."""
        columns = self.stack.grid.columns
        return [
            Window(column, rows.row, min(BLOCK, columns - column), rows.rows) for column in range(0, columns, BLOCK)
        ]

    @property
    def block_shape(self) -> tuple[int, int]:
        """Rows and columns of the largest block."""
        rows, columns = self.stack.grid.shape
        return min(BLOCK, rows), min(BLOCK, columns)
