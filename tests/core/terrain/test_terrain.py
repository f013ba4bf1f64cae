from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import InputError
from slipline.core.base.grid import Grid, Window
from slipline.core.gis.crs import spatial_reference, transform_points
from slipline.core.terrain.relief import horn
from slipline.core.terrain.terrain import BANDS, RADAR, Radar, Terrain, resample

from ..made_targets import UTM, Remembering
from ..rasters import NORTH, WEST, write_raster
from .test_relief import plane

ALL = [name for name in BANDS if name not in RADAR]


def test_values_of_gdaldem(tmp_path):
    rng = np.random.default_rng(4)
    heights = rng.normal(0, 20, (40, 50)).cumsum(axis=0).cumsum(axis=1) / 20
    path, grid = write_raster(tmp_path / "dem.tif", heights, 10.0)
    names = ["slope", "aspect", "hillshade"]
    slope, aspect, shade = (
        gdal.DEMProcessing("", path, name, format="MEM").ReadAsArray()[1:-1, 1:-1] for name in names
    )
    made = Terrain(path, grid).read(grid.window, names)[:, 1:-1, 1:-1]
    np.testing.assert_allclose(made[2], (shade.astype(float) - 1.0) * 255.0 / 254.0, atol=1.1)  # whole numbers from 1
    np.testing.assert_allclose(made[0], slope, atol=2e-4)
    turned = (made[1] - aspect + 180) % 360 - 180
    assert np.abs(turned[slope > 0.5]).max() < 0.02


def test_voids_stay_and_do_not_spread(tmp_path):
    heights = plane(30, 30, 10.0, 0.2, 0.1)
    heights[10:13, 20:22] = np.nan
    path, grid = write_raster(tmp_path / "dem.tif", heights, 10.0)
    made = Terrain(path, grid).read(grid.window, ALL)
    for name, values in zip(ALL, made):
        np.testing.assert_array_equal(np.isnan(values), np.isnan(heights), err_msg=name)
    np.testing.assert_allclose(made[0][~np.isnan(heights)], np.degrees(np.arctan(np.hypot(0.2, 0.1))), rtol=1e-5)


def test_voids_of_a_dem_in_another_crs_keep_their_size(tmp_path):
    heights = np.full((60, 60), 500.0)
    heights[20:30, 30:40] = np.nan
    path, _ = write_raster(tmp_path / "dem.tif", heights, 0.0003, "EPSG:4326", west=15.0, north=41.55)
    grid = Grid(UTM, 500100.0, 4599300.0, 10.0, 120, 140)
    elevation = Terrain(path, grid).read(grid.window, ["elevation"])[0]
    void = np.isnan(elevation)
    width, height = 10 * 0.0003 * 111320 * np.cos(np.radians(41.54)), 10 * 0.0003 * 111070
    assert void.sum() * 100.0 == pytest.approx(width * height, rel=0.08)
    np.testing.assert_allclose(elevation[~void], 500.0, atol=1e-3)


def test_terrain_of_a_geographic_dem_is_measured_in_metres(tmp_path):
    # a plane in UTM that rises 0.3 m a metre to the east, sampled on cells of a degree grid
    column, row = np.meshgrid(np.arange(80), np.arange(80))
    x, _ = transform_points(
        (14.998 + (column + 0.5) * 0.0002).ravel(), (41.552 - (row + 0.5) * 0.0002).ravel(), "EPSG:4326", UTM
    )
    path, _ = write_raster(
        tmp_path / "dem.tif", (0.3 * (x - 499000)).reshape(80, 80), 0.0002, "EPSG:4326", west=14.998, north=41.552
    )
    grid = Grid(UTM, 500100.0, 4599900.0, 5.0, 120, 100)
    slope, aspect = Terrain(path, grid).read(grid.window, ["slope", "aspect"])
    np.testing.assert_allclose(slope, np.degrees(np.arctan(0.3)), atol=0.02)
    np.testing.assert_allclose(aspect, 270.0, atol=0.1)


