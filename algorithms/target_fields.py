"""Fields of QGIS' layers of targets as they are: numbers and texts, for what tools pass on."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsFeatureRequest, QgsWkbTypes

from ..core.base.progress import Progress, check_cancelled

_EVERY = 5000  # features between two looks at the cancel button


def read_attributes(source, fields: list[str], rows, progress: Progress):
    """Fields as they are, of some of the rows that `read_points` gave, or `read_columns` of a table.

    Args:
        source: layer or feature source.
        fields: their names.
        rows: (n,) increasing numbers of the rows.
        progress: asked for a cancel.

    Returns:
        name -> (n,) objects: numbers or texts, None for null.
    """
    request = QgsFeatureRequest().setSubsetOfAttributes(fields, source.fields())
    numbers = [source.fields().lookupField(field) for field in fields]
    has_places = QgsWkbTypes.geometryType(source.wkbType()) == QgsWkbTypes.GeometryType.PointGeometry
    wanted = np.zeros(int(rows[-1]) + 1 if len(rows) else 0, bool)
    wanted[rows] = True
    made, row = {field: [] for field in fields}, 0
    for count, feature in enumerate(source.getFeatures(request)):
        if count % _EVERY == 0:
            check_cancelled(progress)
        repeats = 1 if not has_places else sum(1 for _ in feature.geometry().vertices())
        here = int(np.count_nonzero(wanted[row : row + repeats]))
        row += repeats
        if here:
            attributes = feature.attributes()
            for column, i in zip(made.values(), numbers):
                column.extend([_known(attributes[i])] * here)
    return {field: np.array(column, object) for field, column in made.items()}


def _known(value):
    """An attribute as a number or text; None for QGIS' NULL, which reads NULL."""
    if isinstance(value, (int, float)):
        return None if np.isnan(value) else value
    text = str(value)
    return None if value is None or text in ("NULL", "") else text
