"""Incidence angles and slant ranges of targets, from whatever the producer gives."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from ..phases.places import Places
from .lattice import Lattice
from .products import Looking
from .sights import Cells, incidence_in

Floats = NDArray[np.float64]
_USUAL_INCIDENCE_DEG = 38.0
_EARTH_M, _ORBIT_M = 6_371_000.0, 693_000.0


def incidence_of(looking: Looking, lattice: Lattice, places: Places, notes: list[str]) -> Floats:
    """Incidence (targets,) rad from whatever the producer gives; a usual one, and a note, where it gives none."""
    usual = looking.incidence_deg
    if not math.isfinite(usual):
        usual = _USUAL_INCIDENCE_DEG
        if looking.angle is None:
            notes.append(
                tr(
                    "The incidence angle is not known: {degrees} degrees are taken; it scales the height correction."
                ).format(degrees=f"{usual:g}")
            )
    if looking.angle is None:
        return np.full(len(places), np.radians(usual))
    read = incidence_in(looking, Cells(lattice, places.row, places.column))
    if read is None:
        return np.full(len(places), np.radians(usual))
    return np.where(np.isfinite(read), read, np.nanmedian(read))


def slant_range(incidence: Floats) -> Floats:
    """Distance to the satellite (m) at incidence angles (rad) on a round Earth, at Sentinel-1's height."""
    look = np.arcsin(_EARTH_M * np.sin(incidence) / (_EARTH_M + _ORBIT_M))
    return np.asarray(_EARTH_M * np.sin(incidence - look) / np.sin(look))
