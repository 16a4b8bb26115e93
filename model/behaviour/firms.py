"""Firms: how employers are born, grow and die."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class FirmsBehaviour:
    """Firms: how employers are born, grow and die."""

    exit_multiplier: float = param(1.05, "exits of establishments over exits from the register, same age",
        "单位实际关闭率与同年龄注销率之比", unit="ratio", within=(0, 1.8), grade="judged",
        source="B 3.10: 1.3 (1-1.8), for shells stay on the register; losses and want of staff close more")
    exit_size: float = param(0.3, "fall of the exit rate with size", "关闭率随规模下降的弹性",
        unit="elasticity", within=(0, 0.5), source="B 3.10: lower with size; judgement", grade="judged")
    wound_down: float = param(300.0, "staff at which exits fall by a further factor e: large ones shrink, not close",
        "关闭率再降至1/e的单位规模：大单位多为缩减而非关闭", unit="persons", within=(50, 10000),
        source="B 3.10: lower with size; judgement", grade="judged")
    loss_patience: float = param(0.15,
        "smoothed loss (log of cost over worth of a post) that an establishment bears without closing",
        "单位可长期承受而不关闭的亏损（岗位成本与产出之比的对数，平滑值）",
        unit="log", within=(0, 0.5), source="judgement", grade="judged")
    loss_exit: float = param(0.06, "monthly chance of closing for each unit of log loss beyond that",
        "超出部分每单位对数亏损的月关闭概率", unit="share/month", within=(0, 2), source="judgement", grade="judged")
    idle_exit: float = param(0.1, "monthly chance of closing of an establishment without staff, beyond the others'",
        "无员工单位额外的月关闭概率", unit="share/month", within=(0, 1), source="P70", grade="judged")
    loss_memory: float = param(12.0, "months over which an establishment reckons its losses", "单位核算亏损的月数",
        unit="months", within=(1, 36), source="judgement", grade="judged")
    entry_speed: float = param(0.3, "share of the employers that a trade lacks that open in a month",
        "各职业所缺单位每月新开的比例", unit="share/month", within=(0.02, 1), source="judgement", grade="judged")
    entry_response: float = param(0.5,
        "elasticity of the employers and staff for which a trade has room in the worth of its posts over their cost",
        "职业可容纳的单位和用工对岗位产出成本比的弹性",
        unit="elasticity", within=(0, 4), source="B 3.9: entry rises with expected profit; size judged", grade="swept")
    newborn_staff: float = param(4.0, "mean staff that a new establishment wants", "新设单位期望用工的均值",
        unit="persons", within=(1, 10), source="P70: 6.1 after a year; own-account firms are smaller", grade="judged")
    young_growth: float = param(0.18, "growth of desired staff in the first year", "开业首年期望用工的增长",
        unit="log/year", within=(0, 0.4), source="B 3.11", grade="measured")
    growth_spread: float = param(0.055, "monthly luck in the growth of a line's desired staff",
        "岗位线期望用工增长的月度随机幅度", unit="log/month", within=(0, 0.1), source="P74", grade="judged")
    refilling: float = param(0.3, "share of the staff that a trade lacks that living lines add to what they want",
        "各职业所缺用工中由现有岗位线每月补上的比例", unit="share/month", within=(0, 1), source="judgement",
        grade="judged")
    most_growth: float = param(0.02, "most that lines grow or shrink in a month for that reason",
        "由此造成的月增减上限", unit="log/month", within=(0, 0.2), source="judgement", grade="judged")
    spare_lines: float = param(0.2, "empty places for new lines, over the lines of a trade",
        "供新岗位线使用的空位与该职业岗位线之比",
        unit="share", within=(0, 1), source="technical: bounds how far a trade can grow by births", grade="judged")
    incubated_new: float = param(0.5,
        "share of incubated posts that come with new employers, the rest with present ones",
        "孵化岗位中由新设单位提供的比例，其余由现有单位提供",
        unit="share", within=(0, 1), source="judgement", grade="swept")
    listed_firms: float = param(300.0, "firms that open in a listed occupation that had none",
        "列入目录而此前没有单位的职业中新开的单位数",
        unit="firms", within=(0, 10000), source="judgement", grade="swept")
# fmt: on
