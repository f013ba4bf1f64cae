"""Make the pinned lists of what the private environment holds: `python3 dev/torch_lists.py`, with uv on the PATH.

uv resolves for every system and Python version at once and takes the hashes from the package index. Two lists come out:
`cpu.txt`, without NVIDIA's libraries, and `cuda.txt`. PyTorch's own index, not the general one, has the builds
of `OTHER_BUILDS`; their hashes are given here.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "torch"
WANTED = """\
torch==2.8.0 ; python_version < "3.10"
torch==2.13.0 ; python_version >= "3.10"
numpy<2.1 ; python_version < "3.10"
numpy>=2.2,<2.3 ; python_version >= "3.10" and python_version < "3.13"
numpy ; python_version >= "3.13"
safetensors
"""  # torch 2.8 is the last for Python 3.9, 2.13 the last that was tried
OTHER_BUILDS = {  # (list, marker) -> requirement and hashes; without a hash pip refuses, and the dialog says why
    ("cpu.txt", "sys_platform == 'linux' and platform_machine == 'x86_64' and python_version >= '3.10'"): (
        "torch==2.13.0+cpu",
        "6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b",  # Python 3.11
        "4ca4a9394b0c771238a4f73590fdbbc4debad85ed0fa63d026ae1b085da7d6e2",  # Python 3.12
        "3fbf9c9d1f3c10c2d59d04aca426dee9ccc6ceb32d255c61e93acc3b4f75fae6",  # Python 3.13
    ),
    ("cpu.txt", "sys_platform == 'linux' and platform_machine == 'x86_64' and python_version < '3.10'"): (
        "torch==2.8.0+cpu",
    ),
    ("cuda.txt", "sys_platform == 'win32' and python_version >= '3.10'"): (
        "torch==2.13.0+cu130",
        "2efab1e83604ca628c6d85b9e188c153690980498d1297081a9dad704919303c",  # Python 3.12
    ),
    ("cuda.txt", "sys_platform == 'win32' and python_version < '3.10'"): ("torch==2.8.0+cu128",),
}
GENERAL_INDEX = {  # where torch of the general index is the build that the list wants
    "cpu.txt": "(sys_platform != 'linux' or platform_machine != 'x86_64')",
    "cuda.txt": "sys_platform == 'linux'",
}
OF_CUDA = ("nvidia-", "cuda-", "triton", "importlib-metadata", "zipp")  # the last two are triton's
HEADER = "# Made by dev/torch_lists.py: what the worker's private environment holds, every file with its hash.\n"


def main() -> None:
    """Resolve once, split in two."""
    options = (
        "--universal --python-version 3.9 --generate-hashes --no-header --no-annotate --only-binary :all: "
        "--no-config --quiet"
    )
    command = ["uv", "pip", "compile", *options.split(), "-"]
    text = subprocess.run(command, input=WANTED, capture_output=True, text=True, check=True).stdout
    blocks = _blocks(text)
    FOLDER.mkdir(exist_ok=True)
    for name, condition in GENERAL_INDEX.items():
        kept = [
            _conditional(block, condition) for block in blocks if name == "cuda.txt" or not block.startswith(OF_CUDA)
        ]
        kept += [_other(marker, *build) for (file, marker), build in OTHER_BUILDS.items() if file == name]
        (FOLDER / name).write_text(HEADER + "\n".join(kept) + "\n")


def _blocks(text: str) -> list[str]:
    """One string for each requirement with its hashes."""
    blocks: list[str] = []
    for line in text.splitlines():
        if line.startswith(" "):
            blocks[-1] += "\n" + line
        else:
            blocks.append(line)
    return blocks


def _conditional(block: str, condition: str) -> str:
    """Torch of the general index only where that is the build of the list."""
    if not block.startswith("torch=="):
        return block
    head, _, hashes = block.partition(" \\\n")
    requirement, _, marker = head.partition(" ; ")
    return f"{requirement} ; ({marker}) and {condition} \\\n{hashes}"


def _other(marker: str, requirement: str, *hashes: str) -> str:
    return " \\\n".join([f"{requirement} ; {marker}", *(f"    --hash=sha256:{one}" for one in hashes)])


if __name__ == "__main__":
    main()
