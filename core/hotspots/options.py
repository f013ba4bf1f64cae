"""What Hot Spot is asked for: the numbers and choices of the user, and the paths of the results."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .candidate_areas import AreaOptions
from .distance_band import PAPER_M
from .gi_star import MEAN, GiOptions
from .kernel_density import QUARTIC
from .maps import VELOCITY_BANDWIDTH_M
from .reference import AUTO, NOTHING, PAPER_MM_YR

RECOMMENDED, PAPER = "recommended", "paper"
PRESETS = (RECOMMENDED, PAPER)


@dataclass(frozen=True)
class HotSpotOptions:
    """What the user chose.

    Args:
        distance_m: radius of Gi*'s neighbourhood; None: it follows the spacing of the targets; 0: where their
            velocities' autocorrelation peaks.
        bandwidth_m: radius of the kernel; None or 0: the distance band.
        grid: path of a raster whose grid the map takes; empty: over the targets, with `cell_m`.
        cell_m: None: it follows the bandwidth, or is the raster's.
        weight: one of maps.WEIGHTS.
        kernel: one of maps.KERNEL_CHOICES; a `mean` is the local mean (Nadaraya-Watson) instead of a density.
        gi: Gi* or Gi, its classes and its least number of neighbours.
        reference: what is taken away from the velocities first, one of reference.REFERENCES.
        stability_mm_yr: |velocity| beyond which ground moves; None: proposed. No target is left out because of it.
        velocity_bandwidth_m: radius of the local mean velocity.
        overviews: whether the maps get overviews.
        areas: of the candidate areas.
    """

    distance_m: float | None = None
    bandwidth_m: float | None = None
    grid: str = ""
    cell_m: float | None = None
    weight: str = "z"
    kernel: str = QUARTIC
    gi: GiOptions = field(default_factory=GiOptions)
    reference: str = AUTO
    stability_mm_yr: float | None = None
    velocity_bandwidth_m: float = VELOCITY_BANDWIDTH_M
    overviews: bool = False
    areas: AreaOptions = field(default_factory=AreaOptions)

    def as_in_the_paper(self) -> HotSpotOptions:
        """As Liang et al. (2023): nothing is taken away, and Gi* compares with mean and deviation of all velocities.

        Distance band and bandwidth are 150 m and the stability threshold is 10 mm/yr where the user typed nothing else.
        """
        return replace(
            self,
            distance_m=PAPER_M if self.distance_m is None else self.distance_m,
            bandwidth_m=PAPER_M if self.bandwidth_m is None else self.bandwidth_m,
            gi=replace(self.gi, centre=MEAN),
            reference=NOTHING,
            stability_mm_yr=PAPER_MM_YR if self.stability_mm_yr is None else self.stability_mm_yr,
        )


@dataclass(frozen=True)
class HotSpotOutputs:
    """Paths of the targets with their scores, the maps, and the candidate areas; an empty one leaves an output out."""

    targets: str = ""
    map: str = ""
    areas: str = ""
    velocity: str = ""
    density: str = ""
