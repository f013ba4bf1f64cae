"""Labels from what one or several people drew, with uncertain areas, a ring along the lines, and complete ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..base.codes import IGNORE
from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.translation import tr
from ..gis.vector import rasterize
from .places import Place


@dataclass(frozen=True)
class Drawing:
    """Polygons (WKB in the grid's CRS).

    Args:
        experts: for each expert the areas that he or she drew on the same ground.
        within: polygons inside which the areas are complete; none: they are complete everywhere.
        uncertain: areas that nobody is sure of.
        ring_m: cells nearer than this to a line do not count, m.
        alone: areas on ground where only one person drew, whatever `experts` says there.
        places: study areas that lie side by side on the grid; none: there is only one.
    """

    experts: Sequence[Sequence[bytes]]
    within: Sequence[bytes] = ()
    uncertain: Sequence[bytes] = ()
    ring_m: float = 0.0
    alone: Sequence[bytes] = ()
    places: Sequence[Place] = ()

    @property
    def areas(self) -> list[bytes]:
        """Everything that anybody drew."""
        return [*(area for areas in self.experts for area in areas), *self.alone]


class Labels:
    """Burns a drawing into windows of a grid and counts how far the experts agree."""

    def __init__(self, drawing: Drawing, grid: Grid) -> None:
        _require_ring(drawing)
        self._drawing, self._grid = drawing, grid
        self._rings = [_ring(area, drawing.ring_m) for area in drawing.areas] if drawing.ring_m > 0 else []
        count = len(drawing.experts)
        self._common, self._union = (np.zeros((count, count)) for _ in range(2))

    def burn(self, window: Window) -> NDArray[np.uint8]:
        """Labels (rows, columns): 1 where every expert drew an area, 0 where none did, IGNORE where they differ.

        Cells too near the lines, in uncertain areas, and where the areas are not complete are IGNORE as well.
        """
        drawing = self._drawing
        votes = [rasterize(areas, self._grid, window) > 0 for areas in drawing.experts]
        inside = rasterize(drawing.within, self._grid, window) > 0 if drawing.within else np.ones(votes[0].shape, bool)
        for first, one in enumerate(votes):
            for second, other in enumerate(votes[:first]):
                self._common[first, second] += np.count_nonzero(one & other & inside)
                self._union[first, second] += np.count_nonzero((one | other) & inside)
        labels = np.where(np.all(votes, axis=0), 1, np.where(np.any(votes, axis=0), IGNORE, 0)).astype(np.uint8)
        if drawing.alone:
            labels[rasterize(drawing.alone, self._grid, window) > 0] = 1
        for polygons in (self._rings, drawing.uncertain):
            if polygons:
                labels[rasterize(polygons, self._grid, window) > 0] = IGNORE
        labels[~inside] = IGNORE
        return labels

    def agreement(self) -> float | None:
        """Mean IoU of the areas of two experts, over all pairs of experts and the windows burnt so far.

        None with one expert.
        """
        pairs = self._union > 0
        return float((self._common[pairs] / self._union[pairs]).mean()) if pairs.any() else None


def _require_ring(drawing: Drawing) -> None:
    """Stop where the ring along the lines leaves no cell of any area.

    Raises:
        InputError: it is wider than all areas are.
    """
    areas = drawing.areas
    if drawing.ring_m > 0 and areas and not any(_has_inside(area, drawing.ring_m) for area in areas):
        raise InputError(
            tr(
                "The ring of {ring} m along drawn lines leaves nothing of any of the {count} areas. Choose a smaller "
                "ring."
            ),
            ring=f"{drawing.ring_m:g}",
            count=len(areas),
        )


def _has_inside(area: bytes, ring_m: float) -> bool:
    """Tell whether a polygon has ground that is farther than a distance from its line."""
    return not ogr.CreateGeometryFromWkb(bytes(area)).Buffer(-ring_m).IsEmpty()


def _ring(area: bytes, width_m: float) -> bytes:
    """Everything within a distance of a polygon's line."""
    return bytes(ogr.CreateGeometryFromWkb(bytes(area)).Boundary().Buffer(width_m).ExportToWkb())
