"""Write dist/slipline-<version>.zip, which QGIS' plugin manager installs: `python3 dev/package.py [FOLDER]`."""

from __future__ import annotations

import configparser
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ("__init__.py", "plugin.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md")
FOLDERS = {
    "algorithms": (".py",),
    "core": (".py",),
    "models": (".py",),
    "gui": (".py", ".ui"),
    "resources": (".svg", ".qml", ".model3", ".json", ".txt"),
    "i18n": (".qm",),
}
WHEN = (1980, 1, 1, 0, 0, 0)  # the same sources give the same file


def members() -> list[Path]:
    """What a user needs, relative to the repository: a list of what goes in, so that nothing slips in."""
    found = [Path(name) for name in FILES]
    for folder, endings in FOLDERS.items():
        found += [path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.suffix in endings]
    return sorted(found)


def package(folder: Path) -> Path:
    """Write the zip into a folder; its top folder is `slipline`, whatever the checkout is called."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"slipline-{metadata['general']['version']}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in members():
            entry = zipfile.ZipInfo(f"slipline/{path.as_posix()}", WHEN)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (ROOT / path).read_bytes())
    return target


if __name__ == "__main__":
    target = package(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist")
    print(f"{target} ({target.stat().st_size / 1024:.0f} KiB)")
