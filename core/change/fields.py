"""Fields of the layer of changes, as people read them."""

from __future__ import annotations

from ..base.translation import tr

ALIASES = {
    "change": tr("what has become of the area"),
    "speed_change": tr("change of the speed"),
    "reason": tr("why it is not comparable, or not sure"),
    "before": tr("numbers of the areas before"),
    "after": tr("numbers of the areas after"),
    "area_before_m2": tr("area before (m²)"),
    "area_after_m2": tr("area after (m²)"),
    "edge_shift_m": tr("mean shift of the outline, outwards (m)"),
    "edge_error_m": tr("standard deviation of the mean shift (m)"),
    "edge_largest_m": tr("shift of the tenth of the outline that moved most (m)"),
    "edge_azimuth": tr("direction of that part from the middle (° from north)"),
    "moved_m": tr("distance of the centres (m)"),
    "observed": tr("share that both dates observed (0 to 1)"),
    "v_before": tr("median velocity before (mm/yr)"),
    "v_after": tr("median velocity after, reference aligned (mm/yr)"),
    "speed_diff": tr("rise of the speed (mm/yr)"),
    "speed_error": tr("standard deviation of the difference (mm/yr)"),
    "n_before": tr("targets before"),
    "n_after": tr("targets after"),
    "p_before": tr("mean probability before (0 to 1)"),
    "p_after": tr("mean probability after (0 to 1)"),
}
