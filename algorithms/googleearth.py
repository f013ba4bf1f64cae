"""Export for Google Earth: areas with their attributes as KMZ."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
)

from ..core.area_fields import ALIASES
from ..core.errors import InputError
from ..core.errors import tr as sentence
from ..core.kmz import Placemark, write_kmz
from .base import Algorithm, tr
from .layers import POLYGONS, read_polygons, required_source, wkt

_NO_ATTRIBUTES = {"fid", "ogc_fid"}


class GoogleEarth(Algorithm):
    """KMZ of boundaries."""

    ID = "googleearth"
    TITLE = tr("Export for Google Earth")
    GROUP = ("boundaries", tr("3 Boundaries"))
    SUMMARY = tr(
        "Writes areas as a KMZ file that Google Earth opens: outlines coloured by activity, with all attributes in the"
        " balloon of each area.\n\n"
        "Needs: a polygon layer, for example the areas made by Predict boundaries. Any CRS: the file is in longitude and"
        " latitude (WGS 84).\n\n"
        "Gives: one .kmz file. Takes seconds."
    )
    AREAS, OUTPUT = "AREAS", "OUTPUT"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFeatureSource(self.AREAS, tr("Areas"), POLYGONS),
            tr("Polygons. With a field activity (Predict boundaries writes it) they are coloured by it."),
        )
        self.define(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Google Earth file"), fileFilter="KMZ (*.kmz)"),
            tr("The .kmz file to write."),
        )

    def compute(self, parameters, context, progress):
        source = required_source(self, parameters, self.AREAS, context)
        fields = [field for field in source.fields() if field.name().lower() not in _NO_ATTRIBUTES]
        names = tuple(field.name() for field in fields)
        degrees = wkt(QgsCoordinateReferenceSystem("EPSG:4326"))
        polygons, values = read_polygons(source, degrees, context, progress, "areas", names)
        if not polygons:
            raise InputError(sentence("The layer of areas has no polygon. There is nothing to export."))
        rows = [[_plain(values[name][index]) for name in names] for index in range(len(polygons))]
        placemarks = [
            Placemark(polygon, _title(names, row, index), str(_value(names, row, "activity") or ""), row)
            for index, (polygon, row) in enumerate(zip(polygons, rows), start=1)
        ]
        aliases = [(field.name(), field.alias() or ALIASES.get(field.name(), field.name())) for field in fields]
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        write_kmz(path, source.sourceName() or "areas", aliases, placemarks, progress)
        progress.message(f"{len(placemarks)} areas written.")
        return {self.OUTPUT: path}


def _plain(value):
    """A Python value; None for QGIS' NULL."""
    if value is None or (hasattr(value, "isNull") and value.isNull()):
        return None
    if hasattr(value, "toString"):  # a date or a time
        return value.toString("yyyy-MM-dd HH:mm" if hasattr(value, "time") else "yyyy-MM-dd")
    return value if isinstance(value, (int, float, str)) else str(value)


def _value(names, row, name):
    return row[names.index(name)] if name in names else None


def _title(names, row, number):
    """`Area 7`, by the layer's own number where it has one."""
    own = _value(names, row, "area_id")
    return f"Area {number if own is None else own}"
