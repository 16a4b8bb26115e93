"""Choice between kinds of work."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class WorkChoice:
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
    consider_unemployed: float = param(0.2875, "the same of the unemployed", "失业者的同一比例",
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
    own_account_income: float = param(5200.0, "usual takings of an own business", "自营的通常收入",
        unit="yuan/month", within=(1000, 20000), source="P23, P33", grade="judged")
    farm_income: float = param(2900.0, "usual takings of a farm", "务农的通常收入",
        unit="yuan/month", within=(500, 10000), source="P23", grade="judged")
    takings_spread: float = param(0.35, "spread of monthly takings", "月营收的离散度",
        unit="log", within=(0, 1), source="judgement", grade="judged")
    platform_exit: float = param(0.05, "platform work given up for no reason of pay", "与报酬无关的平台退出率",
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
    hours_elasticity: float = param(1.0, "elasticity of platform hours in hourly pay", "平台工时对时薪的弹性",
        unit="ratio", within=(0.5, 2), source="B 2.19", grade="judged")
# fmt: on
