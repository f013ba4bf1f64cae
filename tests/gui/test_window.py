"""A real QGIS window under a virtual screen: dialogs, Run, the loaded layers, the picture.

Screenshots stay in build/screenshots/chain.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from ..small_area import COLUMNS, ROWS, TARGETS, make_inputs
from .window import drive, pictures

CHAIN = "slipline:From targets to boundaries"
CHAIN_OUTPUTS = {
    "predict:OUTPUT_AREAS": "predicted.gpkg",
    "predict:OUTPUT_MASK": "mask.tif",
    "predict:OUTPUT_PROBABILITY": "probability.tif",
    "tiletrain:OUTPUT_MODEL": "model.safetensors",
    "tiletrain:OUTPUT_REPORT": "report.html",
}


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    folder = tmp_path_factory.mktemp("window")
    inputs = make_inputs(folder)
    hotspot = {"TARGETS": inputs["targets"], "GRID": inputs["image"]}
    outputs = {
        name: str(folder / file)
        for name, file in (
            ("OUTPUT_TARGETS", "gi.gpkg"),
            ("OUTPUT_MAP", "map.tif"),
            ("OUTPUT_AREAS", "candidates.gpkg"),
        )
    }
    chain = {
        "TARGETS": inputs["targets"],
        "IMAGE": inputs["image"],
        "DEM": inputs["dem"],
        "AREAS": inputs["areas"],
        "EPOCHS": 20,
    }
    maps = [str(folder / f"batch_{distance}.tif") for distance in (150, 250)]
    chain_row = {name: str(folder / f"batch_{file}") for name, file in CHAIN_OUTPUTS.items()}
    report = drive(
        folder,
        "drive_window.py",
        {
            "screenshots": pictures("chain"),
            "report": str(folder / "report.json"),
            "layers": [inputs["image"]],
            "runs": [
                {"tool": "slipline:hotspot", "parameters": {**hotspot, **outputs}},
                {
                    "tool": CHAIN,
                    "parameters": {**chain, **{name: str(folder / file) for name, file in CHAIN_OUTPUTS.items()}},
                },
            ],
            "batches": [
                {
                    "tool": "slipline:hotspot",
                    "outputs": maps,
                    "rows": [
                        {**hotspot, "DISTANCE": distance, "OUTPUT_MAP": path}
                        for distance, path in zip((150, 250), maps)
                    ],
                },
                {"tool": CHAIN, "outputs": list(chain_row.values()), "rows": [{**chain, "EPOCHS": 1, **chain_row}]},
            ],
        },
    )
    return {**report, "inputs": inputs}


def picture(path):
    """(3, rows, columns) uint8 of a PNG."""
    return gdal.Open(str(path)).ReadAsArray()[:3]


def colours(path):
    """How many different colours a picture has."""
    return len(np.unique(picture(path).reshape(3, -1), axis=1).T)


def test_the_window_was_driven_to_the_end(window):
    assert window["error"] == ""


def test_every_tool_has_a_dialog(window, provider):
    assert set(window["dialogs"]) == {algorithm.id() for algorithm in provider.algorithms()}
    for identifier, dialog in window["dialogs"].items():
        title = provider.algorithm(identifier.partition(":")[2]).displayName()
        assert title in dialog["title"]
        assert colours(dialog["picture"]) > 20
        assert dialog["beyond"] == 0, title  # no parameter is cut off, whatever the window's size


def test_hot_spot_loads_its_layers_styled_over_the_image(window):
    run = window["runs"][0]
    assert run["ok"]
    layers = {layer["name"]: layer for layer in run["layers"]}
    assert all(layer["valid"] for layer in run["layers"])
    assert {name: layer["renderer"] for name, layer in layers.items()} == {
        "gi": "categorizedSymbol",
        "map": "singlebandpseudocolor",
        "candidates": "categorizedSymbol",
    }
    assert layers["gi"]["count"] == TARGETS
    assert layers["map"]["count"] == ROWS * COLUMNS
    assert layers["candidates"]["count"] == 1


def test_the_chain_loads_its_layers_styled(window):
    run = window["runs"][1]
    assert run["ok"]
    assert {layer["name"]: layer["renderer"] for layer in run["layers"]} == {
        "predicted": "RuleRenderer",
        "mask": "paletted",
        "probability": "singlebandpseudocolor",
    }
    assert all(layer["valid"] for layer in run["layers"])
    assert next(layer["count"] for layer in run["layers"] if layer["name"] == "predicted") >= 1
    files = {Path(path).name for path in run["results"].values() if os.path.isfile(path)}  # also of far longer texts
    assert files >= set(CHAIN_OUTPUTS.values())


def test_no_loaded_raster_hides_points_or_areas(window):
    order = window["order"]
    assert order == sorted(order, key=["vector", "raster"].index)
    assert set(order) == {"vector", "raster"}


def test_the_map_shows_more_than_one_colour(window):
    for run in window["runs"]:
        values = picture(run["map"])
        assert values.std() > 10
        assert colours(run["map"]) > 100


def test_batch_makes_the_outputs_of_each_row(window):
    hot_spot, chain = window["batches"]
    assert len(hot_spot) == 2
    assert len(chain) == len(CHAIN_OUTPUTS)
    assert min(hot_spot + chain) > 0
