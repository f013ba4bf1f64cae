"""The provider: the list of the tools and of the chains that are made of them."""

from __future__ import annotations

from importlib import import_module

from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..core.base.translation import tr
from ..core.worker.libraries import PARTS, problem_of
from .base import ICON, Algorithm
from .chains import chains
from .parameter_files import unwritable_name
from .stand_in import stand_in

TOOLS = (  # id, which is the name of its file, and name in the toolbox; in the order of their use
    ("environment", tr("Check environment")),
    ("demo", tr("Create demo study area")),
    ("velocities", tr("Velocities from interferograms")),
    ("importtargets", tr("Import coherent targets")),
    ("timeseries", tr("Classify time series")),
    ("twoorbits", tr("East and up from two orbits")),
    ("prepareimage", tr("Prepare image")),
    ("hotspot", tr("Hot spot (Gi* and kernel density)")),
    ("featurestack", tr("Build feature stack")),
    ("tiletrain", tr("Tile and train")),
    ("predict", tr("Predict boundaries")),
    ("evaluate", tr("Evaluate boundaries")),
    ("compare", tr("Compare feature sets")),
    ("change", tr("What has changed")),
    ("motionkind", tr("Kind of motion")),
    ("exposure", tr("What is exposed")),
    ("googleearth", tr("Export for Google Earth")),
    ("inventorymap", tr("Print map of the inventory")),
    ("survey", tr("Survey by map sheets")),
)


def tools() -> tuple[type[Algorithm], ...]:
    """The tools in the order of their use; one that lacks a library is replaced by a stand-in that says so."""
    return tuple(_loaded(*tool) for tool in TOOLS)


def _loaded(tool: str, title: str) -> type[Algorithm]:
    """A tool's class, or the one that stands for it."""
    try:
        module = import_module(f".tools.{tool}", __package__)
    except (ImportError, ValueError, AttributeError):
        for library in PARTS:
            if problem := problem_of(library):
                return stand_in(tool, title, library, problem)
        raise  # every library is there: a bug
    return next(each for each in vars(module).values() if getattr(each, "ID", "") == tool)


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
        may_be_stack = isinstance(parameter.algorithm(), QgsProcessingModelAlgorithm)  # an output of a chain
        refusal = unwritable_name(value, parameter, may_be_stack)
        return (False, refusal) if refusal else super().isSupportedOutputValue(value, parameter, context)

    def loadAlgorithms(self):
        for tool in tools():
            self.addAlgorithm(tool())
        for chain in chains():
            self.addAlgorithm(chain)
