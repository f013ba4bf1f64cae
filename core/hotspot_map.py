"""The maps of Hot Spot: kernel density or local mean of what the targets weigh, on the study's grid."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .errors import InputError, tr
from .grid import Grid
from .kernel_density import KERNELS, QUARTIC, KernelField
from .outputs import removed_on_failure
from .progress import Progress, Silent, Stage, track
from .raster import Band, RasterWriter
from .target_import import Targets

Floats = NDArray[np.float64]
WEIGHTS = ("z", "z+", "z-", "abs z", "velocity", "abs velocity")
TARGETS = "targets"  # weight 1: the map is the density of the targets
MEAN = "quartic mean"
KERNEL_CHOICES = (QUARTIC, MEAN, "printed")
VELOCITY_BANDWIDTH_M = 75.0  # of the local mean velocity
PER_KM2 = 1e6


@dataclass(frozen=True)
class HotSpotMap:
    """One map of a run.

    Args:
        path: of the GeoTIFF.
        band: its name in a feature stack: hotspot, velocity, density.
        weight: what each target weighs, one of WEIGHTS, or TARGETS.
        kernel: one of KERNEL_CHOICES; a `mean` is the local mean (Nadaraya-Watson) instead of a density.
        bandwidth_m: radius of the kernel.
    """

    path: str
    band: str = "hotspot"
    weight: str = "z"
    kernel: str = QUARTIC
    bandwidth_m: float = 150.0

    @property
    def unit(self) -> str:
        """Of the map's values."""
        if self.weight == TARGETS:
            return "1/km2"
        unit = "mm/yr" if "velocity" in self.weight else "z"
        return unit if self.kernel == MEAN else f"{unit}/km2"


def local_velocity(path: str, bandwidth_m: float = VELOCITY_BANDWIDTH_M) -> HotSpotMap:
    """The map of the local mean velocity, mm/yr."""
    return HotSpotMap(path, "velocity", "velocity", MEAN, bandwidth_m)


def target_density(path: str, bandwidth_m: float) -> HotSpotMap:
    """The map of targets per km2."""
    return HotSpotMap(path, "density", TARGETS, QUARTIC, bandwidth_m)


def write_maps(
    maps: Sequence[HotSpotMap], grid: Grid, targets: Targets, z: Floats, distance_m: float,
    progress: Progress = Silent(),
) -> list[float]:  # fmt: skip
    """Write every map, or none.

    Args:
        maps: what to write.
        grid: on whose cells.
        targets: n, in the grid's CRS, each with a velocity.
        z: (n,) z-score of each target.
        distance_m: distance band of `z`, kept in the maps' metadata.
        progress: told of the progress.

    Returns:
        For each map the value within which 99 % of its cells lie: the limit of its colours.

    Raises:
        InputError: a bandwidth that is not positive.
        OutputError: a map cannot be written.
        Cancelled: no map is left behind.
    """
    for made in maps:
        require_bandwidth(made.bandwidth_m)
    limits = []
    with contextlib.ExitStack() as written:
        for number, made in enumerate(maps):
            part = Stage(progress, number / len(maps), (number + 1) / len(maps))
            limits.append(_write_map(made, grid, targets, z, distance_m, part))
            written.enter_context(removed_on_failure(made.path))
    return limits


def require_bandwidth(bandwidth_m: float) -> None:
    """Stop where a bandwidth makes no sense.

    Raises:
        InputError: it is not positive.
    """
    if not bandwidth_m > 0:
        raise InputError(tr("The bandwidth is {bandwidth} m. Choose a positive bandwidth."), bandwidth=bandwidth_m)


def weight_of(name: str, z: Floats, velocity: Floats) -> Floats:
    """What each target weighs in a map, (n,): one of WEIGHTS or TARGETS, from its z-score and its velocity in mm/yr."""
    if name == TARGETS:
        return np.ones(len(velocity))
    values = velocity if "velocity" in name else z
    if name.startswith("abs"):
        return np.abs(values)
    if name in ("z+", "z-"):
        return np.maximum(z, 0.0) if name == "z+" else np.minimum(z, 0.0)
    return values


def _write_map(made: HotSpotMap, grid: Grid, targets: Targets, z: Floats, distance_m: float, progress: Progress) -> float:
    """Write one map; returns the limit of its colours."""
    mean = made.kernel == MEAN
    weights = np.vstack([np.ones(len(targets)), weight_of(made.weight, z, targets.velocity)])
    kernel = made.kernel if made.kernel in KERNELS else QUARTIC
    field = KernelField(grid, targets.x, targets.y, weights, made.bandwidth_m, kernel)
    band = Band(made.band, made.unit, f"{made.kernel} kernel of {made.weight}, {made.bandwidth_m:g} m")
    sample = []
    with RasterWriter(made.path, grid, [band]) as writer:
        writer.annotate(1, {"distance_m": f"{distance_m:g}", "bandwidth_m": f"{made.bandwidth_m:g}"})
        for window in track(grid.windows(), progress):
            sums, reached = field.sums(window)
            if not reached.any():
                continue  # the file is sparse: what is not written is nodata
            values = sums[1] * PER_KM2
            if mean:
                np.divide(sums[1], sums[0], out=values, where=reached)
            values[~reached] = np.nan
            writer.write(values.astype(np.float32), window)
            sample.append(np.abs(values[reached][:: max(1, int(reached.sum()) // 2000)]))
    return float(np.quantile(np.concatenate(sample), 0.99)) if sample else 0.0
