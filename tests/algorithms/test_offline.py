"""No tool asks the network: each runs where the system counts who asks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from ..core.interferograms.layouts import hyp3
from ..core.workers import torch_python
from ..gui.ways import series
from ..small_area import make_inputs
from .conftest import QUICK
from .offline import WAYS


@pytest.fixture(scope="module")
def alone():
    """What starts a program without any network."""
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    command = ["unshare", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("this system does not let a program be started without a network")
    return command


def plan_of(folder):
    """A run of each tool: the whole chain, on its own results."""
    inputs, learnt = make_inputs(folder), {**QUICK, "EPOCHS": 1, "REFIT": False}

    def made(name):
        return str(folder / name)

    hyp3(folder / "pairs")
    return [
        ("environment", {"OUTPUT": made("environment.txt")}),
        ("demo", {"SIZE": "small", "OUTPUT": made("demo")}),
        ("velocities", {"INPUT": made("pairs"), "OUTPUT": made("v.gpkg"), "OUTPUT_REPORT": made("v.html")}),
        ("importtargets", {"INPUT": inputs["targets"], "OUTPUT": made("imported.gpkg")}),
        ("timeseries", {"TARGETS": series(folder), "OUTPUT": made("classified.gpkg")}),
        (
            "twoorbits",
            {
                "TARGETS": [inputs["targets"], made("imported.gpkg")],
                "INCIDENCE": "39 39",
                "HEADING": "190 350",
                "OUTPUT": made("two.gpkg"),
            },
        ),
        ("prepareimage", {"INPUT": inputs["image"], "OUTPUT": made("prepared.tif")}),
        (
            "hotspot",
            {
                "TARGETS": inputs["targets"],
                "GRID": inputs["image"],
                "DEM": inputs["dem"],
                "OUTPUT_TARGETS": made("gi.gpkg"),
                "OUTPUT_MAP": made("hotspots.tif"),
                "OUTPUT_AREAS": made("candidates.gpkg"),
            },
        ),
        (
            "featurestack",
            {
                "IMAGE": inputs["image"],
                "HOTSPOT": made("hotspots.tif"),
                "TARGETS": inputs["targets"],
                "DEM": inputs["dem"],
                "OUTPUT": made("stack.vrt"),
            },
        ),
        (
            "tiletrain",
            {
                "STACK": made("stack.vrt"),
                "AREAS": inputs["areas"],
                **learnt,
                "OUTPUT_MODEL": made("m.safetensors"),
                "OUTPUT_REPORT": made("m.html"),
            },
        ),
        (
            "predict",
            {
                "STACK": made("stack.vrt"),
                "MODEL": made("m.safetensors"),
                "DEVICE": "cpu",
                "OUTPUT_PROBABILITY": made("probability.tif"),
                "OUTPUT_MASK": made("mask.tif"),
                "OUTPUT_AREAS": made("predicted.gpkg"),
            },
        ),
        (
            "evaluate",
            {
                "PREDICTED": made("candidates.gpkg"),
                "REFERENCE": inputs["areas"],
                "PROBABILITY": made("probability.tif"),
                "TARGETS": inputs["targets"],
                "OUTPUT": made("scores.html"),
                "OUTPUT_SCORES": made("scores.json"),
            },
        ),
        (
            "compare",
            {
                "STACK": made("stack.vrt"),
                "AREAS": inputs["areas"],
                "SETS": ["hotspot"],
                "NETWORKS": ["unet"],
                **learnt,
                "OUTPUT": made("compared.csv"),
                "OUTPUT_REPORT": made("compared.html"),
            },
        ),
        ("change", {"BEFORE": inputs["areas"], "AFTER": made("candidates.gpkg"), "OUTPUT": made("changes.gpkg")}),
        (
            "motionkind",
            {
                "AREAS": inputs["areas"],
                "TARGETS": inputs["targets"],
                "DEM": inputs["dem"],
                "OUTPUT": made("kinds.gpkg"),
            },
        ),
        ("exposure", {"AREAS": inputs["areas"], "EXPOSED": [inputs["targets"]], "OUTPUT": made("exposed.gpkg")}),
        ("googleearth", {"AREAS": made("candidates.gpkg"), "IMAGE": inputs["image"], "OUTPUT": made("areas.kmz")}),
        ("inventorymap", {"AREAS": made("candidates.gpkg"), "IMAGE": inputs["image"], "OUTPUT": made("map.pdf")}),
    ]


def test_no_tool_asks_the_network(alone, provider, tmp_path):
    plan = plan_of(tmp_path)
    by_loopback = {"survey"}  # Dask's workers meet at an address of this computer, see tests/survey
    assert {tool for tool, _ in plan} | by_loopback == {
        tool.name() for tool in provider.algorithms() if not tool.name().startswith("From ")
    }
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    environment = {
        **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        "SLIPLINE_PYTHON": torch_python().executable,
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "profile"),
        # before it writes a PDF, Qt asks this computer's own printing service for its printers; not by the network
        "CUPS_SERVER": str(tmp_path / "no_printers"),
    }
    script = [sys.executable, "-m", "slipline.tests.algorithms.offline", str(tmp_path / "plan.json")]
    done = subprocess.run([*alone, *script], env=environment, capture_output=True, text=True, timeout=600)
    assert (tmp_path / "plan.told").is_file(), done.stdout + done.stderr
    told = json.loads((tmp_path / "plan.told").read_text())
    assert {tool: log for tool, log in told["wrong"].items() if log} == {}
    assert told["tools"] == {tool: 0 for tool, _ in plan}
    assert [way for way in WAYS if told["ways"][way] == 0] == []  # it would have been seen
