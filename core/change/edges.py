"""How far an outline has moved, and how sure that is.

A calibrated probability says how sure an outline is: along a line across it the probability is the share of outlines
that lie further out. Half the distance between the lines of 16 % and 84 % is one standard deviation (of a threshold
other than one half: the same distance in the logarithm of the odds).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr
from scipy import ndimage

from ..base.grid import Grid, grid_over
from ..gis.raster import RasterReader
from ..gis.vector import rasterize
from .data import ChangeRules, DateData, Edge

Floats = NDArray[np.float64]
Cells = NDArray[np.bool_]
MARGIN_M = 150.0  # around an area that is looked at
CORRELATED_M = 150.0  # along an outline: errors nearer to each other are the same error
_ONE_DEVIATION = 1.658  # logarithm of the odds of 84 %
_FURTHEST_M = 60.0  # from the outline, within which its probability is looked at
_OF_MAPS = 1.3  # by which maps of a network differ more between two dates than their probabilities say: measured
_MOST_CELLS = 4_000_000  # of one area: larger ones are compared in coarser cells


@dataclass(frozen=True)
class Place:
    """The ground around an area, cell by cell.

    Args:
        grid: its cells.
        masks: of the areas before and after.
        probability: before and after, NaN where not observed; None where there is no raster.
    """

    grid: Grid
    masks: tuple[Cells, Cells]
    probability: tuple[Floats | None, Floats | None]

    def mean(self, date: int, mask: Cells) -> float:
        """Mean probability of a date (0 or 1) over cells; NaN where it is not known."""
        values = self.probability[date]
        known = values[mask & np.isfinite(values)] if values is not None else np.zeros(0)
        return float(known.mean()) if known.size else float("nan")

    def observed(self, mask: Cells) -> float:
        """Share of cells that every probability raster observes."""
        good = mask.copy()
        for values in self.probability:
            if values is not None:
                good &= np.isfinite(values)
        return float(good.sum() / max(mask.sum(), 1))


def place_of(
    shapes: tuple[list[ogr.Geometry], list[ogr.Geometry]],
    dates: tuple[DateData, DateData],
    crs: str,
    rules: ChangeRules,
) -> Place:
    """The ground around the areas of a group.

    Args:
        shapes: before and after.
        dates: both.
        crs: of all of them.
        rules: for the cells where there is no raster.
    """
    boxes = np.array([shape.GetEnvelope() for side in shapes for shape in side])
    west, east = boxes[:, 0].min() - MARGIN_M, boxes[:, 1].max() + MARGIN_M
    south, north = boxes[:, 2].min() - MARGIN_M, boxes[:, 3].max() + MARGIN_M
    cells = [date.probability.grid.cell_m for date in dates if date.probability is not None]
    cell = max(min([*cells, rules.cell_m]), float(np.sqrt((east - west) * (north - south) / _MOST_CELLS)))
    grid = grid_over(crs, (west, south, east, north), cell)
    masks = tuple(
        rasterize([bytes(shape.ExportToWkb()) for shape in side], grid, grid.window) > 0
        if side
        else np.zeros(grid.shape, bool)
        for side in shapes
    )
    seen = tuple(None if date.probability is None else sampled(date.probability, grid) for date in dates)
    return Place(grid, (masks[0], masks[1]), (seen[0], seen[1]))


def sampled(reader: RasterReader, grid: Grid) -> Floats:
    """The first band of a raster at the centres of a grid's cells; NaN outside the raster."""
    x = grid.x_min + (np.arange(grid.columns) + 0.5) * grid.cell_m
    y = grid.y_max - (np.arange(grid.rows) + 0.5) * grid.cell_m
    columns, rows = reader.grid.cells_of(x, np.full(len(x), y[0]))[0], reader.grid.cells_of(np.full(len(y), x[0]), y)[1]
    column, row = np.floor(columns).astype(np.int64), np.floor(rows).astype(np.int64)
    made = np.full(grid.shape, np.nan)
    window = reader.grid.window_of(*grid.bounds).expanded(1).intersection(reader.grid.window)
    if window.is_empty:
        return made
    values = reader.read(window, reader.names[:1])[0]
    good_x = (column >= window.column) & (column < window.column + window.columns)
    good_y = (row >= window.row) & (row < window.row + window.rows)
    part = values[np.ix_(row[good_y] - window.row, column[good_x] - window.column)]
    made[np.ix_(good_y, good_x)] = part
    return made


