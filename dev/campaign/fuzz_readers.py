"""The product's readers as the fuzzer tries them, and what has to hold of what they give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from slipline.core.areas.rules import AreaRules
from slipline.core.base.errors import CoreError
from slipline.core.base.grid import Grid, Window
from slipline.core.base.model_card import band_names, margin_of, members_of, open_model
from slipline.core.base.progress import Silent
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.study_grid import grid_of_raster
from slipline.core.image.reader import ImageReader
from slipline.core.prediction.predict import describe_card
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.opening import open_source
from slipline.core.targets.source import Position
from slipline.core.terrain.dem import Dem

from . import fuzz_changes, fuzz_seeds

_MOST_WORDS = 900  # signs of a sentence


class Log(Silent):
    """Remembers the warnings."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def warning(self, text: str) -> None:
        self.warnings.append(text)

    def message(self, text: str) -> None:
        if "the last line has no end" in text:
            self.warnings.append(text)


def outcome(name: str, path: Path, change: str, raw: bytes) -> str:
    """What a reader makes of a spoiled file: `right`, `read`, `sentence`, or what is wrong."""
    log = Log()
    try:
        wrong = _READERS.get(name, _targets)(name, path, change, raw, log)
    except CoreError as error:
        if change == fuzz_changes.HARMLESS:
            return f"refuses what is sound: {error}"
        return _judged(str(error))
    return wrong or ("right" if change == fuzz_changes.HARMLESS else "read")


def _judged(sentence: str) -> str:
    if "\n" in sentence or len(sentence) > _MOST_WORDS or not sentence.strip() or "Traceback" in sentence:
        return f"no sentence: {sentence[:200]!r}"
    return "sentence"


def _targets(name: str, path: Path, change: str, raw: bytes, log: Log) -> str:
    """Import the file; what is kept has places and velocities, and a file that was cut gives no part in silence."""
    output = path.with_name("out.gpkg")
    is_layer = name in (*fuzz_seeds.TABLES, *fuzz_seeds.LAYERS)
    options = ImportOptions(unit="mm/yr", crs=fuzz_seeds.CRS if is_layer else "", min_coherence=0.0)
    position = Position(crs=fuzz_seeds.CRS if name in fuzz_seeds.TABLES else "")  # the headers do not say it
    try:
        made = import_targets([open_source(str(path), position)], options, str(output), log)
    except CoreError:
        if output.exists():
            return "leaves an output behind an error"
        raise
    if not (np.isfinite(made.x).all() and np.isfinite(made.y).all() and np.isfinite(made.velocity).all()):
        return "keeps targets without place or velocity"
    if not is_layer:
        return ""
    if change == fuzz_changes.HARMLESS:
        return _same(made.x, made.y, made.velocity)
    at_an_end = name in fuzz_seeds.TABLES and raw.endswith(b"\n")
    if change == fuzz_changes.CUT and len(made) < fuzz_seeds.COUNT and not at_an_end and not log.warnings:
        return f"keeps {len(made)} of {fuzz_seeds.COUNT} targets of a file that was cut, and says nothing"
    return ""


def _same(x: np.ndarray, y: np.ndarray, velocity: np.ndarray) -> str:
    """Compare targets with what was written."""
    if len(x) != fuzz_seeds.COUNT:
        return f"keeps {len(x)} of {fuzz_seeds.COUNT} targets"
    order, own = np.argsort(velocity, kind="stable"), np.argsort(fuzz_seeds.VELOCITY, kind="stable")
    for found, right in ((x, fuzz_seeds.X), (y, fuzz_seeds.Y), (velocity, fuzz_seeds.VELOCITY)):
        if np.abs(found[order] - right[own]).max() > 1e-3:
            return "reads other numbers than were written"
    return ""


def _image(_name: str, path: Path, _change: str, _raw: bytes, log: Log) -> str:
    grid = grid_of_raster(str(path), None, log)
    values = ImageReader(str(path), grid, log).read(Window(0, 0, min(grid.columns, 64), min(grid.rows, 64)))
    return "" if values.ndim == 3 else f"gives an array of {values.ndim} dimensions"


def _dem(_name: str, path: Path, _change: str, _raw: bytes, log: Log) -> str:
    west, north = fuzz_seeds.NORTH_WEST
    grid = Grid(fuzz_seeds.CRS, west, north, 30.0, 30, 30)
    heights = Dem(str(path), grid, "auto", log).read(Window(0, 0, 30, 30))
    return "" if heights.shape == (30, 30) else f"gives heights of shape {heights.shape}"


def _raster(name: str, path: Path, change: str, raw: bytes, log: Log) -> str:
    """A stack or a probability is read so; and the file is read as velocities."""
    try:
        with RasterReader(str(path)) as reader:
            grid = reader.grid
            reader.read(Window(0, 0, min(grid.columns, 64), min(grid.rows, 64)))
    except CoreError as error:
        if _judged(str(error)) != "sentence":
            return _judged(str(error))
    return _targets(name, path, change, raw, log)


def _model(_name: str, path: Path, _change: str, _raw: bytes, _log: Log) -> str:
    """Everything that Predict asks of a card before the worker starts."""
    model = open_model(str(path))
    card = model.card
    threshold = float(card["threshold"])
    describe_card(model, threshold)
    AreaRules(threshold)
    members_of(card), band_names(card), margin_of(card)
    return "" if 0.0 < threshold < 1.0 else f"takes a threshold of {threshold}"


_READERS: dict[str, Callable[[str, Path, str, bytes, Log], str]] = {
    "image.tif": _image,
    "dem.tif": _dem,
    "velocity.tif": _raster,
    "map.vrt": _raster,
    "grid.nc": _raster,
    "model.safetensors": _model,
}
