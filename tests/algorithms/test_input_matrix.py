"""Every tool's inputs: layers of the wrong kind, names that nobody knows; filters, edits and selections as in QGIS."""

from __future__ import annotations

import os
import socket

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.errors import InputError
from slipline.core.gis.vector import Column, Shapes, write_layer, write_points

from ..core.made_targets import UTM, Remembering
from ..core.targets.test_layer_matrix import delete_rows

COUNT = 80
RANDOM = np.random.default_rng(3)
X, Y = 500000 + RANDOM.uniform(0, 1000, COUNT), 4200000 + RANDOM.uniform(0, 1000, COUNT)
VELOCITY = RANDOM.normal(0, 3, COUNT)
KINDS = {"points": ogr.wkbPoint, "lines": ogr.wkbLineString, "polygons": ogr.wkbPolygon}


@pytest.fixture(scope="module")
def layers(tmp_path_factory):
    """A file of points, one of lines, one of polygons, one without geometry."""
    folder = tmp_path_factory.mktemp("kinds")
    columns = [Column("velocity", VELOCITY)]
    write_points(str(folder / "points.gpkg"), "points", UTM, X, Y, columns)

    def shape(index, kind):
        line = ",".join(f"{X[index] + dx} {Y[index] + dy}" for dx, dy in ((0, 0), (9, 0), (9, 9), (0, 0)))
        return ogr.CreateGeometryFromWkt(f"LINESTRING({line})" if kind == "lines" else f"POLYGON(({line}))")

    for name in ("lines", "polygons"):
        path = str(folder / f"{name}.gpkg")
        write_layer(path, name, UTM, Shapes(KINDS[name], COUNT, lambda i, name=name: shape(i, name)), columns)
    (folder / "table.csv").write_text("name,velocity\na,1\n")
    return folder


def vector_inputs():
    """(tool, parameter) of every parameter that takes a layer of vectors."""
    from qgis.core import (
        QgsApplication,
        QgsProcessingParameterFeatureSource,
        QgsProcessingParameterMultipleLayers,
        QgsProcessingParameterVectorLayer,
    )

    from slipline.algorithms.parameter_files import is_raster_list

    kinds = (
        QgsProcessingParameterFeatureSource,
        QgsProcessingParameterVectorLayer,
        QgsProcessingParameterMultipleLayers,
    )
    for tool in QgsApplication.processingRegistry().providerById("slipline").algorithms():
        for definition in tool.parameterDefinitions():
            if isinstance(definition, kinds) and not is_raster_list(definition):
                yield tool, definition


def wanted(definition):
    """Names of KINDS that a parameter takes."""
    from qgis.core import QgsProcessing, QgsProcessingParameterMultipleLayers

    types = QgsProcessing.SourceType
    names = {types.TypeVectorPoint: "points", types.TypeVectorLine: "lines", types.TypeVectorPolygon: "polygons"}
    several = isinstance(definition, QgsProcessingParameterMultipleLayers)
    taken = [definition.layerType()] if several else definition.dataTypes()
    if types.TypeVectorAnyGeometry in taken:
        return set(names.values())
    return {names[kind] for kind in taken if kind in names}


def refusal(tool, parameters):
    """The sentence of the check that every tool makes before the work, and again when it runs; empty: it passes."""
    from qgis.core import QgsProcessingContext, QgsProject

    from slipline.algorithms.input_checks import require_inputs

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    try:
        require_inputs(tool, parameters, context)
    except InputError as error:
        return str(error)
    return ""


