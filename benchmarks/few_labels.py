"""What Slipline draws with no, five, ten, twenty and fifty drawn areas, on ground that no choice was made on.

    python -m slipline.benchmarks.few_labels FOLDER [--areas 0 5 10 20 50] [--seeds 201 202 203 204] [--hard] [--real]

FOLDER keeps the places and the finished rows: what was interrupted goes on. Generated areas are demo areas of the size
medium. Training areas lie in the west: a place is drawn at random, and the areas nearest to it are what somebody drew
on the first days; the square around them is the fully mapped ground. Scored is the east, behind a gap, beside the
candidate areas of Hot Spot. --hard: half the targets, more atmosphere and patches, outlines shifted by one or two
cells, and one area in eight forgotten. --real: Slumgullion, Coso, Campi Flegrei and Columbia below SLIPLINE_REAL_DATA,
without any drawn area; Slumgullion also with each half drawn and the other predicted, both pooled.

The starting model has never seen the generator of the demo areas. Choices were made on demo areas 101 to 103; seeds
from 201 on are those reported.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import ogr

from ..core.areas.rules import AreaRules
from ..core.base.model_card import open_model
from ..core.base.progress import Silent
from ..core.base.starting_model import STARTING_MODEL
from ..core.base.training_options import TrainingOptions
from ..core.evaluation.objects import object_scores, overlapping
from ..core.evaluation.scores import Ranking, confusion
from ..core.gis.raster import RasterReader
from ..core.prediction.inputs import PredictionInputs
from ..core.prediction.predict import PredictionOutputs, predict_boundaries
from ..core.stack.bands import choose_bands
from ..core.training.beginning import begun
from ..core.training.data import TrainingData, TrainingOutputs
from ..core.training.train import train
from ..core.worker.python import find_python
from ._few_labels_places import HARD, Place, demo_place, polygons_of, product, slumgullion

MATCH_IOU = 0.3
SHIFT_CELLS, FORGOTTEN = 2.0, 8  # of the harder set: outlines are moved, one area in so many is forgotten
PRODUCTS: dict[str, tuple[str, dict[str, object], str]] = {
    "Campi Flegrei": ("campi_flegrei_licsbas/vel.geo.tif", {}, "campi_flegrei_licsbas/hgt.geo.tif"),
    "Columbia": ("columbia_itslive_rgi/los_descending_mm_yr.tif", {}, "columbia_itslive_rgi/dem_Columbia.tif"),
    "Coso ascending": ("coso_mintpy/a064_velocity.h5", {"unit": "m/yr", "nulls": (0.0,)}, ""),
    "Coso descending": ("coso_mintpy/d071_velocity.h5", {"unit": "m/yr", "nulls": (0.0,)}, ""),
}
Row = dict[str, Any]


def nearest(areas: Sequence[bytes], ground: bytes, count: int, seed: int) -> tuple[list[bytes], bytes]:
    """The areas nearest to a random one on some ground, and the square around them as fully mapped ground."""
    frame = ogr.CreateGeometryFromWkb(ground)
    shapes = [ogr.CreateGeometryFromWkb(area) for area in areas]
    shapes = [shape for shape in shapes if shape.Within(frame)]
    places = np.array([shape.Centroid().GetPoint_2D() for shape in shapes])
    middle = places[np.random.default_rng(seed).integers(len(places))]
    far = np.abs(places - middle).max(axis=1)
    order = np.argsort(far)[:count]
    reach = float(far[order[-1]]) + 400.0
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    ring = ", ".join(f"{middle[0] + reach * x} {middle[1] + reach * y}" for x, y in corners)
    mapped = ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))").Intersection(frame)
    others = [number for number in range(len(shapes)) if number not in order and shapes[number].Intersects(mapped)]
    for number in others:  # what nobody has drawn yet does not count as stable ground
        mapped = mapped.Difference(shapes[number].Buffer(50.0))
    return [bytes(shapes[number].ExportToWkb()) for number in order], bytes(mapped.ExportToWkb())


def badly_drawn(areas: Sequence[bytes], cell_m: float, seed: int) -> list[bytes]:
    """Outlines as people draw them: moved by a cell or two, generalised, one in eight forgotten."""
    rng, drawn = np.random.default_rng(seed), []
    for number, area in enumerate(areas):
        if len(areas) > 4 and number % FORGOTTEN == FORGOTTEN - 1:
            continue
        turn, far = rng.uniform(0, 2 * np.pi), rng.uniform(1, SHIFT_CELLS) * cell_m
        shape = ogr.CreateGeometryFromWkb(area).SimplifyPreserveTopology(2 * cell_m)
        for ring in range(shape.GetGeometryCount()):
            part = shape.GetGeometryRef(ring)
            for point in range(part.GetPointCount()):
                x, y, _ = part.GetPoint(point)
                part.SetPoint_2D(point, x + far * np.cos(turn), y + far * np.sin(turn))
        drawn.append(bytes(shape.ExportToWkb()))
    return drawn


def predicted(place: Place, model: str, folder: Path, within: Sequence[bytes] = ()) -> PredictionOutputs:
    """Probability, mask and areas of a place as Predict boundaries gives them."""
    folder.mkdir(parents=True, exist_ok=True)
    outputs = PredictionOutputs(*(str(folder / name) for name in ("probability.tif", "mask.tif", "areas.gpkg")))
    known = open_model(model)
    with RasterReader(place.stack) as stack:
        rules = AreaRules(threshold=float(known.card["threshold"]))
        inputs = PredictionInputs(stack, known, within=within)
        predict_boundaries(inputs, outputs, rules, None, find_python(), Silent())
    return outputs


def scored(place: Place, outputs: PredictionOutputs, ground: Sequence[bytes]) -> Row:
    """Pooled IoU of mask and candidate areas, areas found, calibration, on some ground."""
    reference, counts = place.burnt(place.areas), place.burnt(ground)
    drawn = polygons_of(Path(outputs.areas), place.crs)
    ranking = Ranking()
    with RasterReader(outputs.probability) as reader:
        ranking.add(reader.read(reader.grid.window)[0], reference, counts)
    frame = [ogr.CreateGeometryFromWkb(part) for part in ground]
    sides = [
        [shape for shape in map(ogr.CreateGeometryFromWkb, some) if any(shape.Intersects(part) for part in frame)]
        for some in (place.areas, drawn)
    ]
    areas = object_scores(overlapping(*sides), len(sides[0]), len(sides[1]), MATCH_IOU)
    return {
        "iou": confusion(place.burnt(drawn), reference, counts).iou,
        "candidate_areas": confusion(place.burnt(place.candidates()), reference, counts).iou,
        "recall": areas.recall,
        "precision": areas.precision,
        "calibration_error": ranking.calibration_error,
    }


def trained(place: Place, areas: Sequence[bytes], mapped: bytes, model: str) -> float:
    """Train with the tool's own choices; seconds."""
    began = time.monotonic()
    options = TrainingOptions()
    with RasterReader(place.stack) as stack:
        bands = choose_bands(stack, (), options.preset)
        data, options = begun(TrainingData(stack, bands, areas, [mapped], synthetic=True), options, "", (), Silent())
        train(data, options, TrainingOutputs(model), find_python(), Silent())
    return time.monotonic() - began


