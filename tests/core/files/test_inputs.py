"""What may never end, or lies elsewhere, is refused before anybody reads it."""

import contextlib
import os
import sqlite3

import pytest

from slipline.core.base.errors import InputError
from slipline.core.files.inputs import require_file
from slipline.core.gis.raster_file import require_here


def database(path, view):
    with contextlib.closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("CREATE TABLE rows (n INTEGER)")
        opened.execute(f"CREATE VIEW shown AS {view}")
    return str(path)


def test_a_view_that_calls_itself_is_refused_by_name_and_any_other_is_let_through(tmp_path):
    endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c"
    with pytest.raises(InputError, match=r"holds a view, shown, that may have no end"):
        require_file(database(tmp_path / "endless.gpkg", endless))
    require_file(database(tmp_path / "plain.gpkg", "WITH a AS (SELECT n FROM rows UNION SELECT 1) SELECT n FROM a"))


def test_a_database_that_another_program_holds_is_left_to_its_reader(tmp_path):
    path = database(tmp_path / "held.gpkg", "SELECT n FROM rows")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        require_file(path)


def test_pipes_and_devices_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (str(tmp_path / "pipe.csv"), "/dev/zero"):
        with pytest.raises(InputError, match="is a pipe, a device"):
            require_file(path)


def test_the_header_of_a_product_of_snap_names_the_folder_of_its_bands(tmp_path):
    (tmp_path / "los.dim").write_text("<Dimap_Document/>")
    with pytest.raises(InputError, match=r"los\.dim is the header.* in the folder los\.data beside it"):
        require_file(str(tmp_path / "los.dim"))


@pytest.mark.parametrize("path", ["/vsicurl/http://far.example/a.tif", "https://far.example/a.gpkg", "/vsis3/a/b.tif"])
def test_what_lies_on_the_network_is_refused(path):
    with pytest.raises(InputError, match="lies on the network"):
        require_here(path)


def test_a_view_of_layers_on_the_network_is_refused(tmp_path):
    view = tmp_path / "layer.vrt"
    source = "<SrcDataSource>/vsicurl/http://far.example/a.gpkg</SrcDataSource>"
    view.write_text(f'<OGRVRTDataSource><OGRVRTLayer name="far">{source}</OGRVRTLayer></OGRVRTDataSource>')
    with pytest.raises(InputError, match="asks the network"):
        require_here(str(view))
