"""Outputs that a program holds, or whose layer is being edited, are refused before any work, and stay as they are."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from ..small_area import make_inputs


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    return make_inputs(tmp_path_factory.mktemp("inputs"))


@pytest.fixture()
def scored(inputs, tool_run, tmp_path):
    """Parameters of a run whose output stands already."""
    parameters = {"TARGETS": inputs["targets"], "OUTPUT_TARGETS": str(tmp_path / "scored.gpkg")}
    assert tool_run("hotspot", parameters).ok
    return parameters


def test_a_geopackage_that_another_program_writes_to_is_refused(scored, tool_run, tmp_path):
    before = (tmp_path / "scored.gpkg").read_bytes()
    with contextlib.closing(sqlite3.connect(scored["OUTPUT_TARGETS"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        run = tool_run("hotspot", scored)
    assert not run.ok
    assert "is held by another program, or has edits that are not saved" in run.error
    assert "targets" not in run.log.text.lower()  # nothing was read
    assert (tmp_path / "scored.gpkg").read_bytes() == before


def test_a_layer_with_edits_that_are_not_saved_is_refused(scored, tool_run, provider):
    layer = QgsVectorLayer(scored["OUTPUT_TARGETS"], "my targets", "ogr")
    QgsProject.instance().addMapLayer(layer)
    try:
        assert layer.startEditing()
        assert tool_run("hotspot", scored).ok  # nothing is edited yet
        layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().lookupField("velocity"), 777.0)
        run = tool_run("hotspot", scored)
        assert not run.ok
        assert "The layer my targets in" in run.error
        assert "has edits that are not saved" in run.error
    finally:
        layer.rollBack()
        QgsProject.instance().removeMapLayer(layer.id())


def test_a_result_in_a_geopackage_of_the_user_is_opened_by_its_layer(inputs, tool_run, tmp_path):
    project = tmp_path / "project.gpkg"
    shutil.copy(inputs["areas"], project)
    run = tool_run("hotspot", {"TARGETS": inputs["targets"], "OUTPUT_TARGETS": str(project)})
    assert run.ok, run.error
    assert run.outputs["OUTPUT_TARGETS"] == f"{project}|layername=targets"
    layer = QgsVectorLayer(run.outputs["OUTPUT_TARGETS"], "targets", "ogr")
    assert layer.featureCount() == 600
    assert layer.loadDefaultStyle()[1]
    assert layer.renderer().type() != "singleSymbol"
    assert QgsVectorLayer(f"{project}|layername=areas", "areas", "ogr").featureCount() == 2
    assert not project.with_suffix(".qml").exists()


@pytest.mark.parametrize(
    ("tool", "output", "name"), [("googleearth", "OUTPUT", "x.txt"), ("evaluate", "OUTPUT", "r.png")]
)
def test_a_file_under_the_ending_of_another_kind_is_refused(tool, output, name, inputs, tool_run, tmp_path):
    other = shutil.copy(inputs["areas"], tmp_path / "other.gpkg")
    layers = {"AREAS": inputs["areas"], "PREDICTED": inputs["areas"], "REFERENCE": str(other)}
    for given in (name, "report"):
        run = tool_run(tool, {**layers, "OUTPUT": str(tmp_path / given)})
        assert not run.ok
        assert f"cannot be called {given}. Let its name end in ." in run.error
    assert list(tmp_path.iterdir()) == [other]
