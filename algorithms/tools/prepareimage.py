"""Prepare image: even out and sharpen an optical image before it is looked at or learnt from."""

from __future__ import annotations

import tempfile
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsRectangle,
)

from ...core.base.outputs import cannot_write
from ...core.base.progress import Stage
from ...core.base.translation import tr
from ...core.display.styles import write_style
from ...core.image.prepare import prepare_image, working_crs
from ...core.image.steps import STEPS
from ..base import Algorithm
from ..basemap import basemap_grid, is_basemap, main_network, write_basemap
from ..layers import raster_path


class PrepareImage(Algorithm):
    """The paper's treatment of the optical image."""

    ID = "prepareimage"
    TITLE = tr("Prepare image")
    GROUP = ("data", tr("1 Data"))
    SUMMARY = tr(
        "Evens out an optical image: colour balance, removal of haze, histogram equalisation, low-pass and "
        "Gaussian filter, in this"
        " order, with statistics of the whole image, so that no seam shows.\n\n"
        "Needs an image with red, green and blue or a palette, 8 or 16 bits. Gives a GeoTIFF of 8 bits with an "
        "alpha band, as Build"
        " feature stack needs it. One in degrees or Web Mercator is brought to the local UTM zone.\n\n"
        "Also takes a basemap layer of the project (XYZ, WMS, WMTS) with an extent and a cell size: it is "
        "fetched and rendered tile by"
        " tile. Read the provider's terms of use first: many forbid to store or analyse its pictures, or to "
        "fetch large areas.\n\n"
        "10 million cells take about 20 seconds, 40 with the removal of haze."
    )
    INPUT, STEPS, EXTENT, CELL, OUTPUT = "INPUT", "STEPS", "EXTENT", "CELL", "OUTPUT"

    def initAlgorithm(self, configuration=None):
        main_network()  # QGIS makes the tools in its main thread
        self.define(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Image")),
            tr(
                "Red, green and blue, found by what the bands say of their colours, else the first three; or a "
                "basemap layer."
            ),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.STEPS,
                tr("Steps"),
                options=list(STEPS),
                allowMultiple=True,
                usesStaticStrings=True,
                defaultValue=["balance"],
                optional=True,
            ),
            tr(
                "balance: strips and tiles that are brighter or of another colour are brought together, then 0.5 "
                "% of the cells become"
                " darkest and brightest in each colour; dehaze: dark channel prior with a guided filter; "
                "equalise: even histogram of the"
                " brightness; clahe: the same around each cell, its contrast limited; lowpass: mean of 3 x 3 "
                "cells; gaussian: deviation"
                " of one cell. None: only for a basemap, which is then stored as it is."
            ),
        )
        self.define(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
            tr("Part of the image that is wanted. Empty: all of it. A basemap needs one."),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.CELL,
                tr("Cell size (m)"),
                type=QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0.0,
            ),
            tr("Empty: that of the image. A basemap needs one."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Prepared image")),
            tr("GeoTIFF with red, green, blue and alpha, 8 bits."),
        )

    def compute(self, parameters, context, progress):
        none = self.STEPS in parameters and parameters[self.STEPS] in (None, "", [])  # QGIS would take the default
        steps = [] if none else self.parameterAsEnumStrings(parameters, self.STEPS, context)
        cell = (
            None if parameters.get(self.CELL) in (None, "") else self.parameterAsDouble(parameters, self.CELL, context)
        )
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if is_basemap(layer):
            self._basemap(parameters, context, layer, (steps, cell, output), progress)
        else:
            path = raster_path(self, parameters, self.INPUT, context)
            prepare_image(path, steps, output, self._extent(parameters, context, path), cell, progress)
        write_style(output, "image")
        return {self.OUTPUT: output}

    def _basemap(self, parameters, context, layer, chosen, progress):
        """Fetch a basemap, then do the steps, if any, on what was fetched."""
        steps, cell, output = chosen
        given = parameters.get(self.EXTENT) not in (None, "")

        def extent_in(crs):
            return self.parameterAsExtent(parameters, self.EXTENT, context, crs)

        box = extent_in(QgsCoordinateReferenceSystem("EPSG:4326")) if given else QgsRectangle()
        grid = basemap_grid(layer, box, extent_in, cell)
        if not steps:
            write_basemap(layer, grid, output, context, progress)
            return
        try:
            folder = tempfile.TemporaryDirectory(prefix=".basemap-", dir=Path(output).parent)
        except OSError as error:
            raise cannot_write(output, error.strerror or str(error)) from error
        with folder as name:
            fetched = str(Path(name) / "basemap.tif")
            write_basemap(layer, grid, fetched, context, Stage(progress, 0.0, 0.6))
            prepare_image(fetched, steps, output, None, None, Stage(progress, 0.6, 1.0))

    def _extent(self, parameters, context, path):
        """West, south, east, north in the CRS that the image is worked on in; None where none was given."""
        if parameters.get(self.EXTENT) in (None, ""):
            return None
        target = QgsCoordinateReferenceSystem.fromWkt(working_crs(path))
        box = self.parameterAsExtent(parameters, self.EXTENT, context, target)
        return None if box.isNull() else (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
