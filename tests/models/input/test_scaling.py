"""Scaling: by hand, on the store, from a card."""

import json

import numpy as np
import pytest
import torch

from slipline.core.base.errors import InputError
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions
from slipline.models.input.scaling import BandScaling, InputScaling, scaling_from
from slipline.models.input.scaling_fit import fit_scaling
from slipline.models.input.tile_reader import open_store

from ..conftest import BANDS, make_store


def band(kind, name="hotspot", **numbers):
    return BandScaling(name, "", kind, numbers, 0.0, 1.0)


def applied(scaling, *values):
    return scaling.apply(torch.tensor(values, dtype=torch.float32)).tolist()


def test_min_max_puts_a_null_where_zero_comes_to_lie():
    # -234..366 mm/yr as in the paper: 0 becomes 234 / 600
    scaling = band("minmax", minimum=-234.0, maximum=366.0)
    assert applied(scaling, -234.0, 366.0, 66.0, float("nan")) == pytest.approx([0.0, 1.0, 0.5, 0.39])


def test_a_null_never_leaves_the_range_of_min_max():
    assert applied(band("minmax", minimum=1837.0, maximum=4421.0), float("nan")) == [0.0]
    assert applied(band("minmax", minimum=-9.0, maximum=-1.0), float("nan")) == [1.0]


def test_min_max_of_a_constant_band_is_zero():
    assert applied(band("minmax", minimum=7.0, maximum=7.0), 7.0) == [0.0]


def test_zero_stays_zero_in_a_signed_band_and_signs_mirror():
    scaling = band("asinh", scale=5.0)
    values = applied(scaling, 0.0, 5.0, -5.0, 5000.0, float("nan"))
    assert values == pytest.approx([0.0, np.arcsinh(1.0), -np.arcsinh(1.0), np.arcsinh(1000.0), 0.0], rel=1e-6)


def test_standard_and_logarithmic_scaling_by_hand():
    assert applied(band("standard", mean=100.0, deviation=20.0), 140.0, 90.0, float("nan")) == [2.0, -0.5, 0.0]
    assert applied(band("log1p", mean=np.log(11.0), deviation=2.0), 10.0, 0.0) == pytest.approx(
        [0.0, -np.log(11.0) / 2], abs=1e-6
    )


