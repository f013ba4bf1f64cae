"""What the ground of an area says: how steep it is, which way it falls, and where in the valley it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..base.grid import Grid, Window
from ..gis.vector import rasterize
from ..terrain.relief import horn
from .outline import Outline

Floats = NDArray[np.float64]
CELL_M = 20.0  # of the ground that is looked at: finer forms say little of the kind of motion
REACH_M = 500.0  # around an area, for its place in the valley
_FLAT_DEG, _STEEP_DEG = 6.0, 30.0
_BESIDE = 4  # cells around an area that it is compared with
_MOST = 4_000_000  # cells of a window that are read; a larger area is not judged by its ground


class Heights(Protocol):
    """Heights of windows of a grid, m, NaN where not known: `terrain.dem.Dem`."""

    grid: Grid

    def read(self, window: Window) -> Floats:
        """(rows, columns) of a window, which may reach outside."""


@dataclass(frozen=True)
class Ground:
    """The ground around one area.

    Args:
        grid: of the arrays.
        heights: (rows, columns) m.
        east, north, slope: of `terrain.relief.horn`.
        inside: cells of the area.
    """

    grid: Grid
    heights: Floats
    east: Floats
    north: Floats
    slope: Floats
    inside: NDArray[np.bool_]

    def values(self, outline: Outline) -> dict[str, float]:
        """Features of the ground; empty where fewer than three cells of it are known."""
        known = self.inside & np.isfinite(self.slope)
        if known.sum() < 3:
            return {}
        slope, heights = self.slope[known], self.heights[known]
        down = np.array([self.east[known].sum(), self.north[known].sum()])
        fall = float(np.hypot(*down))
        sines = float(np.hypot(self.east[known], self.north[known]).sum())
        around = self.heights[np.isfinite(self.heights)]
        low, high = np.quantile(around, [0.02, 0.98])
        return {
            "slope": float(slope.mean()),
            "flat": float((slope < _FLAT_DEG).mean()),
            "steep": float((slope > _STEEP_DEG).mean()),
            "one_facing": fall / max(sines, 1e-9),
            "downhill": abs(float(outline.axis @ down)) / max(fall, 1e-9),
            "place": float((heights.mean() - low) / max(high - low, 1.0)),
            "above": float(np.log10(max(heights.mean() - low, 1.0))),
            "relief": float(np.ptp(heights)) / max(outline.long_m, 1.0),
            "rough": _residual(known, heights) / max(outline.long_m, 1.0),
            **self._form(known, outline),
        }

    def _form(self, known: NDArray[np.bool_], outline: Outline) -> dict[str, float]:
        """How the area lies below and above the plane through the ground beside it, over its length.

        A landslide leaves a hollow at its head and heaps up what it took at its foot.
        """
        grown = self.inside
        for _ in range(_BESIDE):
            grown = _wider(grown)
        beside = grown & ~self.inside & np.isfinite(self.heights)
        if beside.sum() < 6:
            return {}
        raised = self.heights[known] - _on(_plane(beside, self.heights[beside]), known)
        made = {"hollow": -float(raised.mean()) / max(outline.long_m, 1.0)}
        rows, columns = np.nonzero(known)
        along = columns * self.down[0] - rows * self.down[1]
        head, foot = np.quantile(along, [1 / 3, 2 / 3]) if np.isfinite(along).all() else (np.nan, np.nan)
        if head < foot:
            heaped = raised[along >= foot].mean() - raised[along <= head].mean()
            made["heaped"] = float(heaped) / max(outline.long_m, 1.0)
        return made

    @property
    def down(self) -> Floats:
        """East and north part (2,) of the downhill direction of the area as a whole; NaN on flat ground."""
        known = self.inside & np.isfinite(self.slope)
        vector = np.array([self.east[known].sum(), self.north[known].sum()])
        length = float(np.hypot(*vector))
        return vector / length if length > 0 else np.full(2, np.nan)

    def downhill_at(self, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
        """East, north and up part (n,) of the unit vector down the slope at places; NaN where not known or flat."""
        columns, rows = (np.floor(part).astype(np.int64) for part in self.grid.cells_of(x, y))
        here = (columns >= 0) & (columns < self.grid.columns) & (rows >= 0) & (rows < self.grid.rows)
        east, north = np.full(len(x), np.nan), np.full(len(x), np.nan)
        east[here], north[here] = self.east[rows[here], columns[here]], self.north[rows[here], columns[here]]
        sine = np.hypot(east, north)
        steep = sine > np.sin(np.radians(_FLAT_DEG))
        share = np.divide(np.sqrt(np.maximum(1.0 - sine**2, 0.0)), sine, out=np.full(len(x), np.nan), where=steep)
        return share * east, share * north, np.where(steep, -sine, np.nan)


def ground_of(polygon: bytes, outline: Outline, heights: Heights) -> Ground | None:
    """The ground of an area and around it; None where that is too large, or no height is known in it."""
    west, south, east, north = outline.box
    window = heights.grid.window_of(west - REACH_M, south - REACH_M, east + REACH_M, north + REACH_M)
    if window.is_empty or window.rows * window.columns > _MOST:
        return None
    values = heights.read(window)
    if not np.isfinite(values).any():
        return None
    grid = heights.grid.part(window)
    parts = horn(_smooth(_smooth(values)), grid.cell_m)
    return Ground(grid, values, *parts, rasterize([polygon], heights.grid, window) > 0)


def _wider(cells: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The cells and their four neighbours."""
    made = cells.copy()
    made[1:] |= cells[:-1]
    made[:-1] |= cells[1:]
    made[:, 1:] |= cells[:, :-1]
    made[:, :-1] |= cells[:, 1:]
    return made


def _terms(cells: NDArray[np.bool_]) -> Floats:
    """1, row and column of each cell, (n, 3)."""
    rows, columns = np.nonzero(cells)
    return np.column_stack([np.ones(len(rows)), rows, columns])


def _plane(cells: NDArray[np.bool_], heights: Floats) -> Floats:
    """Height at 0, 0 and rise from row to row and from column to column, (3,), by least squares."""
    return np.asarray(np.linalg.lstsq(_terms(cells), heights, rcond=None)[0])


def _on(plane: Floats, cells: NDArray[np.bool_]) -> Floats:
    """Heights (n,) of a plane at cells."""
    return np.asarray(_terms(cells) @ plane)


def _residual(cells: NDArray[np.bool_], heights: Floats) -> float:
    """Deviation of heights from a plane, m; NaN for fewer than six."""
    if len(heights) < 6:
        return np.nan
    return float((heights - _on(_plane(cells, heights), cells)).std())


def _smooth(heights: Floats) -> Floats:
    """Means of three by three cells, of those that are known; NaN stays."""
    known = np.isfinite(heights)
    total = np.pad(np.where(known, heights, 0.0), 1)
    count = np.pad(known.astype(np.float64), 1)
    rows, columns = heights.shape
    sums = [sum(one[i : i + rows, j : j + columns] for i in range(3) for j in range(3)) for one in (total, count)]
    return np.where(known, sums[0] / np.maximum(sums[1], 1.0), np.nan)
