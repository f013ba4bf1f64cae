from __future__ import annotations

import zipfile
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.display.ground_picture import map_picture
from slipline.core.display.kml import NAMESPACE
from slipline.core.display.kmz import IN_ONE_FOLDER, STYLES, Inventory, Line, Placemark, Targets, thinned, write_kmz
from slipline.core.display.vertices import MOST_VERTICES, drawable

from ..kml_schema import schema_errors
from ..listening import Listening
from ..made_targets import Remembering
from ..page_reader import read_page
from ..rasters import NORTH, WEST, write_raster

RING = "POLYGON((10 45,10.01 45,10.01 45.01,10 45.01,10 45),(10.002 45.002,10.004 45.002,10.004 45.004,10.002 45.002))"
CLOCKWISE = "MULTIPOLYGON(((11 46,11 46.5,11.5 46.5,11.5 46,11 46)),((12 46,12.5 46,12.5 46.5,12 46)))"
FIELDS = [("area_m2", "area (m²)"), ("2. größe & <x>", "")]
K = f"{{{NAMESPACE}}}"


def wkb(text):
    return bytes(ogr.CreateGeometryFromWkt(text).ExportToWkb())


PLACES = [
    Placemark(wkb(RING), "Area 1 <&>", "fast", ["12,346", "a & <b>\x00\ud800"], "accepted"),
    Placemark(wkb(CLOCKWISE), "Area 2", "unheard of", ["", "7"]),
]
LINES = [
    Line(wkb("LINESTRING(10 45,10.01 45.01)"), "Area 1", "inner"),
    Line(wkb("MULTILINESTRING((10 45,10.1 45),(11 45,11.1 45 7))"), "Area 1, 2", "outer"),
]


def read(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.read("doc.kml"), {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture()
def everything(tmp_path):
    """All parts, over the ground of 10.0 to 10.1 degrees."""
    values = np.full((40, 60), np.nan)
    values[10:30, 10:50] = np.linspace(-30, 30, 40)
    hotspot, _ = write_raster(tmp_path / "hotspot.tif", values)
    x, y = np.random.default_rng(1).uniform((10, 45), (10.1, 45.1), (5000, 2)).T
    targets = Targets(x, y, np.linspace(-40, 40, 5000), most=300)
    path = tmp_path / "areas.kmz"
    write_kmz(str(path), Inventory("a & b", FIELDS, PLACES, LINES, hotspot, targets))
    return read(path)


@pytest.fixture()
def document(everything):
    return ET.fromstring(everything[0])


def coordinates(element):
    return [tuple(map(float, pair.split(","))) for pair in element.find(f".//{K}coordinates").text.split()]


def folders(document):
    return {folder.find(f"{K}name").text: folder for folder in document.find(f"{K}Document").findall(f"{K}Folder")}


def test_it_is_valid_against_the_schema_of_kml(everything):
    assert schema_errors(everything[0]) == []


def test_the_schema_finds_what_is_wrong(everything):
    wrong = (
        everything[0]
        .replace(b"<styleUrl>#area-fast</styleUrl>", b"")
        .replace(b"</Placemark>", b"<styleUrl>#x</styleUrl></Placemark>", 1)
    )
    assert schema_errors(wrong)


def areas(document):
    return [place for place in document.iter(f"{K}Placemark") if place.find(f".//{K}Polygon") is not None]


def test_outlines_come_back_as_they_were(document):
    found = areas(document)
    assert [place.find(f"{K}name").text for place in found] == ["Area 2", "Area 1 <&>"]  # those to look at first
    for place, element in zip(reversed(PLACES), found):
        original = ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkb(place.polygon))
        back = ogr.ForceToMultiPolygon(ogr.CreateGeometryFromGML(ET.tostring(_as_gml(element), encoding="unicode")))
        assert back.SymmetricDifference(original).GetArea() <= 5e-7 * sum(part.Boundary().Length() for part in original)
        assert back.GetGeometryCount() == original.GetGeometryCount()


def _as_gml(element):
    """KML's rings as GML, which every OGR reads."""
    gml = ET.Element("gml:MultiPolygon", {"xmlns:gml": "http://www.opengis.net/gml"})
    for polygon in element.iter(f"{K}Polygon"):
        target = ET.SubElement(ET.SubElement(gml, "gml:polygonMember"), "gml:Polygon")
        for boundary in polygon:
            if boundary.tag.endswith("BoundaryIs"):
                ring = ET.SubElement(ET.SubElement(target, f"gml:{boundary.tag[len(K) :]}"), "gml:LinearRing")
                ET.SubElement(ring, "gml:coordinates").text = boundary.find(f".//{K}coordinates").text
    return gml


def test_a_single_polygon_is_one_that_google_earth_can_edit(document):
    first = next(place for place in areas(document) if place.find(f"{K}name").text.startswith("Area 1"))
    assert first.find(f"{K}Polygon") is not None
    assert len(list(document.iter(f"{K}MultiGeometry"))) == 2  # the other area, and the outer line


def test_outer_rings_run_anticlockwise_and_holes_clockwise_and_all_are_closed(document):
    rings = [
        (one.tag == f"{K}outerBoundaryIs", coordinates(one))
        for one in document.iter()
        if one.tag.endswith("BoundaryIs")
    ]
    assert sorted(outer for outer, _ in rings) == [False, True, True, True]
    for outer, ring in rings:
        assert ring[0] == ring[-1]
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))
        assert (area > 0) == outer


