"""A Python with PyTorch for the worker: try one that is there, or make, repair and remove a private one.

The private environment grows in a folder beside its place, is tried there, and gets its name when it works: what is
there is whole. QGIS' own Python makes it; nothing is ever written to the packages of that Python.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess  # commands are lists, never a shell's  # nosec B404
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import InputError, OutputError, WorkerError, tr
from .pip_run import run
from .progress import Progress, Stage
from .torch_causes import cause_of, missing_runtime
from .worker_client import Worker, describe
from .worker_python import PACKAGE, WorkerPython, clean_environment, interpreter_in, own_python, private_environment

SIZES = {"cpu.txt": (250_000_000, 1_300_000_000), "cuda.txt": (3_500_000_000, 8_000_000_000)}  # (to download, on disk)
OLDEST_DRIVER = 580  # of NVIDIA, for CUDA 13, with which the pinned torch is built
LOCKED_S = 5.0  # for an antivirus to let go of what was just written
_QUESTION_S = 60.0
_MARGIN = 1.1  # of the disk space


@dataclass(frozen=True)
class Plan:
    """How to make the private environment.

    Args:
        wheels: folder of wheels, for a machine without network; empty: from the package index.
        cuda: the build for NVIDIA's graphics cards.
        address: of a further package index; empty for none.
        proxy: address of the proxy; empty for none.
    """

    wheels: str = ""
    cuda: bool = False
    address: str = ""
    proxy: str = ""

    @property
    def requirements(self) -> Path:
        """The pinned list with the hash of every file."""
        return PACKAGE / "resources" / "torch" / ("cuda.txt" if self.cuda else "cpu.txt")

    def sizes(self) -> tuple[int, int]:
        """Bytes to download, and bytes on disk afterwards; InputError: the folder lacks a wheel."""
        if not self.wheels:
            return SIZES[self.requirements.name]
        found = sorted(Path(self.wheels).glob("*.whl"))
        missing = [name for name in ("torch", "numpy", "safetensors") if not any(one.name.startswith(name + "-") for one in found)]
        if missing:
            raise InputError(
                tr("The folder {folder} has no wheel of {missing}. Fill it on a machine with network: python -m pip download -d FOLDER torch numpy safetensors, with the same system and Python version as here ({version})."),
                folder=self.wheels, missing=", ".join(missing), version=".".join(map(str, sys.version_info[:2])),
            )
        return 0, sum(_unpacked_bytes(wheel) for wheel in found)


def _unpacked_bytes(wheel: Path) -> int:
    """Size of a wheel's files on the disk; 0 for a damaged one, of which pip will tell."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        return 0


def try_python(python: WorkerPython, progress: Progress) -> str:
    """Start the worker with a Python and do a real step of training.

    Returns:
        One line: versions and device, and why a graphics card is not used where it is not.

    Raises:
        WorkerError: it cannot be used, with the reason.
    """
    with Worker(python, progress) as worker:
        worker.send("job", name="trial")
        result = worker.wait("result")
    problem = str(result.get("gpu_problem") or "")
    unused = tr(" The graphics card is not used: {reason}.").format(reason=problem.rstrip(".")) if problem else ""
    return describe(worker.hello) + unused


def install(plan: Plan, progress: Progress, base: Path | None = None, target: Path | None = None) -> str:
    """Make the private environment, or make it anew; an older one stays until the new one works.

    Args:
        plan: what to install and from where.
        progress: hears what happens; asked for cancel.
        base: the Python that makes it; None is QGIS' own.
        target: the folder; None is the user's data folder.

    Returns:
        The line of `try_python`.

    Raises:
        InputError: the folder of wheels cannot be used.
        OutputError: not enough disk space, or a folder that cannot be written.
        WorkerError: pip or the trial failed, with the cause in words.
        Cancelled: nothing is left behind.
    """
    base, target = base or own_python(), target or private_environment()
    require_space(plan, target)
    with _growing(target) as part:
        scratch = part / "t"  # short: Windows' paths end at 260 characters
        python = _make_environment(base, part, scratch)
        _fill(plan, base, python, part, Stage(progress, 0.1, 0.9))
        _remove(scratch)
        progress.message("Trying PyTorch with a step of training.")
        said = _trial(WorkerPython(str(python), tr("private environment of the plugin")), Stage(progress, 0.9, 1.0))
        _swap(part, target)
    progress.update(1.0)
    return said


