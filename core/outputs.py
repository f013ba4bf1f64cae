"""Several outputs of one run: either all of them appear, or none."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

SHAPEFILE_PARTS = (".shx", ".dbf", ".prj", ".cpg")


@contextlib.contextmanager
def removed_on_failure(*paths: str) -> Iterator[None]:
    """Remove the outputs that are there already when a later step fails or is cancelled; empty names are left out."""
    with contextlib.ExitStack() as stack:
        for path in filter(None, paths):
            stack.callback(_remove, Path(path))
        yield
        stack.pop_all()


def _remove(path: Path) -> None:
    if not path.parent.is_dir():
        return
    path.unlink(missing_ok=True)
    if path.suffix.lower() == ".shp":
        for suffix in SHAPEFILE_PARTS:
            path.with_suffix(suffix).unlink(missing_ok=True)
