"""Export for Google Earth: an inventory with its lines, hot spot map and targets as KMZ."""

from __future__ import annotations

import math

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ...core.areas.fields import ALIASES
from ...core.areas.review import REASONS
from ...core.base.errors import InputError
from ...core.base.progress import heard
from ...core.base.translation import tr
from ...core.change.fields import ALIASES as CHANGES
from ...core.display.kmz import Inventory, Line, Placemark, Targets, write_kmz
from ...core.display.shown_words import shown
from ...core.kinds.motionkind import ALIASES as KINDS
from ...core.summaries.statements import statement
from ..base import Algorithm
from ..features import all_features
from ..layers import (
    POLYGONS,
    read_polygons,
    read_target_table,
    require_crs,
    require_kind,
    require_plausible,
    required_source,
    wkt,
)
from ..raster_layers import optional_raster_path
from ..synthetic import has_synthetic_inputs

_NO_ATTRIBUTES = {"fid", "ogc_fid"}
DEGREES = "EPSG:4326"
_WORDS = {**ALIASES, **CHANGES, **KINDS}  # fields whose words are shown in the user's language


class GoogleEarth(Algorithm):
    """KMZ of an inventory."""

    ID = "googleearth"
    TITLE = tr("Export for Google Earth")
    GROUP = ("handing_on", tr("7 Export"))
    SHORT = tr("KMZ of an inventory for Google Earth")
    TAGS = tr("landslide, KMZ, KML, Google Earth, export, share, inventory")
    SUMMARY = tr(
        "Writes areas as a KMZ file that Google Earth opens: outlines coloured by activity, in a folder for each "
        "review status, with all attributes and their units in the balloon of each area. The kind of motion, the trend "
        "and the change stand below the name of each area where it has them. Inner and outer lines, the hot spot map "
        "and targets can be added.\n\nNeeds: a polygon layer, for example the areas made by Predict boundaries. Any "
        "CRS: the file is in longitude and latitude (WGS 84).\n\nGives: one .kmz file. You can bring outlines that you "
        "correct in Google Earth back: save the folder there as KML, and choose that file as the areas of Tile and "
        "train. It takes seconds, also for 10,000 areas."
    )
    AREAS, LINES, HOTSPOT, TARGETS, MAX_TARGETS, OUTPUT = (
        "AREAS",
        "LINES",
        "HOTSPOT",
        "TARGETS",
        "MAX_TARGETS",
        "OUTPUT",
    )

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFeatureSource(self.AREAS, tr("Areas"), POLYGONS),
            tr(
                "Polygons, for example made by Predict boundaries. They are coloured by the field activity and put "
                "into folders by the field status, where they have these fields."
            ),
        )
        lines = [QgsProcessing.SourceType.TypeVectorLine]
        self.define(
            QgsProcessingParameterFeatureSource(self.LINES, tr("Inner and outer lines"), lines, optional=True),
            tr("The lines made by Predict boundaries that show how certain each boundary is. Empty: no lines."),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.HOTSPOT, tr("Hot spot map"), optional=True),
            tr("Laid over the ground, half transparent. Empty: no hot spot map."),
        )
        points = [QgsProcessing.SourceType.TypeVectorPoint]
        self.define(
            QgsProcessingParameterFeatureSource(self.TARGETS, tr("Coherent targets"), points, optional=True),
            tr(
                "Points with a field velocity. They are coloured by it and lie in a folder that is switched off at "
                "first. Empty: no targets."
            ),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.MAX_TARGETS, tr("Maximum number of targets"), defaultValue=2000, minValue=10, maxValue=50_000
            ),
            tr(
                "If there are more targets, they are thinned evenly over the ground: Google Earth becomes slow with "
                "tens of thousands of points."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Google Earth file (KMZ)"), fileFilter="KMZ (*.kmz)"),
            tr("The .kmz file to write."),
        )

    def compute(self, parameters, context, progress):
        source = required_source(self, parameters, self.AREAS, context)
        fields, areas = _areas(source, context, progress)
        inventory = Inventory(
            title=source.sourceName() or tr("Areas"),
            fields=fields,
            areas=areas,
            lines=self._lines(parameters, context, progress),
            hotspot=optional_raster_path(self, parameters, self.HOTSPOT, context),
            targets=self._targets(parameters, context, progress),
            synthetic=has_synthetic_inputs(self, parameters, context),
        )
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        write_kmz(path, inventory, progress)
        said = tr("Areas written: {areas}. Lines written: {lines}.")
        progress.message(said.format(areas=len(areas), lines=len(inventory.lines)))
        return {self.OUTPUT: path}

    def _lines(self, parameters, context, progress):
        if parameters.get(self.LINES) in (None, ""):
            return []
        source = required_source(self, parameters, self.LINES, context)
        require_crs(source, tr("lines"))
        features = all_features(source, progress, tr("lines"))
        first = next((one.geometry() for one in features if not one.geometry().isEmpty()), None)
        if first is not None:
            require_plausible(first, source, tr("lines"))
        request = QgsFeatureRequest().setDestinationCrs(
            QgsCoordinateReferenceSystem(DEGREES), context.transformContext()
        )
        names = source.fields().names()
        lines = []
        for one in all_features(source, progress, tr("lines"), request):
            if not one.geometry().isEmpty():
                require_kind(one.geometry(), QgsWkbTypes.GeometryType.LineGeometry, tr("lines"))
                lines.append(Line(bytes(one.geometry().asWkb()), _line_name(one, names), _line_kind(one, names)))
        return lines

    def _targets(self, parameters, context, progress):
        if parameters.get(self.TARGETS) in (None, ""):
            return None
        source = required_source(self, parameters, self.TARGETS, context)
        table = read_target_table(source, wkt(QgsCoordinateReferenceSystem(DEGREES)), progress)
        return Targets(table.x, table.y, table.velocity, self.parameterAsInt(parameters, self.MAX_TARGETS, context))


