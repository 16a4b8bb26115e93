"""Rules of courses and certificates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param
from .unset import unset


# fmt: off
@dataclass(frozen=True)
class SkillRules:
    """Rules of courses and certificates. Every field is an array over the zones."""

    alarm_threshold: Any = param(1.0, "gap of an occupation that sets off the early warning; 1: never",
        "触发预警的职业缺口；1 为从不", unit="share", within=(0, 1), source="no policy")
    # what is taught
    course_updates: Any = unset("updates of every course", "每门课程的更新次数", "updates/year", 12)
    course_feedback: Any = unset("share of stale hours revised where graduates find no work",
        "结业者找不到工作时修订的陈旧学时比例", "share")
    practice_share: Any = unset("share of course hours that are practice", "实训占课程学时的比例", "share")
    internship_credit: Any = unset("tax credit to the firm for an intern",
        "企业每接收一名实习生的税收抵免", "yuan/intern", 50_000)
    three_plus_one: Any = unset("graduates who spend their last year on a project",
        "最后一年在项目中实践的毕业生比例", "share")
    # who is taught what
    map_share: Any = unset("share of places that the skill map directs to short occupations",
        "技能图谱投向短缺职业的学位比例", "share")
    map_lag: Any = unset("mean age of what the skill map shows", "图谱所示信息的平均滞后", "months", 24)
    map_noise: Any = unset("error of the skill map (log spread)", "图谱的误差（对数离散度）", "log", 2)
    course_push: Any = unset("share of people with a large skill gap who are sent courses",
        "技能差距大者中收到课程推送的比例", "share/month")
    push_gap: Any = unset("skill gap from which courses are sent", "推送课程的技能差距门槛", "share")
    # certificates and points
    certificate_credit: Any = unset("certificates that can be verified", "可验证的证书比例", "share")
    points_worth: Any = unset("worth of a point when redeemed", "每个积分兑换的价值", "yuan/point", 200)
    points_threshold: Any = unset("points from which they can be redeemed", "可兑换的积分门槛", "points", 30_000)
    points_course: Any = unset("points for a completed course", "完成一门课程的积分", "points", 1_000)
    points_service: Any = unset("points for a turn of service", "一次服务的积分", "points", 1_000)
    # firms and providers
    training_grant: Any = unset("paid to a firm for training one of its staff",
        "企业每培训一名员工的补贴", "yuan/person", 20_000)
    training_grants: Any = unset("grants to firms", "对企业的补贴人数", "persons/year", 2_000_000)
    training_deduction: Any = param(1.0, "training cost that firms may deduct", "企业可扣除的培训成本比例",
        unit="share of cost", within=(1, 3), source="no policy")
    course_equity: Any = unset("equity put into course providers", "注入培训机构的股权资金", "yuan/year", 1_000_000_000)
# fmt: on
