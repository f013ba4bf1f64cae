"""Import, Prepare image, Hot spot and Build feature stack with input they cannot use.

One sentence, nothing left, no traceback.
"""

from __future__ import annotations

import re
import signal
import subprocess
import time

import numpy as np
import pytest

from slipline.core.gis.raster import RasterReader
from slipline.core.gis.vector import write_points
from slipline.core.targets.targets import target_columns

from ..core.made_targets import UTM, scattered
from ..core.rasters import write_raster
from ..small_disk import small_disk
from .inputs import write_inputs


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_inputs(tmp_path_factory.mktemp("bad"))


INPUTS = {
    "importtargets": {"INPUT": "targets.csv"},
    "prepareimage": {"INPUT": "image.tif", "STEPS": ["balance"]},
    "hotspot": {"TARGETS": "targets.gpkg", "GRID": "image.tif"},
    "featurestack": {"IMAGE": "image.tif", "HOTSPOT": "hot.tif", "TARGETS": "targets.gpkg", "DEM": "dem.tif"},
}
OUTPUTS = {
    "importtargets": {"OUTPUT": "imported.gpkg"},
    "prepareimage": {"OUTPUT": "prepared.tif"},
    "hotspot": {"OUTPUT_TARGETS": "gi.gpkg", "OUTPUT_MAP": "map.tif", "OUTPUT_AREAS": "areas.gpkg"},
    "featurestack": {"OUTPUT": "stack.vrt"},
}
CANNOT = "cannot be written|directory|folder"
BAD = {  # tool -> name of the row -> (parameters that are wrong, words of the sentence)
    "importtargets": {
        "missing file": ({"INPUT": "absent.csv"}, "absent.csv does not exist"),
        "missing second file": ({"MORE_INPUTS": ["absent.csv"]}, "absent.csv does not exist"),
        "unreadable file": ({"INPUT": "garbage.gpkg"}, "cannot be read as targets"),
        "unreadable raster": ({"INPUT": "garbage.tif"}, "cannot be read as targets"),
        "empty layer": ({"INPUT": "empty.gpkg"}, "no positions|No target"),
        "header without rows": ({"INPUT": "header_only.csv"}, "no row of data"),
        "no CRS": ({"INPUT": "no_crs.shp"}, "no CRS"),
        "raster without CRS": ({"INPUT": "dem_no_crs.tif"}, "no CRS"),
        "coordinates without CRS": ({"INPUT": "xy.csv"}, "Set the CRS of the table"),
        "no coordinates": ({"INPUT": "no_position.csv"}, "no columns with positions"),
        "no velocity": ({"INPUT": "no_velocity.csv"}, "No velocity was found"),
        "words for velocities": ({"INPUT": "words.gpkg"}, "400 of 400 values .* are not numbers, for example .fast."),
        "all velocities null": ({"INPUT": "null.csv"}, "No target is left of 2: 2 without velocity"),
        "unknown field": ({"VELOCITY_FIELD": "=speed"}, "has no field speed"),
        "velocities in m/yr": ({"INPUT": "metres.csv"}, "looks like m/yr"),
        "coherence above all": ({"MIN_COHERENCE": 1.0}, "coherence below 1"),
        "quality without its limit": ({"QUALITY_FIELD": "=V_STDEV"}, "V_STDEV needs a largest value"),
        "quality above all": ({"QUALITY_FIELD": "=V_STDEV", "MAX_QUALITY": 0.1}, "with V_STDEV above 0.1"),
        "unknown field of quality": ({"QUALITY_FIELD": "=noise", "MAX_QUALITY": 1.0}, "has no field noise"),
        "words for no value": ({"NULL_VALUES": "=none"}, "'none' is not a number"),
        "missing mask": ({"INPUT": "hot.tif", "MASK_RASTER": "absent.tif"}, "absent.tif cannot be read"),
        "no header": ({"INPUT": "numbers.txt"}, "has no header; its first row is 1 15.0 41.0 -3.5. Give the numbers"),
        "archive": ({"INPUT": "EGMS.zip"}, "archive .*EGMS.zip cannot be read: File is not a zip file"),
        "CRS in degrees": ({"TARGET_CRS": "=EPSG:4326"}, "does not measure in metres"),
        "CRS of web maps": ({"TARGET_CRS": "=EPSG:3857"}, "does not measure in metres"),
        "unknown format": ({"OUTPUT": "=/nowhere.xyz"}, "written as .gpkg"),
        "output under a file": ({"OUTPUT": "file/imported.gpkg"}, CANNOT),
        "output in place of the input": (
            {"INPUT": "targets.gpkg", "OUTPUT": "targets.gpkg"},
            r"targets\.gpkg is an input too",
        ),
    },
    "prepareimage": {
        "missing image": ({"INPUT": "absent.tif"}, "INPUT|Image|load"),
        "unreadable image": ({"INPUT": "garbage.tif"}, "INPUT|Image|load"),
        "no CRS": ({"INPUT": "image_no_crs.tif"}, "no CRS"),
        "one band": ({"INPUT": "grey.tif"}, "1 band"),
        "no step": ({"STEPS": []}, "STEPS|Steps|steps"),
        "extent elsewhere": ({"EXTENT": "=0,10,0,10 [EPSG:32633]"}, "does not reach the extent"),
        "cell of nothing": ({"CELL": 0.0}, "positive cell size"),
        "output under a file": ({"OUTPUT": "file/prepared.tif"}, CANNOT),
        "output in place of the image": ({"OUTPUT": "image.tif"}, r"image\.tif is an input too"),
        "unknown format": ({"OUTPUT": "=/nowhere.xyz"}, "written as .tif"),
    },
    "hotspot": {
        "missing layer": ({"TARGETS": "absent.gpkg"}, "TARGETS|Targets|load"),
        "unreadable layer": ({"TARGETS": "garbage.gpkg"}, "TARGETS|Targets|load"),
        "empty layer": ({"TARGETS": "empty.gpkg"}, "has no point"),
        "no CRS": ({"TARGETS": "no_crs.shp"}, "no CRS"),
        "unknown field": ({"FIELD": "=speed"}, "no field speed"),
        "no field velocity": ({"TARGETS": "nameless.gpkg"}, "no field velocity"),
        "words for velocities": ({"TARGETS": "words.gpkg"}, "400 of 400 values .* are not numbers"),
        "all velocities null": ({"TARGETS": "nulls.gpkg"}, "400 targets.* velocity"),
        "targets outside the image": ({"TARGETS": "far.gpkg"}, "None of the 400 targets lies on the grid"),
        "grid without CRS": ({"GRID": "image_no_crs.tif"}, "no CRS"),
        "missing grid": ({"GRID": "absent.tif"}, "GRID|Grid|load"),
        "negative distance": ({"DISTANCE": -1.0}, "DISTANCE|Distance"),
        "negative bandwidth": ({"BANDWIDTH": -1.0}, "BANDWIDTH|Bandwidth"),
        "no bandwidth of the velocity": (
            {"BANDWIDTH_VELOCITY": 0.0, "OUTPUT_VELOCITY": "velocity.tif"},
            "positive bandwidth",
        ),
        "cell of nothing": ({"GRID": None, "CELL": 0.0}, "positive cell size"),
        "DEM elsewhere": ({"DEM": "dem_away.tif"}, "no height on the grid"),
        "targets under a file": ({"OUTPUT_TARGETS": "file/gi.gpkg"}, CANNOT),
        "map under a file": ({"OUTPUT_MAP": "file/map.tif"}, CANNOT),
        "areas under a file": ({"OUTPUT_AREAS": "file/areas.gpkg"}, CANNOT),
        "map over the grid": ({"OUTPUT_MAP": "image.tif"}, r"image\.tif is an input too"),
        "result over the targets": ({"OUTPUT_TARGETS": "targets.gpkg"}, r"targets\.gpkg is an input too"),
        "one file for two maps": (
            {"OUTPUT_MAP": "new.tif", "OUTPUT_VELOCITY": "new.tif"},
            r"Two outputs have the name .*new\.tif",
        ),
    },
    "featurestack": {
        "missing image": ({"IMAGE": "absent.tif"}, "IMAGE|Image|load"),
        "unreadable image": ({"IMAGE": "garbage.tif"}, "IMAGE|Image|load"),
        "missing targets": ({"TARGETS": "absent.gpkg"}, "TARGETS|Targets|load"),
        "nothing given": ({"IMAGE": None, "HOTSPOT": None, "TARGETS": None, "DEM": None}, "Give at least one"),
        "image of one band": ({"IMAGE": "grey.tif"}, "1 band"),
        "image without CRS": ({"IMAGE": "image_no_crs.tif"}, "no CRS"),
        "image outside the grid": ({"IMAGE": "away.tif", "GRID": "hot.tif"}, "no cell on the grid"),
        "hot spot map outside the grid": ({"HOTSPOT": "hot_away.tif"}, "no value on the grid"),
        "DEM outside the grid": ({"DEM": "dem_away.tif"}, "no height on the grid"),
        "DEM without CRS": ({"DEM": "dem_no_crs.tif"}, "no CRS"),
        "targets outside the image": ({"TARGETS": "far.gpkg"}, "None of the 400 targets lies on the grid"),
        "targets without CRS": ({"TARGETS": "no_crs.shp"}, "no CRS"),
        "empty targets": ({"TARGETS": "empty.gpkg"}, "has no point"),
        "all velocities null": ({"TARGETS": "nulls.gpkg"}, "400 targets.* velocity"),
        "feature without its input": ({"DEM": None, "FEATURES": ["slope"]}, "slope needs DEM"),
        "sensitivity without angles": ({"FEATURES": ["sensitivity"]}, "needs DEM, INCIDENCE and LOOK_AZIMUTH"),
        "heading against the orbit": (
            {"INCIDENCE": 39.0, "ORBIT": "=ascending", "HEADING": 190.0},
            "heading of 190.0 degrees does not go",
        ),
        "heights in feet, not said": ({"DEM": "dem_steep.tif"}, "are on no ground of Earth. Set the unit of the DEM"),
        "palette image": ({"IMAGE": "palette.tif"}, "has a palette. Run Prepare image"),
        "terrain without a grid": (
            {"IMAGE": None, "HOTSPOT": None, "TARGETS": None},
            "No grid is given.*cell size for a grid over the DEM",
        ),
        "output under a file": ({"OUTPUT": "file/stack.vrt"}, CANNOT),
        "output in place of the image": ({"OUTPUT": "image.tif", "FORMAT": "=gtiff"}, r"image\.tif is an input too"),
    },
}
ROWS = [pytest.param(tool, *row, id=f"{tool}: {name}") for tool, table in BAD.items() for name, row in table.items()]
COMMAND_LINE = {
    "importtargets: missing file",
    "importtargets: velocities in m/yr",
    "importtargets: output under a file",
    "prepareimage: missing image",
    "prepareimage: extent elsewhere",
    "prepareimage: output under a file",
    "hotspot: empty layer",
    "hotspot: targets outside the image",
    "hotspot: map under a file",
    "featurestack: image of one band",
    "featurestack: DEM outside the grid",
    "featurestack: output under a file",
}


