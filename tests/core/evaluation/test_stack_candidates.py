"""Candidate areas from a stack alone: where its targets lie, and that study areas side by side stay apart."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.evaluation.map_bands import Bands
from slipline.core.evaluation.stack_candidates import candidates_of_stack, targets_of_stack
from slipline.core.gis.raster import RasterReader

from ..rasters import NORTH, WEST
from ..stacks import write_stack

SETTINGS = {"stability_factor": 1.0, "score": 1.0}


def opened(folder, layers, names):
    return RasterReader(write_stack(folder / "stack.tif", np.asarray(layers, np.float32), names=names))


def test_every_cell_with_a_target_is_a_target_at_its_middle(tmp_path):
    values = np.full((20, 30), np.nan)
    values[3, 7], values[10, 2], values[4, 4] = -12.0, 5.0, 0.0  # 0: no target, as in older stacks
    with opened(tmp_path, [values], ["targets"]) as reader:
        found = targets_of_stack(reader.grid, Bands(reader))
    places = sorted(zip(found.x - WEST, NORTH - found.y, found.velocity))
    assert places == [(12.5, 52.5, 5.0), (37.5, 17.5, -12.0)]


def test_without_them_the_local_mean_stands_for_targets_forty_metres_apart(tmp_path):
    values = np.full((40, 40), -3.0)
    values[:, 20:] = np.nan
    with opened(tmp_path, [values], ["velocity"]) as reader:
        found = targets_of_stack(reader.grid, Bands(reader))
    assert len(found) == 5 * 2
    assert np.diff(np.unique(found.x)) == pytest.approx(40.0)
    assert set(found.velocity) == {-3.0}


def test_a_stack_without_either_has_no_candidate_areas(tmp_path):
    with opened(tmp_path, [np.ones((8, 8))], ["slope"]) as reader:
        assert candidates_of_stack(reader.grid, Bands(reader)) is None


def test_a_noisy_study_area_does_not_change_the_candidates_of_a_calm_one(tmp_path):
    generator = np.random.default_rng(2)
    calm, noisy = generator.normal(0.0, 1.0, (80, 120)), generator.normal(0.0, 12.0, (80, 120))
    calm[20:45, 20:50] = -9.0
    gap = np.full((80, 120), np.nan)
    (tmp_path / "alone").mkdir()
    with (
        opened(tmp_path / "alone", [calm], ["targets"]) as reader,
        opened(tmp_path, [np.concatenate([calm, gap, noisy])], ["targets"]) as both,
    ):
        window, heights = reader.grid.window, (NORTH, NORTH - 400.0, NORTH - 800.0, NORTH - 1200.0)
        alone = candidates_of_stack(reader.grid, Bands(reader))
        places = [(WEST, low, WEST + 600.0, high) for high, low in (heights[:2], heights[2:])]
        apart = candidates_of_stack(both.grid, Bands(both), places)
        for one in (alone, apart):
            one.use(SETTINGS)
        wanted, found = alone.mask(window), apart.mask(window)
        assert wanted[25:40, 25:45].all()
        assert wanted.mean() < 0.2
        assert (found & wanted).sum() > 0.9 * (found | wanted).sum()
