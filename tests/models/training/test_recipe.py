"""How the weights change in one step."""

import copy

import pytest
import torch

from slipline.core.base.training_options import TrainingOptions, paper_options
from slipline.models.networks.networks import NetworkConfig, build
from slipline.models.training.recipe import Recipe
from slipline.models.training.schedule import one_cycle


def made(options, network="resunet"):
    """A recipe, and a loss of its network."""
    torch.manual_seed(1)
    recipe = Recipe(build(NetworkConfig(network, 4, 3)), options)
    features = torch.randn(2, 3, 16, 16)
    return recipe, lambda: recipe.network(features).square().mean()


def weights_of(network):
    return [weight.detach().clone() for weight in network.parameters()]


def test_both_optimisers_follow_the_cycle():
    recipe, loss = made(TrainingOptions(learning_rate=0.5))
    recipe.backward(loss())
    recipe.step(0.6)
    rate, momentum = one_cycle(0.6)
    groups = [group for optimiser in recipe._optimisers.values() for group in optimiser.param_groups]
    assert len(groups) == 2
    for group in groups:
        assert group["lr"] == pytest.approx(0.5 * rate)
        assert group["betas"][0] == pytest.approx(momentum)
    assert recipe._optimisers["adamw"].param_groups[0]["betas"][1] == 0.999


def test_gradients_are_clipped_to_a_norm_of_one():
    recipe, loss = made(TrainingOptions())
    recipe.backward(1e6 * loss())
    recipe.step(0.1)
    squares = sum(float(weight.grad.square().sum()) for weight in recipe.network.parameters())
    assert squares == pytest.approx(1.0, rel=1e-3)


def test_the_average_follows_the_weights_with_a_memory_that_grows():
    recipe, loss = made(TrainingOptions())
    expected = weights_of(recipe.network)
    for step in (1, 2, 3):
        recipe.backward(loss())
        recipe.step(0.3)
        kept = (1 + step) / (10 + step)
        expected = [kept * mean + (1 - kept) * now for mean, now in zip(expected, weights_of(recipe.network))]
    for mean, found in zip(expected, weights_of(recipe.averaged)):
        torch.testing.assert_close(found, mean)
    assert any(not torch.equal(*pair) for pair in zip(expected, weights_of(recipe.network)))


def test_the_paper_has_a_constant_rate_no_clipping_and_no_average():
    recipe, loss = made(paper_options(), "unet")
    recipe.backward(1e6 * loss())
    recipe.step(0.01)
    assert recipe.averaged is recipe.network
    assert sum(float(weight.grad.square().sum()) for weight in recipe.network.parameters()) > 100
    assert recipe._optimisers["adam"].param_groups[0]["lr"] == 1e-3


@pytest.mark.parametrize("lost", ["muon", "adamw"])
def test_an_overflow_of_half_precision_is_no_step_of_either_optimiser(lost):
    recipe, loss = made(TrainingOptions())
    recipe.scaler = torch.amp.GradScaler("cpu", init_scale=8.0)
    recipe.backward(loss())
    recipe.step(0.3)
    before, momenta = weights_of(recipe.network), copy.deepcopy(recipe._optimisers["muon"].state_dict()["state"])
    recipe.backward(loss())
    recipe._optimisers[lost].param_groups[0]["params"][0].grad[:] = torch.inf
    recipe.step(0.3)
    assert all(torch.equal(*pair) for pair in zip(before, weights_of(recipe.network)))
    for number, memory in recipe._optimisers["muon"].state_dict()["state"].items():
        assert torch.equal(memory["momentum"], momenta[number]["momentum"])
    assert recipe.scaler.get_scale() == 4.0
    recipe.backward(loss())
    recipe.step(0.3)
    assert not any(torch.equal(*pair) for pair in zip(before, weights_of(recipe.network)))
