"""Runs inside QGIS' window: every tool in every way that QGIS offers to run it.

The task: {"cells": [[TOOL, WAY], ...], "inputs": {TOOL: {PARAMETER: VALUE}}, "work": FOLDER}. Values in braces name an
output of an earlier cell of the way `file`, for example "{hotspot:OUTPUT_MAP}".

The report's cells: {"tool", "way", "ok", "ran": whether the tool began, "said": what the user was told, "missing":
outputs that are not there}. Its words: what the menu of an output says, in the language of this window.
"""

import os
import re
from pathlib import Path

import processing
from osgeo import gdal
from player import SCREENSHOTS, TASK, play
from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from processing.modeler.ModelerParametersDialog import ModelerParametersDialog
from processing.tools import dataobjects
from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProject,
)
from qgis.PyQt.QtCore import QCoreApplication, QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox, QTextEdit, QToolButton
from qgis.utils import iface

MADE = {}  # "tool:OUTPUT" -> path, of the cells of the way `file`
OUTPUT_BUTTON = "QgsProcessingLayerOutputDestinationWidget"  # where QGIS keeps what this button says in each language
WORDS = ("Save to File…", "Save to GeoPackage…", "Save to Database Table…")
ENDINGS = {"rasterDestination": ".tif", "vectorDestination": ".gpkg", "folderDestination": ""}


def steps(report):
    """Cell after cell."""
    iface.mainWindow().resize(1300, 850)
    for tool, way in TASK["cells"]:
        cell = {"tool": tool, "way": way, "ok": False, "ran": False, "said": [], "missing": []}
        report["cells"].append(cell)
        yield from {"batch": run_batch, "model": run_model}.get(way, run_dialog)(cell)
        cell["said"] += errors_of_python()
        QgsProject.instance().clear()
        yield 0.1
    for tool in dict.fromkeys(tool for tool, _ in TASK["cells"]):
        report["offered"][tool] = yield from offered(tool)
    report["words"] = {text: QCoreApplication.translate(OUTPUT_BUTTON, text) for text in WORDS}
    report["cancelled"] = yield from cancelled()


