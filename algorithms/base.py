"""What every tool shares: names, help, errors as sentences, styled results; nothing else."""

from __future__ import annotations

from pathlib import Path

import qgis.utils
from qgis.core import QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingParameterDefinition
from qgis.PyQt.QtGui import QIcon

from ..core.base.errors import Cancelled, CoreError, TorchMissing
from ..core.base.translation import tr
from .apart import require_outputs_apart
from .feedback import FeedbackProgress
from .input_checks import require_inputs
from .loaded_layers import style_when_loaded
from .worker_setting import TORCH_NEWS

ICON = str(Path(__file__).parent.parent / "resources" / "icons" / "slipline.svg")


class Algorithm(QgsProcessingAlgorithm):
    """One tool of the toolbox: subclasses state what it is and implement `compute`."""

    ID = TITLE = SUMMARY = ""
    GROUP = ("", "")

    def createInstance(self):
        return type(self)()

    def name(self):
        return self.ID

    def displayName(self):
        return self.TITLE

    def groupId(self):
        return self.GROUP[0]

    def group(self):
        return self.GROUP[1]

    def shortHelpString(self):
        """The summary, then what each parameter means: the dialog shows it beside the fields."""
        known = [
            tr("{name}: {help}").format(name=each.description(), help=each.help())
            for each in self.parameterDefinitions()
            if each.help()
        ]
        return "\n\n".join([self.SUMMARY, *known])

    def icon(self):
        return QIcon(ICON)

    def define(self, parameter, help_text, advanced=False):
        """Add a parameter together with the sentence that explains it."""
        parameter.setHelp(help_text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def checkParameterValues(self, parameters, context):
        good, sentence = self.core_check(lambda: require_inputs(self, parameters, context))
        return super().checkParameterValues(parameters, context) if good else (False, sentence)

    def core_check(self, check):
        """For checkParameterValues: whether a check of the core passes, and its sentence where it does not."""
        try:
            check()
        except CoreError as error:
            return False, str(error)
        return True, ""

    def compute(self, parameters, context, progress):
        """Read the parameters, make one core call, return the outputs."""
        raise NotImplementedError

    def processAlgorithm(self, parameters, context, feedback):
        try:
            require_inputs(self, parameters, context)
            require_outputs_apart(self, parameters, context)
            outputs = self.compute(parameters, context, FeedbackProgress(feedback))
        except Cancelled as stop:
            if qgis.utils.iface is None:  # qgis_process takes everything but an error for success
                raise QgsProcessingException(str(stop) or tr("Cancelled. Nothing was written.")) from stop
            return {}
        except CoreError as error:
            if isinstance(error, TorchMissing):
                TORCH_NEWS.missing.emit()
            raise QgsProcessingException(str(error)) from error
        for name, value in outputs.items():
            if isinstance(value, str):
                style_when_loaded(context, value, name, self.outputDefinition(name).description())
        return outputs
