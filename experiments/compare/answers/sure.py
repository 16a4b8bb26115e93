"""How sure a difference is: five verdicts, the same wherever one is told.

A difference is *none* if every pair of seeds is the same to the last bit; *small* if its whole interval lies within
what matters (a threshold that stands beside each indicator); *clear* if the interval leaves out zero; *undecided*
otherwise, for more seeds would tell; and *judged* if it is clear but a number that nobody has measured could turn it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum

from ....messages import phrase
from ....model.indicators import INDICATORS
from ....model.indicators.matters import ANYTHING, Matters
from ....scenarios.merge import suggest
from ....scenarios.yaml_reader import Fault, SpecError


class Verdict(StrEnum):
    """What can be said of a difference."""

    CLEAR = "clear"
    SMALL = "small"
    NONE = "none"
    UNDECIDED = "undecided"
    JUDGED = "judged"


def verdict_of(difference: float, low: float, high: float, matters: float, *, turns: bool = False) -> Verdict:
    """The verdict on a difference with its 95 % interval; `matters` is the size from which it matters, `turns` whether
    a judged number was seen to turn it. Without an interval nothing but an exact zero is decided."""
    if difference == 0.0 and not (low < 0.0 or high > 0.0):
        return Verdict.NONE
    if not (math.isfinite(low) and math.isfinite(high)):
        return Verdict.UNDECIDED
    if -matters < low and high < matters:
        return Verdict.SMALL
    if low <= 0.0 <= high:
        return Verdict.UNDECIDED
    return Verdict.JUDGED if turns else Verdict.CLEAR


def wanted_half(difference: float, matters: float) -> float:
    """The half-width of an interval that would decide a difference as large as this: away from zero, or within what
    does not matter."""
    return max(abs(difference), matters - abs(difference))


def matters_at(name: str, level: float, changed: Mapping[str, Matters] | None = None) -> float:
    """From which size on a change of an indicator matters, in its unit."""
    return (changed or {}).get(name, INDICATORS[name].matters).at(level)


def read_matters(written: Sequence[str], option: str = "--matters") -> dict[str, Matters]:
    """`gini=0.002`, `worker_income=2%` (of the level), `insured_share=0`: thresholds of one's own; SpecError with every
    fault."""
    found: dict[str, Matters] = {}
    faults = []
    for part in (part.strip() for one in written for part in one.split(",")):
        name, _, size = (word.strip() for word in part.partition("="))
        number = _number(size.removesuffix("%"))
        if name not in INDICATORS:
            message = phrase(
                "width.indicator", "{name} is not an indicator{near}", name=name, near=suggest(name, INDICATORS)
            )
            faults.append(Fault(option, message))
        elif number is None:
            what = "must be a size such as gini=0.002 or worker_income=2% (got {got})"
            faults.append(Fault(option, phrase("matters.none", what, got=repr(part))))
        else:
            of_level = size.endswith("%")
            found[name] = Matters(number / 100.0 if of_level else number, of_level, ANYTHING.why)
    if faults:
        raise SpecError(faults)
    return found


def _number(written: str) -> float | None:
    try:
        value = float(written)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0.0 else None
