"""Every tool in the ways that QGIS offers to run it, in a real window; dev/ways.py prints the whole table.

Screenshots of what did not run in build/screenshots/ways.
"""

import pytest

from ..small_area import make_inputs
from .ways import CHAINS, IN_THE_TEST, INPUTS, REFUSED, WAYS_OF_THE_TEST, task
from .window import drive, pictures


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ways")
    cells = [(tool, way) for tool in INPUTS for way in IN_THE_TEST.get(tool, WAYS_OF_THE_TEST)]
    asked = {"screenshots": pictures("ways"), **task(folder, make_inputs(folder), cells)}
    return drive(folder, "drive_ways.py", asked)


def test_every_tool_runs_in_every_way_or_says_why_not(window):
    assert window["error"] == ""
    for cell in window["cells"]:
        if cell["way"] == REFUSED and cell["tool"] not in ("environment", "demo", "googleearth", "inventorymap"):
            assert not cell["ok"]
            assert any("can only be written to a file" in text for text in cell["said"]), cell
        else:
            assert cell["ok"], cell
            assert [text for text in cell["said"] if "Python" in text] == [], cell


def test_a_long_text_among_the_results_stands_in_the_log_once(window):
    logs = [cell["log"] for cell in window["cells"] if cell["tool"] == "environment" and "log" in cell]
    assert logs
    assert [log.count("\nnumpy: ") for log in logs] == [1] * len(logs)


def test_every_tool_and_chain_of_the_toolbox_has_its_ways(provider):
    assert {f"slipline:{tool}" for tool in (*INPUTS, *CHAINS)} == {one.id() for one in provider.algorithms()}


def test_a_feature_stack_is_what_its_name_says(window):
    made = [
        cell.get("formats") for cell in window["cells"] if cell["tool"] == "featurestack" and cell["way"] != REFUSED
    ]
    assert ["GTiff"] in made  # typed .tif
    assert ["VRT"] in made  # nothing typed


def test_only_files_are_offered_for_outputs(window):
    offered = {text for outputs in window["offered"].values() for texts in outputs.values() for text in texts}
    to_file, *others = window["words"].values()
    assert to_file in offered
    assert not offered.intersection(others)


def test_a_cancelled_run_is_told_as_cancelled(window):
    log = window["cancelled"]
    assert "Cancelled. Nothing was written." in log
    assert "failed" not in log
