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
_UNKNOWN = -128  # instead of the whole cycles of a closure
_AT_ONCE = 128  # triangles: their closures stay in the processor's cache
CLASSES = 4  # of targets, by their coherence
_FEWEST = 30  # closures of a class without which it says nothing
_BY_LENGTH = 0.05  # by which a long pair is cheaper to correct than a short one


@dataclass(frozen=True)
class Closures:
    """Statistics of each triangle (t,).

    Args:
        open: values of which the closure is a whole cycle or more.
        known: values of which all three pairs are known, by class of targets (t, classes).
        rest: sum of the closures' part that is no whole cycle, rad, by class of targets (t, classes).
    """

    open: Ints
    known: Ints
    rest: Floats

    def __add__(self, other: Closures) -> Closures:
        return Closures(self.open + other.open, self.known + other.known, self.rest + other.rest)

    @property
    def mean(self) -> Floats:
        """(t,) rad of all targets: about 0 where they are the reference themselves."""
        return np.asarray(self.rest.sum(1) / np.maximum(self.known.sum(1), 1))

    @property
    def bias(self) -> Floats:
        """(t,) rad, the largest that a class of targets does not close by, more than the last class.

        Each pair has an offset of its own: only differences from place to place can be seen. Targets of the last class
        are the most coherent ones, on which short pairs are least biased.
        """
        some = self.known >= _FEWEST
        mean = np.where(some, self.rest / np.maximum(self.known, 1), 0.0)
        apart = np.where(some & some[:, -1:], mean - mean[:, -1:], 0.0)
        largest = np.argmax(np.abs(apart), axis=1)
        return np.asarray(apart[np.arange(len(apart)), largest])


def closures(phase: Reals, triangles: Ints) -> Reals:
    """(t, targets) rad, of phases (m, targets); NaN where a pair has no value."""
    a, b, c = triangles.T
    made: Reals = phase[a]
    made += phase[b]
    made -= phase[c]
    return made


