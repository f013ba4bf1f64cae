"""Runs inside QGIS' window (`qgis.bin --code`).

Opens what Slipline shows, photographs it, writes down every text of it.

Task: {"screenshots": FOLDER, "report": PATH, "layers": [PATH], "areas": PATH, "targets": PATH, "hotspot": {parameters
of hotspot}, "bad": {the same, of no use}}
"""

from pathlib import Path

import processing
from player import SCREENSHOTS, TASK, play
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTextEdit,
    QTreeView,
)
from qgis.utils import iface, plugins


def steps(report):
    """One thing after the other, as a user meets them."""
    window = iface.mainWindow()
    window.resize(1500, 950)
    for path in TASK["layers"]:
        QgsProject.instance().addMapLayer(QgsRasterLayer(path, Path(path).stem))
    targets = QgsVectorLayer(TASK["targets"], "targets")
    areas = QgsVectorLayer(TASK["areas"], "areas")
    QgsProject.instance().addMapLayers([targets, areas])
    QgsProject.instance().setCrs(areas.crs())
    iface.mapCanvas().zoomToFullExtent()
    report["tools"] = {
        one.id(): [one.displayName(), one.group(), one.shortHelpString()]
        for one in QgsApplication.processingRegistry().providerById("slipline").algorithms()
    }
    yield from toolbox()
    yield from dialogs(report)
    yield from run_hot_spot(report)
    menu = plugins["slipline"].menu
    report["menu"] = [action.text() for action in menu.menu.actions()]
    menu.set_up_torch()
    yield lambda: menu._dialog._task is None
    yield 0.3
    report["set-up"] = texts(menu._dialog)
    photograph(menu._dialog, "set_up")
    menu._dialog.close()
    QTimer.singleShot(1500, lambda: say_yes(report))
    iface.setActiveLayer(areas)
    menu.review_areas()
    yield 2.0
    menu.review.reviewing.accept()
    yield 1.0
    report["review"] = texts(menu.review) + [menu.review.model.titles[i][j] for i in range(7) for j in (0, 1)]
    photograph(window, "review")
    menu.review.reviewing.reject()
    yield 0.5
    report["reasons"] = [action.text() for action in menu.review.reviewing._reasons.actions()]
    menu.review.reviewing._reasons.close()
    menu.review.train_again()
    yield 0.5
    report["train again"] = texts(menu.review._train_dialog)
    photograph(menu.review._train_dialog, "train_again")


def toolbox():
    """The toolbox with Slipline's tools in view."""
    dock = iface.mainWindow().findChild(QDockWidget, "ProcessingToolbox")
    dock.show()
    dock.resize(460, dock.height())
    yield 0.5
    tree = dock.findChild(QTreeView)
    tree.collapseAll()
    model = tree.model()
    for row in range(model.rowCount()):
        if model.index(row, 0).data() == "Slipline":
            tree.setExpanded(model.index(row, 0), True)
            for child in range(model.rowCount(model.index(row, 0))):
                tree.setExpanded(model.index(child, 0, model.index(row, 0)), True)
            tree.scrollTo(model.index(row, 0), QTreeView.ScrollHint.PositionAtTop)
    iface.mainWindow().resizeDocks([dock], [420], Qt.Orientation.Horizontal)
    yield 0.5
    photograph(dock, "toolbox")


def dialogs(report):
    """Each tool's dialog: the labels of its parameters."""
    for one in QgsApplication.processingRegistry().providerById("slipline").algorithms():
        dialog = processing.createAlgorithmDialog(one.id(), {})
        dialog.resize(1000, 800)
        dialog.show()
        yield 0.3
        photograph(dialog, "dialog_" + one.id().partition(":")[2].replace(" ", "_"))
        report["dialogs"][one.id()] = [
            dialog.windowTitle(),
            *(each.description() for each in one.parameterDefinitions()),
        ]
        dialog.close()


def run_hot_spot(report):
    """Once well, once with an input that is refused."""
    for name in ("hotspot", "bad"):
        dialog = processing.createAlgorithmDialog("slipline:hotspot", TASK[name])
        ended, refused = [], []
        dialog.algorithmFinished.connect(lambda ok, results, ended=ended: ended.append(bool(ok)))
        dialog.resize(1000, 800)
        dialog.show()
        yield 0.3
        watch = QTimer()
        watch.timeout.connect(lambda refused=refused: read_refusal(refused))  # a box waits for a click
        watch.start(200)
        dialog.runButton().click()
        yield lambda ended=ended, refused=refused: bool(ended or refused)
        watch.stop()
        yield 0.5
        photograph(dialog, f"run_{name}")
        report[name] = {"ok": ended == [True], "log": "\n".join([log_of(dialog), *refused])}
        dialog.close()
    yield 0.5
    iface.mapCanvas().refresh()
    yield lambda: not iface.mapCanvas().isDrawing()
    photograph(iface.mainWindow(), "window")
    report["layers"] = [layer.name() for layer in QgsProject.instance().mapLayers().values()]


def read_refusal(refused):
    """QGIS refuses what cannot be run in a message box."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        refused.append(box.text())
        box.accept()


def log_of(dialog):
    """What the dialog's log says."""
    return "\n".join(one.toPlainText() for one in dialog.findChildren(QTextEdit))


def texts(widget):
    """All texts of a widget and of what is in it that a person can read, tool tips and place holders too."""
    found = [widget.windowTitle()]
    for kind, read in (
        (QLabel, lambda one: [one.text()]),
        (QAbstractButton, lambda one: [one.text()]),
        (QLineEdit, lambda one: [one.placeholderText()]),
        (QComboBox, lambda one: [one.itemText(i) for i in range(one.count())]),
    ):
        for one in widget.findChildren(kind):
            found += [*read(one), one.toolTip()]
    return sorted({text for text in found if text})


def photograph(widget, name):
    """A picture of a window."""
    QApplication.processEvents()
    widget.grab().save(str(SCREENSHOTS / f"{name}.png"))


def say_yes(report):
    """To the question whether the layer may get the fields of a review."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        report["question"] = box.text()
        box.button(QMessageBox.StandardButton.Yes).click()


play(steps, {"dialogs": {}})
