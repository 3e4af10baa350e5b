"""The table of layers, held against every import of the package.

A layer imports only from layers above it, and of other people's libraries only what its row names. No two modules
import each other, not even round a corner, and nothing is imported inside a function, which is how a cycle hides.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
PACKAGE = "trainingkit"


@dataclass(frozen=True)
class Layer:
    """Names of one row; `strangers` do not import each other. `libraries` are those of others that the row may use."""

    libraries: dict[str, frozenset[str]]
    strangers: bool = False


def libraries(names: str) -> frozenset[str]:
    """The names as Python imports them, one after the other."""
    return frozenset(names.split())


LAYERS = (
    Layer({"errors": libraries("")}),
    Layer({"domain": libraries("")}),
    Layer(
        {"config": libraries(""), "i18n": libraries("babel"), "markup": libraries("markdown_it mdit_py_plugins nh3")}
    ),
    Layer(
        {
            "content": libraries("polib ruamel yaml"),
            "planning": libraries("highspy"),
            "rendering": libraries("PIL fontTools icalendar jinja2 markupsafe pikepdf pypdfium2 weasyprint"),
            "storage": libraries("alembic cryptography flask_security sqlalchemy"),
        },
        strangers=True,
    ),
    Layer({"services": libraries("regex sqlalchemy")}),
    Layer({"web": libraries("flask flask_security markupsafe webauthn werkzeug")}),
    Layer({"app": libraries("flask flask_security flask_sqlalchemy flask_wtf sqlalchemy werkzeug")}),
    Layer({"cli": libraries("click gunicorn"), "__main__": libraries(""), "wsgi": libraries("")}),
)
ROW = {name: number for number, layer in enumerate(LAYERS) for name in layer.libraries}

# The domain decides and reads nothing: what these give differs from day to day or from machine to machine.
NOT_IN_DOMAIN = libraries(
    "gettext io locale logging multiprocessing os pathlib random secrets shutil socket sqlite3 subprocess sys tempfile"
    " threading time urllib uuid"
)
CLOCK = frozenset({"now", "today", "utcnow", "fromtimestamp", "localtime", "monotonic", "perf_counter", "time_ns"})

# The look of small files too: beyond these a file is probably two things.
MODULE_LINES = 400
FUNCTION_LINES = 45


@dataclass(frozen=True)
class Import:
    importer: str
    imported: str
    line: int
    inside_function: bool

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


def module_name(path: Path) -> str:
    parts = path.relative_to(TOP).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = {
    module_name(path): path for path in [*sorted((TOP / PACKAGE).rglob("*.py")), TOP / "wsgi.py"] if path.is_file()
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in PATHS.items()}


def imported_names(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """`from a.b import c` means the module a.b.c where there is one, else a.b."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    assert node.level == 0, "imports are absolute (ruff TID252)"
    for alias in node.names:
        whole = f"{node.module}.{alias.name}"
        yield whole if whole in PATHS else str(node.module)


def find_imports(name: str, tree: ast.Module) -> Iterator[Import]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for imported in imported_names(node):
                yield Import(name, imported, node.lineno, id(node) in inside)


IMPORTS = [found for name, tree in TREES.items() for found in find_imports(name, tree)]
OWN_IMPORTS = [found for found in IMPORTS if found.imported.split(".")[0] in (PACKAGE, "wsgi")]


def layer_of(module: str) -> str | None:
    """The row's name for a module; the package itself holds only the version and belongs to none."""
    parts = module.split(".")
    if parts[0] == PACKAGE:
        return parts[1] if len(parts) > 1 else None
    return parts[0]


def may_import(importer: str, imported: str) -> bool:
    above, below = ROW[imported], ROW[importer]
    return importer == imported or above < below or (above == below and not LAYERS[above].strangers)


def may_use(importer: str, library: str) -> bool:
    return library in sys.stdlib_module_names or library in LAYERS[ROW[importer]].libraries[importer]


def test_every_module_has_a_layer() -> None:
    assert {layer_of(name) for name in PATHS} - set(ROW) <= {None}


def test_the_package_itself_imports_nothing() -> None:
    assert [str(found) for found in IMPORTS if layer_of(found.importer) is None] == []


def test_imports_point_upwards() -> None:
    wrong = [
        str(found)
        for found in OWN_IMPORTS
        if (importer := layer_of(found.importer)) and (imported := layer_of(found.imported))
        if not may_import(importer, imported)
    ]
    assert wrong == []


def test_each_library_has_its_door() -> None:
    wrong = [
        str(found)
        for found in IMPORTS
        if found not in OWN_IMPORTS
        if (importer := layer_of(found.importer)) and not may_use(importer, found.imported.split(".")[0])
    ]
    assert wrong == []


def test_no_modules_import_each_other() -> None:
    graph = TopologicalSorter({name: set[str]() for name in PATHS})
    for found in OWN_IMPORTS:
        if found.imported in PATHS and found.imported != found.importer:
            graph.add(found.importer, found.imported)
    try:
        graph.prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_nothing_is_imported_inside_a_function() -> None:
    wrong = [str(found) for found in IMPORTS if found.inside_function and layer_of(found.importer) != "cli"]
    assert wrong == []


def test_the_domain_reads_nothing() -> None:
    wrong = [
        str(found)
        for found in IMPORTS
        if layer_of(found.importer) == "domain" and found.imported.split(".")[0] in NOT_IN_DOMAIN
    ]
    assert wrong == []
    opened = [
        f"{name}:{node.lineno}"
        for name, tree in TREES.items()
        if layer_of(name) == "domain"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("open", "print", "input")
    ]
    assert opened == []


def clock_readings(tree: ast.Module) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK
    ]


def test_neither_the_domain_nor_its_tests_read_the_clock() -> None:
    paths = [*(TOP / PACKAGE / "domain").rglob("*.py"), *(TOP / "tests" / "domain").rglob("*.py")]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    assert {path.name: lines for path, tree in trees.items() if (lines := clock_readings(tree))} == {}


def test_files_and_functions_stay_small() -> None:
    long_modules = {
        name: lines
        for name, path in PATHS.items()
        if (lines := path.read_text(encoding="utf-8").count("\n")) > MODULE_LINES
    }
    long_functions = {
        f"{name}.{node.name}": lines
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert (long_modules, long_functions) == ({}, {})


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("domain", "errors", True),
        ("errors", "domain", False),
        ("content", "rendering", False),
        ("rendering", "markup", True),
        ("rendering", "services", False),
        ("i18n", "config", True),
        ("__main__", "cli", True),
    ],
)
def test_the_table_itself(importer: str, imported: str, allowed: bool) -> None:
    assert may_import(importer, imported) is allowed


def test_the_finder_sees_hidden_imports_and_clocks() -> None:
    tree = ast.parse("def f():\n    from trainingkit import errors\n    return datetime.now()\n")
    (found,) = find_imports("trainingkit.domain.sample", tree)
    assert found.inside_function
    assert layer_of(found.imported) == "errors"
    assert clock_readings(tree) == [3]
