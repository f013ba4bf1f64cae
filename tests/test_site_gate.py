"""What QGIS' plugin site would find in an upload is found before."""

import importlib.util
import sys
from pathlib import Path

import pytest

DEV = Path(__file__).parent.parent / "dev"


@pytest.fixture(scope="module")
def gate():
    """dev/site_gate.py as a module."""
    pytest.importorskip("detect_secrets")
    pytest.importorskip("flake8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(DEV))
        place = importlib.util.spec_from_file_location("site_gate", DEV / "site_gate.py")
        module = importlib.util.module_from_spec(place)
        place.loader.exec_module(module)
        yield module
    sys.modules.pop("package", None)


def test_secrets_unsafe_code_and_style_are_found_each_with_its_place(gate):
    found = gate.findings(
        {
            "a.py": b"import os\n\nos.system('ls ' + os.sep)\n",
            "b.py": b'password = "' + b"q8Zr5vX2mW7pLk3T" + b'"\n',
            "c.py": b"# " + b"x " * 60 + b"x\n",
            "d.py": b"assert True  # nosec B101\n",
            **{name: b"# nosec\n" * count for name, count in gate.MARKS.items()},
        }
    )
    for place, words in (
        ("a.py:3", "B605"),
        ("b.py:1", "Secret Keyword"),
        ("c.py:1", "E501"),
        ("d.py: 1 marks that silence bandit, 0 are known", ""),
    ):
        assert [line for line in found if place in line and words in line], (place, found)


def test_the_product_has_the_marks_that_are_known_and_no_other(gate):
    contents = gate.members()
    assert gate.marks(contents) == []
    (name, count), *_ = gate.MARKS.items()
    assert len(gate.marks({**contents, name: contents[name] + b"# nosec\n"})) == 1
    assert len(gate.marks({key: value for key, value in contents.items() if key != name})) == 1
    assert count > 0


def test_hashes_of_files_are_no_secrets_but_a_key_beside_them_is(gate, tmp_path):
    (tmp_path / "list.txt").write_text("numpy==2.0 --hash=sha256:" + "0123456789abcdef" * 4 + "\n")
    assert gate.secrets(tmp_path) == []
    (tmp_path / "key.txt").write_text("-----BEGIN RSA " + "PRIVATE KEY-----\n")
    assert len(gate.secrets(tmp_path)) == 1
