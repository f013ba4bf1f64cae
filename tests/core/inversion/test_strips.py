"""Products and inverses of many series by one thread."""

import numpy as np
import pytest

from slipline.core.inversion.strips import inverses, times


@pytest.mark.parametrize("rows", [0, 1, 163, 500])
@pytest.mark.parametrize("width", [None, 1, 5, 2000])
def test_a_product_in_strips_is_the_product(rows, width):
    rng = np.random.default_rng(4)
    left, right = rng.normal(size=(rows, 300)), rng.normal(size=(300,) if width is None else (300, width))
    np.testing.assert_allclose(times(left, right), left @ right, atol=1e-10)


def test_inverses_are_those_of_numpy():
    rng = np.random.default_rng(5)
    half = rng.normal(size=(200, 7, 5))
    matrices = np.einsum("nki,nkj->nij", half, half)
    whole = np.einsum("nij,njk->nik", inverses(matrices), matrices)
    np.testing.assert_allclose(whole, np.broadcast_to(np.eye(5), whole.shape), atol=1e-7)
    assert inverses(np.array([[[4.0]]])) == 0.25


def test_a_term_without_data_does_not_stop_the_others():
    matrix = np.array([[[300.0, 0.0], [0.0, 1e-9]]])
    np.testing.assert_allclose(inverses(matrix)[0], [[1 / 300.0, 0.0], [0.0, 1e9]])


def test_series_and_pairs_ask_no_library_for_the_inverses_of_small_matrices(monkeypatch):
    """OpenBLAS shares out each of them among threads that spin."""
    from slipline.core.inversion.pair_regression import solve_pairs
    from slipline.core.series.classes import Rules
    from slipline.core.series.classify import classify
    from slipline.core.series.nested_fits import dates_of

    from ..series.invented import invented

    def asked(*_given):
        raise AssertionError("a library was asked")

    for name in ("inv", "solve", "pinv", "lstsq"):
        monkeypatch.setattr(np.linalg, name, asked)
    scene = invented(1, 60)
    assert len(classify(scene.values, dates_of(scene.days), Rules()).code) == 60
    assert solve_pairs(np.ones((3, 5)), np.ones((3, 5)), np.array([[1.0], [2.0], [3.0]]))[0].shape == (1, 5)
