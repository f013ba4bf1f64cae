"""A folder of wheels, for machines without a network."""

from __future__ import annotations

import sys
import zipfile
import zlib
from pathlib import Path

from .errors import InputError, tr
from .progress import Progress, check_cancelled, track


def wheels_in(folder: str) -> list[Path]:
    """The wheels of a folder.

    Raises:
        InputError: there are none, or none of torch, numpy or safetensors.
    """
    found = sorted(Path(folder).glob("*.whl"))
    missing = [name for name in ("torch", "numpy", "safetensors") if not any(one.name.startswith(name + "-") for one in found)]
    if missing:
        raise InputError(
            tr("The folder {folder} has no wheel of {missing}. Fill it on a machine with network: python -m pip download -d FOLDER torch numpy safetensors, with the same system and Python version as here ({version})."),
            folder=folder, missing=", ".join(missing), version=".".join(map(str, sys.version_info[:2])),
        )
    return found


def check_wheels(folder: str, progress: Progress) -> None:
    """Read every file of every wheel.

    Raises:
        InputError: a wheel is missing or damaged.
    """
    for wheel in track(wheels_in(folder), progress):
        try:
            with zipfile.ZipFile(wheel) as archive:
                for member in archive.namelist():
                    check_cancelled(progress)
                    with archive.open(member) as opened:
                        while opened.read(1 << 22):
                            pass
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
            raise InputError(tr("The wheel {name} is damaged: {reason}. Copy or download it again."), name=wheel.name, reason=str(error).rstrip(".")) from error


def unpacked_bytes(wheel: Path) -> int:
    """Size of a wheel's files on the disk; 0 for a damaged one."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        return 0
