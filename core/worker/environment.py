"""What is installed and what is missing, in words."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence

import numpy as np
from osgeo import gdal

from ..base.errors import TorchMissing, WorkerError
from ..base.processes import plugin_version
from ..base.progress import Progress
from ..base.translation import tr
from ..files.outputs import write_text
from .client import Worker
from .libraries import problem_of, version_of
from .python import VARIABLE, find_python, missing_runtime, private_environment


def environment_report(
    qgis_version: str, setting: str, path: str, progress: Progress, working: Sequence[str] = ()
) -> str:
    """Collect versions and start the worker once; a missing part is a line of text, never an error.

    Args:
        qgis_version: of the running QGIS.
        setting: interpreter named in the plugin's settings, or empty.
        path: text file to write, or empty.
        progress: hears each line.
        working: names of the tools that QGIS' Python can load; they are named where scipy is missing.

    Returns:
        The text.
    """
    lines = [
        f"Slipline: {plugin_version()}",
        f"QGIS: {qgis_version}",
        f"Python of QGIS: {platform.python_version()} ({sys.exec_prefix})",
        f"GDAL: {gdal.__version__}",
        f"numpy: {np.__version__}",
        f"scipy: {version_of('scipy')}",
        f"matplotlib (plots in reports; without it they have tables only): {version_of('matplotlib')}",
        f"jinja2 (pages of reports): {version_of('jinja2')}",
        f"System: {platform.platform()}",
    ]
    if problem_of("scipy"):
        lines.append(tr("Without scipy only these tools work: {tools}.").format(tools=", ".join(working)))
    for line in lines:
        progress.message(line)
    for line in _worker_lines(setting, progress):
        progress.message(line)
        lines.append(line)
    text = "\n".join(lines) + "\n"
    if path:
        write_text(path, text)
    return text


def _worker_lines(setting: str, progress: Progress) -> list[str]:
    try:
        python = find_python(setting)
        lines = [f"Python of the worker: {python.executable} ({python.source})"]
    except WorkerError as error:
        return [tr("PyTorch: not available.") + " " + str(error), *_advice()]
    try:
        with Worker(python, progress) as worker:
            hello = worker.hello
    except TorchMissing as error:  # whose sentence sends its reader here
        said = tr("{python} cannot use it: {reason}.").format(**{"python": python.executable, **error.values})
        return [*lines, tr("PyTorch: not available.") + " " + said, *_advice()]
    except WorkerError as error:
        return [*lines, tr("PyTorch: not available.") + " " + str(error), *_advice()]
    memory = float(hello.get("memory_bytes") or 0) / 2**30
    problem = str(hello.get("gpu_problem") or "").rstrip(".")
    return [
        *lines,
        f"Version of the worker's Python: {hello.get('python')}, numpy {hello.get('numpy')}",
        f"PyTorch: {hello.get('torch')}",
        (
            f"Device: {hello.get('device')} ({hello.get('device_name')}), {memory:.1f} GiB of memory, "
            f"{hello.get('threads')} threads"
        ),
        *([tr("The graphics card is not used: {reason}.").format(reason=problem)] if problem else []),
        *([] if problem_of("scipy") else [tr("Everything that Slipline needs is there.")]),
    ]


def _advice() -> list[str]:
    runtime = missing_runtime()
    return [
        tr(
            "Tile and train, Predict boundaries, Compare feature sets and the chains of all steps need PyTorch, in any "
            "Python 3.9 or later; Survey by map sheets needs it where a model is given. All other tools work without "
            "PyTorch."
        ),
        tr(
            "In QGIS: Plugins > Slipline > Set up PyTorch does it, also without a network, and never touches "
            "QGIS' own Python."
        ),
        *(
            [
                tr("First install the Visual C++ Redistributable (x64) from Microsoft. Missing:")
                + " "
                + ", ".join(runtime)
            ]
            if runtime
            else []
        ),
        tr("By hand:"),
        f"  python3 -m venv {private_environment()}",
        (
            f"  {private_environment() / ('Scripts' if sys.platform == 'win32' else 'bin') / 'python'} -m pip "
            "install torch numpy safetensors"
        ),
        tr(
            "Slipline finds it there by itself. Another Python that has torch, numpy and safetensors: name it in "
            "the environment variable"
        )
        + f" {VARIABLE}.",
    ]
