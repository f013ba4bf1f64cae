"""Is what the user chose a file of data? Pipes, devices and endless views are refused: reading them may never end."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import stat
from pathlib import Path

from ..base.errors import InputError
from ..base.translation import tr

_NO_FILES = ("/dev/", "/proc/", "/sys/")  # of Unix: views of the system, some of them endless
_HEADER_OF_SNAP = ".dim"
_SQLITE = b"SQLite format 3\0"
_RECURSIVE = re.compile(r"\bWITH\s+RECURSIVE\b", re.IGNORECASE)


def require_file(path: str) -> None:
    """Refuse a pipe, a socket, a device, a view of the system, or a database with a view that may have no end.

    Also the header of a product of SNAP (BEAM-DIMAP): its bands are files of their own.

    A path that does not exist is left to its reader.

    Args:
        path: of a file or folder; what GDAL's virtual file systems name is let through.

    Raises:
        InputError: reading it may never end, or it is a header without data.
    """
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):  # none, or no name of a file at all
        return
    real = os.path.realpath(path)
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or real.startswith(_NO_FILES):
        raise InputError(
            tr(
                "{path} is a pipe, a device or a view of the system, not a file. Save the data as a file and choose "
                "that."
            ),
            path=path,
        )
    if path.lower().endswith(_HEADER_OF_SNAP):
        raise InputError(
            tr(
                "{path} is the header of a product, as SNAP writes it, and holds no data. Choose one of its bands: the "
                "files that end in .img, in the folder {folder} beside it."
            ),
            path=path,
            folder=f"{Path(path).stem}.data",
        )
    if stat.S_ISREG(mode) and (view := _endless_view(path)):
        raise InputError(
            tr("{path} holds a view, {name}, that may have no end. Save its rows as a layer of a file of their own."),
            path=path,
            name=view,
        )


def _endless_view(path: str) -> str:
    """The first view of a database of SQLite that calls itself; empty where there is none, and for any other file."""
    with contextlib.suppress(OSError, sqlite3.Error, UnicodeDecodeError):  # SQLite's words on a damaged name, too
        with open(path, "rb") as file:
            if file.read(len(_SQLITE)) != _SQLITE:
                return ""
        address = Path(os.path.abspath(path)).as_uri() + "?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=0.2)) as database:
            views = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
        return next((str(name) for name, sql in views if _RECURSIVE.search(sql or "")), "")
    return ""
