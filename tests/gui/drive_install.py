"""Runs inside QGIS' window (`qgis.bin --code`) in a profile without the plugin.

Installs the zip as *Install from ZIP* does, or
finds it installed, runs Hot Spot from the toolbox, and uninstalls.

The task is a JSON file named in SLIPLINE_WINDOW_TASK: {"screenshots": FOLDER, "report": PATH, "zip": PATH or "",
"targets": PATH, "output": PATH}
"""

import os
import sys
from pathlib import Path

import pyplugin_installer
import qgis.utils
from player import SCREENSHOTS, TASK, play
from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.gui.ProcessingToolbox import ProcessingToolbox
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface

PLUGIN = "slipline"


def steps(report):
    """Install or find, run, uninstall."""
    window = iface.mainWindow()
    window.resize(1500, 950)
    if TASK["zip"]:
        report["before"] = state()
        pyplugin_installer.instance().installFromZipFile(TASK["zip"])
    yield 1.0
    report["installed"] = state()
    toolbox = next(dock for dock in window.findChildren(QDockWidget) if isinstance(dock, ProcessingToolbox))
    toolbox.setUserVisible(True)
    toolbox.searchBox.setText("hot spot (gi")
    yield 1.0
    window.grab().save(str(SCREENSHOTS / "toolbox.png"))
    toolbox.algorithmTree.setCurrentIndex(found_tool(toolbox.algorithmTree))
    QTimer.singleShot(0, toolbox.executeAlgorithm)  # its dialog is modal: it comes back when the dialog is closed
    yield 2.0
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, AlgorithmDialog) and one.isVisible())
    report["dialog"] = dialog.windowTitle()
    dialog.setParameters({"TARGETS": TASK["targets"], "CELL": 20, "OUTPUT_MAP": TASK["output"]})
    ended = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append(bool(ok)))
    dialog.runButton().click()
    yield lambda: bool(ended)
    report["ran"] = ended[0]
    dialog.grab().save(str(SCREENSHOTS / "hotspot.png"))
    dialog.close()
    yield 0.5
    if not TASK["zip"]:
        pyplugin_installer.installer_data.plugins.getAllInstalled()
        pyplugin_installer.instance().uninstallPlugin(PLUGIN, quiet=True)
        yield 1.0
        report["uninstalled"] = state()
        window.grab().save(str(SCREENSHOTS / "uninstalled.png"))


def found_tool(tree):
    """Where the toolbox shows Hot Spot."""
    model = tree.model()
    waiting = [model.index(row, 0) for row in range(model.rowCount())]
    while waiting:
        index = waiting.pop()
        if str(index.data(Qt.ItemDataRole.DisplayRole)).startswith("Hot spot (Gi*"):
            return index
        waiting += [model.index(row, 0, index) for row in range(model.rowCount(index))]
    raise LookupError("the toolbox does not show Hot Spot")


def state():
    """Where the plugin is, whether it runs, and which of its modules are in QGIS' Python."""
    folder = (
        Path(QgsApplication.qgisSettingsDirPath()) / "python" / "plugins" / PLUGIN
    )  # what the installer calls the home of plugins
    return {
        "folder": folder.is_dir(),
        "active": PLUGIN in qgis.utils.active_plugins,
        "provider": QgsApplication.processingRegistry().providerById(PLUGIN) is not None,
        "menu": [action.text() for action in iface.pluginMenu().actions() if action.text() == "Slipline"],
        "from": os.path.dirname(sys.modules[PLUGIN].__file__) if PLUGIN in sys.modules else "",
    }


play(steps, {})
