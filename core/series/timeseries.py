"""Classify time series: a layer of targets with displacements in, the kind of motion of each target out."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..base.translation import tr
from ..gis.vector import write_points
from ..products.series import day_of, field_of, slopes, unit_by_velocity
from ..targets.keeping import MOST_DATES, MOST_VALUES, dates_said
from ..targets.source import Rows, TargetSource
from ..targets.targets import LAYER, Targets, target_columns
from .classes import FEWEST_DATES, WORDS, Rules
from .classify import Trends, classify
from .common_signal import FEWEST, MOST, Common, common_signal
from .nested_fits import Dates, Floats, dates_of
from .outputs import joined, trend_columns, without_shift

BLOCK = 4000  # series that are classified at once: their arrays stay in the processor's cache
_THREADS = 4
_SHARE_WRITTEN = 0.8  # of the progress, from which on the layer is written


@dataclass(frozen=True)
class SeriesOptions:
    """What the user chose.

    Args:
        wavelength_mm: of the radar.
        least_velocity: mm/yr below which ground is stable.
        least_season_mm: amplitude of a season that counts.
        most_noise_mm: standard deviation from which on a series is too noisy; None: an eighth of the wavelength.
        remove_common: take out what all targets share at each date.
        undo_jumps: take the jumps out of the velocities and the displacements.
    """

    wavelength_mm: float = 55.46
    least_velocity: float = 2.0
    least_season_mm: float = 2.0
    most_noise_mm: float | None = None
    remove_common: bool = True
    undo_jumps: bool = False

    @property
    def rules(self) -> Rules:
        """Limits of the classes."""
        noise = self.most_noise_mm or self.wavelength_mm / 8
        return Rules(self.wavelength_mm / 2, self.least_velocity, self.least_season_mm, noise)


@dataclass(frozen=True)
class SeriesTargets:
    """Targets whose displacements are still in their source.

    Args:
        targets: n, with all that goes on with them but the displacements; a velocity that is NaN is taken from the
            series.
        source: of the displacements.
        rows: (n,) of the targets in it.
        is_filed: the displacements lie in a file beside the layer, and stay there.
    """

    targets: Targets
    source: TargetSource
    rows: Rows
    is_filed: bool = False


def require_options(options: SeriesOptions) -> None:
    """Stop where a choice cannot be.

    Raises:
        InputError: a wavelength that no radar has, or a limit below 0.
    """
    if not 5.0 <= options.wavelength_mm <= 1000.0:
        raise InputError(
            tr("The wavelength is {wavelength} mm. Give 31 for X, 55.5 for C, 236 for L band."),
            wavelength=f"{options.wavelength_mm:g}",
        )


def series_days(names: list[str], called: str) -> dict[str, dt.date]:
    """Fields of displacements with their days, in their order; one for each day.

    Raises:
        InputError: too few.
    """
    days = {name: day_of(name) for name in names}
    first = {day: name for name, day in reversed(days.items()) if day is not None}
    if len(first) < FEWEST_DATES:
        raise InputError(
            tr(
                "{name} has {count} fields of displacements, such as D20190325; at least {least} are needed. Import "
                "the targets with their series (SERIES = keep), or choose another layer."
            ),
            name=called,
            count=len(first),
            least=FEWEST_DATES,
        )
    return {first[day]: day for day in sorted(first)}


def classify_targets(
    given: SeriesTargets, options: SeriesOptions, output: str, progress: Progress = Silent()
) -> Trends:
    """The kind of motion of each target; writes the layer.

    Args:
        given: the targets.
        options: what the user chose.
        output: path of the layer.
        progress: told of everything that was decided.

    Raises:
        InputError: too few dates, or bad options.
        OutputError: the layer cannot be written.
    """
    require_options(options)
    names = series_days(given.source.fields(), given.source.name)
    dates = dates_of(list(names.values()))
    progress.message(
        f"{len(given.rows)} targets with {len(names)} dates, {dates_said(list(names.values()))}"
        + ("." if dates.has_season else "; too short a time to tell a season from a bend, so that none is looked for.")
    )
    factor, common = _looked_at(given, names, dates, options, progress)
    keeps = not given.is_filed and len(names) * len(given.rows) <= MOST_VALUES and len(names) <= MOST_DATES
    if given.is_filed and options.undo_jumps:
        progress.warning("Jumps are taken out of the velocities; the displacements in the file of series keep them.")
    elif not keeps and not given.is_filed:
        progress.warning(
            f"The displacements of {len(names)} dates do not go on into the layer: {MOST_VALUES} values and "
            f"{MOST_DATES} dates are the most that are held at once."
        )
    found, more = [], {name: np.empty(len(given.rows), np.float32) for name in map(field_of, names.values()) if keeps}
    done = 0
    for series in _blocks(given, names, factor, progress):
        part = slice(done, done + series.shape[1])
        places = given.targets.x[part], given.targets.y[part]
        trends = classified_block(series, places, (dates, common), options.rules, progress)
        velocity, kept = _undone(series, given.targets.velocity[part], trends, list(names.values()), options)
        given.targets.velocity[part] = velocity
        for row, values in zip(more.values(), kept):
            row[part] = values
        found.append(without_shift(trends))
        done = part.stop
        progress.update(_SHARE_WRITTEN * done / len(given.rows))
    trends = joined(found)
    _say(trends, progress)
    targets = replace(given.targets, more={**given.targets.more, **more})
    columns = target_columns(targets, trend_columns(trends, list(names.values())[-1]))
    write_points(output, LAYER, targets.crs, targets.x, targets.y, columns, Stage(progress, _SHARE_WRITTEN, 1.0))
    return trends


def _looked_at(
    given: SeriesTargets, names: Mapping[str, dt.date], dates: Dates, options: SeriesOptions, progress: Progress
) -> tuple[float, Common | None]:
    """By what the displacements are multiplied to be mm, and what all targets share, from some of the targets."""
    some = slice(None, None, -(-len(given.rows) // MOST))
    series = given.source.series(list(names), given.rows[some], progress)
    targets = given.targets
    unit = unit_by_velocity(slopes(list(names.values()), series), targets.velocity[some])
    if unit.factor != 1.0:
        progress.warning(f"The displacements are in {'cm' if unit.factor == 10.0 else 'm'}; they become mm.")
    if unit.agreement < -0.5:
        progress.warning("The displacements go against the velocities. One of them has the other sign.")
    if not options.remove_common:
        return unit.factor, None
    common = common_signal(targets.x[some], targets.y[some], unit.factor * series.T, dates)
    if common is None:
        progress.message(f"What all targets share at a date is not taken out: that needs {FEWEST} targets.")
    else:
        progress.message(
            f"A plane for each date is taken out as air and reference: standard deviation {common.deviation_mm:.1f} mm."
        )
    return unit.factor, common


def _blocks(
    given: SeriesTargets, names: Mapping[str, dt.date], factor: float, progress: Progress
) -> Iterator[NDArray[np.float32]]:
    """Displacements (k, m) in mm, block by block."""
    for block in given.source.series_blocks(list(names), given.rows, progress):
        if block.shape[1]:
            yield block * np.float32(factor)


def classified_block(
    series: NDArray[np.float32],
    places: tuple[Floats, Floats],
    shared: tuple[Dates, Common | None],
    rules: Rules,
    progress: Progress = Silent(),
) -> Trends:
    """What is found of one block, by several threads: numpy leaves the interpreter to the others.

    Args:
        series: (k, m) mm; NaN where not known.
        places: x, y (m,).
        shared: the dates, and what all targets share, or None.
        rules: limits.
        progress: asked for a cancel.
    """

    def one(start: int) -> Trends:
        check_cancelled(progress)
        part = slice(start, start + BLOCK)
        values = series[:, part].T.astype(np.float64)
        if common is not None:
            values -= common.at(x[part], y[part])
        return classify(values, dates, rules)

    (x, y), (dates, common) = places, shared
    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
        made = list(pool.map(one, range(0, series.shape[1], BLOCK)))
    return replace(joined(made), shift=np.concatenate([each.shift for each in made]))


def _undone(
    series: NDArray[np.float32], velocity: Floats, trends: Trends, days: list[dt.date], options: SeriesOptions
) -> tuple[Floats, NDArray[np.float32]]:
    """Velocities (m,) and displacements (k, m) of a block; without jumps where the user wants that."""
    rows = np.flatnonzero(trends.jumps)
    shift = np.where(np.isfinite(series[:, rows]), trends.shift[rows].T, np.nan)
    by_jumps = np.zeros(len(velocity))
    by_jumps[rows] = slopes(days, shift)
    velocity = np.where(np.isfinite(velocity), velocity, trends.velocity + by_jumps)
    if options.undo_jumps:
        velocity -= by_jumps
        series = series.copy()
        series[:, rows] -= shift.astype(np.float32)
    return velocity, series


def _say(trends: Trends, progress: Progress) -> None:
    """How many targets each class has."""
    counts = {word: int((trends.code == code).sum()) for code, word in enumerate(WORDS)}
    progress.message("Targets: " + ", ".join(f"{count} {word}" for word, count in counts.items() if count) + ".")
    short = int((trends.code < 0).sum())
    if short:
        progress.warning(f"{short} targets have fewer than {FEWEST_DATES} known dates and are not classified.")
