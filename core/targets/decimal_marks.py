"""Numbers from text: which of point and comma is the decimal mark is decided for a whole column, never for one cell."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.translation import tr

_EXPONENT = r"(?:[eE][+-]?\d+)?"
_FORTRAN = re.compile(r"(?<=[\d.,])[dDqQ](?=[+-]?\d)")  # exponents of double precision: 1.5D-03
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(
            "\u2212\u2010\u2011\u2012\u2013\u2014\u2015\u00ad\ufe58\ufe63\uff0d", "-"
        ),  # minus signs and dashes
        "\uff0b": "+",
        "\uff0e": ".",
        "\uff0c": ",",
        "\u066b": ".",
        "\u066c": "'",  # full width, Arabic
        **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff"),  # signs without width
    }
)
_NULL = re.compile(
    r"|[-*.?#]+|n/?a|#n/?[ad]|n\.?d\.?|nan|null|nil|none|no[ _]?data|missing|masked|[<(]null[>)]|\\n|-?1\.#\w+",
    re.IGNORECASE,
)  # what producers write where there is no value
_PLAIN = re.compile(r"[+-]?(?:\d+([.,]?)\d*|([.,])\d+)" + _EXPONENT)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)([.,])\d*)?" + _EXPONENT)
_GAPS = re.compile(
    "(?<=\\d)[ '\u2019\u00a0\u202f\u2007\u2009](?=\\d{3}(?!\\d))"
)  # between thousands, never a decimal mark
_OTHER = {".": ",", ",": "."}
_MARKS = re.compile("[.,\uff0e\uff0c\u066b]")


@dataclass
class Evidence:
    """What the texts of a column tell of its decimal mark.

    Args:
        point, comma: a text that can only be read with this decimal mark; empty: there is none.
        unclear: a text that is another number with the other mark, and not the usual one: 1,234.
    """

    point: str = ""
    comma: str = ""
    unclear: str = ""

    def look(self, texts: Iterable[object]) -> None:
        """Take in more texts of the column; a value that is not text is already a number."""
        for text in texts:
            if isinstance(text, str) and _MARKS.search(text) and not self._is_old_news(text):
                self._look(_GAPS.sub("", plainly(text)))

    def _is_old_news(self, text: str) -> bool:
        """One mark, and that the known one: with 12,5 known, 1,234 is no longer unclear."""
        points, commas = text.count("."), text.count(",")
        return bool((self.comma and (points, commas) == (0, 1)) or (self.point and (points, commas) == (1, 0)))

    def _look(self, text: str) -> None:
        grouped, plain = _GROUPED.fullmatch(text), _PLAIN.fullmatch(text)
        if grouped and plain:
            self.unclear = text if "," in text else self.unclear
            return
        if grouped:
            mark = _OTHER[grouped.group(1)]
        elif plain:
            mark = plain.group(1) or plain.group(2)
        else:
            return
        if mark == ".":
            self.point = self.point or text
        else:
            self.comma = self.comma or text


def only_commas(evidence: Iterable[Evidence]) -> bool:
    """Tell whether columns are known to have the decimal comma: one does, and none says otherwise or is unclear."""
    seen = list(evidence)
    return (
        any(one.comma for one in seen)
        and all(one.comma or not one.unclear for one in seen)
        and not any(one.point for one in seen)
    )


def decimal_marks(evidence: dict[str, Evidence], source: str) -> dict[str, str]:
    """Decimal mark of each column: its own, else that of the other columns, else the point.

    Args:
        evidence: by name of the column.
        source: what messages call the file or layer.

    Raises:
        InputError: a column uses both, or has a number such as 1,234 and nothing says what its comma is.
    """
    of_all = {mark for one in evidence.values() for mark in (one.point and ".", one.comma and ",") if mark}
    marks = {}
    for name, one in evidence.items():
        if one.point and one.comma:
            raise InputError(
                tr(
                    "The column {name} of {source} has both {point} and {comma}: two decimal marks. Write all "
                    "its numbers with one."
                ),
                name=name,
                source=source,
                point=one.point,
                comma=one.comma,
            )
        if one.unclear and not one.point and not one.comma and len(of_all) != 1:
            raise InputError(
                tr(
                    "The column {name} of {source} has {number}, which can be {decimal} or {whole}. Write "
                    "thousands without a mark."
                ),
                name=name,
                source=source,
                number=one.unclear,
                decimal=one.unclear.replace(",", "."),
                whole=one.unclear.replace(",", ""),
            )
        own = "." if one.point else "," if one.comma else ""
        marks[name] = own or (next(iter(of_all)) if len(of_all) == 1 else ".")
    return marks


def plainly(text: str) -> str:
    """A number's text with the signs that Python reads: U+2212 and dashes are minus signs, 1.5D-03 is 1.5e-03."""
    bare = text.strip()
    bare = bare if bare.isascii() else bare.translate(_SIGNS)
    return _FORTRAN.sub("e", bare)


def is_word(text: object, value: float) -> bool:
    """Tell whether text that was read as `value` is neither a number nor a word for a missing value."""
    return math.isnan(value) and isinstance(text, str) and not _NULL.fullmatch(plainly(text))


@dataclass(frozen=True)
class Words:
    """Cells of a column that hold text in place of a number: how many of how many rows, and the first of them."""

    count: int
    rows: int
    example: str


def words_in(cells: Iterable[object], values: NDArray[np.float64]) -> Words | None:
    """The words among cells that were read as values (n,); None where there are none."""
    found = [text for text, value in zip(cells, values.tolist()) if is_word(text, value)]
    return Words(len(found), len(values), " ".join(str(found[0]).split())[:40]) if found else None


def number(text: object, mark: str = ".") -> float:
    """A number from the text of a cell; NaN for null and for text that is not a number (`NULL`, `****`, empty).

    Args:
        text: of the cell, or a number.
        mark: the decimal mark of its column; the other one may stand between thousands.
    """
    if isinstance(text, str) and "_" in text:  # which Python reads: 1_0 is 10
        return float("nan")
    if not isinstance(text, str) or mark == ".":
        try:
            return float(text)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            pass
    words = _GAPS.sub("", plainly(str(text)))
    if _GROUPED.fullmatch(words):
        words = words.replace(_OTHER[mark], "")
    if mark == "," and "." in words:
        return float("nan")
    try:
        return float(words.replace(mark, "."))
    except ValueError:
        return float("nan")


def column_numbers(
    columns: Mapping[str, Sequence[object] | NDArray[np.float64]], source: str
) -> tuple[dict[str, NDArray[np.float64]], dict[str, Words]]:
    """Columns of cells (numbers, text or null) as float64 arrays (n,), each with its own decimal mark.

    Returns:
        name -> values, and name -> the words of the columns that hold some.

    Raises:
        InputError: see decimal_marks.
    """
    made: dict[str, NDArray[np.float64]] = {}
    words: dict[str, Words] = {}
    for name, cells in columns.items():
        if isinstance(cells, np.ndarray) and cells.dtype.kind == "f":
            made[name] = cells.astype(np.float64, copy=False)
            continue
        evidence = Evidence()
        evidence.look(cells)
        mark = decimal_marks({name: evidence}, source)[name]
        made[name] = np.array([number(cell, mark) for cell in cells], np.float64)
        if found := words_in(cells, made[name]):
            words[name] = found
    return made, words
