from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from scipy import ndimage

from slipline.core.areas.regions import RegionCounts, RegionRules, closed, require_rules, say_merging, write_regions
from slipline.core.base.errors import Cancelled, InputError
from slipline.core.base.grid import Grid
from slipline.core.gis.raster import RasterReader

from ..listening import Listening
from ..made_targets import Remembering
from ..rasters import write_raster


def noise(shape=(70, 113), seed=3, smooth=1.5):
    """A probability from 0 to 1 with many regions, and gaps without a value."""
    random = np.random.default_rng(seed)
    values = ndimage.gaussian_filter(random.standard_normal(shape), smooth)
    values = (values - values.min()) / np.ptp(values)
    values[30:34, 20:60] = np.nan
    return values.astype(np.float32)


def regions(tmp_path, values, rules, size=1024):
    path = write_raster(tmp_path / "probability.tif", values)[0]
    counts = write_regions(str(tmp_path / "regions.tif"), RasterReader(path), rules, size=size)
    return gdal.Open(str(tmp_path / "regions.tif")).ReadAsArray(), counts


def whole(values, rules):
    """The definition, on the whole array with cells of 5 m."""
    cells = np.nan_to_num(values) >= np.float32(rules.grow)
    labels, count = ndimage.label(cells, np.ones((3, 3)))
    kept, small, seedless = np.zeros(values.shape, np.uint8), 0, 0
    for number in range(1, count + 1):
        region = labels == number
        if region.sum() * 25 < rules.min_area_m2:
            small += 1
        elif not (values[region] >= rules.seed).any():
            seedless += 1
        else:
            kept[region] = 1
    kept_cells = int(kept.sum())
    return kept, RegionCounts(count - small - seedless, small, seedless, kept_cells, kept_cells, int(cells.sum()))


@pytest.mark.parametrize("size", [1, 5, 16, 64, 1024])
def test_regions_equal_those_of_the_whole_array_for_every_window_size(tmp_path, size):
    values, rules = noise(), RegionRules(0.55, 0.75, 200.0)
    found, counts = regions(tmp_path, values, rules, size)
    expected, expected_counts = whole(values, rules)
    np.testing.assert_array_equal(found, expected)
    assert counts == expected_counts
    assert min(counts.kept, counts.small, counts.seedless) >= 3


@pytest.mark.parametrize("size", [4, 7, 1024])
def test_a_diagonal_line_across_all_seams_is_one_region_in_both_directions(tmp_path, size):
    values = np.eye(40) + np.eye(40)[::-1]
    values[0, 0] = 0.5
    found, counts = regions(tmp_path, np.clip(values, 0, 1), RegionRules(0.5, 1.0, 25 * 80.0), size)
    assert counts == RegionCounts(1, 0, 0, 80, 80, 80)
    assert found.sum() == 80


def test_a_snake_that_closes_only_at_its_end_is_one_region(tmp_path):
    values = np.zeros((41, 41))
    values[::4], values[2::8, -1], values[6::8, 0] = 1, 1, 1
    values[1::8, -1] = values[3::8, -1] = values[5::8, 0] = values[7::8, 0] = 1
    assert regions(tmp_path, values, RegionRules(0.5, 0.5), 5)[1].kept == 1


@pytest.mark.parametrize("size", [9, 32, 1024])
@pytest.mark.parametrize("merge_m", [10.0, 22.0, 40.0])
def test_merging_does_not_depend_on_the_windows_and_keeps_every_cell(tmp_path, size, merge_m):
    values = noise(seed=8)
    plain, _ = regions(tmp_path, values, RegionRules(0.6, 0.6), size)
    rules = RegionRules(0.6, 0.6, merge_m=merge_m, most_added=np.inf)
    merged, _ = regions(tmp_path, values, rules, size)
    assert (merged >= plain).all()
    assert merged.sum() > plain.sum()
    assert not merged[np.isnan(values)].any()
    np.testing.assert_array_equal(merged, regions(tmp_path, values, rules)[0])
    closing = closed(np.pad(np.nan_to_num(values) >= np.float32(0.6), 20), 0.5 * (merge_m + 5.0) / 5.0)[20:-20, 20:-20]
    np.testing.assert_array_equal(merged > 0, closing & np.isfinite(values))


