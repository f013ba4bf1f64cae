"""Prepare image: even out and sharpen an optical image before it is looked at or learnt from."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.prepare_image import STEPS, prepare_image, working_crs
from ..core.styles import write_style
from .base import Algorithm, tr
from .layers import raster_path


class PrepareImage(Algorithm):
    """The paper's treatment of the optical image."""

    ID = "prepareimage"
    TITLE = tr("Prepare image")
    GROUP = ("data", tr("1 Data"))
    SUMMARY = tr(
        "Evens out an optical image: colour balance, removal of haze, histogram equalisation, low-pass and Gaussian filter, in this"
        " order, with statistics of the whole image, so that no seam shows.\n\n"
        "Needs an image with red, green and blue, 8 or 16 bits. Gives a GeoTIFF of 8 bits with an alpha band, as Build feature stack"
        " needs it. One in degrees or Web Mercator is brought to the local UTM zone.\n\n"
        "10 million cells take about 20 seconds, 40 with the removal of haze."
    )
    INPUT, STEPS, EXTENT, CELL, OUTPUT = "INPUT", "STEPS", "EXTENT", "CELL", "OUTPUT"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Image")),
            tr("Red, green and blue, found by what the bands say of their colours, else the first three."),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.STEPS, tr("Steps"), options=list(STEPS), allowMultiple=True, usesStaticStrings=True, defaultValue=["balance"]
            ),
            tr("balance: 0.5 % of the cells become darkest and brightest in each colour; dehaze: dark channel prior with a guided"
               " filter; equalise: even histogram of the brightness; lowpass: mean of 3 x 3 cells; gaussian: deviation of one cell."),
        )  # fmt: skip
        self.define(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
            tr("Part of the image that is wanted. Empty: all of it."),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.CELL, tr("Cell size (m)"), type=QgsProcessingParameterNumber.Type.Double, optional=True, minValue=0.0
            ),
            tr("Empty: that of the image."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Prepared image")),
            tr("GeoTIFF with red, green, blue and alpha, 8 bits."),
        )

    def compute(self, parameters, context, progress):
        path = raster_path(self, parameters, self.INPUT, context)
        steps = self.parameterAsEnumStrings(parameters, self.STEPS, context)
        cell = None if parameters.get(self.CELL) in (None, "") else self.parameterAsDouble(parameters, self.CELL, context)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        prepare_image(path, steps, output, self._extent(parameters, context, path), cell, progress)
        write_style(output, "image")
        return {self.OUTPUT: output}

    def _extent(self, parameters, context, path):
        """West, south, east, north in the CRS that the image is worked on in; None where none was given."""
        if parameters.get(self.EXTENT) in (None, ""):
            return None
        target = QgsCoordinateReferenceSystem.fromWkt(working_crs(path))
        box = self.parameterAsExtent(parameters, self.EXTENT, context, target)
        return None if box.isNull() else (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
