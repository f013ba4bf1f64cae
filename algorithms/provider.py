"""The provider: the list of the tools and of the chains that are made of them."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .base import ICON, tr
from .chains import chains


def tools() -> tuple[type, ...]:
    """The tools in the order of their use."""
    from .compare import Compare
    from .demo import Demo
    from .environment import Environment
    from .evaluate import Evaluate
    from .featurestack import FeatureStack
    from .googleearth import GoogleEarth
    from .hotspot import HotSpot
    from .importtargets import ImportTargets
    from .inventorymap import InventoryMap
    from .predict import Predict
    from .prepareimage import PrepareImage
    from .tiletrain import TileTrain

    return (Environment, Demo, ImportTargets, PrepareImage, HotSpot, FeatureStack, TileTrain, Predict, Evaluate, Compare, GoogleEarth, InventoryMap)


class SliplineProvider(QgsProcessingProvider):
    """`slipline` in the toolbox."""

    def id(self):
        return "slipline"

    def name(self):
        return "Slipline"

    def longName(self):
        return tr("Slipline: landslide boundaries from InSAR")

    def icon(self):
        return QIcon(ICON)

    def supportsNonFileBasedOutput(self):
        return False  # outputs appear only when complete, which needs a file

    def supportedOutputVectorLayerExtensions(self):
        return ["gpkg", "geojson", "shp"]

    def supportedOutputRasterLayerExtensions(self):
        return ["tif"]

    def loadAlgorithms(self):
        for tool in tools():
            self.addAlgorithm(tool())
        for chain in chains():
            self.addAlgorithm(chain)
