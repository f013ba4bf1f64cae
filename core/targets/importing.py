"""Import of coherent targets: any producer's points become one standard layer in a metric CRS."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..base.errors import InputError
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..base.translation import tr
from ..files.outputs import together
from ..files.room import points_bytes, require_room
from ..gis.crs import crs_name, is_metric, metric_crs_for, same_crs, transform_points
from ..gis.vector import write_points
from .checks import places
from .fields import Fields, choose_fields, without_dates
from .filters import REPEATED, Quality, Reasons, summary, usable, without_repeats
from .source import TargetSource
from .targets import LAYER, Targets, target_columns
from .values import coherence, column, factor, require_numbers, say_markers

SPATIAL_COHERENCE = 0.05  # LiCSBAS' own threshold on coh_avg
_PLACES = 500_000  # that are transformed between two looks at the cancel button
_ORTHO = re.compile(r"EGMS_L3.*_([UE])[_.]", re.IGNORECASE)  # EGMS names its vertical and its east-west product so


@dataclass(frozen=True)
class ImportOptions:
    """What the user chose; empty means: found out.

    Args:
        velocity, coherence, height, deviation: names of the columns.
        unit: `auto` or one of UNITS.
        sign: `towards` or `away`: where positive velocities of the source point to.
        min_coherence: targets below it are dropped; 0 keeps all.
        min_spatial_coherence: the same where the coherence is a mean spatial one (coh_avg of LiCSBAS), if it is lower.
        crs: metric CRS of the result; empty: the source's, or the local UTM zone.
        quality: column of a measure of which lower is better; empty: none is judged.
        max_quality: targets above it are dropped.
        nulls: further numbers that mean that there is no velocity.
        incomplete: a file that was cut short is read as far as it goes.
        said_crs: of sources that do not say their own; the log says where one does.
    """

    velocity: str = ""
    coherence: str = ""
    height: str = ""
    unit: str = "auto"
    sign: str = "towards"
    min_coherence: float = 0.7
    min_spatial_coherence: float = SPATIAL_COHERENCE
    crs: str = ""
    quality: str = ""
    max_quality: float | None = None
    nulls: tuple[float, ...] = ()
    deviation: str = ""
    incomplete: bool = False
    said_crs: str = ""


def import_targets(
    sources: Sequence[TargetSource], options: ImportOptions, output: str, progress: Progress = Silent()
) -> Targets:
    """Read, scale, filter and write targets; the log says what was found, dropped and why.

    Args:
        sources: at least one; all of the same product.
        options: what the user chose.
        output: path of the layer to write.
        progress: told of the progress and of the summary.

    Raises:
        InputError: no velocity, an unclear unit, or no target left.
        OutputError: the layer cannot be written.
    """
    if options.crs:
        _require_metric(options.crs)
    if options.quality and options.max_quality is None:
        raise InputError(
            tr("The field of quality {field} needs a largest value. Give it, or leave the field empty."),
            field=options.quality,
        )
    parts, read = [], 0
    dropped: Counter[str] = Counter()
    for i, source in enumerate(sources):
        part, reasons = _read(source, options, Stage(progress, 0.6 * i / len(sources), 0.6 * (i + 1) / len(sources)))
        dropped.update(reasons)
        read += len(part) + sum(reasons.values())
        parts.append(part)
    kept = _joined(parts, options.crs, progress) if any(map(len, parts)) else parts[0]
    parts.clear()
    check_cancelled(progress)
    kept, dropped[REPEATED] = without_repeats(kept)
    summary(read, kept, dropped, progress)
    if not len(kept):
        counts = ", ".join(f"{count} {reason}" for reason, count in dropped.items() if count)
        raise InputError(
            tr("No target is left of {count}: {reasons}. Check the fields and the coherence threshold."),
            count=read,
            reasons=counts or tr("none was read"),
        )
    columns = target_columns(kept)
    require_room([(output, points_bytes(len(kept), len(columns)))], progress)
    with together(output):
        write_points(output, LAYER, kept.crs, kept.x, kept.y, columns, Stage(progress, 0.65, 1.0))
        check_cancelled(progress)
    return kept


def _read(source: TargetSource, options: ImportOptions, progress: Progress) -> tuple[Targets, Reasons]:
    """Usable targets of one source, with velocities in mm/yr towards the satellite, in the source's CRS."""
    fields = _fields(source, options, progress)
    wanted = list(dict.fromkeys([*fields.used, options.quality] if options.quality else fields.used))
    _require_whole(source, options.incomplete, progress)
    raw = source.read(wanted, progress)
    require_numbers(raw.words, _needed(fields, options), source.name, progress)
    if options.said_crs and not same_crs(raw.crs, options.said_crs):
        progress.warning(
            f"{source.name} says itself that its CRS is {crs_name(raw.crs)}: the input CRS "
            f"{crs_name(options.said_crs)} is not used. If the file is wrong, set the layer's CRS in QGIS."
        )
    say_markers(raw.columns, fields.velocity, source.name, progress, options.nulls)
    velocity = column(raw, fields.velocity, options.nulls)
    scale = factor(velocity, fields, raw, options.unit, source.name, progress)
    if options.sign == "away":
        progress.message(f"{source.name}: the sign of the velocities is turned: positive is towards the satellite.")
    targets = Targets(
        *places(raw.x, raw.y, raw.crs, source.name),
        raw.crs,
        velocity * (-scale if options.sign == "away" else scale),
        coherence(raw, fields.coherence, source.name),
        column(raw, fields.height),
        column(raw, fields.velocity_std) * scale,
    )
    quality = (
        Quality(options.quality, column(raw, options.quality), options.max_quality or 0.0) if options.quality else None
    )
    kept, reasons = usable(targets, _least_coherence(source, fields, options, progress), quality)
    return kept, {**raw.left_out, **reasons}


