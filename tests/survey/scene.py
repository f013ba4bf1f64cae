"""A made-up country of a few kilometres: targets in two files that overlap, and a plan over 4 x 4 sheets."""

from __future__ import annotations

import numpy as np

from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.vector import Column, write_points

CRS, WEST, SOUTH, SIDE_M, CELL_M = "EPSG:32632", 400_000.0, 5_000_000.0, 5120.0, 10.0
DISTANCE_M, BANDWIDTH_M = 150.0, 120.0
SLIDES = (  # x, y, radius, velocity; two of them lie on seams of 1,280 m, one on a corner of four sheets
    (1280.0, 900.0, 260.0, -14.0),
    (2560.0, 2560.0, 300.0, 12.0),
    (3840.0, 4100.0, 240.0, -9.0),
    (800.0, 3300.0, 200.0, 15.0),
    (4500.0, 1500.0, 220.0, -20.0),
)


def made(count=9000, seed=4):
    """x, y, velocity, coherence of targets, a few beyond the grid, some at the same place."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-200.0, SIDE_M + 200.0, (2, count))
    velocity = rng.normal(0.2, 1.5, count)
    for east, north, radius, speed in SLIDES:
        velocity[np.hypot(x - east, y - north) < radius] += speed
    x[:20], y[:20] = x[20:40], y[20:40]
    return x + WEST, y + SOUTH, velocity, rng.uniform(0.6, 1.0, count)


def write_sources(folder):
    """Two files; the second begins with 300 targets that the first has too."""
    columns = made()
    paths = []
    for name, part in (("a", slice(0, 5000)), ("b", slice(4700, None))):
        x, y, velocity, coherence = (column[part] for column in columns)
        paths.append(str(folder / f"{name}.gpkg"))
        attributes = [Column("velocity", velocity), Column("coherence", coherence)]
        write_points(paths[-1], "targets", spatial_reference(CRS).ExportToWkt(), x, y, attributes)
    return paths


def write_plan(folder, sheet=128, more="", name="plan.toml"):
    """A plan over the sources."""
    text = f"""
[survey]
TARGETS = ["a.gpkg", "b.gpkg"]

[grid]
CRS = "{CRS}"
EXTENT = [{WEST}, {SOUTH}, {WEST + SIDE_M}, {SOUTH + SIDE_M}]
CELL = {CELL_M}
SHEET = {sheet}

[importtargets]
MIN_COHERENCE = 0.65

[hotspot]
DISTANCE = {DISTANCE_M}
BANDWIDTH = {BANDWIDTH_M}
MIN_AREA = 5000.0
{more}
"""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)
