"""The pieces of work of `hotspot.py`, each in a process of its own.

`python -m slipline.benchmarks._hotspot_jobs JOB FOLDER PART`.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from slipline.core.base.grid import Grid
from slipline.core.base.progress import Silent
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.fast_points import read_point_file
from slipline.core.gis.raster_writer import Band, RasterWriter
from slipline.core.gis.vector import Column, write_points
from slipline.core.hotspots.kernel_density import KernelField
from slipline.core.hotspots.maps import HotSpotMap, write_maps
from slipline.core.targets.targets import Targets, standard_targets

COLUMNS, ROWS, CELL_M = 50_661, 35_415, 2.5
WEST, SOUTH, CRS = 500_000.0, 4_000_000.0, "EPSG:32648"
TARGETS, CLUSTERS, LOOSE = 930_193, 1500, 0.12
DISTANCE_M, COARSE_M = 150.0, 20.0


def make_scene(folder: Path, part: float) -> None:
    """A seeded simulation: clusters of log-normal size, a seventh of them moving, and loose targets.

    41 neighbours on average.

    A part has as many of the rows of cells as of the targets.
    """
    rng = np.random.default_rng(1)
    count, clusters, width, height = (
        int(TARGETS * part),
        max(1, int(CLUSTERS * part)),
        COLUMNS * CELL_M,
        int(ROWS * part) * CELL_M,
    )
    loose = int(LOOSE * count)
    middle_x, middle_y = rng.uniform(0, width, clusters), rng.uniform(0, height, clusters)
    size = rng.lognormal(np.log(250.0), 0.6, clusters)
    share = size**2 * rng.lognormal(0, 0.7, clusters)
    of = rng.choice(clusters, count - loose, p=share / share.sum())
    x = np.concatenate([rng.uniform(0, width, loose), rng.normal(middle_x[of], size[of])])
    y = np.concatenate([rng.uniform(0, height, loose), rng.normal(middle_y[of], size[of])])
    x, y = width - np.abs(width - np.abs(x)), height - np.abs(height - np.abs(y))  # mirrored at the borders
    v = rng.normal(0, 3, count)
    v[loose:] += (12 * rng.normal(0, 1, clusters) * (rng.random(clusters) < 0.15))[of]
    np.savez(folder / f"{part:g}.npz", x=x + WEST, y=y + SOUTH, v=v)
    more = [Column("coherence", rng.uniform(0.4, 1, count)), Column("height", rng.uniform(500, 3000, count))]
    write_points(str(folder / f"{part:g}.gpkg"), "targets", CRS, x + WEST, y + SOUTH, [Column("velocity", v), *more])


def load(folder: Path, part: float) -> Targets:
    """Targets of a scene without reading the layer."""
    scene = np.load(folder / f"{part:g}.npz")
    return standard_targets(scene["x"], scene["y"], spatial_reference(CRS).ExportToWkt(), scene["v"], {})


def grid_of(part: float, cell_m: float) -> Grid:
    """Grid of a scene."""
    columns, rows = round(COLUMNS * CELL_M / cell_m), round(int(ROWS * part) * CELL_M / cell_m)
    return Grid(spatial_reference(CRS).ExportToWkt(), WEST, SOUTH + rows * cell_m, cell_m, columns, rows)


def gi(folder: Path, part: float):
    """Gi* of targets in memory."""
    from slipline.core.hotspots.gi_star import gi_star

    targets = load(folder, part)
    return lambda: gi_star(targets.x, targets.y, targets.velocity, DISTANCE_M).z


def coarse(folder: Path, part: float):
    """Quartic map of 20 m, from the layer to the file."""

    def run():
        x, y, values = read_point_file(str(folder / f"{part:g}.gpkg"), "", ["velocity"], Silent())
        targets = standard_targets(x, y, spatial_reference(CRS).ExportToWkt(), values["velocity"], {})
        write_maps(
            [HotSpotMap(str(folder / "coarse.tif"), weight="velocity")],
            grid_of(part, COARSE_M),
            targets,
            targets.velocity,
            {},
        )

    return run


def fine(folder: Path, part: float):
    """Quartic map of 2.5 m, from memory to the file."""
    targets = load(folder, part)
    made = HotSpotMap(str(folder / "fine.tif"), weight="velocity")
    return lambda: write_maps([made], grid_of(part, CELL_M), targets, targets.velocity, {})


def write(folder: Path, part: float):
    """The same file from windows that are there already: 60 real ones, again and again where the map has values."""
    targets, grid = load(folder, part), grid_of(part, CELL_M)
    field = KernelField(grid, targets.x, targets.y, np.ones((1, len(targets))), DISTANCE_M)
    columns, rows = (np.floor(place / 1024).astype(int) for place in grid.cells_of(targets.x, targets.y))
    near = set(zip(columns, rows))
    windows = [window for window in grid.windows() if (window.column // 1024, window.row // 1024) in near]
    kept = []
    for window in windows[:: max(1, len(windows) // 60)]:
        sums, reached = field.sums(window)
        kept.append(np.where(reached, sums[0] * np.float32(1e6), np.float32(np.nan)))

    def run():
        with RasterWriter(str(folder / "write.tif"), grid, [Band("hotspot")]) as writer:
            for number, window in enumerate(windows):
                writer.write(kept[number % len(kept)][: window.rows, : window.columns], window)

    return run


def tool(folder: Path, part: float):
    """The registered tool, as qgis_process runs it, from the layer to targets and map."""
    program = next(
        (name for name in ("qgis_process.bin", "qgis_process") if os.path.exists(f"/usr/bin/{name}")), "qgis_process"
    )
    parameters = {
        "TARGETS": folder / f"{part:g}.gpkg",
        "DISTANCE": 150,
        "BANDWIDTH": 150,
        "CELL": CELL_M,
        "OUTPUT_TARGETS": folder / "tool.gpkg",
        "OUTPUT_MAP": folder / "tool.tif",
    }
    command = [program, "run", "slipline:hotspot", "--", *(f"{key}={value}" for key, value in parameters.items())]
    subprocess.run([program, "plugins", "enable", "slipline"], check=False, capture_output=True)  # fails where it is
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def qgis(folder: Path, part: float):
    """QGIS' heatmap of 20 m, from the layer to the file; starting QGIS is not counted."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    import processing
    from processing.core.Processing import Processing

    Processing.initialize()
    parameters = {
        "INPUT": str(folder / f"{part:g}.gpkg"),
        "RADIUS": 150,
        "PIXEL_SIZE": COARSE_M,
        "KERNEL": 0,
        "WEIGHT_FIELD": "velocity",
        "OUTPUT_VALUE": 0,
        "OUTPUT": str(folder / "qgis.tif"),
    }
    return lambda: (application, processing.run("qgis:heatmapkerneldensityestimation", parameters))


