"""Search and screening: how people look for posts and employers look at people."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class SearchBehaviour:
    """Search and screening: how people look for posts and employers look at people."""

    search_unemployed: float = param(0.95, "share of the unemployed who look for a job in a month of a fresh spell",
        "失业初期每月求职的失业者比例", unit="share/month", within=(0, 1),
        source="National Bureau of Statistics, definition", grade="judged")
    discouragement: float = param(0.02, "monthly decline of that share while idle", "该比例随失业时长的月降幅",
        unit="1/month", within=(0, 0.3), source="judgement", grade="judged")
    search_employed: float = param(0.20, "share of employees who look for another job", "寻找其他工作的雇员比例",
        unit="share/month", within=(0.1, 0.25), source="B 2.5", grade="derived")
    search_platform: float = param(0.25, "share of platform workers who look for a job", "寻找工作的平台劳动者比例",
        unit="share/month", within=(0, 1), source="judgement", grade="judged")
    search_self_employed: float = param(0.04, "share of the self-employed who look for a job", "寻找工作的自营者比例",
        unit="share/month", within=(0, 1), source="judgement", grade="judged")
    applications: float = param(2.5, "applications of an unemployed searcher", "失业求职者的月申请数",
        unit="1/month", within=(0.2, 4), source="P08", grade="judged")
    applications_employed: float = param(1.0, "applications of an employed searcher", "在职求职者的月申请数",
        unit="1/month", within=(0.2, 4), source="B 2.5", grade="judged")
    tries: float = param(5.0, "posts looked at for each application sent", "每份申请前查看的岗位数",
        unit="count", within=(1, 400), source="P08", grade="judged")
    page: float = param(30.0, "neighbouring places of the frame read at each look", "每次查看所见框架中相邻席位数",
        unit="count", within=(1, 100), source="P08", grade="judged")
    distance_decay: float = param(0.027, "decline of applications with distance", "申请随距离的衰减",
        unit="1/km", within=(0, 0.2), source="B 2.2, P46", grade="measured")
    skill_decay: float = param(3.0, "decline of moves between occupations with skill distance",
        "跨职业流动随技能距离的衰减", unit="1/share", within=(0, 20), source="judgement", grade="judged")
    own_occupation: float = param(4.0, "how much more often one's own occupation is searched", "更常搜寻本职业的倍数",
        unit="ratio", within=(1, 50), source="judgement", grade="judged")
    field_search: float = param(0.5,
        "search in the new field after a course, which comes first, over the search that goes on beside it",
        "结业后优先在新领域的求职与照常求职之比",
        unit="ratio", within=(0, 1), source="judgement; B 2.31", grade="judged")
    field_months: float = param(24.0, "months after a course in which its field is looked at first",
        "结业后优先在新领域求职的月数",
        unit="months", within=(3, 60), source="B 2.11: effects of courses grow for two years", grade="judged")
    gap_decay: float = param(2.0, "decline of applications with the person's own skill gap", "申请随本人技能差距的衰减",
        unit="1/share", within=(0, 20), source="B 2.2", grade="judged")
    under_schooled: float = param(0.15, "applications sent although schooling is below the post's",
        "学历不足仍申请的比例", unit="share", within=(0, 1), source="judgement", grade="judged")
    schooling_relents: float = param(0.04, "what an old vacancy waives of the schooling it asks for, each month",
        "空缺岗位每月放宽的学历要求",
        unit="share/month", within=(0, 0.2), source="judgement", grade="judged")
    cheap_posts_relent: float = param(1.5,
        "what a post waives of the schooling for each share by which it pays below its trade",
        "岗位工资每低于本职业通常水平一成所放宽的学历要求（按比例）",
        unit="ratio", within=(0, 3), source="judgement", grade="judged")
    benefit_eases: float = param(0.5,
        "fall of the applications of those on benefit for each doubling of it over the city's own, in logs",
        "失业保险金较本市现行标准翻一番时，领取者申请数的下降（对数）",
        unit="log", within=(0, 2.2),
        source="judgement; time spent on search falls by 1.6 to 2.2 times: Krueger & Mueller 2010; spells grow by 0.1 "
        "to 1: Schmieder & von Wachter 2016", grade="swept")
    mobility_premium: float = param(0.14, "rise of pay for which an employee moves", "雇员跳槽所需的加薪",
        unit="share", within=(0, 0.5), source="judgement", grade="judged")
    km_cost: float = param(15.0, "cost of commuting", "通勤成本",
        unit="yuan/km and month", within=(0, 100), source="P50", grade="judged")
    lock_in: float = param(0.5, "search given up while on a part-time course", "业余培训期间减少的求职",
        unit="share", within=(0, 1), source="B 2.11", grade="judged")
    callback: float = param(0.95, "chance that a fresh application is looked at", "新申请被查看的概率",
        unit="share", within=(0.05, 1), source="P08", grade="judged")
    callback_at_8_months: float = param(0.6, "the same after eight months idle, relative", "失业八个月后该概率的相对值",
        unit="ratio", within=(0.5, 0.8), source="B 2.4", grade="judged")
    callback_at_40: float = param(0.85, "the same at age 40, relative to 28", "40岁相对28岁的该概率",
        unit="ratio", within=(0.55, 0.9), source="B 2.23", grade="judged")
    callback_novice: float = param(0.4,
        "chance that an application is looked at fresh from school, relative to eight years later",
        "刚离开学校者与工作八年者申请被查看的概率之比",
        unit="ratio", within=(0.4, 1), source="B 2.23: rises from 20 to the late twenties; P02", grade="judged")
    callback_migrant: float = param(1.05, "the same for migrants in low-skill private posts",
        "低技能私营岗位上外来人口的该概率", unit="ratio", within=(1, 1.2), source="B 2.25", grade="judged")
    callback_public: float = param(0.6, "the same for migrants in non-private units (public posts alone 0.3)",
        "非私营单位中外来人口的该概率", unit="ratio", within=(0.2, 1), source="B 2.25", grade="judged")
    screening_bias: float = param(1.0, "strength of the screening algorithms' sex bias", "筛选算法性别偏差的强度",
        unit="ratio", within=(0, 2), source="B 2.24", grade="derived")
    impression_noise: float = param(0.15, "spread of the employer's impression", "雇主印象的离散度",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    expected_match: float = param(0.95, "fit to a post that employers expect of an applicant of whom they know nothing",
        "用人单位对一无所知的申请者所预期的匹配度",
        unit="share", within=(0.5, 1), source="mean of applications in the reference city at rest; judged",
        grade="judged")
    match_spread: float = param(0.095, "spread of that fit among applicants", "申请者匹配度的离散度",
        unit="share", within=(0.01, 0.5), source="the same applications; judged", grade="judged")
    certificate_bonus: float = param(0.12, "worth of a certificate in the employer's eyes", "证书在雇主眼中的价值",
        unit="share", within=(0, 0.5), source="B 2.30", grade="judged")
    experience_bonus: float = param(0.10, "worth of experience in the occupation", "本职业经验的价值",
        unit="share", within=(0, 0.5), source="judgement", grade="judged")
    certificate_called: float = param(0.4,
        "share of an employer's reasons not to look at an application that a certificate of the trade removes",
        "本职业证书所消除的、用人单位不看申请之理由的比例",
        unit="share", within=(0, 0.8), source="B 2.30: certificates raise callbacks", grade="judged")
    hiring_bar: float = param(0.55, "lowest impression at which anybody is hired", "录用所需的最低印象",
        unit="share", within=(-10, 1), source="judgement", grade="judged")
    offline_looks: float = param(0.5,
        "posts that a person without any digital skill sees, over those of one at home online",
        "毫无数字技能者所见岗位与上网自如者之比",
        unit="share", within=(0, 0.9), source="plan §2.3; judgement", grade="judged")
    full_literacy: float = param(0.5, "digital literacy from which a person finds whatever is posted online",
        "能看到全部网上岗位所需的数字素养",
        unit="share", within=(0.1, 1), source="plan §2.3; judgement", grade="judged")
    good_connection: float = param(0.8, "bandwidth from which a better connection shows no further posts",
        "带宽达到此值后，更好的网络不再带来更多岗位",
        unit="share", within=(0.1, 1), source="plan §2.3; judgement", grade="judged")
    callback_women: float = param(1.2, "fall of callbacks past 35 of women over that of men",
        "35岁以后女性回复率降幅与男性之比", unit="ratio", within=(1, 2), source="B 2.23", grade="judged")
    callback_past_40: float = param(0.25, "fall of callbacks in a year past 40 over that from 35 to 40",
        "40岁以后回复率年降幅与35至40岁之比", unit="ratio", within=(0, 1), source="B 2.23", grade="judged")
    callback_least: float = param(0.35, "callbacks of the oldest relative to 28", "年龄最大者相对28岁的回复率",
        unit="ratio", within=(0, 0.55), source="B 2.23", grade="judged")
    certified_noise: float = param(0.6, "noise of the impression of the certified over that of others",
        "持证者与他人印象噪声之比", unit="ratio", within=(0.2, 1), source="B 2.30; judgement", grade="judged")
    bar_decline: float = param(0.02, "what an old vacancy asks for less each month", "空缺岗位每月放低的录用门槛",
        unit="share/month", within=(0, 0.1), source="judgement", grade="judged")
    passport_months: float = param(24.0, "months after which platform work proves nothing any more",
        "平台工作经历不再起证明作用所需的月数", unit="months", within=(0, 120), source="judgement", grade="judged")
    conversion_looks: float = param(6.0, "open posts that the well-rated of platforms are shown",
        "向评分优良的平台劳动者展示的空缺岗位数", unit="count", within=(1, 50), source="judgement", grade="judged")
# fmt: on
