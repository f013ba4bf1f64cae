"""Pages made from templates in resources/pages: whatever is put in is escaped."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.translation import language
from .report import STYLE, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "pages"


def rendered(template: str, **values: object) -> str:
    """A page.

    Args:
        template: name of the file in resources/pages.
        values: what the template asks for; texts are escaped.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(str(FOLDER)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = number
    return environment.get_template(template).render(language=language(), style=STYLE, **values)


def picture(figure: Figure | None, dots_per_inch: int = 110) -> str:
    """A figure as the address of a picture inside the page; empty without one."""
    if figure is None:
        return ""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dots_per_inch, bbox_inches="tight")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
