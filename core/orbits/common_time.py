"""The time that all tracks have in common: velocities of different years say nothing of one motion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress
from ..products.series import YEAR_DAYS, day_of
from .tracks import Floats, Series, Track

_FEWEST_DATES = 10
_LEAST_DAYS = 365  # of the common time: a shorter one mixes the seasons into the velocity
_ALIKE_DAYS = 60  # by which the ends of two windows may differ
_FIRST = dt.date(1970, 1, 1)
_FOR_SEASON = 1.5 * YEAR_DAYS  # days from which on the yearly motion can be told from the velocity
_BLOCK = 50_000  # targets at a time


def in_common_time(tracks: Sequence[Track], progress: Progress) -> list[Track]:
    """Tracks whose velocities are those of the time that all of them cover, as far as their series tell.

    A track whose window of dates is longer than the common one by more than 60 days at an end gets its velocity anew
    from the dates of its series that lie in it. Where a track has no series, or the common time is too short, the
    velocities stay, and a warning says so.
    """
    known = [track.series for track in tracks if track.series is not None and len(track.series.days) >= 2]
    without = [track.name for track in tracks if track.series is None]
    if without:
        progress.warning(
            f"No displacement series in {', '.join(without)}: whether all tracks measured in the same time is not "
            "known. Velocities of different years give a wrong east and up wherever the motion has changed."
        )
    if len(known) < 2:
        return list(tracks)
    first, last = max(int(one.days[0]) for one in known), min(int(one.days[-1]) for one in known)
    if last - first < _LEAST_DAYS:
        progress.warning(
            f"The tracks have {'no' if last <= first else 'only ' + str(last - first) + ' days of'} time in common "
            f"({'; '.join(f'{_day(int(one.days[0]))} to {_day(int(one.days[-1]))}' for one in known)}): their "
            "velocities are taken as they are. East and up are wrong wherever the motion has changed."
        )
        return list(tracks)
    return [_cut(track, first, last, progress) for track in tracks]


def _cut(track: Track, first: int, last: int, progress: Progress) -> Track:
    series = track.series
    if series is None:
        return track
    days = series.days
    if first - days[0] <= _ALIKE_DAYS and days[-1] - last <= _ALIKE_DAYS:
        return track
    inside = (days >= first) & (days <= last)
    if int(inside.sum()) < _FEWEST_DATES:
        progress.warning(
            f"{track.name} has only {int(inside.sum())} dates from {_day(first)} to {_day(last)}, the time that the "
            "tracks have in common: its velocities are taken as they are."
        )
        return track
    velocity = rates(series.days[inside], series.values[:, inside])
    progress.message(
        f"{track.name}: {_day(int(days[0]))} to {_day(int(days[-1]))} is cut to {_day(first)} to {_day(last)}, the "
        f"time that the tracks have in common; the velocities are those of {int(inside.sum())} dates of its series."
    )
    return replace(track, velocity=np.where(np.isfinite(velocity), velocity, track.velocity))


def rates(days: NDArray[np.int64], values: NDArray[np.floating]) -> Floats:  # type: ignore[type-arg]
    """Velocities (n,) mm/yr of series, by least squares; from a year and a half on with a yearly motion beside it.

    Args:
        days: (t,) dates in days.
        values: (n, t) mm; NaN takes no part. A series with fewer than 10 values has no velocity (NaN).
    """
    years = (days - days.mean()) / YEAR_DAYS
    terms = [np.ones(len(days)), years]
    if days[-1] - days[0] >= _FOR_SEASON:
        terms += [np.sin(2 * np.pi * years), np.cos(2 * np.pi * years)]
    design = np.column_stack(terms)
    found = np.full(len(values), np.nan)
    for start in range(0, len(values), _BLOCK):
        block = np.asarray(values[start : start + _BLOCK], np.float64)
        there = np.isfinite(block)
        whole = there.all(axis=1)
        if whole.any():
            found[start + np.flatnonzero(whole)] = np.linalg.lstsq(design, block[whole].T, rcond=None)[0][1]
        for row in np.flatnonzero(~whole & (there.sum(axis=1) >= _FEWEST_DATES)):
            found[start + row] = np.linalg.lstsq(design[there[row]], block[row, there[row]], rcond=None)[0][1]
    return found


def series_from(names: Sequence[str], columns: Sequence[Floats]) -> Series | None:
    """Series from fields named after days, as DYYYYMMDD, in any order; None without two of them."""
    if len(names) < 2:
        return None
    days = np.array([(_date(name) - _FIRST).days for name in names], np.int64)
    order = np.argsort(days, kind="stable")
    return Series(days[order], np.column_stack([columns[i] for i in order]).astype(np.float32))


def _date(name: str) -> dt.date:
    day = day_of(name)
    if day is None:
        raise ValueError(f"{name} is not named after a day")
    return day


def _day(days: int) -> str:
    return (_FIRST + dt.timedelta(days)).isoformat()
