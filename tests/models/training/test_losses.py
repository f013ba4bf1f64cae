"""Losses by hand."""

import math

import pytest
import torch

from slipline.models.training.losses import binary_cross_entropy, loss_of, near_lines, soft_dice


def tensors(logits, labels):
    return torch.tensor(logits).reshape(1, 1, 1, -1), torch.tensor(labels, dtype=torch.uint8).reshape(1, 1, -1)


def test_cross_entropy_is_the_mean_of_equation_7():
    logits, target = tensors([0.0, math.log(3.0), -math.log(3.0)], [1, 1, 0])  # probabilities 1/2, 3/4, 1/4
    expected = -(math.log(0.5) + math.log(0.75) + math.log(0.75)) / 3
    assert float(binary_cross_entropy(logits, target)) == pytest.approx(expected, rel=1e-6)


def test_ignored_cells_change_neither_loss():
    kept, all_cells = tensors([0.3, -1.0], [1, 0]), tensors([0.3, -1.0, 50.0, -50.0], [1, 0, 255, 255])
    for loss in (binary_cross_entropy, soft_dice):
        assert float(loss(*all_cells)) == pytest.approx(float(loss(*kept)), rel=1e-6)


def test_dice_by_hand():
    logits, target = tensors([0.0, math.log(3.0), -math.log(3.0)], [1, 1, 0])
    # |P A| = 1.25, |P| = 1.5, |A| = 2, one cell of smoothing: 1 - 3.5 / 4.5
    assert float(soft_dice(logits, target)) == pytest.approx(1 - 3.5 / 4.5, rel=1e-6)


def test_dice_is_of_the_whole_batch_so_that_a_tile_without_area_is_no_special_case():
    logits = torch.tensor([[[[9.0, -9.0]]], [[[-9.0, -9.0]]]])
    target = torch.tensor([[[1, 0]], [[0, 0]]], dtype=torch.uint8)
    assert float(soft_dice(logits, target)) < 0.001


def test_a_batch_that_is_ignored_throughout_has_no_loss_and_no_gradient():
    logits, target = tensors([1.0, -2.0], [255, 255])
    logits.requires_grad_()
    loss = loss_of("recommended", logits, target)
    loss.backward()  # type: ignore[no-untyped-call]
    assert loss.item() == 0.0
    assert not logits.grad.any()


def test_recommended_is_cross_entropy_plus_dice_and_paper_is_cross_entropy():
    pair = tensors([0.4, -0.2, 2.0], [1, 0, 1])
    assert float(loss_of("paper", *pair)) == float(binary_cross_entropy(*pair))
    assert float(loss_of("recommended", *pair)) == pytest.approx(float(binary_cross_entropy(*pair) + soft_dice(*pair)))


def test_very_sure_logits_stay_finite():
    assert math.isfinite(float(loss_of("recommended", *tensors([1e4, -1e4], [0, 1]))))


def test_only_cells_near_a_change_of_label_count_near_lines():
    target = torch.zeros(1, 20, 20, dtype=torch.uint8)
    target[:, :, 10:] = 1
    near = near_lines(target)
    assert (near[:, :, 7:13] == target[:, :, 7:13]).all()
    assert (near[:, :, :7] == 255).all()
    assert (near[:, :, 13:] == 255).all()
    assert (near_lines(torch.zeros_like(target)) == 255).all()
    target[:, :, 8:12] = 255  # a ring along the line is no line itself, and nothing within it counts
    assert set(near_lines(target).unique().tolist()) <= {0, 1, 255}
    assert (near_lines(target)[:, :, 8:12] == 255).all()


def test_the_boundary_term_is_the_entropy_near_lines_times_its_weight():
    generator = torch.Generator().manual_seed(1)
    logits = torch.randn(2, 1, 20, 20, generator=generator)
    target = torch.zeros(2, 20, 20, dtype=torch.uint8)
    target[:, :, 10:] = 1
    plain, weighted = (loss_of("recommended", logits, target, boundary=weight) for weight in (0.0, 0.5))
    torch.testing.assert_close(weighted - plain, 0.5 * binary_cross_entropy(logits[:, :, :, 7:13], target[:, :, 7:13]))


def test_deep_supervision_weighs_each_coarser_map_half():
    generator = torch.Generator().manual_seed(1)
    logits = torch.randn(2, 3, 8, 8, generator=generator)
    target = (torch.rand(2, 8, 8, generator=generator) > 0.5).to(torch.uint8)
    parts = [loss_of("recommended", logits[:, n : n + 1], target) for n in range(3)]
    torch.testing.assert_close(loss_of("recommended", logits, target), (parts[0] + parts[1] / 2 + parts[2] / 4) / 1.75)
