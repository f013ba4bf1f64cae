from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.base.grid import Grid, Window
from slipline.core.hotspots.candidate_areas import AreaOptions, area_grid, write_candidate_areas
from slipline.core.hotspots.candidate_scores import CandidateScores, MapThreshold
from slipline.core.hotspots.gi_star import ROBUST, GiOptions
from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.targets.targets import standard_targets

from ..made_targets import UTM, Remembering, plain_targets, scattered
from ..rasters import NORTH, WEST, features, write_raster

GRID = Grid(UTM, WEST, NORTH, 10.0, 120, 100)


def find(tmp_path, targets, log=None, gi=GiOptions(centre=ROBUST), **options):
    """Candidate areas of the whole tool, for some options of the areas."""
    path = tmp_path / "areas.gpkg"
    areas = AreaOptions(**options)
    chosen = HotSpotOptions(distance_m=150.0, bandwidth_m=150.0, cell_m=10.0, gi=gi, areas=areas)
    hot_spot(targets, chosen, HotSpotOutputs(areas=str(path)), log or Remembering())
    return features(path)


def table(x, y, velocity):
    return plain_targets(WEST + np.array(x, float), NORTH - np.array(y, float), np.array(velocity, float))


def two_slides(gap=400.0, seed=2, second=30.0):
    """Two round slides of 120 m radius, side by side, the centres `gap` apart."""
    rng = np.random.default_rng(seed)
    x, y = WEST + rng.uniform(0, 1200, 4000), NORTH - rng.uniform(0, 600, 4000)
    velocity = rng.normal(0, 1, 4000)
    for middle, speed in ((600 - gap / 2, 30.0), (600 + gap / 2, second)):
        velocity[np.hypot(x - WEST - middle, y - NORTH + 300) < 120] += speed
    return standard_targets(x, y, UTM, velocity, {})


def test_scores_of_a_cell_worked_by_hand():
    # the cell's centre is at (505, 505). One target there: quartic weight 1; one 50 m away, bandwidth 100 m: (1 -
    # 1/4)^2 = 9/16.
    # z 4 and 0: mean 4 / (25/16) = 2.56; moving away: 16/25 = 0.64 of the weight
    targets = table([505, 555], [505, 505], [-30.0, 1.0])
    scores = CandidateScores(GRID, targets, np.array([-4.0, 0.0]), 10.0, 100.0)
    towards, away = scores.at(Window(50, 50, 1, 1))
    assert away[0, 0] == pytest.approx(min(2.56 / 1.96, 0.64 / 0.4), rel=1e-5)
    assert np.isnan(towards[0, 0])  # the other sign has the cell
    still = CandidateScores(GRID, targets, np.array([-4.0, 0.0]), 40.0, 100.0).at(Window(50, 50, 1, 1))
    assert still[1, 0, 0] == 0.0
    assert still[0, 0, 0] < 0
    assert scores.at(Window(0, 0, 5, 5)) is None


def test_a_threshold_on_the_map_takes_its_place():
    targets = table([505], [505], [1.0])
    density = 3.0 / (np.pi * 100.0**2) * 1e6 * 7.0  # of a z of 7, at the target itself, per km2
    by_map = MapThreshold(np.array([7.0]), "quartic", 100.0, density / 2)
    scores = CandidateScores(GRID, targets, np.array([7.0]), 0.0, 50.0, by_map).at(Window(50, 50, 1, 1))
    assert scores[0, 0, 0] == pytest.approx(2.0, rel=1e-5)
    assert np.isnan(scores[1, 0, 0])
    mean = replace(by_map, kernel="quartic mean", threshold=3.5)
    assert CandidateScores(GRID, targets, np.array([7.0]), 0.0, 50.0, mean).at(Window(55, 50, 1, 1))[
        0, 0, 0
    ] == pytest.approx(2.0)


def test_the_log_says_which_areas_merging_has_enlarged(tmp_path):
    log = Remembering()
    find(tmp_path, two_slides(second=-30.0), log)
    for sign in ("positive", "negative"):
        assert f"Merging candidate areas of {sign} velocity within 50 m " in log.text


@pytest.mark.parametrize("threshold", [0.0, -3.0, np.nan])
def test_a_threshold_that_makes_no_sense_is_refused(tmp_path, threshold):
    with pytest.raises(InputError, match="Choose a positive one"):
        find(tmp_path, scattered(), threshold=threshold)
    assert not list(tmp_path.iterdir())


