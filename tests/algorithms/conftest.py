"""A small study area with known areas, and a model trained on it: made once for all tests of the tools."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from slipline.core.base.model_card import read_card

from ..core.stacks import features_of, random_areas, write_areas_layer, write_stack
from ..core.workers import torch_python
from ..no_network import trapped
from .predictions import ROWS

LEARNT_IOU = 0.5  # on held-back ground
SHAPE = (160, 224)
QUICK = {"WIDTH": 4, "TILE": 32, "EPOCHS": 10, "BATCH": 4, "DEVICE": "cpu", "LEARNING_RATE": 0.01}


@pytest.fixture(scope="session", autouse=True)
def _nothing_asks_the_network():
    """No tool, and no process that a tool starts, opens a connection: all of them run in this folder's tests."""
    with trapped() as trap:
        yield
    assert trap.calls == []


@pytest.fixture(scope="session")
def torch_worker():
    """The worker's Python for tests that need torch.

    One thread, for several wait for one another on a loaded machine.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SLIPLINE_PYTHON", torch_python().executable)
        if "OMP_NUM_THREADS" not in os.environ:
            patch.setenv("OMP_NUM_THREADS", "1")
        yield


@pytest.fixture(scope="session")
def study(tmp_path_factory):
    """Stack and areas of 160 x 224 cells of 5 m; part of the ground has no targets."""
    folder = tmp_path_factory.mktemp("study")
    areas = random_areas(SHAPE, 22, half=(4, 9))
    layers = features_of(areas, SHAPE)
    return SimpleNamespace(
        folder=folder,
        polygons=areas,
        layers=layers,
        stack=write_stack(folder / "stack.tif", layers),
        areas=write_areas_layer(folder / "areas.gpkg", areas),
    )


def run_once(tool, parameters):
    """Run a tool for a fixture: its outputs and its log."""
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(logFeedback=False)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"slipline:{tool}")
    outputs, ok = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert ok, feedback.textLog()
    return outputs, feedback.textLog()


@pytest.fixture(scope="session")
def trained(study, provider, torch_worker, tmp_path_factory):
    """Tile and train, run once: model, report, log and seed.

    A short training may be unlucky with one seed, but not with three: it is taken where the network has learnt
    something and the refit has brought something.
    """
    for seed in (1, 2, 3):
        folder = tmp_path_factory.mktemp("trained")
        model, report = str(folder / "model.safetensors"), str(folder / "report.html")
        inputs = {"STACK": study.stack, "AREAS": study.areas, **QUICK, "SEED": seed}
        outputs, log = run_once("tiletrain", {**inputs, "OUTPUT_MODEL": model, "OUTPUT_REPORT": report})
        card = read_card(model)
        if card["scores"]["network"]["iou"] > LEARNT_IOU and card["refit"]["done"]:
            break
    return SimpleNamespace(folder=folder, model=model, report=report, outputs=outputs, log=log, seed=seed)


@pytest.fixture()
def predict_run(tool_run, study, trained, torch_worker, tmp_path, monkeypatch):
    """Predict in small row blocks into the folder predict_run.folder.

    Whether it succeeded, and its log with the error.
    """
    monkeypatch.setattr("slipline.core.prediction.inputs.BLOCK", ROWS)
    folder = tmp_path / "out"
    folder.mkdir()
    outputs = {"OUTPUT_PROBABILITY": "probability.tif", "OUTPUT_MASK": "mask.tif", "OUTPUT_AREAS": "areas.gpkg"}

    def start(cancel_at=None, **changes):
        values = {
            "STACK": study.stack,
            "MODEL": trained.model,
            "DEVICE": "cpu",
            "MIN_AREA": 200.0,
            **{name: str(folder / file) for name, file in outputs.items()},
            **changes,
        }
        done = tool_run("predict", values, **({} if cancel_at is None else {"cancel_at": cancel_at}))
        return done.ok, done.log.text + done.error

    start.folder = folder
    return start
