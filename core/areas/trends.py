"""How an area has moved through time: what the kinds of motion of its targets say together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..gis.vector import Column
from ..gis.zonal import Floats
from ..products.series import YEAR_DAYS
from ..series.classes import BREAK, WORDS
from ..series.outputs import days_of_years, iso_dates
from ..targets.targets import Targets
from .fields import ALIASES

_ENOUGH_BREAKS = 0.25  # of the classified targets: with fewer, an area has no date of its own
_TO_DEVIATION = 1.4826  # of the median of the distances from the median


def trend_columns(targets: Targets, inside: Sequence[NDArray[np.intp]]) -> list[Column]:
    """Kind of motion, date of the break, velocity now and acceleration of areas, with their spread.

    None for targets that Classify time series has not seen. The kind is that of most targets, and `trend_share` is the
    share that agrees. The other values are medians, their spread is a robust standard deviation over the targets.

    Args:
        targets: with the fields of Classify time series in `more`.
        inside: indices of the targets of each area.
    """
    codes = targets.more.get("trend_code")
    if codes is None or codes.dtype.kind not in "fiu":
        return []
    codes = np.asarray(codes, np.float64)
    counts = np.array([_counts(codes[index]) for index in inside], np.float64).reshape(len(inside), len(WORDS))
    total = counts.sum(axis=1)
    words = [WORDS[row.argmax()] if row.any() else None for row in counts]
    share = np.divide(counts.max(axis=1, initial=0.0), total, out=np.full(len(total), np.nan), where=total > 0)
    broken = counts[:, BREAK] >= np.maximum(_ENOUGH_BREAKS * total, 1.0)

    def each(statistic: Callable[[Floats], float], name: str) -> Floats:
        values = np.asarray(targets.more.get(name, np.full(len(targets), np.nan)), np.float64)
        known = (values[index][np.isfinite(values[index])] for index in inside)
        return np.array([statistic(one) if len(one) else np.nan for one in known], np.float64)

    year, years = each(_median, "break_year"), each(_spread, "break_year")
    made = {
        "trend": np.array(words, object),
        "trend_share": share,
        "break_date": iso_dates(np.where(broken, days_of_years(year), np.nan)),
        "break_spread": np.where(broken, years * YEAR_DAYS, np.nan),
        "speed_now": each(_median, "speed_after"),
        "speed_now_std": each(_spread, "speed_after"),
        "acceleration": each(_median, "acceleration"),
        "acceleration_std": each(_spread, "acceleration"),
        "jump_share": each(_jumped, "jumps"),
    }
    return [Column(name, values, ALIASES[name]) for name, values in made.items()]


def _counts(codes: Floats) -> NDArray[np.int64]:
    """How many targets have each code; those without one are left out."""
    known = codes[np.isfinite(codes) & (codes >= 0) & (codes < len(WORDS))].astype(np.intp)
    return np.bincount(known, minlength=len(WORDS))


def _median(values: Floats) -> float:
    return float(np.median(values))


def _spread(values: Floats) -> float:
    return float(_TO_DEVIATION * np.median(np.abs(values - np.median(values))))


def _jumped(values: Floats) -> float:
    return float(np.mean(values > 0))
