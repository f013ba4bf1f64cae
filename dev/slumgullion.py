"""The chain on real data: the Slumgullion landslide, trained on its upper part, tested on its lower part.

usage: build/venv/bin/python dev/slumgullion.py FOLDER_OF_THE_DATA OUTPUT_FOLDER

38,313 real targets, a real DEM, the outlines of one landslide's kinematic elements, no image. One landslide cut in two
is
no measure of accuracy elsewhere: it shows that the tools work on real data without an image, with thousands of mm/yr.
Blocks held back inside the upper part would leave too little of the one landslide to learn from, so that training takes
all of it (SPLIT=random; its own scores are leaky and say so); the scores printed here are those of the lower part.
"""

import json
import sys
from pathlib import Path

from osgeo import ogr, osr
from tools import run

HEAD_WEST, TOE_EAST = -107.2550, -107.2604  # degrees; 470 m apart: half a tile + distance band + bandwidth are 460 m
WEST, EAST, SOUTH, NORTH = -107.2801, -107.2302, 37.9801, 38.0099


def rectangle(path, west, east):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("within", reference, ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    corners = [(west, SOUTH), (east, SOUTH), (east, NORTH), (west, NORTH), (west, SOUTH)]
    text = ", ".join(f"{x} {y}" for x, y in corners)
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({text}))"))
    layer.CreateFeature(feature)


def main():
    data, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    for name, west, east in (("head.gpkg", HEAD_WEST, EAST), ("toe.gpkg", WEST, TOE_EAST)):
        (out / name).unlink(missing_ok=True)
        rectangle(out / name, west, east)
    run("importtargets", INPUT=data / "targets.csv", OUTPUT=out / "targets.gpkg")
    run(
        "hotspot",
        TARGETS=out / "targets.gpkg",
        CELL=10,
        DEM=data / "dem.tif",
        OUTPUT_TARGETS=out / "hotspot_targets.gpkg",
        OUTPUT_MAP=out / "hotspot.tif",
        OUTPUT_AREAS=out / "candidate_areas.gpkg",
    )
    run(
        "featurestack",
        HOTSPOT=out / "hotspot.tif",
        TARGETS=out / "hotspot_targets.gpkg",
        DEM=data / "dem.tif",
        GRID=out / "hotspot.tif",
        OUTPUT=out / "stack.vrt",
    )
    train_and_score(data, out)


def train_and_score(data, out):
    run(
        "tiletrain",
        STACK=out / "stack.vrt",
        AREAS=data / "areas.gpkg",
        WITHIN=out / "head.gpkg",
        TILE=32,
        WIDTH=8,
        EPOCHS=40,
        SPLIT="random",
        OUTPUT_MODEL=out / "model.safetensors",
        OUTPUT_REPORT=out / "training_report.html",
    )
    run(
        "predict",
        STACK=out / "stack.vrt",
        MODEL=out / "model.safetensors",
        TARGETS=out / "hotspot_targets.gpkg",
        WITHIN=out / "toe.gpkg",
        OUTPUT_PROBABILITY=out / "probability.tif",
        OUTPUT_MASK=out / "mask.tif",
        OUTPUT_AREAS=out / "predicted_areas.gpkg",
    )
    run(
        "evaluate",
        PREDICTED=out / "predicted_areas.gpkg",
        REFERENCE=data / "areas.gpkg",
        WITHIN=out / "toe.gpkg",
        PROBABILITY=out / "probability.tif",
        STACK=out / "stack.vrt",
        TARGETS=out / "hotspot_targets.gpkg",
        OUTPUT=out / "evaluation.html",
        OUTPUT_SCORES=out / "scores.json",
        OUTPUT_MATCHES=out / "matches.gpkg",
    )
    cells = json.loads((out / "scores.json").read_text())["network"]["cells"]
    print(
        f"\nLower part of the landslide: IoU {cells['iou']:.3f}, precision {cells['precision']:.3f}, recall "
        f"{cells['recall']:.3f}."
    )


if __name__ == "__main__":
    main()
