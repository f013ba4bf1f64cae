"""Areas over a valley, over a ridge, on one slope and on rough ground."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.areas.attributes import stack_columns
from slipline.core.areas.crossing import RIDGE, RIVER, crossings
from slipline.core.gis.raster import RasterReader

from ..rasters import box, write_raster

ROWS, COLUMNS = 60, 80
WEST_HALF = np.tile(np.arange(COLUMNS) < 40, (ROWS, 1))


def stack(folder, aspect, slope=20.0):
    values = np.stack([np.full((ROWS, COLUMNS), slope), aspect])
    return RasterReader(write_raster(folder / "stack.tif", values, names=["slope", "aspect"])[0])


def both(west, east):
    return np.where(WEST_HALF, float(west), float(east))


@pytest.mark.parametrize(
    ("aspect", "slope", "expected"),
    [
        (both(90, 270), 20.0, RIVER),  # the west side falls to the east, the east side to the west
        (both(270, 90), 20.0, RIDGE),
        (both(90, 90), 20.0, None),
        (both(80, 130), 20.0, None),
        (both(125, 235), 20.0, None),  # a hollow: both flanks also fall to the south
        (both(100, 260), 20.0, RIVER),  # a valley that falls a little to the south
        (both(90, 270), 2.0, None),
        (np.where(np.indices((ROWS, COLUMNS)).sum(axis=0) % 2, 90.0, 270.0), 20.0, None),  # rough, not two slopes
        (np.full((ROWS, COLUMNS), np.nan), 20.0, None),
    ],
)
def test_a_ridge_or_a_river_is_told_by_how_the_sides_face(tmp_path, aspect, slope, expected):
    cell = 5.0
    area = box(50.0, -250.0, COLUMNS * cell - 50.0, -50.0)
    with stack(tmp_path, aspect, slope) as reader:
        assert crossings([area], reader).tolist() == [expected]
        columns = {one.name: one for one in stack_columns([area], reader)}
    assert list(columns["crosses"].values) == [expected]


def test_an_area_on_one_side_of_the_river_crosses_nothing_and_small_ones_are_not_judged(tmp_path):
    with stack(tmp_path, both(90, 270)) as reader:
        one_side, small = box(0.0, -250.0, 195.0, -50.0), box(190.0, -60.0, 210.0, -50.0)
        assert crossings([one_side, small], reader).tolist() == [None, None]
