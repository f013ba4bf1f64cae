"""A valley with a river, a hollow without one, and areas on the invented ground of the demo."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from osgeo import ogr
from scipy import ndimage

from slipline.core.areas import rivers
from slipline.core.areas.crossing import RIDGE, RIVER, crossings
from slipline.core.areas.rivers import RIVER_KM2, divided, drained_cells
from slipline.core.base.progress import Silent
from slipline.core.demo.drainage import route
from slipline.core.demo.recipe import Recipe
from slipline.core.demo.terrain import COARSE_M, Frame, make_terrain
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.vector import rasterize
from slipline.core.terrain.relief import horn

from ..rasters import NORTH, WEST, write_raster

CELL = 20.0
ELLIPSES, SEED = 300, 104
ROUGH = replace(Recipe(), relief_m=650.0, valley_m=200.0, slope_deg=28.0)


def stack_of(folder, heights, with_elevation=True):
    east, north, slope = horn(heights, CELL)
    bands = {"slope": slope, "aspect": np.degrees(np.arctan2(east, north)) % 360.0, "elevation": heights}
    names = list(bands) if with_elevation else ["slope", "aspect"]
    path, _ = write_raster(folder / "stack.tif", [bands[name] for name in names], CELL, names=names)
    return RasterReader(path)


def ellipse(column, row, long_cells, wide_cells, turn=0.0):
    """WKB of an ellipse; half axes in cells."""
    angle = np.linspace(0, 2 * np.pi, 60)
    u, v = long_cells * np.cos(angle), wide_cells * np.sin(angle)
    x = WEST + CELL * (column + u * np.cos(turn) - v * np.sin(turn))
    y = NORTH - CELL * (row + u * np.sin(turn) + v * np.cos(turn))
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for place in zip(x.tolist(), y.tolist()):
        ring.AddPoint_2D(*place)
    ring.CloseRings()
    shape = ogr.Geometry(ogr.wkbPolygon)
    shape.AddGeometry(ring)
    return bytes(shape.ExportToWkb())


def valley(head):
    """Heights (80, 60): a straight valley that falls to the south, its head at row `head`; above it the bare slope."""
    rows, columns = np.indices((80, 60)).astype(float)
    sides = 8.0 * np.abs(columns - 30)
    slope = 6.0 * (80 - rows)
    return slope * 0.2 + np.where(rows >= head, sides, 8.0 * 30 + 6.0 * (head - rows))


def test_what_is_read_in_strips_is_read_whole(tmp_path, monkeypatch):
    area, found = ellipse(30, 40, 14, 9), {}
    with stack_of(tmp_path, valley(head=0)) as stack:
        for rows in (1, 7, 256):
            monkeypatch.setattr(rivers, "_STRIP", rows)
            monkeypatch.setattr(rivers, "_CELLS", 35)  # squares of two cells
            seen = []
            monkeypatch.setattr(rivers, "divided", lambda inside, river, seen=seen: seen.append((inside, river)))
            rivers.river_runs_through(area, stack)
            found[rows] = seen[0]
    assert found[256][0].any()
    assert found[256][1].any()
    for rows in (1, 7):
        np.testing.assert_array_equal(found[rows], found[256])


@pytest.mark.parametrize(
    ("heights", "with_elevation", "expected"),
    [
        (valley(head=5), True, RIVER),  # a kilometre of valley lies above the area
        (valley(head=52), True, None),  # the valley begins in the area: a hollow that hardly any water reaches
        (valley(head=52), False, RIVER),  # by the way that its flanks face nobody could know
        (-valley(head=5), True, RIDGE),
    ],
)
def test_a_river_needs_land_above_it(tmp_path, heights, with_elevation, expected):
    with stack_of(tmp_path, heights, with_elevation) as reader:
        assert crossings([ellipse(30, 60, 9, 9)], reader).tolist() == [expected]


def test_water_leaves_a_depression_over_its_rim_and_nothing_is_lost():
    heights = np.add.outer(np.arange(12.0)[::-1], np.zeros(9)) * 10.0
    heights[:, 4] -= 5.0
    heights[5, 4] -= 80.0  # a pit in the valley
    drained = drained_cells(heights)
    assert drained[4, 4] < drained[5, 4] < drained[6, 4] < drained[11, 4]
    assert drained[5, 4] > drained[4, 4] + 1
    heights[0, 0] = np.nan
    assert drained_cells(heights)[0, 0] == 0.0


def test_a_river_at_the_rim_divides_nothing():
    inside = np.zeros((20, 20), bool)
    inside[5:15, 5:15] = True
    river = np.zeros_like(inside)
    assert not divided(inside, river)
    river[:, 5] = True
    assert not divided(inside, river)
    river = np.zeros_like(inside)
    river[:, 9] = True
    assert divided(inside, river)


@pytest.fixture(scope="module")
def invented():
    """Heights, the rivers that the demo's own way of leading water over the whole ground finds, and areas."""
    heights = make_terrain(Frame(1024, 1024), ROUGH, SEED, Silent()).z.astype(float)
    edges = np.ones(heights.shape, bool)
    edges[1:-1, 1:-1] = False
    paths, drained = route(heights, edges), np.zeros(heights.size)
    drained[paths.order] = paths.accumulate()
    river = drained.reshape(heights.shape) * COARSE_M**2 / 1e6 >= RIVER_KM2
    rng = np.random.default_rng(SEED)
    places, long = rng.uniform(40, 260, (ELLIPSES, 2)), rng.uniform(5, 16, ELLIPSES)
    wide, turn = long * rng.uniform(0.4, 1.0, ELLIPSES), rng.uniform(0, np.pi, ELLIPSES)
    return heights, river, [ellipse(*place, *others) for place, *others in zip(places, long, wide, turn)]


def test_on_invented_ground_a_river_is_told_only_where_water_of_the_whole_map_divides_the_area(tmp_path, invented):
    heights, river, areas = invented
    with stack_of(tmp_path, heights, with_elevation=False) as reader:
        facing = np.flatnonzero(crossings(areas, reader) == RIVER)
    areas = [areas[number] for number in facing]
    with stack_of(tmp_path, heights) as reader:
        told = crossings(areas, reader) == RIVER
        inside = [rasterize([area], reader.grid, reader.grid.window) > 0 for area in areas]
    sides = np.array([smaller_side(one, river) for one in inside])
    assert (sides < 0.05).sum() >= 5  # hollows that face as valleys do
    assert not (told & (sides < 0.05)).any()
    assert told[sides >= 0.15].mean() >= 0.95


def smaller_side(inside, river):
    """Share of an area's cells in the second largest part into which a river cuts it."""
    sizes = np.sort(np.bincount(ndimage.label(inside & ~river)[0].ravel())[1:])
    return sizes[-2] / inside.sum() if len(sizes) > 1 else 0.0
