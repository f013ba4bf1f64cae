from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from scipy import ndimage

from slipline.core.base.codes import NONE, TEST, TRAIN, VALIDATION
from slipline.core.base.errors import InputError
from slipline.core.base.progress import Silent
from slipline.core.base.recipe_checks import check_folds
from slipline.core.base.training_options import TrainingOptions, options_for
from slipline.core.display.report import page
from slipline.core.evaluation.blocks import blocks_for
from slipline.core.gis.raster import RasterReader
from slipline.core.tilestore.folds import fold_sets, together
from slipline.core.tilestore.labels import Drawing
from slipline.core.tilestore.split import Split, block_split
from slipline.core.tilestore.split_layer import write_split
from slipline.core.tilestore.store_view import view_of
from slipline.core.tilestore.tile_store import build_tile_store
from slipline.core.training.ground_words import describe_store
from slipline.core.training.held_back_cells import Judged, count_members
from slipline.core.training.jobs import card_of_data, epoch_line
from slipline.core.training.page_folds import fold_lines, fold_part
from slipline.core.training.scores import score_held_back

from ..rasters import features
from ..stacks import NAMES, features_of, random_areas, write_stack
from .test_split import areas, nearest

SHAPE, COUNTS = (90, 140), (2, 3, 5)


def divided(count, seed=1, shape=SHAPE):
    """Positive ground, the split and the sets of each member."""
    positive, usable = areas(shape, seed), np.ones(shape, bool)
    usable[:, :6] = False
    split = block_split(positive, usable, 20, 6.0, seed)
    return positive, usable, split, fold_sets(positive, usable, split, count, seed)


@pytest.mark.parametrize("count", COUNTS)
def test_folds_are_disjoint_and_cover_all_ground_but_the_test_ground_and_its_dead_zone(count):
    _, usable, split, members = divided(count)
    assert len(members) == count
    folds = np.array([sets == VALIDATION for sets in members])
    near_test = ndimage.distance_transform_edt(split.sets != TEST) <= split.dead_zone_cells + 2**0.5
    np.testing.assert_array_equal(folds.sum(axis=0), usable & ~near_test)
    for sets in members:
        np.testing.assert_array_equal(sets == TEST, split.sets == TEST)
        assert not sets[~usable].any()
    joint = together(members)
    np.testing.assert_array_equal(joint == TRAIN, folds.any(axis=0))
    np.testing.assert_array_equal(joint == TEST, split.sets == TEST)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("seed", [1, 2])
def test_no_set_of_a_member_comes_nearer_to_another_than_the_dead_zone(count, seed):
    _, _, split, members = divided(count, seed)
    for sets in members:
        for first, second in ((TRAIN, TEST), (TRAIN, VALIDATION), (VALIDATION, TEST)):
            assert nearest(sets == first, sets == second) >= split.dead_zone_cells > 0


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_areas_stay_whole_and_the_folds_share_them_out_evenly(count, seed):
    positive, _, _, members = divided(count, seed)
    labels, found = ndimage.label(positive, np.ones((3, 3)))
    for sets in members:
        for number in range(1, found + 1):
            assert len(set(np.unique(sets[labels == number])) - {NONE}) <= 1
    shares = np.array([positive[sets == VALIDATION].sum() for sets in members])
    shares /= shares.sum()
    assert shares.min() >= 0.5 / count
    assert shares.max() <= 1.6 / count
    for sets in members:  # at least half of the other folds is left to learn from
        assert positive[sets == TRAIN].sum() >= 0.5 * (1 - 1 / count) * positive[together(members) == TRAIN].sum()


def test_the_same_seed_gives_the_same_folds_and_another_seed_others():
    positive, usable, split, first = divided(3)
    again, other = (fold_sets(positive, usable, split, 3, seed) for seed in (1, 8))
    np.testing.assert_array_equal(first, again)
    assert any((one != two).any() for one, two in zip(first, other))


