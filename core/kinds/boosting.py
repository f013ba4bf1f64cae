"""Learn sums of small trees from examples: gradient boosting of several kinds at once (Friedman, 2001), by numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Silent, track
from .trees import Floats, Trees, Whole, softmax

_BINS = 32  # values of a feature between which a limit is sought
_ANY = 1e30  # limit of a question whether a value is known at all


@dataclass(frozen=True)
class Boosting:
    """How trees are learnt.

    Args:
        rounds: trees of each kind.
        depth: questions in a row.
        rate: share of a tree's answer that is added.
        least: smallest sum of second derivatives in a branch.
        damping: added to that sum.
        sample: share of the examples that each round sees.
        seed: of the draw.
    """

    rounds: int = 120
    depth: int = 2
    rate: float = 0.15
    least: float = 3.0
    damping: float = 2.0
    sample: float = 0.7
    seed: int = 1


def learn(
    table: Floats,
    kinds: Whole,
    weights: Floats,
    scores: Floats,
    how: Boosting = Boosting(),
    progress: Progress = Silent(),
) -> Trees:
    """Trees that raise the likelihood of examples beyond the scores that they have already.

    Args:
        table: (rows, features), NaN where not known.
        kinds: (rows,) kind of each example, below the number of columns of `scores`.
        weights: (rows,) of the examples.
        scores: (rows, kinds) to begin with.
        how: the numbers of the method.
        progress: of the rounds.
    """
    limits = [_limits(column) for column in table.T]
    bins = np.stack([_binned(column, limit) for column, limit in zip(table.T, limits)], axis=1)
    rng = np.random.default_rng(how.seed)
    current, wanted = scores.copy(), np.eye(scores.shape[1])[kinds]
    grown = []
    for _ in track(list(range(how.rounds)), progress):
        chance = softmax(current)
        drawn = weights * (rng.random(len(weights)) < how.sample)
        for kind in range(scores.shape[1]):
            slope = drawn * (wanted[:, kind] - chance[:, kind])
            bend = drawn * np.maximum(chance[:, kind] * (1.0 - chance[:, kind]), 1e-6)
            tree, node = _grow(bins, limits, slope, bend, how)
            current[:, kind] += tree[3][node]
            grown.append((kind, *tree))
    inner, nodes = 2**how.depth - 1, 2 ** (how.depth + 1) - 1
    if not grown:
        empty = np.zeros((0, inner))
        return Trees(np.zeros(0, np.int64), empty.astype(np.int64), empty, empty.astype(bool), np.zeros((0, nodes)))
    return Trees(*(np.array([tree[part] for tree in grown]) for part in range(5)))


def _limits(values: Floats) -> Floats:
    """Values between which a column may be cut."""
    known = values[np.isfinite(values)]
    if not len(known):
        return np.zeros(0)
    made: Floats = np.unique(np.quantile(known, np.arange(1, _BINS) / _BINS, method="lower"))
    return made


def _binned(values: Floats, limits: Floats) -> Whole:
    """Number of each value's bin: 0 where it is not known, else 1 + how many limits are below it."""
    return np.where(np.isnan(values), 0, 1 + np.searchsorted(limits, np.nan_to_num(values))).astype(np.int64)


def _grow(
    bins: Whole, limits: list[Floats], slope: Floats, bend: Floats, how: Boosting
) -> tuple[tuple[Whole, Floats, NDArray[np.bool_], Floats], Whole]:
    """One tree, as the parts of `Trees`, and the node in which each row ends."""
    inner, nodes = 2**how.depth - 1, 2 ** (how.depth + 1) - 1
    feature, limit = np.full(inner, -1, np.int64), np.zeros(inner)
    unknown, value = np.ones(inner, bool), np.zeros(nodes)
    place = np.zeros(len(bins), np.int64)
    value[0] = how.rate * slope.sum() / (bend.sum() + how.damping)
    for node in range(inner):
        here = np.flatnonzero(place == node)
        best = _best_cut(bins[here], slope[here], bend[here], how)
        left = np.ones(len(here), bool)
        if best is not None:
            feature[node], cut, unknown[node] = best
            ends = limits[feature[node]]
            limit[node] = ends[cut] if cut < len(ends) else _ANY
            column = bins[here, feature[node]]
            left = np.where(column == 0, unknown[node], column <= cut + 1)
        for side, rows in ((2 * node + 1, here[left]), (2 * node + 2, here[~left])):
            place[rows] = side
            one = best is not None
            value[side] = how.rate * slope[rows].sum() / (bend[rows].sum() + how.damping) if one else value[node]
    return (feature, limit, unknown, value), place


def _best_cut(bins: Whole, slope: Floats, bend: Floats, how: Boosting) -> tuple[int, int, bool] | None:
    """Feature, number of its limit, and whether rows without it go left, of the cut that gains most; None: no cut."""
    if not len(bins):
        return None
    features = bins.shape[1]
    place = bins + np.arange(features) * (_BINS + 1)
    size = features * (_BINS + 1)
    sums = [np.bincount(place.ravel(), np.repeat(one, features), size).reshape(features, -1) for one in (slope, bend)]
    (g, h), total_g, total_h = sums, float(slope.sum()), float(bend.sum())
    whole = total_g**2 / (total_h + how.damping)
    best, found = 1e-9, None
    for unknown_left in (True, False):
        extra_g, extra_h = (one[:, :1] if unknown_left else np.zeros((features, 1)) for one in (g, h))
        left_g, left_h = (np.cumsum(one[:, 1:-1], axis=1) + extra for one, extra in ((g, extra_g), (h, extra_h)))
        right_g, right_h = total_g - left_g, total_h - left_h
        gain = left_g**2 / (left_h + how.damping) + right_g**2 / (right_h + how.damping) - whole
        gain[(left_h < how.least) | (right_h < how.least)] = 0.0
        number = int(np.argmax(gain))
        if gain.flat[number] > best:
            best = float(gain.flat[number])
            found = (number // gain.shape[1], number % gain.shape[1], unknown_left)
    return found
