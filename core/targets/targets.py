"""Coherent targets as every tool takes them: one standard layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from ..gis.vector import Column

LAYER = "targets"


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


def target_columns(targets: Targets) -> list[Column]:
    """Attributes of the standard layer; the deviation only where it is known."""
    columns = [
        Column("velocity", targets.velocity, tr("Velocity towards the satellite (mm/yr)")),
        Column("coherence", targets.coherence, tr("Coherence")),
        Column("height", targets.height, tr("Height (m)")),
    ]
    if np.isfinite(targets.velocity_std).any():
        columns.append(Column("velocity_std", targets.velocity_std, tr("Standard deviation of the velocity (mm/yr)")))
    return columns


def standard_targets(
    x: NDArray[np.float64], y: NDArray[np.float64], crs: str, velocity: NDArray[np.float64], others: dict[str, NDArray[np.float64]]
) -> Targets:
    """Targets of a layer that has the standard fields already; what is missing among `others` is NaN."""
    empty = np.full(len(x), np.nan)
    return Targets(x, y, crs, velocity, *(others.get(name, empty) for name in ("coherence", "height", "velocity_std")))
