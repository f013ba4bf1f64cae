"""Runs inside QGIS' window: ten areas reviewed with keys over a basemap, outlines changed, a layer of another tool.

Then QGIS is killed.

Task: {"areas": PATH, "style": PATH, "targets": PATH, "stack": PATH, "foreign": PATH, "many": PATH, "server": ADDRESS}
"""

import json
import os
import signal
import time
from pathlib import Path

from player import SCREENSHOTS, TASK, play
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsRasterLayer, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface, plugins
from review_helpers import count_reads, drawn, in_file, in_step, label, labels, on_screen, photograph, press, row_of
from review_swipe_steps import swipe


def steps(report):
    """Everything that the user does."""
    iface.mainWindow().resize(1590, 1030)
    QgsSettings().setValue("slipline/reviewer", "Li Wei")
    QgsSettings().setValue("slipline/basemaps/google", TASK["server"] + "/google/{z}/{x}/{y}")
    stack = QgsRasterLayer(TASK["stack"], "Feature stack")
    targets = QgsVectorLayer(TASK["targets"], "Targets")
    targets.loadDefaultStyle()
    areas = QgsVectorLayer(TASK["areas"], "Predicted areas")
    areas.loadNamedStyle(TASK["style"])
    QgsProject.instance().addMapLayers([areas, targets, stack])
    QgsProject.instance().setCrs(areas.crs())
    menu = plugins["slipline"].menu.menu
    basemaps = next(action.menu() for action in menu.actions() if action.text() == "Add review basemap")
    next(action for action in basemaps.actions() if action.text() == "Google Satellite").trigger()
    yield lambda: any(layer.name() == "Google Satellite" for layer in QgsProject.instance().mapLayers().values())
    iface.messageBar().clearWidgets()
    iface.setActiveLayer(areas)
    next(action for action in menu.actions() if action.text() == "Review areas…").trigger()
    dock = plugins["slipline"].menu.review
    dock.panel.buttons["imagery"].click()
    yield 0.5
    yield drawn
    report["opened"] = {
        "areas": len(dock.model.areas),
        "order": labels(dock),
        "targets": dock.panel.targets.currentLayer().name(),
    }
    report["imagery"] = [layer.name() for layer in dock.imagery.canvas.layers()]
    report["in_step"] = in_step(dock)
    report["opened"]["least_height"] = dock.minimumSizeHint().height()
    first = dock.review.feature(dock.current).geometry().boundingBox().center()
    canvas = iface.mapCanvas()
    report["first_shown"] = {
        "away": canvas.center().distance(first) / canvas.mapUnitsPerPixel(),
        "metres_across": canvas.extent().width(),
    }
    yield from review_ten(dock, report)
    yield from swipe(dock, report)
    yield from change_outlines(dock, areas, report)
    yield from train_again(dock, report)
    yield from review_others(dock, report)
    yield from be_killed(another_panel(dock, report), areas, report)


