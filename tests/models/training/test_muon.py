"""The optimiser for the weights of convolutions."""

import pytest
import torch
from torch import nn

from slipline.core.base.training_options import NETWORKS, TrainingOptions
from slipline.models.networks.networks import NetworkConfig, build
from slipline.models.training.muon import LIKE_ADAM, ROWS, Muon, orthogonal
from slipline.models.training.recipe import Recipe, matrices_and_others


def matrices(singular, rows, columns, count=3):
    """Matrices with given singular values, and what U V' of them is."""
    left, _, right = torch.linalg.svd(
        torch.randn(count, rows, columns, generator=torch.manual_seed(1)), full_matrices=False
    )
    return left * torch.tensor(singular) @ right, left @ right


def check_about_orthogonal(found, wanted):
    strengths = torch.linalg.svdvals(found)
    assert strengths.min() > 0.65
    assert strengths.max() < 1.25
    assert (found * wanted).sum() / found.norm() / wanted.norm() > 0.95


@pytest.mark.parametrize(("rows", "columns"), [(4, 30), (30, 4), (4, 4)])
@pytest.mark.parametrize("size", [1e-6, 1.0, 1e4])
def test_all_directions_become_about_equally_strong(rows, columns, size):
    given, wanted = matrices([1.0, 0.3, 0.1, 0.02], rows, columns)
    found = orthogonal(list(given * size))
    for matrix, goal in zip(found, wanted):
        assert matrix.shape == (rows, columns)
        check_about_orthogonal(matrix, goal)


@pytest.mark.parametrize("turned", [False, True])
def test_a_large_matrix_is_made_orthogonal_block_by_block(turned):
    matrix = torch.randn(2 * ROWS + 5, 300, generator=torch.manual_seed(1))
    (found,) = orthogonal([matrix.T if turned else matrix])
    for first in range(0, len(matrix), ROWS):
        block = matrix[first : first + ROWS]
        left, _, right = torch.linalg.svd(block, full_matrices=False)
        check_about_orthogonal((found.T if turned else found)[first : first + ROWS], left @ right)


def test_each_matrix_is_for_itself():
    given = [matrices([1.0, 0.3, 0.1, 0.02], *shape, count=1)[0][0] for shape in ((4, 9), (30, 4), (4, 100))]
    for matrix, together in zip(given, orthogonal(given)):
        torch.testing.assert_close(together, orthogonal([matrix])[0])


def test_nothing_stays_nothing():
    assert torch.equal(orthogonal([torch.zeros(3, 5)])[0], torch.zeros(3, 5))


def test_a_step_is_as_large_as_one_of_adamw_and_goes_down():
    weight = nn.Parameter(torch.zeros(8, 4, 3, 3))
    before, gradient = weight.detach().clone(), torch.randn(8, 4, 3, 3, generator=torch.manual_seed(2))
    weight.grad = gradient.clone()
    Muon([weight], 0.01).step()
    step = weight.detach() - before
    assert step.square().mean().sqrt() == pytest.approx(LIKE_ADAM * 0.01, rel=0.15)
    assert (step * gradient).sum() < 0


def test_weights_decay_as_those_of_adamw():
    weight = nn.Parameter(torch.ones(4, 4, 1, 1))
    weight.grad = torch.zeros_like(weight)
    Muon([weight], 0.1, weight_decay=0.5).step()
    torch.testing.assert_close(weight.detach(), torch.full((4, 4, 1, 1), 0.95))


def test_the_layout_in_memory_changes_nothing():
    values, gradient = torch.randn(2, 8, 4, 3, 3, generator=torch.manual_seed(3))
    found = []
    for layout in (torch.contiguous_format, torch.channels_last):
        weight = nn.Parameter(values.clone(memory_format=layout))
        optimiser = Muon([weight], 0.1)
        for _ in range(3):
            weight.grad = gradient.clone(memory_format=layout)
            optimiser.step()
        found.append(weight.detach())
    torch.testing.assert_close(*found)


@pytest.mark.parametrize("name", NETWORKS)
def test_every_weight_has_one_optimiser(name):
    network = build(NetworkConfig(name, 8, 5))
    own, others = matrices_and_others(network)
    assert sorted(map(id, own + others)) == sorted(map(id, network.parameters()))
    assert own
    assert all(weight.ndim == 4 for weight in own)
    assert all(weight.ndim == 1 or weight.shape[0] == 1 for weight in others)


def test_an_unfinished_training_without_its_memory_is_refused():
    recipe = Recipe(build(NetworkConfig("resunet", 8, 5)), TrainingOptions())
    recipe.backward(recipe.network(torch.randn(1, 5, 16, 16)).sum())
    recipe.step(0.5)
    kept = recipe.state()
    recipe.restore(kept, 1)
    lost = next(name for name in kept if name.startswith("muon.0."))
    del kept[lost]
    with pytest.raises(KeyError):
        recipe.restore(kept, 1)
