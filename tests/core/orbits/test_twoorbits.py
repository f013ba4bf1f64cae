"""East and up from two orbits, against the truth and against formulas of another kind."""

import dataclasses

import numpy as np
import pytest
from osgeo import gdal, ogr
from scipy.spatial import cKDTree

from slipline.core.base.errors import InputError
from slipline.core.orbits.agreement import CONTRADICT, ONE, SAME, STILL, agreement
from slipline.core.orbits.common_time import rates, series_from
from slipline.core.orbits.solving import along_descent, descent_vectors, down_slope, east_up
from slipline.core.orbits.tracks import Series, Track, checked_looks, labels_of, look_vectors
from slipline.core.orbits.twoorbits import CELLS, NONE, NOTHING, SLOPE, OrbitOptions, two_orbits

from ..listening import Listening
from ..rasters import CRS, NORTH, WEST, write_raster

INCIDENCE = {"d": 39.2, "a": 37.0}
HEADING = {"d": 190.0, "a": 350.0}
SIDE = 2000.0  # m
FIELDS = [
    "velocity",
    "coherence",
    "height",
    "velocity_std",
    "orbit",
    "velocity_east",
    "velocity_north",
    "velocity_up",
    "velocity_east_std",
    "velocity_up_std",
    "velocity_slope",
    "velocity_slope_std",
    "velocity_d",
    "n_d",
    "velocity_a",
    "n_a",
    "agreement",
]
BANDS = [
    "velocity_east",
    "velocity_north",
    "velocity_up",
    "velocity_east_std",
    "velocity_up_std",
    "velocity_slope",
    "velocity_slope_std",
    "velocity_d",
    "velocity_a",
    "targets_d",
    "targets_a",
    "agreement",
]


def look(label):
    return look_vectors(np.array([INCIDENCE[label]]), np.array([HEADING[label]]))[0]


def track(label, x, y, velocity, **more):
    empty = np.full(len(x), np.nan)
    values = {"deviation": empty, "coherence": empty, "height": empty, **more}
    return Track(f"track {label}", x, y, CRS, velocity, np.tile(look(label), (len(x), 1)), **values)


def scene(seed, per_cell=5, cell_m=50.0, noise=2.0, slide=(12.0, -9.0), offsets=(0.0, 0.0)):
    """Both orbits over ground with one landslide of 600 x 600 m: tracks, and the truth as a function of places."""
    rng = np.random.default_rng(seed)

    def truth(x, y):
        inside = (np.abs(x - WEST - 1000) < 300) & (np.abs(y - NORTH + 1000) < 300)
        return inside[:, None] * np.array([slide[0], 0.0, slide[1]])

    made = []
    for label, offset in zip("da", offsets):
        corner = np.arange(0, SIDE, cell_m)
        x, y = (np.repeat(part.ravel(), per_cell) for part in np.meshgrid(corner, corner))
        x, y = WEST + x + rng.uniform(0, cell_m, len(x)), NORTH - y - rng.uniform(0, cell_m, len(x))
        made.append(track(label, x, y, truth(x, y) @ look(label) + offset + noise * rng.standard_normal(len(x))))
    return made, truth


def test_east_and_up_are_those_of_an_independent_formula():
    rng = np.random.default_rng(1)
    looks = np.stack([look_vectors(rng.uniform(25, 45, 50), np.full(50, HEADING[k])) for k in "ad"])
    means, variances = rng.normal(0, 20, (2, 50)), rng.uniform(0.1, 4, (2, 50))
    found = east_up(means, variances, looks)
    for n in range(50):  # two equations by Cramer's rule; errors by propagating each velocity by itself
        (a, b), (c, d) = looks[:, n, [0, 2]]
        inverse = np.array([[d, -b], [-c, a]]) / (a * d - b * c)
        east, up = inverse @ means[:, n]
        assert found.east[n] == pytest.approx(east, rel=1e-9)
        assert found.up[n] == pytest.approx(up, rel=1e-9)
        assert found.east_std[n] == pytest.approx(np.sqrt(inverse[0] ** 2 @ variances[:, n]), rel=1e-9)
        assert found.up_std[n] == pytest.approx(np.sqrt(inverse[1] ** 2 @ variances[:, n]), rel=1e-9)
    np.testing.assert_array_equal(found.north, 0.0)


