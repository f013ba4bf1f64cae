"""The numbers of the synthetic study area: committed, because every score on it depends on them."""

from __future__ import annotations

from dataclasses import dataclass

CELL_M = 5.0
SEEN = 12.0  # mm/yr along the line of sight: clearly moving in a map of velocities
FACTOR = 4  # cells of 5 m in a cell of the coarse fields (20 m)
PAD = 24  # coarse cells around the study area, so that nothing ends at its edge
SIZES = {"small": (1024, 1024), "medium": (1792, 2560), "large": (8192, 8192)}  # rows, columns

# What a cell is (`Scene.kind`).
STABLE, FRESH, VEGETATED, PARTLY, HIDDEN, OLD = range(6)
BOWL, COMPACTION, EMBANKMENT, TALUS, UPLIFT = range(10, 15)
ACTIVE = (FRESH, VEGETATED, PARTLY, HIDDEN)
KIND_NAMES = {
    STABLE: "stable", FRESH: "active, fresh", VEGETATED: "active, vegetated", PARTLY: "partly reactivated",
    HIDDEN: "active, hardly seen by the radar", OLD: "old, inactive", BOWL: "mining subsidence",
    COMPACTION: "compaction of farmland", EMBANKMENT: "settling embankment", TALUS: "talus creep", UPLIFT: "seasonal uplift",
}


@dataclass(frozen=True)
class Recipe:
    """Parameters of the generator (docs: science.md, section 4). Velocities in mm/yr, lengths in m.

    Args:
        relief_m: range of the fractal relief on the ridges.
        valley_m: depth of the trunk valleys below the ridges.
        slope_deg: median slope of the hillsides before landslides.
        active_per_km2: active landslides for each km2.
        old_ratio: old inactive landslides for each active one.
        shares: of the active ones: fresh, vegetated, partly reactivated, hidden.
        median_area_km2: of a landslide.
        sigma_area: standard deviation of its logarithm.
        elongation: mean ratio of length to width, flows aside.
        giants: share of landslides of 0.4 to 0.75 km2.
        median_speed: of the fastest part of a landslide.
        sigma_speed: standard deviation of its logarithm.
        least_seen: share of an active landslide's length that moves along the line of sight by more than SEEN mm/yr;
            where it is less, the radar shows too little of it for the inventory.
        targets_per_km2: after all that drops them.
        noise: standard deviation of a good target's velocity.
        atmosphere: standard deviation of the remaining atmosphere.
        ramp: half range of the orbital ramp.
        outliers: share of targets with a wrong velocity.
        patches_per_km2: unwrapping errors.
        movers_per_km2: moving ground that is no landslide.
        arcs_per_km2: arcuate scarps and quarries that are no landslides.
        fresh_tone: strength of the traces of a fresh landslide in the image, 0..1.
        old_tone: the same for an old one.
        seam_gain: relative standard deviation of the gains of image strips.
        omitted: share of areas that the experts overlook.
        invented: share of areas that they draw where nothing moves.
        drawn_whole: share of the partly reactivated landslides whose resting part they draw as well.
    """

    relief_m: float = 420.0
    valley_m: float = 330.0
    slope_deg: float = 24.0
    active_per_km2: float = 0.95
    old_ratio: float = 0.6
    shares: tuple[float, float, float, float] = (0.62, 0.23, 0.11, 0.04)
    median_area_km2: float = 0.2
    sigma_area: float = 0.4
    elongation: float = 1.6
    giants: float = 0.03
    median_speed: float = 62.0
    sigma_speed: float = 0.5
    least_seen: float = 0.8
    targets_per_km2: float = 264.0
    noise: float = 2.4
    atmosphere: float = 1.6
    ramp: float = 2.0
    outliers: float = 0.01
    patches_per_km2: float = 0.06
    movers_per_km2: float = 0.4
    arcs_per_km2: float = 0.35
    fresh_tone: float = 1.0
    old_tone: float = 0.75
    seam_gain: float = 0.06
    omitted: float = 0.03
    invented: float = 0.02
    drawn_whole: float = 0.25
