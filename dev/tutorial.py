"""Make the pictures of docs/tutorial.md in a real window of QGIS.

After `make demo`, whose model is taken instead of training once more, from the folder that holds `slipline`.

    python3 -m slipline.dev.tutorial

The dialog, its log and the window of every step stay in build/screenshots/tutorial_pictures/steps.

Pictures are scaled and reduced to few colours: they stay below 150 kB each.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from ..tests.gui.window import drive, pictures

ROOT = Path(__file__).resolve().parent.parent
DEMO, IMAGES = ROOT / "demo", ROOT / "docs" / "images"
WIDTH, COLOURS, MOST_KB = 820, (256, 192, 128, 96, 64, 48, 32, 20), 150


def main() -> None:
    if not (DEMO / "model.safetensors").exists():
        sys.exit("demo/ is missing: run `make demo` first.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shots, work = Path(pictures("tutorial_pictures")), folder / "my study"
        work.mkdir()
        task = {
            "screenshots": str(shots),
            "report": str(folder / "report.json"),
            "tutorial": str(ROOT / "docs" / "tutorial.md"),
            "work": str(work),
            "quick": {},
            "model": str(DEMO / "model.safetensors"),
        }
        report = drive(folder, "drive_tutorial.py", task)
        if report["error"]:
            sys.exit(report["error"])
        page = str(work / "map.pdf")
        subprocess.run(["pdftoppm", "-png", "-r", "70", "-singlefile", page, str(shots / "6_map")], check=True)
        IMAGES.mkdir(parents=True, exist_ok=True)
        for shot in sorted(shots.glob("*.png")):
            reduce(shot, IMAGES / shot.name)


def reduce(source: Path, target: Path) -> None:
    """Scale a picture and take away colours until it is small; rare ones, those of the outlines, stay."""
    picture = Image.open(source).convert("RGB")
    if picture.width > WIDTH:
        picture = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.LANCZOS)
    for colours in COLOURS:
        picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE).save(
            target, optimize=True
        )
        if target.stat().st_size <= MOST_KB * 1024:
            break
    print(f"{target.name}: {target.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
