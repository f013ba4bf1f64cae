"""Columns in files behave as arrays in memory do; what is in memory at once is a piece."""

from __future__ import annotations

import errno

import numpy as np
import pytest

from slipline.core.base.errors import OutputError
from slipline.core.files import columns
from slipline.core.files.columns import Growing, GrowingTexts, by_pieces, counted, different, joined_columns, kept_rows

COUNT = 1000
WORDS = np.array([None if i % 7 == 0 else f"P{i}" if i % 5 else f"Größe {i}" for i in range(COUNT)], object)
VALUES = np.arange(COUNT) * 0.5
MASK = np.arange(COUNT) % 3 == 0


@pytest.fixture()
def in_files(monkeypatch):
    """Every column that is not tiny lies in a file; the sizes of the pieces that columns were made of are returned."""
    monkeypatch.setattr(columns, "LARGE", 1000)
    monkeypatch.setattr(columns, "_AT_ONCE", 64)
    sizes, add = [], Growing.add
    monkeypatch.setattr(Growing, "add", lambda self, values: (sizes.append(len(values)), add(self, values))[1])
    return sizes


def is_mapped(values):
    return any(np.shares_memory(values, np.frombuffer(one, np.uint8)) for one in columns._maps if len(one))


def texts(words):
    made = GrowingTexts()
    made.add_all(words)
    return made.column()


def test_small_columns_are_plain_arrays_in_memory():
    assert not is_mapped(by_pieces(lambda part: part, VALUES))
    assert isinstance(texts(WORDS), np.ndarray)


def test_a_large_column_is_read_from_a_file_and_made_piece_by_piece(in_files):
    made = by_pieces(lambda part: part * 2.0, VALUES)
    assert is_mapped(made)
    np.testing.assert_array_equal(made, VALUES * 2.0)
    assert max(in_files) <= 64
    columns.let_go()  # the pages come back from the file
    np.testing.assert_array_equal(made, VALUES * 2.0)
    made[3:5] = 7.0  # and what is written into it stays
    columns.let_go()
    assert made[2:6].tolist() == [2.0, 7.0, 7.0, 5.0]


@pytest.mark.parametrize("at", [MASK, np.flatnonzero(MASK)[::-1]], ids=["mask", "index"])
def test_rows_are_kept_as_an_array_keeps_them(in_files, at):
    stored, words = columns.stored(VALUES), texts(WORDS)
    np.testing.assert_array_equal(kept_rows(stored, at), VALUES[at])
    assert kept_rows(words, at).tolist() == WORDS[at].tolist()
    one = np.broadcast_to(np.array("A", object), COUNT)
    assert kept_rows(one, at).tolist() == one[at].tolist()


def test_texts_come_back_with_none_and_letters_of_any_kind(in_files):
    words = texts(WORDS)
    assert isinstance(words, columns.Texts)
    assert words.tolist() == WORDS.tolist()
    assert words[700:703].tolist() == WORDS[700:703].tolist()
    assert np.asarray(words).tolist() == WORDS.tolist()
    assert different(words) == set(WORDS.tolist())
    plain = np.array([f"P{i:09d}" for i in range(COUNT)], object)
    assert texts(plain)[998:].tolist() == plain[998:].tolist()


def test_columns_are_joined_in_their_order(in_files):
    both = joined_columns([columns.stored(VALUES), VALUES[:10]])
    np.testing.assert_array_equal(both, np.concatenate([VALUES, VALUES[:10]]))
    assert joined_columns([texts(WORDS), WORDS[:9]]).tolist() == [*WORDS.tolist(), *WORDS[:9].tolist()]


def test_what_is_the_same_for_all_rows_stays_one_value(in_files):
    made = by_pieces(np.cos, np.broadcast_to(0.0, COUNT))
    assert made.strides == (0,)
    assert made.tolist() == [1.0] * COUNT
    assert counted(COUNT).tolist() == list(range(COUNT))
    assert counted(0).tolist() == []


def test_a_column_has_one_type(in_files):
    made = Growing()
    made.add(VALUES)
    with pytest.raises(ValueError, match="float64 cannot take int64"):
        made.add(np.arange(3))


def test_a_full_temporary_folder_is_one_sentence(in_files, monkeypatch):
    class Full:
        def write(self, _):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(columns, "_scratch_file", Full)
    with pytest.raises(OutputError, match="is full"):
        columns.stored(VALUES)