def test_three_lines_of_sight_are_weighted_as_numpys_least_squares_does():
    rng = np.random.default_rng(2)
    looks = np.stack([look_vectors(np.full(20, i), np.full(20, h)) for i, h in ((30, 350), (42, 190), (38, 348))])
    means, variances = rng.normal(0, 20, (3, 20)), rng.uniform(0.1, 4, (3, 20))
    found = east_up(means, variances, looks)
    for n in range(20):
        root = 1 / np.sqrt(variances[:, n])
        design = looks[:, n, [0, 2]] * root[:, None]
        expected = np.linalg.lstsq(design, means[:, n] * root, rcond=None)[0]
        np.testing.assert_allclose([found.east[n], found.up[n]], expected, rtol=1e-9)
        np.testing.assert_allclose(
            [found.east_std[n], found.up_std[n]], np.sqrt(np.diag(np.linalg.inv(design.T @ design))), rtol=1e-9
        )


def test_east_and_up_are_null_where_one_line_of_sight_or_one_side_alone_is_known():
    looks = np.stack([np.tile(look("d"), (3, 1)), np.tile(look("a"), (3, 1))])
    looks[1, 2] = look_vectors(np.array([INCIDENCE["d"] + 3]), np.array([HEADING["d"]]))[0]
    means = np.array([[1.0, 1.0, 1.0], [2.0, np.nan, 2.0]])
    found = east_up(means, np.ones((2, 3)), looks)
    np.testing.assert_array_equal(np.isfinite(found.east), [True, False, False])
    np.testing.assert_array_equal(np.isfinite(found.up_std), [True, False, False])


def test_decomposition_meets_the_truth_at_95_percent_of_the_cells():
    """5 targets of each orbit in a cell with 2 mm/yr of noise. A cell by itself cannot: 1.0 mm/yr is its bound."""
    shares, alone, scatter = [], [], []
    for seed in range(3):
        tracks, truth = scene(seed, offsets=(3.0, -4.0))
        for smoothing, into in (("adaptive", shares), (NONE, alone)):
            found = two_orbits(tracks, OrbitOptions(places=CELLS, cell_m=50.0, smoothing=smoothing))
            expected = truth(found.sites.x, found.sites.y)
            errors = np.stack([found.motion.east - expected[:, 0], found.motion.up - expected[:, 2]])
            into.append((np.abs(errors) <= 0.5).mean(axis=1))
            if smoothing == NONE:
                spread = np.stack([found.motion.east_std, found.motion.up_std])
                scatter.append((errors / spread).std(axis=1))
    assert np.min(shares) >= 0.95
    assert np.max(alone) < 0.5  # the bound of Cramer and Rao: 0.5 of 1.0 mm/yr is reached at 38 %
    np.testing.assert_allclose(scatter, 1.0, atol=0.1)  # the errors that are told are those that are made


def test_smoothing_keeps_the_edge_of_a_landslide():
    tracks, truth = scene(5)
    found = two_orbits(tracks, OrbitOptions(places=CELLS, cell_m=50.0))
    expected = truth(found.sites.x, found.sites.y)
    inside = expected[:, 0] > 0
    assert np.abs(found.motion.east - expected[:, 0])[inside].max() < 2.5
    assert found.motion.east[inside].min() > 9.0
    assert found.motion.east[~inside].max() < 3.0


@pytest.mark.parametrize("places", ["targets", CELLS])
def test_references_are_aligned_on_ground_that_both_call_stable(places):
    tracks, _ = scene(3, offsets=(5.0, -7.0))
    told = Listening()
    aligned = two_orbits(tracks, OrbitOptions(places=places, cell_m=100.0), progress=told)
    assert abs(np.nanmedian(aligned.motion.east)) < 0.2
    assert abs(np.nanmedian(aligned.motion.up)) < 0.2
    said = [line for line in told.lines if "is taken away" in line]
    assert ["+5.0" in said[0] or "+4.9" in said[0], "-7.0" in said[1] or "-6.9" in said[1]] == [True, True]
    raw = two_orbits(tracks, OrbitOptions(places=places, cell_m=100.0, reference=NOTHING))
    expected = np.linalg.solve([look("d")[[0, 2]], look("a")[[0, 2]]], [5.0, -7.0])
    np.testing.assert_allclose([np.nanmedian(raw.motion.east), np.nanmedian(raw.motion.up)], expected, atol=0.4)


