"""How Hot spot draws candidate areas, as parameters of the tool."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterNumber, QgsProcessingParameterRasterLayer

from ...core.areas.regions import MOST_ADDED as MOST_ADDED_SHARE
from ...core.base.translation import tr
from ...core.hotspots.candidate_areas import AreaOptions
from ...core.hotspots.candidate_scores import MOVING_SHARE, SIGNIFICANT, SURE
from ..raster_layers import optional_raster_path

MIN_TARGETS, MIN_AREA, MERGE, DEM, MIN_SLOPE = "MIN_TARGETS", "MIN_AREA", "MERGE", "DEM", "MIN_SLOPE"
AREA_THRESHOLD, MOST_ADDED = "AREA_THRESHOLD", "MOST_ADDED"

_NUMBERS = {
    # for each: label, help, default, smallest
    AREA_THRESHOLD: (
        tr("Candidate areas: hot spot threshold"),
        tr(
            "Areas are drawn where the hot spot map reaches this value or its negative, in the unit of the map. "
            "Empty: where the targets around a cell (within four fifths of the bandwidth) have a mean z beyond "
            "{significant:g} and {share:.0%} of them move one way faster than the stability threshold; the mean z has "
            "to be beyond {sure:g} at one cell of each area."
        ).format(significant=SIGNIFICANT, share=MOVING_SHARE, sure=SURE),
        None,
        0.0,
    ),
    MIN_TARGETS: (tr("Candidate areas: minimum targets"), tr("Candidate areas with fewer targets are left out."), 6, 1),
    MIN_AREA: (
        tr("Candidate areas: minimum area (m2)"),
        tr("Smaller candidate areas are left out, and smaller holes are filled."),
        10000.0,
        0.0,
    ),
    MERGE: (
        tr("Candidate areas: merge distance (m)"),
        tr("Candidate areas that are closer to each other than this become one."),
        50.0,
        0.0,
    ),
    MOST_ADDED: (
        tr("Candidate areas: maximum growth by merging and filling (%)"),
        tr(
            "Where merging and filling would enlarge the areas by more than this, the merge distance is made smaller "
            "and holes stay."
        ),
        100.0 * MOST_ADDED_SHARE,
        0.0,
    ),
    MIN_SLOPE: (
        tr("Candidate areas: minimum mean slope (degrees)"),
        tr(
            "Candidate areas with a lower mean slope are left out, because flat ground that moves is usually "
            "subsidence. Needs an elevation model. Landslide inventories use 5."
        ),
        0.0,
        0.0,
    ),
}


def define_candidate_areas(tool) -> None:
    """Add the parameters to the tool, all of them advanced."""
    for name, (label, text, default, least) in _NUMBERS.items():
        if name == MIN_SLOPE:
            dem = QgsProcessingParameterRasterLayer(DEM, tr("Candidate areas: elevation model (DEM)"), optional=True)
            heights = tr("Heights in metres, to compute the mean slope and aspect of the candidate areas.")
            tool.define(dem, heights, advanced=True)
        whole = isinstance(default, int)
        kind = QgsProcessingParameterNumber.Type.Integer if whole else QgsProcessingParameterNumber.Type.Double
        number = QgsProcessingParameterNumber(
            name, label, type=kind, defaultValue=default, optional=default is None, minValue=least
        )
        tool.define(number, text, advanced=True)


def area_options(tool, parameters, context) -> AreaOptions:
    """What the parameters say."""

    def number(name):
        return tool.parameterAsDouble(parameters, name, context)

    return AreaOptions(
        min_targets=tool.parameterAsInt(parameters, MIN_TARGETS, context),
        min_area_m2=number(MIN_AREA),
        merge_m=number(MERGE),
        dem=optional_raster_path(tool, parameters, DEM, context),
        min_slope=number(MIN_SLOPE),
        threshold=None if parameters.get(AREA_THRESHOLD) in (None, "") else number(AREA_THRESHOLD),
        most_added=number(MOST_ADDED) / 100.0,
    )
