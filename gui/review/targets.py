"""Targets of one area: only those inside its box are read, whatever the size of their layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...core.areas.motion import target_columns
from ...core.areas.review_motion import velocity_and_dates
from ...core.products.kept_fields import SERIES_NUMBER
from ...core.products.series import field_of
from ...core.products.series_file import file_of
from ...core.series.outputs import NUMBERS
from ...core.targets.targets import GI_Z, standard_targets
from .fields import plain

_EXTRA = (GI_Z, "coherence", *NUMBERS)


@dataclass(frozen=True)
class AreaTargets:
    """Targets inside an area: velocity (n,) mm/yr, displacement (n, k) at the dates, gi_z and coherence."""

    x: np.ndarray
    y: np.ndarray
    velocity: np.ndarray
    dates: list[str]
    displacement: np.ndarray
    extra: dict[str, np.ndarray]

    def columns(self, outline, area_m2: float) -> dict:
        """Attributes of the area after its targets."""
        more = {name: self.extra[name] for name in (GI_Z, *NUMBERS) if name in self.extra}
        targets = standard_targets(self.x, self.y, "", self.velocity, self.extra, more)
        found = target_columns([bytes(outline.asWkb())], targets, np.array([area_m2]), [np.arange(len(self.x))])
        values = {one.name: np.asarray(one.values).tolist()[0] for one in found}
        return {name: None if value != value else value for name, value in values.items()}  # noqa: PLR0124

    def completed(self, row: dict) -> dict:
        """An area's attributes; those of another tool, which knows no targets, with their number and velocity."""
        if row.get("n_targets") is not None:
            return row
        known = self.velocity[np.isfinite(self.velocity)]
        return {**row, "n_targets": len(self.x), **({"v_median": float(np.median(known))} if len(known) else {})}


def targets_in(layer, outline: QgsGeometry, crs) -> AreaTargets:
    """Read the targets of a point layer inside an outline.

    Args:
        layer: of points; its fields are found by their names, whoever produced it.
        outline: of the area.
        crs: of the outline.
    """
    velocity, dates = velocity_and_dates(layer.fields().names())
    looked_up = _EXTRA if dates else (*_EXTRA, SERIES_NUMBER)
    extra = [name for name in looked_up if layer.fields().lookupField(name) >= 0]
    names = [*([velocity] if velocity else []), *extra, *dates]
    inside = QgsGeometry(outline)
    request = QgsFeatureRequest()
    try:
        inside.transform(QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance().transformContext()))
    except QgsCsException:  # the layers lie on different sides of the earth
        request.setFilterFids([])
    request.setFilterRect(inside.boundingBox()).setSubsetOfAttributes(names, layer.fields())
    engine = QgsGeometry.createGeometryEngine(inside.constGet())
    engine.prepareGeometry()
    numbers = [layer.fields().lookupField(name) for name in names]
    rows, places = [], []
    for feature in layer.getFeatures(request):
        point = feature.geometry()
        if engine.intersects(point.constGet()):
            attributes = feature.attributes()
            rows.append([_number(attributes[i]) for i in numbers])
            places.append((point.boundingBox().center().x(), point.boundingBox().center().y()))
    table = np.array(rows, float).reshape(len(rows), len(names))
    x, y = np.array(places, float).reshape(-1, 2).T
    first = len(names) - len(dates)
    found = dict(zip(names[:first], table[:, :first].T))
    values = found.get(velocity, np.full(len(rows), np.nan))
    displacement = table[:, first:]
    if SERIES_NUMBER in found:
        dates, displacement = _series_of(layer, found[SERIES_NUMBER])
    return AreaTargets(x, y, values, dates, displacement, {name: found[name] for name in extra})


def _series_of(layer, numbers: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Dates and displacements (n, k) from the file of series that holds most of these numbers.

    It lies beside the layer, or beside the imported layer that this one was made from, where the project has that.
    """
    layers = [layer, *(one for one in QgsProject.instance().mapLayers().values() if isinstance(one, QgsVectorLayer))]
    best = file_of((one.source().partition("|")[0] for one in layers), numbers)
    if best is None:
        return [], np.zeros((len(numbers), 0))
    return [field_of(day) for day in best.days], best.read(numbers).astype(float)


def _number(value) -> float:
    try:
        return float("nan") if plain(value) is None else float(value)
    except (TypeError, ValueError):
        return float("nan")


def best_targets() -> QgsVectorLayer | None:
    """Targets with Gi* scores, else those with a velocity; None without either."""
    layers = [layer for layer in QgsProject.instance().mapLayers().values() if isinstance(layer, QgsVectorLayer)]
    points = [layer for layer in layers if layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry]
    for name in (GI_Z, "velocity"):
        for layer in points:
            if layer.fields().lookupField(name) >= 0:
                return layer
    return None
