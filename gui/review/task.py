"""A piece of the core's work as a task of QGIS: in a thread, with progress, cancellable."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ...core.base.errors import Cancelled, CoreError
from ...core.base.progress import Progress
from ...core.base.translation import tr


class CoreTask(QgsTask):
    """Runs `work(progress)` and tells how it ended.

    Signals:
        said: a line of its log.
        ended: whether it succeeded, and its result or the sentence of its failure.
    """

    said = pyqtSignal(str)
    ended = pyqtSignal(bool, str)

    def __init__(self, title: str, work: Callable[[Progress], str]) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work = work
        self._outcome = tr("It ended with an unexpected error; QGIS shows it in View > Panels > Log messages.")

    def run(self) -> bool:
        try:
            self._outcome = self._work(self)
        except Cancelled:
            self._outcome = tr("Cancelled. Nothing was changed.")
        except CoreError as error:
            self._outcome = str(error)
        else:
            return True
        return False

    def finished(self, result: bool) -> None:
        self.ended.emit(result, self._outcome)

    def update(self, fraction: float) -> None:
        """Of `Progress`."""
        self.setProgress(100.0 * fraction)

    def message(self, text: str) -> None:
        """Of `Progress`."""
        self.said.emit(text)

    def warning(self, text: str) -> None:
        """Of `Progress`."""
        self.said.emit(text)

    def is_cancelled(self) -> bool:
        """Of `Progress`."""
        return self.isCanceled()
