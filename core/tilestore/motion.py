"""In which direction the training areas move: a network hardly finds motion that it has rarely seen."""

from __future__ import annotations

import numpy as np

from ..base.codes import TRAIN
from ..base.translation import tr
from .tile_store import TileStore

FEW = 5  # with fewer areas of one direction the user is warned
_BANDS = ("velocity", "hotspot")  # the first band that the store has is used; both are positive towards the satellite


def motion_of_areas(store: TileStore) -> tuple[int, int] | None:
    """Number of training areas that move towards and away from the satellite; None without a band that tells."""
    names = [band["name"] for band in store.manifest["bands"]]
    band = next((name for name in _BANDS if name in names), None)
    if band is None:
        return None
    values = store.features[names.index(band)]
    signs = []
    for row, column, rows, columns in store.manifest["objects"]:
        box = (slice(row, row + rows), slice(column, column + columns))
        inside = values[box][(store.labels[box] == 1) & (store.sets[box] == TRAIN)]
        known = inside[np.isfinite(inside)]
        signs.append(float(np.sign(np.median(known))) if len(known) else 0.0)
    return signs.count(1.0), signs.count(-1.0)


def motion_warning(store: TileStore) -> str:
    """A warning where one direction of motion is rare among the training areas, else empty."""
    motion = motion_of_areas(store)
    if motion is None or min(motion) >= FEW:
        return ""
    towards, away = motion
    text = (
        tr(
            "On training ground {away} areas move away from the satellite and {towards} towards it, so the network may "
            "miss areas that move towards the satellite. Draw more of them."
        )
        if towards < away
        else tr(
            "On training ground {away} areas move away from the satellite and {towards} towards it, so the network may "
            "miss areas that move away from the satellite. Draw more of them."
        )
    )
    return text.format(away=away, towards=towards)
