from __future__ import annotations

import contextlib
import os
import re

import numpy as np
import pytest

from slipline.core.base.errors import Cancelled, InputError, OutputError, WorkerError
from slipline.core.base.grid import Grid
from slipline.core.base.model_card import Model
from slipline.core.gis.raster import RasterReader, files_of
from slipline.core.prediction.checks import check_stack
from slipline.core.prediction.drift import Drift
from slipline.core.prediction.finished_rows import identity_of, kept_on_interruption
from slipline.core.prediction.predict import describe_card
from slipline.core.targets.checks import check_targets

from ..listening import Listening
from ..made_targets import plain_targets
from ..rasters import CRS, NORTH, WEST, write_raster
from ..stacks import write_stack

CARD = {
    "network": {"name": "unet", "width": 4},
    "cell_m": 5.0,
    "bands": [{"name": "velocity", "unit": "mm/yr"}, {"name": "hotspot", "unit": "z/km2"}],
}


def stack(folder, cell_m=5.0, names=("hotspot", "velocity", "red")):
    return write_stack(folder / "stack.tif", np.ones((len(names), 8, 9)), list(names), cell_m=cell_m)


@pytest.mark.parametrize("cell_m", [4.1, 5.0, 5.9])
def test_a_stack_with_the_bands_and_about_the_cells_of_the_model_is_taken(tmp_path, cell_m):
    check_stack(RasterReader(stack(tmp_path, cell_m)), CARD)


@pytest.mark.parametrize("cell_m", [3.9, 6.1, 50.0])
def test_cells_that_differ_by_more_than_a_fifth_are_refused(tmp_path, cell_m):
    with pytest.raises(InputError, match=rf"cells of {cell_m} m, the model was trained on 5\.0 m"):
        check_stack(RasterReader(stack(tmp_path, cell_m)), CARD)


def test_a_missing_band_and_a_unit_of_something_else_are_named(tmp_path):
    with pytest.raises(InputError, match="no band named velocity; it has hotspot, red"):
        check_stack(RasterReader(stack(tmp_path, names=("hotspot", "red"))), CARD)
    for unit in ("K", "m"):
        other = {**CARD, "bands": [{"name": "velocity", "unit": unit}]}
        with pytest.raises(
            InputError, match=f"Band velocity of the stack is in mm/yr, the model was trained on {unit}"
        ):
            check_stack(RasterReader(stack(tmp_path)), other)


@pytest.mark.parametrize(("unit", "factor"), [("mm/yr", 1.0), ("cm/yr", 0.1), ("m/yr", 0.001)])
def test_another_unit_of_the_same_kind_is_converted_and_said(tmp_path, unit, factor):
    heard = Listening()
    card = {**CARD, "bands": [{"name": "hotspot", "unit": "z/km2"}, {"name": "velocity", "unit": unit}]}
    np.testing.assert_allclose(check_stack(RasterReader(stack(tmp_path)), card, heard), [1.0, factor], rtol=1e-6)
    assert len(heard.lines) == (factor != 1.0)


def test_a_unit_that_nobody_stated_is_no_contradiction(tmp_path):
    check_stack(
        RasterReader(stack(tmp_path)),
        {**CARD, "bands": [{"name": "velocity", "unit": ""}, {"name": "red", "unit": "1"}]},
    )


def test_a_hot_spot_map_made_otherwise_than_in_training_is_said(tmp_path):
    from osgeo import gdal

    path = stack(tmp_path)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetMetadata({"distance_m": "500", "bandwidth_m": "150"})
    dataset = None
    heard = Listening()
    check_stack(RasterReader(path), {**CARD, "hotspot": {"distance_m": 150.0, "bandwidth_m": 150.0}}, heard)
    assert [line.split(".")[0] for line in heard.warnings] == [
        "The hot spot map was made with distance_m = 500, the model was trained on a map with 150"
    ]
    silent = Listening()
    check_stack(RasterReader(path), {**CARD, "hotspot": {"distance_m": 500.0, "bandwidth_m": 150.0}}, silent)
    check_stack(RasterReader(path), CARD, silent)
    assert silent.warnings == []