def test_folders_follow_the_status_of_the_review_and_the_parts(document):
    assert list(folders(document)) == [
        "Areas, not reviewed (1)",
        "Areas, accepted (1)",
        "Inner lines: probability 90 %",
        "Outer lines: probability 10 %",
        "Hot spot map",
        next(name for name in folders(document) if name.startswith("Targets (")),
    ]


def test_each_thing_has_a_style_that_exists(document):
    styles = [style.get("id") for style in document.iter(f"{K}Style")]
    assert len(styles) == len(set(styles)) == len(STYLES) + 2 + 7
    used = [place.find(f"{K}styleUrl").text for place in document.iter(f"{K}Placemark")]
    assert {url[1:] for url in used} <= set(styles)
    assert [place.find(f"{K}styleUrl").text for place in areas(document)] == ["#area-plain", "#area-fast"]
    assert not {character for style in styles for character in style} & set(" \t")


def test_attributes_are_declared_once_and_listed_in_the_balloon(document):
    fields = [(one.get("name"), one.find(f"{K}displayName").text) for one in document.iter(f"{K}SimpleField")]
    assert fields == [("area_m2", "area (m²)"), ("field_1", "2. größe & <\u200bx>")]
    place = areas(document)[1]
    assert [(one.get("name"), one.text) for one in place.iter(f"{K}SimpleData")] == [
        ("area_m2", "12,346"),
        ("field_1", "a & <\u200bb>"),
    ]
    assert place.find(f".//{K}SchemaData").get("schemaUrl") == "#" + document.find(f".//{K}Schema").get("id")
    balloon = document.find(f".//{K}BalloonStyle/{K}text").text
    for name, _ in fields:
        assert f"$[attributes/{name}]" in balloon
        assert f"$[attributes/{name}/displayName]" in balloon
    assert place.find(f"{K}name").text == "Area 1 <&>"


def test_attributes_do_not_take_the_names_of_kml_itself(tmp_path):
    fields = [("visibility", "visibility of a motion"), ("Name", ""), ("v", ""), ("v", "")]
    path = tmp_path / "a.kmz"
    write_kmz(str(path), Inventory("a", fields, [Placemark(wkb(RING), "Area 1", "", ["good", "b", "1", "2"])]))
    document = ET.fromstring(read(path)[0])
    wanted = ["field_0", "field_1", "v", "field_3"]
    assert [one.get("name") for one in document.iter(f"{K}SimpleField")] == wanted
    assert [(one.get("name"), one.text) for one in document.iter(f"{K}SimpleData")] == list(
        zip(wanted, ["good", "b", "1", "2"])
    )


