from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.base.grid import Grid
from slipline.core.gis.raster import RasterReader
from slipline.core.hotspots import maps as module
from slipline.core.hotspots.maps import (
    KERNEL_CHOICES,
    HotSpotMap,
    local_velocity,
    target_density,
    weight_of,
    write_maps,
)
from slipline.core.targets.targets import standard_targets

from ..listening import Listening
from ..made_targets import scattered
from ..rasters import NORTH, WEST

SHAPES = {  # independent of the code: u = distance / bandwidth, h = bandwidth
    "quartic": lambda u, h: np.where(u < 1, 3 / (np.pi * h**2) * (1 - u**2) ** 2, 0.0),
    "printed": lambda u, h: np.where(u < 1, 3 / (np.pi * h**2) * (1 - u**2), 0.0),
    "gaussian": lambda u, h: np.where(u < 3, np.exp(-(u**2) / 2) / (2 * np.pi * h**2 * (1 - np.exp(-4.5))), 0.0),
}


def clusters(count=900, seed=4):
    """Targets in clusters and some between, over 6 km."""
    rng = np.random.default_rng(seed)
    middle = rng.uniform(300, 5700, (25, 2))[rng.integers(0, 25, count)]
    place = np.where(
        rng.random((count, 1)) < 0.8, middle + rng.normal(0, 90, (count, 2)), rng.uniform(0, 6000, (count, 2))
    )
    return standard_targets(WEST + place[:, 0], NORTH - place[:, 1], scattered(1).crs, rng.normal(-2, 8, count), {})


def grid_of(targets, cell_m, size_m=6000.0):
    return Grid(targets.crs, WEST, NORTH, cell_m, round(size_m / cell_m), round(size_m / cell_m))


def read(path):
    with RasterReader(str(path)) as reader:
        return reader.read(reader.grid.window)[0]


def cells_near(grid, targets, count=4000, seed=1):
    """(rows, columns) of cells up to 480 m from a target."""
    rng = np.random.default_rng(seed)
    some = rng.integers(0, len(targets), count)
    angle, far = rng.uniform(0, 2 * np.pi, count), rng.uniform(0, 480, count)
    columns, rows = grid.cells_of(targets.x[some] + far * np.cos(angle), targets.y[some] + far * np.sin(angle))
    inside = (columns >= 0) & (columns < grid.columns) & (rows >= 0) & (rows < grid.rows)
    return rows[inside].astype(int), columns[inside].astype(int)


def brute_force(grid, rows, columns, targets, weight, name, h):
    x, y = grid.x_min + (columns + 0.5) * grid.cell_m, grid.y_max - (rows + 0.5) * grid.cell_m
    kernel = SHAPES[name](np.hypot(x[:, None] - targets.x, y[:, None] - targets.y) / h, h)
    return kernel @ weight, kernel.sum(axis=1)


@pytest.mark.parametrize("cell_m", [2.5, 20.0])
@pytest.mark.parametrize("choice", KERNEL_CHOICES)
def test_thousands_of_cells_near_targets_equal_brute_force(tmp_path, choice, cell_m):
    targets = clusters()
    grid = grid_of(targets, cell_m)
    path = str(tmp_path / "m.tif")
    write_maps([HotSpotMap(path, weight="velocity", kernel=choice)], grid, targets, targets.velocity, {})
    made = read(path)
    rows, columns = cells_near(grid, targets)
    assert len(rows) > 3000
    name = choice.split()[0]
    sums, density = brute_force(grid, rows, columns, targets, targets.velocity, name, 150.0)
    expected = (
        sums / np.where(density > 0, density, np.nan) if "mean" in choice else np.where(density > 0, sums * 1e6, np.nan)
    )
    found = made[rows, columns]
    np.testing.assert_array_equal(np.isnan(found), np.isnan(expected))
    assert np.nanmax(np.abs(found - expected)) <= 1e-5 * np.nanmax(np.abs(made))


def test_maps_of_one_run_have_their_own_bandwidth_unit_and_notes(tmp_path):
    targets = clusters()
    grid = grid_of(targets, 20.0)
    paths = [str(tmp_path / name) for name in ("hot.tif", "velocity.tif", "density.tif")]
    maps = [HotSpotMap(paths[0]), local_velocity(paths[1]), target_density(paths[2], 200.0)]
    z = targets.velocity / 4
    limits = write_maps(maps, grid, targets, z, {"distance_m": "130", "stability_mm_yr": "10"})
    expected = [("hotspot", "z/km2", "150"), ("velocity", "mm/yr", "75"), ("density", "1/km2", "200")]
    for path, (band, unit, bandwidth), limit in zip(paths, expected, limits):
        with RasterReader(path) as reader:
            items = reader.metadata(band)
            assert reader.bands[0].unit == unit
        assert (items["bandwidth_m"], items["distance_m"], items["stability_mm_yr"]) == (bandwidth, "130", "10")
        values = np.abs(read(path))
        assert np.mean(values[np.isfinite(values)] <= limit) == pytest.approx(0.99, abs=0.005)
    total = np.nansum(read(paths[2])) * grid.cell_area_m2 / 1e6
    inside = len(targets) * (1 - 2 * 200 * 4 / 6000 / 4)
    assert inside < total < len(targets)


