"""A Python with PyTorch for the worker: try one that is there, or make, repair and remove a private one.

The private environment grows in a folder beside its place, is tried there, and gets its name when it works: what is
there is whole. QGIS' own Python makes it; nothing is ever written to the packages of that Python.
"""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from ..base.errors import InputError, OutputError, TorchMissing, WorkerError
from ..base.processes import PACKAGE
from ..base.progress import Progress, Stage
from ..base.translation import tr
from ..files.system import own_python
from .client import Worker, describe
from .pip_run import cause_of, failure, run
from .python import WorkerPython, clean_environment, interpreter_in, private_environment
from .silence_clock import SilenceClock

SIZES = {"cpu.txt": (250_000_000, 1_000_000_000), "cuda.txt": (3_500_000_000, 8_000_000_000)}  # (to download, on disk)
LOCKED_S = 5.0  # for an antivirus to let go of what was just written


@dataclass(frozen=True)
class Plan:
    """How to make the private environment."""

    wheels: str = ""  # folder of wheels, for a machine without network; empty: from the package index
    cuda: bool = False  # the build for NVIDIA's graphics cards
    address: str = ""  # of a further package index; empty for none
    proxy: str = ""  # its address; empty for none

    @property
    def is_other_build(self) -> bool:
        """Whether the general index lacks the build that was asked for, so that its other build is taken."""
        return not (self.wheels or self.address) and self.cuda == _is_missing_with_card()

    @property
    def requirements(self) -> Path:
        """The pinned list with the hash of every file."""
        cuda = self.cuda != self.is_other_build
        return PACKAGE / "resources" / "torch" / ("cuda.txt" if cuda else "cpu.txt")

    def sizes(self) -> tuple[int, int]:
        """Bytes to download, and bytes on disk afterwards; InputError: the folder lacks a wheel."""
        if not self.wheels:
            return SIZES[self.requirements.name]
        found = sorted(Path(self.wheels).glob("*.whl"))
        missing = [
            name
            for name in ("torch", "numpy", "safetensors")
            if not any(one.name.startswith(name + "-") for one in found)
        ]
        if missing:
            raise InputError(
                tr("The folder {folder} has no wheel of {missing}. Fill it as the window says."),
                folder=self.wheels,
                missing=", ".join(missing),
            )
        return 0, sum(_unpacked_bytes(wheel) for wheel in found)


def _is_missing_with_card() -> bool | None:
    """Which build the general package index lacks on this system.

    True: the one for graphics cards; False: the one without; None: neither. For Linux the index has only the build for
    graphics cards, for Windows only the one without.
    """
    if sys.platform == "linux" and platform.machine() == "x86_64":
        return False
    return True if sys.platform == "win32" else None


def _unpacked_bytes(wheel: Path) -> int:
    """Size of a wheel's files on the disk; 0 for a damaged wheel, which pip will report."""
    with contextlib.suppress(zipfile.BadZipFile, OSError), zipfile.ZipFile(wheel) as archive:
        return sum(entry.file_size for entry in archive.infolist())
    return 0


def free_bytes(folder: Path) -> int:
    """Free bytes on the disk of a folder, which may not exist yet."""
    return shutil.disk_usage(next(one for one in (folder, *folder.parents) if one.is_dir())).free


def try_python(python: WorkerPython, progress: Progress) -> str:
    """Start the worker with a Python and do a real step of training.

    Returns:
        One line: versions and device, and, if a graphics card is not used, why.

    Raises:
        WorkerError: it cannot be used, with the reason.
    """
    try:
        with Worker(python, progress) as worker:
            worker.send("job", name="trial")
            result = worker.wait("result")
    except TorchMissing as error:  # whose sentence leads to where the user is already
        said = tr("{python} cannot use PyTorch.").format(python=python.executable)
        raise failure(said, str(error.values["reason"])) from error
    problem = str(result.get("gpu_problem") or "")
    unused = tr(" The graphics card is not used: {reason}.").format(reason=problem.rstrip(".")) if problem else ""
    return describe(worker.hello) + unused


def install(plan: Plan, progress: Progress) -> str:
    """Make the private environment, or make it anew; an older one stays until the new one works.

    Returns:
        The line of `try_python`.

    Raises:
        InputError: the folder of wheels cannot be used.
        OutputError: not enough disk space, or a folder that cannot be written.
        WorkerError: pip or the trial failed, with the cause in words.
        Cancelled: nothing is left behind.
    """
    target, part, old = folders()
    needed = 1.1 * sum(plan.sizes())  # with a margin
    with _explained(target):
        _patiently(shutil.rmtree, part)  # of an installation that was killed
        if (free := free_bytes(target)) < needed:
            raise OutputError(
                tr(
                    "The private environment needs {needed:.1f} GB on the disk of {folder}, and {free:.1f} GB "
                    "are free. Free some space and repeat."
                ),
                needed=needed / 1e9,
                folder=target.parent,
                free=free / 1e9,
            )
        if target.exists():
            _patiently(shutil.rmtree, old)
        try:
            part.mkdir(parents=True)
            python = _fill(plan, part, Stage(progress, 0.0, 0.9))
            progress.message(tr("Trying PyTorch with a step of training."))
            said = try_python(python, Stage(progress, 0.9, 1.0))
            _patiently(os.rename, target, old)
            _patiently(os.rename, part, target)
        finally:
            if not target.exists():
                _patiently(os.rename, old, target)  # the older one comes back
            shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    progress.update(1.0)
    return said


