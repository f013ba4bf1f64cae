"""From QGIS' layers to the arrays of the core. Outputs are written by the core itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingException,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..core.base.errors import InputError
from ..core.base.progress import Progress
from ..core.base.translation import tr
from ..core.gis.crs import transform_points
from ..core.gis.nearby import Nearby
from ..core.gis.place import require_place
from ..core.gis.rings import repaired_polygon, say_of_polygons
from ..core.series.outputs import kept_numbers
from ..core.targets.checks import sound
from ..core.targets.decimal_marks import Words, column_numbers
from ..core.targets.targets import GI_Z, Targets, standard_targets
from ..core.targets.values import require_numbers
from .features import all_features, with_rows_deleted

CALLED = {
    QgsWkbTypes.GeometryType.PointGeometry: tr("points"),
    QgsWkbTypes.GeometryType.LineGeometry: tr("lines"),
    QgsWkbTypes.GeometryType.PolygonGeometry: tr("polygons"),
    QgsWkbTypes.GeometryType.NullGeometry: tr("no geometry"),
}
POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]


@dataclass(frozen=True)
class PointTable:
    """Points and numeric attributes: x, y (n,) float64 in `crs`; values name -> (n,), NaN for null; words by name."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    crs: str
    values: dict[str, NDArray[np.float64]]
    words: dict[str, Words]


def wkt(crs: QgsCoordinateReferenceSystem) -> str:
    """WKT that GDAL reads; empty for an invalid CRS.

    QGIS 3.40 has once given no WKT for a valid CRS in a tool's thread: the CRS' own name says the same.
    """
    if not crs.isValid():
        return ""
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED_GDAL) or crs.authid()


def read_points(source, fields: list[str], progress: Progress, name: str = "") -> PointTable:
    """Read point features with the named fields; text that is a number counts as a number.

    Raises:
        InputError: no CRS, no feature, a feature that is no point, a field that does not exist, or text whose decimal
            mark is not clear.
    """
    name = name or tr("targets")
    require_crs(source, name)
    _require_fields(source, fields, name)
    request = QgsFeatureRequest().setSubsetOfAttributes(fields, source.fields())
    numbers = [source.fields().lookupField(field) for field in fields]
    places, cells, nowhere = [], [[] for _ in fields], 0
    for feature in all_features(source, progress, name, request):
        geometry = feature.geometry()
        if geometry.isNull() or geometry.isEmpty():
            nowhere += 1
            continue
        require_kind(geometry, QgsWkbTypes.GeometryType.PointGeometry, name)
        attributes = feature.attributes()
        vertices = [(vertex.x(), vertex.y()) for vertex in geometry.vertices()]
        places.extend(vertices)
        for column, i in zip(cells, numbers):
            column.extend([_cell(attributes[i])] * len(vertices))
    if not places:
        raise InputError(tr("The layer of {name} has no point. Choose a layer with features."), name=name)
    if nowhere:
        progress.warning(f"{nowhere} features of the layer of {name} have no geometry and are left out.")
    table = np.array(places, float)
    return PointTable(
        table[:, 0].copy(), table[:, 1].copy(), wkt(source.sourceCrs()), *column_numbers(dict(zip(fields, cells)), name)
    )


def read_columns(source, fields: list[str], name: str, progress: Progress):
    """Fields of a table without geometry as numbers: name -> (n,), NaN for null; and the words by name.

    Raises:
        InputError: no row, a field that does not exist, or text whose decimal mark is not clear.
    """
    _require_fields(source, fields, name)
    request = QgsFeatureRequest().setSubsetOfAttributes(fields, source.fields())
    cells = {field: [] for field in fields}
    numbers = [source.fields().lookupField(field) for field in cells]
    for feature in all_features(source, progress, name, request):
        attributes = feature.attributes()
        for column, i in zip(cells.values(), numbers):
            column.append(_cell(attributes[i]))
    if not any(cells.values()):
        raise InputError(tr("The table {name} has no row. Choose a table with rows."), name=name)
    return column_numbers(cells, name)


def _require_fields(source, fields, name: str) -> None:
    missing = [field for field in fields if source.fields().lookupField(field) < 0]
    if missing:
        raise InputError(
            tr("The layer of {name} has no field {missing}; it has {fields}."),
            name=name,
            missing=", ".join(missing),
            fields=", ".join(source.fields().names()),
        )


