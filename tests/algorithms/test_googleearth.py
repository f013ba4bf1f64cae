from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.areas.review import REASONS
from slipline.core.areas.rules import AreaRules
from slipline.core.areas.write import AreaInputs, AreaOutputs, write_areas
from slipline.core.base import translation
from slipline.core.base.progress import Silent
from slipline.core.display.kml import NAMESPACE
from slipline.core.gis.raster import RasterReader

from ..core.kml_schema import schema_errors
from ..core.made_targets import plain_targets
from ..core.rasters import CRS, NORTH, WEST, write_raster
from .conftest import QUICK

K = f"{{{NAMESPACE}}}"
LIBKML = gdal.GetDriverByName("LIBKML") is not None  # Debian's GDAL 3.13 lacks it


@pytest.fixture()
def result(tmp_path):
    """Paths of what Predict boundaries leaves: areas, lines; and a hot spot map."""
    values = np.full((60, 100), 0.05)
    values[10:30, 10:40] = 0.95
    values[40:55, 5:30] = 0.8
    path, _ = write_raster(tmp_path / "probability.tif", values)
    targets = plain_targets(WEST + np.array([60.0]), NORTH - np.array([60.0]), np.array([-30.0]))
    outputs = AreaOutputs(str(tmp_path / "mask.tif"), str(tmp_path / "areas.gpkg"), str(tmp_path / "lines.gpkg"))
    write_areas(AreaInputs(RasterReader(path), targets, model="model <a> & b"), outputs, AreaRules(0.5, 0.0, seed=0.5))
    hotspot, _ = write_raster(tmp_path / "hotspot.tif", values - 0.5)
    return {"AREAS": outputs.areas, "LINES": outputs.lines, "HOTSPOT": hotspot}


def kml_of(path):
    with zipfile.ZipFile(path) as archive:
        return archive.read("doc.kml")


def places(path):
    return [
        place for place in ET.fromstring(kml_of(path)).iter(f"{K}Placemark") if place.find(f".//{K}Polygon") is not None
    ]


def attributes(place):
    return {one.get("name"): one.text or "" for one in place.iter(f"{K}SimpleData")}


def test_predicted_areas_arrive_with_class_attributes_and_place(tool_run, result, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsVectorLayer

    output = str(tmp_path / "areas.kmz")
    run = tool_run("googleearth", {"AREAS": result["AREAS"], "OUTPUT": output})
    assert run.ok, run.error
    first, second = places(output)
    assert (first.find(f"{K}name").text, first.find(f"{K}styleUrl").text) == ("Area 1", "#area-fast")
    assert second.find(f"{K}styleUrl").text == "#area-not-measured"
    data = attributes(first)
    assert (data["v_median"], data["model"], data["status"]) == ("-30", "model <\u200ba> & b", "")
    assert float(data["area_m2"].replace(",", "")) == pytest.approx(600 * 25, rel=0.02)
    assert "median velocity (mm/yr)" in [one.text for one in ET.fromstring(kml_of(output)).iter(f"{K}displayName")]
    layer = QgsVectorLayer(result["AREAS"], "areas")
    transform = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance())
    box = transform.transformBoundingBox(next(layer.getFeatures()).geometry().boundingBox())
    x, y = np.array([tuple(map(float, pair.split(","))) for pair in first.find(f".//{K}coordinates").text.split()]).T
    assert (x.min(), x.max(), y.min(), y.max()) == pytest.approx(
        (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum()), abs=2e-5
    )


def test_all_parts_together_are_valid(tool_run, result, study, tmp_path):
    from ..small_area import make_inputs

    inputs = make_inputs(tmp_path)
    output = str(tmp_path / "areas.kmz")
    run = tool_run("googleearth", {**result, "TARGETS": inputs["targets"], "MAX_TARGETS": 50, "OUTPUT": output})
    assert run.ok, run.error
    content = kml_of(output)
    assert schema_errors(content) == []
    folders = [folder.find(f"{K}name").text for folder in ET.fromstring(content).iter(f"{K}Folder")]
    assert folders[:-1] == [
        "Areas, not reviewed (2)",
        "Inner lines: probability 90 %",
        "Outer lines: probability 10 %",
        "Hot spot map",
    ]
    assert re.fullmatch(r"Targets \(\d\d of \d+\)", folders[-1])
    opened = ogr.Open(output if LIBKML else f"/vsizip/{output}/doc.kml")
    back = opened.GetLayer(0)  # what QGIS takes where the whole file is given as areas
    assert (back.GetName(), back.GetFeatureCount()) == (folders[0], 2)
    with zipfile.ZipFile(output) as archive:
        assert set(archive.namelist()) == {"doc.kml", "hotspot.png", "dot.png"}
    lines = [
        place
        for place in ET.fromstring(content).iter(f"{K}Placemark")
        if place.find(f"{K}styleUrl").text in {"#inner", "#outer"}
    ]
    assert [(line.find(f"{K}name").text, line.find(f"{K}styleUrl").text) for line in lines] == [
        ("Area 1", "#inner"),
        ("Area 1", "#outer"),
        ("Area 2", "#outer"),
    ]


def test_the_status_of_a_review_makes_the_folders(tool_run, result, tmp_path):
    dataset = ogr.Open(result["AREAS"], 1)
    dataset.ExecuteSQL("UPDATE areas SET status = 'rejected' WHERE area_id = 1")
    dataset = None
    output = str(tmp_path / "areas.kmz")
    assert tool_run("googleearth", {"AREAS": result["AREAS"], "OUTPUT": output}).ok
    folders = [folder.find(f"{K}name").text for folder in ET.fromstring(kml_of(output)).iter(f"{K}Folder")]
    assert folders == ["Areas, not reviewed (1)", "Areas, rejected (1)"]


