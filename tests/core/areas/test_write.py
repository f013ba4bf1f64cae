from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.areas import write
from slipline.core.areas.fields import ALIASES
from slipline.core.areas.rules import AreaRules
from slipline.core.areas.write import AreaInputs, AreaOutputs, write_areas, write_mask
from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.base.progress import Silent
from slipline.core.gis.raster import RasterReader

from ..made_targets import plain_targets
from ..rasters import NORTH, WEST, box, features, write_raster


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


def outputs(folder, lines=False):
    return AreaOutputs(
        str(folder / "mask.tif"), str(folder / "areas.gpkg"), str(folder / "lines.gpkg") if lines else ""
    )


def above(threshold, min_area_m2=0.0, **others):
    """Every area above a threshold, drawn as closely as possible."""
    return AreaRules(threshold, min_area_m2, seed=threshold, smooth_m=0.0, **others)


def test_a_hole_where_nothing_could_be_seen_is_filled_where_it_is_small_and_stays_null_in_the_mask(tmp_path):
    values = np.full((60, 100), 0.1, np.float32)
    values[5:55, 5:95] = 0.9
    values[10:13, 10:13] = np.nan  # 9 cells
    values[20:40, 40:70] = np.nan  # 600 cells
    path, grid = write_raster(tmp_path / "probability.tif", values, names=["probability"])
    write_areas(AreaInputs(RasterReader(path)), outputs(tmp_path), above(0.5, 100 * grid.cell_area_m2))
    (area,) = features(tmp_path / "areas.gpkg")
    assert area["geometry"].GetArea() / grid.cell_area_m2 == pytest.approx(50 * 90 - 600, rel=0.01)
    mask = gdal.Open(str(tmp_path / "mask.tif")).ReadAsArray()
    assert (mask[10:13, 10:13] == 255).all()


@pytest.mark.parametrize("size", [13, 64, 1024])
def test_the_mask_is_one_from_the_threshold_on_and_255_where_nothing_could_be_seen(tmp_path, probability, size):
    mask = outputs(tmp_path).mask
    counts = write_mask(AreaInputs(RasterReader(probability)), mask, 0.6, size=size)
    values = gdal.Open(probability).ReadAsArray()
    expected = np.where(np.isnan(values), 255, values >= np.float32(0.6))
    np.testing.assert_array_equal(gdal.Open(mask).ReadAsArray(), expected)
    assert gdal.Open(mask).GetRasterBand(1).GetNoDataValue() == 255
    assert counts == {0: 6000 - 600 - 901, 1: 901, 254: 0, 255: 600}


def test_ground_that_was_not_asked_for_is_not_called_not_observable(tmp_path):
    values = np.full((60, 100), np.nan, np.float32)
    values[:30, :50] = 0.1  # asked, and seen; the ground asked for is twice as wide
    path, _ = write_raster(tmp_path / "probability.tif", values, names=["probability"])
    log = Log()
    summary = write_areas(
        AreaInputs(RasterReader(path), within=[box(0, -150, 500, 0)]), outputs(tmp_path), above(0.5), log
    )
    mask = gdal.Open(str(tmp_path / "mask.tif")).ReadAsArray()
    assert [int((mask == value).sum()) for value in (0, 255, 254)] == [1500, 1500, 3000]
    assert summary.not_observable_km2 == pytest.approx(1500 * 25e-6)
    assert summary.not_asked_km2 == pytest.approx(3000 * 25e-6)
    assert "0.04 km2 not observable, 0.07 km2 outside the ground to predict" in " ".join(log.lines)


@pytest.mark.parametrize(
    ("stack", "expected"),
    [
        ("study/areas/stack.vrt", "stack.vrt"),
        ("study/stack.vrt", "../stack.vrt"),
        ("elsewhere/a/stack.vrt", "stack.vrt"),
    ],
)
def test_the_stack_is_named_as_the_areas_see_it_and_no_folder_of_others_is_told(tmp_path, stack, expected):
    areas = tmp_path / "deep" / "deeper" / "study" / "areas" / "areas.gpkg"
    near = tmp_path if stack.startswith("elsewhere") else tmp_path / "deep" / "deeper"
    assert write._beside(str(near / stack), str(areas)) == expected


