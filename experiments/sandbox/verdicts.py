"""Verdicts of the sandbox on the rules by which the model's own platforms share orders out (plan §3.4.1).

The city reads them as a file (`model/data/sandbox_verdicts.yaml`), as a reviewing authority would: the lever
`sandbox_review` stops a version whose rule leaves a group clearly behind. `make verdicts` writes the file anew.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import yaml

from ...agents.platforms import PLATFORMS
from ...model.levers.platforms.sandbox_review import VERDICTS
from ...model.sandbox import SandboxRule, Setting, platform_rule
from ...results.atomic import write_atomic
from . import RuleVerdict, try_rule

SETTING = Setting(steps=3_600)  # ten hours
SEEDS = (1, 2, 3, 4)
DIGITS = 4


def verdict_of(platform: str) -> dict[str, Any]:
    """What the sandbox says about a platform's rule, as it stands in the file."""
    weights, bias = platform_rule(platform)
    found = try_rule(SandboxRule(platform, dict.fromkeys(("zh", "en"), platform), weights, bias), SETTING, SEEDS)
    return {"gini": _told(found.measures["gini"].value), "clear_gap": _told(clear_gap(found)), "group": worst(found)}


def clear_gap(verdict: RuleVerdict) -> float:
    """How far the group that is most clearly behind is behind at least: the near end of its interval, 0 if no group is
    clearly behind."""
    return max([0.0, *(-gap.high for gap in verdict.groups if math.isfinite(gap.high))])


def worst(verdict: RuleVerdict) -> str:
    """The group that is most clearly behind; empty if none is."""
    behind = [gap for gap in verdict.groups if math.isfinite(gap.high) and gap.high < 0.0]
    return min(behind, key=lambda gap: gap.high).group if behind else ""


def write_verdicts(file: Path = VERDICTS) -> Path:
    """Try every platform's rule and write the file."""
    head = (
        "# Written by `make verdicts`: what the sandbox says of each platform's own dispatch rule (four seeds of ten "
        "hours).\n# gini: of drivers' incomes. clear_gap: share of income by which the group most clearly behind is "
        "behind at least\n# (near end of the 95 % interval). group: which that is.\n"
    )
    found = {platform: verdict_of(platform) for platform in PLATFORMS}
    return write_atomic(file, head + yaml.safe_dump(found, sort_keys=False))


def _told(value: float) -> float:
    return round(value, DIGITS)
