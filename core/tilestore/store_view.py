"""A tile store with some bands of another one, and with its labels, tiles and sets: a comparison trains on it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..base.progress import Progress, track
from ..base.shared_arrays import new_array
from ..files.disk_space import cannot_write
from .tile_store import FEATURES_HASH, TileStore

_ROWS = 512


def view_of(store: TileStore, bands: Sequence[str], folder: Path, progress: Progress) -> TileStore:
    """Write a store with some bands, in this order; labels and sets are links where the disk allows them.

    Args:
        store: the one with all bands.
        bands: names.
        folder: empty.
        progress: reporting and cancel.

    Raises:
        OutputError: the disk is full.
    """
    names = [band["name"] for band in store.manifest["bands"]]
    source = store.features
    try:
        for file in [store.folder / "labels.npy", *store.folder.glob("sets*.npy")]:
            link(file, folder / file.name)
        features = new_array(folder / "features.npy", source.dtype, (len(bands), *source.shape[1:]), progress)
        digest = hashlib.sha256()
        numbers = [names.index(band) for band in bands]
        for row in track(range(0, source.shape[1], _ROWS), progress):
            for target, number in enumerate(numbers):
                part = source[number, row : row + _ROWS]
                features[target, row : row + _ROWS] = part
                digest.update(np.ascontiguousarray(part).data)
        chosen = [store.manifest["bands"][number] for number in numbers]
        manifest = {**store.manifest, "bands": chosen, FEATURES_HASH: digest.hexdigest()}
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    except OSError as error:
        raise cannot_write(str(folder), error.strerror or str(error)) from error
    return TileStore(folder, store.grid, manifest)


def link(source: Path, target: Path) -> None:
    """Make a file appear a second time: a link where the disk allows it, else a copy."""
    try:
        os.link(source, target)
    except OSError:  # not every disk can
        shutil.copyfile(source, target)
