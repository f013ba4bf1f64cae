"""Which Python runs the worker, and in what environment."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from ..base.errors import TorchMissing
from ..base.processes import COUNT, PACKAGE
from ..base.translation import tr
from ..files.system import data_folder, own_python

VARIABLE = "SLIPLINE_PYTHON"

# Variables of QGIS' own process that would lead another Python or torch astray.
_FOREIGN = ("PYTHON", "GDAL_", "PROJ_", "QT_", "QGIS", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "LD_PRELOAD", "SSL_CERT_")

_RUNTIME = (
    "vcruntime140.dll",
    "vcruntime140_1.dll",
    "msvcp140.dll",
)  # of Microsoft's Visual C++ runtime, which torch needs


@dataclass(frozen=True)
class WorkerPython:
    """An interpreter and where it was named."""

    executable: str
    source: str
    is_own: bool = False


def private_environment() -> Path:
    """Folder of the environment that the plugin installs for its worker: the user's data folder."""
    return data_folder() / "python"


def interpreter_in(folder: Path) -> Path:
    """The interpreter of an environment or installation."""
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python3"


def find_python(setting: str = "") -> WorkerPython:
    """The worker's Python, in this order: environment variable, setting, private environment, QGIS' own.

    Args:
        setting: interpreter named in the plugin's settings, or empty.

    Raises:
        TorchMissing: a named interpreter does not exist, or none is there.
    """
    for source, path in (
        (tr("environment variable {variable}").format(variable=VARIABLE), os.environ.get(VARIABLE, "")),
        (tr("plugin settings"), setting),
    ):
        if path and not Path(path).is_file():
            raise TorchMissing(
                tr("The Python {path} named in the {source} does not exist. Correct it, or remove it."),
                path=path,
                source=source,
            )
        if path:
            return WorkerPython(path, source)
    private = interpreter_in(private_environment())
    if private.is_file():
        return WorkerPython(str(private), tr("private environment of the plugin"))
    if own_python().is_file():
        return WorkerPython(str(own_python()), tr("QGIS' own Python"), is_own=True)
    raise TorchMissing(
        tr(
            "No Python was found for training and prediction. Open Set up PyTorch in the menu Plugins > "
            "Slipline, or set {variable} to a Python that has PyTorch."
        ),
        variable=VARIABLE,
    )


def clean_environment(python: WorkerPython, processes: int = 1) -> dict[str, str]:
    """Environment of the worker: that of this process without what belongs to QGIS, and how many share its work.

    It does not say where the package lies, see `package_alone`.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(_FOREIGN)
        or (python.is_own and name.upper() in ("PYTHONHOME", "LD_LIBRARY_PATH"))
    }
    if sys.platform == "win32" and not python.is_own:  # QGIS' folders of DLLs stay out
        system = os.environ.get("SYSTEMROOT", r"C:\Windows")
        environment["PATH"] = os.pathsep.join([str(Path(python.executable).parent), rf"{system}\System32", system])
    environment["PYTHONUNBUFFERED"] = "1"
    environment["PYTHONIOENCODING"] = "utf-8"
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    environment[COUNT] = str(processes)
    if processes > 1:  # they share the processor's cores
        environment.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // processes)))
    return environment


def package_alone(folder: Path) -> str:
    """Make a folder from which Python imports this package and nothing else; return it as a value of PYTHONPATH.

    The package's own parent is the folder of all plugins of QGIS, where another plugin may have the name of a library.
    A link would do, but Windows lets only administrators make one.

    Raises:
        OSError: the folder cannot be written.
    """
    stand_in = folder / PACKAGE.name
    stand_in.mkdir(parents=True)
    (stand_in / "__init__.py").write_text(f"__path__ = [{str(PACKAGE)!r}]\n", encoding="utf-8")
    return str(folder)


def missing_runtime(folder: Path = Path(r"C:\Windows\System32")) -> list[str]:
    """Files of Microsoft's Visual C++ runtime that Windows lacks; none on other systems."""
    return [name for name in _RUNTIME if not (folder / name).exists()] if sys.platform == "win32" else []
