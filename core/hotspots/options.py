"""What Hot Spot is asked for: the numbers and choices of the user, and the paths of the results."""

from __future__ import annotations

from dataclasses import dataclass, field

from .candidate_areas import AreaOptions
from .gi_star import GiOptions
from .kernel_density import QUARTIC
from .maps import VELOCITY_BANDWIDTH_M
from .reference import NOTHING


@dataclass(frozen=True)
class HotSpotOptions:
    """What the user chose.

    Args:
        distance_m: radius of Gi*'s neighbourhood; 0: proposed from the targets.
        bandwidth_m: radius of the kernel; 0: the distance band.
        grid: path of a raster whose grid the map takes; empty: over the targets, with `cell_m`.
        cell_m: None: DEFAULT_CELL_M, or the raster's.
        weight: one of hotspot_map.WEIGHTS.
        kernel: one of hotspot_map.KERNEL_CHOICES; a `mean` is the local mean (Nadaraya-Watson) instead of a density.
        gi: Gi* or Gi, its classes and its least number of neighbours.
        reference: what is taken away from the velocities first, one of velocity_reference.REFERENCES.
        stability_mm_yr: |velocity| beyond which ground moves; None: proposed. No target is left out for it.
        velocity_bandwidth_m: radius of the local mean velocity.
        overviews: whether the maps get overviews.
        areas: of the candidate areas.
    """

    distance_m: float = 150.0
    bandwidth_m: float = 150.0
    grid: str = ""
    cell_m: float | None = None
    weight: str = "z"
    kernel: str = QUARTIC
    gi: GiOptions = field(default_factory=GiOptions)
    reference: str = NOTHING
    stability_mm_yr: float | None = None
    velocity_bandwidth_m: float = VELOCITY_BANDWIDTH_M
    overviews: bool = False
    areas: AreaOptions = field(default_factory=AreaOptions)


@dataclass(frozen=True)
class HotSpotOutputs:
    """Paths of the targets with their scores, the maps, and the candidate areas; an empty one leaves an output out."""

    targets: str = ""
    map: str = ""
    areas: str = ""
    velocity: str = ""
    density: str = ""
