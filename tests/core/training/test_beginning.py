"""What a training begins with: the starting model with few areas, else a new network."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.starting_model import FEW_AREAS, NOTHING, STARTING_MODEL, kept_entries
from slipline.core.base.training_options import (
    RECOMMENDED_FEATURES,
    TUNED_EPOCHS,
    TUNED_RATE,
    TrainingOptions,
    paper_options,
)
from slipline.core.gis.raster import RasterReader
from slipline.core.training.beginning import begun
from slipline.core.training.data import TrainingData
from slipline.core.training.working_sheet import at_working_cells

from ..listening import Listening
from ..stacks import write_stack

BANDS = tuple(RECOMMENDED_FEATURES)
AREA = b"an area"


@pytest.fixture
def data(tmp_path):
    """Data with so many areas on a stack of these cells."""
    opened = []

    def made(count, cell_m=5.0, bands=BANDS):
        path = write_stack(tmp_path / f"{cell_m}.tif", np.ones((len(bands), 32, 48)), names=list(bands), cell_m=cell_m)
        opened.append(RasterReader(path))
        return TrainingData(opened[-1], bands, [AREA] * count, [])

    yield made
    for reader in opened:
        reader.close()


def test_few_areas_start_from_the_starting_model_and_the_log_says_so(data):
    heard = Listening()
    own, options = begun(data(FEW_AREAS - 1), TrainingOptions(), "", (), heard)
    assert (options.start_from, options.tuning, options.width) == (STARTING_MODEL, True, 12)
    assert (options.epochs, options.learning_rate) == (TUNED_EPOCHS, TUNED_RATE)
    assert own.bands == tuple(name for name in BANDS if not name.startswith("facing"))
    assert any("START_FROM = nothing" in line for line in heard.lines)


@pytest.mark.parametrize(
    ("count", "start_from", "typed", "options"),
    [
        (FEW_AREAS, "", (), TrainingOptions()),
        (5, NOTHING, (), TrainingOptions()),
        (5, "", ("width",), TrainingOptions(width=8)),
        (5, "", (), paper_options()),
        (5, "", (), TrainingOptions(network="unet")),
        (5, "", (), TrainingOptions(folds=3)),
    ],
)
def test_everything_else_is_a_new_network(data, count, start_from, typed, options):
    given = data(count)
    assert begun(given, options, start_from, typed, Listening()) == (given, options)


def test_what_the_starting_model_cannot_do_without_is_said(data):
    heard = Listening()
    given = data(5, bands=("hotspot", "slope"))
    assert begun(given, TrainingOptions(), "", (), heard) == (given, TrainingOptions())
    assert any("density, velocity" in line for line in heard.lines)
    given = data(5, cell_m=200.0)
    assert begun(given, TrainingOptions(), "", (), heard) == (given, TrainingOptions())
    assert any("it knows cells of" in line for line in heard.lines)


def test_what_the_user_chose_stays(data):
    chosen = TrainingOptions(epochs=3, mirrored=0.0)
    _, options = begun(data(50), chosen, STARTING_MODEL, ("epochs", "mirrored"), Listening())
    assert (options.epochs, options.mirrored, options.tuning) == (3, 0.0, True)
    own, _ = begun(data(5), TrainingOptions(), "", ("bands",), Listening())
    assert own.bands == BANDS


def test_the_training_takes_the_cells_at_which_its_start_works_and_so_does_the_model(data, tmp_path):
    given, options = begun(data(5), TrainingOptions(), "", (), Listening())
    with at_working_cells(given, options, tmp_path, Listening()) as own:
        assert (own.raster.grid.cell_m, own.raster.names) == (15.0, list(given.bands))
        assert own.stack is given.stack
    with at_working_cells(given, TrainingOptions(), tmp_path, Listening()) as own:
        assert own is given
    assert kept_entries(STARTING_MODEL)["works_at_m"] == 15.0
    assert kept_entries(STARTING_MODEL)["looks_again"] == 2
    assert kept_entries("") == {}
