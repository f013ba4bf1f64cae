from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr
from scipy import ndimage

from slipline.core.areas.outlines import polygonize
from slipline.core.base.errors import Cancelled
from slipline.core.base.grid import Grid
from slipline.core.base.progress import Silent
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.rings import fill_holes, ring_area, rings_of

CRS = spatial_reference("EPSG:32633").ExportToWkt()


def mask_file(path, cells, cell_m=5.0):
    rows, columns = cells.shape
    grid = Grid(CRS, 500000.0, 4600000.0, cell_m, columns, rows)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), columns, rows, 1, gdal.GDT_Byte)
    dataset.SetGeoTransform(grid.geotransform)
    dataset.SetProjection(CRS)
    dataset.GetRasterBand(1).SetNoDataValue(255)
    dataset.GetRasterBand(1).WriteArray(cells.astype(np.uint8))
    dataset = None
    return str(path), grid


def shapes(polygons):
    return [ogr.CreateGeometryFromWkb(polygon) for polygon in polygons]


def blobs(rows=90, columns=140, seed=4):
    noise = ndimage.gaussian_filter(np.random.default_rng(seed).standard_normal((rows, columns)), 2.5)
    return (noise > 0.06).astype(np.uint8)


def test_a_rectangle_keeps_its_place_and_its_area_within_a_percent(tmp_path):
    cells = np.zeros((30, 40))
    cells[5:25, 10:30] = 1
    (outline,) = shapes(polygonize(*mask_file(tmp_path / "mask.tif", cells), 0.0))
    assert outline.GetEnvelope() == (500050.0, 500150.0, 4600000.0 - 125, 4600000.0 - 25)
    assert outline.GetArea() == pytest.approx(10000.0 - 0.5 * 25)  # four corners cut by an eighth of a cell each


def test_areas_are_those_of_an_independent_labelling_with_corners_joined(tmp_path):
    cells = blobs()
    labels, count = ndimage.label(cells, np.ones((3, 3)))
    sizes = np.sort(np.bincount(labels.ravel())[1:] * 25.0)[::-1]
    polygons = polygonize(*mask_file(tmp_path / "mask.tif", cells), 0.0)
    found = np.array([shape.GetArea() for shape in shapes(polygons)])
    assert len(found) == count > 20
    filled = np.sort(ndimage.sum(cells, labels, range(1, count + 1)) * 25.0)[::-1]
    np.testing.assert_allclose(filled, sizes)
    np.testing.assert_allclose(found, sizes, rtol=0.0101)


def test_outlines_are_valid_never_overlap_and_lie_within_half_a_cell_of_the_stairs(tmp_path):
    cells = blobs(seed=8)
    path, grid = mask_file(tmp_path / "mask.tif", cells)
    outlines = shapes(polygonize(path, grid, 0.0))
    assert all(outline.IsValid() and not outline.IsEmpty() for outline in outlines)
    together = outlines[0].Clone()
    for outline in outlines[1:]:
        assert together.Intersection(outline).Area() == 0.0
        together = together.Union(outline)
    stairs = ogr.Geometry(ogr.wkbMultiPolygon)
    for row, column in np.argwhere(cells):
        x, y = 500000 + 5 * column, 4600000 - 5 * row
        stairs.AddGeometry(
            ogr.CreateGeometryFromWkt(f"POLYGON(({x} {y},{x + 5} {y},{x + 5} {y - 5},{x} {y - 5},{x} {y}))")
        )
    stairs = stairs.UnionCascaded()
    assert stairs.Buffer(2.5).Contains(together)
    assert together.Buffer(2.5).Contains(stairs)


def test_a_staircase_becomes_a_straight_line(tmp_path):
    cells = np.tril(np.ones((60, 60)))
    (outline,) = shapes(polygonize(*mask_file(tmp_path / "mask.tif", cells), 0.0))
    assert outline.GetGeometryRef(0).GetPointCount() < 12  # the stairs alone have 120 corners
    assert outline.GetArea() == pytest.approx(cells.sum() * 25, rel=0.01)


def test_a_corner_joins_two_cells_into_one_area(tmp_path):
    cells = np.zeros((20, 20))
    cells[2:9, 2:9] = cells[9:16, 9:16] = 1
    polygons = polygonize(*mask_file(tmp_path / "mask.tif", cells), 0.0)
    assert len(polygons) == 1
    assert shapes(polygons)[0].IsValid()
    assert shapes(polygons)[0].GetArea() == pytest.approx(98 * 25, rel=0.01)


