"""The far view: what a tile's network sees of the ground around it."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from slipline.core.base.context_window import block_margin, ground_margin, window_of
from slipline.core.base.errors import InputError
from slipline.core.base.grid import Window
from slipline.core.base.training_options import TrainingOptions
from slipline.models.input.augment import Augment, tile_draws, turn, turn_directions
from slipline.models.input.degrade import ellipses, views_of
from slipline.models.input.far_view import far, far_raster
from slipline.models.input.scaling import BandScaling, InputScaling
from slipline.models.input.tile_reader import TileStore, open_store
from slipline.models.judging.blending import store_logits
from slipline.models.judging.predictor import Predictor
from slipline.models.judging.scoring import Scorer, Turned
from slipline.models.networks.model_file import LoadedModel, load_model, save_model
from slipline.models.networks.networks import NetworkConfig, build
from slipline.models.training.losses import loss_of
from slipline.models.training.start import start_of

from ..conftest import BANDS, Reporter

NAN = float("nan")
CPU = torch.device("cpu")
NAMES = ("red", "velocity", "aspect", "aspect_east", "aspect_north")


def store_of(features, tile):
    """A store of nothing but features and their far views; all ground is of the test part."""
    shape, bands = features.shape[1:], NAMES[: len(features)]
    empty = np.empty((0, 4), np.int64)
    return TileStore(
        features,
        np.zeros(shape, np.uint8),
        np.full(shape, 3, np.uint8),
        tuple((name, "") for name in bands),
        empty[:, :3],
        empty,
        tile,
        "blocks",
        5.0,
        empty[:, :2],
        far(features, bands),
    )


def plain(names, window=4, validity=()):
    return InputScaling(tuple(BandScaling(name, "", "plain", {}, 0.0, 1.0) for name in names), validity, window)


def ground_of(side, seed=3, null=0.2):
    """Random bands NAMES of side x side cells, some of them null."""
    random = np.random.default_rng(seed)
    values = random.normal(0, 1, (len(NAMES), side, side)).astype(np.float32)
    values[2] = random.uniform(0, 360, (side, side))
    values[:2][random.random((2, side, side)) < null] = np.nan
    return values


def context_model(tile=32, width=4, validity=("image", "deformation")):
    """A network with fresh weights that sees four tiles' width, as if it came from a file."""
    torch.manual_seed(4)
    scaling = plain(NAMES, validity=validity)
    degrees = BandScaling("aspect", "degree", "minmax", {"minimum": 0.0, "maximum": 360.0}, 0.0, 360.0)
    scaling = replace(scaling, bands=tuple(degrees if band.name == "aspect" else band for band in scaling.bands))
    config = NetworkConfig("resunet", width, scaling.channels, ("context",))
    return LoadedModel(build(config), config, scaling, {}, tile, 1.0)


GROUND = np.arange(64.0, dtype=np.float32).reshape(1, 8, 8)
GROUND[0, 0, 0] = GROUND[0, 4:, :4] = NAN
GROUND[0, 7, 3] = 9.0


