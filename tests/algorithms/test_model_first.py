"""A finished model is kept, whatever happens to the split layer and the report that are written after it."""

from __future__ import annotations

import pytest

from slipline.core.base.errors import OutputError
from slipline.core.base.model_card import read_card

from .conftest import QUICK

FULL = OutputError("The output {path} cannot be written: the disk is full.", path="split.gpkg")


def _fails(*_arguments, **_options):
    raise FULL


@pytest.mark.parametrize(
    ("what", "missing", "written"),
    [("write_split", "split.gpkg", "report.html"), ("write_training_report", "report.html", "split.gpkg")],
)
def test_what_fails_after_the_model_is_a_warning(
    what, missing, written, study, tool_run, torch_worker, tmp_path, monkeypatch
):
    monkeypatch.setattr(f"slipline.core.training.train.{what}", _fails)
    paths = {name: str(tmp_path / name) for name in ("m.safetensors", "report.html", "split.gpkg")}
    outputs = {
        "OUTPUT_MODEL": paths["m.safetensors"],
        "OUTPUT_REPORT": paths["report.html"],
        "OUTPUT_SPLIT": paths["split.gpkg"],
    }
    learnt = {**QUICK, "EPOCHS": 1, "REFIT": False}
    run = tool_run("tiletrain", {"STACK": study.stack, "AREAS": study.areas, **learnt, **outputs})
    assert run.ok, run.error
    assert read_card(paths["m.safetensors"])["scores"]
    assert [line for line in run.log.warnings if line.startswith("The model is finished, but")] == [
        f"The model is finished, but {paths[missing]} is missing: {FULL}"
    ]
    assert (tmp_path / written).is_file()
    assert not (tmp_path / missing).exists()
