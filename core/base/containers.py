"""GeoPackages that stand already: a layer is put into them by SQLite, in one transaction; the file is never replaced.

A GeoPackage may hold other layers of the user, and another program may hold it open with a log (-wal) beside it that
belongs to that very file. Layers are written to a file of their own first and copied from there.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from .errors import InputError
from .translation import tr

MARK = "Made by Slipline"  # description of a layer that Slipline wrote, and may replace
ENDING = ".gpkg"
_MAGIC = b"SQLite format 3\0"
_WAIT_S = 1.0  # for another program to finish what it writes
_SPILL_KIB = 2000  # of a transaction that stays in memory: the rest is on the disk before it is committed
_STYLES = """CREATE TABLE IF NOT EXISTS {schema}layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
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
        database.execute(_STYLES.format(schema=""))
        column = database.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer,)
        ).fetchone()
        database.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
            " styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '')",
            (layer, column[0] if column else "", layer, style, MARK),
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

    Raises:
        sqlite3.Error: the GeoPackage is held by another program, damaged, or its disk is full; nothing has changed.
    """

    def __init__(self, part: str, path: str) -> None:
        self._opening = contextlib.ExitStack()
        with contextlib.ExitStack() as failed:
            failed.callback(self._opening.close)
            database = self._opening.enter_context(_opened(path))
            database.execute("ATTACH DATABASE ? AS part", (part,))
            database.execute(f"PRAGMA main.cache_size = -{_SPILL_KIB}")
            database.execute("BEGIN EXCLUSIVE")
            failed.callback(database.execute, "ROLLBACK")
            (layer,) = (name for name, _ in _layers(database, "part."))
            _drop(database, layer)
            _copy(database, layer)
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
        with contextlib.suppress(sqlite3.Error):
            self._database.execute("ROLLBACK")
        self._opening.close()


@contextlib.contextmanager
def _opened(path: str) -> Iterator[sqlite3.Connection]:
    if not os.path.exists(path):
        raise sqlite3.OperationalError("there is no such file")
    with contextlib.closing(sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)) as database:
        yield database


def _layers(database: sqlite3.Connection, schema: str = "") -> list[tuple[str, str]]:
    listed = f"SELECT table_name, description FROM {schema}gpkg_contents WHERE table_name <> 'layer_styles'"  # nosec B608
    return database.execute(listed).fetchall()


def _tables(database: sqlite3.Connection, schema: str = "main") -> dict[str, str]:
    """Definitions of the tables by name."""
    found = database.execute(f"SELECT name, sql FROM {schema}.sqlite_master WHERE type = 'table'")  # nosec B608
    return {str(name): str(sql) for name, sql in found}


def _trees(tables: dict[str, str], layer: str) -> list[str]:
    """The spatial indexes of a layer: virtual tables, not the tables behind them."""
    return [
        name
        for name, sql in tables.items()
        if name.startswith(f"rtree_{layer}_") and sql.upper().startswith("CREATE V")
    ]


def _drop(database: sqlite3.Connection, layer: str) -> None:
    """Remove a layer with all that the GeoPackage says of it, but not the styles that the user keeps for it."""
    tables = _tables(database)
    if layer not in tables:
        return
    for name in [*_trees(tables, layer), layer]:
        database.execute(f"DROP TABLE {quoted(name)}")
    for name in {*_ABOUT, "gpkg_metadata_reference"} & set(tables):
        database.execute(f"DELETE FROM {name} WHERE table_name = ?", (layer,))  # nosec B608
    database.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (layer,))


def _copy(database: sqlite3.Connection, layer: str) -> None:
    theirs, ours = _tables(database, "part"), _tables(database)
    reference = _reference(database, layer)
    database.execute(theirs[layer])
    columns = [row[1] for row in database.execute(f"PRAGMA part.table_info({quoted(layer)})")]
    geometry = database.execute(
        "SELECT column_name FROM part.gpkg_geometry_columns WHERE table_name = ?", (layer,)
    ).fetchone()
    picked = [
        f"in_reference({quoted(name)})" if reference and geometry and name == geometry[0] else quoted(name)
        for name in columns
    ]
    into, out_of = f"main.{quoted(layer)}", f"part.{quoted(layer)}"
    database.execute(f"INSERT INTO {into} SELECT {', '.join(picked)} FROM {out_of}")  # names are quoted  # nosec B608
    for tree in _trees(theirs, layer):
        _copy_tree(database, tree, theirs[tree])
    for name in ("gpkg_contents", *_ABOUT):
        if name in theirs:
            if name not in ours:
                database.execute(theirs[name])
            _copy_rows(database, name, "table_name", layer)
    _say_reference(database, layer, reference)
    if "layer_styles" in theirs:
        _copy_style(database, layer)
    kinds = "SELECT sql FROM part.sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL AND tbl_name = ?"
    for (definition,) in database.execute(kinds, (layer,)).fetchall():  # after the rows: they call GDAL's functions
        database.execute(definition)


def _copy_rows(database: sqlite3.Connection, table: str, key: str, value: str) -> None:
    """Copy rows about a layer, in the columns that both files have."""
    both = [{row[1] for row in database.execute(f"PRAGMA {schema}.table_info({table})")} for schema in ("main", "part")]
    names = ", ".join(quoted(name) for name in sorted(both[0] & both[1]))
    insert = f"INSERT INTO main.{table} ({names}) SELECT {names} FROM part.{table} WHERE {key} = ?"  # nosec B608
    database.execute(insert, (value,))


def _copy_tree(database: sqlite3.Connection, tree: str, definition: str) -> None:
    """A spatial index: the tables behind it as they are, or row by row where SQLite guards them."""
    database.execute(definition)
    behind = [f"{tree}_{part}" for part in ("node", "rowid", "parent")]
    try:
        for name in behind:
            database.execute(f"DELETE FROM main.{quoted(name)}")  # names are quoted  # nosec B608
            insert = f"INSERT INTO main.{quoted(name)} SELECT * FROM part.{quoted(name)}"  # nosec B608
            database.execute(insert)
    except sqlite3.OperationalError as error:
        if "modified" not in str(error):
            raise
        insert = f"INSERT INTO main.{quoted(tree)} SELECT * FROM part.{quoted(tree)}"  # nosec B608
        database.execute(insert)


def _copy_style(database: sqlite3.Connection, layer: str) -> None:
    """The style of a layer, unless the user keeps one for it already."""
    database.execute(_STYLES.format(schema="main."))
    if not database.execute("SELECT 1 FROM main.layer_styles WHERE f_table_name = ?", (layer,)).fetchone():
        names = [row[1] for row in database.execute("PRAGMA part.table_info(layer_styles)") if row[1] != "id"]
        listed = ", ".join(quoted(name) for name in names)
        database.execute(
            f"INSERT INTO main.layer_styles ({listed}) SELECT {listed} FROM part.layer_styles"  # nosec B608
            " WHERE f_table_name = ?",
            (layer,),
        )
    if not database.execute("SELECT 1 FROM gpkg_contents WHERE table_name = 'layer_styles'").fetchone():
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes',"
            " 'layer_styles')"
        )


def _reference(database: sqlite3.Connection, layer: str) -> int | None:
    """The number that the layer's CRS has in the GeoPackage, where it is another than in the file; the CRS is added.

    From then on SQLite knows a function `in_reference` that changes the number inside of a geometry.
    """
    (own,) = database.execute("SELECT srs_id FROM part.gpkg_contents WHERE table_name = ?", (layer,)).fetchone()
    columns = [row[1] for row in database.execute("PRAGMA part.table_info(gpkg_spatial_ref_sys)")]
    row = database.execute("SELECT * FROM part.gpkg_spatial_ref_sys WHERE srs_id = ?", (own,)).fetchone()
    if row is None:
        return None
    told = dict(zip(columns, row))
    known = database.execute(
        "SELECT srs_id FROM main.gpkg_spatial_ref_sys WHERE organization = ? COLLATE NOCASE"
        " AND organization_coordsys_id = ? AND definition = ?",
        (told["organization"], told["organization_coordsys_id"], told["definition"]),
    ).fetchone()
    if known is None:
        taken = database.execute("SELECT 1 FROM main.gpkg_spatial_ref_sys WHERE srs_id = ?", (own,)).fetchone()
        if taken and str(told["organization"]).upper() == "EPSG":
            known = (own,)  # the same number of the same list, written by another program in other words
        else:
            (most,) = database.execute("SELECT max(srs_id, 99999) FROM (SELECT max(srs_id) AS srs_id FROM"
                                       " main.gpkg_spatial_ref_sys)").fetchone()  # fmt: skip
            known = (most + 1 if taken else own,)
            ours = {row[1] for row in database.execute("PRAGMA main.table_info(gpkg_spatial_ref_sys)")}
            values = {name: value for name, value in {**told, "srs_id": known[0]}.items() if name in ours}
            names, marks = ", ".join(map(quoted, values)), ", ".join("?" * len(values))
            insert = f"INSERT INTO main.gpkg_spatial_ref_sys ({names}) VALUES ({marks})"  # nosec B608
            database.execute(insert, tuple(values.values()))
    number = int(known[0])
    if number == own:
        return None

    def renumbered(blob: bytes | None) -> bytes | None:
        return None if blob is None else blob[:4] + number.to_bytes(4, _order(blob), signed=True) + blob[8:]

    database.create_function("in_reference", 1, renumbered)
    return number


def _order(blob: bytes) -> Literal["little", "big"]:
    """Byte order of a geometry's header (OGC 12-128r19, 2.1.3)."""
    return "little" if blob[3] & 1 else "big"


def _say_reference(database: sqlite3.Connection, layer: str, number: int | None) -> None:
    if number is not None:
        for table in ("gpkg_contents", "gpkg_geometry_columns"):
            database.execute(f"UPDATE main.{table} SET srs_id = ? WHERE table_name = ?", (number, layer))  # nosec B608


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'
