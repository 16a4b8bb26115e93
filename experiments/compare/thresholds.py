"""A comparison with thresholds of one's own: from which size on a difference matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...model.indicators.matters import Matters
from .comparison import Comparison


def with_matters(comparison: Comparison, changed: Mapping[str, Matters]) -> Comparison:
    """The same with these thresholds beside their indicators; every verdict follows from them."""
    if not changed:
        return comparison
    differences = tuple(
        replace(d, matters=changed[d.indicator].at(d.base)) if d.indicator in changed else d
        for d in comparison.differences
    )
    return replace(comparison, differences=differences)