def with_settings(folder, items):
    from osgeo import gdal

    path = stack(folder)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetMetadata(items)
    dataset = None
    return path


MADE = {"distance_m": 150.0, "bandwidth_m": 150.0, "weight": "z", "kernel": "quartic"}


@pytest.mark.parametrize("weight", ["abs z", "z+"])
def test_a_hot_spot_map_of_another_weight_is_refused(tmp_path, weight):
    path = with_settings(tmp_path, {key: str(value) for key, value in {**MADE, "weight": weight}.items()})
    sentence = (
        rf"made with the weight {re.escape(weight)}, the model was trained on a map with the weight z\. Run Hot "
        r"spot with WEIGHT z"
    )
    with pytest.raises(InputError, match=sentence):
        check_stack(RasterReader(path), {**CARD, "hotspot": MADE})
    check_stack(
        RasterReader(path), {**CARD, "bands": CARD["bands"][:1], "hotspot": MADE}
    )  # the model does not look at it


def test_a_hot_spot_map_of_another_kernel_is_said(tmp_path):
    heard = Listening()
    path = with_settings(tmp_path, {key: str(value) for key, value in {**MADE, "kernel": "printed"}.items()})
    check_stack(RasterReader(path), {**CARD, "hotspot": MADE}, heard)
    assert [line.split(".")[0] for line in heard.warnings] == [
        "The hot spot map was made with kernel = printed, the model was trained on a map with quartic"
    ]


def test_a_hot_spot_map_that_does_not_tell_how_it_was_made_is_said(tmp_path):
    heard = Listening()
    check_stack(
        RasterReader(with_settings(tmp_path, {"distance_m": "150", "bandwidth_m": "150"})),
        {**CARD, "hotspot": MADE},
        heard,
    )
    assert heard.warnings == [
        "The stack does not say weight, kernel of its hot spot map; the model was trained on a map with weight "
        "= z, kernel = quartic."
        " Make sure that this map was made in the same way."
    ]


def test_a_unit_that_the_stack_does_not_state_is_assumed_and_said(tmp_path):
    heard = Listening()
    path = write_raster(tmp_path / "bare.tif", np.ones((2, 8, 9)), names=["hotspot", "velocity"])[0]
    np.testing.assert_array_equal(check_stack(RasterReader(path), CARD, heard), [1.0, 1.0])
    assert heard.warnings == [
        "Band velocity states no unit; mm/yr is assumed.",
        "Band hotspot states no unit; z/km2 is assumed.",
    ]


def test_the_drift_table_does_not_print_a_unit_that_was_assumed():
    bands = [{"name": name, "unit": "mm/yr", "low": -20.0, "high": 20.0} for name in ("velocity", "other")]
    drift, heard = Drift(bands, {"velocity"}), Listening()
    drift.add(np.tile(np.linspace(-20, 20, 4096, dtype=np.float32).reshape(64, 64), (2, 1, 1)))
    drift.report(heard)
    assert " (unit not stated), training -20 to 20;" in heard.lines[1]
    assert " mm/yr, training -20 to 20;" in heard.lines[2]
    assert heard.warnings == []


@pytest.mark.parametrize(
    ("name", "share", "warned"),
    [
        ("velocity", 0.001, True),
        ("velocity", 0.09, True),
        ("velocity", 0.11, False),
        ("red", 0.05, True),
        ("elevation", 0.001, False),
    ],
)
def test_values_that_span_less_than_a_tenth_of_the_training_are_said(name, share, warned):
    values = np.random.default_rng(1).uniform(-20.0, 20.0, (1, 400, 400)).astype(np.float32)
    low, high = np.quantile(values, [0.01, 0.99])
    drift, heard = Drift([{"name": name, "unit": "", "low": float(low), "high": float(high)}]), Listening()
    drift.add(values * np.float32(share))
    drift.report(heard)
    assert [line.split(":")[0] for line in heard.warnings] == ([f"Band {name}"] if warned else [])
    assert all("in the training. Check the band's unit" in line for line in heard.warnings)


