from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.gis.crs import transform_points
from slipline.core.gis.raster import RasterReader
from slipline.core.hotspots.candidate_areas import AreaOptions
from slipline.core.hotspots.carried_settings import hotspot_settings, offset_sentence
from slipline.core.hotspots.distance_band import proposed_distance_band
from slipline.core.hotspots.gi_star import GiOptions, gi_star
from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.kernel_density import KernelField
from slipline.core.hotspots.maps import weight_of
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.hotspots.reference import proposed_stability
from slipline.core.targets.targets import standard_targets

from ..made_targets import Remembering, scattered
from ..rasters import NORTH, WEST, features, write_raster


def as_printed(**options):
    """Distances and Gi* of the paper, for values that are worked out from the plain formula."""
    chosen = {"distance_m": 150.0, "bandwidth_m": 150.0, "gi": GiOptions(), "reference": "nothing", **options}
    return HotSpotOptions(**chosen)


def run(tmp_path, targets, **options):
    paths = [str(tmp_path / name) for name in ("t.gpkg", "m.tif")]
    log = Remembering()
    found = hot_spot(targets, as_printed(**options), HotSpotOutputs(*paths), log)
    return found.gi, found.limits[paths[1]], paths, log


def test_the_map_is_the_kernel_density_of_z_per_km2_on_the_grid_of_the_raster(tmp_path):
    image, grid = write_raster(tmp_path / "image.tif", np.zeros((90, 110)), 10.0)
    targets = scattered()
    gi, limit, paths, _ = run(tmp_path, targets, grid=image)
    sums, reached = KernelField(grid, targets.x, targets.y, gi.z[None], 150.0).sums(grid.window)
    with RasterReader(paths[1]) as reader:
        assert reader.grid == replace(grid, crs=reader.grid.crs)
        assert (reader.bands[0].name, reader.bands[0].unit) == ("hotspot", "z/km2")
        made = reader.read(grid.window)[0]
    np.testing.assert_array_equal(np.isnan(made), ~reached)
    assert np.nanmax(np.abs(made - sums[0] * 1e6)) <= 1e-5 * np.abs(sums[0] * 1e6).max()
    assert 0 < limit <= np.nanmax(np.abs(made))


def test_the_local_mean_does_not_depend_on_the_density(tmp_path):
    targets = scattered(slide=False)
    targets = replace(targets, velocity=np.where(targets.x < WEST + 500, 3.0, 7.0))
    _, _, paths, _ = run(tmp_path, targets, weight="velocity", kernel="quartic mean", bandwidth_m=100.0, cell_m=20.0)
    with RasterReader(paths[1]) as reader:
        values = reader.read(reader.grid.window)[0]
        west = reader.grid.window_of(WEST, NORTH - 800, WEST + 390, NORTH - 200)
        assert reader.bands[0].unit == "mm/yr"
    np.testing.assert_allclose(values[west.slices][np.isfinite(values[west.slices])], 3.0, rtol=1e-6)
    assert np.nanmin(values) == pytest.approx(3.0)
    assert np.nanmax(values) == pytest.approx(7.0)


def test_weights_of_the_map():
    z, velocity = np.array([-2.0, 3.0]), np.array([5.0, -7.0])
    expected = {"z": [-2, 3], "z+": [0, 3], "z-": [-2, 0], "abs z": [2, 3], "velocity": [5, -7], "abs velocity": [5, 7]}
    for name, values in expected.items():
        assert weight_of(name, z, velocity).tolist() == values, name


def test_targets_get_their_scores_and_keep_their_attributes(tmp_path):
    targets = scattered(80)
    gi, _, paths, _ = run(tmp_path, targets)
    rows = features(paths[0])
    expected = gi_star(targets.x, targets.y, targets.velocity, 150.0)
    np.testing.assert_allclose([row["gi_z"] for row in rows], expected.z)
    np.testing.assert_allclose([row["gi_p"] for row in rows], expected.p)
    assert [row["gi_n"] for row in rows] == expected.neighbours.tolist()
    assert [row["gi_bin"] for row in rows] == expected.bins.tolist()
    np.testing.assert_allclose([row["coherence"] for row in rows], targets.coherence)
    assert len(gi.z) == 80


