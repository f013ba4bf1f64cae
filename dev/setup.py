"""Make a bare Debian or Ubuntu ready for `make demo` and `make test`; `make` calls it, and a second run is quick.

Uses nothing but Python's standard library. Everything but the system packages goes into build/.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
VENV = BUILD / "venv"
LINK = BUILD / "plugins" / "slipline"
PROFILE = BUILD / "profile"
STAMP = BUILD / "setup.stamp"
REQUIREMENTS = ROOT / "dev" / "requirements.txt"
SURVEY = ROOT / "survey" / "requirements.txt"  # the tests start a cluster of their own

PYTHON = "/usr/bin/python3"  # the distribution's: the first `python3` on the PATH may be another one, without QGIS
PACKAGES = (
    "qgis",
    "python3-qgis",
    "gdal-bin",
    "python3-gdal",
    "python3-scipy",
    "python3-matplotlib",
    "python3-venv",
    "fonts-open-sans",  # a map's legend needs a font
    "fonts-wqy-microhei",  # Chinese in windows and pictures: 1.6 MB to download, against 7 (zenhei) and 57 (noto-cjk)
    "xvfb",
    "xauth",
    "openbox",  # the tests that open a window
    "poppler-utils",  # the tests read what a PDF says
)
NOT_WANTED = "qgis-plugin-grass-"  # the trailing minus: apt must not choose GRASS where QGIS suggests it
APT_TORCH = "python3-torch"
OLDEST_TORCH = (2, 6)  # the oldest that the worker is tested with
PIP_TORCH = "torch==2.13.0"  # the last that was tried with Debian 12's numpy 1.24; a CPU build where pip is offered one

PROFILE_SETTINGS = """\
[qgis]
checkVersion=false

[app]
firstRunVersionFlag=49999

[migration]
settings=true
"""  # no first-run dialog, no question to the network


def main() -> None:
    """Everything, in the order of need; nothing where the stamp says that it is done."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        fingerprint = _fingerprint()
        if _is_done(fingerprint):
            return
        started = time.monotonic()
        _system_packages()
        _environment()
        _link()
        _profile()
        STAMP.write_text(fingerprint)
        say(f"Set-up finished in {time.monotonic() - started:.0f} s.")


def say(text: str) -> None:
    """A line for whoever typed `make`."""
    print(text, flush=True)


def stop(sentence: str) -> None:
    """End with one sentence that says what to do."""
    sys.exit(sentence)


def _fingerprint() -> str:
    python = _output(
        [PYTHON, "--version"]
    )  # a new release of the distribution brings another, for which build/venv is empty
    parts = [
        Path(__file__).read_bytes(),
        REQUIREMENTS.read_bytes(),
        SURVEY.read_bytes(),
        str(ROOT).encode(),
        python.encode(),
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _is_done(fingerprint: str) -> bool:
    here = STAMP.is_file() and STAMP.read_text() == fingerprint and (VENV / "bin" / "python").exists()
    return here and LINK.exists() and LINK.resolve() == ROOT and PROFILE.is_dir() and qgis_process() is not None


def qgis_process() -> str | None:
    """The program; Debian 12's wrapper `qgis_process` is broken, the binary behind it is not."""
    return shutil.which("qgis_process.bin") or shutil.which("qgis_process")


# System packages


def _system_packages() -> None:
    torch = _version_tuple(_installed(APT_TORCH)) >= OLDEST_TORCH
    missing = [name for name in PACKAGES if not _installed(name)]
    if not missing and (torch or _venv_has_torch()):
        return
    apt = _apt_command()
    if not apt:
        _without_apt(missing)
        return
    say("Slipline set-up: reading the lists of packages (apt-get update; this installs nothing).")
    _run([*apt, "apt-get", "update", "-qq"])
    if not torch and not _venv_has_torch() and _candidate(APT_TORCH) >= OLDEST_TORCH:
        missing.append(APT_TORCH)
    if not missing:
        return
    command = [*apt, "apt-get", "install", "--no-install-recommends", *missing, NOT_WANTED]
    say("System packages, installed by apt into the system:")
    for line in (" ".join(missing), *_sizes(command)):
        say("  " + line)
    log = BUILD / "apt.log"
    say(f"  A few minutes; what apt says goes to {log}.")
    _run([*command, "--yes", "-qq"], log)


def _apt_command() -> list[str]:
    """The words in front of apt-get, or nothing where the system cannot be changed."""
    if not shutil.which("apt-get"):
        return []
    environment = ["env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8"]
    if os.geteuid() == 0:
        return environment
    return ["sudo", *environment] if shutil.which("sudo") else []


def _without_apt(missing: list[str]) -> None:
    """Stop where something is missing; where only torch is, pip brings it."""
    if shutil.which("apt-get") and missing:
        stop(
            "Slipline's set-up may not install system packages here: as root, run"
            f" `apt-get install --no-install-recommends {' '.join(missing)}`, then the same make command again."
        )
    if missing:
        stop(
            "Slipline's set-up knows Debian and Ubuntu only: install QGIS 3.22 or later with its Python, GDAL, scipy,"
            " matplotlib, venv, xvfb and openbox by the means of this system, then see the README."
        )


def _installed(package: str) -> str:
    """Version of an installed package, or nothing."""
    if not shutil.which("dpkg-query"):
        return ""
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Version}", package]
    state, _, version = _output(query).partition(" ")
    return version if state == "installed" else ""


