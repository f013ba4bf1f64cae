from __future__ import annotations

import zipfile
from xml.etree import ElementTree as ET

import pytest
from osgeo import ogr

from slipline.core.errors import Cancelled, InputError, OutputError
from slipline.core.kmz import NAMESPACE, STYLES, Placemark, write_kmz

from .listening import Listening

RING = "POLYGON((10 45,10.01 45,10.01 45.01,10 45.01,10 45),(10.002 45.002,10.004 45.002,10.004 45.004,10.002 45.002))"
CLOCKWISE = "MULTIPOLYGON(((11 46,11 46.5,11.5 46.5,11.5 46,11 46)),((12 46,12.5 46,12.5 46.5,12 46)))"
FIELDS = [("area_m2", "area (m²)"), ("2. größe & <x>", "")]
K = f"{{{NAMESPACE}}}"


def wkb(text):
    return bytes(ogr.CreateGeometryFromWkt(text).ExportToWkb())


PLACES = [
    Placemark(wkb(RING), "Area 1 <&>", "fast", [12345.678, "a & <b>\x00"]),
    Placemark(wkb(CLOCKWISE), "Area 2", "unheard of", [None, 7]),
]


@pytest.fixture()
def document(tmp_path):
    path = tmp_path / "areas.kmz"
    write_kmz(str(path), "areas", FIELDS, PLACES)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["doc.kml"]
        assert archive.testzip() is None
        return ET.fromstring(archive.read("doc.kml"))


def coordinates(element):
    return [tuple(map(float, pair.split(","))) for pair in element.find(f".//{K}coordinates").text.split()]


def test_outlines_come_back_as_they_were(document, tmp_path):
    for place, element in zip(PLACES, document.iter(f"{K}Placemark")):
        original = ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkb(place.polygon))
        found = ogr.ForceToMultiPolygon(ogr.CreateGeometryFromGML(
            ET.tostring(_as_gml(element.find(f"{K}MultiGeometry")), encoding="unicode")
        ))
        assert found.SymmetricDifference(original).GetArea() < 1e-9
        assert found.GetGeometryCount() == original.GetGeometryCount()


def _as_gml(multi):
    """KML's rings as GML, which every OGR reads."""
    gml = ET.Element("gml:MultiPolygon", {"xmlns:gml": "http://www.opengis.net/gml"})
    for polygon in multi.iter(f"{K}Polygon"):
        target = ET.SubElement(ET.SubElement(gml, "gml:polygonMember"), "gml:Polygon")
        for boundary in polygon:
            if boundary.tag.endswith("BoundaryIs"):
                ring = ET.SubElement(ET.SubElement(target, f"gml:{boundary.tag[len(K):]}"), "gml:LinearRing")
                ET.SubElement(ring, "gml:coordinates").text = boundary.find(f".//{K}coordinates").text
    return gml


def test_outer_rings_run_anticlockwise_and_holes_clockwise_and_all_are_closed(document):
    rings = [
        (boundary.tag == f"{K}outerBoundaryIs", coordinates(boundary))
        for boundary in document.iter() if boundary.tag.endswith("BoundaryIs")
    ]
    assert [outer for outer, _ in rings] == [True, False, True, True]
    for outer, ring in rings:
        assert ring[0] == ring[-1]
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))
        assert (area > 0) == outer


def test_children_stand_in_the_order_of_the_schema(document):
    orders = {
        "Placemark": ["name", "styleUrl", "ExtendedData", "MultiGeometry"],
        "Style": ["LineStyle", "PolyStyle", "BalloonStyle"],
        "Data": ["displayName", "value"],
        "Polygon": ["tessellate", "outerBoundaryIs", "innerBoundaryIs"],
    }
    for name, order in orders.items():
        for element in document.iter(K + name):
            found = [child.tag[len(K):] for child in element]
            assert found == sorted(found, key=order.index)
            assert set(found) <= set(order)


def test_each_area_has_the_style_of_its_class_and_every_style_exists(document):
    styles = [style.get("id") for style in document.iter(f"{K}Style")]
    assert len(styles) == len(set(styles)) == len(STYLES)
    used = [place.find(f"{K}styleUrl").text for place in document.iter(f"{K}Placemark")]
    assert used == ["#area-fast", "#area-plain"]
    assert {url[1:] for url in used} <= set(styles)
    assert not {character for style in styles for character in style} & set(" \t")


def test_attributes_are_in_the_data_and_in_the_balloon(document):
    place = next(document.iter(f"{K}Placemark"))
    data = [(one.get("name"), *(child.text for child in one)) for one in place.iter(f"{K}Data")]
    assert data[0] == ("f0_area_m2", "area (m²)", "12,346")
    assert data[1][1:] == ("2. größe & <x>", "a & <b>")
    balloon = document.find(f".//{K}BalloonStyle/{K}text").text
    for name, *_ in data:
        assert f"$[{name}]" in balloon
        assert f"$[{name}/displayName]" in balloon
    assert place.find(f"{K}name").text == "Area 1 <&>"


def test_no_area_is_a_valid_file(tmp_path):
    path = tmp_path / "none.kmz"
    write_kmz(str(path), "none", FIELDS, [])
    with zipfile.ZipFile(path) as archive:
        assert list(ET.fromstring(archive.read("doc.kml")).iter(f"{K}Placemark")) == []


def test_metres_are_refused(tmp_path):
    metres = Placemark(wkb("POLYGON((500000 4600000,500010 4600000,500010 4600010,500000 4600000))"), "x", "", [1, 2])
    with pytest.raises(InputError, match="longitude"):
        write_kmz(str(tmp_path / "areas.kmz"), "areas", FIELDS, [metres])
    assert list(tmp_path.iterdir()) == []


def test_cancel_and_failure_leave_nothing(tmp_path):
    with pytest.raises(Cancelled):
        write_kmz(str(tmp_path / "areas.kmz"), "areas", FIELDS, PLACES, Listening(cancel_at=0.5))
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OutputError):
        write_kmz(str(tmp_path / "absent" / "areas.kmz"), "areas", FIELDS, PLACES)
