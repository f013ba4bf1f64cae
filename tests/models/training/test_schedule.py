"""The learning rate over a training."""

import numpy as np
import pytest
import torch

from slipline.models.training.schedule import lateness, one_cycle, settled_epoch


def test_it_is_the_one_cycle_of_torch():
    steps = 1001
    optimiser = torch.optim.AdamW([torch.zeros(1, requires_grad=True)], 1.0)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1.0, total_steps=steps)
    theirs = []
    for _ in range(steps):
        theirs.append((optimiser.param_groups[0]["lr"], optimiser.param_groups[0]["betas"][0]))
        optimiser.step()
        if len(theirs) < steps:
            schedule.step()
    own = [one_cycle(step / (steps - 1)) for step in range(steps)]
    np.testing.assert_allclose(own, theirs, atol=4e-3)  # torch's peak is one step earlier


def test_the_rate_rises_to_its_peak_and_ends_near_zero():
    assert one_cycle(0.0) == pytest.approx((0.04, 0.95))
    assert one_cycle(0.3) == pytest.approx((1.0, 0.85))
    assert one_cycle(1.0) == pytest.approx((4e-6, 0.95))
    assert one_cycle(1.2) == one_cycle(1.0)


def test_what_comes_late_comes_in_the_last_three_tenths():
    assert [lateness(done) for done in (0.0, 0.7)] == [0.0, 0.0]
    assert lateness(0.85) == pytest.approx(0.5)
    assert lateness(1.0) == pytest.approx(1.0)


def test_the_last_three_tenths_of_the_epochs_count():
    assert [settled_epoch(epochs) for epochs in (1, 2, 3, 10, 30)] == [1, 2, 3, 8, 22]