def test_the_hot_spot_map_lies_where_it_is_with_transparency(everything, document, tmp_path):
    overlay = document.find(f".//{K}GroundOverlay")
    assert overlay.find(f"{K}color").text == "ccffffff"
    box = {tag: float(overlay.find(f".//{K}{tag}").text) for tag in ("north", "south", "east", "west")}
    utm, degrees = osr.SpatialReference(), osr.SpatialReference()
    utm.ImportFromEPSG(32633)
    degrees.ImportFromEPSG(4326)
    for system in (utm, degrees):
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    corners = osr.CoordinateTransformation(utm, degrees).TransformPoints(
        [(WEST, NORTH), (WEST + 60 * 5, NORTH - 40 * 5)]
    )
    (west, north, _), (east, south, _) = corners
    assert (box["west"], box["north"], box["east"], box["south"]) == pytest.approx((west, north, east, south), abs=1e-4)
    gdal.FileFromMemBuffer("/vsimem/hotspot.png", everything[1]["hotspot.png"])
    pixels = gdal.Open("/vsimem/hotspot.png").ReadAsArray()
    rows, columns = pixels.shape[1:]
    assert pixels[3, 2, 2] == 0  # no target within reach
    assert pixels[3, rows // 2, columns // 2] < 60  # about zero
    left, right = pixels[:, rows // 2, round(columns * 11 / 60)], pixels[:, rows // 2, round(columns * 48.5 / 60)]
    assert left[0] > left[2] + 50  # away: red
    assert right[2] > right[0] + 50  # towards: blue
    assert left[3] > 200
    gdal.Unlink("/vsimem/hotspot.png")


def test_the_picture_takes_the_band_called_hotspot_and_stays_small(tmp_path):
    path = str(tmp_path / "stack.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 5000, 30, 2, gdal.GDT_Float32)
    dataset.SetGeoTransform((WEST, 5.0, 0, NORTH, 0, -5.0))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.GetRasterBand(1).Fill(7.0)
    dataset.GetRasterBand(2).Fill(-3.0)
    dataset.GetRasterBand(2).SetDescription("hotspot")
    dataset.GetRasterBand(2).SetUnitType("z/km2")
    dataset = None
    content, _, limit = map_picture(path)
    assert limit == "3 z/km²"
    gdal.FileFromMemBuffer("/vsimem/picture.png", content)
    assert max(gdal.Open("/vsimem/picture.png").ReadAsArray().shape[1:]) == 2048
    gdal.Unlink("/vsimem/picture.png")


class StopsAt(Listening):
    """Asks to stop when it is asked for the given time."""

    def __init__(self, question):
        super().__init__()
        self.questions, self.question = 0, question

    def is_cancelled(self):
        self.questions += 1
        return self.questions >= self.question


@pytest.mark.parametrize("raises", [False, True])
@pytest.mark.parametrize("question", [1, 2, 3, 4])
def test_a_cancel_while_the_map_is_warped_is_a_cancel(tmp_path, raises, question):
    path, _ = write_raster(tmp_path / "map.tif", np.ones((400, 400)))
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if raises else gdal.DontUseExceptions)()
    try:
        with pytest.raises(Cancelled):
            map_picture(path, StopsAt(question))
    finally:
        (gdal.UseExceptions if before else gdal.DontUseExceptions)()


def test_a_map_without_a_crs_is_one_sentence(tmp_path):
    path, _ = write_raster(tmp_path / "map.tif", np.ones((4, 4)), crs="")
    with pytest.raises(InputError, match=r"map\.tif has no CRS"):
        map_picture(path)


def test_targets_are_thinned_evenly_coloured_and_switched_off(everything, document):
    name, folder = next((name, folder) for name, folder in folders(document).items() if name.startswith("Targets"))
    points = list(folder.iter(f"{K}Point"))
    assert f"({len(points)} of 5,000)" in name
    assert 150 <= len(points) <= 300
    assert folder.find(f"{K}visibility").text == "0"
    counts = np.histogram2d(*np.array([coordinates(point)[0] for point in points]).T, bins=3)[0]
    assert counts.min() > 0.4 * counts.max()
    used = {
        place.find(f"{K}styleUrl").text: float(place.find(f"{K}name").text.split()[0])
        for place in folder.iter(f"{K}Placemark")
    }
    assert used["#target-0"] < used["#target-3"] < used["#target-6"]
    assert everything[1]["dot.png"][:4] == b"\x89PNG"


def test_thinning_keeps_all_where_they_are_few_and_ends_where_all_lie_together():
    assert thinned(np.arange(9.0), np.zeros(9), 10).tolist() == list(range(9))
    assert len(thinned(np.zeros(100), np.zeros(100), 10)) == 1


def test_many_areas_stay_in_one_folder_that_comes_back_whole_and_each_appears_when_one_comes_near(tmp_path):
    columns = 50
    squares = [
        Placemark(
            wkb(f"POLYGON(({x} {y},{x + 0.005} {y},{x + 0.005} {y + 0.005},{x} {y + 0.005},{x} {y}))"),
            f"Area {index}",
            "slow",
            ["1", "2"],
            said="landslide, slowing <b>",
        )
        for index, (x, y) in enumerate(
            (10 + 0.01 * (i % columns), 45 + 0.01 * (i // columns)) for i in range(columns * columns)
        )
    ]
    path = tmp_path / "many.kmz"
    write_kmz(str(path), Inventory("many", FIELDS, squares))
    content, _ = read(path)
    assert schema_errors(content) == []
    document = ET.fromstring(content)
    (folder,) = folders(document).values()
    places = folder.findall(f"{K}Placemark")
    assert len(places) == len(squares) > 5 * IN_ONE_FOLDER
    for place in places:
        assert_region(place, coordinates(place))
    assert {place.find(f"{K}Snippet").text for place in places} == {"landslide, slowing <\u200bb>"}
    (tmp_path / "doc.kml").write_bytes(content)
    assert ogr.Open(str(tmp_path / "doc.kml")).GetLayer(0).GetFeatureCount() == len(squares)
    assert len(list(document.iter(f"{K}Style"))) == len(STYLES) + 2


def assert_region(element, places):
    """The region of an element is the box of places."""
    box = {
        tag: float(element.find(f"{K}Region/{K}LatLonAltBox/{K}{tag}").text)
        for tag in ("north", "south", "east", "west")
    }
    x, y = np.array(places).T
    assert (x.min(), x.max(), y.min(), y.max()) == pytest.approx((box["west"], box["east"], box["south"], box["north"]))


def test_many_lines_are_divided_by_place_into_parts_that_appear_when_one_comes_near(tmp_path):
    columns = 50
    lines = [
        Line(wkb(f"LINESTRING({x} {y},{x + 0.005} {y + 0.005})"), "x", "inner")
        for x, y in ((10 + 0.01 * (i % columns), 45 + 0.01 * (i // columns)) for i in range(columns * columns))
    ]
    path = tmp_path / "many.kmz"
    write_kmz(str(path), Inventory("many", FIELDS, [], lines))
    content, _ = read(path)
    assert schema_errors(content) == []
    (folder,) = folders(ET.fromstring(content)).values()
    parts = folder.findall(f"{K}Folder")
    sizes = [len(part.findall(f"{K}Placemark")) for part in parts]
    assert sum(sizes) == len(lines)
    assert max(sizes) <= IN_ONE_FOLDER < 2.1 * min(sizes)
    for part in parts:
        places = [pair for place in part.findall(f"{K}Placemark") for pair in coordinates(place)]
        assert_region(part, places)
        assert np.ptp(np.array(places)[:, 0]) < 0.3


def test_no_area_is_a_valid_file(tmp_path):
    path = tmp_path / "none.kmz"
    write_kmz(str(path), Inventory("none", FIELDS, []))
    content, members = read(path)
    assert list(members) == ["doc.kml"]
    assert schema_errors(content) == []
    assert list(ET.fromstring(content).iter(f"{K}Placemark")) == []


def test_metres_are_refused(tmp_path):
    metres = Placemark(
        wkb("POLYGON((500000 4600000,500010 4600000,500010 4600010,500000 4600000))"), "x", "", ["1", "2"]
    )
    with pytest.raises(InputError, match="longitude"):
        write_kmz(str(tmp_path / "areas.kmz"), Inventory("areas", FIELDS, [metres]))
    assert list(tmp_path.iterdir()) == []


def test_cancel_and_failure_leave_nothing(tmp_path):
    for share in (0.3, 0.7):
        with pytest.raises(Cancelled):
            write_kmz(
                str(tmp_path / "areas.kmz"), Inventory("areas", FIELDS, PLACES, LINES), Listening(cancel_at=share)
            )
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OutputError):
        write_kmz(str(tmp_path / "absent" / "areas.kmz"), Inventory("areas", FIELDS, PLACES))


def test_an_outline_of_very_many_vertices_is_simplified_and_said(tmp_path):
    """Google Earth draws nothing of a ring with more than about 31,000 vertices."""
    turn = np.linspace(0.0, 2 * np.pi, 40001)
    points = ",".join(f"{110.0 + 0.002 * np.cos(t):.9f} {37.0 + 0.002 * np.sin(t):.9f}" for t in turn[:-1])
    circle = ogr.CreateGeometryFromWkt(f"POLYGON(({points},110.002000000 37.000000000))")
    log = Remembering()
    write_kmz(
        str(tmp_path / "a.kmz"), Inventory("a", [], [Placemark(bytes(circle.ExportToWkb()), "Area 7", "", [])]), log
    )
    assert "Area 7: its outline has more than 30,000 vertices" in log.warnings[0]
    simple, changed = drawable(bytes(circle.ExportToWkb()))
    assert changed
    ring = ogr.CreateGeometryFromWkb(simple)
    assert ring.GetGeometryRef(0).GetPointCount() <= MOST_VERTICES
    assert ring.GetArea() == pytest.approx(np.pi * 0.002**2, rel=1e-3)
    assert drawable(simple) == (simple, False)


def test_names_and_values_called_like_a_script_are_text_in_the_file_and_in_a_balloon(tmp_path):
    nasty = "<script>alert(1)</script><!--"
    place = Placemark(wkb(RING), nasty, "fast", [nasty], nasty)
    path = tmp_path / "areas.kmz"
    write_kmz(str(path), Inventory(nasty, [("note", nasty)], [place], [Line(LINES[0].line, nasty, "inner")]))
    document = ET.fromstring(read(path)[0])  # well-formed: every text is escaped
    tags = {element.tag for element in document.iter()}
    assert f"{K}script" not in tags
    assert document.find(f"{K}Document/{K}name").text == nasty  # Google Earth shows this one as plain text
    balloon = document.find(f".//{K}BalloonStyle/{K}text").text
    mark = document.find(f".//{K}Placemark[{K}ExtendedData]")
    values = {
        "$[name]": mark.find(f"{K}name").text,
        "$[attributes/note/displayName]": document.find(f".//{K}displayName").text,
        "$[attributes/note]": mark.find(f".//{K}SimpleData").text,
    }
    for entity, value in values.items():
        assert entity in balloon
        balloon = balloon.replace(entity, value)
    elements, _, text = read_page(balloon)
    assert elements == {"h3", "table", "tr", "td", "b"}
    assert text.replace("\u200b", "") == 3 * nasty
