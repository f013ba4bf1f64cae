"""No tool takes a file that it reads, or a part of it, for an output; whatever the value that names it."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
    QgsRasterLayer,
    QgsVectorLayer,
)

from slipline.algorithms.target_input import TargetInput
from slipline.core.gis.vector import write_polygons

from ..core.rasters import CRS, box, write_raster
from ..core.stacks import write_areas_layer

SOURCES = {"source", "vector", "raster", "layer", "multilayer", "file"}  # types of parameters that name what is read
CHAIN = "From targets to boundaries"
READING = {  # tools that read files, with the number of their parameters that name some
    "importtargets": 5,
    "prepareimage": 1,
    "hotspot": 3,
    "twoorbits": 3,
    "timeseries": 1,
    "featurestack": 8,
    "tiletrain": 9,
    "predict": 4,
    "evaluate": 6,
    "compare": 6,
    "googleearth": 4,
    "inventorymap": 5,
    "velocities": 3,
    "survey": 6,
    "change": 6,
    "motionkind": 7,
    "exposure": 2,
}


def tool_of(name):
    return QgsApplication.processingRegistry().createAlgorithmById(f"slipline:{name}")


def read_and_written(tool):
    """Names of the parameters that say what is read, and of those that say what is written."""
    definitions = tool.parameterDefinitions()
    read = [
        one.name()
        for one in definitions
        if not one.isDestination() and (one.type() in SOURCES or isinstance(one, TargetInput))
    ]
    return read, [one.name() for one in definitions if one.isDestination()]


def refusal(tool, parameters):
    """The sentence with which a tool ends."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    with pytest.raises(QgsProcessingException) as error:
        tool_of(tool).run(parameters, context, QgsProcessingFeedback(logFeedback=False), {}, False)
    return str(error.value)


def test_the_list_has_every_tool_that_reads_and_writes(provider):
    found = {tool.name(): len(read_and_written(tool)[0]) for tool in provider.algorithms()}
    assert {name: count for name, count in found.items() if count} == {
        **READING,
        CHAIN: 5,
        "From interferograms to boundaries": 5,
    }


@pytest.mark.parametrize("tool", READING)
def test_each_output_is_kept_apart_from_each_input_and_from_each_other_output(tool, tmp_path, provider):
    taken = tmp_path / "taken.tif"
    taken.write_text("what nobody may lose")
    algorithm = tool_of(tool)  # its definitions die with it
    inputs, outputs = read_and_written(algorithm)
    assert outputs
    for output in outputs:
        for name in inputs:
            value = [str(taken)] if name.startswith("MORE_") else str(taken)
            assert (
                refusal(tool, {name: value, output: str(taken)})
                == f"The output {taken} is an input too. Choose another file for it."
            )
        for other in outputs:
            if other != output:
                path = str(tmp_path / "new.tif")
                assert (
                    refusal(tool, {output: path, other: path})
                    == f"Two outputs have the name {path}. Choose a file for each."
                )
    assert [path.read_text() for path in tmp_path.iterdir()] == ["what nobody may lose"]


def test_the_chain_keeps_its_last_outputs_apart_from_its_first_inputs(tmp_path, provider):
    drawn = tmp_path / "drawn.gpkg"
    drawn.write_text("what nobody may lose")
    chain = tool_of(CHAIN)
    inputs, outputs = read_and_written(chain)
    for output in outputs:
        for name in inputs:
            good, sentence = chain.checkParameterValues({name: str(drawn), output: str(drawn)}, QgsProcessingContext())
            assert (good, sentence) == (False, f"The output {drawn} is an input too. Choose another file for it.")


@pytest.mark.parametrize("how", ["path", "layer name", "layer", "definition", "expression", "project layer"])
def test_the_layer_behind_a_value_is_found(how, tmp_path, provider):
    path = write_areas_layer(tmp_path / "areas.gpkg", [box(0, -100, 100, 0)])
    before = (tmp_path / "areas.gpkg").read_bytes()
    layer = QgsVectorLayer(f"{path}|layername=areas", "drawn areas")
    QgsProject.instance().addMapLayer(layer)
    value = {
        "path": f"{path}|layername=areas",
        "layer name": "drawn areas",
        "layer": layer,
        "project layer": layer.id(),
        "definition": QgsProcessingFeatureSourceDefinition(layer.id(), True),
        "expression": QgsProperty.fromExpression(f"'{path}'"),
    }[how]
    output = QgsProcessingOutputLayerDefinition(path, QgsProject.instance()) if how == "definition" else path
    try:
        assert "areas.gpkg is an input too" in refusal("evaluate", {"PREDICTED": value, "OUTPUT_MATCHES": output})
    finally:
        QgsProject.instance().removeMapLayer(layer.id())
    assert (tmp_path / "areas.gpkg").read_bytes() == before


def test_a_part_of_a_stack_behind_a_vrt_of_a_vrt_is_found(tmp_path, provider):
    from osgeo import gdal

    part = write_raster(tmp_path / "part.tif", np.zeros((8, 9)))[0]
    inner, outer = str(tmp_path / "inner.vrt"), str(tmp_path / "outer.vrt")
    gdal.Translate(inner, part)
    gdal.BuildVRT(outer, [inner])
    layer = QgsProject.instance().addMapLayer(QgsRasterLayer(outer, "stack"))
    try:
        for stack in (outer, layer):
            assert "part.tif is an input too" in refusal("predict", {"STACK": stack, "OUTPUT_PROBABILITY": part})
    finally:
        QgsProject.instance().removeMapLayer(layer.id())


def test_the_stack_is_kept_apart_under_the_name_that_its_format_gives_it(tmp_path, provider):
    image = write_raster(tmp_path / "image.tif", np.zeros((3, 8, 9)), names=["red", "green", "blue"])[0]
    asked = str(tmp_path / "image.vrt")
    assert "image.tif is an input too" in refusal("featurestack", {"IMAGE": image, "FORMAT": "gtiff", "OUTPUT": asked})


def test_outputs_that_are_left_to_qgis_are_not_asked(tmp_path, tool_run):
    layers = {name: str(tmp_path / f"{name}.gpkg") for name in ("PREDICTED", "REFERENCE")}
    for path in layers.values():
        write_polygons(path, "areas", CRS, [box(0, -100, 100, 0)], [])
    run = tool_run("evaluate", {**layers, "OUTPUT": "TEMPORARY_OUTPUT", "OUTPUT_MATCHES": "TEMPORARY_OUTPUT"})
    assert run.ok, run.error
