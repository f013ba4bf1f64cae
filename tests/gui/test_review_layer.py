"""A layer under review keeps to all or nothing: what the file does not take leaves it as it was."""

import contextlib
import sqlite3

import pytest
from qgis.core import QgsVectorLayer

from slipline.core.gis.vector import Column, write_polygons
from slipline.gui.review.fields import add_fields
from slipline.gui.review.layer import ReviewLayer

from ..core.rasters import CRS, box

REFUSED = "the disk says no"


def reviewed(folder):
    """Three areas in a GeoPackage, the first two side by side; what failed; and the file's path."""
    path = str(folder / "areas.gpkg")
    polygons = [box(0, -100, 100, 0), box(100, -100, 150, 0), box(300, -100, 400, 0)]
    write_polygons(path, "areas", CRS, polygons, [Column("area_id", [1, 2, 3])])
    layer = QgsVectorLayer(path, "areas")
    assert add_fields(layer)
    review, failures = ReviewLayer(layer, lambda _outline, _area: {}), []
    review.failed.connect(failures.append)
    return review, failures, path


def in_file(path):
    """Numbers, attributes and outlines as they are on the disk."""
    layer = QgsVectorLayer(path, "again")
    return {feature.id(): (feature.attributes(), feature.geometry().asWkt(1)) for feature in layer.getFeatures()}


def refuse(path, *events):
    """From now on the file refuses some changes, as a full disk would."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        for event in events:
            connection.execute(
                f"CREATE TRIGGER no_{event} BEFORE {event} ON areas BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )


def allow(path, *events):
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        for event in events:
            connection.execute(f"DROP TRIGGER no_{event}")


def test_a_merge_whose_second_half_fails_changes_nothing(qgis_app, tmp_path):
    review, failures, path = reviewed(tmp_path)
    before = in_file(path)
    refuse(path, "DELETE")
    assert not review.merge([1, 2])
    assert in_file(path) == before
    assert review.steps == []
    assert len(failures) == 1
    assert failures[0].startswith("Nothing was written to the layer areas: ")
    assert REFUSED in failures[0]


@pytest.mark.parametrize("event", ["UPDATE", "INSERT"])
def test_an_undo_that_fails_changes_nothing_and_can_be_done_later(qgis_app, tmp_path, event):
    review, failures, path = reviewed(tmp_path)
    before = in_file(path)
    assert review.merge([1, 2])
    merged = in_file(path)
    assert len(merged) == 2
    refuse(path, event)
    assert not review.undo()
    assert in_file(path) == merged
    assert len(failures) == 1
    allow(path, event)
    assert review.undo()
    assert in_file(path) == before
    assert review.steps == []


def test_half_a_change_that_cannot_be_taken_back_is_said_to_be_half(qgis_app, tmp_path, monkeypatch):
    review, failures, path = reviewed(tmp_path)
    provider, changes = review.layer.dataProvider(), []
    really = provider.changeFeatures

    def only_once(*arguments):
        changes.append(arguments)
        return len(changes) == 1 and really(*arguments)

    monkeypatch.setattr(provider, "changeFeatures", only_once)
    refuse(path, "DELETE")
    assert not review.merge([1, 2])
    monkeypatch.undo()
    assert len(changes) == 2
    assert "Only a part of the change was written to the layer areas" in failures[0]