class TestByHand:
    def test_means_are_of_what_is_known_and_the_share_tells_how_much_that_is(self):
        means, share = far(GROUND, ["velocity"])
        first = np.mean([n for n in range(32) if n % 8 < 4 and n > 0])
        np.testing.assert_allclose(
            means,
            [
                [first, np.mean([n for n in range(32) if n % 8 > 3])],
                [9.0, np.mean([n for n in range(32, 64) if n % 8 > 3])],
            ],
        )
        np.testing.assert_array_equal(share, [[15 / 16, 1.0], [1 / 16, 1.0]])

    def test_what_is_null_is_null_and_the_last_coarse_cells_may_be_of_fewer_cells(self):
        ground = np.full((1, 5, 6), NAN, np.float32)
        ground[0, 4, 4:] = 1.0, 4.0
        np.testing.assert_array_equal(
            far(ground, ["velocity"]), [[[NAN, NAN], [NAN, 2.5]], [[0.0, 0.0], [0.0, 2 / 16]]]
        )

    def test_directions_in_degrees_are_averaged_as_directions(self):
        ground = np.full((1, 4, 12), NAN, np.float32)
        ground[0, 0, :6] = 350.0, 10.0, NAN, NAN, 80.0, 100.0
        north, east, nothing = far(ground, ["aspect"])[0, 0]
        assert (north + 180.0) % 360.0 == pytest.approx(180.0, abs=1e-4)
        assert east == pytest.approx(90.0, abs=1e-4)
        assert np.isnan(nothing)

    def test_a_tile_at_the_border_sees_null_ground_beyond_it(self):
        store = store_of(GROUND, 8)
        cells, means, share = store.read(np.array([[0, 0]])).features[0]
        # the far view of 8 coarse cells begins three of them, 12 cells, before the tile, whose own two are in the
        # middle
        np.testing.assert_array_equal(cells, GROUND[0])
        np.testing.assert_array_equal(means[3:5, 3:5], store.far[0])
        np.testing.assert_array_equal(share[3:5, 3:5], store.far[1])
        assert np.isfinite(means).sum() == 4

    def test_a_tile_is_moved_to_where_the_coarse_cells_fit(self):
        store = store_of(GROUND, 8)
        moved, asked = (store.read(np.array([corner])) for corner in ([-4, 4], [-1, 7]))
        np.testing.assert_array_equal(moved.features, asked.features)
        np.testing.assert_array_equal(moved.labels, asked.labels)
        np.testing.assert_array_equal(asked.features[0, 0, 4:, :4], GROUND[0, :4, 4:])
        assert (asked.labels[0, 4:, :4] == 0).all()
        assert (asked.labels != 0).sum() == 64 - 16

    def test_the_network_gets_scaled_means_and_the_share_behind_the_tile(self):
        bands = (BandScaling("velocity", "", "standard", {"mean": 1.0, "deviation": 2.0}, 0.0, 1.0),)
        raw = torch.tensor([[[3.0, NAN]], [[5.0, NAN]], [[0.25, 0.5]]])
        cells, known, means, share = InputScaling(bands, ("deformation",), 4).views(raw[None])[0, :, 0].tolist()
        assert (cells, known, means, share) == ([1.0, 0.0], [1.0, 0.0], [2.0, 0.0], [0.25, 0.0])


@pytest.mark.parametrize("way", range(8))
def test_a_turned_tile_sees_what_it_sees_in_turned_ground(way):
    tile, corner = 8, (12, 20)
    ground = ground_of(40)
    mark = torch.zeros(40, 40)
    mark[corner[0] : corner[0] + tile, corner[1] : corner[1] + tile] = 1.0
    whole = turn(torch.from_numpy(ground), way).clone()
    turn_directions(whole, list(NAMES), way)
    place = turn(mark, way).nonzero()[0].numpy()
    expected = torch.from_numpy(store_of(whole.numpy(), tile).read(place[None]).features)
    turned = turn(torch.from_numpy(store_of(ground, tile).read(np.array([corner])).features), way).clone()
    for view in views_of(turned, plain(NAMES)):
        turn_directions(view, list(NAMES), way)
    torch.testing.assert_close(turned, expected, equal_nan=True, atol=1e-3, rtol=1e-5)


def test_tile_and_far_view_are_turned_tinted_and_degraded_alike():
    names = [name for name, _ in BANDS] + ["targets"]
    options = TrainingOptions(gaps=1.0, thinning=1.0)
    raw = torch.full((16, 3 * len(names), 16, 16), 100.0)
    raw[:, 2 * len(names) :] = 1.0
    scaling = InputScaling(
        tuple(BandScaling(n, "", "standard", {"mean": 90.0, "deviation": 10.0}, 0.0, 1.0) for n in names), (), 4
    )
    changed, _ = Augment(scaling, options)(raw, torch.zeros(16, 16, 16, dtype=torch.uint8), tile_draws(1, 1, range(16)))
    cells, means, share = (part.numpy() for part in changed.chunk(3, dim=1))
    assert len(np.unique(cells[:, 0])) == 16
    np.testing.assert_array_equal(means[:, :3], cells[:, :3])  # one tone for the tile and all around it
    hotspot, velocity, targets = (names.index(name) for name in ("hotspot", "velocity", "targets"))
    kept = np.nanmax(cells[:, hotspot], axis=(1, 2)) / 100.0
    np.testing.assert_allclose(np.nanmax(means[:, hotspot], axis=(1, 2)) / 100.0, kept)
    np.testing.assert_allclose(share[:, targets, 0, 0], kept, rtol=1e-6)
    for gap, wide in zip(np.isnan(cells[:, velocity]), np.isnan(means[:, velocity])):
        share_of_gap = wide[6:10, 6:10].mean()  # the coarse cells of the tile
        assert abs(gap.mean() - share_of_gap) < 0.15
    options = TrainingOptions(missing=1.0)
    changed, _ = Augment(scaling, options)(raw, torch.zeros(16, 16, 16, dtype=torch.uint8), tile_draws(1, 1, range(16)))
    cells, means = (torch.isnan(part).all(dim=(2, 3)) for part in changed.chunk(3, dim=1)[:2])
    assert torch.equal(cells, means)
    assert cells.any(dim=1).all()


