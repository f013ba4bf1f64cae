"""Translations: sentences out of the sources into i18n/*.ts, and those into the *.qm that Qt reads.

usage: python3 dev/translations.py update    after a sentence was added or changed; then translate what it lists
       python3 dev/translations.py build     make i18n/*.qm (`make setup` does it)

Nothing but the standard library, and no tool of Qt's: pylupdate loses a bare `tr` outside of classes in its version 6,
and lrelease is another package on each system. All sentences are in the context `@default`, where
`core.base.translation.tr` looks for them.
"""

from __future__ import annotations

import ast
import html
import re
import struct
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "i18n"
PYTHON = ("plugin.py", "algorithms/**/*.py", "core/**/*.py", "gui/**/*.py", "models/**/*.py")
CONTEXT = "@default"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
CHAIN_KEYS = {"model_name", "model_group", "description", "help", "component_description"}

Sources = dict[str, list[str]]  # sentence -> files that have it
Translations = dict[str, str]


# Out of the sources


def sources() -> Sources:
    """Every sentence that the user may see in another language, in the order of the files."""
    found: Sources = {}
    for pattern, read in (
        (PYTHON, python_sentences),
        (("resources/styles/*.qml",), style_sentences),
        (("resources/chains/*.model3",), chain_sentences),
    ):
        for path in sorted(path for one in pattern for path in ROOT.glob(one)):
            for sentence in read(path):
                files = found.setdefault(sentence, [])
                if (name := path.relative_to(ROOT).as_posix()) not in files:
                    files.append(name)
    return found


def python_sentences(path: Path) -> list[str]:
    """Literals inside `tr(...)`."""
    return [
        call.args[0].value
        for call in tr_calls(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call.args[0], ast.Constant)
    ]


def tr_calls(tree: ast.AST) -> list[ast.Call]:
    """Calls of `tr`, in the order of the file."""
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr" and node.args
    ]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def style_sentences(path: Path) -> list[str]:
    """Texts of legends and names of fields: what `core.display.styles` translates."""
    texts = re.findall(r' label="([^"]*)"|<alias name="([^"]*)"', path.read_text(encoding="utf-8"))
    return [
        text
        for text in (html.unescape(one or other) for one, other in texts)
        if re.search(r"[A-Za-z]", re.sub(r"\$\{\w+\}", "", text))
    ]


def chain_sentences(path: Path) -> list[str]:
    """Names, descriptions and help of a chain: what `algorithms.chains` translates."""
    found = []

    def walk(option: ET.Element, in_help: bool) -> None:
        name, value = option.get("name", ""), option.get("value")
        if value and (name in CHAIN_KEYS or (in_help and name != "ALG_CREATOR")):
            found.append(value)
        for child in option:
            walk(child, in_help or name == "help")

    walk(ET.parse(path).getroot(), False)
    return found


# .ts: for people and their tools


def read_ts(path: Path) -> Translations:
    """Finished translations."""
    if not path.exists():
        return {}
    found = {}
    for message in ET.parse(path).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            found[message.findtext("source", "")] = translation.text
    return found


def write_ts(path: Path, sentences: Sources, known: Translations) -> None:
    """Write all sentences; those without a translation as unfinished. Files without lines.

    A sentence that moves changes nothing.
    """
    lines = [
        (
            f'{HEAD}<TS version="2.1" language="{language_of(path)}" sourcelanguage="en">\n<context>\n    '
            f"<name>{CONTEXT}</name>\n"
        )
    ]
    for sentence, files in sentences.items():
        translation = known.get(sentence, "")
        lines.append("    <message>\n")
        lines += [f'        <location filename="../{name}"/>\n' for name in files]
        lines.append(f"        <source>{_escaped(sentence)}</source>\n")
        state = "" if translation else ' type="unfinished"'
        lines.append(f"        <translation{state}>{_escaped(translation)}</translation>\n    </message>\n")
    path.write_text("".join(lines) + "</context>\n</TS>\n", encoding="utf-8")


def language_of(path: Path) -> str:
    """zh_CN of slipline_zh_CN.ts."""
    return path.stem.partition("_")[2]


def _escaped(text: str) -> str:
    return html.escape(text, quote=True).replace("&#x27;", "&apos;")


def update() -> int:
    """Bring every .ts up to date: finished translations stay, sentences that are gone go.

    Returns how many are missing.
    """
    sentences, missing = sources(), 0
    for path in sorted(FOLDER.glob("*.ts")):
        known = read_ts(path)
        write_ts(path, sentences, known)
        untranslated = [sentence for sentence in sentences if sentence not in known]
        missing += len(untranslated)
        print(f"{path.relative_to(ROOT)}: {len(sentences)} sentences, {len(untranslated)} without a translation")
        for sentence in untranslated:
            print(f"  {sentence!r}")
    return missing


# .qm: what QTranslator reads (Qt's qtranslator.cpp; written here with full sources, so that equal hashes are told
# apart)

MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
HASHES, MESSAGES, LANGUAGE = 0x42, 0x69, 0xA7
END, TRANSLATION, SOURCE_TEXT, CONTEXT_NAME, COMMENT = 1, 3, 6, 7, 8


def qm(translations: Translations, language: str) -> bytes:
    """The file's bytes; the same translations give the same bytes."""
    offsets, messages = [], bytearray()
    for sentence, translation in sorted(translations.items()):
        source = sentence.encode()
        offsets.append((elf_hash(source), len(messages)))
        parts = (
            (TRANSLATION, translation.encode("utf-16-be")),
            (SOURCE_TEXT, source),
            (CONTEXT_NAME, CONTEXT.encode()),
            (COMMENT, b""),
        )
        for tag, content in parts:
            messages += struct.pack(">BI", tag, len(content)) + content
        messages.append(END)
    hashes = b"".join(struct.pack(">II", *one) for one in sorted(offsets))
    sections = ((LANGUAGE, language.encode()), (HASHES, hashes), (MESSAGES, bytes(messages)))
    return MAGIC + b"".join(struct.pack(">BI", tag, len(content)) + content for tag, content in sections)


def elf_hash(text: bytes) -> int:
    """Qt's hash of a source text."""
    value = 0
    for byte in text:
        value = ((value << 4) + byte) & 0xFFFFFFFF
        high = value & 0xF0000000
        value ^= (high >> 24) ^ high
    return value or 1


def compiled() -> dict[str, bytes]:
    """Names and contents of all .qm files."""
    return {path.with_suffix(".qm").name: qm(read_ts(path), language_of(path)) for path in sorted(FOLDER.glob("*.ts"))}


def build() -> None:
    """Write the .qm files beside the .ts, where they changed."""
    for name, content in compiled().items():
        path = FOLDER / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


if __name__ == "__main__":
    if sys.argv[1:] == ["build"]:
        build()
    elif sys.argv[1:] == ["update"]:
        sys.exit(
            "Translate what is listed in the .ts (Qt Linguist, or any editor), then run this again." if update() else 0
        )
    else:
        sys.exit(__doc__)
