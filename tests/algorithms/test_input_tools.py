"""Import coherent targets, Prepare image, Hot spot, Build feature stack.

Through the registry, as the toolbox runs them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from slipline.core.gis.raster import RasterReader
from slipline.core.stack.build import SETS

from ..core.producers import mintpy_hdf5, raster
from ..core.rasters import features
from .inputs import write_inputs


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_inputs(tmp_path_factory.mktemp("inputs"))


def bands(path):
    with RasterReader(str(path)) as reader:
        return reader.names, reader.read(reader.grid.window)


def style_of(path):
    return Path(path).with_suffix(".qml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "kept"), [("targets.csv", 30), ("targets.gpkg", 400), ("comma.csv", 2)])
def test_targets_are_imported_from_any_file(tool_run, data, tmp_path, name, kept):
    run = tool_run("importtargets", {"INPUT": str(data / name), "OUTPUT": str(tmp_path / "t.gpkg")})
    assert run.ok, run.error
    assert len(features(run.outputs["OUTPUT"])) == kept
    assert 'attr="velocity"' in style_of(run.outputs["OUTPUT"])


def test_a_raster_of_velocities_is_imported(tool_run, data, tmp_path):
    run = tool_run("importtargets", {"INPUT": str(data / "hot.tif"), "OUTPUT": str(tmp_path / "t.gpkg")})
    assert run.ok, run.error
    assert len(features(run.outputs["OUTPUT"])) == 180 * 200


def test_a_table_without_header_is_imported_by_column_numbers(tool_run, data, tmp_path):
    parameters = {
        "INPUT": str(data / "numbers.txt"),
        "VELOCITY_FIELD": "4",
        "X_FIELD": "2",
        "Y_FIELD": "3",
        "SOURCE_CRS": "EPSG:4326",
    }
    run = tool_run("importtargets", {**parameters, "OUTPUT": str(tmp_path / "t.gpkg")})
    assert run.ok, run.error
    assert [row["velocity"] for row in features(tmp_path / "t.gpkg")] == [-3.5, 2.5]


def test_mintpy_with_a_mask_of_the_users_own_is_imported(tool_run, tmp_path):
    path = mintpy_hdf5(tmp_path)
    mask = raster(tmp_path / "mine.tif", [[1, 1, 0], [0, 0, 0]], "EPSG:4326", 8.9995, 45.0005, 0.001)
    parameters = {"INPUT": path, "MASK_RASTER": mask, "NULL_VALUES": "0", "MIN_COHERENCE": 0.0}
    run = tool_run("importtargets", {**parameters, "OUTPUT": str(tmp_path / "t.gpkg")})
    assert run.ok, run.error
    assert [row["velocity"] for row in features(tmp_path / "t.gpkg")] == [pytest.approx(-12.5)]
    assert "3 dropped outside the mask" in run.log.text
    assert "1 dropped without velocity" in run.log.text


def test_a_quality_field_and_its_limit_drop_targets(tool_run, data, tmp_path):
    parameters = {
        "INPUT": str(data / "targets.csv"),
        "QUALITY_FIELD": "V_STDEV",
        "MAX_QUALITY": 0.5,
        "OUTPUT": str(tmp_path / "t.gpkg"),
    }
    run = tool_run("importtargets", parameters)
    assert run.ok, run.error
    assert len(features(tmp_path / "t.gpkg")) == 30


def test_a_layer_in_memory_is_imported_and_fields_can_be_named(tool_run, tmp_path):
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer

    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=a:double&field=b:string&field=quality:double", "mine", "memory")
    for index in range(4):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(102 + index / 1000, 36)))
        feature.setAttributes([0.01 * index, str(-2.5 * index), 0.9])
        layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    parameters = {
        "INPUT": layer.id(),
        "VELOCITY_FIELD": "b",
        "COHERENCE_FIELD": "quality",
        "SIGN": "away",
        "OUTPUT": str(tmp_path / "t.gpkg"),
    }
    run = tool_run("importtargets", parameters)
    assert run.ok, run.error
    assert [row["velocity"] for row in features(run.outputs["OUTPUT"])] == [0.0, 2.5, 5.0, 7.5]
    run = tool_run(
        "importtargets", {**parameters, "INPUT": layer, "VELOCITY_FIELD": "a", "UNIT": "m/yr", "SIGN": "towards"}
    )
    assert run.ok, run.error
    assert [row["velocity"] for row in features(run.outputs["OUTPUT"])] == [0.0, 10.0, 20.0, 30.0]
    QgsProject.instance().removeMapLayer(layer.id())


def test_a_table_that_qgis_holds_as_a_layer_is_imported(tool_run, data, tmp_path):
    from qgis.core import QgsProject, QgsVectorLayer

    layer = QgsVectorLayer(str(data / "targets.csv"), "table", "ogr")
    QgsProject.instance().addMapLayer(layer)
    run = tool_run("importtargets", {"INPUT": layer.id(), "OUTPUT": str(tmp_path / "t.gpkg")})
    QgsProject.instance().removeMapLayer(layer.id())
    assert run.ok, run.error
    assert len(features(run.outputs["OUTPUT"])) == 30


def test_further_files_are_joined_and_a_table_in_metres_needs_its_crs(tool_run, data, tmp_path):
    output = str(tmp_path / "t.gpkg")
    run = tool_run(
        "importtargets",
        {"INPUT": str(data / "targets.csv"), "MORE_INPUTS": [str(data / "comma.csv")], "OUTPUT": output},
    )
    assert run.ok, run.error
    assert len(features(output)) == 32
    run = tool_run("importtargets", {"INPUT": str(data / "xy.csv"), "SOURCE_CRS": "EPSG:32633", "OUTPUT": output})
    assert run.ok, run.error
    assert features(output)[0]["geometry"].GetX() == 500000.0


def test_hot_spot_writes_targets_map_and_areas_with_styles(tool_run, data, tmp_path):
    outputs = {"OUTPUT_TARGETS": "t.gpkg", "OUTPUT_MAP": "m.tif", "OUTPUT_AREAS": "a.gpkg"}
    parameters = {name: str(tmp_path / file) for name, file in outputs.items()}
    parameters.update(
        {"TARGETS": str(data / "targets.gpkg"), "GRID": str(data / "image.tif"), "DEM": str(data / "dem.tif")}
    )
    run = tool_run("hotspot", parameters)
    assert run.ok, run.error
    rows = features(run.outputs["OUTPUT_TARGETS"])
    assert {"velocity", "coherence", "gi_z", "gi_p", "gi_n", "gi_bin"} <= set(rows[0])
    names, values = bands(run.outputs["OUTPUT_MAP"])
    assert names == ["hotspot"]
    assert values.shape == (1, 180, 200)
    assert features(run.outputs["OUTPUT_AREAS"])[0]["slope_mean"] > 0
    assert "gi_bin" in style_of(run.outputs["OUTPUT_TARGETS"])
    assert "singlebandpseudocolor" in style_of(run.outputs["OUTPUT_MAP"])


def test_the_style_of_the_map_is_centred_on_zero_and_follows_the_data(tool_run, data, tmp_path):
    from qgis.core import QgsRasterLayer

    path = str(tmp_path / "m.tif")
    assert tool_run("hotspot", {"TARGETS": str(data / "targets.gpkg"), "CELL": 20, "OUTPUT_MAP": path}).ok
    layer = QgsRasterLayer(path, "map")
    layer.loadDefaultStyle()
    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert [items[0].value, items[3].value] == [-items[-1].value, 0.0]
    assert items[3].color.alpha() == 0
    assert items[-1].value == pytest.approx(np.nanquantile(np.abs(bands(path)[1]), 0.99), rel=0.1)
    assert (
        layer.renderer()
        .shader()
        .rasterShaderFunction()
        .legendSettings()
        .minimumLabel()
        .endswith("z/km², away from the satellite")
    )


def test_hot_spot_takes_another_field_and_leaves_out_what_is_not_asked_for(tool_run, data, tmp_path):
    parameters = {"TARGETS": str(data / "nameless.gpkg"), "FIELD": "speed", "OUTPUT_TARGETS": str(tmp_path / "t.gpkg")}
    run = tool_run("hotspot", parameters)
    assert run.ok, run.error
    assert set(run.outputs) == {"OUTPUT_TARGETS"}
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["t.gpkg", "t.qml"]


def test_hot_spot_proposes_its_distances_and_writes_further_maps_with_styles(tool_run, data, tmp_path):
    outputs = {"OUTPUT_MAP": "m.tif", "OUTPUT_VELOCITY": "v.tif", "OUTPUT_DENSITY": "d.tif", "OUTPUT_TARGETS": "t.gpkg"}
    parameters = {name: str(tmp_path / file) for name, file in outputs.items()}
    parameters.update(
        {
            "TARGETS": str(data / "targets.gpkg"),
            "CELL": 20,
            "DISTANCE": 0,
            "BANDWIDTH": 0,
            "STATISTIC": "gi",
            "FDR": True,
            "MIN_NEIGHBOURS": 5,
            "REFERENCE": "ramp",
            "STABILITY": 10,
            "KERNEL": "gaussian mean",
            "OVERVIEWS": True,
        }
    )
    run = tool_run("hotspot", parameters)
    assert run.ok, run.error
    for words in (
        "m, proposed:",
        "Bandwidth:",
        "A regional ramp of",
        "Stability threshold: 10 mm/yr;",
        "Gi: ",
        "false discovery rate",
    ):
        assert words in run.log.text, words
    rows = features(run.outputs["OUTPUT_TARGETS"])
    assert {"moving", "velocity_read"} <= set(rows[0])
    assert {row["gi_z"] is None for row in rows if row["gi_n"] < 5} <= {True}
    for name, band in (("OUTPUT_MAP", "hotspot"), ("OUTPUT_VELOCITY", "velocity"), ("OUTPUT_DENSITY", "density")):
        names, values = bands(run.outputs[name])
        assert names == [band]
        assert np.isfinite(values).any()
        assert "singlebandpseudocolor" in style_of(run.outputs[name])


def test_candidate_areas_by_a_threshold_on_the_map(tool_run, data, tmp_path):
    parameters = {"TARGETS": str(data / "targets.gpkg"), "CELL": 10, "OUTPUT_AREAS": str(tmp_path / "a.gpkg")}
    counts = []
    for threshold in (None, 200.0, 1e9):
        run = tool_run("hotspot", {**parameters, "AREA_THRESHOLD": threshold})
        assert run.ok, run.error
        counts.append(len(features(run.outputs["OUTPUT_AREAS"])))
    assert counts[0] > 0
    assert counts[1] > 0
    assert counts[2] == 0
    run = tool_run("hotspot", {**parameters, "AREA_THRESHOLD": 0})
    assert not run.ok
    assert "Choose a positive one" in run.error


def test_the_stack_holds_every_feature_and_its_style_shows_the_image(tool_run, data, tmp_path):
    parameters = {"IMAGE": "image.tif", "HOTSPOT": "hot.tif", "TARGETS": "targets.gpkg", "DEM": "dem.tif"}
    parameters = {name: str(data / file) for name, file in parameters.items()}
    parameters.update({"INCIDENCE": 39.2, "ORBIT": "descending", "OUTPUT": str(tmp_path / "stack.vrt")})
    run = tool_run("featurestack", parameters)
    assert run.ok, run.error
    names, values = bands(run.outputs["OUTPUT"])
    of_two_orbits = [name for name in SETS["standard"] if name.startswith("velocity_")]
    assert len(of_two_orbits) == 4
    assert names == [name for name in SETS["standard"] if name not in of_two_orbits]
    assert values.shape == (16, 180, 200)
    assert "multibandcolor" in style_of(run.outputs["OUTPUT"])
    assert str(data) not in (tmp_path / "stack.vrt").read_text()


@pytest.mark.parametrize("chosen", [["slope", "velocity"], "slope,velocity"])
def test_features_can_be_chosen_and_the_ending_follows_the_format(tool_run, data, tmp_path, chosen):
    parameters = {"TARGETS": str(data / "targets.gpkg"), "DEM": str(data / "dem.tif"), "CELL": 20, "FEATURES": chosen}
    run = tool_run("featurestack", {**parameters, "FORMAT": "gtiff", "OUTPUT": str(tmp_path / "stack.vrt")})
    assert run.ok, run.error
    assert run.outputs["OUTPUT"] == str(tmp_path / "stack.tif")
    assert bands(run.outputs["OUTPUT"])[0] == ["velocity", "slope"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stack.qml", "stack.tif"]


def test_a_temporary_stack_is_a_vrt_that_the_next_tool_of_a_model_can_read(provider, data):
    """A model: hot spot -> feature stack -> a tool of QGIS that reads the stack, all in between temporary."""
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
    )

    model = QgsProcessingModelAlgorithm("test", "test")

    def child(name, algorithm, links, **values):
        step = QgsProcessingModelChildAlgorithm(algorithm)
        step.setChildId(name)
        for parameter, value in values.items():
            step.addParameterSources(parameter, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
        for parameter, source in links.items():
            step.addParameterSources(parameter, [QgsProcessingModelChildParameterSource.fromChildOutput(*source)])
        return step

    targets, image = str(data / "targets.gpkg"), str(data / "image.tif")
    model.addChildAlgorithm(child("hot", "slipline:hotspot", {}, TARGETS=targets, GRID=image))
    model.addChildAlgorithm(
        child("stack", "slipline:featurestack", {"HOTSPOT": ("hot", "OUTPUT_MAP")}, IMAGE=image, TARGETS=targets)
    )
    last = child("last", "native:rasterlayerproperties", {"INPUT": ("stack", "OUTPUT")}, BAND=4)
    final = QgsProcessingModelOutput("STACK", "STACK")
    final.setChildId("stack")
    final.setChildOutputName("OUTPUT")
    step = model.childAlgorithm("stack")
    step.setModelOutputs({"STACK": final})
    model.setChildAlgorithm(step)
    model.addChildAlgorithm(last)
    model.updateDestinationParameters()
    results, ok = model.run(
        {"stack:STACK": "TEMPORARY_OUTPUT"}, QgsProcessingContext(), QgsProcessingFeedback(logFeedback=False)
    )
    assert ok
    stack = results["CHILD_RESULTS"]["stack"]["OUTPUT"]  # the key of the model's own output depends on the version
    assert stack.endswith(".vrt")
    names, values = bands(stack)
    assert names == ["red", "green", "blue", "hotspot", "velocity", "density", "targets"]
    assert all(np.isfinite(band).any() for band in values)
    assert results["CHILD_RESULTS"]["last"]["BAND_COUNT"] == 7


def test_an_image_is_prepared(tool_run, data, tmp_path):
    from osgeo import gdal

    parameters = {
        "INPUT": str(data / "image16.tif"),
        "STEPS": ["balance", "gaussian"],
        "OUTPUT": str(tmp_path / "p.tif"),
    }
    run = tool_run("prepareimage", parameters)
    assert run.ok, run.error
    info = gdal.Info(run.outputs["OUTPUT"], format="json")
    assert [band["colorInterpretation"] for band in info["bands"]] == ["Red", "Green", "Blue", "Alpha"]
    assert {band["type"] for band in info["bands"]} == {"Byte"}


def test_a_prepared_image_feeds_the_stack_and_an_extent_cuts_it(tool_run, data, tmp_path):
    extent = "500100,500400,4599500,4599800 [EPSG:32633]"
    prepared = str(tmp_path / "p.tif")
    run = tool_run(
        "prepareimage", {"INPUT": str(data / "image.tif"), "STEPS": ["balance"], "EXTENT": extent, "OUTPUT": prepared}
    )
    assert run.ok, run.error
    run = tool_run("featurestack", {"IMAGE": prepared, "OUTPUT": str(tmp_path / "stack.vrt")})
    assert run.ok, run.error
    names, values = bands(run.outputs["OUTPUT"])
    assert names == ["red", "green", "blue"]
    assert values.shape == (3, 60, 60)
