"""The refit through the registered tools.

Scores as without it, ground that was learnt from stamped, a stop in the middle.
"""

from __future__ import annotations

import json

import pytest
from osgeo import gdal

from slipline.core.base.model_card import read_card
from slipline.core.base.safetensors_header import read_header
from slipline.core.training.interrupted import unfinished_name

from ..core.rasters import features
from ..core.stacks import write_areas_layer
from .conftest import QUICK, run_once


@pytest.fixture(scope="module")
def without(study, trained, provider, torch_worker, tmp_path_factory):
    """The training of `trained` without the refit: folder and log."""
    folder = tmp_path_factory.mktemp("without")
    _, log = run_once(
        "tiletrain",
        {
            "STACK": study.stack,
            "AREAS": study.areas,
            **QUICK,
            "SEED": trained.seed,
            "REFIT": False,
            "OUTPUT_MODEL": str(folder / "model.safetensors"),
            "OUTPUT_REPORT": str(folder / "report.html"),
            "OUTPUT_SPLIT": str(folder / "split.gpkg"),
        },
    )
    return folder, log


def weights(path):
    with open(path, "rb") as file:
        file.seek(read_header(path).offset)
        return file.read()


def test_scores_are_those_of_the_model_without_it_and_the_threshold_is_that_of_all_held_back_ground(trained, without):
    with_refit, plain = read_card(trained.model), read_card(str(without[0] / "model.safetensors"))
    for name in ("threshold", "temperature"):
        assert with_refit[name] == with_refit["refit"][name], name
    assert with_refit["temperature"] != plain["temperature"]  # two thresholds, of two decimals, may be the same
    with open(trained.report, encoding="utf-8") as file:
        assert (
            f"{plain['threshold']:.2f} (scores); {with_refit['threshold']:.2f} (model after the refit)" in file.read()
        )
    for name in ("scores", "tile_scores", "bands", "epochs", "best_epoch", "data_sha256", "leaky"):
        assert with_refit[name] == plain[name], name
    assert weights(trained.model) != weights(str(without[0] / "model.safetensors"))
    assert with_refit["refit"]["done"] is True
    assert (with_refit["refit"]["epochs"], "refit" in plain) == (10, False)
    assert with_refit["refit"]["loss_after"] < with_refit["refit"]["loss_before"]


def test_log_report_and_card_say_it_in_one_sentence(trained, without):
    words = (
        "After it was scored, the network was trained once more from its start, for 10 epochs on all labelled ground"
    )
    assert "All ground, epoch 10 of 10: loss" in trained.log
    assert words in trained.log
    assert words in read_card(trained.model)["refit"]["note"]
    with open(trained.report, encoding="utf-8") as file:
        assert words in file.read()
    assert words not in without[1] + (without[0] / "report.html").read_text(encoding="utf-8")


def test_evaluate_stamps_the_ground_of_a_refitted_model_and_not_the_test_ground_of_the_other(
    study, trained, without, tool_run, tmp_path
):
    test = [bytes(row["geometry"].ExportToWkb()) for row in features(without[0] / "split.gpkg") if row["set"] == "test"]
    within = write_areas_layer(tmp_path / "within.gpkg", test)
    shares = {}
    for name, model in (("refit", trained.model), ("plain", str(without[0] / "model.safetensors"))):
        folder = tmp_path / name
        folder.mkdir()
        predicted = tool_run(
            "predict",
            {
                "STACK": study.stack,
                "MODEL": model,
                "DEVICE": "cpu",
                "MIN_AREA": 200.0,
                "OUTPUT_PROBABILITY": str(folder / "p.tif"),
                "OUTPUT_MASK": str(folder / "m.tif"),
                "OUTPUT_AREAS": str(folder / "a.gpkg"),
            },
        )
        assert predicted.ok, predicted.error
        (told,) = json.loads(gdal.Open(str(folder / "p.tif")).GetMetadataItem("learnt_ground"))
        assert told == read_card(model)["learnt"][0]
        done = tool_run(
            "evaluate",
            {
                "PREDICTED": str(folder / "a.gpkg"),
                "REFERENCE": study.areas,
                "WITHIN": within,
                "PROBABILITY": str(folder / "p.tif"),
                "OUTPUT": str(folder / "report.html"),
                "OUTPUT_SCORES": str(folder / "scores.json"),
            },
        )
        assert done.ok, done.error
        shares[name] = json.loads((folder / "scores.json").read_text())["learnt_share"]
        leaky = "LEAKY: the model has learnt from"
        assert (leaky in done.log.text, leaky in (folder / "report.html").read_text(encoding="utf-8")) == (
            name == "refit",
        ) * 2
    assert shares["plain"] == 0.0
    assert shares["refit"] > 0.95


