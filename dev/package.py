"""Write dist/slipline-<version>.zip, which QGIS' plugin manager installs: `python3 dev/package.py [FOLDER]`.

A release has addresses, which these sources do not know: the environment variables REPOSITORY and EMAIL, and HOMEPAGE
and TRACKER where they are not the repository and its issues, go into the packed metadata.txt (`make package
REPOSITORY=... EMAIL=...`).
"""

from __future__ import annotations

import configparser
import os
import re
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from translations import compiled

ROOT = Path(__file__).resolve().parent.parent
FILES = ("__init__.py", "plugin.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md")
FOLDERS = {
    "algorithms": (".py",),
    "core": (".py",),
    "models": (".py",),
    "gui": (".py", ".ui"),
    "survey": (".py", ".txt", ".lock"),
    "resources": (".svg", ".qml", ".model3", ".json", ".txt", ".html", ".css", ".safetensors"),
}
ADDRESSES = dict.fromkeys(("homepage", "repository", "tracker"), r"https?://[^\s/]+\.\S+") | {
    "email": r"[^\s@]+@[^\s@]+\.[^\s@]+"
}
WHEN = (1980, 1, 1, 0, 0, 0)  # the same sources give the same file


def members() -> dict[str, bytes]:
    """What a user needs, by its name in the plugin's folder: a list of what goes in, so that nothing slips in."""
    found = [ROOT / name for name in FILES]
    for folder, endings in FOLDERS.items():
        found += [path for path in (ROOT / folder).rglob("*") if path.suffix in endings]
    contents = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in found}
    return dict(sorted((contents | {f"i18n/{name}": content for name, content in compiled().items()}).items()))


def metadata_with(addresses: dict[str, str]) -> tuple[str, configparser.SectionProxy]:
    """The text of metadata.txt with these addresses, and its entries."""
    text = (ROOT / "metadata.txt").read_text(encoding="utf-8")
    for name, address in addresses.items():
        text = re.sub(
            f"^{name}=.*$", lambda _, name=name, address=address: f"{name}={address}", text, flags=re.MULTILINE
        )
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    return text, parser["general"]


def given_addresses(environment: Mapping[str, str]) -> dict[str, str]:
    """Addresses that the releaser names; homepage and issues are the repository's where nothing else is said."""
    given = {name: environment.get(name.upper(), "").strip().rstrip("/") for name in ADDRESSES}
    wrong = [address for name, address in given.items() if address and not re.fullmatch(ADDRESSES[name], address)]
    if wrong:
        raise SystemExit(f"Not an address: {', '.join(wrong)}. Give REPOSITORY=https://... and EMAIL=name@host.")
    if given["repository"]:
        given["homepage"] = given["homepage"] or given["repository"]
        given["tracker"] = given["tracker"] or given["repository"] + "/issues"
    return {name: address for name, address in given.items() if address}


def package(folder: Path, addresses: dict[str, str]) -> tuple[Path, list[str]]:
    """Write the zip into a folder; its top folder is `slipline`, whatever the checkout is called.

    Returns:
        The zip, and the addresses that are still placeholders; a build that is not experimental is refused with those.
    """
    text, metadata = metadata_with(addresses)
    open_ones = [name for name in ADDRESSES if ".invalid" in metadata[name]]
    if open_ones and metadata["experimental"] != "True":
        raise SystemExit(
            f"A release needs real addresses: {', '.join(open_ones)}. Run make package REPOSITORY=https://... "
            "EMAIL=name@host."
        )
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"slipline-{metadata['version']}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members().items():
            entry = zipfile.ZipInfo(f"slipline/{name}", WHEN)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text if name == "metadata.txt" else content)
    return target, open_ones


if __name__ == "__main__":
    target, open_ones = package(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist", given_addresses(os.environ))
    print(f"{target} ({target.stat().st_size / 1024:.0f} KiB)")
    if open_ones:
        print(
            f"To try out, not to publish: placeholders for {', '.join(open_ones)}; make package "
            "REPOSITORY=https://... EMAIL=name@host fills them in."
        )
