"""The provider: the list of the tools and of the chains that are made of them."""

from __future__ import annotations

from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..core.base.translation import tr
from .apart import unwritable_name
from .base import ICON
from .chains import chains


def tools() -> tuple[type, ...]:
    """The tools in the order of their use."""
    from .tools.compare import Compare
    from .tools.demo import Demo
    from .tools.environment import Environment
    from .tools.evaluate import Evaluate
    from .tools.featurestack import FeatureStack
    from .tools.googleearth import GoogleEarth
    from .tools.hotspot import HotSpot
    from .tools.importtargets import ImportTargets
    from .tools.inventorymap import InventoryMap
    from .tools.predict import Predict
    from .tools.prepareimage import PrepareImage
    from .tools.tiletrain import TileTrain

    return (
        Environment,
        Demo,
        ImportTargets,
        PrepareImage,
        HotSpot,
        FeatureStack,
        TileTrain,
        Predict,
        Evaluate,
        Compare,
        GoogleEarth,
        InventoryMap,
    )


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
        return ["tif", "vrt"]  # QGIS asks the provider, not the output, and a feature stack may be either

    def isSupportedOutputValue(self, value, parameter, context):
        """Whether the tool can write what an output's name asks for, and a sentence where it cannot."""
        own = not isinstance(parameter.algorithm(), QgsProcessingModelAlgorithm)  # a model's output may be a stack
        refusal = unwritable_name(value, parameter) if own else ""
        return (False, refusal) if refusal else super().isSupportedOutputValue(value, parameter, context)

    def loadAlgorithms(self):
        for tool in tools():
            self.addAlgorithm(tool())
        for chain in chains():
            self.addAlgorithm(chain)