def review_ten(dock, report):
    """Ten areas with keys, in the order of the list."""
    table, viewport = dock.panel.table, iface.mapCanvas().viewport()
    photograph("1_first_area")
    read = count_reads(dock)
    report["looked_at"] = [label(dock)]
    press(table, "a")
    report["after_accept"] = in_file(TASK["areas"])[report["looked_at"][0]]
    yield drawn
    report["in_step_again"] = in_step(dock)
    report["looked_at"].append(label(dock))
    press(table, "r")
    yield 0.2
    dock.reviewing._reasons.grab().save(str(SCREENSHOTS / "2_reasons.png"))
    press(dock.reviewing._reasons, "3")
    press(table, "l")
    press(iface.mapCanvas(), "a")  # the keys work where the map has the focus
    press(viewport, "a")
    press(table, "t")
    QTest.keyClicks(dock.panel.note, "Ask Ma about the road, area 9")  # letters are letters here
    QTest.keyClick(dock.panel.note, Qt.Key.Key_Return)
    report["note_kept"] = [row["note"] for row in in_file(TASK["areas"]).values() if row["note"]]
    press(table, "a")
    press(table, "a")
    press(table, "u")
    report["after_undo"] = [label(dock), dock.model.status(dock.current)]
    press(table, "r")
    yield 0.2
    press(dock.reviewing._reasons, "1")
    press(table, "p")
    press(table, "n")
    for key in "aal":
        press(table, key)
    yield drawn
    report["reads"] = read()
    report["counts"] = dock.panel.progress.text()
    photograph("3_ten_reviewed")
    dock.panel.status.setCurrentIndex(dock.panel.status.findData("rejected"))
    report["rejected_shown"] = labels(dock)
    dock.panel.status.setCurrentIndex(0)
    dock.panel.activity.setCurrentIndex(dock.panel.activity.findData("fast"))
    report["fast_shown"] = len(labels(dock))
    dock.panel.activity.setCurrentIndex(0)
    dock.panel.status.setFocus()
    dock.panel.status.activated.emit(0)  # as a choice with the mouse does
    report["focus_after_filter"] = iface.mainWindow().focusWidget() is table
    dock.go(dock.list.areas()[10])
    report["noted"] = [label(dock)]
    for button, text in (("map", "Seen from the road"), ("next", "Seen from the road, 2019")):
        dock.panel.note.setFocus()
        dock.panel.note.setText(text)
        dock.panel.buttons[button].click()  # the note keeps the focus
        report["noted"].append(in_file(TASK["areas"])[report["noted"][0]]["note"])
    report["noted"].append(dock.panel.note.text())


def change_outlines(dock, areas, report):
    """Split with QGIS' own tool on the map, undo; an edit of the outline; merge, undo."""
    table = dock.panel.table
    iface.messageBar().clearWidgets()
    dock.go(dock.list.areas()[0])
    yield drawn
    before = in_file(TASK["areas"])
    outline = dock.review.feature(dock.current).geometry().boundingBox()
    press(table, "s")
    yield 0.2
    report["split_tool"] = type(iface.mapCanvas().mapTool()).__name__
    middle = outline.center().x()
    for y in (outline.yMaximum() + 40, outline.yMinimum() - 40):
        QTest.mouseClick(
            iface.mapCanvas().viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            on_screen(middle, y),
        )
        yield 0.1
    photograph("4_split")
    QTest.mouseClick(
        iface.mapCanvas().viewport(),
        Qt.MouseButton.RightButton,
        Qt.KeyboardModifier.NoModifier,
        on_screen(middle, outline.yMinimum() - 40),
    )
    yield lambda: len(dock.model.areas) > len(before)
    report["split"] = {
        "areas": len(dock.model.areas),
        "file": len(in_file(TASK["areas"])),
        "new": row_of(TASK["areas"], len(before) + 1),
    }
    press(table, "s")
    press(table, "u")
    report["split_undone"] = in_file(TASK["areas"]) == before
    area = dock.current
    press(table, "e")
    yield 0.2
    report["edit_tool"] = [type(iface.mapCanvas().mapTool()).__name__, areas.isEditable()]
    areas.beginEditCommand("as the vertex tool does")
    wide = dock.review.feature(area).geometry().buffer(20, 4)
    areas.changeGeometry(
        area, QgsGeometry.fromMultiPolygonXY([wide.asPolygon()] if not wide.isMultipart() else wide.asMultiPolygon())
    )
    areas.endEditCommand()
    yield lambda: not areas.isModified()
    report["edited"] = [
        in_file(TASK["areas"])[label(dock)]["area_m2"],
        before[label(dock)]["area_m2"],
        dock.model.rows[area]["area_m2"],
    ]
    press(table, "e")
    report["after_edit"] = areas.isEditable()
    press(table, "u")
    report["edit_undone"] = in_file(TASK["areas"]) == before
    for place in (0, 1):
        index = dock.list.index(place, 0)
        flag = table.selectionModel().SelectionFlag
        table.selectionModel().select(index, flag.Select | flag.Rows if place else flag.ClearAndSelect | flag.Rows)
    press(table, "m")
    report["merged"] = {"areas": len(dock.model.areas), "file": len(in_file(TASK["areas"]))}
    press(table, "u")
    report["merge_undone"] = in_file(TASK["areas"]) == before
    yield drawn


