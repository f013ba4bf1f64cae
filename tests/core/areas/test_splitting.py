"""Areas over a valley or a ridge are cut there; others stay as they are."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.areas.crossing import RIDGE, RIVER
from slipline.core.areas.splitting import require_split, split_areas
from slipline.core.base.errors import InputError
from slipline.core.gis.raster import RasterReader

from ..rasters import WEST, box, write_raster

ROWS, COLUMNS, CELL = 60, 80, 5.0
WEST_HALF = np.tile(np.arange(COLUMNS) < 40, (ROWS, 1))
AREA = box(50.0, -250.0, 350.0, -50.0)  # 300 x 200 m; the valley runs through its middle


def stack(folder, west, east):
    aspect = np.where(WEST_HALF, float(west), float(east))
    values = np.stack([np.full((ROWS, COLUMNS), 20.0), aspect])
    return RasterReader(write_raster(folder / "stack.tif", values, names=["slope", "aspect"])[0])


def shapes(polygons):
    return [ogr.CreateGeometryFromWkb(polygon) for polygon in polygons]


@pytest.mark.parametrize(("west", "east", "what"), [(90, 270, RIVER), (270, 90, RIDGE)])
def test_the_cut_runs_along_the_ridge_or_the_river(tmp_path, west, east, what):
    beside = box(10.0, -40.0, 60.0, -10.0)  # on one slope
    with stack(tmp_path, west, east) as reader:
        parts, cut = split_areas([AREA, beside], reader, 1000.0)
    first, second = shapes(parts)[:2]
    assert cut.tolist() == [what, what, None]
    assert first.GetArea() + second.GetArea() == pytest.approx(300.0 * 200.0, rel=1e-9)
    assert parts[2] == beside
    for part in (first, second):
        west_edge, east_edge = (edge - WEST for edge in part.GetEnvelope()[:2])
        assert min(abs(west_edge - 200.0), abs(east_edge - 200.0)) <= 2 * CELL
    assert first.Intersection(second).GetArea() == pytest.approx(0.0, abs=1e-6)


def test_a_part_that_is_too_small_stays_with_its_neighbour(tmp_path):
    with stack(tmp_path, 90, 270) as reader:
        parts, cut = split_areas([AREA], reader, 31_000.0)  # each half has 30,000 m2
    assert cut.tolist() == [None]
    assert shapes(parts)[0].GetArea() == pytest.approx(300.0 * 200.0, rel=1e-9)


def test_without_terrain_nobody_can_split(tmp_path):
    require_split(stack(tmp_path, 90, 270))
    only = RasterReader(write_raster(tmp_path / "slope.tif", np.zeros((1, ROWS, COLUMNS)), names=["slope"])[0])
    with pytest.raises(InputError, match="aspect"):
        require_split(only)
    with pytest.raises(InputError, match="slope, aspect"):
        require_split(None)