def test_every_layer_states_its_kind_and_no_other_is_taken(provider, layers):
    seen = 0
    for tool, definition in vector_inputs():
        right = wanted(definition)
        if definition.name() == "MORE_INPUTS":  # files of any kind, like INPUT
            continue
        anything = definition.name() in ("EXPOSED", "MINES", "WATER", "BUILDINGS", "ROADS")  # as their maps have them
        assert len(right) == (3 if anything else 1), f"{tool.id()} {definition.name()} takes {right}"
        for kind in KINDS:
            path = str(layers / f"{kind}.gpkg")
            sentence = refusal(tool, {definition.name(): path})
            assert (sentence == "") == (kind in right), f"{tool.id()} {definition.name()} with {kind}: {sentence}"
            seen += 1
        table = refusal(tool, {definition.name(): str(layers / "table.csv")})
        assert "holds no geometry" in table, f"{tool.id()} {definition.name()}"
    assert seen >= 3 * 15


def test_a_file_of_several_layers_is_asked_which(provider, layers, tmp_path):
    """QGIS takes the first one by itself."""
    path, columns = str(tmp_path / "several.gpkg"), [Column("velocity", VELOCITY)]
    write_points(path, "first", UTM, X, Y, columns)
    gdal.VectorTranslate(path, str(layers / "points.gpkg"), layerName="second", accessMode="append")
    gdal.VectorTranslate(path, str(layers / "polygons.gpkg"), layerName="areas", accessMode="append")
    seen = 0
    for tool, definition in vector_inputs():
        if definition.name() == "MORE_INPUTS" or wanted(definition) != {"points"}:
            continue
        sentence = refusal(tool, {definition.name(): path})
        assert "holds several layers: first, second. Say which" in sentence, f"{tool.id()} {definition.name()}"
        assert refusal(tool, {definition.name(): path + "|layername=second"}) == ""
        seen += 1
    assert seen > 4


def test_deleted_rows_of_a_shapefile_are_no_damage(provider, tmp_path):
    from qgis.core import QgsProcessingContext

    from slipline.algorithms.layers import read_points, required_source

    path = str(tmp_path / "p.shp")
    write_points(path, "p", UTM, X, Y, [Column("velocity", VELOCITY)])
    delete_rows(tmp_path / "p.dbf", (5,))
    context = QgsProcessingContext()
    found = required_source(provider.algorithm("hotspot"), {"TARGETS": path}, "TARGETS", context)
    assert found.featureCount() == COUNT
    assert len(read_points(found, ["velocity"], Remembering()).x) == COUNT - 1


def test_the_check_comes_before_the_work_and_again_in_it(provider, layers):
    """Models and scripts run tools without the first."""
    from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

    given = {"TARGETS": str(layers / "polygons.gpkg"), "OUTPUT_TARGETS": "TEMPORARY_OUTPUT"}
    tool = provider.algorithm("hotspot")
    assert "holds polygons, not points" in tool.checkParameterValues(given, QgsProcessingContext())[1]
    with pytest.raises(QgsProcessingException, match="holds polygons, not points"):
        tool.create().run(given, QgsProcessingContext(), QgsProcessingFeedback(False), {}, False)


def test_a_layer_that_was_cut_is_refused_by_every_tool(provider, layers, tmp_path):
    raw = (layers / "polygons.gpkg").read_bytes()
    (tmp_path / "cut.gpkg").write_bytes(raw[: len(raw) - 4096])
    for tool, definition in vector_inputs():
        if wanted(definition) == {"polygons"}:
            assert "cut short" in refusal(tool, {definition.name(): str(tmp_path / "cut.gpkg")}), tool.id()


def test_pipes_are_refused_by_every_tool_and_not_waited_for(provider, tmp_path):
    from slipline.algorithms.parameter_files import SOURCES

    pipe = str(tmp_path / "pipe.tif")
    os.mkfifo(pipe)
    tools = provider.algorithms()
    asked = [(tool, one) for tool in tools for one in tool.parameterDefinitions() if isinstance(one, SOURCES)]
    assert len(asked) > 30
    for tool, definition in asked:
        assert "not a file" in refusal(tool, {definition.name(): pipe}), f"{tool.id()} {definition.name()}"


