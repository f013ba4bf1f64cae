"""What a column's numbers mean: which stand for no value, which unit they have, whether a coherence is one."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.no_value import markers_among, stands_for_nothing, suspect
from ..base.progress import Progress
from ..base.translation import tr
from ..files.columns import by_pieces, let_go
from ..products.units import PHASE_RATE, VELOCITY, Unit, unit_of
from .decimal_marks import Words, number
from .fields import Fields, is_lower_better
from .source import RawPoints

AUTO = "auto"
UNITS = {"mm/yr": 1.0, "cm/yr": 10.0, "m/yr": 1000.0}
_TOO_SMALL = 0.5  # mm/yr; 99 % of the velocities below it look like m/yr
_MOST_WORDS = 0.1  # share of the rows that may hold text in place of a number that is needed


@dataclass(frozen=True)
class Chosen:
    """The unit that the user chose, AUTO or one of UNITS, and the wavelength (m) for a phase; None: not known."""

    unit: str = AUTO
    wavelength: float | None = None


def column(raw: RawPoints, name: str, nulls: Sequence[float] = ()) -> NDArray[np.float64]:
    """Values (n,) of a column, NaN for the numbers that producers write where there is none; all NaN without a name.

    Args:
        raw: what was read.
        name: of the column, or empty.
        nulls: further numbers that mean no value.
    """
    if not name:
        return np.broadcast_to(np.nan, len(raw.x))
    return without_markers(raw.columns[name], nulls)


def without_markers(values: NDArray[np.float64], nulls: Sequence[float] = ()) -> NDArray[np.float64]:
    """Values (n,), NaN for what stands for no value; the same array where nothing does."""
    nothing = stands_for_nothing(values, nulls)
    changes = (nothing & ~np.isnan(values)).any()
    let_go()
    if not changes:
        return values
    return by_pieces(lambda part, null: np.where(null, np.nan, part), values, nothing)


def fast_below(velocity: NDArray[np.float64], share: float) -> float:
    """The speed that a share of the velocities (n,) that are known do not reach; 0 where none is known."""
    let_go()
    known = velocity[np.isfinite(velocity)]
    let_go()
    np.abs(known, out=known)
    return float(np.quantile(known, share, overwrite_input=True)) if known.size else 0.0


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
    if nulls:
        columns = {name: values[~np.isin(values, nulls)] for name, values in columns.items()}
    for name, values in columns.items():
        let_go()
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
                    "{count} of {rows} values of '{field}' of {source} are not numbers, for example '{example}'. "
                    "Choose "
                    "another field, or write them as numbers."
                ),
                count=found.count,
                rows=found.rows,
                field=name,
                source=source,
                example=found.example,
            )
        progress.warning(
            f"{source}: {found.count} of {found.rows} values of '{name}' are not numbers, for example "
            f"'{found.example}', and count as missing{': these rows are left out' if name in needed else ''}."
        )


def coherence(raw: RawPoints, name: str, source: str) -> NDArray[np.float64]:
    """Coherence (n,), NaN where not known.

    Raises:
        InputError: a measure where lower values are better, or values that are not from 0 to 1.
    """
    if is_lower_better(name):
        raise InputError(
            tr(
                "Lower values of '{field}' of {source} are better, so it is "
                "not a coherence. Choose it as the field of quality instead."
            ),
            field=name,
            source=source,
        )
    values = column(raw, name)
    known = values[np.isfinite(values)]
    let_go()
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
    velocity: NDArray[np.float64], fields: Fields, raw: RawPoints, chosen: Chosen, source: str, progress: Progress
) -> float:
    """What velocities are multiplied by to be mm/yr; an unclear unit is asked for, never guessed.

    Raises:
        InputError: the declared unit is not one of velocity, or values or producer look like m/yr and nothing says so.
    """
    declared, who = _declared(fields, raw)
    if chosen.unit != AUTO:
        if declared and (declared.kind != VELOCITY or declared.factor != UNITS[chosen.unit]):
            progress.warning(f"{source}: {who} says {declared.text}; {chosen.unit} is taken, as chosen.")
        return UNITS[chosen.unit]
    if declared:
        return _declared_factor(declared, who, chosen.wavelength, source, progress)
    _require_no_metres(velocity, fields, raw, source)
    return 1.0


def _declared(fields: Fields, raw: RawPoints) -> tuple[Unit | None, str]:
    """The unit that is written for the velocity, None for none, and who wrote it."""
    if fields.unit is not None:
        return fields.unit, "the field's name"
    return unit_of(raw.units.get(fields.velocity, "")), "the file"


def _declared_factor(unit: Unit, who: str, wavelength: float | None, source: str, progress: Progress) -> float:
    """Factor to mm/yr of a unit that a source declares.

    Raises:
        InputError: it is not a unit of velocity, or it is one of a phase whose wavelength is not known.
    """
    if unit.kind == VELOCITY:
        if not unit.is_mm_yr:
            progress.warning(f"{source}: {who} says {unit.text}: velocities are brought to mm/yr.")
        return unit.factor
    if unit.kind != PHASE_RATE:
        raise InputError(
            tr(
                "The velocities of {source} are in '{unit}', which is not a unit of velocity. Choose another field or "
                "file, or the unit if it is wrong there."
            ),
            source=source,
            unit=unit.text,
        )
    if not wavelength:
        raise InputError(
            tr(
                "The velocities of {source} are a phase, in '{unit}'. Give the radar's wavelength (Sentinel-1: 0.05547 "
                "m), and say what positive values mean: away from the satellite for GAMMA, ISCE, SNAP and MintPy."
            ),
            source=source,
            unit=unit.text,
        )
    progress.warning(
        f"{source}: {who} says {unit.text}: the phase is brought to mm/yr with a wavelength of {wavelength:g} m. In "
        "the phase of GAMMA, ISCE, SNAP and MintPy positive means away from the satellite."
    )
    return unit.factor * wavelength * 1000.0 / (4.0 * np.pi)


def _require_no_metres(velocity: NDArray[np.float64], fields: Fields, raw: RawPoints, source: str) -> None:
    """Stop where velocities (n,) without a unit look like m/yr.

    Raises:
        InputError: they do, or their producer writes m/yr.
    """
    largest = fast_below(velocity, 0.99)
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


def numbers_of(text: str) -> tuple[float, ...]:
    """Numbers with blanks or semicolons between them.

    Raises:
        InputError: a word that is not a number.
    """
    values = []
    for word in text.replace(";", " ").split():
        values.append(number(word))
        if np.isnan(values[-1]):
            raise InputError(
                tr("'{word}' is not a number. Write numbers with blanks between them, for example: 0 -9999"), word=word
            )
    return tuple(values)