def _require_whole(source: TargetSource, incomplete: bool, progress: Progress) -> None:
    damage = source.damage()
    if damage and not incomplete:
        raise InputError(
            tr("{damage} Get the whole file, or set INCOMPLETE to read it as far as it goes."), damage=damage
        )
    if damage:
        progress.warning(damage)


def _least_coherence(source: TargetSource, fields: Fields, options: ImportOptions, progress: Progress) -> float:
    """The threshold that fits the kind of coherence; the log says where it is that of a spatial one."""
    if not fields.coherence or not source.is_spatial_coherence(fields.coherence):
        return options.min_coherence
    least = min(options.min_spatial_coherence, options.min_coherence)
    if least < options.min_coherence:
        progress.message(
            f"{source.name}: '{fields.coherence}' is the mean spatial coherence of the interferograms, which is far "
            f"lower than a temporal one: its threshold is {least:g}, not {options.min_coherence:g}."
        )
    return least


def _needed(fields: Fields, options: ImportOptions) -> set[str]:
    """Columns without whose number a target is dropped, or which the user named."""
    return {
        fields.velocity,
        options.quality,
        options.height,
        options.deviation,
        options.coherence or (fields.coherence if options.min_coherence > 0 else ""),
    }


def _fields(source: TargetSource, options: ImportOptions, progress: Progress) -> Fields:
    """The columns to read; the log says which.

    Raises:
        InputError: a column that the user named is not there, or no velocity is found.
    """
    names = source.fields()
    for wanted in filter(
        None, (options.velocity, options.coherence, options.height, options.deviation, options.quality)
    ):
        if wanted not in names:
            raise InputError(
                tr("{source} has no field {name}; it has {names}. Choose one of them."),
                source=source.name,
                name=wanted,
                names=", ".join(names[:20]),
            )
    fields = choose_fields(names, options.velocity, options.coherence, options.height, options.deviation)
    if fields.velocity:
        _say_fields(source.name, names, fields, options.quality, progress)
        return fields
    if source.example:
        raise InputError(
            tr("{source} has no header; its first row is {row}. Give the numbers of the columns of velocity, x and y."),
            source=source.name,
            row=source.example,
        )
    raise InputError(
        tr("No velocity was found among the fields of {source}: {names}. Name the field of the velocity."),
        source=source.name,
        names=", ".join(without_dates(names)[:20]) or tr("none"),
    )


def _say_fields(name: str, names: Sequence[str], fields: Fields, quality: str, progress: Progress) -> None:
    progress.message(
        f"{name}: velocity from '{fields.velocity}', coherence from '{fields.coherence or 'nothing'}',"
        f" height from '{fields.height or 'nothing'}', deviation from '{fields.velocity_std or 'nothing'}'."
    )
    dates = len(names) - len(without_dates(names))
    if dates:
        progress.message(f"{name}: {dates} columns of dates are left out.")
    if quality:
        progress.message(f"{name}: quality from '{quality}', lower is better.")
    if fields.lower_is_better and not fields.coherence and not quality:
        progress.message(
            f"{name}: there is no coherence, but '{fields.lower_is_better}', of which lower is better:"
            " to drop the worst targets, give it as the field of quality, with its largest value."
        )
    ortho = _ORTHO.search(name)
    if ortho or not fields.is_los:
        kind = (
            {"U": "a vertical", "E": "an east-west"}.get(ortho[1].upper(), "") if ortho else "a vertical or east-west"
        )
        progress.warning(
            f"{name}: '{fields.velocity}' looks like {kind} velocity, not one along the line of sight. Hot spots can be"
            " made of it; positive then means up or east, and what belongs to a line of sight (SIGN, "
            "sensitivity) does not apply."
        )


def _require_metric(crs: str, place: tuple[float, float] | None = None) -> None:
    if not is_metric(crs, place):
        raise InputError(
            tr(
                "The CRS {crs} does not measure in metres on the ground. Choose a metric one, or none for the "
                "local UTM zone."
            ),
            crs=crs_name(crs),
        )


def _joined(parts: Sequence[Targets], crs: str, progress: Progress) -> Targets:
    """All sources, of which one has targets, in one metric CRS."""
    parts = [part for part in parts if len(part)]
    target = crs or metric_crs_for(parts[0].x, parts[0].y, parts[0].crs)
    moved = []
    for part in parts:
        places = []
        for start in range(0, len(part), _PLACES):
            check_cancelled(progress)
            some = slice(start, start + _PLACES)
            places.append(transform_points(part.x[some], part.y[some], part.crs, target))
        x, y = (np.concatenate(axis) for axis in zip(*places))
        moved.append(replace(part, x=x, y=y, crs=target))
    if crs:
        _require_metric(crs, (float(np.median(moved[0].x)), float(np.median(moved[0].y))))
    if len(moved) == 1:
        return moved[0]
    names = ("x", "y", "velocity", "coherence", "height", "velocity_std")
    return Targets(crs=target, **{name: np.concatenate([getattr(part, name) for part in moved]) for name in names})
