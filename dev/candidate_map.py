"""A picture of Hot Spot's results over a hillshade, to look at candidate areas on real data. Run with QGIS' Python.

usage: QT_QPA_PLATFORM=offscreen python3 dev/candidate_map.py FOLDER PICTURE.png [DEM] [REFERENCE_AREAS]

FOLDER holds what the tool wrote: gi.gpkg (targets), map.tif, areas.gpkg; whatever is missing is left out.
"""

import sys
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFillSymbol,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsProject,
    QgsRasterLayer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

WIDTH = 1500
MARGIN = 1.04
EXTENTS = ("targets", "map", "areas")  # the first of them fills the picture


def hillshade(dem, crs, folder):
    """Path of a hillshade in the map's CRS."""
    warped, shaded = str(folder / "dem_here.tif"), str(folder / "hillshade.tif")
    gdal.Warp(warped, str(dem), dstSRS=crs, resampleAlg="cubic")
    gdal.DEMProcessing(shaded, warped, "hillshade", zFactor=1.5)
    return shaded


def main():
    folder, picture = Path(sys.argv[1]), sys.argv[2]
    dem, reference = (sys.argv[3:] + ["", ""])[:2]
    application = QgsApplication([], True)
    application.initQgis()
    areas = QgsVectorLayer(str(folder / "areas.gpkg"), "areas", "ogr")
    layers = [areas]
    if reference:
        outline = QgsVectorLayer(reference, "reference", "ogr")
        symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": "#00c000", "outline_width": "0.6"})
        outline.setRenderer(QgsSingleSymbolRenderer(symbol))
        layers.append(outline)
    if (folder / "gi.gpkg").exists():
        targets = QgsVectorLayer(str(folder / "gi.gpkg"), "targets", "ogr")
        if targets.featureCount() > 20_000:
            targets.setRenderer(
                QgsSingleSymbolRenderer(
                    QgsMarkerSymbol.createSimple({"size": "0.3", "color": "#333333", "outline_style": "no"})
                )
            )
        layers.append(targets)
    if (folder / "map.tif").exists():
        layers.append(QgsRasterLayer(str(folder / "map.tif"), "map"))
    if dem:
        layers.append(QgsRasterLayer(hillshade(dem, areas.crs().toWkt(), folder), "hillshade"))
    render([layer for layer in layers if layer.isValid()], areas.crs(), picture)
    QgsProject.instance().clear()
    del layers, areas
    application.exitQgis()


def render(layers, crs, picture):
    settings = QgsMapSettings()
    settings.setDestinationCrs(crs)
    settings.setLayers(layers)
    extent = min(
        (layer for layer in layers if layer.name() in EXTENTS), key=lambda layer: EXTENTS.index(layer.name())
    ).extent()
    extent.scale(MARGIN)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(WIDTH, max(300, int(WIDTH * extent.height() / extent.width()))))
    settings.setOutputDpi(110)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(picture)


if __name__ == "__main__":
    main()
