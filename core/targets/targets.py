"""Coherent targets as every tool takes them: one standard layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from ..files.columns import Growing, by_pieces, kept_rows, let_go
from ..gis.crs import crs_name, same_crs, transform_points
from ..gis.vector import Column
from ..products.ground_motion import component_seen, ways
from ..products.kept_fields import More, kept_columns

LAYER = "targets"
GI_Z = "gi_z"  # field of the z-scores
_PLACES = 100_000  # that are transformed between two looks at the cancel button


@dataclass(frozen=True)
class Targets:
    """Standard targets: x, y (n,) m in `crs`; velocity mm/yr, positive towards the satellite; NaN where not known.

    Of a vertical or an eastward product it is positive upwards or to the east: `ground_motion.component_seen`.

    What a target keeps beside that is in `more`: name of the field -> values (n,), see `kept_fields`.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    crs: str
    velocity: NDArray[np.float64]
    coherence: NDArray[np.float64]
    height: NDArray[np.float64]
    velocity_std: NDArray[np.float64]
    more: More = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.x)

    @property
    def gi_z(self) -> NDArray[np.float64] | None:
        """(n,) z-scores of Gi*; None where Hot spot has given none."""
        return self.more.get(GI_Z)

    def kept(self, mask: NDArray[np.generic]) -> Targets:
        """The targets that a mask (n,) or an index selects."""
        return Targets(
            kept_rows(self.x, mask),
            kept_rows(self.y, mask),
            self.crs,
            kept_rows(self.velocity, mask),
            kept_rows(self.coherence, mask),
            kept_rows(self.height, mask),
            kept_rows(self.velocity_std, mask),
            {name: kept_rows(values, mask) for name, values in self.more.items()},
        )


def target_columns(targets: Targets, found: Sequence[Column] = ()) -> list[Column]:
    """Attributes of a layer of targets; the deviation only where it is known.

    Args:
        targets: n.
        found: what a tool found, which comes before what the targets keep.
    """
    way = ways(component_seen(targets.more))[1]
    columns = [
        Column("velocity", targets.velocity, tr("Velocity, positive {way} (mm/yr)").format(way=way)),
        Column("coherence", targets.coherence, tr("Coherence")),
        Column("height", targets.height, tr("Height (m)")),
    ]
    if np.isfinite(targets.velocity_std).any():
        columns.append(Column("velocity_std", targets.velocity_std, tr("Standard deviation of the velocity (mm/yr)")))
    columns += found
    return [*columns, *kept_columns(targets.more, [column.name for column in columns])]


def standard_targets(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    crs: str,
    velocity: NDArray[np.float64],
    others: dict[str, NDArray[np.float64]],
    more: More | None = None,
) -> Targets:
    """Targets of a layer that has the standard fields already; what is missing among `others` is NaN."""
    empty = np.broadcast_to(np.nan, len(x))
    coherence, height, deviation = (others.get(name, empty) for name in ("coherence", "height", "velocity_std"))
    return Targets(x, y, crs, velocity, coherence, height, deviation, more or {})


def usable_targets(targets: Targets, progress: Progress) -> Targets:
    """Those with a position and a velocity; how many have none is said in the log.

    Raises:
        InputError: none has.
    """
    placed = by_pieces(lambda x, y: np.isfinite(x) & np.isfinite(y), targets.x, targets.y)
    known = by_pieces(np.isfinite, targets.velocity)
    if not (placed & known).any():
        raise InputError(
            tr("None of the {count} targets has a velocity. Choose the field of the velocity."), count=len(targets)
        )
    drops = {"velocity": int((~known).sum()), "position": int((known & ~placed).sum())}
    for missing, count in drops.items():
        if count:
            progress.warning(
                f"{count} of {len(targets)} targets have no {missing} (null or not a finite number) and are left out."
            )
    return targets if (placed & known).all() else targets.kept(placed & known)


def moved(targets: Targets, crs: str, progress: Progress) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places x, y (n,) of targets in another CRS."""
    x, y = Growing(), Growing()
    for start in range(0, len(targets), _PLACES):
        check_cancelled(progress)
        some = slice(start, start + _PLACES)
        for axis, places in zip((x, y), transform_points(targets.x[some], targets.y[some], targets.crs, crs)):
            axis.add(places)
    let_go()
    return x.column(), y.column()


def to_crs(targets: Targets, crs: str, progress: Progress) -> Targets:
    """Targets in a metric CRS; a change is said in the log."""
    if same_crs(targets.crs, crs):
        return targets
    x, y = moved(targets, crs, progress)
    progress.message(f"The targets are brought from {crs_name(targets.crs)} to {crs_name(crs)}.")
    return replace(targets, x=x, y=y, crs=crs)
