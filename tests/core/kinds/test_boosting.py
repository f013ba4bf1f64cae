"""Small trees: what they learn, what they say of a value that is missing, and how their answer is shared out."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.kinds.boosting import Boosting, learn
from slipline.core.kinds.trees import Trees, softmax

HOW = Boosting(rounds=30, depth=2, rate=0.3, least=1.0, damping=1.0, sample=1.0)


def learnt(table, kinds, how=HOW):
    start = np.zeros((len(kinds), 2))
    return learn(table, kinds, np.ones(len(kinds)), start, how)


def told(trees, table):
    return softmax(trees.contributions(table, 2).sum(axis=2)).argmax(axis=1)


def test_two_questions_in_a_row_learn_what_no_single_one_can():
    rng = np.random.default_rng(1)
    table = rng.uniform(-1, 1, (400, 3))
    kinds = ((table[:, 0] > 0) ^ (table[:, 1] > 0.3)).astype(np.int64)
    seen, held = slice(0, 300), slice(300, None)
    two = learnt(table[seen], kinds[seen])
    one = learnt(table[seen], kinds[seen], Boosting(30, 1, 0.3, 1.0, 1.0, 1.0))
    assert (told(two, table[held]) == kinds[held]).mean() > 0.9
    assert (told(one, table[held]) == kinds[held]).mean() < 0.8


def test_a_value_that_is_missing_goes_the_way_of_the_examples_without_it():
    table = np.concatenate([np.full((40, 1), np.nan), np.linspace(-1, 1, 80)[:, None]])
    kinds = np.concatenate([np.ones(40), (table[40:, 0] > 0)]).astype(np.int64)
    trees = learnt(table, kinds)
    assert told(trees, np.array([[np.nan], [-0.5], [0.5]])).tolist() == [1, 0, 1]


def test_the_contributions_of_one_tree_worked_by_hand():
    tree = Trees(
        np.array([1]),
        np.array([[0, 1, -1]]),
        np.array([[0.5, 2.0, 0.0]]),
        np.array([[True, False, True]]),
        np.array([[0.1, 0.4, -0.2, 1.0, 0.3, -0.2, -0.2]]),
    )
    rows = np.array([[0.0, 1.0], [0.0, np.nan], [9.0, 1.0]])
    made = tree.contributions(rows, 2)
    assert made[:, 0].tolist() == [[0, 0, 0]] * 3
    np.testing.assert_allclose(made[:, 1], [[0.3, 0.6, 0.1], [0.3, -0.1, 0.1], [-0.3, 0.0, 0.1]])


def test_the_same_examples_give_the_same_trees_whatever_their_units():
    rng = np.random.default_rng(2)
    table = rng.normal(0, 1, (200, 2))
    kinds = (table[:, 0] + 0.5 * table[:, 1] > 0).astype(np.int64)
    first, second = learnt(table, kinds), learnt(1000.0 * table, kinds)
    np.testing.assert_array_equal(first.feature, second.feature)
    np.testing.assert_allclose(first.value, second.value)
    assert len(first) == 2 * HOW.rounds
    assert first.depth == pytest.approx(2)