def test_a_validity_channel_tells_which_share_of_its_group_is_known():
    scaling = InputScaling(
        (band("plain", "hotspot"), band("plain", "velocity"), band("plain", "density"), band("plain", "slope")),
        ("deformation",),
    )
    nan = float("nan")
    raw = torch.tensor([[1.0, 1.0, nan], [1.0, nan, nan], [0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])[None, :, None, :]
    assert scaling.apply(raw)[0, -1, 0].tolist() == [1.0, 0.5, 0.0]
    assert scaling.channels == 5


def test_bands_that_are_never_null_do_not_make_a_group_known():
    names = ("hotspot", "log_density", "distance", "targets", "has_target")
    scaling = InputScaling(tuple(band("plain", name) for name in names), ("deformation", "targets"))
    nan = float("nan")
    raw = torch.tensor([[1.0, nan], [0.0, 0.0], [5.0, 900.0], [2.0, nan], [1.0, 0.0]])[None, :, None, :]
    assert scaling.apply(raw)[0, -2:, 0].tolist() == [[1.0, 0.0], [1.0, 0.0]]
    assert scaling.observable(raw)[0, 0].tolist() == [True, False]


def test_a_cell_is_observable_where_one_deformation_map_is_known():
    scaling = InputScaling(
        (band("plain", "red"), band("plain", "hotspot"), band("plain", "velocity"), band("plain", "density"))
    )
    nan = float("nan")
    raw = torch.tensor([[nan, 1.0, 1.0], [1.0, nan, nan], [nan, nan, 2.0], [1.0, 0.0, 0.0]])[None, :, None, :]
    assert scaling.observable(raw)[0, 0].tolist() == [True, False, True]


def test_without_a_deformation_map_only_cells_without_any_value_are_not_observable():
    scaling = InputScaling((band("plain", "red"), band("plain", "targets")))
    nan = float("nan")
    raw = torch.tensor([[1.0, nan, nan], [nan, 3.0, nan]])[None, :, None, :]
    assert scaling.observable(raw)[0, 0].tolist() == [True, True, False]


def test_the_recommended_fit_uses_training_cells_only(store_folder):
    store = open_store(str(store_folder))
    scaling = fit_scaling(store, TrainingOptions(preset="recommended"), Silent())
    ground = np.asarray(store.features)[:, np.asarray(store.sets) == 1]
    red, hotspot = scaling.bands[0], scaling.bands[3]
    assert red.numbers["mean"] == pytest.approx(ground[0].mean(), rel=1e-5)
    assert red.numbers["deviation"] == pytest.approx(ground[0].std(), rel=1e-5)
    known = ground[3][np.isfinite(ground[3])]
    assert hotspot.numbers["scale"] == pytest.approx(2 * np.median(np.abs(known - np.median(known))), rel=1e-5)
    assert (hotspot.low, hotspot.high) == pytest.approx(tuple(np.percentile(known, [1, 99])), rel=1e-5)
    assert scaling.bands[4].numbers == {"scale": 5.0}
    assert [b.kind for b in scaling.bands] == ["standard"] * 3 + ["asinh", "asinh", "log1p", "plain", "plain"]
    assert scaling.validity == ("deformation",)


def test_velocities_of_metres_a_year_get_a_scale_of_their_own(tmp_path):
    folder = make_store(tmp_path / "fast")
    features = np.load(folder / "features.npy")
    features[4] *= 300.0  # Slumgullion moves metres a year
    np.save(folder / "features.npy", features)
    scale = (
        fit_scaling(open_store(str(folder)), TrainingOptions(preset="recommended"), Silent()).bands[4].numbers["scale"]
    )
    assert 300 < scale < 3000


def test_the_papers_fit_is_minimum_and_maximum_without_validity_channels(random_store_folder):
    store = open_store(str(random_store_folder))
    scaling = fit_scaling(store, TrainingOptions(preset="paper"), Silent())
    ground = np.asarray(store.features)[:, np.asarray(store.sets) == 1]
    for number, fitted in enumerate(scaling.bands):
        assert fitted.numbers["minimum"] == pytest.approx(np.nanmin(ground[number]))
        assert fitted.numbers["maximum"] == pytest.approx(np.nanmax(ground[number]))
    assert scaling.validity == ()
    inside = scaling.apply(torch.from_numpy(store.read(store.lattice(1)[:2]).features))
    assert torch.isfinite(inside).all()


def test_a_sparse_band_is_sampled_whole(tmp_path, monkeypatch):
    from slipline.models.input import scaling_fit

    folder = make_store(tmp_path / "sparse", bands=[BANDS[0], BANDS[3], ("velocity", "mm/yr")])
    features = np.load(folder / "features.npy")
    seen = np.random.default_rng(1).random(features.shape[1:]) < 0.005
    features[2][~seen] = np.nan
    np.save(folder / "features.npy", features)
    monkeypatch.setattr(scaling_fit, "SAMPLE", 500)
    store = open_store(str(folder))
    fitted = fit_scaling(store, TrainingOptions(preset="recommended"), Silent()).bands[2]
    known = features[2][(np.asarray(store.sets) == 1) & np.isfinite(features[2])]
    assert (fitted.low, fitted.high) == pytest.approx(tuple(np.percentile(known, [1, 99])), rel=1e-5)


def test_a_band_without_a_value_on_training_ground_is_refused(tmp_path):
    folder = make_store(tmp_path / "empty")
    features = np.load(folder / "features.npy")
    features[4, :, :75] = np.nan
    np.save(folder / "features.npy", features)
    with pytest.raises(InputError, match="velocity"):
        fit_scaling(open_store(str(folder)), TrainingOptions(preset="recommended"), Silent())


def test_scaling_survives_its_way_through_the_card(store_folder):
    scaling = fit_scaling(open_store(str(store_folder)), TrainingOptions(preset="recommended"), Silent())
    assert scaling_from(json.loads(json.dumps(scaling.as_list())), list(scaling.validity)) == scaling


GOOD = {"name": "a", "unit": "", "scaling": {"kind": "asinh", "scale": 2.0}, "low": 0.0, "high": 1.0}


@pytest.mark.parametrize(
    "bands",
    [
        None,
        [],
        "red",
        [None],
        [{}],
        [{**GOOD, "name": 3}],
        [{**GOOD, "scaling": {"kind": "eval"}}],
        [{**GOOD, "scaling": {"kind": []}}],
        [{**GOOD, "scaling": {"kind": "asinh"}}],
        [{**GOOD, "scaling": {"kind": "asinh", "scale": 0}}],
        [{**GOOD, "scaling": {"kind": "asinh", "scale": "1"}}],
        [{**GOOD, "low": float("nan")}],
        [GOOD, GOOD],
    ],
)
def test_a_damaged_card_is_refused(bands):
    with pytest.raises(InputError, match="damaged"):
        scaling_from(bands, [])