def test_balloons_speak_the_users_language_and_name_the_reason(tool_run, result, tmp_path):
    dataset = ogr.Open(result["AREAS"], 1)
    dataset.GetLayer(0).CreateField(ogr.FieldDefn("reason", ogr.OFTString))
    dataset.ExecuteSQL("UPDATE areas SET status = 'rejected', reason = 'works' WHERE area_id = 1")
    dataset = None
    output = str(tmp_path / "areas.kmz")
    translation.install(lambda text: f"⟦{text}⟧", "xx")
    try:
        run = tool_run("googleearth", {"AREAS": result["AREAS"], "OUTPUT": output})
    finally:
        translation.install(None)
    assert run.ok, run.error
    (place,) = (one for one in places(output) if attributes(one)["area_id"] == "1")
    assert place.find(f"{K}styleUrl").text == "#area-fast"
    data = attributes(place)
    assert (data["activity"], data["sign"], data["status"]) == ("⟦fast⟧", "⟦away⟧", "⟦rejected⟧")
    assert data["reason"] == REASONS["works"] != "works"
    assert data["model"] == "model <\u200ba> & b"


def test_it_runs_from_the_command_line(qgis_process, result, tmp_path):
    done = qgis_process("googleearth", **result, OUTPUT=tmp_path / "areas.kmz")
    assert done.returncode == 0, done.stderr
    assert len(places(tmp_path / "areas.kmz")) == 2


EDITED = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2" xmlns:atom="http://www.w3.org/2005/Atom">
<Document>
\t<name>my areas.kml</name>
\t<Schema name="attributes" id="attributes"><SimpleField type="string" name="area_id">
<displayName>area</displayName></SimpleField></Schema>
\t<StyleMap id="m"><Pair><key>normal</key><styleUrl>#s</styleUrl></Pair></StyleMap>
\t<Style id="s"><LineStyle><color>ff1c1ae3</color></LineStyle></Style>
\t<Folder><name>Areas, not reviewed</name><open>1</open>{places}
\t</Folder>
</Document>
</kml>
"""
PLACE = """
\t\t<Placemark><name>{name}</name><styleUrl>#m</styleUrl>{data}
\t\t\t<Polygon><tessellate>1</tessellate><outerBoundaryIs><LinearRing><coordinates>
\t\t\t\t{outline}
\t\t\t</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"""


def saved_by_google_earth(kmz, path):
    """What Google Earth's *Save place as* writes after an edit.

    Heights of 0, one outline moved, one drawn anew without attributes.
    """
    data = (
        '<ExtendedData><SchemaData schemaUrl="#attributes"><SimpleData '
        'name="area_id">1</SimpleData></SchemaData></ExtendedData>'
    )
    outlines = [place.find(f".//{K}outerBoundaryIs//{K}coordinates").text.split() for place in places(kmz)]
    moved = " ".join(f"{float(x) + 1e-4:.14f},{float(y):.14f},0" for x, y in (pair.split(",") for pair in outlines[0]))
    written = [PLACE.format(name="Area 1", data=data, outline=moved)]
    written += [
        PLACE.format(name="Untitled Polygon", data="", outline=" ".join(f"{pair},0" for pair in outline))
        for outline in outlines[1:]
    ]
    content = EDITED.format(places="".join(written))
    if path.suffix == ".kmz":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("doc.kml", content)
    else:
        path.write_text(content, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("ending", [".kml", ".kmz"])
def test_areas_edited_in_google_earth_come_back_for_training(tool_run, provider, study, torch_worker, tmp_path, ending):
    if ending == ".kmz" and not LIBKML:
        pytest.skip("QGIS opens no KMZ here: its GDAL was built without the LIBKML driver")
    kmz = str(tmp_path / "areas.kmz")
    assert tool_run("googleearth", {"AREAS": study.areas, "OUTPUT": kmz}).ok
    edited = saved_by_google_earth(kmz, tmp_path / f"edited{ending}")
    model = str(tmp_path / "model.safetensors")
    run = tool_run(
        "tiletrain",
        {
            "STACK": study.stack,
            "AREAS": edited,
            **QUICK,
            "EPOCHS": 1,
            "OUTPUT_MODEL": model,
            "OUTPUT_REPORT": str(tmp_path / "report.html"),
        },
    )
    assert run.ok, run.error
    found, drawn = read_as_tiletrain_does(edited, provider), read_as_tiletrain_does(study.areas, provider)
    assert len(found) == len(drawn) == len(study.polygons)
    shifts = [
        np.hypot(*(np.array(one.Centroid().GetPoint(0)[:2]) - other.Centroid().GetPoint(0)[:2]))
        for one, other in zip(found, drawn)
    ]
    assert 5.0 < shifts[0] < 12.0  # 0.0001 degrees of longitude
    assert max(shifts[1:]) < 0.1
    assert [one.Area() for one in found] == pytest.approx([one.Area() for one in drawn], rel=0.01)


def read_as_tiletrain_does(path, provider):
    """Geometries in the CRS of the study."""
    from qgis.core import QgsProcessingContext, QgsProject

    from slipline.algorithms.layers import required_polygons

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    tool = provider.algorithm("tiletrain").create()
    return [
        ogr.CreateGeometryFromWkb(one)
        for one in required_polygons(tool, {"AREAS": path}, "AREAS", CRS, context, Silent())
    ]
