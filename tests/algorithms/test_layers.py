from __future__ import annotations

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.base.errors import Cancelled, InputError
from slipline.core.base.progress import Silent
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.vector import Column, write_points

from ..core.listening import Listening
from ..core.rasters import CRS, NORTH, WEST, box


@pytest.fixture(autouse=True)
def _running_qgis(provider):
    """Layers need a running QGIS."""


def layer_of(kind, crs, fields, rows):
    """A layer in memory from (WKT, attributes...) rows."""
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    definition = "&".join([f"crs={crs}" if crs else "crs=", *(f"field={field}" for field in fields)])
    layer = QgsVectorLayer(f"{kind}?{definition}", "layer", "memory")
    assert layer.isValid()
    features = []
    for wkt, *attributes in rows:
        feature = QgsFeature(layer.fields())
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes(attributes)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def context():
    from qgis.core import QgsProcessingContext

    return QgsProcessingContext()


def test_points_are_read_with_nulls_texts_and_parts():
    from slipline.algorithms.layers import read_points

    layer = layer_of(
        "MultiPoint",
        "EPSG:32633",
        ["name:string", "velocity:double", "text:string"],
        [("MULTIPOINT((1 2),(3 4))", "a", 1.5, "7,5"), ("MULTIPOINT((5 6))", "b", None, "none"), ("", "c", 9.0, "1")],
    )
    table = read_points(layer, ["text", "velocity"], Silent())
    assert (table.x.tolist(), table.y.tolist()) == ([1.0, 3.0, 5.0], [2.0, 4.0, 6.0])
    np.testing.assert_array_equal(table.values["velocity"], [1.5, 1.5, np.nan])
    np.testing.assert_array_equal(table.values["text"], [7.5, 7.5, np.nan])
    assert "32633" in table.crs


@pytest.mark.parametrize(("kind", "value", "word"), [("bool", True, "True"), ("date", "2020-01-31", "2020-01-31")])
def test_what_is_no_number_is_a_word(kind, value, word):
    from slipline.algorithms.layers import read_points

    rows = [(f"POINT({i} 5)", value) for i in range(3)]
    words = read_points(layer_of("Point", "EPSG:32633", [f"velocity:{kind}"], rows), ["velocity"], Silent()).words
    assert (words["velocity"].count, words["velocity"].example) == (3, word)


def test_points_without_crs_field_or_feature_are_refused():
    from slipline.algorithms.layers import read_points

    empty = layer_of("Point", "EPSG:32633", ["speed:double", "when:string"], [])
    with pytest.raises(InputError, match="layer of targets has no point"):
        read_points(empty, ["speed"], Silent())
    with pytest.raises(InputError, match="has no field velocity; it has speed, when"):
        read_points(empty, ["velocity", "speed"], Silent())
    with pytest.raises(InputError, match="layer of targets has no CRS"):
        read_points(layer_of("Point", "", ["speed:double"], [("POINT(1 2)", 1.0)]), ["speed"], Silent())


def test_polygons_arrive_in_the_grids_crs_with_their_attributes():
    from slipline.algorithms.layers import read_polygons

    ground = ogr.CreateGeometryFromWkb(box(0, -100, 100, 0))
    layer = layer_of("Polygon", "EPSG:32633", ["id:integer"], [(ground.ExportToWkt(), 5), ("", 6)])
    polygons, values = read_polygons(layer, CRS, context(), Silent(), "areas", ("id",))
    assert values == {"id": [5]}
    assert ogr.CreateGeometryFromWkb(polygons[0]).GetEnvelope() == pytest.approx((WEST, WEST + 100, NORTH - 100, NORTH))
    # 500000, 4600000 in zone 33 is 15 degrees east: the same square in degrees comes back to the metre
    there, _ = read_polygons(layer, spatial_reference("EPSG:4326").ExportToWkt(), context(), Silent(), "areas")
    degrees = ogr.CreateGeometryFromWkb(there[0])
    assert degrees.GetEnvelope()[0] == pytest.approx(15.0, abs=1e-6)
    back, _ = read_polygons(
        layer_of("Polygon", "EPSG:4326", [], [(degrees.ExportToWkt(),)]), CRS, context(), Silent(), "areas"
    )
    assert ogr.CreateGeometryFromWkb(back[0]).GetEnvelope() == pytest.approx(
        (WEST, WEST + 100, NORTH - 100, NORTH), abs=1.0
    )


