"""Tool: east and up from the targets of two orbits or more."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...core.base.errors import InputError
from ...core.base.translation import tr
from ...core.display.map_style import write_map_style
from ...core.display.styles import write_style
from ...core.display.velocity_classes import velocity_breaks
from ...core.orbits.twoorbits import NORTHS, PLACES, REFERENCES, SMOOTHINGS, OrbitOptions, require_options, two_orbits
from ...core.products.kept_fields import UP
from ...core.targets.values import numbers_of
from ...core.terrain.heights import UNITS
from ..base import Algorithm
from ..parameters.tracks import read_track
from ..raster_layers import optional_raster_path

_DOUBLE = QgsProcessingParameterNumber.Type.Double


class TwoOrbits(Algorithm):
    """Ascending and descending targets as motion of the ground."""

    ID = "twoorbits"
    TITLE = tr("East and up from two orbits")
    GROUP = ("data", tr("1 Data"))
    SHORT = tr("Ascending and descending targets as velocity to the east, upwards and down the slope")
    TAGS = tr(
        "landslide, InSAR, deformation, decomposition, ascending, descending, orbit, line of sight, LOS, east, up, "
        "vertical, horizontal, 2D, velocity, slope, EGMS"
    )
    SUMMARY = tr(
        "Combines the targets of ascending and descending orbits, or of any two or more lines of sight, into the "
        "velocity of the ground to the east and upwards, each with its error. A landslide that one orbit cannot see is "
        "seen by the other.\n\nNeeds one point layer for each track, as Import coherent targets makes it. Each says "
        "where its satellite stands, in the fields los_east, los_north and los_up, or in incidence and pass; or give "
        "the incidence and the heading here.\n\nGives a layer of sites for Hot spot, Build feature stack and Predict "
        "boundaries: the velocity towards each satellite, east, north and up, the velocity down the slope where an "
        "elevation model is given, the number of targets, and what the orbits say together. The raster holds the same "
        "for each cell. 100,000 targets take about half a minute.\n\nRadar satellites fly almost from north to south "
        "and hardly see a motion to the north: it is taken as 0, or the motion is taken to go down the steepest "
        "descent. Weighted least squares with the line-of-sight vectors, as Wright et al. (2004)."
    )
    TARGETS, INCIDENCE, HEADING, PLACES, RADIUS = "TARGETS", "INCIDENCE", "HEADING", "PLACES", "RADIUS"
    CELL, GRID, NORTH, DEM, DEM_UNIT = "CELL", "GRID", "NORTH", "DEM", "DEM_UNIT"
    REFERENCE, SMOOTHING, OUTPUT, OUTPUT_RASTER = "REFERENCE", "SMOOTHING", "OUTPUT", "OUTPUT_RASTER"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterMultipleLayers(
                self.TARGETS, tr("Targets, one layer for each orbit"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            tr(
                "Two or more point layers with a field velocity in mm/yr, positive towards the satellite, as Import "
                "coherent targets makes them: one for each track. A layer that mixes ascending and descending targets "
                "is refused."
            ),
        )
        self._define_looks()
        self._choice(
            self.NORTH,
            tr("Motion to the north"),
            NORTHS,
            "zero",
            tr(
                "zero: taken as 0, so that two orbits give east and up; slope: the motion is taken to go down the "
                "steepest descent of the elevation model, so that one orbit is enough where it sees such a motion."
            ),
            False,
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.DEM, tr("Elevation model (DEM)"), optional=True),
            tr(
                "Heights, in any CRS. With it the velocity down the steepest descent is computed, and sites where one "
                "orbit says downhill and the other uphill are marked. It is null on ground flatter than 5 degrees and "
                "where no orbit sees a fifth of such a motion."
            ),
        )
        self._define_places()
        self._define_outputs()

    def _define_looks(self):
        self.define(
            QgsProcessingParameterString(self.INCIDENCE, tr("Incidence angles (degrees)"), optional=True),
            tr(
                "Angle between the line of sight and the vertical for each layer, in their order, with blanks between, "
                "for example 39 37. One number holds for all layers. Empty: the fields los_east, los_north and los_up "
                "or the field incidence of each layer say it."
            ),
        )
        self.define(
            QgsProcessingParameterString(self.HEADING, tr("Headings (degrees)"), optional=True),
            tr(
                "Flight direction of the satellite for each layer, clockwise from north, in their order, with blanks "
                "between: about 350 for ascending and 190 for descending orbits. Empty: the fields los_east, los_north "
                "and los_up or the field pass (A or D) of each layer say it. The radar looks to the right."
            ),
        )

    def _define_places(self):
        self._choice(
            self.PLACES,
            tr("Sites"),
            PLACES,
            "targets",
            tr(
                "targets: a site at each target of every track, with the mean of all targets within the radius; cells: "
                "a site in each cell that holds a target."
            ),
        )
        self._number(
            self.RADIUS,
            tr("Radius (m)"),
            tr(
                "Targets up to this distance belong to a site. Empty: half of the sites have 5 targets of each track "
                "within it."
            ),
        )
        self._number(
            self.CELL,
            tr("Cell size (m)"),
            tr("Of the cells and of the raster. Empty: about as large as the circle of the radius."),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.GRID, tr("Align to raster"), optional=True),
            tr("The cells are whole multiples of the cells of this raster. Empty: a grid over the targets."),
            advanced=True,
        )
        self._choice(
            self.REFERENCE,
            tr("Align the tracks"),
            REFERENCES,
            "stable",
            tr(
                "stable: the velocity of the ground that both tracks call stable is subtracted from each, and the "
                "log says how much it is; nothing: velocities stay as they are, for products that have one "
                "reference, such as EGMS."
            ),
        )
        self._choice(
            self.SMOOTHING,
            tr("Smoothing"),
            SMOOTHINGS,
            "adaptive",
            tr(
                "adaptive: a site takes in the neighbours within five radii whose velocities differ from its own by "
                "no more than chance, so that noise on stable ground averages out and the edges of landslides stay "
                "sharp; none: each site by itself. The velocities towards each satellite are never smoothed."
            ),
        )
        self._choice(
            self.DEM_UNIT,
            tr("Height unit of the elevation model"),
            UNITS,
            "auto",
            tr("auto: the unit that the file of the elevation model states, else metres; m: metres; ft: feet."),
        )

    def _define_outputs(self):
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Sites of two orbits"), type=QgsProcessing.SourceType.TypeVectorPoint
            ),
            tr(
                "Point layer with velocity_east, velocity_north, velocity_up, velocity_slope and their standard "
                "deviations (mm/yr), velocity_a and velocity_d towards the ascending and the descending satellite, the "
                "numbers of targets, and agreement: still, same, one (only one orbit has targets or shows motion), "
                "contradict (one says downhill and the other uphill). velocity is that of the orbit that sees most."
            ),
        )
        self.define(
            QgsProcessingParameterRasterDestination(
                self.OUTPUT_RASTER, tr("Raster of two orbits"), optional=True, createByDefault=False
            ),
            tr(
                "Raster with the same values as named bands: each cell holds the mean of its targets. agreement is 0 "
                "still, 1 same, 2 one, 3 contradict."
            ),
        )

    def _choice(self, name, label, options, default, text, advanced=True):
        self.define(
            QgsProcessingParameterEnum(
                name, label, options=list(options), usesStaticStrings=True, defaultValue=default
            ),
            text,
            advanced,
        )

    def _number(self, name, label, text):
        self.define(
            QgsProcessingParameterNumber(name, label, type=_DOUBLE, optional=True, minValue=0.0), text, advanced=True
        )

    def checkParameterValues(self, parameters, context):
        def check():
            layers = len(self.parameterAsLayerList(parameters, self.TARGETS, context))
            for name in (self.INCIDENCE, self.HEADING):
                self._angles(parameters, name, layers, context)
            given = parameters.get(self.DEM) not in (None, "")
            require_options(self._options(parameters, context, "given" if given else ""))

        good, sentence = self.core_check(check)
        return super().checkParameterValues(parameters, context) if good else (False, sentence)

    def compute(self, parameters, context, progress):
        layers = self.parameterAsLayerList(parameters, self.TARGETS, context)
        incidence, heading = (
            self._angles(parameters, name, len(layers), context) for name in (self.INCIDENCE, self.HEADING)
        )
        tracks = [read_track(*each, progress) for each in zip(layers, incidence, heading)]
        targets = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        raster = self.parameterAsOutputLayer(parameters, self.OUTPUT_RASTER, context)
        dem = optional_raster_path(self, parameters, self.DEM, context)
        found = two_orbits(tracks, self._options(parameters, context, dem), targets, raster, progress)
        up = found.motion.up
        write_style(targets, "two_orbits", **velocity_breaks(up))
        if raster:
            known = np.abs(up[np.isfinite(up)])
            write_map_style(raster, float(np.quantile(known, 0.99)) if len(known) else 0.0, "velocity", 3, UP)
        return {self.OUTPUT: targets, **({self.OUTPUT_RASTER: raster} if raster else {})}

    def _angles(self, parameters, name, layers, context):
        """An angle for each layer, or None for each where the field is empty.

        Raises:
            InputError: text that is no number, or not as many numbers as layers.
        """
        values = numbers_of(self.parameterAsString(parameters, name, context))
        if len(values) not in (0, 1, layers):
            raise InputError(
                tr("{name} has {count} numbers for {layers} layers. Give one for each layer, or one for all."),
                name=name,
                count=len(values),
                layers=layers,
            )
        return list(values or (None,)) * (layers if len(values) < 2 else 1)

    def _options(self, parameters, context, dem):
        def choice(name):
            return self.parameterAsEnumString(parameters, name, context)

        def number(name):
            return None if parameters.get(name) in (None, "") else self.parameterAsDouble(parameters, name, context)

        return OrbitOptions(
            places=choice(self.PLACES),
            radius_m=number(self.RADIUS),
            cell_m=number(self.CELL),
            grid=optional_raster_path(self, parameters, self.GRID, context),
            north=choice(self.NORTH),
            dem=dem,
            dem_unit=choice(self.DEM_UNIT),
            reference=choice(self.REFERENCE),
            smoothing=choice(self.SMOOTHING),
        )
