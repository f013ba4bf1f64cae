"""Room for the review panel beside the other panels of QGIS' window."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow

_HEIGHT = 620  # pixels that the list, the facts and the buttons need


def make_room(dock: QDockWidget, beside: QDockWidget, window: QMainWindow, height: int) -> None:
    """Give the panel as much height as it needs: other panels above it get the rest, or a tab where that is too little.

    Args:
        dock: the panel.
        beside: a panel that belongs to it, on the same side of the window.
        window: QGIS' own.
        height: of that side, in pixels.
    """
    others = [
        one
        for one in window.findChildren(QDockWidget)
        if one not in (dock, beside) and window.dockWidgetArea(one) == window.dockWidgetArea(dock)
        if one.isVisible() and not one.isFloating()
    ]
    if others and height < _HEIGHT + sum(one.minimumSizeHint().height() for one in others):
        for one in others:
            window.tabifyDockWidget(dock, one)
        dock.raise_()
    window.resizeDocks([dock], [_HEIGHT], Qt.Orientation.Vertical)
