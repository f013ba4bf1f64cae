"""Where targets lie among the cells of a lattice: neighbours, blocks, and means over the ground around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..base.progress import check_asked

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Reals = NDArray[np.floating[Any]]
NEAR_M = 250.0  # standard deviation of the Gaussian that stands for "within 500 m"
SIDE_M = 500.0  # of a block of ground
AROUND_M = 1500.0  # standard deviation of the Gaussian over the blocks around
_FULL = 0.5  # of a middling block's targets, which a block needs
_NOTHING = 1e-6  # share of a weight below which nobody is around
_TRUNCATE = 3.0  # standard deviations after which a Gaussian ends


def parts(count: int, edges: NDArray[np.integer[Any]]) -> Ints:
    """Number (count,) of the connected part that each target belongs to."""
    graph = coo_matrix((np.ones(len(edges), np.int8), (edges[:, 0], edges[:, 1])), (count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


@dataclass(frozen=True)
class Places:
    """Cells of targets.

    Args:
        shape: rows and columns of the lattice.
        row: (n,).
        column: (n,).
        cell_m: height and width of a cell on the ground, m.
    """

    shape: tuple[int, int]
    row: Ints
    column: Ints
    cell_m: tuple[float, float]

    def __len__(self) -> int:
        return len(self.row)

    def some(self, at: NDArray[np.generic]) -> Places:
        """Those that an index or a mask selects."""
        return Places(self.shape, self.row[at], self.column[at], self.cell_m)

    def spread(self, values: NDArray[np.generic], empty: float = np.nan) -> NDArray[np.generic]:
        """Values (n,) on the lattice (rows, columns)."""
        grid = np.full(self.shape, empty, values.dtype)
        grid[self.row, self.column] = values
        return grid

    def mean_around(self, values: Floats, weight: Floats, distance_m: float, without_self: bool = False) -> Floats:
        """Gaussian mean of other targets' values around each target (n,).

        Args:
            values: (n,); NaN: left out.
            weight: (n,) of each value.
            distance_m: standard deviation of the Gaussian.
            without_self: leave out the target itself; NaN where no other is near.
        """
        usable = np.isfinite(values) & (weight > 0)
        mean = Around(self, np.where(usable, weight, 0.0), distance_m, without_self)
        return mean(np.where(usable, values, 0.0))

    def sum_of_others(self, values: Reals, distance_m: float) -> Floats:
        """Gaussian sum of the other targets' values (n,), which are all known, around each target."""
        return np.asarray(self.filtered(values, distance_m) - self.centre(distance_m) * values)

    def steepness(self, values: Floats, usable: NDArray[np.bool_], distance_m: float) -> Floats:
        """Slope (n,) per m of the Gaussian mean of the usable targets' values (n,); NaN where nothing is around."""
        known = usable & np.isfinite(values)
        total = self._smooth(np.where(known, values, 0.0), distance_m)
        share = self._smooth(known.astype(float), distance_m)
        enough = share > 1e-9
        mean = np.where(enough, total / np.where(enough, share, 1.0), np.nan)
        down, across = np.gradient(mean, *self.cell_m)
        return np.asarray(np.hypot(down, across)[self.row, self.column])

    def filtered(self, values: Reals, distance_m: float) -> Floats:
        """Gaussian sum of values (n,), which are all known, around each target, itself among them."""
        return np.asarray(self._smooth(values, distance_m)[self.row, self.column], np.float64)

    def _smooth(self, values: Reals, distance_m: float) -> Floats:
        check_asked()
        grid = np.zeros(self.shape, np.float32)
        grid[self.row, self.column] = values
        return np.asarray(ndimage.gaussian_filter(grid, self._sigmas(distance_m), mode="constant", truncate=_TRUNCATE))

    def _sigmas(self, distance_m: float) -> list[float]:
        return [min(distance_m / side, max(self.shape)) for side in self.cell_m]

    def centre(self, distance_m: float) -> float:
        """Weight of a cell in its own mean."""
        own = 1.0
        for sigma in self._sigmas(distance_m):
            impulse = np.zeros(2 * int(_TRUNCATE * sigma + 1) + 3)
            impulse[len(impulse) // 2] = 1
            own *= ndimage.gaussian_filter1d(impulse, sigma, mode="constant", truncate=_TRUNCATE)[len(impulse) // 2]
        return float(own)


class Around:
    """Gaussian mean of values around each target, for many sets of values with the same weights.

    Args:
        places: of the targets.
        weight: (n,) of each value; 0: left out.
        distance_m: standard deviation of the Gaussian.
        without_self: leave out the target itself; NaN where no other is near.
    """

    def __init__(self, places: Places, weight: Floats, distance_m: float, without_self: bool = False) -> None:
        self._places, self._weight, self._distance_m = places, weight, distance_m
        self._own = places.centre(distance_m) if without_self else 0.0
        share = places.filtered(weight, distance_m) - self._own * weight
        enough = share > _NOTHING * max(float(weight.max(initial=0.0)), 1e-300)
        self._factor = np.where(enough, 1 / np.where(enough, share, 1.0), np.nan)

    def __call__(self, values: Floats) -> Floats:
        """Of values (n,), all of which are known."""
        heavy = values * self._weight
        total = self._places.filtered(heavy, self._distance_m)
        if self._own:
            total -= self._own * heavy
        return np.asarray(total * self._factor)


class Blocks:
    """Squares of ground with enough of the chosen targets.

    Turbulence over a whole scene is smooth: only a few places in it are independent, and the velocity that is to be
    weighted comes from the same few. Between neighbouring blocks it leaves many more, and it is as strong there in
    proportion.

    Args:
        places: of all targets.
        chosen: (targets,) which count.
    """

    def __init__(self, places: Places, chosen: NDArray[np.bool_]) -> None:
        self._chosen = np.flatnonzero(chosen)
        high, wide = (max(1, round(SIDE_M / side)) for side in places.cell_m)
        across = -(-places.shape[1] // wide)
        number = (places.row[self._chosen] // high) * across + places.column[self._chosen] // wide
        known, self._member = np.unique(number, return_inverse=True)
        self.count = np.bincount(self._member, minlength=len(known)).astype(float)
        self._full = self.count >= _FULL * np.median(self.count) if len(known) else np.zeros(0, bool)
        cell_m = places.cell_m[0] * high, places.cell_m[1] * wide
        self._places = Places((-(-places.shape[0] // high), across), known // across, known % across, cell_m)

    def __len__(self) -> int:
        return int(self._full.sum())

    @property
    def usual(self) -> float:
        """Targets of a middling block."""
        return float(np.median(self.count[self._full]))

    def means(self, values: Floats) -> tuple[Floats, Floats]:
        """(blocks,) means of values (all targets,), and the variances of these means by the scatter within."""
        chosen = values[self._chosen]
        mean = np.bincount(self._member, chosen, len(self.count)) / self.count
        squares = np.bincount(self._member, (chosen - mean[self._member]) ** 2, len(self.count))
        noise = squares / np.maximum(self.count - 1, 1) / self.count
        return np.asarray(mean[self._full]), np.asarray(noise[self._full])

    def differences(self, values: Floats) -> Floats:
        """(blocks,) what the mean of a block differs by from the blocks around it, of values (all targets,)."""
        mean = np.bincount(self._member, values[self._chosen], len(self.count)) / self.count
        return np.asarray((mean - self._places.mean_around(mean, self.count, AROUND_M))[self._full])