def test_two_bands_of_one_name_are_refused(tmp_path):
    path = stack(tmp_path, names=("hotspot", "velocity", "hotspot"))
    with pytest.raises(InputError, match=r"has 2 bands named hotspot\. Give each band a name of its own"):
        check_stack(RasterReader(path), CARD)
    check_stack(
        RasterReader(stack(tmp_path, names=("hotspot", "velocity", "red", "red"))), CARD
    )  # nobody asks for these


@pytest.mark.parametrize(("offset", "warned"), [(0.0, False), (90_000.0, None)])
def test_targets_on_the_stack_in_millimetres_are_taken(offset, warned):
    check_targets_at(offset, 1.0, warned)


def test_velocities_that_look_like_metres_are_asked_about():
    check_targets_at(0.0, 0.001, True)


def check_targets_at(offset, scale, warned):
    grid, heard = Grid(CRS, WEST, NORTH, 5.0, 100, 100), Listening()
    x = np.linspace(WEST, WEST + 600, 200) + offset
    targets = plain_targets(x, np.full(200, NORTH - 10.0), np.linspace(-30, 30, 200) * scale)
    if warned is None:
        with pytest.raises(InputError, match=r"None of the 200 targets lies on the grid: .*Check the CRS of both"):
            check_targets(targets, grid, heard)
    else:
        check_targets(targets, grid, heard)
        assert [line.split(",")[0] for line in heard.warnings] == [
            "99 % of the 200 targets are slower than 0.5 mm/yr"
        ] * warned


def test_fewer_members_than_the_ensemble_has_are_said():
    card = {**CARD, "network": {"name": "unet", "width": 4, "members": 3}}
    assert (
        describe_card(Model("m", card), 0.5, 2)[1]
        == "2 of its 3 networks are used. Threshold, calibration and scores are those of all of them together."
    )
    assert len(describe_card(Model("m", card), 0.5, 3)) == len(describe_card(Model("m", card), 0.5)) == 1


@pytest.mark.parametrize(
    ("error", "row_blocks", "stay"),
    [
        (None, 4, False),
        (InputError, 4, False),
        (Cancelled, 4, True),
        (OutputError, 4, True),
        (WorkerError, 4, True),
        (ValueError, 4, True),
        (MemoryError, 4, True),
        (KeyboardInterrupt, 4, True),
        (ValueError, 1, False),
    ],
)
def test_finished_row_blocks_stay_unless_the_run_ended_or_its_inputs_are_wrong(tmp_path, error, row_blocks, stay):
    heard = Listening()
    expected = pytest.raises(error) if error else contextlib.nullcontext()
    with expected, kept_on_interruption(str(tmp_path / "p.tif"), {"row_blocks": row_blocks}, heard) as rows:
        (rows.folder / "rows-0000000.tif").write_text("hours of work")
        if error:
            raise error("x")
    assert [path.name for path in tmp_path.glob("*/rows-*")] == ["rows-0000000.tif"] * stay
    assert ["are kept in" in line for line in heard.warnings] == [True] * stay


def test_the_log_says_what_a_model_is_and_what_it_is_worth():
    (line,) = describe_card(Model("/a/m.safetensors", CARD), 0.456)
    assert line == "Model m.safetensors: unet, width 4, bands velocity, hotspot; threshold 0.46."
    scored = {**CARD, "leaky": True, "scores": {"set": "test", "network": {"iou": 0.5}}}
    assert describe_card(Model("m", scored), 0.5)[1:] == [
        "This model's scores are LEAKY: training and test ground overlapped.",
        "IoU on its own test ground: 0.500.",
    ]
    assert len(describe_card(Model("m", {**CARD, "scores": {"set": "test", "network": {"iou": None}}}), 0.5)) == 1
    facing = {**CARD, "bands": [*CARD["bands"], {"name": "facing_east", "unit": "1"}]}
    assert "ascending or descending" in describe_card(Model("m", facing), 0.5)[1]


