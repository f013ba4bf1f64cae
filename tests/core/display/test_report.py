from __future__ import annotations

import re
import sys
from xml.etree import ElementTree

import jinja2
import pytest

from slipline.core.base.errors import InputError
from slipline.core.display import pages, report
from slipline.core.display.pages import number


def body_of(text: str) -> ElementTree.Element:
    return ElementTree.fromstring("<body>" + text.partition("<body>")[2].partition("</html>")[0])


def test_a_page_holds_its_parts_in_order_and_is_well_formed():
    parts = [report.heading("One"), report.paragraph("two"), report.table(["a", "b"], [["x", 1]])]
    assert [child.tag for child in body_of(report.page("A title", parts))] == ["h1", "h2", "p", "table", "footer"]


def test_a_page_says_what_made_it_when_and_whether_its_input_was_invented():
    body = body_of(report.page("a", []))
    assert re.fullmatch(
        r"Made by Slipline \d\S+ on \d{4}-\d\d-\d\d \d\d:\d\d \(UTC[+-]\d{4}\)\.", body.find("footer").text
    )
    assert body[0].tag == "h1"
    stamp = body_of(report.page("a", [], synthetic=True))[0]
    assert (stamp.get("class"), stamp.text[:10]) == ("stamp", "SYNTHETIC:")


NASTY = '<script>alert("1")</script>&{{ 1 }}{% raw %}'


def test_text_of_the_user_is_text_in_every_part_of_a_page():
    parts = [report.heading(NASTY), report.paragraph(NASTY), report.notice(NASTY)]
    parts += [report.table([NASTY], [[NASTY]], NASTY), report.Part("picture", {"png": NASTY, "caption": NASTY})]
    macros = re.findall(r"% macro (\w+)", (pages.FOLDER / "parts.html").read_text(encoding="utf-8"))
    assert {part.kind for part in parts} == set(macros)  # a new kind of part is tested, too
    text = report.page(NASTY, parts)
    assert "<script" not in text
    body = body_of(text)
    assert "".join(body.itertext()).count(NASTY) == 8  # h1, h2, p, notice, caption, th, td, figcaption
    assert body.find("figure/img").attrib == {"alt": NASTY, "src": "data:image/png;base64," + NASTY}
    assert NASTY in ElementTree.fromstring(re.search("<title>.*</title>", text)[0]).text


def test_a_folded_table_opens_by_its_caption():
    body = body_of(report.page("a", [report.table(["b"], [["c"]], NASTY, folded=True)]))
    assert body.find("details/summary").text == NASTY
    assert body.find("details/table/caption") is None
    assert body.find("details/table/tbody/tr/td").text == "c"


def test_a_table_without_rows_has_its_header():
    table = body_of(report.page("a", [report.table(["b", "c"], [])])).find("table")
    assert [cell.text for cell in table.iter("th")] == ["b", "c"]


def test_a_template_that_asks_for_what_is_not_there_is_an_error():
    with pytest.raises(jinja2.UndefinedError, match="level"):
        report.page("a", [report.Part("heading", {"text": "b"})])


def test_without_jinja_one_sentence_says_what_to_do_before_the_work(monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    pages._environment.cache_clear()
    pages.require_pages("")
    for asked in (lambda: pages.require_pages("page.html"), lambda: report.page("a", [])):
        with pytest.raises(InputError, match=r"lacks jinja2\. .*python3-jinja2.*Or leave the output"):
            asked()


def test_the_language_of_a_page_is_told_to_the_browser(monkeypatch):
    monkeypatch.setattr(pages, "language", lambda: "zh-CN")
    assert '<html lang="zh-CN">' in report.page("a", [])


def test_undefined_numbers_are_shown_as_a_dash_and_never_as_zero():
    assert number(float("nan")) == "-"
    assert number(None) == "-"
    assert number(0.0) == "0.000"


@pytest.mark.parametrize(
    ("value", "text"), [(0.12345, "0.123"), (12345.6, "12,346"), (1234567, "1,234,567"), ("a", "a"), (True, "True")]
)
def test_numbers_are_written_for_people(value, text):
    assert number(value) == text


def test_a_figure_lies_inside_the_page_as_png():
    figure = report.new_figure(2, 1)
    if figure is None:
        pytest.skip("matplotlib is not installed")
    figure.add_subplot().plot([0, 1], [1, 0])
    text = report.page("a", [report.figure_png(figure, "a <b>")])
    assert "data:image/png;base64,iVBORw0KGgo" in text
    assert "<figcaption>a &lt;b&gt;</figcaption>" in text


def test_without_matplotlib_there_is_no_figure(without_matplotlib):
    assert report.new_figure() is None
    assert "matplotlib is not installed" in report.page("a", [report.figure_png(None, "b")])