def test_a_stop_in_the_refit_keeps_the_scored_model_with_its_report_and_goes_on_to_the_same_end(
    study, trained, without, tool_run, tmp_path
):
    output, model, report = (
        str(tmp_path / "m.safetensors"),
        str(tmp_path / "m.stopped.safetensors"),
        tmp_path / "r.html",
    )
    seeded = {**QUICK, "SEED": trained.seed}
    common = {"STACK": study.stack, "AREAS": study.areas, **seeded, "OUTPUT_REPORT": str(report)}
    stopped = tool_run("tiletrain", {**common, "OUTPUT_MODEL": output}, cancel_at=80)
    assert not stopped.ok
    assert "All ground, epoch 1 of 10" in stopped.log.text
    assert (
        f"The scored model is kept as {model}; it has not learnt from all labelled ground (refit)." in stopped.log.text
    )
    card = read_card(model)
    assert card["scores"] == read_card(trained.model)["scores"]
    assert card["refit"]["done"] is False
    assert "unfinished" not in card
    assert weights(model) == weights(str(without[0] / "model.safetensors"))
    assert "The model is the one that was scored" in report.with_name("r.stopped.html").read_text(encoding="utf-8")
    assert not report.exists()
    again = tool_run(
        "tiletrain",
        {
            "STACK": study.stack,
            "AREAS": study.areas,
            "DEVICE": "cpu",
            "START_FROM": unfinished_name(output),
            "OUTPUT_MODEL": str(tmp_path / "second.safetensors"),
            "OUTPUT_REPORT": str(tmp_path / "second.html"),
        },
    )
    assert again.ok, again.error
    assert "on all ground, kept in" in again.log.text
    assert "Epoch 1 of 10" not in again.log.text
    assert weights(str(tmp_path / "second.safetensors")) == weights(trained.model)
    assert read_card(str(tmp_path / "second.safetensors"))["scores"] == card["scores"]


def test_a_training_that_starts_from_a_refitted_model_is_leaky_where_that_knows_the_ground(
    study, trained, without, tool_run, tmp_path
):
    for name, model, knows in (("refit", trained.model, True), ("plain", str(without[0] / "model.safetensors"), False)):
        path = str(tmp_path / f"{name}.safetensors")
        run = tool_run(
            "tiletrain",
            {
                "STACK": study.stack,
                "AREAS": study.areas,
                **QUICK,
                "EPOCHS": 1,
                "REFIT": False,
                "START_FROM": model,
                "OUTPUT_MODEL": path,
                "OUTPUT_REPORT": str(tmp_path / f"{name}.html"),
            },
        )
        assert run.ok, run.error
        words = "of the ground that is held back, so the scores are too good"
        assert (
            words in run.log.text,
            words in (tmp_path / f"{name}.html").read_text(encoding="utf-8"),
            read_card(path)["leaky"],
        ) == (knows,) * 3
        assert len(read_card(path)["learnt"]) == 1


def test_the_preset_paper_has_no_refit(study, tool_run, torch_worker, tmp_path):
    run = tool_run(
        "tiletrain",
        {
            "STACK": study.stack,
            "AREAS": study.areas,
            **QUICK,
            "EPOCHS": 1,
            "PRESET": "paper",
            "SPLIT": "blocks",
            "REFIT": True,
            "FEATURES": "red,green,blue,hotspot",
            "OUTPUT_MODEL": str(tmp_path / "m.safetensors"),
        },
    )
    assert run.ok, run.error
    assert "All ground" not in run.log.text
    assert "refit" not in read_card(str(tmp_path / "m.safetensors"))
