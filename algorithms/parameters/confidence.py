"""How sure people are of the areas that they drew."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingParameterField, QgsProcessingParameterNumber

from ...core.base.errors import InputError
from ...core.base.translation import tr
from ...core.targets.decimal_marks import column_numbers
from ..layers import read_polygons, required_polygons, required_source


def define_confidence(tool) -> None:
    """Add the parameters to a tool, after its AREAS."""
    tool.define(
        QgsProcessingParameterField(
            tool.CONFIDENCE_FIELD,
            tr("Confidence field"),
            parentLayerParameterName=tool.AREAS,
            optional=True,
            type=QgsProcessingParameterField.DataType.Numeric,
        ),
        tr("Field that says how sure you are of each area. Empty: all areas count alike."),
        advanced=True,
    )
    tool.define(
        QgsProcessingParameterNumber(
            tool.MIN_CONFIDENCE,
            tr("Minimum confidence"),
            type=QgsProcessingParameterNumber.Type.Double,
            defaultValue=0.5,
        ),
        tr("Areas with a lower confidence are neither learnt nor scored, and do not count as stable ground either."),
        advanced=True,
    )


def sure_areas(tool, parameters, crs, context, progress):
    """Areas to learn from, and those that are too uncertain for it.

    Args:
        tool: with the parameters AREAS, CONFIDENCE_FIELD and MIN_CONFIDENCE.

    Raises:
        InputError: no area is sure enough, or the confidence is in words.
    """
    areas = required_polygons(tool, parameters, tool.AREAS, crs, context, progress)
    field = tool.parameterAsString(parameters, tool.CONFIDENCE_FIELD, context)
    if not field:
        return areas, []
    source = required_source(tool, parameters, tool.AREAS, context)
    areas, values = read_polygons(source, crs, context, progress, tr("areas"), (field,))
    least = tool.parameterAsDouble(parameters, tool.MIN_CONFIDENCE, context)
    sure = are_sure(values[field], least, field, progress)
    chosen = [area for area, good in zip(areas, sure) if good]
    if not chosen:
        raise InputError(
            tr(
                "None of the {count} areas has a confidence of {least} or more in the field {field}. Choose a "
                "smaller MIN_CONFIDENCE."
            ),
            count=len(areas),
            least=least,
            field=field,
        )
    return chosen, [area for area, good in zip(areas, sure) if not good]


def are_sure(values, least: float, field: str, progress) -> list[bool]:
    """Whether each area is sure enough; one without a value is, which the log says.

    Raises:
        InputError: a confidence in words.
    """
    cells = [value if isinstance(value, (int, float)) else str(value) for value in values]
    numbers, words = column_numbers({field: cells}, tr("areas"))
    if words:
        raise InputError(
            tr(
                "{count} of {rows} areas have words in the field of confidence {field}, for example '{example}'. "
                "Choose a field of numbers, or write numbers, for example from 0 to 1."
            ),
            count=words[field].count,
            rows=len(cells),
            field=field,
            example=words[field].example,
        )
    unknown = np.isnan(numbers[field])
    if unknown.any():
        progress.warning(
            f"{unknown.sum()} of {len(cells)} areas have no confidence in the field {field}: they count as sure."
        )
    return (unknown | (numbers[field] >= least)).tolist()
