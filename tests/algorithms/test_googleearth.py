from __future__ import annotations

import zipfile
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from slipline.core.areas import AreaInputs, AreaOutputs, AreaRules, TargetTable, write_areas
from slipline.core.kmz import NAMESPACE

from ..core.rasters import NORTH, WEST, write_raster

K = f"{{{NAMESPACE}}}"


@pytest.fixture()
def areas(tmp_path):
    values = np.full((60, 100), 0.05)
    values[10:30, 10:40] = 0.8
    values[40:55, 5:30] = 0.6
    path, _ = write_raster(tmp_path / "probability.tif", values)
    targets = TargetTable(WEST + np.array([60.0]), NORTH - np.array([60.0]), np.array([-30.0]))
    outputs = AreaOutputs(str(tmp_path / "mask.tif"), str(tmp_path / "areas.gpkg"))
    write_areas(AreaInputs(path, targets, model="model a"), outputs, AreaRules(0.5, 0.0, seed=0.5))
    return str(tmp_path / "areas.gpkg")


def places(path):
    with zipfile.ZipFile(path) as archive:
        return list(ET.fromstring(archive.read("doc.kml")).iter(f"{K}Placemark"))


def test_predicted_areas_arrive_with_class_attributes_and_place(tool_run, areas, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsVectorLayer

    output = str(tmp_path / "areas.kmz")
    run = tool_run("googleearth", {"AREAS": areas, "OUTPUT": output})
    assert run.ok, run.error
    first, second = places(output)
    assert (first.find(f"{K}name").text, first.find(f"{K}styleUrl").text) == ("Area 1", "#area-fast")
    assert second.find(f"{K}styleUrl").text == "#area-not-measured"
    data = {one.find(f"{K}displayName").text: one.find(f"{K}value").text or "" for one in first.iter(f"{K}Data")}
    assert data["median velocity (mm/yr)"] == "-30.000"
    assert data["model"] == "model a"
    assert data["review status"] == ""
    layer = QgsVectorLayer(areas, "areas")
    transform = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance())
    box = transform.transformBoundingBox(next(layer.getFeatures()).geometry().boundingBox())
    pairs = [tuple(map(float, pair.split(","))) for pair in first.find(f".//{K}coordinates").text.split()]
    x, y = np.array(pairs).T
    assert (x.min(), x.max(), y.min(), y.max()) == pytest.approx(
        (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum()), abs=2e-5
    )


def test_it_runs_from_the_command_line(qgis_process, areas, tmp_path):
    done = qgis_process("googleearth", AREAS=areas, OUTPUT=tmp_path / "areas.kmz")
    assert done.returncode == 0, done.stderr
    assert len(places(tmp_path / "areas.kmz")) == 2
