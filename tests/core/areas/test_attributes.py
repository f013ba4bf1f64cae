from __future__ import annotations

import numpy as np
import pytest

from slipline.core.areas.attributes import slope_shape_columns, stack_columns
from slipline.core.areas.motion import quality, slope_velocity, target_columns, targets_inside, visibility
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.zonal import apart, sample, zonal_statistics

from ..made_targets import plain_targets
from ..rasters import NORTH, WEST, box, write_raster


def column(columns, name):
    return next(list(one.values) for one in columns if one.name == name)


def targets(points, velocity, **others):
    x, y = np.array(points, float).T
    return plain_targets(WEST + x, NORTH + y, np.array(velocity, float), **others)


@pytest.fixture()
def areas():
    return [box(0, -50, 50, 0), box(100, -103, 212, -40, hole=(120, -80, 140, -60)), box(400, -60, 450, -10)]


@pytest.mark.parametrize("size", [7, 16, 1024])
def test_zonal_statistics_equal_those_of_whole_arrays_for_every_window_size(tmp_path, areas, size):
    random = np.random.default_rng(5)
    values = random.uniform(-180, 180, (2, 31, 53)).astype(np.float32)
    values[:, random.random((31, 53)) < 0.2] = np.nan
    path, _grid = write_raster(tmp_path / "raster.tif", values, names=["slope", "aspect"])
    result = zonal_statistics(areas, RasterReader(path), ["aspect", "slope"], size=size)
    rows, columns = np.mgrid[:31, :53]
    x, y = 5 * columns + 2.5, -5 * rows - 2.5
    hole = (x > 120) & (x < 140) & (y < -60) & (y > -80)
    inside = [(x < 50) & (y > -50), (x > 100) & (x < 212) & (y > -103) & (y < -40) & ~hole]
    for number, cells in enumerate(inside):
        slope, aspect = (values[band][cells & np.isfinite(values[band])].astype(float) for band in (0, 1))
        assert result["slope"].mean[number] == pytest.approx(slope.mean(), rel=1e-9)
        assert result["slope"].positive[number] == pytest.approx((slope > 0).mean(), rel=1e-9)
        assert result["slope"].mean_abs[number] == pytest.approx(np.abs(slope).mean(), rel=1e-9)
        assert result["slope"].minimum[number] == slope.min()
        assert result["slope"].maximum[number] == slope.max()
        mean = np.angle(np.exp(1j * np.deg2rad(aspect)).sum(), deg=True) % 360
        assert result["aspect"].direction[number] == pytest.approx(mean, rel=1e-9)
    assert np.isnan([result["slope"].mean[2], result["slope"].maximum[2], result["aspect"].direction[2]]).all()


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("size", [7, 1024])
def test_areas_that_overlap_have_the_statistics_of_each_alone(tmp_path, areas, turn, size):
    values = np.random.default_rng(6).uniform(-180, 180, (31, 53)).astype(np.float32)
    path, _ = write_raster(tmp_path / "raster.tif", values, names=["slope"])
    overlapping = [*areas, box(0, -150, 250, 0), areas[1], box(50, -50, 110, 0), box(10, -40, 30, -10)][::turn]
    together = zonal_statistics(overlapping, RasterReader(path), None, size=size)["slope"]
    alone = [zonal_statistics([area], RasterReader(path), None)["slope"] for area in overlapping]
    for name in ("count", "mean", "mean_abs", "minimum", "maximum", "positive", "direction"):
        np.testing.assert_allclose(
            getattr(together, name), [getattr(one, name)[0] for one in alone], rtol=1e-9, err_msg=name
        )


def test_boxes_that_do_not_meet_are_one_set_and_each_set_holds_none_that_meet():
    random = np.random.default_rng(7)
    corner = random.uniform(0, 100, (300, 2))
    boxes = np.hstack([corner, corner + random.uniform(0, 12, (300, 2))])
    sets = apart(boxes)
    np.testing.assert_array_equal(np.sort(np.concatenate(sets)), np.arange(300))
    for members in sets:
        west, south, east, north = boxes[members].T
        meet = (west <= east[:, None]) & (east >= west[:, None]) & (south <= north[:, None]) & (north >= south[:, None])
        assert meet.sum() == len(members)  # each meets itself alone
    corner = 10.0 * np.stack(np.mgrid[:5, :4], axis=-1).reshape(-1, 2)
    assert len(apart(np.hstack([corner, corner + 9]))) == 1
    assert apart(boxes[:0]) == []


