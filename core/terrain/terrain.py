"""Slope, aspect, elevation and radar sensitivity, derived on the DEM's own cells and resampled to the study grid.

A DEM that is resampled to small cells first shows its own cells as terraces, so everything is derived at the DEM's
resolution and the results are resampled. Angles and classes are never averaged: they take the nearest cell's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, track
from ..base.translation import tr
from ..gis.raster_writer import Band
from .dem import MARGIN_CELLS, Dem
from .relief import aspect_of, curvature, hillshade, horn, layover_shadow, sensitivity

Floats = NDArray[np.float64]
BANDS = {
    "slope": Band("slope", "degree", "slope after Horn (1981)"),
    "aspect": Band(
        "aspect", "degree", "direction of steepest descent, clockwise from north; of the nearest cell of the DEM"
    ),
    "aspect_east": Band("aspect_east", "1", "sin(slope) sin(aspect)"),
    "aspect_north": Band("aspect_north", "1", "sin(slope) cos(aspect)"),
    "facing_east": Band(
        "facing_east", "1", "as aspect_east; stays what it is on the ground when training turns a tile"
    ),
    "facing_north": Band(
        "facing_north", "1", "as aspect_north; stays what it is on the ground when training turns a tile"
    ),
    "elevation": Band("elevation", "m", "height of the DEM"),
    "curvature": Band("curvature", "1/(100 m)", "negative Laplacian of the heights: bulges above 0, hollows below"),
    "hillshade": Band("hillshade", "", "0 to 255, lit from the north-west at 45 degrees"),
    "sensitivity": Band("sensitivity", "1", "line-of-sight part of a motion down the slope, towards the satellite"),
    "layover_shadow": Band(
        "layover_shadow", "", "0 seen, 1 layover, 2 shadow: by the slope itself, not by ridges beside"
    ),
}
NEAREST = ("aspect", "layover_shadow")  # never averaged
RADAR = ("sensitivity", "layover_shadow")  # need the radar's angles
_STEEP, _IMPOSSIBLE = 45.0, 60.0  # degrees; half of a study area is never steeper
_LOOKS, _LOOK_CELLS = 16, 128  # windows from which the median slope is taken, and their side


@dataclass(frozen=True)
class Radar:
    """Where the radar looks from: incidence, degrees from the vertical; look azimuth, degrees clockwise from north."""

    incidence: float
    look_azimuth: float


class Terrain:
    """Terrain of a DEM at windows of its own grid or of the study's.

    Args:
        dem: path of a raster of heights, in any CRS.
        grid: of the study.
        radar: None: no sensitivity, no layover.
        unit: of the heights; see heights.UNITS.
        progress: told of the resolution, the unit and slopes that are too steep.

    `window` is that of the DEM's grid which covers the study's with a margin; it may reach beyond the DEM.

    Raises:
        InputError: unreadable, no CRS, no height on the grid, or slopes that no ground has.
    """

    def __init__(
        self, dem: str, grid: Grid, radar: Radar | None = None, unit: str = "auto", progress: Progress = Silent()
    ) -> None:
        self.grid = grid
        self.dem = Dem(dem, grid, unit, progress)
        self._radar = radar
        column, row, ratio = self.place()
        first_column, first_row = math.floor(column) - MARGIN_CELLS, math.floor(row) - MARGIN_CELLS
        columns, rows = math.ceil(grid.columns * ratio) + 1, math.ceil(grid.rows * ratio) + 1
        self.window = Window(first_column, first_row, columns + 2 * MARGIN_CELLS, rows + 2 * MARGIN_CELLS)
        self._check_slopes(dem, progress)

    def _check_slopes(self, path: str, progress: Progress) -> None:
        """Heights in another unit than metres make slopes that no ground has."""
        windows = self.dem.grid.part(self.window).windows(_LOOK_CELLS)
        places = (Window(w.column + self.window.column, w.row + self.window.row, w.columns, w.rows) for w in windows)
        picked = list(places)[:: -(-len(windows) // _LOOKS)]
        slopes = np.concatenate([self.derive(window, ["slope"])[0].ravel() for window in track(picked, Silent())])
        slopes = slopes[np.isfinite(slopes)]
        middle = float(np.median(slopes)) if len(slopes) else 0.0
        if middle > _IMPOSSIBLE:
            raise InputError(
                tr(
                    "Half of the slopes of the DEM {path} are above {slope} degrees on cells of {cell} m, which "
                    "no ground has. Check that its heights are metres, set their unit, or choose another DEM."
                ),
                path=path,
                slope=f"{middle:.0f}",
                cell=f"{self.dem.grid.cell_m:.4g}",
            )
        if middle > _STEEP:
            progress.warning(
                f"Half of the slopes of {path} are above {middle:.0f} degrees. If its heights are feet, set their unit."
            )

    def derive(self, window: Window, names: Sequence[str]) -> Floats:
        """Named bands of a window of the DEM's grid, (bands, rows, columns) float64, NaN in voids and outside."""
        cell = self.dem.grid.cell_m
        heights = self.dem.read(window.expanded(1))
        made: dict[str, Floats] = {"elevation": heights}
        if set(names) - {"elevation", "curvature"}:
            east, north, slope = horn(heights, cell)
            made.update(aspect_east=east, aspect_north=north, facing_east=east, facing_north=north, slope=slope)
            if {"aspect", *RADAR} & set(names):
                made["aspect"] = aspect_of(east, north)
            if "hillshade" in names:
                made["hillshade"] = hillshade(east, north, slope)
            made.update(self._seen(made, names))
        if "curvature" in names:
            made["curvature"] = curvature(heights, cell)
        return np.stack([made[name][1:-1, 1:-1] for name in names])

    def _seen(self, made: dict[str, Floats], names: Sequence[str]) -> dict[str, Floats]:
        if self._radar is None:
            return {}
        seen: dict[str, Floats] = {}
        slope, aspect, radar = made["slope"], made.get("aspect"), self._radar
        if aspect is not None and "sensitivity" in names:
            share = sensitivity(slope, aspect, radar.incidence, radar.look_azimuth)
            seen["sensitivity"] = np.where(np.isnan(aspect) & ~np.isnan(slope), 0.0, share)  # nothing moves down a flat
        if aspect is not None and "layover_shadow" in names:
            seen["layover_shadow"] = layover_shadow(slope, aspect, radar.incidence, radar.look_azimuth)
        return seen

    def read(self, window: Window, names: Sequence[str]) -> NDArray[np.float32]:
        """Named bands of a window of the study grid, (bands, rows, columns) float32, NaN where the DEM has no value."""
        part, rows, columns = self._around(window)
        derived = self.derive(part, names)
        values = [(nearest if name in NEAREST else resample)(band, rows, columns) for name, band in zip(names, derived)]
        return np.stack(values).astype(np.float32)

    def _around(self, window: Window) -> tuple[Window, Floats, Floats]:
        """Window of the DEM around a window of the study grid, and the study's cell centres in it (rows, columns)."""
        column, row, ratio = self.place()
        columns = column + (window.column + 0.5 + np.arange(window.columns)) * ratio - 0.5
        rows = row + (window.row + 0.5 + np.arange(window.rows)) * ratio - 0.5
        left, top = int(np.floor(columns[0])) - 1, int(np.floor(rows[0])) - 1
        right, bottom = int(np.ceil(columns[-1])) + 2, int(np.ceil(rows[-1])) + 2
        return Window(left, top, right - left, bottom - top), rows - top, columns - left

    def place(self) -> tuple[float, float, float]:
        """Where the study's grid begins on the DEM's: column, row, and cells of the DEM's in one of the study's."""
        own = self.dem.grid
        return (
            (self.grid.x_min - own.x_min) / own.cell_m,
            (own.y_max - self.grid.y_max) / own.cell_m,
            self.grid.cell_m / own.cell_m,
        )


