"""Translations are complete: every sentence of the sources has one, with the same fields.

Nothing that people read is left out of `tr`.
"""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from slipline.dev import translations

from .algorithms.inputs import write_inputs

ROOT = Path(__file__).parent.parent
LANGUAGES = sorted(translations.FOLDER.glob("*.ts"))
PRODUCT = sorted(path for pattern in translations.PYTHON for path in ROOT.glob(pattern))
each_language = pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
each_file = pytest.mark.parametrize("path", PRODUCT, ids=lambda path: path.relative_to(ROOT).as_posix())
HAN = re.compile("[\u4e00-\u9fff]")
FIELD = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
# What hands texts on that were marked elsewhere: in styles, in chains, by the worker.
HELPERS = {"core/display/styles.py", "algorithms/chains.py", "core/worker/failures.py"}
# Texts that people see and that stay as they are: names, and file types.
SAME = {
    "Slipline",
    "Open Sans",
    "Single Box",
    "hotspot aspect",
    "abs density",
    "yyyy-MM-dd HH:mm",
    "accepted areas",
    "reviewed ground",
}
SHOWING = {  # functions whose texts are on a page, in a picture, in an attribute table
    "heading",
    "paragraph",
    "notice",
    "page",
    "table",
    "figure_png",
    "set_xlabel",
    "set_ylabel",
    "set_title",
    "Column",
    "folder",
}
ERRORS = {"CoreError", "InputError", "OutputError", "WorkerError", "TorchMissing", "refused"}


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@each_language
def test_every_sentence_is_translated_and_no_other_is(path):
    wanted, known = set(translations.sources()), set(translations.read_ts(path))
    assert sorted(wanted - known) == [], "not translated: run `make translations`, then translate what it lists"
    assert sorted(known - wanted) == [], "gone from the sources: run `make translations`"


@each_language
def test_fields_and_lines_are_those_of_the_sentence(path):
    wrong = {
        sentence: translation
        for sentence, translation in translations.read_ts(path).items()
        if sorted(FIELD.findall(sentence)) != sorted(FIELD.findall(translation))
        or sentence.count("\n") != translation.count("\n")
    }
    assert wrong == {}


def test_chinese_sentences_are_chinese():
    known = translations.read_ts(translations.FOLDER / "slipline_zh_CN.ts")
    words = {
        sentence: text
        for sentence, text in known.items()
        if re.search("[a-z]{3}", FIELD.sub("", sentence).replace("Slipline", ""))
    }
    assert {sentence for sentence, text in words.items() if not HAN.search(text)} == set()


def test_the_words_of_the_glossary_are_used():
    """Each row: English word, Chinese word.

    Where the first is in a sentence, the second has to be in its translation.
    """
    text = (translations.FOLDER / "glossary_zh_CN.md").read_text(encoding="utf-8")
    rows = [
        (one.strip(), [word.strip() for word in other.split(",")])
        for one, other in re.findall(r"^\| ([^|]+) \| ([^|]+) \|", text, re.MULTILINE)
    ]
    known = translations.read_ts(translations.FOLDER / "slipline_zh_CN.ts")
    assert len(rows) > 30
    wrong = [
        (english, sentence)
        for english, words in rows[2:]
        for sentence, translation in known.items()
        if re.search(rf"\b{re.escape(english)}s?\b", sentence) and not any(word in translation for word in words)
    ]
    assert wrong == []


@each_language
def test_qt_finds_every_translation(path, qgis_app):
    translations.build()
    translator = QTranslator()
    assert translator.load(QLocale(translations.language_of(path)), "slipline", "_", str(translations.FOLDER), ".qm")
    QCoreApplication.installTranslator(translator)
    try:
        known = translations.read_ts(path)
        assert [
            one for one, text in known.items() if QCoreApplication.translate(translations.CONTEXT, one) != text
        ] == []
        assert QCoreApplication.translate(translations.CONTEXT, "no such sentence") == "no such sentence"
    finally:
        QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("zh_CN", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh_SG", "zh_CN"),
        ("zh_TW", "zh_TW"),
        ("zh-Hant", "zh_TW"),
        ("de_DE", "de_DE"),
        ("en", "en_US"),
    ],
)
def test_simplified_chinese_has_one_translation_and_traditional_none(name, found, qgis_app, monkeypatch):
    from qgis.core import QgsSettings

    from slipline.plugin import locale_of_qgis

    values = {"locale/overrideFlag": True, "locale/userLocale": name}
    monkeypatch.setattr(QgsSettings, "value", lambda _self, key, default=None, *_: values.get(key, default))
    assert locale_of_qgis().name() == found


@each_file
def test_tr_gets_a_literal(path):
    if path.relative_to(ROOT).as_posix() not in HELPERS:
        calls = translations.tr_calls(tree_of(path))
        assert [
            ast.unparse(call)
            for call in calls
            if not (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
        ] == []


def shown_texts(path):
    """Texts in a file that people will see and that are not inside of `tr`: (line, text)."""
    tree = tree_of(path)
    bare = sorted(_bare_texts(tree), key=lambda one: (one[0].lineno, one[0].col_offset))
    if path.relative_to(ROOT).parts[0] in {"algorithms", "gui"}:  # all texts of several words there
        return [
            (node.lineno, text) for node, text in bare if re.search(r"[A-Za-z]{2,} [A-Za-z(]|^[A-Z][a-z]{3,}$", text)
        ]
    inside = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for argument in _shown_arguments(call)
        for part in _without_conditions(argument)
    }
    return [
        (node.lineno, text)
        for node, text in bare
        if id(node) in inside and re.search("[A-Za-z]{3}", FIELD.sub("", text).replace("IoU", ""))
    ]


