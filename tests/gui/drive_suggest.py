"""Runs inside QGIS' window: areas to draw are suggested and reviewed; the dialogs of the two tools are looked at.

Task: {"probability": PATH, "stack": PATH, "drawn": PATH, "output": PATH, "model": PATH}
"""

import processing
from player import SCREENSHOTS, TASK, play
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.utils import iface, plugins
from review_helpers import drawn, in_file, labels, photograph, press

SHOWN = []


def steps(report):
    """Everything that the user does."""
    iface.mainWindow().resize(1590, 1030)
    layers = [QgsRasterLayer(TASK["stack"], "Feature stack"), QgsRasterLayer(TASK["probability"], "Probability")]
    layers.append(QgsVectorLayer(TASK["drawn"], "Drawn so far"))
    QgsProject.instance().addMapLayers(layers)
    QgsProject.instance().setCrs(layers[0].crs())
    iface.mapCanvas().setExtent(layers[0].extent())
    menu = plugins["slipline"].menu.menu
    next(action for action in menu.actions() if action.text() == "Review areas…").trigger()
    dock = plugins["slipline"].menu.review
    dock.panel.areas.setLayer(None)
    dock.panel.suggest.click()
    dialog = dock.reviewing._suggesting
    report["chosen"] = [dialog.probability.source(), dialog.stack.source(), dialog.output.filePath()]
    yield drawn
    dialog.grab().save(str(SCREENSHOTS / "1_dialog.png"))
    dialog.output.setFilePath("")
    dialog.start()
    report["nothing_chosen"] = dialog.result.text()
    dialog.output.setFilePath(TASK["output"])
    dialog.drawn.choose(layers[2])
    dialog.start()
    yield lambda: dock.review is not None
    yield drawn
    report["list"] = labels(dock)
    report["glance"] = dock.panel.glance.text()
    report["least_height"] = dock.minimumSizeHint().height()
    photograph("2_suggested")
    press(dock.panel.table, "a")
    report["accepted"] = [number for number, row in in_file(TASK["output"]).items() if row["status"] == "accepted"]
    yield from tool("tiletrain", {"STACK": TASK["stack"], "AREAS": TASK["drawn"], "MORE_STACKS": [TASK["stack"]]})
    yield from tool("predict", {"STACK": TASK["stack"], "MODEL": TASK["model"]})


def tool(name, parameters):
    """The dialog of a tool, filled in."""
    dialog = processing.createAlgorithmDialog(f"slipline:{name}", parameters)
    dialog.resize(1100, 900)
    dialog.show()
    yield 1.0
    dialog.grab().save(str(SCREENSHOTS / f"3_{name}.png"))
    dialog.hide()
    SHOWN.append(dialog)  # stays until QGIS ends


play(steps, {})
