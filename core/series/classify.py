"""One block of series -> what kind of motion each shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import classes
from .breaks import Break, bend, best_break
from .classes import Evidence, Rules
from .jumps import Jumps, find_jumps
from .memory import variance_growth
from .nested_fits import Dates, Fits, Floats, Term, fit, shared_term, with_term

_OUTLIER = 5.0  # standard deviations beyond which a date of a series takes no part
_TO_DEVIATION = 1.2533  # of a mean of magnitudes, which single dates raise less than a mean of squares
_SPENT = 6.0  # terms of the richest model with its date


@dataclass(frozen=True)
class Trends:
    """What was found of n series.

    Args:
        code: of `classes.WORDS`, or UNKNOWN.
        motion: the same for what is left when jumps are undone.
        velocity: mm/yr of the straight line, jumps undone.
        acceleration: mm/yr2 of the parabola.
        break_day: ordinal day; NaN where there is no break.
        before, after: mm/yr at the beginning and at the end of the series.
        season_mm: amplitude; 0 where noise explains it, NaN where the span shows none.
        jumps: how many.
        chance: that noise alone makes such a motion, 0 to 1.
        noise_mm: standard deviation about the model.
        shift: (n, k) mm that jumps have added.
    """

    code: NDArray[np.int64]
    motion: NDArray[np.int64]
    velocity: Floats
    acceleration: Floats
    break_day: Floats
    before: Floats
    after: Floats
    season_mm: Floats
    jumps: NDArray[np.int64]
    chance: Floats
    noise_mm: Floats
    shift: Floats


def classify(series: NDArray[np.floating[Any]], dates: Dates, rules: Rules) -> Trends:
    """What kind of motion series show.

    Args:
        series: (n, k) mm; NaN where not known.
        dates: of the k columns.
        rules: limits.
    """
    known = np.isfinite(series).astype(np.float64)
    count = known.sum(axis=1)
    level = np.where(known > 0, series, 0.0).sum(axis=1) / np.maximum(count, 1.0)
    values = np.where(known > 0, series - level[:, None], 0.0).astype(np.float64)
    jumps = find_jumps(values, known, dates, rules.half_wave_mm)
    values = (values - jumps.shift) * known
    known = _without_outliers(values, known, dates)
    values *= known
    line = fit(values, known, dates.base)
    bends = Bends(shared_term(line, dates.time**2), best_break(line, dates))
    evidence = _evidence(line, bends, dates)
    curved, broken = classes.bent(evidence, rules)
    final = _with_bend(line, bends, (curved, broken), dates)
    return _told((final, bends, evidence), (curved, broken), dates, rules, jumps)


@dataclass(frozen=True)
class Bends:
    """What a parabola and the best break would add to the straight lines of n series."""

    curve: Term
    kink: Break


def _without_outliers(values: Floats, known: Floats, dates: Dates) -> Floats:
    """Which values (n, k) stay: single dates far from a curve through the series (snow, a bad image) do not."""
    fits = fit(values, known, np.column_stack([dates.base, dates.time**2, dates.time**3]))
    size = np.abs(fits.residual)
    usual = _TO_DEVIATION * size.sum(axis=1) / np.maximum(fits.count, 1.0)
    return np.asarray(known * (size <= _OUTLIER * np.maximum(usual, 1e-6)[:, None]))


def _evidence(line: Fits, bends: Bends, dates: Dates) -> Evidence:
    rss = line.rss
    broken = bends.kink.term.gain > bends.curve.gain
    richest = _with_bend(line, bends, (~broken, broken), dates)
    return Evidence(
        count=line.count / variance_growth(richest, _SPENT),
        rss_constant=rss + line.gain_of(1, 2),
        rss_linear=rss,
        rss_curved=np.maximum(rss - bends.curve.gain, 0.0),
        rss_break=np.maximum(rss - bends.kink.term.gain, 0.0),
        velocity=line.beta[:, 1] / dates.half_years,
        curve_change=4.0 * bends.curve.coefficient / dates.half_years,
        break_change=bends.kink.term.coefficient / dates.half_years,
    )


def _with_bend(line: Fits, bends: Bends, chosen: tuple[NDArray[np.bool_], NDArray[np.bool_]], dates: Dates) -> Fits:
    """The fits with the parabola of the curved series and the break of the broken ones; the others stay straight."""
    curved, broken = chosen
    values = np.where(broken[:, None], bend(dates, bends.kink.time, line.known), dates.time**2)
    curve, kink = bends.curve, bends.kink.term
    either = Term(
        np.where(broken, kink.coefficient, np.where(curved, curve.coefficient, 0.0)),
        np.where(broken, kink.gain, np.where(curved, curve.gain, 0.0)),
        np.where(broken[:, None], kink.other, np.where(curved[:, None], curve.other, 0.0)),
        np.where(broken, kink.weight, np.where(curved, curve.weight, 1.0)),
    )
    return with_term(line, either, values)


def _told(
    found: tuple[Fits, Bends, Evidence],
    chosen: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    dates: Dates,
    rules: Rules,
    jumps: Jumps,
) -> Trends:
    final, bends, evidence = found
    curved, broken = chosen
    chance = classes.chance(evidence, curved, broken)
    slope, turn = final.beta[:, 1] / dates.half_years, 0.5 * evidence.curve_change * curved
    before, after = slope - turn, slope + turn + evidence.break_change * broken
    season, has_season = _season(final, evidence, dates, rules)
    moving = (chance < classes.SIGNIFICANT) & (np.abs(evidence.velocity) >= rules.least_velocity)
    motion = np.select(
        [broken, curved & (np.abs(after) > np.abs(before)), curved, moving, has_season],
        [classes.BREAK, classes.ACCELERATING, classes.SLOWING, classes.LINEAR, classes.SEASONAL],
        classes.STABLE,
    )
    noise = np.sqrt(final.rss / np.maximum(final.count - final.terms.shape[1] - 2.0, 1.0))
    code = np.where(jumps.count > 0, classes.JUMP, motion)
    noisy, few = noise > rules.most_noise_mm, final.count < classes.FEWEST_DATES
    gone = noisy | few
    numbers = (evidence.velocity, bends.curve.coefficient * 2.0 / dates.half_years**2, before, after, season)
    velocity, acceleration, before, after, season = (np.where(few, np.nan, one) for one in numbers)
    day = np.where(broken & ~gone, dates.day_at(bends.kink.time), np.nan)
    return Trends(
        code=np.where(few, classes.UNKNOWN, np.where(noisy, classes.NOISY, code)),
        motion=np.where(few, classes.UNKNOWN, np.where(noisy, classes.NOISY, motion)),
        velocity=velocity,
        acceleration=np.where(noisy, np.nan, acceleration),
        break_day=day,
        before=np.where(noisy, np.nan, before),
        after=np.where(noisy, np.nan, after),
        season_mm=np.where(noisy, np.nan, season),
        jumps=np.where(gone, 0, jumps.count),
        chance=np.where(few, np.nan, chance),
        noise_mm=np.where(few, np.nan, noise),
        shift=np.where(gone[:, None], 0.0, jumps.shift),
    )


def _season(final: Fits, evidence: Evidence, dates: Dates, rules: Rules) -> tuple[Floats, NDArray[np.bool_]]:
    """Amplitudes (n,) mm, 0 where noise explains them and NaN where the span shows none; which of them count."""
    if not dates.has_season:
        return np.full(len(final.beta), np.nan), np.zeros(len(final.beta), bool)
    amplitude = np.hypot(final.beta[:, 2], final.beta[:, 3])
    chance = classes.f_chance(final.gain_of(2, 4), 2.0, final.rss, evidence.count - _SPENT)
    real = chance < classes.SIGNIFICANT
    return np.where(real, amplitude, 0.0), real & (amplitude >= rules.least_season_mm)
