"""A fine-tuned network mixed with the one that it started from."""

import dataclasses

import numpy as np
import pytest
import torch

from slipline.core.base.sheet_units import GROUND, LEVEL, RELATIVE, SPREAD, TYPICAL, numbers_of
from slipline.core.base.training_options import TUNED_TILES, TrainingOptions
from slipline.models.input.sampling import Sampler
from slipline.models.input.scaling import BandScaling, InputScaling
from slipline.models.input.tile_reader import open_store
from slipline.models.jobs.train_job import train_job
from slipline.models.networks.model_file import load_model, save_model
from slipline.models.networks.networks import NetworkConfig, build
from slipline.models.training.mixing import SHARES, UNKNOWN, Mixing
from slipline.models.training.start import start_of

from ..conftest import Reporter

OPTIONS = TrainingOptions(width=4, tile=32, epochs=1, batch=8, learning_rate=1e-3, device="cpu", tuning=True)


def weights(network):
    return torch.cat([value.flatten() for value in network.state_dict().values() if value.is_floating_point()])


@pytest.fixture
def moved():
    """A network, what it was before, and how much it has moved: by 1 everywhere."""
    network = build(NetworkConfig("resunet", 4, 2))
    mixing, before = Mixing(network), weights(network).clone()
    with torch.no_grad():
        for value in network.parameters():
            value.add_(1.0)
    return network, mixing, before


@pytest.mark.parametrize("best", SHARES)
def test_the_share_with_the_least_loss_is_taken(moved, best):
    network, mixing, before = moved
    found = mixing.mix_best(network, lambda: abs(float((weights(network) - before).mean()) - best))
    assert found == best
    torch.testing.assert_close(weights(network), before + best)


def test_of_equals_the_starting_model_is_kept(moved):
    network, mixing, before = moved
    assert mixing.mix_best(network, lambda: 1.0) == 0.0
    torch.testing.assert_close(weights(network), before)


@pytest.mark.parametrize(("given", "taken"), [(None, UNKNOWN), (0.75, 0.75)])
def test_without_ground_to_choose_on_a_half_is_kept_or_what_was_chosen_before(moved, given, taken):
    network, mixing, before = moved
    mixing.share = given
    assert mixing.mix_best(network, lambda: None) == taken
    torch.testing.assert_close(weights(network), before + taken)


def test_an_interrupted_training_remembers_where_it_began(moved):
    network, mixing, before = moved
    again = Mixing(network)
    again.restore(mixing.before)
    again.mix(network, 0.0)
    torch.testing.assert_close(weights(network), before)
    with pytest.raises(KeyError):
        again.restore({})


@pytest.fixture(scope="module")
def starting(tmp_path_factory):
    """A model that counts in units of each sheet's ground."""
    bands = (
        BandScaling("hotspot", "z/km2", GROUND, {LEVEL: 0.0, SPREAD: 1.0}, -9.0, 9.0),
        BandScaling("velocity", "mm/yr", GROUND, {LEVEL: 0.0, SPREAD: 1.0}, -9.0, 9.0),
        BandScaling("density", "1/km2", RELATIVE, {TYPICAL: 1.0}, 0.0, 9.0),
    )
    scaling, path = InputScaling(bands, ("deformation",)), tmp_path_factory.mktemp("start") / "start.safetensors"
    torch.manual_seed(1)
    network = build(NetworkConfig("resunet", 4, scaling.channels))
    card = {
        "format": 1,
        "network": NetworkConfig("resunet", 4, scaling.channels).as_dict(),
        "bands": scaling.as_list(),
        "validity": ["deformation"],
        "tile": 32,
        "cell_m": 15.0,
        "threshold": 0.5,
        "temperature": 1.0,
        "preset": "recommended",
    }
    save_model(str(path), network.half(), card)
    return str(path)


def test_fine_tuning_counts_in_units_of_its_own_sheet(starting, store_folder):
    store = open_store(str(store_folder))
    start = start_of(store, dataclasses.replace(OPTIONS, start_from=starting), Reporter())
    own = {band.name: band for band in start.scaling.bands}
    for number, (name, _) in enumerate(store.bands):
        if name in ("hotspot", "velocity", "density"):
            kind = RELATIVE if name == "density" else GROUND
            assert (own[name].kind, own[name].numbers) == (kind, numbers_of(kind, store.features[number]))
    assert own["red"].kind == "standard"
    # one spread above the stable ground is the same input on every sheet
    level, spread = own["velocity"].numbers[LEVEL], own["velocity"].numbers[SPREAD]
    assert float(own["velocity"].apply(torch.tensor(level + spread))) == pytest.approx(np.arcsinh(1.0), rel=1e-6)
    typical = own["density"].numbers[TYPICAL]
    assert float(own["density"].apply(torch.tensor(typical))) == pytest.approx(0.0, abs=1e-6)


def test_an_epoch_of_fine_tuning_has_as_many_tiles_on_any_ground(starting, store_folder):
    sampler = Sampler(open_store(str(store_folder)), OPTIONS)
    assert sampler.epoch(1).shape == (TUNED_TILES, 2)


def test_a_fine_tuned_model_keeps_its_share_and_can_be_loaded(starting, store_folder, tmp_path):
    options = dataclasses.replace(OPTIONS, start_from=starting)
    result = train_job(
        {
            "store": str(store_folder),
            "options": options.as_dict(),
            "model": str(tmp_path / "m.safetensors"),
            "probability": str(tmp_path / "p.npy"),
        },
        Reporter(),
    )
    assert result["history"][-1]["mixed"] in SHARES
    assert {band.name: band.kind for band in load_model(str(tmp_path / "m.safetensors")).scaling.bands}[
        "hotspot"
    ] == GROUND
