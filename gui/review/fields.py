"""The fields of a review in a layer: whether it can be reviewed, which fields it lacks, and how they are added."""

from __future__ import annotations

from qgis.core import NULL, QgsField, QgsVectorDataProvider

from ...algorithms.compat import STRING
from ...core.areas.review import FIELDS
from ...core.base.translation import tr

_OWN = ("area_id", "status", "model", "threshold")  # every layer that Predict boundaries makes has them
_LENGTH = 254  # of a text in a shapefile
_CAN = QgsVectorDataProvider.Capability


def problem_of(layer) -> str:
    """Why a layer cannot be reviewed; empty where it can."""
    provider = layer.dataProvider()
    numeric = [
        name for name in FIELDS if layer.fields().lookupField(name) >= 0 and layer.fields().field(name).isNumeric()
    ]
    if provider.name() == "memory":
        return tr(
            "The layer {name} is only in memory and would be lost. Save it as a GeoPackage first (right click, Export)."
        ).format(name=layer.name())
    if not provider.capabilities() & _CAN.ChangeAttributeValues or (
        missing_fields(layer) and not provider.capabilities() & _CAN.AddAttributes
    ):
        return tr("The layer {name} cannot be written. Save it as a GeoPackage first (right click, Export).").format(
            name=layer.name()
        )
    if numeric:
        return tr(
            "The field {field} of the layer {name} holds numbers, but a review writes text there. Rename the field."
        ).format(field=numeric[0], name=layer.name())
    return ""


def missing_fields(layer) -> list[str]:
    """Fields of a review that a layer does not have."""
    return [name for name in FIELDS if layer.fields().lookupField(name) < 0]


def is_slipline(layer) -> bool:
    """Whether Predict boundaries made the layer."""
    return all(layer.fields().lookupField(name) >= 0 for name in _OWN)


def add_fields(layer) -> bool:
    """Add the missing fields; whether that worked."""
    fields = [QgsField(name, STRING, len=_LENGTH) for name in missing_fields(layer)]
    good = not fields or layer.dataProvider().addAttributes(fields)
    layer.updateFields()
    for name, alias in FIELDS.items():
        if layer.fields().lookupField(name) >= 0:
            layer.setFieldAlias(layer.fields().lookupField(name), alias)
    return bool(good)


def plain(value):
    """An attribute without QGIS' NULL."""
    return None if value is None or value == NULL else value