def test_a_gap_lies_in_the_tile_where_it_lies_without_a_far_view():
    for seed in range(5):
        (alone,), (tile, wide) = (ellipses((64, 64), np.random.default_rng(seed), window) for window in (1, 4))
        np.testing.assert_array_equal(tile, alone)
        middle = tile.reshape(16, 4, 16, 4).mean(axis=(1, 3))
        assert np.abs(wide[24:40, 24:40] - middle).max() < 1.0  # whole coarse cells are in or out
        assert wide[24:40, 24:40].sum() == pytest.approx(middle.sum(), abs=6)


def test_the_far_raster_of_a_store_is_made_by_strips_and_kept(tmp_path, monkeypatch):
    ground = ground_of(50)
    monkeypatch.setattr("slipline.models.input.far_view.STRIP", 3)
    raster = far_raster(ground, NAMES, tmp_path / "far.npy")
    np.testing.assert_array_equal(raster, far(ground, NAMES))
    np.testing.assert_array_equal(far_raster(np.zeros_like(ground), NAMES, tmp_path / "far.npy"), raster)
    assert [path.name for path in tmp_path.iterdir()] == ["far.npy"]


class TestBlocks:
    @pytest.mark.parametrize("way", [0, 5])
    @pytest.mark.parametrize("origin", [(0, 0), (-21, 6), (130, -83), (250, 3)])
    def test_tiles_cut_from_a_block_are_those_that_training_sees(self, origin, way):
        scaling, tile = plain(NAMES, validity=("image",)), 32
        store = store_of(ground_of(400), tile)
        block = store.features_in(Window(origin[1], origin[0], 240, 240))
        prepared = Turned(Scorer(torch.nn.Identity(), scaling, CPU), way).prepare(block, *origin)
        starts = [np.arange(-(-(o + 48) // 16) * 16, o + 240 - 48 - tile + 1, 16) for o in origin]
        corners = [(int(r), int(c)) for r in starts[0][::2] for c in starts[1][::3]]
        raw = torch.from_numpy(store.read(np.array(corners)).features)
        for view in views_of(raw, scaling):
            turn_directions(view, list(NAMES), way)
        assert len(corners) > 8
        inside = [(row - origin[0], column - origin[1]) for row, column in corners]
        torch.testing.assert_close(prepared.tiles(inside, tile), scaling.views(raw), atol=2e-3, rtol=1e-5)

    @pytest.mark.parametrize("turns", [False, True])
    def test_prediction_is_the_same_however_the_ground_is_cut(self, turns):
        (size, ground), tile = (64, ground_of(64, null=0.05)), 32
        margin = block_margin(tile, 4)
        predictor = Predictor(context_model(), CPU, turns, Reporter())
        maps = []
        for side in (size, 37):
            result = np.full((size, size), NAN, np.float32)
            for row in range(0, size, side):
                for column in range(0, size, side):
                    inner = Window(column, row, side, side).intersection(Window(0, 0, size, size))
                    outer = inner.aligned(tile // 2).expanded(margin)
                    answer = np.full((1, *outer.shape), NAN, np.float32)
                    answer[(0, *inner.relative_to(outer).slices)] = 0.0
                    predictor.fill(store_of(ground, tile).features_in(outer), outer, answer, margin)
                    result[inner.slices] = answer[(0, *inner.relative_to(outer).slices)]
            maps.append(result)
            predictor = Predictor(context_model(), CPU, turns, Reporter())
        assert np.isfinite(maps[0]).mean() > 0.9
        np.testing.assert_allclose(*maps, atol=1e-5)

    def test_a_store_is_mapped_the_same_by_blocks_of_any_size(self, monkeypatch):
        store, model = store_of(ground_of(100, null=0.05), 32), context_model()
        maps = []
        for size in (1024, 40):
            monkeypatch.setattr("slipline.models.judging.blending.BLOCK", size)
            maps.append(np.zeros(store.shape, np.float32))
            store_logits(store, (3,), Turned(Scorer(model.network, model.scaling, CPU)), maps[-1])
        np.testing.assert_allclose(*maps, atol=1e-4)

    def test_what_lies_around_a_tile_changes_it_and_what_lies_beyond_its_ground_does_not(self):
        model = context_model()
        scorer = Scorer(model.network.eval(), model.scaling, CPU)
        ground = ground_of(160, null=0.0)
        ground_cells = (slice(None), slice(16, 144), slice(16, 144))  # what a tile that begins at 64, 64 sees
        beyond, around = ground.copy(), ground.copy()
        beyond[:] += 1.0
        beyond[ground_cells] = ground[ground_cells]
        around[:, 16:40] += 1.0

        def logits(features):
            with torch.inference_mode():
                return scorer.logits(
                    torch.from_numpy(store_of(features, 32).read(np.array([[64, 64]])).features)
                ).numpy()

        np.testing.assert_array_equal(logits(beyond), logits(ground))
        assert np.abs(logits(around) - logits(ground)).max() > 1e-3


def sample(random, count):
    """Tiles of 32 cells with a bright disc, which is an area only where the ground around them moves.

    As a store gives them.
    """
    rows, columns = np.mgrid[:128, :128]
    raw, target = np.empty((count, 6, 32, 32), np.float32), np.zeros((count, 32, 32), np.uint8)
    for number in range(count):
        ground = random.normal(0, 0.1, (2, 128, 128)).astype(np.float32)
        row, column = random.integers(56, 72, 2)
        disc = (rows - row) ** 2 + (columns - column) ** 2 < 64
        ground[0] += disc
        if number % 2:
            angle = random.uniform(0, 2 * np.pi)
            ground[1] += (rows - 64 - 45 * np.sin(angle)) ** 2 + (columns - 64 - 45 * np.cos(angle)) ** 2 < 144
            target[number] = disc[48:80, 48:80]
        raw[number] = store_of(ground, 32).read(np.array([[48, 48]])).features[0]
    assert not (raw[:, 1] > 0.7).any()  # the tile itself does not tell
    return torch.from_numpy(raw), torch.from_numpy(target)


def intersection_over_union(predicted, target):
    return float((predicted & (target == 1)).sum() / (predicted | (target == 1)).sum())


def test_what_only_the_ground_around_tells_is_learnt():
    """The network first calls every disc an area and then, quite suddenly, sees why half of them are none.

    When that happens depends on the seed and on the processor (after 120 to 200 steps), so the test waits for it.
    """
    parts, held_back = ("context",), sample(np.random.default_rng(2), 64)
    every_disc = intersection_over_union(held_back[0][:, 0] > 0.5, held_back[1])
    assert every_disc < 0.6  # the best that a network can reach that sees the tile alone
    torch.manual_seed(1)
    random = np.random.default_rng(1)
    scorer = Scorer(build(NetworkConfig("resunet", 8, 2, parts)), plain(("red", "velocity"), window_of(parts)), CPU)
    optimiser = torch.optim.AdamW(scorer.network.parameters(), 1e-2)
    for step in range(1, 1001):
        scorer.network.train()
        raw, target = sample(random, 8)
        optimiser.zero_grad()
        loss_of("recommended", scorer.logits(raw), target).backward()
        optimiser.step()
        if step % 20 == 0:
            scorer.network.eval()
            with torch.inference_mode():
                iou = intersection_over_union(scorer.logits(held_back[0])[:, 0] > 0, held_back[1])
            if iou > 0.8:
                return
    pytest.fail(f"the IoU is only {iou:.2f}")


def test_a_tile_that_does_not_fit_is_refused(store_folder):
    store = replace(open_store(str(store_folder)), tile=48)
    with pytest.raises(InputError, match="multiple of 32 cells, but they have 48"):
        start_of(store, TrainingOptions(width=4, parts=("context",)), Reporter())


def test_a_model_file_tells_the_ground_that_its_network_sees(tmp_path, card_for):
    config = NetworkConfig("resunet", 4, 3, ("context",))
    path = str(tmp_path / "model.safetensors")
    save_model(path, build(config), card_for(config))
    model = load_model(path)
    assert (model.scaling.window, model.scaling.inputs, model.config) == (4, 6, config)
    save_model(path, build(config), card_for(config, tile=48))
    with pytest.raises(InputError, match="multiple of 32 cells, but its tile has 48"):
        load_model(path)


def test_without_the_part_a_tile_is_all_that_is_seen_and_read():
    assert (ground_margin(32, 1), block_margin(32, 1), block_margin(32, 4)) == (0, 16, 64)
    raw = torch.rand(2, 3, 16, 16)
    scaling = plain(NAMES[:3], 1)
    assert torch.equal(scaling.views(raw), scaling.apply(raw))
    assert NetworkConfig("resunet", 4, 3).as_dict() == {"name": "resunet", "width": 4, "bands_in": 3}
