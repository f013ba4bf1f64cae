"""Simple maps that a network has to beat: fast targets with a buffer, the thresholded hot spot map, candidate areas.

Their settings are those which score best: on the training ground where a training is scored, on the very ground that is
scored where predicted areas are evaluated, an advantage that the network does not have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from ..areas.motion import FAST_MM_YR
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, track
from ..hotspots.candidate_scores import SURROUNDINGS
from ..hotspots.carried_settings import KEYS, hotspot_settings, stability_mm_yr
from ..targets.targets import Targets
from .candidate_baseline import CandidateBaseline
from .map_bands import Bands
from .scores import Confusion, Mask, confusion

BUFFERS_M = (0.0, 25.0, 50.0, 100.0, 150.0)
# of |velocity|: thresholds for scenes that are much slower or faster than the paper's, up to the fastest target
QUANTILES = (0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999)
PER_DECADE, LOWEST, DECADES = 80, 1e-6, 15  # thresholds of |hot spot|, evenly spaced in the logarithm


class Baseline(Protocol):
    """A map with a few settings, scored with all of them in one pass, then made with the best."""

    name: str

    def add(self, window: Window, reference: Mask, scored: Mask) -> None:
        """Score all settings on a window of the grid."""

    def choose(self) -> tuple[str, Confusion]:
        """The setting with the best F1 in words, and its counts."""

    @property
    def settings(self) -> dict[str, float]:
        """The chosen setting in numbers."""

    def use(self, settings: dict[str, float]) -> None:
        """Take a setting that was chosen before instead of choosing one."""

    def mask(self, window: Window) -> Mask:
        """The map with the chosen setting, (rows, columns)."""


class HotSpotBaseline:
    """Cells where |hot spot| reaches a threshold."""

    name = "hot spot map, threshold"

    def __init__(self, bands: Bands) -> None:
        self._bands = bands
        self._unit = next((band.unit for band in bands.reader.bands if band.name == "hotspot"), "")
        self._counts = np.zeros((2, DECADES * PER_DECADE + 1), np.int64)
        self._rank = 1

    def _ranks(self, window: Window) -> NDArray[np.int64]:
        """Number of thresholds that |hot spot| reaches; 0 where it is null or nothing."""
        strength = np.abs(self._bands.read(window, "hotspot").astype(float))
        safe = np.where(np.isfinite(strength), np.maximum(strength, LOWEST / 10), LOWEST / 10)
        rank = np.floor(np.log10(safe / LOWEST) * PER_DECADE) + 1
        ranks: NDArray[np.int64] = np.clip(rank, 0, DECADES * PER_DECADE).astype(np.int64)
        return ranks

    def add(self, window: Window, reference: Mask, scored: Mask) -> None:
        """Score all thresholds."""
        code = reference[scored] * self._counts.shape[1] + self._ranks(window)[scored]
        self._counts += np.bincount(code, minlength=self._counts.size).reshape(self._counts.shape)

    def choose(self) -> tuple[str, Confusion]:
        """The best of all thresholds."""
        above = np.cumsum(self._counts[:, ::-1], axis=1)[:, ::-1]
        wrong, right = above[:, 1:]
        negatives, positives = (int(total) for total in self._counts.sum(axis=1))
        f1 = 2 * right / np.maximum(right + wrong + positives, 1)
        best = int(len(f1) - 1 - np.argmax(f1[::-1]))  # the highest threshold among equals
        self._rank = best + 1
        tp, fp = int(right[best]), int(wrong[best])
        threshold = LOWEST * 10 ** (best / PER_DECADE)
        unit = " " + self._unit.replace("km2", "km²") if self._unit else ""
        return f"|hot spot| ≥ {float(f'{threshold:.3g}'):g}{unit}", Confusion(tp, fp, positives - tp, negatives - fp)

    @property
    def settings(self) -> dict[str, float]:
        """The threshold, in the unit of the map."""
        return {"threshold": LOWEST * 10 ** ((self._rank - 1) / PER_DECADE)}

    def use(self, settings: dict[str, float]) -> None:
        """Take this threshold."""
        self._rank = round(np.log10(settings["threshold"] / LOWEST) * PER_DECADE) + 1

    def mask(self, window: Window) -> Mask:
        """The thresholded map."""
        return np.asarray(self._ranks(window) >= self._rank)


class MotionBaseline:
    """Cells within a buffer around targets that are faster than a threshold."""

    name = "fast targets, buffer"

    def __init__(
        self, grid: Grid, targets: Targets | None, bands: Bands | None, band: str = "", stability: float | None = None
    ) -> None:
        """Take the velocities from targets or, without them, from a band of the stack.

        `stability` is one more threshold, mm/yr.
        """
        self._grid, self._bands, self._band, self._stability = grid, bands, band, stability
        self._margin = int(np.ceil(max(BUFFERS_M) / grid.cell_m)) + 1
        self._speed = self._column = self._row = np.empty(0)
        if targets is not None:
            known = np.isfinite(targets.velocity)
            column, row = grid.cells_of(targets.x[known], targets.y[known])
            self._column, self._row = np.floor(column), np.floor(row)
            self._speed = np.abs(targets.velocity[known])
        self.thresholds = thresholds(self._speed, stability)
        self._scores = [[Confusion() for _ in BUFFERS_M] for _ in self.thresholds]
        self._best = (self.thresholds[0], BUFFERS_M[0])

    def prepare(self, progress: Progress = Silent()) -> None:
        """Without targets: choose the list of thresholds after every eighth cell of the band."""
        if self._bands is None:
            return
        found = []
        for window in track(self._grid.windows(1024), progress):
            sample = self._bands.read(window, self._band)[::8, ::8]
            found.append(np.abs(sample[np.isfinite(sample) & (sample != 0)]))
        self.thresholds = thresholds(np.concatenate(found).astype(float), self._stability)
        self._scores = [[Confusion() for _ in BUFFERS_M] for _ in self.thresholds]

    def _fastest(self, window: Window) -> NDArray[np.float64]:
        """Largest |velocity| in each cell, mm/yr; 0 without a target."""
        if self._bands is not None:
            speed: NDArray[np.float64] = np.abs(np.nan_to_num(self._bands.read(window, self._band).astype(float)))
            return speed
        inside = (self._column >= window.column) & (self._column < window.column + window.columns)
        inside &= (self._row >= window.row) & (self._row < window.row + window.rows)
        cells = np.zeros(window.shape)
        place = (self._row[inside] - window.row).astype(int), (self._column[inside] - window.column).astype(int)
        np.maximum.at(cells, place, self._speed[inside])
        return cells

    def _distance(self, window: Window, threshold: float) -> NDArray[np.float64]:
        """Distance of each cell to the nearest faster one, m, between centres of cells; infinite without any."""
        outer = window.expanded(self._margin)
        fast = self._fastest(outer) > threshold
        if not fast.any():
            return np.full(window.shape, np.inf)
        distance: NDArray[np.float64] = distance_transform_edt(~fast) * self._grid.cell_m
        inner: NDArray[np.float64] = distance[window.relative_to(outer).slices]
        return inner

    def add(self, window: Window, reference: Mask, scored: Mask) -> None:
        """Score all thresholds with all buffers."""
        for row, threshold in zip(self._scores, self.thresholds):
            distance = self._distance(window, threshold)
            for index, buffer_m in enumerate(BUFFERS_M):
                row[index] += confusion(distance <= buffer_m, reference, scored)

    def choose(self) -> tuple[str, Confusion]:
        """The best pair of threshold and buffer."""
        f1 = np.array([[score.f1 for score in row] for row in self._scores])
        index = int(np.argmax(np.nan_to_num(f1, nan=-1.0)))
        row, column = divmod(index, len(BUFFERS_M))
        self._best = threshold, buffer_m = self.thresholds[row], BUFFERS_M[column]
        return f"|v| > {threshold:g} mm/yr, {buffer_m:g} m", self._scores[row][column]

    @property
    def settings(self) -> dict[str, float]:
        """Threshold of |velocity| and width of the buffer."""
        return {"speed_mm_yr": self._best[0], "buffer_m": self._best[1]}

    def use(self, settings: dict[str, float]) -> None:
        """Take this threshold and buffer."""
        self._best = (settings["speed_mm_yr"], settings["buffer_m"])

    def mask(self, window: Window) -> Mask:
        """The buffered targets."""
        threshold, buffer_m = self._best
        return np.asarray(self._distance(window, threshold) <= buffer_m)


def thresholds(speed: NDArray[np.float64], stability: float | None = None) -> list[float]:
    """The paper's 10 mm/yr, its half and double, the stability threshold, quantiles of the speeds and half the fastest.

    All in mm/yr. A velocity that no target exceeds is none of them.
    """
    choices = {0.5 * FAST_MM_YR, FAST_MM_YR, 2 * FAST_MM_YR}
    if stability:
        choices.add(stability)
    if len(speed):
        fastest = float(speed.max())
        choices |= {float(f"{value:.3g}") for value in (*np.quantile(speed, QUANTILES), 0.5 * fastest)}
        choices = {value for value in choices if value < fastest} or {0.5 * fastest}
    return sorted(choices)


def baselines_for(
    grid: Grid, bands: Bands | None, targets: Targets | None, progress: Progress = Silent()
) -> Sequence[Baseline]:
    """The baselines that the given data allow."""
    names = bands.reader.names if bands is not None else []
    found: list[Baseline] = []
    stability = stability_mm_yr(bands.reader) if bands is not None else None
    band = next((name for name in ("targets", "velocity") if name in names), "")
    if targets is not None:
        found.append(MotionBaseline(grid, targets, None, stability=stability))
    elif bands is not None and band:
        motion = MotionBaseline(grid, None, bands, band, stability)
        motion.prepare(progress)
        found.append(motion)
    if bands is not None and "hotspot" in names:
        found.append(HotSpotBaseline(bands))
    if targets is not None and np.isfinite(targets.velocity).any():
        made = hotspot_settings(bands.reader) if bands is not None else {}
        distance, bandwidth = (float(made[key]) if key in made else None for key in KEYS)
        surroundings = SURROUNDINGS * bandwidth if bandwidth else None
        found.append(CandidateBaseline(grid, targets, distance, surroundings, stability, progress))
    return found
