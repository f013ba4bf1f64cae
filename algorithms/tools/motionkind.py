"""Tool: what kind of motion each area shows."""

from __future__ import annotations

import numpy as np
import scipy  # noqa: F401  # it is needed when the tool runs: without it the toolbox says so beforehand
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
)

from ...core.base.errors import InputError
from ...core.base.grid import grid_over
from ...core.base.translation import tr
from ...core.display.styles import write_style
from ...core.gis.rings import box_around
from ...core.gis.vector import write_polygons
from ...core.gis.zonal import envelopes
from ...core.kinds.around import MASKS
from ...core.kinds.features import Surroundings
from ...core.kinds.ground import CELL_M, REACH_M
from ...core.kinds.kinds import kind_words, understood
from ...core.kinds.motionkind import ENOUGH, tell_kinds
from ...core.products.kept_fields import INCIDENCE, LOOK
from ...core.products.looks import seen_from
from ...core.terrain.dem import Dem
from ...core.terrain.heights import UNITS
from ...core.terrain.radar_angles import radar_angles
from ..area_input import read_areas, read_things
from ..base import Algorithm
from ..layers import POLYGONS, read_target_table, required_source
from ..raster_layers import raster_path

_DOUBLE = QgsProcessingParameterNumber.Type.Double


class KindOfMotion(Algorithm):
    """Areas that are landslides, and areas that only look like some."""

    ID = "motionkind"
    TITLE = tr("Kind of motion")
    GROUP = ("assessment", tr("6 Assessment"))
    SHORT = tr("Landslide, creep, mining bowl, compaction, uplift, construction or unwrapping error: for each area")
    TAGS = tr(
        "landslide, kind of motion, classification, false alarm, subsidence, mining, rock glacier, creep, compaction, "
        "settlement, uplift, construction, unwrapping error, inventory"
    )
    SUMMARY = tr(
        "Says of each area what moves there: a landslide, creep of debris or a rock glacier, a mining or pumping bowl, "
        "compaction of fill, uplift, construction, or nothing (an unwrapping or other error); with its probability and "
        "the two or three reasons that counted most. Where no kind reaches the probability that is asked for, or most "
        "series of an area are stable, it says not known.\n\nNeeds a layer of areas, as Predict boundaries makes them "
        "or from any other source, and the targets. It tells more with an elevation model, with targets of East and up "
        "from two orbits, and with targets of Classify time series. Maps of mines, water, buildings and roads help "
        "where there are some.\n\nGives the same areas with all their attributes and the fields motion_kind, kind_p, "
        "kind_next, landslide_p and kind_why. 1000 areas take about a minute.\n\nThe classifier has learnt from "
        "invented ground alone; how frequent each kind is, it takes from the areas at hand. A field of the areas that "
        "says what some of them are, for example after a visit, makes it learn from them. It is a first opinion: look "
        "at the reasons, and at the area."
    )
    AREAS, TARGETS, DEM, KIND_FIELD, OUTPUT = "AREAS", "TARGETS", "DEM", "KIND_FIELD", "OUTPUT"
    MAPS = dict(zip(MASKS, ("MINES", "WATER", "BUILDINGS", "ROADS")))
    INCIDENCE, LOOK_AZIMUTH, DEM_UNIT, MIN_PROBABILITY = "INCIDENCE", "LOOK_AZIMUTH", "DEM_UNIT", "MIN_PROBABILITY"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFeatureSource(self.AREAS, tr("Areas"), POLYGONS),
            tr("Polygons, for example made by Predict boundaries or by Hot spot (candidate areas)."),
        )
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Coherent targets"), [QgsProcessing.SourceType.TypeVectorPoint]
            ),
            tr(
                "Points with a field velocity (mm/yr). The fields of East and up from two orbits and of Classify time "
                "series are used where the targets have them."
            ),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.DEM, tr("Elevation model (DEM)"), optional=True),
            tr("Heights in any CRS. Empty: nothing is known of slopes and valleys, and fewer areas get a kind."),
        )
        self.define(
            QgsProcessingParameterField(
                self.KIND_FIELD,
                tr("Field with the kinds that you know"),
                parentLayerParameterName=self.AREAS,
                optional=True,
            ),
            tr(
                "Text field of the areas: {words}. Areas with a value keep it; from ten of them on the classifier "
                "learns from them, if that helps on those that are left out in turn. Other areas have null."
            ).format(words=", ".join(list(kind_words().values())[:-1])),
        )
        self._define_maps()
        self._define_radar()
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Areas with their kind of motion"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr(
                "The areas with their attributes, the kind of motion and its probability, the next probable kind, the "
                "probability that it is a landslide, and what spoke most for the kind."
            ),
        )

    def _define_maps(self):
        texts = (
            (tr("Map of mines"), tr("Mines, quarries, wells, fields of pumping.")),
            (tr("Map of water"), tr("Rivers, lakes, reservoirs.")),
            (tr("Map of buildings"), tr("Buildings and building sites.")),
            (tr("Map of roads"), tr("Roads, railways, dams.")),
        )
        for name, (label, text) in zip(self.MAPS.values(), texts):
            self.define(
                QgsProcessingParameterVectorLayer(
                    name, label, [QgsProcessing.SourceType.TypeVectorAnyGeometry], optional=True
                ),
                text + " " + tr("The share of each area within 30 m of them counts. Empty: not known."),
                advanced=True,
            )

    def _define_radar(self):
        self._number(
            self.INCIDENCE,
            tr("Radar: incidence angle (degrees)"),
            tr("Angle between the radar's line of sight and the vertical. Empty: that of the targets."),
            89.0,
        )
        self._number(
            self.LOOK_AZIMUTH,
            tr("Radar: look azimuth (degrees)"),
            tr(
                "Direction in which the radar looks, clockwise from north: about 280 for descending and 80 for "
                "ascending orbits of Sentinel-1. Empty: that of the targets."
            ),
            360.0,
        )
        self.define(
            QgsProcessingParameterEnum(
                self.DEM_UNIT,
                tr("Height unit of the elevation model"),
                options=list(UNITS),
                usesStaticStrings=True,
                defaultValue="auto",
            ),
            tr("auto: the unit that the file of the elevation model states, else metres; m: metres; ft: feet."),
            advanced=True,
        )
        self._number(
            self.MIN_PROBABILITY,
            tr("Minimum probability of a kind"),
            tr("Areas of which no kind is as probable as this are called not known."),
            1.0,
            ENOUGH,
        )

    def _number(self, name, label, text, most, default=None):
        parameter = QgsProcessingParameterNumber(
            name, label, type=_DOUBLE, defaultValue=default, optional=default is None, minValue=0.0, maxValue=most
        )
        self.define(parameter, text, advanced=True)

    def compute(self, parameters, context, progress):
        areas = read_areas(self, parameters, self.AREAS, context, progress)
        source = required_source(self, parameters, self.TARGETS, context)
        targets = read_target_table(source, areas.crs, progress, (*LOOK, INCIDENCE))
        around = Surroundings(
            targets,
            self._heights(parameters, areas, context, progress),
            self._look(parameters, targets, context, progress),
            self._maps(parameters, areas.crs, context, progress),
        )
        enough = self.parameterAsDouble(parameters, self.MIN_PROBABILITY, context)
        given = self._given_kinds(parameters, areas, context, progress)
        told = tell_kinds(areas.polygons, around, given, enough, progress)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        write_polygons(output, "areas", areas.crs, areas.polygons, areas.with_new(told.columns()), progress)
        write_style(output, "motionkind")
        return {self.OUTPUT: output}

    def _heights(self, parameters, areas, context, progress):
        """Heights around the areas on cells of 20 m; None without an elevation model."""
        if parameters.get(self.DEM) in (None, ""):
            progress.warning("Without an elevation model nothing is known of slopes: fewer areas get a kind.")
            return None
        west, south, east, north = box_around(envelopes(areas.polygons))
        box = (west - REACH_M, south - REACH_M, east + REACH_M, north + REACH_M)
        unit = self.parameterAsEnumString(parameters, self.DEM_UNIT, context)
        return Dem(raster_path(self, parameters, self.DEM, context), grid_over(areas.crs, box, CELL_M), unit, progress)

    def _look(self, parameters, targets, context, progress):
        """Unit vector to the satellite, as typed or as the targets say; None where nothing says it."""

        def typed(name):
            return None if parameters.get(name) in (None, "") else self.parameterAsDouble(parameters, name, context)

        incidence, azimuth = radar_angles(
            typed(self.INCIDENCE), typed(self.LOOK_AZIMUTH), seen_from(targets.more), progress
        )
        if incidence is None or azimuth is None:
            return None
        steep, turn = np.radians(incidence), np.radians(azimuth)
        return np.array([-np.sin(steep) * np.sin(turn), -np.sin(steep) * np.cos(turn), np.cos(steep)])

    def _maps(self, parameters, crs, context, progress):
        """Shapes of the maps that are given, by their names."""
        given = {
            mask: self.parameterAsVectorLayer(parameters, name, context)
            for mask, name in self.MAPS.items()
            if parameters.get(name) not in (None, "")
        }
        return {mask: read_things(layer, crs, context, progress).shapes for mask, layer in given.items()}

    def _given_kinds(self, parameters, areas, context, progress):
        """The kind of each area that the user knows, else empty.

        Raises:
            InputError: the field has values, and none of them is a kind.
        """
        field = self.parameterAsString(parameters, self.KIND_FIELD, context)
        if not field:
            return []
        values = areas.values(field)
        kinds = understood(values)
        unknown = sorted({str(value) for value, kind in zip(values, kinds) if value is not None and not kind})
        if unknown and not any(kinds):
            raise InputError(
                tr("The field {field} says no kind of motion: {values}. Write {words} into it, or leave it null."),
                field=field,
                values=", ".join(unknown[:10]),
                words=", ".join(list(kind_words().values())[:-1]),
            )
        if unknown:
            progress.warning(
                f"Values of the field {field} that mean no kind are passed over: {', '.join(unknown[:10])}."
            )
        return kinds
