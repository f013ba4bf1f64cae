"""Hashes by which files and arrays are known again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .progress import Progress, Silent, check_cancelled

_CHUNK = 2**22  # bytes between two looks at the cancel button


def file_sha256(*paths: Path, progress: Progress = Silent()) -> str:
    """SHA-256 of the bytes of files, one after the other.

    Raises:
        Cancelled: the user asked to stop.
    """
    digest = hashlib.sha256()
    total, done = sum(path.stat().st_size for path in paths), 0
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(_CHUNK):
                check_cancelled(progress)
                digest.update(block)
                done += len(block)
                progress.update(done / total)
    return digest.hexdigest()
