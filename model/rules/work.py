"""Rules of jobs: wage floor, contributions, benefits, hiring, reliefs for posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param


@dataclass(frozen=True)
class WorkRules:
    """Rules of jobs: wage floor, contributions, benefits, hiring, reliefs. Every field is an array over the zones."""

    minimum_wage: Any = param(
        2260.0, "wage floor of a full-time job", unit="yuan/month", within=(0, 10_000), source="P47", grade="measured"
    )
    benefit: Any = param(
        1585.0, "unemployment benefit", unit="yuan/month", within=(0, 10_000), source="P49", grade="measured"
    )
    benefit_months: Any = param(
        12.0,
        "months a benefit is paid",
        unit="months",
        within=(0, 24),
        source="Social Insurance Law 2010, art. 46 (12 to 24 months by record)",
    )
    employee_contribution: Any = param(
        0.105,
        "employee's social contribution",
        unit="share of wage",
        within=(0, 0.3),
        source="statutory rates: pension 8 %, medical 2 %, unemployment 0.5 %",
        grade="measured",
    )
    employer_contribution: Any = param(
        0.265,
        "employer's social contribution",
        unit="share of wage",
        within=(0, 0.5),
        source="statutory rates: pension 16 %, medical 9.5 %, unemployment 0.5 %, injury 0.5 %",
        grade="measured",
    )
    vat_relief: Any = param(
        0.0,
        "relief of value-added tax for each new digital post",
        unit="yuan/post",
        within=(0, 100_000),
        source="no policy",
    )
    relief_months: Any = param(
        36.0, "months over which an employer spreads it", unit="months", within=(1, 120), source="judgement"
    )
    contribution_subsidy: Any = param(
        0.0,
        "share of employers' social contributions paid for every post",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    sharing_subsidy: Any = param(
        0.0, "the same for posts of the multi-skilled alone", unit="share", within=(0, 1), source="no policy"
    )
    masked_cvs: Any = param(0.0, "share of CVs that hide sex and age", unit="share", within=(0, 1), source="no policy")
    published_weights: Any = param(
        0.0, "share of hiring systems that state their weights", unit="share", within=(0, 1), source="no policy"
    )
    competence_standard: Any = param(
        0.0,
        "share of posts that ask for competence and not for a diploma",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    diploma_relaxation: Any = param(
        0.0,
        "share of posts that ask for college whose diploma filter falls",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    hiring_ban: Any = param(
        0.0, "share of discriminating posts found in a year", unit="share/year", within=(0, 1), source="no policy"
    )
    hiring_fine: Any = param(
        0.0, "fine for a discriminating post", unit="yuan/post", within=(0, 500_000), source="no policy"
    )
    skill_recommendation: Any = param(
        0.0, "share of wasted looks that recommendation spares", unit="share", within=(0, 0.95), source="no policy"
    )
    talent_pool: Any = param(
        0.0, "share of employers who prefer the registered certified", unit="share", within=(0, 1), source="no policy"
    )
    data_sharing: Any = param(
        0.0,
        "share of certificates and employment data that departments share",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    service_cost: Any = param(
        0.0,
        "running cost of platform, pool and shared data",
        unit="yuan/adult and year",
        within=(0, 1_000),
        source="no policy",
    )
    search_support: Any = param(
        0.0,
        "rise of the posts that the unemployed can look at",
        "失业者能查看的岗位的增加",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    search_support_cost: Any = param(
        0.0,
        "what that costs for each of them",
        "相应的人均费用",
        unit="yuan/month",
        within=(0, 5_000),
        source="no policy",
    )
    local_quota: Any = param(
        0.0, "share of posts kept for local hukou", unit="share", within=(0, 1), source="no policy"
    )
    quota_strict: Any = param(
        0.0,
        "share of the kept posts that stay open rather than go to others",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    park_quota: Any = param(
        0.0, "share of digital posts kept for the locally trained", unit="share", within=(0, 1), source="no policy"
    )
    job_sharing: Any = param(
        0.0,
        "further kinds of community work a multi-skilled person may serve",
        unit="kinds",
        within=(0, 7),
        source="no policy",
    )
    rating_to_post: Any = param(
        0.0,
        "chance that a well-rated platform worker is offered a post",
        unit="share/month",
        within=(0, 1),
        source="no policy",
    )
    rating_needed: Any = param(
        0.7, "rating from which posts are offered", unit="share", within=(0, 1), source="judgement"
    )
    accessible_work: Any = param(
        0.0, "share of posts made accessible to the disabled", unit="share", within=(0, 1), source="no policy"
    )
    accommodation_cost: Any = param(
        0.0, "cost of a pack for one disabled person hired", unit="yuan/person", within=(0, 100_000), source="no policy"
    )
    incubated_posts: Any = param(
        0.0,
        "posts incubated in the twelve new kinds, whole city",
        unit="posts",
        within=(0, 1_000_000),
        source="no policy",
    )
    list_revision: Any = param(
        0.0, "new occupations entered each year", unit="occupations/year", within=(0, 50), source="no policy"
    )
    list_lag: Any = param(0.0, "months from entry to demand", unit="months", within=(0, 60), source="no policy")
    investment_share: Any = param(
        0.0, "share of extra tax revenue invested in the city", unit="share", within=(0, 1), source="no policy"
    )
