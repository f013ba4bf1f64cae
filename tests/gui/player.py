"""Plays the steps of a user inside QGIS' window (`qgis.bin --code`), writes down what it saw, and leaves.

The script that QGIS runs imports this module from the folder on the PYTHONPATH. Its task is a JSON file named in
SLIPLINE_WINDOW_TASK, with at least {"screenshots": FOLDER, "report": PATH}.
"""

import faulthandler
import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QProgressBar, QTextEdit
from qgis.utils import iface

faulthandler.enable()
TASK = json.loads(Path(os.environ["SLIPLINE_WINDOW_TASK"]).read_text())
SCREENSHOTS = Path(TASK["screenshots"])
ALIVE = Path(TASK["report"]).with_suffix(".alive")  # touched whenever the window shows something new
TICK_MS = 50
LOOK_S = 1.0  # between two looks at what the window shows
PATIENCE_S = 600  # as long as nothing new is shown; a slow machine that goes on has all the time it needs
_PLAYING = []


def play(steps, report):
    """Play a generator function of steps; each yield is what to wait for: seconds, or a condition."""
    _PLAYING.append(Driver(steps, report))


def progress_shown():
    """What tells a user that QGIS goes on: logs, progress bars, tasks, layers."""
    widgets = [one for one in QApplication.allWidgets() if one.isVisible()]
    logs = [one.document().characterCount() for one in widgets if isinstance(one, QTextEdit)]
    bars = [one.value() for one in widgets if isinstance(one, QProgressBar)]
    tasks = [round(one.progress(), 1) for one in QgsApplication.taskManager().activeTasks()]
    return logs, bars, tasks, sorted(QgsProject.instance().mapLayers())


class Driver:
    """Plays the steps in QGIS' event loop and leaves when they are over."""

    def __init__(self, steps, report):
        self.report = {**report, "error": ""}
        self.steps = steps(self.report)
        self.wanted, self.since, self.news = 1.0, time.monotonic(), time.monotonic()
        self.shown, self.looked = None, 0.0
        self.busy = False  # a batch runs inside a click, and lets the timer tick on
        self.timer = QTimer()
        self.timer.timeout.connect(self.tick)
        self.timer.start(TICK_MS)

    def tick(self):
        self.look()
        if not self.busy:
            self.busy = True
            self.advance()
            self.busy = False

    def look(self):
        """Whether the window shows something new: then there is no reason to give up."""
        now = time.monotonic()
        if now - self.looked > LOOK_S:
            self.looked = now
            shown = progress_shown()
            if shown != self.shown:
                self.shown, self.news = shown, now
                ALIVE.touch()

    def advance(self):
        waited = time.monotonic() - self.since
        try:
            if time.monotonic() - max(self.since, self.news) > PATIENCE_S:
                raise TimeoutError(f"nothing new in the window for {PATIENCE_S} s; so far: {self.report}")
            if waited < self.wanted if isinstance(self.wanted, float) else not self.wanted():
                return
            self.since = time.monotonic()
            self.wanted = next(self.steps)
        except StopIteration:
            self.leave()
        except BaseException:
            self.report["error"] = traceback.format_exc()
            iface.mainWindow().grab().save(str(SCREENSHOTS / "error.png"))
            if QApplication.activeModalWidget() is not None:
                QApplication.activeModalWidget().grab().save(str(SCREENSHOTS / "error_dialog.png"))
            self.leave()

    def leave(self):
        """Write the report and end without QGIS' question about saving."""
        self.timer.stop()
        Path(TASK["report"]).write_text(json.dumps(self.report, indent=1))
        os._exit(0)
