"""Was a text table cut short? Its last line, where it has no end, is compared with the lines before."""

from __future__ import annotations

import os
import re

from ..base.translation import tr
from ..files.archives import is_member
from .table_form import TableForm, split_line

EVEN, UNEVEN = "even", "uneven"
_TAIL = 1 << 16  # bytes from the end that are looked at
_DECIMALS = re.compile(r"[^.,]*[.,](\d+)(?:[eEdD][+-]?\d+)?")
_EXPONENT = re.compile(r".*[eEdD]([+-]?\d+)")
_LEAST = 3  # lines with equally written numbers that tell how the last one has to be written


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
