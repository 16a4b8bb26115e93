"""Which levers can touch a goal: by what their files say they do, and to whom.

A lever names the outcomes it should move of those it touches (`expects`). Outcomes move others in the model, and every
indicator is made of some: a lever without a way to the goal is left out and named. A way is open wherever the model
has a mechanism by which a person goes it, however weak, for the trial itself tells what is weak; what reaches people
through the market alone (others leave a queue, customers spend more) is no way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...model.levers import LEVERS, Lever

# Outcome → what else of the same person it moves in the model.
MOVES: dict[str, tuple[str, ...]] = {
    "course": ("skill", "certified"),  # courses teach and certify
    "skill": ("digital", "formal", "earned", "income"),  # matching and pay
    "certified": ("formal", "digital"),  # screening
    "literacy": ("platform", "own", "work", "course"),  # access to apps and online courses
    "digital": ("formal", "income"),
    "formal": ("work", "digital", "insured", "income"),  # some posts are digital
    "platform": ("work", "earned", "insured", "injury", "income"),
    "own": ("work", "insured", "income"),
    "work": ("income",),
    "income": ("insured",),  # who can pay premiums insures
    "rung": ("earned",),
    "earned": ("income", "platform"),  # pay draws people to platforms
    "consent": ("earned", "trust"),  # data pays a dividend
    "trust": ("consent", "platform"),
    "insured": ("income",),  # premiums
    "injury": ("income",),
}

WORK = ("work", "formal", "platform", "own")
INCOMES = ("income", "earned")
# Indicator → outcomes it is made of. One that is not listed may be made of anything.
MADE_OF: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("unemployment_rate", "unemployment_rate_ilo", "lu2", "lu3", "lu4", "participation_rate"), WORK),
    **dict.fromkeys(("employment_rate", "employed_persons", "long_term_share", "discouraged_share"), WORK),
    **dict.fromkeys(("job_finding_rate", "inflow_rate", "turnover_rate", "job_retention", "formal_share"), ("formal",)),
    **dict.fromkeys(("skill_gap", "digital_share", "digital_posts", "digital_post_growth"), ("digital", "skill")),
    **dict.fromkeys(("urban_rural_digital_gap", "rural_digital_share"), ("digital",)),
    **dict.fromkeys(("training_completion", "training_inflow", "certificates_per_training"), ("course",)),
    **dict.fromkeys(("certified_share", "skilled_share"), ("certified", "skill")),
    **dict.fromkeys(("platform_income", "platform_income_and_cover", "platform_income_p50"), ("earned", "platform")),
    **dict.fromkeys(("platform_hours", "long_hours_share"), ("platform", "earned")),
    **dict.fromkeys(("order_wait", "unserved_share", "platform_hhi"), ("platform",)),
    **dict.fromkeys(("insured_share", "flexible_no_pension", "flexible_every_scheme"), ("insured",)),
    "employee_no_pension": ("insured", "formal"),
    "injury_cover": ("injury",),
    "trust": ("trust",),
    "internet_access": ("literacy",),
    "mean_wage": ("formal", "digital", "skill"),
    "own_account_income": ("own", "income"),
    "flexible_above_5000": ("platform", "own", *INCOMES),
    **dict.fromkeys(("gini", "theil", "theil_between", "p90_p10", "gini_per_head", "theil_per_head"), INCOMES),
    **dict.fromkeys(("s80_s20", "poverty_rate", "urban_rural_per_head_ratio", "urban_rural_income_ratio"), INCOMES),
    **dict.fromkeys(("income_p10", "income_p50", "income_p90", "worker_income", "income_and_cover"), INCOMES),
    **dict.fromkeys(("income_growth", "income_per_head", "falling_income_share"), INCOMES),
    **dict.fromkeys(("vulnerable_employment_share", "women_wage_ratio", "four_fifths"), WORK),
}
# Whom a lever touches → heads of indicators that count these very people: whatever changes for them, moves the goal.
THEIRS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("on_platforms", "disfavoured", "dependent", "live_sellers", "consenting"), ("platform_",)),
    **dict.fromkeys(("well_rated", "suing", "hard_of_digital", "silver_teachers"), ("platform_",)),
    "flexible": ("platform_", "own_account_"),
    **dict.fromkeys(("village_traders", "starters"), ("own_account_",)),
}
NO_WAY, NOBODY, COMPANY, IN_BASE = "no_way", "nobody", "company", "in_base"  # why a lever is left out
# Those told by what a person is, not by what a policy does: where no member is one, none will be.
TOLD_BY_THE_PERSON = ("disabled", "village_traders", "silver_teachers", "local_seekers", "seekers_below_college")


@dataclass(frozen=True)
class LeftOut:
    """A lever that is not tried, and why."""

    lever: str
    reason: str
    amount: float | None = None  # yuan, where the reason is money


def can_touch(kind: type[Lever], indicator: str) -> bool:
    """Whether there is a way from what a lever should do to the indicator."""
    if indicator not in MADE_OF:
        return True
    named = [what.removeprefix("city:") for what in kind.expects]
    if not named or indicator in named or indicator.startswith(THEIRS.get(kind.touches, ("-",))):
        return True
    outcomes = {of for what in named for of in MADE_OF.get(what, (what,))}
    return bool(_reached(outcomes) & {*MADE_OF[indicator]})


def _reached(outcomes: Iterable[str]) -> set[str]:
    """Some outcomes and all that they move, directly or on the way."""
    found: set[str] = {*()}
    rest = [*outcomes]
    while rest:
        one = rest.pop()
        if one not in found:
            found.add(one)
            rest += MOVES.get(one, ())
    return found


def sort_out(names: Iterable[str], indicator: str) -> tuple[list[str], list[LeftOut]]:
    """Levers to try, and those left out with the reason."""
    tried: list[str] = []
    left: list[LeftOut] = []
    for name in names:
        kind = LEVERS[name]
        reason = COMPANY if kind.company else "" if can_touch(kind, indicator) else NO_WAY
        if reason:
            left.append(LeftOut(name, reason))
        else:
            tried.append(name)
    return tried, left
