"""The curve of the model that tells one series: to be drawn over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .classes import ACCELERATING, BREAK, FEWEST_DATES, NOISY, SLOWING, UNKNOWN, WORDS, Rules
from .classify import classify
from .nested_fits import Floats, dates_of


@dataclass(frozen=True)
class ModelCurve:
    """Values (k,) of the model at the dates of a series, the word for its motion, and the date of its break or None."""

    values: Floats
    trend: str
    break_date: dt.date | None


def model_curve(days: Sequence[dt.date], series: Floats, rules: Rules = Rules()) -> ModelCurve | None:
    """The model of one series; None for fewer than 15 dates, or where noise hides every motion.

    Args:
        days: k, increasing.
        series: (k,) mm; NaN where not known.
        rules: limits of the classes.
    """
    known = np.isfinite(series)
    if known.sum() < FEWEST_DATES:
        return None
    dates = dates_of(days)
    trends = classify(series[None, :], dates, rules)
    code, motion = int(trends.code[0]), int(trends.motion[0])
    if code in (UNKNOWN, NOISY):
        return None
    terms, break_date = dates.base, None
    if motion in (ACCELERATING, SLOWING):
        terms = np.column_stack([terms, dates.time**2])
    elif motion == BREAK:
        break_date = dt.date.fromordinal(round(float(trends.break_day[0])))
        terms = np.column_stack([terms, np.maximum(dates.days - float(trends.break_day[0]), 0.0) / dates.half_days])
    shift = trends.shift[0]
    beta = np.linalg.lstsq(terms[known], (series - shift)[known], rcond=None)[0]
    return ModelCurve(terms @ beta + shift, WORDS[code], break_date)
