from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.area_fields import ALIASES
from slipline.core.areas import TargetTable, write_areas, write_mask
from slipline.core.errors import Cancelled, InputError, OutputError
from slipline.core.progress import Silent

from .rasters import NORTH, WEST, features, write_raster


class Log(Silent):
    def __init__(self, stop_at=None):
        self.lines, self.stop_at, self.done = [], stop_at, 0.0

    def update(self, fraction):
        self.done = fraction

    def message(self, text):
        self.lines.append(text)

    def is_cancelled(self):
        return self.stop_at is not None and self.done >= self.stop_at


@pytest.fixture()
def probability(tmp_path):
    values = np.full((60, 100), 0.1, np.float32)
    values[10:30, 10:40] = 0.8
    values[12, 12] = 0.95
    values[40:50, 0:30] = 0.6  # touches the border
    values[5, 80] = 0.9  # a single cell
    values[:, 90:] = np.nan
    return write_raster(tmp_path / "probability.tif", values, names=["probability"])[0]


def outputs(folder):
    return str(folder / "mask.tif"), str(folder / "areas.gpkg")


@pytest.mark.parametrize("size", [13, 64, 1024])
def test_the_mask_is_one_from_the_threshold_on_and_255_where_nothing_could_be_seen(tmp_path, probability, size):
    mask, _ = outputs(tmp_path)
    _, counts = write_mask(probability, mask, 0.6, size=size)
    values = gdal.Open(probability).ReadAsArray()
    expected = np.where(np.isnan(values), 255, values >= np.float32(0.6))
    np.testing.assert_array_equal(gdal.Open(mask).ReadAsArray(), expected)
    assert gdal.Open(mask).GetRasterBand(1).GetNoDataValue() == 255
    assert counts == {0: 6000 - 600 - 901, 1: 901, 255: 600}


def test_areas_carry_what_an_inventory_needs(tmp_path, probability):
    stack = write_raster(
        tmp_path / "stack.tif", np.stack([np.full((60, 100), value) for value in (12.0, 40.0, 90.0, 1500.0)]),
        names=["hotspot", "slope", "aspect", "elevation"],
    )[0]
    x, y = WEST + np.array([60.0, 70.0, 400.0]), NORTH - np.array([60.0, 70.0, 200.0])
    targets = TargetTable(x, y, np.array([-8.0, -4.0, 50.0]), np.array([-3.0, -2.0, 9.0]), np.array([0.5, 0.7, 1.0]))
    mask, areas = outputs(tmp_path)
    log = Log()
    summary = write_areas(probability, mask, areas, 0.5, 100.0, targets, stack, "a-model", log)
    rows = features(areas)
    assert [row["area_id"] for row in rows] == [1, 2]
    first, second = rows
    assert first["area_m2"] == pytest.approx(first["geometry"].GetArea()) == pytest.approx(600 * 25, rel=0.01)
    assert first["perimeter_m"] == pytest.approx(500.0, rel=0.02)
    assert first["probability_mean"] == pytest.approx((599 * 0.8 + 0.95) / 600, abs=1e-6)
    assert first["probability_max"] == pytest.approx(0.95)
    assert (first["n_targets"], first["v_median"], first["v_absmax"]) == (2, -6.0, 8.0)
    assert (first["sign"], first["activity"], first["gi_z_max"]) == ("away", "slow", -3.0)
    assert (second["n_targets"], second["v_mean"], second["activity"]) == (0, None, "not measured")
    assert (first["hotspot_mean"], first["slope_max"], first["elev_min"]) == (12.0, 40.0, 1500.0)
    assert first["aspect_mean"] == pytest.approx(90.0)
    assert (first["status"], first["model"], first["threshold"]) == (None, "a-model", 0.5)
    assert first["date"] == dt.date.today().isoformat()
    assert summary.count == 2
    assert summary.total_m2 == pytest.approx(sum(row["area_m2"] for row in rows))
    assert summary.not_observable_km2 == pytest.approx(600 * 25e-6)
    assert len(log.lines) == 1
    assert log.done == 1.0


def test_every_attribute_has_an_alias_and_quantities_have_units(tmp_path, probability, monkeypatch):
    written = []
    monkeypatch.setattr("slipline.core.areas.write_polygons", lambda *arguments: written.extend(arguments[4]))
    targets = TargetTable(np.array([WEST]), np.array([NORTH]), np.ones(1), np.ones(1), np.ones(1))
    stack = write_raster(tmp_path / "stack.tif", np.ones((4, 5, 5)), names=["hotspot", "slope", "aspect", "elevation"])[0]
    write_areas(probability, *outputs(tmp_path), 0.5, 0.0, targets, stack)
    aliases = {column.name: column.alias for column in written}
    assert aliases == ALIASES
    assert all("mm/yr" in alias for name, alias in aliases.items() if name.startswith("v_"))


@pytest.mark.parametrize("values", [np.full((20, 30), 0.2), np.full((20, 30), np.nan)])
def test_no_area_is_a_valid_empty_layer_and_one_sentence(tmp_path, values):
    path = write_raster(tmp_path / "probability.tif", values)[0]
    mask, areas = outputs(tmp_path)
    log = Log()
    targets = TargetTable(np.array([WEST]), np.array([NORTH]), np.array([1.0]))
    summary = write_areas(path, mask, areas, 0.5, 100.0, targets, path, "m", log)
    assert summary.count == summary.total_m2 == 0
    assert features(areas) == []
    source = ogr.Open(areas)
    definition = source.GetLayer(0).GetLayerDefn()
    kinds = {definition.GetFieldDefn(i).GetName(): definition.GetFieldDefn(i).GetTypeName()
             for i in range(definition.GetFieldCount())}
    assert (kinds["area_id"], kinds["area_m2"], kinds["sign"], kinds["model"]) == ("Integer64", "Real", "String", "String")
    assert source.GetLayer(0).GetGeomType() == ogr.wkbMultiPolygon
    assert len(log.lines) == 1
    assert "empty" in log.lines[0]


def test_everything_above_the_threshold_is_one_area_up_to_the_border(tmp_path):
    path = write_raster(tmp_path / "probability.tif", np.ones((20, 30)))[0]
    mask, areas = outputs(tmp_path)
    assert write_areas(path, mask, areas, 0.5, 0.0).total_m2 == pytest.approx(600 * 25, rel=0.01)


@pytest.mark.parametrize("stop_at", [0.0, 0.3, 0.45, 0.7, 0.739])
def test_a_cancelled_run_leaves_nothing(tmp_path, probability, stop_at):
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        write_areas(probability, *outputs(folder), 0.5, 0.0, stack_path=probability, progress=Log(stop_at))
    assert list(folder.iterdir()) == []


def test_a_layer_that_cannot_be_written_leaves_no_mask(tmp_path, probability):
    (tmp_path / "file").write_text("")
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(OutputError):
        write_areas(probability, str(folder / "mask.tif"), str(tmp_path / "file" / "areas.gpkg"), 0.5, 0.0)
    assert list(folder.iterdir()) == []


def test_an_unreadable_probability_leaves_the_old_mask_alone(tmp_path):
    mask, areas = outputs(tmp_path)
    (tmp_path / "mask.tif").write_text("of yesterday")
    with pytest.raises(InputError, match="cannot be read"):
        write_areas(str(tmp_path / "absent.tif"), mask, areas, 0.5, 0.0)
    assert (tmp_path / "mask.tif").read_text() == "of yesterday"
