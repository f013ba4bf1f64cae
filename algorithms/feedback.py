"""QGIS' feedback as the core's Progress."""

from __future__ import annotations

import ast
import contextlib
import re
from pprint import pformat

import qgis.utils
from qgis.PyQt.QtCore import QCoreApplication

from ..core.base.translation import tr
from ..core.gis.raster_view import in_users_words

_WORDS = {"DEM"}  # ids that are words of the trade as well


class FeedbackProgress:
    """Reports to the dialog or the command line that runs the tool."""

    def __init__(self, feedback) -> None:
        self._feedback = feedback

    def update(self, fraction: float) -> None:
        self._feedback.setProgress(100.0 * fraction)

    def message(self, text: str) -> None:
        self._feedback.pushInfo(in_users_words(text))

    def warning(self, text: str) -> None:
        self._feedback.pushWarning(in_users_words(text))

    def is_cancelled(self) -> bool:
        if qgis.utils.iface is None:  # qgis_process hears Ctrl+C as an event, and handles none while a tool runs
            QCoreApplication.processEvents()
        return self._feedback.isCanceled()


def with_labels(tool, text: str) -> str:
    """A sentence that names parameters by their ids, followed by what the dialog calls them; others as they are.

    Args:
        tool: whose parameters the sentence may name. Ids that are part of a path or stand in quotes are other things.
        text: the sentence.
    """
    named = [
        f"{each.name()} = {each.description()}"
        for each in tool.parameterDefinitions()
        if each.name() not in _WORDS
        and each.description() not in text
        and re.search(rf"(?<![\w/\\.'\"-]){re.escape(each.name())}(?![\w/\\'\"-]|\.\w)", text)
    ]
    return f"{text} {tr('In the dialog: {names}.').format(names='; '.join(named))}" if named else text


def without_long_texts(text: str) -> str:
    """A dictionary as QGIS shows it in the log, without values of several lines; any other text as it is."""
    with contextlib.suppress(ValueError, SyntaxError):
        values = ast.literal_eval(text)
        if isinstance(values, dict):
            return pformat({name: value for name, value in values.items() if "\n" not in str(value)})
    return text
