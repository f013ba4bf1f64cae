import os

import pytest

from slipline.core.demo.write import FILES


def test_small_area_appears_with_all_its_files_and_layers(tool_run, tmp_path):
    from qgis.core import QgsRasterLayer, QgsVectorLayer

    run = tool_run("demo", {"SIZE": "small", "SEED": 4, "OUTPUT": str(tmp_path / "area")})
    assert run.ok, run.error
    assert sorted(os.listdir(tmp_path / "area")) == sorted(FILES)
    assert os.listdir(tmp_path) == ["area"]
    for name in ("IMAGE", "DEM"):
        layer = QgsRasterLayer(run.outputs[name], name)
        assert layer.isValid()
        assert layer.crs().isValid()
    for name in ("AREAS", "TRAIN_AREA", "TEST_AREA"):
        layer = QgsVectorLayer(run.outputs[name], name)
        assert layer.featureCount() >= 1
        assert layer.fields().indexOf("synthetic") >= 0
    assert len({QgsRasterLayer(run.outputs[n], n).crs().authid() for n in ("IMAGE", "DEM")}) == 2


@pytest.mark.parametrize("percent", [0, 10, 60])
def test_cancelling_leaves_nothing(tool_run, tmp_path, percent):
    run = tool_run("demo", {"SIZE": "small", "SEED": 4, "OUTPUT": str(tmp_path / "area")}, cancel_at=percent)
    assert not run.ok
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_sentence(tool_run, tmp_path):
    (tmp_path / "file").write_text("")
    run = tool_run("demo", {"SIZE": "small", "OUTPUT": str(tmp_path / "file" / "area")})
    assert not run.ok
    assert "cannot be written" in run.error
    assert "Traceback" not in run.error


@pytest.mark.parametrize("parameters", [{"SIZE": "huge"}, {"SEED": -1}])
def test_parameters_out_of_range_are_refused(tool_run, tmp_path, parameters):
    run = tool_run("demo", {"OUTPUT": str(tmp_path / "area"), **parameters})
    assert not run.ok
    assert run.error
    assert list(tmp_path.iterdir()) == []
