"""Displacement of each scene from the pairs.

The normal matrix of a network is banded, and is solved for many targets at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.progress import check_asked
from ..phases.network import Network

Floats = NDArray[np.float64]
_BLOCK_BYTES = 9e6  # of the matrices of a block: it stays in the processor's cache
_SINGULAR = 1e-9  # share of a diagonal element below which nothing of it is left
_PULL = 1e-4  # share of a target's largest weight with which a split network is held together
_ROUNDS = 3  # of the velocity that joins the parts of a split network


@dataclass(frozen=True)
class Inverted:
    """Solution of some targets.

    Args:
        series: (n, targets) rad, 0 in the first scene.
        rank: (targets,) independent unknowns that the pairs determine.
        pairs: (targets,) pairs with a value.
        squares: (targets,) weighted sum of squared residuals.
        plain_squares: (targets,) the same with weight 1, rad2.
    """

    series: Floats
    rank: NDArray[np.int64]
    pairs: NDArray[np.int64]
    squares: Floats
    plain_squares: Floats


def weights_of(coherence: Floats, looks: float) -> Floats:
    """1 / variance of the phase of so many looks (1/rad2); coherence is taken as 0.05 to 0.99."""
    squared = np.clip(coherence, 0.05, 0.99) ** 2
    return np.asarray(2 * looks * squared / (1 - squared))


def blocks_of(count: int, network: Network) -> Iterator[slice]:
    """Blocks of targets whose matrices fit the processor's cache."""
    scenes = len(network.days)
    band = int(np.diff(network.pairs, axis=1).max()) if len(network.pairs) else 1
    size = int(max(256, min(8192, _BLOCK_BYTES / (8 * scenes * (band + 3)))))
    for start in range(0, count, size):
        check_asked()
        yield slice(start, min(start + size, count))


def invert(phase: Floats, weight: Floats, network: Network) -> Inverted:
    """Weighted least squares of pairs onto scenes, for a block of targets without a loop over them.

    The normal matrix is the weighted Laplacian of the network; the first scene is 0. A target whose values do not
    join all scenes is held together by a weak pull of each step towards its own straight line.

    Args:
        phase: (m, targets) rad; NaN: no value.
        weight: (m, targets), or (m, 1); what has no value gets 0.
        network: of the pairs.
    """
    valid = np.isfinite(phase)
    weight = weight * valid
    values = np.where(valid, phase, 0.0)
    series, rank = _solved(values, weight, network)
    split = rank < len(network.days) - 1
    if split.any():
        series[:, split] = _pulled(values[:, split], weight[:, split], network, series[:, split])
    squares, plain = _squares(values, valid, weight, network, series)
    return Inverted(series, rank, valid.sum(0), squares, plain)


def _squares(
    values: Floats, valid: NDArray[np.bool_], weight: Floats, network: Network, series: Floats
) -> tuple[Floats, Floats]:
    """Sums of squared residuals (targets,), weighted and plain."""
    squares, plain = np.zeros(values.shape[1]), np.zeros(values.shape[1])
    for numbers in network.by_reach:
        i, j = network.pairs[numbers].T
        left = values[numbers]
        left -= series[j]
        left += series[i]
        left *= valid[numbers]
        left *= left
        plain += left.sum(0)
        left *= weight[numbers]
        squares += left.sum(0)
    return squares, plain


def _solved(
    values: Floats, weight: Floats, network: Network, step: Floats | None = None, pull: Floats | None = None
) -> tuple[Floats, NDArray[np.int64]]:
    """Series (n, targets) and rank (targets,); `step` (n - 1, targets) is what `pull` (targets,) draws each step to."""
    unknowns, targets = len(network.days) - 1, values.shape[1]
    band = int(np.diff(network.pairs, axis=1).max())
    matrix = np.zeros((unknowns, band + 1, targets))
    right = np.zeros((unknowns, targets))
    moved = weight * values
    for (i, j), each, heavy in zip(network.pairs.tolist(), moved, weight):
        _add(matrix, right, (i, j), each, heavy)
    if step is not None and pull is not None:
        for k in range(unknowns):
            _add(matrix, right, (k, k + 1), pull * step[k], pull)
    rank = _factorised(matrix, right, band)
    return _substituted(matrix, right, band), rank


def _add(matrix: Floats, right: Floats, pair: tuple[int, int], moved: Floats, weight: Floats) -> None:
    """Put one observation x_j - x_i, with its weighted value, into the normal equations, which do without scene 0."""
    i, j = pair
    diagonal, side = matrix[j - 1, 0], right[j - 1]
    diagonal += weight
    side += moved
    if i:
        row, side = matrix[i - 1], right[i - 1]
        diagonal, coupled = row[0], row[j - i]
        diagonal += weight
        coupled -= weight
        side -= moved


def _factorised(matrix: Floats, right: Floats, band: int) -> NDArray[np.int64]:
    """Decompose into L D L' in place, with the right side; pivots that vanish become infinite. Rank of each target."""
    unknowns, targets = len(matrix), matrix.shape[2]
    floor = _SINGULAR * matrix[:, 0]
    rank = np.zeros(targets, np.int64)
    factors, product = np.empty((band, targets)), np.empty((band, targets))
    for k in range(unknowns):
        pivot = matrix[k, 0]
        lost = pivot <= floor[k]
        rank += ~lost
        pivot[lost] = np.inf
        reach = min(band, unknowns - 1 - k)
        after = matrix[k, 1 : reach + 1]
        np.divide(after, pivot, out=factors[:reach])
        for ahead in range(reach):
            np.multiply(after[ahead:], factors[ahead], out=product[: reach - ahead])
            matrix[k + ahead + 1, : reach - ahead] -= product[: reach - ahead]
        np.multiply(factors[:reach], right[k], out=product[:reach])
        right[k + 1 : k + 1 + reach] -= product[:reach]
        after[:] = factors[:reach]
        right[k] /= pivot
    return rank


def _substituted(matrix: Floats, right: Floats, band: int) -> Floats:
    """(n, targets) from the decomposed equations, with the first scene."""
    unknowns = len(matrix)
    for k in range(unknowns - 2, -1, -1):
        reach = min(band, unknowns - 1 - k)
        right[k] -= np.einsum("bt,bt->t", matrix[k, 1 : reach + 1], right[k + 1 : k + 1 + reach])
    return np.concatenate([np.zeros((1, right.shape[1])), right])


def _pulled(values: Floats, weight: Floats, network: Network, series: Floats) -> Floats:
    """The same for targets whose network is split: each step is drawn to a straight line through the series so far.

    The series follows linearly from the slope that it is drawn to: once without, once with a slope of 1 is enough.
    """
    targets = values.shape[1]
    years = network.years - network.years.mean()
    pull = np.maximum(_PULL * weight.max(0), 1e-12)
    spans = network.spans[:, None] / 365.25
    slope = (weight * values * spans).sum(0) / np.maximum((weight * spans**2).sum(0), 1e-12)
    both = np.concatenate([values, 0 * values], axis=1), np.concatenate([weight, weight], axis=1)
    steps = np.diff(network.years)[:, None] * np.repeat([0.0, 1.0], targets)
    found = _solved(*both, network, steps, np.concatenate([pull, pull]))[0]
    flat, sloping = found[:, :targets], found[:, targets:]
    for _ in range(_ROUNDS):
        series = flat + slope * sloping
        slope = years @ series / (years @ years)
    return series
