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

from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface

faulthandler.enable()
TASK = json.loads(Path(os.environ["SLIPLINE_WINDOW_TASK"]).read_text())
SCREENSHOTS = Path(TASK["screenshots"])
TICK_MS = 50
PATIENCE_S = 300  # for one step: a tool of the tutorial on a slow machine
_PLAYING = []


def play(steps, report):
    """Play a generator function of steps; each yield is what to wait for: seconds, or a condition."""
    _PLAYING.append(Driver(steps, report))


class Driver:
    """Plays the steps in QGIS' event loop and leaves when they are over."""

    def __init__(self, steps, report):
        self.report = {**report, "error": ""}
        self.steps = steps(self.report)
        self.wanted, self.since = 1.0, time.monotonic()
        self.busy = False  # a batch runs inside a click, and lets the timer tick on
        self.timer = QTimer()
        self.timer.timeout.connect(self.tick)
        self.timer.start(TICK_MS)

    def tick(self):
        if not self.busy:
            self.busy = True
            self.advance()
            self.busy = False

    def advance(self):
        waited = time.monotonic() - self.since
        try:
            if waited > PATIENCE_S:
                raise TimeoutError(f"so far: {self.report}")
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