def test_targets_without_velocity_are_left_out_and_counted(tmp_path):
    targets = scattered(80)
    targets.velocity[:5] = np.nan
    _, _, paths, log = run(tmp_path, targets)
    assert len(features(paths[0])) == 75
    assert "5 of 80 targets have no velocity" in log.warnings[0]


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_distances_are_metres_on_the_ground_whatever_the_crs(tmp_path, crs):
    targets = scattered(200)
    x, y = transform_points(targets.x, targets.y, targets.crs, crs)
    gi, _, _, log = run(tmp_path, replace(targets, x=x, y=y, crs=crs))
    expected = gi_star(targets.x, targets.y, targets.velocity, 150.0)
    np.testing.assert_array_equal(gi.neighbours, expected.neighbours)
    np.testing.assert_allclose(gi.z, expected.z, atol=1e-9)
    assert "are brought from" in log.text
    assert "UTM zone 33N" in log.text


def test_a_grid_in_degrees_is_replaced_and_said(tmp_path):
    image, _ = write_raster(tmp_path / "image.tif", np.zeros((60, 60)), 0.0002, "EPSG:4326", west=14.999, north=41.556)
    _, _, paths, log = run(tmp_path, scattered(), grid=image)
    assert "does not measure in metres" in log.warnings[0]
    with RasterReader(paths[1]) as reader:
        assert reader.grid.cell_m == pytest.approx(19, abs=1)


def run_areas(tmp_path, targets, options):
    paths = [str(tmp_path / name) for name in ("t.gpkg", "m.tif", "a.gpkg")]
    hot_spot(targets, HotSpotOptions(cell_m=10.0, areas=options), HotSpotOutputs(*paths))
    return paths


def test_equal_velocities_give_a_map_of_zeros_and_a_warning(tmp_path):
    targets = replace(scattered(50), velocity=np.full(50, 4.2))
    gi, limit, _paths, log = run(tmp_path, targets)
    assert (gi.z == 0).all()
    assert limit == 0
    assert "All velocities are equal" in log.warnings[0]


def test_one_target_is_enough(tmp_path):
    paths = run_areas(tmp_path, scattered(1), AreaOptions())
    assert len(features(paths[0])) == 1
    assert features(paths[2]) == []


def test_a_grid_that_no_target_touches_is_refused(tmp_path):
    image, _ = write_raster(tmp_path / "image.tif", np.zeros((10, 10)), 10.0, west=WEST + 9000)
    with pytest.raises(InputError, match="None of the 300 targets lies on the grid"):
        run(tmp_path, scattered(), grid=image)
    assert [path.name for path in tmp_path.iterdir()] == ["image.tif"]


def test_what_makes_no_sense_is_refused(tmp_path):
    with pytest.raises(InputError, match="positive bandwidth"):
        run(tmp_path, scattered(), bandwidth_m=-1.0)
    with pytest.raises(InputError, match="positive distance"):
        run(tmp_path, scattered(), distance_m=-1.0)
    with pytest.raises(InputError, match="has a velocity"):
        run(tmp_path, replace(scattered(3), velocity=np.full(3, np.nan)))
    assert not list(tmp_path.iterdir())


def test_distances_of_zero_are_proposed_said_and_kept_with_the_map(tmp_path):
    targets = scattered(900)
    expected = proposed_distance_band(targets.x, targets.y, targets.velocity)
    found = hot_spot(
        targets,
        as_printed(distance_m=0.0, bandwidth_m=0.0, cell_m=20.0),
        HotSpotOutputs(map=str(tmp_path / "m.tif")),
        log := Remembering(),
    )
    assert found.distance_m == found.bandwidth_m == expected.distance_m
    assert f"Distance band: {expected.distance_m:g} m, proposed: {expected.reason}." in log.lines
    assert any(line.startswith(f"Bandwidth: {expected.distance_m:g} m") for line in log.lines)
    given = gi_star(targets.x, targets.y, targets.velocity, expected.distance_m)
    np.testing.assert_array_equal(found.gi.z, given.z)
    settings = hotspot_settings(RasterReader(str(tmp_path / "m.tif")))
    assert settings == {
        "distance_m": expected.distance_m,
        "bandwidth_m": expected.distance_m,
        "weight": "z",
        "kernel": "quartic",
        "centre": "mean",
    }


