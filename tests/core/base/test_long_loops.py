"""Each loop over whole files or arrays asks again and again whether it should stop."""

import hashlib

import numpy as np
import pytest

from slipline.core.base import hashes, shared_arrays
from slipline.core.base.errors import Cancelled
from slipline.core.base.grid import Grid
from slipline.core.base.hashes import file_sha256
from slipline.core.base.progress import Silent
from slipline.core.base.shared_arrays import new_array
from slipline.core.tilestore.coarse_map import coarse_map, spread

LABELS = np.zeros((64, 64), np.uint8)


class Asked(Silent):
    """Asks to stop when it was asked for the third time."""

    times = 0

    def is_cancelled(self):
        self.times += 1
        return self.times == 3


def hash_of_a_file(folder, progress):
    (folder / "file").write_bytes(b"12345678")
    file_sha256(folder / "file", progress=progress)


LOOPS = {
    "zeros": lambda folder, progress: new_array(folder / "a.npy", np.uint8, (64,), progress),
    "hash": hash_of_a_file,
    "coarse map": lambda _, progress: coarse_map(LABELS, Grid("", 0.0, 0.0, 1.0, 64, 64), 4, progress),
    "sets": lambda _, progress: spread(LABELS, LABELS, LABELS.copy(), 4, progress),
}


@pytest.mark.parametrize("loop", LOOPS)
def test_it_stops_in_the_middle(loop, tmp_path, monkeypatch):
    monkeypatch.setattr(hashes, "_CHUNK", 2)
    monkeypatch.setattr(shared_arrays, "_CHUNK", 8)
    progress = Asked()
    with pytest.raises(Cancelled):
        LOOPS[loop](tmp_path, progress)
    assert progress.times == 3
    LOOPS[loop](tmp_path, Silent())


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