def test_areas_carry_what_an_inventory_needs(tmp_path, probability):
    stack = write_raster(
        tmp_path / "stack.tif",
        np.stack([np.full((60, 100), value) for value in (12.0, 40.0, 90.0, 1500.0, -0.5)]),
        names=["hotspot", "slope", "aspect", "elevation", "sensitivity"],
    )[0]
    x, y = WEST + np.array([60.0, 70.0, 400.0]), NORTH - np.array([60.0, 70.0, 200.0])
    targets = plain_targets(x, y, np.array([-8.0, -4.0, 50.0]), np.array([-3.0, -2.0, 9.0]), np.array([0.5, 0.7, 1.0]))
    log = Log()
    inputs = AreaInputs(RasterReader(probability), targets, RasterReader(stack), RasterReader(probability), "a-model")
    summary = write_areas(inputs, outputs(tmp_path), above(0.5, 100.0), log)
    rows = features(outputs(tmp_path).areas)
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
    assert (first["length_m"], first["width_m"]) == (
        pytest.approx(150.0, abs=1),
        pytest.approx(100.0, abs=1),
    )  # down to the east
    assert first["elongation"] == pytest.approx(1.5, rel=0.01)
    assert (first["v_slope"], first["v_p95"], first["v_std"]) == (pytest.approx(12.0), pytest.approx(7.8), 2.0)
    assert (first["sensitivity"], first["visibility"], first["relief_m"]) == (0.5, "good", 0.0)
    assert (first["quality"], second["quality"]) == (2, 4)  # too few targets; none
    assert first["probability_std"] == first["probability_mean"]
    assert (first["status"], first["model"], first["threshold"], first["seed_threshold"]) == (None, "a-model", 0.5, 0.5)
    assert first["date"] == dt.date.today().isoformat()
    assert first["stack"] == "stack.tif"
    assert summary.count == 2
    assert summary.total_m2 == pytest.approx(sum(row["area_m2"] for row in rows))
    assert summary.not_observable_km2 == pytest.approx(600 * 25e-6)
    assert len(log.lines) == 3  # one speck is left out
    assert "km2; left out -0.000, merging +0.000, holes and smoothing" in log.lines[2]
    assert log.done == 1.0


def test_every_attribute_has_an_alias_and_quantities_have_units(tmp_path, probability, monkeypatch):
    written = []
    monkeypatch.setattr("slipline.core.areas.write.write_polygons", lambda *arguments: written.extend(arguments[4]))
    targets = plain_targets(np.array([WEST]), np.array([NORTH]), np.ones(1), np.ones(1), np.ones(1))
    orbits = {name: np.ones(1) for name in ("velocity_a", "velocity_d", "velocity_east", "velocity_up")}
    targets = replace(targets, more={**targets.more, **orbits, "trend_code": np.ones(1)})
    stack = write_raster(
        tmp_path / "stack.tif", np.ones((5, 5, 5)), names=["hotspot", "slope", "aspect", "elevation", "sensitivity"]
    )[0]
    write_areas(
        AreaInputs(RasterReader(probability), targets, RasterReader(stack), RasterReader(probability)),
        outputs(tmp_path),
        replace(above(0.5), split=True),
    )
    aliases = {column.name: column.alias for column in written}
    of_orbits = {f"{what}_{orbit}" for what in ("v", "n", "seen") for orbit in "ad"}  # named after their orbit
    asked = {"label_noise", "main_source", "gone_without"}  # what each source gives, only on request
    asked |= {name for name in ALIASES if name.startswith(("share_", "shift_"))}
    always = {name: alias for name, alias in ALIASES.items() if name not in asked}
    assert {name: alias for name, alias in aliases.items() if name not in of_orbits} == always
    assert of_orbits <= set(aliases)
    assert all("mm/yr" in alias for name, alias in aliases.items() if name.startswith("v_"))


