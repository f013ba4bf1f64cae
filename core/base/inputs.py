"""Is what the user chose a file? Pipes and devices are refused: reading them may never end."""

from __future__ import annotations

import os
import stat

from .errors import InputError
from .translation import tr

_NO_FILES = ("/dev/", "/proc/", "/sys/")  # of Unix: views of the system, some of them endless


def require_file(path: str) -> None:
    """Refuse a pipe, a socket, a device or a view of the system; a path that does not exist is left to its reader.

    Args:
        path: of a file or folder; what GDAL's virtual file systems name is let through.

    Raises:
        InputError: reading it may never end.
    """
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):  # none, or no name of a file at all
        return
    real = os.path.realpath(path)
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or real.startswith(_NO_FILES):
        raise InputError(
            tr(
                "{path} is a pipe, a device or a view of the system, not a file. Save the data as a file and choose "
                "that."
            ),
            path=path,
        )
