"""What a prediction says of each cell: the layers that the worker fills, and the rasters that they are written to."""

from __future__ import annotations

from collections.abc import Sequence

from ..gis.raster_writer import Band

PROBABILITY = Band("probability", "", "Probability of an active landslide; null: motion could not be observed")
DEVIATION = (
    Band("deviation", "", "Standard deviation of the probability between the judgements: more data would mend it"),
    Band("label_noise", "", "Standard deviation of the label at a known probability: more data would not mend it"),
)


_WITHOUT = "without_"
WITHOUT_MOTION = f"{_WITHOUT}motion"


def without_bands(sources: Sequence[str]) -> list[Band]:
    """Bands of the raster of what the network says without each source."""
    said = "Probability of an active landslide without"
    return [Band(f"{_WITHOUT}{source}", "", f"{said} {source}") for source in sources]


def rasters(deviation: bool, sources: Sequence[str]) -> list[list[Band]]:
    """The bands of each raster, in the order of the worker's layers: probability, deviations, without each source."""
    return [[PROBABILITY], *([list(DEVIATION)] if deviation else []), *([without_bands(sources)] if sources else [])]
