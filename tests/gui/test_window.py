"""A real QGIS window under a virtual screen: dialogs, Run, the loaded layers, the picture. Screenshots stay in build/screenshots."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from ..small_area import COLUMNS, ROWS, TARGETS, make_inputs

ROOT = Path(__file__).parent.parent.parent
SCREENSHOTS = ROOT / "build" / "screenshots"
NEEDED = ("qgis.bin", "xvfb-run", "openbox")
SETTINGS = """\
[qgis]
checkVersion=false
[app]
firstRunVersionFlag=49999
[migration]
settings=true
[PythonPlugins]
slipline=true
"""
LIMIT_S = 400
CHAIN = "slipline:From targets to boundaries"
CHAIN_OUTPUTS = {
    "predict:OUTPUT_AREAS": "predicted.gpkg", "predict:OUTPUT_MASK": "mask.tif", "predict:OUTPUT_PROBABILITY": "probability.tif",
    "tiletrain:OUTPUT_MODEL": "model.safetensors", "tiletrain:OUTPUT_REPORT": "report.html",
}  # fmt: skip


def drive(folder, task):
    """Start QGIS in a throw-away profile with the script that plays the user; returns its report."""
    import slipline

    settings = folder / "profile" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS)
    (folder / "runtime").mkdir(mode=0o700)
    (folder / "task.json").write_text(json.dumps(task))
    environment = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "PYTHONPATH", "DISPLAY")}
    environment |= {
        "PATH": f"/usr/bin:{os.environ['PATH']}",  # QGIS takes its Python's folders from the first python3 on the PATH
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "profile"),
        "QGIS_PLUGINPATH": str(Path(slipline.__file__).parent.parent),
        "XDG_RUNTIME_DIR": str(folder / "runtime"),
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "SLIPLINE_WINDOW_TASK": str(folder / "task.json"),
    }
    script = Path(__file__).parent / "drive_window.py"
    inside = f"openbox & exec qgis.bin --nologo --noversioncheck --code '{script}'"
    command = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1050x24", "sh", "-c", inside]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=LIMIT_S)
    report = Path(task["report"])
    assert report.exists(), f"QGIS ended with {done.returncode}: {done.stderr[-6000:]}"
    return json.loads(report.read_text())


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        pytest.skip(f"the window test needs {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("window")
    inputs = make_inputs(folder)
    shutil.rmtree(SCREENSHOTS, ignore_errors=True)
    SCREENSHOTS.mkdir(parents=True)
    hotspot = {"TARGETS": inputs["targets"], "GRID": inputs["image"]}
    outputs = {name: str(folder / file) for name, file in (("OUTPUT_TARGETS", "gi.gpkg"), ("OUTPUT_MAP", "map.tif"), ("OUTPUT_AREAS", "candidates.gpkg"))}
    chain = {"TARGETS": inputs["targets"], "IMAGE": inputs["image"], "DEM": inputs["dem"], "AREAS": inputs["areas"], "EPOCHS": 20}
    maps = [str(folder / f"batch_{distance}.tif") for distance in (150, 250)]
    chains = [{name: str(folder / f"batch_{row}_{file}") for name, file in CHAIN_OUTPUTS.items()} for row in (1, 2)]
    report = drive(folder, {
        "screenshots": str(SCREENSHOTS), "report": str(folder / "report.json"), "layers": [inputs["image"]],
        "runs": [
            {"tool": "slipline:hotspot", "parameters": {**hotspot, **outputs}},
            {"tool": CHAIN, "parameters": {**chain, **{name: str(folder / file) for name, file in CHAIN_OUTPUTS.items()}}},
        ],
        "batches": [
            {
                "tool": "slipline:hotspot", "outputs": maps,
                "rows": [{**hotspot, "DISTANCE": distance, "OUTPUT_MAP": path} for distance, path in zip((150, 250), maps)],
            },
            {
                "tool": CHAIN, "outputs": [path for row in chains for path in row.values()],
                "rows": [{**chain, "EPOCHS": epochs, **row} for epochs, row in zip((1, 2), chains)],
            },
        ],
    })  # fmt: skip
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


def test_hot_spot_loads_its_layers_styled_over_the_image(window):
    run = window["runs"][0]
    assert run["ok"]
    layers = {layer["name"]: layer for layer in run["layers"]}
    assert all(layer["valid"] for layer in run["layers"])
    assert {name: layer["renderer"] for name, layer in layers.items()} == {
        "Targets with Gi*": "categorizedSymbol", "Hot spot map": "singlebandpseudocolor", "Candidate areas": "categorizedSymbol",
    }  # fmt: skip
    assert layers["Targets with Gi*"]["count"] == TARGETS
    assert layers["Hot spot map"]["count"] == ROWS * COLUMNS
    assert layers["Candidate areas"]["count"] == 1


def test_the_chain_loads_its_layers_styled(window):
    run = window["runs"][1]
    assert run["ok"]
    assert {layer["name"]: layer["renderer"] for layer in run["layers"]} == {
        "Predicted areas": "categorizedSymbol", "Mask of predicted areas": "paletted", "Probability": "singlebandpseudocolor",
    }  # fmt: skip
    assert all(layer["valid"] for layer in run["layers"])
    assert next(layer["count"] for layer in run["layers"] if layer["name"] == "Predicted areas") >= 1
    assert {Path(path).name for path in run["results"].values() if Path(path).is_file()} >= set(CHAIN_OUTPUTS.values())


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
    assert len(chain) == 2 * len(CHAIN_OUTPUTS)
    assert min(hot_spot + chain) > 0
