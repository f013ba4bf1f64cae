"""Does every source help a network, and does none do the job alone? Run `make demo` first.

    python -m slipline.benchmarks.complementarity_network [--epochs 10] [--width 8] [--network unet]

A narrow network trains on the western part of the SYNTHETIC demo area with each set of features (recipe `recommended`)
and is scored on the eastern part, 700 m apart, at the threshold that serves best there. Pooled IoU, one run each:
differences below about 0.03 mean nothing, and none says anything about real ground. About a minute a row on two cores.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import ogr, osr

import slipline
from slipline.core.base.codes import IGNORE, NONE, TEST, TRAIN
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import RECOMMENDED_FEATURES, options_for
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.vector import rasterize
from slipline.core.tilestore.labels import Drawing
from slipline.core.tilestore.tile_store import TileStore, build_tile_store
from slipline.core.tilestore.tiles import block_tiles, lattice, objects_on_training
from slipline.core.worker.client import Worker
from slipline.core.worker.python import find_python

DEMO = Path(os.path.realpath(slipline.__file__)).parent / "demo"
RGB = ("red", "green", "blue")
SETS = {
    "RGB": RGB,
    "points": ("targets",),
    "hot spot": ("hotspot",),
    "RGB + points": (*RGB, "targets"),
    "RGB + hot spot": (*RGB, "hotspot"),
    "RGB + hot spot + aspect": (*RGB, "hotspot", "aspect_east", "aspect_north"),
    "RGB + hot spot + aspect + elevation": (*RGB, "hotspot", "aspect_east", "aspect_north", "elevation"),
    "recommended": RECOMMENDED_FEATURES,
}


def polygons(path, crs):
    """WKB in another CRS."""
    layer = (dataset := ogr.Open(str(path))).GetLayer(0)
    change = osr.CoordinateTransformation(
        spatial_reference(layer.GetSpatialRef().ExportToWkt()), spatial_reference(crs)
    )
    found = []
    for feature in layer:
        shape = feature.GetGeometryRef().Clone()
        shape.Transform(change)
        found.append(bytes(shape.ExportToWkb()))
    del layer, dataset
    return found


def west_trains_east_tests(store, west, east):
    """Replace the store's own split."""
    sets = np.load(store.folder / "sets.npy", mmap_mode="r+")
    inside = [rasterize(part, store.grid, store.grid.window) > 0 for part in (west, east)]
    sets[:] = np.where(inside[0], TRAIN, np.where(inside[1], TEST, NONE))
    sets[store.labels == IGNORE] = NONE
    sets.flush()
    tile = store.manifest["tile"]
    store.manifest["positions"] = block_tiles(lattice(store.grid.shape, tile, store.manifest["overlap"]), sets, tile)
    store.manifest["objects"] = objects_on_training(store.labels, sets, tile)
    (store.folder / "manifest.json").write_text(json.dumps(store.manifest))


def best_iou(store: TileStore, probability):
    """Pooled IoU on the test ground at the threshold that serves best there."""
    tested = store.sets == TEST
    score, truth = np.nan_to_num(np.load(probability)[tested], nan=-1.0), store.labels[tested] == 1
    return max((truth & (score >= t)).sum() / (truth | (score >= t)).sum() for t in np.linspace(0.02, 0.98, 49))


def run(names, options, areas, west, east):
    """Train one set of features; IoU."""
    with tempfile.TemporaryDirectory() as folder, Worker(find_python(), Silent()) as worker:
        store = build_tile_store(
            Path(folder),
            RasterReader(str(DEMO / "stack.vrt")),
            names,
            Drawing([areas], [*west, *east]),
            options,
            300.0,
            Silent(),
        )
        west_trains_east_tests(store, west, east)
        probability = Path(folder) / "probability.npy"
        worker.send(
            "job",
            name="train",
            store=folder,
            options=options.as_dict(),
            model=str(Path(folder) / "m.safetensors"),
            probability=str(probability),
            card={},
        )
        worker.wait("result")
        return best_iou(store, probability)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--width", type=int, default=8)
    parser.add_argument("--network", default="unet")
    parser.add_argument("--only", nargs="*", help="names of sets")
    chosen = parser.parse_args()
    if not (DEMO / "stack.vrt").exists():
        sys.exit("Run `make demo` first: its stack is what the networks learn from.")
    with RasterReader(str(DEMO / "stack.vrt")) as reader:
        crs = reader.grid.crs
    area = DEMO / "study_area"
    areas, west, east = (polygons(area / f"{name}.gpkg", crs) for name in ("areas", "train_area", "test_area"))
    options = options_for("recommended", network=chosen.network, width=chosen.width, epochs=chosen.epochs)
    print(
        f"SYNTHETIC scene; {chosen.network} of width {chosen.width}, {chosen.epochs} epochs; pooled IoU on the "
        "eastern part"
    )
    for name in chosen.only or SETS:
        began = time.monotonic()
        iou = run(SETS[name], options, areas, west, east)
        print(f"{name:40} {iou:.3f}   ({time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
