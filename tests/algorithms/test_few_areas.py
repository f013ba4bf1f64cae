"""Few drawn areas: they are left out in turn, and what is drawn is never below the best simple map."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from slipline.core.base.model_card import amend_card, read_card
from slipline.core.gis.raster import RasterReader

from ..core.stacks import ellipse, features_of, write_areas_layer, write_stack
from .conftest import QUICK

SHAPE = (96, 128)


@pytest.fixture(scope="module")
def little(tmp_path_factory):
    """A small study area with three areas: no room for blocks."""
    folder = tmp_path_factory.mktemp("little")
    areas = [ellipse(row, column, 6, 9) for row, column in ((20, 20), (70, 25), (40, 100))]
    stack = write_stack(folder / "little.tif", features_of(areas, SHAPE))
    return stack, write_areas_layer(folder / "areas.gpkg", areas), folder


@pytest.fixture(scope="module")
def few(little, provider, torch_worker):
    """A model of three areas that were left out in turn, and the log of its training."""
    from .conftest import run_once

    stack, areas, folder = little
    given = {"STACK": stack, "AREAS": areas, **QUICK, "TILE": 64, "EPOCHS": 2}
    outputs = {"OUTPUT_MODEL": str(folder / "few.safetensors"), "OUTPUT_REPORT": str(folder / "few.html")}
    _, log = run_once("tiletrain", {**given, **outputs})
    return outputs["OUTPUT_MODEL"], outputs["OUTPUT_REPORT"], log


def test_three_areas_are_left_out_in_turn_and_the_scores_are_of_what_nobody_had_seen(few):
    model, report, log = few
    card = read_card(model)
    assert card["turns"] == 3
    assert card["drawn_areas"] == 3
    scores = card["scores"]
    assert scores["set"] == "left-out"
    assert sum(scores["network"][name] for name in ("tp", "fp", "fn", "tn")) == np.prod(SHAPE)
    assert set(scores["baselines"]) >= {"fast targets, buffer", "hot spot map, threshold", "candidate areas"}
    simple = card["simple_map"]  # of few areas: no threshold is chosen on them
    assert simple["kind"] == "candidate areas of Hot Spot"
    assert simple["iou"] == scores["baselines"][simple["kind"]]["iou"]
    assert "Turn 3 of 3" in log
    page = Path(report).read_text(encoding="utf-8")
    assert "left out in turn instead: 3 networks" in page
    assert "Each part of the ground was scored with a threshold that was fitted on the other parts" in page


@pytest.mark.parametrize("best", ["auto", "no"])
def test_predict_draws_the_simple_map_where_the_network_is_no_better(few, little, tool_run, tmp_path, best):
    model, _, _ = few
    own = tmp_path / "m.safetensors"
    own.write_bytes(Path(model).read_bytes())
    amend_card(str(own), {"simple_map": {**read_card(model)["simple_map"], "iou": 0.9, "network_iou": 0.4}})
    given = {"STACK": little[0], "MODEL": str(own), "BEST": best, "MIN_AREA": 0.0}
    outputs = {
        "OUTPUT_PROBABILITY": str(tmp_path / "p.tif"),
        "OUTPUT_MASK": str(tmp_path / "k.tif"),
        "OUTPUT_AREAS": str(tmp_path / "a.gpkg"),
    }
    run = tool_run("predict", {**given, **outputs})
    assert run.ok, run.error
    with RasterReader(outputs["OUTPUT_PROBABILITY"]) as reader:
        values = reader.read(reader.grid.window)
    two = len(np.unique(values[np.isfinite(values)])) == 2
    assert two is (best == "auto")
    said = "The simple map is drawn instead" if best == "auto" else "BEST = yes draws the simple map instead"
    assert any("NOT better than the simple map" in line and said in line for line in run.log.warnings)


def test_a_deviation_of_a_simple_map_is_refused_before_any_work(few, little, tool_run, tmp_path):
    own = tmp_path / "m.safetensors"
    own.write_bytes(Path(few[0]).read_bytes())
    amend_card(str(own), {"simple_map": {**read_card(few[0])["simple_map"], "iou": 0.9, "network_iou": 0.4}})
    names = ("PROBABILITY", "MASK", "DEVIATION")
    outputs = {f"OUTPUT_{name}": str(tmp_path / f"{name}.tif") for name in names}
    given = {"STACK": little[0], "MODEL": str(own), "TURNS": True, "OUTPUT_AREAS": str(tmp_path / "a.gpkg")}
    run = tool_run("predict", {**given, **outputs})
    assert not run.ok
    assert "has no standard deviation" in run.error
