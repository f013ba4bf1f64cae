from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from slipline.core.gis.vector import Column, write_points, write_polygons

from ..core.rasters import CRS, NORTH, WEST, box, write_raster
from ..core.stacks import without_geometries

REFERENCE = [box(50, -150, 150, -50), box(300, -150, 400, -50)]
PREDICTED = [box(60, -150, 150, -50), box(200, -290, 250, -240)]


@pytest.fixture()
def layers(tmp_path):
    """Paths of everything that Evaluate reads."""

    def polygons(name, shapes, crs=CRS, columns=()):
        path = str(tmp_path / f"{name}.gpkg")
        write_polygons(path, name, crs, shapes, columns)
        return path

    probability = np.full((60, 100), 0.02)
    probability[10:30, 12:30] = 0.9
    hotspot = np.full((60, 100), 3.0)
    hotspot[12:30, 8:20] = -200.0
    write_points(
        str(tmp_path / "targets.gpkg"),
        "targets",
        CRS,
        WEST + np.array([80.0, 90.0, 350.0]),
        NORTH - np.array([80.0, 90.0, 200.0]),
        [Column("velocity", np.array([-30.0, -20.0, 1.0]))],
    )
    return {
        "PREDICTED": polygons("predicted", PREDICTED),
        "REFERENCE": polygons("reference", REFERENCE, columns=[Column("synthetic", np.ones(2, int))]),
        "WITHIN": polygons("within", [box(0, -300, 450, 0)]),
        "PROBABILITY": write_raster(tmp_path / "probability.tif", probability, names=["probability"])[0],
        "STACK": write_raster(tmp_path / "stack.tif", hotspot, names=["hotspot"])[0],
        "TARGETS": str(tmp_path / "targets.gpkg"),
    }


