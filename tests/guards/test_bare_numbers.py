"""No bare numbers in compiled code: what is not arithmetic is a parameter or has a name."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("agents", "model")
COMPILED = {"rule", "kernel", "serial"}
# Arithmetic and units: halves and doubles, fen in a yuan, months in a year, basis points, what is next to nothing.
PLAIN = {0, 1, 2, 0.5, 12, 100, 0.01, 10_000, 1e-4, 1e-6, 1e-9, 1e-12}


def bare_numbers(source: str) -> list[tuple[int, str, float]]:
    """Line, function and number of every literal in a compiled function that is neither plain nor an index."""
    found = []
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef) and COMPILED & {_name(d) for d in function.decorator_list}:
            indices = {id(x) for node in ast.walk(function) if isinstance(node, ast.Subscript) for x in _index(node)}
            found += [
                (node.lineno, function.name, node.value)
                for node in ast.walk(function)
                if isinstance(node, ast.Constant) and id(node) not in indices and _is_bare(node.value)
            ]
    return sorted(found)


def _name(decorator: ast.expr) -> str:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _index(node: ast.Subscript) -> list[ast.expr]:
    """What stands for a place in a table: `need[o, 3]`."""
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def _is_bare(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value not in PLAIN


def files() -> dict[str, str]:
    """Path within the tree → source, of every module whose compiled functions are looked at."""
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


def test_compiled_functions_have_no_bare_numbers():
    found = {path: bare_numbers(source) for path, source in files().items()}
    assert sum(bool(re.search(r"@(rule|kernel|serial)\b", source)) for source in files().values()) > 20
    offences = [
        f"{path}:{line}: {value:g} in {function}"
        for path, numbers in found.items()
        for line, function, value in numbers
    ]
    assert not offences, "name these numbers, or make them parameters of behaviour:\n" + "\n".join(offences)


KERNEL = """
LIMIT = 44.0
@rule
def capped(x):
    return min(LIMIT, x / 2.0) * {number} + 0.5
def plain(x):
    return 77.0 * x
"""


@pytest.mark.parametrize(("number", "bare"), [("3.7", [3.7]), ("100.0", []), ("x[o, 5]", []), ("-0.3", [0.3])])
def test_the_guard_sees_what_it_should(number, bare):
    assert [value for _, _, value in bare_numbers(KERNEL.format(number=number))] == bare
    assert bare_numbers(KERNEL.format(number=number).replace("@rule", "@cache")) == []
