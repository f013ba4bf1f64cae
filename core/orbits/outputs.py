"""What two orbits say, as a layer of points and as a raster of named bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.grid import Grid
from ..base.progress import Progress, Stage, track
from ..base.translation import tr
from ..files.outputs import together
from ..gis.raster_writer import Band, RasterWriter
from ..gis.vector import Column, write_points
from ..products.ground_motion import ORBIT
from ..targets.targets import LAYER
from .agreement import WORDS
from .sites import Sites
from .solving import Motion, SlopeMotion
from .tracks import Floats


@dataclass(frozen=True)
class Found:
    """What was found at n sites.

    Args:
        sites: with the velocities along each line of sight, aligned and not smoothed; the layer holds `own`.
        labels: of the t tracks.
        crs: of the sites.
        grid: of which they are cells; None: they are at targets.
        limits: (t,) mm/yr from which on a site moves.
        motion: of the ground.
        slope: None without a DEM.
        agreement: (n,) codes of `agreement.WORDS`.
    """

    sites: Sites
    labels: tuple[str, ...]
    crs: str
    grid: Grid | None
    limits: Floats
    motion: Motion
    slope: SlopeMotion | None
    agreement: NDArray[np.int64]

    def best(self) -> NDArray[np.int64]:
        """Number (n,) of the track that shows the motion of each site best: the largest speed against its limit."""
        share = np.abs(self.sites.own) / np.maximum(self.limits, 1e-12)[:, None]
        return np.asarray(np.where(np.isnan(share), -1.0, share).argmax(axis=0), np.int64)

    def values(self) -> dict[str, Floats]:
        """Velocities and their standard deviations by name of field and band, (n,) mm/yr."""
        motion, slope = self.motion, self.slope
        made = {
            "velocity_east": motion.east,
            "velocity_north": motion.north,
            "velocity_up": motion.up,
            "velocity_east_std": motion.east_std,
            "velocity_up_std": motion.up_std,
        }
        if np.isfinite(motion.north_std).any():
            made["velocity_north_std"] = motion.north_std
        if slope is not None:
            made.update(velocity_slope=slope.velocity, velocity_slope_std=slope.deviation)
        return made


ALIASES = {
    "velocity_east": tr("Velocity to the east (mm/yr)"),
    "velocity_north": tr("Velocity to the north (mm/yr)"),
    "velocity_up": tr("Velocity upwards (mm/yr)"),
    "velocity_slope": tr("Velocity down the steepest descent (mm/yr)"),
    "velocity_east_std": tr("Standard deviation of the velocity to the east (mm/yr)"),
    "velocity_north_std": tr("Standard deviation of the velocity to the north (mm/yr)"),
    "velocity_up_std": tr("Standard deviation of the velocity upwards (mm/yr)"),
    "velocity_slope_std": tr("Standard deviation of the velocity down the steepest descent (mm/yr)"),
}


def site_columns(found: Found) -> list[Column]:
    """Attributes of the layer; `velocity` is that of the track which shows the motion best."""
    sites, best = found.sites, found.best()
    places = np.arange(len(sites))
    columns = [
        Column("velocity", sites.own[best, places], tr("Velocity towards the satellite that sees most (mm/yr)")),
        Column("coherence", sites.coherence, tr("Coherence")),
        Column("height", sites.height, tr("Height (m)")),
        Column("velocity_std", sites.noise[best], tr("Standard deviation of the velocity (mm/yr)")),
        Column("orbit", np.array(found.labels)[best], tr("Orbit of the velocity: a ascending, d descending")),
    ]
    columns += [Column(name, values, ALIASES[name]) for name, values in found.values().items()]
    for number, label in enumerate(found.labels):
        columns.append(
            Column(
                ORBIT + label,
                sites.own[number],
                tr("Velocity towards the satellite of orbit {label} (mm/yr)").format(label=label),
            )
        )
        columns.append(Column(f"n_{label}", sites.counts[number], tr("Targets of orbit {label}").format(label=label)))
    words = np.array(WORDS, dtype=object)[found.agreement]
    columns.append(Column("agreement", words, tr("What the orbits say: still, same, one or contradict")))
    return columns


def raster_bands(found: Found) -> list[tuple[Band, Floats]]:
    """Bands of the raster and their values (n,)."""
    bands = [(Band(name, "mm/yr", _SHOWN[name]), values) for name, values in found.values().items()]
    for number, label in enumerate(found.labels):
        name = f"velocity towards the satellite of orbit {label}, aligned"
        bands.append((Band(ORBIT + label, "mm/yr", name), found.sites.means[number]))
    for number, label in enumerate(found.labels):
        counts = found.sites.counts[number].astype(np.float64)
        bands.append((Band(f"targets_{label}", "", f"targets of orbit {label} in the cell"), counts))
    codes = ", ".join(f"{code} {word}" for code, word in enumerate(WORDS))
    bands.append((Band("agreement", "", f"what the orbits say: {codes}"), found.agreement.astype(np.float64)))
    return bands


_SHOWN = {
    "velocity_east": "velocity of the ground to the east",
    "velocity_north": "velocity of the ground to the north; 0 where it is taken as 0",
    "velocity_up": "velocity of the ground upwards",
    "velocity_slope": "velocity of the ground down the steepest descent",
    "velocity_east_std": "standard deviation of velocity_east",
    "velocity_north_std": "standard deviation of velocity_north",
    "velocity_up_std": "standard deviation of velocity_up",
    "velocity_slope_std": "standard deviation of velocity_slope",
}


def write_outputs(layer: Found, targets: str, cells: Found | None, raster: str, progress: Progress) -> None:
    """Write the layer and the raster, or nothing.

    Raises:
        OutputError: one of them cannot be written.
    """
    with together(targets, raster):
        if targets:
            sites = layer.sites
            write_points(targets, LAYER, layer.crs, sites.x, sites.y, site_columns(layer), Stage(progress, 0.0, 0.5))
        if raster and cells is not None and cells.grid is not None:
            write_cells(raster, cells.grid, cells.sites, raster_bands(cells), Stage(progress, 0.5, 1.0))


def write_cells(path: str, grid: Grid, sites: Sites, bands: Sequence[tuple[Band, Floats]], progress: Progress) -> None:
    """Values of sites at the cells of a grid as a sparse raster."""
    columns, rows = (np.floor(part).astype(np.int64) for part in grid.cells_of(sites.x, sites.y))
    with RasterWriter(path, grid, [band for band, _ in bands]) as writer:
        for window in track(grid.windows(), progress):
            row, column = rows - window.row, columns - window.column
            here = np.flatnonzero((row >= 0) & (row < window.rows) & (column >= 0) & (column < window.columns))
            for number, (_, values) in enumerate(bands, start=1):
                if len(here) and np.isfinite(values[here]).any():
                    block = np.full(window.shape, np.nan, np.float32)
                    block[row[here], column[here]] = values[here]
                    writer.write(block, window, number)
