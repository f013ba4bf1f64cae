"""The rules of the house, read from the source: who may import whom, and how long a thing may be."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCT = ("algorithms", "core", "gui", "models")
ALLOWED = {  # folder -> folders of the package that it may import
    "core": {"core"},
    "models": {"core", "models"},
    "algorithms": {"core", "algorithms"},
    "gui": {"core", "algorithms", "gui"},
    "plugin": {"core", "algorithms", "gui"},
}
FORBIDDEN = {  # folder -> libraries that it must not import, not even late
    "core": {"qgis", "processing", "torch", "PyQt5", "PyQt6"},
    "models": {"qgis", "processing", "osgeo", "scipy", "PyQt5", "PyQt6"},
    "algorithms": {"torch", "PyQt5", "PyQt6"},
    "gui": {"torch", "PyQt5", "PyQt6"},
    "plugin": {"torch", "PyQt5", "PyQt6"},
}
OWN_FOLDERS = {*PRODUCT, "slipline", "plugin"}
FILE_LINES, FUNCTION_LINES = 300, 60


def sources(*folders):
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path.relative_to(ROOT) for path in files]


PRODUCT_FILES = [Path("__init__.py"), Path("plugin.py"), *sources(*PRODUCT)]
OTHER_FILES = sources("benchmarks", "dev")
each_product_file = pytest.mark.parametrize("path", PRODUCT_FILES, ids=str)
each_short_file = pytest.mark.parametrize("path", PRODUCT_FILES + OTHER_FILES, ids=str)


@cache
def tree(path):
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def folder_of(path):
    return path.parts[0] if len(path.parts) > 1 else path.stem


def imports(path):
    """Pairs (relative?, dotted name) of everything imported anywhere in a file; a name may be a module or in one."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {(False, alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((False, node.module))
        elif isinstance(node, ast.ImportFrom):
            base = list(path.parts[: len(path.parts) - node.level])
            base += node.module.split(".") if node.module else []
            found |= {(True, ".".join([*base, alias.name])) for alias in node.names}
    return found


def own_modules(path):
    """Files of the package that a file imports."""
    files = set()
    for relative, name in imports(path):
        whole, _, name_inside = name.rpartition(".")
        for module in (f"{whole}.{name_inside}", whole):
            stem = module.strip(".").replace(".", "/")
            found = [file for file in (f"{stem}.py", f"{stem}/__init__.py") if stem and (ROOT / file).is_file()]
            if relative and found:
                files.add(Path(found[0]))
                break
    return files


def libraries(path):
    return {name.split(".")[0] for relative, name in imports(path) if not relative}


def test_the_rules_see_the_whole_product():
    folders = {folder_of(path) for path in PRODUCT_FILES}
    assert folders == {"__init__", "plugin", *PRODUCT}
    assert own_modules(Path("plugin.py")) == {Path("algorithms/provider.py"), Path("core/base/translation.py"), Path("gui/menu.py")}
    assert "osgeo" in libraries(Path("core/gis/raster.py"))


@each_product_file
def test_imports_of_the_package_are_relative(path):
    assert libraries(path).isdisjoint(OWN_FOLDERS)


@each_product_file
def test_dependencies_run_one_way(path):
    folder = folder_of(path)
    used = {folder_of(module) for module in own_modules(path)}
    assert used <= ALLOWED.get(folder, {"plugin"})


@each_product_file
def test_each_process_keeps_to_its_libraries(path):
    assert libraries(path).isdisjoint(FORBIDDEN.get(folder_of(path), set()))


@pytest.mark.parametrize("path", [*sources("models"), Path("benchmarks/prediction_worker.py")], ids=str)
def test_the_worker_reaches_no_gdal_scipy_or_qgis_through_core(path):
    seen, waiting = set(), {path}
    while waiting:
        module = waiting.pop()
        seen.add(module)
        assert libraries(module).isdisjoint(FORBIDDEN["models"]), f"{path} reaches {module}"
        waiting |= own_modules(module) - seen


@each_short_file
def test_files_are_short(path):
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@each_short_file
def test_functions_are_short(path):
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    lengths = {node.name: node.end_lineno - node.lineno + 1 for node in functions}
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


@each_product_file
def test_bugs_stay_loud_and_nothing_is_printed(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: bare except"
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {name.id for name in caught if isinstance(name, ast.Name)}
            ends = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None  # cleans up and passes it on
            assert "Exception" not in names, f"line {node.lineno}: except Exception"
            assert "BaseException" not in names or ends, f"line {node.lineno}: except BaseException that does not raise again"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"line {node.lineno}: print"


@each_short_file
def test_no_module_is_a_drawer_for_everything(path):
    assert path.stem not in {"utils", "util", "helpers", "helper", "misc", "common"}