def test_the_result_does_not_depend_on_the_windows(tmp_path):
    rng = np.random.default_rng(1)
    heights = rng.normal(0, 5, (25, 30)).cumsum(axis=0)
    path, _ = write_raster(tmp_path / "dem.tif", heights, 12.5, "EPSG:32633", west=WEST - 20, north=NORTH + 15)
    grid = Grid(UTM, WEST, NORTH, 5.0, 60, 50)
    terrain = Terrain(path, grid)
    whole = terrain.read(grid.window, ALL)
    for window in grid.windows(17):
        np.testing.assert_allclose(terrain.read(window, ALL), whole[(slice(None), *window.slices)], rtol=1e-6)


def test_aspect_on_finer_cells_never_crosses_over_south(tmp_path):
    # a valley that falls to the north between walls of 350 and 10 degrees: averaged angles would say 180
    row, column = np.mgrid[:20, :20]
    heights = 10.0 * row + 1.76 * np.abs(column - 9.5)
    path, _ = write_raster(tmp_path / "dem.tif", heights, 10.0)
    grid = Grid(UTM, WEST + 30, NORTH - 30, 2.5, 56, 56)
    aspect = Terrain(path, grid).read(grid.window, ["aspect"])[0]
    assert (np.minimum(aspect, 360 - aspect) < 11).all()


def test_a_cone_has_the_same_slope_on_every_side(tmp_path):
    row, column = np.mgrid[:81, :81]
    distance = np.hypot(row - 40, column - 40) * 10.0
    path, grid = write_raster(tmp_path / "dem.tif", 1000.0 - 0.5 * distance, 10.0)
    slope, aspect = Terrain(path, grid).read(grid.window, ["slope", "aspect"])
    ring = (distance > 150) & (distance < 350)
    np.testing.assert_allclose(slope[ring], np.degrees(np.arctan(0.5)), atol=0.1)
    outward = np.degrees(np.arctan2(column - 40, 40 - row)) % 360
    assert np.abs((aspect - outward + 180) % 360 - 180)[ring].max() < 0.3


@pytest.mark.parametrize("cell_m", [10.0, 1.6])
def test_a_rough_dem_finer_than_the_grid_is_averaged_before_slopes_are_taken(tmp_path, cell_m):
    rng = np.random.default_rng(5)
    rough = plane(200, 240, 1.0, 0.2, -0.1) + rng.normal(0, 0.5, (200, 240))
    path, _ = write_raster(tmp_path / "dem.tif", rough, 1.0)
    grid = Grid(UTM, WEST, NORTH, cell_m, int(240 / cell_m), int(200 / cell_m))
    terrain = Terrain(path, grid)
    assert terrain.dem.grid.cell_m == cell_m
    elevation, slope = terrain.read(grid.window, ["elevation", "slope"])
    if cell_m == 10.0:
        means = rough.reshape(20, 10, 24, 10).mean(axis=(1, 3))
        np.testing.assert_allclose(elevation, means, atol=1e-3)
        np.testing.assert_allclose(slope, horn(means, 10.0)[2], atol=1e-2)
        assert (
            np.abs(slope - np.degrees(np.arctan(np.hypot(0.2, 0.1)))).max() < 1.5
        )  # cells of 1 m would say 20 degrees and more
    whole = terrain.read(grid.window, ALL)
    for window in grid.windows(13):
        np.testing.assert_allclose(terrain.read(window, ALL), whole[(slice(None), *window.slices)], rtol=1e-6)