def train_again(dock, report):
    """The dialog, then Tile and train filled in."""
    dock.panel.train.click()
    dialog = dock._train_dialog
    yield 0.3
    dialog.grab().save(str(SCREENSHOTS / "5_train_again.png"))
    report["stack_found"] = dialog.stack.box.currentLayer().name()
    dialog.model.setFilePath(TASK["model"])
    dialog.go_on()
    report["train_problem"] = dialog.result.text()
    yield 0.5
    dialog.tool.grab().save(str(SCREENSHOTS / "6_tile_and_train.png"))
    given = (
        dialog.tool.getParameterValues()
        if hasattr(dialog.tool, "getParameterValues")
        else dialog.tool.createProcessingParameters()
    )
    report["given"] = {name: str(given.get(name)) for name in ("STACK", "AREAS", "WITHIN", "START_FROM")}
    report["given"]["STACK"] = (
        QgsProject.instance().mapLayer(report["given"]["STACK"]).name()
        if QgsProject.instance().mapLayer(report["given"]["STACK"])
        else report["given"]["STACK"]
    )
    dialog.tool.close()


def review_others(dock, report):
    """A shapefile of another tool, whose fields are added after asking; a layer that only lies in memory.

    Two thousand areas.
    """
    asked = []
    dock.ask = lambda text: asked.append(text) or len(asked) > 1
    foreign = QgsVectorLayer(TASK["foreign"], "Somebody's inventory")
    QgsProject.instance().addMapLayer(foreign)
    dock.panel.areas.setLayer(foreign)
    report["declined"] = [dock.review is None, foreign.fields().lookupField("status")]
    dock.panel.areas.setLayer(foreign)
    press(dock.panel.table, "a")
    report["foreign"] = {
        "asked": asked[-1],
        "rows": list(in_file(TASK["foreign"], "name").values()),
        "order": labels(dock),
    }
    yield drawn
    photograph("7_layer_of_another_tool")
    memory = QgsVectorLayer("Polygon?crs=EPSG:32633", "scratch", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPolygonXY([[QgsPointXY(0, 0), QgsPointXY(0, 1), QgsPointXY(1, 1)]]))
    memory.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(memory)
    iface.messageBar().clearWidgets()
    dock.panel.areas.setLayer(memory)
    report["memory"] = iface.messageBar().currentItem().text()
    iface.messageBar().clearWidgets()
    many = QgsVectorLayer(TASK["many"], "Two thousand")
    QgsProject.instance().addMapLayer(many)
    start = time.perf_counter()
    dock.panel.areas.setLayer(many)
    report["many"] = {"areas": len(dock.model.areas), "open_s": time.perf_counter() - start}
    start = time.perf_counter()
    for _ in range(20):
        press(dock.panel.table, "a")
    report["many"]["decision_ms"] = (time.perf_counter() - start) / 20 * 1000
    yield drawn
    photograph("8_two_thousand")
    QgsProject.instance().removeMapLayer(many)
    report["layer_went"] = [dock.review is None, dock.panel.areas.currentLayer() is None]
    press(dock.panel.table, "a")  # means nothing now


def another_panel(dock, report):
    """The plugin goes and comes."""
    menu = plugins["slipline"].menu
    dock.close_down()
    menu.review = None
    menu.review_areas()
    report["docks"] = len([one for one in iface.mainWindow().findChildren(type(dock)) if one.isVisible()])
    return menu.review


def be_killed(dock, areas, report):
    """Two more decisions, and no time to save anything."""
    dock.panel.areas.setLayer(areas)
    rest = [area for area in dock.list.areas() if not dock.model.status(area)]
    report["last"] = [dock.model.value(area, 1) for area in rest]
    dock.go(rest[0])
    press(dock.panel.table, "a")
    press(dock.panel.table, "r")
    yield 0.2
    press(dock.reviewing._reasons, "2")
    Path(TASK["report"]).write_text(json.dumps(report, indent=1))
    os.kill(os.getpid(), signal.SIGKILL)


play(steps, {"swipe": {}})
