"""Tiny wheels that look like torch and its company, and Pythons that lack something."""

from __future__ import annotations

import base64
import hashlib
import zipfile

from .workers import script

TORCH = """\
__version__ = "2.6.0"
raise ImportError("fake torch: {reason}")
"""


def wheel(folder, name, version, module, tags="py3-none-any", padding=0, requires=()):
    """A pure Python wheel with one module; `padding` bytes make it larger."""
    info = f"{name}-{version}.dist-info"
    members = {
        f"{name}/__init__.py": module,
        f"{name}/padding.bin": "x" * padding,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        + "".join(f"Requires-Dist: {one}\n" for one in requires),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tags}\n",
    }
    record = [f"{path},sha256={_digest(text)},{len(text)}" for path, text in members.items()]
    path = folder / f"{name}-{version}-{tags}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in members.items():
            archive.writestr(member, text)
        archive.writestr(f"{info}/RECORD", "\n".join([*record, f"{info}/RECORD,,"]))
    return path


def _digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def wheel_folder(folder, padding=0, tags="py3-none-any", reason="it is of paper"):
    """A folder that holds wheels of the three packages; torch raises at import."""
    folder.mkdir()
    wheel(folder, "torch", "2.6.0", TORCH.format(reason=reason), padding=padding, tags=tags)
    wheel(folder, "numpy", "2.0.0", "")
    wheel(folder, "safetensors", "0.5.0", "")
    return folder


def python_without(folder, module, python):
    """A Python that cannot run one of its modules."""
    return script(
        folder / "python3",
        f'case "$*" in *"-m {module}"*) echo "No module named {module}" >&2; exit 1;; esac\nexec "{python}" "$@"',
    ).executable
