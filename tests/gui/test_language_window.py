"""QGIS started in Chinese, in a real window: the toolbox, the dialogs, the panels.

Screenshots stay in build/screenshots/zh.
"""

import re

import pytest

from ..small_area import make_inputs
from .ways import CHAINS, INPUTS
from .window import SETTINGS, drive, pictures

HAN = re.compile("[\u4e00-\u9fff]")
SAME = {"Slipline", "DEM", "mm/yr", "ha", "areas", "targets", "image", "dem", "Slipline：影像"}  # names, units, layers


def start(tmp_path_factory, locale, name):
    folder = tmp_path_factory.mktemp("language")
    settings = folder / "profile" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"{SETTINGS}[locale]\noverrideFlag=true\nuserLocale={locale}\n")
    inputs = make_inputs(folder)
    # QGIS names a temporary layer after its output, but the layer of a user's own file after the file.
    outputs = dict.fromkeys(("OUTPUT_TARGETS", "OUTPUT_MAP", "OUTPUT_AREAS"), "TEMPORARY_OUTPUT")
    hotspot = {"TARGETS": inputs["targets"], "GRID": inputs["image"], **outputs}
    return drive(
        folder,
        "drive_language.py",
        {
            "screenshots": pictures(name),
            "report": str(folder / "seen.json"),
            "layers": [inputs["image"]],
            "areas": inputs["areas"],
            "targets": inputs["targets"],
            "hotspot": hotspot,
            "bad": {**hotspot, "CELL": 10.0, "GRID": inputs["dem"], "TARGETS": inputs["areas"]},
        },
    )


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    return start(tmp_path_factory, "zh-Hans", "zh")


def not_chinese(texts):
    """Texts with words but without a Chinese character."""
    return [
        text
        for text in texts
        if re.search("[A-Za-z]{2}", re.sub("<[^>]*>", "", text).replace("language0", ""))
        and not HAN.search(text)
        and text not in SAME
    ]


def test_the_window_was_driven_to_the_end(window):
    assert window["error"] == ""


def test_the_toolbox_is_chinese(window):
    assert set(window["tools"]) == {f"slipline:{tool}" for tool in (*INPUTS, *CHAINS)}
    assert window["tools"]["slipline:hotspot"][0] == "热点分析（Gi* 与核密度）"
    assert window["tools"]["slipline:From targets to boundaries"][0] == "从相干目标到边界"
    assert not_chinese([text for tool in window["tools"].values() for text in tool]) == []


def test_every_dialog_is_chinese(window):
    assert not_chinese([text for dialog in window["dialogs"].values() for text in dialog]) == []


@pytest.mark.parametrize("part", ["menu", "set-up", "review", "reasons", "train again"])
def test_menu_panels_and_dialogs_are_chinese(window, part):
    assert len(window[part]) > 2
    assert not_chinese(window[part]) == []


def test_the_question_for_the_fields_of_a_review_is_chinese(window):
    assert "复核字段" in window["question"]


def test_a_refused_input_is_said_in_chinese(window):
    assert not window["bad"]["ok"]
    assert "图层 areas 的要素是面,而不是点。请为“相干目标”选择点图层。" in window["bad"]["log"]


def test_hot_spot_runs_and_names_its_layers_in_chinese(window):
    assert window["hotspot"]["ok"]
    assert {"带 Gi* 的相干目标", "热点图", "候选形变区"} <= set(window["layers"])
