"""Prepare image: even out and sharpen an optical image before it is looked at or learnt from."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsRectangle,
)

from ...core.base.progress import Stage
from ...core.base.translation import tr
from ...core.display.styles import write_style
from ...core.files.outputs import part_folder
from ...core.image.prepare import prepare_image, working_crs
from ...core.image.steps import STEPS
from ..base import Algorithm
from ..basemap import basemap_grid, is_basemap, main_network, write_basemap
from ..raster_layers import raster_path


class PrepareImage(Algorithm):
    """The paper's treatment of the optical image."""

    ID = "prepareimage"
    TITLE = tr("Prepare image")
    GROUP = ("data", tr("1 Data"))
    SHORT = tr("Colour balance, haze removal and filters for an optical image or a basemap")
    TAGS = tr(
        "landslide, optical, image, satellite, aerial, orthophoto, colour balance, haze, dehaze, histogram, "
        "equalisation, CLAHE, filter, basemap, WMS, XYZ"
    )
    SUMMARY = tr(
        "Evens out an optical image: colour balance, removal of haze, histogram equalisation, low-pass and Gaussian "
        "filter, in this order. It uses the statistics of the whole image, so that no seams appear.\n\nNeeds an image "
        "with red, green and blue or a palette, 8 or 16 bits. Gives a GeoTIFF of 8 bits with an alpha band, as Build "
        "feature stack needs it. An image in degrees or Web Mercator is brought to the local UTM zone.\n\nAlso takes a "
        "basemap layer of the project (XYZ, WMS, WMTS) with an extent and a cell size: the basemap is fetched and "
        "rendered tile by tile. Read the provider's terms of use first: many prohibit storing or analysing its "
        "pictures, or fetching large areas.\n\n10 million cells take about 20 seconds, 40 with the removal of haze."
    )
    INPUT, STEPS, EXTENT, CELL, OUTPUT = "INPUT", "STEPS", "EXTENT", "CELL", "OUTPUT"

    def initAlgorithm(self, configuration=None):
        main_network()  # QGIS makes the tools in its main thread
        self.define(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Image")),
            tr(
                "Image with red, green and blue bands, which are recognised by their colour information, else the "
                "first three bands; or a basemap layer of the project."
            ),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.STEPS,
                tr("Processing steps"),
                options=list(STEPS),
                allowMultiple=True,
                usesStaticStrings=True,
                defaultValue=["balance"],
                optional=True,
            ),
            tr(
                "balance: evens out strips and tiles that are brighter or have another tint, then stretches each "
                "colour so that 0.5 % of the cells become darkest and brightest; dehaze: removes haze (dark channel "
                "prior with guided filter); equalise: equalises the histogram of the brightness; clahe: the same "
                "around each cell, with limited contrast; lowpass: mean of 3 x 3 cells; gaussian: Gaussian filter with "
                "a standard deviation of one cell. None: only for a basemap, which is then stored unchanged."
            ),
        )
        self.define(
            QgsProcessingParameterExtent(self.EXTENT, tr("Clip to extent"), optional=True),
            tr("Part of the image to prepare. Empty: the whole image. A basemap needs an extent."),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.CELL,
                tr("Cell size (m)"),
                type=QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0.0,
            ),
            tr("Empty: the cell size of the image. A basemap needs a cell size."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Prepared image")),
            tr("GeoTIFF with red, green, blue and alpha bands in 8 bits."),
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
            path = raster_path(self, parameters, self.INPUT, context, whole_cells=True)
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
        with part_folder(output + ".basemap") as folder:
            fetched = str(folder / "basemap.tif")
            write_basemap(layer, grid, fetched, context, Stage(progress, 0.0, 0.6))
            prepare_image(fetched, steps, output, None, None, Stage(progress, 0.6, 1.0))

    def _extent(self, parameters, context, path):
        """West, south, east, north in the CRS that the image is worked on in; None where none was given."""
        if parameters.get(self.EXTENT) in (None, ""):
            return None
        target = QgsCoordinateReferenceSystem.fromWkt(working_crs(path))
        box = self.parameterAsExtent(parameters, self.EXTENT, context, target)
        return None if box.isNull() else (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
