"""The provider: the list of the tools and of the chains that are made of them."""

from __future__ import annotations

from importlib import import_module

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..core.base.translation import tr
from ..core.worker.libraries import PARTS, problem_of
from .base import ICON, Algorithm
from .chains import chains
from .stand_in import stand_in

TOOLS = (  # id, which is the name of its file, class, name in the toolbox; in the order of their use
    ("environment", "Environment", tr("Check environment")),
    ("demo", "Demo", tr("Create demo study area")),
    ("velocities", "Velocities", tr("Velocities from interferograms")),
    ("importtargets", "ImportTargets", tr("Import coherent targets")),
    ("prepareimage", "PrepareImage", tr("Prepare image")),
    ("hotspot", "HotSpot", tr("Hot spot (Gi* and kernel density)")),
    ("featurestack", "FeatureStack", tr("Build feature stack")),
    ("tiletrain", "TileTrain", tr("Tile and train")),
    ("predict", "Predict", tr("Predict boundaries")),
    ("evaluate", "Evaluate", tr("Evaluate boundaries")),
    ("compare", "Compare", tr("Compare feature sets")),
    ("googleearth", "GoogleEarth", tr("Export for Google Earth")),
    ("inventorymap", "InventoryMap", tr("Print map of the inventory")),
)


def tools() -> tuple[type[Algorithm], ...]:
    """The tools in the order of their use; one that lacks a library is replaced by a stand-in that says so."""
    return tuple(_loaded(*tool) for tool in TOOLS)


def _loaded(tool: str, name: str, title: str) -> type[Algorithm]:
    """A tool's class."""
    try:
        return getattr(import_module(f".tools.{tool}", __package__), name)
    except (ImportError, ValueError, AttributeError):
        for library in PARTS:
            if problem := problem_of(library):
                return stand_in(tool, title, library, problem)
        raise  # every library is there: a bug


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
