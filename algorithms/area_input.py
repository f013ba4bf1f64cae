"""Areas of any layer with all their attributes, which a tool hands on with more of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsFeatureRequest

from ..core.areas.exposure import Things
from ..core.base.errors import InputError
from ..core.base.translation import tr
from ..core.gis.crs import metric_crs_for
from ..core.gis.vector import Column
from ..core.targets.field_values import as_stored
from .features import all_features
from .layers import read_polygons, require_crs, required_source, wkt
from .target_input import known_value

_NUMBERS_OF_FILES = ("fid", "ogc_fid")


@dataclass(frozen=True)
class AreaTable:
    """Areas as a tool takes them.

    Args:
        crs: metric, WKT.
        polygons: WKB in it.
        columns: all attributes.
    """

    crs: str
    polygons: list[bytes]
    columns: list[Column]

    @property
    def names(self) -> set[str]:
        """Of the attributes."""
        return {column.name for column in self.columns}

    def values(self, name: str) -> list[object]:
        """Of one attribute."""
        return next(list(column.values) for column in self.columns if column.name == name)

    def with_new(self, new: list[Column]) -> list[Column]:
        """The attributes and new ones, which take the place of those of the same name."""
        names = {column.name.lower() for column in new}
        return [column for column in self.columns if column.name.lower() not in names] + new


def read_areas(tool, parameters, name: str, context, progress) -> AreaTable:
    """Areas of a parameter in a metric CRS at their middle.

    Raises:
        InputError: no CRS, no polygon.
    """
    source = required_source(tool, parameters, name, context)
    require_crs(source, tr("areas"))
    box = source.sourceExtent()
    if not source.featureCount() or box.isEmpty():
        raise InputError(tr("The layer of areas has no polygon. Choose a layer with areas."))
    crs = metric_crs_for([box.center().x()], [box.center().y()], wkt(source.sourceCrs()))
    fields = [field for field in source.fields() if field.name().lower() not in _NUMBERS_OF_FILES]
    names = tuple(field.name() for field in fields)
    polygons, values = read_polygons(source, crs, context, progress, tr("areas"), names)
    if not polygons:
        raise InputError(tr("The layer of areas has no polygon. Choose a layer with areas."))
    columns = [Column(field.name(), _stored(values[field.name()]), field.alias()) for field in fields]
    return AreaTable(crs, polygons, columns)


def _stored(values):
    """Attributes of a field as an array of their kind."""
    return as_stored(np.array([known_value(value) for value in values], object))


def read_things(layer, crs, context, progress) -> Things:
    """The features of a layer that have a place, in another CRS.

    Raises:
        InputError: the layer has no CRS.
    """
    require_crs(layer, layer.name())
    target = QgsCoordinateReferenceSystem.fromWkt(crs)
    request = QgsFeatureRequest().setNoAttributes().setDestinationCrs(target, context.transformContext())
    shapes = [feature.geometry() for feature in all_features(layer, progress, layer.name(), request)]
    return Things(layer.name(), [bytes(one.asWkb()) for one in shapes if not one.isNull() and not one.isEmpty()])


def style_of(names) -> str:
    """The style of areas that keep the attributes of the tool that made them, after these attributes."""
    for field, style in (("motion_kind", "motionkind"), ("change", "change"), ("activity", "areas")):
        if field in names:
            return style
    return "reference"
