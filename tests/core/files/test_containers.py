"""A GeoPackage that stands is never replaced: layers are put into it, beside those of the user."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.base.progress import Silent, asking
from slipline.core.display.styles import write_style
from slipline.core.files import containers
from slipline.core.files.inputs import require_file
from slipline.core.files.outputs import require_writable, together
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.vector import Column, write_points, write_polygons

from ..rasters import CRS, NORTH, WEST, box

UTM_33 = "EPSG:32633"


def write(path, count=5, crs=CRS, value=1.0):
    x, y = WEST + np.arange(count, dtype=float), NORTH - np.arange(count, dtype=float)
    columns = [Column("velocity", np.full(count, value), "velocity (mm/yr)"), Column("name", ["ü"] * count)]
    write_points(str(path), "targets", crs, x, y, columns)


def read(path):
    """Layer -> (features, values of its first field, CRS, extent by its index)."""
    dataset = ogr.Open(str(path))
    found = {}
    for layer in dataset:
        if layer.GetName() != "layer_styles":
            values = [feature.GetField(0) for feature in layer]
            layer.SetSpatialFilterRect(WEST - 0.5, NORTH - 0.5, WEST + 0.5, NORTH + 0.5)
            inside = sum(1 for _ in layer)
            layer.SetSpatialFilter(None)
            found[layer.GetName()] = (len(values), set(values), layer.GetSpatialRef().GetName(), inside)
    return found


def check(path):
    """SQLite finds nothing wrong, and the table of contents says what the layers hold."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table, number in database.execute("SELECT table_name, feature_count FROM gpkg_ogr_contents").fetchall():
            assert database.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (number,)


def aliases(path):
    """Name and alias of each field of the targets; GDAL keeps aliases from version 3.7 on."""
    dataset = ogr.Open(str(path))
    definition = dataset.GetLayerByName("targets").GetLayerDefn()
    fields = [definition.GetFieldDefn(number) for number in range(definition.GetFieldCount())]
    return [(field.GetName(), field.GetAlternativeName()) for field in fields]


@pytest.fixture()
def project(tmp_path):
    """A GeoPackage of the user with a layer of his own."""
    path = tmp_path / "project.gpkg"
    write_polygons(str(path), "my_inventory", UTM_33, [box(0, -10, 10, 0)], [Column("id", [7])])
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE gpkg_contents SET description = 'drawn by hand'")
    return path


def test_a_layer_is_added_to_a_geopackage_of_the_user_and_replaced_by_the_next_run(project):
    write(project)
    name = spatial_reference(CRS).GetName()
    assert read(project)["targets"] == (5, {1.0}, name, 1)
    write(project, 3, value=2.0)
    found = read(project)
    assert found["targets"] == (3, {2.0}, name, 1)
    assert found["my_inventory"][:2] == (1, {7})
    assert set(found) == {"my_inventory", "targets"}
    check(project)
    write(project.with_name("own.gpkg"))
    assert aliases(project) == aliases(project.with_name("own.gpkg"))


def test_a_layer_of_the_user_with_the_same_name_stays(project):
    project.unlink()
    write_polygons(str(project), "targets", UTM_33, [box(0, -10, 10, 0)], [Column("id", [7])])
    with contextlib.closing(sqlite3.connect(project)) as database, database:
        database.execute("UPDATE gpkg_contents SET description = ''")
    write_polygons(str(project), "areas", UTM_33, [box(0, -10, 10, 0)], [Column("id", [8])])
    for _ in range(2):
        write(project)
        assert {name: values for name, (_, values, *_) in read(project).items()} == {
            "targets": {7},
            "areas": {8},
            "targets_2": {1.0},
        }
    check(project)


def test_the_only_layer_of_a_file_is_replaced_as_a_file_would_be(tmp_path):
    write(tmp_path / "out.gpkg")
    inode = (tmp_path / "out.gpkg").stat().st_ino
    write(tmp_path / "out.gpkg", 2)
    assert {name: count for name, (count, *_) in read(tmp_path / "out.gpkg").items()} == {"targets": 2}
    assert (tmp_path / "out.gpkg").stat().st_ino == inode  # other programs that hold it go on with it


def test_layers_that_others_hold_open_see_the_new_one(project):
    write(project)
    held = sqlite3.connect(project)
    held.execute("PRAGMA journal_mode = WAL")
    count = held.execute('SELECT velocity FROM "targets"')
    assert count.fetchone() == (1.0,)  # a reader in the middle of its work
    write(project, 3, value=2.0)
    count.close()
    assert held.execute('SELECT DISTINCT velocity FROM "targets"').fetchall() == [(2.0,)]
    held.close()
    check(project)


