from __future__ import annotations

import math

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.evaluation.area_groups import area_bias, groups
from slipline.core.evaluation.objects import Pairs, overlap_count
from slipline.core.evaluation.scores import Confusion
from slipline.core.gis.raster import RasterReader

from ..made_targets import plain_targets
from ..rasters import NORTH, WEST, box, write_raster

SIDES = ((0, -100, 100, 0), (150, -400, 400, -200), (450, -900, 1450, -200))  # 0.01, 0.05 and 0.7 km2
REFERENCE = [ogr.CreateGeometryFromWkb(box(*sides)) for sides in SIDES]
PAIRS = Pairs(np.array([0, 1]), np.array([0, 1]), np.array([0.6, 0.2]))  # the third is missed


def of(found, by):
    return {group.label: (group.reference, *group.recalls, group.found) for group in found if group.by == by}


def test_recall_by_size():
    found = of(groups(REFERENCE, PAIRS, None, None), "size (km²)")
    assert found["< 0.02"] == (1, 1.0, 1.0, 1.0)
    assert found["0.02 – 0.1"] == (1, 0.0, 0.0, 1.0)
    assert found["≥ 0.5"] == (1, 0.0, 0.0, 0.0)
    count, *recalls = found["0.1 – 0.5"]
    assert count == 0
    assert all(math.isnan(value) for value in recalls)


def test_recall_by_density_counts_targets_in_areas_or_cells_of_the_stack(tmp_path):
    random = np.random.default_rng(0)
    x, y = WEST + random.uniform(0, 100, 4), NORTH - random.uniform(0, 100, 4)  # 400 on 1 km2 in the first area
    targets = plain_targets(np.append(x, WEST + 200), np.append(y, NORTH - 300), np.ones(5))  # 20 in the second
    found = of(groups(REFERENCE, PAIRS, targets, None), "targets on 1 km²")
    assert found["≥ 300"] == (1, 1.0, 1.0, 1.0)
    assert found["< 50"] == (2, 0.0, 0.0, 0.5)
    band = np.full((100, 150), np.nan)
    band[2, 2], band[25, 20] = -3.0, 5.0  # cells of 10 m; 100 on 1 km2, and 20
    stack, _ = write_raster(tmp_path / "stack.tif", band, 10.0, names=["targets"])
    found = of(groups(REFERENCE, PAIRS, None, RasterReader(stack)), "targets on 1 km²")
    assert found["50 – 150"][0] == 1
    assert found["< 50"][0] == 2


def test_recall_by_sensitivity_goes_by_the_mean_magnitude(tmp_path):
    band = np.full((100, 150), np.nan)
    band[:10, :5], band[:10, 5:10] = -0.9, 0.3  # 0.6 on average, though the mean is -0.3
    band[20:40, 15:40] = 0.1
    stack, _ = write_raster(tmp_path / "stack.tif", band, 10.0, names=["sensitivity"])
    found = of(groups(REFERENCE, PAIRS, None, RasterReader(stack)), "sensitivity |C|")
    assert found["≥ 0.5"] == (1, 1.0, 1.0, 1.0)
    assert found["< 0.2"] == (1, 0.0, 0.0, 1.0)
    assert found["0.2 – 0.5"][0] == 0  # the third has no value: it is in no class


@pytest.mark.parametrize("turn", [1, -1])
def test_an_area_inside_a_larger_one_is_in_the_classes_of_its_own_targets_and_sensitivity(tmp_path, turn):
    targets, sensitivity = np.full((2, 100, 150), np.nan)
    targets[10:20, 10:20:4] = -5.0  # 30 on 0.01 km2
    sensitivity[:50, :50], sensitivity[10:20, 10:20] = 0.1, 0.9
    stack, _ = write_raster(
        tmp_path / "stack.tif", np.stack([targets, sensitivity]), 10.0, names=["targets", "sensitivity"]
    )
    both = [ogr.CreateGeometryFromWkb(box(*sides)) for sides in ((100, -200, 200, -100), (0, -500, 500, 0))][::turn]
    found = groups(
        both, Pairs(np.array([0 if turn == 1 else 1]), np.array([0]), np.array([0.6])), None, RasterReader(stack)
    )
    assert of(found, "targets on 1 km²")["≥ 300"] == (1, 1.0, 1.0, 1.0)  # 3,000 in the small one, which is found
    assert of(found, "targets on 1 km²")["50 – 150"] == (1, 0.0, 0.0, 0.0)  # 120 in the large one
    assert of(found, "sensitivity |C|")["≥ 0.5"] == (1, 1.0, 1.0, 1.0)
    assert of(found, "sensitivity |C|")["< 0.2"] == (1, 0.0, 0.0, 0.0)


def test_the_bias_of_areas_by_hand():
    predicted = [ogr.CreateGeometryFromWkb(box(*sides)) for sides in ((0, -120, 100, 0), (150, -300, 400, -200))]
    matches = Pairs(np.array([0, 1]), np.array([0, 1]), np.array([0.8, 0.5]))
    cells = Confusion(tp=1400, fp=80, fn=29_000)  # of 5 m
    bias = area_bias(cells, REFERENCE, predicted, matches)
    assert bias.total == pytest.approx((12_000 + 25_000) / 760_000 - 1)
    assert bias.log_ratio == pytest.approx((math.log(1.2) + math.log(0.5)) / 2)
    assert bias.error == pytest.approx((0.2 + 0.5) / 2)
    none = Pairs(np.array([], int), np.array([], int), np.array([]))
    assert area_bias(Confusion(fn=3), REFERENCE, [], none).total == -1.0
    assert math.isnan(area_bias(Confusion(fp=3), [], predicted, none).total)
    assert math.isnan(area_bias(cells, REFERENCE, predicted, none).log_ratio)


def test_overlapping_areas_are_counted_and_slivers_are_not():
    shapes = [
        ogr.CreateGeometryFromWkb(box(*sides))
        for sides in ((0, 0, 10, 10), (5, 0, 15, 10), (14.9, 0, 20, 10), (40, 0, 50, 10))
    ]
    assert overlap_count(shapes, 25.0) == 1
    assert overlap_count(shapes, 0.5) == 2
    assert overlap_count([], 25.0) == 0