def test_a_bow_tie_is_repaired_and_said():
    from slipline.algorithms.layers import read_polygons

    progress = Listening()
    layer = layer_of(
        "Polygon",
        "EPSG:32633",
        [],
        [("POLYGON((500000 4600000,500010 4600010,500010 4600000,500000 4600010,500000 4600000))",)],
    )
    polygons, _ = read_polygons(layer, CRS, context(), progress, "areas")
    assert ogr.CreateGeometryFromWkb(polygons[0]).GetArea() == pytest.approx(50.0)
    assert progress.warnings == ["1 invalid polygons of the layer of areas were repaired."]


def test_areas_that_are_drawn_twice_are_told():
    from slipline.algorithms.layers import read_polygons

    progress = Listening()
    square = ("POLYGON((500000 4600000,500010 4600000,500010 4600010,500000 4600010,500000 4600000))",)
    other = (square[0].replace("500010", "500020"),)
    polygons, _ = read_polygons(
        layer_of("Polygon", "EPSG:32633", [], [square, other, square]), CRS, context(), progress, "areas"
    )
    assert len(polygons) == 3
    (said,) = progress.warnings
    assert said.startswith("1 polygons of the layer of areas are drawn twice")


def test_open_rings_are_closed_and_polygons_without_area_are_left_out_with_a_word():
    """The real outlines of a landslide came like this; QGIS' own repair returns nothing for an open ring."""
    from qgis.core import QgsGeometry, QgsLineString, QgsPointXY, QgsPolygon

    from slipline.algorithms.layers import read_polygons

    polygon = QgsPolygon()
    ring = [QgsPointXY(WEST + x, NORTH + y) for x, y in ((0, 0), (10, 0), (10, 10), (0, 10))]
    polygon.setExteriorRing(QgsLineString(ring))
    flat = f"POLYGON(({WEST} {NORTH},{WEST + 5} {NORTH},{WEST + 10} {NORTH},{WEST} {NORTH}))"
    layer = layer_of("Polygon", "EPSG:32633", [], [(flat,), (flat,)])
    numbers = [feature.id() for feature in layer.getFeatures()]
    layer.dataProvider().changeGeometryValues({numbers[1]: QgsGeometry(polygon)})
    progress = Listening()
    polygons, _ = read_polygons(layer, CRS, context(), progress, "areas")
    assert [ogr.CreateGeometryFromWkb(each).GetArea() for each in polygons] == [pytest.approx(100.0)]
    assert progress.warnings[0] == "1 polygons of the layer of areas have no area and were left out."


def test_polygons_that_cannot_be_where_their_crs_says_are_one_sentence():
    from slipline.algorithms.layers import read_polygons

    layer = layer_of(
        "Polygon", "EPSG:4326", [], [("POLYGON((500000 4600000,500100 4600000,500100 4600100,500000 4600000))",)]
    )
    with pytest.raises(
        InputError, match=r"x 500000 - 500100 and y 4600000 - 4600100, which are not degrees, but its CRS is WGS 84"
    ):
        read_polygons(layer, CRS, context(), Silent(), "areas")


def test_points_and_layers_without_crs_are_no_areas():
    from slipline.algorithms.layers import read_polygons

    with pytest.raises(InputError, match="layer of within does not hold polygons"):
        read_polygons(layer_of("Point", "EPSG:32633", [], []), CRS, context(), Silent(), "within")
    with pytest.raises(InputError, match="layer of areas has no CRS"):
        read_polygons(layer_of("Polygon", "", [], []), CRS, context(), Silent(), "areas")
    assert read_polygons(layer_of("Polygon", "EPSG:32633", [], []), CRS, context(), Silent(), "areas") == ([], {})


