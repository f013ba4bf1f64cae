from __future__ import annotations

import numpy as np
import pytest
from osgeo import ogr
from scipy import ndimage

from slipline.core.areas.outlines import polygonize
from slipline.core.areas.smoothing import smoothed

from .test_outlines import blobs, mask_file, shapes

SMOOTH = (0.0, 8.0, 15.0, 60.0)


def disc(radius=14, size=40, hole=0.0):
    row, column = np.mgrid[:size, :size] - (size - 1) / 2
    distance = np.hypot(row, column)
    return ((distance <= radius) & (distance >= hole)).astype(np.uint8)


@pytest.mark.parametrize("smooth_m", SMOOTH)
@pytest.mark.parametrize("seed", [1, 4, 8])
def test_outlines_are_valid_do_not_overlap_and_keep_their_area(tmp_path, smooth_m, seed):
    cells = blobs(seed=seed)
    path, grid = mask_file(tmp_path / "mask.tif", cells)
    labels, count = ndimage.label(cells, np.ones((3, 3)))
    outlines = shapes(polygonize(path, grid, 0.0, smooth_m=smooth_m))
    assert len(outlines) == count > 20
    assert all(outline.IsValid() and not outline.IsEmpty() for outline in outlines)
    areas = np.sort([outline.GetArea() for outline in outlines])
    np.testing.assert_allclose(areas, np.sort(np.bincount(labels.ravel())[1:] * 25.0), rtol=0.0101)
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for outline in outlines:
        for part in ogr.ForceToMultiPolygon(outline.Clone()):
            together.AddGeometry(part)
    assert together.UnionCascaded().GetArea() == pytest.approx(areas.sum(), rel=1e-9)


@pytest.mark.parametrize("hole", [0.0, 6.0])
def test_a_disc_of_cells_becomes_a_circle(tmp_path, hole):
    cells = disc(hole=hole)
    (outline,) = shapes(polygonize(*mask_file(tmp_path / "mask.tif", cells), 0.0, smooth_m=25.0))
    (plain,) = shapes(polygonize(*mask_file(tmp_path / "mask.tif", cells), 0.0))
    centre = np.array([500000.0 + 100, 4600000.0 - 100])
    for number, radius in enumerate(
        [np.sqrt(disc().sum() * 25 / np.pi), np.sqrt((disc() - disc(hole=hole)).sum() * 25 / np.pi)]
    ):
        if number < outline.GetGeometryCount():
            points = np.array(outline.GetGeometryRef(number).GetPoints())[:, :2]
            rough = np.array(plain.GetGeometryRef(number).GetPoints())[:, :2]
            spread, before = (np.ptp(np.hypot(*(ring - centre).T)) for ring in (points, rough))
            assert spread < min(0.75 * before, 3.0)
            assert np.hypot(*(points - centre).T).mean() == pytest.approx(radius, abs=1.5)


@pytest.mark.parametrize("smooth_m", SMOOTH[1:])
def test_an_outline_moves_by_less_than_it_is_smoothed(tmp_path, smooth_m):
    path, grid = mask_file(tmp_path / "mask.tif", blobs(seed=2))
    cells = [cells.Buffer(0) for cells in _raw(path, grid)]
    for outline in shapes(polygonize(path, grid, 0.0, smooth_m=smooth_m)):
        stairs = max(cells, key=lambda one, shape=outline: one.Intersection(shape).GetArea())
        step = smooth_m + 2.5
        assert stairs.Buffer(step).Contains(outline)
        assert outline.Buffer(step).Contains(stairs)


def test_two_combs_with_their_teeth_between_each_others_stay_apart(tmp_path):
    cells = np.zeros((80, 30), np.uint8)
    cells[:, 2:10] = cells[:, 19:28] = 1
    for row in range(2, 70, 8):
        cells[row : row + 3, 10:16] = cells[row + 4 : row + 7, 12:19] = 1
    outlines = shapes(polygonize(*mask_file(tmp_path / "mask.tif", cells), 0.0, smooth_m=60.0))
    assert len(outlines) == 2
    assert outlines[0].Intersection(outlines[1]).GetArea() == 0
    assert sum(shape.GetArea() for shape in outlines) == pytest.approx(cells.sum() * 25, rel=0.01)


class Swelling:
    """An area that grows by a quarter of what it is smoothed over: neighbours would overlap."""

    def __init__(self, row, column, grid):
        x, y = 500000.0 + 100 * column, 4600000.0 - 100 * row
        self.grid, self.square = (
            grid,
            ogr.CreateGeometryFromWkt(f"POLYGON(({x} {y},{x + 95} {y},{x + 95} {y - 95},{x} {y - 95},{x} {y}))"),
        )

    def smooth(self, smooth_m):
        return self.square.Buffer(smooth_m / 4)


def test_those_that_would_overlap_are_smoothed_less_until_they_do_not(tmp_path):
    _, grid = mask_file(tmp_path / "mask.tif", np.zeros((4, 4)))
    areas = [
        Swelling(0, 0, grid),
        Swelling(0, 1, grid),
        Swelling(5, 5, grid),
        Swelling(0, 2, grid),
    ]  # three in a row, one alone
    found = smoothed(areas, 60.0)
    assert [round(shape.GetEnvelope()[1] - shape.GetEnvelope()[0] - 95, 6) for shape in found] == [
        3.75,
        3.75,
        30.0,
        3.75,
    ]
    assert max(a.Intersection(b).GetArea() for i, a in enumerate(found) for b in found[:i]) == 0


def _raw(path, grid):
    from slipline.core.areas.outlines import _polygonized
    from slipline.core.base.progress import Silent

    source = _polygonized(path, grid, Silent())
    return [feature.GetGeometryRef().Clone() for feature in source.GetLayer(0)]


def test_no_area_is_no_outline():
    assert smoothed([], 20.0) == []


def test_a_few_cells_become_a_small_round_area_without_stairs(tmp_path):
    cells = disc(radius=2.3, size=12)
    (outline,) = shapes(polygonize(*mask_file(tmp_path / "mask.tif", cells), 0.0, smooth_m=15.0))
    ring = np.array(outline.GetGeometryRef(0).GetPoints())[:, :2]
    assert outline.GetArea() == pytest.approx(cells.sum() * 25, rel=0.01)
    steps = np.diff(ring, axis=0)
    assert (np.abs(steps).min(axis=1) > 1e-6).mean() > 0.5  # most pieces run along neither rows nor columns