def test_a_target_without_a_score_takes_no_part_in_maps_of_z_but_in_those_of_the_velocity(tmp_path):
    targets = scattered(2)
    targets.x[:], targets.y[:] = (WEST + 300, WEST + 900), (NORTH - 300, NORTH - 900)
    paths = [str(tmp_path / name) for name in ("hot.tif", "velocity.tif")]
    write_maps(
        [HotSpotMap(paths[0]), local_velocity(paths[1])],
        grid_of(targets, 20.0, 1200.0),
        targets,
        np.array([np.nan, 2.0]),
        {},
    )
    hot, velocity = (read(path) for path in paths)
    assert np.isnan(hot[15, 15])
    assert hot[45, 45] > 0
    np.testing.assert_allclose(velocity[[15, 45], [15, 45]], targets.velocity, rtol=1e-6)


def test_overviews_are_averages(tmp_path):
    targets = clusters()
    grid = grid_of(targets, 5.0)
    for wanted in (False, True):
        path = str(tmp_path / f"{wanted}.tif")
        write_maps([HotSpotMap(path, weight="velocity")], grid, targets, targets.velocity, {}, overviews=wanted)
        dataset = gdal.Open(path)
        band = dataset.GetRasterBand(1)
        assert [band.GetOverview(i).XSize for i in range(band.GetOverviewCount())] == (
            [600, 300, 150] if wanted else []
        )
    made = band.GetOverview(0).ReadAsArray()
    fine = read(path).reshape(600, 2, 600, 2)
    whole = np.isfinite(fine).all(axis=(1, 3))
    np.testing.assert_allclose(
        made[whole], fine.mean(axis=(1, 3))[whole], rtol=1e-4, atol=1e-5 * np.nanmax(np.abs(fine))
    )


@pytest.mark.parametrize("share", [0.0, 0.01, 0.2, 0.49, 0.51, 1.0])
def test_a_cancel_at_any_point_leaves_nothing(tmp_path, share, monkeypatch):
    monkeypatch.setattr(module, "OVERVIEWS_FROM", 0.5)
    targets = clusters()
    log = Listening(cancel_at=share)
    maps = [HotSpotMap(str(tmp_path / "m.tif"), weight="velocity")]
    with pytest.raises(Cancelled):
        write_maps(maps, grid_of(targets, 2.5), targets, targets.velocity, {}, log, overviews=True)
    assert list(tmp_path.iterdir()) == []


def test_of_several_maps_all_appear_or_none(tmp_path):
    targets = clusters()
    blocked = tmp_path / "file"
    blocked.write_text("x")
    maps = [HotSpotMap(str(tmp_path / "m.tif")), HotSpotMap(str(blocked / "n.tif"))]
    with pytest.raises(OutputError):
        write_maps(maps, grid_of(targets, 20.0), targets, targets.velocity, {})
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_bandwidth_that_is_not_positive_is_refused(tmp_path):
    targets = clusters()
    with pytest.raises(InputError, match="The bandwidth is 0 m"):
        write_maps(
            [HotSpotMap(str(tmp_path / "m.tif"), bandwidth_m=0)], grid_of(targets, 20.0), targets, targets.velocity, {}
        )


def test_a_large_empty_map_is_a_small_file(tmp_path):
    targets = clusters(50)
    path = str(tmp_path / "m.tif")
    write_maps([HotSpotMap(path)], grid_of(targets, 2.5, 60_000.0), targets, targets.velocity, {})
    assert gdal.VSIStatL(path).size < 8_000_000  # 2.3 GB of cells
    dataset = gdal.Open(path)
    assert dataset.GetRasterBand(1).GetBlockSize() == [256, 256]


def test_weights():
    z, velocity = np.array([-2.0, 3.0]), np.array([5.0, -7.0])
    assert weight_of("targets", z, velocity).tolist() == [1, 1]
    assert weight_of("abs velocity", z, velocity).tolist() == [5, 7]
