"""QGIS' feedback as the core's Progress."""

from __future__ import annotations


class FeedbackProgress:
    """Reports to the dialog or the command line that runs the tool."""

    def __init__(self, feedback) -> None:
        self._feedback = feedback

    def update(self, fraction: float) -> None:
        self._feedback.setProgress(100.0 * fraction)

    def message(self, text: str) -> None:
        self._feedback.pushInfo(text)

    def warning(self, text: str) -> None:
        self._feedback.pushWarning(text)

    def is_cancelled(self) -> bool:
        return self._feedback.isCanceled()