def generated(folder: Path, seed: int, counts: Sequence[int], hard: bool) -> Iterator[Row]:
    """A row for each number of drawn areas on one generated area."""
    name = f"{'hard' if hard else 'demo'}-{seed}"
    place = demo_place(folder / name, seed, recipe=HARD) if hard else demo_place(folder / name, seed)
    west, east = (place.ground(part) for part in ("train", "test"))
    with RasterReader(place.stack) as reader:
        cell_m = reader.grid.cell_m
    for count in counts:
        made, seconds, model = folder / "results" / f"{name}-{count}", 0.0, STARTING_MODEL
        made.mkdir(parents=True, exist_ok=True)
        if count:
            model = str(made / "model.safetensors")
            areas, mapped = nearest(place.areas, west[0], count, seed)
            areas = badly_drawn(areas, cell_m, seed) if hard else areas
            seconds = trained(place, areas, mapped, model)
        outputs = predicted(place, model, made, east)
        yield {"place": name, "areas": count, **scored(place, outputs, east), "seconds": seconds}


def half_by_half(place: Place, folder: Path) -> Row:
    """Learn on each of the two parts of the scored ground and predict the other; both pooled."""
    ground = [place.burnt([part]) for part in place.within]
    shapes = [ogr.CreateGeometryFromWkb(area) for area in place.areas]
    drawn, seconds, count = np.zeros_like(ground[0]), 0.0, []
    for number, part in enumerate(place.within):
        other, made = place.within[1 - number], folder / f"half-{number}"
        made.mkdir(parents=True, exist_ok=True)
        frame = ogr.CreateGeometryFromWkb(part)
        areas = [bytes(shape.ExportToWkb()) for shape in shapes if shape.Intersects(frame)]
        seconds += trained(place, areas, part, str(made / "model.safetensors"))
        outputs = predicted(place, str(made / "model.safetensors"), made, [other])
        drawn |= place.burnt(polygons_of(Path(outputs.areas), place.crs)) & ground[1 - number]
        count.append(len(areas))
    reference, counts = place.burnt(place.areas), place.burnt(place.within)
    return {
        "areas": count,
        "iou": confusion(drawn, reference, counts).iou,
        "candidate_areas": confusion(place.burnt(place.candidates()), reference, counts).iou,
        "seconds": seconds,
    }


