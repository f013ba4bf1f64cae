"""Evaluate and Export for Google Earth with input they cannot use: one sentence, nothing left, no traceback."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.gis.vector import Column, write_points, write_polygons

from ..core.rasters import CRS, NORTH, WEST, box, write_raster
from ..core.stacks import without_geometries
from ..small_disk import small_disk
from .interrupting import interrupted


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Good and bad inputs by name."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "garbage.gpkg").write_text("not a layer")
    (folder / "garbage.tif").write_text("not a raster")
    (folder / "file").write_text("a file where a folder is wanted")

    def polygons(name, shapes, columns=()):
        write_polygons(str(folder / f"{name}.gpkg"), name, CRS, shapes, columns)

    for name in ("areas", "reference"):
        polygons(name, [box(50, -150, 150, -50), box(300, -150, 400, -50)], [Column("area_id", np.array([1, 2]))])
    polygons("empty", [])
    polygons("away", [box(90000, -150, 90100, -50)])
    without_geometries(folder / "nulls.gpkg")
    (folder / "no_crs.geojson").write_text("{}")
    _without_crs(folder / "no_crs.shp")
    point = np.array([WEST + 50]), np.array([NORTH - 50])
    write_points(str(folder / "targets.gpkg"), "targets", CRS, *point, [Column("velocity", np.array([1.0]))])
    write_points(
        str(folder / "far.gpkg"), "far", CRS, point[0] + 90_000.0, point[1], [Column("velocity", np.array([-20.0]))]
    )
    write_points(str(folder / "nameless.gpkg"), "nameless", CRS, *point, [Column("speed", np.array([1.0]))])
    write_points(str(folder / "no_target.gpkg"), "no_target", CRS, *point, [Column("velocity", np.array([np.nan]))])
    write_raster(folder / "probability.tif", np.full((60, 100), 0.5))
    write_raster(folder / "degrees.tif", np.full((60, 100), 0.5), 0.001, "EPSG:4326", west=10.0, north=45.0)
    write_raster(folder / "mercator.tif", np.full((60, 100), 0.5), 5.0, "EPSG:3857")
    write_raster(folder / "rootless.tif", np.full((60, 100), 0.5), 5.0, "")
    write_raster(folder / "percent.tif", np.full((60, 100), 50.0))
    write_raster(folder / "stack.tif", np.full((2, 60, 100), 50.0), names=["hotspot", "velocity"])
    write_raster(folder / "other.tif", np.full((20, 20), 0.5), 7.0, names=["hotspot"])
    return folder


def _without_crs(path):
    from osgeo import ogr

    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    layer = source.CreateLayer("no_crs", None, ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkb(box(50, -150, 150, -50)))
    layer.CreateFeature(feature)
    layer = source = None


EVALUATE = {  # name of the row -> (parameters that are wrong, words of the sentence)
    "missing layer": ({"PREDICTED": "absent.gpkg"}, "PREDICTED|Predicted|load"),
    "unreadable layer": ({"REFERENCE": "garbage.gpkg"}, "REFERENCE|Reference|load"),
    "points for areas": ({"PREDICTED": "targets.gpkg"}, "polygons"),
    "empty reference": ({"REFERENCE": "empty.gpkg"}, "no polygon"),
    "null geometries as reference": ({"REFERENCE": "nulls.gpkg"}, "reference areas has no polygon"),
    "null geometries as reference, with a raster": (
        {"REFERENCE": "nulls.gpkg", "PROBABILITY": "probability.tif"},
        "reference areas has no polygon",
    ),
    "compared with itself": ({"REFERENCE": "areas.gpkg"}, "Predicted areas and Reference areas are the same layer"),
    "null geometries, with a stack": (
        {"REFERENCE": "nulls.gpkg", "STACK": "probability.tif"},
        "reference areas has no polygon",
    ),
    "null geometries as within": ({"WITHIN": "nulls.gpkg"}, "layer of .* has no polygon"),
    "empty within": ({"WITHIN": "empty.gpkg"}, "layer of .* has no polygon"),
    "reference without CRS": ({"REFERENCE": "no_crs.shp"}, "no CRS"),
    "prediction without CRS": ({"PREDICTED": "no_crs.shp"}, "no CRS"),
    "reference outside": (
        {"REFERENCE": "away.gpkg", "PROBABILITY": "probability.tif"},
        "None of the 1 reference areas",
    ),
    "within outside": ({"WITHIN": "away.gpkg"}, "WITHIN lie outside"),
    "unreadable probability": ({"PROBABILITY": "garbage.tif"}, "PROBABILITY|Probability|load"),
    "missing stack": ({"STACK": "absent.tif"}, "STACK|stack|load"),
    "probability in degrees": ({"PROBABILITY": "degrees.tif"}, "not on a grid in metres"),
    "stack in Web Mercator": ({"STACK": "mercator.tif"}, "not on a grid in metres"),
    "probability without CRS": ({"PROBABILITY": "rootless.tif"}, "no CRS"),
    "stack on another grid": ({"PROBABILITY": "probability.tif", "STACK": "other.tif"}, "not on the same grid"),
    "probability on another grid": ({"PROBABILITY": "other.tif", "STACK": "probability.tif"}, "not on the same grid"),
    "probability in percent": (
        {"PROBABILITY": "percent.tif"},
        "not a probability from 0 to 1: it has values from 50 to 50",
    ),
    "stack as probability": (
        {"PROBABILITY": "stack.tif"},
        "2 bands and none of them is named probability: hotspot, velocity",
    ),
    "targets without velocity": ({"TARGETS": "nameless.gpkg"}, "no field velocity"),
    "targets elsewhere": (
        {"TARGETS": "far.gpkg"},
        "None of the 1 targets lies on the grid: they are around .*Check the CRS of both",
    ),
    "all velocities null": ({"TARGETS": "no_target.gpkg"}, "1 targets.* velocity|velocity.* 1 targets"),
    "missing targets": ({"TARGETS": "absent.gpkg"}, "TARGETS|Targets|load"),
    "cell of nothing": ({"CELL": 0}, "CELL|Cell|value"),
    "cell too small for the extent": (
        {"PREDICTED": "away.gpkg", "CELL": 0.04},
        r"Cells of 0\.04 m over 90\.05 x 0\.1 km make 5628 million cells, more than 4000 million",
    ),
    "matches in place of the reference": (
        {"REFERENCE": "away.gpkg", "OUTPUT_MATCHES": "away.gpkg"},
        r"away\.gpkg is an input too|cannot be called away\.gpkg",
    ),
    "report under a file": ({"OUTPUT": "file/report.html"}, "cannot be written|directory|folder"),
    "scores under a file": ({"OUTPUT_SCORES": "file/scores.json"}, "cannot be written|directory|folder"),
    "matches under a file": ({"OUTPUT_MATCHES": "file/matches.gpkg"}, "cannot be written|directory|folder"),
}
GOOGLEEARTH = {
    "missing layer": ({"AREAS": "absent.gpkg"}, "AREAS|Areas|load"),
    "unreadable layer": ({"AREAS": "garbage.gpkg"}, "AREAS|Areas|load"),
    "points for areas": ({"AREAS": "targets.gpkg"}, "polygons"),
    "empty layer": ({"AREAS": "empty.gpkg"}, "no polygon"),
    "null geometries": ({"AREAS": "nulls.gpkg"}, "no polygon"),
    "no CRS": ({"AREAS": "no_crs.shp"}, "no CRS"),
    "output in place of the areas": (
        {"OUTPUT": "areas.gpkg"},
        r"areas\.gpkg is an input too|cannot be called areas\.gpkg",
    ),
    "output under a file": ({"OUTPUT": "file/areas.kmz"}, "cannot be written|directory|folder"),
}
OUTPUTS = {
    "evaluate": {"OUTPUT": "report.html", "OUTPUT_SCORES": "scores.json", "OUTPUT_MATCHES": "matches.gpkg"},
    "googleearth": {"OUTPUT": "areas.kmz"},
}
INPUTS = {
    "evaluate": {"PREDICTED": "areas.gpkg", "REFERENCE": "reference.gpkg"},
    "googleearth": {"AREAS": "areas.gpkg"},
}
ROWS = [
    pytest.param(tool, *row, id=f"{tool}: {name}")
    for tool, table in (("evaluate", EVALUATE), ("googleearth", GOOGLEEARTH))
    for name, row in table.items()
]


def filled(tool, wrong, data, folder):
    """Good inputs and outputs of a tool with what is wrong put over them."""
    parameters = {name: str(data / value) for name, value in INPUTS[tool].items()}
    parameters.update({name: str(folder / value) for name, value in OUTPUTS[tool].items()})
    parameters.update({name: str(data / value) if isinstance(value, str) else value for name, value in wrong.items()})
    return parameters


def one_sentence(text, words):
    """The message names the trouble and is no traceback."""
    import re

    assert re.search(words, text), text
    assert "Traceback" not in text
    assert 'File "' not in text
    return True


@pytest.mark.parametrize(("tool", "wrong", "words"), ROWS)
def test_what_cannot_be_used_is_one_sentence_and_leaves_nothing(tool_run, data, tmp_path, tool, wrong, words):
    run = tool_run(tool, filled(tool, wrong, data, tmp_path))
    assert not run.ok
    assert one_sentence(run.error, words)
    assert list(tmp_path.iterdir()) == []


COMMAND_LINE = [
    row
    for row in ROWS
    if row.id
    in {
        "evaluate: reference outside",
        "evaluate: probability in degrees",
        "evaluate: report under a file",
        "googleearth: missing layer",
        "googleearth: empty layer",
        "googleearth: output under a file",
    }
]


@pytest.mark.parametrize(("tool", "wrong", "words"), COMMAND_LINE)
def test_the_command_line_fails_with_the_same_sentence(qgis_process, data, tmp_path, tool, wrong, words):
    done = qgis_process(tool, **filled(tool, wrong, data, tmp_path))
    assert done.returncode != 0
    assert one_sentence(done.stdout + done.stderr, words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("tool", ["evaluate", "googleearth"])
@pytest.mark.parametrize("cancel_at", [0, 30])
def test_a_cancelled_tool_leaves_nothing(tool_run, data, tmp_path, tool, cancel_at):
    run = tool_run(tool, filled(tool, {}, data, tmp_path), cancel_at=cancel_at)
    assert not run.ok
    assert run.error in {"", "Cancelled. Nothing was written."}  # empty in a window
    assert list(tmp_path.iterdir()) == []


def test_very_small_cells_can_be_cancelled(tool_run, data, tmp_path):
    run = tool_run(
        "evaluate", {**filled("evaluate", {}, data, tmp_path), "CELL": 0.02}, cancel_at=3
    )  # 87 million cells
    assert not run.ok
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("tool", "kilobytes"), [("evaluate", 4), ("evaluate", 112), ("googleearth", 4)])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(tool_run, data, tmp_path, tool, kilobytes):
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        shapes = [box(x, -150 - x, x + 5, -145 - x) for x in range(0, 4000, 8)]
        write_polygons(str(tmp_path / "many.gpkg"), "many", CRS, shapes, [Column("text", np.array(["x" * 300] * 500))])
        many = {"AREAS": "many.gpkg"} if tool == "googleearth" else {"PREDICTED": "many.gpkg"}
        parameters = filled(tool, {}, data, disk)
        parameters.update({name: str(tmp_path / value) for name, value in many.items()})
        run = tool_run(tool, parameters)
        assert not run.ok
        assert one_sentence(run.error, "cannot be written")
        assert list(disk.iterdir()) == []


def test_an_interrupt_ends_the_command_line_and_leaves_nothing(qgis_process, data, tmp_path):
    for name in ("wide", "other"):
        corners = [box(0, -90000, 10, -89990), box(90000, -10, 90010, 0)]
        write_polygons(str(tmp_path / f"{name}.gpkg"), name, CRS, corners, [])
    folder = tmp_path / "out"
    folder.mkdir()
    parameters = {
        **filled("evaluate", {}, data, folder),
        "PREDICTED": tmp_path / "wide.gpkg",
        "REFERENCE": tmp_path / "other.gpkg",
        "CELL": 1.5,
    }
    command = [qgis_process.program, "run", "slipline:evaluate", "--", *(f"{k}={v}" for k, v in parameters.items())]
    status, text = interrupted(command, qgis_process.environment, "\n0")  # 3.6e9 cells take minutes
    assert status != 0
    assert "Traceback" not in text
    assert list(folder.iterdir()) == []