def test_a_bandwidth_of_zero_follows_a_given_distance(tmp_path):
    found = hot_spot(scattered(), HotSpotOptions(120.0, 0.0, cell_m=20.0), HotSpotOutputs(map=str(tmp_path / "m.tif")))
    assert (found.distance_m, found.bandwidth_m) == (120.0, 120.0)


def test_a_ramp_is_taken_away_from_everything_and_what_was_read_is_kept(tmp_path):
    plain = scattered(600)
    tilted = replace(plain, velocity=plain.velocity + 12.0 + 0.02 * (plain.x - WEST))
    paths = [str(tmp_path / name) for name in ("t.gpkg", "m.tif")]
    level = hot_spot(plain, as_printed(cell_m=20.0), HotSpotOutputs(map=paths[1])).gi
    log = Remembering()
    found = hot_spot(tilted, as_printed(cell_m=20.0, reference="ramp"), HotSpotOutputs(*paths), log).gi
    assert np.abs(found.z - level.z).max() < 0.5
    assert "+20" in log.text
    rows = features(paths[0])
    np.testing.assert_allclose([row["velocity_read"] for row in rows], tilted.velocity)
    assert abs(np.median([row["velocity"] for row in rows])) < 1e-9


def test_the_stability_threshold_marks_targets_and_leaves_none_out(tmp_path):
    targets = scattered(300)
    log = Remembering()
    options = as_printed(stability_mm_yr=10.0)
    found = hot_spot(targets, options, HotSpotOutputs(str(tmp_path / "t.gpkg")), log)
    rows = features(tmp_path / "t.gpkg")
    assert len(rows) == 300
    expected = np.where(np.abs(targets.velocity) > 10, np.sign(targets.velocity), 0)
    assert [row["moving"] for row in rows] == expected.tolist()
    assert (
        f"Stability threshold: 10 mm/yr; {100 * np.mean(np.abs(targets.velocity) > 10):.1f} % of the targets are faster"
        in log.text
    )
    np.testing.assert_array_equal(found.gi.z, gi_star(targets.x, targets.y, targets.velocity, 150.0).z)
    proposed = hot_spot(targets, as_printed(), HotSpotOutputs(), log).stability_mm_yr
    assert proposed == proposed_stability(targets.velocity)[0]


def test_targets_with_too_few_neighbours_are_null_in_the_layer(tmp_path):
    targets = scattered(120)
    log = Remembering()
    found = hot_spot(
        targets, HotSpotOptions(60.0, gi=GiOptions("gi", True, 3)), HotSpotOutputs(str(tmp_path / "t.gpkg")), log
    )
    unknown = np.isnan(found.gi.z)
    assert 0 < unknown.sum() < 120
    rows = features(tmp_path / "t.gpkg")
    for name in ("gi_z", "gi_p", "gi_bin"):
        assert [row[name] is None for row in rows] == unknown.tolist()
    assert [row["gi_n"] for row in rows] == found.gi.neighbours.tolist()
    assert f"{unknown.sum()} targets have too few neighbours" in log.text
    assert "false discovery rate" in log.text


def test_more_neighbours_than_there_are_gives_nulls_a_warning_and_no_area(tmp_path):
    paths = [str(tmp_path / name) for name in ("t.gpkg", "m.tif", "a.gpkg")]
    log = Remembering()
    hot_spot(scattered(50), HotSpotOptions(gi=GiOptions(min_neighbours=99)), HotSpotOutputs(*paths), log)
    assert "all scores are null" in log.warnings[0]
    assert features(paths[2]) == []
    assert {row["gi_z"] for row in features(paths[0])} == {None}


