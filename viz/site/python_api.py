"""The page of the Python API: public names with their signatures, and what their docstrings say."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from ...experiments.advise import Advice
from ...experiments.api import advise, compare, run
from ...experiments.compare.comparison import Comparison
from ...experiments.runs.run import Result
from ...model.city import City
from ...scenarios.city_model import CityModel
from ...scenarios.spec import Scenario, load_scenario
from ..words.texts import Lang, text

PUBLIC: tuple[Any, ...] = (run, compare, advise, load_scenario, Scenario, City, CityModel)  # of `jiuye`
GIVEN_BACK = (Result, Comparison, Advice)  # what these give
EXAMPLE = re.compile(r"^(?:>>>|\.\.\.) ?(.*)$", re.M)


def python_page(lang: Lang) -> str:
    """All names, the public ones first."""
    parts = [f"# {text('site.python', lang)}", text("site.python_about", lang)]
    for heading, group in (("site.python_names", PUBLIC), ("site.python_results", GIVEN_BACK)):
        parts.append(f"## {text(heading, lang)}")
        parts += [part for one in group for part in _entry(one, lang)]
    return "\n\n".join(parts) + "\n"


def _entry(one: Any, lang: Lang) -> Iterator[str]:
    """A function with its signature, a class with its fields and methods."""
    public = "jiuye." if one in PUBLIC else ""
    yield f"### `{public}{one.__name__}` {{#{one.__name__}}}"
    words, examples = told(one)
    yield words if lang == "en" else text(f"site.api.{one.__name__}", lang)
    yield f"```python\n{_fields(one) if is_dataclass(one) else _signature(one)}\n```"
    if examples:
        yield f"```python\n{examples}\n```"
    for name, member in members(one):
        sentence = told(member)[0] if lang == "en" else text(f"site.member.{one.__name__}.{name}", lang)
        yield f"- `{name}{'' if isinstance(member, property) else '()'}`: {sentence}"


def told(one: Any) -> tuple[str, str]:
    """What a docstring says, and its examples as code."""
    doc = inspect.getdoc(one) or ""
    words, _, _ = doc.partition(">>>")
    return words.strip(), "\n".join(EXAMPLE.findall(doc))


def members(one: Any) -> list[tuple[str, Any]]:
    """Methods and properties of a class that are its own."""
    if not inspect.isclass(one):
        return []
    kinds = (property, classmethod, staticmethod)
    own = [(n, m) for n, m in vars(one).items() if inspect.isfunction(m) or isinstance(m, kinds)]
    return [(name, member) for name, member in own if not name.startswith("_")]


def _signature(one: Any) -> str:
    """As it is written, a parameter a line."""
    asked = inspect.signature(one)
    lines, keyword_only = [], False
    for parameter in asked.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            if not any(p.kind is p.VAR_POSITIONAL for p in asked.parameters.values()):
                lines.append("    *,")
        lines.append(f"    {_plain(str(parameter))},")
    back = asked.return_annotation
    given = "" if back in (inspect.Signature.empty, "None") else f" -> {back}"
    return "\n".join([f"{one.__name__}(", *lines, f"){given}"])


def _fields(one: Any) -> str:
    """The fields of a record with their types."""
    return "\n".join([f"class {one.__name__}:", *(f"    {field.name}: {field.type}" for field in fields(one))])


def _plain(parameter: str) -> str:
    """Annotations that are texts, without their quotation marks."""
    return re.sub(r": (['\"])(.*?)\1( = |$)", r": \2\3", parameter)
