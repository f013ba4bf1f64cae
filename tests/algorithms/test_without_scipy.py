"""A QGIS whose Python has neither scipy nor matplotlib, as some packages of QGIS bring it.

What needs neither works; every other tool stands in the toolbox and says what is missing.
"""

import subprocess

import pytest
from osgeo import ogr

from slipline.algorithms import provider as provider_module
from slipline.algorithms.provider import TOOLS, tools
from slipline.algorithms.stand_in import StandIn

from ..small_area import TARGETS, make_inputs

HIDDEN = """import sys

class Hider:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("scipy", "matplotlib"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Hider())
"""
WORKS = {"environment", "importtargets", "exposure", "googleearth", "inventorymap", "survey"}


@pytest.fixture(scope="module")
def run(qgis_process, tmp_path_factory):
    """QGIS' command line with a Python that finds neither scipy nor matplotlib."""
    folder = tmp_path_factory.mktemp("without_scipy")
    (folder / "sitecustomize.py").write_text(HIDDEN)
    environment = {**qgis_process.environment, "PYTHONPATH": str(folder), "SLIPLINE_PYTHON": "/no/python"}

    def run(*arguments):
        command = [qgis_process.program, *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)

    return run


def test_every_tool_stands_in_the_toolbox_and_the_environment_tells_what_is_missing(run, tmp_path):
    listed = run("list").stdout
    for tool, title in TOOLS:
        assert f"{tool}\t{title}" in listed
    report = tmp_path / "report.txt"
    done = run("run", "slipline:environment", "--", f"OUTPUT={report}")
    assert done.returncode == 0, done.stderr
    text = report.read_text()
    assert "scipy: cannot be used (No module named 'scipy" in text
    assert "matplotlib (plots in reports; without it they have tables only): cannot be used" in text
    assert "python3-scipy" in text
    works = ", ".join(title for tool, title in TOOLS if tool in WORKS)
    assert f"Without scipy only these tools work: {works}." in text
    assert "Everything that Slipline needs is there" not in text


def test_import_works(run, tmp_path):
    inputs, output = make_inputs(tmp_path), tmp_path / "imported.gpkg"
    done = run("run", "slipline:importtargets", "--", f"INPUT={inputs['targets']}", f"OUTPUT={output}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert ogr.Open(str(output)).GetLayer(0).GetFeatureCount() == TARGETS


def test_a_tool_that_needs_scipy_says_so(run, tmp_path):
    done = run("run", "slipline:hotspot", "--", "TARGETS=any.gpkg", f"OUTPUT_MAP={tmp_path / 'map.tif'}")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "Hot spot (Gi* and kernel density) needs the library scipy, which the Python of this QGIS lacks" in said
    assert "python3-scipy" in said
    assert "Traceback" not in said


def test_the_toolbox_shows_the_names_of_the_tools_themselves():
    assert [(tool.ID, tool.TITLE) for tool in tools()] == list(TOOLS)
    assert not any(issubclass(tool, StandIn) for tool in tools())


@pytest.mark.parametrize("error", [ImportError("DLL load failed"), ValueError("numpy.dtype size changed")])
def test_a_scipy_that_does_not_fit_is_named_and_a_bug_stays_loud(monkeypatch, error):
    def importing(name, package=None):
        raise error

    monkeypatch.setattr(provider_module, "import_module", importing)
    with pytest.raises(type(error), match=str(error)):
        tools()
    monkeypatch.setattr(provider_module, "problem_of", lambda library: str(error) if library == "scipy" else "")
    made = tools()
    assert len(made) == len(TOOLS)
    can, sentence = made[[tool for tool, *_ in TOOLS].index("hotspot")]().canExecute()
    assert not can
    assert sentence.startswith(
        f"Hot spot (Gi* and kernel density) needs the library scipy, which the Python of this "
        f"QGIS lacks ({error}). Install it and start QGIS again"
    )
