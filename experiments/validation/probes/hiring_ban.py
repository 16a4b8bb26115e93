"""A ban on discriminating posts, enforced."""

from __future__ import annotations

from ....model.levers import LEVERS
from ..probe import Probe, ProbeReading, ProbeSetup, change
from ..probe_watchers import AS_MANY_UNEMPLOYED


def forbid(setup: ProbeSetup, dose: float) -> None:
    """Inspectors find a share of discriminating posts a year."""
    setup.enact(LEVERS["hiring_ban"](enforcement=dose))  # type: ignore[call-arg]


probe = Probe(
    name="hiring_ban",
    title={"zh": "禁止招聘歧视", "en": "A ban on discrimination in hiring"},
    about={
        "zh": "一年内被查到并罚款的歧视性岗位比例。",
        "en": "The share of discriminating posts found and fined in a year.",
    },
    doses=(0.1, 0.3, 0.9),
    change=forbid,
    months=36,
    by=("hukou",),
    readings=(
        ProbeReading(
            name="migrants",
            title={"zh": "外来农村户籍者就业率", "en": "employment rate of non-local rural hukou"},
            effect=change(("employment_rate", "hukou=nonlocal_rural"), 13, 36),
            sign="not -",
            source="B 2.25 (sign)",
        ),
        AS_MANY_UNEMPLOYED,
    ),
)