def test_sites_lie_at_the_targets_of_every_track_and_hold_all_within_the_radius():
    x, y = WEST + np.array([0.0, 100.0, 200.0]), np.full(3, NORTH)
    dense = track("d", x, y, np.array([1.0, 2.0, 3.0]))
    other = track("a", WEST + np.array([10.0, 900.0]), np.full(2, NORTH), np.array([5.0, 6.0]))
    options = OrbitOptions(radius_m=50.0, reference=NOTHING, smoothing=NONE)
    found = two_orbits([other, dense], options)
    np.testing.assert_allclose(found.sites.x - WEST, [0, 10, 100, 200, 900])
    np.testing.assert_array_equal(found.sites.counts, [[1, 1, 0, 0, 1], [1, 1, 1, 1, 0]])
    np.testing.assert_allclose(found.sites.means, [[5, 5, np.nan, np.nan, 6], [1, 1, 2, 3, np.nan]])
    np.testing.assert_allclose(found.sites.own, [[np.nan, 5, np.nan, np.nan, 6], [1, np.nan, 2, 3, np.nan]])
    assert found.labels == ("a", "d")
    np.testing.assert_array_equal(np.isfinite(found.motion.east), [True, True, False, False, False])
    assert list(found.agreement[2:]) == [ONE, ONE, ONE]


def test_no_target_is_moved_or_lost_so_that_each_orbit_is_judged_by_its_own_targets():
    tracks, _ = scene(4)
    found = two_orbits(tracks, OrbitOptions(reference=NOTHING))
    for number, one in enumerate(tracks):
        at = np.isfinite(found.sites.own[number])
        order = np.lexsort((one.y, one.x))
        np.testing.assert_allclose(found.sites.own[number][at], one.velocity[order])
        np.testing.assert_array_equal(found.sites.x[at], one.x[order])


def test_each_target_counts_at_one_site_so_that_the_noise_of_sites_is_independent():
    tracks, _ = scene(6, slide=(0.0, 0.0))
    found = two_orbits(tracks, OrbitOptions(radius_m=60.0, reference=NOTHING))
    own, means = found.sites.own[0], found.sites.means[0]
    assert np.nanstd(own) == pytest.approx(2.0, rel=0.1)
    places = np.column_stack([found.sites.x, found.sites.y])
    beside = cKDTree(places).query(places, k=2)[1][:, 1]
    both = np.isfinite(own) & np.isfinite(own[beside])
    assert abs(np.corrcoef(own[both], own[beside][both])[0, 1]) < 0.1
    assert np.corrcoef(means, means[beside])[0, 1] > 0.5
    assert np.isfinite(found.sites.own).sum() == len(found.sites)  # no two targets of this scene share a place


def test_motion_down_the_slope_comes_from_one_line_of_sight_where_the_other_is_blind():
    descent = descent_vectors(np.array([35.0, 25.0, 3.0]), np.array([1.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0]))
    np.testing.assert_allclose(np.linalg.norm(descent[:2], axis=1), 1.0)
    assert descent[0, 0] == pytest.approx(np.cos(np.radians(35)))
    assert np.isnan(descent[2]).all()  # flat
    looks = np.stack([np.tile(look(label), (3, 1)) for label in "da"])
    means = 30.0 * np.einsum("tnk,nk->tn", looks, np.nan_to_num(descent))
    found = down_slope(means, np.full((2, 3), 4.0), looks, descent)
    np.testing.assert_allclose(found.velocity[:2], 30.0, rtol=1e-12)
    assert np.isnan(found.velocity[2])
    shares = looks[:, 0] @ descent[0]
    assert found.deviation[0] == pytest.approx(2.0 / np.sqrt(shares @ shares))
    means[1] = np.nan  # descending alone: it sees hardly anything of a motion to the east and down
    assert abs(shares[0]) < 0.2 < abs(shares[1])
    assert np.isnan(down_slope(means, np.full((2, 3), 4.0), looks, descent).velocity[0])
    motion = along_descent(found, descent)
    np.testing.assert_allclose(
        np.column_stack([motion.east, motion.north, motion.up])[:2], 30.0 * descent[:2], rtol=1e-12
    )