@pytest.mark.parametrize("most_added", [0.0, 0.02, 0.1, 0.5])
def test_merging_adds_no_more_than_is_allowed_and_says_how_much(tmp_path, most_added):
    """The share is that of an independent count: cells of the regions against those that reach the probability."""
    values, log = noise(seed=8, smooth=0.8), Remembering()
    rules = RegionRules(0.55, 0.6, 100.0, 20.0, most_added)
    found, counts = regions(tmp_path, values, rules)
    own = found.astype(bool) & (np.nan_to_num(values) >= np.float32(0.55))
    assert counts.added == pytest.approx(found.sum() / own.sum() - 1.0)
    assert counts.added <= most_added
    freely = regions(tmp_path, values, replace(rules, most_added=np.inf))[1]
    assert freely.added > 0.3  # this noise would grow by a third
    assert freely.merge_m == 20.0
    say_merging(counts, rules, log)
    assert (f"which adds {100 * counts.added:.1f} %" in log.text) == (counts.merge_m < 20.0)
    mask = np.count_nonzero(np.nan_to_num(values) >= np.float32(0.55))
    assert found.sum() * (1 + rules.may_fill(counts)) == pytest.approx(max(found.sum(), (1 + most_added) * mask))


@pytest.mark.parametrize(
    ("rules", "text"),
    [
        (RegionRules(0.5, 0.5, 0.0, 1e6), "Choose at most 500 m"),
        (RegionRules(0.5, 0.5, 1e9), "the whole grid has only 150000 m2"),
    ],
)
def test_distances_and_sizes_beyond_the_grid_are_refused(rules, text):
    with pytest.raises(InputError, match=text):
        require_rules(rules, Grid("EPSG:32633", 0.0, 0.0, 5.0, 100, 60))


@pytest.mark.parametrize(("merge_m", "count"), [(0.0, 2), (14.0, 2), (20.0, 1)])
def test_areas_four_cells_apart_merge_from_twenty_metres_on(tmp_path, merge_m, count):
    values = np.zeros((60, 60))
    values[10:50, 5:25] = values[10:50, 29:55] = 1.0
    found, counts = regions(tmp_path, values, RegionRules(0.5, 0.5, merge_m=merge_m))
    assert counts.kept == count
    assert found[:, 25:29].any() == (count == 1)
    assert found[10:50, 5:25].all()


def test_closing_equals_that_of_a_disc():
    cells = noise(seed=1) > 0.6
    for radius in (1.0, 2.5, 4.0):
        offsets = np.arange(-int(radius), int(radius) + 1)
        disc = np.hypot(*np.meshgrid(offsets, offsets)) <= radius
        expected = ndimage.binary_closing(np.pad(cells, 10), disc)[10:-10, 10:-10]
        np.testing.assert_array_equal(closed(np.pad(cells, 10), radius)[10:-10, 10:-10], expected)


@pytest.mark.parametrize("values", [np.zeros((20, 30)), np.full((20, 30), np.nan)])
def test_nothing_is_no_region(tmp_path, values):
    found, counts = regions(tmp_path, values, RegionRules(0.5, 0.7, merge_m=50.0))
    assert not found.any()
    assert (counts.kept, counts.small, counts.seedless, counts.cells) == (0, 0, 0, 0)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
def test_a_cancelled_run_leaves_nothing(tmp_path, share):
    path = write_raster(tmp_path / "probability.tif", noise())[0]
    with pytest.raises(Cancelled):
        write_regions(
            str(tmp_path / "regions.tif"),
            RasterReader(path),
            RegionRules(0.5, 0.5),
            Listening(cancel_at=share),
            size=16,
        )
    assert [file.name for file in tmp_path.iterdir()] == ["probability.tif"]
