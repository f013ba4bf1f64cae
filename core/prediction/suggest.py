"""Where a label would teach most: areas on which the network is unsure, or disagrees with the candidate areas.

Uncertainty and disagreement are what active learning looks for (Settles, 2009); the areas are spread over the ground,
so that ten of them tell more than ten of one slope (Sener and Savarese, 2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.outlines import polygonize
from ..areas.rules import SMOOTH_CELLS
from ..base.errors import InputError
from ..base.grid import Window
from ..base.progress import Progress, Stage, track
from ..base.translation import tr
from ..evaluation.candidate_baseline import OF_HOT_SPOT, CandidateBaseline
from ..evaluation.look_list import APART, UNSURE, LookedAt, size_of, write_look_list
from ..evaluation.map_bands import bands_on
from ..evaluation.stack_candidates import candidates_of_stack
from ..files.outputs import scratch_folder
from ..gis.provenance import source_is_synthetic, stamp_synthetic
from ..gis.raster import RasterReader
from ..gis.raster_writer import Band, RasterWriter
from ..gis.rings import valid_polygon
from ..gis.vector import rasterize
from ..gis.zonal import envelopes, zonal_statistics
from ..tilestore.places import box_of

MOST = 10
MAY_BE = 0.15  # probability from which the network does not rule an area out
SIDE_M = 400.0  # of the squares into which larger pieces of ground are cut: nobody draws a whole valley at once
_LEAST_M2 = 5_000.0
_TYPICAL_M2 = 20_000.0  # areas that are much smaller teach little

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SuggestionInputs:
    """What is known so far.

    Args:
        probability: path of the raster of Predict boundaries.
        stack: path of the feature stack that it was made from.
        drawn: areas that are drawn already (WKB, the raster's CRS).
        within: ground that is fully mapped already.
    """

    probability: str
    stack: str
    drawn: Sequence[bytes] = ()
    within: Sequence[bytes] = ()


def suggest_areas(inputs: SuggestionInputs, output: str, progress: Progress, most: int = MOST) -> int:
    """Write the areas whose label would teach most, the best first, as a layer for the review panel.

    Args:
        inputs: what is known so far.
        output: path of the layer, .gpkg.
        progress: reporting and cancel.
        most: number of areas.

    Returns:
        Number of areas; fewer than asked for where no more come into question.

    Raises:
        InputError: the rasters do not lie on one grid, or nothing comes into question.
        OutputError: the layer cannot be written.
    """
    with scratch_folder("suggest") as folder:
        found = _areas_in_question(inputs, folder, Stage(progress, 0.0, 0.8))
    if not found.outlines:
        raise InputError(
            tr(
                "There is no area to suggest: outside the ground that is already drawn, the probability never reaches "
                "{least}, and there is no candidate area there. Predict more ground first."
            ),
            least=MAY_BE,
        )
    chosen = spread_out(found.teaches, found.middles, most)
    areas = [
        LookedAt(outline=found.outlines[number], why=_why(found, number), probability=float(found.probability[number]))
        for number in chosen
    ]
    with RasterReader(inputs.probability) as reader:
        crs = reader.grid.crs
    write_look_list(output, crs, areas, Path(inputs.stack).name, Stage(progress, 0.9, 1.0))
    if any(source_is_synthetic(path) for path in (inputs.probability, inputs.stack)):
        stamp_synthetic(output)
    return len(areas)


@dataclass(frozen=True)
class _InQuestion:
    """Areas that may be drawn: outlines, what each teaches, and mean uncertainty, disagreement and probability."""

    outlines: list[bytes]
    teaches: Floats
    middles: Floats
    unsure: Floats
    apart: Floats
    probability: Floats


def spread_out(teaches: Floats, middles: Floats, most: int) -> list[int]:
    """Numbers of the areas that teach most and lie apart, the best first.

    One after the other is taken; near those that are taken, what an area teaches counts less, by 1 - exp(-(d / D)^2)
    at a distance d, where D is such that as many circles as areas are wanted fill the ground.

    Args:
        teaches: (n,) what each teaches.
        middles: (n, 2) where each lies, m.
        most: number of areas wanted.
    """
    if not len(teaches):
        return []
    extent = np.maximum(np.ptp(middles, axis=0), 1.0)
    reach = float(np.sqrt(extent.prod() / (np.pi * most)))
    left, chosen = teaches.astype(float).copy(), []
    for _ in range(min(most, len(teaches))):
        best = int(np.argmax(left))
        chosen.append(best)
        away = np.hypot(*(middles - middles[best]).T)
        left = left * (1.0 - np.exp(-((away / reach) ** 2)))
        left[chosen] = -1.0
    return chosen


def _why(found: _InQuestion, number: int) -> str:
    return UNSURE if found.unsure[number] >= found.apart[number] else APART


def _areas_in_question(inputs: SuggestionInputs, folder: Path, progress: Progress) -> _InQuestion:
    mask, values = str(folder / "mask.tif"), str(folder / "values.tif")
    with RasterReader(inputs.probability) as reader, RasterReader(inputs.stack) as stack:
        grid = reader.grid
        simple = candidates_of_stack(grid, bands_on(grid, stack), progress=Stage(progress, 0.0, 0.3))
        if simple is not None:
            simple.use(OF_HOT_SPOT)
        _write_maps(inputs, reader, simple, mask, values, Stage(progress, 0.3, 0.7))
    smooth_m = SMOOTH_CELLS * grid.cell_m
    outlines = polygonize(mask, grid, max(_LEAST_M2, grid.cell_area_m2), Stage(progress, 0.7, 0.85), smooth_m)
    outlines = [piece for outline in outlines for piece in pieces(outline)]
    if not outlines:
        return _InQuestion([], *(np.zeros(0),) * 5)
    with RasterReader(values) as maps:
        means = zonal_statistics(outlines, maps, ["unsure", "apart", "probability"], Stage(progress, 0.85, 1.0))
    unsure, disagree, probability = (np.nan_to_num(means[name].mean) for name in ("unsure", "apart", "probability"))
    boxes = envelopes(outlines)
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2.0
    sizes = np.array([size_of(outline) for outline in outlines])
    teaches = (unsure + disagree) * (1.0 - np.exp(-sizes / _TYPICAL_M2))
    return _InQuestion(outlines, teaches, middles, unsure, disagree, probability)


def pieces(outline: bytes) -> list[bytes]:
    """A polygon (WKB) as it is, or cut into squares of SIDE_M where it is larger than one; small rests are left out."""
    if size_of(outline) <= SIDE_M**2:
        return [outline]
    shape = ogr.CreateGeometryFromWkb(bytes(outline))
    west, east, south, north = shape.GetEnvelope()
    found = []
    for x in np.arange(west, east, SIDE_M):
        for y in np.arange(south, north, SIDE_M):
            part = valid_polygon(shape.Intersection(box_of((x, y, x + SIDE_M, y + SIDE_M))))
            whole = [one.Clone() for one in ogr.ForceToMultiPolygon(part)]  # a part dies with its polygon
            largest = max(whole, key=lambda one: float(one.GetArea()), default=None)
            if largest is not None and largest.GetArea() >= _LEAST_M2:
                found.append(bytes(largest.ExportToWkb()))
    return found


def _write_maps(
    inputs: SuggestionInputs,
    reader: RasterReader,
    simple: CandidateBaseline | None,
    mask: str,
    values: str,
    progress: Progress,
) -> None:
    """Cells that may be areas and are not labelled yet; and how unsure and how far apart the two maps are there."""
    grid, name = reader.grid, reader.names[0]
    bands = [Band("unsure"), Band("apart"), Band("probability")]
    with RasterWriter(mask, grid, [Band("mask")], "uint8", None) as cells, RasterWriter(values, grid, bands) as floats:
        for window in track(grid.windows(), progress):
            probability = reader.read(window, [name])[0].astype(np.float64)
            seen = np.isfinite(probability) & ~_known(inputs, reader, window)
            candidate = simple.mask(window) if simple is not None else np.zeros(window.shape, bool)
            maybe = seen & ((probability >= MAY_BE) | candidate)
            if not maybe.any():
                continue
            cells.write(maybe.astype(np.uint8), window)
            apart = np.abs(probability - candidate) if simple is not None else np.zeros(window.shape)
            layers = (4.0 * probability * (1.0 - probability), apart, probability)
            for number, layer in enumerate(layers, start=1):
                floats.write(layer.astype(np.float32), window, number)


def _known(inputs: SuggestionInputs, reader: RasterReader, window: Window) -> NDArray[np.bool_]:
    polygons = [*inputs.within, *inputs.drawn]
    known: NDArray[np.bool_] = rasterize(polygons, reader.grid, window) > 0
    return known
