"""Pairs of invented dates whose changes are known: areas, probabilities and targets made directly, no network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage
from scipy.special import ndtr

from slipline.core.areas.outlines import polygonize
from slipline.core.base.grid import Grid
from slipline.core.change.data import (
    FASTER,
    GROWN,
    MOVED,
    NEW,
    NOT_COMPARABLE,
    SHRUNK,
    SLOWER,
    STOPPED,
    UNCHANGED,
    DateData,
)
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.raster_writer import Band, RasterWriter
from slipline.core.targets.targets import standard_targets

from ..rasters import CRS, NORTH, WEST

CELL, SIDE = 5.0, 900  # 4.5 km
TARGETS = 9000
KINDS = (NEW, GROWN, SHRUNK, MOVED, STOPPED, FASTER, SLOWER, UNCHANGED, NOT_COMPARABLE)
EDGE_M = 8.0  # standard deviation of an outline on each date


@dataclass(frozen=True)
class Truth:
    """One place: centre (m, east and south of the corner), kind, outward shift of the outline, change of the speed."""

    x: float
    y: float
    kind: str
    shift: float
    faster: float


def smooth_noise(rng, sigma, length_m):
    """(rows, columns) with a standard deviation and a correlation length."""
    field = ndimage.gaussian_filter(rng.normal(size=(SIDE, SIDE)), length_m / CELL / 2, mode="wrap")
    return sigma * field / field.std()


def depth_of(blob, x, y):
    """Distance to the outline of a bent ellipse, positive inside, m."""
    east, south, radius, stretch, turn = blob
    u = (x - east) * np.cos(turn) + (y - south) * np.sin(turn)
    v = -(x - east) * np.sin(turn) + (y - south) * np.cos(turn)
    return radius - np.hypot(u / stretch, v * stretch) * (1 + 0.08 * np.cos(3 * np.arctan2(v, u)))


def pair(seed, folder, kinds=KINDS, changed=True, made=None):
    """Two dates of one scene and the truth of its places.

    Args:
        seed: of everything.
        folder: for the rasters.
        kinds: that the places get, as often each.
        changed: False: every place is unchanged.
        made: makes a date as `made_date` does; None: that.
    """
    made = made or made_date
    rng = np.random.default_rng(seed)
    y, x = (np.mgrid[0:SIDE, 0:SIDE] + 0.5) * CELL
    truths = []
    depths, speeds = ([np.full((SIDE, SIDE), value) for _ in range(2)] for value in (-1e4, 0.0))
    hidden = [np.zeros((SIDE, SIDE), bool) for _ in range(2)]
    order = rng.permutation(25)
    for number, place in enumerate(order):
        east, south = 450.0 + 900 * (place % 5), 450.0 + 900 * (place // 5)
        kind = str(kinds[number % len(kinds)]) if changed else UNCHANGED
        radius = float(rng.uniform(70, 160))
        shift = {GROWN: 1, SHRUNK: -1}.get(kind, 0) * float(rng.uniform(25, 50))
        blob = (east, south, radius, float(rng.uniform(1.0, 1.4)), float(rng.uniform(0, np.pi)))
        other = (*blob[:2], radius + shift, *blob[3:])
        if kind == MOVED:
            angle, far = rng.uniform(0, 2 * np.pi), float(rng.uniform(35, 60))
            other = (east + far * np.cos(angle), south + far * np.sin(angle), *blob[2:])
        speed = float(rng.choice([-1, 1]) * rng.uniform(12, 35))
        factor = {FASTER: rng.uniform(1.5, 2.0), SLOWER: rng.uniform(0.4, 0.6)}.get(kind, 1.0)
        faster = abs(speed) * (factor - 1.0)
        near = np.hypot(x - east, y - south) < 430
        for date, (one, now) in enumerate(((blob, speed), (other, speed * factor))):
            if (kind == NEW and date == 0) or (kind == STOPPED and date == 1):
                continue
            own = np.where(near, depth_of(one, x, y), -1e4)
            depths[date] = np.maximum(depths[date], own)
            speeds[date] = np.where(own > 0, now, speeds[date])
        if kind == NOT_COMPARABLE:
            hidden[int(rng.integers(2))] |= np.hypot(x - east, y - south) < 400
        truths.append(Truth(east, south, kind, shift, faster))
    dates = [made(rng, folder / f"{seed}_{i}.tif", depths[i], speeds[i], hidden[i], 1.5 * i) for i in range(2)]
    return dates, truths


def made_date(rng, path, depth, speed, hidden, offset):
    """One acquisition: outlines jitter, targets are others, velocities have their own reference."""
    grid = Grid(CRS, WEST, NORTH, CELL, SIDE, SIDE)
    probability = ndtr((depth + smooth_noise(rng, EDGE_M, 60.0)) / EDGE_M)
    mask = ndimage.binary_opening(probability > 0.5, iterations=2) & ~hidden
    with RasterWriter(str(path), grid, [Band("probability")]) as writer:
        writer.write(np.where(hidden, np.nan, probability).astype(np.float32), grid.window, 1)
    mask_path = str(path.with_suffix(".mask.tif"))
    with RasterWriter(mask_path, grid, [Band("mask")], "uint8", None) as writer:
        writer.write(mask.astype(np.uint8), grid.window, 1)
    areas = polygonize(mask_path, grid, 1000.0)
    targets = seen_targets(rng, speed, hidden, offset)
    return DateData(areas, [""] * len(areas), 0.5, RasterReader(str(path)), targets)


def seen_targets(rng, speed, hidden, offset, places=None):
    """Targets of a date with noise of their own, and a slow part of the air.

    Args:
        places: row and column of each; None: drawn.
    """
    row, column = rng.integers(0, SIDE, (2, TARGETS)) if places is None else places
    seen = ~hidden[row, column]
    row, column = row[seen], column[seen]
    slow = smooth_noise(rng, 0.5, 300.0)
    velocity = speed[row, column] + offset + slow[row, column] + rng.normal(0, 1.5, len(row))
    return standard_targets(WEST + (column + 0.5) * CELL, NORTH - (row + 0.5) * CELL, CRS, velocity.astype(float), {})
