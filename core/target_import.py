"""Import of coherent targets: any producer's points become one standard layer in a metric CRS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .crs import crs_name, is_metric, metric_crs_for, transform_points
from .errors import InputError, tr
from .outputs import removed_on_failure
from .progress import Progress, Silent, Stage, check_cancelled
from .target_fields import Fields, choose_fields
from .target_files import RawPoints, TargetSource
from .vector import Column, write_points

UNITS = {"mm/yr": 1.0, "cm/yr": 10.0, "m/yr": 1000.0}
LAYER = "targets"
_TOO_SMALL = 0.5  # mm/yr; 99 % of the velocities below it look like m/yr
_ALWAYS_NULL = (-9999.0, -32768.0, 99999.0, -99999.0)
_NULL_IF_REPEATED = (-999.0, 9999.0)  # may be a fast target's velocity where it comes once


@dataclass(frozen=True)
class ImportOptions:
    """What the user chose; empty means: found out.

    Args:
        velocity, coherence, height: names of the columns.
        unit: `auto` or one of UNITS.
        sign: `towards` or `away`: where positive velocities of the source point to.
        min_coherence: targets below it are dropped; 0 keeps all.
        crs: metric CRS of the result; empty: the source's, or the local UTM zone.
    """

    velocity: str = ""
    coherence: str = ""
    height: str = ""
    unit: str = "auto"
    sign: str = "towards"
    min_coherence: float = 0.7
    crs: str = ""


@dataclass(frozen=True)
class Targets:
    """Standard targets: x, y (n,) m in `crs`; velocity mm/yr, positive towards the satellite; NaN where not known."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    crs: str
    velocity: NDArray[np.float64]
    coherence: NDArray[np.float64]
    height: NDArray[np.float64]
    velocity_std: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.x)

    def kept(self, mask: NDArray[np.generic]) -> Targets:
        """The targets that a mask (n,) or an index selects."""
        return Targets(
            self.x[mask], self.y[mask], self.crs, self.velocity[mask], self.coherence[mask], self.height[mask],
            self.velocity_std[mask],
        )  # fmt: skip


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
    parts = [
        _read(source, options, Stage(progress, 0.6 * i / len(sources), 0.6 * (i + 1) / len(sources)))
        for i, source in enumerate(sources)
    ]
    targets = _joined(parts, options.crs)
    judged = np.concatenate([np.full(len(part), bool(np.isfinite(part.coherence).any())) for part in parts])
    kept, dropped = _filtered(targets, judged, options.min_coherence)
    _summary(targets, kept, dropped, progress)
    if not len(kept):
        reasons = ", ".join(f"{count} {reason}" for reason, count in dropped.items() if count)
        raise InputError(
            tr("No target is left of {count}: {reasons}. Check the fields and the coherence threshold."),
            count=len(targets), reasons=reasons or "none was read",
        )  # fmt: skip
    write_points(output, LAYER, kept.crs, kept.x, kept.y, target_columns(kept), Stage(progress, 0.65, 1.0))
    with removed_on_failure(output):
        check_cancelled(progress)
    return kept


def target_columns(targets: Targets) -> list[Column]:
    """Attributes of the standard layer; the deviation only where it is known."""
    columns = [
        Column("velocity", targets.velocity, "Velocity towards the satellite (mm/yr)"),
        Column("coherence", targets.coherence, "Coherence"),
        Column("height", targets.height, "Height (m)"),
    ]
    if np.isfinite(targets.velocity_std).any():
        columns.append(Column("velocity_std", targets.velocity_std, "Standard deviation of the velocity (mm/yr)"))
    return columns


def standard_targets(
    x: NDArray[np.float64], y: NDArray[np.float64], crs: str, velocity: NDArray[np.float64], others: dict[str, NDArray[np.float64]]
) -> Targets:
    """Targets of a layer that has the standard fields already; what is missing among `others` is NaN."""
    empty = np.full(len(x), np.nan)
    return Targets(x, y, crs, velocity, *(others.get(name, empty) for name in ("coherence", "height", "velocity_std")))


def _read(source: TargetSource, options: ImportOptions, progress: Progress) -> Targets:
    """One source, with velocities in mm/yr towards the satellite, in the source's CRS."""
    names = source.fields()
    for wanted in filter(None, (options.velocity, options.coherence, options.height)):
        if wanted not in names:
            raise InputError(
                tr("{source} has no field {name}; it has {names}. Choose one of them."),
                source=source.name, name=wanted, names=", ".join(names[:20]),
            )  # fmt: skip
    fields = choose_fields(names, options.velocity, options.coherence, options.height)
    if not fields.velocity:
        raise InputError(
            tr("No velocity was found among the fields of {source}: {names}. Name the field of the velocity."),
            source=source.name, names=", ".join(names[:20]) or "none",
        )  # fmt: skip
    _say_fields(source.name, fields, progress)
    raw = source.read(fields.used, progress)
    velocity = _without_markers(raw.columns[fields.velocity])
    factor = _factor(velocity, fields, options.unit, source.name, progress)
    if options.sign == "away":
        progress.message(f"{source.name}: the sign of the velocities is turned: positive is towards the satellite.")
    return Targets(
        raw.x, raw.y, raw.crs, velocity * (-factor if options.sign == "away" else factor),
        _coherence(raw, fields, source.name), _column(raw, fields.height), _column(raw, fields.velocity_std) * factor,
    )  # fmt: skip


def _say_fields(name: str, fields: Fields, progress: Progress) -> None:
    progress.message(
        f"{name}: velocity from '{fields.velocity}', coherence from '{fields.coherence or 'nothing'}',"
        f" height from '{fields.height or 'nothing'}', deviation from '{fields.velocity_std or 'nothing'}'."
    )
    if not fields.is_los or "_U_" in name or "_E_" in name:
        progress.warning(
            f"{name}: '{fields.velocity}' looks like a vertical or east-west velocity, not one along the line of sight."
        )