def spelled(source, name: str) -> str:
    """A field's name as the layer spells it, in whatever case it was given; empty where there is none."""
    index = source.fields().lookupField(name)
    return source.fields().field(index).name() if index >= 0 else ""


def _cell(value):
    """An attribute as a number or text; QGIS' NULL reads NULL, true and false are words."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    return value.toString(Qt.DateFormat.ISODate) if isinstance(value, (QDate, QDateTime, QTime)) else str(value)


def require_kind(geometry, kind, name: str) -> None:
    """Stop at a feature of another kind than its layer says: files hold what was written to them.

    Raises:
        InputError: it is no point, line or polygon, whichever is wanted; a collection passes.
    """
    if geometry.type() not in (kind, QgsWkbTypes.GeometryType.UnknownGeometry):
        raise InputError(
            tr("The layer of {name} holds a {found} where {wanted} are wanted. Choose another layer, or remove it."),
            name=name,
            found=QgsWkbTypes.displayString(geometry.wkbType()),
            wanted=CALLED[kind],
        )


def read_polygons(source, crs: str, context, progress: Progress, name: str, fields: tuple[str, ...] = (), bounds=None):
    """Polygons as WKB in another CRS, repaired where they are invalid.

    Args:
        source: layer or feature source.
        crs: WKT of the CRS that is wanted.
        context: of the tool.
        progress: hears what was left out or repaired.
        name: what messages call the layer.
        fields: whose values are wanted.
        bounds: west, south, east, north of the study area in `crs`: polygons that are far larger are cut to the ground
            around it before they are projected; None: none is cut.

    Returns:
        (list of WKB bytes, dict of field name -> list of raw attribute values). May be empty.

    Raises:
        InputError: no CRS, not the CRS of its coordinates, or the layer holds no polygons.
    """
    require_crs(source, name)
    if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.PolygonGeometry:
        raise InputError(tr("The layer of {name} does not hold polygons. Choose a polygon layer."), name=name)
    target = QgsCoordinateReferenceSystem.fromWkt(crs)
    transform = QgsCoordinateTransform(source.sourceCrs(), target, context.transformContext())
    nearby = Nearby(wkt(source.sourceCrs()), crs, bounds) if bounds is not None else None
    polygons, values, repaired, flat = [], {field: [] for field in fields}, 0, 0
    for count, feature in enumerate(all_features(source, progress, name, every=200)):
        geometry = feature.geometry()
        if geometry.isNull() or geometry.isEmpty():
            continue
        require_kind(geometry, QgsWkbTypes.GeometryType.PolygonGeometry, name)
        sound = repaired_polygon(bytes(geometry.asWkb()))
        if sound is None:
            flat += 1
            continue
        if not polygons:
            require_plausible(geometry, source, name)
        repaired += sound[1]
        placed = _brought(nearby.part(sound[0]) if nearby else [sound[0]], transform)
        if placed is None:
            raise InputError(
                tr(
                    "Polygon {count} of the layer of {name} cannot be brought from {source} to {target}. Check "
                    "the layer's CRS."
                ),
                count=count + 1,
                name=name,
                source=source.sourceCrs().authid(),
                target=target.authid() or target.description(),
            )
        polygons += placed
        for field in fields:
            values[field] += [feature[field]] * len(placed)
    say_of_polygons(polygons, flat, repaired, name, progress)
    return polygons, values


def require_plausible(geometry, source, name: str) -> None:
    """Stop at a shape that cannot lie where its layer's CRS says; the first of a layer speaks for all.

    Raises:
        InputError: metres called degrees, or the reverse, or far off.
    """
    box = geometry.boundingBox()
    x, y = np.array([box.xMinimum(), box.xMaximum()]), np.array([box.yMinimum(), box.yMaximum()])
    margin = 0.5 * (box.width() + box.height())  # a shape may go round the world
    require_place(x, y, wkt(source.sourceCrs()), source.sourceName() or name, margin)


def _brought(polygons, transform):
    """Polygons (WKB) in another CRS; None where that was not possible: QGIS raises, or leaves infinite coordinates."""
    moved = []
    for polygon in polygons:
        geometry = QgsGeometry()
        geometry.fromWkb(polygon)
        try:
            geometry.transform(transform)
        except QgsCsException:
            return None
        box = geometry.boundingBox()
        if not np.isfinite([box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]).all():
            return None
        moved.append(bytes(geometry.asWkb()))
    return moved


def require_crs(source, name: str) -> None:
    """Stop where a layer does not say where it lies.

    Raises:
        InputError: the layer has no CRS.
    """
    if not source.sourceCrs().isValid():
        raise InputError(tr("The layer of {name} has no CRS. Set the layer's CRS first."), name=name)


def required_source(algorithm, parameters, name: str, context):
    """A feature source, or QGIS' own sentence for one that cannot be loaded."""
    source = algorithm.parameterAsSource(parameters, name, context)
    if source is None:
        raise QgsProcessingException(algorithm.invalidSourceError(parameters, name))
    return with_rows_deleted(source, algorithm.parameterAsVectorLayer(parameters, name, context))


