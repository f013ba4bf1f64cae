"""What a page of results is made of: headings, sentences, tables, pictures. Its look is in resources/pages."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..base.processes import plugin_version
from ..base.progress import check_asked
from ..base.translation import tr
from .pages import render

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NO_PICTURES = tr("There are no pictures here: matplotlib is not installed in the Python of QGIS.")


@dataclass(frozen=True)
class Part:
    """A piece of a page.

    Args:
        kind: name of the macro in resources/pages/parts.html that shows it.
        values: what the macro takes; plain text, never HTML.
    """

    kind: str
    values: Mapping[str, object]


def page(title: str, parts: Sequence[Part], synthetic: bool = False) -> str:
    """A complete HTML page, which says at its end which version of Slipline made it and when.

    Args:
        title: plain text.
        parts: made by the functions of this module, in order.
        synthetic: an input says that it was invented; a stamp above everything else then says so.

    Raises:
        InputError: this Python has no jinja2.
    """
    stamp = tr(
        "SYNTHETIC: the input says of itself that it was invented. This page describes a made-up area, not a real one."
    )
    made = tr("Made by Slipline {version} on {date}.").format(
        version=plugin_version(), date=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M (UTC%z)")
    )
    return render("page.html", title=title, parts=parts, stamp=stamp if synthetic else "", made=made)


def heading(text: str, level: int = 2) -> Part:
    """A heading of level 2 or 3."""
    return Part("heading", {"text": text, "level": level})


def paragraph(text: str) -> Part:
    """Plain sentences."""
    return Part("paragraph", {"text": text})


def notice(text: str) -> Part:
    """A sentence that the reader should not overlook."""
    return Part("notice", {"text": text})


def table(header: Sequence[str], rows: Sequence[Sequence[object]], caption: str = "", *, folded: bool = False) -> Part:
    """A table; the first column names the row, numbers stand to the right, NaN and None are shown as "-".

    A folded table, which needs a caption, is opened by a click on its caption.
    """
    return Part("table", {"header": header, "rows": rows, "caption": caption, "folded": folded})


def figure_png(figure: Figure | None, caption: str = "", dots_per_inch: int = 110) -> Part:
    """A matplotlib figure as a picture inside the page; a sentence says so where there is no matplotlib.

    Args:
        figure: made without pyplot, so that no window is asked for; None without matplotlib.
        caption: plain text below it, also its alternative text.
        dots_per_inch: resolution.
    """
    check_asked()  # a picture takes a while
    if figure is None:
        return paragraph(NO_PICTURES)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dots_per_inch, bbox_inches="tight")
    return Part("picture", {"png": base64.b64encode(buffer.getvalue()).decode("ascii"), "caption": caption})


def new_figure(width: float = 8.0, height: float = 4.5) -> Figure | None:
    """An empty matplotlib Figure of this size in inches; None where matplotlib is not installed."""
    try:
        from matplotlib import figure
    except ImportError:
        return None
    return figure.Figure(figsize=(width, height), layout="constrained")
