from __future__ import annotations

import os

import numpy as np
import pytest

from slipline.core.errors import InputError
from slipline.core.finished_rows import identity_of
from slipline.core.predict_boundaries import describe_card
from slipline.core.prediction_checks import check_stack
from slipline.core.raster import files_of

from .listening import Listening
from .stacks import write_stack

CARD = {
    "network": {"name": "unet", "width": 4}, "cell_m": 5.0,
    "bands": [{"name": "velocity", "unit": "mm/yr"}, {"name": "hotspot", "unit": "z/km2"}],
}


def stack(folder, cell_m=5.0, names=("hotspot", "velocity", "red")):
    return write_stack(folder / "stack.tif", np.ones((len(names), 8, 9)), list(names), cell_m=cell_m)


@pytest.mark.parametrize("cell_m", [4.1, 5.0, 5.9])
def test_a_stack_with_the_bands_and_about_the_cells_of_the_model_is_taken(tmp_path, cell_m):
    check_stack(stack(tmp_path, cell_m), CARD)


@pytest.mark.parametrize("cell_m", [3.9, 6.1, 50.0])
def test_cells_that_differ_by_more_than_a_fifth_are_refused(tmp_path, cell_m):
    with pytest.raises(InputError, match=rf"cells of {cell_m} m, the model was trained on 5\.0 m"):
        check_stack(stack(tmp_path, cell_m), CARD)


def test_a_missing_band_and_a_unit_of_something_else_are_named(tmp_path):
    with pytest.raises(InputError, match="no band named velocity; it has hotspot, red"):
        check_stack(stack(tmp_path, names=("hotspot", "red")), CARD)
    for unit in ("K", "m"):
        other = {**CARD, "bands": [{"name": "velocity", "unit": unit}]}
        with pytest.raises(InputError, match=f"Band velocity of the stack is in mm/yr, the model was trained on {unit}"):
            check_stack(stack(tmp_path), other)


@pytest.mark.parametrize(("unit", "factor"), [("mm/yr", 1.0), ("cm/yr", 0.1), ("m/yr", 0.001)])
def test_another_unit_of_the_same_kind_is_converted_and_said(tmp_path, unit, factor):
    heard = Listening()
    card = {**CARD, "bands": [{"name": "hotspot", "unit": "z/km2"}, {"name": "velocity", "unit": unit}]}
    np.testing.assert_allclose(check_stack(stack(tmp_path), card, heard), [1.0, factor], rtol=1e-6)
    assert len(heard.lines) == (factor != 1.0)


def test_a_unit_that_nobody_stated_is_no_contradiction(tmp_path):
    check_stack(stack(tmp_path), {**CARD, "bands": [{"name": "velocity", "unit": ""}, {"name": "red", "unit": "1"}]})


def test_a_hot_spot_map_made_otherwise_than_in_training_is_said(tmp_path):
    from osgeo import gdal

    path = stack(tmp_path)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetMetadata({"distance_m": "500", "bandwidth_m": "150"})
    dataset = None
    heard = Listening()
    check_stack(path, {**CARD, "hotspot": {"distance_m": 150.0, "bandwidth_m": 150.0}}, heard)
    assert [line.split(".")[0] for line in heard.warnings] == [
        "The hot spot map was made with distance_m = 500, the model was trained on a map with 150"
    ]
    silent = Listening()
    check_stack(path, {**CARD, "hotspot": {"distance_m": 500.0, "bandwidth_m": 150.0}}, silent)
    check_stack(path, CARD, silent)
    assert silent.warnings == []


def test_the_log_says_what_a_model_is_and_what_it_is_worth():
    (line,) = describe_card(CARD, "/a/m.safetensors", 0.456)
    assert line == "Model m.safetensors: unet, width 4, bands velocity, hotspot; threshold 0.46."
    scored = {**CARD, "leaky": True, "scores": {"set": "test", "network": {"iou": 0.5}}}
    assert describe_card(scored, "m", 0.5)[1:] == [
        "This model's scores are LEAKY: training and test ground overlapped.", "IoU on its own test ground: 0.500.",
    ]
    assert len(describe_card({**CARD, "scores": {"set": "test", "network": {"iou": None}}}, "m", 0.5)) == 1
    facing = {**CARD, "bands": [*CARD["bands"], {"name": "facing_east", "unit": "1"}]}
    assert "ascending or descending" in describe_card(facing, "m", 0.5)[1]


def test_a_layer_that_the_model_learnt_to_do_without_may_be_missing_as_a_whole(tmp_path):
    bands = [{"name": name, "unit": ""} for name in ("velocity", "red", "green", "slope")]
    card = {**CARD, "bands": bands, "may_miss": {"image": ["red", "green"], "terrain": ["slope"]}}
    heard = Listening()
    np.testing.assert_array_equal(check_stack(stack(tmp_path, names=("velocity", "slope")), card, heard), np.ones(4))
    assert [line.split(".")[0] for line in heard.warnings] == ["The stack has no red, green"]
    for names, missing in ((("velocity", "slope", "red"), "green"), (("velocity",), "red, green, slope"), (("red", "green", "slope"), "velocity")):
        with pytest.raises(InputError, match=f"no band named {missing}"):
            check_stack(stack(tmp_path, names=names), card)
    with pytest.raises(InputError, match="no band named red, green"):
        check_stack(stack(tmp_path, names=("velocity", "slope")), {**card, "may_miss": {}})


def test_statistics_and_overviews_that_qgis_writes_beside_a_stack_do_not_start_a_prediction_anew(tmp_path):
    from osgeo import gdal

    path, model = stack(tmp_path), tmp_path / "m.safetensors"
    model.write_bytes(b"weights")
    before = identity_of(path, str(model), 1, {})
    (tmp_path / "stack.tif.aux.xml").write_text("<PAMDataset/>")
    gdal.Open(path).BuildOverviews("AVERAGE", [2])
    assert set(gdal.Open(path).GetFileList()) > {path}
    assert identity_of(path, str(model), 1, {}) == before
    write_stack(path, np.zeros((3, 8, 9)), ["hotspot", "velocity", "red"])
    assert identity_of(path, str(model), 1, {}) != before


def test_a_change_behind_a_vrt_of_a_vrt_starts_a_prediction_anew(tmp_path):
    from osgeo import gdal

    model, inner, outer = tmp_path / "m.safetensors", str(tmp_path / "parts" / "inner.vrt"), str(tmp_path / "outer.vrt")
    model.write_bytes(b"weights")
    (tmp_path / "parts").mkdir()
    path = stack(tmp_path)
    gdal.Translate(inner, path)
    gdal.BuildVRT(outer, [inner])
    assert files_of(outer) == [outer, inner, path]
    before = identity_of(outer, str(model), 1, {})
    os.utime(path)
    assert identity_of(outer, str(model), 1, {}) != before


def test_vrts_that_refer_to_each_other_have_an_end(tmp_path):
    (tmp_path / "b").mkdir()
    one, other = tmp_path / "a.vrt", tmp_path / "b" / "b.vrt"
    for path, source in ((one, "b/b.vrt"), (other, "../a.vrt")):
        path.write_text(
            '<VRTDataset rasterXSize="9" rasterYSize="8"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
            f'<SourceFilename relativeToVRT="1">{source}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>'
        )
    assert [os.path.normpath(file) for file in files_of(str(one))] == [str(one), str(other)]
    assert files_of(str(tmp_path / "absent.tif")) == [str(tmp_path / "absent.tif")]
