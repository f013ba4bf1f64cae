"""While a tool works, the stack and the model are opened once, and handed down."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from slipline.algorithms.tools.predict import Predict
from slipline.algorithms.tools.tiletrain import TileTrain
from slipline.core.gis import raster_file

from .conftest import QUICK

OPENED = Counter()  # name of a file -> how often
_HOOKED = []


def _hear(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".safetensors") and "r" in (arguments[1] or ""):
        OPENED[Path(str(arguments[0])).name] += 1


@pytest.fixture()
def opened(monkeypatch):
    """How often each raster and each model is opened once the checks of parameters are over, by the file's name."""
    if not _HOOKED:
        sys.addaudithook(_hear)  # stays for as long as Python runs
        _HOOKED.append(True)
    plainly = raster_file.open_plainly

    def counting(path, name):
        OPENED[Path(name).name] += 1
        return plainly(path, name)

    monkeypatch.setattr(raster_file, "open_plainly", counting)
    for tool in (Predict, TileTrain):
        monkeypatch.setattr(tool, "compute", _from_now_on(tool.compute))
    return OPENED


def _from_now_on(compute):
    def computed(*arguments):
        OPENED.clear()
        return compute(*arguments)

    return computed


def test_a_prediction_opens_its_stack_once_and_its_model_for_card_and_hash(opened, predict_run):
    assert predict_run()[0]
    (probability,) = (count for name, count in opened.items() if name.startswith(".probability.part"))
    assert (opened["stack.tif"], opened["model.safetensors"], probability) == (1, 2, 1)


def test_a_training_opens_its_stack_once(opened, study, tool_run, torch_worker, tmp_path):
    inputs = {"STACK": study.stack, "AREAS": study.areas, **QUICK, "EPOCHS": 1}
    outputs = {"OUTPUT_MODEL": str(tmp_path / "m.safetensors"), "OUTPUT_REPORT": str(tmp_path / "r.html")}
    run = tool_run("tiletrain", {**inputs, **outputs})
    assert run.ok, run.error
    assert opened["stack.tif"] == 1
