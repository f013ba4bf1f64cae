"""The look of a result: a QGIS style file beside it, which QGIS applies when the layer is opened."""

from __future__ import annotations

from pathlib import Path
from string import Template

from .outputs import write_text

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "styles"


def style_path(path: str) -> str:
    """Where QGIS looks for the style of a layer's file."""
    return str(Path(path).with_suffix(".qml"))


def write_style(path: str, style: str, **values: object) -> None:
    """Put a style beside a layer.

    Args:
        path: the layer's file.
        style: name of a template in resources/styles, without `.qml`.
        values: what the template's `$name` fields stand for.

    Raises:
        OutputError: it cannot be written.
    """
    template = Template((FOLDER / f"{style}.qml").read_text(encoding="utf-8"))
    write_text(style_path(path), template.substitute(values))
