"""Check environment, Create demo study area, Compare feature sets and the chain with input they cannot use."""

from __future__ import annotations

import re

import pytest

from ..core.stacks import write_areas_layer
from ..small_disk import small_disk
from .conftest import QUICK
from .interrupting import interrupted

CHAIN = "slipline:From targets to boundaries"
CHAIN_OUTPUTS = {
    "predict:OUTPUT_AREAS": "a.gpkg",
    "predict:OUTPUT_MASK": "m.tif",
    "predict:OUTPUT_PROBABILITY": "p.tif",
    "tiletrain:OUTPUT_MODEL": "m.safetensors",
    "tiletrain:OUTPUT_REPORT": "r.html",
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    (folder / "file").write_text("a file where a folder is wanted")
    (folder / "garbage.tif").write_text("not a raster")
    (folder / "garbage.csv").write_text("not;a;table")
    write_areas_layer(folder / "empty.gpkg", [])
    return folder


COMPARE = {
    "missing stack": ({"STACK": "absent.tif"}, "STACK|stack"),
    "unreadable stack": ({"STACK": "garbage.tif"}, "STACK|stack"),
    "no area at all": ({"AREAS": "empty.gpkg"}, "layer of areas.* has no polygon"),
    "within empty": ({"WITHIN": "empty.gpkg"}, "layer of .* has no polygon"),
    "set that the stack lacks": ({"SETS": ["hotspot slope"]}, "no band named slope; it has hotspot"),
    "seeds that are no numbers": ({"SEEDS": "one, two"}, "SEEDS is 'one, two'. Give whole numbers"),
    "no seed": ({"SEEDS": " , "}, "SEEDS is ' , '"),
    "row to draw that is not compared": (
        {"FIGURE": "XIII"},
        "FIGURE names the row 'XIII', which is not compared. Rows that are: IV unet hotspot",
    ),
    "parts of another network": (
        {"PARTS": ["deep"], "NETWORKS": ["resunet", "segnet"]},
        "PARTS is deep, but the network segnet has none",
    ),
    "several cards for a normalised batch": (
        {"PROCESSES": 2, "NETWORKS": ["segnet"]},
        "PROCESSES is 2, but the network segnet is normalised",
    ),
    "tile of 50": ({"TILE": 50}, "TILE is 50, but has to be a multiple of 16"),
    "report in place of the areas": (
        {"AREAS": "empty.gpkg", "OUTPUT_REPORT": "empty.gpkg"},
        r"empty\.gpkg is an input too|cannot be called empty\.gpkg",
    ),
    "table under a file": ({"OUTPUT": "file/t.csv"}, "cannot be written|directory"),
    "report under a file": ({"OUTPUT_REPORT": "file/r.html"}, "cannot be written|directory"),
}


def compare_parameters(study, bad, folder, changes):
    named = {n: str(bad / v) if isinstance(v, str) and re.search(r"\.\w+$", v) else v for n, v in changes.items()}
    return {
        "STACK": study.stack,
        "AREAS": study.areas,
        "SETS": ["hotspot"],
        "NETWORKS": ["unet"],
        **QUICK,
        "EPOCHS": 1,
        "OUTPUT": str(folder / "t.csv"),
        "OUTPUT_REPORT": str(folder / "r.html"),
        **named,
    }


def assert_refused(run, folder, sentence):
    assert not run.ok
    assert re.search(sentence, run.error), run.error
    assert "Traceback" not in run.error + run.log.text
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("row", COMPARE)
def test_compare_refuses(row, tmp_path, study, bad, tool_run, torch_worker):
    changes, sentence = COMPARE[row]
    assert_refused(tool_run("compare", compare_parameters(study, bad, tmp_path, changes)), tmp_path, sentence)


def test_compare_cancelled_leaves_nothing(tmp_path, study, bad, tool_run, torch_worker):
    run = tool_run("compare", compare_parameters(study, bad, tmp_path, {}), cancel_at=40)
    assert not run.ok
    assert list(tmp_path.iterdir()) == []


def test_compare_writes_a_row_for_each_run(tmp_path, study, bad, tool_run, torch_worker):
    parameters = compare_parameters(study, bad, tmp_path, {"SETS": ["hotspot", "recommended"], "SEEDS": "1,2"})
    run = tool_run("compare", parameters)
    assert run.ok, run.error
    lines = (tmp_path / "t.csv").read_text().splitlines()
    assert lines[0].startswith("number,network,features,seed,precision,recall,f1,iou,iou_low")
    assert [line.split(",")[1:4] for line in lines[1:]] == [
        ["unet", "hotspot", "1"],
        ["unet", "hotspot", "2"],
        ["unet", "recommended", "1"],
        ["unet", "recommended", "2"],
    ]
    assert "Between its seeds" in (tmp_path / "r.html").read_text()
    again = tool_run("compare", {**parameters, "NETWORKS": ["unet", "segnet"], "SEEDS": "1"})
    assert again.ok, again.error
    assert again.log.text.count("This run was finished before") == 2
    added = (tmp_path / "t.csv").read_text().splitlines()
    assert [line.split(",")[:4] for line in added[1:]] == [
        ["II", "segnet", "hotspot", "1"],
        ["IV", "unet", "hotspot", "1"],
        ["", "unet", "recommended", "1"],
        ["", "segnet", "recommended", "1"],
    ]
    assert added[2] == lines[1]


def test_compare_stopped_keeps_what_is_finished_and_goes_on(tmp_path, study, bad, tool_run, torch_worker):
    parameters = compare_parameters(study, bad, tmp_path, {"SEEDS": "1,2", "OUTPUT_REPORT": ""})
    stopped = tool_run("compare", parameters, cancel_at=70)
    assert not stopped.ok
    assert [file.name for file in tmp_path.iterdir()] == ["t.runs.json"]
    assert "1 finished runs are kept in" in stopped.log.text
    again = tool_run("compare", parameters)
    assert again.ok, again.error
    assert again.log.text.count("This run was finished before") == 1
    assert len((tmp_path / "t.csv").read_text().splitlines()) == 3


@pytest.mark.parametrize("output", ["file/area", "file"])
def test_demo_refuses_a_folder_that_cannot_be(output, bad, tool_run):
    run = tool_run("demo", {"SIZE": "small", "SEED": 1, "OUTPUT": str(bad / output)})
    assert not run.ok
    assert re.search("cannot be written|cannot be made|directory|folder", run.error), run.error
    assert (bad / "file").read_text() == "a file where a folder is wanted"


def test_demo_refuses_another_size(tmp_path, tool_run):
    run = tool_run("demo", {"SIZE": "huge", "SEED": 1, "OUTPUT": str(tmp_path / "area")})
    assert not run.ok
    assert "SIZE" in run.error or "Size" in run.error


def test_demo_on_a_full_disk_leaves_nothing(tmp_path, tool_run):
    with small_disk(tmp_path / "disk", 600) as disk:
        run = tool_run("demo", {"SIZE": "small", "SEED": 1, "OUTPUT": str(disk / "area")})
        assert not run.ok
        assert re.search("cannot be written", run.error), run.error
        assert list(disk.iterdir()) == []


def test_demo_cancelled_half_way_leaves_nothing(tmp_path, tool_run):
    run = tool_run("demo", {"SIZE": "small", "SEED": 1, "OUTPUT": str(tmp_path / "area")}, cancel_at=50)
    assert not run.ok
    assert list(tmp_path.iterdir()) == []


def test_environment_refuses_a_file_that_cannot_be(bad, tool_run):
    run = tool_run("environment", {"OUTPUT": str(bad / "file" / "text.txt")})
    assert not run.ok
    assert re.search("cannot be written|directory", run.error), run.error


def test_environment_on_a_full_disk_leaves_nothing(tmp_path, tool_run, monkeypatch):
    monkeypatch.setenv("SLIPLINE_PYTHON", "/no/python")
    with small_disk(tmp_path / "disk", 4) as disk:
        (disk / "fill").write_bytes(b"x" * 4096)
        run = tool_run("environment", {"OUTPUT": str(disk / "text.txt")})
        assert not run.ok
        assert re.search("cannot be written: the disk of .* is full", run.error), run.error
        assert [path.name for path in disk.iterdir()] == ["fill"]


def test_environment_says_which_python_is_missing(tool_run, monkeypatch):
    monkeypatch.setenv("SLIPLINE_PYTHON", "/no/python")
    run = tool_run("environment", {})
    assert run.ok
    assert "PyTorch: not available. The Python /no/python" in run.outputs["TEXT"]


def command_line_refuses(done, sentence):
    text = done.stdout + done.stderr
    assert done.returncode != 0
    assert re.search(sentence, text), text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("tool", "wrong", "sentence"),
    [
        ("demo", {"OUTPUT": "file/area"}, "cannot be written|directory|folder"),
        ("demo", {"SIZE": "huge"}, "SIZE|Size"),
        ("demo", {"SEED": -1}, "SEED|Seed"),
        ("environment", {"OUTPUT": "file/text.txt"}, "cannot be written|directory"),
        ("environment", {"OUTPUT": "file"}, "cannot be written|directory|exists|cannot be called bad"),
        ("compare", {"STACK": "absent.tif"}, "STACK|stack"),
        ("compare", {"AREAS": "empty.gpkg"}, "no polygon"),
        ("compare", {"SEEDS": "x"}, "SEEDS is 'x'"),
        (CHAIN, {"TARGETS": "garbage.csv"}, "TARGETS|garbage|no field"),
        (CHAIN, {"DEM": "garbage.tif"}, "DEM|garbage"),
        (CHAIN, {"AREAS": "empty.gpkg"}, "no polygon"),
    ],
)
def test_command_line_refuses(tool, wrong, sentence, qgis_process, study, bad, tmp_path):
    named = {n: bad / v if isinstance(v, str) and ("file" in v or "." in v) else v for n, v in wrong.items()}
    good = {
        "demo": lambda: {"SIZE": "small", "OUTPUT": tmp_path / "area"},
        "environment": lambda: {"OUTPUT": tmp_path / "text.txt"},
        "compare": lambda: compare_parameters(study, bad, tmp_path, {}),
        CHAIN: lambda: chain_parameters(study, tmp_path),
    }[tool]()
    if tool == "environment" and wrong["OUTPUT"] == "file":
        named["OUTPUT"] = bad  # a folder where a file is wanted
    command_line_refuses(qgis_process(tool, **{**good, **named}), sentence)
    assert list(tmp_path.glob("*.*")) == []


