"""Tile and train, then Predict boundaries, on a small study area with known truth."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.grid import Grid
from slipline.core.base.model_card import Model, read_card
from slipline.core.gis.vector import Column, rasterize, write_polygons
from slipline.core.prediction.predict import describe_card

from ..core.rasters import CRS, NORTH, WEST, box, features
from ..core.stacks import CELL_M, write_areas_layer, write_stack
from .conftest import LEARNT_IOU, QUICK, SHAPE, run_once

GRID = Grid(CRS, WEST, NORTH, CELL_M, SHAPE[1], SHAPE[0])


def predict(stack, model, folder, **parameters):
    """Run the tool; its log."""
    folder.mkdir()
    outputs = {"OUTPUT_PROBABILITY": "probability.tif", "OUTPUT_MASK": "mask.tif", "OUTPUT_AREAS": "areas.gpkg"}
    return run_once(
        "predict",
        {
            "STACK": stack,
            "MODEL": model,
            "DEVICE": "cpu",
            "MIN_AREA": 200.0,
            **parameters,
            **{name: str(folder / value) for name, value in outputs.items()},
        },
    )[1]


def probability(folder):
    return gdal.Open(str(folder / "probability.tif")).ReadAsArray()


@pytest.fixture(scope="module")
def whole(study, trained, tmp_path_factory):
    """The prediction of the whole stack: folder and log."""
    folder = tmp_path_factory.mktemp("predicted") / "whole"
    return folder, predict(study.stack, trained.model, folder)


@pytest.fixture(scope="module")
def truth(study):
    return rasterize(study.polygons, GRID, GRID.window) > 0


def test_training_leaves_a_model_with_its_card_and_nothing_else(trained):
    assert sorted(path.name for path in trained.folder.iterdir()) == ["model.safetensors", "report.html"]
    assert trained.outputs == {"OUTPUT_MODEL": trained.model, "OUTPUT_REPORT": trained.report}
    card = read_card(trained.model)
    assert [band["name"] for band in card["bands"]] == [
        "red",
        "green",
        "blue",
        "hotspot",
        "velocity",
        "density",
        "aspect_east",
        "aspect_north",
    ]
    assert (card["tile"], card["cell_m"], card["preset"], card["split"], card["leaky"]) == (
        32,
        5.0,
        "recommended",
        "blocks",
        False,
    )
    assert card["synthetic"] is False
    assert card["dead_zone_m"] > 0
    assert card["scores"]["set"] == "test"
    assert [name.split(" (")[0] for name in card["scores"]["baselines"]] == [
        "fast targets, buffer",
        "hot spot map, threshold",
        "candidate areas",
        "candidate areas of Hot Spot",
        "pixel classifier",
    ]
    assert {"precision", "recall", "f1", "iou", "area_recall", "area_precision"} == set(card["scores"]["intervals"])
    assert len(card["data_sha256"]) == 64
    assert {"python", "torch", "numpy", "device"} <= set(card["versions"])


def test_the_network_finds_on_held_back_ground_what_it_learnt(trained):
    network = read_card(trained.model)["scores"]["network"]
    assert network["iou"] > LEARNT_IOU
    assert network["tp"] + network["fn"] > 100


def test_the_report_says_how_good_the_model_is_and_how_the_ground_was_split(trained):
    text = Path(trained.report).read_text(encoding="utf-8")
    scores = read_card(trained.model)["scores"]
    for words in (
        "Scores on the test ground",
        "dead zone",
        "Split by blocks",
        f"{scores['network']['iou']:.3f}",
        "threshold",
    ):
        assert words in text, words
    assert "LEAKY" not in text
    assert "http://" not in text.replace("http://www.w3.org", "")


def test_the_log_tells_ground_split_epochs_and_scores(trained):
    for words in (
        "Worker: Python",
        "Ground: 224 x 160 cells of 5 m",
        "Split by blocks of",
        "Epoch 10 of 10: loss",
        "IoU",
    ):
        assert words in trained.log, words


def test_prediction_finds_the_areas_and_is_null_where_motion_could_not_be_seen(study, trained, whole, truth):
    folder, log = whole
    found = probability(folder)
    unseen = np.isnan(study.layers[:2]).all(axis=0)
    np.testing.assert_array_equal(np.isnan(found), unseen)
    assert np.nanmin(found) >= 0
    assert np.nanmax(found) <= 1
    threshold = read_card(trained.model)["threshold"]
    predicted = found >= threshold
    assert (predicted & truth).sum() / (predicted | (truth & ~unseen)).sum() > 0.5
    mask = gdal.Open(str(folder / "mask.tif")).ReadAsArray()
    np.testing.assert_array_equal(mask, np.where(unseen, 255, predicted))
    rows = features(folder / "areas.gpkg")
    assert len(rows) >= 10
    assert all(row["area_m2"] >= 0.99 * 200.0 and row["model"] == "model.safetensors" for row in rows)
    assert {path.name for path in (folder).iterdir()} == {
        "probability.tif",
        "mask.tif",
        "areas.gpkg",
        "probability.qml",
        "mask.qml",
        "areas.qml",
    }
    assert f"threshold {threshold:.2f}" in log
    assert "Motion could have been seen on" in log


def test_areas_are_drawn_as_asked_and_lines_come_with_their_style(study, trained, tmp_path):
    predict(
        study.stack,
        trained.model,
        tmp_path / "out",
        THRESHOLD=0.4,
        SEED_THRESHOLD=0.4,
        MIN_AREA=0.0,
        MERGE=30.0,
        SMOOTH=20.0,
        OUTPUT_LINES=str(tmp_path / "out" / "lines.gpkg"),
    )
    areas, lines = (features(tmp_path / "out" / f"{name}.gpkg") for name in ("areas", "lines"))
    assert {(row["threshold"], row["seed_threshold"]) for row in areas} == {(0.4, 0.4)}
    assert {row["line"] for row in lines} == {"inner", "outer"}
    assert all(row["geometry"].IsValid() for row in areas)
    assert (tmp_path / "out" / "lines.qml").exists()


def test_a_seed_threshold_below_the_threshold_is_refused_before_anything_starts(tool_run, study, trained, tmp_path):
    outputs = {"OUTPUT_PROBABILITY": "probability.tif", "OUTPUT_MASK": "mask.tif", "OUTPUT_AREAS": "areas.gpkg"}
    run = tool_run(
        "predict",
        {
            "STACK": study.stack,
            "MODEL": trained.model,
            "THRESHOLD": 0.6,
            "SEED_THRESHOLD": 0.5,
            **{name: str(tmp_path / value) for name, value in outputs.items()},
        },
    )
    assert not run.ok
    assert "seed threshold 0.5 is below the threshold 0.6" in run.error
    assert list(tmp_path.iterdir()) == []


def test_prediction_runs_where_qgis_itself_cannot_import_torch(study, trained, qgis_process, tmp_path):
    for library in ("torch", "safetensors"):
        (tmp_path / f"{library}.py").write_text("raise ImportError('not in the process of QGIS')\n")
    outputs = {"OUTPUT_PROBABILITY": "probability.tif", "OUTPUT_MASK": "mask.tif", "OUTPUT_AREAS": "areas.gpkg"}
    values = {
        "STACK": study.stack,
        "MODEL": trained.model,
        **{name: tmp_path / value for name, value in outputs.items()},
    }
    done = subprocess.run(
        [qgis_process.program, "run", "slipline:predict", "--", *(f"{name}={value}" for name, value in values.items())],
        env={**qgis_process.environment, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all((tmp_path / value).exists() for value in outputs.values())


def test_the_prediction_does_not_depend_on_the_blocks(study, trained, whole, tmp_path, monkeypatch):
    monkeypatch.setattr("slipline.core.prediction.inputs.BLOCK", 48)
    predict(study.stack, trained.model, tmp_path / "blocks")
    np.testing.assert_allclose(probability(tmp_path / "blocks"), probability(whole[0]), atol=1e-5)


def test_within_limits_the_prediction_and_changes_nothing_inside(study, trained, whole, tmp_path):
    within = write_areas_layer(tmp_path / "within.gpkg", [box(300, -500, 900, -200)])  # rows 40..99, columns 60..179
    predict(study.stack, trained.model, tmp_path / "part", WITHIN=within)
    part = probability(tmp_path / "part")
    inside = np.zeros(SHAPE, bool)
    inside[40:100, 60:180] = True
    assert np.isnan(part[~inside]).all()
    np.testing.assert_allclose(part[inside], probability(whole[0])[inside], atol=1e-5)
    for row in features(tmp_path / "part" / "areas.gpkg"):
        west, east, south, north = row["geometry"].GetEnvelope()
        assert west >= WEST + 300 - 1
        assert east <= WEST + 900 + 1
        assert NORTH - 500 - 1 <= south < north <= NORTH - 200 + 1


def test_a_stack_smaller_than_a_tile_is_trained_on_and_predicted(tool_run, study, trained, torch_worker, tmp_path):
    small = write_stack(tmp_path / "small.tif", study.layers[:, 100:124, 100:130], west=WEST + 500, north=NORTH - 500)
    folder = tmp_path / "out"
    folder.mkdir()
    run = tool_run(
        "tiletrain",
        {
            "STACK": small,
            "AREAS": study.areas,
            **QUICK,
            "TILE": 48,
            "EPOCHS": 1,
            "OUTPUT_MODEL": str(folder / "m.safetensors"),
            "OUTPUT_REPORT": str(folder / "r.html"),
        },
    )
    assert run.ok, run.error
    assert "Nothing could be held back" in run.log.text
    assert "no honest scores" in (folder / "r.html").read_text(encoding="utf-8")
    assert read_card(str(folder / "m.safetensors"))["scores"] == {}
    predict(small, trained.model, tmp_path / "predicted")
    assert np.isfinite(probability(tmp_path / "predicted")).all()


def test_a_model_trained_on_synthetic_areas_says_so_in_report_and_card(tool_run, study, torch_worker, tmp_path):
    model, report, areas = (tmp_path / name for name in ("m.safetensors", "r.html", "synthetic.gpkg"))
    write_polygons(str(areas), "areas", CRS, study.polygons, [Column("synthetic", np.ones(len(study.polygons), int))])
    run = tool_run(
        "tiletrain",
        {
            "STACK": study.stack,
            "AREAS": str(areas),
            **QUICK,
            "EPOCHS": 1,
            "FEATURES": "hotspot",
            "OUTPUT_MODEL": str(model),
            "OUTPUT_REPORT": str(report),
        },
    )
    assert run.ok, run.error
    assert read_card(str(model))["synthetic"] is True
    assert "SYNTHETIC" in report.read_text(encoding="utf-8")


def test_a_random_split_is_stamped_leaky_everywhere(tool_run, study, torch_worker, tmp_path):
    model, report = tmp_path / "m.safetensors", tmp_path / "r.html"
    run = tool_run(
        "tiletrain",
        {
            "STACK": study.stack,
            "AREAS": study.areas,
            **QUICK,
            "EPOCHS": 1,
            "SPLIT": "random",
            "FEATURES": "hotspot, velocity",
            "OUTPUT_MODEL": str(model),
            "OUTPUT_REPORT": str(report),
        },
    )
    assert run.ok, run.error
    card = read_card(str(model))
    assert (card["split"], card["leaky"]) == ("random", True)
    assert [band["name"] for band in card["bands"]] == ["hotspot", "velocity"]
    assert "LEAKY" in run.log.text
    assert "LEAKY" in report.read_text(encoding="utf-8")
    assert any(
        "LEAKY" in line for line in describe_card(Model("m.safetensors", card), 0.5)
    )  # which Predict boundaries logs
