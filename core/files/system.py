"""What differs between operating systems when files are renamed, removed and named: the one place that knows.

Tests put a simulated Windows here, which refuses what Windows refuses; nothing of it has run on a real one.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import zlib
from pathlib import Path
from platform import node

WINDOWS = sys.platform == "win32"
LONGEST_PATH = 259  # characters that Windows takes where long paths are not switched on
_RESERVED = {"con", "prn", "aux", "nul", *(f"{kind}{number}" for kind in ("com", "lpt") for number in range(1, 10))}
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_MMAP_THRESHOLD, _LARGE = -3, 2**23  # of mallopt; bytes of an array that gets pages of its own
_STILL_ACTIVE, _QUERY = 259, 0x1000  # of Windows: exit code of a process that runs, right to ask for it


def replace(source: str, target: str) -> None:
    """Give a file another name, in one step, also over a file that stands there.

    Raises:
        OSError: no permission; on Windows also where a program holds one of the two open.
    """
    os.replace(source, target)


def set_aside(path: str, kept: str) -> None:
    """Keep a file under a second name: by a link, so that the first name is never missing, else by a rename.

    On Windows always by a rename: a link to a file that a program holds could not be removed again.

    Raises:
        OSError: no permission; on Windows also where a program holds the file.
    """
    if WINDOWS:
        replace(path, kept)
        return
    try:
        os.link(path, kept, follow_symlinks=False)
    except (OSError, NotImplementedError):
        replace(path, kept)


def remove(path: str) -> bool:
    """Remove a file or a folder with what is in it; tell whether nothing is left of it.

    Windows removes nothing that is open or mapped into memory: that stays, and is removed at the next start.
    """
    with contextlib.suppress(OSError):
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            os.unlink(path)
    return not os.path.lexists(path)


def holds(path: str) -> str:
    """Why a file cannot be replaced although its folder can be written; empty where it can, or where nobody knows.

    Only Windows refuses to replace a file that a program holds. It then also refuses to rename the file to its own
    name, which changes nothing.
    """
    if not WINDOWS or not os.path.isfile(path):
        return ""
    try:
        os.rename(path, path)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def refused_name(path: str) -> bool:
    """Tell whether Windows keeps a file's name for itself (con, nul, com1...), or would change it (a point at its end).

    Nothing is refused on other systems.
    """
    name = os.path.basename(path)
    return WINDOWS and (name.partition(".")[0].strip().lower() in _RESERVED or name != name.rstrip(". "))


def too_long(path: str) -> bool:
    """Tell whether a path has more characters than Windows takes; nothing is too long on other systems."""
    return WINDOWS and len(os.path.abspath(path)) > LONGEST_PATH


def is_running(process: int) -> bool:
    """Tell whether a process of this computer is there."""
    if WINDOWS:
        return _runs_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        return True
    return True


def _runs_on_windows(process: int) -> bool:
    import ctypes  # of Windows' own library

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(_QUERY, False, process)
    if not handle:
        return bool(kernel.GetLastError() == 5)  # it is there, and another user's
    code = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return not known or code.value == _STILL_ACTIVE


def host() -> str:
    """Four characters that tell this computer from others that write into the same folder of a network."""
    return f"{zlib.crc32(node().encode()) & 0xFFFF:04x}"


def free_bytes(path: str) -> int | None:
    """Free space on the disk on which a path lies or would lie; None where the system does not tell."""
    place = Path(os.path.abspath(path))
    for folder in (place, *place.parents):
        with contextlib.suppress(OSError):
            return shutil.disk_usage(folder).free
    return None


def is_full(error: OSError) -> bool:
    """Tell whether an error says that a disk, or the user's share of it, is full."""
    return error.errno in _FULL or getattr(error, "winerror", None) in (39, 112)


def data_folder() -> Path:
    """The user's folder for what programs keep."""
    if WINDOWS:
        base = Path(os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local")))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share")))
    return base / "slipline"


def own_python() -> Path:
    """QGIS' own Python, for helpers that run beside QGIS; `sys.executable` may be QGIS itself."""
    return Path(sys.exec_prefix) / ("python.exe" if sys.platform == "win32" else "bin/python3")


def return_freed_memory() -> None:
    """Give what was freed back to the system, and from now on arrays of some megabytes at once.

    Linux' C library would keep both.
    """
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):  # another C library
            library = ctypes.CDLL(None)
            library.mallopt(_MMAP_THRESHOLD, _LARGE)
            library.malloc_trim(0)