def test_targets_without_a_score_take_no_part():
    targets = table([505, 515], [505, 505], [-30.0, -30.0])
    scores = CandidateScores(GRID, targets, np.array([-3.0, np.nan]), 10.0, 100.0).at(Window(50, 50, 1, 1))
    assert scores[1, 0, 0] == pytest.approx(3 / 1.96, rel=1e-5)
    nobody = CandidateScores(GRID, targets, np.full(2, np.nan), 10.0, 100.0)
    assert nobody.at(GRID.window) is None


def test_fine_grids_are_coarsened_to_whole_multiples_of_their_cells():
    fine = Grid(UTM, WEST, NORTH, 2.5, 1001, 802)
    assert area_grid(fine, 100.0) == Grid(UTM, WEST, NORTH, 10.0, 251, 201)
    assert area_grid(fine, 20.0) == fine
    assert area_grid(GRID, 100.0) == GRID
    assert area_grid(GRID, 99.0) == GRID


def test_the_moving_middle_is_found_with_how_it_moves_and_where_it_lies(tmp_path):
    targets = scattered(600)
    dem, _ = write_raster(tmp_path / "dem.tif", 1000.0 - 3.0 * np.mgrid[:110, :110][1], 10.0)
    (area,) = find(tmp_path, targets, dem=dem)
    centre = area["geometry"].Centroid()
    assert np.hypot(centre.GetX() - WEST - 500, centre.GetY() - NORTH + 500) < 40
    assert 0.7 < area["area_m2"] / (np.pi * 200**2) < 1.4
    inside = targets.velocity[np.hypot(targets.x - WEST - 500, targets.y - NORTH + 500) < 150]
    assert area["v_median"] == pytest.approx(np.median(inside), abs=3)
    assert area["v_min"] < area["v_median"] < area["v_max"]
    assert area["v_p95"] == pytest.approx(np.quantile(np.abs(inside), 0.95), abs=3)
    assert area["sign"] == "away"
    assert area["n_targets"] > 20
    assert area["targets_km2"] == pytest.approx(600, rel=0.4)
    assert area["gi_z_mean"] < -3
    assert 0.7 < area["coherence_mean"] < 1
    assert area["slope_mean"] == pytest.approx(np.degrees(np.arctan(0.3)), abs=0.1)
    assert area["aspect_mean"] == pytest.approx(90, abs=0.5)


def test_areas_that_are_few_small_or_flat_are_left_out_and_counted(tmp_path):
    dem, _ = write_raster(tmp_path / "dem.tif", 1000.0 - 0.5 * np.mgrid[:110, :110][1], 10.0)  # 2.9 degrees
    log = Remembering()
    assert find(tmp_path, scattered(600), log, min_targets=1000, dem=dem, min_slope=5.0) == []
    assert "1 with fewer than 1000 targets and 0 with a mean slope below 5 degrees are left out" in log.text
    assert find(tmp_path, scattered(600), log, dem=dem, min_slope=5.0) == []
    assert "0 with fewer than 6 targets and 1 with a mean slope below 5 degrees" in log.text
    assert len(find(tmp_path, scattered(600), dem=dem, min_slope=2.0)) == 1
    assert find(tmp_path, scattered(600), min_area_m2=1.2e6) == []


def test_ground_without_heights_is_not_called_flat(tmp_path):
    heights = 1000.0 - 3.0 * np.mgrid[:110, :110][1]
    heights[20:80, 20:80] = np.nan
    dem, _ = write_raster(tmp_path / "dem.tif", heights, 10.0)
    (area,) = find(tmp_path, scattered(600), dem=dem, min_slope=5.0)
    assert area["slope_mean"] is None or area["slope_mean"] > 5


def test_the_merge_distance_joins_neighbours_of_one_sign_only(tmp_path):
    assert len(find(tmp_path, two_slides(), merge_m=0.0)) == 2
    assert len(find(tmp_path, two_slides(), merge_m=300.0, most_added=1.0)) == 1
    log = Remembering()
    assert len(find(tmp_path, two_slides(), log, merge_m=300.0)) == 2
    assert "would add more than 10 % to their ground" in log.text
    opposite = find(tmp_path, two_slides(second=-30.0), merge_m=300.0, most_added=1.0)
    assert sorted(area["sign"] for area in opposite) == ["away", "towards"]


def test_areas_of_both_signs_do_not_overlap(tmp_path):
    areas = [area["geometry"] for area in find(tmp_path, two_slides(240.0, second=-30.0), merge_m=100.0)]
    assert len(areas) == 2
    assert areas[0].Intersection(areas[1]).Area() < 0.01 * areas[1].Area()