def test_what_the_orbits_say_together():
    means = np.array([[0.5, 20, 20, 20, 20, np.nan], [0.1, -20, 0.3, np.nan, 20, np.nan]])
    seen = np.array([[0.5] * 6, [0.5, -0.5, 0.5, 0.5, -0.5, 0.5]])
    codes = agreement(means, np.ones((2, 6)), np.array([5.0, 5.0]), seen, np.full(6, np.nan))
    assert codes.tolist() == [STILL, SAME, ONE, ONE, CONTRADICT, ONE]
    without_slope = agreement(means, np.ones((2, 6)), np.array([5.0, 5.0]), np.full((2, 6), np.nan), np.full(6, np.nan))
    assert without_slope.tolist() == [STILL, SAME, ONE, ONE, SAME, ONE]
    left_over = np.array([0.5, 0.5, 0.5, 0.5, 1e-4, np.nan])
    assert agreement(means, np.ones((2, 6)), np.array([5.0, 5.0]), seen * np.nan, left_over)[4] == CONTRADICT


def with_series(one, first, last, rate):
    days = np.arange(first, last, 24)
    years = (days - days[0]) / 365.25
    values = rate[:, None] * years + 6.0 * np.sin(2 * np.pi * years)
    return dataclasses.replace(one, series=Series(days, values.astype(np.float32)))


def test_series_are_cut_to_the_time_in_common_and_other_windows_are_told():
    tracks, _ = scene(1, noise=0.0)
    slow, fast = (np.full(len(tracks[0]), rate) for rate in (2.0, 9.0))
    early = with_series(tracks[0], 10_000, 13_000, slow)
    days = early.series.days
    late = days >= 11_500  # the motion changes where the other track begins
    early.series.values[:, late] += np.float32(7.0) * ((days[late] - 11_500) / 365.25).astype(np.float32)
    told = Listening()
    found = two_orbits(
        [early, with_series(tracks[1], 11_500, 14_000, fast)],
        OrbitOptions(reference=NOTHING, smoothing=NONE, radius_m=50.0),
        progress=told,
    )
    np.testing.assert_allclose(found.sites.means[0], 9.0, atol=0.1)  # 2 and 7 mm/yr in the time in common
    assert sum("cut to" in line for line in told.lines) == 2
    apart = [with_series(tracks[0], 1000, 2000, slow), with_series(tracks[1], 5000, 6000, fast)]
    told = Listening()
    two_orbits(apart, OrbitOptions(radius_m=50.0), progress=told)
    assert any("no time in common" in warning for warning in told.warnings)
    told = Listening()
    two_orbits(tracks, OrbitOptions(radius_m=50.0), progress=told)
    assert any("whether all tracks measured in the same time is not known" in warning for warning in told.warnings)


def test_rates_of_series_with_gaps():
    days = np.arange(0, 1500, 30)
    values = 4.0 * days / 365.25 + np.tile([[0.0], [1.0], [2.0]], len(days))
    values[1, 5:9] = np.nan
    values[2, 9:] = np.nan  # too few
    found = rates(days, values)
    np.testing.assert_allclose(found[:2], 4.0, atol=1e-9)
    assert np.isnan(found[2])
    made = series_from(["D20200102", "D20200101"], [np.array([2.0]), np.array([1.0])])
    np.testing.assert_array_equal(made.values, [[1.0, 2.0]])


def test_layer_and_raster_hold_every_named_value(tmp_path):
    tracks, truth = scene(2)
    _rows, columns = np.mgrid[0:120, 0:120] * 20.0
    dem, _ = write_raster(tmp_path / "dem.tif", 500.0 - 0.4 * (columns - 200), 20.0, west=WEST - 200, north=NORTH + 200)
    layer, raster = str(tmp_path / "sites.gpkg"), str(tmp_path / "cells.tif")
    found = two_orbits(tracks, OrbitOptions(dem=dem, cell_m=100.0), layer, raster)
    dataset = ogr.Open(layer)
    feature = dataset.GetLayer(0).GetNextFeature()
    names = [feature.GetFieldDefnRef(i).GetName() for i in range(feature.GetFieldCount())]
    assert names == [
        "velocity",
        "coherence",
        "height",
        "velocity_std",
        "orbit",
        "velocity_east",
        "velocity_north",
        "velocity_up",
        "velocity_east_std",
        "velocity_up_std",
        "velocity_slope",
        "velocity_slope_std",
        "velocity_d",
        "n_d",
        "velocity_a",
        "n_a",
        "agreement",
    ]
    moving = truth(found.sites.x, found.sites.y)[:, 0] > 0
    down = np.array([np.cos(np.arctan(0.4)), 0.0, -np.sin(np.arctan(0.4))])
    seen = np.array([look("d") @ down, look("a") @ down])
    speed = np.array([look("d"), look("a")]) @ np.array([12.0, 0.0, -9.0])
    assert np.median(found.slope.velocity[moving]) == pytest.approx(seen @ speed / (seen @ seen), abs=0.5)
    image = gdal.Open(raster)
    bands = {image.GetRasterBand(i + 1).GetDescription(): image.GetRasterBand(i + 1) for i in range(image.RasterCount)}
    assert list(bands) == [
        "velocity_east",
        "velocity_north",
        "velocity_up",
        "velocity_east_std",
        "velocity_up_std",
        "velocity_slope",
        "velocity_slope_std",
        "velocity_d",
        "velocity_a",
        "targets_d",
        "targets_a",
        "agreement",
    ]
    assert bands["velocity_up"].GetUnitType() == "mm/yr"
    middle = bands["velocity_up"].ReadAsArray()[8:12, 8:12]
    np.testing.assert_allclose(middle, -9.0, atol=1.5)
    assert bands["targets_d"].ReadAsArray()[5, 5] == 20


