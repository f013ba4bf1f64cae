"""When the memory is too small for a batch."""

import dataclasses

import numpy as np
import pytest
import torch

from slipline.core.base.training_options import TrainingOptions
from slipline.models.jobs.train_job import train_job
from slipline.models.machine.memory import in_smaller_pieces
from slipline.models.training import training

from ..conftest import Reporter


class Holder:
    batch = 8


def small_memory(limit, log):
    def work(piece):
        if piece.stop - piece.start > limit:
            raise torch.OutOfMemoryError("CUDA out of memory")
        log.append((piece.start, piece.stop))
        return piece.stop

    return work


def test_pieces_are_halved_until_they_fit_and_every_tile_is_worked_on_once():
    holder, log, reporter = Holder(), [], Reporter()
    assert list(in_smaller_pieces(8, holder, small_memory(3, log), True, reporter)) == [2, 4, 6, 8]
    assert log == [(0, 2), (2, 4), (4, 6), (6, 8)]
    assert holder.batch == 2
    assert len(reporter.warnings) == 2
    log.clear()
    list(in_smaller_pieces(5, holder, small_memory(3, log), True, reporter))
    assert log == [(0, 2), (2, 4), (4, 5)]


@pytest.mark.parametrize(("limit", "may_halve", "error"), [(0, True, "out of memory"), (3, False, "out of memory")])
def test_a_tile_too_large_or_halving_not_allowed_is_an_error(limit, may_halve, error):
    with pytest.raises(torch.OutOfMemoryError, match=error):
        list(in_smaller_pieces(8, Holder(), small_memory(limit, []), may_halve, Reporter()))


def test_a_bug_is_no_lack_of_memory():
    def work(_piece):
        raise RuntimeError("shapes differ")

    with pytest.raises(RuntimeError, match="shapes"):
        list(in_smaller_pieces(8, Holder(), work, True, Reporter()))


def test_a_training_goes_on_with_half_the_batch(store_folder, tmp_path, monkeypatch):
    loss_of = training.loss_of

    def small(preset, logits, *others):
        if len(logits) > 3:
            raise RuntimeError(
                "[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"
            )
        return loss_of(preset, logits, *others)

    monkeypatch.setattr(training, "loss_of", small)
    options = TrainingOptions(width=4, tile=32, epochs=2, batch=6, device="cpu")
    message = {
        "store": str(store_folder),
        "options": dataclasses.asdict(options),
        "model": str(tmp_path / "m.safetensors"),
        "probability": str(tmp_path / "p.npy"),
    }
    reporter = Reporter()
    result = train_job(message, reporter)
    assert result["batch"] == 3
    assert reporter.warnings == ["The memory is too small for 6 tiles at a time; going on with 3."]
    assert len(result["history"]) == 2
    assert all(np.isfinite(entry["loss"]) for entry in result["history"])