@pytest.fixture()
def outputs(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return {
        "OUTPUT": str(folder / "report.html"),
        "OUTPUT_SCORES": str(folder / "scores.json"),
        "OUTPUT_MATCHES": str(folder / "matches.gpkg"),
    }


def scores(outputs):
    return json.loads(Path(outputs["OUTPUT_SCORES"]).read_text(encoding="utf-8"))


def test_everything_given(tool_run, layers, outputs):
    from qgis.core import QgsVectorLayer

    run = tool_run("evaluate", {**layers, **outputs})
    assert run.ok, run.error
    assert run.outputs == outputs
    found = scores(outputs)
    assert found["network"]["cells"]["tp"] == 18 * 20
    assert found["network"]["objects"][0]["matched"] == 1
    assert found["network"]["auprc"] is not None
    assert found["synthetic"] is True
    assert found["scored_km2"] == pytest.approx(450 * 300e-6)
    assert [one["name"] for one in found["baselines"]] == [
        "fast targets, buffer",
        "hot spot map, threshold",
        "candidate areas",
    ]
    assert any(line.startswith("IoU ") for line in run.log.lines)
    layer = QgsVectorLayer(outputs["OUTPUT_MATCHES"], "matches")
    assert layer.featureCount() == 4
    assert layer.renderer().type() == "categorizedSymbol"
    assert layer.attributeAlias(layer.fields().lookupField("distance_m")).endswith("(m)")


def test_two_layers_alone_are_scored_in_cells_over_their_extent(tool_run, layers, outputs):
    run = tool_run(
        "evaluate",
        {
            "PREDICTED": layers["PREDICTED"],
            "REFERENCE": layers["REFERENCE"],
            "CELL": 10.0,
            "OUTPUT": outputs["OUTPUT"],
            "OUTPUT_SCORES": outputs["OUTPUT_SCORES"],
        },
    )
    assert run.ok, run.error
    cells = scores(outputs)["network"]["cells"]
    assert (cells["tp"], cells["fp"], cells["fn"]) == (90, 25, 110)
    assert cells["tp"] + cells["fp"] + cells["fn"] + cells["tn"] == 35 * 24
    assert not Path(outputs["OUTPUT_MATCHES"]).exists()


def test_layers_in_degrees_are_scored_in_metres(tool_run, layers, outputs, tmp_path):
    import processing

    moved = {
        name: processing.run(
            "native:reprojectlayer",
            {"INPUT": layers[name], "TARGET_CRS": "EPSG:4326", "OUTPUT": str(tmp_path / f"{name}_degrees.gpkg")},
        )["OUTPUT"]
        for name in ("PREDICTED", "REFERENCE")
    }
    run = tool_run("evaluate", {**moved, "CELL": 2.0, **outputs})
    assert run.ok, run.error
    assert scores(outputs)["network"]["objects"][0]["matched"] == 1
    assert scores(outputs)["network"]["cells"]["iou"] == pytest.approx(9000 / 22500, rel=0.03)


def test_an_empty_prediction_is_scored(tool_run, layers, outputs, tmp_path):
    write_polygons(str(tmp_path / "none.gpkg"), "none", CRS, [], [])
    run = tool_run("evaluate", {**layers, "PREDICTED": str(tmp_path / "none.gpkg"), **outputs})
    assert run.ok, run.error
    cells = scores(outputs)["network"]["cells"]
    assert (cells["recall"], cells["precision"]) == (0.0, None)
    assert any(line.startswith("precision | -") for line in run.log.lines)


def test_a_prediction_of_null_geometries_is_an_empty_one(tool_run, layers, outputs, tmp_path):
    run = tool_run("evaluate", {**layers, "PREDICTED": without_geometries(tmp_path / "nulls.gpkg"), **outputs})
    assert run.ok, run.error
    assert scores(outputs)["network"]["cells"]["recall"] == 0.0


def test_invalid_and_overlapping_reference_areas_are_repaired_and_told(tool_run, layers, outputs, tmp_path):
    from osgeo import ogr

    bow = (
        f"POLYGON(({WEST} {NORTH - 100},{WEST + 100} {NORTH - 200},{WEST + 100} {NORTH - 100},{WEST} "
        f"{NORTH - 200},{WEST} {NORTH - 100}))"
    )
    shapes = [bytes(ogr.CreateGeometryFromWkt(bow).ExportToWkb()), box(300, -150, 400, -50), box(350, -150, 450, -50)]
    write_polygons(str(tmp_path / "bad.gpkg"), "bad", CRS, shapes, [])
    run = tool_run("evaluate", {**layers, "REFERENCE": str(tmp_path / "bad.gpkg"), **outputs})
    assert run.ok, run.error
    assert "1 invalid polygons of the layer of reference areas were repaired" in run.log.text
    assert "Pairs of reference areas that overlap: 1." in run.log.text
    cells = scores(outputs)["network"]["cells"]
    assert cells["tp"] + cells["fn"] == pytest.approx(30 * 20 + 200, abs=12)  # cells of 5 m; half of the bow's square


def test_the_stack_tells_crown_from_toe_and_what_the_radar_could_see(tool_run, layers, outputs, tmp_path):
    rows = np.mgrid[:60, :100][0]
    bands = np.stack([np.full((60, 100), 3.0), 900.0 - rows, np.full((60, 100), -0.4)])
    stack = write_raster(tmp_path / "terrain.tif", bands, names=["hotspot", "elevation", "sensitivity"])[0]
    run = tool_run("evaluate", {**layers, "STACK": stack, **outputs})
    assert run.ok, run.error
    found = scores(outputs)
    assert found["boundary"]["crown"]["areas"] == found["boundary"]["toe"]["areas"] == 1
    assert {one["by"] for one in found["recall_by"]} == {"size (km²)", "targets on 1 km²", "sensitivity |C|"}
    report = Path(outputs["OUTPUT"]).read_text(encoding="utf-8")
    assert "crown, upper third" in report
    assert "|C| is the share of a downslope motion" in report