def test_the_mean_of_aspects_about_north_is_north_and_not_south(tmp_path):
    aspect = np.full((10, 20), 350.0)
    aspect[:, ::2] = 10.0
    path, _ = write_raster(tmp_path / "stack.tif", aspect, names=["aspect"])
    value = column(stack_columns([box(0, -50, 100, 0)], RasterReader(path)), "aspect_mean")[0]
    assert min(value, 360 - value) == pytest.approx(0.0, abs=1e-6)


def test_only_the_bands_of_the_stack_make_columns(tmp_path):
    path, _ = write_raster(tmp_path / "stack.tif", np.ones((2, 10, 20)), names=["red", "elevation"])
    assert [one.name for one in stack_columns([box(0, -50, 100, 0)], RasterReader(path))] == [
        "elev_min",
        "elev_max",
        "relief_m",
    ]
    path, _ = write_raster(tmp_path / "other.tif", np.ones((10, 20)), names=["red"])
    assert stack_columns([box(0, -50, 100, 0)], RasterReader(path)) == []


def test_targets_are_counted_by_their_place_and_not_by_their_cell(areas):
    points = [(49.9, -49.9), (50.1, -10), (130, -70), (121, -81), (0, 0), (425, -35)]
    found = targets_inside(areas, targets(points, np.zeros(6)))
    assert [sorted(index) for index in found] == [[0, 4], [3], [5]]


def test_targets_inside_equal_a_brute_force_test_on_random_points(areas):
    random = np.random.default_rng(3)
    x, y = random.uniform(-20, 480, 4000), random.uniform(-130, 20, 4000)
    found = targets_inside(areas, targets(np.column_stack([x, y]), np.zeros(4000)))
    hole = (x > 120) & (x < 140) & (y > -80) & (y < -60)
    expected = [
        (x > 0) & (x < 50) & (y > -50) & (y < 0),
        (x > 100) & (x < 212) & (y > -103) & (y < -40) & ~hole,
        (x > 400) & (x < 450) & (y > -60) & (y < -10),
    ]
    for index, inside in zip(found, expected):
        assert sorted(index) == list(np.flatnonzero(inside))


def test_velocities_by_hand(areas):
    points = [(10, -10), (20, -10), (30, -10), (40, -10), (110, -50), (115, -50)]
    table = targets(
        points,
        [-12.0, -20.0, np.nan, -1.0, 3.0, -2.0],
        gi_z=np.array([-3.0, 2.0, np.nan, -1.0, 1.0, 1.0]),
        coherence=np.array([0.5, 0.7, 0.9, 0.9, 1.0, 0.5]),
    )
    columns = target_columns(areas, table, np.array([2500.0, 6656.0, 2500.0]))
    assert column(columns, "n_targets") == [4, 2, 0]
    assert column(columns, "targets_km2") == pytest.approx([1600.0, 2 / 6656e-6, 0.0])
    expected = {
        "v_mean": [-11.0, 0.5, np.nan],
        "v_median": [-12.0, 0.5, np.nan],
        "v_min": [-20.0, -2.0, np.nan],
        "v_max": [-1.0, 3.0, np.nan],
        "v_absmax": [20.0, 3.0, np.nan],
        "gi_z_mean": [-2 / 3, 1.0, np.nan],
        "gi_z_max": [-3.0, 1.0, np.nan],
        "v_std": [np.sqrt(182 / 3), 2.5, np.nan],
        "v_p95": [19.2, 2.95, np.nan],
        "coherence_mean": [0.75, 0.75, np.nan],
    }
    for name, values in expected.items():
        np.testing.assert_allclose(column(columns, name), values, err_msg=name)
    assert column(columns, "sign") == ["away", "mixed", None]
    assert column(columns, "activity") == ["fast", "none", "not measured"]


@pytest.mark.parametrize(
    ("velocity", "sign"), [([5, 5, 5, -5], "towards"), ([5, 5, 4, -5], "mixed"), ([-3], "away"), ([0, 0], "mixed")]
)
def test_the_sign_is_that_of_three_quarters_of_the_motion(areas, velocity, sign):
    table = targets([(10 + i, -10) for i in range(len(velocity))], velocity)
    assert column(target_columns(areas, table, np.ones(3)), "sign")[0] == sign


def test_without_z_scores_and_coherence_there_are_no_such_columns(areas):
    names = {one.name for one in target_columns(areas, targets([(1, -1)], [1.0]), np.ones(3))}
    assert not names & {"gi_z_mean", "gi_z_max", "coherence_mean"}


