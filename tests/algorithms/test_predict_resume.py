"""Predict boundaries: what an interrupted run leaves, and how it goes on."""

from __future__ import annotations

import os
import shutil
import signal

import numpy as np
import pytest

from slipline.core.areas.write import write_areas
from slipline.core.base.model_card import amend_card
from slipline.core.prediction import probability as prediction
from slipline.core.prediction.finished_rows import FinishedRows

from ..core.rasters import box
from ..core.stacks import write_areas_layer
from ..small_disk import small_disk
from .predictions import ROWS, areas_of, finished, probability


def test_a_cancelled_prediction_goes_on_with_its_finished_rows(predict_run):
    assert predict_run()[0]
    whole = probability(predict_run.folder)
    for file in predict_run.folder.iterdir():
        file.unlink()
    ok, log = predict_run(cancel_at=50)
    assert not ok
    done = finished(predict_run.folder)
    assert 0 < len(done) < 4
    assert [path.name for path in predict_run.folder.iterdir()] == ["probability.unfinished"]
    assert "To go on, run the tool again" in log
    times = {name: (predict_run.folder / "probability.unfinished" / name).stat().st_mtime_ns for name in done}
    ok, log = predict_run(cancel_at=75)  # later: some more rows, the first ones untouched
    assert (
        times.items()
        <= {
            name: (predict_run.folder / "probability.unfinished" / name).stat().st_mtime_ns
            for name in finished(predict_run.folder)
        }.items()
    )
    ok, log = predict_run()
    assert ok, log
    assert "An interrupted prediction goes on" in log
    np.testing.assert_allclose(probability(predict_run.folder), whole, atol=1e-5)
    assert not (predict_run.folder / "probability.unfinished").exists()


def at_third_row_block(monkeypatch, act):
    """Do something when the third row block begins to be written: two are finished then."""
    path = FinishedRows.path

    def looked_at(self, rows):
        if rows.row == 2 * ROWS and len(self._files) == 2:
            act()
        return path(self, rows)

    monkeypatch.setattr(FinishedRows, "path", looked_at)


def times_in(folder):
    """Files of a folder and when they were written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def is_like(run, whole, outlines, log):
    """The run that went on has used what was finished, and made the same as one that nothing disturbed."""
    assert "An interrupted prediction goes on" in log
    np.testing.assert_allclose(probability(run.folder), whole, atol=1e-5)
    assert [area.GetArea() for area in areas_of(run.folder)] == pytest.approx(
        [area.GetArea() for area in outlines], rel=1e-3
    )
    assert not (run.folder / "probability.unfinished").exists()


def test_a_killed_worker_leaves_its_finished_row_blocks_and_nothing_else(predict_run, monkeypatch, tmp_path):
    assert predict_run()[0]
    whole, outlines = probability(predict_run.folder), areas_of(predict_run.folder)
    for file in predict_run.folder.iterdir():
        file.unlink()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    workers = []

    class Known(prediction.Worker):
        def __enter__(self):
            workers.append(super().__enter__())
            return workers[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prediction, "Worker", Known)
        at_third_row_block(patch, lambda: os.kill(workers[0].process_id, signal.SIGKILL))
        ok, log = predict_run()
    assert not ok
    assert "killed by the system (signal 9)" in log
    assert "The finished row blocks are kept in" in log
    assert [path.name for path in predict_run.folder.iterdir()] == ["probability.unfinished"]
    left = times_in(predict_run.folder / "probability.unfinished")
    assert set(left) == {"manifest.json", "rows-0000000.tif", "rows-0000048.tif"}
    assert list(tmp_path.glob("slipline-*")) == []  # the exchange files
    kept = []
    with pytest.MonkeyPatch.context() as patch:
        remove = FinishedRows.remove
        patch.setattr(FinishedRows, "remove", lambda self: [kept.append(times_in(self.folder)), remove(self)])
        ok, log = predict_run()
    assert ok, log
    assert left.items() <= kept[0].items()  # not written again
    is_like(predict_run, whole, outlines, log)


@pytest.mark.parametrize("stage", ["row block", "rasters", "areas"])
def test_a_disk_that_fills_up_in_the_middle_leaves_the_finished_row_blocks(stage, predict_run, monkeypatch, tmp_path):
    assert predict_run()[0]
    whole, outlines = probability(predict_run.folder), areas_of(predict_run.folder)
    with small_disk(tmp_path / "disk", 2000) as disk:
        predict_run.folder = disk
        names = {"OUTPUT_PROBABILITY": "probability.tif", "OUTPUT_MASK": "mask.tif", "OUTPUT_AREAS": "areas.gpkg"}
        outputs = {name: str(disk / file) for name, file in names.items()}

        def fill():
            with (disk / "filler").open("wb", buffering=0) as file:
                size = 2**16
                while size:
                    try:
                        file.write(b"\1" * size)
                    except OSError:
                        size //= 2

        def then(work):
            def full(*arguments, **options):
                fill()
                return work(*arguments, **options)

            return full

        with pytest.MonkeyPatch.context() as patch:
            if stage == "row block":
                at_third_row_block(patch, fill)
            elif stage == "rasters":
                patch.setattr(FinishedRows, "assemble", then(FinishedRows.assemble))
            else:
                patch.setattr("slipline.core.prediction.predict.write_areas", then(write_areas))
            ok, log = predict_run(**outputs)
        assert not ok
        assert "cannot be written: " in log
        assert "Traceback" not in log
        assert "The finished row blocks are kept in" in log
        assert sorted(path.name for path in disk.iterdir()) == ["filler", "probability.unfinished"]
        left = sorted(path.name for path in (disk / "probability.unfinished").iterdir())
        count = 2 if stage == "row block" else 4
        assert left == ["manifest.json", *(f"rows-{ROWS * number:07d}.tif" for number in range(count))]
        (disk / "filler").unlink()
        ok, log = predict_run(**outputs)
        assert ok, log
        is_like(predict_run, whole, outlines, log)


@pytest.mark.parametrize("change", ["stack", "turns", "coarse to fine", "within", "model", "damaged manifest"])
def test_another_stack_or_other_parameters_start_anew(predict_run, study, trained, tmp_path, change):
    assert not predict_run(cancel_at=50)[0]
    changes = {}
    if change == "stack":
        os.utime(study.stack)
    elif change == "turns":
        changes = {"TURNS": True}
    elif change == "coarse to fine":
        changes = {"COARSE_TO_FINE": 0.05}
    elif change == "within":
        changes = {"WITHIN": write_areas_layer(tmp_path / "within.gpkg", [box(0, -600, 1100, 0)])}
    elif change == "model":
        copy = tmp_path / "other.safetensors"
        shutil.copy(trained.model, copy)
        amend_card(str(copy), {"note": "of another training"})
        changes = {"MODEL": str(copy)}
    else:
        (predict_run.folder / "probability.unfinished" / "manifest.json").write_text("{")
    ok, log = predict_run(**changes)
    assert ok
    assert "everything is predicted anew" in log
    assert "An interrupted prediction goes on" not in log
