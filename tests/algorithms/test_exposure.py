"""What is exposed: counts and lengths worked by hand, as the toolbox runs it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.areas.exposure import Things, exposed
from slipline.core.gis.vector import Column, Shapes, write_layer, write_points, write_polygons

from ..core.rasters import CRS, NORTH, WEST, box, features


def line(*points):
    made = ogr.Geometry(ogr.wkbLineString)
    for x, y in points:
        made.AddPoint_2D(WEST + x, NORTH + y)
    return made


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """Two areas of 100 x 100 m, 500 m apart; a road through the first, three houses, two poles."""
    folder = tmp_path_factory.mktemp("exposure")
    paths = {name: str(folder / f"{name}.gpkg") for name in ("areas", "roads", "houses", "poles 2024")}
    columns = [Column("area_id", np.array([7, 8])), Column("note", np.array(["a", None], object))]
    write_polygons(paths["areas"], "areas", CRS, [box(0, -100, 100, 0), box(600, -100, 700, 0)], columns)
    road = line((-200, -50), (300, -50))
    write_layer(
        paths["roads"], "roads", CRS, Shapes(ogr.wkbLineString, 1, lambda _: road.Clone()), [Column("n", np.ones(1))]
    )
    houses = [box(10, -20, 20, -10), box(95, -60, 110, -40), box(120, -60, 130, -50)]
    write_polygons(paths["houses"], "houses", CRS, houses, [Column("n", np.ones(3))])
    x, y = np.array([650.0, 745.0]), np.array([-50.0, -50.0])
    write_points(paths["poles 2024"], "poles", CRS, WEST + x, NORTH + y, [Column("n", np.ones(2))])
    return paths


def test_counts_and_lengths_in_the_areas_and_their_margin(tool_run, inputs, tmp_path):
    output = str(tmp_path / "exposed.gpkg")
    layers = [inputs["roads"], inputs["houses"], inputs["poles 2024"]]
    run = tool_run("exposure", {"AREAS": inputs["areas"], "EXPOSED": layers, "MARGIN": 50.0, "OUTPUT": output})
    assert run.ok, run.error
    first, second = features(output)
    assert (first["area_id"], first["note"], second["note"]) == (7, "a", None)
    assert (first["roads_in"], first["roads_near"]) == (1, 0)
    assert first["roads_in_m"] == pytest.approx(100.0, abs=0.1)
    assert first["roads_near_m"] == pytest.approx(100.0, abs=0.5)
    assert (first["houses_in"], first["houses_near"]) == (2, 1)
    assert (second["houses_in"], second["roads_in_m"]) == (0, 0.0)
    assert (second["poles_2024_in"], second["poles_2024_near"]) == (1, 1)
    assert "2 in the areas" in run.log.text


def test_the_label_of_an_area_says_what_lies_in_it(tool_run, inputs, tmp_path):
    from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsVectorLayer

    areas, output = str(tmp_path / "areas.gpkg"), str(tmp_path / "exposed.gpkg")
    columns = [Column("area_id", np.array([7, 8])), Column("activity", np.array(["fast", "slow"], object))]
    write_polygons(areas, "areas", CRS, [box(0, -100, 100, 0), box(600, -100, 700, 0)], columns)
    layers = [inputs["roads"], inputs["houses"], inputs["poles 2024"]]
    assert tool_run("exposure", {"AREAS": areas, "EXPOSED": layers, "OUTPUT": output}).ok
    layer = QgsVectorLayer(output, "exposed")
    expression = QgsExpression(layer.labeling().settings().fieldName)
    said = []
    for feature in layer.getFeatures():
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        context.setFeature(feature)
        said.append(expression.evaluate(context))
    assert said == ["7\n1 roads\n2 houses", "8\n1 poles 2024"]


def test_another_margin_replaces_what_was_counted_before_and_the_page_tells_it(tool_run, inputs, tmp_path):
    first, second, page = (str(tmp_path / name) for name in ("first.gpkg", "second.gpkg", "page.html"))
    for areas, margin, output in ((inputs["areas"], 50.0, first), (first, 0.0, second)):
        given = {"AREAS": areas, "EXPOSED": [inputs["houses"]], "MARGIN": margin, "OUTPUT": output}
        run = tool_run("exposure", {**given, "OUTPUT_REPORT": page})
        assert run.ok, run.error
    assert [row["houses_near"] for row in features(first)] == [1, 0]
    assert [row["houses_near"] for row in features(second)] == [0, 0]
    text = Path(page).read_text(encoding="utf-8")
    assert "1 of 2 areas" in text
    assert "within 0 m" in text


def test_layers_of_one_name_keep_fields_of_their_own_and_no_margin_is_none():
    area = box(0, -100, 100, 0)
    layers = [Things("Häuser", [box(10, -20, 20, -10)]), Things("Häuser", []), Things("1", [box(110, -20, 120, -10)])]
    found = exposed([area], layers, 0.0)
    keys = [one.key for one in found]
    assert len(set(keys)) == 3
    assert [one.inside.tolist() for one in found] == [[1], [0], [0]]
    assert found[2].near.tolist() == [0]


def test_no_area_is_refused(tool_run, inputs, tmp_path):
    empty, output = str(tmp_path / "empty.gpkg"), tmp_path / "out.gpkg"
    write_polygons(empty, "areas", CRS, [], [Column("id", np.array([], np.int64))])
    run = tool_run("exposure", {"AREAS": empty, "EXPOSED": [inputs["houses"]], "OUTPUT": str(output)})
    assert not run.ok
    assert "no polygon" in run.error
    assert not output.exists()