def test_what_is_left_out_and_how_dense_the_rest_is_stands_in_the_log(tmp_path):
    targets = scattered(404)
    targets.velocity[:2], targets.velocity[2] = np.nan, np.inf
    targets.x[3] = np.nan
    targets.x[4:8], targets.y[4:8] = (  # the corners of a square of 2 x 2 km: 4 km2
        WEST + np.array([0.0, 2000.0, 0.0, 2000.0]),
        NORTH - np.array([0.0, 0.0, 2000.0, 2000.0]),
    )
    targets.x[8], targets.y[8] = targets.x[9], targets.y[9]
    _, _, _, log = run(tmp_path, targets)
    assert "3 of 404 targets have no velocity" in log.warnings[0]
    assert "1 of 404 targets have no position" in log.warnings[1]
    assert "400 targets on 4 km2 (their convex hull), 100 targets/km2; 1 share their place" in log.text


def test_targets_on_one_line_have_no_density(tmp_path):
    line = replace(scattered(20), x=WEST + np.arange(20) * 50.0, y=np.full(20, NORTH - 500.0))
    _, _, _, log = run(tmp_path, line)
    assert "20 targets." in log.lines


def test_a_hundred_and_fifty_metres_of_web_mercator_are_not_121_on_the_ground(tmp_path):
    # at 36 N web maps are stretched by 1 / cos(36 degrees) = 1.236: 150 of their units are 121 m
    zone = "EPSG:32648"
    x, y = np.array([500_000.0, 500_140.0, 500_300.0]), np.full(3, 3_984_000.0)
    web = transform_points(x, y, zone, "EPSG:3857")
    assert 140 * 1.2 < web[0][1] - web[0][0] < 140 * 1.26
    targets = standard_targets(*web, "EPSG:3857", np.array([1.0, 2.0, 6.0]), {})
    gi, _, _, log = run(tmp_path, targets)
    assert gi.neighbours.tolist() == [2, 2, 1]
    assert "UTM zone 48N" in log.text


def test_a_grid_in_web_mercator_gets_cells_on_the_ground(tmp_path):
    targets = replace(scattered(), crs="EPSG:32648", y=scattered().y - 600_000.0)  # around 36 N
    x, y = transform_points(targets.x, targets.y, "EPSG:32648", "EPSG:3857")
    image, _ = write_raster(
        tmp_path / "image.tif", np.zeros((80, 80)), 20.0, "EPSG:3857", west=x.min() - 100, north=y.max() + 100
    )
    _, _, paths, log = run(tmp_path, targets, grid=image)
    assert "does not measure in metres" in log.warnings[0]
    with RasterReader(paths[1]) as reader:
        assert reader.grid.cell_m == pytest.approx(20 * np.cos(np.radians(36.1)), rel=0.01)


def test_targets_and_grid_in_different_crs(tmp_path):
    targets = scattered()
    image, grid = write_raster(tmp_path / "image.tif", np.zeros((100, 100)), 10.0)
    x, y = transform_points(targets.x, targets.y, targets.crs, "EPSG:32634")
    here, _, paths, _ = run(tmp_path, targets, grid=image)
    with RasterReader(paths[1]) as reader:
        expected = reader.read(grid.window)[0]
    there, _, paths, log = run(tmp_path, replace(targets, x=x, y=y, crs="EPSG:32634"), grid=image)
    with RasterReader(paths[1]) as reader:
        made = reader.read(grid.window)[0]
    np.testing.assert_array_equal(there.neighbours, here.neighbours)
    np.testing.assert_allclose(made, expected, atol=1e-3 * np.nanmax(np.abs(expected)))
    assert "are brought from" in log.text