def chain_parameters(study, folder):
    from ..small_area import make_inputs

    inputs = study.folder / "inputs"
    if not inputs.exists():
        inputs.mkdir()
        study.chain = make_inputs(inputs)
    names = {"TARGETS": "targets", "IMAGE": "image", "DEM": "dem", "AREAS": "areas"}
    return {
        **{name: study.chain[key] for name, key in names.items()},
        "PRESET": "recommended",
        "EPOCHS": 1,
        **{name: folder / file for name, file in CHAIN_OUTPUTS.items()},
    }


@pytest.mark.parametrize(("tool", "at"), [("demo", "Synthetic study area"), (CHAIN, "Terrain is derived")])
def test_an_interrupt_stops_the_command_line(tool, at, qgis_process, study, tmp_path):
    """Both would take minutes. A training that has finished an epoch keeps it, and its state to go on from."""
    kept_of_a_training = {"m.stopped.safetensors", "m.unfinished.safetensors"}
    good = {"SIZE": "large", "OUTPUT": tmp_path / "area"} if tool == "demo" else chain_parameters(study, tmp_path)
    good.update({"EPOCHS": 10_000} if tool == CHAIN else {})
    name = tool if ":" in tool else f"slipline:{tool}"
    command = [qgis_process.program, "run", name, "--", *(f"{key}={value}" for key, value in good.items())]
    status, text = interrupted(command, qgis_process.environment, at)
    assert status != 0, text
    assert "Traceback" not in text
    left = {path.name for path in tmp_path.iterdir()}
    assert left == set() or (tool == CHAIN and left == kept_of_a_training)