def real(folder: Path, data: Path) -> Iterator[Row]:
    """A row for each real place, with no drawn area; Slumgullion also half by half."""
    place = slumgullion(folder / "slumgullion", data)
    outputs = predicted(place, STARTING_MODEL, folder / "results" / "slumgullion")
    yield {"place": "Slumgullion", "areas": 0, **scored(place, outputs, place.within)}
    yield {"place": "Slumgullion, half by half", **half_by_half(place, folder / "results" / "slumgullion")}
    for name, (file, options, dem) in PRODUCTS.items():
        place = product(folder / name, data / file, options, str(data / dem) if dem else "")
        outputs = predicted(place, STARTING_MODEL, folder / "results" / name)
        drawn = [ogr.CreateGeometryFromWkb(area) for area in polygons_of(Path(outputs.areas), place.crs)]
        known = [ogr.CreateGeometryFromWkb(area) for area in place.candidates()]
        largest = max(known, key=lambda shape: shape.GetArea())
        common = sum(shape.Intersection(largest).GetArea() for shape in drawn)
        false = [shape.GetArea() for shape in drawn if not any(shape.Intersects(other) for other in known)]
        yield {
            "place": name,
            "areas": 0,
            "drawn_km2": sum(shape.GetArea() for shape in drawn) / 1e6,
            "largest_candidate_km2": largest.GetArea() / 1e6,
            "share_of_it_drawn": common / largest.GetArea(),
            "largest_without_candidate_km2": max(false, default=0.0) / 1e6,
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--areas", type=int, nargs="*", default=[0, 5, 10, 20, 50])
    parser.add_argument("--seeds", type=int, nargs="*", default=[201, 202, 203, 204])
    parser.add_argument("--hard", action="store_true")
    parser.add_argument("--real", action="store_true")
    asked = parser.parse_args()
    rows: list[Row] = []

    def told(row: Row) -> None:
        rows.append(row)
        print(json.dumps({key: round(v, 3) if isinstance(v, float) else v for key, v in row.items()}), flush=True)

    for seed in asked.seeds:
        for row in generated(asked.folder, seed, asked.areas, asked.hard):
            told(row)
    data = os.environ.get("SLIPLINE_REAL_DATA", "")
    if asked.real and data:
        for row in real(asked.folder, Path(data)):
            told(row)
    for count in asked.areas:
        own = [row for row in rows if row["areas"] == count and "seconds" in row]
        if own:
            means = {key: float(np.mean([row[key] for row in own])) for key in ("iou", "candidate_areas", "recall")}
            print(
                f"{count} areas, {len(own)} seeds: " + ", ".join(f"{key} {value:.3f}" for key, value in means.items())
            )


if __name__ == "__main__":
    main()