@pytest.mark.parametrize("cell_m", [4.0, 10.0, 17.0])
def test_means_of_a_dem_in_another_crs_are_whole_at_the_rim_of_the_grid(tmp_path, cell_m):
    # a plane in UTM that rises 0.3 m a metre to the east, on cells of about 0.9 m: means over parts of cells bend it at
    # the rim
    column, row = np.meshgrid(np.arange(420), np.arange(330))
    x, y = transform_points(
        (14.9975 + (column + 0.5) * 1e-5).ravel(), (41.552 - (row + 0.5) * 1e-5).ravel(), "EPSG:4326", UTM
    )
    path, _ = write_raster(
        tmp_path / "dem.tif", (0.3 * (x - 499000)).reshape(column.shape), 1e-5, "EPSG:4326", west=14.9975, north=41.552
    )
    cells = int(160 / cell_m)
    grid = Grid(UTM, x.mean() - 80.0, y.mean() + 80.0, cell_m, cells, cells)
    terrain = Terrain(path, grid)
    assert terrain.dem.grid.cell_m == cell_m
    elevation, slope, aspect = terrain.read(grid.window, ["elevation", "slope", "aspect"])
    centres = grid.x_min + (np.arange(cells) + 0.5) * cell_m
    np.testing.assert_allclose(elevation, np.broadcast_to(0.3 * (centres - 499000), elevation.shape), atol=0.02)
    np.testing.assert_allclose(slope, np.degrees(np.arctan(0.3)), atol=0.05)
    np.testing.assert_allclose(aspect, 270.0, atol=0.2)


def test_an_averaged_dem_leaves_its_voids_out_of_the_means(tmp_path):
    heights = plane(100, 100, 1.0, 0.2, 0.0)
    heights[40:60, 40:60] = np.nan  # two by two cells of the grid
    heights[3, 4] = np.nan
    path, _ = write_raster(tmp_path / "dem.tif", heights, 1.0)
    grid = Grid(UTM, WEST - 20, NORTH + 20, 10.0, 14, 14)
    elevation = Terrain(path, grid).read(grid.window, ["elevation"])[0]
    expected = np.full((14, 14), np.nan)
    expected[2:12, 2:12] = plane(100, 100, 1.0, 0.2, 0.0).reshape(10, 10, 10, 10).mean(axis=(1, 3))
    expected[6:8, 6:8] = np.nan
    np.testing.assert_array_equal(np.isnan(elevation), np.isnan(expected))
    np.testing.assert_allclose(elevation[np.isfinite(elevation)], expected[np.isfinite(expected)], atol=0.02)


def test_a_dem_as_fine_as_the_grid_is_not_averaged(tmp_path):
    path, _ = write_raster(tmp_path / "dem.tif", plane(60, 60, 7.0, 0.2, 0.0), 7.0)
    assert Terrain(path, Grid(UTM, WEST, NORTH, 10.0, 30, 30)).dem.grid.cell_m == 7.0


def test_cells_outside_the_dem_are_null_and_no_overlap_is_refused(tmp_path):
    path, _grid = write_raster(tmp_path / "dem.tif", plane(20, 20, 10.0, 0.1, 0.0), 10.0)
    wider = Grid(UTM, WEST - 100, NORTH + 100, 10.0, 20, 20)
    elevation = Terrain(path, wider).read(wider.window, ["elevation"])[0]
    assert np.isfinite(elevation).sum() == 100
    with pytest.raises(InputError, match="has no height on the grid"):
        Terrain(path, Grid(UTM, WEST + 5000, NORTH, 10.0, 20, 20))


def test_a_dem_of_voids_only_or_without_crs_is_refused(tmp_path):
    path, grid = write_raster(tmp_path / "dem.tif", np.full((10, 10), np.nan), 10.0)
    with pytest.raises(InputError, match="has no height"):
        Terrain(path, grid)
    bare, _ = write_raster(tmp_path / "bare.tif", np.zeros((10, 10)), 10.0, crs="")
    with pytest.raises(InputError, match="has no CRS"):
        Terrain(bare, grid)


def test_an_image_given_as_dem_is_refused(tmp_path):
    path, grid = write_raster(tmp_path / "image.tif", np.ones((3, 10, 10)), 10.0)
    with pytest.raises(InputError, match="has 3 bands"):
        Terrain(path, grid)


