"""How the fuzzer spoils a file: bytes, ends, numbers and words; and how it writes a table otherwise without harm."""

from __future__ import annotations

import re

import numpy as np

from . import fuzz_seeds

WORDS = (
    "",
    "NULL",
    "nan",
    "inf",
    "-inf",
    "1e999",
    "1e-999",
    "-9999",
    "9" * 400,
    "0x10",
    "1_000",
    "\u0661\u0662",
    "\u22125",
    "\0",
    '"',
    ";",
    ",",
    "\t",
    "\u202e",
    "1.2.3",
    "--5",
    "5-",
    "1e",
    "e5",
    "1d5",
    "#",
    "%",
    "=1+1",
    "\ufeff",
    "TRUE",
    "[]",
    "{}",
    "null",
    "-1",
    "4294967296",
    "1e30",
    "/dev/zero",
    "../..",
    "/vsicurl/http://127.0.0.1:9/x",
    "<",
    "&#0;",
)
DASHES = "\u2212\u2010\u2012\u2013\u2014\ufe63\uff0d"
CODES = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
CUT, HARMLESS = "cut", "harmless"
_TOKEN = re.compile(rb"[-+]?\d+(?:[.,]\d+)?|[A-Za-z_]{3,}")


def changed(name: str, raw: bytes, random: np.random.Generator) -> tuple[bytes, str]:
    """Other bytes of a file, and what was done to them."""
    ways = [_flip, _fill, _insert, _remove, _repeat, _swap, _cut, _number, _number]
    if name in fuzz_seeds.TABLES:
        ways += [harmless, harmless, _word, _word]
    elif name.endswith((".geojson", ".kml", ".gml", ".vrt", ".safetensors")):
        ways += [_word, _word, _word]
    way = ways[int(random.integers(len(ways)))]
    if way is harmless:
        return harmless(name, random), HARMLESS
    made = way(raw, random)
    for _ in range(int(random.integers(0, 3)) if way is not _cut else 0):
        made = way(made, random)
    return made, way.__name__.strip("_")


def harmless(name: str, random: np.random.Generator) -> bytes:
    """The same table with other signs, line ends and encoding: it has to give the same targets."""
    dash = str(random.choice(list("-" + DASHES)))
    fortran = bool(random.integers(2))

    def written(text: str) -> str:
        text = f"{float(text):.9e}".replace("e", "D") if fortran else text
        return text.replace("-", dash)

    text = fuzz_seeds.table(name, written).replace("\n", str(random.choice(["\n", "\r\n", "\r", "\n\n"])))
    if random.integers(2):
        text = "# made by hand\n" + text
    return text.encode(str(random.choice(CODES)))


def _place(raw: bytes, random: np.random.Generator) -> int:
    """Somewhere, and often near the beginning, where formats keep their numbers."""
    size = max(1, len(raw))
    return int(random.integers(min(size, 200) if random.integers(3) == 0 else size))


def _flip(raw: bytes, random: np.random.Generator) -> bytes:
    made = bytearray(raw)
    for _ in range(int(random.integers(1, 9))):
        if made:
            made[_place(raw, random)] ^= 1 << int(random.integers(8))
    return bytes(made)


def _fill(raw: bytes, random: np.random.Generator) -> bytes:
    start, length = _place(raw, random), int(random.integers(1, 64))
    filling = [b"\0", b"\xff", random.bytes(1)][int(random.integers(3))] * length
    return raw[:start] + filling[: max(0, len(raw) - start)] + raw[start + length :]


def _insert(raw: bytes, random: np.random.Generator) -> bytes:
    start = _place(raw, random)
    return raw[:start] + random.bytes(int(random.integers(1, 16))) + raw[start:]


def _remove(raw: bytes, random: np.random.Generator) -> bytes:
    start = _place(raw, random)
    return raw[:start] + raw[start + int(random.integers(1, 64)) :]


def _repeat(raw: bytes, random: np.random.Generator) -> bytes:
    start, length = _place(raw, random), int(random.integers(1, 512))
    return raw[: start + length] + raw[start:]


def _swap(raw: bytes, random: np.random.Generator) -> bytes:
    one, other, length = sorted([_place(raw, random), _place(raw, random)]) + [int(random.integers(1, 32))]
    length = min(length, other - one)
    return (
        raw[:one]
        + raw[other : other + length]
        + raw[one + length : other]
        + raw[one : one + length]
        + raw[other + length :]
    )


def _cut(raw: bytes, random: np.random.Generator) -> bytes:
    return raw[: int(random.integers(0, max(1, len(raw))))]


def _number(raw: bytes, random: np.random.Generator) -> bytes:
    """One of the file's small numbers becomes an extreme one."""
    width = int(random.choice([1, 2, 4, 8]))
    extremes = (0, 1, 2**7, 2**15 - 1, 2**16 - 1, 2**31 - 1, 2**32 - 1, 2**63 - 1, 2**64 - 1)
    value = int(extremes[int(random.integers(len(extremes)))]) % 256**width
    start = _place(raw, random)
    return raw[:start] + value.to_bytes(width, str(random.choice(["little", "big"]))) + raw[start + width :]


def _word(raw: bytes, random: np.random.Generator) -> bytes:
    """A number or a word of a text becomes another one."""
    found = list(_TOKEN.finditer(raw))
    if not found:
        return raw
    one = found[int(random.integers(len(found)))]
    return raw[: one.start()] + WORDS[int(random.integers(len(WORDS)))].encode() + raw[one.end() :]
