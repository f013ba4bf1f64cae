"""Runs inside QGIS' window: does what docs/tutorial.md says, with the toolbox, the dialogs, menus and keys.

Task: {"tutorial": PATH, "work": the user's FOLDER, "quick": {TOOL: {PARAMETER: VALUE}} to save time, "model": PATH of a
model to take in place of the trained one, or ""}
"""

import shutil
from pathlib import Path

from player import SCREENSHOTS, TASK, play
from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.gui.ProcessingToolbox import ProcessingToolbox
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QDockWidget
from qgis.utils import iface, plugins
from tutorial_text import Menu, Picture, Run, Untick, steps_of

WORK = Path(TASK["work"])
STEPS = SCREENSHOTS / "steps"  # the dialog, its log and the window of each step, for people to look at
LIST_WIDTH = 290  # pixels, so that names can be read
MODEL = "stack_model.safetensors"


def steps(report):
    """The tutorial from its first to its last paragraph."""
    iface.mainWindow().resize(1280, 860)
    next(one for one in iface.mainWindow().findChildren(QDockWidget) if one.objectName() == "Browser").hide()
    iface.mainWindow().resizeDocks([layer_list()], [LIST_WIDTH], Qt.Orientation.Horizontal)
    STEPS.mkdir()
    play_step = {Run: run_tool, Picture: photograph, Untick: untick, Menu: open_review}
    for step in steps_of(Path(TASK["tutorial"]).read_text(encoding="utf-8")):
        report["steps"].append(repr(step))
        yield from play_step[type(step)](step, report)
        QgsProject.instance().setDirty(False)


def layer_list():
    """QGIS' panel of layers."""
    return next(one for one in iface.mainWindow().findChildren(QDockWidget) if one.objectName() == "Layers")


def run_tool(step, report):
    """Find the tool in the toolbox, fill in what the tutorial says, click Run."""
    dialog = yield from opened_dialog(step.tool)
    wrappers = dialog.mainWidget().wrappers
    labels = {dialog.algorithm().parameterDefinition(name).description(): one for name, one in wrappers.items()}
    for label, name in step.layers.items():
        choose_layer(labels[label].wrappedWidget().findChild(QComboBox), name)
    for label, file in step.files.items():
        labels[label].setParameterValue(str(WORK / file), dialog.mainWidget().processing_context)
    for label, number in step.numbers.items():
        labels[label].setParameterValue(number, dialog.mainWidget().processing_context)
    yield 0.3
    dialog.resize(860, 700)
    picture, number = dialog.grab(), len(report["ran"]) + 1
    picture.save(str(STEPS / f"{number}_dialog.png"))
    for name, value in TASK["quick"].get(step.tool, {}).items():
        wrappers[name].setParameterValue(value, dialog.mainWidget().processing_context)
    yield 0.1
    if step.tool == "Tile and train":
        picture.save(str(SCREENSHOTS / "3_train.png"))
        report["named"] = [wrappers[name].parameterValue() for name in ("OUTPUT_MODEL", "OUTPUT_REPORT")]
    if step.tool == "Tile and train" and TASK["model"]:
        shutil.copy(TASK["model"], WORK / MODEL)
        report["ran"].append([step.tool, True])
    else:
        yield from click_run(dialog, step, report)
    dialog.grab().save(str(STEPS / f"{number}_log.png"))
    dialog.close()
    yield 0.2
    yield from photograph_window(STEPS / f"{number}_window.png")


def opened_dialog(tool):
    """The tool's dialog, opened from the toolbox as a double click does."""
    toolbox = next(one for one in iface.mainWindow().findChildren(QDockWidget) if isinstance(one, ProcessingToolbox))
    toolbox.setUserVisible(True)
    toolbox.searchBox.setText(tool)
    yield 0.6
    toolbox.algorithmTree.setCurrentIndex(found_tool(toolbox.algorithmTree, tool))
    QTimer.singleShot(0, toolbox.executeAlgorithm)  # its dialog is modal: it comes back when the dialog is closed
    yield lambda: bool(visible_dialogs())
    yield 0.3
    toolbox.setUserVisible(False)
    return visible_dialogs()[0]


def visible_dialogs():
    """Dialogs of tools that are open."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, AlgorithmDialog) and one.isVisible()]


def found_tool(tree, title):
    """Where the toolbox shows the tool."""
    model = tree.model()
    waiting = [model.index(row, 0) for row in range(model.rowCount())]
    while waiting:
        index = waiting.pop()
        if index.data(Qt.ItemDataRole.DisplayRole) == title:
            return index
        waiting += [model.index(row, 0, index) for row in range(model.rowCount(index))]
    raise LookupError(f"the toolbox does not show {title}")


def choose_layer(box, name):
    """The entry of that name in a list of layers."""
    shown = [box.itemText(index).partition(" [")[0] for index in range(box.count())]
    box.setCurrentIndex(shown.index(name))


def click_run(dialog, step, report):
    """Run, and look whether the layers came that the tutorial promises."""
    ended = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append(bool(ok)))
    QTest.mouseClick(dialog.runButton(), Qt.MouseButton.LeftButton)
    yield lambda: bool(ended)
    yield 0.5
    report["ran"].append([step.tool, ended[0]])
    for panel in iface.mainWindow().findChildren(QDockWidget, "ResultsViewer"):
        panel.hide()  # it opens beside the map with every report; the reader closes it
    if not ended[0]:
        dialog.grab().save(str(SCREENSHOTS / "failed.png"))
        raise RuntimeError(f"{step.tool} did not run")
    layers = {layer.name() for layer in QgsProject.instance().mapLayers().values()}
    report["lacking"] += [name for name in step.gives if name not in layers]


def photograph(step, _report):
    """The window; the picture of a dialog was taken when it was open, that of a page is made of the page."""
    if step.name in ("3_train", "6_map"):
        return
    yield from photograph_window(SCREENSHOTS / f"{step.name}.png")


def photograph_window(path):
    """The window with an up-to-date map."""
    iface.messageBar().clearWidgets()
    iface.mapCanvas().refresh()
    yield 0.5
    yield lambda: not iface.mapCanvas().isDrawing()
    iface.mainWindow().grab().save(str(path))


def untick(step, _report):
    """Layers are taken off the map in the list of layers."""
    for name in step.layers:
        (layer,) = QgsProject.instance().mapLayersByName(name)
        QgsProject.instance().layerTreeRoot().findLayer(layer.id()).setItemVisibilityChecked(False)
    yield 0.1


def open_review(step, report):
    """The review panel from the menu, and decisions by keys."""
    iface.setActiveLayer(QgsProject.instance().mapLayersByName(step.layer)[0])
    menu = plugins["slipline"].menu
    entry = step.path[-1]
    next(action for action in menu.menu.actions() if action.text() == entry).trigger()
    panel = menu.review.panel
    yield lambda: panel.table.model() is not None
    report["said"] = [item.text() for item in iface.messageBar().items()]
    panel.reviewer.setText("Li Wei")
    report["areas"] = panel.table.model().rowCount()
    for key in (Qt.Key.Key_A, Qt.Key.Key_L):
        QTest.keyClick(panel.table, key)
        yield 0.5
    layer = menu.review.review.layer
    report["decided"] = sorted(str(area["status"]) for area in layer.getFeatures())


play(steps, {"steps": [], "ran": [], "lacking": [], "named": []})
