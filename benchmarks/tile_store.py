"""The tile store of the paper's full case: how much memory and time it takes.

Needs 12 GB on the disk of the temporary folder.

    python -m slipline.benchmarks.tile_store [--scale 1.0]

An image of 50,661 x 35,415 cells has 42,904 windows of 256 cells with 20 % overlap (starts at 0, 205, 410, ...). One
band, half of it null; 476 areas, as in the paper. Limit: 1 GiB of memory of its own (anonymous, at its peak), beside
what the process had before; pages of memory-mapped files are the system's, which takes them back when it needs them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions
from slipline.core.gis.crs import spatial_reference
from slipline.core.tilestore.labels import Drawing
from slipline.core.tilestore.tile_store import build_tile_store
from slipline.core.tilestore.tiles import lattice

from ..core.gis.raster import RasterReader

COLUMNS, ROWS, CELL_M, AREAS = 50_661, 35_415, 2.5, 476
CRS = "EPSG:32647"


def anonymous_mib() -> float:
    """Memory that the process has for itself."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1024
    return float("nan")


class Peak(threading.Thread):
    """Watches the memory until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stop, self.mib = threading.Event(), 0.0

    def run(self) -> None:
        """Look ten times a second."""
        while not self.stop.wait(0.1):
            self.mib = max(self.mib, anonymous_mib())


def make_stack(path: Path, rows: int, columns: int) -> None:
    """A sparse GeoTIFF: only the eastern half has values."""
    raster = gdal.GetDriverByName("GTiff").Create(
        str(path),
        columns,
        rows,
        1,
        gdal.GDT_Float32,
        ["TILED=YES", "COMPRESS=DEFLATE", "SPARSE_OK=TRUE", "BIGTIFF=YES"],
    )
    raster.SetGeoTransform((500_000.0, CELL_M, 0.0, 4_000_000.0, 0.0, -CELL_M))
    raster.SetProjection(spatial_reference(CRS).ExportToWkt())
    band = raster.GetRasterBand(1)
    band.SetNoDataValue(-9999.0)
    band.SetDescription("velocity")
    for row in range(0, rows, 1024):
        band.WriteArray(np.full((min(1024, rows - row), columns - columns // 2), -3.0, np.float32), columns // 2, row)
    band = raster = None


def areas(rows: int, columns: int) -> list[bytes]:
    """Round areas of 100 m, anywhere in the eastern half."""
    random, found = np.random.default_rng(1), []
    for _ in range(AREAS):
        x = 500_000.0 + random.uniform(0.55, 0.95) * columns * CELL_M
        y = 4_000_000.0 - random.uniform(0.05, 0.95) * rows * CELL_M
        found.append(bytes(ogr.CreateGeometryFromWkt(f"POINT({x} {y})").Buffer(100.0).ExportToWkb()))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="of the sides; smaller for a quick look")
    scale = parser.parse_args().scale
    rows, columns = round(ROWS * scale), round(COLUMNS * scale)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        folder.mkdir()
        maker = multiprocessing.Process(
            target=make_stack, args=(Path(name) / "stack.tif", rows, columns)
        )  # keeps its memory to itself
        maker.start()
        maker.join()
        before, began, peak = anonymous_mib(), time.perf_counter(), Peak()
        peak.start()
        options = TrainingOptions(tile=256)
        drawing = Drawing([areas(rows, columns)])
        store = build_tile_store(
            folder, RasterReader(str(Path(name) / "stack.tif")), ["velocity"], drawing, options, 300.0, Silent()
        )
        peak.stop.set()
        peak.join()
        manifest = store.manifest
        print(
            f"{columns} x {rows} cells, {len(lattice((rows, columns), 256, 0.2))} windows of 256 cells: "
            f"{len(manifest['positions'])} kept,"
            f" {manifest['left_out']} left out as empty, shares of positive ground "
            f"{[round(s, 2) for s in manifest['shares']]}"
        )
        print(
            f"{time.perf_counter() - began:.0f} s, {peak.mib - before:.0f} MiB above the {before:.0f} MiB at the "
            "start (limit 1024)"
        )


if __name__ == "__main__":
    main()
