"""Rules of jobs: wage floor, contributions, benefits, hiring, reliefs for posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param
from .unset import unset


# fmt: off
@dataclass(frozen=True)
class WorkRules:
    """Rules of jobs: wage floor, contributions, benefits, hiring, reliefs. Every field is an array over the zones."""

    minimum_wage: Any = param(2_260.0, "wage floor of a full-time job", "全职岗位的最低工资",
        unit="yuan/month", within=(0, 10_000), source="P47", grade="measured")
    benefit: Any = param(1_585.0, "unemployment benefit", "失业保险金",
        unit="yuan/month", within=(0, 10_000), source="P49", grade="measured")
    benefit_months: Any = param(12.0, "months a benefit is paid", "失业保险金的领取月数",
        unit="months", within=(0, 24), source="Social Insurance Law 2010, art. 46 (12 to 24 months by record)")
    employee_contribution: Any = param(0.105, "employee's social contribution", "个人社保缴费",
        unit="share of wage", within=(0, 0.3), source="statutory rates: pension 8 %, medical 2 %, unemployment 0.5 %",
        grade="measured")
    employer_contribution: Any = param(0.265, "employer's social contribution", "单位社保缴费",
        unit="share of wage", within=(0, 0.5),
        source="statutory rates: pension 16 %, medical 9.5 %, unemployment 0.5 %, injury 0.5 %", grade="measured")
    vat_relief: Any = unset("relief of value-added tax for each new digital post",
        "每个新增数字岗位的增值税减免", "yuan/post", 100_000)
    relief_months: Any = param(36.0, "months over which an employer spreads it", "用人单位分摊减免的月数",
        unit="months", within=(1, 120), source="judgement")
    contribution_subsidy: Any = unset("share of employers' social contributions paid for every post",
        "对每个岗位支付的单位社保缴费比例", "share")
    sharing_subsidy: Any = unset("the same for posts of the multi-skilled alone", "同上，仅限一岗多能者的岗位", "share")
    masked_cvs: Any = unset("share of CVs that hide sex and age", "隐去性别和年龄的简历比例", "share")
    published_weights: Any = unset("share of hiring systems that state their weights",
        "公开权重的招聘系统比例", "share")
    competence_standard: Any = unset("share of posts that ask for competence and not for a diploma",
        "要求能力而非文凭的岗位比例", "share")
    diploma_relaxation: Any = unset("share of posts that ask for college whose diploma filter falls",
        "要求大专以上的岗位中取消学历门槛的比例", "share")
    hiring_ban: Any = unset("share of discriminating posts found in a year",
        "一年内被查到的歧视性岗位比例", "share/year")
    hiring_fine: Any = unset("fine for a discriminating post", "每个歧视性岗位的罚款", "yuan/post", 500_000)
    search_support: Any = unset("rise of the posts that the unemployed can look at",
        "失业者能查看的岗位的增加", "share")
    search_support_cost: Any = unset("what that costs for each of them", "相应的人均费用", "yuan/month", 5_000)
    skill_recommendation: Any = unset("share of wasted looks that recommendation spares",
        "推荐所省去的无效浏览比例", "share", 0.95)
    talent_pool: Any = unset("share of employers who prefer the registered certified",
        "优先录用入库持证者的用人单位比例", "share")
    data_sharing: Any = unset("share of certificates and employment data that departments share",
        "部门共享的证书和就业数据比例", "share")
    service_cost: Any = unset("running cost of platform, pool and shared data",
        "平台、人才库和共享数据的运行成本", "yuan/adult and year", 1_000)
    local_quota: Any = unset("share of posts kept for local hukou", "留给本地户籍者的岗位比例", "share")
    quota_strict: Any = unset("share of the kept posts that stay open rather than go to others",
        "留出的岗位中宁可空缺也不给他人的比例", "share")
    park_quota: Any = unset("share of posts in new parks kept for the locally trained",
        "新园区中留给本地受训者的岗位比例", "share")
    job_sharing: Any = unset("further kinds of community work a multi-skilled person may serve",
        "一岗多能者可另外承担的社区工作种类", "kinds", 7)
    rating_to_post: Any = unset("chance that a well-rated platform worker is offered a post",
        "高评级平台劳动者获得岗位机会的概率", "share/month")
    rating_needed: Any = param(0.7, "rating from which posts are offered", "获得岗位机会所需的评级",
        unit="share", within=(0, 1), source="judgement")
    accessible_work: Any = unset("share of posts made accessible to the disabled", "对残疾人无障碍的岗位比例", "share")
    accommodation_cost: Any = unset("cost of a pack for one disabled person hired",
        "每录用一名残疾人的就业包费用", "yuan/person", 100_000)
    incubated_posts: Any = unset("posts incubated in the twelve new kinds, whole city",
        "全市在十二类新岗位中孵化的岗位", "posts", 1_000_000)
    list_revision: Any = unset("new occupations entered each year", "每年列入目录的新职业", "occupations/year", 50)
    list_lag: Any = unset("months from entry to demand", "从列入目录到形成需求的月数", "months", 60)
    investment_share: Any = unset("share of extra tax revenue invested in the city",
        "新增税收中投资于城市的比例", "share")
# fmt: on
