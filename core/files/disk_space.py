"""Room on disks: looked at before work, and said in the user's words when it is gone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..base.errors import OutputError
from ..base.progress import Progress
from ..base.translation import english, tr
from . import system

_NONE_LEFT = 2**20  # bytes; where fewer are free, a write that fails has failed for that
_SAYS_FULL = ("no space left", "disk is full", "disk full", "not enough space", "quota", "no such table")
_SAYS_OTHER = ("permission", "denied", "read-only", "no such", "not a directory", "folder")
_LEAST_SHARE = 0.05  # of its cells' bytes that a compressed, sparse raster takes at least
_EMPTY_LAYER = 200e3  # bytes of a GeoPackage without features, and of what is written around them elsewhere


def lacks_room(path: str, reason: str) -> bool:
    """Tell whether a write failed since its disk is full."""
    if any(words in reason.lower() for words in _SAYS_FULL):
        return True
    free = system.free_bytes(path)
    other = any(words in reason.lower() for words in _SAYS_OTHER)
    return free is not None and free < _NONE_LEFT and not other


def cannot_write(path: str, reason: str) -> OutputError:
    """The error for an output that cannot be written, with the system's reason, or the disk that is full."""
    if lacks_room(path, reason):
        return disk_full(path)
    return OutputError(
        tr("The output {path} cannot be written: {reason}. Choose another folder, or free disk space."),
        path=path,
        reason=(reason or tr("unknown reason")).strip().rstrip("."),
    )


def said_of(path: str, error: OutputError) -> OutputError:
    """The same error, said of an output that the user knows instead of a draft for it."""
    return OutputError(error.text, **{**error.values, "path": path})


def disk_full(path: str, needed: float = 0.0) -> OutputError:
    """The error for a disk that is full, or too full for what is about to be written.

    Args:
        path: of what is written.
        needed: bytes; 0: not known.
    """
    free = system.free_bytes(path) or 0
    disk = _disk(path)
    if needed > free:
        return OutputError(
            tr(
                "The output {path} cannot be written: {needed} are needed on the disk of {folder}, which has {free} "
                "left; {missing} are missing. To free disk space, delete or move files there, or choose a folder on "
                "another disk."
            ),
            folder=disk,
            free=size(free),
            path=path,
            needed=size(needed),
            missing=size(needed - free),
        )
    return OutputError(
        tr(
            "The output {path} cannot be written: the disk of {folder} is full. Old files stay as they were. To free "
            "disk space, delete or move files there, or choose a folder on another disk."
        ),
        path=path,
        folder=disk,
    )


def require_room(needs: Iterable[tuple[str, tuple[float, float]]], progress: Progress) -> None:
    """Stop before work where a disk has too little room for what will be written, and warn where it may have.

    Args:
        needs: of each output, or of a folder for what is kept while a tool works: its path, and the bytes that it takes
            at least and at most. Empty paths are left out.
        progress: hears the warning.

    Raises:
        OutputError: less than the least is free.
    """
    disks: dict[int, tuple[str, float, float]] = {}
    for path, (least, most) in needs:
        if path:
            disk = os.stat(_disk(path)).st_dev
            before = disks.get(disk, (path, 0.0, 0.0))
            disks[disk] = before[0], before[1] + least, before[2] + most
    for path, least, most in disks.values():
        free = system.free_bytes(path)
        if free is not None and free < least:
            raise disk_full(path, least)
        if free is not None and free < most:
            with english():
                progress.warning(
                    f"The disk of {_disk(path)} has {size(free)} free. Up to {size(most)} may be needed: should it "
                    "become full, the tool stops and the old files stay as they are."
                )


def raster_bytes(cells: float, bytes_each: float = 4.0) -> tuple[float, float]:
    """Bytes that a compressed, sparse raster takes at least and at most."""
    return _LEAST_SHARE * cells * bytes_each, cells * bytes_each


def points_bytes(count: int, fields: int) -> tuple[float, float]:
    """Bytes that a layer of points takes at least and at most."""
    return count * (40.0 + 4.0 * fields), count * (150.0 + 12.0 * fields)


def polygons_bytes(shapes: Iterable[bytes]) -> tuple[float, float]:
    """Bytes that a layer of polygons (WKB) takes at least and at most, packed or in a database."""
    coordinates = sum(map(len, shapes))
    return _LEAST_SHARE * coordinates, 3.0 * coordinates + _EMPTY_LAYER


def size(number: float) -> str:
    """A number of bytes for people."""
    for unit, one in (("GB", 1e9), ("MB", 1e6)):
        if number >= one:
            return f"{number / one:.3g} {unit}"
    return f"{max(number / 1e3, 0.0):.0f} kB"


def _disk(path: str) -> str:
    """The folder that people look for: that of the file, or the nearest one that is there."""
    place = Path(os.path.abspath(path))
    return str(next((folder for folder in (place, *place.parents) if folder.is_dir()), place))