VIEW = """<VRTDataset rasterXSize="9" rasterYSize="9"><GeoTransform>5e5,9,0,42e5,0,-9</GeoTransform>
<SRS>EPSG:32613</SRS><VRTRasterBand dataType="Float32" band="1"><SimpleSource>
<SourceFilename relativeToVRT="0">/vsicurl/{address}/x.tif
</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"""
POINTS_ELSEWHERE = """<OGRVRTDataSource><OGRVRTLayer name="x">
<SrcDataSource>/vsicurl/{address}/x.geojson</SrcDataSource>
</OGRVRTLayer></OGRVRTDataSource>"""
LINKED = (
    """{{"type":"FeatureCollection","crs":{{"type":"link","properties":{{"href":"{address}/crs"}}}},"features":[]}}"""
)
WEB_MAP = "<GDAL_WMS><Service name='TMS'><ServerUrl>{address}/${{z}}</ServerUrl></Service></GDAL_WMS>"
ASKING = {"r.vrt": VIEW, "o.vrt": POINTS_ELSEWHERE, "p.geojson": LINKED, "w.xml": WEB_MAP}


@pytest.mark.parametrize("name", ASKING)
def test_no_tool_asks_the_network_for_what_a_file_refers_to(provider, tmp_path, name):
    """Neither a reader nor QGIS, which opens what a parameter names."""
    from slipline.algorithms.parameter_files import SOURCES

    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        (tmp_path / name).write_text(ASKING[name].format(address=address))
        for tool in provider.algorithms():
            for definition in tool.parameterDefinitions():
                if isinstance(definition, SOURCES) and definition.name() not in ("MODEL", "START_FROM"):
                    sentence = refusal(tool, {definition.name(): str(tmp_path / name)})
                    assert "asks the network" in sentence, f"{tool.id()} {definition.name()}"
        server.settimeout(0.2)
        with pytest.raises(socket.timeout):
            server.accept()


def test_a_damaged_file_of_a_library_that_may_crash_is_opened_apart_first(provider, tmp_path):
    path = tmp_path / "heights.h5"
    path.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(range(256)) * 9)
    sentence = refusal(provider.algorithm("featurestack"), {"DEM": str(path)})
    assert "heights.h5 cannot be read" in sentence


@pytest.mark.parametrize(
    ("tool", "parameters", "sentence"),
    [
        ("importtargets", {"TARGET_CRS": "nonsense"}, "'nonsense' is not a coordinate reference system"),
        ("importtargets", {"SOURCE_CRS": "EPSG:999999"}, "'EPSG:999999' is not a coordinate reference system"),
        ("hotspot", {"TARGETS": "points", "FIELD": "speed"}, "no field speed; it has fid, velocity"),
        ("hotspot", {"DISTANCE": float("nan")}, "'nan' is not a number"),
        ("hotspot", {"DISTANCE": float("inf")}, "'inf' is not a number"),
        ("tiletrain", {"AREAS": "polygons", "CONFIDENCE_FIELD": "nope"}, "no field nope; it has fid, velocity"),
    ],
)
def test_names_and_numbers_are_checked_before_the_work(provider, layers, tool, parameters, sentence):
    filled = {key: str(layers / f"{value}.gpkg") if value in KINDS else value for key, value in parameters.items()}
    assert sentence in refusal(provider.algorithm(tool), filled)


@pytest.fixture()
def layer(provider, tmp_path):
    """The points as a layer of the project."""
    from qgis.core import QgsProject, QgsVectorLayer

    path = str(tmp_path / "points.gpkg")
    write_points(path, "points", UTM, X, Y, [Column("velocity", VELOCITY)])
    made = QgsVectorLayer(path + "|layername=points", "points", "ogr")
    QgsProject.instance().addMapLayer(made)
    yield made
    made.rollBack()
    QgsProject.instance().removeMapLayer(made.id())


def velocities(path):
    """Of a written layer, sorted."""
    source = ogr.Open(path)
    return sorted(feature["velocity"] for feature in source.GetLayer(0))