def remove(target: Path | None = None) -> None:
    """Remove the private environment, and what an installation that was killed has left; OutputError: another program uses it."""
    target = target or private_environment()
    for folder in (target.with_name(target.name + ".part"), target):
        _remove(folder)


def graphics_card() -> tuple[str, bool]:
    """Name and driver of an NVIDIA graphics card, as its driver tells them, and whether PyTorch can use that driver; empty where there is none."""
    program = shutil.which("nvidia-smi")
    done = _ask([program, "--query-gpu=name,driver_version", "--format=csv,noheader"]) if program else None
    if done is None or done.returncode != 0:
        return "", False
    name, _, driver = done.stdout.strip().partition("\n")[0].rpartition(", ")
    return f"{name}, driver {driver}", driver.partition(".")[0].isdigit() and int(driver.partition(".")[0]) >= OLDEST_DRIVER


def require_space(plan: Plan, target: Path) -> None:
    """Find out before the work whether the disk holds it.

    Raises:
        OutputError: it does not.
    """
    folder = next(one for one in (target, *target.parents) if one.is_dir())
    needed, free = _MARGIN * sum(plan.sizes()), shutil.disk_usage(folder).free
    if free < needed:
        raise OutputError(
            tr("The private environment needs {needed:.1f} GB on the disk of {folder}, and {free:.1f} GB are free. Free some space and repeat."),
            needed=needed / 1e9, folder=folder, free=free / 1e9,
        )


