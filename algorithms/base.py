"""What every tool shares: names, help, errors as sentences, styled results; nothing else."""

from __future__ import annotations

import traceback
from pathlib import Path

import qgis.utils
from qgis.core import QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingParameterDefinition
from qgis.PyQt.QtGui import QIcon

from ..core.base.errors import Cancelled, CoreError, TorchMissing
from ..core.base.progress import asking
from ..core.base.translation import tr
from ..core.files.outputs import require_writable, together
from ..core.gis.provenance import stamp_synthetic
from ..core.gis.raster_view import in_users_words
from .feedback import FeedbackProgress, with_labels
from .input_checks import require_inputs
from .loaded_layers import load_instead, style_when_loaded
from .parameter_files import output_files, output_paths, require_endings, require_outputs_apart, require_saved_edits
from .synthetic import has_synthetic_inputs
from .worker_setting import TORCH_NEWS

ICON = str(Path(__file__).parent.parent / "resources" / "icons" / "slipline.svg")


class Algorithm(QgsProcessingAlgorithm):
    """One tool of the toolbox: subclasses state what it is and implement `compute`."""

    ID = TITLE = SHORT = SUMMARY = ""
    TAGS = ""  # words that find the tool in the toolbox; a translation keeps the English ones
    GROUP = ("", "")
    APART: tuple[tuple[str, str], ...] = ()  # pairs of inputs that are compared, and must not be the same layer

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

    def shortDescription(self):
        return self.SHORT

    def tags(self):
        return self.TAGS.split(", ")

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
        """Inputs that are what they are called and outputs whose names end as their kind does, before any work."""
        good, sentence = self.core_check(lambda: require_inputs(self, parameters, context))
        if good:
            good, sentence = self.core_check(lambda: require_endings(self, parameters, context))
        if good:
            good, sentence = self.core_check(lambda: require_saved_edits(self, parameters, context))
        return super().checkParameterValues(parameters, context) if good else (False, sentence)

    def createCustomParametersWidget(self, parent=None):
        """QGIS' own dialog with the few things that it lacks; the window alone asks for it."""
        from .dialog import ToolDialog

        return ToolDialog(self, parent)

    def suggested_outputs(self, values, context):
        """Paths for outputs that the user has not named, by the output's name; shown in the dialog."""
        return {}

    def prepareAlgorithm(self, parameters, context, feedback):
        """In the main thread, to which the layers of the project belong."""
        good, sentence = self.core_check(lambda: require_saved_edits(self, parameters, context))
        if not good:
            raise QgsProcessingException(sentence)
        return True

    def core_check(self, check):
        """For checkParameterValues: whether a check of the core passes, and its sentence where it does not."""
        try:
            check()
        except CoreError as error:
            return False, with_labels(self, in_users_words(str(error)))
        return True, ""

    def compute(self, parameters, context, progress):
        """Read the parameters, make one core call, return the outputs."""
        raise NotImplementedError

    def processAlgorithm(self, parameters, context, feedback):
        try:
            require_inputs(self, parameters, context)
            synthetic = has_synthetic_inputs(self, parameters, context)
            require_outputs_apart(self, parameters, context)
            require_endings(self, parameters, context)
            progress = FeedbackProgress(feedback)
            with asking(progress), together(*output_paths(self, parameters, context)) as run:
                require_writable(*output_files(self, parameters, context))
                outputs = self.compute(parameters, context, progress)
                for value in outputs.values():
                    for path in value if isinstance(value, list) else [value]:
                        if synthetic and isinstance(path, str):
                            stamp_synthetic(path)
        except Cancelled as stop:
            if qgis.utils.iface is None:  # qgis_process takes everything but an error for success
                raise QgsProcessingException(str(stop) or tr("Cancelled. Nothing was written.")) from stop
            feedback.pushInfo(str(stop) or tr("Cancelled. Nothing was written."))
            return {}
        except CoreError as error:
            if isinstance(error, TorchMissing):
                TORCH_NEWS.missing.emit()
            traceback.clear_frames(error.__traceback__)  # an open raster that outlives QGIS ends it with a crash
            raise QgsProcessingException(with_labels(self, in_users_words(str(error)))) from error
        for name, value in outputs.items():
            if isinstance(value, str):
                outputs[name] = load_instead(context, value, run.source(value))
                label = self.outputDefinition(name).description()
                style_when_loaded(context, outputs[name], name, label, synthetic)
        return outputs
