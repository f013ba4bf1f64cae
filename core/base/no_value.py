"""Numbers that programs write where there is no value, whether their files say so or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

# nines, and the ends of the short integers: no velocity (mm/yr), height (m), score or coherence has them
_NINES = [float(f"{whole}{part}") for whole in ("9999", "99999", "999999") for part in ("", ".9", ".99", ".999")]
MARKERS = (*(-nines for nines in _NINES), *_NINES[1:], 32767.0, -32767.0, -32768.0, 65535.0)
_IF_REPEATED = (-999.0, 9999.0)  # may be a fast target's velocity where it comes once
NO_QUANTITY = 1e8  # what is not below it is the end of a longer type, or a format's fill value
_AT_ONCE = 500_000  # numbers that are looked at in one piece
_FAR = 5.0  # times the largest other number, from where a number that is repeated looks like a marker


def stands_for_nothing(values: NDArray[Any], further: Sequence[float] = ()) -> NDArray[np.bool_]:
    """Which numbers (any shape) mean no value: NaN, MARKERS, what is repeated among them, what no quantity reaches.

    Args:
        values: of one quantity.
        further: numbers that mean no value here.
    """
    null, flat = np.empty(values.size, bool), values.reshape(-1)
    parts = [slice(start, start + _AT_ONCE) for start in range(0, values.size, _AT_ONCE)]
    for part in parts:
        null[part] = _never_one(flat[part], further)
    for marker in _IF_REPEATED:
        if sum(np.count_nonzero(_same(flat[part], marker)) for part in parts) > 1:
            for part in parts:
                null[part] |= _same(flat[part], marker)
    return null.reshape(values.shape)


def _never_one(values: NDArray[Any], further: Sequence[float]) -> NDArray[np.bool_]:
    """Which numbers mean no value, however often they come."""
    with np.errstate(invalid="ignore"):
        null = ~(np.abs(values) < NO_QUANTITY)  # NaN among them
    for marker in (*MARKERS, *further):
        null |= _same(values, marker)
    return np.asarray(null)


def _same(values: NDArray[Any], marker: float) -> NDArray[np.bool_]:
    """Which numbers are a marker, or what 32 bits make of it."""
    return np.asarray((values == marker) | (values == np.float64(np.float32(marker))))


def markers_among(values: NDArray[Any]) -> dict[float, int]:
    """The finite numbers (n,) that mean no value, and how often each comes."""
    found = values[np.isfinite(values) & stands_for_nothing(values)]
    numbers, counts = np.unique(found, return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist()))


def suspect(values: NDArray[Any]) -> float | None:
    """A number that is repeated and far larger than all others, so that it may mean no value; None: there is none.

    Args:
        values: (n,); those that mean no value are passed over.
    """
    known, largest, rest = ~stands_for_nothing(values), -1.0, -1.0
    found: list[float] = []
    for start in range(0, values.size, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        some = values[part][known[part]]
        size = np.abs(some)
        top = float(size.max(initial=-1.0))
        if top > largest:
            largest, rest, found = top, largest, []
        found += some[size == largest][:2].tolist()
        rest = max(rest, float(size[size < largest].max(initial=-1.0)))
    return None if len(found) < 2 or rest < 0.0 or largest <= _FAR * rest else float(found[0])
