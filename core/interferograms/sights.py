"""How the radar saw the targets, in the standard fields: incidence, line of sight, orbit, track.

HyP3's `lv_theta` is the angle of the look vector above the horizon, `lv_phi` its direction from east, anticlockwise;
both in rad, and from the ground to the satellite. LiCSAR's `E`, `N`, `U` are this vector. Band 2 of ISCE2's `los` is
its direction from north, anticlockwise, in degrees. Where there is only a heading, the radar looks to the right.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress
from ..products.facts import Facts
from ..products.kept_fields import INCIDENCE, LOOK, PASS, TRACK
from ..products.looks import looks
from .lattice import Lattice, read_elsewhere
from .products import Layer, Looking

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Cells:
    """Some cells of a lattice, onto which layers are read.

    Args:
        lattice: of the interferograms.
        row, column: (n,).
    """

    def __init__(self, lattice: Lattice, row: Ints, column: Ints) -> None:
        self.lattice, self.row, self.column = lattice, row, column

    def read(self, layer: Layer | None) -> Floats | None:
        """Values (n,) of a layer, NaN where it has none; None where there is no layer, or it is empty there."""
        values = None if layer is None else read_elsewhere(layer, self.lattice, self.row, self.column)
        return values if values is not None and np.isfinite(values).any() else None


def sights(looking: Looking, cells: Cells, source: str, progress: Progress) -> dict[str, NDArray[Any]]:
    """Standard fields (n,) of the targets in some cells; what the producer does not say is left out.

    Args:
        looking: what the producer says.
        cells: of the targets.
        source: what messages call the producer.
        progress: hears what is computed.
    """
    steep = incidence_in(looking, cells)
    vector = _vector(looking, steep, cells)
    known = {} if vector is None else dict(zip(LOOK, vector))
    if steep is not None:
        known[INCIDENCE] = np.degrees(steep)
    filled = {name: _filled(values).astype(np.float32) for name, values in known.items()}
    facts = Facts(orbit=looking.orbit, heading=looking.heading_deg, incidence=looking.incidence_deg)
    made, orbit = looks(filled, facts, len(cells.row), source, progress)
    words = ((TRACK, looking.track), (PASS, orbit))
    return {**{name: np.full(len(cells.row), word, object) for name, word in words if word}, **made}


def incidence_in(looking: Looking, cells: Cells) -> Floats | None:
    """Incidence (n,) rad by the producer's layer; NaN where it has no value, None where there is no layer."""
    read = cells.read(looking.angle)
    if read is None:
        return None
    if looking.angle_is == "elevation":
        return np.pi / 2 - read
    return np.asarray(np.arccos(np.clip(read, -1, 1)) if looking.angle_is == "up" else np.radians(read))


def _vector(looking: Looking, steep: Floats | None, cells: Cells) -> tuple[Floats, Floats, Floats] | None:
    """East, north, up (n,) from the ground to the satellite; None where the layers do not say it."""
    if steep is None:
        return None
    east, north = cells.read(looking.east), cells.read(looking.north)
    if east is not None and north is not None:
        return east, north, np.cos(steep)
    turned = cells.read(looking.azimuth)
    if turned is None:
        return None
    from_east = turned if looking.azimuth_is == "east" else np.radians(turned) + np.pi / 2
    return np.sin(steep) * np.cos(from_east), np.sin(steep) * np.sin(from_east), np.cos(steep)


def _filled(values: Floats) -> Floats:
    """With the median where there is no value: angles change little from cell to cell."""
    return np.where(np.isfinite(values), values, np.nanmedian(values))