def saga(folder: Path, part: float):
    """SAGA's kernel density of 20 m, from a shapefile to its grid."""
    scene = np.load(folder / f"{part:g}.npz")
    points = str(folder / "saga.shp")
    write_points(points, "saga", CRS, scene["x"], scene["y"], [Column("velocity", scene["v"])])
    options = {
        "POINTS": points,
        "POPULATION": "velocity",
        "RADIUS": 150,
        "KERNEL": 0,
        "TARGET_USER_SIZE": COARSE_M,
        "TARGET_OUT_GRID": folder / "saga.sgrd",
    }
    command = ["saga_cmd", "grid_gridding", "6", *(f"-{key}={value}" for key, value in options.items())]
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


JOBS = {job.__name__: job for job in (gi, coarse, fine, write, tool, qgis, saga)}


def cpu_seconds() -> float:
    """Of all threads, and of processes that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    job, folder, part = JOBS[sys.argv[1]], Path(sys.argv[2]), float(sys.argv[3])
    run = job(folder, part)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, used = time.perf_counter(), cpu_seconds()
    result = run()
    seconds, used = time.perf_counter() - start, cpu_seconds() - used
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    z = np.abs(result[:50]).tolist() if isinstance(result, np.ndarray) else []
    print(
        json.dumps({"seconds": seconds, "cpu": used, "mib": (peak - before) / 1024, "peak": peak / 1024, "z": z}),
        flush=True,
    )
    os._exit(0)  # QGIS' own end takes its time


if __name__ == "__main__":
    main()
