"""How a text table is written: its encoding, what cuts its cells, its header, where its rows begin and how they end."""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from ..base.errors import InputError
from ..base.translation import tr
from ..files.archives import is_member, open_bytes, open_text
from ..files.inputs import require_file
from .decimal_marks import is_word, number
from .fields import without_dates

COMMENT = ("#", "%")
_ABOVE = (*COMMENT, "sep=")  # spreadsheets write their delimiter above the header
_DELIMITERS = (";", "\t", "|", ",")
_LOOKED_AT = 6  # lines from the header on
_START = 1 << 20  # bytes that tell the encoding
_LINE = 1 << 26  # signs that a line has at most
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),  # "Unicode text" of spreadsheets
    (codecs.BOM_UTF16_BE, "utf-16"),
)
EVEN, UNEVEN = "even", "uneven"
_TAIL = 1 << 16  # bytes from the end that are looked at
_DECIMALS = re.compile(r"[^.,]*[.,](\d+)(?:[eEdD][+-]?\d+)?")
_EXPONENT = re.compile(r".*[eEdD]([+-]?\d+)")
_LEAST = 3  # lines with equally written numbers that tell how the last one has to be written


@dataclass(frozen=True)
class TableForm:
    """How a text table is written.

    Args:
        encoding: Python's name of it.
        delimiter: what cuts the cells; empty: white space.
        names: of the columns; those of a table without a header are called 1, 2, 3...
        skipped: lines above the first row of data: comments, header, units.
        example: first row of a table without a header, for messages; else empty.
        units: name of a column -> the unit in the row below the header, where there is such a row.
    """

    encoding: str
    delimiter: str
    names: list[str]
    skipped: int
    example: str = ""
    units: dict[str, str] = field(default_factory=dict)


def table_form(path: str) -> TableForm:
    """Look at the first lines of a text table.

    Raises:
        InputError: not a regular file, unreadable, empty, or a header without rows.
    """
    require_file(path)
    encoding = encoding_of(path)
    above, lines = _first_lines(path, encoding)
    first, rows = (lines[0], lines[1:]) if lines else ("", [])
    delimiter = _delimiter(first, rows[0] if rows else first)
    cells = _names(first, delimiter)
    if _are_values(cells, [split_line(row, delimiter) for row in rows]):
        names = _commented_header(above, delimiter, len(cells)) or [str(i + 1) for i in range(len(cells))]
        return TableForm(encoding, delimiter, names, len(above), "" if names[0] != "1" else " ".join(cells[:20]))
    if not rows:
        raise InputError(tr("The table {path} has no row of data. Choose a table with a header and rows."), path=path)
    has_units = len(rows) > 1 and _are_units([split_line(row, delimiter) for row in rows])
    units = dict(zip(cells, split_line(rows[0], delimiter))) if has_units else {}
    return TableForm(encoding, delimiter, cells, len(above) + 1 + has_units, units=units)


def split_line(line: str, delimiter: str) -> list[str]:
    """Cells of one line."""
    return next(csv.reader([line], delimiter=delimiter), []) if delimiter else line.split()


def _names(line: str, delimiter: str) -> list[str]:
    return [name.strip().strip('"') for name in split_line(line, delimiter)]


def _first_lines(path: str, encoding: str) -> tuple[list[str], list[str]]:
    """Lines of comment or nothing at the top, then the first lines of the table that are not empty.

    A line that is longer than some ten million signs is cut there.
    """
    above: list[str] = []
    with open_text(path, encoding) as file:
        while line := file.readline(_LINE):
            if line.strip() and not line.lstrip("\ufeff ").lower().startswith(_ABOVE):
                after = (more for more in iter(lambda: file.readline(_LINE), "") if more.strip())
                return above, [line, *islice(after, _LOOKED_AT - 1)]
            above.append(line)
    return above, []


def _commented_header(comments: list[str], delimiter: str, count: int) -> list[str]:
    """Names from the last comment, where it has as many words as the table has columns."""
    if not comments:
        return []
    names = _names(comments[-1].strip().lstrip("".join(COMMENT)), delimiter)
    return names if len(names) == count else []


