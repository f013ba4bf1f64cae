"""Values of a field that come block by block: at the end a column of whole numbers, of numbers, or of texts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress
from ..files.columns import Growing, GrowingTexts, pieces
from .decimal_marks import number
from .source import Rows, TargetSource

_WHOLE, _NUMBER, _TEXT = range(3)  # kinds; each can hold what those before it hold


def fields_as_stored(
    source: TargetSource, names: Sequence[str], rows: Rows, progress: Progress, numbers_in_texts: bool = False
) -> dict[str, NDArray[Any]]:
    """Fields of some of the rows that a source gave, each as a column of its kind: name -> (n,).

    Args:
        source: of the targets.
        names: of the fields.
        rows: (n,) increasing numbers of the rows.
        progress: asked for a cancel.
        numbers_in_texts: see `_Field`.
    """
    made = {name: _Field(numbers_in_texts) for name in names}
    for block in source.attribute_blocks(list(made), rows, progress) if made else ():
        for name, field in made.items():
            field.add(block[name])
    return {name: field.column() for name, field in made.items()}


def as_stored(values: NDArray[Any]) -> NDArray[Any]:
    """Values (n,) of a field as a column of its kind: whole numbers, numbers (NaN for None), or texts and None."""
    field = _Field(numbers_in_texts=False)
    field.add(values)
    return field.column()


class _Field:
    """Whole numbers; numbers, NaN for None; or texts and None.

    Args:
        numbers_in_texts: whether texts all of which are numbers become numbers. 007 is a name, not a number.
    """

    def __init__(self, numbers_in_texts: bool) -> None:
        self._reads, self._kind = numbers_in_texts, _NUMBER if numbers_in_texts else _WHOLE
        self._numbers, self._texts = Growing(), GrowingTexts()

    def add(self, values: NDArray[Any]) -> None:
        """Append objects (k,): numbers, texts and None."""
        if not len(values):
            return
        words = values.tolist()
        kind = max(self._kind, self._kind_of(words))
        if kind == _TEXT or self._reads:
            self._begin_texts(kind)
            self._texts.add(values)
        if kind != _TEXT:
            self._begin_numbers(kind)
            type_ = np.int64 if kind == _WHOLE else np.float64
            read = [math.nan if word is None else number(word) if self._reads else word for word in words]
            self._numbers.add(np.array(read, type_))
        self._kind = kind

    def column(self) -> NDArray[Any]:
        """All that came, (n,)."""
        if self._kind == _TEXT:
            return self._texts.column()
        return self._numbers.column() if len(self._numbers) else np.zeros(0)

    def _kind_of(self, words: Sequence[object]) -> int:
        known = [word for word in words if word is not None]
        if self._reads:
            is_text = any(isinstance(word, str) and (math.isnan(number(word)) or _is_name(word)) for word in known)
        else:
            is_text = not all(isinstance(word, (int, float)) for word in known)
        if is_text:
            return _TEXT
        return _WHOLE if len(known) == len(words) and all(isinstance(word, int) for word in known) else _NUMBER

    def _begin_numbers(self, kind: int) -> None:
        """Bring whole numbers that came before to numbers."""
        if kind == _NUMBER and self._kind == _WHOLE and len(self._numbers):
            before, self._numbers = self._numbers.column(), Growing()
            for part in pieces(len(before)):
                self._numbers.add(before[part].astype(np.float64))

    def _begin_texts(self, kind: int) -> None:
        """Bring numbers that came before the first text to texts, where they were not kept as they were."""
        if kind == _TEXT and self._kind != _TEXT and not self._reads and len(self._numbers):
            before = self._numbers.column()
            for part in pieces(len(before)):
                self._texts.add(np.array([_said(value) for value in before[part].tolist()], object))
            self._numbers = Growing()


def _said(value: float) -> str | None:
    return None if math.isnan(value) else str(value)


def _is_name(text: str) -> bool:
    return len(text) > 1 and text[0] == "0" and text[1] not in ".,"
