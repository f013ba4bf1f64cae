"""The targets of Hot Spot: which take part, where they lie, and what they are given."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from ..files.columns import by_pieces
from ..gis.vector import Column
from ..products.ground_motion import component_seen, ways
from ..targets.targets import Targets, target_columns
from .gi_star import GiStar

Floats = NDArray[np.float64]
FOUND = ("gi_z", "gi_p", "gi_n", "gi_bin", "moving", "velocity_read")  # fields that Hot Spot gives


def scored_columns(
    targets: Targets, gi: GiStar, name: str, stability_mm_yr: float, read: Floats | None
) -> list[Column]:
    """Attributes of the targets with what Hot Spot adds; NULL where the score is not known.

    Args:
        targets: n.
        gi: of them.
        name: of the statistic.
        stability_mm_yr: |velocity| beyond which a target moves.
        read: (n,) the velocities before a regional motion was taken away; None where nothing was.
    """
    unknown = by_pieces(np.isnan, gi.z)
    bins = np.ma.masked_array(gi.bins, unknown) if unknown.any() else gi.bins  # type: ignore[no-untyped-call]

    def moving_way(part: Floats) -> NDArray[np.int8]:
        return np.where(np.abs(part) > stability_mm_yr, np.sign(part), 0).astype(np.int8)

    moving = by_pieces(moving_way, targets.velocity)
    away, towards = ways(component_seen(targets.more))
    columns = [
        Column("gi_z", gi.z, tr("{name} z-score").format(name=name)),
        Column("gi_p", gi.p, tr("{name} p-value").format(name=name)),
        Column("gi_n", gi.neighbours, tr("Targets within the distance")),
        Column("gi_bin", bins, tr("{name} class, -3 to 3 (90, 95, 99 %)").format(name=name)),
        Column(
            "moving",
            moving,
            tr("Faster than {limit:g} mm/yr: -1 {away}, 1 {towards}").format(
                limit=stability_mm_yr, away=away, towards=towards
            ),
        ),
    ]
    if read is not None:
        columns.append(Column("velocity_read", read, tr("Velocity before the regional motion was taken away (mm/yr)")))
    return target_columns(targets, columns)
