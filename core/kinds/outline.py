"""What the outline of an area says: its size, how compact it is, and along which line it is long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.distances import samples, segments

Floats = NDArray[np.float64]
_WIDE_M = 120.0  # from this mean width on, width says nothing: sizes of invented ground are made up


@dataclass(frozen=True)
class Outline:
    """One area as numbers.

    Args:
        pieces: (n, 4) straight pieces of all rings.
        box: west, south, east, north.
        area_m2: of the polygon.
        middle: (2,) of its outline.
        axis: (2,) unit vector, east and north, along which it is longest.
        long_m, wide_m: extents along the axis and across it.
    """

    pieces: Floats
    box: tuple[float, float, float, float]
    area_m2: float
    middle: Floats
    axis: Floats
    long_m: float
    wide_m: float

    def values(self) -> dict[str, float]:
        """Features of the shape alone."""
        around = float(np.hypot(*(self.pieces[:, 2:] - self.pieces[:, :2]).T).sum())
        return {
            "compact": 4.0 * np.pi * self.area_m2 / max(around, 1e-9) ** 2,
            "long": self.long_m / max(self.wide_m, 1e-9),
            "full": self.area_m2 / max(self.long_m * self.wide_m, 1e-9),
            "narrow": float(np.log10(np.clip(self.area_m2 / max(self.long_m, 1e-9), 1.0, _WIDE_M))),
        }


def outline_of(polygon: bytes) -> Outline:
    """The outline of a polygon, WKB in a metric CRS."""
    shape = ogr.CreateGeometryFromWkb(bytes(polygon))
    pieces = segments(shape)
    west, east, south, north = shape.GetEnvelope()
    points = samples(pieces, max(float(np.sqrt(shape.GetArea())) / 20.0, 0.1))
    middle = points.mean(axis=0)
    axis = np.linalg.eigh(np.cov((points - middle).T))[1][:, -1]
    along = (points - middle) @ axis
    across = (points - middle) @ np.array([-axis[1], axis[0]])
    return Outline(
        pieces,
        (west, south, east, north),
        float(shape.GetArea()),
        middle,
        axis,
        float(np.ptp(along)),
        float(np.ptp(across)),
    )
