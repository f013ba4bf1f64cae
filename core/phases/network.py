"""The network of scenes and pairs.

Which pairs are used, whether they hang together, which of them no triangle checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Network:
    """Scenes and the pairs between them.

    Args:
        days: (n,) of the scenes, from the first.
        pairs: (m, 2) numbers of scenes, older first.
    """

    days: Ints
    pairs: Ints

    @property
    def years(self) -> Floats:
        """(n,) of the scenes, from the first."""
        return self.days / 365.25

    @property
    def spans(self) -> Ints:
        """(m,) days of each pair."""
        return np.asarray(self.days[self.pairs[:, 1]] - self.days[self.pairs[:, 0]])

    @cached_property
    def by_reach(self) -> list[Ints]:
        """Numbers of the pairs that reach one scene ahead, two, and so on."""
        reach = np.diff(self.pairs, axis=1)[:, 0]
        return [np.flatnonzero(reach == each) for each in np.unique(reach)]

    @cached_property
    def triangles(self) -> Ints:
        """(t, 3) numbers of pairs a, b, c of which a then b leads where c leads at once."""
        number = {(int(i), int(j)): m for m, (i, j) in enumerate(self.pairs)}
        after: dict[int, list[int]] = {}
        for i, j in self.pairs.tolist():
            after.setdefault(i, []).append(j)
        found = [
            (number[i, j], number[j, k], number[i, k]) for i, j in number for k in after.get(j, []) if (i, k) in number
        ]
        return np.array(found, np.int64).reshape(-1, 3)

    @cached_property
    def bridges(self) -> Ints:
        """Numbers of the pairs that no triangle checks."""
        return np.setdiff1d(np.arange(len(self.pairs)), self.triangles.ravel())

    @cached_property
    def parts(self) -> Ints:
        """(n,) number of the part of the network that each scene belongs to, from 0."""
        return parts_of(len(self.days), self.pairs)


def network_of(dates: Sequence[tuple[date, date]]) -> tuple[Network, list[date]]:
    """The network of pairs of dates (m), and its scenes in the order of time."""
    scenes = sorted({day for pair in dates for day in pair})
    number = {day: k for k, day in enumerate(scenes)}
    pairs = np.array([(number[first], number[second]) for first, second in dates], np.int64).reshape(-1, 2)
    days = np.array([(day - scenes[0]).days for day in scenes], np.int64)
    return Network(days, pairs), scenes


def parts_of(scenes: int, pairs: Ints) -> Ints:
    """Number of the connected part of each scene (n,), by union of sets; numbered in the order of the scenes."""
    parent = list(range(scenes))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for i, j in np.asarray(pairs).tolist():
        parent[root(j)] = root(i)
    return np.asarray(np.unique([root(k) for k in range(scenes)], return_inverse=True)[1], np.int64)


@dataclass(frozen=True)
class Choice:
    """Which pairs are used, and why the others are not.

    Args:
        used: numbers of pairs, in the order given.
        reasons: number of a pair -> why it is left out.
        readmitted: pairs beyond the limits that are used all the same, since they join parts or close a triangle.
    """

    used: Ints
    reasons: dict[int, str]
    readmitted: Ints


def choose_pairs(network: Network, baselines: Floats, max_days: float, max_baseline: float) -> Choice:
    """Keep the short pairs; take back, shortest first, what joins parts or puts a bridge into a triangle.

    Args:
        network: of all pairs.
        baselines: (m,) m; NaN where not known: not judged.
        max_days: 0: no limit.
        max_baseline: m; 0: no limit.
    """
    spans = network.spans
    reasons: dict[int, str] = {}
    for pair, (span, baseline) in enumerate(zip(spans.tolist(), np.abs(baselines).tolist())):
        if max_days and span > max_days:
            reasons[pair] = tr("{days} days, longer than {limit}").format(days=span, limit=f"{max_days:g}")
        elif max_baseline and baseline > max_baseline:
            reasons[pair] = tr("baseline of {metres} m, longer than {limit} m").format(
                metres=f"{baseline:.0f}", limit=f"{max_baseline:g}"
            )
    used = [pair for pair in range(len(spans)) if pair not in reasons]
    readmitted: list[int] = []
    for pair in sorted(reasons, key=lambda each: (int(spans[each]), each)):
        if _helps(network, used + readmitted, pair):
            readmitted.append(pair)
    for pair in readmitted:
        del reasons[pair]
    return Choice(np.array(sorted(used + readmitted), np.int64), reasons, np.array(readmitted, np.int64))


def _helps(network: Network, used: list[int], pair: int) -> bool:
    """Tell whether a further pair joins two parts, or puts a bridge into a triangle."""
    before = Network(network.days, network.pairs[used].reshape(-1, 2))
    parts = before.parts
    i, j = network.pairs[pair]
    if parts[i] != parts[j]:
        return True
    bridges = {tuple(each) for each in before.pairs[before.bridges].tolist()}
    if not bridges:
        return False
    known = {frozenset(each) for each in before.pairs.tolist()}
    for k in range(len(network.days)):
        sides = (frozenset((int(i), k)), frozenset((int(j), k)))
        closed = k not in (i, j) and sides[0] in known and sides[1] in known
        if closed and any(tuple(sorted(side)) in bridges for side in sides):
            return True
    return False


def _differences(pairs: Ints, scenes: int) -> Floats:
    """(m, n) that makes differences of pairs from values of scenes."""
    design = np.zeros((len(pairs), scenes))
    design[np.arange(len(pairs)), pairs[:, 0]] = -1
    design[np.arange(len(pairs)), pairs[:, 1]] = 1
    return design


def scene_baselines(network: Network, baselines: Floats) -> tuple[Floats, float]:
    """Baselines of the scenes (n,) against the first, from those of the pairs (m,), and their largest misfit in m.

    Pairs without a known baseline are left out; all NaN where a scene is not reached by the others.
    """
    known = np.isfinite(baselines)
    count = len(network.days)
    if not known.any() or parts_of(count, network.pairs[known]).any():
        return np.full(count, np.nan), float("nan")
    design = _differences(network.pairs[known], count)
    solved = np.linalg.lstsq(design[:, 1:], baselines[known], rcond=None)[0]
    scenes = np.concatenate([[0.0], solved])
    return scenes, float(np.abs(design @ scenes - baselines[known]).max())