def remove() -> None:
    """Remove the private environment, and what an installation that was killed has left.

    Raises:
        OutputError: another program uses it.
    """
    with _explained(private_environment()):
        for folder in folders():
            _patiently(shutil.rmtree, folder)


def folders() -> tuple[Path, Path, Path]:
    """The private environment, a new one that grows, and an older one that gives way to it."""
    target = private_environment()
    return target, target.with_name(target.name + ".part"), target.with_name(target.name + ".old")


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Put into words what the system refuses to do with a folder."""
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(
            tr("The private environment {folder} cannot be changed: {reason}. {cause}"),
            folder=folder,
            reason=error.strerror or str(error),
            cause=cause_of(str(error)),
        ) from error


def _patiently(action: Callable[..., object], folder: Path, *to: Path) -> None:
    """Remove or rename a folder, if it exists. While another program holds a file in it, try again for some seconds."""
    silence = SilenceClock()
    while folder.exists():
        try:
            action(folder, *to)
        except PermissionError:
            if silence.seconds() > LOCKED_S:
                raise
            time.sleep(0.5)


def _fill(plan: Plan, part: Path, progress: Progress) -> WorkerPython:
    """Make an empty environment, then install the packages: only wheels, so that no code of a package runs here.

    Returns its interpreter.
    """
    own = WorkerPython(str(own_python()), tr("QGIS' own Python"), is_own=True)
    new = WorkerPython(str(interpreter_in(part)), tr("private environment of the plugin"))
    scratch = part / "t"  # short: Windows' paths end at 260 characters
    scratch.mkdir()
    said = run(
        [own.executable, "-m", "venv", "--without-pip", str(part)], _environment(plan, own, scratch), part, progress
    )
    if said or not Path(new.executable).exists():
        raise failure(tr("QGIS' Python cannot make a virtual environment."), said)
    packages = next(part.rglob("site-packages"))  # looked for, not asked for: PYTHONHOME would lead to QGIS' own
    pip, environment = _pip(plan, own, new, scratch, progress)
    command = [
        *pip,
        "install",
        "--target",
        str(packages),
        "--only-binary",
        ":all:",
        "--no-cache-dir",
        "--no-compile",
        "--no-warn-conflicts",
        "--progress-bar",
        "off",
    ]
    if plan.wheels:
        command += ["--isolated", "--no-index", "--find-links", plan.wheels, "torch>=2.6", "numpy", "safetensors"]
    else:
        command += ["--no-deps", "--require-hashes", "--requirement", str(plan.requirements)]
        command += ["--extra-index-url", plan.address] if plan.address else []
    said = run(command, environment, part, progress, sum(plan.sizes()))
    if said:
        raise failure(tr("pip could not install PyTorch."), said)
    _patiently(shutil.rmtree, scratch)
    return new


def _pip(
    plan: Plan, own: WorkerPython, new: WorkerPython, scratch: Path, progress: Progress
) -> tuple[list[str], dict[str, str]]:
    """How to call pip, and in what environment.

    The pip of QGIS' Python is taken, else the one that Python brings along, else a wheel.
    """
    for python, asked in ((own, ["pip", "--version"]), (new, ["ensurepip"])):
        environment = _environment(plan, python, scratch)
        said = run([python.executable, "-m", *asked], environment, scratch, progress)
        if not said:
            return [python.executable, "-m", "pip"], environment
    for wheel in Path(plan.wheels or os.devnull).glob("pip-*.whl"):
        return [new.executable, str(wheel / "pip")], environment
    if cause_of(said):
        raise failure(tr("The pip that Python brings along could not be used."), said)
    raise WorkerError(
        tr(
            "QGIS' Python ({python}) has no pip. Install it (Debian and Ubuntu: the package python3-pip), put a "
            "wheel of pip into the folder of wheels, or choose a Python that has PyTorch."
        ),
        python=own.executable,
    )


def _environment(plan: Plan, python: WorkerPython, scratch: Path) -> dict[str, str]:
    """The worker's clean environment, plus this process' certificates, proxy and a scratch folder on that disk."""
    environment = clean_environment(python)
    environment |= {name: value for name, value in os.environ.items() if name.upper().startswith("SSL_CERT_")}
    environment |= {"TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch), "PYTHONUTF8": "1"}
    environment |= (
        {"PIP_CONFIG_FILE": os.devnull} if plan.wheels else {}
    )  # the folder alone, whatever this machine's pip is used to
    environment |= {
        "PIP_NO_INPUT": "1",
        "PIP_USER": "0",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    return environment | (
        dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), plan.proxy) if plan.proxy else {}
    )
