"""The zip that QGIS' plugin manager installs."""

import configparser
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REQUIRED = (  # by the plugin manager and by the plugin repository
    "name", "description", "about", "version", "qgisMinimumVersion", "author", "email", "tracker", "repository",
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, str(ROOT / "dev" / "package.py"), str(folder)], check=True, capture_output=True)
    (path,) = folder.glob("slipline-*.zip")
    with zipfile.ZipFile(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def metadata(archive):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_file(io.TextIOWrapper(archive.open("slipline/metadata.txt"), encoding="utf-8"))
    return parser["general"]


def test_everything_lies_in_one_folder_called_slipline(archive):
    assert archive.testzip() is None
    assert {name.split("/")[0] for name in archive.namelist()} == {"slipline"}
    assert {"slipline/__init__.py", "slipline/metadata.txt", "slipline/LICENSE"} <= set(archive.namelist())


def test_every_module_and_resource_of_the_product_is_inside(archive):
    folders = ("algorithms", "core", "gui", "models", "resources")
    wanted = {
        f"slipline/{path.relative_to(ROOT).as_posix()}"
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith(".")
    }
    assert wanted <= set(archive.namelist())


def test_nothing_of_the_workshop_is_inside(archive):
    workshop = re.compile(r"/(tests|benchmarks|dev|build|demo_|dist|\.\w+|__pycache__|Makefile|pyproject\.toml)(/|$)|\.pyc$")
    assert [name for name in archive.namelist() if workshop.search(name)] == []


def test_nothing_is_binary_but_translations(archive):
    assert [name for name in archive.namelist() if not name.endswith(".qm") and b"\0" in archive.read(name)] == []


def test_metadata_has_what_the_plugin_manager_asks_for(archive, metadata):
    assert {key for key in REQUIRED if not metadata.get(key, "").strip()} == set()
    assert metadata["hasProcessingProvider"] == "yes"
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert re.fullmatch(r"\d+\.\d+\.\d+", metadata["version"])
    assert f"slipline/{metadata['icon']}" in archive.namelist()
    newest = re.search(r"^## \[(.+?)\](.*)$", archive.read("slipline/CHANGELOG.md").decode(), re.MULTILINE)
    assert newest[1] == "Unreleased" or (newest[1] == metadata["version"] and re.fullmatch(r" - \d{4}-\d\d-\d\d", newest[2]))
    assert "GNU GENERAL PUBLIC LICENSE\n                       Version 3" in archive.read("slipline/LICENSE").decode()


def test_the_installed_zip_runs_in_a_fresh_profile(archive, qgis_process, tmp_path):
    plugins = tmp_path / "profiles" / "default" / "python" / "plugins"
    archive.extractall(plugins)
    environment = {**qgis_process.environment, "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path)}
    environment.pop("QGIS_PLUGINPATH")
    report = tmp_path / "report.txt"

    def run(*arguments):
        return subprocess.run(
            [qgis_process.program, *arguments], env=environment, capture_output=True, text=True, timeout=300, cwd=tmp_path
        )

    assert run("plugins", "enable", "slipline").returncode == 0
    done = run("run", "slipline:environment", "--", f"OUTPUT={report}")
    assert done.returncode == 0, done.stderr
    assert "QGIS: 3." in report.read_text() or "QGIS: 4." in report.read_text()
    assert f"Python of the worker: {os.environ.get('SLIPLINE_PYTHON', '')}" in report.read_text()
