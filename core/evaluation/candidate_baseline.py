"""Candidate areas as simple maps that a network has to beat: cells that move with their surroundings."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent
from ..hotspots.candidate_scores import MOVING_SHARE, SIGNIFICANT, SURROUNDINGS
from ..hotspots.gi_star import ROBUST, GiOptions, gi_star
from ..hotspots.kernel_density import QUARTIC, KernelField, local_mean
from ..hotspots.reference import proposed_stability
from ..hotspots.spacing import following_distance
from ..targets.targets import Targets
from .scores import Confusion, Mask

FACTORS = (0.5, 0.75, 1.0, 1.5, 2.5, 4.0)  # of the stability threshold
OF_HOT_SPOT = {"stability_factor": 1.0, "score": 1.0}  # the thresholds with which Hot Spot draws candidate areas
_STEPS, _MOST = 40, 2.0  # thresholds of the score, evenly spaced up to this one

Floats = NDArray[np.float64]


class CandidateBaseline:
    """Cells that score as candidate areas do (`CandidateScores`), with the best thresholds of score and stability.

    A cell's score is the smaller of two ratios: mean z of the targets around to `SIGNIFICANT`, and the share of them
    that move one way beyond the stability threshold to `MOVING_SHARE`. Both thresholds are chosen; small areas are left
    out as those of the other simple maps are.

    Args:
        grid: whose cells are scored.
        targets: in its CRS.
        distance_m: distance band of Gi*; None: it follows the spacing of the targets.
        surroundings_m: radius within which a cell looks around; None: four fifths of the distance band.
        stability_mm_yr: that which is varied; None: as Hot Spot proposes it.
        progress: asked whether to stop.
        places: bounds (west, south, east, north) of study areas that lie apart on the grid, each with its own stable
            ground; none: there is only one.
    """

    name = "candidate areas"

    def __init__(
        self,
        grid: Grid,
        targets: Targets,
        distance_m: float | None = None,
        surroundings_m: float | None = None,
        stability_mm_yr: float | None = None,
        progress: Progress = Silent(),
        places: Sequence[Sequence[float]] = (),
    ) -> None:
        known = np.isfinite(targets.velocity)
        x, y, velocity = targets.x[known], targets.y[known], targets.velocity[known]
        distance = distance_m or following_distance(x, y).distance_m
        z = np.zeros(len(x))
        for own in _apart(x, y, places):
            z[own] = gi_star(x[own], y[own], velocity[own], distance, progress, GiOptions(centre=ROBUST)).z
        middle = stability_mm_yr or proposed_stability(velocity)[0]
        self.stabilities = [float(f"{factor * middle:.3g}") for factor in FACTORS]
        moving = [sign * velocity > limit for limit in self.stabilities for sign in (1.0, -1.0)]
        rows = np.stack([np.ones(len(x)), z, *(part.astype(float) for part in moving)])
        self._field = KernelField(grid, x, y, rows, surroundings_m or SURROUNDINGS * distance, QUARTIC)
        self._counts = np.zeros((len(self.stabilities), 2, _STEPS + 1), np.int64)
        self._best = (0, 0)

    def _ranks(self, window: Window) -> NDArray[np.int8]:
        """Number of thresholds that the score reaches with each stability threshold, (k, rows, columns)."""
        sums, _ = self._field.sums(window)
        if not sums[0].any():
            return np.zeros((len(self.stabilities), *window.shape), np.int8)
        z, *shares = (np.nan_to_num(local_mean(part, sums[0])) for part in sums[1:])
        ways = np.stack(shares).reshape(len(self.stabilities), 2, *window.shape) / MOVING_SHARE
        score = np.minimum(ways, np.stack([z, -z]) / SIGNIFICANT).max(axis=1)
        ranks: NDArray[np.int8] = np.clip(np.floor(score * _STEPS / _MOST + 1e-6), 0, _STEPS).astype(np.int8)
        return ranks

    def add(self, window: Window, reference: Mask, scored: Mask) -> None:
        """Score all settings."""
        code = reference[scored] * (_STEPS + 1)
        shape = self._counts[0].shape
        for number, ranks in enumerate(self._ranks(window)):
            self._counts[number] += np.bincount(code + ranks[scored], minlength=shape[0] * shape[1]).reshape(shape)

    def choose(self) -> tuple[str, Confusion]:
        """The best pair of stability threshold and score."""
        above = np.cumsum(self._counts[:, :, ::-1], axis=2)[:, :, ::-1][:, :, 1:]
        wrong, right = above[:, 0], above[:, 1]
        positives = int(self._counts[0, 1].sum())
        f1 = 2 * right / np.maximum(right + wrong + positives, 1)
        setting, rank = (int(place) for place in np.unravel_index(int(np.argmax(f1)), f1.shape))
        self._best = (setting, rank + 1)
        return self.scored()

    def scored(self) -> tuple[str, Confusion]:
        """The present pair of thresholds in words, and its counts."""
        setting, rank = self._best
        wrong, right = (int(total) for total in self._counts[setting, :, rank:].sum(axis=1))
        negatives, positives = (int(total) for total in self._counts[0].sum(axis=1))
        words = f"|v| > {self.stabilities[setting]:g} mm/yr, s ≥ {rank * _MOST / _STEPS:g}"
        return words, Confusion(right, wrong, positives - right, negatives - wrong)

    @property
    def settings(self) -> dict[str, float]:
        """The stability threshold, as a multiple of the stack's own, and the threshold of the score."""
        setting, rank = self._best
        return {"stability_factor": FACTORS[setting], "score": rank * _MOST / _STEPS}

    def use(self, settings: dict[str, float]) -> None:
        """Take these thresholds; the nearest of those that can be chosen."""
        factor = int(np.argmin(np.abs(np.array(FACTORS) - settings["stability_factor"])))
        self._best = (factor, round(settings["score"] * _STEPS / _MOST))

    def mask(self, window: Window) -> Mask:
        """The map with the chosen setting."""
        setting, rank = self._best
        return np.asarray(self._ranks(window)[setting] >= rank)


class HotSpotAreas:
    """Candidate areas with the thresholds of Hot Spot. None is chosen, so a few drawn areas cannot mislead it.

    Args:
        varied: the same candidate areas with thresholds that are chosen; it counts the cells for both.
    """

    name = "candidate areas of Hot Spot"

    def __init__(self, varied: CandidateBaseline) -> None:
        self._varied = copy.copy(varied)
        self._varied.use(OF_HOT_SPOT)

    def add(self, window: Window, reference: Mask, scored: Mask) -> None:
        """Nothing: the varied map has counted."""

    def choose(self) -> tuple[str, Confusion]:
        """The thresholds of Hot Spot, and what the varied map has counted for them."""
        return self._varied.scored()

    @property
    def settings(self) -> dict[str, float]:
        """The thresholds of Hot Spot, as `CandidateBaseline` has them."""
        return dict(OF_HOT_SPOT)

    def use(self, settings: dict[str, float]) -> None:
        """Nothing: there is no other setting."""

    def mask(self, window: Window) -> Mask:
        """The map."""
        return self._varied.mask(window)


def _apart(x: Floats, y: Floats, places: Sequence[Sequence[float]]) -> list[NDArray[np.bool_]]:
    """Which targets (n,) lie in each study area; all of them where there is only one."""
    if not places:
        return [np.ones(len(x), bool)] if len(x) else []
    inside = [(x >= west) & (x <= east) & (y >= south) & (y <= north) for west, south, east, north in places]
    return [own for own in inside if own.any()]
