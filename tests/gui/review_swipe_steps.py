"""The swipe of the review: part of drive_review.py."""

from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface
from review_helpers import drawn, photograph, press


def swipe(dock, report):
    """The divider comes with a key, is dragged, moves with the map, and goes."""
    canvas, seen = iface.mapCanvas(), report["swipe"]
    viewport, left, none = canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dock.go(dock.list.areas()[0])
    yield 0.2
    yield drawn
    seen["off"] = colours(canvas)
    press(dock.panel.table, "w")
    yield lambda: drawn() and not dock.swipe.is_drawing()
    seen["on"] = [colours(canvas), dock.panel.buttons["swipe"].isChecked()]
    photograph("9_swipe")
    before, height = canvas.extent(), canvas.height() // 3
    QTest.mousePress(viewport, left, none, QPoint(canvas.width() // 2 + 3, height))
    for x in (canvas.width() // 2, canvas.width() // 3, canvas.width() // 5):
        drag(viewport, QPoint(x, height))
    QTest.mouseRelease(viewport, left, none, QPoint(canvas.width() // 5, height))
    yield 0.2
    seen["dragged"] = [colours(canvas), dock.swipe.curtain.share, canvas.extent() == before]
    iface.actionPan().trigger()
    QTest.mousePress(viewport, left, none, QPoint(canvas.width() // 2, height))
    drag(viewport, QPoint(canvas.width() // 2 + 120, height))
    photograph("9_swipe_panning")
    QTest.mouseRelease(viewport, left, none, QPoint(canvas.width() // 2 + 120, height))
    yield lambda: drawn() and not dock.swipe.is_drawing()
    seen["panned"] = [
        round((before.xMinimum() - canvas.extent().xMinimum()) / canvas.mapUnitsPerPixel()),
        colours(canvas),
    ]
    imagery = dock.imagery.imagery.currentLayer()
    dock.imagery.imagery.setLayer(None)
    seen["without_imagery"] = [dock.swipe.curtain is None, colours(canvas)[1]]
    press(dock.panel.table, "w")
    seen["refused"] = [iface.messageBar().currentItem().text(), dock.panel.buttons["swipe"].isChecked()]
    iface.messageBar().clearWidgets()
    dock.imagery.imagery.setLayer(imagery)
    for _ in range(5):  # on and off while it draws
        press(dock.panel.table, "w")
        canvas.refresh()
        yield 0.02
    press(dock.panel.table, "w")
    yield drawn
    seen["ended"] = [dock.swipe.curtain is None, dock.panel.buttons["swipe"].isChecked()]


def drag(viewport, place):
    """Move the mouse with its left button held down, which QTest cannot."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(viewport.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def colours(canvas):
    """Colours of the map near its left and its right side, where no area lies."""
    picture = canvas.grab().toImage()
    return [
        picture.pixelColor(round(share * picture.width()), round(0.35 * picture.height())).name()
        for share in (0.25, 0.9)
    ]
