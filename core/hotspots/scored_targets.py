"""The targets of Hot Spot: which take part, where they lie, and what they are given."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress
from ..base.translation import tr
from ..gis.crs import crs_name, same_crs, transform_points
from ..gis.vector import Column
from ..targets.targets import Targets, target_columns
from .gi_star import GiStar

Floats = NDArray[np.float64]


def usable_targets(targets: Targets, progress: Progress) -> Targets:
    """Those with a position and a velocity; how many have none is said in the log.

    Raises:
        InputError: none has.
    """
    placed = np.isfinite(targets.x) & np.isfinite(targets.y)
    known = np.isfinite(targets.velocity)
    if not (placed & known).any():
        raise InputError(tr("None of the {count} targets has a velocity. Choose the field of the velocity."), count=len(targets))
    drops = {"velocity": int((~known).sum()), "position": int((known & ~placed).sum())}
    for missing, count in drops.items():
        if count:
            progress.warning(f"{count} of {len(targets)} targets have no {missing} (null or no finite number) and are left out.")
    return targets if (placed & known).all() else targets.kept(placed & known)


def to_crs(targets: Targets, crs: str, progress: Progress) -> Targets:
    """Targets in a metric CRS; a change is said in the log."""
    if same_crs(targets.crs, crs):
        return targets
    x, y = transform_points(targets.x, targets.y, targets.crs, crs)
    progress.message(f"The targets are brought from {crs_name(targets.crs)} to {crs_name(crs)}.")
    return replace(targets, x=x, y=y, crs=crs)


def scored_columns(targets: Targets, gi: GiStar, name: str, stability_mm_yr: float, read: Floats | None) -> list[Column]:
    """Attributes of the targets with what Hot Spot adds; NULL where the score is not known.

    Args:
        targets: n.
        gi: of them.
        name: of the statistic.
        stability_mm_yr: |velocity| beyond which a target moves.
        read: (n,) the velocities before a regional motion was taken away; None where nothing was.
    """
    unknown = np.isnan(gi.z)
    bins = np.ma.masked_array(gi.bins, unknown) if unknown.any() else gi.bins  # type: ignore[no-untyped-call]
    moving = np.where(np.abs(targets.velocity) > stability_mm_yr, np.sign(targets.velocity), 0).astype(np.int64)
    columns = [
        *target_columns(targets),
        Column("gi_z", gi.z, tr("{name} z-score").format(name=name)),
        Column("gi_p", gi.p, tr("{name} p-value").format(name=name)),
        Column("gi_n", gi.neighbours, tr("Targets within the distance")),
        Column("gi_bin", bins, tr("{name} class, -3 to 3 (90, 95, 99 %)").format(name=name)),
        Column("moving", moving, tr("Faster than {limit:g} mm/yr: -1 away, 1 towards the satellite").format(limit=stability_mm_yr)),
    ]
    if read is not None:
        columns.append(Column("velocity_read", read, tr("Velocity before the regional motion was taken away (mm/yr)")))
    return columns
