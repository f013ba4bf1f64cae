"""Whole areas and outlines on held-back ground: which sizes are found, and how many metres the outlines lie off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.outlines import polygonize
from ..base.progress import Progress, Silent, Stage, track
from ..evaluation.area_groups import Group, groups
from ..evaluation.blocks import Blocks, blocks_for
from ..evaluation.evaluation import areas_of_blocks, smallest_area
from ..evaluation.objects import MATCH_IOUS, ObjectScores, Pairs, clipped, match, object_scores, overlapping
from ..evaluation.outline_scores import BoundaryScores, Sides, score_boundaries
from ..files.outputs import scratch_folder
from ..gis.raster_writer import Band, RasterWriter
from ..gis.rings import boxes_of
from ..tilestore.split_layer import frame_of
from ..tilestore.tile_store import TileStore


@dataclass(frozen=True)
class AreaScores:
    """Scores of whole areas and of their outlines.

    Args:
        objects: for each IoU of MATCH_IOUS.
        recall: of the areas that were drawn, by size.
        precision: of the predicted areas, by size.
        boundary: of the outlines; the distances of matched outlines are in metres.
    """

    objects: Sequence[ObjectScores]
    recall: Sequence[Group]
    precision: Sequence[Group]
    boundary: BoundaryScores


class HeldBackGround:
    """The ground of a set and the areas that were drawn there.

    Args:
        store: sets and labels.
        which: the set.
        areas: polygons (WKB, the store's CRS) that were drawn.
        progress: reporting and cancel.
    """

    def __init__(self, store: TileStore, which: int, areas: Sequence[bytes], progress: Progress = Silent()) -> None:
        self._store, self.frame = store, frame_of(store, which, progress=progress)
        self._areas = areas
        self.reference: list[ogr.Geometry] = []
        if not self.frame.IsEmpty():
            self.reference, _ = clipped(areas, self.frame, store.grid.cell_area_m2)
        self.blocks: Blocks = blocks_for(store.grid, boxes_of(self.reference))

    def score(
        self, probability: Path, threshold: float, progress: Progress = Silent()
    ) -> tuple[AreaScores, NDArray[np.float64]]:
        """Scores of the areas above a threshold that are not smaller than half of the smallest drawn area.

        Args:
            probability: .npy (rows, columns) float32, NaN where not predicted.
            threshold: of the probability.
            progress: reporting and cancel.

        Returns:
            The scores, and (blocks, 4) drawn areas, matched ones, predicted areas, matched ones.
        """
        cell_m, reference = self._store.grid.cell_m, self.reference
        predicted = self._outlines(probability, threshold, Stage(progress, 0.0, 0.5))
        pairs = overlapping(reference, predicted, Stage(progress, 0.5, 0.6))
        matches = match(pairs, MATCH_IOUS[0])
        sides = Sides(reference, predicted, matches, self.frame)
        distances = sides.distances(0.5 * cell_m, Stage(progress, 0.6, 0.8))
        boundary = score_boundaries(sides, distances, None, cell_m, Stage(progress, 0.8, 1.0))
        swapped = Pairs(pairs.predicted, pairs.reference, pairs.iou)
        scores = AreaScores(
            [object_scores(pairs, len(reference), len(predicted), minimum) for minimum in MATCH_IOUS],
            groups(reference, pairs, None, None),
            groups(predicted, swapped, None, None),
            boundary,
        )
        return scores, areas_of_blocks(self.blocks, sides)

    def _outlines(self, probability: Path, threshold: float, progress: Progress) -> list[ogr.Geometry]:
        grid, values = self._store.grid, np.load(probability, mmap_mode="r")
        with scratch_folder("held-back") as folder:
            mask = str(folder / "mask.tif")
            with RasterWriter(mask, grid, [Band("mask")], "uint8", None) as writer:
                for window in track(grid.windows(), Stage(progress, 0.0, 0.5)):
                    above = np.asarray(values[window.slices]) >= threshold
                    if above.any():
                        writer.write(above.astype(np.uint8), window)
            polygons = polygonize(mask, grid, 0.5 * smallest_area(self._areas), Stage(progress, 0.5, 1.0))
        return clipped(polygons, self.frame, grid.cell_area_m2)[0] if self.reference or polygons else []
