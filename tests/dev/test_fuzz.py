"""A short round of the fuzzer, and what once failed; the long one is `python -m slipline.dev.campaign.fuzz`."""

from __future__ import annotations

import json

import numpy as np
import pytest

from slipline.dev.campaign import fuzz, fuzz_changes, fuzz_readers, fuzz_seeds


def failures(wanted):
    """Those whose outcome is neither the right result nor one sentence."""
    return [one for one in fuzz.outcomes(wanted) if one[2] not in fuzz.GOOD]


def test_what_is_not_spoiled_is_read(tmp_path):
    for name, parts in fuzz_seeds.make(tmp_path).items():
        assert fuzz_readers.outcome(name, parts[0] if len(parts) == 1 else tmp_path / name, "", b"") == "read", name
        (tmp_path / "out.gpkg").unlink(missing_ok=True)


@pytest.mark.parametrize("name", fuzz_seeds.TABLES)
def test_a_table_that_is_written_otherwise_gives_the_same_targets(tmp_path, name):
    for number in range(12):
        raw = fuzz_changes.harmless(name, np.random.default_rng(number))
        (tmp_path / name).write_bytes(raw)
        (tmp_path / "out.gpkg").unlink(missing_ok=True)
        assert fuzz_readers.outcome(name, tmp_path / name, fuzz_changes.HARMLESS, raw) == "right"


def test_what_once_failed_is_right_or_one_sentence():
    kept = [tuple(one) for one in json.loads(fuzz.KEPT.read_text())]
    assert len(kept) >= 15
    kept = [one for one in kept if one[0] in fuzz_seeds.KINDS]
    assert failures(kept) == []


def test_a_short_round_finds_nothing():
    assert failures(fuzz.inputs(3 * len(fuzz_seeds.KINDS), 99)) == []


def test_the_fuzzer_sees_a_fault(tmp_path, monkeypatch):
    """A reader that raises, keeps nonsense or says several lines is called so."""
    path = tmp_path / "table.csv"
    path.write_text("x,y,vel\n1,2,3\n")
    for reader, outcome in ((lambda *_: "keeps nonsense", "keeps nonsense"), (lambda *_: "", "read")):
        monkeypatch.setitem(fuzz_readers._READERS, "table.csv", reader)
        assert fuzz_readers.outcome("table.csv", path, "flip", b"") == outcome
    assert fuzz_readers._judged("one\ntwo").startswith("no sentence")
    assert fuzz_readers._judged("Choose another file.") == "sentence"
    seeds = fuzz_seeds.make(tmp_path)
    monkeypatch.setattr(fuzz_changes, "changed", lambda *_: (b"other", "flip"))
    monkeypatch.setitem(fuzz_readers._READERS, "table.csv", lambda *_: {}["fault"])
    (tmp_path / "spoiled").mkdir()
    assert fuzz.tried("table.csv", 1, seeds, tmp_path / "spoiled").startswith("traceback KeyError")
