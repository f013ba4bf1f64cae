"""Arrays on the disk: what is written is read again, and nothing of it stays in memory."""

import os
from pathlib import Path

import numpy as np
import pytest

from slipline.core.base.shared_arrays import on_disk


@pytest.fixture
def array(tmp_path):
    """200 rows of 40,000 numbers."""
    made = on_disk(tmp_path, "array", np.float32, (200, 40_000))
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
    again = on_disk(tmp_path, "array", np.float32, (200, 40_000), again=True)
    assert np.allclose(again[199], expected(199, np.arange(40_000)))


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="what is mapped is told by Linux")
def test_nothing_of_it_is_mapped_or_open(array):
    """Blocks of columns of a full frame's phases once held a gigabyte of pages; an open file stays on Windows."""
    for start in range(0, 40_000, 1000):
        assert array[:, start : start + 1000].shape == (200, 1000)
    assert "array.npy" not in Path("/proc/self/smaps").read_text(encoding="utf-8")
    assert not [
        link for link in Path("/proc/self/fd").iterdir() if link.is_symlink() and "array.npy" in os.readlink(link)
    ]


def test_it_is_read_as_a_whole_and_in_the_ways_that_numpy_knows(array):
    whole = np.asarray(array)
    assert whole.shape == array.shape == (200, 40_000)
    chosen = np.zeros(40_000, bool)
    chosen[[5, 70]] = True
    for at in (slice(3, 9), (slice(None), chosen), (slice(1, 90, 7), slice(10, 400, 3)), (-1, slice(0, 0)), (4, -1)):
        assert np.array_equal(array[at], whole[at])
        assert np.shape(array[at]) == np.shape(whole[at])
    with pytest.raises(IndexError):
        array[200]


def test_a_file_that_was_cut_short_is_told(array, tmp_path):
    os.truncate(tmp_path / "array.npy", 1000)
    with pytest.raises(OSError, match="cut short"):
        array[7]