@contextlib.contextmanager
def _growing(target: Path) -> Iterator[Path]:
    """A folder beside the target, which vanishes unless it was given the target's name."""
    part = target.with_name(target.name + ".part")
    try:
        _remove(part)
        part.mkdir(parents=True)
        yield part
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(
            tr("The private environment cannot be made in {folder}: {reason}. {cause}"),
            folder=target.parent, reason=error.strerror or str(error), cause=cause_of(str(error)),
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _make_environment(base: Path, part: Path, scratch: Path) -> Path:
    """An empty virtual environment; returns its interpreter."""
    scratch.mkdir()
    done = _ask([str(base), "-m", "venv", "--without-pip", str(part)], _environment(base, True, scratch))
    python = interpreter_in(part)
    if done.returncode != 0 or not python.exists():
        raise _failed(done.stdout + done.stderr, tr("QGIS' Python cannot make a virtual environment."))
    return python


def _fill(plan: Plan, base: Path, python: Path, part: Path, progress: Progress) -> None:
    """Install the packages; only wheels, so that no code of theirs runs here."""
    packages = next(part.rglob("site-packages"))  # looked for, not asked for: PYTHONHOME would lead to QGIS' own
    pip = _pip(plan, base, python, part / "t")
    environment = _environment(Path(pip[0]), pip[0] == str(base), part / "t", plan.proxy)
    if plan.wheels:  # the folder alone, whatever this machine's pip is used to
        environment = {name: value for name, value in environment.items() if not name.startswith("PIP_")}
        environment |= {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    command = [*pip, "install", "--target", str(packages), "--only-binary", ":all:", "--no-cache-dir"]
    command += ["--no-compile", "--progress-bar", "off", "--no-warn-script-location"]
    if plan.wheels:
        command += ["--no-index", "--find-links", plan.wheels, "torch>=2.6", "numpy", "safetensors"]
    else:
        command += ["--no-deps", "--require-hashes", "--requirement", str(plan.requirements)]
        command += ["--extra-index-url", plan.address] if plan.address else []
    last = run(command, environment, part, sum(plan.sizes()), progress)
    if last:
        raise _failed(last, tr("pip could not install PyTorch."))


def _pip(plan: Plan, base: Path, python: Path, scratch: Path) -> list[str]:
    """How to call pip: that of the Python which makes the environment, else the one that Python brings along, else a wheel.

    Raises:
        WorkerError: there is none, or the one that comes along fails for a known cause, as a full disk.
    """
    if _ask([str(base), "-m", "pip", "--version"], _environment(base, True, scratch)).returncode == 0:
        return [str(base), "-m", "pip"]
    bundled = _ask([str(python), "-m", "ensurepip"], _environment(python, False, scratch))
    if bundled.returncode == 0:
        return [str(python), "-m", "pip"]
    for wheel in Path(plan.wheels or os.devnull).glob("pip-*.whl"):
        return [str(python), str(wheel / "pip")]
    said = bundled.stdout + bundled.stderr
    if cause_of(said):
        raise _failed(said, tr("The pip that Python brings along could not be used."))
    raise WorkerError(
        tr("QGIS' Python ({python}) has no pip. Install it (Debian and Ubuntu: the package python3-pip), put a wheel of pip into the folder of wheels, or choose a Python that has PyTorch."),
        python=base,
    )


def _environment(python: Path, is_own: bool, scratch: Path, proxy: str = "") -> dict[str, str]:
    """The worker's clean environment, with the certificates of this process, the proxy and a scratch folder on the same disk."""
    environment = clean_environment(WorkerPython(str(python), "", is_own))
    del environment["PYTHONPATH"]
    environment |= {name: value for name, value in os.environ.items() if name.upper().startswith("SSL_CERT_")}
    environment |= {"TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch), "PYTHONUTF8": "1"}
    environment |= {"PIP_NO_INPUT": "1", "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return environment | ({"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "http_proxy": proxy, "https_proxy": proxy} if proxy else {})


def _trial(python: WorkerPython, progress: Progress) -> str:
    try:
        return try_python(python, progress)
    except WorkerError as error:
        runtime = ", ".join(missing_runtime())
        raise _failed(str(error.values.get("reason", error)) + (f" VCRUNTIME: {runtime} missing" if runtime else ""), tr("PyTorch was installed but does not work.")) from error


def _swap(part: Path, target: Path) -> None:
    """Give the finished environment its name; a scanner that still holds it is waited for."""
    old = target.with_name(target.name + ".old")
    _remove(old)
    if target.exists():
        _patiently(target.rename, old)
    _patiently(part.rename, target)
    shutil.rmtree(old, ignore_errors=True)


def _remove(folder: Path) -> None:
    if folder.exists():
        _patiently(shutil.rmtree, folder)


def _patiently(action: object, folder: Path) -> None:
    """Try again for some seconds what another program's hold on a file prevents."""
    end = time.monotonic() + LOCKED_S
    while True:
        try:
            action(folder)  # type: ignore[operator]
        except OSError as error:
            if time.monotonic() > end or not isinstance(error, PermissionError):
                raise OutputError(
                    tr("The folder {folder} cannot be changed: {reason}. Another program uses it, most likely a QGIS that is training, or the antivirus. Close other QGIS windows and repeat."),
                    folder=folder, reason=error.strerror or str(error),
                ) from error
            time.sleep(0.5)
        else:
            return


def _failed(lines: str, sentence: str) -> WorkerError:
    """The cause in words where it is known, and always the last line of what was said."""
    said = [line.strip() for line in lines.splitlines() if line.strip()]
    last = next((line for line in reversed(said) if re.search("ERROR|Error|BadZipFile:", line)), said[-1] if said else "nothing")
    return WorkerError("{sentence} ({last})", sentence=" ".join(filter(None, (sentence, cause_of(lines)))), last=last.rstrip("."))


def _ask(command: list[str], environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a short command to its end."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        return subprocess.run(  # a list, no shell  # nosec B603
            command, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
            timeout=_QUESTION_S, creationflags=flags, stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))
