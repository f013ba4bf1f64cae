"""Import of coherent targets: any producer's points become one standard layer in a metric CRS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..base.errors import InputError
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..base.translation import tr
from ..files.columns import joined_columns, let_go
from ..files.disk_space import points_bytes, require_room
from ..files.outputs import scratch_folder, together
from ..files.system import return_freed_memory
from ..gis.crs import crs_name, is_metric, metric_crs_for, same_crs
from ..gis.vector import write_points
from ..products.kept_fields import EAST, LOS, SERIES_NUMBER, UP, joined_more
from ..products.series_file import SeriesDraft, beside
from .checks import places
from .fields import Fields, choose_fields, without_dates
from .filters import REPEATED, Quality, Reasons, summary, usable, without_repeats
from .keeping import MEASURED, Keeping, Part, measured, require_fields, scaled, with_kept
from .source import TargetSource
from .targets import LAYER, Targets, moved, target_columns
from .tracks import REFUSE, SEPARATE, groups_of, kind_of, paths_of, refuse, say_groups, say_offsets
from .values import Chosen, coherence, column, factor, require_numbers, say_markers

USUAL_COHERENCE = 0.7  # the paper's; the default of tools and surveys
SPATIAL_COHERENCE = 0.05  # LiCSBAS' own threshold on coh_avg


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
        quality: column of a measure where lower values are better; empty: none is judged.
        max_quality: targets above it are dropped.
        nulls: further numbers that mean that there is no velocity.
        wavelength: of the radar, m, for velocities in radians; 0: that of the file.
        tracks: one of TRACKS: targets seen from different sides become several layers, or are refused.
        keeping: what targets keep beside their velocity.
        incomplete: of a file that was cut short, read the part that is there.
        said_crs: of sources that do not say their own; the log says where one does.
    """

    velocity: str = ""
    coherence: str = ""
    height: str = ""
    unit: str = "auto"
    sign: str = "towards"
    min_coherence: float = USUAL_COHERENCE
    min_spatial_coherence: float = SPATIAL_COHERENCE
    crs: str = ""
    quality: str = ""
    max_quality: float | None = None
    nulls: tuple[float, ...] = ()
    deviation: str = ""
    incomplete: bool = False
    wavelength: float = 0.0
    tracks: str = SEPARATE
    keeping: Keeping = field(default_factory=Keeping)
    said_crs: str = ""


def import_targets(
    sources: Sequence[TargetSource], options: ImportOptions, output: str, progress: Progress = Silent()
) -> Targets:
    """As `import_layers`; the targets of the first layer."""
    return next(iter(import_layers(sources, options, output, progress).values()))


def import_layers(
    sources: Sequence[TargetSource], options: ImportOptions, output: str, progress: Progress = Silent()
) -> dict[str, Targets]:
    """Read, scale, filter and write targets; the log says what was found, dropped and why.

    Targets seen from different sides are not joined: the first kind is written to the output, each other one
    beside it, under a name that says its orbit and track.

    Args:
        sources: at least one.
        options: what the user chose.
        output: path of the layer to write; empty: none is written.
        progress: told of the progress and of the summary.

    Returns:
        Path of each layer -> its targets.

    Raises:
        InputError: no velocity, an unclear unit, no target left, or different kinds where they are to be refused.
        OutputError: a layer cannot be written; none is left then.
    """
    return_freed_memory()
    _require_options(sources, options)
    parts, read = [], 0
    dropped: Counter[str] = Counter()
    for i, source in enumerate(sources):
        part, reasons = _read(source, options, Stage(progress, 0.5 * i / len(sources), 0.5 * (i + 1) / len(sources)))
        dropped.update(reasons)
        read += len(part.targets) + sum(reasons.values())
        parts.append(part)
    with scratch_folder("series") as folder:
        kept, draft = with_kept(parts, options.keeping, folder, Stage(progress, 0.5, 0.6))
        groups = groups_of(kept, [part.kind for part in parts])
        parts.clear()
        kept.clear()
        if options.tracks == REFUSE:
            refuse(groups)
        paths = paths_of(output, groups)
        say_groups(groups, paths, progress)
        made: dict[str, Targets] = {}
        for path in paths:
            crs = options.crs or next((one.crs for one in made.values()), "")
            joined = _joined(groups.pop(0).parts, crs, progress)
            check_cancelled(progress)
            made[path], repeated = without_repeats(joined)
            dropped[REPEATED] += repeated
            say_offsets(made[path], progress)
        summary(read, list(made.values()), dropped, progress)
        if not sum(map(len, made.values())):
            raise _none_left(read, dropped)
        return _write_layers(made, draft, Stage(progress, 0.65, 1.0)) if output else made


def _require_options(sources: Sequence[TargetSource], options: ImportOptions) -> None:
    """Stop before work where what the user chose cannot be.

    Raises:
        InputError: a CRS that is not metric, a quality without its limit, or a field that is not there.
    """
    if options.crs:
        _require_metric(options.crs)
    if options.quality and options.max_quality is None:
        raise InputError(
            tr("The field of quality {field} needs a largest value. Give it, or leave the field empty."),
            field=options.quality,
        )
    for source in sources:
        require_fields(source, options.keeping.fields)


def _none_left(read: int, dropped: Counter[str]) -> InputError:
    counts = ", ".join(f"{count} {reason}" for reason, count in dropped.items() if count)
    return InputError(
        tr("No target is left of {count}: {reasons}. Check the fields and the coherence threshold."),
        count=read,
        reasons=counts or tr("none was read"),
    )


