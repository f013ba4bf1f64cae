"""Wrong whole cycles found in time: three pairs that form a triangle have to close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import check_asked
from .network import Network

Floats = NDArray[np.float64]
Reals = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
CYCLE = 2 * np.pi
SLACK = 1.5  # cost of a triangle that is left open, in corrected pairs
_AT_ONCE = 128  # triangles: their closures stay in the processor's cache
_BY_LENGTH = 0.05  # by which a long pair is cheaper to correct than a short one


@dataclass(frozen=True)
class Closures:
    """Statistics of each triangle (t,).

    Args:
        open: values of which the closure is a whole cycle or more.
        known: values of which all three pairs are known.
        bias: mean of the closures' part that is no whole cycle, rad.
    """

    open: Ints
    known: Ints
    bias: Floats

    def __add__(self, other: Closures) -> Closures:
        known = self.known + other.known
        bias = (self.bias * self.known + other.bias * other.known) / np.maximum(known, 1)
        return Closures(self.open + other.open, known, bias)


def closures(phase: Reals, triangles: Ints) -> Reals:
    """(t, targets) rad, of phases (m, targets); NaN where a pair has no value."""
    a, b, c = triangles.T
    made = phase[a]
    made += phase[b]
    made -= phase[c]
    return made


def statistics(phase: Reals, triangles: Ints) -> Closures:
    """Of the triangles' closures, some triangles at a time.

    Args:
        phase: (m, targets) rad; NaN: no value.
        triangles: (t, 3) pairs.
    """
    made = Closures(*(np.zeros(len(triangles), kind) for kind in (np.int64, np.int64, np.float64)))
    for start in range(0, len(triangles), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        closure = closures(phase, triangles[some])
        known = np.isfinite(closure)
        made.known[some] = np.count_nonzero(known, axis=1)
        made.open[some] = np.count_nonzero(np.abs(closure) > np.pi, axis=1)
        closure -= CYCLE * np.rint(closure / CYCLE)
        closure[~known] = 0
        made.bias[some] = closure.sum(1, dtype=np.float64) / np.maximum(made.known[some], 1)
    return made


class TriangleRepair:
    """Finds the fewest whole cycles that close the triangles; each pattern of open triangles is solved once.

    Args:
        network: of the pairs.
        patterns: of open triangles that are solved, at most; targets with further ones stay as they are and are
            counted.
    """

    def __init__(self, network: Network, patterns: int = 20_000) -> None:
        self.network = network
        self.triangles = network.triangles
        self.unsolved = 0
        self._most = patterns
        self._known: dict[bytes, Ints] = {}

    def cycles(self, phase: Reals) -> NDArray[np.int16]:
        """Whole cycles (m, targets) to add to phases (m, targets) rad; NaN: no value."""
        added = np.zeros(phase.shape, np.int16)
        if not len(self.triangles):
            return added
        closure = closures(phase, self.triangles)
        touched = np.flatnonzero((np.abs(closure) > np.pi).any(0))
        closure = closure[:, touched]
        known = np.isfinite(closure)
        whole = np.rint(np.where(known, closure, 0) / CYCLE).astype(np.int8)
        coded = np.where(known, whole, -128).astype(np.int8)
        patterns, member = np.unique(coded, axis=1, return_inverse=True)
        member = np.asarray(member).reshape(-1)
        for number in range(patterns.shape[1]):
            at = touched[member == number]
            solved = self._pattern(patterns[:, number])
            if solved is None:
                self.unsolved += len(at)
            else:
                added[:, at] = solved[:, None]
        return added

    def _pattern(self, pattern: NDArray[np.int8]) -> Ints | None:
        key = pattern.tobytes()
        check_asked()
        if key not in self._known:
            if len(self._known) >= self._most:
                return None
            self._known[key] = self._solved(pattern)
        return self._known[key]

    def _solved(self, pattern: NDArray[np.int8]) -> Ints:
        """Cycles (m,) of one pattern, by linear programming: min sum w |u| + s |slack| with T u + slack = -k."""
        from scipy.optimize import linprog
        from scipy.sparse import coo_matrix, hstack, identity

        used = np.flatnonzero(pattern != -128)
        triangles = self.triangles[used]
        pairs, column = np.unique(triangles, return_inverse=True)
        column = np.asarray(column).reshape(-1, 3)
        rows = np.repeat(np.arange(len(used)), 3)
        matrix = coo_matrix((np.tile([1.0, 1.0, -1.0], len(used)), (rows, column.ravel())), (len(used), len(pairs)))
        slack = identity(len(used))
        spans = self.network.spans[pairs].astype(float)
        rank = (spans - spans.min()) / max(float(np.ptp(spans)), 1.0)
        weight = 1 + _BY_LENGTH * (1 - 2 * rank)
        cost = np.concatenate([weight, weight, np.full(2 * len(used), SLACK)])
        system = hstack([matrix, -matrix, slack, -slack]).tocsc()
        found = linprog(cost, A_eq=system, b_eq=-pattern[used].astype(float), bounds=(0, None), method="highs")
        cycles = np.zeros(len(self.network.pairs), np.int64)
        if found.status == 0:
            solved = found.x[: len(pairs)] - found.x[len(pairs) : 2 * len(pairs)]
            cycles[pairs] = np.asarray(np.round(solved), np.int64)
        return cycles
