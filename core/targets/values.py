"""What a column's numbers mean: which stand for no value, which unit they have, whether a coherence is one."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.no_value import markers_among, stands_for_nothing, suspect
from ..base.progress import Progress
from ..base.translation import tr
from .decimal_marks import Words, number
from .fields import Fields, is_lower_better
from .source import RawPoints

UNITS = {"mm/yr": 1.0, "cm/yr": 10.0, "m/yr": 1000.0}
_TOO_SMALL = 0.5  # mm/yr; 99 % of the velocities below it look like m/yr
_MOST_WORDS = 0.1  # share of the rows that may hold text in place of a number that is needed


def column(raw: RawPoints, name: str, nulls: Sequence[float] = ()) -> NDArray[np.float64]:
    """Values (n,) of a column, NaN for the numbers that producers write where there is none; all NaN without a name.

    Args:
        raw: what was read.
        name: of the column, or empty.
        nulls: further numbers that mean no value.
    """
    if not name:
        return np.full(len(raw.x), np.nan)
    values = raw.columns[name]
    return np.where(stands_for_nothing(values, nulls), np.nan, values)


def say_markers(
    columns: Mapping[str, NDArray[np.float64]],
    velocity: str,
    source: str,
    progress: Progress,
    nulls: Sequence[float] = (),
) -> None:
    """Warn of numbers that are taken for no value though nothing says so, and of one that looks like it.

    Args:
        columns: name -> (n,) as they were read.
        velocity: name of the column without which a target is left out.
        source: what messages call the file or layer.
        progress: hears of them.
        nulls: numbers that the user has named: they are not news.
    """
    columns = {name: values[~np.isin(values, nulls)] for name, values in columns.items()}
    for name, values in columns.items():
        for marker, count in markers_among(values).items():
            progress.warning(
                f"{source}: {count} of {len(values)} values of '{name}' are {marker:.7g}, which stands for no value: "
                f"{'these targets are left out' if name == velocity else 'they count as missing'}."
            )
    doubtful = suspect(columns[velocity]) if velocity in columns else None
    if doubtful is not None:
        count = int((columns[velocity] == doubtful).sum())
        progress.warning(
            f"{source}: {count} of {len(columns[velocity])} values of '{velocity}' are exactly {doubtful:.7g}, far "
            "from all others. If this number stands for no value, say so: Import coherent targets takes such numbers."
        )


def require_numbers(words: Mapping[str, Words], needed: Container[str], source: str, progress: Progress) -> None:
    """Warn of cells that hold text in place of a number, so that their rows have no value.

    Args:
        words: name of a column -> its words.
        needed: names of the columns without which a row is dropped.
        source: what messages call the file or layer.
        progress: hears of them.

    Raises:
        InputError: more than a tenth of the cells of a needed column.
    """
    for name, found in words.items():
        if name in needed and found.count > _MOST_WORDS * found.rows:
            raise InputError(
                tr(
                    "{count} of {rows} values of '{field}' of {source} are no numbers, for example '{example}'. Choose "
                    "another field, or write them as numbers."
                ),
                count=found.count,
                rows=found.rows,
                field=name,
                source=source,
                example=found.example,
            )
        progress.warning(
            f"{source}: {found.count} of {found.rows} values of '{name}' are no numbers, for example "
            f"'{found.example}', and count as missing{': these rows are left out' if name in needed else ''}."
        )


def coherence(raw: RawPoints, name: str, source: str) -> NDArray[np.float64]:
    """Coherence (n,), NaN where not known.

    Raises:
        InputError: a measure of which lower is better, or values that are not from 0 to 1.
    """
    if is_lower_better(name):
        raise InputError(
            tr(
                "Of '{field}' of {source} lower is better: it is no coherence. Choose it as the field of quality "
                "instead."
            ),
            field=name,
            source=source,
        )
    values = column(raw, name)
    known = values[np.isfinite(values)]
    if known.size and (known.max() > 1.001 or known.min() < -0.001):
        raise InputError(
            tr("The coherence '{field}' of {source} goes from {low} to {high}, not from 0 to 1. Choose another field."),
            field=name,
            source=source,
            low=float(known.min()),
            high=float(known.max()),
        )
    return values


def factor(
    velocity: NDArray[np.float64], fields: Fields, raw: RawPoints, unit: str, source: str, progress: Progress
) -> float:
    """What velocities are multiplied by to be mm/yr; an unclear unit is asked for, never guessed.

    Raises:
        InputError: the values, or the producer, look like m/yr and nothing says so.
    """
    said = ((fields.unit, "the field's name"), (raw.units.get(fields.velocity, ""), "the file"))
    if unit != "auto":
        for declared, who in said:
            if declared and declared != unit:
                progress.warning(f"{source}: {who} says {declared}, but {unit} was chosen: they are taken as {unit}.")
        return UNITS[unit]
    for declared, who in said:
        if declared:
            if declared != "mm/yr":
                progress.warning(f"{source}: {who} says {declared}: velocities are brought to mm/yr.")
            return UNITS[declared]
    known = np.abs(velocity[np.isfinite(velocity)])
    largest = float(np.quantile(known, 0.99)) if known.size else 0.0
    if largest > 0.0 and (fields.metres_family or raw.writes_metres):
        raise InputError(
            tr(
                "The producer of '{field}' in {source} writes m/yr; 99 % of the velocities are below {largest} "
                "as they stand."
                " Choose the unit: m/yr, or mm/yr if they were changed."
            ),
            field=fields.velocity,
            source=source,
            largest=f"{largest:.3g}",
        )
    if 0.0 < largest < _TOO_SMALL:
        raise InputError(
            tr(
                "99 % of the velocities '{field}' of {source} are below {largest} as they stand, which looks like m/yr."
                " Choose the unit: m/yr, or mm/yr if the ground is that still."
            ),
            field=fields.velocity,
            source=source,
            largest=f"{largest:.3g}",
        )
    return 1.0


def numbers_of(text: str) -> tuple[float, ...]:
    """Numbers with blanks or semicolons between them.

    Raises:
        InputError: a word that is no number.
    """
    values = []
    for word in text.replace(";", " ").split():
        values.append(number(word))
        if np.isnan(values[-1]):
            raise InputError(
                tr("'{word}' is no number. Write numbers with blanks between them, for example: 0 -9999"), word=word
            )
    return tuple(values)
