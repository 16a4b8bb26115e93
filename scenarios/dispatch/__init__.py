"""Dispatch rules as files: find one, check it, and return what the sandbox plays (dispatch/example_own_rule.yaml)."""

from __future__ import annotations

from pathlib import Path

from ...agents.platforms import PLATFORMS
from ...messages import Message, phrase
from ...model.params import params_of
from ...model.sandbox import Bias, SandboxRule, Weights, platform_rule
from ..checks import Faults, known, not_such, settings, words
from ..merge import Node, file_of, nodes, suggest
from ..yaml_reader import Document, SpecError, read_text, read_yaml

FOLDER = Path(__file__).parent
NOT_LISTED = "example_own_rule"  # a worked example: found by name, but not offered as a rule
PARTS = ("title", "platform", "weights", "bias")
LANGUAGES = ("zh", "en")


def list_rules() -> list[str]:
    """Names of the shipped rules."""
    return sorted({path.stem for path in FOLDER.glob("*.yaml")} - {NOT_LISTED})


def load_rule(name_or_path: str | Path) -> SandboxRule:
    """A shipped rule, or that of a file of one's own; SpecError with every fault of the file."""
    path, shown = file_of(name_or_path, FOLDER, _unknown)
    return _rule(read_yaml(path, shown=shown), path.stem)


def read_rule(content: str, name: str) -> SandboxRule:
    """The rule of a text in the form of a rule's file; SpecError with every fault and its line."""
    return _rule(read_text(content, shown=name), name)


def _rule(document: Document, name: str) -> SandboxRule:
    node = nodes(document)
    faults: Faults = []
    parts = known(node, PARTS, faults)
    weights, bias = _platform(parts.get("platform"), faults)
    weights |= settings(known(parts.get("weights"), list(params_of(Weights)), faults), Weights, faults)
    bias |= settings(known(parts.get("bias"), list(params_of(Bias)), faults), Bias, faults)
    if not faults and not {"platform", "weights"} & parts.keys():
        message = phrase("rule.empty", "must hold weights or a platform, else there is no rule")
        faults.append(node.fault(message))
    title = _title(parts.get("title"), name, faults)
    if faults:
        raise SpecError(faults)
    return SandboxRule(name, title, Weights(**weights), Bias(**bias))


def _unknown(name: str) -> Message:
    what = "there is no such rule{near}; or name a .yaml file"
    return phrase("rule.unknown", what, near=suggest(name, list_rules()))


def _platform(node: Node | None, faults: Faults) -> tuple[dict[str, float], dict[str, float]]:
    """Weights and bias of the platform a file begins with; none if it names none."""
    if node is None:
        return {}, {}
    if not isinstance(node.value, str) or node.value not in PLATFORMS:
        near = suggest(node.value, PLATFORMS)
        faults.append(node.fault(not_such(phrase("what.platform", "a platform"), node.got, near)))
        return {}, {}
    weights, bias = platform_rule(node.value)
    return dict(vars(weights)), dict(vars(bias))


def _title(node: Node | None, name: str, faults: Faults) -> dict[str, str]:
    """The title in both languages; one text, or the file's name, serves for both."""
    if node is not None and isinstance(node.value, dict):
        texts = known(node, LANGUAGES, faults)
        return {lang: words(texts.get(lang), name, faults) for lang in LANGUAGES}
    return dict.fromkeys(LANGUAGES, words(node, name, faults))
