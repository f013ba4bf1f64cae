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

    Where they leave that section's figures (in brackets), so that targets as sparse as the paper's can show what moves, and labels
    follow it: areas of 0.14 km2, sigma 0.45, at least 0.05 km2 (0.06, 0.8, 0.015); length to width 1.6 (2.0); shares, see below
    (45 : 15 : 20 : 8), and only active landslides with most of their length in view; speeds of 62 mm/yr, sigma 0.5 (35, 0.8);
    outliers 3 %, none beyond 90 mm/yr (1 %, unbounded), and patches of 60 to 130 m, 0.15 for each km2 (150 to 600 m, 0.1 to 0.2),
    which mislead thresholds as much and hide fewer landslides; ramp 2.5 (3); bowls of 60 to 150 m and 15 to 45 mm/yr (150 to 500 m,
    20 to 150); experts omit 2 % and invent 2 % of old ones (6 %, 3 %), and draw 15 % of the partly reactivated ones whole (70 %).

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
    shares: tuple[float, float, float, float] = (0.68, 0.19, 0.10, 0.03)
    median_area_km2: float = 0.14
    sigma_area: float = 0.45
    elongation: float = 1.6
    giants: float = 0.03
    median_speed: float = 62.0
    sigma_speed: float = 0.5
    least_seen: float = 0.8
    targets_per_km2: float = 264.0
    noise: float = 3.0
    atmosphere: float = 2.0
    ramp: float = 2.5
    outliers: float = 0.03
    patches_per_km2: float = 0.15
    movers_per_km2: float = 0.4
    arcs_per_km2: float = 0.35
    fresh_tone: float = 1.0
    old_tone: float = 0.9
    seam_gain: float = 0.06
    omitted: float = 0.02
    invented: float = 0.02
    drawn_whole: float = 0.15
