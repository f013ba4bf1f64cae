"""What areas are, in words, and the page of what is exposed."""

from __future__ import annotations

import re

import numpy as np

from slipline.core.areas.exposure import Exposed
from slipline.core.display.shown_words import shown
from slipline.core.summaries.exposure_page import exposure_page
from slipline.core.summaries.statements import STATEMENTS, counted_words, statement, titles

from ..page_reader import read_page

ROADS = Exposed(
    "roads", "roads", np.array([1, 0, 2]), np.array([0, 1, 0]), np.array([100.0, 0, 250]), np.array([9.0, 40, 0])
)
HOUSES = Exposed("houses", "houses", np.array([0, 0, 7]), np.array([3, 0, 0]))


def test_a_statement_names_kind_trend_and_change_in_this_order_and_skips_what_is_not_known():
    area = {"change": "new", "trend": "accelerating", "motion_kind": "creep", "v_median": -3.0}
    assert statement(area) == f"{shown('creep')}, accelerating, new"
    assert statement({"motion_kind": None, "trend": ""}) == ""
    assert set(titles()) == set(STATEMENTS)


def test_words_are_counted_the_most_frequent_first():
    assert counted_words(["uplift", None, "landslide", "landslide", ""]) == "2 landslide, 1 uplift"
    assert counted_words([None]) == ""


def rows_of(html):
    """The cells of each row of all tables."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [[read_page(cell)[2].strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)] for row in rows]


def test_the_page_holds_sums_areas_lengths_and_what_the_areas_are():
    said = {"motion_kind": ["landslide", None, "bowl"], "trend": ["slowing", None, "break"]}
    html = exposure_page([ROADS, HOUSES], 50.0, [11, 12, 13], said)
    rows = rows_of(html)
    assert rows[1:3] == [["roads", "3", "1", "350", "49"], ["houses", "7", "3", "-", "-"]]
    assert "2 of 3 areas" in read_page(html)[2]
    assert rows[4] == ["13", shown("bowl"), "break", "2 (250 m)", "0 (0 m)", "7", "0"]  # most in it comes first
    assert rows[6] == ["12", "-", "-", "0 (0 m)", "1 (40 m)", "0", "0"]
    assert "SYNTHETIC" in exposure_page([ROADS], 50.0, [1, 2, 3], {}, synthetic=True)
