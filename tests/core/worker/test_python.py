from __future__ import annotations

import os
import subprocess
import sys

import pytest

from slipline.core.base.errors import WorkerError
from slipline.core.base.processes import PACKAGE
from slipline.core.worker import python as worker_python
from slipline.core.worker.python import (
    VARIABLE,
    WorkerPython,
    clean_environment,
    find_python,
    interpreter_in,
    package_alone,
)


@pytest.fixture()
def nothing_set(monkeypatch, tmp_path):
    """No variable, no private environment, no own Python."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(worker_python, "private_environment", lambda: tmp_path / "private")
    monkeypatch.setattr(worker_python, "own_python", lambda: tmp_path / "own" / "python3")
    return tmp_path


def make(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    return str(path)


def test_the_python_is_found_in_the_order_that_the_manual_says(nothing_set, monkeypatch):
    own = make(nothing_set / "own" / "python3")
    assert find_python() == WorkerPython(own, "QGIS' own Python", is_own=True)
    private = make(interpreter_in(nothing_set / "private"))
    assert find_python() == WorkerPython(private, "private environment of the plugin")
    setting = make(nothing_set / "setting")
    assert find_python(setting) == WorkerPython(setting, "plugin settings")
    variable = make(nothing_set / "variable")
    monkeypatch.setenv(VARIABLE, variable)
    assert find_python(setting) == WorkerPython(variable, f"environment variable {VARIABLE}")


def test_no_python_at_all_says_how_to_name_one(nothing_set):
    with pytest.raises(
        WorkerError, match=f"No Python was found.*Set up PyTorch.*set {VARIABLE} to a Python that has PyTorch"
    ):
        find_python()


def test_a_python_that_does_not_exist_is_named_with_its_source(nothing_set, monkeypatch):
    make(nothing_set / "own" / "python3")
    with pytest.raises(WorkerError, match=r"The Python /no/python named in the plugin settings does not exist"):
        find_python("/no/python")
    monkeypatch.setenv(VARIABLE, "/no/other")
    with pytest.raises(
        WorkerError, match=f"The Python /no/other named in the environment variable {VARIABLE} does not exist"
    ):
        find_python()


def test_what_belongs_to_qgis_stays_out_of_the_workers_environment(monkeypatch):
    foreign = [
        "PYTHONHOME",
        "PYTHONSTARTUP",
        "GDAL_DATA",
        "PROJ_LIB",
        "QT_PLUGIN_PATH",
        "QGIS_PREFIX_PATH",
        "LD_LIBRARY_PATH",
        "LD_PRELOAD",
        "VIRTUAL_ENV",
        "SSL_CERT_FILE",
    ]
    for name in foreign:
        monkeypatch.setenv(name, "qgis")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    environment = clean_environment(WorkerPython(sys.executable, "test"))
    assert not set(foreign) & set(environment)
    assert environment["CUDA_VISIBLE_DEVICES"] == "1"
    assert "PYTHONPATH" not in environment
    own = clean_environment(WorkerPython(sys.executable, "test", is_own=True))
    assert own["PYTHONHOME"] == own["LD_LIBRARY_PATH"] == "qgis"
    assert "PYTHONSTARTUP" not in own
    assert os.environ["GDAL_DATA"] == "qgis"


def test_the_worker_imports_the_package_and_nothing_that_lies_beside_it(tmp_path, monkeypatch):
    """QGIS' folder of plugins may hold one that is called like a library."""
    plugins = tmp_path / "the plugins"
    plugins.mkdir()
    (plugins / PACKAGE.name).symlink_to(PACKAGE, target_is_directory=True)
    (plugins / "queue.py").write_text("raise ImportError('a plugin, not the library')")
    monkeypatch.setattr(worker_python, "PACKAGE", plugins / PACKAGE.name)
    path = package_alone(tmp_path / "alone")
    code = f"import queue, {PACKAGE.name}.core.base.errors as errors; print(errors.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": path}, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout.strip() == str(plugins / PACKAGE.name / "core" / "base" / "errors.py"), done.stderr
    assert os.listdir(path) == [PACKAGE.name]
    assert PACKAGE.name.isidentifier()