@pytest.mark.parametrize("values", [np.full((20, 30), 0.2), np.full((20, 30), np.nan)])
def test_no_area_is_a_valid_empty_layer_and_one_sentence(tmp_path, values):
    path = write_raster(tmp_path / "probability.tif", values)[0]
    areas = outputs(tmp_path).areas
    log = Log()
    targets = plain_targets(np.array([WEST]), np.array([NORTH]), np.array([1.0]))
    summary = write_areas(
        AreaInputs(RasterReader(path), targets, RasterReader(path)),
        outputs(tmp_path, lines=True),
        above(0.5, 100.0),
        log,
    )
    assert summary.count == summary.total_m2 == 0
    assert features(areas) == features(outputs(tmp_path, lines=True).lines) == []
    source = ogr.Open(areas)
    definition = source.GetLayer(0).GetLayerDefn()
    kinds = {
        definition.GetFieldDefn(i).GetName(): definition.GetFieldDefn(i).GetTypeName()
        for i in range(definition.GetFieldCount())
    }
    assert (kinds["area_id"], kinds["area_m2"], kinds["sign"], kinds["model"]) == (
        "Integer64",
        "Real",
        "String",
        "String",
    )
    assert source.GetLayer(0).GetGeomType() == ogr.wkbMultiPolygon
    assert len(log.lines) == 1
    assert "empty" in log.lines[0]


def test_everything_above_the_threshold_is_one_area_up_to_the_border(tmp_path):
    path = write_raster(tmp_path / "probability.tif", np.ones((20, 30)))[0]
    assert write_areas(AreaInputs(RasterReader(path)), outputs(tmp_path), above(0.5)).total_m2 == pytest.approx(
        600 * 25, rel=0.01
    )


@pytest.mark.parametrize("stop_at", [0.0, 0.15, 0.3, 0.45, 0.6, 0.66, 0.7, 0.85, 0.9])
def test_a_cancelled_run_leaves_nothing(tmp_path, probability, stop_at):
    folder = tmp_path / "out"
    folder.mkdir()
    targets = plain_targets(np.array([WEST + 60]), np.array([NORTH - 60]), np.ones(1))
    with pytest.raises(Cancelled):
        write_areas(
            AreaInputs(RasterReader(probability), targets, RasterReader(probability)),
            outputs(folder, lines=True),
            above(0.5),
            Log(stop_at),
        )
    assert list(folder.iterdir()) == []


def test_a_layer_that_cannot_be_written_leaves_no_mask(tmp_path, probability):
    (tmp_path / "file").write_text("")
    folder = tmp_path / "out"
    folder.mkdir()
    wrong = AreaOutputs(str(folder / "mask.tif"), str(tmp_path / "file" / "areas.gpkg"), str(folder / "lines.gpkg"))
    with pytest.raises(OutputError, match=r"areas.gpkg cannot be written"):
        write_areas(AreaInputs(RasterReader(probability)), wrong, above(0.5))
    assert list(folder.iterdir()) == []


def test_an_unreadable_probability_leaves_the_old_mask_alone(tmp_path):
    (tmp_path / "mask.tif").write_text("of yesterday")
    with pytest.raises(InputError, match="cannot be read"):
        write_areas(AreaInputs(RasterReader(str(tmp_path / "absent.tif"))), outputs(tmp_path), above(0.5))
    assert (tmp_path / "mask.tif").read_text() == "of yesterday"


def test_areas_that_are_nowhere_sure_are_left_out_and_the_log_says_so(tmp_path, probability):
    log = Log()
    write_areas(
        AreaInputs(RasterReader(probability)), outputs(tmp_path), AreaRules(0.5, 100.0), log
    )  # from 0.7 somewhere
    assert [row["seed_threshold"] for row in features(outputs(tmp_path).areas)] == [pytest.approx(0.7)]
    assert any(
        "areas smaller than 100 m2: 1; areas whose probability stays below 0.70: 1" in line for line in log.lines
    )
    assert gdal.Open(outputs(tmp_path).mask).ReadAsArray()[45, 5] == 1  # the mask holds it all the same


def test_a_seed_threshold_below_the_threshold_is_refused():
    with pytest.raises(InputError, match=r"seed threshold 0\.4 is below the threshold 0\.5"):
        AreaRules(0.5, seed=0.4)


