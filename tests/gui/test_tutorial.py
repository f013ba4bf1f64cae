"""docs/tutorial.md, followed word by word in a real window. Screenshots in build/screenshots/tutorial."""

from pathlib import Path

import pytest

from .tutorial_text import Menu, Picture, Run, steps_of
from .window import drive, pictures

TUTORIAL = Path(__file__).parent.parent.parent / "docs" / "tutorial.md"
QUICK = {  # what saves time changes no click that the tutorial asks for
    "Create demo study area": {"SIZE": "small"},
    "Tile and train": {"EPOCHS": 1, "WIDTH": 4, "TILE": 64, "REFIT": False},
    # areas of the network, whatever a short training has learnt
    "Predict boundaries": {"THRESHOLD": 0.01, "SEED_THRESHOLD": 0.01, "BEST": "no"},
}


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "my study").mkdir()
    task = {
        "screenshots": pictures("tutorial"),
        "report": str(folder / "report.json"),
        "tutorial": str(TUTORIAL),
        "work": str(folder / "my study"),
        "quick": QUICK,
        "model": "",
    }
    return {**drive(folder, "drive_tutorial.py", task), "work": folder / "my study"}


def test_the_tutorial_is_read_as_its_readers_read_it():
    steps = steps_of(TUTORIAL.read_text(encoding="utf-8"))
    runs = [step for step in steps if isinstance(step, Run)]
    assert [run.tool for run in runs] == [
        "Create demo study area",
        "Import coherent targets",
        "Hot spot (Gi* and kernel density)",
        "Build feature stack",
        "Tile and train",
        "Predict boundaries",
        "Evaluate boundaries",
        "Print map of the inventory",
        "Export for Google Earth",
    ]
    assert all(run.layers or run.files for run in runs)
    assert runs[0].files == {"Output folder": ""}
    assert runs[3].files == {"Feature stack": "stack.vrt"}
    assert runs[3].layers["Coherent targets"] == "Targets with Gi* (synthetic)"
    assert runs[4].numbers == {"Epochs": 12}
    assert len(runs[0].gives) == 5
    assert len(runs[2].gives) == 3
    assert [step.path for step in steps if isinstance(step, Menu)] == [["Plugins", "Slipline", "Review areas…"]]
    shown = [TUTORIAL.parent / "images" / f"{step.name}.png" for step in steps if isinstance(step, Picture)]
    assert len(shown) == 6
    assert all(path.is_file() for path in shown)


def test_every_step_of_the_tutorial_can_be_done(window):
    assert window["error"] == ""
    assert len(window["ran"]) == 9
    assert all(ok for _, ok in window["ran"])
    assert window["lacking"] == []


def test_what_the_tutorial_makes_lies_in_the_users_folder(window):
    work = window["work"]
    assert window["named"] == [str(work / "stack_model.safetensors"), str(work / "stack_model.html")]
    made = ("stack.vrt", "stack_model.safetensors", "predicted.gpkg", "evaluation.html", "map.pdf", "areas.kmz")
    for name in ("targets.csv", *made):
        assert (work / name).stat().st_size > 0


def test_the_predicted_areas_can_be_reviewed(window):
    assert window["said"] == []
    assert window["areas"] >= 1
    assert window["decided"][0] in ("accepted", "later")
