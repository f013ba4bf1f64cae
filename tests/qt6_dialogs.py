"""Runs in a Python with PyQt6 and without QGIS: makes every dialog and dock of the plugin, and paints it.

Windows of QGIS are stand-ins: widgets of Qt 6 that answer every call. What Qt 6 does not take, a signal, an enumeration
or an argument of another type, is an error. The answer is a JSON list: what each window is called, with its size.
"""

import json
import sys
from pathlib import Path
from unittest.mock import MagicMock

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtNetwork import QNetworkProxy
from PyQt6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from qt6_imports import Anything, stand_in

WIDGETS = ("QgsMapCanvas", "QgsMapLayerComboBox", "QgsFileWidget")


class Answering(type(QWidget)):
    """Class of a widget of QGIS, with every enumeration."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything(name, (), {})


class Widget(QWidget, metaclass=Answering):
    """A widget of QGIS: each method and signal that Qt's own does not have answers with a stand-in."""

    def __init__(self, *_args, **_options):
        super().__init__()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        answer = MagicMock(return_value=QLineEdit(self) if name == "lineEdit" else None)
        setattr(self, name, answer)
        return answer


class Settings:
    """QGIS' settings, none of which is set."""

    def value(self, _key, default=None, **_kind):
        return default


class Task(QObject, metaclass=type("AnsweringObject", (type(QObject),), {"__getattr__": Answering.__getattr__})):
    """A task of QGIS that never runs."""

    progressChanged = pyqtSignal(float)  # noqa: N815 - QGIS' name

    def __init__(self, *_args, **_options):
        super().__init__()


def quiet_qgis():
    """Give the stand-ins of QGIS the answers that windows are made of."""
    core, gui = sys.modules["qgis.core"], sys.modules["qgis.gui"]
    for name in WIDGETS:
        setattr(gui, name, type(name, (Widget,), {}))
    core.QgsSettings, core.QgsTask = Settings, Task
    core.QgsApplication = MagicMock()
    core.QgsApplication.userFullName.return_value = core.QgsApplication.userLoginName.return_value = "somebody"
    core.QgsProject = MagicMock()
    core.QgsProject.instance().mapLayers.return_value = {}
    core.QgsProject.instance().homePath.return_value = ""
    core.QgsProcessingContext, core.QgsProcessingUtils = MagicMock(), MagicMock()
    core.QgsProcessingContext().project.return_value = None
    core.QgsProcessingUtils.tempFolder.return_value = "temporary"
    core.QgsNetworkAccessManager = MagicMock()
    core.QgsNetworkAccessManager.instance().fallbackProxy.return_value = QNetworkProxy()
    core.QgsNetworkAccessManager.instance().excludeList.return_value = []
    for name in ("QgsVertexMarker", "QgsRubberBand", "QgsMapToolPan", "QgsMapTool"):
        setattr(gui, name, MagicMock())


def windows():
    """Every dialog and dock, made as the plugin makes them."""
    from slipline.gui.review.canvas import ImageryDock
    from slipline.gui.review.dock import ReviewDock
    from slipline.gui.review.layer_or_file import LayerOrFile
    from slipline.gui.review.panel import ReviewPanel, scrollable
    from slipline.gui.review.plots import CurvePlot, HistogramPlot
    from slipline.gui.review.suggest_dialog import SuggestDialog
    from slipline.gui.review.train_dialog import TrainAgainDialog
    from slipline.gui.torch_dialog import TorchDialog

    main = QMainWindow()
    iface = MagicMock()
    iface.mainWindow.return_value = main
    iface.mapCanvas.return_value = sys.modules["qgis.gui"].QgsMapCanvas()
    yield TorchDialog(main)
    layer = MagicMock()
    layer.fields().indexOf.return_value = layer.fields().lookupField.return_value = -1
    layer.source.return_value = "areas.gpkg"
    yield TrainAgainDialog(layer, main)
    yield SuggestDialog(main)
    yield LayerOrFile(None, "*.gpkg")
    yield CurvePlot()
    yield HistogramPlot()
    yield scrollable(ReviewPanel())
    yield ReviewDock(iface)
    yield ImageryDock(iface.mapCanvas(), main)


def main():
    package = Path(sys.argv[1])
    sys.path.insert(0, str(package.parent))
    stand_in()
    quiet_qgis()
    application = QApplication([])
    painted = []
    for window in windows():
        window.show()
        application.processEvents()
        picture = window.grab()
        painted.append([type(window).__name__, picture.width(), picture.height()])
    sys.stdout.write(json.dumps(painted))


if __name__ == "__main__":
    main()
