"""What an output is called says what is written; a trained model does not end with QGIS' temporary folder."""

from __future__ import annotations

import re
from pathlib import Path
from re import search

import pytest
from osgeo import gdal
from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingUtils, QgsProject

import slipline
from slipline.algorithms.feedback import without_long_texts
from slipline.algorithms.kept_files import free_name, is_temporary, lasting_folder, model_and_report

from ..core.listening import Listening
from ..small_area import make_inputs


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return make_inputs(tmp_path_factory.mktemp("names"))


@pytest.mark.parametrize(
    ("asked", "chosen", "written", "driver"),
    [
        ("stack.vrt", "auto", "stack.vrt", "VRT"),
        ("stack.tif", "auto", "stack.tif", "GTiff"),
        ("stack.TIF", "auto", "stack.TIF", "GTiff"),
        ("stack", "auto", "stack.vrt", "VRT"),
        ("stack.tif", "vrt", "stack.vrt", "VRT"),
        ("stack.vrt", "gtiff", "stack.tif", "GTiff"),
    ],
)
def test_a_feature_stack_is_what_its_name_says(tool_run, data, tmp_path, asked, chosen, written, driver):
    run = tool_run("featurestack", {"IMAGE": data["image"], "FORMAT": chosen, "OUTPUT": str(tmp_path / asked)})
    assert run.ok, run.error
    assert run.outputs["OUTPUT"] == str(tmp_path / written)
    dataset = gdal.Open(run.outputs["OUTPUT"])
    assert dataset.GetDriver().ShortName == driver


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("{folder}/map.vrt", r"Hot spot map is written as GeoTIFF, but was named map\.vrt\. Give it a name"),
        (
            "ogr:dbname='{folder}/a.gpkg' table=\"t\" (geom)",
            r"Hot spot map can only be written to a file, not to memory",
        ),
        ("memory:", r"Hot spot map can only be written to a file, not to memory or a database\."),
    ],
)
def test_a_name_that_the_tool_cannot_write_is_refused(tool_run, provider, data, tmp_path, name, sentence):
    output = name.format(folder=tmp_path)
    run = tool_run("hotspot", {"TARGETS": data["targets"], "CELL": 20, "OUTPUT_MAP": output})
    assert not run.ok
    assert search(sentence, run.error)
    parameter = provider.algorithm("hotspot").parameterDefinition("OUTPUT_MAP")
    good, said = provider.isSupportedOutputValue(output, parameter, QgsProcessingContext())  # what the dialog asks
    assert not good
    assert search(sentence, said)
    assert list(tmp_path.iterdir()) == []


def test_a_model_is_kept_beside_the_stack_else_beside_the_areas_else_with_the_project(provider, tmp_path):
    context = QgsProcessingContext()
    temporary = Path(QgsProcessingUtils.tempFolder()) / "stack.vrt"
    temporary.write_text("")
    for name in ("stack.vrt", "areas.gpkg"):
        (tmp_path / name).write_text("")
    stack, areas = str(tmp_path / "stack.vrt"), str(tmp_path / "areas.gpkg")
    assert is_temporary(str(temporary))
    assert lasting_folder([stack, areas], context) == tmp_path
    assert lasting_folder([str(temporary), areas], context) == tmp_path
    context.setProject(QgsProject.instance())
    home = QgsProject.instance().homePath() or str(Path.home())
    assert lasting_folder([str(temporary)], context) == Path(home)


def test_a_model_takes_no_other_files_name(tmp_path):
    assert free_name(tmp_path, "stack_model.safetensors") == str(tmp_path / "stack_model.safetensors")
    for number in ("", "_2"):
        (tmp_path / f"stack_model{number}.safetensors").write_text("")
    assert free_name(tmp_path, "stack_model.safetensors") == str(tmp_path / "stack_model_3.safetensors")


@pytest.mark.parametrize(("tool", "raster"), [("tiletrain", "STACK"), ("From targets to boundaries", "IMAGE")])
def test_the_dialog_proposes_names_for_model_and_report(provider, data, tool, raster):
    algorithm, context = provider.algorithm(tool), QgsProcessingContext()
    folder = Path(data["image"]).parent
    proposed = algorithm.suggested_outputs({raster: data["image"]}, context)
    assert {algorithm.parameterDefinition(name).description(): path for name, path in proposed.items()} == {
        "Model": str(folder / "image_model.safetensors"),
        "Training report": str(folder / "image_model.html"),
    }
    assert algorithm.suggested_outputs({raster: None}, context) == model_and_report(None, context) == {}


def test_the_dialog_proposes_a_folder_for_a_survey_beside_its_targets(provider, tmp_path):
    survey, context = provider.algorithm("survey"), QgsProcessingContext()
    (tmp_path / "country").mkdir()
    proposed = survey.suggested_outputs({"FOLDER": str(tmp_path / "country")}, context)
    assert proposed == {"OUTPUT": str(tmp_path / "country_survey")}
    for nothing in (None, "", str(tmp_path / "none"), QgsProcessingUtils.tempFolder()):
        assert survey.suggested_outputs({"FOLDER": nothing}, context) == {}


def test_a_model_without_a_name_lasts_and_the_log_says_where(provider, data):
    tool, progress = provider.algorithm("tiletrain").create(), Listening()
    asked = {"STACK": data["image"], "AREAS": data["areas"], "OUTPUT_MODEL": QgsProcessing.TEMPORARY_OUTPUT}
    kept = tool.kept_model(asked, QgsProcessingContext(), progress)
    assert kept == str(Path(data["image"]).parent / "image_model.safetensors")
    assert progress.lines == [f"The model is kept as {kept}."]


def test_long_texts_among_the_results_are_not_repeated_in_the_log():
    assert without_long_texts("{'TEXT': 'one\\ntwo', 'OUTPUT': '/a/b.txt'}") == "{'OUTPUT': '/a/b.txt'}"
    for text in ("{ 'INPUT' : 'a', 'OUTPUT' : QgsProcessing.TEMPORARY_OUTPUT }", "any other text", "1"):
        assert without_long_texts(text) == text


def test_every_tool_asks_qgis_once_for_the_place_of_an_output():
    # each time that QGIS is asked where a temporary output goes, it makes up another path and waits for a layer there
    asked = re.compile(r"parameterAs(?:OutputLayer|FileOutput)\(\s*parameters,\s*([^,]+),")
    tools = sorted((Path(slipline.__file__).parent / "algorithms" / "tools").glob("[a-z]*.py"))
    assert len(tools) > 15
    for path in tools:
        names = asked.findall(path.read_text(encoding="utf-8"))
        assert len(names) == len(set(names)), (path.name, names)
