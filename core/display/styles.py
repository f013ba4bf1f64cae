"""The look of a result: a QGIS style file beside it, which QGIS applies when the layer is opened."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape, unescape  # only texts of attributes  # nosec B406

from ..base.outputs import write_text
from ..base.translation import tr

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "styles"


_SHOWN = re.compile(r'(?<= label=")[^"]*|(?<=<alias name=")[^"]*')  # of a legend, of a field
_QUOTES = {'"': "&quot;"}


def style_text(style: str) -> str:
    """A template of resources/styles in the user's language, its `$name` fields still open."""
    text = (FOLDER / f"{style}.qml").read_text(encoding="utf-8")
    return _SHOWN.sub(lambda found: _translated(found[0]), text)


def _translated(attribute: str) -> str:
    words = unescape(attribute, {"&quot;": '"'})
    return escape(tr(words), _QUOTES) if words else ""


def style_path(path: str) -> str:
    """Where QGIS looks for the style of a layer's file."""
    return str(Path(path).with_suffix(".qml"))


def write_style(path: str, style: str, **values: object) -> None:
    """Put a style beside a layer.

    Args:
        path: the layer's file.
        style: name of a template in resources/styles, without `.qml`.
        values: what the template's `$name` fields, which stand in attributes of its XML, are replaced by.

    Raises:
        OutputError: it cannot be written.
    """
    escaped = {name: escape(str(value), _QUOTES) for name, value in values.items()}
    write_text(style_path(path), Template(style_text(style)).substitute(escaped))