def _column(raw: RawPoints, name: str) -> NDArray[np.float64]:
    return _without_markers(raw.columns[name]) if name else np.full(len(raw.x), np.nan)


def _coherence(raw: RawPoints, fields: Fields, name: str) -> NDArray[np.float64]:
    coherence = _column(raw, fields.coherence)
    known = coherence[np.isfinite(coherence)]
    if known.size and (known.max() > 1.001 or known.min() < -0.001):
        raise InputError(
            tr("The coherence '{field}' of {source} goes from {low} to {high}, not from 0 to 1. Choose another field."),
            field=fields.coherence, source=name, low=float(known.min()), high=float(known.max()),
        )  # fmt: skip
    return coherence


def _without_markers(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values with NaN for the numbers that producers write where there is none."""
    null = ~np.isfinite(values) | (np.abs(values) > 1e15) | np.isin(values, _ALWAYS_NULL)
    for marker in _NULL_IF_REPEATED:
        same = values == marker
        if same.sum() > 1:
            null |= same
    return np.where(null, np.nan, values)


def _factor(velocity: NDArray[np.float64], fields: Fields, unit: str, name: str, progress: Progress) -> float:
    """What velocities are multiplied by to be mm/yr; an unclear unit is asked for, never guessed."""
    known = np.abs(velocity[np.isfinite(velocity)])
    if unit != "auto":
        return UNITS[unit]
    if fields.unit:
        if fields.unit != "mm/yr":
            progress.warning(f"{name}: the field's name says {fields.unit}: velocities are brought to mm/yr.")
        return UNITS[fields.unit]
    largest = float(np.quantile(known, 0.99)) if known.size else 0.0
    if 0.0 < largest < _TOO_SMALL or (fields.metres_family and largest > 0.0):
        raise InputError(
            tr(
                "99 % of the velocities '{field}' of {source} are below {largest} as they stand, which looks like m/yr."
                " Choose the unit: m/yr, or mm/yr if the ground is that still."
            ),
            field=fields.velocity, source=name, largest=f"{largest:.3g}",
        )  # fmt: skip
    return 1.0


def _require_metric(crs: str, place: tuple[float, float] | None = None) -> None:
    if not is_metric(crs, place):
        raise InputError(
            tr("The CRS {crs} does not measure in metres on the ground. Choose a metric one, or none for the local UTM zone."),
            crs=crs_name(crs),
        )


def _joined(parts: Sequence[Targets], crs: str) -> Targets:
    """All sources in one metric CRS."""
    known = [np.isfinite(part.x) & np.isfinite(part.y) for part in parts]
    first = next((i for i, mask in enumerate(known) if mask.any()), None)
    if first is None:
        raise InputError(tr("The targets have no positions: {count} rows were read. Check the input."), count=sum(map(len, parts)))
    target = crs or metric_crs_for(parts[first].x[known[first]], parts[first].y[known[first]], parts[first].crs)
    moved = []
    for part, mask in zip(parts, known):
        x, y = np.full(len(part), np.nan), np.full(len(part), np.nan)
        x[mask], y[mask] = transform_points(part.x[mask], part.y[mask], part.crs, target)
        moved.append(replace(part, x=x, y=y, crs=target))
    if crs:
        one = moved[first]
        _require_metric(crs, (float(np.median(one.x[known[first]])), float(np.median(one.y[known[first]]))))
    names = ("x", "y", "velocity", "coherence", "height", "velocity_std")
    return Targets(crs=target, **{name: np.concatenate([getattr(part, name) for part in moved]) for name in names})


def _filtered(targets: Targets, judged: NDArray[np.bool_], least: float) -> tuple[Targets, dict[str, int]]:
    """Targets that can be used, and how many were dropped for each reason; `judged` are those of sources with a coherence."""
    reasons: dict[str, int] = {}
    keep = np.ones(len(targets), bool)
    tests = {
        "without position": ~(np.isfinite(targets.x) & np.isfinite(targets.y)),
        "without velocity": ~np.isfinite(targets.velocity),
    }
    if judged.any() and least > 0:
        tests["without coherence"] = judged & ~np.isfinite(targets.coherence)
        tests[f"with a coherence below {least:g}"] = targets.coherence < least
    for reason, bad in tests.items():
        reasons[reason] = int((bad & keep).sum())
        keep &= ~bad
    kept = targets.kept(keep)
    rows = np.column_stack([kept.x, kept.y, kept.velocity])
    first = np.sort(np.unique(rows, axis=0, return_index=True)[1]) if len(kept) else np.zeros(0, int)
    reasons["that repeat another one"] = len(kept) - len(first)
    return kept.kept(first), reasons


def _summary(targets: Targets, kept: Targets, dropped: dict[str, int], progress: Progress) -> None:
    progress.message(f"{len(targets)} targets read, {len(kept)} kept, in {crs_name(targets.crs)}.")
    for reason, count in dropped.items():
        if count:
            progress.message(f"  {count} dropped {reason}.")
    if not np.isfinite(targets.coherence).any():
        progress.message("  No coherence is known: none was dropped for it.")
    if not len(kept):
        return
    low, median, high = np.quantile(kept.velocity, [0.01, 0.5, 0.99])
    progress.message(f"  Velocity: 1 % below {low:.1f}, median {median:.1f}, 1 % above {high:.1f} mm/yr.")
    area_km2 = np.ptp(kept.x) * np.ptp(kept.y) / 1e6
    if area_km2 > 0:
        progress.message(f"  {len(kept) / area_km2:.0f} targets/km2 in the rectangle around them.")
