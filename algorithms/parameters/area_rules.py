"""How areas are drawn from a probability, as parameters of Predict boundaries."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterBoolean, QgsProcessingParameterNumber

from ...core.areas.rules import SMOOTH_CELLS, AreaRules
from ...core.base.translation import tr


def define_area_rules(tool) -> None:
    """Add how areas are drawn from a probability to a tool."""
    define_number(
        tool,
        tool.THRESHOLD,
        tr("Probability threshold"),
        (0.01, 0.99),
        None,
        tr(
            "Cells with this probability or more belong to an area. Empty: the threshold of the model, which was "
            "fitted on ground held back from training."
        ),
    )
    define_number(
        tool,
        tool.MIN_AREA,
        tr("Areas: minimum area (m2)"),
        (0.0, None),
        AreaRules.min_area_m2,
        tr(
            "Smaller areas are left out of the polygons, and smaller holes are filled, also where motion could not "
            "have been observed, because a hole would be taken for stable ground. The mask stays null there."
        ),
    )
    define_number(
        tool,
        tool.SEED_THRESHOLD,
        tr("Areas: seed threshold"),
        (0.01, 1.0),
        None,
        tr(
            "Probability that an area must reach in at least one cell; other areas are left out as uncertain. "
            "Empty: 40 % of the way from the probability threshold to 1, for example 0.7 for a threshold of 0.5. "
            "With the same value as the probability threshold, no area is left out."
        ),
        advanced=True,
    )
    _define_outlines(tool)
    tool.define(
        QgsProcessingParameterBoolean(tool.SPLIT_AREAS, tr("Areas: split at ridges and rivers"), defaultValue=False),
        tr(
            "Cuts areas that cross a ridge or a river, by the slopes and aspects of the stack. Where the stack has "
            "elevation, a river is one only if it drains at least 0.3 km², not a mere hollow. Each part gets "
            "attributes of its own, and the field split_at says what it was cut at. A landslide in a valley "
            "or with a bench that is tilted backwards may be cut, too: look at the parts. No: such areas are "
            "only marked in the field crosses."
        ),
        advanced=True,
    )


def _define_outlines(tool) -> None:
    define_number(
        tool,
        tool.MERGE,
        tr("Areas: merge distance (m)"),
        (0.0, 500.0),
        AreaRules.merge_m,
        tr(
            "Areas closer to each other than this become one, and narrower bays are closed. 0: areas stay as the "
            "network drew them."
        ),
        advanced=True,
    )
    define_number(
        tool,
        tool.MOST_ADDED,
        tr("Areas: maximum growth by merging and filling (%)"),
        (0.0, 1000.0),
        100.0 * AreaRules.most_added,
        tr(
            "Where merging and filling would enlarge the areas by more than this, the merge distance is made "
            "smaller and holes stay."
        ),
        advanced=True,
    )
    define_number(
        tool,
        tool.SMOOTH,
        tr("Areas: smoothing of outlines (m)"),
        (0.0, None),
        None,
        tr(
            "Bends of the outlines that are shorter than this disappear. Areas change by less than 1 %, and never "
            "cross themselves or overlap. Empty: {cells:g} cells. 0: only the steps of the cells disappear."
        ).format(cells=SMOOTH_CELLS),
        advanced=True,
    )


def define_number(tool, name, label, limits, default, help_text, advanced=False):
    """A number; without a default it may be left empty."""
    low, high = limits
    number = QgsProcessingParameterNumber(
        name, label, type=QgsProcessingParameterNumber.Type.Double, optional=default is None, defaultValue=default
    )
    number.setMinimum(low)
    if high is not None:
        number.setMaximum(high)
    tool.define(number, help_text, advanced)
