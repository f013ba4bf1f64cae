"""Style of a feature stack: the image in its colours, else the hot spot map, else the local mean velocity."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np

from ..display.map_style import write_map_style
from ..display.styles import style_path, write_style
from ..files.outputs import drop, place_now
from ..gis.raster import RasterReader
from ..image.colours import COLOURS
from .files import StackBand

_SIGNED = ("hotspot", "velocity", "targets")  # bands that are shown in diverging colours, first come
_WINDOWS = 16


def write_stack_style(path: str, bands: Sequence[StackBand]) -> None:
    """Put a style beside a stack, where it has a band that a style exists for."""
    names = [stacked.band.name for stacked in bands]
    if all(colour in names for colour in COLOURS):
        write_style(path, "image")
        return
    for name in _SIGNED:
        if name in names:
            write_map_style(path, _limit(path, bands[names.index(name)]), "z", names.index(name) + 1)
            return
    drop(style_path(path))


def _limit(path: str, stacked: StackBand) -> float:
    """Magnitude that 1 % of the band's cells exceed, from some windows.

    Within a run the parts of a stack do not have their names yet: the band is read where it was made.
    """
    grown = os.path.exists(stacked.path)
    with RasterReader(stacked.path if grown else place_now(path)) as reader:
        name = reader.names[stacked.number - 1] if grown else stacked.band.name
        windows = reader.grid.windows(512)
        values = [np.abs(reader.read(window, [name])) for window in windows[:: max(1, len(windows) // _WINDOWS)]]
    known = np.concatenate([part[np.isfinite(part)] for part in values])
    return float(np.quantile(known, 0.99)) if known.size else 0.0
