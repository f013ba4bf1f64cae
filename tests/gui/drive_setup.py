"""Runs inside QGIS' window: a tool without PyTorch, the message bar's button, and each stage of *Set up PyTorch*.

Task: {"train": {...} (parameters of tiletrain), "not_python": PATH, "damaged": FOLDER, "paper": FOLDER, "wheels":
FOLDER or ""}
"""

import processing
from player import SCREENSHOTS, TASK, play
from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtWidgets import QPushButton
from qgis.utils import iface, plugins


def steps(report):
    """Everything that the user does."""
    iface.mainWindow().resize(1400, 900)
    QgsProject.instance()
    yield from train(report, "without")
    bar = iface.messageBar().currentItem()
    report["bar"] = bar.text() if bar is not None else ""
    iface.mainWindow().grab().save(str(SCREENSHOTS / "1_message_bar.png"))
    bar.findChild(QPushButton).click()
    yield 0.5
    dialog = plugins["slipline"].menu._dialog
    yield from settled(dialog, report, "2_nothing_there")
    yield from try_existing(dialog, report)
    yield from install_from(dialog, report, TASK["damaged"], "4_damaged_wheel")
    yield from install_from(dialog, report, TASK["paper"], "5_torch_that_does_not_work")
    if TASK["wheels"]:
        yield from real_wheels(dialog, report)
        yield from train(report, "with")
        yield from removed(dialog, report)
    iface.pluginMenu().popup(iface.mainWindow().mapToGlobal(iface.mainWindow().rect().center()))
    yield 0.3
    report["menu"] = [action.text() for action in plugins["slipline"].menu.menu.actions()]
    iface.pluginMenu().grab().save(str(SCREENSHOTS / "9_menu.png"))
    iface.pluginMenu().close()
    before = [action.text() for action in iface.pluginMenu().actions()]
    plugins["slipline"].unload()
    after = [action.text() for action in iface.pluginMenu().actions()]
    report["unloaded"] = [name for name in before if name not in after]


def train(report, name):
    """Run Tile and train as from the toolbox."""
    dialog = processing.createAlgorithmDialog("slipline:tiletrain", TASK["train"])
    ended = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append(bool(ok)))
    dialog.show()
    yield 0.5
    dialog.runButton().click()
    yield lambda: bool(ended)
    yield 0.3
    dialog.grab().save(str(SCREENSHOTS / f"train_{name}.png"))
    report["train"][name] = ended[0]
    dialog.close()


def settled(dialog, report, name):
    """Wait for the task; photograph the dialog, write down what it says."""
    yield lambda: dialog._task is None
    yield 0.2
    dialog.grab().save(str(SCREENSHOTS / f"{name}.png"))
    report["said"][name] = {
        "state": dialog.state.text(),
        "size": dialog.size.text(),
        "log": dialog.log.toPlainText(),
        "start": dialog.start.text(),
        "clear": dialog.clear.isEnabled(),
        "setting": QgsSettings().value("slipline/python", ""),
    }


def try_existing(dialog, report):
    """A file that is no Python is refused."""
    dialog.ways.setCurrentIndex(0)
    dialog.python.setFilePath(TASK["not_python"])
    dialog.start.click()
    yield from settled(dialog, report, "3_not_a_python")


def install_from(dialog, report, folder, name):
    """Install from a folder of wheels."""
    dialog.ways.setCurrentIndex(2)
    dialog.wheels.setFilePath(folder)
    dialog.start.click()
    yield from settled(dialog, report, name)


def real_wheels(dialog, report):
    """Cancelled half way, then to the end."""
    dialog.wheels.setFilePath(TASK["wheels"])
    dialog.start.click()
    yield lambda: dialog.bar.value() >= 30
    dialog.grab().save(str(SCREENSHOTS / "6_half_way.png"))
    dialog.cancel.click()
    yield from settled(dialog, report, "7_cancelled")
    dialog.start.click()
    yield from settled(dialog, report, "8_done")


def removed(dialog, report):
    """Remove what was installed; training then fails again."""
    dialog.clear.click()
    yield from settled(dialog, report, "10_removed")


play(steps, {"train": {}, "said": {}})
