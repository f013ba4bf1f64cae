"""The rules of the house, read from the source: who may import whom, and how long a thing may be."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCT = ("algorithms", "core", "gui", "models", "survey")

# Room -> rooms that it may import, besides itself. A room of core stands on the floors below it; floors are numbered
# from the ground.
FLOORS = (
    ("core.base",),
    ("core.files",),
    ("core.gis", "core.worker"),
    ("core.products", "core.phases"),
    ("core.targets", "core.image", "core.terrain", "core.inversion"),
    ("core.series",),
    ("core.areas", "core.display"),
    ("core.hotspots", "core.tilestore", "core.interferograms", "core.demo", "core.kinds", "core.summaries"),
    ("core.orbits",),
    ("core.stack", "core.evaluation", "core.change"),
    ("core.prediction",),
    ("core.training",),
    ("core.comparison",),
)
MODEL_ROOMS = (
    "models.machine",
    "models.input",
    "models.networks",
    "models.judging",
    "models.training",
    "models.jobs",
    "models.worker",
)
GROUND_FLOORS = {"core.base", "core.files"}  # what the worker imports of core: the standard library and numpy alone
CORE = {room for floor in FLOORS for room in floor}
ALLOWED = {
    **{
        room: {lower for below in FLOORS[:number] for lower in below}
        for number, floor in enumerate(FLOORS)
        for room in floor
    },
    **{room: {*GROUND_FLOORS, *MODEL_ROOMS[:number]} for number, room in enumerate(MODEL_ROOMS)},
    "survey": CORE,
    "algorithms": CORE,
    "algorithms.inventory": CORE,
    "algorithms.parameters": CORE | {"algorithms"},
    "algorithms.tools": CORE | {"algorithms", "algorithms.parameters", "algorithms.inventory"},
    "gui.review": CORE | {"algorithms"},
    "gui": CORE | {"algorithms", "gui.review"},
    "plugin": CORE | {"algorithms", "gui"},
    "__init__": {"plugin"},
}
DASK = {"dask", "distributed"}  # a survey's own; never inside of QGIS
LATE = {("algorithms", "algorithms.tools")}  # the provider loads the tools
FORBIDDEN = {  # folder -> libraries that it must not import, not even late
    "core": {"qgis", "processing", "torch", "PyQt5", "PyQt6", *DASK},
    "models": {"qgis", "processing", "osgeo", "scipy", "PyQt5", "PyQt6", *DASK},
    "survey": {"qgis", "processing", "torch", "PyQt5", "PyQt6"},
    "algorithms": {"torch", "PyQt5", "PyQt6", *DASK},
    "gui": {"torch", "PyQt5", "PyQt6", *DASK},
    "plugin": {"torch", "PyQt5", "PyQt6", *DASK},
}
GROUND = {"osgeo", "scipy", "matplotlib"}  # libraries that the ground floors do without: the worker imports it
OWN_FOLDERS = {*PRODUCT, "slipline", "plugin"}
FILE_LINES, FUNCTION_LINES, FILES_IN_A_ROOM, PARAMETERS = 350, 60, 20, 7
SETTINGS = ("Options", "Inputs", "Outputs", "Rules", "Data", "Record")  # how their classes end


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


def room_of(path):
    """The row of the table that a file belongs to: its folder, or the file itself where that stands alone."""
    whole = ".".join(path.with_suffix("").parts)
    return whole if whole in ALLOWED else ".".join(path.parent.parts)


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


@cache
def own_modules(path):
    """Files of the package that a file imports, late imports included."""
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


def circle(graph):
    """A path that comes back to where it began, or nothing."""
    state, path = {}, []

    def visit(node):
        state[node] = "open"
        path.append(node)
        for after in sorted(graph.get(node, ()), key=str):
            if state.get(after) == "open":
                return [*path[path.index(after) :], after]
            if after not in state and (found := visit(after)):
                return found
        state[node] = "done"
        path.pop()
        return []

    return next((found for node in sorted(graph, key=str) if node not in state and (found := visit(node))), [])


def test_the_rules_see_the_whole_product():
    assert {folder_of(path) for path in PRODUCT_FILES} == {"__init__", "plugin", *PRODUCT}
    assert own_modules(Path("plugin.py")) == {
        Path("algorithms/provider.py"),
        Path("core/files/leftovers.py"),
        Path("core/base/translation.py"),
        Path("gui/menu.py"),
    }
    assert "osgeo" in libraries(Path("core/gis/raster.py"))
    assert circle({1: {2}, 2: {3}, 3: {2}}) == [2, 3, 2]
    assert circle({1: {2, 3}, 2: {3}, 3: set()}) == []


@each_product_file
def test_every_file_stands_in_a_room(path):
    assert path.stem == "__init__" or room_of(path) in ALLOWED


@each_product_file
def test_imports_of_the_package_are_relative(path):
    assert libraries(path).isdisjoint(OWN_FOLDERS)


@each_product_file
def test_dependencies_run_one_way(path):
    room = room_of(path)
    used = {room_of(module) for module in own_modules(path)} - {room}
    late = {above for below, above in LATE if below == room}
    assert used <= ALLOWED.get(room, set()) | late


def test_the_readme_lists_every_room_above_those_that_import_it():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^ {6}(\w+)/ ", text, re.MULTILINE)
    rooms = [name for name in listed if f"core.{name}" in CORE]
    assert sorted(rooms) == sorted(room.partition(".")[2] for room in CORE)
    floor = {room.partition(".")[2]: number for number, floor in enumerate(FLOORS) for room in floor}
    assert [floor[room] for room in rooms] == sorted(floor.values())
    others = {room.rpartition(".")[2] for room in ALLOWED if room.startswith(("algorithms.", "gui."))}
    assert others <= set(listed)
    below = [room.partition(".")[2] for room in reversed(MODEL_ROOMS[:-1])]
    assert ", ".join(f"{room}/" for room in below) in text


def test_no_circle_of_files():
    assert circle({path: own_modules(path) for path in PRODUCT_FILES}) == []


def test_no_circle_of_rooms():
    graph = {}
    for path in PRODUCT_FILES:
        room = room_of(path)
        graph.setdefault(room, set()).update(room_of(module) for module in own_modules(path))
    for room, used in graph.items():
        used.discard(room)
        used -= {above for below, above in LATE if below == room}
    assert circle(graph) == []


def test_rooms_are_small_enough_to_be_seen_at_a_glance():
    files = {}
    for path in PRODUCT_FILES:
        if path.stem != "__init__":
            files.setdefault(path.parent, []).append(path.name)
    assert {str(folder): len(names) for folder, names in files.items() if len(names) > FILES_IN_A_ROOM} == {}


@each_product_file
def test_each_process_keeps_to_its_libraries(path):
    assert libraries(path).isdisjoint(FORBIDDEN.get(folder_of(path), set()))
    if room_of(path) in GROUND_FLOORS:
        assert libraries(path).isdisjoint(GROUND)


@each_short_file
def test_files_are_short(path):
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@each_short_file
def test_functions_are_short(path):
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    lengths = {node.name: node.end_lineno - node.lineno + 1 for node in functions}
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


@each_product_file
def test_functions_take_few_parameters(path):
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    counts = {}
    for node in functions:
        names = {each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
        counts[node.name] = len(names - {"self", "cls"})
    assert {name: count for name, count in counts.items() if count > PARAMETERS} == {}


@each_product_file
def test_settings_are_built_by_keyword(path):
    """Two of a long row of numbers change places easily, and nothing fails."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert [
        f"line {node.lineno}: {node.func.id}"
        for node in calls
        if node.func.id[0].isupper() and node.func.id.endswith(SETTINGS) and len(node.args) > 4
    ] == []


