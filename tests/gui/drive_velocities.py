"""Runs inside QGIS' window: Velocities from interferograms as a user runs it, stopped once, then to its end.

The task: {"input": FOLDER, "work": FOLDER}. Pictures: the dialog with its defaults, while it runs, stopped, ended, and
the result on the canvas.
"""

from pathlib import Path

import processing
from player import SCREENSHOTS, TASK, play
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QProgressBar, QTextEdit
from qgis.utils import iface


def steps(report):
    """One dialog, stopped; another one, to its end."""
    iface.mainWindow().resize(1500, 950)
    dialog = processing.createAlgorithmDialog("slipline:velocities", {"INPUT": TASK["input"]})
    dialog.resize(1100, 900)
    ended = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append((ok, results)))
    dialog.show()
    yield 1.0
    picture(dialog, "1_dialog")
    dialog.runButton().click()
    yield lambda: shown(dialog) >= 20
    picture(dialog, "2_running")
    dialog.cancelButton().click()
    yield lambda: bool(ended) or not dialog.cancelButton().isEnabled()  # QGIS 3.44 tells no end of a cancelled run
    yield 0.5
    picture(dialog, "3_stopped")
    report["stopped"] = {"ok": bool(ended and ended[-1][0]), "log": log(dialog)}
    dialog.close()
    ended.clear()
    outputs = {
        "OUTPUT": str(Path(TASK["work"]) / "targets.gpkg"),
        "OUTPUT_VELOCITY": str(Path(TASK["work"]) / "velocity.tif"),
        "OUTPUT_REPORT": str(Path(TASK["work"]) / "report.html"),
    }
    dialog = processing.createAlgorithmDialog("slipline:velocities", {"INPUT": TASK["input"], **outputs})
    dialog.resize(1100, 900)
    dialog.algorithmFinished.connect(lambda ok, results: ended.append((ok, results)))
    dialog.show()
    yield 0.5
    dialog.runButton().click()
    yield lambda: bool(ended)
    yield 1.0
    picture(dialog, "4_ended")
    report["ended"] = {"ok": bool(ended[-1][0]), "log": log(dialog)}
    dialog.close()
    layers = list(QgsProject.instance().mapLayers().values())
    report["layers"] = [layer.name() for layer in layers]
    points = next(layer for layer in layers if isinstance(layer, QgsVectorLayer))
    report["renderer"] = points.renderer().type()
    iface.setActiveLayer(points)
    iface.zoomToActiveLayer()
    yield 3.0
    iface.mapCanvas().saveAsImage(str(SCREENSHOTS / "5_canvas.png"))
    iface.mainWindow().grab().save(str(SCREENSHOTS / "6_window.png"))


def picture(dialog, name):
    dialog.grab().save(str(SCREENSHOTS / f"{name}.png"))


def shown(dialog):
    """Percent of the dialog's progress bar."""
    return max((bar.value() for bar in dialog.findChildren(QProgressBar)), default=0)


def log(dialog):
    """What the dialog says."""
    return "\n".join(each.toPlainText() for each in dialog.findChildren(QTextEdit))


play(steps, {"stopped": {}, "ended": {}, "layers": []})
