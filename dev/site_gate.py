"""What QGIS' plugin site runs over an upload, over the zip that `make package` would write; `make check` calls it.

The site refuses a plugin in which bandit or detect-secrets finds something, and lists what flake8 finds. Beside that
the marks that silence bandit are counted: each has its reason beside it, and a new one needs a decision.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from package import members

MARKS = {  # file -> marks that silence bandit there
    "core/base/processes.py": 4,  # the only place that starts programs: lists of words, never a shell
    "core/display/kml.py": 1,
    "core/display/kmz.py": 1,
    "core/gis/point_table.py": 5,
    "core/gis/raster_view.py": 1,
    "core/stack/parts.py": 1,
}
MARK = re.compile(r"#\s*nosec\b")
HASHES = re.compile(r"--hash=sha256:")  # of PyTorch's files, in resources/torch: long random signs, and no secret


def marks(contents: Mapping[str, bytes]) -> list[str]:
    """Sentences about marks that are not in the list, or are in it and are gone."""
    found = {
        name: count
        for name, content in contents.items()
        if name.endswith(".py") and (count := len(MARK.findall(content.decode("utf-8"))))
    }
    return [
        f"{name}: {found.get(name, 0)} marks that silence bandit, {MARKS.get(name, 0)} are known (dev/site_gate.py)"
        for name in sorted({*found, *MARKS})
        if found.get(name, 0) != MARKS.get(name, 0)
    ]


def bandit(folder: Path) -> list[str]:
    """What bandit finds in the files of a folder."""
    shape = "{relpath}:{line}: {test_id} {msg}"
    return _lines(folder, "bandit", "--quiet", "--recursive", "--format", "custom", "--msg-template", shape, ".")


def flake8(folder: Path) -> list[str]:
    """What flake8 finds with its own rules, but for the blank before a colon that the formatter writes."""
    return _lines(folder, "flake8", "--isolated", "--max-line-length", "120", "--extend-ignore", "E203", ".")


def secrets(folder: Path) -> list[str]:
    """What detect-secrets takes for a password or a key."""
    done = _run(folder, "detect_secrets", "scan", "--all-files", "--no-verify", ".")  # it passes over other folders
    if done.returncode:
        return [f"detect_secrets failed: {done.stderr.strip()}"]
    return [
        f"{name}:{one['line_number']}: {one['type']}"
        for name, ones in sorted(json.loads(done.stdout)["results"].items())
        for one in ones
        if not HASHES.search((folder / name).read_text(encoding="utf-8").splitlines()[one["line_number"] - 1])
    ]


def _lines(folder: Path, tool: str, *arguments: str) -> list[str]:
    done = _run(folder, tool, *arguments)
    lines = [line.removeprefix("./") for line in done.stdout.splitlines() if line.strip()]
    if done.returncode and not lines:
        return [f"{tool} failed: {done.stderr.strip()}"]
    return lines


def _run(folder: Path, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", tool, *arguments], cwd=folder, capture_output=True, text=True)


CHECKS: tuple[Callable[[Path], list[str]], ...] = (bandit, secrets, flake8)


def findings(contents: Mapping[str, bytes]) -> list[str]:
    """Everything that is found in the files of a plugin, by their names."""
    with tempfile.TemporaryDirectory() as place:
        archive = Path(place) / "slipline.zip"
        with zipfile.ZipFile(archive, "w") as written:
            for name, content in contents.items():
                written.writestr(f"slipline/{name}", content)
        with zipfile.ZipFile(archive) as uploaded:
            uploaded.extractall(place)
        found = [line for check in CHECKS for line in check(Path(place) / "slipline")]
    return [*marks(contents), *found]


def main() -> int:
    """Print what is found; 1 where that is anything."""
    found = findings(members())
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
