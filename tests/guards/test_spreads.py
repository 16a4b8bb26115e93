"""Errors that have nothing to do with each other add up in squares: no sum of two standard deviations."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from jiuye.agents.platforms import Platforms
from jiuye.model.behaviour import Behaviour
from jiuye.model.params import params_of

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("agents", "model", "experiments")
TOLD = re.compile(r"standard deviation|\bspread of\b|\berror in\b|\bnoise of\b|rise of (the|that) noise|order variance")
LOCAL = {"spread", "noise", "deviation", "std_error", "standard_error"}


def spreads() -> set[str]:
    """Names of what is a standard deviation, by what their own words say."""
    told = {name: param.doc for name, param in params_of(Behaviour).items()}
    told |= {f.name: f.metadata.get("doc", "") for f in fields(Platforms)}
    return {name for name, doc in told.items() if TOLD.search(doc)} - {"choice_scale", "suit_scale", "skill_return"}


def factors(node: ast.expr) -> set[str]:
    """Spreads of which a term is a multiple."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
        return factors(node.left) | factors(node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return factors(node.left) | factors(node.right)
    if isinstance(node, ast.Subscript):
        return factors(node.value)
    if isinstance(node, ast.Attribute):
        return {node.attr} & SPREADS
    return {node.id} & (SPREADS | LOCAL) - {"luck"} if isinstance(node, ast.Name) else set()


def sums_of_spreads(source: str) -> list[tuple[int, str]]:
    """Lines that add one spread to another."""
    return [
        (node.lineno, ast.unparse(node))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Add)
        and factors(node.left)
        and factors(node.right) - factors(node.left)
    ]


SPREADS = spreads()


def test_what_is_a_spread_is_known_by_its_words():
    assert {"luck", "belief_error", "impression_noise", "masking_blur", "padding", "takings_spread"} <= SPREADS


def test_no_two_spreads_are_added():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, text in sums_of_spreads(path.read_text(encoding="utf-8"))
    ]
    assert not found, "add up their squares:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("source", "offends"),
    [
        ("t.spread = p.luck[k] * (1.0 - calm * open) + b.belief_error * (1.0 - open)", True),
        ("x = spread + b.takings_spread", True),
        ("x = math.sqrt(p.luck[k] ** 2 + b.belief_error**2)", False),
        ("x = 1.0 - 0.5 * b.home_spread + b.home_spread * taste", False),
        ("x = 1.0 + b.takings_spread * luck", False),
    ],
)
def test_a_sum_of_spreads_is_found(source, offends):
    assert bool(sums_of_spreads(source)) == offends
