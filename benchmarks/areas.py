"""Areas of a prediction: 10,000 of them polygonised and described within a minute, and how time and memory grow.

    make bench, or: python -m slipline.benchmarks.areas [number of areas]

The probability is made up: 100 x 100 landslides on 25 km, with ragged rims, on a stack with the bands that the
attributes need. Each size runs in a process of its own, for its peak of memory. Peer: the usual way, gdal.Polygonize
with simplification for each polygon and rasterstats-like zonal statistics with the whole rasters in memory, for the
outlines and the probability alone.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr
from scipy.ndimage import gaussian_filter

from ..core.areas.rules import AreaRules
from ..core.areas.write import AreaInputs, AreaOutputs, write_areas
from ..core.base.grid import Grid
from ..core.gis.crs import spatial_reference
from ..core.gis.raster import RasterReader
from ..core.gis.raster_writer import Band, RasterWriter
from ..core.targets.targets import GI_Z, Targets, standard_targets

CELL_M, SPACING = 5.0, 50  # cells from one landslide to the next
LIMIT_S, AREAS = 60.0, 10_000
BANDS = ("hotspot", "slope", "aspect_east", "aspect_north", "elevation", "sensitivity")


def make(folder: Path, across: int) -> Targets:
    """Probability and stack of across x across landslides, and 40 targets for each."""
    side = across * SPACING
    grid = Grid(spatial_reference("EPSG:32647").ExportToWkt(), 500_000.0, 4_000_000.0, CELL_M, side, side)
    random = np.random.default_rng(1)
    with (
        RasterWriter(str(folder / "probability.tif"), grid, [Band("probability")]) as probability,
        RasterWriter(str(folder / "stack.tif"), grid, [Band(name) for name in BANDS]) as stack,
    ):
        for window in grid.windows(1000):
            rows = (window.row + np.arange(window.rows))[:, None] % SPACING - SPACING / 2
            columns = (window.column + np.arange(window.columns))[None, :] % SPACING - SPACING / 2
            distance = (
                np.hypot(rows / 1.5, columns) + 2.5 * gaussian_filter(random.standard_normal(window.shape), 2) * 5
            )
            probability.write((1 / (1 + np.exp(0.7 * (distance - 11)))).astype(np.float32), window)
            for number in range(1, len(BANDS) + 1):
                stack.write(random.uniform(0.1, 1.0, window.shape).astype(np.float32), window, number)
    x, y = random.uniform(0, side * CELL_M, (2, 40 * across * across))
    velocity, gi_z = random.normal(-5, 5, len(x)), random.normal(0, 2, len(x))
    coherence = random.uniform(0.5, 1, len(x))
    return standard_targets(grid.x_min + x, grid.y_max - y, grid.crs, velocity, {"coherence": coherence}, {GI_Z: gi_z})


def ours(folder: Path, targets: Targets) -> int:
    """Mask, and areas with all attributes.

    What the tool writes where no lines are asked for, which take about as long again.
    """
    inputs = AreaInputs(
        RasterReader(str(folder / "probability.tif")),
        targets,
        RasterReader(str(folder / "stack.tif")),
        model="benchmark",
    )
    outputs = AreaOutputs(str(folder / "mask.tif"), str(folder / "areas.gpkg"))
    return write_areas(inputs, outputs, AreaRules(0.5, 1000.0)).count


def usual(folder: Path) -> int:
    """Threshold, polygonise and simplify each, mean probability from whole arrays."""
    source = gdal.Open(str(folder / "probability.tif"))
    values = source.ReadAsArray()
    mask = gdal.GetDriverByName("MEM").Create("", source.RasterXSize, source.RasterYSize, 1, gdal.GDT_Byte)
    mask.SetGeoTransform(source.GetGeoTransform())
    mask.SetProjection(source.GetProjection())
    mask.GetRasterBand(1).WriteArray((values >= 0.5).astype(np.uint8))
    target = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "usual.gpkg"))
    layer = target.CreateLayer("areas", spatial_reference("EPSG:32647"), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("mean", ogr.OFTReal))
    found = (ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")).CreateDataSource("")
    raw = found.CreateLayer("raw", spatial_reference("EPSG:32647"), ogr.wkbPolygon)
    gdal.Polygonize(mask.GetRasterBand(1), mask.GetRasterBand(1), raw, -1, ["8CONNECTED=8"])
    layer.StartTransaction()
    count = 0
    for part in raw:
        shape = part.GetGeometryRef().Simplify(CELL_M)
        if shape.GetArea() < 1000.0:
            continue
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        feature.SetField(0, _mean(shape, source, values))
        layer.CreateFeature(feature)
        count += 1
    layer.CommitTransaction()
    return count


def _mean(shape: ogr.Geometry, source: gdal.Dataset, values: np.ndarray) -> float:
    """Mean of the cells of one polygon, burnt alone."""
    x0, cell, _, y0, _, _ = source.GetGeoTransform()
    west, east, south, north = shape.GetEnvelope()
    column, row = int((west - x0) / cell), int((y0 - north) / cell)
    columns, rows = int((east - x0) / cell) - column + 1, int((y0 - south) / cell) - row + 1
    burnt = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, gdal.GDT_Byte)
    burnt.SetGeoTransform((x0 + column * cell, cell, 0, y0 - row * cell, 0, -cell))
    burnt.SetProjection(source.GetProjection())
    holder = (ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")).CreateDataSource("")
    layer = holder.CreateLayer("one", spatial_reference("EPSG:32647"), ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(shape)
    layer.CreateFeature(feature)
    gdal.RasterizeLayer(burnt, [1], layer, burn_values=[1])
    inside = burnt.ReadAsArray()
    part = values[row : row + inside.shape[0], column : column + inside.shape[1]]
    chosen = part[inside[: part.shape[0], : part.shape[1]] > 0]
    return float(chosen.mean()) if chosen.size else float("nan")


def single(across: int) -> None:
    """One size, in this process: prints areas, seconds and peak of memory."""
    gdal.UseExceptions()
    gdal.SetCacheMax(64 * 2**20)  # else the peak is that of GDAL's cache, a share of the machine's memory
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        targets = make(folder, across)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        started = time.perf_counter()
        count = ours(folder, targets)
        seconds, peak = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        started = time.perf_counter()
        other = usual(folder)
        print(count, seconds, peak, before, other, time.perf_counter() - started)


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else AREAS
    sizes = [round((wanted * share) ** 0.5) for share in (0.04, 0.25, 1.0)]
    print(
        f"{'areas':>7} {'cells':>12} {'seconds':>8} {'ms/area':>8} {'peak MiB':>9} | the usual way: areas, "
        "seconds (one attribute)"
    )
    for across in sizes:
        command = [sys.executable, "-c", f"from slipline.benchmarks.areas import single; single({across})"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        count, seconds, peak, _, other, usual_s = (float(value) for value in done.stdout.split())
        cells = (across * SPACING) ** 2
        print(
            f"{count:7.0f} {cells:12,} {seconds:8.1f} {1000 * seconds / count:8.2f} {peak:9.0f} | {other:.0f}, "
            f"{usual_s:.1f}"
        )
    print(f"Limit: {AREAS:,} areas within {LIMIT_S:.0f} s; {count:.0f} took {seconds:.1f} s.")


if __name__ == "__main__":
    main()