def test_a_failure_at_the_end_leaves_no_earlier_output(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(OutputError):
        hot_spot(scattered(), HotSpotOptions(), HotSpotOutputs(str(tmp_path / "t.gpkg"), str(blocked / "m.tif")))
    with pytest.raises(Cancelled):
        hot_spot(
            scattered(),
            HotSpotOptions(),
            HotSpotOutputs(str(tmp_path / "t.gpkg"), str(tmp_path / "m.tif")),
            Remembering(cancelled=True),
        )
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_failure_leaves_the_results_of_an_earlier_run_that_it_did_not_reach(tmp_path):
    _, _, paths, _ = run(tmp_path, scattered())
    with pytest.raises(OutputError):
        hot_spot(scattered(), HotSpotOptions(), HotSpotOutputs(str(tmp_path / "m.tif" / "t.gpkg"), paths[1]))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m.tif", "t.gpkg"]


def test_the_written_map_is_sparse(tmp_path):
    targets = scattered(40, size_m=300.0)
    image, _ = write_raster(tmp_path / "image.tif", np.zeros((4096, 4096), np.float32), 10.0)
    _, _, paths, _ = run(tmp_path, targets, grid=image)
    assert gdal.VSIStatL(paths[1]).size < 200_000


def test_cells_larger_than_the_bandwidth_are_warned_of(tmp_path):
    _, _, _, log = run(tmp_path, scattered(), bandwidth_m=30.0, cell_m=50.0)
    assert "The bandwidth of 30 m is smaller than a cell of 50 m" in log.warnings[0]
    _, _, _, log = run(tmp_path, scattered(), bandwidth_m=50.0, cell_m=50.0)
    assert not log.warnings


def test_the_papers_preset_is_literal_whatever_the_offset(tmp_path):
    targets = scattered(300)
    shifted = replace(targets, velocity=targets.velocity + 25.0)
    paths = [str(tmp_path / name) for name in ("t.gpkg", "m.tif")]
    options = HotSpotOptions(cell_m=20.0).as_in_the_paper()
    found = hot_spot(shifted, options, HotSpotOutputs(*paths), log := Remembering())
    assert (found.distance_m, found.bandwidth_m, found.stability_mm_yr) == (150.0, 150.0, 10.0)
    np.testing.assert_array_equal(found.gi.z, gi_star(targets.x, targets.y, shifted.velocity, 150.0).z)
    np.testing.assert_allclose([row["velocity"] for row in features(paths[0])], shifted.velocity)
    assert hotspot_settings(RasterReader(paths[1]))["centre"] == "mean"
    assert offset_sentence(RasterReader(paths[1])) == ""
    assert "have an offset" in log.warnings[0]
    typed = HotSpotOptions(distance_m=90.0, stability_mm_yr=4.0).as_in_the_paper()
    assert (typed.distance_m, typed.stability_mm_yr) == (90.0, 4.0)


def test_an_offset_is_taken_away_and_stands_in_log_layer_and_map(tmp_path):
    targets = scattered(300)
    shifted = replace(targets, velocity=targets.velocity + 25.0)
    paths = [str(tmp_path / name) for name in ("t.gpkg", "m.tif")]
    hot_spot(shifted, HotSpotOptions(cell_m=20.0), HotSpotOutputs(*paths), log := Remembering())
    median = float(np.median(shifted.velocity))
    assert f"The {median:.2f} mm/yr are taken away from all velocities" in log.text
    rows = features(paths[0])
    np.testing.assert_allclose([row["velocity_read"] for row in rows], shifted.velocity)
    np.testing.assert_allclose([row["velocity"] for row in rows], shifted.velocity - median)
    assert f"an offset of {median:.4g} mm/yr" in offset_sentence(RasterReader(paths[1]))
    assert not log.warnings


def test_a_bandwidth_that_nobody_typed_never_reaches_beyond_the_targets(tmp_path):
    log = Remembering()
    found = hot_spot(scattered(), HotSpotOptions(1e9), HotSpotOutputs(map=str(tmp_path / "m.tif")), log)
    assert found.distance_m == 1e9
    assert found.bandwidth_m < 1e4
    assert any("all others as neighbours" in text for text in log.warnings)
