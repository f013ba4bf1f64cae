"""The zip that QGIS' plugin manager installs."""

import configparser
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REQUIRED = (  # by the plugin manager and by the plugin repository
    "name",
    "description",
    "about",
    "version",
    "qgisMinimumVersion",
    "author",
    "email",
    "tracker",
    "repository",
)
MODEL = "resources/models/start.safetensors"


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
    workshop = re.compile(
        r"/(tests|benchmarks|dev|build|demo_|dist|\.\w+|__pycache__|Makefile|pyproject\.toml)(/|$)|\.pyc$"
    )
    assert [name for name in archive.namelist() if workshop.search(name)] == []


def test_nothing_is_binary_but_translations_and_the_starting_model(archive):
    assert [
        name for name in archive.namelist() if not name.endswith((".qm", MODEL)) and b"\0" in archive.read(name)
    ] == []
    assert len(archive.read(f"slipline/{MODEL}")) < 5_000_000


def test_metadata_has_what_the_plugin_manager_asks_for(archive, metadata):
    assert metadata["license"] == "GPL-3.0-or-later"
    assert {key for key in REQUIRED if not metadata.get(key, "").strip()} == set()
    assert metadata["hasProcessingProvider"] == "yes"
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert re.fullmatch(r"\d+\.\d+\.\d+", metadata["version"])
    assert f"slipline/{metadata['icon']}" in archive.namelist()
    newest = re.search(r"^## \[(.+?)\](.*)$", archive.read("slipline/CHANGELOG.md").decode(), re.MULTILINE)
    assert newest[1] == "Unreleased" or (
        newest[1] == metadata["version"] and re.fullmatch(r" - \d{4}-\d\d-\d\d", newest[2])
    )
    assert "GNU GENERAL PUBLIC LICENSE\n                       Version 3" in archive.read("slipline/LICENSE").decode()


@pytest.fixture()
def build(tmp_path):
    """Packs a copy of the product with changes to its metadata and with addresses.

    Exit status, what it said, the packed metadata.
    """
    copy = tmp_path / "copy"
    for name in ("algorithms", "core", "gui", "models", "resources", "dev"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("__init__.py", "plugin.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md"):
        shutil.copy(ROOT / name, copy)

    def run(old="", new="", **addresses):
        text = (copy / "metadata.txt").read_text(encoding="utf-8")
        assert old in text
        (copy / "metadata.txt").write_text(text.replace(old, new), encoding="utf-8")
        given = {name: addresses.get(name, "") for name in ("REPOSITORY", "EMAIL", "HOMEPAGE", "TRACKER")}
        done = subprocess.run(
            [sys.executable, str(copy / "dev" / "package.py"), str(tmp_path / "dist")],
            capture_output=True,
            text=True,
            env={**os.environ, **given},
        )
        parser = configparser.ConfigParser(interpolation=None)
        for path in (tmp_path / "dist").glob("*.zip"):
            with zipfile.ZipFile(path) as opened:
                parser.read_string(opened.read("slipline/metadata.txt").decode())
        return (
            done.returncode,
            done.stdout + done.stderr,
            dict(parser["general"]) if parser.has_section("general") else None,
        )

    return run


def test_a_build_without_addresses_says_that_it_is_none_to_publish(build):
    code, said, metadata = build()
    assert code == 0
    assert "not to publish: placeholders for homepage, repository, tracker, email;" in said
    assert metadata["repository"].endswith(".invalid/slipline")


def test_the_releaser_gives_the_addresses(build):
    code, said, metadata = build(
        "experimental=True",
        "experimental=False",
        REPOSITORY="https://git.example.org/li/slipline/",
        EMAIL="li@example.org",
    )
    assert (code, "placeholders" in said) == (0, False)
    wanted = {"repository": "", "homepage": "", "tracker": "/issues"}
    assert {name: metadata[name] for name in wanted} == {
        name: "https://git.example.org/li/slipline" + end for name, end in wanted.items()
    }
    assert metadata["email"] == "li@example.org"
    code, _, metadata = build(
        REPOSITORY="https://git.example.org/li/slipline",
        EMAIL="li@example.org",
        HOMEPAGE="https://example.org",
        TRACKER="https://bugs.example.org/1",
    )
    assert (code, metadata["homepage"], metadata["tracker"]) == (0, "https://example.org", "https://bugs.example.org/1")


def test_a_release_with_placeholders_is_refused(build):
    code, said, metadata = build(
        "experimental=True", "experimental=False", REPOSITORY="https://git.example.org/li/slipline"
    )
    assert (code, metadata) == (1, None)
    assert said == "A release needs real addresses: email. Run make package REPOSITORY=https://... EMAIL=name@host.\n"


def test_what_is_no_address_is_refused(build):
    code, said, metadata = build(REPOSITORY="git.example.org", EMAIL="li")
    assert (code, metadata) == (1, None)
    assert said.startswith("Not an address: git.example.org, li. ")


def test_the_installed_zip_runs_in_a_fresh_profile(archive, qgis_process, tmp_path):
    plugins = tmp_path / "profiles" / "default" / "python" / "plugins"
    archive.extractall(plugins)
    environment = {**qgis_process.environment, "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path)}
    environment.pop("QGIS_PLUGINPATH")
    report = tmp_path / "report.txt"

    def run(*arguments):
        return subprocess.run(
            [qgis_process.program, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            cwd=tmp_path,
        )

    assert run("plugins", "enable", "slipline").returncode == 0
    done = run("run", "slipline:environment", "--", f"OUTPUT={report}")
    assert done.returncode == 0, done.stderr
    assert "QGIS: 3." in report.read_text() or "QGIS: 4." in report.read_text()
    assert f"Python of the worker: {os.environ.get('SLIPLINE_PYTHON', '')}" in report.read_text()