def test_bilinear_values_by_hand():
    values = np.array([[0.0, 10.0], [20.0, 30.0]])
    assert resample(values, np.array([0.25]), np.array([0.5]))[0, 0] == 10.0
    values[0, 1] = np.nan
    # nearest is the void: null; else the void takes no part: (0.75*0.6*0 + 0.25*0.6*20 + 0.25*0.4*30) / (1 - 0.75*0.4)
    assert np.isnan(resample(values, np.array([0.25]), np.array([0.6]))[0, 0])
    assert resample(values, np.array([0.25]), np.array([0.4]))[0, 0] == pytest.approx((0.15 * 20 + 0.1 * 30) / 0.7)


def test_a_dem_without_a_grid_window_has_the_right_place(tmp_path):
    path, _grid = write_raster(tmp_path / "dem.tif", plane(20, 20, 10.0, 1.0, 0.0), 10.0)
    finer = Grid(UTM, WEST, NORTH, 2.5, 80, 80)
    elevation = Terrain(path, finer).read(Window(40, 40, 4, 1), ["elevation"])[0, 0]
    # the centre of cell 40 is 101.25 m east of the edge; the DEM's centres are at 5, 15, ...: height 1000 + 96.25
    np.testing.assert_allclose(elevation, 1000 + 96.25 + 2.5 * np.arange(4), atol=1e-3)


def test_gdaldem_of_the_warped_dem_is_what_a_geographic_dem_gives(tmp_path):
    rng = np.random.default_rng(7)
    heights = 1000 + rng.normal(0, 8, (90, 90)).cumsum(axis=0).cumsum(axis=1) / 30
    path, _ = write_raster(tmp_path / "dem.tif", heights, 0.0003, "EPSG:4326", west=14.995, north=41.56)
    grid = Grid(UTM, WEST, NORTH, 10.0, 80, 90)
    terrain = Terrain(path, grid)
    own = terrain.dem.grid
    west, south, east, north = own.bounds
    warped = gdal.Warp(
        "",
        path,
        format="MEM",
        dstSRS=UTM,
        outputBounds=(west, south, east, north),
        width=own.columns,
        height=own.rows,
        resampleAlg="cubic",
        errorThreshold=0,
    )
    slope = gdal.DEMProcessing("", warped, "slope", format="MEM").ReadAsArray()
    np.testing.assert_allclose(
        terrain.derive(own.window.expanded(-5), ["slope"])[0], slope[5:-5, 5:-5], atol=0.01
    )  # places are right to a hundredth of a cell


def test_a_cone_in_degrees_has_the_same_slope_on_every_side(tmp_path):
    column, row = np.meshgrid(np.arange(140), np.arange(140))
    longitude, latitude = 14.99 + (column + 0.5) * 0.00015, 41.56 - (row + 0.5) * 0.00015
    x, y = (part.reshape(140, 140) for part in transform_points(longitude.ravel(), latitude.ravel(), "EPSG:4326", UTM))
    path, _ = write_raster(
        tmp_path / "dem.tif",
        2000.0 - 0.5 * np.hypot(x - WEST, y - NORTH),
        0.00015,
        "EPSG:4326",
        west=14.99,
        north=41.56,
    )
    grid = Grid(UTM, WEST - 500, NORTH + 500, 10.0, 100, 100)
    slope, aspect = Terrain(path, grid).read(grid.window, ["slope", "aspect"])
    east, north = np.meshgrid(np.arange(100) * 10.0 - 495.0, 495.0 - np.arange(100) * 10.0)
    distance = np.hypot(east, north)
    ring = (distance > 150) & (distance < 480)
    np.testing.assert_allclose(slope[ring], np.degrees(np.arctan(0.5)), atol=0.3)
    outward = np.degrees(np.arctan2(east, north)) % 360
    assert (
        np.abs((aspect - outward + 180) % 360 - 180)[ring].max() < 5
    )  # the nearest cell of the DEM lies up to 9 m away


