"""Whether people are sure of the areas that they drew."""

from __future__ import annotations

import numpy as np

from ...core.base.errors import InputError
from ...core.base.translation import tr
from ...core.targets.decimal_marks import column_numbers


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