def test_motion_along_the_slope_needs_no_second_orbit(tmp_path):
    tracks, _ = scene(2)
    lonely = tracks[1].kept(tracks[1].x > WEST + 1000)  # ascending sees the east alone
    dem, _ = write_raster(
        tmp_path / "dem.tif", 500.0 + 0.4 * np.mgrid[0:120, 0:120][1] * 20.0, 20.0, west=WEST - 200, north=NORTH + 200
    )
    found = two_orbits([tracks[0], lonely], OrbitOptions(dem=dem, north=SLOPE, radius_m=50.0))
    west = found.sites.x < WEST + 900
    assert (found.sites.counts[1][west] == 0).all()
    assert np.isfinite(found.motion.east[west]).all()
    np.testing.assert_allclose(found.motion.north, 0.0, atol=1e-6)  # the slope faces west
    assert np.isfinite(found.motion.east_std[west]).all()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda tracks: tracks[:1], "at least two orbits; 1 layer"),
        (lambda tracks: [tracks[0], dataclasses.replace(tracks[1], look=tracks[0].look)], "nearly the same side"),
        (lambda tracks: [tracks[0], dataclasses.replace(tracks[1], x=tracks[1].x + 90_000)], "lies within"),
        (lambda tracks: [tracks[0], dataclasses.replace(tracks[1], velocity=tracks[1].x * np.nan)], "has a velocity"),
    ],
)
def test_what_cannot_be_combined_is_refused(tmp_path, change, said):
    tracks, _ = scene(0)
    output = tmp_path / "out.gpkg"
    with pytest.raises(InputError, match=said):
        two_orbits(change(tracks), OrbitOptions(), str(output))
    assert list(tmp_path.iterdir()) == []


def test_bad_vectors_and_options_are_refused():
    with pytest.raises(InputError, match="not a unit vector"):
        checked_looks(np.array([[0.6, 0.1, -0.7]]), "layer")
    with pytest.raises(InputError, match="does not say in which direction"):
        checked_looks(np.full((2, 3), np.nan), "layer")
    with pytest.raises(InputError, match="no elevation model"):
        two_orbits(scene(0)[0], OrbitOptions(north=SLOPE))
    with pytest.raises(InputError, match="positive radius"):
        two_orbits(scene(0)[0], OrbitOptions(radius_m=0.0))


def test_labels_tell_orbits_apart():
    tracks, _ = scene(0)
    assert labels_of([*tracks, *tracks]) == ["d", "a", "d2", "a2"]


def test_a_mirrored_scene_has_its_east_turned_round():
    """East is a direction: mirrored ground and satellites give the same up and the opposite east."""
    tracks, _ = scene(4)
    mirrored = [
        dataclasses.replace(one, x=2 * WEST + SIDE - one.x, look=one.look * np.array([-1.0, 1.0, 1.0]))
        for one in tracks
    ]
    options = OrbitOptions(places=CELLS, cell_m=100.0)
    first, second = two_orbits(tracks, options), two_orbits(mirrored, options)
    there = {(x, y): n for n, (x, y) in enumerate(zip(second.sites.x, second.sites.y))}
    match = [there[(2 * WEST + SIDE - x, y)] for x, y in zip(first.sites.x, first.sites.y)]
    np.testing.assert_allclose(second.motion.east[match], -first.motion.east, atol=1e-6)
    np.testing.assert_allclose(second.motion.up[match], first.motion.up, atol=1e-6)
