"""Names of the attributes of the layer of matches, with what they are."""

from __future__ import annotations

from ..base.translation import tr

ALIASES = {
    "source": tr("reference or predicted"),
    "result": tr("matched, missed or false"),
    "iou": tr("best overlap as intersection over union"),
    "partner": tr("number of the matched area, of the other source"),
    "number": tr("number of the area in its own source"),
    "area_m2": tr("scored area (m²)"),
    "distance_m": tr("mean distance of the outlines (m)"),
    "hausdorff95_m": tr("95 % Hausdorff distance of the outlines (m)"),
}
