"""The maps of Hot Spot: kernel density or local mean of what the targets weigh, on the study's grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.ahead import done_ahead
from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, Stage
from ..base.translation import tr
from ..files.columns import by_pieces, kept_rows
from ..files.outputs import together
from ..gis.raster_writer import Band, RasterWriter
from ..targets.targets import Targets
from .carried_settings import KERNEL, WEIGHT
from .kernel_density import KERNELS, QUARTIC, KernelField, local_mean

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
WEIGHTS = ("z", "z+", "z-", "abs z", "velocity", "abs velocity")
TARGETS = "targets"  # weight 1: the map is the density of the targets
_MEAN = " mean"
KERNEL_CHOICES = tuple(name + mean for name in KERNELS for mean in ("", _MEAN))
VELOCITY_BANDWIDTH_M = 75.0  # of the local mean velocity
PER_KM2 = 1e6
OVERVIEWS_FROM = 0.7  # share of the work after which overviews are built
_SAMPLED = 45  # rows and columns of a window that are asked for the limit of the colours


@dataclass(frozen=True)
class HotSpotMap:
    """One map of a run.

    Args:
        path: of the GeoTIFF.
        band: its name in a feature stack: hotspot, velocity, density.
        weight: what each target weighs, one of WEIGHTS, or TARGETS.
        kernel: one of KERNEL_CHOICES; a `mean` is the local mean (Nadaraya-Watson) instead of a density.
        bandwidth_m: radius of the kernel.
        part: of the grid that is written; None: all of it. A cell has the same value, whatever the part.
    """

    path: str
    band: str = "hotspot"
    weight: str = "z"
    kernel: str = QUARTIC
    bandwidth_m: float = 150.0
    part: Window | None = None

    @property
    def unit(self) -> str:
        """Of the map's values."""
        if self.weight == TARGETS:
            return "1/km2"
        unit = "mm/yr" if "velocity" in self.weight else "z"
        return unit if kernel_of(self.kernel)[1] else f"{unit}/km2"


def kernel_of(choice: str) -> tuple[str, bool]:
    """One of KERNEL_CHOICES as the name of a kernel, and whether the local mean is asked for."""
    return choice.replace(_MEAN, ""), choice.endswith(_MEAN)


def local_velocity(path: str, bandwidth_m: float = VELOCITY_BANDWIDTH_M) -> HotSpotMap:
    """The map of the local mean velocity, mm/yr."""
    return HotSpotMap(path, "velocity", "velocity", QUARTIC + _MEAN, bandwidth_m)


def target_density(path: str, bandwidth_m: float) -> HotSpotMap:
    """The map of targets per km2."""
    return HotSpotMap(path, "density", TARGETS, QUARTIC, bandwidth_m)


def write_maps(
    maps: Sequence[HotSpotMap],
    grid: Grid,
    targets: Targets,
    z: Floats,
    notes: Mapping[str, str],
    progress: Progress = Silent(),
    overviews: bool = False,
) -> list[float]:
    """Write every map, or none.

    Args:
        maps: what to write.
        grid: on whose cells.
        targets: n, in the grid's CRS, each with a velocity.
        z: (n,) z-score of each target; one without (NaN) takes no part in maps of z.
        notes: items of the maps' metadata, such as the distance band of `z`.
        progress: told of the progress.
        overviews: whether the maps get overviews.

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
    with together(*(made.path for made in maps)):
        for number, made in enumerate(maps):
            part = Stage(progress, number / len(maps), (number + 1) / len(maps))
            limits.append(_write_map(made, grid, targets, z, notes, overviews, part))
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


def field_of(
    grid: Grid, targets: Targets, weights: Sequence[NDArray[Any]], bandwidth_m: float, kernel: str
) -> KernelField:
    """The field of the weight 1, and of further weights (n,), of targets; without those whose first one is NaN."""
    x, y = targets.x, targets.y
    known = by_pieces(np.isfinite, weights[0])
    if not known.all():
        x, y, weights = kept_rows(x, known), kept_rows(y, known), [kept_rows(row, known) for row in weights]
    return KernelField(grid, x, y, [np.broadcast_to(1.0, len(x)), *weights], bandwidth_m, kernel)


def _write_map(
    made: HotSpotMap,
    grid: Grid,
    targets: Targets,
    z: Floats,
    notes: Mapping[str, str],
    overviews: bool,
    progress: Progress,
) -> float:
    """Write one map; returns the limit of its colours."""
    name, mean = kernel_of(made.kernel)
    weight = weight_of(made.weight, z, targets.velocity)
    field = field_of(grid, targets, [weight], made.bandwidth_m, name)
    band = Band(made.band, made.unit, f"{made.kernel} kernel of {made.weight}, {made.bandwidth_m:g} m")
    samples: list[Singles] = []

    def values(window: Window, stop: Progress) -> Singles | None:
        return _values(field, window, mean, samples, stop)

    share = OVERVIEWS_FROM if overviews else 1.0
    area = made.part or grid.window
    windows = [window for window in grid.windows() if not window.intersection(area).is_empty]
    with RasterWriter(made.path, grid.part(area), [band]) as writer:
        writer.annotate(1, {**notes, "bandwidth_m": f"{made.bandwidth_m:g}", WEIGHT: made.weight, KERNEL: made.kernel})
        for window, part in done_ahead(values, windows, Stage(progress, 0.0, share)):
            if part is not None:  # the file is sparse: what is not written is nodata
                inside = window.intersection(area)
                writer.write(part[inside.relative_to(window).slices], inside.relative_to(area))
        if overviews:
            writer.build_overviews(Stage(progress, share, 1.0))
    return float(np.quantile(np.concatenate(samples), 0.99)) if samples else 0.0


def _values(field: KernelField, window: Window, mean: bool, samples: list[Singles], stop: Progress) -> Singles | None:
    """The map in a window, NaN out of reach, None where no cell is in reach.

    Adds some absolute values to the samples.
    """
    sums, reached = field.sums(window, stop)
    if not reached.any():
        return None
    values = local_mean(sums[1], sums[0]) if mean else sums[1]
    if not mean:
        values *= np.float32(PER_KM2)
        values[~reached] = np.nan
    some = values[:: max(1, window.rows // _SAMPLED), :: max(1, window.columns // _SAMPLED)]
    samples.append(np.abs(some[np.isfinite(some)]))
    return values
