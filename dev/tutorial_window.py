"""Runs inside QGIS' window: plays the tutorial on the demo area and photographs each step. Started by dev/tutorial.py.

Task: {"screenshots": FOLDER, "report": PATH, "demo": FOLDER with the demo's layers, "work": FOLDER to write into}
"""

from pathlib import Path

import processing
from player import SCREENSHOTS, TASK, play
from qgis.core import QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMessageBox
from qgis.utils import iface, plugins

DEMO, WORK = Path(TASK["demo"]), Path(TASK["work"])
VIEW = QgsRectangle(249400, 3986000, 254150, 3989900)


def steps(report):
    """The chapters of the tutorial."""
    window = iface.mainWindow()
    window.resize(1280, 860)
    canvas = iface.mapCanvas()
    image = add(QgsRasterLayer(str(DEMO / "study_area/image.tif"), "Image (synthetic)"))
    QgsProject.instance().setCrs(image.crs())
    image.setOpacity(0.6)  # a picture of few colours is small
    targets = add(QgsVectorLayer(str(DEMO / "targets.gpkg"), "Targets"))
    canvas.setExtent(VIEW)
    yield from photograph("1_targets")
    yield from hot_spot(targets, image)
    yield from open_dialog(
        "slipline:tiletrain",
        "3_train",
        {  # layers of the project: a picture shows no path of this computer
            "STACK": add(QgsRasterLayer(str(DEMO / "stack.vrt"), "Feature stack")).id(),
            "AREAS": add(QgsVectorLayer(str(DEMO / "study_area/areas.gpkg"), "Areas drawn by hand")).id(),
            "WITHIN": add(QgsVectorLayer(str(DEMO / "study_area/train_area.gpkg"), "Ground to train on")).id(),
        },
    )
    for layer in list(QgsProject.instance().mapLayers().values()):
        if layer.name() == "Targets with Gi*":  # the review shows their velocities
            QgsProject.instance().layerTreeRoot().findLayer(layer.id()).setItemVisibilityChecked(False)
        elif layer.name() != "Image (synthetic)":
            QgsProject.instance().removeMapLayer(layer.id())
    areas = add(QgsVectorLayer(str(WORK / "predicted_areas.gpkg"), "Predicted areas"))
    areas.loadNamedStyle(TASK["style"])
    canvas.setExtent(VIEW)
    yield from photograph("4_areas")
    yield from review(areas)
    done = processing.run(
        "slipline:inventorymap",
        {"AREAS": areas, "IMAGE": image, "TITLE": "Landslides of the demo area", "OUTPUT": str(WORK / "map.pdf")},
    )
    report["map"] = done["OUTPUT"]


def add(layer):
    """A layer into the project."""
    if not layer.isValid():
        raise FileNotFoundError(layer.source())
    QgsProject.instance().addMapLayer(layer)
    return layer


def photograph(name):
    """The window, when the map is drawn."""
    iface.messageBar().clearWidgets()
    iface.mapCanvas().refresh()
    yield 0.5
    yield lambda: not iface.mapCanvas().isDrawing()
    iface.mainWindow().grab().save(str(SCREENSHOTS / f"{name}.png"))


def open_dialog(tool, name, parameters):
    """A tool's dialog, filled in."""
    dialog = processing.createAlgorithmDialog(tool, parameters)
    dialog.resize(860, 640)
    dialog.show()
    yield 0.8
    dialog.grab().save(str(SCREENSHOTS / f"{name}.png"))
    dialog.close()


def hot_spot(targets, image):
    """Hot Spot, run from its dialog."""
    outputs = {
        name: str(WORK / file)
        for name, file in (
            ("OUTPUT_TARGETS", "gi.gpkg"),
            ("OUTPUT_MAP", "map.tif"),
            ("OUTPUT_AREAS", "candidates.gpkg"),
        )
    }
    dialog = processing.createAlgorithmDialog("slipline:hotspot", {"TARGETS": targets, "GRID": image, **outputs})
    ended = []
    dialog.algorithmFinished.connect(lambda *_: ended.append(True))
    dialog.resize(860, 640)
    dialog.show()
    yield 0.5
    dialog.runButton().click()
    yield lambda: bool(ended)
    yield 0.5
    dialog.close()
    QgsProject.instance().layerTreeRoot().findLayer(targets.id()).setItemVisibilityChecked(False)
    iface.mapCanvas().setExtent(VIEW)
    yield from photograph("2_hotspot")


def review(areas):
    """Some areas decided with keys."""
    iface.setActiveLayer(areas)
    menu = plugins["slipline"].menu
    QTimer.singleShot(1000, say_yes)  # areas of an older version lack the fields of the review: may they be added?
    next(action for action in menu.menu.actions() if action.text().startswith("Review areas")).trigger()
    yield 1.5
    menu.review.panel.reviewer.setText("Li Wei")
    for key in (Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_L):
        QTest.keyClick(menu.review.panel.table, key)
        yield 0.5
    yield from photograph("5_review")


def say_yes():
    """To a question, where one is open."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        box.button(QMessageBox.StandardButton.Yes).click()


play(steps, {})
