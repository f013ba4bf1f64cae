"""A QGIS whose Python cannot import torch, and no other Python that can.

What needs no torch works, the rest says what is missing.
"""

import inspect
import json
import subprocess
from pathlib import Path

import pytest
from osgeo import gdal, ogr

from slipline.algorithms.provider import TOOLS, tools

from ..small_area import TARGETS, make_inputs

SYSTEM_PYTHON = "/usr/bin/python3"


@pytest.fixture(scope="module")
def run(qgis_process, tmp_path_factory):
    """qgis_process with a worker's Python that has no torch, and a QGIS' Python that refuses to import it."""
    folder = tmp_path_factory.mktemp("without_torch")
    subprocess.run([SYSTEM_PYTHON, "-m", "venv", "--without-pip", str(folder / "python")], check=True)
    refusing = folder / "refusing"
    refusing.mkdir()
    (refusing / "torch.py").write_text("raise ImportError('torch is not installed here')\n")
    environment = {
        **qgis_process.environment,
        "SLIPLINE_PYTHON": str(folder / "python" / "bin" / "python3"),
        "PYTHONPATH": str(refusing),
        "XDG_DATA_HOME": str(folder / "data"),
    }

    def tool(name, **parameters):
        command = [qgis_process.program, "run", f"slipline:{name}", "--"]
        command += [f"{key}={value}" for key, value in parameters.items()]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)

    return tool


@pytest.fixture(scope="module")
def area(tmp_path_factory):
    folder = tmp_path_factory.mktemp("area")
    return {**make_inputs(folder), "folder": folder}


def succeeded(done):
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_environment_succeeds_and_says_what_is_missing_and_how_to_get_it(run, tmp_path):
    succeeded(run("environment", OUTPUT=tmp_path / "report.txt"))
    text = (tmp_path / "report.txt").read_text()
    assert "PyTorch: not available" in text
    assert "pip install torch" in text
    assert "SLIPLINE_PYTHON" in text
    sentence = next(line for line in text.splitlines() if "need PyTorch" in line)
    starting_the_worker = {
        tool.TITLE for tool in tools() if "worker_python()" in Path(inspect.getfile(tool)).read_text()
    }
    assert {title for _, title in TOOLS if title in sentence} == starting_the_worker


def test_import_hot_spot_stack_and_evaluation_work(run, area):
    folder = area["folder"]
    paths = {
        name: folder / name
        for name in ("imported.gpkg", "gi.gpkg", "map.tif", "candidates.gpkg", "stack.vrt", "page.html", "scores.json")
    }
    succeeded(run("importtargets", INPUT=area["targets"], OUTPUT=paths["imported.gpkg"]))
    succeeded(
        run(
            "hotspot",
            TARGETS=paths["imported.gpkg"],
            GRID=area["image"],
            OUTPUT_TARGETS=paths["gi.gpkg"],
            OUTPUT_MAP=paths["map.tif"],
            OUTPUT_AREAS=paths["candidates.gpkg"],
        )
    )
    succeeded(
        run(
            "featurestack",
            IMAGE=area["image"],
            HOTSPOT=paths["map.tif"],
            TARGETS=paths["gi.gpkg"],
            DEM=area["dem"],
            OUTPUT=paths["stack.vrt"],
        )
    )
    succeeded(
        run(
            "evaluate",
            PREDICTED=paths["candidates.gpkg"],
            REFERENCE=area["areas"],
            STACK=paths["stack.vrt"],
            OUTPUT=paths["page.html"],
            OUTPUT_SCORES=paths["scores.json"],
        )
    )
    assert ogr.Open(str(paths["gi.gpkg"])).GetLayer(0).GetFeatureCount() == TARGETS
    stack = gdal.Open(str(paths["stack.vrt"]))
    names = {stack.GetRasterBand(number + 1).GetDescription() for number in range(stack.RasterCount)}
    assert {"red", "hotspot", "velocity", "slope"} <= names
    assert json.loads(paths["scores.json"].read_text())
    assert "<html" in paths["page.html"].read_text()


def model_file(path):
    """A file with the card of a model; it is never asked for its weights."""
    card = {
        "format": 1,
        "network": {"name": "resunet", "width": 8},
        "bands": [{"name": "red", "unit": ""}],
        "tile": 64,
        "cell_m": 10.0,
        "threshold": 0.5,
        "preset": "recommended",
    }
    header = json.dumps({"__metadata__": {"slipline": json.dumps(card)}}).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header)
    return path


@pytest.mark.parametrize("tool", ["tiletrain", "predict"])
def test_training_and_prediction_say_what_is_missing_and_leave_nothing(run, area, tmp_path, tool):
    model = model_file(tmp_path / "model.safetensors")
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    parameters = {
        "tiletrain": {
            "AREAS": area["areas"],
            "TILE": 32,
            "FEATURES": "red,green",
            "OUTPUT_MODEL": outputs / "new.safetensors",
        },
        "predict": {
            "MODEL": model,
            "OUTPUT_PROBABILITY": outputs / "p.tif",
            "OUTPUT_MASK": outputs / "m.tif",
            "OUTPUT_AREAS": outputs / "a.gpkg",
        },
    }
    done = run(tool, STACK=area["image"], **parameters[tool])
    text = done.stdout + done.stderr
    assert done.returncode == 1, text
    assert "PyTorch cannot be used by" in text
    assert "Check environment" in text
    assert "Traceback" not in text
    assert list(Path(outputs).iterdir()) == []
