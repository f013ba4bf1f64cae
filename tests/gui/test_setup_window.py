"""*Set up PyTorch* in a real window, on a QGIS whose Python has no PyTorch.

Screenshots stay in build/screenshots/setup.
"""

import os
import subprocess

import pytest

from ..core.stacks import features_of, random_areas, write_areas_layer, write_stack
from ..core.wheels import wheel_folder
from .window import drive, pictures

SYSTEM_PYTHON = "/usr/bin/python3"


def play(folder, wheels):
    if subprocess.run([SYSTEM_PYTHON, "-c", "import torch"], capture_output=True).returncode == 0:
        pytest.skip("QGIS' own Python has PyTorch here")
    areas = random_areas((160, 224), 22, half=(4, 9))
    layers = features_of(areas, (160, 224))
    training = {
        "STACK": write_stack(folder / "stack.tif", layers),
        "AREAS": write_areas_layer(folder / "areas.gpkg", areas),
        "WIDTH": 4,
        "TILE": 32,
        "EPOCHS": 2,
        "BATCH": 4,
        "OUTPUT_MODEL": str(folder / "model.safetensors"),
        "OUTPUT_REPORT": str(folder / "report.html"),
    }
    damaged = wheel_folder(folder / "damaged", padding=4000)
    path = next(damaged.glob("torch*"))
    path.write_bytes(path.read_bytes().replace(b"xxxx", b"xyxx", 1))
    (folder / "text.txt").write_text("no Python")
    task = {
        "screenshots": pictures("setup"),
        "report": str(folder / "seen.json"),
        "train": training,
        "not_python": str(folder / "text.txt"),
        "damaged": str(damaged),
        "paper": str(wheel_folder(folder / "paper")),
        "wheels": wheels,
    }
    return drive(folder, "drive_setup.py", task, XDG_DATA_HOME=str(folder / "数据 mit Raum"), SLIPLINE_PYTHON="")


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    return play(tmp_path_factory.mktemp("setup"), "")


def test_the_window_was_driven_to_the_end(window):
    assert window["error"] == ""


def test_a_tool_without_pytorch_leads_to_the_dialog(window):
    assert window["train"] == {"without": False}
    assert window["bar"] == "This tool needs PyTorch, which is not set up on this computer."
    assert (
        window["said"]["2_nothing_there"]["state"] == "PyTorch is not set up yet. Choose one of the three ways above."
    )
    size = window["said"]["2_nothing_there"]["size"]
    assert size.startswith("PyTorch comes from the package index that pip uses on this computer. For Linux")
    assert "About 3.5 GB will be downloaded. It takes 8.0 GB on disk, in " in size
    assert not window["said"]["2_nothing_there"]["clear"]


def test_a_python_is_tried_before_it_is_accepted(window):
    said = window["said"]["3_not_a_python"]
    assert "cannot be started" in said["state"]
    assert said["size"] == ""
    assert not said["setting"]


def test_what_fails_says_why_and_leaves_nothing(window):
    assert "A wheel is damaged. Copy or download it again." in window["said"]["4_damaged_wheel"]["state"]
    assert "fake torch: it is of paper" in window["said"]["5_torch_that_does_not_work"]["state"]
    assert not window["said"]["5_torch_that_does_not_work"]["clear"]


def test_the_menu_has_what_the_manual_says(window):
    assert window["menu"] == ["Set up PyTorch…", "Review areas…", "Edit a copy of a chain", "Add review basemap"]
    assert window["unloaded"] == ["Slipline"]


@pytest.mark.slow
def test_real_wheels_make_training_work(tmp_path):
    """Needs SLIPLINE_WHEELS: a folder made by `pip download torch numpy safetensors` for the system's Python."""
    wheels = os.environ.get("SLIPLINE_WHEELS", "")
    if not wheels:
        pytest.skip("needs SLIPLINE_WHEELS, a folder of real wheels")
    seen = play(tmp_path, wheels)
    assert seen["error"] == ""
    assert seen["said"]["7_cancelled"]["state"] == "Cancelled. Nothing was changed."
    assert not seen["said"]["7_cancelled"]["clear"]
    assert seen["said"]["8_done"]["state"].startswith("PyTorch works. Worker: Python 3")
    assert seen["said"]["8_done"]["start"] == "Install again (repair)"
    assert seen["train"] == {"without": False, "with": True}
    assert seen["said"]["10_removed"]["log"].startswith("The private environment was removed.")
    assert not seen["said"]["10_removed"]["clear"]
    assert "not set up yet" in seen["said"]["10_removed"]["state"]