def test_a_layer_that_the_model_learnt_to_do_without_may_be_missing_as_a_whole(tmp_path):
    bands = [{"name": name, "unit": ""} for name in ("velocity", "red", "green", "slope")]
    card = {**CARD, "bands": bands, "may_miss": {"image": ["red", "green"], "terrain": ["slope"]}}
    heard = Listening()
    np.testing.assert_array_equal(
        check_stack(RasterReader(stack(tmp_path, names=("velocity", "slope"))), card, heard), np.ones(4)
    )
    assert [line.split(".")[0] for line in heard.warnings] == ["The stack has no red, green"]
    for names, missing in (
        (("velocity", "slope", "red"), "green"),
        (("velocity",), "red, green, slope"),
        (("red", "green", "slope"), "velocity"),
    ):
        with pytest.raises(InputError, match=f"no band named {missing}"):
            check_stack(RasterReader(stack(tmp_path, names=names)), card)
    with pytest.raises(InputError, match="no band named red, green"):
        check_stack(RasterReader(stack(tmp_path, names=("velocity", "slope"))), {**card, "may_miss": {}})


def test_statistics_and_overviews_that_qgis_writes_beside_a_stack_do_not_start_a_prediction_anew(tmp_path):
    from osgeo import gdal

    path, model = stack(tmp_path), tmp_path / "m.safetensors"
    model.write_bytes(b"weights")
    before = identity_of(RasterReader(path), str(model), 1, {})
    (tmp_path / "stack.tif.aux.xml").write_text("<PAMDataset/>")
    gdal.Open(path).BuildOverviews("AVERAGE", [2])
    assert set(gdal.Open(path).GetFileList()) > {path}
    assert identity_of(RasterReader(path), str(model), 1, {}) == before
    write_stack(path, np.zeros((3, 8, 9)), ["hotspot", "velocity", "red"])
    assert identity_of(RasterReader(path), str(model), 1, {}) != before


def test_another_version_of_slipline_starts_a_prediction_anew(tmp_path, monkeypatch):
    path, model = stack(tmp_path), tmp_path / "m.safetensors"
    model.write_bytes(b"weights")
    before = identity_of(RasterReader(path), str(model), 1, {})
    monkeypatch.setattr("slipline.core.prediction.finished_rows.plugin_version", lambda: "99.0")
    assert identity_of(RasterReader(path), str(model), 1, {}) != before


def test_a_change_behind_a_vrt_of_a_vrt_starts_a_prediction_anew(tmp_path):
    from osgeo import gdal

    model, inner, outer = tmp_path / "m.safetensors", str(tmp_path / "parts" / "inner.vrt"), str(tmp_path / "outer.vrt")
    model.write_bytes(b"weights")
    (tmp_path / "parts").mkdir()
    path = stack(tmp_path)
    gdal.Translate(inner, path)
    gdal.BuildVRT(outer, [inner])
    assert files_of(outer) == [outer, inner, path]
    before = identity_of(RasterReader(outer), str(model), 1, {})
    os.utime(path)
    assert identity_of(RasterReader(outer), str(model), 1, {}) != before


def test_vrts_that_refer_to_each_other_have_an_end(tmp_path):
    (tmp_path / "b").mkdir()
    one, other = tmp_path / "a.vrt", tmp_path / "b" / "b.vrt"
    for path, source in ((one, "b/b.vrt"), (other, "../a.vrt")):
        path.write_text(
            '<VRTDataset rasterXSize="9" rasterYSize="8"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
            "<SourceFilename "
            f'relativeToVRT="1">{source}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>'
        )
    assert [os.path.normpath(file) for file in files_of(str(one))] == [str(one)]  # it is not opened: see raster_file
    assert files_of(str(tmp_path / "absent.tif")) == [str(tmp_path / "absent.tif")]