def test_no_folds_where_the_ground_is_too_small_or_nothing_could_be_held_back():
    positive, usable = areas((90, 140), 1), np.ones((90, 140), bool)
    assert fold_sets(positive, usable, Split(np.ones((90, 140), np.uint8), 0, 0.0, (1.0, 0.0, 0.0)), 3, 1) == []
    one = np.zeros((90, 140), np.float32)
    one[10:14, 10:14] = 1  # a single area cannot be in two folds
    held = np.full((90, 140), TRAIN, np.uint8)
    held[:, 120:] = TEST
    assert fold_sets(one, usable, Split(held, 20, 6.0, (0.8, 0.0, 0.2)), 2, 1) == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (TrainingOptions(folds=3, split="random"), "FOLDS is 3 and SPLIT is random"),
        (options_for("paper", folds=2), "SPLIT is random"),
        (TrainingOptions(folds=11), "Choose 1 to 10"),
        (TrainingOptions(folds=0), "Choose 1 to 10"),
    ],
)
def test_folds_that_cannot_be_made_are_refused(options, says):
    with pytest.raises(InputError) as caught:
        check_folds(options)
    assert says in str(caught.value)
    check_folds(dataclasses.replace(options, folds=1))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A store with three folds, its areas and its stack."""
    folder, shape = tmp_path_factory.mktemp("folds"), (224, 320)
    drawn = random_areas(shape, 40, half=(3, 8))
    stack = write_stack(folder / "stack.tif", features_of(drawn, shape))
    options = TrainingOptions(tile=32, seed=3, folds=3)
    return (
        build_tile_store(folder, RasterReader(stack), NAMES, Drawing([drawn]), options, 20.0, Silent()),
        drawn,
        stack,
        options,
    )


def test_a_store_holds_the_sets_and_tiles_of_each_member(made):
    store = made[0]
    assert len(store.folds) == 3
    folds, tile = np.array([np.asarray(sets) == VALIDATION for sets in store.folds]), 32
    np.testing.assert_array_equal(folds.sum(axis=0), np.asarray(store.sets) == TRAIN)
    for sets, told in zip(store.folds, store.manifest["folds"]):
        np.testing.assert_array_equal(np.asarray(sets) == TEST, np.asarray(store.sets) == TEST)
        for row, column, which in told["positions"]:
            counts = np.bincount(np.asarray(sets)[row : row + tile, column : column + tile].ravel(), minlength=4)[1:]
            assert counts[which - 1] == counts.max() > 0
        held = (np.asarray(sets) == TRAIN) & (np.asarray(store.labels) == 1)
        for row, column, rows, columns in told["objects"]:
            held[row : row + rows, column : column + columns] = False
        assert not held.any()
    assert all(which != VALIDATION for _, _, which in store.manifest["positions"])
    assert sum(fold["share"] for fold in store.manifest["folds"]) == pytest.approx(
        store.manifest["shares"][0], abs=1e-6
    )


def test_the_test_ground_is_that_of_a_single_network(made, tmp_path):
    store, drawn, stack, options = made
    single = build_tile_store(
        tmp_path, RasterReader(stack), NAMES, Drawing([drawn]), dataclasses.replace(options, folds=1), 20.0, Silent()
    )
    np.testing.assert_array_equal(np.asarray(single.sets) == TEST, np.asarray(store.sets) == TEST)
    assert single.folds == []
    assert single.votes is None
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "features.npy",
        "labels.npy",
        "manifest.json",
        "sets-all.npy",
        "sets.npy",
    ]


def test_ground_without_room_for_the_folds_is_refused_with_its_size(tmp_path, made):
    _, drawn, stack, options = made
    with pytest.raises(InputError, match=r"1600 x 1120 m with \d+ areas is too small for 10 folds"):
        build_tile_store(
            tmp_path,
            RasterReader(stack),
            NAMES,
            Drawing([drawn]),
            dataclasses.replace(options, folds=10, tile=128),
            150.0,
            Silent(),
        )


def test_the_folds_are_described_and_hashed(made):
    store = made[0]
    text = " ".join(describe_store(store))
    assert "3 folds of blocks of" in text
    assert "test ground, which no member sees" in text
    before = card_of_data(store, RasterReader(made[2]))["data_sha256"]
    own = np.load(store.folder / "sets-1.npy", mmap_mode="r+")
    kept, own[0, 0] = own[0, 0], 9
    own.flush()
    changed = card_of_data(store, RasterReader(made[2]))["data_sha256"]
    own[0, 0] = kept
    own.flush()
    assert before != changed


def test_a_view_has_the_same_folds(made, tmp_path):
    view = view_of(made[0], NAMES[:2], tmp_path, Silent())
    np.testing.assert_array_equal(view.folds, made[0].folds)


def test_the_split_layer_has_a_polygon_for_each_fold(made, tmp_path):
    write_split(str(tmp_path / "split.gpkg"), made[0], Silent())
    rows = features(tmp_path / "split.gpkg")
    cell = made[0].grid.cell_area_m2
    for number, sets in enumerate(made[0].folds, start=1):
        drawn = sum(row["area_m2"] for row in rows if row["fold"] == number and row["set"] == "train")
        assert drawn == pytest.approx(np.count_nonzero(sets == VALIDATION) * cell, rel=0.05)
    assert {row["set"] for row in rows if row["fold"] == 0} == {"test"}


def test_votes_are_counted_for_each_member_and_the_gain_is_said(made, tmp_path):
    store, drawn, _, _ = made
    labels, random = np.asarray(store.labels) == 1, np.random.default_rng(2)
    wrong = random.random((3, *labels.shape)) < 0.2
    masks = labels ^ wrong
    np.save(store.votes, np.sum([mask.astype(np.uint16) << n for n, mask in enumerate(masks)], axis=0, dtype=np.uint16))
    np.save(tmp_path / "probability.npy", np.mean(masks, axis=0).astype(np.float32))  # the majority is right more often
    try:
        scores = score_held_back(store, tmp_path / "probability.npy", 0.5, drawn)
    finally:
        store.votes.unlink()
    tested = (np.asarray(store.sets) == TEST) & (np.asarray(store.labels) != 255)
    for mask, counts in zip(masks, scores.members):
        assert counts.sum(axis=0).tolist() == [
            int((tested & (mask == found) & (labels == truth)).sum())
            for found, truth in ((0, 0), (0, 1), (1, 0), (1, 1))
        ]
    card = json.loads(json.dumps(scores.as_dict()))
    assert [one["iou"] for one in card["members"]] == pytest.approx([iou(tested & m, tested & labels) for m in masks])
    members = [{"seed": n, "epochs": 3, "best_epoch": 2, "validation_iou": 0.5 + 0.1 * n} for n in range(3)]
    result = {"folds": {"iou": 0.61, "mean": 0.6, "deviation": 0.1, "members": members}}
    lines = fold_lines(result, scores)
    assert "IoU 0.610 pooled, 0.600 ± 0.100 from fold to fold" in lines[0]
    assert "the ensemble gains +0." in lines[1]
    assert "interval +0." in lines[1]
    text = page("a", fold_part(result, scores))
    assert all(f"<td>{value}</td>" in text for value in ("0.500", "0.600", "0.700"))
    assert fold_lines({}, scores) == fold_part({}, scores) == []


def iou(found, truth):
    return (found & truth).sum() / (found | truth).sum()


def test_counts_of_members_do_not_depend_on_the_windows(made):
    store = made[0]
    votes = np.random.default_rng(1).integers(0, 8, store.grid.shape).astype(np.uint16)
    np.save(store.votes, votes)
    blocks = blocks_for(store.grid, np.zeros((0, 4)))
    whole, parts = (count_members(Judged(store, TEST, blocks, size), store.votes) for size in (1024, 50))
    store.votes.unlink()
    np.testing.assert_array_equal(whole, parts)


def test_an_epoch_of_a_member_says_whose_it_is():
    metric = {"epoch": 2, "epochs": 5, "loss": 0.5, "tiles_per_s": 2.0, "seconds_left": 9.0, "member": 2, "members": 3}
    assert epoch_line(metric).startswith("Member 2 of 3, epoch 2 of 5: loss 0.5000, 2.0 tiles/s, 9 s left")
