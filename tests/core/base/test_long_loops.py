"""Each loop over whole files or arrays asks again and again whether it should stop."""

import hashlib
from types import SimpleNamespace

import numpy as np
import pytest

from slipline.core.base import hashes, shared_arrays
from slipline.core.base.errors import Cancelled
from slipline.core.base.grid import Grid
from slipline.core.base.hashes import file_sha256
from slipline.core.base.model_card import Model
from slipline.core.base.progress import Silent, asking
from slipline.core.base.shared_arrays import new_array
from slipline.core.evaluation.scores import Confusion
from slipline.core.gis.raster import RasterReader
from slipline.core.prediction.inputs import PredictionInputs
from slipline.core.prediction.stream import Stream
from slipline.core.tilestore.coarse_map import coarse_map, spread
from slipline.core.tilestore.split_layer import outlined
from slipline.core.tilestore.tiles import block_tiles, objects_on_training, random_tiles
from slipline.core.training.plots import outcome_map

from ..rasters import CRS
from ..stacks import write_stack

LABELS = np.zeros((64, 64), np.uint8)
CORNERS = [(0, 0)] * 1000
GRID = Grid(CRS, 500_000.0, 4_000_000.0, 1.0, 64, 64)
STORE = SimpleNamespace(
    grid=GRID,
    sets=np.full((64, 64), 3, np.uint8),
    labels=LABELS,
    folds=(),
    manifest={"tile": 16, "positions": [[0, 0, 3]]},
)


class Asked(Silent):
    """The user presses Cancel before a question: the third, or another one."""

    def __init__(self, before=3):
        self.times, self.before = 0, before

    def is_cancelled(self):
        self.times += 1
        return self.times >= self.before


def hash_of_a_file(folder, progress):
    (folder / "file").write_bytes(b"12345678")
    file_sha256(folder / "file", progress=progress)


def slots_of_a_prediction(folder, progress):
    path = folder / "stack.tif"
    if not path.exists():
        write_stack(path, np.ones((1, 64, 64)), ["velocity"])
    card = {"bands": [{"name": "velocity", "unit": "mm/yr"}], "tile": 16, "network": {}}
    with RasterReader(str(path)) as reader:
        Stream(PredictionInputs(reader, Model("model", card)), np.ones(1, np.float32), folder, 1, progress)


def map_of_the_report(folder, progress):
    np.save(folder / "probability.npy", np.zeros((64, 64), np.float32))
    with asking(progress):
        outcome_map(STORE, folder / "probability.npy", 0.5, Confusion())


LOOPS = {
    "zeros": lambda folder, progress: new_array(folder / "a.npy", np.uint8, (64,), progress),
    "hash": hash_of_a_file,
    "coarse map": lambda _, progress: coarse_map(LABELS, Grid("", 0.0, 0.0, 1.0, 64, 64), 4, progress),
    "sets": lambda _, progress: spread(LABELS, LABELS, LABELS.copy(), 4, progress),
    "tiles drawn at random": lambda _, progress: random_tiles(CORNERS, LABELS, 4, 1, progress),
    "tiles of blocks": lambda _, progress: block_tiles(CORNERS, LABELS, 4, progress),
    "areas on training ground": lambda _, progress: objects_on_training(LABELS, LABELS, 16, progress),
    "outlines of the split": lambda _, progress: outlined(STORE, progress=progress),
    "slots of a prediction": slots_of_a_prediction,
    "map of the report": map_of_the_report,
}


@pytest.mark.parametrize("loop", LOOPS)
def test_it_stops_in_the_middle(loop, tmp_path, monkeypatch):
    monkeypatch.setattr(hashes, "_CHUNK", 2)
    monkeypatch.setattr(shared_arrays, "_CHUNK", 8)
    progress = Asked()
    with pytest.raises(Cancelled):
        LOOPS[loop](tmp_path, progress)
    assert progress.times <= 4  # GDAL is told to stop, and the caller asks once more why
    LOOPS[loop](tmp_path, Silent())


def test_each_of_the_slots_of_a_prediction_stops_in_the_middle(tmp_path, monkeypatch):
    monkeypatch.setattr(shared_arrays, "_CHUNK", 64)
    whole = Asked(10**9)
    slots_of_a_prediction(tmp_path, whole)
    slots = [np.load(tmp_path / f"{name}.npy", mmap_mode="r") for name in ("input", "output")]
    assert whole.times == sum(array.nbytes // 64 for array in slots)
    for before in (whole.times // 4, whole.times * 3 // 4):  # in what goes to the worker, in what comes back
        progress = Asked(before)
        with pytest.raises(Cancelled):
            slots_of_a_prediction(tmp_path, progress)
        assert progress.times == before


def test_the_hash_of_files_is_that_of_their_bytes_one_after_the_other(tmp_path, monkeypatch):
    monkeypatch.setattr(hashes, "_CHUNK", 3)
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "b").write_bytes(b"6789")
    assert file_sha256(tmp_path / "a", tmp_path / "b") == hashlib.sha256(b"123456789").hexdigest()


def test_a_new_array_is_zero_and_its_space_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(shared_arrays, "_CHUNK", 7)
    array = new_array(tmp_path / "a.npy", np.float32, (3, 5))
    assert array.shape == (3, 5)
    assert not array.any()
    assert (tmp_path / "a.npy").stat().st_size == array.offset + array.nbytes
