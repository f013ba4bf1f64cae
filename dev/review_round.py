"""What one round of review is worth, on the demo study area: run after `make demo`, with the same environment.

A first model learns from the areas in the southern part of the training ground. It predicts the northern part; the
review is
simulated: an area is accepted where at least half of it lies in the reference areas, else rejected. *Train again with
this review* then goes on from the first model. Both are scored on the test ground, which neither training nor review
saw, beside a model that goes on as long without the review. All data is synthetic.
"""

import json
import shutil
import sys

from osgeo import ogr
from tools import BUILD, ROOT, run

from slipline.core.areas.review import ACCEPTED, REJECTED
from slipline.core.areas.review_training import reviewed_ground
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.vector import write_polygons

DEMO, OUT = ROOT / "demo", BUILD / "review_round"
SOUTH = 0.4  # share of the training ground whose areas are drawn at first
OVERLAP = 0.5
TRAINING = {"WIDTH": 16, "TILE": 128, "SEED": 1}
FIRST, AGAIN = 12, 8  # epochs


def read(path, crs=None):
    """Polygons of a layer, and its CRS as WKT; brought to another CRS where one is named."""
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayer(0)
    own = layer.GetSpatialRef()
    shapes = [feature.GetGeometryRef().Clone() for feature in layer]
    if crs is not None:
        for shape in shapes:
            shape.TransformTo(spatial_reference(crs))
    return shapes, own.ExportToWkt()


def write(path, shapes, crs):
    write_polygons(str(path), path.stem, crs, [bytes(shape.ExportToWkb()) for shape in shapes], [])
    return path


def divide():
    """The two parts of the training ground, as files; its CRS."""
    (ground,), crs = read(DEMO / "study_area" / "train_area.gpkg")
    west, east, south, north = ground.GetEnvelope()
    middle = south + SOUTH * (north - south)
    parts = []
    for name, low, high in (("drawn_ground", south, middle), ("review_ground", middle, north)):
        box = ogr.CreateGeometryFromWkt(
            f"POLYGON(({west} {low},{east} {low},{east} {high},{west} {high},{west} {low}))"
        )
        parts.append(write(OUT / f"{name}.gpkg", [ground.Intersection(box)], crs))
    return parts, crs


def review(predicted, reference):
    """Statuses of a reviewer who knows the reference."""
    known = ogr.Geometry(ogr.wkbMultiPolygon)
    for shape in reference:
        for part in ogr.ForceToMultiPolygon(shape.Clone()):
            known.AddGeometry(part)
    known = known.UnionCascaded()
    return [
        ACCEPTED if shape.Intersection(known).GetArea() >= OVERLAP * shape.GetArea() else REJECTED
        for shape in predicted
    ]


def train(name, areas, within, epochs, **more):
    model = OUT / f"{name}.safetensors"
    run(
        "tiletrain",
        STACK=DEMO / "stack.vrt",
        AREAS=areas,
        WITHIN=within,
        EPOCHS=epochs,
        **TRAINING,
        **more,
        OUTPUT_MODEL=model,
    )
    return model


def predict(model, within, name):
    areas, probability = OUT / f"{name}.gpkg", OUT / f"{name}.tif"
    run(
        "predict",
        STACK=DEMO / "stack.vrt",
        MODEL=model,
        WITHIN=within,
        TARGETS=DEMO / "hotspot_targets.gpkg",
        OUTPUT_PROBABILITY=probability,
        OUTPUT_MASK=OUT / f"{name}_mask.tif",
        OUTPUT_AREAS=areas,
    )
    return areas, probability


def score(model, name):
    """Scores on the test ground."""
    test = DEMO / "study_area" / "test_area.gpkg"
    areas, probability = predict(model, test, f"{name}_test")
    scores = OUT / f"{name}.json"
    run(
        "evaluate",
        PREDICTED=areas,
        REFERENCE=DEMO / "study_area" / "areas.gpkg",
        WITHIN=test,
        PROBABILITY=probability,
        OUTPUT=OUT / f"{name}.html",
        OUTPUT_SCORES=scores,
    )
    return json.loads(scores.read_text())["network"]


def main():
    if not (DEMO / "stack.vrt").exists():
        sys.exit("Run `make demo` first: its study area and feature stack are used.")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    (drawn, unseen), crs = divide()
    reference, _ = read(DEMO / "study_area" / "areas.gpkg", crs)
    (ground,), _ = read(drawn)
    known = write(OUT / "drawn_areas.gpkg", [shape for shape in reference if ground.Contains(shape.Centroid())], crs)
    first = train("first", known, drawn, FIRST)
    predicted, _ = read(predict(first, unseen, "to_review")[0])
    statuses = review(predicted, reference)
    wkb = lambda shapes: [bytes(shape.ExportToWkb()) for shape in shapes]  # noqa: E731
    taught = reviewed_ground(wkb(predicted), statuses, earlier_areas=wkb(read(known)[0]), earlier_within=wkb([ground]))
    write_polygons(str(OUT / "areas.gpkg"), "areas", crs, taught.areas, [])
    write_polygons(str(OUT / "within.gpkg"), "within", crs, taught.within, [])
    again = train("reviewed", OUT / "areas.gpkg", OUT / "within.gpkg", AGAIN, START_FROM=first)
    longer = train("longer", known, drawn, AGAIN, START_FROM=first)
    rows = [
        ("first model", first, "first"),
        ("gone on without review", longer, "longer"),
        ("trained again with the review", again, "reviewed"),
    ]
    scores = [(title, score(model, name)) for title, model, name in rows]
    print(
        f"\nReviewed: {taught.accepted} areas accepted, {taught.rejected} rejected (SYNTHETIC data). Scores on "
        "the test ground:"
    )
    print(f"    {'':34}" + "".join(f"{title:>11}" for title in ("precision", "recall", "F1", "IoU", "AUPRC")))
    for title, one in scores:
        values = [one["cells"][key] for key in ("precision", "recall", "f1", "iou")] + [one["auprc"]]
        print(f"    {title:34}" + "".join(f"{value:>11.3f}" for value in values))


if __name__ == "__main__":
    main()
