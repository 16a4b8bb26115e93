"""From which size on a change of an indicator matters, and why from there: a threshold stands beside each indicator."""

from __future__ import annotations

from dataclasses import dataclass

REASONS: dict[str, dict[str, str]] = {
    "published": {
        "en": "the National Bureau of Statistics publishes it to one decimal; a smaller change would not be seen",
        "zh": "统计局只公布到一位小数，更小的变化在公布数中看不到",
    },
    "two_decimals": {
        "en": "published to two decimals (National Bureau of Statistics); a smaller change would not be seen",
        "zh": "统计局公布到两位小数，更小的变化在公布数中看不到",
    },
    "three_decimals": {
        "en": "published to three decimals (National Bureau of Statistics); a smaller change would not be seen",
        "zh": "统计局公布到三位小数，更小的变化在公布数中看不到",
    },
    "survey": {
        "en": "what a survey of 10,000 people in the city could just see: 1.96 standard errors of such a share",
        "zh": "在全市抽样一万人的调查刚能分辨的变化：这类比重的1.96倍标准误",
    },
    "noticed": {
        "en": "from one per cent on a person counts as better or worse off, among those who gain and lose (judged)",
        "zh": "与判定一个人境况变好或变差的标准相同：百分之一（判断值）",
    },
    "hourly": {
        "en": "what moves an income by one per cent in the same hours, from where a person counts as better off",
        "zh": "工时不变时使收入变化百分之一的幅度，与判定一个人境况变好或变差的标准相同",
    },
    "one_per_cent_of_week": {
        "en": "about one per cent of a full week of work, as of incomes: half an hour (judged)",
        "zh": "约为全职一周工时的百分之一，与收入的标准一致：半小时（判断值）",
    },
    "one_per_cent_of_month": {
        "en": "about one per cent of the days of a month of work, as of hours (judged)",
        "zh": "约为全月出工天数的百分之一，与工时的标准一致（判断值）",
    },
    "one_per_cent": {
        "en": "one per cent of the level, the same line as for incomes (judged)",
        "zh": "水平的百分之一，与收入的标准一致（判断值）",
    },
    "half_per_cent": {
        "en": "half a per cent of the heads: half the line for incomes, since heads vary less than pay (judged)",
        "zh": "人数的千分之五：收入标准的一半，因为人数比报酬稳定（判断值）",
    },
    "half_point": {
        "en": "half a percentage point: half of what a survey of 10,000 could see, for it is in records (judged)",
        "zh": "半个百分点：万人调查所能分辨的一半，因为取自记录而非抽样（判断值）",
    },
    "as_published": {
        "en": "one decimal, as the National Bureau of Statistics publishes rates of this kind",
        "zh": "统计局公布同类比率的位数：一位小数",
    },
    "one_decimal": {
        "en": "the first decimal, to which surveys tell it; a smaller change would not be seen (judged)",
        "zh": "调查报告通常给到一位小数，更小的变化看不到（判断值）",
    },
    "as_gini": {
        "en": "three decimals, as the Gini coefficient with which it is read (National Bureau of Statistics)",
        "zh": "与并列阅读的基尼系数的公布位数一致：三位小数",
    },
    "as_ratios": {
        "en": "two decimals, as the ratio of urban to rural income is published (National Bureau of Statistics)",
        "zh": "与统计局公布城乡收入比的位数一致：两位小数",
    },
    "one_point": {
        "en": "one point of a hundred, as far as a survey of 10,000 people could see a share (judged)",
        "zh": "百分制的一分，与万人调查对比重的分辨力相当（判断值）",
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
