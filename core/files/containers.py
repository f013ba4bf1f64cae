"""GeoPackages that stand already: a layer is put into them by SQLite, in one transaction; the file is never replaced.

A GeoPackage may hold other layers of the user, and another program may hold it open with a log (-wal) beside it that
belongs to that very file. Layers are written to a file of their own first and copied from there.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from ..base.errors import InputError
from ..base.translation import tr

MARK = "Made by Slipline"  # description of a layer that Slipline wrote, and may replace
ENDING = ".gpkg"
_MAGIC = b"SQLite format 3\0"
_WAIT_S = 1.0  # for another program to finish what it writes
_FIRST_FREE = 99_999  # numbers of CRSs beyond it belong to nobody
_SPILL_KIB = 2000  # of a transaction that stays in memory: the rest is on the disk before it is committed
_STEPS_BETWEEN = 100_000  # of SQLite's machine between two looks whether the user asked to stop: some milliseconds
_STYLES = """CREATE TABLE IF NOT EXISTS main.layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
update_time DATETIME DEFAULT CURRENT_TIMESTAMP)"""  # as QGIS makes it
_ABOUT = ("gpkg_geometry_columns", "gpkg_extensions", "gpkg_ogr_contents", "gpkg_data_columns")  # rows about a layer


def stands(path: str) -> bool:
    """Tell whether a path is that of a database which must not be replaced as a file."""
    if Path(path).suffix.lower() != ENDING:
        return False
    with contextlib.suppress(OSError), open(path, "rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC
    return False


def layers_of(path: str) -> dict[str, str]:
    """Names of the layers of a GeoPackage, with their descriptions; none where it does not stand or cannot be read."""
    if not stands(path):
        return {}
    with contextlib.suppress(sqlite3.Error), _opened(path) as database:
        return {str(name): str(text or "") for name, text in _layers(database)}
    return {}


def layer_name(path: str, wanted: str) -> str:
    """The name that a layer takes in a GeoPackage: the wanted one, or one with a number where the user's layer has it.

    A layer that Slipline made is replaced, and so is the only layer of a file.
    """
    layers = layers_of(path)
    if set(layers) <= {wanted}:
        return wanted
    number, name = 1, wanted
    while name in layers and not layers[name].startswith(MARK):
        number += 1
        name = f"{wanted}_{number}"
    return name


def is_shared(path: str, layer: str) -> bool:
    """Tell whether a GeoPackage holds other layers than this one."""
    return bool(set(layers_of(path)) - {layer})


def only_layer(path: str) -> str:
    """The layer of a GeoPackage that holds one; empty for others."""
    layers = list(layers_of(path))
    return layers[0] if len(layers) == 1 else ""


def keep_style(path: str, layer: str, style: str) -> None:
    """Put a style (QML) for a layer into its GeoPackage, from where QGIS takes it by itself."""
    with _opened(path) as database:
        database.execute(_STYLES)
        found = _run(database, "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer,))
        database.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
            " styleQML, styleSLD, useAsDefault, description, owner, update_time)"
            " VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",  # ISO, for GDAL
            (layer, found[0][0] if found else "", layer, style, MARK),
        )


def require_free(path: str) -> None:
    """Stop where a GeoPackage cannot be written to now.

    Raises:
        InputError: another program holds it, or it is no database that can be read.
    """
    try:
        with _opened(path) as database:
            database.execute("BEGIN EXCLUSIVE")
            _layers(database)
            database.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise refusal(path, error) from error


def refusal(path: str, error: sqlite3.Error) -> InputError:
    """The sentence for a GeoPackage that cannot be written to."""
    reason = str(error)
    if "locked" in reason or "busy" in reason:
        return InputError(
            tr(
                "The GeoPackage {path} is held by another program, or has edits that are not saved. Save them and "
                "close it, or choose another file."
            ),
            path=path,
        )
    return InputError(
        tr(
            "The GeoPackage {path} stands already, but a layer cannot be put into it: {reason}. Move that file away, "
            "or choose another one."
        ),
        path=path,
        reason=reason.rstrip("."),
    )


class Bringing:
    """A layer on its way from a file of its own into a GeoPackage that stands: seen by nobody before `commit`.

    Args:
        part: GeoPackage with one layer.
        path: GeoPackage that it is put into; a layer of the same name is replaced, all else stays.
        stops: asked all the time while rows are copied; copying ends where it answers yes.

    Raises:
        sqlite3.Error: the GeoPackage is held by another program, damaged, or its disk is full, or `stops` answered
            yes; nothing has changed.
    """

    def __init__(self, part: str, path: str, stops: Callable[[], bool] = lambda: False) -> None:
        self._opening = contextlib.ExitStack()
        with contextlib.ExitStack() as failed:
            failed.callback(self._opening.close)
            database = self._opening.enter_context(_opened(path))
            database.execute("ATTACH DATABASE ? AS part", (_only_read(part),))
            database.execute(f"PRAGMA main.cache_size = -{_SPILL_KIB}")
            database.execute("BEGIN EXCLUSIVE")
            failed.callback(_roll_back, database)
            database.set_progress_handler(lambda: int(stops()), _STEPS_BETWEEN)
            failed.callback(database.set_progress_handler, None, 0)
            (layer,) = (name for name, _ in _layers(database, "part"))
            _drop(database, layer)
            _copy(database, layer)
            database.set_progress_handler(None, 0)
            failed.pop_all()
        self._database = database

    def commit(self) -> None:
        """Let the layer appear.

        Raises:
            sqlite3.Error: the disk is full; nothing has changed.
        """
        self._database.execute("COMMIT")
        self._opening.close()

    def roll_back(self) -> None:
        """Leave the GeoPackage as it was."""
        _roll_back(self._database)
        self._opening.close()


def _roll_back(database: sqlite3.Connection) -> None:
    """Undo a transaction; SQLite has done so already where the disk was full or the user stopped it."""
    with contextlib.suppress(sqlite3.Error):
        database.execute("ROLLBACK")


@contextlib.contextmanager
def _opened(path: str) -> Iterator[sqlite3.Connection]:
    if not os.path.exists(path):
        raise sqlite3.OperationalError("there is no such file")
    with contextlib.closing(sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None, uri=True)) as database:
        try:
            yield database
        except UnicodeDecodeError as error:  # SQLite tells a damaged name, which Python cannot read
            raise sqlite3.DatabaseError("a name in it is damaged") from error


def _only_read(path: str) -> str:
    """A file as SQLite reads it without a lock: a transaction over two files would need a third one for both."""
    place = Path(os.path.abspath(path)).as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(place)}?mode=ro&immutable=1"


def _run(
    database: sqlite3.Connection, statement: str, values: Sequence[Any] = (), **names: str | list[str]
) -> list[Any]:
    """The rows of a statement; its `{fields}` stand for names or lists of names, which are quoted, and ? for values."""
    filled = {field: name if isinstance(name, list) else [name] for field, name in names.items()}
    text = statement.format(**{field: ", ".join(map(quoted, name)) for field, name in filled.items()})
    return database.execute(text, values).fetchall()


def _layers(database: sqlite3.Connection, schema: str = "main") -> list[tuple[str, str]]:
    listed = "SELECT table_name, description FROM {schema}.gpkg_contents WHERE table_name <> 'layer_styles'"
    return _run(database, listed, schema=schema)


def _tables(database: sqlite3.Connection, schema: str = "main") -> dict[str, str]:
    """Definitions of the tables by name."""
    found = _run(database, "SELECT name, sql FROM {schema}.sqlite_master WHERE type = 'table'", schema=schema)
    return {str(name): str(sql) for name, sql in found}


def _columns(database: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [str(row[1]) for row in _run(database, "PRAGMA {schema}.table_info({table})", schema=schema, table=table)]


def _trees(tables: dict[str, str], layer: str) -> list[str]:
    """The spatial indexes of a layer: virtual tables, not the tables behind them."""
    virtual = [name for name, sql in tables.items() if sql.upper().startswith("CREATE VIRTUAL")]
    return [name for name in virtual if name.startswith(f"rtree_{layer}_")]


def _drop(database: sqlite3.Connection, layer: str) -> None:
    """Remove a layer with all that the GeoPackage says of it, but not the styles that the user keeps for it."""
    tables = _tables(database)
    if layer not in tables:
        return
    for name in [*_trees(tables, layer), layer]:
        _run(database, "DROP TABLE {name}", name=name)
    for name in [*_ABOUT, "gpkg_metadata_reference", "gpkg_contents"]:
        if name in tables:
            _run(database, "DELETE FROM {name} WHERE table_name = ?", (layer,), name=name)


def _copy(database: sqlite3.Connection, layer: str) -> None:
    theirs, ours = _tables(database, "part"), _tables(database)
    reference = _reference(database, layer)
    database.execute(theirs[layer])
    _run(database, "INSERT INTO main.{layer} SELECT * FROM part.{layer}", layer=layer)
    for tree in _trees(theirs, layer):
        _copy_tree(database, tree, theirs[tree])
    for name in ("gpkg_contents", *_ABOUT):
        if name in theirs:
            if name not in ours:
                database.execute(theirs[name])
            _copy_rows(database, name, "table_name", layer)
    if reference is not None:
        _renumber(database, layer, reference)
    if "layer_styles" in theirs:
        _copy_style(database, layer)
    kinds = "SELECT sql FROM part.sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL AND tbl_name = ?"
    for (definition,) in _run(database, kinds, (layer,)):  # after the rows: they call GDAL's functions
        database.execute(definition)


def _copy_rows(database: sqlite3.Connection, table: str, key: str, value: str) -> None:
    """Copy rows about a layer, in the columns that both files have but for `id`, which the file gives anew."""
    both = sorted(set(_columns(database, "main", table)) & set(_columns(database, "part", table)) - {"id"})
    insert = "INSERT INTO main.{table} ({both}) SELECT {both} FROM part.{table} WHERE {key} = ?"
    _run(database, insert, (value,), table=table, key=key, both=both)


def _copy_tree(database: sqlite3.Connection, tree: str, definition: str) -> None:
    """A spatial index: the tables behind it as they are, or row by row where SQLite guards them."""
    database.execute(definition)
    try:
        for part in ("node", "rowid", "parent"):
            _run(database, "DELETE FROM main.{name}", name=f"{tree}_{part}")
            _run(database, "INSERT INTO main.{name} SELECT * FROM part.{name}", name=f"{tree}_{part}")
    except sqlite3.OperationalError as error:
        if "modified" not in str(error):
            raise
        _run(database, "INSERT INTO main.{name} SELECT * FROM part.{name}", name=tree)


def _copy_style(database: sqlite3.Connection, layer: str) -> None:
    """The style of a layer, unless the user keeps one for it already."""
    database.execute(_STYLES)
    if not _run(database, "SELECT 1 FROM main.layer_styles WHERE f_table_name = ?", (layer,)):
        _copy_rows(database, "layer_styles", "f_table_name", layer)
    if not _run(database, "SELECT 1 FROM main.gpkg_contents WHERE table_name = 'layer_styles'"):
        said = "INSERT INTO main.gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)"
        _run(database, said, ("layer_styles", "layer_styles"))


def _reference(database: sqlite3.Connection, layer: str) -> int | None:
    """The number of the layer's CRS in the GeoPackage, where it is another than in the part; the CRS is added."""
    (own,) = _run(database, "SELECT srs_id FROM part.gpkg_contents WHERE table_name = ?", (layer,))[0]
    rows = _run(database, "SELECT * FROM part.gpkg_spatial_ref_sys WHERE srs_id = ?", (own,))
    if not rows:
        return None
    told = dict(zip(_columns(database, "part", "gpkg_spatial_ref_sys"), rows[0]))
    same = (
        "SELECT srs_id FROM main.gpkg_spatial_ref_sys WHERE organization = ? COLLATE NOCASE"
        " AND organization_coordsys_id = ? AND (definition = ? OR organization = 'EPSG' COLLATE NOCASE)"
    )  # a number of that list means the same in other words of another program
    known = _run(database, same, (told["organization"], told["organization_coordsys_id"], told["definition"]))
    if known:
        return None if known[0][0] == own else int(known[0][0])
    numbers = {number for (number,) in _run(database, "SELECT srs_id FROM main.gpkg_spatial_ref_sys")}
    number = own if own not in numbers else max(*numbers, _FIRST_FREE) + 1
    rest = sorted(set(_columns(database, "main", "gpkg_spatial_ref_sys")) & set(told) - {"srs_id"})
    into = (
        "INSERT INTO main.gpkg_spatial_ref_sys (srs_id, {rest}) SELECT ?, {rest} FROM part.gpkg_spatial_ref_sys"
        " WHERE srs_id = ?"
    )
    _run(database, into, (number, own), rest=rest)
    return None if number == own else int(number)


def _renumber(database: sqlite3.Connection, layer: str, number: int) -> None:
    """Give the layer's CRS another number: in the table of contents and inside of each geometry."""

    def renumbered(blob: bytes | None) -> bytes | None:
        return None if blob is None else blob[:4] + number.to_bytes(4, _order(blob), signed=True) + blob[8:]

    for table in ("gpkg_contents", "gpkg_geometry_columns"):
        _run(database, "UPDATE main.{table} SET srs_id = ? WHERE table_name = ?", (number, layer), table=table)
    database.create_function("renumbered", 1, renumbered)
    for (column,) in _run(
        database, "SELECT column_name FROM main.gpkg_geometry_columns WHERE table_name = ?", (layer,)
    ):
        _run(database, "UPDATE main.{layer} SET {column} = renumbered({column})", layer=layer, column=column)


def _order(blob: bytes) -> Literal["little", "big"]:
    """Byte order of a geometry's header (OGC 12-128r19, 2.1.3)."""
    return "little" if blob[3] & 1 else "big"


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'
