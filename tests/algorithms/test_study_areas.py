"""Tile and train and Compare feature sets on several study areas, as users start them."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from slipline.core.base.model_card import read_card

from ..core.stacks import features_of, random_areas, write_areas_layer, write_stack
from ..core.training.test_one_sheet import ELSEWHERE, FAR_NORTH, FAR_WEST, carried
from .conftest import QUICK

SHAPE = (96, 160)


@pytest.fixture(scope="module")
def valley(tmp_path_factory):
    """A second study area in another zone, its areas in degrees."""
    folder = tmp_path_factory.mktemp("valley")
    areas = random_areas(SHAPE, 8, seed=2, half=(3, 8))
    stack = write_stack(
        folder / "away.tif", features_of(areas, SHAPE, 2), crs=ELSEWHERE, west=FAR_WEST, north=FAR_NORTH
    )
    return stack, write_areas_layer(folder / "drawn.gpkg", [carried(one) for one in areas], ELSEWHERE)


def test_a_whole_study_area_is_held_back_and_card_and_report_say_which(study, valley, tool_run, tmp_path, torch_worker):
    stack, areas = valley
    run = tool_run(
        "tiletrain",
        {
            "STACK": study.stack,
            "AREAS": study.areas,
            "MORE_STACKS": [stack],
            "MORE_STACK_AREAS": [areas],
            **QUICK,
            "SPLIT": "areas",
            "EPOCHS": 1,
            "OUTPUT_MODEL": str(tmp_path / "m.safetensors"),
            "OUTPUT_REPORT": str(tmp_path / "r.html"),
        },
    )
    assert run.ok, run.error
    card = read_card(str(tmp_path / "m.safetensors"))
    assert card["split"] == "areas"
    assert card["held_back_area"] == "away.tif"
    assert [one["areas"] for one in card["study_areas"]] == [len(study.polygons), 8]
    assert {one["crs"] for one in card["learnt"]} > {ELSEWHERE}
    scores = card["scores"]["network"]
    assert sum(scores[name] for name in ("tp", "fp", "fn", "tn")) == np.prod(SHAPE)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "The whole study area away.tif is held back" in page
    assert "away.tif (8 areas, cells of 5 m)" in page


def test_holding_back_a_study_area_needs_a_second_one(study, tool_run, tmp_path):
    given = {
        "STACK": study.stack,
        "AREAS": study.areas,
        "SPLIT": "areas",
        "OUTPUT_MODEL": str(tmp_path / "m.safetensors"),
    }
    run = tool_run("tiletrain", given)
    assert not run.ok
    assert "only one study area" in run.error


def test_feature_sets_are_compared_on_several_study_areas(study, valley, tool_run, tmp_path, torch_worker):
    stack, areas = valley
    run = tool_run(
        "compare",
        {
            "STACK": study.stack,
            "AREAS": study.areas,
            "MORE_STACKS": [stack],
            "MORE_STACK_AREAS": [areas],
            "SETS": ["hotspot"],
            "NETWORKS": ["unet"],
            "SEEDS": "1",
            **{name: value for name, value in QUICK.items() if name not in ("NETWORK", "SEED", "REFIT")},
            "SPLIT": "areas",
            "EPOCHS": 1,
            "OUTPUT": str(tmp_path / "table.csv"),
        },
    )
    assert run.ok, run.error
    rows = list(csv.DictReader((tmp_path / "table.csv").open(encoding="utf-8")))
    assert len(rows) == 1
    assert "2 study areas side by side" in run.log.text
