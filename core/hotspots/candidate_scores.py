"""Score of each cell: how clearly the targets around it move. A cell that scores 1 or more may belong to an area.

By the targets around it, or by a map.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent
from ..base.translation import tr
from ..files.columns import by_pieces
from ..targets.targets import Targets
from .kernel_density import QUARTIC, local_mean
from .maps import PER_KM2, field_of, kernel_of

SIGNIFICANT = 1.96  # mean z of the surroundings: 95 %, for each cell of an area
SURE = 6.0  # the same for at least one cell of an area: noise reaches it less than once in 1,000 km2 (simple_maps.py)
_ONE_WAY = 3.0  # times as many targets of an area move its way as the other one
_BELOW_SURE = np.float32(2.0 - 2**-20)
SURROUNDINGS = 0.8  # radius within which candidate areas look around, in bandwidths of the hot spot map
MOVING_SHARE = 0.4  # of the targets around, weighted by the kernel, that move beyond the stability threshold
SEED = 2.0  # score that a cell of an area has to reach
SIGNS = (1.0, -1.0)  # towards the satellite, away from it

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]


@dataclass(frozen=True)
class MapThreshold:
    """Cells where the hot spot map reaches a value.

    Args:
        weight: (n,) what each target weighs in the map; NaN: nothing.
        kernel: one of maps.KERNEL_CHOICES.
        bandwidth_m: of the map.
        threshold: in the map's unit, above 0; below its negative the ground moves away.

    Raises:
        InputError: the threshold is not above 0.
    """

    weight: Floats
    kernel: str
    bandwidth_m: float
    threshold: float

    def __post_init__(self) -> None:
        if not self.threshold > 0:
            raise InputError(
                tr(
                    "The threshold on the hot spot map is {threshold}. Choose a positive one, which holds for "
                    "both directions, or leave it empty."
                ),
                threshold=self.threshold,
            )


def move_one_way(velocity: Floats, stability_mm_yr: float) -> bool:
    """Whether 40 % of the targets of an area, of velocities (n,), move one way beyond the stability threshold.

    And three times as many as move the other way.
    """
    towards, away = (int(np.count_nonzero(sign * velocity > stability_mm_yr)) for sign in SIGNS)
    most, least = max(towards, away), min(towards, away)
    return most >= MOVING_SHARE * len(velocity) and most >= _ONE_WAY * least


@dataclass(frozen=True)
class WrittenScores:
    """Scores that stand in rasters already, such as those of map sheets.

    Args:
        grid: of the rasters.
        rasters: path of the scores of each sign, in the order of SIGNS.
        stability_mm_yr: |velocity| beyond which a target moves.
        seed: score that a cell of an area has to reach.
    """

    grid: Grid
    rasters: tuple[str, ...]
    stability_mm_yr: float
    seed: float = SEED

    def moves_one_way(self, velocity: Floats) -> bool:
        """See `move_one_way`."""
        return move_one_way(velocity, self.stability_mm_yr)


class CandidateScores:
    """Scores of both signs at any window of a grid.

    Without a map's threshold, a cell scores the smaller of two ratios, each sign by itself: the mean z of the targets
    around to `SIGNIFICANT`, and the share of them that move beyond the stability threshold to `MOVING_SHARE`; both
    weighted by a quartic kernel. A share, not a mean velocity: one very fast target does not widen an area, and its
    outline runs where movers and stable targets mix. A cell that scores 1 belongs to an area; an area is one only where
    a cell scores 2 (`seed`), for which the mean z has to reach `SURE`: of the many neighbourhoods of a large study area
    some reach `SIGNIFICANT` by chance.

    Args:
        grid: whose cells are asked for.
        targets: n, in the grid's CRS, each with a velocity.
        z: (n,) their scores; targets without one (NaN) take no part.
        stability_mm_yr: |velocity| beyond which a target moves.
        bandwidth_m: radius of the surroundings.
        by_map: a threshold on the map in place of the two ratios, or None.
    """

    def __init__(
        self,
        grid: Grid,
        targets: Targets,
        z: Floats,
        stability_mm_yr: float,
        bandwidth_m: float,
        by_map: MapThreshold | None = None,
    ) -> None:
        self.grid, self._map, self._mean = grid, by_map, False
        self._stability = stability_mm_yr
        self.seed = SEED if by_map is None else 1.0
        if by_map is None:
            towards = by_pieces(lambda part: part > stability_mm_yr, targets.velocity)
            away = by_pieces(lambda part: part < -stability_mm_yr, targets.velocity)
            rows = [z, towards, away]
            kernel, radius = QUARTIC, bandwidth_m
        else:
            rows, radius = [by_map.weight], by_map.bandwidth_m
            kernel, self._mean = kernel_of(by_map.kernel)
        self._field = field_of(grid, targets, rows, radius, kernel)

    def at(self, window: Window, progress: Progress = Silent()) -> Singles | None:
        """Scores of both signs in a window, or None where no cell is in reach.

        Returns:
            (2, rows, columns) in the order of SIGNS; NaN where no target is in reach, and where the other sign has 1 or
            more.
        """
        sums, reached = self._field.sums(window, progress)
        if not reached.any():
            return None
        scores = self._by_targets(sums) if self._map is None else self._by_map(sums, self._map)
        first, second = (score >= 1.0 for score in scores)
        scores[0, second & ~first] = np.nan
        scores[1, first] = np.nan
        scores[:, ~reached] = np.nan
        return scores

    def moves_one_way(self, velocity: Floats) -> bool:
        """See `move_one_way`. Always with a threshold on the map, which the user answers for."""
        return self._map is not None or move_one_way(velocity, self._stability)

    def _by_targets(self, sums: Singles) -> Singles:
        z, towards, away = (local_mean(part, sums[0]) for part in sums[1:])
        scores: Singles = np.empty((len(SIGNS), *z.shape), np.float32)
        for score, sign, share in zip(scores, SIGNS, (towards, away)):
            score[:] = np.minimum(np.minimum(sign * z / SIGNIFICANT, share / MOVING_SHARE), _BELOW_SURE)
            score[(score >= 1.0) & (sign * z >= SURE)] = self.seed
        return scores

    def _by_map(self, sums: Singles, chosen: MapThreshold) -> Singles:
        values = local_mean(sums[1], sums[0]) if self._mean else sums[1] * PER_KM2
        scores: Singles = np.stack([sign * values / chosen.threshold for sign in SIGNS]).astype(np.float32)
        return scores
