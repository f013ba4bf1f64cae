"""A model file of the version before further rasters and two orbits opens, says the same, and learns on."""

from pathlib import Path

import pytest
import torch

from slipline.core.base.model_card import open_model
from slipline.core.base.training_options import TrainingOptions
from slipline.models.input.tile_reader import open_store
from slipline.models.networks.model_file import load_model
from slipline.models.training.start import start_of

from ..conftest import Reporter, make_store

OLD = str(Path(__file__).parents[1] / "old_formats" / "model_of_2026_11_30.safetensors")
BANDS = ["red", "green", "blue", "hotspot", "velocity", "aspect_east", "aspect_north"]
LOGITS = {0: -0.02334781, 100: -0.02334781, 500: 0.06484068, 1023: 0.08546796}  # cell -> what its own version gave


def logits(network, scaling, raw):
    network.eval()
    with torch.inference_mode():
        return network(scaling.views(raw)).flatten()


def test_an_old_model_gives_the_logits_of_its_own_version():
    model = load_model(OLD)
    assert model.scaling.names == BANDS == [band["name"] for band in open_model(OLD).card["bands"]]
    raw = torch.linspace(-2, 2, len(BANDS) * 32 * 32).reshape(1, len(BANDS), 32, 32)
    found = logits(model.network, model.scaling, raw)
    assert {cell: float(found[cell]) for cell in LOGITS} == pytest.approx(LOGITS, abs=1e-4)


def test_an_old_model_learns_on_with_a_further_raster_that_changes_nothing_at_first(tmp_path):
    store = open_store(str(make_store(tmp_path / "store", bands=[*((name, "") for name in BANDS), ("density", "")])))
    old, options = load_model(OLD), TrainingOptions(width=1, tile=32, device="cpu", missing=0.3, start_from=OLD)
    start = start_of(store, options, Reporter())
    raw = torch.randn(1, len(BANDS) + 1, 32, 32)
    torch.testing.assert_close(
        logits(start.network, start.scaling, raw), logits(old.network, old.scaling, raw[:, :-1]), atol=1e-5, rtol=1e-4
    )
