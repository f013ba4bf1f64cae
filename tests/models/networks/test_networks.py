"""What every network promises, and what each one is."""

import numpy as np
import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from slipline.core.base.errors import InputError
from slipline.core.base.training_options import BATCH_NORMALISED, NETWORKS, PARTS
from slipline.models.judging.blending import Ground, blended_logits
from slipline.models.networks.model_file import load_model, save_model
from slipline.models.networks.networks import NetworkConfig, build, config_from
from slipline.models.networks.padded import count_parameters
from slipline.models.training.losses import loss_of

BANDS_IN = 5


WITH_PARTS = [f"resunet+{part}" for part in PARTS] + ["resunet+" + "+".join(PARTS)]


def config_of(name, width=4):
    base, *parts = name.split("+")
    return NetworkConfig(base, width, BANDS_IN, tuple(parts), (0, 1, 2) if "stems" in parts else ())


def inputs_of(name):
    return config_of(name).inputs


def network_of(name, width=4):
    torch.manual_seed(3)
    return build(config_of(name, width))


@pytest.mark.parametrize("name", [*NETWORKS, *WITH_PARTS])
class TestContract:
    @pytest.mark.parametrize("size", [(32, 32), (33, 47), (1, 1), (5, 70)])
    def test_logits_have_the_size_of_the_input_whatever_it_is(self, name, size):
        network = network_of(name).eval()
        with torch.inference_mode():
            logits = network(torch.randn(2, inputs_of(name), *size))
        assert logits.shape == (2, 1, *size)
        assert torch.isfinite(logits).all()

    def test_gradient_reaches_every_parameter(self, name):
        network = network_of(name)
        network(torch.randn(2, inputs_of(name), 64, 64)).square().mean().backward()
        without = [key for key, value in network.named_parameters() if value.grad is None or not value.grad.any()]
        # a bias before batch normalisation is taken out again by its mean: a gradient of zero is right there
        assert [key for key in without if not (name == "segnet" and key.endswith("bias"))] == []

    def test_four_tiles_can_be_learnt_by_heart(self, name):
        generator = torch.Generator().manual_seed(1)
        features = torch.randn(4, inputs_of(name), 32, 32, generator=generator)
        blobs = torch.nn.functional.avg_pool2d(torch.randn(4, 1, 32, 32, generator=generator), 9, 1, 4)[:, 0]
        target = (blobs > 0.05).to(torch.uint8)
        network = network_of(name, width=8)
        optimiser = torch.optim.Adam(network.parameters(), 3e-3)
        for _ in range(2000):  # it ends as soon as they are learnt, long before that
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
        network(torch.randn(2, inputs_of(name), 64, 64))  # batch normalisation remembers it
        network.eval()
        path = str(tmp_path / "model.safetensors")
        save_model(path, network, card_for(config_of(name)))
        loaded = load_model(path).network.eval()
        features = torch.randn(1, inputs_of(name), 40, 40)
        with torch.inference_mode():
            np.testing.assert_array_equal(loaded(features).numpy(), network(features).numpy())

    def test_tiled_equals_whole_however_the_ground_is_cut(self, name):
        network = network_of(name).eval()
        ground = np.random.default_rng(1).normal(0, 1, (inputs_of(name), 80, 112)).astype(np.float32)

        def score(tiles):
            with torch.inference_mode():
                return network(torch.from_numpy(tiles))[:, 0].numpy()

        everywhere = np.ones((80, 112), bool)
        whole, _ = blended_logits(Ground(ground, 0, 0, 32, everywhere), score, 3)
        left, _ = blended_logits(Ground(ground[:, :, :80], 0, 0, 32, everywhere[:, :80]), score, 8)
        right, _ = blended_logits(Ground(ground[:, :, 32:], 0, 32, 32, everywhere[:, 32:]), score, 5)
        np.testing.assert_allclose(left[:, :48], whole[:, :48], atol=2e-4)
        np.testing.assert_allclose(right[:, 32:], whole[:, 64:], atol=2e-4)

    def test_the_width_is_adjustable(self, name):
        assert count_parameters(network_of(name, 8)) > 2 * count_parameters(network_of(name, 4))


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("unet", 31_032_897), ("segnet", 29_445_314)],  # docs: science 5.1, computed from the figures of the paper
)
def test_the_papers_networks_have_the_papers_size(name, parameters):
    with torch.device("meta"):
        assert count_parameters(build(NetworkConfig(name, 64, 5))) == parameters


@pytest.mark.parametrize("name", ["resunet", *WITH_PARTS])
def test_the_recommended_network_costs_a_quarter_of_the_papers_at_most(name):
    def giga_macs(config):
        with torch.device("meta"):
            network, features = build(config).eval(), torch.empty(1, config.inputs, 256, 256)
        with FlopCounterMode(display=False) as counter:
            network(features)
        return counter.get_total_flops() / 2e9

    paper = giga_macs(NetworkConfig("unet", 64, 5))
    assert paper == pytest.approx(48.2, abs=0.1)
    assert giga_macs(config_of(name, 16)) < paper / 4


def test_deep_supervision_gives_coarser_logits_in_training_only():
    network = network_of("resunet+deep")
    features = torch.randn(2, BANDS_IN, 40, 56)
    assert network(features).shape == (2, 3, 40, 56)
    assert network.eval()(features).shape == (2, 1, 40, 56)


def test_stems_keep_image_and_the_rest_apart_in_the_first_level():
    network = network_of("resunet+stems").eval()
    features = torch.randn(1, BANDS_IN, 32, 32)
    changed = features.clone()
    changed[:, 3:] += 1.0
    with torch.inference_mode():
        one, other = (network.encoder[0](each) for each in (features, changed))
    assert torch.equal(one[:, :2], other[:, :2])
    assert not torch.equal(one[:, 2:], other[:, 2:])


@pytest.mark.parametrize(
    "config",
    [
        NetworkConfig("unet", 4, 5, ("attention",)),
        NetworkConfig("resunet", 4, 5, ("",)),
        NetworkConfig("resunet", 4, 5, ("stems",)),
        NetworkConfig("resunet", 4, 3, ("stems",), (0, 1, 2)),
    ],
)
def test_parts_that_do_not_fit_are_refused(config):
    with pytest.raises(InputError, match=r"parts|stems"):
        build(config)


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
    [
        None,
        [],
        {},
        {"name": "unet", "width": 4},
        {"name": "unet", "width": "4", "bands_in": 5},
        {"name": "unet", "width": True, "bands_in": 5},
        {"name": "unet", "width": 4, "bands_in": 5, "class": "os.system"},
        {"name": "resunet", "width": 4, "bands_in": 5, "parts": ["eval"]},
        {"name": "resunet", "width": 4, "bands_in": 5, "parts": "deep"},
        {"name": "resunet", "width": 4, "bands_in": 5, "parts": ["stems"], "image": [9]},
    ],
)
def test_a_card_entry_with_anything_else_is_refused(values):
    with pytest.raises(InputError):
        config_from(values)


def test_what_is_normalised_over_the_batch():
    found = []
    for name in NETWORKS:
        kinds = {type(layer).__name__ for layer in build(NetworkConfig(name, 2, 3)).modules()}
        found += [name] if "BatchNorm2d" in kinds else []
    assert sorted(found) == sorted(BATCH_NORMALISED)
