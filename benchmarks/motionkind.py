"""Kind of motion: how often it is told right on invented scenes, and how many false landslides it takes from a map.

    python -m slipline.benchmarks.motionkind [--scenes N] [--keep FOLDER] [--demo FOLDER ...]

The scenes are those of `dev/kind_scenes.py`, N of each of four series that nothing was learnt from or chosen on. Printed
are macro F1 of each series, the table of confusions and the F1 of each kind over all areas with enough targets, and
macro F1 over those that get a kind (not: not known) and over those with more evidence (two orbits, series). A folder of `make demo` tells how many predicted areas are false
per 100 km2 before, and how many of those that are called a landslide or not known afterwards, and what is found.
Bounds: macro F1 of 0.80; at most 3 false landslides per 100 km2 on the demo, with as many found as before.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from osgeo import ogr

from ..core.base.grid import grid_over
from ..core.base.progress import Silent
from ..core.demo.sites import TOWARDS_SATELLITE
from ..core.evaluation.objects import clipped, false_count, found_recall, overlapping
from ..core.gis.raster import RasterReader
from ..core.gis.rings import box_around
from ..core.gis.zonal import envelopes
from ..core.kinds.features import FEATURES, Surroundings
from ..core.kinds.ground import CELL_M, REACH_M
from ..core.kinds.judging import judged
from ..core.kinds.kinds import LANDSLIDE, NOT_KNOWN
from ..core.kinds.model import read_model
from ..core.kinds.motionkind import ENOUGH, tell_kinds
from ..core.targets.targets import Targets, standard_targets, to_crs
from ..core.terrain.dem import Dem
from ..dev.kind_model import examples, scene_by_scene
from ..dev.kind_scenes import together
from ._few_labels_places import polygons_of

SERIES = (11, 12, 13, 14)  # of the scenes; 1 to 3 made the classifier, 4 has judged an earlier one
LEAST_F1, MOST_FALSE = 0.80, 3.0


def on_scenes(count: int, folder: Path) -> bool:
    """Print the scores on invented scenes; whether the bound holds."""
    model, parts = read_model(), [examples(folder, series, count) for series in SERIES]
    chances = [scene_by_scene(model, part) for part in parts]
    for series, part, one in zip(SERIES, parts, chances):
        print(f"series {series}: {len(part.kinds)} areas, macro F1 {judged(one, part.kinds).macro_f1:.3f}")
    found, chance = together(parts), np.concatenate(chances)
    table, kinds = found.table, found.kinds
    told = chance.max(axis=1) >= ENOUGH
    two, series = (np.isfinite(table[:, FEATURES.index(name)]) for name in ("upright", "linear"))
    whole = judged(chance, kinds)
    print(f"{len(kinds)} areas of {len(SERIES) * count} scenes\n{whole.text}")
    subsets = {
        "that get a kind": told,
        "with two orbits": two,
        "with series": series,
        "with both": two & series,
        "with both, that get a kind": two & series & told,
    }
    for name, rows in subsets.items():
        one = judged(chance[rows], kinds[rows])
        print(f"{name:<28}{int(rows.sum()):>6} areas, macro F1 {one.macro_f1:.3f}, right {one.accuracy:.3f}")
    return whole.macro_f1 >= LEAST_F1


def targets_of(path: Path) -> Targets:
    """Velocities and coherences of a layer of points, in its own CRS."""
    layer_of = ogr.Open(str(path))
    layer = layer_of.GetLayer(0)
    rows = [
        (one.GetGeometryRef().GetX(), one.GetGeometryRef().GetY(), one["velocity"], one["coherence"]) for one in layer
    ]
    x, y, velocity, coherence = np.array(rows, float).T
    crs = layer.GetSpatialRef().ExportToWkt()
    return standard_targets(x.copy(), y.copy(), crs, velocity.copy(), {"coherence": coherence.copy()})


def on_demo(folder: Path) -> bool:
    """Print false landslides and recall of a demo's predicted areas before and after; whether the bound holds."""
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    with RasterReader(str(folder / "probability.tif")) as reader:
        crs = reader.grid.crs
    areas = polygons_of(folder / "predicted_areas.gpkg", crs)
    study = folder / "study_area"
    frame = ogr.CreateGeometryFromWkb(polygons_of(study / "test_area.gpkg", crs)[0])
    reference, _ = clipped(polygons_of(study / "areas.gpkg", crs), frame, 25.0)
    west, south, east, north = box_around(envelopes(areas))
    box = (west - REACH_M, south - REACH_M, east + REACH_M, north + REACH_M)
    heights = Dem(str(study / "dem.tif"), grid_over(crs, box, CELL_M))
    around = Surroundings(
        to_crs(targets_of(folder / "hotspot_targets.gpkg"), crs, Silent()), heights, np.array(TOWARDS_SATELLITE)
    )
    told = tell_kinds(areas, around, progress=Silent())
    km2, rows = float(scores["scored_km2"]), []
    for name, kept in (
        ("before", areas),
        ("landslide or not known", [area for area, kind in zip(areas, told.kinds) if kind in (LANDSLIDE, NOT_KNOWN)]),
        ("landslide", [area for area, kind in zip(areas, told.kinds) if kind == LANDSLIDE]),
    ):
        shapes, _ = clipped(kept, frame, 25.0)
        pairs = overlapping(reference, shapes)
        rows.append((found_recall(pairs, len(reference)), 100.0 * false_count(pairs, len(shapes)) / km2))
        found, false = rows[-1]
        print(f"{folder.name}, {name:<24}{len(shapes):>4} areas, found {found:.3f}, false {false:.1f} / 100 km2")
    return rows[1][1] <= MOST_FALSE and rows[1][0] >= rows[0][0]


def main() -> None:
    """Print all; end with 1 where a bound does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scenes", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="folder in which the examples stay, for another run")
    parser.add_argument("--demo", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        good = [on_scenes(given.scenes, given.keep or Path(folder))] if given.scenes else []
    good += [on_demo(folder) for folder in given.demo]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