def nearest(values: Floats, rows: Floats, columns: Floats) -> Floats:
    """Values of the cells in which fractional rows and columns lie (cell centres at whole numbers)."""
    return values[np.ix_(np.floor(rows + 0.5).astype(int), np.floor(columns + 0.5).astype(int))]


def resample(values: Floats, rows: Floats, columns: Floats) -> Floats:
    """Bilinear values at the crossings of fractional rows and columns (cell centres at whole numbers).

    A result is NaN where the nearest cell is; elsewhere missing cells take no part.

    Returns:
        (len(rows), len(columns)) float64.
    """
    row, column = np.floor(rows).astype(int), np.floor(columns).astype(int)
    weights_row, weights_column = (rows - row)[:, None], (columns - column)[None, :]
    known = np.isfinite(values)
    zeroed = np.where(known, values, 0.0)
    total = np.zeros((len(rows), len(columns)))
    weight = np.zeros_like(total)
    for down in (0, 1):
        for right in (0, 1):
            share = (weights_row if down else 1.0 - weights_row) * (weights_column if right else 1.0 - weights_column)
            corner = np.ix_(row + down, column + right)
            total += share * zeroed[corner]
            weight += share * known[corner]
    there = np.isfinite(nearest(values, rows, columns))
    return np.divide(total, weight, out=np.full_like(total, np.nan), where=there & (weight > 0))
