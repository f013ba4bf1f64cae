"""Every tool's inputs: layers of the wrong kind, names that nobody knows; filters, edits and selections as in QGIS."""

from __future__ import annotations

import os

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.base.errors import InputError
from slipline.core.gis.vector import Column, Shapes, write_layer, write_points

from ..core.made_targets import UTM, Remembering

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

    kinds = (
        QgsProcessingParameterFeatureSource,
        QgsProcessingParameterVectorLayer,
        QgsProcessingParameterMultipleLayers,
    )
    for tool in QgsApplication.processingRegistry().providerById("slipline").algorithms():
        for definition in tool.parameterDefinitions():
            if isinstance(definition, kinds):
                yield tool, definition


def wanted(definition):
    """Names of KINDS that a parameter takes."""
    from qgis.core import QgsProcessing, QgsProcessingParameterMultipleLayers

    types = QgsProcessing.SourceType
    names = {types.TypeVectorPoint: "points", types.TypeVectorLine: "lines", types.TypeVectorPolygon: "polygons"}
    several = isinstance(definition, QgsProcessingParameterMultipleLayers)
    return {names[kind] for kind in ([definition.layerType()] if several else definition.dataTypes()) if kind in names}


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
        assert len(right) == 1, f"{tool.id()} {definition.name()} takes {right}"
        for kind in KINDS:
            path = str(layers / f"{kind}.gpkg")
            sentence = refusal(tool, {definition.name(): path})
            assert (sentence == "") == (kind in right), f"{tool.id()} {definition.name()} with {kind}: {sentence}"
            seen += 1
        table = refusal(tool, {definition.name(): str(layers / "table.csv")})
        assert "holds no geometry" in table, f"{tool.id()} {definition.name()}"
    assert seen >= 3 * 15


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
    from slipline.algorithms.apart import SOURCES

    pipe = str(tmp_path / "pipe.tif")
    os.mkfifo(pipe)
    tools = provider.algorithms()
    asked = [(tool, one) for tool in tools for one in tool.parameterDefinitions() if isinstance(one, SOURCES)]
    assert len(asked) > 30
    for tool, definition in asked:
        assert "not a file" in refusal(tool, {definition.name(): pipe}), f"{tool.id()} {definition.name()}"


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
