from __future__ import annotations

import sqlite3

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.errors import Cancelled
from slipline.core.gis.packed_index import packed_levels
from slipline.core.gis.vector import Column, write_points

from ..listening import Listening
from ..rasters import CRS, NORTH, WEST

NODE = 4 + 51 * 24  # bytes of a node of SQLite with pages of 4096 bytes


def written(tmp_path, x, y, columns=()):
    path = str(tmp_path / "p.gpkg")
    write_points(path, "p", CRS, np.asarray(x, float), np.asarray(y, float), list(columns))
    return gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)


def found(layer, x_min, y_min, x_max, y_max):
    layer.SetSpatialFilterRect(x_min, y_min, x_max, y_max)
    return sorted(feature.GetFID() for feature in layer)


@pytest.mark.parametrize("count", [1, 51, 52, 51 * 51, 51 * 51 + 1, 6000])
def test_the_index_is_sound_and_finds_what_a_search_of_all_points_finds(tmp_path, count):
    rng = np.random.default_rng(count)
    x, y = WEST + rng.uniform(0, 1000, count), NORTH + rng.uniform(0, 3000, count)
    dataset = written(tmp_path, x, y)
    answer = dataset.ExecuteSQL("SELECT rtreecheck('rtree_p_geom')")
    assert answer.GetNextFeature().GetField(0) == "ok"  # SQLite's own check of all nodes
    dataset.ReleaseResultSet(answer)
    layer = dataset.GetLayer(0)
    assert layer.GetFeatureCount() == count
    assert layer.GetExtent() == pytest.approx((x.min(), x.max(), y.min(), y.max()), rel=1e-14)
    assert layer.TestCapability(ogr.OLCFastSpatialFilter)
    inside = (x >= WEST + 200) & (x <= WEST + 500) & (y >= NORTH + 100) & (y <= NORTH + 2000)
    assert found(layer, WEST + 200, NORTH + 100, WEST + 500, NORTH + 2000) == (np.flatnonzero(inside) + 1).tolist()


@pytest.mark.parametrize("count", [1, 449, 450, 451, 900])
def test_every_row_has_its_own_values_however_many_go_into_one_statement(tmp_path, count):
    dataset = written(tmp_path, WEST + np.arange(count), np.full(count, NORTH), [Column("i", np.arange(count))])
    rows = [
        (feature.GetFID(), feature.GetField("i"), feature.GetGeometryRef().GetX() - WEST)
        for feature in dataset.GetLayer(0)
    ]
    assert rows == [(i + 1, i, i) for i in range(count)]


def test_points_at_one_place_and_coordinates_beyond_single_precision_are_found(tmp_path):
    x = np.full(200, 500000.0123456)
    x[-1] = 16777217.0  # no float32
    dataset = written(tmp_path, x, np.full(200, 4600000.7))
    layer = dataset.GetLayer(0)
    assert len(found(layer, 500000.012, 4600000.6, 500000.013, 4600000.8)) == 199
    assert found(layer, 16777217.0, 4600000.7, 16777217.0, 4600000.7) == [200]


class Guarding(sqlite3.Connection):
    """As SQLite behaves where it is set to be on guard."""

    def execute(self, sql, *arguments):
        if sql.startswith('DELETE FROM "rtree_'):
            raise sqlite3.OperationalError("table rtree_p_geom_node may not be modified")
        return super().execute(sql, *arguments)


def test_where_sqlite_guards_its_index_it_is_filled_row_by_row(tmp_path, monkeypatch):
    connect = sqlite3.connect
    monkeypatch.setattr(
        "slipline.core.gis.point_table.sqlite3.connect", lambda *path, **how: connect(*path, factory=Guarding, **how)
    )
    rng = np.random.default_rng(1)
    x, y = WEST + rng.uniform(0, 1000, 300), NORTH + rng.uniform(0, 3000, 300)
    dataset = written(tmp_path, x, y)
    answer = dataset.ExecuteSQL("SELECT rtreecheck('rtree_p_geom')")
    assert answer.GetNextFeature().GetField(0) == "ok"
    dataset.ReleaseResultSet(answer)
    inside = np.flatnonzero((x <= WEST + 500) & (y <= NORTH + 2000)) + 1
    assert found(dataset.GetLayer(0), WEST, NORTH, WEST + 500, NORTH + 2000) == inside.tolist()


def test_points_that_are_added_later_are_counted_and_found(tmp_path):
    dataset = written(tmp_path, [WEST, WEST + 1], [NORTH, NORTH], [Column("velocity", np.array([1.0, 2.0]))])
    layer = dataset.GetLayer(0)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({WEST + 50} {NORTH + 50})"))
    layer.CreateFeature(feature)
    layer = feature = dataset = None
    dataset = gdal.OpenEx(str(tmp_path / "p.gpkg"), gdal.OF_VECTOR)
    layer = dataset.GetLayer(0)
    assert layer.GetFeatureCount() == 3
    assert found(layer, WEST + 40, NORTH + 40, WEST + 60, NORTH + 60) == [3]


def test_every_node_but_the_last_of_a_level_is_full_and_boxes_hold_what_is_below():
    rng = np.random.default_rng(2)
    x, y = rng.uniform(0, 1, 3000), rng.uniform(0, 1, 3000)
    leaves, middle, root = packed_levels(x, y, NODE)
    assert (len(leaves.items), len(middle.items), len(root.items)) == (3000, 59, 2)
    assert (root.first, root.depth, middle.first, leaves.first) == (1, 2, 2, 4)
    np.testing.assert_array_equal(np.sort(leaves.items), np.arange(1, 3001))
    for node in range(59):
        cells = leaves.boxes_of(slice(node * 51, (node + 1) * 51))
        around = middle.boxes_of(slice(node, node + 1))
        assert around[0] <= cells[0].min()
        assert around[3] >= cells[3].max()
    boxes = leaves.boxes_of(slice(0, 3000))
    assert (boxes[0] <= x[leaves.items - 1]).all()
    assert (boxes[1] >= x[leaves.items - 1]).all()
    (first, leaf), (below, inner), (_, top) = (level.holders() for level in (leaves, middle, root))
    assert (first, below) == (1, 4)
    assert (leaf[leaves.items - 1] == 4 + np.arange(3000) // 51).all()
    assert len(np.unique(np.concatenate([leaf, inner, top]))) == 1 + 2 + 59


def test_a_cancel_in_the_index_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("slipline.core.gis.point_table._ROWS", 5)
    with pytest.raises(Cancelled):
        write_points(str(tmp_path / "p.gpkg"), "p", CRS, np.arange(40.0), np.zeros(40), [], Listening(cancel_at=1.0))
    assert list(tmp_path.iterdir()) == []
