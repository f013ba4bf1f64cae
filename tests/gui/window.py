"""Starts a real QGIS window under a virtual screen. Screenshots stay in build/screenshots."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

SCREENSHOTS = Path(__file__).parent.parent.parent / "build" / "screenshots"
NEEDED = ("qgis.bin", "xvfb-run", "openbox")
SETTINGS = """\
[qgis]
checkVersion=false
[app]
firstRunVersionFlag=49999
[migration]
settings=true
[PythonPlugins]
slipline=true
"""
SILENCE_S = 900  # without anything new in the window; longer than the player's own patience


def pictures(name):
    """An empty folder for the screenshots of a test."""
    folder = SCREENSHOTS / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return str(folder)


def drive(folder, script, task, fresh=False, **variables):
    """Start QGIS in a throw-away profile with the script that plays the user; returns its report.

    A fresh profile knows nothing of the plugin, and keeps from one start to the next what is installed into it.
    """
    import slipline

    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        pytest.skip(f"the window test needs {', '.join(missing)}")
    here = Path(__file__).parent
    settings = folder / "profile" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    if not settings.exists():
        settings.write_text(SETTINGS.partition("[PythonPlugins]")[0] if fresh else SETTINGS)
    (folder / "runtime").mkdir(mode=0o700, exist_ok=True)
    (folder / "temporary").mkdir(exist_ok=True)
    (folder / "task.json").write_text(json.dumps(task))
    environment = {
        name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "PYTHONPATH", "DISPLAY")
    }
    environment |= {
        "PATH": f"/usr/bin:{os.environ['PATH']}",  # QGIS takes its Python's folders from the first python3 on the PATH
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "profile"),
        "QGIS_PLUGINPATH": str(Path(slipline.__file__).parent.parent),
        "XDG_RUNTIME_DIR": str(folder / "runtime"),
        "TMPDIR": "/tmp",  # xvfb-run does not know names with spaces
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "PYTHONPATH": str(here),
        "SLIPLINE_WINDOW_TASK": str(folder / "task.json"),
        **variables,
    }
    if fresh:
        environment.pop("QGIS_PLUGINPATH")
    # QGIS names layers of the temporary folder otherwise than a user's own
    inside = f"export TMPDIR='{folder / 'temporary'}'; "
    inside += f"openbox & exec qgis.bin --nologo --noversioncheck --code '{here / script}'"
    # from a number of its own on: the tests of another QGIS in a chroot do not see which displays are taken
    display = f"--server-num={100 + os.getpid() % 1000}"
    command = ["xvfb-run", "--auto-servernum", display, "--server-args=-screen 0 1600x1050x24", "sh", "-c", inside]
    report = Path(task["report"])
    ended, said = watched(command, environment, folder, report.with_suffix(".alive"))
    assert report.exists(), f"QGIS ended with {ended}: {said[-6000:]}"
    return json.loads(report.read_text())


def watched(command, environment, folder, alive):
    """Run until the end, or until nothing new has been seen for long: exit status and what was said on stderr.

    Args:
        alive: file that the player touches whenever the window shows something new.
    """
    alive.touch()
    with (folder / "stderr.txt").open("w+") as errors:
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True
        )
        while process.poll() is None and time.time() - alive.stat().st_mtime < SILENCE_S:
            time.sleep(0.2)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        errors.seek(0)
        return process.returncode, errors.read()