def test_reading_can_be_cancelled():
    from slipline.algorithms.layers import read_points, read_polygons

    with pytest.raises(Cancelled):
        read_points(
            layer_of("Point", "EPSG:32633", ["v:double"], [("POINT(1 2)", 1.0)]), ["v"], Listening(cancel_at=0.0)
        )
    with pytest.raises(Cancelled):
        read_polygons(
            layer_of("Polygon", "EPSG:32633", [], [("POLYGON((0 0,1 0,1 1,0 0))",)]),
            CRS,
            context(),
            Listening(cancel_at=0.0),
            "areas",
        )


def test_targets_come_with_what_the_layer_has_and_without_those_that_have_no_velocity():
    from slipline.algorithms.layers import read_target_table

    layer = layer_of(
        "Point",
        "EPSG:4326",
        ["velocity:double", "gi_z:double"],
        [("POINT(15 41.5)", -3.0, 2.0), ("POINT(15.1 41.5)", None, 1.0)],
    )
    table = read_target_table(layer, CRS, Silent())
    assert table.x == pytest.approx([500000.0], abs=1e-3)
    assert (table.velocity.tolist(), table.gi_z.tolist()) == ([-3.0], [2.0])
    assert np.isnan(table.coherence).all()
    with pytest.raises(InputError, match="None of the 1 targets has a velocity"):
        read_target_table(
            layer_of("Point", "EPSG:4326", ["velocity:double"], [("POINT(15 41.5)", None)]), CRS, Silent()
        )


def test_a_damaged_file_never_costs_features_in_silence(tmp_path):
    """QGIS ends at the damage and says nothing."""
    from qgis.core import QgsVectorLayer

    from slipline.algorithms.layers import read_points

    path = tmp_path / "points.gpkg"
    east, north = np.random.default_rng(1).uniform(0, 900, (2, 300))
    write_points(str(path), "points", "EPSG:32633", WEST + east, NORTH - north, [Column("velocity", east)])
    raw, page, outcomes = path.read_bytes(), 4096, set()
    for start in range(page, len(raw), page):
        path.write_bytes(raw[:start] + bytes(page) + raw[start + page :])
        layer = QgsVectorLayer(str(path), "points", "ogr")
        if layer.isValid() and layer.featureCount() > 0:
            try:
                outcomes.add(len(read_points(layer, ["velocity"], Silent()).x))
            except InputError as error:
                outcomes.add(str(error))
        del layer
    assert {outcome for outcome in outcomes if isinstance(outcome, int)} == {300}
    assert any("says that it has 300 features, but only" in str(outcome) for outcome in outcomes)


def test_invalid_polygons_are_repaired_whatever_the_dialog_does_with_them():
    """QGIS' option stops at them or leaves them out before a tool sees them."""
    from qgis.core import QgsFeatureRequest, QgsProcessingUtils, QgsProject

    from slipline.algorithms.layers import read_polygons

    bow = layer_of(
        "Polygon", "EPSG:32633", [], [("POLYGON((500000 4196000,500040 4196040,500040 4196000,500000 4196040))",)]
    )
    QgsProject.instance().addMapLayer(bow)
    try:
        for choice in ("GeometryAbortOnInvalid", "GeometrySkipInvalid"):
            asked = context()
            asked.setProject(QgsProject.instance())
            asked.setInvalidGeometryCheck(getattr(QgsFeatureRequest.InvalidGeometryCheck, choice))
            source = QgsProcessingUtils.variantToSource(bow.id(), asked)
            assert len(read_polygons(source, CRS, asked, Silent(), "areas")[0]) == 1
    finally:
        QgsProject.instance().removeMapLayer(bow.id())
