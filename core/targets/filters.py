"""Which targets are kept, how many are dropped for which reason, and what the log says of those that are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress
from ..files.columns import by_pieces, let_go
from ..gis.crs import crs_name
from .targets import Targets

Reasons = dict[str, int]
REPEATED = "that repeat another one exactly"


@dataclass(frozen=True)
class Quality:
    """A measure where lower values are better: its name, its values (n,), and the largest that is kept."""

    name: str
    values: NDArray[np.float64]
    largest: float


def usable(targets: Targets, least_coherence: float, quality: Quality | None = None) -> tuple[Targets, Reasons]:
    """Targets of one source that can be used, and how many were dropped for each reason.

    Args:
        targets: (n,) of one source.
        least_coherence: targets below it are dropped where the source knows a coherence; 0 keeps all.
        quality: targets above its largest value, or without one, are dropped.
    """
    tests = {
        "without position": by_pieces(lambda x, y: ~(np.isfinite(x) & np.isfinite(y)), targets.x, targets.y),
        "without velocity": _unknown(targets.velocity),
    }
    if least_coherence > 0 and not _unknown(targets.coherence).all():
        tests["without coherence"] = _unknown(targets.coherence)
        low = by_pieces(lambda part: part < least_coherence, targets.coherence)
        tests[f"with a coherence below {least_coherence:g}"] = low
    if quality is not None:
        tests[f"without {quality.name}"] = _unknown(quality.values)
        high = by_pieces(lambda part: part > quality.largest, quality.values)
        tests[f"with {quality.name} above {quality.largest:g}"] = high
    keep = np.ones(len(targets), bool)
    reasons = {}
    for reason, bad in tests.items():
        reasons[reason] = int(np.count_nonzero(bad & keep))
        keep &= ~bad
    let_go()
    return (targets if keep.all() else targets.kept(keep)), reasons


def _unknown(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    return by_pieces(lambda part: ~np.isfinite(part), values)


def without_repeats(targets: Targets) -> tuple[Targets, int]:
    """Targets without those that equal an earlier one in position and all values, and how many those were.

    Several targets at one place with different values stay: rounded coordinates put neighbours there.
    """
    columns = (targets.x, targets.y, targets.velocity, targets.coherence, targets.height, targets.velocity_std)
    suspects = _alike(columns)
    if not suspects.size:
        return targets, 0
    rows = np.nan_to_num(np.column_stack([values[suspects] for values in columns]), nan=np.inf)
    first = np.unique(rows, axis=0, return_index=True)[1]
    keep = np.ones(len(targets), bool)
    keep[suspects] = False
    keep[suspects[first]] = True
    return targets.kept(keep), int(len(suspects) - len(first))


def _alike(columns: Sequence[NDArray[np.float64]]) -> NDArray[np.intp]:
    """Rows of columns (n,) that may equal another one, in rising order: those whose mark comes again."""
    marks = by_pieces(_marks, *columns)
    ordered = np.sort(marks)
    again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    del ordered
    if not again.size:
        return np.zeros(0, np.intp)
    return np.flatnonzero(by_pieces(lambda part: np.isin(part, again), marks))


def _marks(*columns: NDArray[np.float64]) -> NDArray[np.uint64]:
    """A number for each row; equal rows have equal ones."""
    marks = np.zeros(len(columns[0]), np.uint64)
    for values in columns:
        marks = marks * np.uint64(0x9E3779B97F4A7C15) ^ (values + 0.0).view(np.uint64)
        marks ^= marks >> np.uint64(29)
    return marks


def summary(read: int, layers: Sequence[Targets], dropped: Counter[str], progress: Progress) -> None:
    """Say how many targets were read, dropped and kept, how fast and how dense those of each layer are."""
    kept = sum(map(len, layers))
    progress.message(f"{read} targets read, {kept} kept, in {crs_name(layers[0].crs)}.")
    for reason, count in dropped.items():
        if count:
            progress.message(f"  {count} dropped {reason}.")
    for targets in layers:
        if len(targets):
            _say_speed(targets, progress)


def _say_speed(targets: Targets, progress: Progress) -> None:
    if not np.isfinite(targets.coherence).any():
        progress.message("  No coherence is known, so no target was dropped for a low one.")
    low, median, high = np.quantile(targets.velocity, [0.01, 0.5, 0.99])
    let_go()
    progress.message(f"  Velocity: 1 % below {low:.1f}, median {median:.1f}, 1 % above {high:.1f} mm/yr.")
    area_km2 = np.ptp(targets.x) * np.ptp(targets.y) / 1e6
    if area_km2 > 0:
        progress.message(f"  {len(targets) / area_km2:.0f} targets/km2 in the rectangle around them.")
