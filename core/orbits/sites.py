"""Sites: places at which the targets of all tracks are brought together, and what each track says there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..base.grid import Grid
from ..base.progress import Progress, check_cancelled
from ..hotspots.reference import DEVIATIONS, robust_deviation, stable_ground
from .tracks import Floats, Track

ENOUGH = 5  # targets of each track within the proposed radius, at half of the sites
LEAST_M = 10.0
_SPARSER = 4.0  # times the densest track's own radius, at most
_BLOCK = 20_000  # sites whose pairs are held at a time
_SAMPLE = 20_000
_FEWEST = 10  # sites from which an offset or a noise is taken
_WITHIN = 3  # targets of a site from which on its scatter counts


@dataclass(frozen=True)
class Sites:
    """What t tracks say at n sites.

    Args:
        x, y: (n,) m.
        counts: (t, n) targets.
        means: (t, n) mean velocity towards the satellite, mm/yr; NaN without a target.
        looks: (t, n, 3) mean unit vectors to the satellite.
        own: (t, n) mean velocity of the targets that lie exactly at this site, mm/yr; NaN without any. Each target
            counts at one site, so that the noise of two sites is independent, as Gi* wants it.
        noise: (t,) standard deviation of one target's velocity, mm/yr.
        coherence, height: (n,) mean of all targets; NaN where not known.
    """

    x: Floats
    y: Floats
    counts: NDArray[np.int64]
    means: Floats
    looks: Floats
    own: Floats
    noise: Floats
    coherence: Floats
    height: Floats

    def __len__(self) -> int:
        return len(self.x)

    @property
    def variances(self) -> Floats:
        """(t, n) of the means, (mm/yr)^2; NaN without a target."""
        return np.asarray(np.where(self.counts > 0, self.noise[:, None] ** 2 / np.maximum(self.counts, 1), np.nan))


def proposed_radius(tracks: Sequence[Track]) -> float:
    """The distance within which half of the densest track's targets have 5 targets of every track, m, two digits.

    At most four times that for the densest track alone: tracks that lie apart have no common radius.
    """
    order = sorted(tracks, key=lambda track: -len(track))
    places = np.column_stack([order[0].x, order[0].y])[:: -(-len(order[0]) // _SAMPLE)]
    reaches = []
    for track in order:
        rank = min(ENOUGH, len(track))
        distance = cKDTree(np.column_stack([track.x, track.y])).query(places, k=[rank])[0]
        reaches.append(max(LEAST_M, float(np.median(distance))))
    return float(f"{1.001 * min(max(reaches), _SPARSER * reaches[0]):.2g}")


def sites_of_targets(tracks: Sequence[Track], radius_m: float, progress: Progress) -> Sites:
    """Sites at the targets of every track, each with the mean of every track's targets within the radius.

    No target is moved to a neighbour of another track: Gi* and candidate areas of an orbit find its own targets where
    they lie. Brought to the places of the densest track, half of the others share a place, and small landslides are
    lost (benchmarks/two_orbits.py).
    """
    own = [np.column_stack([track.x, track.y]) for track in tracks]
    places, at = np.unique(np.concatenate(own), axis=0, return_inverse=True)
    numbers = np.split(at.ravel(), np.cumsum([len(track) for track in tracks])[:-1])
    trees = [cKDTree(one) for one in own]
    gathered = _Gathered(len(places), len(tracks))
    for start in range(0, len(places), _BLOCK):
        check_cancelled(progress)
        block = cKDTree(places[start : start + _BLOCK])
        for number, (track, tree) in enumerate(zip(tracks, trees)):
            pairs = block.sparse_distance_matrix(tree, radius_m * (1 + 1e-12), output_type="ndarray")
            gathered.add(number, track, pairs["i"] + start, pairs["j"])
        progress.update(min(1.0, (start + _BLOCK) / len(places)))
    means = np.stack([_means_at(at, track.velocity, len(places)) for at, track in zip(numbers, tracks)])
    return gathered.sites(places[:, 0].copy(), places[:, 1].copy(), tracks, means)


def _means_at(at: NDArray[np.int64], velocity: Floats, count: int) -> Floats:
    """Mean velocity (count,) of the targets of a track at each place; NaN where it has none."""
    found = np.bincount(at, minlength=count)
    total = np.bincount(at, velocity, count)
    return np.divide(total, found, out=np.full(count, np.nan), where=found > 0)


def sites_of_cells(tracks: Sequence[Track], grid: Grid) -> Sites:
    """Sites at the centres of the cells of a grid that hold a target of any track, with the means of their targets."""
    cells = []
    for track in tracks:
        columns, rows = (np.floor(part).astype(np.int64) for part in grid.cells_of(track.x, track.y))
        outside = (columns < 0) | (columns >= grid.columns) | (rows < 0) | (rows >= grid.rows)
        cells.append(np.where(outside, -1, rows * grid.columns + columns))
    present = np.unique(np.concatenate(cells))
    present = present[present >= 0]
    gathered = _Gathered(len(present), len(tracks))
    for number, (track, cell) in enumerate(zip(tracks, cells)):
        inside = np.flatnonzero(cell >= 0)
        gathered.add(number, track, np.searchsorted(present, cell[inside]), inside)
    x = grid.x_min + (present % grid.columns + 0.5) * grid.cell_m
    y = grid.y_max - (present // grid.columns + 0.5) * grid.cell_m
    return gathered.sites(x, y, tracks)


class _Gathered:
    """Sums over the targets of each site."""

    def __init__(self, count: int, tracks: int) -> None:
        self._counts = np.zeros((tracks, count), np.int64)
        self._sums = np.zeros((tracks, count))
        self._squares = np.zeros((tracks, count))
        self._looks = np.zeros((tracks, count, 3))
        self._others = np.zeros((2, 2, count))  # coherence and height: how many know it, and their sum

    def add(self, number: int, track: Track, site: NDArray[np.int64], target: NDArray[np.int64]) -> None:
        """Targets of a track that belong to sites, pair by pair."""
        count = self._counts.shape[1]
        shifted = track.velocity - np.median(track.velocity)  # squares of small numbers keep their digits
        self._counts[number] += np.bincount(site, minlength=count)
        self._sums[number] += np.bincount(site, shifted[target], count)
        self._squares[number] += np.bincount(site, shifted[target] ** 2, count)
        for axis in range(3):
            self._looks[number, :, axis] += np.bincount(site, track.look[target, axis], count)
        for row, values in enumerate((track.coherence, track.height)):
            known = np.isfinite(values[target])
            self._others[row, 0] += np.bincount(site[known], minlength=count)
            self._others[row, 1] += np.bincount(site[known], values[target][known], count)

    def sites(self, x: Floats, y: Floats, tracks: Sequence[Track], own: Floats | None = None) -> Sites:
        """Means from the sums; `own` is the same where each target belongs to one site anyway."""
        some = np.maximum(self._counts, 1)
        means = np.where(self._counts > 0, self._sums / some, np.nan)
        length = np.linalg.norm(self._looks, axis=2, keepdims=True)
        looks = np.divide(self._looks, length, out=np.full_like(self._looks, np.nan), where=length > 0)
        noise = np.array([self._noise(number, track) for number, track in enumerate(tracks)])
        middles = np.array([np.median(track.velocity) for track in tracks])
        others = [
            np.divide(total, known, out=np.full(len(x), np.nan), where=known > 0) for known, total in self._others
        ]
        means = means + middles[:, None]
        return Sites(x, y, self._counts, means, looks, means if own is None else own, noise, *others)

    def _noise(self, number: int, track: Track) -> float:
        """Standard deviation of one target's velocity: the median scatter within sites of three targets or more.

        Else what the producer states, else the spread of the stable ground.
        """
        count = self._counts[number]
        many = count >= _WITHIN
        if int(many.sum()) >= _FEWEST:
            n = count[many].astype(float)
            variance = np.maximum(self._squares[number][many] - self._sums[number][many] ** 2 / n, 0.0) / (n - 1)
            middle = (1.0 - 2.0 / (9.0 * (n - 1))) ** 3  # median of chi-square over its degrees of freedom
            found = float(np.sqrt(np.median(variance / middle)))
            if found > 0:
                return found
        stated = track.deviation[track.deviation > 0]
        return float(np.median(stated)) if len(stated) else stable_ground(track.velocity).spread or 1.0


def aligned(sites: Sites, tracks: Sequence[Track], progress: Progress) -> Sites:
    """Sites whose means are 0 on ground that two tracks or more call stable; the offset of each track is said.

    A track calls a site stable where its mean lies within two spreads of the level of its own stable ground (see
    `stable_ground`).
    """
    ground = [stable_ground(track.velocity) for track in tracks]
    levels, spreads = np.array([one.level for one in ground]), np.array([one.spread for one in ground])
    calm = np.abs(sites.means - levels[:, None]) <= DEVIATIONS * np.maximum(spreads, 1e-12)[:, None]
    common = calm & (calm.sum(axis=0) >= 2)
    offsets = np.empty(len(tracks))
    for number, track in enumerate(tracks):
        here = sites.means[number][common[number]]
        enough = len(here) >= _FEWEST
        offsets[number] = float(np.median(here)) if enough else levels[number]
        where = f"{len(here)} sites that another track calls stable too" if enough else "its own stable ground alone"
        progress.message(f"{track.name}: an offset of {offsets[number]:+.2f} mm/yr is taken away, found on {where}.")
        if not enough:
            progress.warning(
                f"{track.name}: only {len(here)} sites are stable in this and another track. The references of the "
                "tracks may differ, and with them east and up."
            )
    return replace(sites, means=sites.means - offsets[:, None], own=sites.own - offsets[:, None])


def thresholds(sites: Sites) -> Floats:
    """Speed (t,) mm/yr along the line of sight from which on a site moves: two robust deviations of the site means."""
    found = []
    for means in sites.means:
        known = means[np.isfinite(means)]
        spread = stable_ground(known).spread if len(known) else 0.0
        found.append(DEVIATIONS * (spread or robust_deviation(known) if len(known) else 0.0))
    return np.array(found)


def blocks(count: int) -> Iterator[slice]:
    """Slices of at most so many sites as are worked on at a time."""
    return (slice(start, min(start + _BLOCK, count)) for start in range(0, count, _BLOCK))
