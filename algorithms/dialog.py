"""QGIS' dialog for a tool, which tells a cancelled run as cancelled and names files that should not be temporary."""

from __future__ import annotations

import weakref

from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsProcessing, QgsProcessingFeedback
from qgis.PyQt.QtWidgets import QComboBox, QScrollArea

from ..core.base.translation import tr
from .feedback import without_long_texts

_AROUND = 32  # pixels beside the form: margins of the tab and of its frame


class ToolDialog(AlgorithmDialog):
    """Everything else is QGIS' own dialog."""

    def __init__(self, tool, parent=None) -> None:
        super().__init__(tool, parent=parent)
        self._suggested: dict[str, str] = {}
        for wrapper in self.mainWidget().wrappers.values():
            if hasattr(wrapper, "widgetValueHasChanged") and not wrapper.parameterDefinition().isDestination():
                wrapper.widgetValueHasChanged.connect(self._suggest)
        self._suggest()
        self._widen()

    def _widen(self) -> None:
        """Room for the widest field: QGIS opens the advanced parameters with a scroll bar to the side otherwise.

        Nothing is folded before the dialog is shown, so that the form knows how wide it is with all of its parts, also
        those that QGIS adds in its own language.
        """
        for box in self.mainWidget().findChildren(QComboBox):  # one that lists fields is as wide as their longest name
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for area in self.mainWidget().findChildren(QScrollArea):
            bar = area.verticalScrollBar().sizeHint().width()
            self.mainWidget().setMinimumWidth(area.widget().minimumSizeHint().width() + bar + _AROUND)

    def createFeedback(self):
        """QGIS reports every run without a result as failed, and long texts among the results as Python writes them.

        A run that the user stopped has not failed, and a text stands in the log above.
        """
        feedback = super().createFeedback()
        dialog = weakref.proxy(self)  # no cycle: Python would take it apart in any thread, maybe not in the window's
        feedback.reportError = lambda text, fatal=False: dialog.tell_failure(text, fatal)
        feedback.pushCommandInfo = lambda text: dialog.pushCommandInfo(without_long_texts(text))
        if hasattr(feedback, "pushFormattedResults"):  # QGIS 3.36 and later
            feedback.pushFormattedResults = lambda *told: dialog.tell_results(*told)  # noqa: PLW0108 (no cycle)
        return feedback

    def tell_results(self, algorithm, context, results) -> None:
        """What newer versions of QGIS say of the results at the end."""
        short = {name: value for name, value in results.items() if "\n" not in str(value)}
        QgsProcessingFeedback.pushFormattedResults(self.feedback, algorithm, context, short)

    def tell_failure(self, text: str, fatal: bool) -> None:
        """What QGIS reports in red, unless the user stopped the run."""
        if self.feedback.isCanceled():
            self.pushInfo(tr("The run was cancelled."))
        else:
            self.reportError(text, fatal)

    def setParameters(self, parameters):
        super().setParameters(parameters)
        self._suggest()

    def _suggest(self, *_changed) -> None:
        """Names for outputs that the user has not named, as the inputs suggest them."""
        wrappers = self.mainWidget().wrappers
        values = {name: wrapper.parameterValue() for name, wrapper in wrappers.items()}
        for name, path in self.algorithm().suggested_outputs(values, self.mainWidget().processing_context).items():
            if values[name] in (QgsProcessing.TEMPORARY_OUTPUT, self._suggested.get(name)):
                wrappers[name].setParameterValue(path, self.mainWidget().processing_context)
                self._suggested[name] = path