def given(tool):
    """The inputs without which the tool does not run, with what earlier cells made."""
    return {
        name: MADE[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value
        for name, value in TASK["inputs"][tool].items()
    }


def outputs(tool, way):
    """What the user chooses for each output in this way; those left out stay as the dialog has them."""
    if way == "defaults":
        return {}
    chosen = {}
    for one in algorithm_of(tool).destinationParameterDefinitions():
        optional = bool(one.flags() & one.Flag.FlagOptional)
        if way in ("file", "batch"):
            chosen[one.name()] = str(Path(TASK["work"]) / f"{tool}_{way}_{plain_name(one)}{ending(one)}")
        elif way == "temporary":
            chosen[one.name()] = QgsProcessing.TEMPORARY_OUTPUT
        elif way == "skip" and optional:
            chosen[one.name()] = None
        elif way == "table" and ending(one) in (".tif", ".gpkg"):
            chosen[one.name()] = f"ogr:dbname='{TASK['work']}/database.gpkg' table=\"{tool}_{plain_name(one)}\" (geom)"
    return chosen


def plain_name(output):
    """Of an output, as part of a file's name."""
    return output.name().lower().replace(":", "_")


def ending(output):
    """Of the file that an output is."""
    if output.type() in ENDINGS:
        return ENDINGS[output.type()]
    return re.search(r"\*(\.\w+)", output.fileFilter())[1]


def algorithm_of(tool):
    """The toolbox's own."""
    return QgsApplication.processingRegistry().algorithmById(f"slipline:{tool}")


def run_dialog(cell):
    """The tool's dialog with its inputs; nothing else is touched but the outputs, as the way has it."""
    tool, chosen = cell["tool"], outputs(cell["tool"], cell["way"])
    dialog = processing.createAlgorithmDialog(f"slipline:{tool}", {**given(tool), **chosen})
    expected = [
        one.name()
        for one in algorithm_of(tool).destinationParameterDefinitions()
        if chosen.get(one.name(), QgsProcessing.TEMPORARY_OUTPUT if one.createByDefault() else None) is not None
    ]
    yield from run(dialog, cell, expected)
    if cell["way"] == "file":
        MADE.update({f"{tool}:{name}": path for name, path in cell.pop("results").items()})
    cell.pop("results", None)


def run(dialog, cell, expected):
    """Click Run, wait for the end, read what the dialog says and whether the outputs are there."""
    ended, watch = [], QTimer()
    dialog.algorithmFinished.connect(lambda ok, results: ended.append((ok, results)))
    watch.timeout.connect(lambda: close_question(cell["said"]))
    watch.start(100)
    dialog.show()
    yield 0.2
    dialog.runButton().click()
    yield 0.2
    yield lambda: bool(ended) or dialog.runButton().isEnabled()
    yield 0.1
    watch.stop()
    cell["said"] += [item.text() for item in dialog.messageBar().items()]
    cell["log"] = "\n".join(log.toPlainText() for log in dialog.findChildren(QTextEdit))
    for log in dialog.findChildren(QTextEdit):
        cell["said"] += re.findall(r"color:\s?#(?:ff0000|e31a1c|e50000)[^>]*>([^<]+)<", log.toHtml())
    ok, results = ended[-1] if ended else (False, {})
    cell["results"] = {name: str(value) for name, value in results.items()}
    cell["missing"] = [name for name in expected if not exists(cell["results"].get(name, ""))] if ok else expected
    cell["ran"], cell["ok"] = bool(ended), bool(ok) and not cell["missing"]
    cell["formats"] = formats(cell["results"].values())
    if not cell["ok"]:
        dialog.grab().save(str(SCREENSHOTS / f"{cell['tool']}_{cell['way']}.png"))
    dialog.close()


def formats(paths):
    """Of the rasters among the results: what the files are, whatever their names say."""
    opened = [gdal.OpenEx(path, gdal.OF_RASTER) for path in paths if path.endswith((".tif", ".vrt"))]
    return [one.GetDriver().ShortName for one in opened if one is not None]


def exists(path):
    """Whether an output is there and holds something."""
    path = path.partition("|")[0]
    return bool(path) and os.path.exists(path) and (os.path.isdir(path) or os.path.getsize(path) > 0)


def close_question(said):
    """QGIS refuses parameters in a message box, which waits for a click."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        said.append(box.text())
        box.accept()


def errors_of_python():
    """Errors of Python that QGIS shows above the map."""
    found = [item.text() for item in iface.messageBar().items() if "Python" in item.text()]
    iface.messageBar().clearWidgets()
    return found


def run_batch(cell):
    """One row of QGIS' batch window."""
    tool, paths = cell["tool"], outputs(cell["tool"], "batch")
    dialog = BatchAlgorithmDialog(algorithm_of(tool).create(), parent=iface.mainWindow())
    panel = dialog.mainWidget()
    for name, value in {**given(tool), **paths}.items():
        column = panel.parameter_to_column[name]
        wrapper = panel.wrappers[0][column]
        if wrapper is not None:
            wrapper.setParameterValue(value, dataobjects.createContext())
        else:
            panel.tblParameters.cellWidget(1, column).setValue(value)
    dialog.show()
    yield 0.2
    dialog.runButton().click()
    yield 0.2
    yield lambda: dialog.runButton().isEnabled()
    yield 0.2
    cell["missing"] = [name for name, path in paths.items() if not exists(path)]
    cell["said"] += [item.text() for item in dialog.messageBar().items()]
    cell["ran"], cell["ok"] = True, not cell["missing"]
    if not cell["ok"]:
        dialog.grab().save(str(SCREENSHOTS / f"{tool}_batch.png"))
    dialog.close()


def run_model(cell):
    """A model of one step, made in the designer's own dialog, with every output as a final result; then run."""
    tool, model = cell["tool"], QgsProcessingModelAlgorithm("One step", "test")
    model.setProvider(QgsApplication.processingRegistry().providerById("model"))  # as the designer does
    algorithm = algorithm_of(tool).create()
    designer = ModelerParametersDialog(algorithm, model)
    wrappers = designer.widget.widget.wrappers
    for name, value in given(tool).items():
        set_in_designer(wrappers[name], value)
    for one in algorithm.destinationParameterDefinitions():
        wrappers[one.name()].setToModelOutput(one.name())
    child = designer.createAlgorithm()
    designer.close()
    model.addChildAlgorithm(child)
    good, problems = model.validate()
    cell["said"] += problems
    if good:
        results = [one.name() for one in model.destinationParameterDefinitions()]  # each QGIS has names of its own
        dialog = AlgorithmDialog(model.create(), parent=iface.mainWindow())
        dialog.setParameters(dict.fromkeys(results, QgsProcessing.TEMPORARY_OUTPUT))
        yield from run(dialog, cell, results)
        cell.pop("results", None)
        cell["ok"] = cell["ok"] and len(results) == len(algorithm.destinationParameterDefinitions())


def set_in_designer(wrapper, value):
    """A value typed into the designer's dialog."""
    if hasattr(wrapper, "setWidgetValue"):
        wrapper.setWidgetValue(QgsProcessingModelChildParameterSource.fromStaticValue(value))
    else:
        wrapper.setValue(value)


def cancelled():
    """What the log says when a run was stopped with the button."""
    output = str(Path(TASK["work"]) / "stopped")
    dialog = processing.createAlgorithmDialog("slipline:demo", {"SIZE": "large", "OUTPUT": output})
    ended = []
    dialog.algorithmFinished.connect(lambda *_: ended.append(True))
    dialog.show()
    yield 0.2
    dialog.runButton().click()
    yield 1.0
    dialog.cancelButton().click()
    yield lambda: bool(ended)
    yield 0.2
    dialog.grab().save(str(SCREENSHOTS / "cancelled.png"))
    dialog.close()
    return "\n".join(log.toPlainText() for log in dialog.findChildren(QTextEdit))


def offered(tool):
    """What the button beside each output offers: output -> texts of its menu."""
    dialog = processing.createAlgorithmDialog(f"slipline:{tool}", {})
    dialog.show()
    yield 0.1
    found = {}
    for one in dialog.algorithm().destinationParameterDefinitions():
        for button in dialog.mainWidget().wrappers[one.name()].wrappedWidget().findChildren(QToolButton):
            if button.menu() is not None:
                button.menu().aboutToShow.emit()
                found[one.name()] = [action.text() for action in button.menu().actions() if action.text()]
    dialog.close()
    return found


play(steps, {"cells": [], "offered": {}})
