"""Runs inside QGIS' window (`qgis.bin --code`).

Opens every dialog, clicks Run as a user does, writes down what it sees.

The task is a JSON file named in SLIPLINE_WINDOW_TASK:
{"screenshots": FOLDER, "report": PATH, "layers": [PATH], "runs": [{"tool": ID, "parameters": {...}}],
 "batches": [{"tool": ID, "rows": [{...}], "outputs": [PATH]}]}
"""

from pathlib import Path

import processing
from player import SCREENSHOTS, TASK, play
from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from processing.tools import dataobjects
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtWidgets import QGroupBox, QScrollArea
from qgis.utils import iface


def steps(report):
    """Everything that the user does; each yield is what to wait for."""
    window = iface.mainWindow()
    window.resize(1500, 950)
    for path in TASK["layers"]:
        add_layer(path)
    canvas_shows_everything()
    yield lambda: not iface.mapCanvas().isDrawing()
    yield from open_every_dialog(report["dialogs"])
    for run in TASK["runs"]:
        yield from run_tool(run, report["runs"])
    report["order"] = [kind_of(layer) for layer in QgsProject.instance().layerTreeRoot().layerOrder()]
    window.grab().save(str(SCREENSHOTS / "window.png"))
    for batch in TASK["batches"]:
        yield from run_batch(batch, report["batches"])


def file_name(tool):
    """A tool's id as part of a file's name."""
    return tool.partition(":")[2].replace(" ", "_")


def add_layer(path):
    """A layer as if dragged into the window."""
    layer = QgsRasterLayer(path, Path(path).stem)
    QgsProject.instance().addMapLayer(layer if layer.isValid() else QgsVectorLayer(path, Path(path).stem))


def canvas_shows_everything():
    """Zoom to all layers."""
    QgsProject.instance().setCrs(next(iter(QgsProject.instance().mapLayers().values())).crs())
    iface.mapCanvas().zoomToFullExtent()
    iface.mapCanvas().refresh()


def open_every_dialog(dialogs):
    """Each tool's dialog, photographed."""
    for algorithm in QgsApplication.processingRegistry().providerById("slipline").algorithms():
        dialog = processing.createAlgorithmDialog(algorithm.id(), {})
        dialog.show()  # as large as the last one was left: QGIS remembers it
        dialog.resize(900, 760)
        yield 0.4
        path = SCREENSHOTS / f"dialog_{file_name(algorithm.id())}.png"
        dialog.grab().save(str(path))
        dialogs[algorithm.id()] = {"picture": str(path), "title": dialog.windowTitle()}
        yield from open_advanced(dialog, dialogs[algorithm.id()])
        dialog.close()


def open_advanced(dialog, seen):
    """The advanced parameters in a dialog as small as it can be: how far they reach beyond its side, in pixels."""
    for group in dialog.mainWidget().findChildren(QGroupBox):
        group.setProperty("collapsed", False)
    dialog.resize(dialog.minimumSizeHint())
    yield 0.2
    seen["beyond"] = max(area.horizontalScrollBar().maximum() for area in dialog.mainWidget().findChildren(QScrollArea))


def run_tool(run, reports):
    """Fill in a dialog, click Run, wait for its end, photograph dialog and map."""
    name = file_name(run["tool"])
    before = set(QgsProject.instance().mapLayers())
    dialog = processing.createAlgorithmDialog(run["tool"], run["parameters"])
    ended = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append((ok, results)))
    dialog.resize(900, 760)
    dialog.show()
    yield 0.5
    dialog.runButton().click()
    yield lambda: bool(ended)
    yield 0.5
    dialog.grab().save(str(SCREENSHOTS / f"run_{name}.png"))
    dialog.close()
    canvas_shows_everything()
    yield 0.3
    yield lambda: not iface.mapCanvas().isDrawing()
    picture = SCREENSHOTS / f"map_{name}.png"
    iface.mapCanvas().saveAsImage(str(picture))
    ok, results = ended[0]
    loaded = [layer for key, layer in QgsProject.instance().mapLayers().items() if key not in before]
    reports.append(
        {
            "tool": run["tool"],
            "ok": bool(ok),
            "map": str(picture),
            "layers": [describe(layer) for layer in loaded],
            "results": {key: str(value) for key, value in results.items()},
        }
    )


def run_batch(task, reports):
    """The same tool for several rows in QGIS' batch window; Run can be clicked again when all rows are done."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(task["tool"])
    dialog = BatchAlgorithmDialog(algorithm, parent=iface.mainWindow())
    dialog.resize(1300, 500)
    panel = dialog.mainWidget()
    while panel.batchRowCount() < len(task["rows"]):
        panel.addRow()
    yield 0.2
    for row, parameters in enumerate(task["rows"]):
        for name, value in parameters.items():
            fill_cell(panel, row, name, value)
    dialog.show()
    yield 0.5
    dialog.runButton().click()
    yield 0.5
    yield lambda: dialog.runButton().isEnabled()
    yield 0.5
    dialog.grab().save(str(SCREENSHOTS / f"batch_{file_name(task['tool'])}.png"))
    dialog.close()
    reports.append([Path(path).stat().st_size for path in task["outputs"]])


def fill_cell(panel, row, name, value):
    """A value into a row of the batch window, by the parameter's name."""
    column = panel.parameter_to_column[name]
    wrapper = panel.wrappers[row][column]
    if wrapper is not None:
        wrapper.setParameterValue(value, dataobjects.createContext())
    else:  # an output; the first row of the table holds the buttons that fill a column
        panel.tblParameters.cellWidget(row + 1, column).setValue(value)


def kind_of(layer):
    """raster or vector."""
    return "raster" if isinstance(layer, QgsRasterLayer) else "vector"


def describe(layer):
    """What the test asks about a layer."""
    kind = kind_of(layer)
    count = layer.featureCount() if kind == "vector" else layer.width() * layer.height()
    return {
        "name": layer.name(),
        "kind": kind,
        "renderer": layer.renderer().type(),
        "count": count,
        "valid": layer.isValid(),
    }


play(steps, {"dialogs": {}, "runs": [], "batches": []})