@pytest.mark.parametrize(("min_area", "count"), [(0.0, 3), (25.0, 3), (26.0, 2), (2500.0, 1), (5000.0, 0)])
def test_areas_below_the_minimum_are_left_out(tmp_path, min_area, count):
    cells = np.zeros((40, 40))
    cells[0, 0] = 1  # 25 m2, in the corner of the raster
    cells[5:15, 5:14] = 1  # 2250 m2
    cells[20:32, 20:32] = 1  # 3600 m2
    assert len(polygonize(*mask_file(tmp_path / "mask.tif", cells), min_area)) == count


def test_small_holes_are_filled_and_large_ones_stay(tmp_path):
    cells = np.ones((40, 60))
    cells[3:5, 3:5] = 0  # 100 m2
    cells[10:25, 20:40] = 0  # 7500 m2
    (outline,) = shapes(polygonize(*mask_file(tmp_path / "mask.tif", cells), 500.0))
    assert outline.GetGeometryCount() == 2
    assert outline.GetArea() == pytest.approx((2400 - 300) * 25, rel=0.01)


def test_ground_that_cannot_be_observed_is_no_area_but_cuts_one(tmp_path):
    cells = np.ones((40, 40))
    cells[:, 15:25] = 255
    assert len(polygonize(*mask_file(tmp_path / "mask.tif", cells), 0.0)) == 2
    assert polygonize(*mask_file(tmp_path / "null.tif", np.full((9, 12), 255)), 0.0) == []


def test_the_largest_area_comes_first(tmp_path):
    areas = [shape.GetArea() for shape in shapes(polygonize(*mask_file(tmp_path / "mask.tif", blobs()), 0.0))]
    assert areas == sorted(areas, reverse=True)


def test_cancel_is_heard(tmp_path):
    class Stop(Silent):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):
        polygonize(*mask_file(tmp_path / "mask.tif", blobs()), 0.0, Stop())


def test_rings_and_their_areas_by_hand():
    polygon = ogr.CreateGeometryFromWkt(
        "POLYGON((0 0,10 0,10 10,0 10,0 0),(1 1,1 3,3 3,3 1,1 1),(5 5,5 6,6 6,6 5,5 5))"
    )
    rings = rings_of(bytes(polygon.ExportToWkb()))
    assert [abs(ring_area(ring)) for ring in rings] == [100.0, 4.0, 1.0]
    assert len(fill_holes(rings, 2.0)) == 2
    assert len(fill_holes(rings, 1.0)) == 3


def test_a_users_polygon_is_made_sound():
    from slipline.core.gis.rings import repaired_polygon

    def area(text):
        repaired = repaired_polygon(bytes(ogr.CreateGeometryFromWkt(text).ExportToWkb()))
        return repaired and (round(ogr.CreateGeometryFromWkb(repaired[0]).GetArea(), 9), repaired[1])

    assert area("POLYGON((0 0,10 0,10 10,0 10,0 0))") == (100.0, False)
    assert area("POLYGON((0 0,10 0,10 10,0 10))") == (100.0, True)
    holed = ogr.CreateGeometryFromWkt("POLYGON((0 0,10 0,77 77,10 10,0 10,0 0))").ExportToWkb()
    holed = bytes(holed).replace(
        np.float64(77).tobytes(), np.float64(np.nan).tobytes()
    )  # as the real outlines of Slumgullion have it
    repaired = repaired_polygon(holed)
    assert repaired is not None
    assert repaired[1]
    assert ogr.CreateGeometryFromWkb(repaired[0]).GetArea() == pytest.approx(100.0)
    assert area("POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,4 2,4 4,2 4,2 2))") == (96.0, False)
    assert area("POLYGON((0 0,10 10,10 0,0 10,0 0))") == (50.0, True)
    assert area("POLYGON((5000 5000,5010 5000,0 0,5010 5010,5000 5010,5000 5000))") == (100.0, True)
    assert area("POLYGON((0 0,10 0,10 10,0 10,0 0))") == (100.0, False)  # a vertex that is there
    inside, beside = "((2 2,4 2,4 4,2 4,2 2))", "((5 0,15 0,15 10,5 10,5 0))"
    assert area(f"MULTIPOLYGON(((0 0,10 0,10 10,0 10,0 0)),{inside})") == (100.0, True)
    assert area(f"MULTIPOLYGON(((0 0,10 0,10 10,0 10,0 0)),{inside},{beside})") == (150.0, True)
    assert area("MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))") == (1.0, False)
    assert area("POLYGON((0 0,5 0,10 0,0 0))") is None
    assert repaired_polygon(b"") is None
