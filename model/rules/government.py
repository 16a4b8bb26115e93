"""Rules of government's own purse and conduct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param


@dataclass(frozen=True)
class GovernmentRules:
    """Rules of government's own purse and conduct. Every field is an array over the zones."""

    special_fund_per_head: Any = param(
        50.0, "yearly limit of the special fund", unit="yuan/resident", within=(0, 5_000), source="C47, plan §5.2.1"
    )
    match_reserve: Any = param(
        0.0,
        "share of the special fund's yearly limit kept for matching the protection fund",
        unit="share",
        within=(0, 1),
        source="no policy: first come, first served",
    )
    alarm_by_rate: Any = param(
        0.0,
        "early warning looks at 0: the unmet gap, 1: the vacancy rate",
        unit="flag",
        within=(0, 1),
        source="§3.1.1 and §5.5.1 speak of the gap, §4.4.2 of the vacancy rate",
    )
    alarm_release: Any = param(
        0.2,
        "gap or rate below which an alarm ends",
        unit="share",
        within=(0, 1),
        source="B 2.16",
        grade="derived",
    )
    reporting_lag: Any = param(
        0.0, "further months until a report is acted upon", unit="months", within=(0, 12), source="no policy"
    )
    coordination: Any = param(
        3.0,
        "months over which reports of departments are averaged",
        unit="months",
        within=(1, 12),
        source="B 2.16: a three-month mean; plan §4.1.1: a joint meeting each month",
        grade="derived",
    )
    income_help: Any = param(
        0.0,
        "share of people with income falling three months in a row who get help",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    review_move: Any = param(
        0.0,
        "share of the course budget that the annual review moves to the worst indicator",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    training_target: Any = param(
        0.0, "people each district must train in a year", unit="persons/year", within=(0, 100_000), source="no policy"
    )
    target_penalty: Any = param(
        0.0,
        "share of its course budget that a district loses for a year if it misses the target altogether",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    least_fill: Any = param(
        0.0,
        "share of a programme's places that must be taken, else it is struck off at the year's end",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
