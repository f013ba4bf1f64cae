"""Invented series of displacements whose kind is known: for the tests and for the benchmark.

Each scene has its own dates, 60 to 300 of them, 6 to 24 days apart, with dates that are missing for all and gaps of
single targets, in winter or anywhere. Noise: a part without memory and one whose correlation falls to 1/e within 10 to
60 days. Most series have a season beside their motion. All targets of a scene share a disturbance of each date.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

KINDS = ("stable", "linear", "curved", "seasonal", "break", "jump")
YEAR = 365.25
HALF_WAVE = 27.73  # mm, Sentinel-1


@dataclass(frozen=True)
class Invented:
    """n series of one scene.

    Args:
        days: (k,) calendar days.
        values: (n, k) mm, NaN where not known.
        kind: (n,) of KINDS.
        break_day: (n,) ordinal of the break, NaN elsewhere.
        before, after: (n,) mm/yr at the beginning and the end.
        acceleration: (n,) mm/yr2.
        jump_index: (n,) first date after the jump, -1 elsewhere.
        x, y: (n,) m.
    """

    days: list[dt.date]
    values: np.ndarray
    kind: np.ndarray
    break_day: np.ndarray
    before: np.ndarray
    after: np.ndarray
    acceleration: np.ndarray
    jump_index: np.ndarray
    x: np.ndarray
    y: np.ndarray


def some_days(rng, count=None):
    """60 to 300 dates that span 2.5 to 10 years."""
    count = count or int(rng.integers(60, 301))
    steps = [step for step in (6, 12, 24) if 2.5 <= count * step / YEAR <= 10.0]
    step = int(rng.choice(steps))
    kept = np.sort(rng.choice(int(count * 1.15), count, replace=False))  # some passes are missing
    first = dt.date(2014, 10, 1) + dt.timedelta(int(rng.integers(0, 700)))
    return [first + dt.timedelta(int(step * one)) for one in kept]


def noise(rng, count, days):
    """(n, k) mm: 1 to 4 mm, of which 0 to 60 % of the variance has a memory of 10 to 60 days."""
    time = np.array([day.toordinal() for day in days], float)
    sigma, share = rng.uniform(1.0, 4.0, count), rng.uniform(0.0, 0.6, count)
    memory = rng.uniform(10.0, 60.0, count)
    slow = np.empty((count, len(days)))
    slow[:, 0] = rng.normal(size=count)
    for i in range(1, len(days)):
        kept = np.exp(-(time[i] - time[i - 1]) / memory)
        slow[:, i] = kept * slow[:, i - 1] + np.sqrt(1 - kept**2) * rng.normal(size=count)
    white = rng.normal(size=slow.shape)
    return sigma[:, None] * (np.sqrt(share)[:, None] * slow + np.sqrt(1 - share)[:, None] * white)


def one_sign(rng, low, high, count):
    """Uniform magnitudes with either sign."""
    return rng.uniform(low, high, count) * rng.choice([-1.0, 1.0], count)


def invented(seed, count=500, kinds=KINDS, dates=None, common_mm=3.0, gaps=True):
    """Series of one scene, every kind as often."""
    rng = np.random.default_rng(seed)
    days = some_days(rng, dates)
    time = np.array([day.toordinal() for day in days], float)
    years = (time - time[0]) / YEAR
    span = years[-1]
    kind = np.array(kinds)[rng.integers(0, len(kinds), count)]
    is_ = {name: kind == name for name in KINDS}
    before = np.where(is_["stable"] | is_["seasonal"], rng.uniform(-1, 1, count), one_sign(rng, 4.0, 25.0, count))
    before = np.where(is_["curved"] | is_["break"], rng.uniform(-15, 15, count), before)
    before = np.where(is_["jump"], rng.uniform(-10, 10, count), before)
    change = np.where(is_["curved"] | is_["break"], one_sign(rng, 10.0, 40.0, count), 0.0)
    bend = rng.uniform(0.2, 0.8, count) * span
    motion = before[:, None] * years
    motion += np.where(is_["break"], change, 0.0)[:, None] * np.maximum(years - bend[:, None], 0.0)
    motion += 0.5 * (np.where(is_["curved"], change, 0.0) / span)[:, None] * years**2
    amplitude = np.where(is_["seasonal"], rng.uniform(4, 15, count), rng.uniform(0, 3, count))
    amplitude = np.where(is_["stable"], rng.uniform(0, 1, count), amplitude)
    motion += amplitude[:, None] * np.cos(2 * np.pi * (years - rng.uniform(0, 1, count)[:, None]))
    jump = np.where(is_["jump"], rng.integers(int(0.1 * len(days)), int(0.9 * len(days)), count), -1)
    step = one_sign(rng, HALF_WAVE, HALF_WAVE, count)
    motion += np.where(is_["jump"][:, None] & (np.arange(len(days)) >= jump[:, None]), step[:, None], 0.0)
    x, y = rng.uniform(0, 5000, (2, count))
    common = common_mm * rng.normal(size=(3, len(days)))
    motion += common[0] + 0.3 * (common[1] * (x[:, None] / 2500 - 1) + common[2] * (y[:, None] / 2500 - 1))
    values = motion + noise(rng, count, days)
    if gaps:
        values[rng.random(values.shape) < rng.uniform(0.0, 0.15, (count, 1))] = np.nan
        month = np.array([day.month for day in days])
        snow = rng.random(count) < 0.2
        values[np.ix_(snow, np.isin(month, (12, 1, 2)))] = np.nan
    values += rng.normal(0.0, 10.0, (count, 1))
    day = np.where(is_["break"], time[0] + bend * YEAR, np.nan)
    acceleration = np.where(is_["curved"], change / span, 0.0)
    return Invented(days, values, kind, day, before, before + change, acceleration, jump, x, y)
