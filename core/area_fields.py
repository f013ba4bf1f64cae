"""Names of the areas' attributes, with what they are and their units."""

from __future__ import annotations

ALIASES = {
    "area_id": "area",
    "area_m2": "area (m²)",
    "perimeter_m": "perimeter (m)",
    "probability_mean": "mean probability (0 to 1)",
    "probability_max": "largest probability (0 to 1)",
    "n_targets": "targets",
    "targets_km2": "density of targets (1/km²)",
    "v_mean": "mean velocity (mm/yr)",
    "v_median": "median velocity (mm/yr)",
    "v_min": "lowest velocity (mm/yr)",
    "v_max": "highest velocity (mm/yr)",
    "v_absmax": "largest |velocity| (mm/yr)",
    "sign": "motion along the line of sight",
    "activity": "activity by |median velocity|",
    "gi_z_mean": "mean Gi* z-score",
    "gi_z_max": "Gi* z-score of largest magnitude",
    "coherence_mean": "mean coherence (0 to 1)",
    "hotspot_mean": "mean hot spot density (z/km²)",
    "slope_mean": "mean slope (°)",
    "slope_max": "steepest slope (°)",
    "aspect_mean": "mean aspect (° from north)",
    "elev_min": "lowest elevation (m)",
    "elev_max": "highest elevation (m)",
    "status": "review status",
    "model": "model",
    "threshold": "threshold of the probability",
    "date": "date of the prediction",
}
ACTIVITIES = ("none", "slow", "fast", "not measured")  # |median velocity| below 2, below 10, from 10 mm/yr; no target