def test_a_log_that_a_killed_program_left_belongs_to_the_file_and_its_edits_are_not_lost(project):
    script = (
        "import os, sqlite3, sys; d = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "d.execute('pragma journal_mode=wal'); d.execute('pragma wal_autocheckpoint=0');"
        "d.execute('update gpkg_contents set description = ''edited'''); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script.replace("''edited''", '"edited"'), str(project)], check=False)
    assert project.with_name("project.gpkg-wal").stat().st_size
    write(project)
    assert set(read(project)) == {"my_inventory", "targets"}
    assert containers.layers_of(str(project))["my_inventory"] == "edited"
    check(project)


def test_a_log_beside_a_file_that_is_gone_is_not_taken_for_that_of_the_new_one(tmp_path):
    write(tmp_path / "out.gpkg", 400)
    held = sqlite3.connect(tmp_path / "out.gpkg")
    held.execute("PRAGMA journal_mode = WAL")
    held.execute("CREATE TABLE more (id)")
    log = (tmp_path / "out.gpkg-wal").read_bytes()
    held.close()
    (tmp_path / "out.gpkg").unlink()
    (tmp_path / "out.gpkg-wal").write_bytes(log)
    write(tmp_path / "out.gpkg", 3)
    check(tmp_path / "out.gpkg")
    assert [file.name for file in tmp_path.iterdir()] == ["out.gpkg"]


def test_a_geopackage_that_is_locked_or_damaged_is_found_before_the_work_and_stays(project, tmp_path):
    before = project.read_bytes()
    with contextlib.closing(sqlite3.connect(project, isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        with pytest.raises(InputError, match="is held by another program, or has edits that are not saved"):
            require_writable(str(project))
        with pytest.raises(InputError, match=r"held by another program.*kept as .*project\.new1\.gpkg"):
            write(project)
    assert project.read_bytes() == before
    assert set(read(project.with_name("project.new1.gpkg"))) == {"targets"}
    damaged = tmp_path / "damaged.gpkg"
    damaged.write_bytes(before[:5000])
    with pytest.raises(InputError, match="stands already, but a layer cannot be put into it"):
        require_writable(str(damaged))
    (tmp_path / "text.gpkg").write_text("no database")
    write(tmp_path / "text.gpkg")
    assert set(read(tmp_path / "text.gpkg")) == {"targets"}


def test_a_run_that_fails_leaves_the_geopackage_as_it_was(project):
    before = read(project)

    @together()
    def run():
        write(project)
        raise OutputError("of another output")

    with pytest.raises(OutputError):
        run()
    assert read(project) == before


def test_a_layer_that_is_being_copied_into_the_geopackage_can_be_stopped(project):
    class Stopped(Silent):
        asked = 0

        def is_cancelled(self):
            self.asked += copying
            return self.asked > 2

    def run():
        nonlocal copying
        with asking(progress), together(str(project)):
            write(project, count=50_000)
            copying = True

    before, copying, progress = read(project), False, Stopped()
    with pytest.raises(Cancelled):
        run()
    assert progress.asked == 3
    assert read(project) == before
    check(project)
    assert [path.name for path in project.parent.iterdir() if "targets" in path.name] == []
    write(project, count=7)
    assert read(project)["targets"][0] == 7


def test_the_style_of_a_layer_among_others_is_kept_in_the_geopackage(project):
    (project.with_suffix(".qml")).write_text("the user's")
    for _ in range(2):
        with together() as run:
            write(project)
            write_style(str(project), "areas")
    assert project.with_suffix(".qml").read_text() == "the user's"
    assert run.source(str(project)) == f"{project}|layername=targets"
    with contextlib.closing(sqlite3.connect(project)) as database:
        kept = database.execute("SELECT f_table_name, useAsDefault, length(styleQML) > 100 FROM layer_styles")
        assert kept.fetchall() == [("targets", 1, 1)]
    check(project)
    with together() as run:
        write(project.with_name("own.gpkg"))
        write_style(str(project.with_name("own.gpkg")), "areas")
    assert project.with_name("own.qml").exists()
    assert run.source(str(project.with_name("own.gpkg"))) == str(project.with_name("own.gpkg"))


def test_a_crs_of_its_own_keeps_its_number_apart_from_another_of_the_same_number(project):
    own = [f"+proj=laea +lat_0={latitude} +lon_0=15 +ellps=GRS80 +units=m" for latitude in (40, 50)]
    for crs, layer in zip(own, ("first", "second")):
        wkt = spatial_reference(crs).ExportToWkt()
        write_polygons(str(project), layer, wkt, [box(0, -10, 10, 0)], [Column("id", [1])])
    dataset = ogr.Open(str(project))
    for crs, layer in zip(own, ("first", "second")):
        got = dataset.GetLayerByName(layer)
        assert got.GetSpatialRef().IsSame(spatial_reference(crs))
        feature = got.GetNextFeature()
        assert feature.GetGeometryRef().GetEnvelope() == (WEST, WEST + 10, NORTH - 10, NORTH)
        assert feature.GetGeometryRef().GetSpatialReference().IsSame(spatial_reference(crs))
    check(project)


@pytest.mark.parametrize("statement", [b'CREATE TABLE "targets"', b"CREATE TRIGGER"])
def test_a_damaged_name_that_is_no_utf_8_is_one_sentence(tmp_path, statement):
    """SQLite quotes it in its error, which Python cannot make, from 3.10 on with an error of its own."""
    path = tmp_path / "t.gpkg"
    write(path)
    path.write_bytes(path.read_bytes().replace(statement, statement[:2] + b"\xff\xff" + statement[4:], 1))
    with (
        pytest.raises((UnicodeDecodeError, sqlite3.DatabaseError)),
        contextlib.closing(sqlite3.connect(path)) as database,
    ):
        database.execute("SELECT name FROM sqlite_master").fetchall()
    require_file(str(path))
    assert containers.layers_of(str(path)) == {}
    with pytest.raises(InputError):
        containers.require_free(str(path))
