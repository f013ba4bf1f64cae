"""Arrays in mapped files: what is written is read again, and little of it stays in memory."""

from pathlib import Path

import numpy as np
import pytest

from slipline.core.base import shared_arrays
from slipline.core.base.shared_arrays import mapped


@pytest.fixture
def array(tmp_path, monkeypatch):
    """200 rows of 40,000 numbers, of which at most a row stays in memory."""
    monkeypatch.setattr(shared_arrays, "_HELD", 2**17)
    made = mapped(tmp_path, "array", np.float32, (200, 40_000))
    for row in range(200):
        made[row] = row + np.arange(40_000, dtype=np.float32) / 1e5
    return made


def expected(rows, columns):
    return (rows + np.asarray(columns) / 1e5).astype(np.float32)


def test_what_is_written_is_read_again_in_any_way(array):
    rows = np.arange(200)[:, None]
    columns = np.array([3, 39_999, 17])
    assert np.allclose(array[7], expected(7, np.arange(40_000)))
    assert np.allclose(array[:, 100:130], expected(rows, np.arange(100, 130)))
    assert np.allclose(array[:, columns], expected(rows, columns))
    assert np.allclose(array[9, columns], expected(9, columns))
    assert array[5, 0] == 5
    assert type(array[7]) is np.ndarray  # a copy: writing into it changes no file
    array[7, columns] += np.float32(1)
    array[:, 0:2] -= np.float32(2)
    assert np.allclose(array[7, columns], expected(8, columns))
    assert np.allclose(array[:, 0:2], expected(rows, [0, 1]) - 2)


def test_it_is_taken_up_again_from_its_file(array, tmp_path):
    again = mapped(tmp_path, "array", np.float32, (200, 40_000), again=True)
    assert np.allclose(again[199], expected(199, np.arange(40_000)))


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="what is held is told by Linux")
def test_little_of_it_stays_in_memory(array):
    for start in range(0, 40_000, 1000):
        assert array[:, start : start + 1000].shape == (200, 1000)
    text = Path("/proc/self/smaps").read_text(encoding="utf-8")
    part = text[text.index("array.npy") :]
    held = next(int(line.split()[1]) for line in part.splitlines() if line.startswith("Rss:"))
    assert held < 0.3 * array.nbytes / 1024