def _candidate(package: str) -> tuple[int, int]:
    for line in _output(["apt-cache", "policy", package]).splitlines():
        if line.strip().startswith("Candidate:"):
            return _version_tuple(line.split(":", 1)[1].strip())
    return (0, 0)


def _version_tuple(version: str) -> tuple[int, int]:
    numbers = version.rsplit(":", maxsplit=1)[-1].replace("+", ".").replace("-", ".").split(".")
    return (int(numbers[0]), int(numbers[1])) if len(numbers) > 1 and "".join(numbers[:2]).isdigit() else (0, 0)


def _sizes(command: list[str]) -> list[str]:
    """What apt itself says about the download and the space; a question, to which the answer is no."""
    text = subprocess.run([*command, "--assume-no"], check=False, capture_output=True, text=True).stdout
    return [line for line in text.splitlines() if line.startswith(("Need to get", "After this operation"))]


# The private environment


def _environment() -> None:
    if not _venv_has_pip():
        say(f"Python environment for the worker and the tests: {VENV}")
        _run([PYTHON, "-m", "venv", "--system-site-packages", str(VENV)])
    numpy = _output([PYTHON, "-c", "import numpy; print(numpy.__version__)"]).strip()
    constraints = BUILD / "constraints.txt"
    # another numpy than the one that the distribution built GDAL's Python against breaks osgeo.gdal_array
    constraints.write_text(f"numpy=={numpy}\n")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    if not _venv_has_torch():
        say(
            f"PyTorch, installed by pip into {VENV}: about 0.2 GB to download and 0.9 GB on disk where pip is "
            "offered a CPU build"
            " (several GB where only a CUDA build is: point pip's extra index at PyTorch's CPU builds to avoid that)."
        )
        _run([*pip, "--constraint", str(constraints), PIP_TORCH])
    say(
        f"Test tools, installed by pip into {VENV} (about 0.1 GB to download and 0.4 GB on disk): see "
        "dev/requirements.txt"
    )
    _run([*pip, "--constraint", str(constraints), "--requirement", str(REQUIREMENTS), "--requirement", str(SURVEY)])


def _venv_has_pip() -> bool:
    return bool(_output([str(VENV / "bin" / "python"), "-c", "import pip; print(pip.__version__)"]))


def _venv_has_torch() -> bool:
    code = "from importlib import metadata; print(metadata.version('torch'))"
    return _version_tuple(_output([str(VENV / "bin" / "python"), "-c", code]).strip()) >= OLDEST_TORCH


# The plugin as QGIS sees it


def _link() -> None:
    """The package is called slipline, whatever the checkout's folder is called."""
    LINK.parent.mkdir(parents=True, exist_ok=True)
    if LINK.is_symlink() and LINK.resolve() != ROOT:
        LINK.unlink()
    if not LINK.is_symlink():
        LINK.symlink_to(ROOT, target_is_directory=True)


def _profile() -> None:
    program = qgis_process()
    if program is None:
        stop(
            "qgis_process is missing although QGIS is installed: install QGIS 3.22 or later with qgis_process on "
            "the PATH."
        )
    say(f"Throw-away QGIS profile with the plugin enabled: {PROFILE}")
    settings = PROFILE / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    if not settings.exists():
        settings.write_text(PROFILE_SETTINGS)
    runtime = BUILD / "runtime"
    runtime.mkdir(exist_ok=True, mode=0o700)
    environment = {
        **os.environ,
        "PATH": f"/usr/bin:{os.environ['PATH']}",  # QGIS takes its Python's folders from the first python3 on the PATH
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
        "QGIS_CUSTOM_CONFIG_PATH": str(PROFILE),
        "QGIS_PLUGINPATH": str(LINK.parent),
    }
    done = subprocess.run(
        [str(program), "plugins", "enable", "slipline"], env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode != 0 and "already enabled" not in done.stdout + done.stderr:
        stop(f"QGIS does not load the plugin: {(done.stderr or done.stdout).strip()}")


def _run(command: list[str], log: Path | None = None) -> None:
    """Run a command, its output into a log where one is named; stop where it fails."""
    with log.open("w") if log else nullcontext() as output:
        done = subprocess.run(command, check=False, stdout=output)
    if done.returncode != 0:
        where = f" (its output is in {log})" if log else ""
        stop(f"Slipline's set-up stopped, because this failed{where}: {' '.join(command)}")


def _output(command: list[str]) -> str:
    """Standard output of a question; nothing where it cannot be asked or fails."""
    if not shutil.which(command[0]):
        return ""
    answer = subprocess.run(command, check=False, capture_output=True, text=True)
    return answer.stdout if answer.returncode == 0 else ""


if __name__ == "__main__":
    main()
