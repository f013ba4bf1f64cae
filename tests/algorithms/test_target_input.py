"""Targets read by column from the file behind a layer, or by feature where the layer shows something else."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.progress import Silent

from ..core.made_targets import scattered


@pytest.fixture(autouse=True)
def _running_qgis(provider):
    """Layers need a running QGIS."""


@pytest.fixture
def path(tmp_path):
    from slipline.core.gis.vector import write_points
    from slipline.core.targets.targets import LAYER, target_columns

    targets = scattered(60)
    file = str(tmp_path / "targets.gpkg")
    write_points(file, LAYER, targets.crs, targets.x, targets.y, target_columns(targets))
    return file


@pytest.fixture
def project():
    from qgis.core import QgsProject

    made = QgsProject.instance()
    yield made
    made.clear()


def read(value, monkeypatch=None):
    """Targets of a value of Hot Spot's parameter; how they were read."""
    from qgis.core import QgsProcessingContext, QgsProject

    from slipline.algorithms import target_input
    from slipline.algorithms.tools.hotspot import HotSpot

    ways = []

    def listening(name):
        real = getattr(target_input, name)

        def called(*arguments):
            ways.append(name)
            return real(*arguments)

        monkeypatch.setattr(target_input, name, called)

    for name in ("read_points", "read_point_file"):
        listening(name)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = HotSpot()
    algorithm.initAlgorithm()
    targets = target_input.read_targets(algorithm, {"TARGETS": value}, "TARGETS", context, "velocity", Silent())
    monkeypatch.undo()
    return targets, ways


def require_equal(made, expected):
    for name in ("x", "y", "velocity", "coherence"):
        np.testing.assert_array_equal(getattr(made, name), getattr(expected, name), err_msg=name)


def test_a_file_is_read_by_the_column_to_the_same_targets(path, monkeypatch):
    from slipline.algorithms import target_input

    fast, ways = read(path, monkeypatch)
    assert ways == ["read_point_file"]
    monkeypatch.setattr(target_input, "_whole_file", lambda *_: None)
    slow, ways = read(path, monkeypatch)
    assert ways == ["read_points"]
    require_equal(fast, slow)
    require_equal(fast, scattered(60))
    assert fast.crs == slow.crs


def test_what_a_layer_leaves_out_is_left_out(path, project, monkeypatch):
    from qgis.core import QgsProcessingFeatureSourceDefinition, QgsVectorLayer

    layer = QgsVectorLayer(path, "targets", "ogr")
    project.addMapLayer(layer)
    assert read(layer.id(), monkeypatch)[1] == ["read_point_file"]
    layer.selectByIds([1, 2, 3])
    made, ways = read(QgsProcessingFeatureSourceDefinition(layer.id(), True), monkeypatch)
    assert (len(made), ways) == (3, ["read_points"])
    layer.setSubsetString("fid <= 7")
    made, ways = read(layer.id(), monkeypatch)
    assert (len(made), ways) == (7, ["read_points"])
    layer.setSubsetString("")
    layer.startEditing()
    layer.deleteFeature(5)
    made, ways = read(layer.id(), monkeypatch)
    assert (len(made), ways) == (59, ["read_points"])
    layer.rollBack()


def test_a_layer_with_computed_fields_is_read_feature_by_feature(path, project, monkeypatch):
    from qgis.core import QgsField, QgsVectorLayer
    from qgis.PyQt.QtCore import QVariant

    layer = QgsVectorLayer(path, "targets", "ogr")
    project.addMapLayer(layer)
    layer.addExpressionField('"velocity" * 2', QgsField("twice", QVariant.Double))
    made, ways = read(layer.id(), monkeypatch)
    assert (len(made), ways) == (60, ["read_points"])


def source_of(value):
    """What Import makes of a value of its input."""
    from qgis.core import QgsProcessingContext, QgsProject

    from slipline.algorithms.target_input import target_sources
    from slipline.core.targets.source import Companions, Position

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    return target_sources([value], Position(), Companions(), context)[0]


def test_import_reads_what_is_selected_where_a_script_says_so(path, project):
    from qgis.core import QgsProcessingFeatureSourceDefinition, QgsVectorLayer

    layer = QgsVectorLayer(path, "targets", "ogr")
    project.addMapLayer(layer)
    layer.selectByIds([2, 5])
    both, all_of_them = (source_of(QgsProcessingFeatureSourceDefinition(layer.id(), only)) for only in (True, False))
    fields = ["velocity"]
    expected = [feature["velocity"] for feature in layer.getFeatures([2, 5])]
    assert sorted(both.read(fields, Silent()).columns["velocity"]) == sorted(expected)
    assert len(all_of_them.read(fields, Silent()).x) == 60


def test_import_takes_no_corners_of_polygons_for_targets(project):
    from qgis.core import QgsVectorLayer

    from slipline.core.base.errors import InputError

    layer = QgsVectorLayer("Polygon?crs=EPSG:32632&field=velocity:double", "fields", "memory")
    project.addMapLayer(layer)
    with pytest.raises(InputError, match="fields does not hold points"):
        source_of(layer)


def test_fields_of_the_user_go_on_as_they_are_however_the_layer_is_read(tmp_path, project):
    from qgis.core import QgsFeatureRequest, QgsProcessingContext, QgsVectorLayer

    from slipline.algorithms import target_input
    from slipline.algorithms.tools.hotspot import FOUND, HotSpot
    from slipline.core.gis.vector import Column, write_points
    from slipline.core.targets.targets import LAYER

    targets = scattered(4)
    kept = {
        "id": np.array(["007", "B2", None, "B4"], object),
        "note": np.array(["schräg", None, "x", "y"], object),
        "class": np.array([3, 5, 7, 9], np.int64),
        "slope_deg": np.array([1.5, np.nan, 2.25, 3.0]),
        "los_east": np.array([0.5, 0.25, -0.5, np.nan], np.float32),
        "D20200101": np.array([0.0, -1.5, np.nan, 2.5], np.float32),
    }
    columns = [Column("velocity", targets.velocity), Column("gi_z", targets.velocity)]
    columns += [Column(name, values) for name, values in kept.items()]
    file = str(tmp_path / "own.gpkg")
    write_points(file, LAYER, targets.crs, targets.x, targets.y, columns)
    layer = QgsVectorLayer(file, "own", "ogr")
    copy = layer.materialize(QgsFeatureRequest())
    project.addMapLayers([layer, copy])
    context, algorithm = QgsProcessingContext(), HotSpot()
    context.setProject(project)
    algorithm.initAlgorithm()
    for value in (file, copy):
        made = target_input.read_targets(algorithm, {"TARGETS": value}, "TARGETS", context, "velocity", Silent(), FOUND)
        assert sorted(made.more) == sorted(kept)
        for name, values in kept.items():
            np.testing.assert_array_equal(made.more[name], values, err_msg=name)
            assert made.more[name].dtype.kind == values.dtype.kind
