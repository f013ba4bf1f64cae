from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from slipline.core.base.progress import Silent  # noqa: E402
from slipline.core.worker.torch_setup import try_python  # noqa: E402
from slipline.models.jobs.trial_job import trial_job  # noqa: E402
from slipline.models.machine import devices  # noqa: E402

from ...core.workers import torch_python  # noqa: E402


@pytest.fixture(autouse=True)
def _fresh():
    devices.gpu_problem.cache_clear()
    yield
    devices.gpu_problem.cache_clear()


def test_the_worker_does_a_step_of_training():
    said = try_python(torch_python(), Silent())
    assert "torch 2." in said
    assert "device " in said


def test_a_graphics_card_that_fails_is_left_out_and_the_reason_is_told(monkeypatch):
    def fails(*_args, **_kwargs):
        raise RuntimeError("CUDA error: no kernel image is available for execution on the device\nCompile with ...")

    monkeypatch.setattr(torch.version, "cuda", "13.0")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.nn.Module, "cuda", fails)
    assert "cuda" not in devices.available()
    assert devices.choose("auto").type == devices.available()[0]
    result = trial_job({}, None)
    assert result["device"] != "cuda"
    assert result["gpu_problem"] == "CUDA error: no kernel image is available for execution on the device"


def test_a_step_with_numbers_that_are_not_finite_is_a_failure(monkeypatch):
    monkeypatch.setattr(
        torch.nn.functional, "binary_cross_entropy_with_logits", lambda logits, _: logits.sum() * float("nan")
    )
    with pytest.raises(FloatingPointError, match="not finite"):
        trial_job({}, None)
