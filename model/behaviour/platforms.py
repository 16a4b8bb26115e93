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
    most_dues: float = param(0.5, "rungs, awards and contributions over revenue that a platform reckons with at most",
        "平台计入成本的晋级、赔偿和社保占营收的上限", unit="share", within=(0, 1), source="judgement", grade="judged")
    wait_elasticity: float = param(0.3, "elasticity of orders in the wait, negative", "订单对等待时间的弹性（取负）",
        unit="ratio", within=(0.1, 0.6), source="B 3.20", grade="judged")
    wait_worth: float = param(0.6, "elasticity in price by which customers weigh a wait against a price",
        "顾客权衡等待与价格时的价格弹性", unit="ratio", within=(0.25, 1), source="B 3.20", grade="judged")
    switching: float = param(2.0, "elasticity with which customers go to a cheaper rival", "顾客转向更便宜平台的弹性",
        unit="ratio", within=(0.5, 6), source="judgement", grade="swept")
    worker_switching: float = param(3.0, "elasticity with which workers go to a rival that pays better",
        "劳动者转向报酬更高平台的弹性", unit="ratio", within=(0.5, 8), source="judgement", grade="swept")
    several_platforms: float = param(0.3, "hours of workers who take orders of all firms of the service",
        "同时接同类各平台订单的劳动者工时比例", unit="share", within=(0, 0.8), source="judgement", grade="swept")
    patience: float = param(8.0, "how sharply orders asked for go unserved as hours run out",
        "工时用尽时订单无人接的陡峭程度", unit="ratio", within=(3, 20), source="P87", grade="judged")
    peak_follow: float = param(3.0, "elasticity of the hours of the week in what an hour then pays",
        "一周内工时分配对各时段时薪的弹性", unit="ratio", within=(0.5, 10), source="B 3.21; size judged", grade="swept")
    surge_strength: float = param(0.5, "elasticity of the price in orders over capacity", "价格对订单与运力之比的弹性",
        unit="ratio", within=(0, 2), source="P88; size judged", grade="swept")
    surge_most: float = param(0.4, "most that the price rises when hours are short", "运力不足时价格的最大涨幅",
        unit="log", within=(0, 1), source="P88; size judged", grade="judged")
    discount_most: float = param(0.15, "most that it falls when hours are idle", "运力闲置时价格的最大跌幅",
        unit="log", within=(0, 1), source="P88; size judged", grade="judged")
    wait_density: float = param(0.5, "elasticity of the wait in free workers on the ground, negative",
        "等待时间对空闲劳动者密度的弹性（取负）", unit="ratio", within=(0, 1), source="the nearest of n: n to the -1/2",
        grade="derived")
    wait_most: float = param(1.5, "most that the wait differs from the usual", "等待时间与通常之差的上限",
        unit="log", within=(0.2, 3), source="judgement", grade="judged")
    data_wait: float = param(0.2, "rise of the wait if nobody let the platform use data, over if all did",
        "无人授权数据与全部授权相比等待时间的上升", unit="log", within=(0, 1), source="plan §3.4.2; size judged",
        grade="swept")
    usual_consent: float = param(0.6, "share of workers who let the platform use their data in normal times",
        "平时授权平台使用数据的劳动者比例", unit="share", within=(0, 1), source="judgement", grade="judged")
    least_filled: float = param(0.8, "least of the orders handed out that a platform reckons its workers do",
        "平台估计派出订单被完成的最低比例", unit="share", within=(0.5, 1), source="judgement", grade="judged")
    entry_elsewhere: float = param(0.5, "share of the way to the hours needed that workers elsewhere go in a month",
        "外地劳动者每月向所需工时靠拢的比例", unit="share/month", within=(0.2, 0.8), source="B 2.19", grade="derived")
    own_cost: float = param(0.6, "a platform's own cost of an order over its commission", "平台每单自身成本与抽成之比",
        unit="share", within=(0, 0.95), source="judgement", grade="swept")
    firm_step: float = param(0.25, "share of the way to the commission sought that a platform goes in a month",
        "平台每月向意愿抽成靠拢的比例", unit="share/month", within=(0.02, 1), source="judgement", grade="judged")
    firm_band: float = param(0.003, "gain in commission below which a platform changes nothing",
        "平台不予调整的抽成差", unit="share", within=(0, 0.05), source="judgement", grade="judged")
    price_speed: float = param(0.05, "part of what tightness does to the price that enters the list price in a month",
        "供需紧张对价格的影响每月计入标价的比例", unit="share/month", within=(0, 1), source="judgement", grade="judged")
    price_band: float = param(0.01, "tightness below which the list price stays", "不调整标价的供需紧张程度",
        unit="log", within=(0, 0.2), source="judgement", grade="judged")
    price_range: float = param(2.0, "most that the list price may be of the usual, and the usual of it",
        "标价与通常价格之比的上限（及其倒数）", unit="ratio", within=(1, 5), source="judgement", grade="judged")
    viable_share: float = param(0.12, "share of a service from which a platform covers its fixed cost",
        "平台足以弥补固定成本的市场份额", unit="share", within=(0.01, 0.5), source="judgement", grade="swept")
    entrant_brand: float = param(0.1, "customers of a new platform over those of all others",
        "新平台的顾客与其他平台之比", unit="ratio", within=(0.01, 0.5), source="judgement", grade="swept")
    firm_entry: float = param(0.1, "chance a month that a platform comes where it would earn",
        "有利可图时每月有新平台进入的概率", unit="share/month", within=(0, 1), source="judgement", grade="judged")
    firm_memory: float = param(0.08, "weight of the last month in a platform's view of its profit",
        "平台评估利润时最近一月的权重", unit="share", within=(0.02, 1), source="judgement", grade="judged")
    firm_patience: float = param(24.0, "months of losses after which a platform gives up", "平台亏损多少个月后退出",
        unit="months", within=(3, 120), source="judgement", grade="judged")
    novice_gap: float = param(0.12, "pace that newcomers to a platform lack", "新手欠缺的接单速度",
        unit="share", within=(0, 0.4), source="B 2.20", grade="judged")
    learning_months: float = param(6.0, "months until two thirds of that are learnt", "学会其中三分之二所需月数",
        unit="months", within=(1, 36), source="B 2.20; size judged", grade="judged")
    order_reach: float = param(5.0, "way along streets over which a worker's hours for equal orders fall to 1/e",
        "同样订单下劳动者投入工时随路程降至1/e的距离", unit="km", within=(2, 15), source="judgement", grade="swept")
    roaming: float = param(0.4, "share of hours on local platforms spent wherever orders are, not near home",
        "本地平台劳动者在订单集中处（而非住处附近）等单的工时比例",
        unit="share", within=(0, 1), source="judgement", grade="swept")
    orders_at_work: float = param(0.3, "share of orders on local platforms that arise where people work, not at home",
        "本地平台订单中产生于工作地（而非住处）的比例",
        unit="share", within=(0, 0.7), source="judgement", grade="judged")
# fmt: on
