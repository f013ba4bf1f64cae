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

from ..core.feature_stack import FEATURES, StackInputs, StackOptions, build_stack
from ..core.stack_style import write_stack_style
from .base import Algorithm, tr
from .layers import optional_raster_path, required_source
from .target_input import read_targets

SUFFIXES = {"vrt": ".vrt", "gtiff": ".tif"}
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
        "Puts everything that the network looks at on one grid: image, hot spot map, local mean velocity, density of targets, slope,"
        " aspect and elevation, as bands with names.\n\n"
        "Needs at least one of: an image (red, green, blue, 8 bits), a hot spot map, targets, a DEM, in any CRS. The grid is that of"
        " GRID, else of the image, else of the hot spot map, else one over the targets with the cell size.\n\n"
        "Gives a VRT that refers to the image and to its parts in the folder <name>_parts beside it (nothing is copied that need not"
        " be), or one GeoTIFF to pass on. 10 million cells take about 20 seconds."
    )
    IMAGE, HOTSPOT, TARGETS, DEM, FEATURES = "IMAGE", "HOTSPOT", "TARGETS", "DEM", "FEATURES"
    INCIDENCE, LOOK_AZIMUTH, GRID, CELL = "INCIDENCE", "LOOK_AZIMUTH", "GRID", "CELL"
    FORMAT, OUTPUT = "FORMAT", "OUTPUT"

    def initAlgorithm(self, configuration=None):
        self._raster(self.IMAGE, tr("Image"), tr("Red, green and blue in 8 bits."))
        self._raster(self.HOTSPOT, tr("Hot spot map"), tr("The map made by Hot spot."))
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Targets"), types=[QgsProcessing.SourceType.TypeVectorPoint], optional=True
            ),
            tr("Points with a field velocity in mm/yr, for the local mean velocity, the density and the raster of targets."),
        )
        self._raster(self.DEM, tr("DEM"), tr("Heights in m, in any CRS; terrain is derived at the DEM's own resolution."))
        self.define(
            QgsProcessingParameterEnum(
                self.FEATURES, tr("Features"), options=list(FEATURES), allowMultiple=True, usesStaticStrings=True, optional=True
            ),
            tr("Empty: all that the inputs allow. Of: ") + ", ".join(FEATURES) + ".",
        )
        self._number(self.INCIDENCE, tr("Incidence angle (degree)"),
                     tr("Of the radar, from the vertical. With the look azimuth: band sensitivity, the share of a motion down the"
                        " slope that the radar sees."), 89.0)  # fmt: skip
        self._number(self.LOOK_AZIMUTH, tr("Look azimuth (degree)"),
                     tr("Direction in which the radar looks, clockwise from north: about 280 for Sentinel-1 descending, 80 ascending."),
                     360.0)  # fmt: skip
        self._raster(self.GRID, tr("Grid of this raster"), tr("The stack gets exactly its cells. Empty: those of the image."), True)
        self._number(self.CELL, tr("Cell size (m)"),
                     tr("Without a raster that gives a grid in metres. Empty: 10 m, or the raster's cells on the ground."), None)  # fmt: skip
        self.define(
            QgsProcessingParameterEnum(
                self.FORMAT, tr("Format"), options=list(SUFFIXES), usesStaticStrings=True, defaultValue="vrt"
            ),
            tr("vrt: refers to the image and to the parts beside it; gtiff: one file, to pass on. The name's ending follows it."),
            advanced=True,
        )
        self.define(
            StackDestination(self.OUTPUT, tr("Feature stack")),
            tr("Raster whose bands are named, with unit, nodata and statistics."),
        )

    def _raster(self, name, label, text, advanced=False):
        self.define(QgsProcessingParameterRasterLayer(name, label, optional=True), text, advanced)

    def _number(self, name, label, text, largest):
        limits = {} if largest is None else {"maxValue": largest}
        self.define(
            QgsProcessingParameterNumber(name, label, type=_DOUBLE, optional=True, minValue=0.0, **limits), text, advanced=True
        )

    def compute(self, parameters, context, progress):
        def number(name):
            return None if parameters.get(name) in (None, "") else self.parameterAsDouble(parameters, name, context)

        def raster(name):
            return optional_raster_path(self, parameters, name, context)

        targets = None
        if parameters.get(self.TARGETS) not in (None, ""):
            targets = read_targets(required_source(self, parameters, self.TARGETS, context), "velocity", progress)
        inputs = StackInputs(
            raster(self.IMAGE), raster(self.HOTSPOT), raster(self.DEM), targets, number(self.INCIDENCE), number(self.LOOK_AZIMUTH)
        )
        features = tuple(filter(None, self.parameterAsEnumStrings(parameters, self.FEATURES, context)))
        options = StackOptions(features, raster(self.GRID), number(self.CELL), QgsProcessingUtils.tempFolder())
        output = self._output(parameters, context, progress)
        bands = build_stack(inputs, options, output, progress)
        write_stack_style(output, bands)
        return {self.OUTPUT: output}

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
