"""Where tiles lie, and what is read there."""

import numpy as np
import pytest

from slipline.core.base.errors import InputError
from slipline.core.base.training_options import TrainingOptions
from slipline.models.input.sampling import Sampler, target_of
from slipline.models.input.tile_reader import open_store

from ..conftest import make_store


def sampler_of(store, preset, seed):
    return Sampler(store, TrainingOptions(preset=preset, seed=seed))


@pytest.fixture()
def store(store_folder):
    return open_store(str(store_folder))


def test_a_tile_inside_the_store_is_the_stores_own(store):
    tiles = store.read(np.array([[10, 20]]))
    np.testing.assert_array_equal(tiles.features[0], store.features[:, 10:42, 20:52])
    np.testing.assert_array_equal(tiles.labels[0], store.labels[10:42, 20:52])
    np.testing.assert_array_equal(tiles.sets[0], store.sets[10:42, 20:52])


@pytest.mark.parametrize("corner", [(-10, -5), (80, 150), (-40, 300)])
def test_beyond_the_store_there_are_nulls_that_do_not_count(store, corner):
    tiles = store.read(np.array([corner]))
    rows, columns = (np.arange(32) + first for first in corner)
    inside = ((rows >= 0) & (rows < 96))[:, None] & ((columns >= 0) & (columns < 160))
    assert np.isnan(tiles.features[0][:, ~inside]).all()
    assert (tiles.labels[0][~inside] == 255).all()
    assert (tiles.sets[0][~inside] == 0).all()
    if inside.any():
        part = store.labels[max(corner[0], 0) : corner[0] + 32, max(corner[1], 0) : corner[1] + 32]
        np.testing.assert_array_equal(tiles.labels[0][inside], part.ravel())


def test_the_papers_epoch_is_the_shuffled_lattice(random_store_folder):
    store = open_store(str(random_store_folder))
    sampler = sampler_of(store, "paper", 1)
    first, second = sampler.epoch(1), sampler.epoch(2)
    lattice = {tuple(corner) for corner in store.lattice(1).tolist()}
    assert {tuple(corner) for corner in first.tolist()} == lattice
    assert first.tolist() != second.tolist()


def test_half_of_the_recommended_tiles_are_centred_near_areas_each_area_as_often(store):
    sampler = sampler_of(store, "recommended", 1)
    centres = np.concatenate([sampler.epoch(number)[::2] for number in range(200)]) + 16
    boxes = store.objects
    near = [(np.abs(centres - (box[:2] + box[2:] / 2)) <= box[2:] / 2 + 8).all(axis=1) for box in boxes]
    assert np.any(near, axis=0).all()
    shares = np.array([hits.mean() for hits in near])
    assert shares.min() > 0.25
    assert (store.sets[centres[:, 0], centres[:, 1]] == 1).mean() > 0.97


def test_the_other_half_stays_within_a_quarter_tile_of_the_lattice(store):
    sampler = sampler_of(store, "recommended", 1)
    lattice = store.lattice(1)
    for corner in np.concatenate([sampler.epoch(number)[1::2] for number in range(20)]):
        assert np.abs(lattice - corner).max(axis=1).min() <= 8


def test_an_epoch_has_as_many_tiles_as_the_training_lattice(store):
    assert len(sampler_of(store, "recommended", 1).epoch(1)) == len(store.lattice(1))


def test_an_epoch_depends_on_its_number_and_not_on_what_was_drawn_before(store):
    sampler, fresh = sampler_of(store, "recommended", 1), sampler_of(store, "recommended", 1)
    sampler.epoch(1)
    np.testing.assert_array_equal(sampler.epoch(2), fresh.epoch(2))
    assert (sampler.epoch(2) != sampler.epoch(3)).any()


def test_hard_tiles_are_drawn_the_more_often_the_more_cells_were_mistaken(store):
    sampler = Sampler(store, TrainingOptions(hard_negatives=0.25))
    places = np.array([[-100, 2], [-101, 4], [-102, 6]])
    sampler.learn_from(places, np.array([90, 0, 10]))
    drawn = np.concatenate([sampler.epoch(number) for number in range(100)])
    often = [int((drawn == place).all(axis=1).sum()) for place in places]
    assert often[1] == 0
    assert 5 < often[0] / often[2] < 16  # 9
    assert sum(often) == round(0.25 * (len(store.lattice(1)) // 2) * 2) * 100


def test_without_hard_negatives_nothing_is_remembered(store):
    sampler = Sampler(store, TrainingOptions())
    sampler.learn_from(np.array([[1, 2]]), np.array([90]))
    assert len(sampler.hard) == 0


def test_with_the_random_split_every_tile_is_a_whole_training_tile(random_store_folder):
    store = open_store(str(random_store_folder))
    lattice = {tuple(corner) for corner in store.lattice(1).tolist()}
    assert {tuple(corner) for corner in sampler_of(store, "recommended", 1).epoch(1).tolist()} <= lattice


def test_the_same_seed_draws_the_same_tiles(store):
    first, second, other = (sampler_of(store, "recommended", seed).epoch(1).tolist() for seed in (1, 1, 2))
    assert first == second != other


def test_labels_of_other_sets_do_not_count_in_blocks_but_do_in_the_random_split():
    labels, sets = np.array([[0, 1, 1, 255]], np.uint8), np.array([[1, 1, 3, 1]], np.uint8)
    assert target_of(labels, sets, 1, "blocks").tolist() == [[0, 1, 255, 255]]
    assert target_of(labels, sets, 3, "blocks").tolist() == [[255, 255, 1, 255]]
    assert target_of(labels, sets, 1, "random").tolist() == [[0, 1, 1, 255]]


def change_manifest(folder, **changes):
    import json

    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


@pytest.mark.parametrize(
    ("changes", "says"), [({"positions": [[0, 0, 3]]}, "No tile"), ({"objects": []}, "No labelled area")]
)
def test_a_store_that_cannot_be_trained_on_is_refused(tmp_path, changes, says):
    folder = make_store(tmp_path / "store")
    change_manifest(folder, **changes)
    with pytest.raises(InputError, match=says):
        sampler_of(open_store(str(folder)), "recommended", 1)


@pytest.mark.parametrize("harm", ["no manifest", "no json", "missing key", "missing array", "pickle", "shape", "dtype"])
def test_a_damaged_store_is_refused_in_a_sentence(tmp_path, harm):
    folder = make_store(tmp_path / "store")
    labels = np.load(folder / "labels.npy")
    if harm == "no manifest":
        (folder / "manifest.json").unlink()
    elif harm == "no json":
        (folder / "manifest.json").write_text("{")
    elif harm == "missing key":
        (folder / "manifest.json").write_text("{}")
    elif harm == "missing array":
        (folder / "sets.npy").unlink()
    elif harm == "pickle":
        np.save(folder / "labels.npy", np.array([{}], dtype=object), allow_pickle=True)
    elif harm == "shape":
        np.save(folder / "labels.npy", labels[1:])
    else:
        np.save(folder / "features.npy", np.load(folder / "features.npy").astype(np.float64))
    with pytest.raises(InputError, match="tile store"):
        open_store(str(folder))
