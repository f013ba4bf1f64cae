"""What the review panel says of an area: the table at a glance."""

import re

import pytest

pytest.importorskip("qgis.gui")
from slipline.gui.review.panel import glance_of


def said(**values):
    """The table's cells as text."""
    text = re.sub("<[^>]*>", " ", glance_of(values, 7)).replace("&nbsp;", " ").replace("&#8288;", "")
    return " ".join(text.split())


def test_it_says_what_each_source_gives_and_how_far_the_outline_moves_without_the_main_one():
    shares = {"share_image": 0.154, "share_terrain": 0.246, "share_motion": 0.6}
    kept = said(**shares, shift_motion=-31.7, shift_image=2.0, gone_without=None)
    assert "why here motion 60%, terrain 25%, image 15%; without motion: −32 m" in kept
    assert "without motion: no area" in said(**shares, shift_motion=None, gone_without="image, motion")


def test_without_the_question_there_is_no_line():
    assert "why here" not in said(v_median=-12.0, share_image=None)