@each_product_file
def test_bugs_stay_loud_and_nothing_is_printed(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: bare except"
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {name.id for name in caught if isinstance(name, ast.Name)}
            ends = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None  # cleans up and passes it on
            assert "Exception" not in names, f"line {node.lineno}: except Exception"
            assert "BaseException" not in names or ends, (
                f"line {node.lineno}: except BaseException that does not raise again"
            )
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"line {node.lineno}: print"


@each_short_file
def test_no_module_is_a_drawer_for_everything(path):
    assert path.stem not in {"utils", "util", "helpers", "helper", "misc", "common"}


def unions(path):
    """Lines on which types joined by `|` are evaluated when a file is read."""
    classes = [node.body for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    values = [node.value for body in [tree(path).body, *classes] for node in body if isinstance(node, ast.Assign)]
    joined = [node for value in values for node in ast.walk(value) if isinstance(node, ast.BinOp)]
    return [
        node.lineno
        for node in joined
        for side in (node.left, node.right)
        if isinstance(node.op, ast.BitOr)
        if isinstance(side, ast.Subscript) or (isinstance(side, ast.Constant) and side.value is None)
    ]


def test_names_of_types_are_read_by_python_3_9():
    """`A | B` of two types is an error there, outside of annotations; QGIS 3.22 brings that Python on Windows.

    vermin, in `make check`, finds everything else that this Python does not know.
    """
    assert {str(path): unions(path) for path in PRODUCT_FILES if unions(path)} == {}
