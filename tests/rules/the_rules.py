"""Every rule of agents by name, and behaviour and numbers as they are handed to rules."""

import ast
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

from hypothesis import strategies as st

from jiuye.model.behaviour import Behaviour
from jiuye.model.params import records

AGENTS = Path(__file__).resolve().parents[2] / "agents"
B = Behaviour()
share = st.floats(0.0, 1.0)


def record(**values):
    """Numbers as kernels read them: rules that hand them on to other rules take nothing else."""
    return records({name: [value] for name, value in values.items()})[0]


def acting(**behaviour):
    """Behaviour as kernels read it, with single numbers changed."""
    return replace(B, **behaviour).view()[0]


def rules_of(source):
    """Names of the functions marked as rules."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and "rule" in [ast.unparse(d) for d in node.decorator_list]
    ]


# Every rule of agents/ by name, as the plain function it was written as.
the = SimpleNamespace()
for _file in sorted(AGENTS.glob("*.py")):
    for _name in rules_of(_file.read_text(encoding="utf-8")):
        _rule = getattr(import_module(f"jiuye.agents.{_file.stem}"), _name)
        setattr(the, _name, getattr(_rule, "py_func", _rule))
