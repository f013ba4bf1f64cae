"""Classes of velocity for the legends: symmetric about zero, in round numbers that follow the data."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_ROUND = (1.0, 2.0, 5.0)


def velocity_breaks(velocity: NDArray[np.float64]) -> dict[str, str]:
    """Three class limits b1 < b2 < b3 in mm/yr, so that about 1 % of the targets move faster than the outermost.

    Args:
        velocity: (n,) mm/yr.

    Returns:
        Fields of the style `targets`: b1, b2, b3 as text; consecutive numbers of the series 1, 2, 5, 10, 20...
    """
    known = velocity[np.isfinite(velocity)]
    np.abs(known, out=known)
    fast = float(np.quantile(known, 0.99, overwrite_input=True)) if known.size else 0.0
    exponent = math.floor(math.log10(max(fast, 1.0)))
    series = [number * 10.0**power for power in range(exponent - 2, exponent + 2) for number in _ROUND]
    below = [i for i, value in enumerate(series) if value <= max(fast, 1.0) * 1.0001]
    outer = max(below[-1], 2)
    return {f"b{i + 1}": f"{series[outer - 2 + i]:g}" for i in range(3)}