@pytest.mark.parametrize(("turned", "width"), [(0.0, 8.0), (25.0, 12.0)])
def test_a_dem_with_oblong_or_turned_cells_is_brought_to_square_ones(tmp_path, turned, width):
    """A plane stored on cells of `width` x 12 m whose rows run `turned` degrees off the east."""
    angle = np.radians(turned)
    step = width * np.cos(angle), 12.0 * np.sin(angle), -width * np.sin(angle), -12.0 * np.cos(angle)
    transform = (WEST - 600.0, step[0], -step[1], NORTH + 400.0, step[2], step[3])
    column, row = np.meshgrid(np.arange(220) + 0.5, np.arange(200) + 0.5)
    x = transform[0] + column * transform[1] + row * transform[2]
    y = transform[3] + column * transform[4] + row * transform[5]
    dataset = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "dem.tif"), 220, 200, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform(transform)
    dataset.SetProjection(UTM)
    dataset.GetRasterBand(1).WriteArray(500.0 + 0.25 * (x - WEST) - 0.1 * (y - NORTH))
    dataset = None
    grid = Grid(UTM, WEST, NORTH, 5.0, 120, 110)
    elevation, slope, aspect = Terrain(str(tmp_path / "dem.tif"), grid).read(
        grid.window, ["elevation", "slope", "aspect"]
    )
    known = np.isfinite(elevation)
    assert known.mean() > 0.6
    inner = known & np.roll(known, 8, 0) & np.roll(known, -8, 0) & np.roll(known, 8, 1) & np.roll(known, -8, 1)
    inner[:8] = inner[-8:] = inner[:, :8] = inner[:, -8:] = False
    np.testing.assert_allclose(slope[inner], np.degrees(np.arctan(np.hypot(0.25, 0.1))), atol=0.05)
    np.testing.assert_allclose(aspect[inner], np.degrees(np.arctan2(-0.25, 0.1)) % 360, atol=0.5)
    east, south = np.meshgrid((np.arange(120) + 0.5) * 5.0, (np.arange(110) + 0.5) * 5.0)
    np.testing.assert_allclose(elevation[inner], (500.0 + 0.25 * east + 0.1 * south)[inner], atol=0.05)


@pytest.mark.parametrize("said", ["by its band", "by its vertical CRS", "by the user"])
def test_heights_in_feet_become_metres(tmp_path, said):
    feet = plane(40, 40, 10.0, 0.2, 0.0) / 0.3048
    path, grid = write_raster(
        tmp_path / "dem.tif", feet, 10.0, "EPSG:32633+6360" if said == "by its vertical CRS" else UTM
    )  # NAVD88 height (ftUS)
    if said == "by its band":
        dataset = gdal.Open(path, gdal.GA_Update)
        dataset.GetRasterBand(1).SetUnitType("ft")
        dataset = None
    log = Remembering()
    made = Terrain(path, grid, unit="ft" if said == "by the user" else "auto", progress=log)
    elevation, slope = made.read(grid.window, ["elevation", "slope"])
    np.testing.assert_allclose(elevation, plane(40, 40, 10.0, 0.2, 0.0), rtol=1e-5)
    np.testing.assert_allclose(slope, np.degrees(np.arctan(0.2)), atol=1e-2)
    assert (said == "by the user") == (not log.warnings)
    as_metres = Terrain(path, grid, unit="m").read(grid.window, ["elevation"])[0]
    np.testing.assert_allclose(as_metres, feet, rtol=1e-5)