@pytest.mark.parametrize("aspect", [0.0, 30.0, 90.0, 210.0, 359.0])
def test_length_and_width_are_those_of_a_rectangle_turned_down_the_slope(aspect):
    from osgeo import ogr

    angle = np.deg2rad(aspect)
    down, across = np.array([np.sin(angle), np.cos(angle)]), np.array([np.cos(angle), -np.sin(angle)])
    corners = [
        WEST + 1000 * np.ones(2) + u * 60 * down + v * 15 * across
        for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    ]
    text = ",".join(f"{x!r} {y!r}" for x, y in np.array(corners).tolist())
    polygon = bytes(ogr.CreateGeometryFromWkt(f"POLYGON(({text}))").ExportToWkb())
    columns = slope_shape_columns([polygon, polygon], np.array([aspect, np.nan]))
    assert [column(columns, name)[0] for name in ("length_m", "width_m", "elongation")] == pytest.approx(
        [120.0, 30.0, 4.0]
    )
    assert np.isnan([column(columns, name)[1] for name in ("length_m", "width_m", "elongation")]).all()


def test_the_mean_aspect_comes_from_the_vector_where_the_stack_has_it(tmp_path):
    east, north = np.full((10, 20), 0.3), np.full((10, 20), 0.3)
    north[:, 10:] = -0.3
    path, _ = write_raster(tmp_path / "stack.tif", np.stack([east, north]), names=["aspect_east", "aspect_north"])
    north[5:, 5:15] = np.nan
    columns = stack_columns([box(0, -25, 25, 0), box(30, -25, 70, 0)], RasterReader(path))
    assert column(columns, "aspect_mean") == pytest.approx([45.0, 90.0], rel=1e-6)
    assert column(columns, "length_m") == pytest.approx([25 * np.sqrt(2), 40.0], rel=1e-6)


def test_velocity_down_the_slope_by_hand():
    velocity = np.array([-8.0, 4.0, 3.0, 10.0, 5.0])
    sensitivity = np.array([-0.8, 0.5, -0.19, 0.2, np.nan])  # the third is too small, the last unknown
    found = slope_velocity(
        velocity, sensitivity, [np.array([0, 1, 2]), np.array([3, 4]), np.array([2, 4]), np.array([], int)]
    )
    np.testing.assert_allclose(found, [9.0, 50.0, np.nan, np.nan])


def test_visibility_has_three_classes_and_is_poor_where_most_is_hidden(tmp_path):
    assert visibility(np.array([0.0, 0.199, 0.2, 0.49, 0.5, 1.0, np.nan]), np.zeros(7)).tolist() == [
        "poor",
        "poor",
        "fair",
        "fair",
        "good",
        "good",
        None,
    ]
    hidden = np.zeros((10, 20))
    hidden[:6], hidden[:2] = 1, 2
    path, _ = write_raster(
        tmp_path / "stack.tif", np.stack([np.full((10, 20), -0.8), hidden]), names=["sensitivity", "layover_shadow"]
    )
    columns = stack_columns([box(0, -50, 50, 0), box(55, -50, 90, -15)], RasterReader(path))
    assert column(columns, "visibility") == ["poor", "good"]  # 60 % and 3 of 7 rows
    assert column(columns, "sensitivity") == pytest.approx([0.8, 0.8])


def test_quality_is_one_worse_for_each_thing_that_is_missing(areas):
    five = [(10 + i, -10) for i in range(5)]

    def of(points, velocity, probability, still=0.0):
        columns = target_columns(areas[:1], targets(points, velocity), np.ones(1))
        return quality(columns, np.array([probability]), 0.7, still).tolist()

    assert of(five, [-5, -6, -7, -8, -9], 0.8) == [1]
    assert of(five, [-5, -6, -7, -8, -9], 0.8, 6.9) == [1]
    assert of(five, [-5, -6, -7, -8, -9], 0.8, 7.1) == [2]  # stable ground is as fast there
    assert of(five[:4], [-5, -6, -7, -8], 0.8) == [2]
    assert of(five, [-5, -6, -7, -8, -9], 0.69) == [2]
    assert of(five, [-1, -1, -1, -1, -1], 0.6) == [3]
    assert of(five, [-5, 5, -1, 1, 0], 0.6) == [4]
    assert of(five[:1], [0.0], 0.1) == [4]
    assert of([(300, -300)], [-9.0], 0.9) == [4]  # no target inside


@pytest.mark.parametrize("size", [7, 1024])
def test_values_at_points_are_those_of_their_cells(tmp_path, size):
    values = np.arange(31 * 53, dtype=float).reshape(31, 53)
    path, _ = write_raster(tmp_path / "raster.tif", values, names=["sensitivity"])
    x, y = WEST + np.array([2.5, 264.9, -0.1, 52.0]), NORTH - np.array([2.5, 154.9, 10.0, 60.1])
    np.testing.assert_array_equal(
        sample(RasterReader(path), "sensitivity", x, y, size=size), [0.0, 31 * 53 - 1, np.nan, 12 * 53 + 10]
    )
