"""Kernels: how the influence of a target falls with the distance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
QUARTIC, GAUSSIAN, PRINTED = "quartic", "gaussian", "printed"
_CUT = 3.0  # bandwidths where the Gaussian kernel ends


@dataclass(frozen=True)
class Kernel:
    """A kernel k(d) of the distance d with bandwidth h.

    Args:
        reach: where it ends, in bandwidths.
        peak: k(0) h^2.
        shape: from q = 1 - (d / (reach h))^2 to `shape_scale` k(d) / k(0), 0 where q <= 0; works in `q`, with room of the same shape.
        shape_scale: what `shape` multiplies by.
    """

    reach: float
    peak: float
    shape: Callable[[Floats, Floats], None]
    shape_scale: float = 1.0


def _twice_positive(q: Floats, room: Floats) -> None:
    """2 max(q, 0), several times as fast as maximum()."""
    np.abs(q, out=room)
    q += room


def _squared(q: Floats, room: Floats) -> None:
    _twice_positive(q, room)
    np.multiply(q, q, out=q)


def _gaussian(q: Floats, room: Floats) -> None:
    np.copysign(np.float32(0.5), q, out=room)
    room += np.float32(0.5)  # 1 inside, 0 outside
    q -= np.float32(1.0)
    q *= np.float32(_CUT**2 / 2.0)
    np.exp(q, out=q)
    q *= room


KERNELS = {
    # (3 / (pi h^2)) (1 - (d/h)^2)^2: unit volume; ArcGIS, QGIS (as "quartic, scaled"), Silverman (1986), Eq. 4.5
    QUARTIC: Kernel(1.0, 3.0 / np.pi, _squared, 4.0),
    # exp(-(d/h)^2 / 2) / (2 pi h^2 (1 - exp(-9/2))) up to 3 h, then 0: what is cut is given back, so that the volume is one
    GAUSSIAN: Kernel(_CUT, 1.0 / (2.0 * np.pi * (1.0 - np.exp(-(_CUT**2) / 2.0))), _gaussian),
    # (3 / (pi h^2)) (1 - (d/h)^2), as Liang et al. (2023) print Eq. 2: volume 1.5
    PRINTED: Kernel(1.0, 3.0 / np.pi, _twice_positive, 2.0),
}
