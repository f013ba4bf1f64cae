"""Predicted against reference areas: scores of cells, of areas and of outlines, beside simple baselines."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.distances import BoundaryDistance, boundary_distance
from ..areas.outlines import polygonize
from ..base.errors import InputError
from ..base.progress import Progress, Silent, Stage, track
from ..base.translation import tr
from ..gis.raster_writer import Band, RasterWriter
from ..tilestore.learnt_ground import learnt_of_raster, learnt_share
from .area_groups import AreaBias, Group, area_bias, groups
from .baselines import Baseline, baselines_for
from .blocks import Blocks, BlockScores, block_scores, blocks_for
from .counting import count
from .inputs import EvaluationInputs, rasters, scored_ground
from .objects import (
    MATCH_IOUS,
    ObjectScores,
    Pairs,
    clipped,
    false_count,
    found_recall,
    match,
    object_scores,
    overlap_count,
    overlapping,
)
from .outline_scores import BoundaryScores, score_boundaries
from .scores import Confusion, ratio

WINDOW = 1024  # cells


@dataclass(frozen=True)
class MapScores:
    """Scores of one map.

    Args:
        name: of the map.
        setting: of a baseline, in words.
        cells: pooled counts.
        objects: scores of whole areas, for each IoU of MATCH_IOUS.
        found_recall: share of reference areas overlapped with an IoU above 0.1.
        false_per_100km2: predicted areas that overlap no reference area so, on 100 km2 of scored ground.
    """

    name: str
    setting: str
    cells: Confusion
    objects: Sequence[ObjectScores]
    found_recall: float
    false_per_100km2: float


@dataclass(frozen=True)
class Evaluation:
    """Result of `evaluate`.

    Args:
        network: scores of the predicted areas.
        baselines: scores of the simple maps.
        auprc: area under the curve of precision and recall; NaN without a probability.
        calibration_error: expected calibration error; NaN without a probability.
        brier: mean squared difference of probability and reference; NaN without a probability.
        reliability: (15, 3) cells, mean probability and share of reference cells of each bin of probability.
        blocks: means over blocks of ground, and intervals.
        boundary: scores of the outlines.
        groups: recall by size, by target density, by sensitivity.
        bias: of the areas.
        scored_km2: ground that was scored.
        not_observable: share of the reference cells where motion could not have been found; they count as missed.
        outside: number of reference areas that lie outside the scored ground.
        predicted_outside: number of predicted areas that do.
        overlaps: number of pairs of reference areas that overlap.
        reference: scored parts of the reference areas.
        predicted: scored parts of the predicted areas.
        reference_number: (n,) index of the input polygon of each part.
        predicted_number: the same for the predicted ones.
        pairs: overlapping parts.
        matches: pairs above an IoU of 0.5.
        distances: of the outlines of the matches.
        frame: the scored ground.
        picture: probability for an overview, (rows, columns) at most 900 a side, NaN where there is none.
        bounds: west, south, east, north of the picture, m.
        learnt: share of the scored ground that the model of the probability has learnt from; 0 where none, or where
            it does not tell.
    """

    network: MapScores
    baselines: Sequence[MapScores]
    auprc: float
    calibration_error: float
    brier: float
    reliability: NDArray[np.float64]
    blocks: BlockScores
    boundary: BoundaryScores
    groups: Sequence[Group]
    bias: AreaBias
    scored_km2: float
    not_observable: float
    outside: int
    predicted_outside: int
    overlaps: int
    reference: Sequence[ogr.Geometry]
    predicted: Sequence[ogr.Geometry]
    reference_number: NDArray[np.intp]
    predicted_number: NDArray[np.intp]
    pairs: Pairs
    matches: Pairs
    distances: Sequence[BoundaryDistance]
    frame: ogr.Geometry
    picture: NDArray[np.float32]
    bounds: tuple[float, float, float, float]
    learnt: float

    @property
    def network_wins(self) -> bool:
        """Tell whether there are baselines and the predicted areas beat them all, by the IoU of the cells."""
        own = np.nan_to_num(self.network.cells.iou, nan=-1.0)
        return bool(self.baselines) and all(own > np.nan_to_num(one.cells.iou, nan=-1.0) for one in self.baselines)


def evaluate(inputs: EvaluationInputs, progress: Progress = Silent(), size: int = WINDOW) -> Evaluation:
    """Score predicted areas against reference areas, window by window.

    Args:
        inputs: what is compared.
        progress: hears how far the work is.
        size: side of a window in cells; no score depends on it.

    Raises:
        InputError: the ground to score or the reference areas lie outside the grid, or the rasters do not fit.
    """
    frame = scored_ground(inputs)
    grid = inputs.grid
    reference, reference_number = clipped(inputs.reference, frame, grid.cell_area_m2)
    if inputs.reference and not reference:
        raise InputError(
            tr("None of the {count} reference areas lies on the ground to score. Check the layers' CRS and places."),
            count=len(inputs.reference),
        )
    predicted, predicted_number = clipped(inputs.predicted, frame, grid.cell_area_m2)
    blocks = blocks_for(grid, np.array([shape.GetEnvelope() for shape in reference], float).reshape(-1, 4))
    with rasters(inputs) as (probability, stack):
        baselines = baselines_for(grid, stack, inputs.targets, Stage(progress, 0.0, 0.05))
        counts = count(inputs, probability, stack, baselines, blocks, Stage(progress, 0.05, 0.5), size)
        pairs = overlapping(reference, predicted, Stage(progress, 0.5, 0.6))
        scored_km2 = counts.cells.cells * grid.cell_area_m2 / 1e6
        network = _map_scores("predicted areas", "", counts.cells, pairs, len(reference), len(predicted), scored_km2)
        smallest = smallest_area(inputs.predicted or inputs.reference)
        simple = [
            _baseline_scores(baseline, reference, frame, inputs, smallest, Stage(progress, *part), size)
            for baseline, part in zip(baselines, ((0.6, 0.7), (0.7, 0.8)))
        ]
    matches = match(pairs, MATCH_IOUS[0])
    distances = [
        boundary_distance(reference[first], predicted[second], 0.5 * grid.cell_m, frame)
        for first, second in track(list(zip(matches.reference, matches.predicted)), Stage(progress, 0.8, 0.85))
    ]
    learnt = learnt_share(frame, grid.crs, learnt_of_raster(inputs.probability)) if inputs.probability else 0.0
    boundary = score_boundaries(
        reference, predicted, matches, distances, frame, inputs.stack, grid.cell_m, Stage(progress, 0.85, 0.95)
    )
    return Evaluation(
        network,
        simple,
        counts.ranking.auprc if probability else float("nan"),
        counts.ranking.calibration_error,
        counts.ranking.brier,
        counts.ranking.reliability,
        block_scores(blocks, counts.blocks, areas_of_blocks(blocks, reference, predicted, matches)),
        boundary,
        groups(reference, pairs, inputs.targets, inputs.stack, Stage(progress, 0.95, 0.98)),
        area_bias(counts.cells, reference, predicted, matches),
        scored_km2,
        ratio(counts.unseen, counts.cells.tp + counts.cells.fn),
        len(inputs.reference) - len(reference),
        len(inputs.predicted) - len(predicted),
        overlap_count(reference, grid.cell_area_m2, Stage(progress, 0.98, 1.0)),
        reference,
        predicted,
        reference_number,
        predicted_number,
        pairs,
        matches,
        distances,
        frame,
        counts.picture,
        counts.bounds,
        learnt,
    )


def areas_of_blocks(
    blocks: Blocks, reference: Sequence[ogr.Geometry], predicted: Sequence[ogr.Geometry], matches: Pairs
) -> NDArray[np.float64]:
    """Reference areas, matched ones, predicted areas, matched ones in each block (blocks, 4), by their centres."""
    table = np.zeros((blocks.count, 4))
    for column, (shapes, matched) in enumerate(((reference, matches.reference), (predicted, matches.predicted))):
        boxes = np.array([shape.GetEnvelope() for shape in shapes], float).reshape(-1, 4)
        home = blocks.of_points(boxes[:, :2].mean(axis=1), boxes[:, 2:].mean(axis=1))
        np.add.at(table[:, 2 * column], home, 1)
        np.add.at(table[:, 2 * column + 1], home[matched], 1)
    return table


def _map_scores(
    name: str, setting: str, cells: Confusion, pairs: Pairs, reference: int, predicted: int, scored_km2: float
) -> MapScores:
    objects = [object_scores(pairs, reference, predicted, minimum) for minimum in MATCH_IOUS]
    false = ratio(100.0 * false_count(pairs, predicted), scored_km2)
    return MapScores(name, setting, cells, objects, found_recall(pairs, reference), false)


def _baseline_scores(
    baseline: Baseline,
    reference: Sequence[ogr.Geometry],
    frame: ogr.Geometry,
    inputs: EvaluationInputs,
    min_area_m2: float,
    progress: Progress,
    size: int,
) -> MapScores:
    """Scores of a baseline with its best setting; its areas have the same minimum size as the predicted ones."""
    setting, cells = baseline.choose()
    grid = inputs.grid
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "baseline.tif")
        with RasterWriter(path, grid, [Band("mask")], "uint8", None) as writer:
            for window in track(grid.windows(size), Stage(progress, 0.0, 0.6)):
                mask = baseline.mask(window)
                if mask.any():
                    writer.write(mask.astype(np.uint8), window)
        outlines = polygonize(path, grid, min_area_m2, Stage(progress, 0.6, 0.8))
    shapes, _ = clipped(outlines, frame, grid.cell_area_m2)
    pairs = overlapping(reference, shapes, Stage(progress, 0.8, 1.0))
    scored_km2 = cells.cells * grid.cell_area_m2 / 1e6
    return _map_scores(baseline.name, setting, cells, pairs, len(reference), len(shapes), scored_km2)


def smallest_area(polygons: Sequence[bytes]) -> float:
    """Area of the smallest polygon, m2; 0 without any."""
    return min((float(ogr.CreateGeometryFromWkb(bytes(polygon)).GetArea()) for polygon in polygons), default=0.0)
