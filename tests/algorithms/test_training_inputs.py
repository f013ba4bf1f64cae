"""What else Tile and train takes and gives.

Other people's areas, confidence, a ring, the split, an interrupted training.
"""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.base.model_card import read_card
from slipline.core.base.training_options import TrainingOptions
from slipline.core.gis.vector import Column, write_polygons
from slipline.core.training.interrupted import interrupted_recipe, stopped_name, unfinished_name

from ..core.rasters import CRS
from ..core.stacks import write_areas_layer
from .conftest import QUICK


def moved(polygon, metres):
    shape = ogr.CreateGeometryFromWkb(polygon)
    west, east, south, north = shape.GetEnvelope()
    return bytes(
        ogr.CreateGeometryFromWkt(
            f"POLYGON(({west + metres} {south}, {east + metres} {south}, {east + metres} {north}, "
            f"{west + metres} {north}, {west + metres} {south}))"
        ).ExportToWkb()
    )


@pytest.fixture()
def good(study, tmp_path, torch_worker):
    return {
        "STACK": study.stack,
        "AREAS": study.areas,
        **QUICK,
        "EPOCHS": 1,
        "OUTPUT_MODEL": str(tmp_path / "m.safetensors"),
    }


def test_the_split_is_a_styled_layer_of_the_sets(good, tool_run, tmp_path):
    layers = {name: str(tmp_path / f"{name[7:].lower()}.gpkg") for name in ("OUTPUT_SPLIT", "OUTPUT_DOUBTS")}
    run = tool_run("tiletrain", {**good, **layers})
    assert run.ok, run.error
    assert set(run.outputs) == {"OUTPUT_MODEL", *layers}
    labels = ogr.Open(layers["OUTPUT_DOUBTS"])  # as many as there are: a layer that the review panel opens
    names = [labels.GetLayer(0).GetLayerDefn().GetFieldDefn(number).GetName() for number in range(10)]
    assert {"why", "status", "note"} <= set(names)
    labels = None
    source = ogr.Open(str(tmp_path / "split.gpkg"))
    sets = {feature["set"] for feature in source.GetLayer(0)}
    assert sets == {"train", "validation", "test"}
    assert "categorizedSymbol" in (tmp_path / "split.qml").read_text()
    source = None


def test_other_peoples_areas_and_confidence_are_heard(good, study, tool_run, tmp_path):
    other = write_areas_layer(tmp_path / "other.gpkg", [moved(area, 10.0) for area in study.polygons])
    confidence = np.where(np.arange(len(study.polygons)) % 5, 0.9, 0.1)
    write_polygons(str(tmp_path / "sure.gpkg"), "areas", CRS, study.polygons, [Column("sure", confidence)])
    run = tool_run(
        "tiletrain",
        {**good, "AREAS": str(tmp_path / "sure.gpkg"), "MORE_AREAS": [other], "CONFIDENCE_FIELD": "sure", "RING": 3.0},
    )
    assert run.ok, run.error
    assert "The people who drew agree with an IoU of 0." in run.log.text


def test_labels_that_were_looked_at_come_from_tile_and_train(good, study, tool_run):
    run = tool_run("tiletrain", {**good, "DECIDED": study.areas})
    assert not run.ok
    assert "has no field status, why. Choose the layer Labels to look at" in run.error


def test_no_area_that_anybody_is_sure_of_is_refused(good, study, tool_run, tmp_path):
    write_polygons(
        str(tmp_path / "sure.gpkg"), "areas", CRS, study.polygons, [Column("sure", np.zeros(len(study.polygons)))]
    )
    run = tool_run("tiletrain", {**good, "AREAS": str(tmp_path / "sure.gpkg"), "CONFIDENCE_FIELD": "sure"})
    assert not run.ok
    assert "has a confidence of 0.5 or more in the field sure" in run.error


def test_a_cancelled_training_goes_on_with_its_own_recipe_to_the_end(good, study, tool_run, tmp_path):
    first = tool_run("tiletrain", {**good, "EPOCHS": 16}, cancel_at=10)
    unfinished = unfinished_name(good["OUTPUT_MODEL"])
    assert not first.ok
    assert f"choose {unfinished} as START_FROM" in first.log.text
    assert read_card(stopped_name(good["OUTPUT_MODEL"]))["unfinished"] is True
    options, bands = interrupted_recipe(unfinished, TrainingOptions(device="cpu"))
    assert (options.epochs, options.tile, options.width, options.start_from) == (16, 32, 4, unfinished)
    assert bands[3:5] == ("hotspot", "velocity")
    copy = str(tmp_path / "copy.safetensors")
    shutil.copy(unfinished, copy)
    other = {
        "STACK": study.stack,
        "AREAS": study.areas,
        "START_FROM": copy,
        "DEVICE": "cpu",
    }  # nothing else is asked for again
    second = tool_run("tiletrain", {**other, "OUTPUT_MODEL": str(tmp_path / "second.safetensors")})
    assert second.ok, second.error
    assert "Epoch 16 of 16" in second.log.text
    assert "Epoch 1 of 16" not in second.log.text
    card = read_card(str(tmp_path / "second.safetensors"))
    assert "unfinished" not in card
    assert card["epochs"] == 16
    assert {"random", "blocks", "gap"} == set(card["tile_scores"])
    assert not (tmp_path / "second.unfinished.safetensors").exists()
