"""Is a file of vector data whole? GDAL reads the rest of a file that was cut short, and says nothing."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

from ..base.errors import InputError
from ..base.translation import tr

_SHP_HEADER, _DBF_HEADER = 100, 32  # bytes
_SQLITE = b"SQLite format 3\0"


def not_whole(path: str, reason: str) -> InputError:
    """What to say of a file of which only a part can be read."""
    return InputError(
        tr("The file {path} cannot be read to its end: {reason}. Get the whole file, or repair it."),
        path=path,
        reason=reason,
    )


def fewer(said: int, read: int) -> str:
    """The reason where a file holds fewer features than it says."""
    return tr("it says that it has {said} features, but only {read} can be read").format(said=said, read=read)


def deleted_rows(path: str) -> int:
    """Rows that a shapefile, or its table, keeps though they are deleted: GDAL counts them, and does not read them.

    dBase III: the first byte of a row is a star where it is deleted.
    """
    if Path(path).suffix.lower() not in (".shp", ".dbf"):
        return 0
    table = _beside(Path(path), ".dbf")
    try:
        start = _start(table, _DBF_HEADER)[0] if table else b""
        if table is None or len(start) < _DBF_HEADER:
            return 0
        rows, header, width = struct.unpack("<IHH", start[4:12])
        with open(table, "rb") as file:
            file.seek(header)
            kept = np.frombuffer(file.read(rows * width), np.uint8)
        return int(np.count_nonzero(kept[: len(kept) // width * width : width] == ord("*"))) if width else 0
    except OSError:
        return 0


def damage_of_file(path: str) -> str:
    """A sentence where a shapefile or a GeoPackage is shorter than its header says; empty for all others.

    Args:
        path: of the file; also of one that does not exist.
    """
    suffix = Path(path).suffix.lower()
    try:
        if suffix == ".shp":
            return _damage_of_shapefile(Path(path))
        if suffix in (".gpkg", ".sqlite", ".db"):
            return _damage_of_sqlite(Path(path))
    except OSError:  # unreadable: GDAL says it in its own words
        return ""
    return ""


def _damage_of_shapefile(path: Path) -> str:
    """Compare the sizes of the parts with what they say.

    ESRI (1998), Shapefile Technical Description: lengths in words of 16 bits at byte 24; dBase III: rows at byte 4.
    """
    records = {}
    for part in (path, _beside(path, ".shx")):
        if part is None:
            continue
        start, size = _start(part, _SHP_HEADER)
        said = 2 * struct.unpack(">i", start[24:28])[0] if len(start) == _SHP_HEADER else _SHP_HEADER
        if size < said:
            return _shorter(part, size, said)
        records[part.suffix.lower()] = (said - _SHP_HEADER) // 8
    table = _beside(path, ".dbf")
    if table is None:
        return ""
    start, size = _start(table, _DBF_HEADER)
    if len(start) < _DBF_HEADER:
        return _shorter(table, size, _DBF_HEADER)
    rows, header, width = struct.unpack("<IHH", start[4:12])
    if size < header + rows * width:
        return _shorter(table, size, header + rows * width)
    shapes = records.get(".shx", rows)
    if shapes != rows:
        return tr("{path} has {shapes} shapes, but its table {table} has {rows} rows.").format(
            path=path, shapes=shapes, table=table.name, rows=rows
        )
    return ""


def _damage_of_sqlite(path: Path) -> str:
    """Compare the size with what the header says.

    SQLite's file format, 1.3: the pages' size at byte 16, their number at byte 28, true where byte 92 repeats byte 24.
    """
    start, size = _start(path, 100)
    if not start.startswith(_SQLITE) or len(start) < 100:
        return ""
    page = struct.unpack(">H", start[16:18])[0]
    changed, pages, valid_for = (struct.unpack(">I", start[at : at + 4])[0] for at in (24, 28, 92))
    said = pages * (65536 if page == 1 else page)
    return _shorter(path, size, said) if changed == valid_for and size < said else ""


def _beside(path: Path, suffix: str) -> Path | None:
    """The part of a shapefile with another ending, in whatever case it is written."""
    found = (path.with_suffix(one) for one in (suffix, suffix.upper()))
    return next((part for part in found if part.is_file()), None)


def _start(path: Path, count: int) -> tuple[bytes, int]:
    with open(path, "rb") as file:
        return file.read(count), path.stat().st_size


def _shorter(path: Path, size: int, said: int) -> str:
    return tr("{path} has {size} bytes, but says that it has {said}: it was cut short.").format(
        path=path, size=size, said=said
    )
