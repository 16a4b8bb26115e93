"""Platforms: orders, hours, ratings, customers."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class PlatformsBehaviour:
    """Platforms: orders, hours, ratings, customers."""

    openness_calms: float = param(0.2, "fall of order variance when the rule is fully published",
        "规则全公开时订单波动的下降", unit="share", within=(0, 0.5), source="B 2.21", grade="judged")
    gaming_loss: float = param(0.005, "orders lost to gaming of a fully published rule",
        "规则全公开时被钻空子损失的订单", unit="share", within=(0, 0.05), source="judgement", grade="swept")
    compliance_cost: float = param(0.002, "cost of publishing and appeals", "公布规则和受理申诉的成本",
        unit="share of revenue", within=(0, 0.02), source="judgement", grade="swept")
    pass_through: float = param(0.7, "share of levies and costs a platform passes on", "平台转嫁的缴费和成本的比例",
        unit="share", within=(0, 1), source="B 2.33", grade="swept")
    customers_bear: float = param(0.4, "share of what is passed on that customers pay", "转嫁部分中由消费者承担的比例",
        unit="share", within=(0, 1), source="judgement", grade="swept")
    news_speed: float = param(0.5, "how fast pay becomes known", "收入信息传播的速度",
        unit="share/month", within=(0.3, 0.75), source="B 2.19", grade="derived")
    audit_power: float = param(0.7, "chance that an audit finds bias under a published rule",
        "规则公开时审计发现偏差的概率", unit="share", within=(0, 1), source="judgement", grade="swept")
    bias_return: float = param(0.08, "monthly return of mended bias without published rules",
        "规则不公开时偏差复发的月比率", unit="share/month", within=(0, 1), source="judgement", grade="swept")
    audit_cost: float = param(50000.0, "cost of an audit", "一次审计的成本",
        unit="yuan", within=(0, 1000000), source="judgement", grade="swept")
    wrongful_penalty: float = param(0.06, "chance of a wrongful penalty", "误罚的概率",
        unit="share/month", within=(0, 0.5), source="judgement", grade="judged")
    penalty_size: float = param(0.08, "pay lost to one", "一次误罚损失的报酬",
        unit="share of pay", within=(0, 1), source="judgement", grade="judged")
    appeal_success: float = param(0.3, "wrongful penalties reversed on appeal", "误罚经申诉撤销的比例",
        unit="share", within=(0.1, 0.6), source="B 2.21", grade="judged")
    rung_pay: float = param(0.10, "rise of pay for each rung", "每升一级的加薪",
        unit="share", within=(0, 0.5), source="plan §3.2.2", grade="judged")
    promotion: float = param(0.004, "chance of promotion at full rating", "满分评价时的晋升概率",
        unit="share/month", within=(0, 0.1), source="judgement", grade="judged")
    accident_cost: float = param(15300.0, "mean cost of an accident", "一次事故的平均费用",
        unit="yuan", within=(1000, 100000), source="P35", grade="measured")
    least_luck: float = param(0.2, "orders in the worst month over those expected", "最差月份的订单与预期订单之比",
        unit="ratio", within=(0, 1), source="judgement", grade="judged")
    penalty_days: float = param(90.0, "days that a wrongful penalty lasts unless it is reversed",
        "误罚未撤销时持续的天数", unit="days", within=(1, 365), source="judgement", grade="judged")
    idle_accidents: float = param(0.5, "accidents of the idle over those of workers at half of full use",
        "空闲时的事故与半负荷时的事故之比", unit="ratio", within=(0, 1), source="judgement", grade="judged")
    rating_speed: float = param(0.05, "share of the way to the rating earned that a month goes",
        "评分每月向应得水平靠拢的比例", unit="share/month", within=(0.01, 1), source="judgement", grade="judged")
    rating_base: float = param(0.4, "rating of those without application skill or orders",
        "既无应用技能也无订单者的评分", unit="share", within=(0, 1), source="judgement", grade="judged")
    rating_skill: float = param(0.4, "rise of the rating with application skill", "评分随应用技能的上升",
        unit="ratio", within=(0, 1), source="judgement", grade="judged")
    rating_use: float = param(0.15, "rise of the rating from no orders to full use", "评分从空闲到满负荷的上升",
        unit="share", within=(0, 0.6), source="judgement", grade="judged")
    pass_through_speed: float = param(0.25, "share of the way to the costs passed on that a platform goes in a month",
        "平台每月向应转嫁水平靠拢的比例", unit="share/month", within=(0.02, 1), source="judgement", grade="judged")
    most_dues: float = param(0.5, "rungs, awards and contributions over revenue that a platform reckons with at most",
        "平台计入成本的晋级、赔偿和社保占营收的上限", unit="share", within=(0, 1), source="judgement", grade="judged")
# fmt: on
