"""From which size on a change of an indicator matters, and why from there: a threshold stands beside each indicator."""

from __future__ import annotations

from dataclasses import dataclass

REASONS: dict[str, dict[str, str]] = {
    "published": {
        "en": "the statistics office publishes it to one decimal (NBS); a smaller change would not be seen",
        "zh": "统计局只公布到一位小数，更小的变化在公布数中看不到",
    },
    "two_decimals": {
        "en": "published to two decimals (NBS); a smaller change would not be seen",
        "zh": "统计局公布到两位小数，更小的变化在公布数中看不到",
    },
    "three_decimals": {
        "en": "published to three decimals (NBS); a smaller change would not be seen",
        "zh": "统计局公布到三位小数，更小的变化在公布数中看不到",
    },
    "survey": {
        "en": "what a survey of 10,000 people in the city could just see: 1.96 standard errors of such a share",
        "zh": "在全市抽样一万人的调查刚能分辨的变化：这类比重的1.96倍标准误",
    },
    "noticed": {
        "en": "from there a person counts as better or worse off",
        "zh": "与判定一个人境况变好或变差的标准相同",
    },
    "judged": {"en": "judged: nobody has published such a line", "zh": "判断值：没有公布过的界线"},
}


@dataclass(frozen=True)
class Matters:
    """The size of a change that matters, in the indicator's unit or as a share of its level."""

    size: float
    of_level: bool
    why: str  # one of REASONS

    def at(self, level: float) -> float:
        """What it comes to at a level, in the indicator's unit."""
        return self.size * abs(level) if self.of_level else self.size


ANYTHING = Matters(0.0, False, "judged")  # of an indicator that says nothing: every change matters


def unit_of_change(unit: str) -> str:
    """The unit of a difference of two levels: percentage points where they are in per cent."""
    return f"pp{unit.removeprefix('%')}" if unit.startswith("%") else unit
