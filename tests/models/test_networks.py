"""What every network promises, and what each one is."""

import numpy as np
import pytest
import torch

from slipline.core.errors import InputError
from slipline.core.training_options import NETWORKS
from slipline.models.losses import loss_of
from slipline.models.model_file import load_model, save_model
from slipline.models.networks import NetworkConfig, build, config_from
from slipline.models.padded import count_parameters

BANDS_IN = 5


def network_of(name, width=4):
    torch.manual_seed(3)
    return build(NetworkConfig(name, width, BANDS_IN))


@pytest.mark.parametrize("name", NETWORKS)
class TestContract:
    @pytest.mark.parametrize("size", [(32, 32), (33, 47), (1, 1), (5, 70)])
    def test_logits_have_the_size_of_the_input_whatever_it_is(self, name, size):
        network = network_of(name).eval()
        with torch.inference_mode():
            logits = network(torch.randn(2, BANDS_IN, *size))
        assert logits.shape == (2, 1, *size)
        assert torch.isfinite(logits).all()

    def test_gradient_reaches_every_parameter(self, name):
        network = network_of(name)
        network(torch.randn(2, BANDS_IN, 64, 64)).square().mean().backward()
        without = [key for key, value in network.named_parameters() if value.grad is None or not value.grad.any()]
        # a bias before batch normalisation is taken out again by its mean: a gradient of zero is right there
        assert [key for key in without if not (name == "segnet" and key.endswith("bias"))] == []

    def test_four_tiles_can_be_learnt_by_heart(self, name):
        generator = torch.Generator().manual_seed(1)
        features = torch.randn(4, BANDS_IN, 32, 32, generator=generator)
        blobs = torch.nn.functional.avg_pool2d(torch.randn(4, 1, 32, 32, generator=generator), 9, 1, 4)[:, 0]
        target = (blobs > 0.05).to(torch.uint8)
        network = network_of(name, width=8)
        optimiser = torch.optim.Adam(network.parameters(), 3e-3)
        for _ in range(500):
            optimiser.zero_grad()
            logits = network(features)
            loss_of("recommended", logits, target).backward()
            optimiser.step()
            predicted, area = logits[:, 0] > 0, target == 1
            iou = float((predicted & area).sum() / (predicted | area).sum())
            if iou > 0.9:
                return
        pytest.fail(f"the IoU is only {iou:.2f}")

    def test_a_saved_network_gives_the_same_logits(self, name, tmp_path, card_for):
        network = network_of(name)
        network(torch.randn(2, BANDS_IN, 64, 64))  # batch normalisation remembers it
        network.eval()
        path = str(tmp_path / "model.safetensors")
        save_model(path, network, card_for(NetworkConfig(name, 4, BANDS_IN)))
        loaded = load_model(path).network.eval()
        features = torch.randn(1, BANDS_IN, 40, 40)
        with torch.inference_mode():
            np.testing.assert_array_equal(loaded(features).numpy(), network(features).numpy())

    def test_the_width_is_adjustable(self, name):
        assert count_parameters(network_of(name, 8)) > 2 * count_parameters(network_of(name, 4))


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("unet", 31_032_897), ("segnet", 29_445_314)],  # docs: science 5.1, computed from the figures of the paper
)
def test_the_papers_networks_have_the_papers_size(name, parameters):
    with torch.device("meta"):
        assert count_parameters(build(NetworkConfig(name, 64, 5))) == parameters


def test_batch_normalisation_replaces_the_bias_of_each_double_convolution():
    # a bias less and two values more for each of the 18 convolutions of 3 x 3
    convolved = 2 * (64 + 128 + 256 + 512) * 2 + 2 * 1024
    with torch.device("meta"):
        assert count_parameters(build(NetworkConfig("unet_bn", 64, 5))) == 31_032_897 + convolved


def test_segnet_has_thirteen_convolutions_in_its_encoder():
    encoder = network_of("segnet").encoder
    assert sum(isinstance(module, torch.nn.Conv2d) for module in encoder.modules()) == 13


def test_sigmoid_of_segnets_logit_is_the_softmax_of_its_two_scores():
    network = network_of("segnet").eval()
    scores = []
    network.scores.register_forward_hook(lambda _module, _inputs, output: scores.append(output))
    with torch.inference_mode():
        logits = network(torch.randn(1, BANDS_IN, 32, 32))
    torch.testing.assert_close(torch.sigmoid(logits[:, 0]), torch.softmax(scores[0], 1)[:, 1], atol=1e-6, rtol=1e-5)


@pytest.mark.parametrize("config", [("transformer", 16, 5), ("unet", 0, 5), ("unet", 100_000, 5), ("unet", 16, 0)])
def test_a_network_that_is_not_on_the_list_is_refused(config):
    with pytest.raises(InputError):
        build(NetworkConfig(*config))


@pytest.mark.parametrize(
    "values",
    [None, [], {}, {"name": "unet", "width": 4}, {"name": "unet", "width": "4", "bands_in": 5},
     {"name": "unet", "width": True, "bands_in": 5}, {"name": "unet", "width": 4, "bands_in": 5, "class": "os.system"}],
)
def test_a_card_entry_with_anything_else_is_refused(values):
    with pytest.raises(InputError):
        config_from(values)
