"""Runs Slipline's tools through qgis_process, as a user would, in the throw-away profile of `make setup`."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
NOISE = ("0...", "Running", "-----", "Inputs", "Results", "OUTPUT", "QStandardPaths", "<string>")


def environment():
    runtime = BUILD / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    variables = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(BUILD / "profile"),
        "QGIS_PLUGINPATH": str(BUILD / "plugins"),
        "XDG_RUNTIME_DIR": str(runtime),
    }
    variables.setdefault("SLIPLINE_PYTHON", str(BUILD / "venv" / "bin" / "python"))
    variables.pop("PYTHONPATH", None)
    return variables


def run(tool, **parameters):
    """One tool, its log shown; stops the script at a failure, or where an output is missing."""
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    command = [program, "run", f"slipline:{tool}", "--"]
    for name, value in parameters.items():
        command += [f"{name}={item}" for item in (value if isinstance(value, list) else [value])]
    started = time.monotonic()
    print(f"\n=== {tool}", flush=True)
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in process.stdout:
        text = re.sub(r"^[.\d]*\.(?=[A-Z])", "", line.rstrip())  # the progress bar runs into the log
        if text and not text.startswith(NOISE) and "\t" not in text and not re.fullmatch(r"[.\d]+( - done\.)?", text):
            print("   ", text, flush=True)
    if process.wait() != 0:
        sys.exit(f"{tool} failed with exit status {process.returncode}.")
    for name, value in parameters.items():
        if name.startswith("OUTPUT") and not Path(str(value)).exists():
            sys.exit(f"{tool} did not write {name} = {value}.")
    print(f"    ({time.monotonic() - started:.0f} s)", flush=True)