def statistics(phase: Reals, triangles: Ints, member: Ints | None = None) -> Closures:
    """Of the triangles' closures, some triangles at a time.

    Args:
        phase: (m, targets) rad; NaN: no value.
        triangles: (t, 3) pairs.
        member: (targets,) class of each, from 0; None: all are of one.
    """
    member = np.zeros(phase.shape[1], np.int64) if member is None else member
    classes = (member == np.arange(CLASSES)[:, None]).T.astype(np.float32)
    made = Closures(*(np.zeros(shape, kind) for shape, kind in _shapes(len(triangles))))
    for start in range(0, len(triangles), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        closure = closures(phase, triangles[some])
        known = np.isfinite(closure)
        made.open[some] = np.count_nonzero(np.abs(closure) > np.pi, axis=1)
        made.known[some] = np.rint(known.astype(np.float32) @ classes)
        closure -= CYCLE * np.rint(closure / CYCLE)
        closure[~known] = 0
        made.rest[some] = closure @ classes
    return made


def _shapes(triangles: int) -> tuple[tuple[tuple[int, ...], type], ...]:
    return ((triangles,), np.int64), ((triangles, CLASSES), np.int64), ((triangles, CLASSES), np.float64)


class TriangleRepair:
    """Finds the fewest whole cycles that close the triangles.

    Open triangles that are far apart in time have nothing to do with each other: each group of them is solved by
    itself, and each pattern of such a group once.

    Args:
        network: of the pairs.
        patterns: of groups of open triangles that are solved, at most; targets with further ones stay as they are and
            are counted.
    """

    def __init__(self, network: Network, patterns: int = 20_000) -> None:
        self.triangles = network.triangles
        self.unsolved = 0
        self._most, self._pairs = patterns, network.pairs
        self._known: dict[tuple[int, bytes], tuple[Ints, Ints]] = {}
        self._reach = int(np.diff(network.pairs, axis=1).max(initial=1))
        spans = network.spans.astype(float)
        rank = (spans - spans.min(initial=np.inf)) / max(float(np.ptp(spans)) if len(spans) else 0.0, 1.0)
        self._weight = 1 + _BY_LENGTH * (1 - 2 * rank)
        scenes = network.pairs[self.triangles].reshape(-1, 6)
        self._first, self._last = scenes.min(1, initial=2**31), scenes.max(1, initial=0)

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
        coded = np.where(known, whole, _UNKNOWN).astype(np.int8)
        patterns, member = np.unique(coded, axis=1, return_inverse=True)
        member = np.asarray(member).reshape(-1)
        order = np.argsort(member, kind="stable")
        ends = np.searchsorted(member[order], np.arange(patterns.shape[1] + 1))
        for number, pattern in enumerate(np.ascontiguousarray(patterns.T)):
            at = touched[order[ends[number] : ends[number + 1]]]
            solved = [self._group(pattern, *scenes) for scenes in self._groups(pattern)]
            if any(each is None for each in solved):
                self.unsolved += len(at)
                continue
            for pairs, cycles in filter(None, solved):
                added[np.ix_(pairs, at)] += cycles[:, None].astype(np.int16)
        return added

    def _groups(self, pattern: NDArray[np.int8]) -> list[tuple[int, int]]:
        """First and last scene of the open triangles that hang together in time."""
        check_asked()
        opened = np.flatnonzero((pattern != 0) & (pattern != _UNKNOWN))
        opened = opened[np.argsort(self._first[opened], kind="stable")]
        first, last = self._first[opened], np.maximum.accumulate(self._last[opened])
        breaks = np.flatnonzero(first[1:] > last[:-1] + self._reach) + 1
        starts, ends = np.concatenate([[0], breaks]), np.concatenate([breaks, [len(opened)]])
        return [(int(first[start]), int(last[end - 1])) for start, end in zip(starts, ends)]

    def _group(self, pattern: NDArray[np.int8], first: int, last: int) -> tuple[Ints, Ints] | None:
        """Pairs, and the cycles to add to them; None: there are too many patterns."""
        i, j = self._pairs.T
        able = (i >= first - self._reach) & (j <= last + self._reach)
        there = np.flatnonzero(able[self.triangles].any(1) & (pattern != _UNKNOWN))
        inside = there[(self._first[there] >= first) & (self._last[there] <= last)]
        part = np.zeros(len(pattern), np.int8)  # of other groups nothing is asked but that they stay
        part[inside] = pattern[inside]
        key = (first, there.astype(np.int32).tobytes() + part[there].tobytes())
        if key not in self._known:
            if len(self._known) >= self._most:
                return None
            check_asked()
            self._known[key] = self._solved(part, there, able)
        return self._known[key]

    def _solved(self, pattern: NDArray[np.int8], used: Ints, able: NDArray[np.bool_]) -> tuple[Ints, Ints]:
        """Pairs and their cycles, by linear programming: min sum w |u| + s |slack| with T u + slack = -k.

        Args:
            pattern: (t,) whole cycles of the closures.
            used: numbers of the triangles that have to close.
            able: (m,) pairs that may be changed.
        """
        from scipy.optimize import linprog
        from scipy.sparse import coo_matrix, csc_matrix, identity

        triangles = self.triangles[used]
        pairs = np.unique(triangles[able[triangles]])
        column = np.searchsorted(pairs, triangles)
        rows, corners = np.nonzero(able[triangles])
        signs = np.array([1.0, 1.0, -1.0])[corners]
        slack = identity(len(used)).tocoo()
        count = len(pairs)
        entries = [(signs, rows, column[rows, corners]), (-signs, rows, count + column[rows, corners])]
        entries += [(sign * slack.data, slack.row, 2 * count + shift + slack.col) for sign, shift in _both(len(used))]
        values, at, across = (np.concatenate(part) for part in zip(*entries))
        system: csc_matrix = coo_matrix((values, (at, across)), (len(used), 2 * (count + len(used)))).tocsc()
        weight = self._weight[pairs]
        cost = np.concatenate([weight, weight, np.full(2 * len(used), SLACK)])
        found = linprog(cost, A_eq=system, b_eq=-pattern[used].astype(float), bounds=(0, None), method="highs")
        if found.status != 0:
            return pairs[:0], pairs[:0]
        cycles = np.asarray(np.round(found.x[:count] - found.x[count : 2 * count]), np.int64)
        return pairs[cycles != 0], cycles[cycles != 0]


def _both(count: int) -> tuple[tuple[float, int], tuple[float, int]]:
    """Signs of slack, and where its columns begin."""
    return (1.0, 0), (-1.0, count)