def filtered(layer):
    layer.setSubsetString('"velocity" < 0')
    return VELOCITY[VELOCITY < 0], [layer, layer.id(), layer.source()]


def edited(layer):
    layer.startEditing()
    layer.deleteFeatures([feature.id() for feature in layer.getFeatures()][-10:])
    return VELOCITY[:-10], [layer, layer.id(), layer.source()]


def selected(layer):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    layer.selectByExpression('"velocity" > 1')
    return VELOCITY[VELOCITY > 1], [QgsProcessingFeatureSourceDefinition(layer.id(), True)]


def whole(layer):
    return VELOCITY, [layer, layer.id(), layer.source(), layer.source().partition("|")[0]]


@pytest.mark.parametrize("chosen", [whole, filtered, edited, selected])
@pytest.mark.parametrize("tool", ["importtargets", "hotspot"])
def test_what_the_user_has_chosen_is_what_is_read(tool_run, layer, tmp_path, tool, chosen):
    expected, ways = chosen(layer)
    for way in ways:
        output = str(tmp_path / "out.gpkg")
        given = (
            {"INPUT": way, "UNIT": "mm/yr", "OUTPUT": output}
            if tool == "importtargets"
            else {"TARGETS": way, "DISTANCE": 100, "REFERENCE": "nothing", "OUTPUT_TARGETS": output}
        )
        run = tool_run(tool, given)
        assert run.ok, run.error
        np.testing.assert_allclose(velocities(output), sorted(expected))


@pytest.mark.parametrize("chosen", [whole, filtered, edited])
def test_further_inputs_are_read_as_qgis_has_them(tool_run, layer, tmp_path, chosen):
    write_points(str(tmp_path / "first.gpkg"), "first", UTM, X + 5, Y, [Column("velocity", VELOCITY + 100)])
    expected, ways = chosen(layer)
    for way in ways:
        given = {"INPUT": str(tmp_path / "first.gpkg"), "MORE_INPUTS": [way], "UNIT": "mm/yr"}
        run = tool_run("importtargets", {**given, "OUTPUT": str(tmp_path / "out.gpkg")})
        assert run.ok, run.error
        np.testing.assert_allclose(velocities(str(tmp_path / "out.gpkg")), sorted([*expected, *(VELOCITY + 100)]))


MEANT = {  # what the layer's columns hold -> the velocities that take part
    "marker": ({"velocity": np.where(VELOCITY < -2, -9999.0, VELOCITY)}, VELOCITY[VELOCITY >= -2]),
    "end of 32 bits": ({"velocity": np.where(VELOCITY < -2, -(2.0**31), VELOCITY)}, VELOCITY[VELOCITY >= -2]),
    "name in capitals": ({"VELOCITY": VELOCITY, "COHERENCE": np.full(COUNT, 0.9)}, VELOCITY),
}


@pytest.mark.parametrize("case", MEANT.values(), ids=MEANT)
def test_a_layer_that_was_not_imported_is_read_with_the_same_care(provider, tmp_path, case):
    columns, right = case
    path = str(tmp_path / "p.gpkg")
    write_points(path, "p", UTM, X, Y, [Column(name, values) for name, values in columns.items()])
    targets, log = targets_of(provider, path)
    known = np.isfinite(targets.velocity)
    np.testing.assert_allclose(np.sort(targets.velocity[known]), np.sort(right))
    assert ("which stands for no value" in log.text) == (len(right) < COUNT)
    assert np.isfinite(targets.coherence).all() == ("COHERENCE" in columns)


def targets_of(provider, path):
    """Targets as Hot Spot and the feature stack read them."""
    from qgis.core import QgsProcessingContext, QgsProject

    from slipline.algorithms.target_input import read_targets

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    log = Remembering()
    tool = provider.algorithm("hotspot").create()
    return read_targets(tool, {"TARGETS": path}, "TARGETS", context, "velocity", log), log


