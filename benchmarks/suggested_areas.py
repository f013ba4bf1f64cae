"""Do the areas that Slipline suggests to draw teach more than areas drawn at random? Run `make demo` first.

    python -m slipline.benchmarks.suggested_areas [--seeds 1 2 3] [--epochs 60] [--width 8]

On the western part of the SYNTHETIC demo area five areas are drawn at random, and a network learns from them. Then five
more are drawn: those that `suggest_areas` lists first, or five others at random; around each the ground within 150 m is
mapped, with every area that lies there. Both networks are scored on the eastern part, 700 m apart: average precision,
and pooled IoU at the threshold that serves best there. Two trainings for each seed after the first one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import ogr

from slipline.core.base.codes import IGNORE, NONE, TEST, TRAIN
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import options_for
from slipline.core.evaluation.scores import Ranking
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.raster_writer import Band, RasterWriter
from slipline.core.gis.vector import rasterize
from slipline.core.prediction.suggest import SuggestionInputs, suggest_areas
from slipline.core.stack.bands import choose_bands
from slipline.core.tilestore.labels import Drawing
from slipline.core.tilestore.tile_store import build_tile_store
from slipline.core.tilestore.tiles import block_tiles, lattice, objects_on_training
from slipline.core.worker.client import Worker
from slipline.core.worker.python import find_python

from .complementarity_network import DEMO, best_iou, polygons

FIRST, MORE = 5, 5  # areas drawn at first, and then
AROUND_M = 150.0  # ground around a drawn area that is mapped with it


def shape(polygon):
    return ogr.CreateGeometryFromWkb(bytes(polygon))


def drawn_with(outlines, areas):
    """All areas on the ground within AROUND_M of some outlines, and that ground with theirs."""
    ground = [shape(one).Buffer(AROUND_M) for one in outlines]
    found = [area for area in areas if any(part.Intersects(shape(area)) for part in ground)]
    return found, [bytes(part.ExportToWkb()) for part in (*ground, *(shape(area).Buffer(AROUND_M) for area in found))]


def nearest_areas(outlines, areas):
    """For each suggested outline the area that is drawn there: the one that shares most ground with it, if any."""
    found = []
    for outline in outlines:
        place = shape(outline)
        shared = [place.Intersection(shape(area)).GetArea() for area in areas]
        if max(shared) > 0:
            found.append(areas[int(np.argmax(shared))])
    return found


def learn(areas, known, ground, west, east, options, folder, everywhere=False):
    """Train on some ground of the west; the store, whose east is test ground, and the map of that.

    `everywhere`: the rest of the west is mapped as well.
    """
    with RasterReader(str(DEMO / "stack.vrt")) as stack:
        bands = choose_bands(stack, (), options.preset)
        store = build_tile_store(folder, stack, bands, Drawing([areas], [*west, *east]), options, 300.0, Silent())
    sets, labels = (np.load(folder / f"{name}.npy", mmap_mode="r+") for name in ("sets", "labels"))
    mapped = rasterize(ground, store.grid, store.grid.window) > 0
    seen = rasterize(known, store.grid, store.grid.window) > 0
    inside = [rasterize(part, store.grid, store.grid.window) > 0 for part in (west, east)]
    sets[:] = np.where(mapped & inside[0], TRAIN, np.where(inside[0] * everywhere | inside[1], TEST, NONE))
    sets[store.labels == IGNORE] = NONE
    labels[mapped & inside[0]] = seen[mapped & inside[0]]
    sets.flush()
    labels.flush()
    tile = store.manifest["tile"]
    corners = lattice(store.grid.shape, tile, store.manifest["overlap"])
    store.manifest["positions"] = [
        one for which in (TRAIN, TEST) for one in block_tiles(corners, np.where(sets == which, which, NONE), tile)
    ]
    store.manifest["objects"] = objects_on_training(store.labels, sets, tile)
    (folder / "manifest.json").write_text(json.dumps(store.manifest))
    with Worker(find_python(), Silent()) as worker:
        worker.send(
            "job",
            name="train",
            store=str(folder),
            options=options.as_dict(),
            model=str(folder / "m.safetensors"),
            probability=str(folder / "probability.npy"),
            card={},
        )
        worker.wait("result", silence_s=600.0)
    return store, np.load(folder / "probability.npy")


def scores(store, probability, east):
    """Average precision and best pooled IoU on the eastern part."""
    sets = np.load(store.folder / "sets.npy", mmap_mode="r+")
    eastern = rasterize(east, store.grid, store.grid.window) > 0
    sets[~eastern] = NONE
    ranking = Ranking()
    ranking.add(probability, store.labels == 1, sets == TEST)
    return ranking.auprc, best_iou(store, store.folder / "probability.npy")


def suggested(store, probability, known, ground, folder):
    """Outlines that are suggested, the best first."""
    path, output = str(folder / "probability.tif"), str(folder / "suggested.gpkg")
    west = np.where(store.sets == TEST, probability, np.nan).astype(np.float32)
    with RasterWriter(path, store.grid, [Band("probability")]) as writer:
        writer.write(west, store.grid.window)
    suggest_areas(SuggestionInputs(path, str(DEMO / "stack.vrt"), known, ground), output, Silent(), MORE)
    return polygons(output, store.grid.crs)


def one_seed(seed, areas, west, east, options):
    """Scores after the first five areas, after five more that were suggested, and after five more at random."""
    random = np.random.default_rng(seed)
    western = shape(west[0])
    pool = [area for area in areas if western.Contains(shape(area).Centroid())]
    order = random.permutation(len(pool))
    first, other = ([pool[number] for number in part] for part in (order[:FIRST], order[FIRST : FIRST + MORE]))
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known, ground = drawn_with(first, pool)
        (folder / "first").mkdir()
        store, probability = learn(areas, known, ground, west, east, options, folder / "first", True)
        eastern = rasterize(east, store.grid, store.grid.window) > 0
        outlines = suggested(store, np.where(eastern, np.nan, probability), known, ground, folder)
        found["first"] = (len(known), *scores(store, probability, east))
        for way, more in (("suggested", outlines), ("random", other)):
            (folder / way).mkdir()
            also, beside = drawn_with(more if way == "random" else [*nearest_areas(more, pool), *more], pool)
            both = list(dict.fromkeys([*known, *also]))
            store, probability = learn(areas, both, [*ground, *beside], west, east, options, folder / way)
            found[way] = (len(both), *scores(store, probability, east))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--epochs", type=int, default=60)
    parser.add_argument("--width", type=int, default=8)
    chosen = parser.parse_args()
    if not (DEMO / "stack.vrt").exists():
        sys.exit("Run `make demo` first: its stack is what the networks learn from.")
    with RasterReader(str(DEMO / "stack.vrt")) as reader:
        crs = reader.grid.crs
    area = DEMO / "study_area"
    areas, west, east = (polygons(area / f"{name}.gpkg", crs) for name in ("areas", "train_area", "test_area"))
    print(f"SYNTHETIC scene; width {chosen.width}, {chosen.epochs} epochs; average precision and IoU on the east")
    print(f"{'seed':6}{'drawn':12}{'areas':>6}{'AP':>8}{'IoU':>8}")
    gains = []
    for seed in chosen.seeds:
        began = time.monotonic()
        options = options_for("recommended", width=chosen.width, epochs=chosen.epochs, seed=seed, refit=False)
        found = one_seed(seed, areas, west, east, options)
        for way, (count, precision, iou) in found.items():
            print(f"{seed:<6}{way:12}{count:6}{precision:8.3f}{iou:8.3f}", flush=True)
        gains.append([one - other for one, other in zip(found["suggested"][1:], found["random"][1:])])
        print(f"      ({time.monotonic() - began:.0f} s)", flush=True)
    precision, iou = np.mean(gains, axis=0)
    print(f"suggested less random, mean of the seeds: AP {precision:+.3f}, IoU {iou:+.3f}")


if __name__ == "__main__":
    main()
