"""Finding scenario files and laying one over another: `extends`, and options given beside the file.

Mappings are merged key by key, the child's values winning. Lists are replaced, except `levers`: the child's are added
to the parent's, and a lever with the same name and the same dates (`from`, `until`) as one of the parent's overrides
its settings one by one instead. `name` and `title` belong to one file and are not inherited. A dose of 0 drops a lever.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..messages import Message, phrase
from ..model.levers import LEVERS
from .yaml_reader import NOWHERE, Document, Fault, SpecError, Where, read_yaml

FOLDER = Path(__file__).parent
WHOLE = ("financing",)  # replaced, never merged: shares belong together
OWN = ("name", "title", "extends")  # what a child does not take from its parent
NO_FILE = phrase("near.no_file", ": no such file")  # how a message about a name that means a file goes on


@dataclass(frozen=True, eq=False)
class Node:
    """A value that knows where it was written."""

    value: Any  # a word or number, list[Node] or dict[str, Node]
    document: Document
    path: Where = ()

    def fault(self, message: Message, *, key: bool = False) -> Fault:
        """A fault of this value, or of its key."""
        return self.document.fault(self.path, message, key=key)

    def with_value(self, value: Any) -> Node:
        """Another value at the same place."""
        return Node(value, self.document, self.path)

    @property
    def items(self) -> dict[str, Node]:
        """The settings inside; none if this is not a mapping."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def got(self) -> str:
        """The value in words, for messages."""
        if isinstance(self.value, dict | list):
            return phrase("got.settings", "settings") if isinstance(self.value, dict) else phrase("got.list", "a list")
        if self.value is None:
            return phrase("got.nothing", "nothing")
        text = repr(self.value)
        return text if len(text) <= 60 else f"{text[:57]}…"


def nodes(document: Document) -> Node:
    """A document as a tree of nodes."""

    def node(data: Any, path: Where) -> Node:
        value = data
        if isinstance(data, Mapping):
            value = {str(k): node(v, (*path, str(k))) for k, v in data.items()}
        elif isinstance(data, list | tuple):
            value = [node(v, (*path, i)) for i, v in enumerate(data)]
        return Node(value, document, path)

    return node(document.data, ())


def suggest(word: object, known: Iterable[str], *, show: int = 16) -> str:
    """How a message about an unknown word goes on: the nearest known one, else what there is to choose from."""
    names = list(known)
    if near := difflib.get_close_matches(str(word), names, n=1):
        return phrase("near.one", "; did you mean {word}?", word=near[0])
    if not names:
        return ""
    shown = ", ".join(names[:show]) + (", …" if len(names) > show else "")
    return phrase("near.choose", "; choose from {names}", names=shown)


def list_scenarios() -> list[str]:
    """Names of the shipped scenarios, the baseline first."""
    return ["baseline", *sorted({path.stem for path in FOLDER.glob("*.yaml")} - {"baseline"})]


def is_file(name: str) -> bool:
    """Whether a name means a file rather than something shipped."""
    return "/" in name or "\\" in name or name.lower().endswith((".yaml", ".yml"))


def file_of(name_or_path: str | Path, folder: Path, unknown: Callable[[str], Message]) -> tuple[Path, str]:
    """File of what a name or path means among the YAML files of a folder beside this one, and its name in messages; a
    name there is not is refused in the words of `unknown`."""
    name = str(name_or_path)
    if isinstance(name_or_path, Path) or is_file(name):
        return Path(name), name
    path = folder / f"{name}.yaml"
    if not path.is_file():
        raise SpecError([Fault(name, unknown(name))])
    return path, f"scenarios/{folder.name}/{path.name}"


def _read(name: str, folder: Path) -> tuple[Path, Node]:
    """File and content of a scenario named by something in `folder`."""
    if is_file(name):
        path = folder / name
        return path, nodes(read_yaml(path))
    path = FOLDER / f"{name}.yaml"
    if name in LEVERS and name not in list_scenarios():  # a lever's name is the scenario of that lever alone
        alone = {"title": LEVERS[name].title, "extends": "baseline", "levers": [name]}
        return path, nodes(Document(alone, f"lever {name}"))
    if name not in list_scenarios():
        raise SpecError([Fault(name, _unknown(name, folder))])
    return path, nodes(read_yaml(path, shown=f"scenarios/{path.name}"))


def _unknown(name: str, folder: Path) -> Message:
    """Why a name is none of a scenario, though something else may be called so."""
    if (folder / name).is_file():
        what = "there is no such scenario; a file of this name is read where it is written ./{name}"
        return phrase("scenario.ending", what, name=name)
    if name and (folder / name).is_dir():
        return phrase("file.folder", "this is a folder, not a file")
    near = suggest(name, [*list_scenarios(), *LEVERS])
    return phrase("scenario.unknown", "there is no such scenario{near}", near=near)


@dataclass(frozen=True, eq=False)
class Laid:
    """What a scenario says with everything it extends; `faults` where that could not be read, so that it lacks some."""

    node: Node
    faults: tuple[Fault, ...] = ()


def merged(name: str, overrides: Mapping[str, Any]) -> tuple[Path, Laid]:
    """The file of a scenario, and what it says with everything it extends and the overrides laid over it."""
    file, node = _read(name, Path())
    return file, layered(file, node, overrides)


