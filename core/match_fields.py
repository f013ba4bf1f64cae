"""Names of the attributes of the layer of matches, with what they are."""

from __future__ import annotations

ALIASES = {
    "source": "reference or predicted",
    "result": "matched, missed or false",
    "iou": "best overlap as intersection over union",
    "partner": "number of the matched area, of the other source",
    "number": "number of the area in its own source",
    "area_m2": "scored area (m²)",
    "distance_m": "mean distance of the outlines (m)",
    "hausdorff95_m": "95 % Hausdorff distance of the outlines (m)",
}
