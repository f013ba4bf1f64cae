"""A feature stack at the paper's size.

Time and memory to build it, and reading it against a plain GeoTIFF of the same bands.

    python -m slipline.benchmarks.featurestack [--columns 50661 --rows 35415] [--folder DIR]

Seven bands (image with alpha, hot spot map, slope, aspect, elevation of a DEM of 12.5 m) on cells of 2.5 m. Limits: 90
s, 1.5 GiB; tiles of 256 cells in training order (row by row, a fifth of overlap) at half the speed of a tiled GeoTIFF
or better, side by side. Needs 8 GB of disk.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import gdal
from scipy import ndimage

import slipline
from slipline.core.base.grid import Grid, Window
from slipline.core.base.progress import Silent
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.raster_writer import BLOCK, Band, RasterWriter
from slipline.core.stack.files import StackBand, write_geotiff

CELL_M, DEM_M = 2.5, 12.5
WEST, NORTH = 200_000.0, 4_060_000.0
FEATURES = ("red", "green", "blue", "hotspot", "slope", "aspect", "elevation")
TILE, STRIDE, BAND_ROWS, ROUNDS = 256, 205, 768, 3
LIMIT_S, LIMIT_GIB, LIMIT_RATIO = 90.0, 1.5, 0.5
BUILD = """
import json, resource, sys, time
from slipline.core.stack.build import StackInputs, StackOptions, build_stack
image, hotspot, dem, output, *features = sys.argv[1:]
start = time.perf_counter()
build_stack(StackInputs(image, hotspot, dem), StackOptions(tuple(features)), output)
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(json.dumps({"seconds": time.perf_counter() - start, "gib": used}))
"""


def smooth(generator, shape, sigma):
    values = ndimage.gaussian_filter(generator.normal(0, 1, shape), sigma, mode="wrap")
    return values / values.std()


def write_inputs(folder, grid):
    """Image, hot spot map (a third of the blocks have values) and DEM, made of one band of rows that repeats."""
    generator = np.random.default_rng(1)
    strip = Window(0, 0, grid.columns, BLOCK)
    texture = smooth(generator, strip.shape, 1.5)
    colours = [
        np.clip(110 + shift + 30 * np.roll(texture, 7 * shift, 1), 1, 254).astype(np.uint8) for shift in (0, 6, 12)
    ]
    motion = (2000 * smooth(generator, strip.shape, 12)).astype(np.float32)
    motion[:, (np.arange(grid.columns) // 3000) % 3 > 0] = np.nan
    bands = [Band(name) for name in (*FEATURES[:3], "alpha")]
    with (
        RasterWriter(str(folder / "image.tif"), grid, bands, "uint8", None) as image,
        RasterWriter(str(folder / "hot.tif"), grid, [Band("hotspot", "z/km2")]) as hot,
    ):
        image.colours((gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand))
        for row in range(0, grid.rows, BLOCK):
            window = Window(0, row, grid.columns, BLOCK).intersection(grid.window)
            for number, values in enumerate([*colours, np.full(strip.shape, 255, np.uint8)], start=1):
                image.write(values[: window.rows], window, number)
            hot.write(motion[: window.rows], window)
    columns, rows = int(grid.columns * CELL_M / DEM_M) + 40, int(grid.rows * CELL_M / DEM_M) + 40
    coarse = Grid(grid.crs, WEST - 203.0, NORTH + 207.0, DEM_M, columns, rows)
    period = smooth(generator, (1024, columns), 20) * 300 + 3000
    with RasterWriter(str(folder / "dem.tif"), coarse, [Band("dem", "m")], metadata={}) as dem:
        for row in range(0, rows, 1024):
            window = Window(0, row, columns, 1024).intersection(coarse.window)
            dem.write(period[: window.rows].astype(np.float32), window)


def build(folder, features):
    names = [str(folder / name) for name in ("image.tif", "hot.tif", "dem.tif", "stack.vrt")]
    environment = {**os.environ, "PYTHONPATH": str(Path(slipline.__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, *names, *features], stdout=subprocess.PIPE, text=True, check=True, env=environment
    )
    return json.loads(done.stdout)


def plain_files(folder, grid):
    """A band of rows of the stack as GeoTIFFs: as the tool writes them, and without compression."""
    rows = Window(0, grid.rows // 2 // BLOCK * BLOCK, grid.columns, min(BAND_ROWS, grid.rows // 2))
    crop = folder / "crop.vrt"
    gdal.Translate(
        str(crop), str(folder / "stack.vrt"), format="VRT", srcWin=[rows.column, rows.row, rows.columns, rows.rows]
    )
    written = folder / "plain.tif"
    bands = [StackBand(Band(name), "", 1) for name in FEATURES]
    write_geotiff(str(written), str(crop), bands, [{}] * len(bands), Silent())
    stored = folder / "stored.tif"
    gdal.Translate(str(stored), str(written), creationOptions=["TILED=YES", "BIGTIFF=YES", "INTERLEAVE=BAND"])
    return rows, {"tiled GeoTIFF, as FORMAT=gtiff writes it": written, "tiled GeoTIFF, not compressed": stored}


def read_tiles(path, rows, first_row):
    """Seconds to read the tiles of a band of rows, row by row."""
    with RasterReader(str(path)) as reader:
        start = time.perf_counter()
        count = 0
        for row in range(0, rows.rows - TILE + 1, STRIDE):
            for column in range(0, rows.columns - TILE + 1, STRIDE):
                reader.read(Window(column, first_row + row, TILE, TILE), FEATURES)
                count += 1
        return (time.perf_counter() - start) / count


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--columns", type=int, default=50_661)
    parser.add_argument("--rows", type=int, default=35_415)
    parser.add_argument("--folder", default=None, help="for the files, removed afterwards")
    options = parser.parse_args()
    grid = Grid(spatial_reference("EPSG:32648").ExportToWkt(), WEST, NORTH, CELL_M, options.columns, options.rows)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        start = time.perf_counter()
        write_inputs(folder, grid)
        print(f"{grid.columns} x {grid.rows} cells; inputs written in {time.perf_counter() - start:.0f} s")
        built = build(folder, FEATURES)
        print(
            f"built in {built['seconds']:.1f} s (limit {LIMIT_S:g}), peak {built['gib']:.2f} GiB (limit {LIMIT_GIB:g})"
        )
        parts = sum(path.stat().st_size for path in folder.glob("stack_parts/*/*")) / 1e6
        print(
            f"parts beside the stack: {parts:.0f} MB; image {(folder / 'image.tif').stat().st_size / 1e6:.0f} "
            "MB, not copied"
        )
        rows, plain = plain_files(folder, grid)
        for label, path in plain.items():
            pairs = [
                (read_tiles(folder / "stack.vrt", rows, rows.row), read_tiles(path, rows, 0)) for _ in range(ROUNDS)
            ]
            stack, other = (statistics.median(times) for times in zip(*pairs))
            print(
                f"{label}: {1 / other:.0f} tiles/s; stack: {1 / stack:.0f} tiles/s; ratio {other / stack:.2f} "
                f"(limit {LIMIT_RATIO:g})"
            )


if __name__ == "__main__":
    main()
