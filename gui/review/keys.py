"""Single keys for the review, wherever the list or a map has the focus; never while somebody types."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QEvent, QObject, Qt

_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier)


class ReviewKeys(QObject):
    """Takes the keys before QGIS' own shortcuts of one letter do.

    Args:
        actions: letter -> what it does.
        is_ready: whether keys mean anything now.
    """

    def __init__(self, actions: dict[str, Callable[[], object]], is_ready: Callable[[], bool]) -> None:
        super().__init__()
        self._actions, self._is_ready = actions, is_ready
        self._watched: list[QObject] = []

    def watch(self, *widgets: QObject) -> None:
        """Listen to these widgets; a map's viewport gets the keys of its map."""
        for widget in widgets:
            widget.installEventFilter(self)
            self._watched.append(widget)

    def stop(self) -> None:
        """Listen no longer."""
        for widget in self._watched:
            widget.removeEventFilter(self)

    def eventFilter(self, watched, event) -> bool:  # noqa: ARG002
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or event.modifiers() not in _BARE:
            return False
        action = self._actions.get(event.text().upper())
        if action is None or not self._is_ready():
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
            action()
        return True
