"""Displacement series in a file of their own, beside a layer of targets that would have too many columns.

A GeoTIFF without a place: a row for each target, a column for each date, in mm. The field `series` of a target is the
number of its row, counted from a number that the file states and that no two files share, but by a chance of one in a
million: targets that were scored, filtered or exported still find their series.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, check_cancelled
from ..files.disk_space import require_room
from ..gis.raster_file import open_raster
from ..gis.raster_writer import Band, RasterWriter
from .kept_fields import SERIES_NUMBER
from .series import day_of

ROWS = 4096  # of a block
_ENDING = "_series.tif"
_DATES, _FIRST = "SERIES_DATES", "SERIES_FIRST"
_BYTES = 4  # of a displacement
_SPACE = 1 << 32  # numbers that a file has for its rows

Singles = NDArray[np.float32]


@dataclass(frozen=True)
class SeriesFile:
    """Displacements in mm of targets (rows) at days (columns), NaN where not known.

    Args:
        path: of the GeoTIFF.
        days: of its columns.
        first: number of its first row.
        rows: how many.
    """

    path: str
    days: tuple[dt.date, ...]
    first: int
    rows: int

    def places(self, numbers: NDArray[np.float64]) -> NDArray[np.int64]:
        """Rows (n,) of the targets with these numbers; -1 for those of no target here."""
        known = np.isfinite(numbers)
        places = np.where(known, np.nan_to_num(numbers) - self.first, -1.0)
        return np.where((places >= 0) & (places < self.rows), places, -1.0).astype(np.int64)

    def read(self, numbers: NDArray[np.float64]) -> Singles:
        """Series (n, days) of the targets with these numbers; NaN for those of no target here.

        Raises:
            InputError: the file cannot be read.
        """
        places, found = self.places(numbers), np.full((len(numbers), len(self.days)), np.nan, np.float32)
        dataset = open_raster(self.path)
        order = np.argsort(places, kind="stable")
        order = order[places[order] >= 0]
        for run in np.split(order, np.flatnonzero(np.diff(places[order]) > 1) + 1) if len(order) else []:
            low, high = int(places[run[0]]), int(places[run[-1]])
            for start in range(low, high + 1, ROWS):
                here = run[(places[run] >= start) & (places[run] < start + ROWS)]
                block = dataset.ReadAsArray(0, start, len(self.days), min(ROWS, high + 1 - start))
                found[here] = block[places[here] - start]
        return found


def beside(layer: str) -> str:
    """Path of the file of series of a layer."""
    path = Path(layer)
    return str(path.with_name(path.stem + _ENDING))


def series_file(path: str) -> SeriesFile | None:
    """The file of series at a path; None where there is none."""
    if not Path(path).is_file():
        return None
    with contextlib.suppress(InputError, ValueError):
        dataset = open_raster(path)
        said = dataset.GetMetadata() or {}
        days = tuple(day for day in map(day_of, said.get(_DATES, "").split()) if day is not None)
        if len(days) == dataset.RasterXSize:
            return SeriesFile(path, days, int(said[_FIRST]) if _FIRST in said else 0, dataset.RasterYSize)
    return None


def file_of(layers: Iterable[str], numbers: NDArray[np.float64]) -> SeriesFile | None:
    """The file of series that holds most of these numbers (n,), beside one of the layers; None where none does.

    Args:
        layers: paths of the layer itself and of those that it may have been made from.
        numbers: of the targets' rows.
    """
    files = [found for found in map(series_file, dict.fromkeys(map(beside, layers))) if found is not None]
    shares = [float((one.places(numbers) >= 0).mean()) if len(numbers) else 0.0 for one in files]
    return files[int(np.argmax(shares))] if files and max(shares) > 0.0 else None


def write_series(
    path: str, days: Sequence[dt.date], count: int, blocks: Iterable[Singles], progress: Progress
) -> NDArray[np.int64]:
    """Write series; the numbers (count,) of their rows.

    Args:
        path: see `beside`.
        days: of the columns.
        count: of the rows.
        blocks: all rows, ROWS at a time, (rows, days).
        progress: asked for a cancel.

    Raises:
        OutputError: it cannot be written.
    """
    grid = Grid("", 0.0, float(count), 1.0, len(days), count)
    mark = zlib.crc32(path.encode())
    band = Band(SERIES_NUMBER, "mm", "displacement: a row for each target, a column for each date")
    with RasterWriter(path, grid, [band]) as to:
        for start, block in zip(range(0, count, ROWS), blocks):
            check_cancelled(progress)
            mark = zlib.crc32(np.ascontiguousarray(block).tobytes(), mark)
            to.write(block, Window(0, start, len(days), len(block)))
            progress.update(min(1.0, (start + ROWS) / count))
        first = (mark % (_SPACE >> 12)) * _SPACE
        to.say({_DATES: " ".join(f"{day:%Y%m%d}" for day in days), _FIRST: str(first)})
    return first + np.arange(count, dtype=np.int64)


class SeriesDraft:
    """Displacements (days, targets) of all sources, in a scratch file of float32.

    Args:
        folder: for the scratch file.
        days: of the displacements.
        count: targets of all sources.
        progress: hears of a disk that may become full.

    Raises:
        OutputError: the disk has too little room.
    """

    def __init__(self, folder: Path, days: Sequence[dt.date], count: int, progress: Progress) -> None:
        needed = float(len(days) * count * _BYTES)
        require_room([(str(folder), (needed, needed))], progress)
        self.days = tuple(days)
        self._values: np.memmap[tuple[int, int], np.dtype[np.float32]] = np.memmap(
            folder / "series.bin", np.float32, "w+", shape=(len(days), count)
        )
        self._filled = 0

    def room(self, days: Sequence[dt.date], count: int) -> tuple[NDArray[np.int64], list[Singles]]:
        """Room for the next source: the numbers (count,) of its targets in the draft, and an array for each day."""
        start, stop = self._filled, self._filled + count
        self._filled = stop
        known = set(days)
        for number, day in enumerate(self.days):
            if day not in known:
                self._values[number, start:stop] = np.nan
        rows = [self._values[self.days.index(day), start:stop] for day in days]
        return np.arange(start, stop, dtype=np.int64), rows

    def write(self, layer: str, numbers: NDArray[np.int64], progress: Progress) -> NDArray[np.int64]:
        """Write the series of a layer's targets beside it; the numbers (n,) of their rows there.

        Args:
            layer: path of the layer.
            numbers: (n,) of its targets in the draft.
            progress: told of the rows.

        Raises:
            OutputError: the file cannot be written.
        """

        def blocks() -> Iterator[Singles]:
            for start in range(0, len(numbers), ROWS):
                yield np.ascontiguousarray(self._values[:, numbers[start : start + ROWS]].T)

        return write_series(beside(layer), self.days, len(numbers), blocks(), progress)
