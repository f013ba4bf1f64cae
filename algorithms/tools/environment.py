"""Check environment: what is installed, what is missing, and how to get it."""

from __future__ import annotations

from qgis.core import Qgis, QgsProcessingOutputString, QgsProcessingParameterFileDestination

from ...core.base.translation import tr
from ...core.worker.environment import environment_report
from ..base import Algorithm
from ..provider import tools
from ..stand_in import StandIn
from ..worker_setting import configured_python


class Environment(Algorithm):
    """Versions and devices; succeeds whatever is missing."""

    ID = "environment"
    TITLE = tr("Check environment")
    GROUP = ("setup", tr("0 Set up"))
    SHORT = tr("Versions, PyTorch and device: what is installed, and what is missing")
    TAGS = tr("landslide, InSAR, setup, install, PyTorch, torch, GPU, CUDA, version, dependencies, diagnose")
    SUMMARY = tr(
        "Lists the versions of QGIS, Python, GDAL, numpy and scipy. Says which Python runs training and prediction, "
        "whether it has PyTorch, which device it uses, and what to do where something is missing.\n\nIt needs no "
        "input and changes nothing. It takes a few seconds. Run it first, and add its text to any question to the "
        "authors."
    )
    OUTPUT, TEXT = "OUTPUT", "TEXT"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT,
                tr("Save the report as text"),
                fileFilter=tr("Text (*.txt)"),
                optional=True,
                createByDefault=False,
            ),
            tr("Text file for what was found. Empty: it is shown in the log only."),
        )
        self.addOutput(QgsProcessingOutputString(self.TEXT, tr("What was found")))

    def compute(self, parameters, context, progress):
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        working = [tool.TITLE for tool in tools() if not issubclass(tool, StandIn)]
        text = environment_report(Qgis.QGIS_VERSION, configured_python(), path, progress, working)
        return {self.OUTPUT: path, self.TEXT: text} if path else {self.TEXT: text}
