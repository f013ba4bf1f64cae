"""What targets keep beside their velocity: how the radar saw them, their track, their names, their series."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress
from ..base.translation import tr
from ..files.columns import GrowingTexts, by_pieces, counted, zeros
from ..products.facts import Facts, completed, facts_of_name, orbit_of
from ..products.kept_fields import ACCELERATION, ID, KEPT, LOS, NUMBERS, PASS, SEASONALITY, SERIES_NUMBER, TEXTS, TRACK
from ..products.looks import axis, looks
from ..products.series import day_of, field_of, slopes, unit_by_velocity
from ..products.series_file import SeriesDraft
from .field_values import fields_as_stored
from .fields import Fields, without_dates
from .source import RawPoints, Rows, TargetSource
from .targets import Targets
from .values import column

ROW = "row of the source"  # of each target while a source is read
MEASURED = ("heading", *NUMBERS)
KEEP, DROP, FILE = "keep", "drop", "file"
SERIES = (KEEP, DROP, FILE)
ALL = "*"  # in the place of names: all other fields
MOST_VALUES = 100_000_000  # displacements in columns, 400 MB of memory; more go into a file beside the layer
MOST_DATES = 900  # columns; tables of databases take some more
_STANDARD = ("velocity", "coherence", "height", "velocity_std", SERIES_NUMBER, *KEPT)
_LOOKED_AT = 5000  # targets whose series are compared with their velocities


@dataclass(frozen=True)
class Keeping:
    """What the user wants to be kept.

    Args:
        series: KEEP: in columns, or beside the layer where these would be too many; FILE: always beside it; DROP.
        fields: names of further fields, or ALL.
    """

    series: str = KEEP
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """Targets of one source, before what they keep is read.

    Args:
        source: they are from.
        fields: its columns.
        targets: those that are used; `more` holds what `measured` gave.
        factor: by which velocities were multiplied to be mm/yr.
        sign: -1 where the sign of velocities was turned, else 1.
        kind: what the velocities are a component of, one of COMPONENTS.
    """

    source: TargetSource
    fields: Fields
    targets: Targets
    factor: float
    sign: float
    kind: str

    @property
    def rows(self) -> Rows:
        """Of the source, one for each target."""
        rows: Rows = self.targets.more[ROW]
        return rows

    @cached_property
    def dates(self) -> dict[str, dt.date]:
        """Columns of displacements with their days, in their order; one for each day."""
        days = {name: day_of(name) for name in self.source.fields()}
        first = {day: name for name, day in reversed(days.items()) if day is not None}
        return {first[day]: day for day in sorted(first)}


def measured(raw: RawPoints, fields: Fields) -> dict[str, NDArray[Any]]:
    """Numbers (n,) of the roles that targets keep, in single precision, and the row of each target."""
    made: dict[str, NDArray[Any]] = {ROW: counted(len(raw.x))}
    for role, name in fields.kept.items():
        if role in MEASURED and name in raw.columns:
            made[role] = by_pieces(lambda part: part.astype(np.float32), column(raw, name))
    return made


def with_kept(
    parts: Sequence[Part], keeping: Keeping, folder: Path, progress: Progress
) -> tuple[list[Targets], SeriesDraft | None]:
    """Targets of each source with all that they keep, in place of what `measured` gave; and their series, for a file.

    Args:
        parts: of the sources.
        keeping: what is wanted.
        folder: for series that are too many for columns.
        progress: hears what is computed, what is not used, and what is left out.
    """
    dates = sorted({day for part in parts for day in part.dates.values()})
    count = sum(len(part.targets) for part in parts)
    kept = _series_fit(dates, count, keeping, progress) if dates else DROP
    draft = SeriesDraft(folder, dates, count, progress) if kept == FILE else None
    made = []
    for part in parts:
        more = _standard(part, progress)
        more.update(_others(part, keeping.fields, progress))
        if kept == KEEP and part.dates:
            size = len(part.dates), len(part.targets)
            values = list(zeros(size[0] * size[1], np.float32).reshape(size))
            part.source.series_into(list(part.dates), part.rows, values, progress)
            _bring_to_mm(part, values, progress)
            more.update(zip(map(field_of, part.dates.values()), values))
        elif draft is not None:
            more[SERIES_NUMBER], rows = draft.room(list(part.dates.values()), len(part.targets))
            part.source.series_into(list(part.dates), part.rows, rows, progress)
            _bring_to_mm(part, rows, progress)
        made.append(replace(part.targets, more=more))
    return made, draft


def require_fields(source: TargetSource, fields: Sequence[str]) -> None:
    """Stop where a field that is to be kept is not there.

    Raises:
        InputError: with the names that there are.
    """
    names = source.fields()
    for wanted in fields:
        if wanted != ALL and wanted not in names:
            raise InputError(
                tr("{source} has no field {name}; it has {names}. Choose one of them."),
                source=source.name,
                name=wanted,
                names=", ".join(without_dates(names)[:20]),
            )


def _standard(part: Part, progress: Progress) -> dict[str, NDArray[Any]]:
    """The standard fields of what a target keeps."""
    known = dict(part.targets.more)
    known.pop(ROW)
    count = len(part.targets)
    facts = completed(part.source.facts(), facts_of_name(part.source.name))
    if part.kind == LOS:
        seen, orbit = looks(known, facts, count, part.source.name, progress)
    else:  # a decomposed product has no orbit, but its velocity is a component all the same
        seen, orbit, facts = axis(part.kind, count), "", Facts()
    more: dict[str, NDArray[Any]] = dict(seen)
    if ACCELERATION in known:
        more[ACCELERATION] = scaled(known[ACCELERATION], np.float32(part.factor * part.sign))
    if SEASONALITY in known:
        more[SEASONALITY] = scaled(known[SEASONALITY], np.float32(part.factor))
    names = {role: name for role, name in part.fields.kept.items() if part.kind == LOS or role == ID}
    own = _named(part, {role: names[role] for role in TEXTS if role in names}, progress)
    made = {role: words.column() for role, words in own.items()}
    for role, said in ((TRACK, facts.track), (PASS, orbit)):
        if said and not (role in own and own[role].any_known):
            made[role] = np.broadcast_to(np.array(said, object), count)
    return {**more, **{role: made[role] for role in (ID, TRACK, PASS) if role in made}}


def scaled(values: NDArray[Any], factor: Any) -> NDArray[Any]:
    """A column times a number."""
    return values if factor == 1.0 else by_pieces(lambda part: part * factor, values)


def _named(part: Part, names: dict[str, str], progress: Progress) -> dict[str, GrowingTexts]:
    """Names, tracks and orbits that the targets have themselves.

    Args:
        part: targets of a source.
        names: role -> name of its column.
        progress: asked for a cancel.
    """
    made = {role: GrowingTexts() for role in names}
    columns = list(dict.fromkeys(names.values()))
    for block in part.source.attribute_blocks(columns, part.rows, progress) if names else ():
        for role, words in made.items():
            found = block[names[role]].tolist()
            plain = [orbit_of(word) or None if role == PASS else _plain(word) for word in found]
            words.add(np.array(plain, object))
    return made


def _plain(word: object) -> str | None:
    """A name as text: a number without a decimal point where it has no decimals; None for nothing."""
    if isinstance(word, float):
        return None if math.isnan(word) else f"{word:.15g}"
    text = "" if word is None else str(word).strip()
    return text or None


def _others(part: Part, fields: Sequence[str], progress: Progress) -> dict[str, NDArray[Any]]:
    """Further fields that the user named, under their own names; numbers where all of a field's values are numbers."""
    if not fields:
        return {}
    used = {part.fields.velocity, part.fields.coherence, part.fields.height, part.fields.velocity_std}
    used |= {*part.fields.kept.values(), *part.dates}
    names = [name for name in part.source.fields() if name not in used] if ALL in fields else list(fields)
    found = fields_as_stored(part.source, names, part.rows, progress, numbers_in_texts=True)
    taken = {name.lower() for name in _STANDARD}
    return {f"{name}_kept" if name.lower() in taken else name: values for name, values in found.items()}