def test_small_holes_are_filled_large_ones_stay(tmp_path):
    targets = scattered(4000, slide=False)
    distance = np.hypot(targets.x - WEST - 500, targets.y - NORTH + 500)
    ring = replace(targets, velocity=targets.velocity - 40.0 * ((distance > 130) & (distance < 400)))
    (whole,) = find(tmp_path, ring, min_area_m2=60_000.0)
    (holed,) = find(tmp_path, ring, min_area_m2=10_000.0)
    assert whole["geometry"].GetGeometryRef(0).GetGeometryCount() == 1
    assert holed["geometry"].GetGeometryRef(0).GetGeometryCount() == 2


def test_outlines_have_no_stairs(tmp_path):
    (area,) = find(tmp_path, scattered(3000))
    points = np.array(area["geometry"].GetGeometryRef(0).GetGeometryRef(0).GetPoints())[:, :2]
    steps = np.diff(points, axis=0)
    level = (np.abs(steps) < 1e-6).any(axis=1)
    assert level.mean() < 0.3
    assert area["perimeter_m"] < 1.3 * 2 * np.sqrt(np.pi * area["area_m2"])


def test_one_very_fast_target_does_not_widen_an_area(tmp_path):
    slow = scattered(3000)
    middle = np.argmin(np.hypot(slow.x - WEST - 500, slow.y - NORTH + 690))  # just inside the southern edge
    fast = replace(slow, velocity=slow.velocity.copy())
    fast.velocity[middle] = -2000.0
    (one,), (other,) = find(tmp_path, slow), find(tmp_path, fast)
    assert other["area_m2"] == pytest.approx(one["area_m2"], rel=0.1)


def test_nothing_moves_where_all_velocities_are_equal(tmp_path):
    assert find(tmp_path, replace(scattered(100), velocity=np.full(100, 4.2))) == []


def test_windows_do_not_change_the_areas(tmp_path, monkeypatch):
    targets = two_slides()
    whole = find(tmp_path, targets, merge_m=100.0)
    monkeypatch.setattr(Grid, "windows", lambda grid, size=1024, _windows=Grid.windows: _windows(grid, min(size, 37)))
    parts = find(tmp_path, targets, merge_m=100.0)
    assert len(parts) == len(whole)
    for one, other in zip(whole, parts):
        assert one["geometry"].SymDifference(other["geometry"]).Area() < 0.01 * one["area_m2"]


def test_drafts_vanish_after_success_cancel_and_failure(tmp_path):
    targets = scattered(600)
    z = np.where(targets.velocity < -20, -9.0, 0.0)
    data = plain_targets(targets.x, targets.y, targets.velocity, z)
    scores = CandidateScores(GRID, data, z, 10.0, 100.0)
    path = tmp_path / "areas.gpkg"
    assert write_candidate_areas(str(path), [(scores, data)], data) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["areas.gpkg"]
    with pytest.raises(Cancelled):
        write_candidate_areas(str(path), [(scores, data)], data, progress=Remembering(cancelled=True))
    with pytest.raises(OutputError, match=r"nowhere.areas.gpkg"):
        write_candidate_areas(str(tmp_path / "nowhere" / "areas.gpkg"), [(scores, data)], data)
    assert [each.name for each in tmp_path.iterdir()] == ["areas.gpkg"]


def test_areas_that_move_towards_and_away_meet_but_do_not_overlap(tmp_path):
    rng = np.random.default_rng(7)
    x, y = WEST + rng.uniform(0, 1200, 1500), NORTH - rng.uniform(0, 1200, 1500)
    waves = np.sign(np.sin((x - WEST) / 120) * np.sin((y - NORTH) / 130 + np.cos((x - WEST) / 180)))
    targets = standard_targets(x, y, UTM, rng.normal(0, 2, 1500) + 30 * waves, {})
    found = find(tmp_path, targets, gi=GiOptions(), threshold=1.0, merge_m=100.0)
    towards, away = ([row["geometry"] for row in found if (row["v_median"] > 0) == side] for side in (True, False))
    assert len(towards) > 1
    assert len(away) > 1
    assert sum(one.Distance(other) < 0.01 for one in towards for other in away) > 2
    assert max(one.Intersection(other).GetArea() for one in towards for other in away) < 1e-6
    assert all(row["geometry"].IsValid() for row in found)
