"""Print the table of all tools in all ways that QGIS offers to run them, tried in a real window.

From the folder that holds `slipline`, in the environment of the tests: python3 -m slipline.dev.ways [TOOL ...]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from ..tests.gui.ways import CHAINS, INPUTS, WAYS, task
from ..tests.gui.window import drive, pictures
from ..tests.small_area import make_inputs


def main() -> None:
    known = [*INPUTS, *CHAINS]
    tools = sys.argv[1:] or known
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        study = make_inputs(folder)
        cells = [(tool, way) for tool in known for way in WAYS if tool in tools or (tool in INPUTS and way == "file")]
        report = drive(folder, "drive_ways.py", {"screenshots": pictures("ways"), **task(folder, study, cells)})
    if report["error"]:
        print(report["error"])
    found = {(cell["tool"], cell["way"]): cell for cell in report["cells"]}
    print("| tool | " + " | ".join(WAYS) + " |\n|---|" + "---|" * len(WAYS))
    for tool in tools:
        print(f"| {tool} | " + " | ".join(word(found.get((tool, way))) for way in WAYS) + " |")
    for cell in report["cells"]:
        if not cell["ok"] or cell["said"]:
            print(f"{cell['tool']}, {cell['way']}: missing {cell['missing']}; said: {cell['said']}")
    offered = [text for one in report["offered"].values() for texts in one.values() for text in texts]
    print("offered beside the outputs:", sorted(set(offered)))


def word(cell) -> str:
    """A cell of the table: refused is what a sentence stops before the tool begins."""
    if cell is None:
        return "not tried"
    return "ok" if cell["ok"] else "refused" if cell["said"] and not cell["ran"] else "FAILED"


if __name__ == "__main__":
    main()
