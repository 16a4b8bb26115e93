"""Courses: teaching, firms' training, certificates, points."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class CoursesBehaviour:
    """Courses: teaching, firms' training, certificates, points."""

    content_ageing: float = param(0.02, "course content that goes stale in a month", "课程内容每月过时的比例",
        unit="share/month", within=(0.005, 0.06),
        source="judgement; skill needs change fast in technical jobs: Deming & Noray 2020", grade="judged")
    update_reach: float = param(0.6, "share of stale hours that an update renews", "一次更新所换新的陈旧学时比例",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    practice_learning: float = param(0.4, "gain in what a course teaches if all of it is practice",
        "课程全为实训时所学内容的增加", unit="share", within=(0, 1), source="plan §3.1.2: sign only", grade="judged")
    practice_experience: float = param(0.5,
        "share of graduates of an all-practice course whom employers take for experienced",
        "全实训课程的结业者中被用人单位视为有经验的比例",
        unit="share", within=(0, 1), source="judgement; B 2.31", grade="judged")
    practice_cost: float = param(0.8, "extra cost of a course that is all practice", "课程全为实训时的额外成本",
        unit="share of cost", within=(0, 3), source="judgement; rates of P41 span 1 to 3", grade="judged")
    mentor_hold: float = param(0.4, "drop-outs that a mentor prevents", "导师避免的中途退出比例",
        unit="share", within=(0, 0.8), source="judgement", grade="judged")
    push_read: float = param(0.15, "share of those sent a course who look at it", "收到课程推送者中会看的比例",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    trusted_certificate: float = param(0.5, "gain in the worth of a certificate when it can be verified",
        "证书可验证时其价值的增加", unit="share", within=(0, 2), source="B 2.30", grade="judged")
    precise_certificate: float = param(0.4,
        "doubt about a certified person removed when the certificate can be verified",
        "证书可验证时用人单位对持证者疑虑的减少", unit="share", within=(0, 1), source="B 2.30", grade="judged")
    internship_elasticity: float = param(0.6, "interns per trainee when the credit pays the whole cost",
        "税收抵免等于全部成本时每名学员对应的实习名额", unit="share", within=(0, 1), source="judgement", grade="judged")
    internship_cost: float = param(6000.0, "cost of an intern to the firm", "一名实习生给企业带来的成本",
        unit="yuan", within=(500, 30_000), source="judgement", grade="judged")
    internship_practice: float = param(0.5, "practice share that an internship adds", "一次实习所增加的实训比例",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    firm_training: float = param(0.012, "employees with senior schooling whom firms train of their own accord",
        "企业每月自发培训的高中学历员工比例", unit="share/month", within=(0, 0.05), source="judgement", grade="judged")
    offer_schooling: float = param(0.35, "log rise of that with each level of schooling",
        "该比例随学历每升一级的对数上升",
        unit="log/level", within=(0, 1), source="plan §2.3.2, Bassanini et al. 2005", grade="judged")
    training_first: float = param(3.0,
        "courses of firms for staff who lack much of what their post needs, over those for others",
        "欠缺岗位技能者与其他员工相比，被企业安排培训的倍数",
        unit="ratio", within=(1, 10), source="judgement", grade="judged")
    training_gap: float = param(0.05, "mean skill gap from which they are called that often",
        "达到该倍数的平均技能差距", unit="share", within=(0.01, 0.3), source="judgement", grade="judged")
    firm_course_extent: float = param(0.25, "hours of a firm's usual course over those of a full one",
        "企业日常培训课时与完整课程之比", unit="ratio", within=(0, 1),
        source="judgement; pay B 2.10, less than certified courses B 2.31", grade="judged")
    firm_course_cost: float = param(3000.0, "cost of a course for own staff", "企业培训一名员工的成本",
        unit="yuan/person", within=(500, 10_000), source="P41: Hangzhou 1,000 to 3,000 without wages", grade="judged")
    training_elasticity: float = param(0.5, "elasticity of firms' training to its cost", "企业培训对其成本的弹性",
        unit="elasticity", within=(0.1, 1), source="B 2.14 (hiring credits)", grade="judged")
    retraining: float = param(0.4,
        "share of staff trained with support who are prepared for a digital post within their reach",
        "受扶持培训的员工中为够得着的数字岗位做准备的比例",
        unit="share", within=(0, 1), source="plan §5.2.1: changed jobs", grade="judged")
    points_pull: float = param(0.8, "log odds of applying for a course for points worth 1,000 yuan",
        "价值一千元的积分使报名意愿上升的对数几率",
        unit="logit/1000 yuan", within=(0, 3), source="B 2.36", grade="swept")
    service_intercept: float = param(-4.0, "wish of flexible workers for community service without points",
        "没有积分时灵活就业者参加社区服务的意愿", unit="logit", within=(-8, 0), source="judgement", grade="judged")
    service_pull: float = param(1.0, "log odds of service for points worth 100 yuan",
        "价值一百元的积分使服务意愿上升的对数几率",
        unit="logit/100 yuan", within=(0, 4), source="B 2.36", grade="swept")
    place_capital: float = param(6000.0, "capital of a course place", "一个学位所需的资本",
        unit="yuan/(place a year)", within=(500, 50_000), source="judgement", grade="judged")
    capital_wear: float = param(0.10, "wear of that capital", "该资本的折旧",
        unit="share/year", within=(0, 0.5), source="judgement", grade="judged")
# fmt: on
