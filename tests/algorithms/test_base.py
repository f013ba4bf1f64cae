from __future__ import annotations

import contextlib

import pytest

from slipline.core.base.errors import Cancelled, InputError, OutputError, WorkerError


@pytest.fixture()
def run(provider):
    """run(action) -> (outputs, ok, feedback) of a tool whose work is `action(progress)`."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from slipline.algorithms.base import Algorithm

    def run_it(action, feedback=None, catch=False):
        class Tool(Algorithm):
            ID, TITLE, GROUP, SUMMARY = "tool", "Tool", ("group", "Group"), "What it does."

            def initAlgorithm(self, configuration=None):
                pass

            def compute(self, parameters, context, progress):
                return action(progress)

            def createInstance(self):
                return Tool()

        feedback = feedback or QgsProcessingFeedback(logFeedback=False)
        outputs, ok = Tool().create().run({}, QgsProcessingContext(), feedback, {}, catch)
        return outputs, ok, feedback

    return run_it


def test_a_sentence_that_names_parameters_says_what_the_dialog_calls_them(provider):
    from slipline.algorithms.feedback import with_labels

    tool = provider.algorithm("tiletrain").create()
    said = with_labels(tool, "WITHIN lies outside the feature stack. Choose a smaller TILE.")
    assert said.endswith("smaller TILE. In the dialog: WITHIN = Fully mapped ground; TILE = Tile size (cells).")
    for text in ("The file /data/WITHIN.tif is empty.", "The field 'AREAS' is empty.", "Fully mapped ground (WITHIN)."):
        assert with_labels(tool, text) == text


@pytest.mark.parametrize("kind", [InputError, WorkerError, OutputError])
def test_an_error_of_the_core_reaches_the_user_as_its_sentence(run, kind):
    from qgis.core import QgsProcessingException

    def fail(progress):
        raise kind("The raster {path} has {count} bands.", path="{a}.tif", count=3)

    with pytest.raises(QgsProcessingException) as caught:
        run(fail)
    assert str(caught.value) == "The raster {a}.tif has 3 bands."
    _, ok, feedback = run(fail, catch=True)
    assert not ok
    assert "Traceback" not in feedback.textLog()


def test_a_cancel_gives_no_outputs(run):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(logFeedback=False)
    feedback.cancel()

    def stop(progress):
        assert progress.is_cancelled()
        raise Cancelled

    outputs = {}
    with contextlib.suppress(QgsProcessingException):  # where there is no window, for qgis_process has to fail
        outputs, _, _ = run(stop, feedback)
    assert outputs == {}
    assert "Traceback" not in feedback.textLog()


def test_progress_lines_and_warnings_reach_the_feedback(run):
    def work(progress):
        progress.message("A line.")
        progress.warning("Beware.")
        progress.update(0.25)
        return {}

    _, ok, feedback = run(work)
    assert ok
    assert feedback.progress() == 25.0
    assert "A line." in feedback.textLog()
    assert "Beware." in feedback.textLog()
