"""Tile and train and Predict boundaries with input they cannot use: one sentence, nothing left, no traceback."""

from __future__ import annotations

import json
import os
import pickle
import re
import signal
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.safetensors_header import read_header
from slipline.core.gis.vector import Column, write_points

from ..core.rasters import CRS, NORTH, WEST, box
from ..core.stacks import NAMES, without_geometries, write_areas_layer, write_stack
from ..core.workers import bare_python, script
from ..small_disk import small_disk
from .conftest import QUICK

OUTPUTS = {
    "tiletrain": {"OUTPUT_MODEL": "m.safetensors", "OUTPUT_REPORT": "r.html"},
    "predict": {"OUTPUT_PROBABILITY": "p.tif", "OUTPUT_MASK": "m.tif", "OUTPUT_AREAS": "a.gpkg"},
}


@pytest.fixture(scope="session")
def bad(study, tmp_path_factory):
    """Folder of inputs that cannot be used, by name."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "garbage.tif").write_text("not a raster")
    (folder / "garbage.gpkg").write_text("not a layer")
    (folder / "file").write_text("a file where a folder is wanted")
    layers = study.layers
    write_stack(folder / "rootless.tif", layers[:2], NAMES[:2], crs="")
    write_stack(folder / "degrees.tif", layers[:2], NAMES[:2], crs="EPSG:4326", cell_m=1e-4, west=15.0, north=41.5)
    write_stack(folder / "mercator.tif", layers[:2], NAMES[:2], crs="EPSG:3857", west=1.6e6, north=5.1e6)
    write_stack(folder / "terrain.tif", layers[:2], ["slope", "elevation"])
    write_stack(folder / "two.tif", layers[:2], NAMES[:2])
    write_stack(folder / "null.tif", np.full_like(layers, np.nan))
    write_stack(folder / "coarse.tif", layers[:, ::2, ::2], cell_m=10.0)
    gdal.GetDriverByName("GTiff").CreateCopy(
        str(folder / "cut.tif"), gdal.Open(study.stack)
    )  # its directory is at the start
    (folder / "cut.tif").write_bytes((folder / "cut.tif").read_bytes()[: (folder / "cut.tif").stat().st_size // 2])
    write_areas_layer(folder / "empty.gpkg", [])
    without_geometries(folder / "nulls.gpkg")
    write_areas_layer(folder / "away.gpkg", [box(90000, -100, 90100, 0)])
    write_areas_layer(folder / "wrong_crs.gpkg", study.polygons, "EPSG:4326")  # metres that are said to be degrees
    without_crs(folder / "rootless.shp", study.polygons[0])
    one = np.array([WEST + 50.0]), np.array([NORTH - 50.0])
    write_points(str(folder / "points.gpkg"), "points", CRS, *one, [Column("speed", np.array([1.0]))])
    write_points(
        str(folder / "far.gpkg"), "far", CRS, one[0] + 90_000.0, one[1], [Column("velocity", np.array([-20.0]))]
    )
    write_points(str(folder / "still.gpkg"), "still", CRS, *one, [Column("velocity", np.array([np.nan]))])
    return folder


def without_crs(path, polygon):
    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    layer = source.CreateLayer("areas", None, ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkb(polygon))
    layer.CreateFeature(feature)
    layer = source = None


@pytest.fixture(scope="session")
def models(trained, tmp_path_factory):
    """Model files that cannot be used, by name."""
    folder = tmp_path_factory.mktemp("models")
    whole = Path(trained.model).read_bytes()
    (folder / "good.safetensors").write_bytes(whole)
    (folder / "text.safetensors").write_text("weights")
    (folder / "none.safetensors").write_bytes(b"")
    (folder / "cut.safetensors").write_bytes(whole[: len(whole) // 2])
    (folder / "pickle.safetensors").write_bytes(pickle.dumps({"weights": [1.0]}))
    (folder / "nested.safetensors").write_bytes((200_000).to_bytes(8, "little") + b"[" * 200_000)
    start = read_header(trained.model).offset
    header = json.loads(whole[8:start])

    def changed(name, change):
        card = json.loads(header["__metadata__"]["slipline"])
        change(card)
        text = json.dumps({**header, "__metadata__": {"slipline": json.dumps(card)}}).encode()
        (folder / f"{name}.safetensors").write_bytes(len(text).to_bytes(8, "little") + text + whole[start:])

    changed("later", lambda card: card.update(format=99))
    changed("bands", lambda card: card["bands"][0].update(name="sensitivity"))
    changed("unit", lambda card: card["bands"][4].update(unit="m"))
    changed("wide", lambda card: card["network"].update(width=8))
    return folder


def run_in(folder, tool, study, bad, models, tool_run, changes, **options):
    """Run a tool with good parameters but for `changes`, whose bare names are files of `bad` or `models`."""
    good = {
        "tiletrain": {"STACK": study.stack, "AREAS": study.areas, **QUICK, "EPOCHS": 1},
        "predict": {"STACK": study.stack, "MODEL": str(models / "good.safetensors"), "DEVICE": "cpu"},
    }[tool]
    named = {}
    for name, value in changes.items():
        places = {"MODEL": models, "START_FROM": models}
        named[name] = (
            str(places.get(name, bad) / value) if isinstance(value, str) and re.search(r"\.\w+$", value) else value
        )
    outputs = {name: str(folder / value) for name, value in OUTPUTS[tool].items()}
    return tool_run(tool, {**good, **outputs, **named}, **options)


def assert_refused(run, folder, sentence):
    assert not run.ok
    assert re.search(sentence, run.error), run.error
    assert "Traceback" not in run.error + run.log.text
    assert "Error:" not in run.error
    assert run.error.count("\n") == 0
    assert list(folder.iterdir()) == []


STACKS = {  # name of the row -> (parameters that are wrong, words of the sentence): of both tools
    "missing stack": ({"STACK": "absent.tif"}, "STACK|stack"),
    "unreadable stack": ({"STACK": "garbage.tif"}, "STACK|stack"),
    "stack cut off in the middle": ({"STACK": "cut.tif"}, r"The values of .*cut\.tif cannot be read"),
    "stack without CRS": ({"STACK": "rootless.tif"}, r"rootless\.tif has no CRS"),
    "stack in degrees": ({"STACK": "degrees.tif"}, r"degrees\.tif is not on a grid in metres"),
    "stack in Web Mercator": ({"STACK": "mercator.tif"}, r"mercator\.tif is not on a grid in metres"),
    "within empty": ({"WITHIN": "empty.gpkg"}, "layer of .* has no polygon"),
    "within of null geometries": ({"WITHIN": "nulls.gpkg"}, "layer of .* has no polygon"),
    "within outside the stack": ({"WITHIN": "away.gpkg"}, "WITHIN lies outside the feature stack"),
    "within without CRS": ({"WITHIN": "rootless.shp"}, "layer of .* has no CRS"),
    "within in a CRS that is not its own": (
        {"WITHIN": "wrong_crs.gpkg"},
        r"wrong_crs has x .* which are not degrees, but its CRS is WGS 84 \(EPSG:4326\)",
    ),
    "within unreadable": ({"WITHIN": "garbage.gpkg"}, "WITHIN|Within"),
}
TRAIN = {
    **STACKS,
    "stack without deformation": (
        {"STACK": "terrain.tif"},
        r"none of the bands hotspot, velocity, targets; it has slope, elevation",
    ),
    "feature that the stack lacks": ({"FEATURES": "hotspot, sensitivity"}, "no band named sensitivity; it has hotspot"),
    "all-null stack": ({"STACK": "null.tif"}, "Every feature is null"),
    "missing areas": ({"AREAS": "absent.gpkg"}, "AREAS|Areas"),
    "unreadable areas": ({"AREAS": "garbage.gpkg"}, "AREAS|Areas"),
    "no area at all": ({"AREAS": "empty.gpkg"}, "layer of areas.* has no polygon"),
    "areas of null geometries": ({"AREAS": "nulls.gpkg"}, "layer of areas.* has no polygon"),
    "points for areas": ({"AREAS": "points.gpkg"}, "holds points, not polygons"),
    "areas without CRS": ({"AREAS": "rootless.shp"}, "layer of areas.* has no CRS"),
    "areas in a CRS that is not theirs": (
        {"AREAS": "wrong_crs.gpkg"},
        r"wrong_crs has x .* which are not degrees, but its CRS is WGS 84 \(EPSG:4326\)",
    ),
    "areas outside the stack": ({"AREAS": "away.gpkg"}, "No area covers a cell of the feature stack"),
    "tile of 50": ({"TILE": 50}, "TILE is 50, but has to be a multiple of 16. Choose for example 48"),
    "tile of 48 with context": (
        {"TILE": 48, "PARTS": ["context"]},
        "TILE is 48, but has to be a multiple of 32. Choose for example 64",
    ),
    "start from text": ({"START_FROM": "text.safetensors"}, "text.safetensors"),
    "start from other network": ({"START_FROM": "good.safetensors", "WIDTH": 8}, "width 4"),
    "model under a file": ({"OUTPUT_MODEL": "file/m.safetensors"}, r"file/m\.safetensors cannot be written|directory"),
    "report under a file": ({"OUTPUT_REPORT": "file/r.html"}, r"file/r\.html cannot be written|directory"),
    "model in place of the areas": (
        {"AREAS": "away.gpkg", "OUTPUT_MODEL": "away.gpkg"},
        r"away\.gpkg is an input too|cannot be called away\.gpkg",
    ),
    "report in place of the stack": (
        {"STACK": "two.tif", "OUTPUT_REPORT": "two.tif"},
        r"two\.tif is an input too|cannot be called two\.tif",
    ),
    "model in no folder": ({"OUTPUT_MODEL": "absent/m.safetensors"}, "cannot be written|directory"),
}
PREDICT = {
    **STACKS,
    "stack without the model's bands": (
        {"STACK": "two.tif"},
        r"no band named red, green, blue, .* it has hotspot, velocity",
    ),
    "all-null stack": (
        {"STACK": "null.tif"},
        "Motion could not have been observed anywhere: .*hotspot.* null on all 35840 cells",
    ),
    "other cell size": ({"STACK": "coarse.tif"}, r"cells of 10\.0 m, the model was trained on 5\.0 m"),
    "missing model": ({"MODEL": "absent.safetensors"}, r"MODEL|absent\.safetensors cannot be read: "),
    "text for a model": ({"MODEL": "text.safetensors"}, r"text\.safetensors is not a model of Slipline"),
    "empty model": ({"MODEL": "none.safetensors"}, "is not a model of Slipline"),
    "truncated model": ({"MODEL": "cut.safetensors"}, "is not a model of Slipline, or it is damaged"),
    "pickle": ({"MODEL": "pickle.safetensors"}, "is not a model of Slipline"),
    "nested header": ({"MODEL": "nested.safetensors"}, "is not a model of Slipline"),
    "model of a later format": ({"MODEL": "later.safetensors"}, "made by a newer version of Slipline"),
    "weights of another network": (
        {"MODEL": "wide.safetensors"},
        r"wide\.safetensors is not a model of Slipline, or it is damaged: its weights",
    ),
    "model trained on other bands": ({"MODEL": "bands.safetensors"}, "no band named sensitivity"),
    "model trained on another unit": (
        {"MODEL": "unit.safetensors"},
        "Band velocity of the stack is in mm/yr, the model was trained on m[.]",
    ),
    "unreadable targets": ({"TARGETS": "garbage.gpkg"}, "TARGETS|Targets"),
    "targets without velocity": (
        {"TARGETS": "points.gpkg"},
        "no field velocity; it has fid, speed|no field velocity; it has speed",
    ),
    "targets elsewhere": (
        {"TARGETS": "far.gpkg"},
        "None of the 1 targets lies on the grid: they are around .*Check the CRS of both",
    ),
    "all velocities null": ({"TARGETS": "still.gpkg"}, "None of the 1 targets has a velocity"),
    "probability in place of the stack": (
        {"STACK": "two.tif", "OUTPUT_PROBABILITY": "two.tif"},
        r"two\.tif is an input too|cannot be called two\.tif",
    ),
    "areas in place of the targets": (
        {"TARGETS": "points.gpkg", "OUTPUT_AREAS": "points.gpkg"},
        r"The output .*points\.gpkg is an input too",
    ),
    "mask in place of the probability": (
        {"OUTPUT_PROBABILITY": "one.tif", "OUTPUT_MASK": "one.tif"},
        r"Two outputs have the name .*one\.tif",
    ),
    "probability under a file": (
        {"OUTPUT_PROBABILITY": "file/p.tif"},
        "cannot be written|directory|OUTPUT_PROBABILITY",
    ),
    "mask under a file": ({"OUTPUT_MASK": "file/m.tif"}, "cannot be written|directory|OUTPUT_MASK"),
    "areas under a file": ({"OUTPUT_AREAS": "file/a.gpkg"}, "cannot be written|directory|OUTPUT_AREAS"),
}


@pytest.mark.parametrize("row", TRAIN)
def test_tile_and_train_refuses(row, tmp_path, study, bad, models, tool_run, torch_worker):
    changes, sentence = TRAIN[row]
    assert_refused(run_in(tmp_path, "tiletrain", study, bad, models, tool_run, changes), tmp_path, sentence)


@pytest.mark.parametrize("row", PREDICT)
def test_predict_boundaries_refuses(row, tmp_path, study, bad, models, tool_run, torch_worker):
    changes, sentence = PREDICT[row]
    assert_refused(run_in(tmp_path, "predict", study, bad, models, tool_run, changes), tmp_path, sentence)


@pytest.mark.parametrize("tool", OUTPUTS)
@pytest.mark.parametrize("python", ["bare", "false", "absent"])
def test_without_torch_a_sentence_says_what_to_do(tool, python, tmp_path, study, bad, models, tool_run, monkeypatch):
    folder = tmp_path / "out"
    folder.mkdir()
    pythons = {
        "bare": lambda: bare_python(tmp_path / "bare"),
        "absent": lambda: "/no/python",
        "false": lambda: script(tmp_path / "false", "exit 1").executable,
    }
    sentence = {
        "bare": "PyTorch cannot be used by .*bare/bin/python .*No module named",
        "false": r"ended with exit status 1.*Check that .* is a Python 3\.9 or later with PyTorch",
        "absent": "The Python /no/python named in the environment variable SLIPLINE_PYTHON does not exist",
    }[python]
    monkeypatch.setenv("SLIPLINE_PYTHON", pythons[python]())
    assert_refused(run_in(folder, tool, study, bad, models, tool_run, {}), folder, sentence)


@pytest.mark.parametrize(("tool", "share"), [("tiletrain", 0), ("tiletrain", 30), ("predict", 40)])
def test_a_cancel_half_way_is_quick_and_leaves_nothing_but_the_best_epoch(
    tool, share, tmp_path, study, bad, models, tool_run, torch_worker, monkeypatch
):
    monkeypatch.setattr("slipline.core.prediction.inputs.BLOCK", 48)
    changes = {"EPOCHS": 20} if tool == "tiletrain" else {}
    run = run_in(tmp_path, tool, study, bad, models, tool_run, changes, cancel_at=share)
    assert not run.ok
    assert "Traceback" not in run.error + run.log.text
    left = {file.name for file in tmp_path.iterdir()}
    if tool == "predict":  # row blocks were finished: they are kept, and said to be
        assert left == {"p.unfinished"}
        assert "The finished row blocks are kept in" in run.log.text
    elif left:  # an epoch was over: the best one is kept, and said to be
        assert left == {"m.stopped.safetensors", "m.unfinished.safetensors"}
        assert "The best epoch so far is kept as" in run.log.text
    assert not left or share >= 30


@pytest.mark.parametrize(
    ("tool", "kilobytes", "place", "sentence"),
    [
        (
            "tiletrain",
            100,
            "outputs",
            r"\.(safetensors|html) cannot be written: the disk of .* is full\. Old files stay",
        ),
        (
            "tiletrain",
            500,
            "temporary",
            r"slipline-train-.* cannot be written: [\d.]+ MB are needed on the disk of .*; .* are missing",
        ),
        ("predict", 150, "outputs", "cannot be written"),
        (
            "predict",
            500,
            "temporary",
            r"slipline-predict-.* cannot be written: .* are needed on the disk of .*\. To free disk",
        ),
    ],
)
def test_a_full_disk_is_one_sentence(
    tool, kilobytes, place, sentence, tmp_path, study, bad, models, tool_run, torch_worker, monkeypatch
):
    folder = tmp_path / "out"
    folder.mkdir()
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        if place == "temporary":
            monkeypatch.setattr("tempfile.tempdir", str(disk))
        else:
            folder = disk
        run = run_in(folder, tool, study, bad, models, tool_run, {})
        assert_refused(run, folder, sentence)
        assert list(disk.iterdir()) == []


def test_an_old_model_stays_where_a_new_one_cannot_be_made(tmp_path, study, bad, models, tool_run, torch_worker):
    (tmp_path / "m.safetensors").write_text("of yesterday")
    run = run_in(tmp_path, "tiletrain", study, bad, models, tool_run, {"AREAS": "away.gpkg"})
    assert not run.ok
    assert (tmp_path / "m.safetensors").read_text() == "of yesterday"
    assert [path.name for path in tmp_path.iterdir()] == ["m.safetensors"]


COMMAND_LINE = [
    ("tiletrain", {"STACK": "degrees.tif"}, "is not on a grid in metres"),
    ("tiletrain", {"AREAS": "empty.gpkg"}, "no polygon"),
    ("tiletrain", {"SLIPLINE_PYTHON": "/no/python"}, "does not exist"),
    ("predict", {"MODEL": "text.safetensors"}, "is not a model of Slipline"),
    ("predict", {"STACK": "rootless.tif"}, "has no CRS"),
    ("predict", {"STACK": "two.tif"}, "no band named red"),
]


@pytest.mark.parametrize(
    ("tool", "changes", "sentence"), COMMAND_LINE, ids=lambda value: value if isinstance(value, str) else None
)
def test_qgis_process_fails_with_the_sentence(
    tool, changes, sentence, tmp_path, study, bad, models, qgis_process, torch_worker, monkeypatch
):
    changes = dict(changes)
    environment = dict(qgis_process.environment)
    if "SLIPLINE_PYTHON" in changes:
        environment["SLIPLINE_PYTHON"] = changes.pop("SLIPLINE_PYTHON")
    command = command_line(qgis_process, tool, tmp_path, study, bad, models, changes)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode not in (0, 139), done.stdout + done.stderr
    assert re.search(sentence, done.stdout + done.stderr), done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []


def command_line(qgis_process, tool, folder, study, bad, models, changes):
    parameters = SimpleNamespace(all={})

    def remember(_tool, values):
        parameters.all = values

    run_in(folder, tool, study, bad, models, remember, changes)
    return [
        qgis_process.program,
        "run",
        f"slipline:{tool}",
        "--",
        *(f"{name}={value}" for name, value in parameters.all.items()),
    ]


@pytest.mark.parametrize("moment", ["temporary/slipline-train-*/manifest.json", "out/m.unfinished.safetensors"])
def test_ctrl_c_in_a_training_ends_it_and_leaves_what_can_go_on(
    moment, tmp_path, study, bad, models, qgis_process, torch_worker
):
    """How many epochs a processor finishes before the interrupt is heard, no test may know."""
    temporary, folder = tmp_path / "temporary", tmp_path / "out"
    temporary.mkdir()
    folder.mkdir()
    command = command_line(qgis_process, "tiletrain", folder, study, bad, models, {"EPOCHS": 10_000})
    environment = {
        **qgis_process.environment,
        "TMPDIR": str(temporary),
        "SLIPLINE_PYTHON": os.environ["SLIPLINE_PYTHON"],
    }
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        end = time.monotonic() + 300
        while not list(tmp_path.glob(moment)) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
        assert process.poll() is None, process.stdout.read()
        assert list(tmp_path.glob(moment))
        process.send_signal(signal.SIGINT)
        text, _ = process.communicate(timeout=120)
    assert process.returncode not in (0, 139), text
    assert "Traceback" not in text
    left = sorted(path.name for path in folder.iterdir())
    kept = ["m.stopped.safetensors", "m.unfinished.safetensors"]
    assert left == kept or (left == [] and moment.startswith("temporary"))
    assert all(name in text for name in left)
    assert list(temporary.glob("slipline-*")) == []
