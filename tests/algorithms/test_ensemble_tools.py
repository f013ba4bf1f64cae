"""An ensemble through the registered tools: trained on folds, then predicted with all or one of its members."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.model_card import read_card

from ..core.rasters import features
from .conftest import QUICK, run_once


@pytest.fixture(scope="module")
def ensemble(study, provider, torch_worker, tmp_path_factory):
    """Tile and train with two folds: folder and log."""
    folder = tmp_path_factory.mktemp("ensemble")
    _, log = run_once(
        "tiletrain",
        {
            "STACK": study.stack,
            "AREAS": study.areas,
            **QUICK,
            "EPOCHS": 2,
            "FOLDS": 2,
            "OUTPUT_MODEL": str(folder / "model.safetensors"),
            "OUTPUT_REPORT": str(folder / "report.html"),
            "OUTPUT_SPLIT": str(folder / "split.gpkg"),
        },
    )
    return folder, log


def test_log_card_report_and_split_tell_of_the_members(ensemble):
    folder, log = ensemble
    assert "Member 2 of 2, epoch 2 of 2" in log
    assert "Cross-validation over 2 folds: IoU" in log
    assert "the ensemble gains" in log
    card = read_card(str(folder / "model.safetensors"))
    assert card["network"]["members"] == len(card["folds"]["members"]) == len(card["scores"]["members"]) == 2
    report = (folder / "report.html").read_text(encoding="utf-8")
    assert "Members of the ensemble" in report
    assert {row["fold"] for row in features(folder / "split.gpkg")} == {0, 1, 2}
    assert {path.name for path in folder.iterdir()} >= {"model.safetensors", "report.html", "split.gpkg"}
    assert not list(folder.glob("*unfinished*"))


def test_prediction_is_the_mean_of_the_members_with_their_deviation(ensemble, study, tool_run, tmp_path):
    maps = {}
    for name, members in (("all", None), ("one", 1)):
        (tmp_path / name).mkdir()
        outputs = {f"OUTPUT_{kind}": str(tmp_path / name / f"{kind.lower()}.tif") for kind in ("PROBABILITY", "MASK")}
        deviation = {"OUTPUT_DEVIATION": str(tmp_path / "deviation.tif")} if name == "all" else {}
        run = tool_run(
            "predict",
            {
                "STACK": study.stack,
                "MODEL": str(ensemble[0] / "model.safetensors"),
                "DEVICE": "cpu",
                "MEMBERS": members,
                **outputs,
                **deviation,
                "OUTPUT_AREAS": str(tmp_path / name / "areas.gpkg"),
            },
        )
        assert run.ok, run.error
        assert "ensemble of 2 x" in run.log.text
        maps[name] = gdal.Open(outputs["OUTPUT_PROBABILITY"]).ReadAsArray().astype(float)
    spread, label_noise = gdal.Open(str(tmp_path / "deviation.tif")).ReadAsArray()
    np.testing.assert_array_equal(np.isnan(spread), np.isnan(maps["all"]))
    temperature = read_card(str(ensemble[0] / "model.safetensors"))["temperature"]
    sure = np.minimum(maps["all"], maps["one"]) > 1e-4  # float32 has no more digits at 1 for the logit
    sure &= np.maximum(maps["all"], maps["one"]) < 1 - 1e-4
    both, first = (
        np.log(np.where(sure, maps[name], 0.5) / (1 - np.where(sure, maps[name], 0.5))) * temperature
        for name in ("all", "one")
    )
    second = 1 / (1 + np.exp(-(2 * both - first) / temperature))  # the mean of the logits is half of their sum
    assert sure.sum() > 10_000
    np.testing.assert_allclose(spread[sure], (np.abs(maps["one"] - second) / 2)[sure], atol=2e-3)
    assert np.nanmax(spread) > 0.01
    mean = ((maps["one"] + second) / 2)[sure]  # of the two probabilities, which is not that of the mean logit
    split = (spread**2 + label_noise**2)[sure]
    np.testing.assert_allclose(split, mean * (1 - mean), atol=2e-3)  # the variance of a label


@pytest.mark.parametrize(
    ("tool", "parameters", "says"),
    [
        ("tiletrain", {"PARTS": ["deep"], "NETWORK": "unet"}, "PARTS is deep, but the network unet has none"),
        ("tiletrain", {"FOLDS": 3, "SPLIT": "random"}, "random tiles overlap"),
        ("tiletrain", {"FOLDS": 3, "PRESET": "paper"}, "random tiles overlap"),
        ("predict", {"MEMBERS": 3}, "MEMBERS is 3, the model model.safetensors has 2"),
        ("predict", {"MEMBERS": 1, "OUTPUT_DEVIATION": "deviation.tif"}, "needs several predictions"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(tool_run, ensemble, study, tmp_path, tool, parameters, says):
    common = {
        "tiletrain": {
            "STACK": study.stack,
            "AREAS": study.areas,
            **QUICK,
            "OUTPUT_MODEL": str(tmp_path / "m.safetensors"),
        },
        "predict": {
            "STACK": study.stack,
            "MODEL": str(ensemble[0] / "model.safetensors"),
            "OUTPUT_PROBABILITY": str(tmp_path / "p.tif"),
            "OUTPUT_MASK": str(tmp_path / "m.tif"),
            "OUTPUT_AREAS": str(tmp_path / "a.gpkg"),
        },
    }[tool]
    more = {name: str(tmp_path / value) if name.startswith("OUTPUT") else value for name, value in parameters.items()}
    run = tool_run(tool, {**common, **more})
    assert not run.ok
    assert says in run.error + run.log.text
    assert list(tmp_path.iterdir()) == []
