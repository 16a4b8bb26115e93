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
