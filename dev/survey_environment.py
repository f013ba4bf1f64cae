"""Make build/survey, the Python of a survey by map sheets: `make survey` calls it. QGIS is not needed.

GDAL, numpy and scipy are the system's; torch, dask and distributed come by pip into a folder of their own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from setup import BUILD, LINK, PIP_TORCH, PYTHON, SURVEY, _link, _output, _run, say, stop

VENV = BUILD / "survey"
NEEDED = {"osgeo": "python3-gdal", "scipy": "python3-scipy", "jinja2": "python3-jinja2", "venv": "python3-venv"}


def main() -> None:
    """The environment, and a run of the program in it."""
    missing = [package for name, package in NEEDED.items() if not _output([PYTHON, "-c", f"import {name}; print(1)"])]
    if missing:
        stop(f"A survey needs {', '.join(missing)} of the system: install them, then run `make survey` again.")
    BUILD.mkdir(exist_ok=True)
    _link()
    if not (VENV / "bin" / "python").exists():
        _run([PYTHON, "-m", "venv", "--system-site-packages", str(VENV)])
    numpy = _output([PYTHON, "-c", "import numpy; print(numpy.__version__)"]).strip()
    constraints = BUILD / "constraints.txt"
    constraints.write_text(f"numpy=={numpy}\n")
    say(f"PyTorch, dask and distributed, installed by pip into {VENV}: about 0.3 GB to download.")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    _run([*pip, "--constraint", str(constraints), PIP_TORCH, "--requirement", str(SURVEY)])
    packages = Path(
        _output([str(VENV / "bin" / "python"), "-c", "import site; print(site.getsitepackages()[0])"]).strip()
    )
    (packages / "slipline.pth").write_text(f"{LINK.parent}\n")
    done = subprocess.run([str(VENV / "bin" / "python"), "-m", "slipline.survey", "--help"], capture_output=True)
    if done.returncode:
        stop(f"The survey does not start: {done.stderr.decode().strip()}")
    say(f"Ready: {VENV / 'bin' / 'python'} -m slipline.survey plan PLAN.toml")


if __name__ == "__main__":
    sys.exit(main())
