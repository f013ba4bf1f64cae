"""Text tables of targets: any delimiter, decimal point or comma, quoted or not, positions found by name."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from .crs import is_geographic
from .decimal_marks import Evidence, decimal_marks, number
from .errors import InputError, tr
from .progress import Progress, check_cancelled
from .target_fields import find_field, normalised
from .target_files import Position, RawPoints

_CHUNK = 50_000  # lines that are turned into numbers at once
_DELIMITERS = (";", "\t", "|", ",")


class TableSource:
    """A text table with a header.

    Args:
        path: the file; UTF-8, or Latin-1 where it is not.
        position: the columns of x and y and their CRS where the user named them.

    Raises:
        InputError: empty, or no header.
    """

    def __init__(self, path: str, position: Position = Position()) -> None:
        self.path = path
        self.position = position
        self._encoding = _encoding(path)
        with self._open() as file:
            first = file.readline()
            second = file.readline()
        self._delimiter = _delimiter(first, second)
        self._names = [name.strip().strip('"') for name in self._split(first)]
        if not first.strip() or not second.strip():
            raise InputError(tr("The table {path} has no row of data. Choose a table with a header and rows."), path=path)
        if all(np.isfinite(number(name.replace(",", "."))) for name in self._names if name):
            raise InputError(
                tr("The table {path} starts with numbers, not with the names of its columns. Add a first line with names."),
                path=path,
            )

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.path).name

    def fields(self) -> list[str]:
        """Names of the columns."""
        return self._names

    def read(self, fields: Sequence[str], progress: Progress) -> RawPoints:
        """See TargetSource.

        Raises:
            InputError: no columns with positions, positions whose CRS is not known, or decimal marks that are not clear.
        """
        x_field, y_field, crs = self._position()
        wanted = [x_field, y_field, *fields]
        numbers = [self._names.index(name) for name in wanted]
        marks = self._marks(wanted, numbers, progress)
        parts = [_as_numbers(chunk, marks) for chunk in self._chunks(numbers, progress)]
        table = np.concatenate(parts, axis=1) if parts else np.zeros((len(wanted), 0))
        _require_degrees(table[0], table[1], crs, self.path)
        return RawPoints(table[0], table[1], crs, dict(zip(fields, table[2:])))

    def _position(self) -> tuple[str, str, str]:
        """Names of x and y, and their CRS."""
        given = self.position
        pairs = [("longitude", "latitude", "EPSG:4326"), ("easting", "northing", given.crs)]
        if given.crs and not is_geographic(given.crs):
            pairs.reverse()
        for x_role, y_role, crs in pairs:
            x = given.x_field or find_field(x_role, self._names)
            y = given.y_field or find_field(y_role, self._names)
            if not x or not y:
                continue
            for name in (x, y):
                if name not in self._names:
                    raise InputError(
                        tr("The table {path} has no column {name}; it has {names}. Choose one of them."),
                        path=self.path, name=name, names=", ".join(self._names[:20]),
                    )  # fmt: skip
            known = given.crs or self._crs_by_name(x) or (crs if not given.x_field else "")
            if not known:
                raise InputError(
                    tr("The coordinates {x}, {y} of {path} are in a CRS that the table does not name. Set the CRS of the table."),
                    x=x, y=y, path=self.path,
                )  # fmt: skip
            return x, y, known
        raise InputError(
            tr("The table {path} has no columns with positions; it has {names}. Name the columns of x and y."),
            path=self.path, names=", ".join(self._names[:20]),
        )  # fmt: skip

    def _crs_by_name(self, x_field: str) -> str:
        """EGMS writes `pid` and ETRS89-LAEA in `easting`; names of longitudes mean WGS 84."""
        if find_field("longitude", [x_field]):
            return "EPSG:4326"
        names = {normalised(name) for name in self._names}
        return "EPSG:3035" if {"pid", "easting", "northing"} <= names else ""

    def _marks(self, wanted: list[str], numbers: list[int], progress: Progress) -> list[str]:
        """Decimal mark of each column; the table is gone through for it only where a cell can hold a comma."""
        if not self._may_hold_commas():
            return ["."] * len(numbers)
        evidence = {name: Evidence() for name in wanted}
        for chunk in self._chunks(numbers, progress):
            for name, cells in zip(wanted, zip(*chunk)):
                evidence[name].look(cells)
        marks = decimal_marks(evidence, self.name)
        return [marks[name] for name in wanted]

    def _may_hold_commas(self) -> bool:
        sign = '"' if self._delimiter == "," else ","
        with self._open() as file:
            file.readline()
            return any(sign in line for line in file)

    def _chunks(self, numbers: list[int], progress: Progress) -> Iterator[list[list[str]]]:
        """Rows of columns by their numbers, some thousand at a time."""
        size = max(1, Path(self.path).stat().st_size)
        last = max(numbers)
        with self._open() as file:
            file.readline()
            done = 0
            chunk: list[list[str]] = []
            lines = csv.reader(file, delimiter=self._delimiter) if self._delimiter else (line.split() for line in file)
            for row in lines:
                if len(row) > last:
                    chunk.append([row[i] for i in numbers])
                    done += sum(map(len, row)) + len(row)
                if len(chunk) >= _CHUNK:
                    check_cancelled(progress)
                    progress.update(min(1.0, done / size))
                    yield chunk
                    chunk = []
            check_cancelled(progress)
            if chunk:
                yield chunk

    def _split(self, line: str) -> list[str]:
        return next(csv.reader([line], delimiter=self._delimiter), []) if self._delimiter else line.split()

    def _open(self) -> TextIO:
        return open(self.path, encoding=self._encoding, newline="")


def _as_numbers(rows: list[list[str]], marks: list[str]) -> NDArray[np.float64]:
    """(columns, rows) float64; quickly where Python itself reads all of a column."""
    columns = []
    for column, mark in zip(zip(*rows), marks):
        try:
            if mark != ".":
                raise ValueError
            columns.append(np.array(list(map(float, column))))
        except ValueError:
            columns.append(np.array([number(text, mark) for text in column]))
    return np.array(columns)


def _encoding(path: str) -> str:
    try:
        with open(path, "rb") as file:
            file.read(1 << 20).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "utf-8-sig" if error.start > (1 << 20) - 4 else "latin-1"
    except OSError as error:
        raise InputError(
            tr("The table {path} cannot be read: {reason}. Check the file."), path=path, reason=error.strerror
        ) from error
    return "utf-8-sig"


def _delimiter(first: str, second: str) -> str:
    """The mark that cuts the header and the first row into equally many parts; empty: white space."""
    counts = {mark: min(first.count(mark), second.count(mark)) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: (counts[mark] > 0 and first.count(mark) == second.count(mark), counts[mark]))
    return best if counts[best] or len(first.split()) == 1 else ""


def _require_degrees(x: NDArray[np.float64], y: NDArray[np.float64], crs: str, path: str) -> None:
    known = np.isfinite(x) & np.isfinite(y)
    if not is_geographic(crs) or not known.any():
        return
    if np.median(np.abs(x[known])) > 360 or np.median(np.abs(y[known])) > 90:
        raise InputError(
            tr("The coordinates of {path} reach {x}, {y}: they are no degrees. Set the CRS of the table."),
            path=path, x=float(np.abs(x[known]).max()), y=float(np.abs(y[known]).max()),
        )  # fmt: skip
