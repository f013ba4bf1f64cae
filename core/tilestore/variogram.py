"""How far cells are alike: the range of a map's variogram."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SILL = 0.95  # share of the variance at which the range is read (practical range, Chilès and Delfiner, 2012)


def variogram_range(field: NDArray[np.float32] | NDArray[np.float64], known: NDArray[np.bool_]) -> float:
    """Distance, in cells, at which the mean semivariance along rows and columns first comes to 95 % of the variance.

    gamma(h) = mean of (z(x) - z(x + h))^2 / 2 over all pairs of known cells (Matheron, 1963), by Fourier transforms.

    Args:
        field: (rows, columns).
        known: cells that count.

    Returns:
        At least 1; at most half of the longer side; 1 where nothing varies.
    """
    values = np.where(known, field, 0.0).astype(np.float64)
    variance = float(field[known].var()) if known.any() else 0.0
    if variance == 0.0:
        return 1.0
    lags = [_semivariances(values, known.astype(np.float64), axis) for axis in (0, 1)]
    length = max(len(each[0]) for each in lags)
    total, pairs = (np.zeros(length) for _ in range(2))
    for sums, counts in lags:
        total[: len(sums)] += sums
        pairs[: len(counts)] += counts
    gamma = np.divide(total, pairs, out=np.zeros(length), where=pairs > 0.5)
    reached = np.flatnonzero(gamma >= SILL * variance)
    return float(max(1, reached[0])) if len(reached) else float(length - 1)


def _semivariances(values: NDArray[np.float64], known: NDArray[np.float64], axis: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sum of (z(x) - z(x + h))^2 / 2 and number of pairs for each lag along an axis, up to half of its length."""
    size = 2 * values.shape[axis]
    masks, firsts, squares = (np.fft.rfft(each, size, axis) for each in (known, values, values**2))

    def products(one: NDArray[np.complex128], other: NDArray[np.complex128]) -> NDArray[np.float64]:
        summed: NDArray[np.float64] = np.fft.irfft(np.sum(np.conj(one) * other, axis=1 - axis), size)
        return summed[: size // 4 + 1]

    sums = (products(masks, squares) + products(squares, masks)) / 2.0 - products(firsts, firsts)
    return sums, products(masks, masks)