@pytest.mark.parametrize("marker", [-32768.0, -9999.0])
@pytest.mark.parametrize("crs", [UTM, "EPSG:4326"])
def test_voids_that_are_marked_but_not_declared_stay_voids(tmp_path, marker, crs):
    heights = np.full((60, 60), 500.0)
    heights[20:30, 30:40] = marker
    place = (0.0003, 15.0, 41.55) if crs != UTM else (30.0, WEST, NORTH)
    path = str(tmp_path / "dem.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 60, 60, 1, gdal.GDT_Int16)
    dataset.SetGeoTransform((place[1], place[0], 0, place[2], 0, -place[0]))
    dataset.SetProjection(spatial_reference(crs).ExportToWkt())
    dataset.GetRasterBand(1).WriteArray(heights)
    dataset = None
    grid = Grid(UTM, 500100.0, 4599300.0, 10.0, 120, 70)
    log = Remembering()
    elevation = Terrain(path, grid, progress=log).read(grid.window, ["elevation"])[0]
    assert f"heights of {marker:g}, which no ground has" in log.text
    assert np.isnan(elevation).any()
    np.testing.assert_allclose(elevation[np.isfinite(elevation)], 500.0, atol=1e-3)


@pytest.mark.parametrize(("kind", "heard"), [(gdal.GDT_Byte, True), (gdal.GDT_Int16, False)])
def test_a_picture_as_elevation_model_is_heard_of(tmp_path, kind, heard):
    path, grid = write_raster(tmp_path / "heights.tif", plane(40, 40, 30.0, 0.1, 0.0), 30.0)
    shade = gdal.DEMProcessing("", path, "hillshade", format="MEM")
    gdal.Translate(str(tmp_path / "shade.tif"), shade, outputType=kind)
    log = Remembering()
    Terrain(str(tmp_path / "shade.tif"), grid, progress=log).read(grid.window, ["elevation"])
    assert ("as pictures have them" in log.text) == heard


@pytest.mark.parametrize(
    ("factor", "heard"),
    [(0.5, ""), (1.2, "above 50 degrees. If its heights are feet"), (3.2808, "which no ground has")],
)
def test_slopes_that_are_impossible_are_heard_of(tmp_path, factor, heard):
    path, grid = write_raster(tmp_path / "dem.tif", plane(40, 40, 30.0, factor, 0.0), 30.0)
    log = Remembering()
    if "no ground" in heard:
        with pytest.raises(InputError, match=heard):
            Terrain(path, grid, progress=log)
        return
    Terrain(path, grid, progress=log)
    assert heard in log.text
    assert bool(log.warnings) == bool(heard)


def test_means_of_a_fine_dem_do_not_depend_on_the_strips_they_are_taken_in(tmp_path, monkeypatch):
    rng = np.random.default_rng(2)
    path, _ = write_raster(
        tmp_path / "dem.tif", rng.normal(500, 1, (300, 260)), 0.7, west=WEST + 0.3, north=NORTH - 0.2
    )
    grid = Grid(UTM, WEST, NORTH, 2.0, 92, 106)
    whole = Terrain(path, grid).read(grid.window, ["elevation"])
    monkeypatch.setattr("slipline.core.terrain.dem._STRIP_CELLS", 2000)
    np.testing.assert_allclose(Terrain(path, grid).read(grid.window, ["elevation"]), whole, rtol=1e-7)


def test_a_mean_weighs_cells_by_the_area_they_share(tmp_path):
    path, _ = write_raster(tmp_path / "dem.tif", np.array([[1.0, 2.0, 4.0, 8.0]] * 4), 2.0)
    grid = Grid(UTM, WEST + 1.0, NORTH - 1.0, 4.0, 1, 1)  # a half of the first, the second, a half of the third
    assert Terrain(path, grid).read(grid.window, ["elevation"])[0, 0, 0] == pytest.approx((0.5 * 1 + 2 + 0.5 * 4) / 2)


def test_sensitivity_and_layover_of_a_flat(tmp_path):
    path, grid = write_raster(tmp_path / "dem.tif", np.full((20, 20), 100.0), 10.0)
    seen = Terrain(path, grid, Radar(39.2, 280.0)).read(grid.window, ["sensitivity", "layover_shadow"])
    np.testing.assert_array_equal(seen, 0.0)
