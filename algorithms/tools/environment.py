"""Check environment: what is installed, what is missing, and how to get it."""

from __future__ import annotations

from qgis.core import Qgis, QgsProcessingOutputString, QgsProcessingParameterFileDestination

from ...core.base.translation import tr
from ...core.worker.environment import environment_report
from ..base import Algorithm
from ..worker_setting import configured_python


class Environment(Algorithm):
    """Versions and devices; succeeds whatever is missing."""

    ID = "environment"
    TITLE = tr("Check environment")
    GROUP = ("setup", tr("0 Set up"))
    SUMMARY = tr(
        "Says which versions of QGIS, Python, GDAL, numpy and scipy are in use, which Python runs training and"
        " prediction, whether it has PyTorch, on which device, and what to do where something is missing.\n\n"
        "Needs nothing and changes nothing. Takes a few seconds. Run it first, and copy its text into any "
        "question to the authors."
    )
    OUTPUT, TEXT = "OUTPUT", "TEXT"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, tr("Text file"), fileFilter=tr("Text (*.txt)"), optional=True, createByDefault=False
            ),
            tr("Where to keep the text. Empty: only in the log."),
        )
        self.addOutput(QgsProcessingOutputString(self.TEXT, tr("What was found")))

    def compute(self, parameters, context, progress):
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        text = environment_report(Qgis.QGIS_VERSION, configured_python(), path, progress)
        return {self.OUTPUT: path, self.TEXT: text} if path else {self.TEXT: text}
