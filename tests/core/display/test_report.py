from __future__ import annotations

from xml.etree import ElementTree

import pytest

from slipline.core.display import report


def body_of(text: str) -> ElementTree.Element:
    return ElementTree.fromstring("<body>" + text.partition("<body>")[2].partition("</html>")[0])


def test_a_page_holds_its_parts_in_order_and_is_well_formed():
    parts = [report.heading("One"), report.paragraph("two"), report.table(["a", "b"], [["x", 1]])]
    text = report.page("A title", parts)
    assert [child.tag for child in body_of(text)] == ["h1", "h2", "p", "table"]


def test_text_of_the_user_is_escaped_everywhere():
    nasty = '<script>alert("x")</script>&'
    parts = [report.heading(nasty), report.paragraph(nasty), report.notice(nasty)]
    parts.append(report.table([nasty], [[nasty]], nasty))
    text = report.page(nasty, parts)
    assert "<script" not in text
    assert "".join(body_of(text).itertext()).count(nasty) == 7  # h1, h2, p, notice, caption, th, td


def test_undefined_numbers_are_shown_as_a_dash_and_never_as_zero():
    assert report.number(float("nan")) == "-"
    assert report.number(None) == "-"
    assert report.number(0.0) == "0.000"


@pytest.mark.parametrize(
    ("value", "text"), [(0.12345, "0.123"), (12345.6, "12,346"), (1234567, "1,234,567"), ("a", "a"), (True, "True")]
)
def test_numbers_are_written_for_people(value, text):
    assert report.number(value) == text


def test_a_figure_lies_inside_the_page_as_png():
    figure = report.new_figure(2, 1)
    if figure is None:
        pytest.skip("matplotlib is not installed")
    figure.add_subplot().plot([0, 1], [1, 0])
    text = report.figure_png(figure, "a <b>")
    assert "data:image/png;base64,iVBORw0KGgo" in text
    assert "<figcaption>a &lt;b&gt;</figcaption>" in text


def test_without_matplotlib_there_is_no_figure(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    assert report.new_figure() is None