def optional_source(algorithm, parameters, name: str, context):
    """A feature source, None where none was given, or QGIS' own sentence for one that cannot be loaded."""
    return None if parameters.get(name) in (None, "") else required_source(algorithm, parameters, name, context)


def required_polygons(
    algorithm, parameters, name: str, crs: str, context, progress: Progress, bounds=None
) -> list[bytes]:
    """Polygons (WKB) of a parameter in another CRS; `bounds` as in read_polygons.

    Raises:
        InputError: the layer is empty, has no CRS or no polygons, or none of them near the bounds.
    """
    source = required_source(algorithm, parameters, name, context)
    called = algorithm.parameterDefinition(name).description().lower()
    polygons, _ = read_polygons(source, crs, context, progress, called, bounds=bounds)
    features = all_features(source, progress, called)
    if not polygons and bounds is not None and any(feature.hasGeometry() for feature in features):
        raise InputError(
            tr("The polygons of {name} lie nowhere near the other inputs. Check the layers' CRS and places."),
            name=called,
        )
    if not polygons:
        raise InputError(tr("The layer of {name} has no polygon. Choose a layer with features."), name=called)
    return polygons


def polygons_of(layer, crs: str, context, progress: Progress) -> list[bytes]:
    """Polygons (WKB) of a layer in another CRS.

    Raises:
        InputError: the layer is empty, has no CRS or no polygons.
    """
    polygons, _ = read_polygons(layer, crs, context, progress, layer.name())
    if not polygons:
        raise InputError(tr("The layer of {name} has no polygon. Choose a layer with features."), name=layer.name())
    return polygons


def optional_polygons(
    algorithm, parameters, name: str, crs: str, context, progress: Progress, bounds=None
) -> list[bytes]:
    """Polygons (WKB) of an optional parameter in another CRS; none where it is empty; `bounds` as in read_polygons.

    Raises:
        InputError: the layer has no CRS or no polygons.
    """
    if parameters.get(name) in (None, ""):
        return []
    return required_polygons(algorithm, parameters, name, crs, context, progress, bounds)


def read_target_table(source, crs: str, progress: Progress, also: Sequence[str] = ()) -> Targets:
    """Targets with a velocity as the core wants them, in another CRS; Gi*, coherence and fields of `also` if present.

    Raises:
        InputError: no CRS, no field `velocity`, no target.
    """
    present = [name for name in (GI_Z, "coherence") if source.fields().lookupField(name) >= 0]
    named = [name for name in also if source.fields().lookupField(name) >= 0]
    moving = list(dict.fromkeys([*kept_numbers(source.fields().names()), *named]))
    table = read_points(source, ["velocity", *present, *moving], progress)
    name = source.sourceName() or tr("targets")
    require_numbers(table.words, {"velocity"}, name, progress)
    kept, columns = sound(table.x, table.y, table.crs, table.values, "velocity", name, progress)
    x, y = transform_points(table.x[kept], table.y[kept], table.crs, crs)
    good = np.isfinite(columns["velocity"])
    if not good.any():
        raise InputError(
            tr(
                "None of the {count} targets has a velocity: the field velocity is null or not a number. Choose the "
                "layer that Import coherent targets wrote."
            ),
            count=len(good),
        )
    values = {name: column[good] for name, column in columns.items()}
    more = {name: values[name] for name in (GI_Z, *moving) if name in values}
    return standard_targets(x[good], y[good], crs, values["velocity"], values, more)


def says_synthetic(source) -> bool:
    """Tell whether the first feature has a field `synthetic` that is set."""
    if source.fields().lookupField("synthetic") < 0:
        return False
    feature = next(source.getFeatures(), {"synthetic": ""})
    return str(feature["synthetic"]).lower() in {"1", "true", "yes"}
