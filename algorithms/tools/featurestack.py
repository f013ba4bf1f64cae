"""Build feature stack: what the network looks at, as named bands on one grid."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
)

from ...core.base.translation import tr
from ...core.stack.build import FEATURES, SETS, StackOptions, build_stack
from ...core.stack.parts import StackInputs
from ...core.stack.style import write_stack_style
from ...core.terrain.dem import UNITS
from ...core.terrain.relief import look_azimuth_of
from ..apart import require_outputs_apart
from ..base import Algorithm
from ..layers import optional_raster_path
from ..target_input import read_targets

SUFFIXES = {"vrt": ".vrt", "gtiff": ".tif"}
ORBITS = ("unknown", "ascending", "descending")
_DOUBLE = QgsProcessingParameterNumber.Type.Double


class StackDestination(QgsProcessingParameterRasterDestination):
    """A raster output whose temporary name is that of a VRT."""

    def defaultFileExtension(self):
        return "vrt"


class FeatureStack(Algorithm):
    """Image, hot spot map, targets and terrain on one grid."""

    ID = "featurestack"
    TITLE = tr("Build feature stack")
    GROUP = ("analysis", tr("2 Analysis"))
    SUMMARY = tr(
        "Puts everything that the network looks at on one grid: image, hot spot map, local mean velocity, "
        "density of targets, slope,"
        " aspect and elevation, as bands with names.\n\n"
        "Needs at least one of: an image (red, green, blue, 8 bits), a hot spot map, targets, a DEM, in any CRS. "
        "The grid is that of"
        " GRID, else of the image, else of the hot spot map, else one over the targets or the DEM with the cell "
        "size.\n\n"
        "Gives a VRT that refers to the image and to its parts in the folder <name>_parts beside it (nothing is "
        "copied that need not"
        " be), or one GeoTIFF to pass on. A VRT of 1 800 million cells takes about 20 seconds without bands of "
        "the targets; these are computed"
        " for every cell, 10 million in one second (distance: in five)."
    )
    IMAGE, HOTSPOT, TARGETS, DEM, FEATURES = "IMAGE", "HOTSPOT", "TARGETS", "DEM", "FEATURES"
    SET, DEM_UNIT, INCIDENCE, LOOK_AZIMUTH = "SET", "DEM_UNIT", "INCIDENCE", "LOOK_AZIMUTH"
    ORBIT, HEADING, GRID, CELL = "ORBIT", "HEADING", "GRID", "CELL"
    FORMAT, OUTPUT = "FORMAT", "OUTPUT"

    def initAlgorithm(self, configuration=None):
        self._raster(self.IMAGE, tr("Image"), tr("Red, green and blue in 8 bits."))
        self._raster(self.HOTSPOT, tr("Hot spot map"), tr("The map made by Hot spot."))
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Targets"), types=[QgsProcessing.SourceType.TypeVectorPoint], optional=True
            ),
            tr(
                "Points with a field velocity in mm/yr, for the local mean velocity, the density and the raster "
                "of targets."
            ),
        )
        self._raster(self.DEM, tr("DEM"), tr("Heights, in any CRS; terrain is derived at the DEM's own resolution."))
        self._enum(
            self.SET,
            tr("Set of features"),
            SETS,
            "standard",
            tr(
                "standard: all that training, the attributes of areas and the comparison of sets ask for; "
                "recommended: what"
                " trains best; paper: image, hot spot map and aspect, as in Liang et al. (2023); all: also "
                "curvature, hillshade,"
                " distance to the nearest target, where targets are, logarithm of their density."
            ),
            False,
        )
        self.define(
            QgsProcessingParameterEnum(
                self.FEATURES,
                tr("Features"),
                options=list(FEATURES),
                allowMultiple=True,
                usesStaticStrings=True,
                optional=True,
            ),
            tr("By name, in place of the set. Empty: those of the set that the inputs allow. Of: ")
            + ", ".join(FEATURES)
            + ".",
        )
        self._number(
            self.INCIDENCE,
            tr("Incidence angle (degree)"),
            tr(
                "Of the radar, from the vertical. With the orbit or the look azimuth: bands sensitivity, the "
                "share of a motion"
                " down the slope that the radar sees, and layover_shadow, where the slope hides the ground from it."
            ),
            89.0,
        )
        self._enum(
            self.ORBIT,
            tr("Orbit"),
            ORBITS,
            "unknown",
            tr(
                "ascending: flies northwards; descending: southwards; unknown: no sensitivity without a look "
                "azimuth. The radar looks to the"
                " right of its flight."
            ),
        )
        self._number(
            self.HEADING,
            tr("Heading (degree)"),
            tr("Direction of flight, clockwise from north. Empty: Sentinel-1's, 350 ascending, 190 descending."),
            360.0,
        )
        self._number(
            self.LOOK_AZIMUTH,
            tr("Look azimuth (degree)"),
            tr(
                "Direction in which the radar looks, clockwise from north: about 280 for Sentinel-1 descending, "
                "80 ascending."
                " Goes before orbit and heading."
            ),
            360.0,
        )
        self._enum(
            self.DEM_UNIT,
            tr("Unit of the heights"),
            UNITS,
            "auto",
            tr("auto: what the DEM's file says of itself, else metres; m: metres; ft: feet."),
        )
        self._raster(
            self.GRID,
            tr("Grid of this raster"),
            tr("The stack gets exactly its cells. Empty: those of the image."),
            True,
        )
        self._number(
            self.CELL,
            tr("Cell size (m)"),
            tr("Without a raster that gives a grid in metres. Empty: 10 m, or the raster's cells on the ground."),
            None,
        )
        self._enum(
            self.FORMAT,
            tr("Format"),
            SUFFIXES,
            "vrt",
            tr(
                "vrt: refers to the image and to the parts beside it; gtiff: one file, to pass on. The name's "
                "ending follows it."
            ),
        )
        self.define(
            StackDestination(self.OUTPUT, tr("Feature stack")),
            tr("Raster whose bands are named, with unit, nodata and statistics."),
        )

    def _raster(self, name, label, text, advanced=False):
        self.define(QgsProcessingParameterRasterLayer(name, label, optional=True), text, advanced)

    def _enum(self, name, label, options, default, text, advanced=True):
        parameter = QgsProcessingParameterEnum(
            name, label, options=list(options), usesStaticStrings=True, defaultValue=default
        )
        self.define(parameter, text, advanced)

    def _number(self, name, label, text, largest):
        limits = {} if largest is None else {"maxValue": largest}
        self.define(
            QgsProcessingParameterNumber(name, label, type=_DOUBLE, optional=True, minValue=0.0, **limits),
            text,
            advanced=True,
        )

    def compute(self, parameters, context, progress):
        output = self._output(parameters, context, progress)
        require_outputs_apart(self, {**parameters, self.OUTPUT: output}, context)

        def raster(name):
            return optional_raster_path(self, parameters, name, context)

        targets = None
        if parameters.get(self.TARGETS) not in (None, ""):
            targets = read_targets(self, parameters, self.TARGETS, context, "velocity", progress)
        inputs = StackInputs(
            raster(self.IMAGE),
            raster(self.HOTSPOT),
            raster(self.DEM),
            targets,
            self._given(parameters, self.INCIDENCE, context),
            self._look_azimuth(parameters, context),
            self.parameterAsEnumString(parameters, self.DEM_UNIT, context),
        )
        options = StackOptions(
            tuple(filter(None, self.parameterAsEnumStrings(parameters, self.FEATURES, context))),
            raster(self.GRID),
            self._given(parameters, self.CELL, context),
            QgsProcessingUtils.tempFolder(),
            self.parameterAsEnumString(parameters, self.SET, context),
        )
        bands = build_stack(inputs, options, output, progress)
        write_stack_style(output, bands)
        return {self.OUTPUT: output}

    def _given(self, parameters, name, context):
        """A number, None where the field is empty."""
        return None if parameters.get(name) in (None, "") else self.parameterAsDouble(parameters, name, context)

    def _look_azimuth(self, parameters, context):
        """Where the radar looks: as given, else from orbit and heading; None where nothing says it."""
        given = self._given(parameters, self.LOOK_AZIMUTH, context)
        orbit = self.parameterAsEnumString(parameters, self.ORBIT, context)
        heading = self._given(parameters, self.HEADING, context)
        if given is not None or (orbit == "unknown" and heading is None):
            return given
        return look_azimuth_of(orbit, heading)

    def _output(self, parameters, context, progress):
        """Path whose ending says the format; where it has to change, the layer to load changes with it."""
        asked = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        suffix = SUFFIXES[self.parameterAsEnumString(parameters, self.FORMAT, context)]
        path = str(Path(asked).with_suffix(suffix))
        if path != asked:
            progress.message(f"The stack is written as {path}.")
            if context.willLoadLayerOnCompletion(asked):
                layers = context.layersToLoadOnCompletion()
                layers[path] = layers.pop(asked)
                context.setLayersToLoadOnCompletion(layers)
        return path
