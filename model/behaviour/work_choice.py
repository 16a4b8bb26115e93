"""Choice between kinds of work."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class WorkChoiceBehaviour:
    """Choice between kinds of work."""

    risk_aversion: float = param(2.0, "relative risk aversion", "相对风险厌恶",
        unit="ratio", within=(0, 8), source="judgement", grade="judged")
    choice_scale: float = param(0.22, "spread of the logit between kinds of work, over the worth of the present",
        "各类工作之间选择的离散度", unit="ratio", within=(0.02, 2), source="P15", grade="judged")
    hope: float = param(0.85, "worth of looking on, over the reservation wage", "继续寻找的价值与保留工资之比",
        unit="ratio", within=(0.3, 1.2), source="P15", grade="judged")
    home_worth: float = param(4200.0, "median worth of staying at home", "在家的价值的中位数",
        unit="yuan/month", within=(0, 20000), source="P11, P12", grade="judged")
    consider_inactive: float = param(0.010, "share of the inactive who think of platform or own work",
        "每月考虑平台或自营工作的非劳动力比例", unit="share/month", within=(0, 0.5), source="judgement", grade="judged")
    consider_unemployed: float = param(0.30, "the same of the unemployed", "失业者的同一比例",
        unit="share/month", within=(0, 1), source="B 2.19", grade="judged")
    consider_employed: float = param(0.0078, "the same of employees", "雇员的同一比例",
        unit="share/month", within=(0, 0.5), source="P07", grade="judged")
    consider_platform: float = param(1.0, "share of platform workers who reconsider", "重新考虑的平台劳动者比例",
        unit="share/month", within=(0, 1), source="B 2.19", grade="judged")
    consider_own_account: float = param(0.04, "share of the self-employed who reconsider", "重新考虑的自营者比例",
        unit="share/month", within=(0, 1), source="judgement", grade="judged")
    own_account_share: float = param(0.2, "own business among the options thought of", "所考虑选项中自营的比例",
        unit="share", within=(0, 1), source="P14", grade="judged")
    own_account_exit: float = param(0.1004, "own business given up when reconsidered", "重新考虑时放弃自营的比例",
        unit="share", within=(0, 1), source="P14", grade="judged")
    own_account_income: float = param(4600.0, "usual takings of an own business", "自营的通常收入",
        unit="yuan/month", within=(1000, 20000), source="P23, P33", grade="judged")
    farm_income: float = param(2900.0, "usual takings of a farm", "务农的通常收入",
        unit="yuan/month", within=(500, 10000), source="P23", grade="judged")
    takings_spread: float = param(0.35, "spread of monthly takings", "月营收的离散度",
        unit="log", within=(0, 1), source="judgement", grade="judged")
    platform_exit: float = param(0.045, "platform work given up for no reason of pay", "与报酬无关的平台退出率",
        unit="share/month", within=(0, 0.3), source="P15", grade="judged")
    platform_regret: float = param(0.25, "how strongly a better outside option draws people off a platform",
        "更好的机会吸引人离开平台的强度", unit="ratio", within=(0, 1), source="P15", grade="judged")
    free_hours_women: float = param(0.10, "worth of free hours to women of 25–45", "自由工时对25—45岁女性的价值",
        unit="share of pay", within=(0, 0.5), source="judgement", grade="judged")
    free_hours_old: float = param(0.10, "worth of free hours from 55", "自由工时对55岁以上者的价值",
        unit="share of pay", within=(0, 0.5), source="judgement", grade="judged")
    cover_worth: float = param(0.5, "worth to the worker of a yuan of premium", "一元保费对劳动者的价值",
        unit="yuan/yuan", within=(0, 1.5), source="judgement", grade="judged")
    risk_dread: float = param(2.0, "worth of avoiding an uninsured yuan of accident cost",
        "避免一元无保险事故损失的价值", unit="yuan/yuan", within=(1, 5), source="judgement", grade="judged")
    monitoring_cost: float = param(200.0, "disutility of being monitored", "被监控的负效用",
        unit="yuan/month", within=(0, 2000), source="plan §2.4.1", grade="judged")
    belief_error: float = param(0.1, "error in beliefs about platform pay without published rules",
        "规则未公开时对平台收入的估计误差", unit="share", within=(0, 1), source="B 2.21", grade="judged")
    hours_elasticity: float = param(0.8, "elasticity of days given to a platform in hourly pay; hours a day stay",
        "平台出工天数对时薪的弹性（每日工时不变）",
        unit="ratio", within=(0.2, 1.5), source="B 3.21", grade="judged")
    entry_elasticity: float = param(4.0, "elasticity of coming to a platform, and of staying, in hourly pay",
        "加入和留在平台对时薪的弹性", unit="ratio", within=(0, 6), source="B 2.19: half-life of a month",
        grade="swept")
    pull_most: float = param(4.0, "most that coming and staying differ from the usual",
        "加入和留在平台与平时之比的上限",
        unit="ratio", within=(1, 10), source="judgement", grade="judged")
    content: float = param(0.9, "what people with platform or own work ask of a job, over their reservation wage",
        "有平台或自营工作者对岗位的要求与保留工资之比",
        unit="ratio", within=(0.5, 1.2), source="judgement", grade="judged")
    favourite_platform: float = param(0.6, "occasions on which the platform thought of is one's favourite",
        "想到的平台正是自己最喜欢的平台的比例", unit="share", within=(0, 0.95), source="judgement", grade="judged")
    last_start: float = param(70.0, "age after which nobody begins platform or own work",
        "不再开始平台或自营工作的年龄",
        unit="years", within=(60, 85), source="judgement", grade="judged")
    home_spread: float = param(1.0, "worth of home to those who like it most less that to the others, over the median",
        "最愿与最不愿在家者之间在家价值之差与中位数之比",
        unit="ratio", within=(0, 2), source="judgement", grade="judged")
    least_worth: float = param(500.0, "least worth of the present against which differences are weighed",
        "衡量差额时现状价值的下限", unit="yuan/month", within=(50, 3000), source="judgement", grade="judged")
    takings_unskilled: float = param(0.6, "takings without any skill, over the usual", "毫无技能者的营收与通常营收之比",
        unit="ratio", within=(0, 1), source="judgement", grade="judged")
    takings_application: float = param(0.5, "rise of takings with application skill", "应用技能带来的营收增幅",
        unit="ratio", within=(0, 2), source="judgement", grade="judged")
    takings_management: float = param(0.6, "rise of takings with management skill", "管理技能带来的营收增幅",
        unit="ratio", within=(0, 2), source="judgement", grade="judged")
    takings_sense: float = param(1.0, "takings of the keenest in business less those of the dullest, over the mean",
        "经营天分最高与最低者营收之差与均值之比", unit="ratio", within=(0, 2), source="judgement", grade="judged")
    own_hours_least: float = param(30.0, "least weekly hours in a business of one's own", "自营每周工时下限",
        unit="hours", within=(5, 50), source="P32", grade="judged")
    own_hours_range: float = param(55.0, "hours between the least and the longest", "自营每周工时下限与最长之差",
        unit="hours", within=(0, 70), source="P32", grade="judged")
    casual_share: float = param(0.38, "platform workers who work few hours", "短工时平台劳动者的比例",
        unit="share", within=(0, 0.9), source="P28, P32", grade="judged")
    casual_hours: float = param(4.0, "least weekly hours of theirs", "其每周工时下限",
        unit="hours", within=(0, 20), source="P28", grade="judged")
    casual_hours_range: float = param(67.0, "their hours for each unit of taste", "其工时随偏好的增幅",
        unit="hours", within=(0, 100), source="P28", grade="judged")
    long_hours: float = param(29.4, "least weekly hours of the other platform workers", "其余平台劳动者每周工时下限",
        unit="hours", within=(10, 50), source="P32", grade="judged")
    long_hours_range: float = param(48.0, "their hours for each unit of taste", "其工时随偏好的增幅",
        unit="hours", within=(0, 90), source="P32", grade="judged")
    day_least: float = param(2.0, "hours of a day on platforms of those who like short ones",
        "偏好短工时者出工一天的小时数",
        unit="hours", within=(1, 8), source="P81b", grade="judged")
    day_range: float = param(9.0, "how much longer those who like long ones work in a day",
        "偏好长工时者一天多出的小时数", unit="hours", within=(0, 10), source="P81d", grade="judged")
    hours_response_least: float = param(0.6, "least that hours shrink to when pay falls",
        "报酬下降时工时缩至的最低比例",
        unit="ratio", within=(0.2, 1), source="judgement", grade="judged")
    hours_response_most: float = param(1.3, "most that hours grow to when pay rises", "报酬上升时工时增至的最高比例",
        unit="ratio", within=(1, 2), source="judgement", grade="judged")
    free_hours: float = param(0.3, "worth of free hours to those who like them most", "自由工时对最看重者的价值",
        unit="share of pay", within=(0, 1), source="judgement", grade="judged")
    rating_pay: float = param(0.2, "pay reckoned with at the best rating less that at the worst",
        "最高与最低评分下预期报酬之差",
        unit="share of pay", within=(0, 1), source="judgement", grade="judged")
    trust_worth: float = param(0.3, "worth of platform work at full trust less that at none",
        "完全信任与毫不信任时平台工作价值之差",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    openness_monitoring: float = param(0.5, "disutility of monitoring that a fully published rule takes away",
        "规则全公开所消除的监控负效用", unit="share", within=(0, 1), source="judgement", grade="judged")
    consider_side: float = param(0.02, "share of those with a job or business who think of work beside it",
        "每月考虑兼做平台工作的在岗者比例", unit="share/month", within=(0, 0.5), source="judgement", grade="swept")
    side_open: float = param(0.15, "share of them who would do any", "愿意兼做平台工作的比例",
        unit="share", within=(0, 1), source="B 3.22: licences without a car on the road; size judged", grade="swept")
    side_exit: float = param(0.08, "work beside one's own given up in a month", "每月放弃兼职的比例",
        unit="share/month", within=(0, 1), source="Farrell et al. 2018; size judged", grade="judged")
    side_hours_most: float = param(16.0, "most weekly hours beside one's own work", "兼职每周工时上限",
        unit="hours", within=(1, 40), source="P28; size judged", grade="judged")
    side_week: float = param(72.0, "weekly hours of all work that nobody exceeds", "全部工作每周工时上限",
        unit="hours", within=(48, 100), source="judgement", grade="judged")
    side_elasticity: float = param(1.5, "elasticity of hours beside one's own work in hourly pay",
        "兼职工时对时薪的弹性",
        unit="ratio", within=(0, 3), source="B 3.21", grade="judged")
    side_worth: float = param(1.1, "worth of a free hour over what one's own work pays",
        "空闲一小时的价值与本职时薪之比",
        unit="ratio", within=(0.3, 3), source="judgement", grade="judged")
# fmt: on
