"""Text tables of targets: any delimiter, decimal point or comma, quotes, a header or column numbers."""

from __future__ import annotations

import contextlib
import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from ..files.archives import open_text, size_of
from ..files.columns import Growing
from .decimal_marks import Evidence, Words, decimal_marks, is_word, number, only_commas, plainly, words_in
from .source import Position, RawPoints, Rows, TargetSource
from .table_form import UNEVEN, damage_of_table, open_end, table_form
from .table_position import position_columns, require_plausible
from .values import require_numbers

_CHUNK = 8_000_000  # characters that are turned into numbers at once
_QUOTED_COMMA = re.compile(r'"\s*[+-]?\d[\d.]*,\d[\d.,]*\s*"')
_SHORT = 0.1  # share of rows with too few cells at which the reading stops


class TableSource(TargetSource):
    """A text table.

    Args:
        path: the file; UTF-8 or 16, else GB 2312 or Latin. Without a header its columns are called 1, 2, 3...
        position: the columns of x and y and their CRS where the user named them.

    Raises:
        InputError: no file, empty, or a header without rows.
    """

    def __init__(self, path: str, position: Position = Position()) -> None:
        self.path = path
        self.position = position
        self._form = table_form(path)
        self._delimiter, self._names = self._form.delimiter, self._form.names
        self.example = self._form.example
        self._words: dict[int, Words] = {}  # number of a wanted column -> its words so far
        self._short = Words(0, 0, "")  # rows with too few cells

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.path).name

    def fields(self) -> list[str]:
        """Names of the columns."""
        return self._names

    def damage(self) -> str:
        """See TargetSource: the last row was cut."""
        return damage_of_table(self.path, self._form)

    def read(self, fields: Sequence[str], progress: Progress) -> RawPoints:
        """See TargetSource.

        Raises:
            InputError: no columns with positions, positions whose CRS is not known, decimal marks that are not clear,
                or many rows without numbers.
        """
        x_field, y_field, crs = position_columns(self._names, self.position, self.path, self.example)
        wanted = [x_field, y_field, *fields]
        self._require_single(wanted)
        numbers = [self._names.index(name) for name in wanted]
        marks = self._marks(wanted, numbers, progress)
        self._words, self._short = {}, Words(0, 0, "")
        growing = [Growing() for _ in wanted]
        for lines in self._chunks(progress):
            for each, values in zip(growing, self._numbers(lines, numbers, marks)):
                each.add(values)
        x, y, *columns = (each.column() for each in growing)
        self._say_short(len(x), progress)
        found = {
            name: Words(self._words[i].count, len(x), self._words[i].example)
            for i, name in enumerate(wanted)
            if i in self._words
        }
        places = {name: found.pop(name) for name in (x_field, y_field) if name in found}
        require_numbers(places, places, self.name, progress)
        require_plausible(x, y, crs, self.position, self.path, progress)
        units = {name: self._form.units[name].strip() for name in fields if name in self._form.units}
        return RawPoints(x, y, crs, dict(zip(fields, columns)), units, words=found)

    def series(self, names: Sequence[str], rows: Rows, progress: Progress) -> NDArray[np.float32]:
        """See TargetSource."""
        made = np.full((len(names), len(rows)), np.nan, np.float32)
        self.series_into(names, rows, list(made), progress)
        return made

    def series_into(
        self, names: Sequence[str], rows: Rows, into: Sequence[NDArray[np.float32]], progress: Progress
    ) -> None:
        """See TargetSource; the table is gone through once, some million characters at a time."""
        numbers = [self._names.index(name) for name in names]
        marks = self._marks(list(names), numbers, progress)
        start = 0
        for lines in self._chunks(progress):
            some = self._numbers(lines, numbers, marks)
            first, last = np.searchsorted(rows, (start, start + some.shape[1]))
            for array, values in zip(into, some):
                array[first:last] = values[rows[first:last] - start]
            start += some.shape[1]

    def attribute_blocks(
        self, names: Sequence[str], rows: Rows, progress: Progress
    ) -> Iterator[dict[str, NDArray[Any]]]:
        """See TargetSource: the cells' texts, None for empty ones."""
        numbers = [self._names.index(name) for name in names]
        start = 0
        for lines in self._chunks(progress):
            cells = self._texts(lines, numbers)
            wanted = rows[np.searchsorted(rows, start) : np.searchsorted(rows, start + len(cells[0]))] - start
            at = wanted.tolist()
            yield {name: np.array([texts[i].strip() or None for i in at], object) for name, texts in zip(names, cells)}
            start += len(cells[0])

    def _texts(self, lines: list[str], numbers: list[int]) -> list[list[str]]:
        """Cells of these columns, one list for each; rows are counted as `_numbers` counts them."""
        last, cut = max(numbers), self._delimiter or None
        if self._delimiter and not any('"' in line for line in lines):
            rows = [line.rstrip("\r\n").split(cut, last + 1) for line in lines if line.strip()]
            if all(len(row) > last for row in rows):
                return [[row[i] for row in rows] for i in numbers]
        return [list(column) for column in zip(*self._cells(lines, numbers))] or [[] for _ in numbers]

    def _say_short(self, rows: int, progress: Progress) -> None:
        """Tell of rows with fewer cells than the header has columns.

        Raises:
            InputError: they are many.
        """
        if self._short.count > _SHORT * rows:
            raise InputError(
                tr(
                    "{count} of {rows} rows of the table {path} have fewer cells than the {columns} columns, for "
                    "example '{row}'. Check what cuts the cells, and whether the table is whole."
                ),
                count=self._short.count,
                rows=rows,
                path=self.path,
                columns=len(self._names),
                row=self._short.example,
            )
        if self._short.count:
            progress.warning(
                f"{self.name}: {self._short.count} of {rows} rows have fewer cells than the {len(self._names)} "
                f"columns, for example '{self._short.example}', and are left out."
            )
        if not self.damage() and (end := open_end(self.path, self._form)):
            (progress.warning if end == UNEVEN else progress.message)(
                f"{self.name}: the last line has no end. If the file was cut short, rows are missing"
                + (" and the last number may lack digits." if end == UNEVEN else ".")
            )

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
        size, done = max(1, size_of(self.path)), 0
        with self._open() as file:
            for _ in range(self._form.skipped):
                file.readline()
            while lines := file.readlines(_CHUNK):
                check_cancelled(progress)
                yield lines
                done += sum(map(len, lines))
                progress.update(min(1.0, done / size))

    def _numbers(self, lines: list[str], numbers: list[int], marks: list[str]) -> NDArray[np.float64]:
        """(columns, rows) float64: by numpy where it reads all of the cells, else cell by cell."""
        plain = _with_points(lines, set(marks), self._delimiter)
        if plain and not self._is_uneven(plain):
            for some in _spellings(plain, self._delimiter):
                with contextlib.suppress(ValueError):  # a cell that is no number, a row that is short
                    rows = np.loadtxt(
                        some, delimiter=self._delimiter or None, usecols=numbers, comments=None, quotechar='"', ndmin=2
                    )
                    return np.ascontiguousarray(rows.reshape(-1, len(numbers)).T)
        cells = list(zip(*self._cells(lines, numbers))) or [()] * len(numbers)
        made = np.array([[number(text, mark) for text in column] for column, mark in zip(cells, marks)], np.float64)
        self._require_one_header(cells, made, numbers)
        for i, column in enumerate(cells):
            if found := words_in(column, made[i]):
                before = self._words.get(i, Words(0, 0, found.example))
                self._words[i] = Words(before.count + found.count, 0, before.example)
        return made

    def _require_one_header(
        self, cells: Sequence[Sequence[str]], values: NDArray[np.float64], numbers: list[int]
    ) -> None:
        """Stop at a further header with other names or units: the rows below it are those of another table.

        Raises:
            InputError: with both headers.
        """
        names = [self._names[number] for number in numbers]
        known = [[_bare(name) for name in names], [_bare(self._form.units.get(name, "")) for name in names]]
        for row in np.flatnonzero(np.isnan(values).all(axis=0)).tolist():
            words = [column[row] for column in cells]
            found = [_bare(word) for word in words]
            is_header = len(set(found)) == len(set(numbers)) and all(map(_is_name, words))
            if is_header and found not in known:
                raise InputError(
                    tr(
                        "The table {path} has a second header, {words}, where its own says {names}: it is two tables, "
                        "one below the other. Split it, and import both."
                    ),
                    path=self.path,
                    words=", ".join(word.strip() for word in words),
                    names=", ".join(names),
                )

    def _cells(self, lines: list[str], numbers: list[int]) -> Iterator[list[str]]:
        """The wanted cells of each row; empty ones of a row that is cut short, so that it is counted.

        Raises:
            InputError: a quotation mark that is not closed, or more cells than the header has columns.
        """
        last, columns = max(numbers), len(self._names)
        rows = csv.reader(lines, delimiter=self._delimiter) if self._delimiter else (line.split() for line in lines)
        try:
            for row in rows:
                if any(row[columns:]):
                    raise self._wider(row)
                if len(row) > last and (self._delimiter or len(row) == columns):
                    yield [row[i] for i in numbers]
                elif any(row):
                    example = self._short.example or " ".join((self._delimiter or " ").join(row).split())[:80]
                    self._short = Words(self._short.count + 1, 0, example)
                    yield [""] * len(numbers)
        except csv.Error as error:
            raise InputError(
                tr(
                    "The table {path} cannot be cut into columns: {reason}. Look for a quotation mark that is "
                    "not closed."
                ),
                path=self.path,
                reason=str(error),
            ) from error

    def _is_uneven(self, lines: list[str]) -> bool:
        """Tell whether a line may have more cells than there are columns, or, cut by white space, fewer.

        A decimal comma, a header without a first name, an empty cell between blanks.
        """
        if self._delimiter:
            return max(line.count(self._delimiter) for line in lines) >= len(self._names)
        return not {len(line.split()) for line in lines} <= {0, len(self._names)}

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
            row=(self._delimiter or " ").join(row[:20]),
        )

    def _open(self) -> AbstractContextManager[IO[str]]:
        return open_text(self.path, self._form.encoding)


def _is_name(cell: str) -> bool:
    """Tell whether a cell may be a column's name: a word that does not begin as a number does."""
    return is_word(cell, float("nan")) and _bare(cell)[:1].isalpha()


def _bare(name: str) -> str:
    return name.strip().strip('"').lower()


def _with_points(lines: list[str], marks: set[str], delimiter: str) -> list[str]:
    """Lines whose numbers numpy can read; none where points and commas have to be told apart."""
    if marks == {"."}:
        return lines
    if marks == {","} and delimiter != "," and not any("." in line for line in lines):
        return [line.replace(",", ".") for line in lines]
    return []


def _spellings(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """Lines as they are, then as numpy reads them: plain signs and exponents, nan for what is empty, NULL or stars."""
    yield lines
    if not delimiter:
        yield [plainly(line) for line in lines]
    else:
        null = re.compile(r"{0}(?: *|NULL|\*+)(?=[\r\n{0}]|$)".format(re.escape(delimiter)))
        yield [null.sub(f"{delimiter}nan", line) for line in lines]
