"""Classify time series as the toolbox runs it, and what follows: hot spots, areas, stack."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from slipline.core.base.progress import Silent
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.vector import Column, write_points
from slipline.core.products.series_file import beside, write_series

from ..core.rasters import CRS, NORTH, WEST, features
from ..core.series.invented import HALF_WAVE, invented


def series_columns(scene, factor=1.0):
    return [Column(f"D{day:%Y%m%d}", values * factor) for day, values in zip(scene.days, scene.values.T)]


def layer(path, scene, *columns, factor=1.0):
    write_points(str(path), "targets", CRS, WEST + scene.x, NORTH - scene.y, [*columns, *series_columns(scene, factor)])
    return str(path)


@pytest.fixture(scope="module")
def scene():
    return invented(21, 300, dates=150)


@pytest.fixture(scope="module")
def targets(scene, tmp_path_factory):
    folder = tmp_path_factory.mktemp("series")
    velocity = Column("velocity", scene.before)
    few = invented(21, 300, dates=150)
    few.values[:] = np.nan
    return {
        "plain": layer(folder / "plain.gpkg", scene, velocity, Column("id", np.arange(300).astype(str))),
        "without": layer(folder / "without.gpkg", scene),
        "bare": str(write_bare(folder / "bare.gpkg", scene)),
        "empty": layer(folder / "empty.gpkg", few, velocity),
    }


def write_bare(path, scene):
    write_points(str(path), "targets", CRS, WEST + scene.x, NORTH - scene.y, [Column("velocity", scene.before)])
    return path


def test_each_target_gets_its_kind_and_keeps_what_it_has(tool_run, targets, scene, tmp_path):
    output = str(tmp_path / "classified.gpkg")
    run = tool_run("timeseries", {"TARGETS": targets["plain"], "OUTPUT": output})
    assert run.ok, run.error
    assert "A plane for each date" in run.log.text
    found = features(output)
    assert len(found) == 300
    kinds = np.array([one["trend"] for one in found])
    kinds[np.isin(kinds, ("accelerating", "slowing"))] = "curved"
    assert (kinds == scene.kind).mean() > 0.9
    broken = [one for one, kind in zip(found, kinds) if kind == "break"]
    assert all(len(one["break_date"]) == 10 for one in broken)
    assert all(abs(one["speed_before"] - one["speed_after"]) >= 2.0 for one in broken)
    assert {one["break_date"] for one, kind in zip(found, kinds) if kind != "break"} == {None}
    assert found[7]["id"] == "7"
    np.testing.assert_allclose([one["velocity"] for one in found], scene.before, atol=1e-6)
    day = f"D{scene.days[3]:%Y%m%d}"
    expected = scene.values[:, 3]
    values = np.array([np.nan if one[day] is None else one[day] for one in found])
    np.testing.assert_allclose(values, expected, atol=1e-3)
    assert 'attr="trend"' in Path(output).with_suffix(".qml").read_text(encoding="utf-8")


def test_jumps_are_undone_on_request_in_velocity_and_series(tool_run, targets, scene, tmp_path):
    output = str(tmp_path / "undone.gpkg")
    run = tool_run("timeseries", {"TARGETS": targets["without"], "UNDO_JUMPS": True, "OUTPUT": output})
    assert run.ok, run.error
    found = features(output)
    jumped = np.flatnonzero(scene.kind == "jump")
    velocity = np.array([found[i]["velocity"] for i in jumped])
    assert np.median(np.abs(velocity - scene.before[jumped])) < 1.0
    days = [f"D{day:%Y%m%d}" for day in scene.days]
    values = np.array([[np.nan if found[i][day] is None else found[i][day] for day in days] for i in jumped])
    index = np.arange(len(days))
    taken = scene.values[jumped] - values
    late = index > scene.jump_index[jumped][:, None] + 5
    step = np.nanmedian(np.where(late, np.abs(taken), np.nan), axis=1)
    assert np.mean(np.abs(step - HALF_WAVE) < 0.1) > 0.95


def test_raw_units_few_dates_and_bad_numbers(tool_run, targets, scene, tmp_path):
    output = tmp_path / "out.gpkg"
    metres = invented(21, 120, kinds=("linear", "stable"), dates=60)
    path = layer(tmp_path / "m.gpkg", metres, Column("velocity", metres.before), factor=0.001)
    run = tool_run("timeseries", {"TARGETS": path, "OUTPUT": str(output)})
    assert run.ok, run.error
    assert "displacements are in m" in run.log.text
    assert {one["trend"] for one in features(str(output))} >= {"linear", "stable"}
    output.unlink()
    run = tool_run("timeseries", {"TARGETS": targets["bare"], "OUTPUT": str(output)})
    assert not run.ok
    assert "has 0 fields of displacements" in run.error
    run = tool_run("timeseries", {"TARGETS": targets["plain"], "WAVELENGTH": 2.0, "OUTPUT": str(output)})
    assert not run.ok
    assert "wavelength is 2 mm" in run.error
    assert not output.exists()
    run = tool_run("timeseries", {"TARGETS": targets["empty"], "OUTPUT": str(output)})
    assert run.ok, run.error
    assert "are not classified" in run.log.text
    assert {one["trend"] for one in features(str(output))} == {None}


def test_a_cancel_leaves_nothing(tool_run, targets, tmp_path):
    output = tmp_path / "out.gpkg"
    run = tool_run("timeseries", {"TARGETS": targets["plain"], "OUTPUT": str(output)}, cancel_at="targets with")
    assert not output.exists()
    assert not run.ok


def patches_of_wrong_cycles(path):
    """2400 x 2400 m of still ground, a landslide in the middle, and six patches whose unwrapping is a cycle wrong."""
    rng = np.random.default_rng(31)
    plain = invented(31, 3600, kinds=("stable",), dates=90, common_mm=2.0)
    x, y = rng.uniform(0.0, 2400.0, (2, 3600))
    years = np.array([(day - plain.days[0]).days for day in plain.days]) / 365.25
    values = plain.values - plain.before[:, None] * years
    values[np.hypot(x - 1200, y - 1200) < 160] -= 20.0 * years
    places = [(350, 350), (1200, 350), (2050, 350), (350, 2050), (1200, 2050), (2050, 2050)]
    for number, (east, north) in enumerate(places):
        patch = np.hypot(x - east, y - north) < 150
        values[np.ix_(patch, np.arange(len(years)) >= 30 + 6 * number)] += HALF_WAVE * (-1) ** number
    velocity = np.array([np.polyfit(years[good], row[good], 1)[0] for row, good in zip(values, np.isfinite(values))])
    days = [Column(f"D{day:%Y%m%d}", row) for day, row in zip(plain.days, values.T)]
    write_points(str(path), "targets", CRS, WEST + x, NORTH - y, [Column("velocity", velocity), *days])
    return str(path), places


def test_patches_of_wrong_cycles_make_no_areas_once_jumps_are_undone(tool_run, tmp_path):
    raw, places = patches_of_wrong_cycles(tmp_path / "raw.gpkg")
    undone = str(tmp_path / "undone.gpkg")
    run = tool_run("timeseries", {"TARGETS": raw, "UNDO_JUMPS": True, "OUTPUT": undone})
    assert run.ok, run.error
    wrong, right = [], []
    for name, path in (("raw", raw), ("undone", undone)):
        areas = str(tmp_path / f"{name}_areas.gpkg")
        scored = str(tmp_path / f"{name}_targets.gpkg")
        run = tool_run("hotspot", {"TARGETS": path, "CELL": 20.0, "OUTPUT_AREAS": areas, "OUTPUT_TARGETS": scored})
        assert run.ok, run.error
        found = features(areas)
        middles = [one["geometry"].Centroid() for one in found]
        off = np.array([[one.GetX() - WEST, NORTH - one.GetY()] for one in middles]).reshape(-1, 2)
        slide = np.hypot(*(off - 1200.0).T) < 160
        wrong.append(int((~slide).sum()))
        right.append(int(slide.sum()))
    assert right == [1, 1]
    assert wrong[0] >= len(places) - 1
    assert wrong[1] <= wrong[0] / 2
    (area,) = (one for one, is_slide in zip(found, slide) if is_slide)
    assert area["trend"] == "linear"
    assert area["trend_share"] > 0.9
    assert area["speed_now"] == pytest.approx(-20.0, abs=1.5)
    stack = str(tmp_path / "stack.vrt")
    bands = ["velocity", "acceleration", "season", "jump_share"]
    run = tool_run("featurestack", {"TARGETS": scored, "FEATURES": bands, "CELL": 20.0, "OUTPUT": stack})
    assert run.ok, run.error
    with RasterReader(stack) as reader:
        assert set(reader.names) == set(bands)
        values = dict(zip(bands, reader.read(reader.grid.window, bands)))
        grid = reader.grid
    column, row = (int(one[0]) for one in grid.cells_of(np.array([WEST + 350.0]), np.array([NORTH - 350.0])))
    assert values["jump_share"][row, column] > 0.8
    column, row = (int(one[0]) for one in grid.cells_of(np.array([WEST + 700.0]), np.array([NORTH - 1700.0])))
    assert values["jump_share"][row, column] < 0.1
    assert np.nanmedian(np.abs(values["acceleration"])) < 1.0


def test_a_band_of_the_series_needs_its_field(tool_run, targets, tmp_path):
    given = {"TARGETS": targets["bare"], "FEATURES": ["break_age"], "CELL": 50.0, "OUTPUT": str(tmp_path / "s.vrt")}
    run = tool_run("featurestack", given)
    assert not run.ok
    assert "Classify time series" in run.error


def test_series_in_a_file_beside_the_layer_are_found_by_their_numbers(tool_run, scene, tmp_path):
    path, output = str(tmp_path / "filed.gpkg"), str(tmp_path / "out.gpkg")
    table = scene.values.astype(np.float32)
    numbers = write_series(beside(path), scene.days, len(table), [table], Silent())
    columns = [Column("velocity", scene.before), Column("series", numbers)]
    write_points(path, "targets", CRS, WEST + scene.x, NORTH - scene.y, columns)
    run = tool_run("timeseries", {"TARGETS": path, "OUTPUT": output})
    assert run.ok, run.error
    found = features(output)
    kinds = np.array([one["trend"] for one in found])
    kinds[np.isin(kinds, ("accelerating", "slowing"))] = "curved"
    assert (kinds == scene.kind).mean() > 0.9
    assert [one["series"] for one in found] == numbers.tolist()
    Path(beside(path)).unlink()
    run = tool_run("timeseries", {"TARGETS": path, "OUTPUT": output})
    assert not run.ok
    assert "file of series" in run.error