def _shown_arguments(call):
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ERRORS:
        return call.args[1 if name == "refused" else 0 :]
    if name in SHOWING:
        return call.args[2 if name == "Column" else 0 :]
    return [keyword.value for keyword in call.keywords if keyword.arg in ("label", "xlabel", "ylabel", "title")]


def _without_conditions(node):
    """A node and what is in it, without keys, comparisons and arguments of other calls."""
    yield node
    if isinstance(node, ast.Call):
        yield from _without_conditions(node.func)
    elif not isinstance(node, (ast.Subscript, ast.Compare)):
        for child in ast.iter_child_nodes(node):
            yield from _without_conditions(child)


def _bare_texts(tree):
    """Constants and f-strings outside of `tr`, docstrings, log lines, developers' errors and basemap names."""
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.Call) and re.search(
            r"^tr$|\.(message|warning|setStyleSheet)$|ValueError$|^re\.|FileNotFoundError$|^Basemap$",
            ast.unparse(node.func),
        ):
            skipped |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in skipped:
            skipped |= {id(part) for part in node.values}
            yield node, "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node, node.value


@each_file
def test_no_text_that_people_see_is_outside_of_tr(path):
    filters = re.compile(r"\w+ \(\*\.\w+\)")  # of files: PDF (*.pdf)
    wrong = [
        (line, text)
        for line, text in shown_texts(path)
        if text not in SAME and not filters.fullmatch(text) and not text.lstrip().startswith("<")
    ]
    assert wrong == []


def test_a_text_outside_of_tr_is_seen(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    for folder in ("gui", "core"):
        (tmp_path / folder).mkdir()
    window = tmp_path / "gui" / "window.py"
    window.write_text(
        '"""Doc string here."""\nlabel = QLabel("Choose a layer")\nother = QLabel(tr("Choose a layer"))\nbutton '
        '= QPushButton(f"Area {n} of all")\n'
    )
    assert shown_texts(window) == [(2, "Choose a layer"), (4, "Area … of all")]
    report = tmp_path / "core" / "report.py"
    report.write_text(
        'parts = [heading("Scores"), paragraph(f"{n} areas"), table([tr("a score"), "recall"], rows), '
        'values["network"]]\nraise InputError("No layer.")\n'
    )
    assert shown_texts(report) == [(1, "Scores"), (1, "… areas"), (1, "recall"), (2, "No layer.")]


@pytest.fixture(scope="module")
def chinese(qgis_process, tmp_path_factory):
    """qgis_process in a profile whose language is Chinese: chinese("list") or chinese("run", ...)."""
    profile = tmp_path_factory.mktemp("chinese")
    settings = profile / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[locale]\noverrideFlag=true\nuserLocale=zh_CN\n")
    environment = {**qgis_process.environment, "QGIS_CUSTOM_CONFIG_PATH": str(profile)}
    translations.build()

    def run(*arguments):
        return subprocess.run(
            [qgis_process.program, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )

    run("plugins", "enable", "slipline")
    return run


def test_qgis_in_chinese_lists_the_tools_in_chinese(chinese):
    tools = dict(re.findall(r"^\s+(slipline:[^\t]+)\t(.+)$", chinese("list").stdout, re.MULTILINE))
    assert tools["slipline:hotspot"] == "热点分析（Gi* 与核密度）"
    assert tools["slipline:From targets to boundaries"] == "从相干目标到边界"  # the id stays
    assert all(HAN.search(name) for name in tools.values())
    help_text = chinese("help", "slipline:hotspot").stdout
    assert "距离阈值 (m)" in help_text
    assert "在 Gi* 中互为邻点" in help_text


def test_qgis_in_chinese_runs_hot_spot_and_refuses_in_chinese(chinese, tmp_path):
    inputs = write_inputs(tmp_path)
    good = chinese(
        "run",
        "slipline:hotspot",
        "--",
        f"TARGETS={inputs / 'targets.gpkg'}",
        "CELL=20",
        f"OUTPUT_MAP={tmp_path / 'map.tif'}",
        f"OUTPUT_TARGETS={tmp_path / 'gi.gpkg'}",
    )
    assert good.returncode == 0, good.stderr
    assert "朝向卫星" in (tmp_path / "map.qml").read_text(encoding="utf-8")
    assert "朝向卫星，99 % 显著" in (tmp_path / "gi.qml").read_text(encoding="utf-8")
    bad = chinese(
        "run",
        "slipline:hotspot",
        "--",
        f"TARGETS={inputs / 'nulls.gpkg'}",
        "CELL=20",
        f"OUTPUT_MAP={tmp_path / 'none.tif'}",
    )
    assert bad.returncode != 0
    assert "400 个目标都没有速率。请选择速率字段。" in bad.stdout + bad.stderr
    assert not (tmp_path / "none.tif").exists()
