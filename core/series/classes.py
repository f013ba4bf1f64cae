"""Which of the nested models a series is told by, from what each term gains.

Every gain is judged against the noise of the richest model, made larger by the noise's memory (`memory`). A bend needs
more than a trend: it must beat the Bayesian information criterion by a margin, because its date was searched and
because the memory is known only roughly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .nested_fits import Floats

STABLE, LINEAR, ACCELERATING, SLOWING, SEASONAL, BREAK, JUMP, NOISY = range(8)
WORDS = ("stable", "linear", "accelerating", "slowing", "seasonal", "break", "jump", "noisy")
UNKNOWN = -1  # too few dates
FEWEST_DATES = 15  # known ones of a series that is classified
SIGNIFICANT = 0.01
_CURVE_MARGIN = 7.0  # of 2 ln(likelihood) beyond the criterion that a curve or a break must reach
_BREAKS_TRIED = 5.0  # independent ones among all dates of a search
_BREAK_MARGIN = 1.0  # of 2 ln(likelihood) that a break must have before a curve, which has one number fewer


@dataclass(frozen=True)
class Rules:
    """What the user sets.

    Args:
        half_wave_mm: half the wavelength: the height of a jump.
        least_velocity: mm/yr below which ground is stable, and by which a velocity must change over the span.
        least_season_mm: amplitude of a season.
        most_noise_mm: standard deviation from which on a series is too noisy.
    """

    half_wave_mm: float = 27.73
    least_velocity: float = 2.0
    least_season_mm: float = 2.0
    most_noise_mm: float = 6.93


@dataclass(frozen=True)
class Evidence:
    """What n series say for each model.

    Args:
        count: known values, less the dates that the noise's memory costs.
        rss_constant, rss_linear, rss_curved, rss_break: sums of squares of the models, each with a season.
        velocity: mm/yr of the linear model.
        curve_change, break_change: mm/yr by which the velocity changes.
    """

    count: Floats
    rss_constant: Floats
    rss_linear: Floats
    rss_curved: Floats
    rss_break: Floats
    velocity: Floats
    curve_change: Floats
    break_change: Floats


def bent(evidence: Evidence, rules: Rules) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which series are curved and which have a break."""
    penalty = np.log(np.maximum(evidence.count, 3.0))
    curve = _twice_log(evidence, evidence.rss_linear, evidence.rss_curved) - penalty
    kink = _twice_log(evidence, evidence.rss_linear, evidence.rss_break) - 2 * penalty
    curve = np.where(np.abs(evidence.curve_change) >= rules.least_velocity, curve, -np.inf)
    kink = np.where(np.abs(evidence.break_change) >= rules.least_velocity, kink, -np.inf)
    is_break = (kink > _CURVE_MARGIN) & (kink > curve + _BREAK_MARGIN)
    return (curve > _CURVE_MARGIN) & ~is_break, is_break


def _twice_log(evidence: Evidence, poor: Floats, rich: Floats) -> Floats:
    return np.asarray(evidence.count * np.log(np.maximum(poor, 1e-12) / np.maximum(rich, 1e-12)))


def chance(evidence: Evidence, curved: NDArray[np.bool_], broken: NDArray[np.bool_]) -> Floats:
    """Probability (n,) that noise alone departs from no motion as far as the chosen model does."""
    rich = np.where(broken, evidence.rss_break, np.where(curved, evidence.rss_curved, evidence.rss_linear))
    terms = np.where(broken, 3.0, np.where(curved, 2.0, 1.0))
    tried = np.where(broken, _BREAKS_TRIED, 1.0)
    return np.minimum(tried * f_chance(evidence.rss_constant - rich, terms, rich, evidence.count - 3.0 - terms), 1.0)


def f_chance(gain: Floats, terms: Floats | float, rss: Floats, freedom: Floats) -> Floats:
    """Probability (n,) of a gain this large from noise alone: the F test.

    Args:
        gain: in the sum of squares.
        terms: that make it.
        rss: sum of squares that is left.
        freedom: independent values that are left.
    """
    freedom = np.maximum(freedom, 2.0)
    ratio = np.maximum(gain, 0.0) / terms / np.maximum(rss / freedom, 1e-12)
    from scipy.special import (
        fdtrc,
    )  # here alone: readers of layers come by this file, also where scipy is not installed

    return np.asarray(fdtrc(terms, freedom, ratio), np.float64)
