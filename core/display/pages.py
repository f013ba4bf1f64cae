"""Pages from the templates in resources/pages, by jinja2, which QGIS brings. Every value is escaped."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import InputError
from ..base.translation import language, tr
from ..worker.libraries import how_to_get

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "pages"


def render(template: str, **values: object) -> str:
    """The text of a template, filled in.

    Args:
        template: name of a file in resources/pages.
        values: what its fields stand for; text is escaped, so that no name of a layer or a file becomes HTML.

    Raises:
        InputError: this Python has no jinja2.
    """
    return _environment().get_template(template).render(language=language(), **values)


def require_pages(path: str) -> None:
    """Tell before the work, and not after it, that no page can be written; an empty path asks for none.

    Raises:
        InputError: this Python has no jinja2.
    """
    if path:
        _environment()


@cache
def _environment() -> Environment:
    try:
        import jinja2
    except ImportError as error:
        raise InputError(
            tr(
                "The page cannot be written, because the Python of QGIS lacks jinja2. {advice} Or leave the output for "
                "the page empty."
            ),
            advice=how_to_get("jinja2"),
        ) from error
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["number"] = number
    return environment


def number(value: object, digits: int = 3) -> str:
    """A value as people read it: floats with some digits, large ones with fewer; undefined as "-"."""
    if value is None:
        return "-"
    if isinstance(value, float):
        if math.isnan(value):
            return "-"
        digits = 0 if abs(value) >= 1000 else min(digits, 1) if abs(value) >= 10 else digits
        return f"{value:,.{digits}f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
