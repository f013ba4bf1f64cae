"""The numbers of the synthetic study area: committed, because every score on it depends on them."""

from __future__ import annotations

from dataclasses import dataclass

CELL_M = 5.0
SEEN = 12.0  # mm/yr along the line of sight: clearly moving in a map of velocities
FACTOR = 4  # cells of 5 m in a cell of the coarse fields (20 m)
PAD = 24  # coarse cells around the study area, so that nothing ends at its edge
SIZES = {"small": (1024, 1024), "medium": (1792, 2560), "large": (8192, 8192)}  # rows, columns

DESCENDING, ASCENDING, BOTH = "descending", "ascending", "both"
ORBITS = {DESCENDING: (DESCENDING,), ASCENDING: (ASCENDING,), BOTH: (DESCENDING, ASCENDING)}  # the first: targets.csv

# What a cell is (`Scene.kind`).
STABLE, FRESH, VEGETATED, PARTLY, HIDDEN, OLD = range(6)
BOWL, COMPACTION, EMBANKMENT, TALUS, UPLIFT = range(10, 15)
ACTIVE = (FRESH, VEGETATED, PARTLY, HIDDEN)
KIND_NAMES = {
    STABLE: "stable",
    FRESH: "active, fresh",
    VEGETATED: "active, vegetated",
    PARTLY: "partly reactivated",
    HIDDEN: "active, hardly seen by the radar",
    OLD: "old, inactive",
    BOWL: "mining subsidence",
    COMPACTION: "compaction of farmland",
    EMBANKMENT: "settling embankment",
    TALUS: "talus creep",
    UPLIFT: "seasonal uplift",
}


@dataclass(frozen=True)
class Recipe:
    """Parameters of the generator (docs: science.md, section 4). Velocities in mm/yr, lengths in m.

    Where they leave that section's figures (in brackets), so that sparse targets can show what moves, labels follow it,
    and each source counts for what section 4.9 wants of it: areas of 0.18 km2, sigma 0.4, at least 0.05 km2 (0.06, 0.8,
    0.015), 0.8 for each km2 (0.9) and 30 m apart (may overlap); 0.75 old ones for each (0.6); length to width 1.5
    (2.0); shares, see below (45 : 15 : 20 : 8), and only active landslides with most of their length in view; speeds of
    62 mm/yr, sigma 0.5 (35, 0.8); 157 targets for each km2 (264), hardly in clusters (0.1 for 0.6), so that single
    targets say little and their maps much; outliers 8 %, none beyond 90 mm/yr (1 %, unbounded), and patches of 60 to
    130 m, 0.1 for each km2 (150 to 600 m, 0.1 to 0.2), which mislead thresholds as much and hide fewer landslides; ramp
    2.5 (3); bowls of 60 to 150 m and 15 to 45 mm/yr (150 to 500 m, 20 to 150); experts omit 1 % and invent 1 % of old
    ones (6 %, 3 %), and draw 15 % of the partly reactivated ones whole (70 %); slopes to the west-south-west, where the
    beds dip, slide more by a factor of 1 + 0.9 cos (1 + 0.5 cos, to 200 degrees); the whim of elevation has a deviation
    of 1.9.

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
        clusters: standard deviation of the logarithm of the targets' density over 200 m, beside what the ground
            does to it.
        noise: standard deviation of a good target's velocity.
        atmosphere: standard deviation of the remaining atmosphere.
        ramp: half range of the orbital ramp.
        outliers: share of targets with a wrong velocity.
        patches_per_km2: unwrapping errors.
        movers_per_km2: moving ground that is no landslide.
        arcs_per_km2: arcuate scarps and quarries that are no landslides.
        fresh_tone: strength of the traces of a fresh landslide in the image, 0..1.
        old_tone: the same for an old one.
        faintest: the least strength of fresh ones, as a share.
        toe_tone: strength at the toe, which blends with the valley floor, as a share.
        veg_tone: greatest strength of vegetated ones, as a share.
        seam_gain: relative standard deviation of the gains of image strips.
        omitted: share of areas that the experts overlook.
        invented: share of areas that they draw where nothing moves.
        drawn_whole: share of the partly reactivated landslides whose resting part they draw as well.
        orbits: one of ORBITS: from where the radar looks; an active landslide is one that any of them sees.
    """

    relief_m: float = 420.0
    valley_m: float = 330.0
    slope_deg: float = 24.0
    active_per_km2: float = 0.8
    old_ratio: float = 0.75
    shares: tuple[float, float, float, float] = (0.68, 0.22, 0.08, 0.02)
    median_area_km2: float = 0.18
    sigma_area: float = 0.4
    elongation: float = 1.5
    giants: float = 0.03
    median_speed: float = 62.0
    sigma_speed: float = 0.5
    least_seen: float = 0.8
    targets_per_km2: float = 157.0
    clusters: float = 0.1
    noise: float = 3.0
    atmosphere: float = 2.0
    ramp: float = 2.5
    outliers: float = 0.08
    patches_per_km2: float = 0.1
    movers_per_km2: float = 0.25
    arcs_per_km2: float = 0.35
    fresh_tone: float = 1.0
    old_tone: float = 0.9
    faintest: float = 0.86
    toe_tone: float = 0.75
    veg_tone: float = 0.48
    seam_gain: float = 0.06
    omitted: float = 0.01
    invented: float = 0.01
    drawn_whole: float = 0.15
    orbits: str = DESCENDING
