"""Runs inside QGIS' window: predicted areas, then a basemap below them from the menu; a server that does not answer.

Task: {"areas": PATH, "style": PATH, "server": ADDRESS, "dead": ADDRESS}
"""

from player import SCREENSHOTS, TASK, play
from qgis.core import QgsProject, QgsSettings, QgsVectorLayer
from qgis.utils import iface, plugins


def steps(report):
    """Everything that the user does."""
    iface.mainWindow().resize(1400, 900)
    areas = QgsVectorLayer(TASK["areas"], "Predicted areas")
    areas.loadNamedStyle(TASK["style"])
    QgsProject.instance().addMapLayer(areas)
    QgsProject.instance().setCrs(areas.crs())
    actions = plugins["slipline"].menu.menu.actions()
    menu = next(action.menu() for action in actions if action.text() == "Add review basemap")
    actions = {action.text(): action for action in menu.actions() if action.text()}
    report["menu"] = list(actions)
    QgsSettings().setValue("slipline/basemaps/google", TASK["server"] + "/google/{z}/{x}/{y}")
    QgsSettings().setValue("slipline/basemaps/esri", TASK["dead"] + "/{z}/{y}/{x}")
    actions["Google Satellite"].trigger()
    yield lambda: len(names()) == 2
    box = areas.extent()
    box.grow(400)
    iface.mapCanvas().setExtent(box)
    iface.mapCanvas().refresh()
    yield 1.0
    yield lambda: not iface.mapCanvas().isDrawing()
    yield 1.0
    report["order"] = names()
    layer = next(one for one in QgsProject.instance().mapLayers().values() if one.name() == "Google Satellite")
    report["google"] = {
        "valid": layer.isValid(),
        "rights": layer.metadata().rights(),
        "licenses": layer.metadata().licenses(),
    }
    report["note"] = iface.messageBar().currentItem().text()
    iface.mainWindow().grab().save(str(SCREENSHOTS / "1_areas_over_basemap.png"))
    iface.mapCanvas().saveAsImage(str(SCREENSHOTS / "map.png"))
    iface.messageBar().clearWidgets()
    actions["Esri World Imagery"].trigger()
    yield lambda: iface.messageBar().currentItem() is not None
    report["dead"] = iface.messageBar().currentItem().text()
    iface.mainWindow().grab().save(str(SCREENSHOTS / "2_no_network.png"))
    iface.messageBar().clearWidgets()
    plugins["slipline"].menu._basemaps.add_address("nowhere/{x}")
    report["refused"] = iface.messageBar().currentItem().text()
    plugins["slipline"].menu._basemaps.add_address(TASK["server"] + "/own/{z}/{x}/{-y}.png")
    yield lambda: len(names()) == 3
    report["own"] = names()
    iface.messageBar().clearWidgets()
    plugins["slipline"].menu._basemaps.add_address(TASK["server"] + "/region/{z}/{x}/{y}.png")
    yield lambda: len(names()) == 4
    report["region"] = iface.messageBar().currentItem().text()
    menu.popup(iface.mainWindow().mapToGlobal(iface.mainWindow().rect().center()))
    yield 0.3
    menu.grab().save(str(SCREENSHOTS / "3_menu.png"))
    menu.close()


def names():
    """Layers from the top down."""
    return [layer.name() for layer in QgsProject.instance().layerTreeRoot().layerOrder()]


play(steps, {})
