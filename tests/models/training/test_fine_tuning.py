"""Going on from a model, with the same bands or with others."""

import dataclasses

import numpy as np
import pytest
import torch

from slipline.core.base.errors import InputError
from slipline.core.base.training_options import TrainingOptions
from slipline.models.input.tile_reader import open_store
from slipline.models.jobs.train_job import train_job
from slipline.models.networks.model_file import load_model
from slipline.models.training.start import start_of

from ..conftest import BANDS, Reporter, make_store

OPTIONS = TrainingOptions(width=4, tile=32, epochs=2, batch=4, learning_rate=1e-2, device="cpu")


@pytest.fixture(scope="module", params=["resunet", "resunet+context", "unet", "segnet"])
def model(request, store_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    network, *parts = request.param.split("+")
    options = dataclasses.replace(OPTIONS, network=network, parts=tuple(parts))
    train_job(
        {
            "store": str(store_folder),
            "options": options.as_dict(),
            "model": str(folder / "m.safetensors"),
            "probability": str(folder / "p.npy"),
        },
        Reporter(),
    )
    return dataclasses.replace(options, start_from=str(folder / "m.safetensors"))


def logits(network, features):
    network.eval()
    with torch.inference_mode():
        return network(features)


def test_the_same_bands_begin_with_the_models_own_logits(model, store_folder):
    start = start_of(open_store(str(store_folder)), model, Reporter())
    features = torch.randn(1, start.config.inputs, 32, 32)
    torch.testing.assert_close(logits(start.network, features), logits(load_model(model.start_from).network, features))


def test_another_order_and_a_new_band_change_nothing_at_first(model, tmp_path):
    folder = make_store(tmp_path / "store", bands=[("aspect", "degree"), *BANDS[::-1]])
    old = load_model(model.start_from)
    store = open_store(str(folder), old.scaling.window)
    start = start_of(store, model, Reporter())
    raw = torch.from_numpy(store.read(np.array([[8, 8]])).features)
    known = [store.bands.index(band) + first for first in range(0, raw.shape[1], len(store.bands)) for band in BANDS]
    torch.testing.assert_close(
        logits(start.network, start.scaling.views(raw)),
        logits(old.network, old.scaling.views(raw[:, known])),
        atol=1e-5,
        rtol=1e-4,
    )
    assert {band.name: band for band in old.scaling.bands}.items() <= {
        band.name: band for band in start.scaling.bands
    }.items()


def test_a_band_less_trains_on(model, tmp_path):
    folder = make_store(tmp_path / "store", bands=BANDS[1:])
    result = train_job(
        {
            "store": str(folder),
            "options": model.as_dict(),
            "model": str(tmp_path / "m.safetensors"),
            "probability": str(tmp_path / "p.npy"),
        },
        Reporter(),
    )
    assert load_model(str(tmp_path / "m.safetensors")).scaling.names == [name for name, _ in BANDS[1:]]
    assert np.isfinite(result["history"][-1]["loss"])


def test_no_band_in_common_is_no_start(model, tmp_path):
    folder = make_store(tmp_path / "store", bands=[("aspect", "degree")])
    with pytest.raises(InputError, match="bands"):
        start_of(open_store(str(folder)), model, Reporter())


@pytest.mark.parametrize("change", [{"width": 8}, {"network": "unet_bn"}, {"network": "resunet", "parts": ("deep",)}])
def test_another_network_is_no_start(model, store_folder, change):
    with pytest.raises(InputError, match="Choose the same, or start anew"):
        start_of(open_store(str(store_folder)), dataclasses.replace(model, **change), Reporter())
