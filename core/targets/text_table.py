"""Text tables of targets: any delimiter, decimal point or comma, quotes, a header or column numbers."""

from __future__ import annotations

import codecs
import contextlib
import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from ..gis.crs import is_geographic
from .decimal_marks import Evidence, decimal_marks, number, only_commas
from .fields import find_field, normalised, without_dates
from .source import Position, RawPoints, TargetSource

_CHUNK = 8_000_000  # characters that are turned into numbers at once
_DELIMITERS = (";", "\t", "|", ",")
_QUOTED_COMMA = re.compile(r'"\s*[+-]?\d[\d.]*,\d[\d.,]*\s*"')
_COMMENT = ("#", "%")
_ABOVE = (*_COMMENT, "sep=")  # spreadsheets write their delimiter above the header


class TableSource(TargetSource):
    """A text table.

    Args:
        path: the file; UTF-8, or Latin-1 where it is not. Without a header its columns are called 1, 2, 3...
        position: the columns of x and y and their CRS where the user named them.

    Raises:
        InputError: empty, or a header without rows.
    """

    def __init__(self, path: str, position: Position = Position()) -> None:
        self.path = path
        self.position = position
        self._encoding = _encoding(path)
        comments, first, second = self._first_lines()
        self._delimiter = _delimiter(first, second or first)
        cells = [name.strip().strip('"') for name in self._split(first)]
        self._skipped = len(comments)
        if _are_values(cells):
            self._names = self._commented_header(comments, len(cells)) or [str(i + 1) for i in range(len(cells))]
            self.example = "" if self._names[0] != "1" else " ".join(cells[:20])
            return
        self._names = cells
        self._skipped += 1
        if not first.strip() or not second.strip():
            raise InputError(
                tr("The table {path} has no row of data. Choose a table with a header and rows."), path=path
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
            InputError: no columns with positions, positions whose CRS is not known, or decimal marks that are not
                clear.
        """
        x_field, y_field, crs = self._position()
        wanted = [x_field, y_field, *fields]
        self._require_single(wanted)
        numbers = [self._names.index(name) for name in wanted]
        marks = self._marks(wanted, numbers, progress)
        parts = [self._numbers(lines, numbers, marks) for lines in self._chunks(progress)]
        table = np.concatenate(parts, axis=1) if parts else np.zeros((len(wanted), 0))
        _require_degrees(table[0], table[1], crs, self.path)
        return RawPoints(table[0], table[1], crs, dict(zip(fields, table[2:])))

    def _require_single(self, wanted: Sequence[str]) -> None:
        for name in wanted:
            count = self._names.count(name)
            if count > 1:
                raise InputError(
                    tr("The table {path} has {count} columns called {name}. Rename those that are not meant."),
                    path=self.path,
                    count=count,
                    name=name,
                )

    def _first_lines(self) -> tuple[list[str], str, str]:
        """Lines of comment or nothing at the top, then the first two lines of the table."""
        above: list[str] = []
        with self._open() as file:
            for line in file:
                if line.strip() and not line.lstrip("\ufeff ").lower().startswith(_ABOVE):
                    return above, line, next((after for after in file if after.strip()), "")
                above.append(line)
        return above, "", ""

    def _commented_header(self, comments: list[str], count: int) -> list[str]:
        """Names from the last comment, where it has as many words as the table has columns."""
        if not comments:
            return []
        names = [name.strip().strip('"') for name in self._split(comments[-1].strip().lstrip("".join(_COMMENT)))]
        return names if len(names) == count else []

    def _position(self) -> tuple[str, str, str]:
        """Names of x and y, and their CRS."""
        given, names = self.position, without_dates(self._names)
        pairs = [("longitude", "latitude", "EPSG:4326"), ("easting", "northing", given.crs)]
        if given.crs and not is_geographic(given.crs):
            pairs.reverse()
        for x_role, y_role, crs in pairs:
            x = given.x_field or find_field(x_role, names)
            y = given.y_field or find_field(y_role, names)
            if not x or not y:
                continue
            for name in (x, y):
                if name not in self._names:
                    raise InputError(
                        tr("The table {path} has no column {name}; it has {names}. Choose one of them."),
                        path=self.path,
                        name=name,
                        names=", ".join(names[:20]),
                    )
            known = given.crs or self._crs_by_name(x, names) or (crs if not given.x_field else "")
            if not known:
                raise InputError(
                    tr(
                        "The coordinates {x}, {y} of {path} are in a CRS that the table does not name. Set the "
                        "CRS of the table."
                    ),
                    x=x,
                    y=y,
                    path=self.path,
                )
            return x, y, known
        if self.example:
            raise InputError(
                tr(
                    "The table {path} has no header; its first row is {row}. Give the numbers of the columns of "
                    "x and y."
                ),
                path=self.path,
                row=self.example,
            )
        raise InputError(
            tr("The table {path} has no columns with positions; it has {names}. Name the columns of x and y."),
            path=self.path,
            names=", ".join(names[:20]),
        )

    def _crs_by_name(self, x_field: str, names: list[str]) -> str:
        """EGMS writes `pid` and ETRS89-LAEA in `easting`; names of longitudes mean WGS 84."""
        if find_field("longitude", [x_field]):
            return "EPSG:4326"
        return "EPSG:3035" if {"pid", "easting", "northing"} <= set(map(normalised, names)) else ""

    def _marks(self, wanted: list[str], numbers: list[int], progress: Progress) -> list[str]:
        """Decimal mark of each column; the table is gone through for it only where a cell can hold a comma."""
        if not self._may_hold_commas(progress):
            return ["."] * len(numbers)
        evidence = {name: Evidence() for name in wanted}
        has_points = self._holds(".", progress)
        for lines in self._chunks(progress):
            for name, cells in zip(wanted, zip(*self._cells(lines, numbers))):
                evidence[name].look(cells)
            if not has_points and only_commas(evidence.values()):
                break  # what follows without a point can bring no other mark
        marks = decimal_marks(evidence, self.name)
        return [marks[name] for name in wanted]

    def _may_hold_commas(self, progress: Progress) -> bool:
        if not self._holds('"' if self._delimiter == "," else ",", progress):
            return False
        return self._delimiter != "," or any(
            _QUOTED_COMMA.search(line) for lines in self._chunks(progress) for line in lines
        )

    def _holds(self, sign: str, progress: Progress) -> bool:
        return any(sign in block for block in self._blocks(progress))

    def _blocks(self, progress: Progress) -> Iterator[str]:
        """The whole text, some million characters at a time."""
        with self._open() as file:
            while block := file.read(_CHUNK):
                check_cancelled(progress)
                yield block

    def _chunks(self, progress: Progress) -> Iterator[list[str]]:
        """Lines below the header, some million characters at a time."""
        size, done = max(1, Path(self.path).stat().st_size), 0
        with self._open() as file:
            for _ in range(self._skipped):
                file.readline()
            while lines := file.readlines(_CHUNK):
                check_cancelled(progress)
                yield lines
                done += sum(map(len, lines))
                progress.update(min(1.0, done / size))

    def _numbers(self, lines: list[str], numbers: list[int], marks: list[str]) -> NDArray[np.float64]:
        """(columns, rows) float64: by numpy where it reads all of the cells, else cell by cell."""
        plain = _with_points(lines, set(marks), self._delimiter)
        if plain and not self._is_wider(plain):
            for some in _spellings(plain, self._delimiter):
                with contextlib.suppress(ValueError):  # a cell that is no number, a row that is short
                    rows = np.loadtxt(
                        some, delimiter=self._delimiter or None, usecols=numbers, comments=None, quotechar='"', ndmin=2
                    )
                    return np.ascontiguousarray(rows.reshape(-1, len(numbers)).T)
        cells = list(zip(*self._cells(lines, numbers))) or [()] * len(numbers)
        return np.array([[number(text, mark) for text in column] for column, mark in zip(cells, marks)], np.float64)

    def _cells(self, lines: list[str], numbers: list[int]) -> Iterator[list[str]]:
        """The wanted cells of each row; empty ones of a row that is cut short, so that it is counted.

        Raises:
            InputError: a quotation mark that is not closed, or more cells than the header has columns.
        """
        last = max(numbers)
        rows = csv.reader(lines, delimiter=self._delimiter) if self._delimiter else (line.split() for line in lines)
        try:
            for row in rows:
                if self._delimiter and any(row[len(self._names) :]):
                    raise self._wider(row)
                if row:
                    yield [row[i] for i in numbers] if len(row) > last else [""] * len(numbers)
        except csv.Error as error:
            raise InputError(
                tr(
                    "The table {path} cannot be cut into columns: {reason}. Look for a quotation mark that is "
                    "not closed."
                ),
                path=self.path,
                reason=str(error),
            ) from error

    def _is_wider(self, lines: list[str]) -> bool:
        """Tell whether a line may have more cells than there are columns.

        A decimal comma, or a header without a first name.
        """
        return bool(self._delimiter) and max(line.count(self._delimiter) for line in lines) >= len(self._names)

    def _wider(self, row: list[str]) -> InputError:
        return InputError(
            tr(
                "The table {path} has {columns} columns, but a row of {cells} cells: {row}. Put numbers with a "
                "decimal comma into"
                " quotation marks, or give each column a name."
            ),
            path=self.path,
            columns=len(self._names),
            cells=len(row),
            row=self._delimiter.join(row[:20]),
        )

    def _split(self, line: str) -> list[str]:
        return next(csv.reader([line], delimiter=self._delimiter), []) if self._delimiter else line.split()

    def _open(self) -> TextIO:
        return open(self.path, encoding=self._encoding, errors="replace", newline="")


def _with_points(lines: list[str], marks: set[str], delimiter: str) -> list[str]:
    """Lines whose numbers numpy can read; none where points and commas have to be told apart."""
    if marks == {"."}:
        return lines
    if marks == {","} and delimiter != "," and not any("." in line for line in lines):
        return [line.replace(",", ".") for line in lines]
    return []


def _spellings(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """Lines as they are, then with nan, which numpy reads, for cells that are empty, NULL or stars."""
    yield lines
    if delimiter:
        null = re.compile(r"{0}(?: *|NULL|\*+)(?=[\r\n{0}]|$)".format(re.escape(delimiter)))
        yield [null.sub(f"{delimiter}nan", line) for line in lines]


def _are_values(cells: list[str]) -> bool:
    """Tell whether a first row holds values.

    At least half of its cells are numbers, and no dates, which are names too.
    """
    words = [cell for cell in without_dates(cells) if cell]
    return bool(words) and 2 * sum(np.isfinite(number(cell.replace(",", "."))) for cell in words) >= len(words)


def _encoding(path: str) -> str:
    try:
        with open(path, "rb") as file:
            start = file.read(1 << 20)
            if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):  # "Unicode text" of spreadsheets
                return "utf-16"
            start.decode("utf-8-sig")
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
    best = max(
        _DELIMITERS, key=lambda mark: (counts[mark] > 0 and first.count(mark) == second.count(mark), counts[mark])
    )
    return best if counts[best] or len(first.split()) == 1 else ""


def _require_degrees(x: NDArray[np.float64], y: NDArray[np.float64], crs: str, path: str) -> None:
    known = np.isfinite(x) & np.isfinite(y)
    if not is_geographic(crs) or not known.any():
        return
    if np.median(np.abs(x[known])) > 360 or np.median(np.abs(y[known])) > 90:
        raise InputError(
            tr("The coordinates of {path} reach {x}, {y}: they are no degrees. Set the CRS of the table."),
            path=path,
            x=float(np.abs(x[known]).max()),
            y=float(np.abs(y[known]).max()),
        )
