"""Suggested areas in a real window. Screenshots stay in build/screenshots/suggest."""

import numpy as np
import pytest

from ..core.rasters import box, write_raster
from ..core.stacks import write_areas_layer, write_stack
from .window import drive, pictures

SHAPE = (160, 240)


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    folder = tmp_path_factory.mktemp("suggest")
    generator = np.random.default_rng(3)
    targets = np.where(generator.random(SHAPE) < 0.2, generator.normal(0.0, 1.0, SHAPE), np.nan).astype(np.float32)
    probability = np.full(SHAPE, 0.02, np.float32)
    for number in range(12):
        row, column = 12 + 50 * (number // 4), 12 + 58 * (number % 4)
        probability[row : row + 24, column : column + 24] = 0.4 + 0.05 * number
    raster, _ = write_raster(folder / "probability.tif", probability, names=["probability"])
    stack = write_stack(folder / "stack.tif", np.stack([targets, targets]), names=["hotspot", "targets"])
    drawn = write_areas_layer(folder / "drawn.gpkg", [box(60, -180, 180, -60)])
    (folder / "model.safetensors").write_bytes(b"")
    task = {"probability": raster, "stack": stack, "drawn": drawn, "output": str(folder / "to_draw.gpkg")}
    task |= {"model": str(folder / "model.safetensors"), "screenshots": pictures("suggest")}
    task |= {"report": str(folder / "seen.json")}
    report = drive(folder, "drive_suggest.py", task)
    assert report["error"] == "", report["error"]
    return report, task


def test_the_dialog_finds_the_rasters_of_the_project_and_says_what_is_missing(window):
    report, task = window
    assert report["chosen"][:2] == [task["probability"], task["stack"]]
    assert report["chosen"][2].endswith("areas_to_draw.gpkg")
    assert "Choose the probability of a prediction" in report["nothing_chosen"]


def test_the_suggestions_become_the_layer_under_review_in_their_order(window):
    report, _ = window
    assert report["list"] == list(range(1, 11))
    assert "network unsure" in report["glance"]
    assert report["accepted"] == [1]
    assert report["least_height"] <= 585  # as in the other window test
