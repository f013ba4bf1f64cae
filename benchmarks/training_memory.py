"""Memory of the process that asks for a training (QGIS, on a laptop) from its start to the report.

The worker is a process of its own.

    python -m slipline.benchmarks.training_memory [--side 4000]

Tile and train on a stack of noise with the eleven recommended bands and round areas: tile store, training, scores,
baselines, refit, report. Limits: less than 500 MiB of memory of its own above the start (anonymous, at its peak; pages
of memory-mapped files are the system's), and flat while the network learns: within the training, and within the refit,
the last epoch needs no more than 5 MiB above the first.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import ogr

from slipline.benchmarks.tile_store import CRS, Peak, anonymous_mib
from slipline.core.base.grid import Grid
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import RECOMMENDED_FEATURES, TrainingOptions
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.raster_writer import Band, RasterWriter
from slipline.core.training.data import TrainingData, TrainingOutputs
from slipline.core.training.train import train
from slipline.core.worker.python import WorkerPython

from ..core.gis.raster import RasterReader

CELL_M, AREAS, RADIUS_M = 10.0, 150, 250.0
UNITS = {"velocity": "mm/yr", "hotspot": "z/km2", "slope": "degree"}
WEST, NORTH = 500_000.0, 4_000_000.0


def make_stack(path: Path, side: int) -> str:
    """Noise; the areas are not in it."""
    grid = Grid(spatial_reference(CRS).ExportToWkt(), WEST, NORTH, CELL_M, side, side)
    random = np.random.default_rng(1)
    with RasterWriter(str(path), grid, [Band(name, UNITS.get(name, "")) for name in RECOMMENDED_FEATURES]) as writer:
        for window in grid.windows(512):
            for number in range(1, len(RECOMMENDED_FEATURES) + 1):
                writer.write(random.normal(0, 1, window.shape).astype(np.float32), window, number)
    return str(path)


def areas(side: int) -> list[bytes]:
    """Round areas, anywhere."""
    places = np.random.default_rng(2).uniform(0.02, 0.98, (AREAS, 2)) * side * CELL_M
    points = (ogr.CreateGeometryFromWkt(f"POINT({WEST + x} {NORTH - y})") for x, y in places)
    return [bytes(point.Buffer(RADIUS_M).ExportToWkb()) for point in points]


class Epochs(Silent):
    """Notes the memory at the end of each epoch, and prints the log."""

    def __init__(self) -> None:
        self.mib: list[list[float]] = []  # of each training
        self._began = time.perf_counter()

    def message(self, text: str) -> None:
        """A line of the log."""
        if "poch 1 of " in text:
            self.mib.append([])
        if "poch " in text and " of " in text:
            self.mib[-1].append(anonymous_mib())
        print(f"{time.perf_counter() - self._began:6.0f} s {anonymous_mib():6.0f} MiB  {text[:110]}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=int, default=4000, help="cells")
    side = parser.parse_args().side
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stack = make_stack(folder / "stack.tif", side)
        data = TrainingData(RasterReader(stack), RECOMMENDED_FEATURES, areas(side), [])
        before, peak, epochs = anonymous_mib(), Peak(), Epochs()
        peak.start()
        options = TrainingOptions(width=2, epochs=3, device="cpu")
        train(
            data,
            options,
            TrainingOutputs(str(folder / "m.safetensors"), str(folder / "r.html")),
            WorkerPython(sys.executable, "benchmark"),
            epochs,
        )
        peak.stop.set()
        peak.join()
    print(
        f"{side} x {side} cells, {len(RECOMMENDED_FEATURES)} bands, {AREAS} areas: peak {peak.mib - before:.0f} "
        f"MiB above the {before:.0f} MiB at the start (limit 500);"
    )
    print(
        "the last epoch beside the first: "
        + ", ".join(f"{mib[-1] - mib[0]:+.1f}" for mib in epochs.mib)
        + " MiB (limit 5)"
    )


if __name__ == "__main__":
    main()