def _areas(source, context, progress):
    """Fields (name, alias) and areas.

    Raises:
        InputError: there is none.
    """
    fields = [field for field in source.fields() if field.name().lower() not in _NO_ATTRIBUTES]
    names = tuple(field.name() for field in fields)
    polygons, values = read_polygons(
        source, wkt(QgsCoordinateReferenceSystem(DEGREES)), context, progress, tr("areas"), names
    )
    if not polygons:
        raise InputError(tr("The layer of areas has no polygon. There is nothing to export."))
    areas = []
    for index, polygon in enumerate(heard(polygons, progress)):
        row = {name: readable(values[name][index]) for name in names}
        title = tr("Area {number}").format(number=row.get("area_id") or index + 1)
        said = [_in_words(name, text) for name, text in row.items()]
        areas.append(
            Placemark(
                polygon=polygon,
                name=title,
                style=row.get("activity", ""),
                values=said,
                status=row.get("status", "").strip(),
                said=statement(row),
            )
        )
    return [(field.name(), field.alias() or _WORDS.get(field.name(), field.name())) for field in fields], areas


def _in_words(name, text):
    """What Slipline's own fields hold, in the user's language."""
    if name == "reason":
        return REASONS.get(text, shown(text))
    return shown(text) if name in _WORDS else text


def readable(value):
    """A value as people read it, with three significant digits; empty for QGIS' NULL."""
    if value is None or (hasattr(value, "isNull") and value.isNull()):
        return ""
    if hasattr(value, "toString"):  # a date or a time
        return value.toString("yyyy-MM-dd HH:mm" if hasattr(value, "time") else "yyyy-MM-dd")
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value)


def _line_kind(feature, names):
    """Inner or outer, by the field line, or by the level of the probability."""
    if "line" in names:
        return "inner" if feature["line"] == "inner" else "outer"
    level = next((feature[name] for name in ("level", "probability") if name in names), None)
    return "inner" if isinstance(level, (int, float)) and level >= 0.5 else "outer"


def _line_name(feature, names):
    """`Area 7`, by the numbers that the line carries."""
    numbers = readable(next((feature[name] for name in ("area_ids", "area_id") if name in names), None))
    return tr("Area {number}").format(number=numbers) if numbers else tr("Line")