def layered(file: Path, node: Node, overrides: Mapping[str, Any]) -> Laid:
    """What a scenario written in `file` says, with everything it extends and the overrides laid over it."""
    layers: list[Node] = [_tidy(node)]
    faults: tuple[Fault, ...] = ()
    try:
        for layer in _above(file, layers[0]):
            layers.append(layer)
    except SpecError as error:
        faults = tuple(error.faults)
    result = layers.pop()
    while layers:
        result = _lay(layers.pop(), result.with_value({k: v for k, v in result.items.items() if k not in OWN}))
    return Laid(_lay(_tidy(nodes(Document(dict(overrides), "options"))), result), faults)


def _above(file: Path, layer: Node) -> Iterator[Node]:
    """What a scenario extends, what that extends, and so on."""
    seen = [file]
    while (above := layer.items.get("extends")) is not None:
        path, node = _read_parent(above, seen[-1].parent)
        if path.resolve() in [p.resolve() for p in seen]:
            circle = " → ".join(p.stem for p in [*seen, path])
            raise SpecError([above.fault(phrase("scenario.circle", "goes in a circle: {circle}", circle=circle))])
        seen.append(path)
        layer = _tidy(node)
        yield layer


def _read_parent(above: Node, folder: Path) -> tuple[Path, Node]:
    """File and content of what `extends` names; a missing one is reported where it is named."""
    name = above.value
    if not isinstance(name, str):
        raise SpecError([above.fault(no_scenario(above, ""))])
    known = (*list_scenarios(), *LEVERS)
    if not is_file(name) and name not in known:
        raise SpecError([above.fault(no_scenario(above, suggest(name, known)))])
    try:
        return _read(name, folder)
    except SpecError as error:
        if error.faults[0].place != NOWHERE:  # something in the file, not the file as such
            raise
        why = phrase("near.why", ": {why}", why=error.faults[0].message)
        raise SpecError([above.fault(no_scenario(above, why))]) from None


def no_scenario(node: Node, near: str) -> Message:
    """Said of a value that names no scenario; `near` goes on from there."""
    return phrase("scenario.none", "must be a scenario (got {got}){near}", got=node.got, near=near)


def _tidy(layer: Node) -> Node:
    """A layer with its short forms written out: `city: hangzhou`, `- training_subsidy`."""
    if not isinstance(layer.value, dict):
        what = "a scenario is a list of settings such as `title: …`, not a single value"
        raise SpecError([layer.fault(phrase("scenario.single_value", what))])
    items = dict(layer.value)
    city, levers = items.get("city"), items.get("levers")
    if city is not None and isinstance(city.value, str):
        items["city"] = city.with_value({"profile": city})
    if levers is not None and isinstance(levers.value, list):
        items["levers"] = levers.with_value([_entry(lever) for lever in levers.value])
    return layer.with_value(items)


def _entry(entry: Node) -> Node:
    """A lever as {name: {settings}}, where it can be read so."""
    if isinstance(entry.value, str):
        name = entry.value
        return entry.with_value({name: Node({}, entry.document, (*entry.path, name))})
    if not isinstance(entry.value, dict):
        return entry
    return entry.with_value({k: v.with_value({}) if v.value is None else v for k, v in entry.value.items()})


def _lay(child: Node, parent: Node) -> Node:
    """The child's settings over the parent's."""
    levers, others = child.items.get("levers"), {k: v for k, v in child.items.items() if k != "levers"}
    result = dict(_over(child.with_value(others), parent).items)
    result |= {name: others[name] for name in WHOLE if name in others}
    if levers is not None:
        time = result.get("time")
        start = time.items.get("start") if time is not None else None
        result["levers"] = _lay_levers(levers, parent.items.get("levers"), start.value if start is not None else None)
    return child.with_value(result)


def _over(child: Node, parent: Node | None) -> Node:
    """Mappings merge key by key; anything else replaces."""
    if parent is None or not isinstance(child.value, dict) or not isinstance(parent.value, dict):
        return child
    return child.with_value(parent.value | {k: _over(v, parent.value.get(k)) for k, v in child.value.items()})


def _lay_levers(child: Node, parent: Node | None, start: Any) -> Node:
    """The parent's levers, each overridden by the child's of the same name and dates, then the child's new ones."""
    if parent is None or not isinstance(child.value, list) or not isinstance(parent.value, list):
        return child
    result, open_to_change = list(parent.value), set(range(len(parent.value)))
    for lever in child.value:
        same = [i for i in sorted(open_to_change) if _dates(lever, start) == _dates(result[i], start)]
        if same and len(lever.items) == 1:
            result[same[0]] = _over(lever, result[same[0]])
            open_to_change.remove(same[0])
        else:
            result.append(lever)
    return child.with_value(result)


def _dates(entry: Node, start: Any) -> list[Any]:
    """Name and dates of a lever, as far as they can be read."""
    settings = next(iter(entry.items.values())).items if len(entry.items) == 1 else {}
    first, until = settings.get("from"), settings.get("until")
    return [*entry.items, first.value if first is not None else start, until.value if until is not None else None]
