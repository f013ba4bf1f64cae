"""Names of the areas' attributes, with what they are and their units."""

from __future__ import annotations

from ..base.translation import tr

ALIASES = {
    "area_id": tr("area"),
    "area_m2": tr("area (m²)"),
    "perimeter_m": tr("perimeter (m)"),
    "length_m": tr("length down the slope (m)"),
    "width_m": tr("width across the slope (m)"),
    "elongation": tr("length / width"),
    "probability_mean": tr("mean probability (0 to 1)"),
    "probability_max": tr("largest probability (0 to 1)"),
    "probability_std": tr("mean standard deviation of the probability (0 to 1)"),
    "n_targets": tr("targets"),
    "targets_km2": tr("density of targets (1/km²)"),
    "v_mean": tr("mean velocity (mm/yr)"),
    "v_median": tr("median velocity (mm/yr)"),
    "v_min": tr("lowest velocity (mm/yr)"),
    "v_max": tr("highest velocity (mm/yr)"),
    "v_absmax": tr("largest |velocity| (mm/yr)"),
    "v_p95": tr("95 % quantile of |velocity| (mm/yr)"),
    "v_std": tr("standard deviation of the velocity (mm/yr)"),
    "sign": tr("motion along the line of sight"),
    "activity": tr("activity by |median velocity|"),
    "gi_z_mean": tr("mean Gi* z-score"),
    "gi_z_max": tr("Gi* z-score of largest magnitude"),
    "coherence_mean": tr("mean coherence (0 to 1)"),
    "seen_by": tr("orbits that see the motion: a ascending, d descending"),
    "v_east": tr("median velocity to the east (mm/yr)"),
    "v_up": tr("median velocity upwards (mm/yr)"),
    "v_slope": tr("median velocity down the slope (mm/yr)"),
    "hotspot_mean": tr("mean hot spot density (z/km²)"),
    "slope_mean": tr("mean slope (°)"),
    "slope_max": tr("steepest slope (°)"),
    "aspect_mean": tr("mean aspect (° from north)"),
    "elev_min": tr("lowest elevation (m)"),
    "elev_max": tr("highest elevation (m)"),
    "relief_m": tr("relief (m)"),
    "sensitivity": tr("mean share of a motion down the slope that is seen (0 to 1)"),
    "visibility": tr("visibility of a motion down the slope"),
    "quality": tr("quality, 1 (best) to 4"),
    "status": tr("review status"),
    "model": tr("model"),
    "stack": tr("feature stack"),
    "threshold": tr("threshold of the probability"),
    "seed_threshold": tr("probability that the area reaches somewhere"),
    "date": tr("date of the prediction"),
}
ACTIVITIES = ("none", "slow", "fast", "not measured")  # |median velocity| below 2, below 10, from 10 mm/yr; no target
VISIBILITIES = ("poor", "fair", "good")  # mean |C| below 0.2 or half of it hidden, below 0.5, from 0.5
