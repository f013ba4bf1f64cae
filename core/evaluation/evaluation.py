"""Predicted against reference areas: scores of cells, of areas and of outlines, beside simple baselines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.distances import BoundaryDistance
from ..areas.outlines import polygonize
from ..base.errors import InputError
from ..base.progress import Progress, Silent, Stage, track
from ..base.translation import tr
from ..files.outputs import scratch_folder
from ..gis.raster_writer import Band, RasterWriter
from ..gis.rings import boxes_of
from ..hotspots.carried_settings import offset_sentence
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
from .outline_scores import BoundaryScores, Sides, score_boundaries
from .scores import Confusion, Ranking, ratio

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
        false_per_100km2: predicted areas that overlap no reference area so much, per 100 km2 of scored ground.
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
        ranking: average precision and calibration of the probability; all NaN without one.
        blocks: means over blocks of ground, and intervals.
        boundary: scores of the outlines.
        groups: recall by size, by target density, by sensitivity.
        bias: of the areas.
        scored_km2: ground that was scored.
        not_observable: share of the reference cells where motion could not have been found; they count as missed.
        outside: number of reference areas that lie outside the scored ground.
        predicted_outside: number of predicted areas that lie outside it.
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
        learnt: share of the scored ground that the model of the probability has learnt from; 0 where the raster does
            not tell.
        offset: sentence on an offset that was taken away from the velocities of the stack, or empty.
    """

    network: MapScores
    baselines: Sequence[MapScores]
    ranking: Ranking
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
    offset: str = ""

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
    frame, grid = scored_ground(inputs), inputs.grid
    reference, reference_number = clipped(inputs.reference, frame, grid.cell_area_m2)
    _require_reference(inputs, reference)
    predicted, predicted_number = clipped(inputs.predicted, frame, grid.cell_area_m2)
    blocks = blocks_for(grid, boxes_of(reference))
    probability, stack = rasters(inputs)
    baselines = baselines_for(grid, stack, inputs.targets, Stage(progress, 0.0, 0.05))
    counts = count(inputs, probability, stack, baselines, blocks, Stage(progress, 0.05, 0.5), size)
    pairs = overlapping(reference, predicted, Stage(progress, 0.5, 0.6))
    ground = _Ground(inputs, frame, reference, size)
    simple = [
        ground.score_baseline(baseline, Stage(progress, *part))
        for baseline, part in zip(baselines, ((0.6, 0.67), (0.67, 0.74), (0.74, 0.8)))
    ]
    sides = Sides(reference, predicted, match(pairs, MATCH_IOUS[0]), frame)
    distances = sides.distances(0.5 * grid.cell_m, Stage(progress, 0.8, 0.85))
    return Evaluation(
        network=ground.score("predicted areas", "", counts.cells, pairs, len(predicted)),
        baselines=simple,
        ranking=counts.ranking if probability else Ranking(),
        blocks=block_scores(blocks, counts.blocks, areas_of_blocks(blocks, sides)),
        boundary=score_boundaries(sides, distances, inputs.stack, grid.cell_m, Stage(progress, 0.85, 0.95)),
        groups=groups(reference, pairs, inputs.targets, inputs.stack, Stage(progress, 0.95, 0.98)),
        bias=area_bias(counts.cells, reference, predicted, sides.matches),
        scored_km2=counts.cells.cells * grid.cell_area_m2 / 1e6,
        not_observable=ratio(counts.unseen, counts.cells.tp + counts.cells.fn),
        outside=len(inputs.reference) - len(reference),
        predicted_outside=len(inputs.predicted) - len(predicted),
        overlaps=overlap_count(reference, grid.cell_area_m2, Stage(progress, 0.98, 1.0)),
        reference=reference,
        predicted=predicted,
        reference_number=reference_number,
        predicted_number=predicted_number,
        pairs=pairs,
        matches=sides.matches,
        distances=distances,
        frame=frame,
        picture=counts.picture,
        bounds=counts.bounds,
        learnt=learnt_share(frame, grid.crs, learnt_of_raster(inputs.probability)) if inputs.probability else 0.0,
        offset=offset_sentence(inputs.stack),
    )


def _require_reference(inputs: EvaluationInputs, scored: Sequence[ogr.Geometry]) -> None:
    if inputs.reference and not scored:
        raise InputError(
            tr("None of the {count} reference areas lies on the ground to score. Check the layers' CRS and places."),
            count=len(inputs.reference),
        )


def areas_of_blocks(blocks: Blocks, sides: Sides) -> NDArray[np.float64]:
    """Reference areas, matched ones, predicted areas, matched ones in each block (blocks, 4), by their centres."""
    table = np.zeros((blocks.count, 4))
    for column, (shapes, matched) in enumerate(
        ((sides.reference, sides.matches.reference), (sides.predicted, sides.matches.predicted))
    ):
        boxes = boxes_of(shapes)
        home = blocks.of_points(boxes[:, [0, 2]].mean(axis=1), boxes[:, [1, 3]].mean(axis=1))
        np.add.at(table[:, 2 * column], home, 1)
        np.add.at(table[:, 2 * column + 1], home[matched], 1)
    return table


@dataclass(frozen=True)
class _Ground:
    """What every map is scored against: inputs, scored ground, reference areas on it, side of a window in cells."""

    inputs: EvaluationInputs
    frame: ogr.Geometry
    reference: Sequence[ogr.Geometry]
    size: int

    def score(self, name: str, setting: str, cells: Confusion, pairs: Pairs, predicted: int) -> MapScores:
        """Scores of a map from its cells, and from the pairs of its `predicted` areas with the reference areas."""
        count = len(self.reference)
        scored_km2 = cells.cells * self.inputs.grid.cell_area_m2 / 1e6
        return MapScores(
            name=name,
            setting=setting,
            cells=cells,
            objects=[object_scores(pairs, count, predicted, minimum) for minimum in MATCH_IOUS],
            found_recall=found_recall(pairs, count),
            false_per_100km2=ratio(100.0 * false_count(pairs, predicted), scored_km2),
        )

    def score_baseline(self, baseline: Baseline, progress: Progress) -> MapScores:
        """Scores of a simple map with its best setting; it has no area smaller than the smallest predicted one."""
        setting, cells = baseline.choose()
        grid = self.inputs.grid
        smallest = smallest_area(self.inputs.predicted or self.inputs.reference)
        with scratch_folder("baseline") as folder:
            path = str(folder / "baseline.tif")
            with RasterWriter(path, grid, [Band("mask")], "uint8", None) as writer:
                for window in track(grid.windows(self.size), Stage(progress, 0.0, 0.6)):
                    mask = baseline.mask(window)
                    if mask.any():
                        writer.write(mask.astype(np.uint8), window)
            outlines = polygonize(path, grid, smallest, Stage(progress, 0.6, 0.8))
        shapes, _ = clipped(outlines, self.frame, grid.cell_area_m2)
        pairs = overlapping(self.reference, shapes, Stage(progress, 0.8, 1.0))
        return self.score(baseline.name, setting, cells, pairs, len(shapes))


def smallest_area(polygons: Sequence[bytes]) -> float:
    """Area of the smallest polygon, m2; 0 without any."""
    return min((float(ogr.CreateGeometryFromWkb(bytes(polygon)).GetArea()) for polygon in polygons), default=0.0)