def filled(tool, wrong, data, folder):
    """Good inputs and outputs of a tool with what is wrong put over them; a text with `=` is no file."""

    def value_of(value):
        if isinstance(value, list) and value and value[0].endswith(".csv"):
            return [str(data / each) for each in value]
        if not isinstance(value, str):
            return value
        return value[1:] if value.startswith("=") else str(data / value)

    parameters = {name: value_of(value) for name, value in INPUTS[tool].items()}
    parameters.update({name: str(folder / value) for name, value in OUTPUTS[tool].items()})
    parameters.update({name: value_of(value) for name, value in wrong.items()})
    return {name: value for name, value in parameters.items() if value is not None}


def one_sentence(text, words):
    assert re.search(words, text), text
    assert "Traceback" not in text
    assert 'File "' not in text
    return True


@pytest.mark.parametrize(("tool", "wrong", "words"), ROWS)
def test_what_cannot_be_used_is_one_sentence_and_leaves_nothing(tool_run, data, tmp_path, tool, wrong, words):
    run = tool_run(tool, filled(tool, wrong, data, tmp_path))
    assert not run.ok
    assert one_sentence(run.error, words)
    assert len(run.error.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("tool", "wrong", "words"), [row for row in ROWS if row.id in COMMAND_LINE])
def test_the_command_line_fails_with_the_same_sentence(qgis_process, data, tmp_path, tool, wrong, words):
    done = qgis_process(tool, **filled(tool, wrong, data, tmp_path))
    assert done.returncode != 0
    assert one_sentence(done.stdout + done.stderr, words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("tool", INPUTS)
@pytest.mark.parametrize("cancel_at", [0, 10, 60])
def test_a_cancelled_tool_leaves_nothing(tool_run, data, tmp_path, tool, cancel_at):
    run = tool_run(tool, filled(tool, {}, data, tmp_path), cancel_at=cancel_at)
    assert not run.ok
    assert run.error in {"", "Cancelled. Nothing was written."}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("tool", "kilobytes"),
    [
        ("importtargets", 4),
        ("importtargets", 200),
        ("prepareimage", 8),
        ("hotspot", 4),
        ("hotspot", 400),
        ("featurestack", 8),
        ("featurestack", 300),
    ],
)
def test_a_full_disk_is_one_sentence_and_leaves_nothing(tool_run, data, tmp_path, tool, kilobytes):
    targets = scattered(6000)
    write_points(str(tmp_path / "many.gpkg"), "many", UTM, targets.x, targets.y, target_columns(targets))
    many = {"importtargets": {"INPUT": "many.gpkg"}, "hotspot": {"TARGETS": "many.gpkg"}}.get(tool, {})
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        parameters = filled(tool, {}, data, disk)
        parameters.update({name: str(tmp_path / value) for name, value in many.items()})
        run = tool_run(tool, parameters)
        assert not run.ok
        assert one_sentence(run.error, "cannot be written")
        assert list(disk.iterdir()) == []


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
@pytest.mark.parametrize(("tool", "output"), [("hotspot", "OUTPUT_MAP"), ("featurestack", "OUTPUT")])
def test_a_grid_in_degrees_or_web_mercator_becomes_a_utm_grid_and_it_is_said(
    tool_run, data, tmp_path, crs, tool, output
):
    where = {"EPSG:4326": (14.999, 41.556, 0.0002), "EPSG:3857": (1669658.0, 5094190.0, 20.0)}[crs]
    grid, _ = write_raster(tmp_path / "grid.tif", np.zeros((70, 70)), where[2], crs, west=where[0], north=where[1])
    parameters = {
        "TARGETS": str(data / "targets.gpkg"),
        "GRID": grid,
        output: str(tmp_path / "out.vrt").replace("vrt", "tif" if tool == "hotspot" else "vrt"),
    }
    run = tool_run(tool, parameters)
    assert run.ok, run.error
    assert "does not measure in metres on the ground" in run.log.text
    with RasterReader(run.outputs[output]) as reader:
        assert "UTM zone 33N" in reader.grid.crs
        assert 14 < reader.grid.cell_m < 20  # 20 m of Web Mercator are 15 m at 41.5 N


def test_an_interrupt_ends_the_command_line_and_leaves_nothing(qgis_process, tmp_path):
    targets = scattered(3000, size_m=12000)
    write_points(str(tmp_path / "t.gpkg"), "t", UTM, targets.x, targets.y, target_columns(targets))
    folder = tmp_path / "out"
    folder.mkdir()
    parameters = {
        "TARGETS": tmp_path / "t.gpkg",
        "CELL": 0.5,
        "OUTPUT_TARGETS": folder / "gi.gpkg",
        "OUTPUT_MAP": folder / "map.tif",
    }
    command = [qgis_process.program, "run", "slipline:hotspot", "--", *(f"{k}={v}" for k, v in parameters.items())]
    process = subprocess.Popen(
        command, env=qgis_process.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    deadline = time.monotonic() + 300
    while not list(folder.glob(".map.part*")) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert process.poll() is None, process.stdout.read()  # 6e8 cells take minutes
    process.send_signal(signal.SIGINT)
    text, _ = process.communicate(timeout=120)
    assert process.returncode != 0
    assert "Traceback" not in text
    assert list(folder.iterdir()) == []
