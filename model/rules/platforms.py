"""Rules of platform work: insurance, the protection fund, dispatch, data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param


@dataclass(frozen=True)
class PlatformRules:
    """Rules of platform work: insurance, protection fund, dispatch, data. Every field is an array over the zones."""

    flexible_premium: Any = param(
        898.4,
        "lowest employees'-scheme contribution of a flexible worker",
        unit="yuan/month",
        within=(0, 5_000),
        source="P37",
        grade="measured",
    )
    premium_support: Any = param(
        0.0, "share of the flexible premium paid for the worker", unit="share", within=(0, 1), source="no policy"
    )
    injury_pilot: Any = param(
        0.3,
        "share of platform workers covered by the platform-paid injury pilot",
        unit="share",
        within=(0, 1),
        source="P34: 7 to 17 provinces, ride and delivery platforms only",
    )
    injury_premium: Any = param(
        0.10,
        "platform-paid injury premium",
        unit="yuan/order",
        within=(0, 2),
        source="P36: 0.01 ride, 0.07 or 0.25 delivery",
        grade="derived",
    )
    fund_contribution: Any = param(
        0.0,
        "platforms' contribution to the protection fund",
        unit="share of revenue",
        within=(0, 0.1),
        source="no policy",
    )
    fund_match: Any = param(
        0.0, "government's match of each contributed yuan", unit="yuan/yuan", within=(0, 5), source="no policy"
    )
    medical_cover: Any = param(
        0.0, "share of accident cost that the fund pays", unit="share", within=(0, 1), source="no policy"
    )
    fund_training_share: Any = param(
        0.0, "share of the fund's income spent on training", unit="share", within=(0, 1), source="no policy"
    )
    dividend_share: Any = param(
        0.0, "share of platforms' data gain returned", unit="share", within=(0, 1), source="no policy"
    )
    breach_payout: Any = param(
        0.0, "payout to each victim of a data breach", unit="yuan/person", within=(0, 10_000), source="no policy"
    )
    dispatch_openness: Any = param(
        0.0, "share of the dispatch rule that is published", unit="share", within=(0, 1), source="no policy"
    )
    appeal_days: Any = param(
        0.0, "days until an appeal is decided; 0: no appeal", unit="days", within=(0, 365), source="no policy"
    )
    audit_rate: Any = param(
        0.0, "probability that a platform is audited in a month", unit="share/month", within=(0, 1), source="no policy"
    )
    dispatch_fine: Any = param(
        0.0, "fine for a biased dispatch rule", unit="yuan/active worker", within=(0, 10_000), source="no policy"
    )
    peak_bonus: Any = param(
        0.0,
        "bonus on peak orders under the published peak standard",
        unit="share of pay",
        within=(0, 1),
        source="no policy",
    )

    # algorithm governance, rights and cover of platform workers
    quarterly_audit: Any = param(
        0.0, "share of platforms audited every quarter on a schedule", unit="share", within=(0, 1), source="no policy"
    )
    inspection_power: Any = param(
        0.0,
        "chance that an inspector finds bias, whatever is published",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    blacklist_months: Any = param(
        0.0,
        "months without public contracts for a platform found out",
        unit="months",
        within=(0, 120),
        source="no policy",
    )
    bias_ban: Any = param(
        0.0,
        "share of platforms bound by a ban on bias by sex and age in dispatch and entry",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    review_power: Any = param(
        0.0,
        "chance that bias is taken out of a new version before launch",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    review_months: Any = param(
        0.0, "months a review delays a new version", unit="months", within=(0, 24), source="no policy"
    )
    fairness_report: Any = param(
        0.0,
        "share of the dispatch rule laid open to auditors in impact reports",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    accessibility: Any = param(
        0.0,
        "share of platforms with voice, large print and short steps",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    court: Any = param(
        0.0, "share of platform cases heard by a court of their own", unit="share", within=(0, 1), source="no policy"
    )
    court_months: Any = param(0.0, "months until that court decides", unit="months", within=(0, 36), source="no policy")
    court_cost: Any = param(0.0, "cost of a suit there", unit="yuan/case", within=(0, 50000), source="no policy")
    court_award: Any = param(
        0.0,
        "award for unfair dispatch or a wrongful penalty there",
        unit="yuan/case",
        within=(0, 100000),
        source="no policy",
    )
    legal_aid: Any = param(
        0.0, "share of the cost of a suit that government pays", unit="share", within=(0, 1), source="no policy"
    )
    intervention: Any = param(
        0.0,
        "share of reports on penalties that inspectors take up at once",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    intervention_days: Any = param(0.0, "days until they decide", unit="days", within=(0, 365), source="no policy")
    intervention_pay: Any = param(
        0.0, "compensation on top of the pay restored", unit="share of loss", within=(0, 10), source="no policy"
    )
    ladder_months: Any = param(
        12.0, "months on the platform before a promotion", unit="months", within=(0, 120), source="judgement"
    )
    ladder_promotion: Any = param(
        0.0,
        "chance of promotion with a certificate at full rating while posts are free",
        unit="share/month",
        within=(0, 1),
        source="no policy",
    )
    ladder_posts: Any = param(
        0.0, "posts above the lowest rung over workers", unit="share", within=(0, 1), source="no policy"
    )
    rung_premium: Any = param(
        0.0,
        "prescribed pay for each rung on top of what platforms pay",
        unit="share of pay",
        within=(0, 1),
        source="no policy",
    )
    passport: Any = param(
        0.0,
        "share of rating and record carried from platform to platform",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    injury_by_worker: Any = param(
        0.0, "share of the injury premium borne by the worker", unit="share", within=(0, 1), source="no policy"
    )
    injury_by_government: Any = param(
        0.0, "share of the injury premium borne by the special fund", unit="share", within=(0, 1), source="no policy"
    )
    one_click: Any = param(
        0.0,
        "share of the paperwork of enrolment taken over by an online platform",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    worker_feedback: Any = param(
        0.0,
        "share of workers' proposals on speed and forced orders that platforms adopt",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    breach_hours: Any = param(
        720.0,
        "hours until a data breach is contained",
        unit="hours",
        within=(1, 8760),
        source="judgement: weeks to months",
    )
    data_reports: Any = param(
        0.0,
        "share of data misuse within reach of an anonymous reporting line",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    misuse_fine: Any = param(
        0.0, "fine for misuse of data", unit="yuan/active worker", within=(0, 10000), source="no policy"
    )
    data_export: Any = param(
        0.0,
        "share of data that workers can export and whose use is bound to a purpose",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    vat_rate: Any = param(
        0.0,
        "value-added tax of flexible workers on takings above the threshold",
        unit="share",
        within=(0, 0.13),
        source="no policy",
    )
    vat_threshold: Any = param(
        10000.0, "takings of a month free of value-added tax", unit="yuan/month", within=(0, 1000000), source="C54"
    )
    commerce_levy: Any = param(
        0.0,
        "levy on the revenue of live-commerce platforms",
        unit="share of revenue",
        within=(0, 0.1),
        source="no policy",
    )
    reclassified: Any = param(
        0.0, "share of full-time platform workers treated as employees", unit="share", within=(0, 1), source="no policy"
    )
    platform_social_share: Any = param(
        0.0,
        "share of their social contributions borne by the platform",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
