from __future__ import annotations

import errno
import os

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import OutputError
from slipline.core.worker.environment import environment_report
from slipline.core.worker.python import VARIABLE

from ..listening import Listening
from ..workers import bare_python, script, torch_python


def test_everything_that_is_there_is_named_with_its_version(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, torch_python().executable)
    progress, path = Listening(), tmp_path / "report.txt"
    text = environment_report("3.22.16", "", str(path), progress)
    for words in (
        "Slipline: 0.",
        "System: ",
        "QGIS: 3.22.16",
        f"GDAL: {gdal.__version__}",
        "jinja2 (pages of reports): ",
        f"numpy: {np.__version__}",
        "scipy: ",
        "PyTorch: 2.",
        "Device: ",
        "GiB of memory",
        "Everything that Slipline needs is there.",
    ):
        assert words in text, words
    assert path.read_text(encoding="utf-8") == text
    assert progress.lines == text.splitlines()


@pytest.mark.parametrize("python", ["absent", "without torch", "no Python"])
def test_a_missing_torch_is_no_error_and_comes_with_advice(tmp_path, monkeypatch, python):
    makers = {
        "absent": lambda: "/no/python",
        "without torch": lambda: bare_python(tmp_path / "bare"),
        "no Python": lambda: script(tmp_path / "python", "exit 1").executable,
    }
    monkeypatch.setenv(VARIABLE, makers[python]())
    text = environment_report("3.22.16", "", "", Listening())
    assert "PyTorch: not available. " in text
    assert "pip install torch" in text
    assert "Plugins > Slipline > Set up PyTorch" in text
    assert "All other tools work without PyTorch." in text
    assert "the tool Check environment" not in text  # the reader is there already
    assert "Traceback" not in text


def test_a_text_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "/no/python")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=rf"file/report\.txt cannot be written: {os.strerror(errno.ENOTDIR)}"):
        environment_report("3.22.16", "", str(tmp_path / "file" / "report.txt"), Listening())