def _series_fit(dates: Sequence[dt.date], count: int, keeping: Keeping, progress: Progress) -> str:
    """How the series of `count` targets are kept: one of SERIES; the log says so."""
    said, days = f"The displacements of {len(dates)} dates", dates_said(dates)
    fit = len(dates) * count <= MOST_VALUES and len(dates) <= MOST_DATES
    if keeping.series == DROP:
        progress.message(f"{said} are left out, as chosen.")
        return DROP
    if keeping.series == KEEP and fit:
        progress.message(f"{said} are kept, {days}, in mm.")
        return KEEP
    if not fit:
        progress.message(
            f"{said} at {count} targets are too many for columns ({MOST_VALUES} values, {MOST_DATES} dates)."
        )
    progress.message(
        f"{said} are kept, {days}, in mm, in a file beside the layer: a row for each target, whose number is in the "
        f"field {SERIES_NUMBER}."
    )
    return FILE


def dates_said(days: Sequence[dt.date]) -> str:
    """First and last of days, for messages."""
    return f"{days[0]:%Y-%m-%d} to {days[-1]:%Y-%m-%d}"


def _bring_to_mm(part: Part, rows: Sequence[NDArray[np.float32]], progress: Progress) -> None:
    """Bring series, an array (n,) for each date, to mm, positive towards the satellite, in place."""
    if not rows:
        return
    if part.source.has_scaled_series:
        factor = np.float32(part.factor * part.sign)
    else:
        step = max(1, len(part.targets) // _LOOKED_AT)
        velocity = part.targets.velocity[::step] * part.sign
        some = np.array([row[::step] for row in rows])
        unit = unit_by_velocity(slopes(list(part.dates.values()), some), velocity)
        name = part.source.name
        if unit.factor != 1.0:
            progress.warning(
                f"{name}: the displacements are in {'cm' if unit.factor == 10.0 else 'm'}; they become mm."
            )
        if unit.agreement < 0.0 and abs(unit.agreement) > 0.5:
            progress.warning(f"{name}: the displacements go against the velocities. One of them has the other sign.")
        factor = np.float32(unit.factor * part.sign)
    for values in rows if factor != 1.0 else ():
        np.multiply(values, factor, out=values)
