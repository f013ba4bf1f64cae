"""A self-contained page for results: headings, sentences, tables, pictures. Text is escaped, pictures are inside."""

from __future__ import annotations

import base64
import html
import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..base.translation import language, tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 "Open Sans", "Segoe UI", Helvetica, Arial, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC",
       sans-serif; color: #222; background: #fff;
       max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-bottom: .2rem; border-bottom: 1px solid #d8d8d8; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p { margin: .5rem 0; max-width: 48rem; }
p.notice { background: #fff7e0; border-left: 4px solid #d89b00; padding: .5rem .8rem; }
table { border-collapse: collapse; margin: .7rem 0 1rem; font-variant-numeric: tabular-nums; }
caption { caption-side: top; text-align: left; color: #555; padding-bottom: .3rem; }
th, td { padding: .3rem .8rem; border-bottom: 1px solid #e3e3e3; text-align: right; vertical-align: top; }
th { border-bottom: 2px solid #888; font-weight: 600; }
th:first-child, td:first-child { text-align: left; }
td.text { text-align: left; }
figure { margin: 1rem 0; break-inside: avoid; }
img { max-width: 100%; height: auto; }
figcaption { color: #555; font-size: .9rem; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; }
               table { break-inside: avoid; } }
"""


def page(title: str, parts: Sequence[str]) -> str:
    """A complete HTML page.

    Args:
        title: plain text.
        parts: HTML made by the functions of this module, in order.
    """
    name = html.escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language())}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def heading(text: str, level: int = 2) -> str:
    """A heading of level 2 or 3."""
    return f"<h{level}>{html.escape(text)}</h{level}>"


def paragraph(text: str) -> str:
    """Plain sentences."""
    return f"<p>{html.escape(text)}</p>"


def notice(text: str) -> str:
    """A sentence that the reader should not overlook."""
    return f'<p class="notice">{html.escape(text)}</p>'


def table(header: Sequence[str], rows: Sequence[Sequence[object]], caption: str = "") -> str:
    """A table; the first column names the row, numbers stand to the right, NaN and None are shown as "-"."""
    head = "".join(f"<th>{html.escape(str(cell))}</th>" for cell in header)
    body = "\n".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows)
    title = f"<caption>{html.escape(caption)}</caption>\n" if caption else ""
    return f"<table>\n{title}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _cell(value: object) -> str:
    kind = ' class="text"' if isinstance(value, str) else ""
    return f"<td{kind}>{html.escape(number(value))}</td>"


def number(value: object, digits: int = 3) -> str:
    """A value as people read it: floats with some digits, undefined as "-"."""
    if value is None:
        return "-"
    if isinstance(value, float):
        if math.isnan(value):
            return "-"
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.{digits}f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def figure_png(figure: Figure, caption: str = "", dots_per_inch: int = 110) -> str:
    """A matplotlib figure as a picture inside the page.

    Args:
        figure: a matplotlib Figure (made without pyplot, so that no window is asked for).
        caption: plain text below it, also its alternative text.
        dots_per_inch: resolution.
    """
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dots_per_inch, bbox_inches="tight")
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    text = html.escape(caption)
    return (
        f'<figure><img alt="{text}" src="data:image/png;base64,{data}">'
        + (f"<figcaption>{text}</figcaption>" if caption else "")
        + "</figure>"
    )


def new_figure(width: float = 8.0, height: float = 4.5) -> Figure | None:
    """An empty matplotlib Figure of this size in inches; None where matplotlib is not installed."""
    try:
        from matplotlib import figure
    except ImportError:
        return None
    return figure.Figure(figsize=(width, height), layout="constrained")


NO_PICTURES = tr("There are no pictures here: matplotlib is not installed in the Python of QGIS.")
