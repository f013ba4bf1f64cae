"""Sentences in the user's language, with a language that puts each translated text between brackets.

What is outside was not translated.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

import numpy as np
import pytest

from slipline.core.base import translation
from slipline.core.base.errors import InputError
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions
from slipline.core.comparison.report import write_comparison
from slipline.core.display import plot_font
from slipline.core.display.shown_words import shown
from slipline.core.display.styles import style_text
from slipline.core.evaluation.evaluation import evaluate
from slipline.core.evaluation.inputs import EvaluationInputs
from slipline.core.evaluation.page import log_lines, write_html
from slipline.core.tilestore.store_view import view_of
from slipline.core.training.page import write_training_report
from slipline.core.training.plots import curves

from ..comparison.test_compare import run_of
from ..evaluation.test_evaluation import GRID, ORIGIN, PREDICTED, REFERENCE
from ..evaluation.test_evaluation import rasters as rasters  # noqa: PLC0414
from ..made_targets import plain_targets
from ..rasters import NORTH, WEST, box
from ..training.test_page import METRIC
from ..training.test_page import record as record  # noqa: PLC0414

# Names, units, numbers and what a recipe holds stay as they are.
SAME = (
    r"IoU|F1|AUPRC|mm/yr|m²|z/km²|hot|spot|hotspot|velocity|targets|slope|aspect|north|east|resunet|unet|recommended|random|blocks|cpu|torch|PyTorch|script|alert"
    r"|stack|tif|III|IV|red|green|blue|density"
)


@pytest.fixture()
def bracketed():
    translation.install(lambda text: f"⟦{text}⟧", "xx")
    yield
    translation.install(None)


@pytest.fixture()
def chinese():
    translation.install(lambda text: f"译{text}", "zh-CN")
    yield
    translation.install(None)


def left_in_english(page):
    """Words between the tags that no bracket holds."""
    body = re.sub(r"<(style|title)>.*?</\1>", "", page, flags=re.DOTALL)
    texts = [html.unescape(text) for text in re.findall(r">([^<]+)<", body)] + [
        html.unescape(text) for text in re.findall(r'alt="([^"]*)"', body)
    ]
    outside, before = "\n".join(texts), ""
    while outside != before:  # brackets within brackets
        before, outside = outside, re.sub(r"⟦[^⟦⟧]*⟧", "", outside)
    return {word for word in re.findall(r"[A-Za-z²/]{2,}", outside) if not re.fullmatch(SAME, word)}


def test_without_a_translator_sentences_are_english():
    assert translation.tr("Areas") == "Areas"
    assert translation.language() == "en"


def test_a_translated_error_is_filled_in_after_it_was_translated(bracketed):
    error = InputError(translation.tr("The raster has {count} bands."), count=3)
    assert str(error) == "⟦The raster has 3 bands.⟧"


def test_english_holds_inside_its_block_only(bracketed):
    with translation.english():
        assert (translation.tr("a"), translation.language()) == ("a", "en")
    assert (translation.tr("a"), translation.language()) == ("⟦a⟧", "xx")


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("fast", "⟦fast⟧"),
        ("size (km²)", "⟦size (km²)⟧"),
        ("train", "⟦training⟧"),
        ("anything else", "anything else"),
        ("hot spot map, threshold (|hot spot| ≥ 3 z/km²)", "⟦hot spot map, threshold⟧ (|hot spot| ≥ 3 z/km²)"),
        (
            "pixel classifier (logistic regression of the bands and their squares)",
            "⟦pixel classifier⟧ (⟦logistic regression of the bands and their squares⟧)",
        ),
    ],
)
def test_stored_words_are_shown_translated(bracketed, stored, seen):
    assert shown(stored) == seen


def test_legends_and_names_of_fields_are_translated_in_a_style_and_numbers_are_not(bracketed):
    text = style_text("areas")
    assert 'label="⟦fast: 10 mm/yr and more⟧"' in text
    assert '<alias name="⟦area (m²)⟧"' in text
    assert "= 'fast' AND " in text
    assert "⟦" not in style_text("hotspot").replace("⟦0⟧", "").replace("⟦-${", "").replace("⟦${", "")


def test_all_of_an_evaluation_is_translated_but_its_log(bracketed, rasters, tmp_path):
    targets = plain_targets(WEST + np.array([100.0, 350.0]), NORTH - np.array([100.0, 90.0]), np.array([-30.0, 8.0]))
    inputs = EvaluationInputs(GRID, PREDICTED, REFERENCE, [box(20, -300, 480, -20)], *rasters, targets)
    result = evaluate(inputs)
    write_html(
        str(tmp_path / "r.html"),
        result,
        replace(ORIGIN, predicted="stack", reference="stack", within="stack", synthetic=True),
    )
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<html lang="xx">' in page
    assert "⟦Scores⟧" in page
    assert left_in_english(page) == set()
    assert "⟦" not in "".join(log_lines(result))


def test_all_of_a_training_report_is_translated_but_its_log(bracketed, record, tmp_path):
    tile_scores = {"random": 0.8, "blocks": 0.5, "gap": 0.3}
    changed = replace(
        record, result={**record.result, "tile_scores": tile_scores}, options=replace(record.options, split="random")
    )
    write_training_report(str(tmp_path / "r.html"), changed)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "⟦Ground and split⟧" in page
    assert left_in_english(page) == set()
    assert "⟦" not in "".join(record.scores.lines())


def test_all_of_a_comparison_is_translated(bracketed, record, tmp_path):
    store = view_of(record.store, ["hotspot", "velocity"], tmp_path, Silent())
    runs = [run_of(features="targets", missed=60, tiles=4), run_of(seed=1, tiles=4), run_of(seed=2, tiles=4)]
    write_comparison(str(tmp_path / "r.html"), runs, store, TrainingOptions(tile=32, split="random"), [])
    assert left_in_english((tmp_path / "r.html").read_text(encoding="utf-8")) == set()


def test_a_picture_is_chinese_where_a_font_has_it_and_english_where_none_has(chinese, monkeypatch):
    monkeypatch.setattr(plot_font, "han_font", lambda: "")
    assert curves([([METRIC], 0)]).axes[0].get_xlabel() == "epoch"
    assert translation.tr("epoch") == "译epoch"  # the page around it is not
    monkeypatch.setattr(plot_font, "han_font", lambda: "DejaVu Serif")
    label = curves([([METRIC], 0)]).axes[0].xaxis.label
    assert label.get_text() == "译epoch"
    assert label.get_fontfamily()[0] == "DejaVu Serif"


def test_the_font_of_the_set_up_has_the_characters(chinese):
    import warnings

    from matplotlib import font_manager

    if not plot_font.han_font():
        font_manager._load_fontmanager(try_read_cache=False)
    if not plot_font.han_font():
        pytest.skip("no font with Chinese characters is installed")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of a character that it has no picture of
        curves([([METRIC], 0)]).canvas.draw()