def edge_of(place: Place, thresholds: tuple[float, float], rules: ChangeRules) -> Edge:
    """How far the outline of a group has moved; both dates have areas.

    Args:
        place: the ground around it.
        thresholds: of both probabilities at the outlines.
        rules: error of an outline without a probability.
    """
    cell = place.grid.cell_m
    depth = [signed_distance(mask, cell) for mask in place.masks]
    rims = [mask & ~ndimage.binary_erosion(mask) for mask in place.masks]
    rim = rims[0] | rims[1]
    known = rim.copy()
    for values in place.probability:
        if values is not None:
            known &= np.isfinite(values)
    seen = float(known.sum() / max(rim.sum(), 1))
    if not known.any():
        return Edge(seen=0.0)
    moved = (depth[1] - depth[0])[known]
    far = _furthest(moved)
    lengths = [max(float(one.sum()) * cell, cell) for one in rims]
    errors = [
        rules.edge_error_m if values is None else outline_error(values, own, length, threshold, cell)
        for values, own, length, threshold in zip(place.probability, depth, lengths, thresholds)
    ]
    shared = min(1.0, CORRELATED_M / float(np.mean(lengths)))
    error = float(_OF_MAPS * np.hypot(errors[0], errors[1]) * np.sqrt(shared))
    centres = [np.array(ndimage.center_of_mass(mask)) * cell for mask in place.masks]
    rows, columns = np.nonzero(known)
    middle = np.array(ndimage.center_of_mass(place.masks[0] | place.masks[1]))
    east, north = (columns[far] - middle[1]).mean(), (middle[0] - rows[far]).mean()
    return Edge(
        shift=float(moved.mean()),
        largest=float(moved[far].mean()),
        azimuth=float(np.degrees(np.arctan2(east, north)) % 360.0),
        moved=float(np.hypot(*(centres[1] - centres[0]))),
        error=error,
        moved_error=float(np.sqrt(2.0) * error),
        seen=seen,
    )


def _furthest(moved: Floats) -> Cells:
    """The tenth (n,) of an outline that moved most; where both ways are in it, the part that moved outwards."""
    far = np.abs(moved) >= np.quantile(np.abs(moved), 0.9)
    outwards = far & (moved > 0)
    return np.asarray(outwards if 3 * outwards.sum() >= far.sum() else far & (moved <= 0))


def signed_distance(mask: Cells, cell_m: float) -> Floats:
    """Distance of each cell's centre to the outline of a mask, m, positive inside."""
    inside, outside = ndimage.distance_transform_edt(mask), ndimage.distance_transform_edt(~mask)
    return np.asarray(np.where(mask, inside - 0.5, 0.5 - outside) * cell_m)


def outline_error(probability: Floats, depth: Floats, length_m: float, threshold: float, cell_m: float) -> float:
    """Standard deviation of an outline, m: half the width of the band around it that is neither sure nor surely not.

    Args:
        probability: of the date.
        depth: distance to the outline.
        length_m: of the outline.
        threshold: at the outline.
        cell_m: of the cells.
    """
    odds = np.log(threshold / (1.0 - threshold))
    low, high = (1.0 / (1.0 + np.exp(-(odds + sign * _ONE_DEVIATION))) for sign in (-1.0, 1.0))
    near = np.abs(depth) < _FURTHEST_M
    unsure = near & (probability > low) & (probability < high)
    return float(max(unsure.sum() * cell_m**2 / (2.0 * length_m), 0.5 * cell_m))