def _write_layers(made: dict[str, Targets], draft: SeriesDraft | None, progress: Progress) -> dict[str, Targets]:
    """Write all layers with the files of their series, or none; the targets as they were written.

    Args:
        made: path of each layer -> its targets.
        draft: of series that go into files; None: there are none.
        progress: told of the layers.

    Raises:
        OutputError: something cannot be written.
    """
    columns = {path: len(target_columns(targets)) for path, targets in made.items()}
    require_room([(path, points_bytes(len(made[path]), columns[path])) for path in made], progress)
    written = {}
    with together(*made, *(map(beside, made) if draft is not None else ())):
        for i, path in enumerate(made):
            stage = Stage(progress, i / len(made), (i + 1) / len(made))
            targets = made[path]
            if draft is not None:
                rows = draft.write(path, targets.more[SERIES_NUMBER], Stage(stage, 0.0, 0.5))
                targets = replace(targets, more={**targets.more, SERIES_NUMBER: rows})
                stage = Stage(stage, 0.5, 1.0)
            write_points(path, LAYER, targets.crs, targets.x, targets.y, target_columns(targets), stage)
            written[path] = targets
        check_cancelled(progress)
    return written


def _read(source: TargetSource, options: ImportOptions, progress: Progress) -> tuple[Part, Reasons]:
    """Usable targets of one source, with velocities in mm/yr towards the satellite, in the source's CRS."""
    fields = chosen_columns(source, options, progress)
    numbers = [fields.kept[role] for role in MEASURED if role in fields.kept]
    wanted = list(dict.fromkeys(filter(None, [*fields.used, options.quality, *numbers])))
    _require_whole(source, options.incomplete, progress)
    raw = source.read(wanted, progress)
    require_numbers(raw.words, _needed(fields, options), source.name, progress)
    if options.said_crs and not same_crs(raw.crs, options.said_crs):
        progress.warning(
            f"{source.name} says itself that its CRS is {crs_name(raw.crs)}: the input CRS "
            f"{crs_name(options.said_crs)} is not used. If the file is wrong, set the layer's CRS in QGIS."
        )
    say_markers(raw.columns, fields.velocity, source.name, progress, options.nulls)
    let_go()
    velocity = column(raw, fields.velocity, options.nulls)
    wavelength = options.wavelength or source.facts().wavelength
    chosen = Chosen(options.unit, wavelength if wavelength > 0 else None)
    scale = factor(velocity, fields, raw, chosen, source.name, progress)
    turned = -1.0 if options.sign == "away" else 1.0
    if options.sign == "away":
        progress.message(f"{source.name}: the sign of the velocities is turned: positive is towards the satellite.")
    targets = Targets(
        *places(raw.x, raw.y, raw.crs, source.name),
        raw.crs,
        scaled(velocity, scale * turned),
        coherence(raw, fields.coherence, source.name),
        column(raw, fields.height),
        scaled(column(raw, fields.velocity_std), scale),
        measured(raw, fields),
    )
    quality = (
        Quality(options.quality, column(raw, options.quality), options.max_quality or 0.0) if options.quality else None
    )
    let_go()
    kept, reasons = usable(targets, _least_coherence(source, fields, options, progress), quality)
    return Part(source, fields, kept, scale, turned, kind_of(source.name, fields)), {**raw.left_out, **reasons}


def _require_whole(source: TargetSource, incomplete: bool, progress: Progress) -> None:
    damage = source.damage()
    if damage and not incomplete:
        raise InputError(
            tr("{damage} Get the whole file, or set INCOMPLETE to read the part that is there."), damage=damage
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


def chosen_columns(source: TargetSource, options: ImportOptions, progress: Progress) -> Fields:
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
        _say_fields(source.name, fields, options.quality, progress)
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


def _say_fields(name: str, fields: Fields, quality: str, progress: Progress) -> None:
    progress.message(
        f"{name}: velocity from '{fields.velocity}', coherence from '{fields.coherence or 'nothing'}',"
        f" height from '{fields.height or 'nothing'}', deviation from '{fields.velocity_std or 'nothing'}'."
    )
    if quality:
        progress.message(f"{name}: quality from '{quality}'; lower values are better.")
    if fields.lower_is_better and not fields.coherence and not quality:
        progress.message(
            f"{name}: there is no coherence, but there is '{fields.lower_is_better}', where lower values are better. To"
            " drop the worst targets, choose it as the field of quality, and give the largest value to keep."
        )
    component = kind_of(name, fields)
    if component != LOS:
        kind = {UP: "a vertical", EAST: "an east-west"}.get(component, "a north-south")
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
    """All parts in one metric CRS; as they are where none has targets."""
    parts = [part for part in parts if len(part)] or parts[:1]
    if not len(parts[0]):
        return parts[0]
    target = crs or metric_crs_for(parts[0].x, parts[0].y, parts[0].crs)
    brought = []
    for part in parts:
        x, y = moved(part, target, progress)
        brought.append(replace(part, x=x, y=y, crs=target))
    if crs:
        _require_metric(crs, (float(np.median(brought[0].x)), float(np.median(brought[0].y))))
    if len(brought) == 1:
        return brought[0]
    names = ("x", "y", "velocity", "coherence", "height", "velocity_std")
    joined = {name: joined_columns([getattr(part, name) for part in brought]) for name in names}
    return Targets(crs=target, more=joined_more([part.more for part in brought], list(map(len, brought))), **joined)
