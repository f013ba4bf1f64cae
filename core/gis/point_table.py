"""Points into the empty layer of a GeoPackage, all at once.

OGR from Python takes 27 us for a point and its index, this 3 us.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, check_cancelled
from ..files.columns import let_go
from ..files.containers import quoted
from ..files.disk_space import cannot_write
from .packed_index import packed_levels

# GeoPackage header (OGC 12-128r19, 2.1.3: magic, version, little-endian without envelope, CRS), then the point as WKB
_POINT = np.dtype(
    [
        ("magic", "S2"),
        ("version", "u1"),
        ("flags", "u1"),
        ("crs", "<i4"),
        ("order", "u1"),
        ("type", "<u4"),
        ("x", "<f8"),
        ("y", "<f8"),
    ]
)
_ROWS = 50_000  # of the index between two looks at the cancel button
_VARIABLES = 900  # in one statement; old versions of SQLite take 999
Cells = Callable[[int, int], Sequence[Iterable[object]]]


@dataclass(frozen=True)
class PointRows:
    """Points and their attributes.

    Args:
        x, y: (n,) in the layer's CRS, finite.
        names: of the fields.
        cells: values of all fields for the rows from..to.
        batch: rows between two looks at the cancel button.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    names: Sequence[str]
    cells: Cells
    batch: int


def fill_points(path: str, layer: str, rows: PointRows, progress: Progress, shown: str) -> None:
    """Put points into an empty layer that GDAL has made, with extent, count and spatial index.

    Args:
        path: of the GeoPackage, closed.
        layer: name of the layer.
        rows: the points.
        progress: told of the rows.
        shown: the path that an error names.

    Raises:
        OutputError: disk full.
        Cancelled: the file is unfinished.
    """
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
            for setting in ("journal_mode = OFF", "synchronous = OFF"):  # a part that fails is removed as a whole
                database.execute(f"PRAGMA {setting}")
            database.execute("BEGIN")
            with _without_triggers(database, layer):
                _insert(database, layer, rows, progress)
                _index(database, layer, rows.x, rows.y, progress)
                _describe(database, layer, rows.x, rows.y)
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise cannot_write(shown, str(error)) from error


@contextlib.contextmanager
def _without_triggers(database: sqlite3.Connection, layer: str) -> Iterator[None]:
    """The triggers keep count and index up to date row by row, with functions that only GDAL and QGIS have."""
    found = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (layer,)
    ).fetchall()
    for name, _ in found:
        database.execute(f"DROP TRIGGER {quoted(name)}")
    yield
    for _, definition in found:
        database.execute(definition)


def _insert(database: sqlite3.Connection, layer: str, rows: PointRows, progress: Progress) -> None:
    x, y, names, batch = rows.x, rows.y, rows.names, rows.batch
    column, crs = database.execute(
        "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (layer,)
    ).fetchone()
    into = f"{quoted(layer)} ({', '.join(map(quoted, [column, *names]))})"
    size = _POINT.itemsize
    for start in range(0, len(x), batch):
        check_cancelled(progress)
        stop = min(start + batch, len(x))
        points = np.zeros(stop - start, _POINT)
        points["magic"], points["flags"], points["crs"], points["order"], points["type"] = b"GP", 1, crs, 1, 1
        points["x"], points["y"] = x[start:stop], y[start:stop]
        raw = points.tobytes()
        blobs = [raw[i * size : (i + 1) * size] for i in range(stop - start)]
        _insert_rows(database, into, len(names) + 1, zip(blobs, *rows.cells(start, stop)))
        let_go()
        progress.update(stop / len(x))


def _index(
    database: sqlite3.Connection, layer: str, x: NDArray[np.float64], y: NDArray[np.float64], progress: Progress
) -> None:
    """Fill the tables behind the R*tree; if GDAL's SQLite lacks it, GDAL made a layer without an index."""
    tree = database.execute(
        "SELECT name FROM sqlite_master WHERE name = 'rtree_' || ? || '_' ||"
        " (SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?)",
        (layer, layer),
    ).fetchone()
    if tree is None or not len(x):
        return
    node, rowid, parent = (quoted(f"{tree[0]}_{part}") for part in ("node", "rowid", "parent"))
    # names are quoted
    (node_bytes,) = database.execute(f"SELECT length(data) FROM {node} WHERE nodeno = 1").fetchone()  # nosec B608
    try:
        database.execute(f"DELETE FROM {node}")  # names are quoted  # nosec B608
    except sqlite3.OperationalError:  # a SQLite that guards the tables behind its R*trees
        _index_by_row(database, quoted(tree[0]), x, y, progress)
        return
    for depth, level in enumerate(packed_levels(x, y, node_bytes)):
        for nodes in level.blobs():
            check_cancelled(progress)
            database.executemany(f"INSERT INTO {node} VALUES (?, ?)", nodes)  # names are quoted  # nosec B608
        lowest, holders = level.holders()
        for start in range(0, len(holders), _ROWS):
            check_cancelled(progress)
            some = holders[start : start + _ROWS].tolist()
            _insert_rows(database, parent if depth else rowid, 2, enumerate(some, start=lowest + start))
        let_go()


def _index_by_row(
    database: sqlite3.Connection, tree: str, x: NDArray[np.float64], y: NDArray[np.float64], progress: Progress
) -> None:
    """Fill the R*tree through SQL, which takes seven times as long."""
    for start in range(0, len(x), _ROWS):
        check_cancelled(progress)
        across, down = x[start : start + _ROWS].tolist(), y[start : start + _ROWS].tolist()
        boxes = ((start + i, east, east, north, north) for i, (east, north) in enumerate(zip(across, down), start=1))
        database.executemany(f"INSERT INTO {tree} VALUES (?, ?, ?, ?, ?)", boxes)  # names are quoted  # nosec B608


def _describe(database: sqlite3.Connection, layer: str, x: NDArray[np.float64], y: NDArray[np.float64]) -> None:
    if not len(x):
        return
    box = (x.min(), y.min(), x.max(), y.max())
    database.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
        (*map(float, box), layer),
    )
    database.execute("UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?", (len(x), layer))


def _insert_rows(database: sqlite3.Connection, into: str, width: int, rows: Iterable[tuple[object, ...]]) -> None:
    """Insert rows, as many in one statement as SQLite takes: this takes half the time of inserting one by one."""
    values = list(itertools.chain.from_iterable(rows))
    step = max(1, _VARIABLES // width) * width
    for start, stop in ((0, len(values) // step * step), (len(values) // step * step, len(values))):
        if start < stop:
            size = min(step, stop - start)
            marks = ", ".join([f"({', '.join('?' * width)})"] * (size // width))
            batches = (values[i : i + size] for i in range(start, stop, size))
            database.executemany(f"INSERT INTO {into} VALUES {marks}", batches)  # names are quoted  # nosec B608