def test_lines_lie_inside_and_outside_of_the_areas_and_show_how_sharp_a_boundary_is(tmp_path):
    rows, columns = np.mgrid[:120, :160]
    x = columns - 80.0
    values = 1 / (
        1 + np.exp(np.where(x < 0, 1.2, 0.12) * (np.hypot(1.2 * (rows - 60), x) - 32) * 1.0)
    )  # sharp west, vague east
    values[100:112, 4:16] = 0.75  # sure enough for an area, never for an inner line
    path = write_raster(tmp_path / "probability.tif", values)[0]
    write_areas(AreaInputs(RasterReader(path)), outputs(tmp_path, lines=True), AreaRules(0.5, 500.0))
    areas = {row["area_id"]: row["geometry"] for row in features(outputs(tmp_path).areas)}
    lines = {(row["line"], row["area_id"]): row for row in features(outputs(tmp_path, lines=True).lines)}
    assert set(lines) == {("inner", 1), ("outer", 1), ("outer", 2)}
    inner, outer = lines["inner", 1]["geometry"], lines["outer", 1]["geometry"]
    assert areas[1].Buffer(1e-6).Contains(inner)
    assert ogr.BuildPolygonFromEdges(ogr.ForceToMultiLineString(outer)).Buffer(1e-6).Contains(areas[1])
    assert lines["inner", 1]["probability"] == 0.9
    west, east, *_ = inner.GetEnvelope()
    outer_west, outer_east, *_ = outer.GetEnvelope()
    assert west - outer_west < 25  # ln(81) / 1.2 cells are 18 m
    assert outer_east - east == pytest.approx(2 * np.log(9) / 0.12 * 5, abs=12)


def test_the_outer_line_is_open_where_nothing_bounds_the_area_within_its_reach(tmp_path):
    values = np.full((60, 140), 0.02)
    values[10:50, 10:130] = 0.3  # 45 m from the areas in the north, more than 100 m in the east
    values[19:41, 15:40] = values[19:41, 50:85] = 0.95
    values[25, 60] = 0.5  # a hole of one cell is no inner line
    path = write_raster(tmp_path / "probability.tif", values)[0]
    write_areas(AreaInputs(RasterReader(path)), outputs(tmp_path, lines=True), AreaRules(0.6, 500.0))
    lines = {(row["line"], row["area_id"]): row["geometry"] for row in features(outputs(tmp_path, lines=True).lines)}
    assert set(lines) == {("inner", 1), ("inner", 2), ("outer", 1), ("outer", 2)}
    areas = {row["area_id"]: row["geometry"] for row in features(outputs(tmp_path).areas)}
    assert lines["inner", 1].GetGeometryCount() == 1
    _, east, south, north = lines["outer", 1].GetEnvelope()
    assert (south, north) == pytest.approx((NORTH - 250, NORTH - 50), abs=1)
    assert east < WEST + 85 * 5 + 100 < WEST + 130 * 5
    assert lines["outer", 1].GetGeometryCount() == 2  # the northern and the southern edge
    assert lines["outer", 1].Distance(areas[1]) == pytest.approx(45, abs=1)


@pytest.mark.parametrize(
    ("threshold", "kinds", "words"),
    [
        (0.05, {"inner"}, "outer lines, at 0.1,"),
        (0.1, {"inner", "outer"}, ""),
        (0.9, {"inner", "outer"}, ""),
        (0.95, {"outer"}, "inner lines, at 0.9,"),
    ],
)
def test_a_line_that_would_lie_on_the_boundary_is_left_out_and_the_log_says_so_once(tmp_path, threshold, kinds, words):
    rows, columns = np.mgrid[:120, :160]
    values = 1 / (1 + np.exp(0.2 * (np.hypot(rows - 60, columns - 80) - 30)))
    values[100:112, 4:16] = 0.99
    path, log = write_raster(tmp_path / "probability.tif", values)[0], Log()
    write_areas(AreaInputs(RasterReader(path)), outputs(tmp_path, lines=True), AreaRules(threshold, 500.0), log)
    boundaries = {row["area_id"]: row["geometry"].Boundary() for row in features(outputs(tmp_path, lines=True).areas)}
    lines = features(outputs(tmp_path, lines=True).lines)
    assert {row["line"] for row in lines} == kinds
    expected = [f"The threshold is {threshold}: {words} would lie on the boundaries and are left out."] if words else []
    assert [line for line in log.lines if "lines, at" in line] == expected
    level, vague = {"inner": 0.9, "outer": 0.1}, max(boundaries, key=lambda number: boundaries[number].Length())
    for row in lines:
        if row["area_id"] == vague:
            distance = abs(np.log(1 / threshold - 1) - np.log(1 / level[row["line"]] - 1)) / 0.2 * 5
            assert boundaries[row["area_id"]].Distance(row["geometry"]) == pytest.approx(distance, abs=5)