def _are_values(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a first row holds values.

    At least half of its cells are numbers, and no dates, which are names too; and none of its words stands above
    numbers, as a name does.
    """
    if any(len(row) == len(cells) and _is_above_numbers(cells, row) for row in rows):
        return False
    words = [cell for cell in without_dates(cells) if cell]
    return bool(words) and 2 * sum(map(_is_number, words)) >= len(words)


def _is_above_numbers(cells: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether a cell that is a word stands above a number."""
    return any(
        is_word(cell, float("nan")) and not _is_number(cell) and _is_number(under) for cell, under in zip(cells, row)
    )


def _are_units(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first of rows holds units: words, and only words, above the numbers of the next."""
    first, second = rows[:2]
    if any(map(_is_number, first)) or not any(map(_is_number, second)):
        return False
    return len(first) == len(second) and any(is_word(cell, float("nan")) for cell in first)


def _is_number(cell: str) -> bool:
    text = cell.strip().strip('"')
    return bool(np.isfinite(number(text.replace(",", "."))) or np.isfinite(number(text)))


def encoding_of(path: str) -> str:
    """Python's name of a file's encoding: by its mark, else the first of UTF-8, GB 2312 and Windows' that fits.

    UTF-16 without a mark is known by the zeros in every second byte.

    Raises:
        InputError: the file cannot be opened.
    """
    try:
        with open_bytes(path) as file:
            start = file.read(_START)
    except OSError as error:
        raise InputError(
            tr("The table {path} cannot be read: {reason}. Check the file."), path=path, reason=error.strerror
        ) from error
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    if b"\0" in start[:1024]:
        return "utf-16-le" if start[1:1024:2].count(0) > start[:1024:2].count(0) else "utf-16-be"
    for name in ("utf-8-sig", "gb2312"):
        try:
            start.decode(name)
            return name
        except UnicodeDecodeError as error:
            if len(start) == _START and error.start > _START - 4:  # a sign that is cut by the end of what was read
                return name
    return "cp1252"


def _delimiter(first: str, second: str) -> str:
    """The mark that cuts the header and the first row into equally many parts; empty: white space.

    Blanks beside tabs, as Fortran and awk write them, are white space: a cell then holds several numbers.
    """
    counts = {mark: min(first.count(mark), second.count(mark)) for mark in _DELIMITERS}
    best = max(
        _DELIMITERS, key=lambda mark: (counts[mark] > 0 and first.count(mark) == second.count(mark), counts[mark])
    )
    if best == "\t" and any(
        len(cell.split()) > 1 and all(map(_is_number, cell.split())) for cell in second.split(best)
    ):
        return ""
    return best if counts[best] or len(first.split()) == 1 else ""


def damage_of_table(path: str, form: TableForm) -> str:
    """A sentence where the last row of a table was cut; empty where it is whole or nothing tells.

    The last line has no end, and fewer cells than the header has columns, or a number with fewer digits than all lines
    before it have.
    """
    lines = _last_lines(path, form)
    if len(lines) < 2 or lines[-1].endswith(("\n", "\r")):
        return ""
    *before, last = [split_line(line, form.delimiter) for line in lines if line.strip()]
    count = len(form.names)
    if len(last) >= count and not (before and _is_cut(last[-1], [row[-1] for row in before if len(row) == len(last)])):
        return ""
    return tr("The table {path} ends within its last row: {row}. It was cut short.").format(
        path=path, row=lines[-1][:80]
    )


def open_end(path: str, form: TableForm) -> str:
    """How a table ends whose last line has no end: EVEN where its last number is whole, UNEVEN where digits may lack.

    Empty where the last line has an end. Numbers are known to be whole where all of the last column are written alike.
    """
    lines = _last_lines(path, form)
    if not lines or lines[-1].endswith(("\n", "\r")):
        return ""
    cells = [split_line(line, form.delimiter)[-1:] for line in lines if line.strip()]
    return EVEN if len({_written(cell[0]) for cell in cells if cell}) == 1 else UNEVEN


def _last_lines(path: str, form: TableForm) -> list[str]:
    """Lines at the end of the file, without the first of them, which may not be whole; with their ends.

    None of a file in a zip, whose sum tells whether it is whole.
    """
    if is_member(path):
        return []
    wide = 4 if form.encoding == "utf-32" else 2 if form.encoding.startswith("utf-16") else 1
    with open(path, "rb") as file:
        mark = file.read(4)
        size = os.fstat(file.fileno()).st_size
        start = max(0, size - _TAIL) // wide * wide
        file.seek(start)
        raw = file.read()
    encoding = form.encoding
    if encoding in ("utf-16", "utf-32"):  # the mark of the byte order stands at the beginning only
        encoding += "-le" if mark[0] == 0xFF else "-be"
    text = raw.decode(encoding, errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    if start:
        return lines[1:]
    return lines[form.skipped :]


def _written(cell: str) -> tuple[int, int] | None:
    """How many digits follow the decimal mark and stand in the exponent of a number; None for anything else."""
    decimals, exponent = _DECIMALS.fullmatch(cell.strip()), _EXPONENT.fullmatch(cell.strip())
    if decimals is None:
        return None
    return len(decimals[1]), len(exponent[1]) if exponent else 0


def _is_cut(cell: str, others: list[str]) -> bool:
    """Tell whether a cell has fewer digits than all the others, which are written alike."""
    forms = {_written(other) for other in others}
    if len(others) < _LEAST or len(forms) != 1 or None in forms:
        return False
    return _written(cell) != forms.pop()