PLACES = {  # x, y -> what is said
    "degrees": (15.0 + X / 1e7, 41.0 + Y / 1e8, "which are degrees"),
    "kilometres": (X / 1e3, Y / 1e3, "which look like kilometres"),
    "another zone's grid": (X + 4e6, Y - 1e6, "far from the ground"),
    "nowhere": (X * np.nan, Y * np.nan, "None of the 80 points of p has a place|has no point"),
}


@pytest.mark.parametrize("case", PLACES.values(), ids=PLACES)
def test_a_layer_whose_places_cannot_be_is_refused(provider, tmp_path, case):
    x, y, words = case
    path = str(tmp_path / "p.gpkg")
    write_points(path, "p", UTM, x, y, [Column("velocity", VELOCITY)])
    with pytest.raises(InputError, match=words):
        targets_of(provider, path)


def test_points_without_a_place_are_left_out_and_said(provider, tmp_path):
    path = str(tmp_path / "p.gpkg")
    x, y = np.where(np.arange(COUNT) < 5, 0.0, X), np.where(np.arange(COUNT) < 5, 0.0, Y)
    write_points(path, "p", UTM, x, y, [Column("velocity", VELOCITY)])
    targets, log = targets_of(provider, path)
    np.testing.assert_allclose(targets.velocity, VELOCITY[5:])
    assert "5 of 80 points have no place" in log.warnings[0]


@pytest.mark.parametrize("chosen", [whole, filtered, edited, selected])
def test_a_table_without_geometry_is_read_as_qgis_shows_it(tool_run, tmp_path, chosen):
    from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer

    rows = "".join(f"{x},{y},{v}\n" for x, y, v in zip(X, Y, VELOCITY))
    (tmp_path / "t.csv").write_text("x,y,velocity\n" + rows)
    made = QgsVectorLayer(f"file://{tmp_path}/t.csv?delimiter=,&detectTypes=yes&geomType=none", "t", "delimitedtext")
    if chosen is edited:  # a text table cannot be edited
        made = QgsVectorLayer("NoGeometry?field=x:double&field=y:double&field=velocity:double", "t", "memory")
        copied = QgsVectorLayer(
            f"file://{tmp_path}/t.csv?delimiter=,&detectTypes=yes&geomType=none", "c", "delimitedtext"
        )
        made.dataProvider().addFeatures(list(copied.getFeatures()))
    QgsProject.instance().addMapLayer(made)
    try:
        expected, ways = chosen(made)
        for way in [way for way in ways if isinstance(way, QgsProcessingFeatureSourceDefinition)] or [made, made.id()]:
            output = str(tmp_path / "out.gpkg")
            run = tool_run(
                "importtargets", {"INPUT": way, "SOURCE_CRS": "EPSG:32633", "UNIT": "mm/yr", "OUTPUT": output}
            )
            assert run.ok, run.error
            np.testing.assert_allclose(velocities(output), sorted(expected))
    finally:
        made.rollBack()
        QgsProject.instance().removeMapLayer(made.id())


@pytest.mark.parametrize(
    ("values", "sure"),
    [
        ([0.4, 0.5, 1], [False, True, True]),
        (["0,4", "0,9", "1,0"], [False, True, True]),
        ([0.4, None, 0.9], [False, True, True]),
    ],
)
def test_confidences_are_numbers_however_they_are_written(provider, values, sure):
    from qgis.core import NULL

    from slipline.algorithms.parameters.confidence import are_sure

    log = Remembering()
    assert are_sure([NULL if value is None else value for value in values], 0.5, "conf", log) == sure
    assert ("1 of 3 areas have no confidence" in log.text) == (None in values)


def test_confidences_in_words_are_refused(provider):
    from slipline.algorithms.parameters.confidence import are_sure

    with pytest.raises(InputError, match="2 of 3 areas have words in the field of confidence conf, for example 'high'"):
        are_sure(["high", "low", 0.5], 0.5, "conf", Remembering())
