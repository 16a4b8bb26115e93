"""Terms: contributions, premiums, taxes and benefits of each zone under the rules in force, prepared once a month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import serial
from ....agents.workers import SELF_EMPLOYED, TRAINING
from ...city import City
from ...funds import special_fund_free, special_fund_left
from ...places import on_platforms
from ...programme import Offer
from ...rules import Rules

ELSEWHERE, ON_PLATFORM = range(2)
TERMS = {
    "employee": "employee's contribution over the wage",
    "employer": "employer's contribution over the wage",
    "levied": "tax on wages that pays for policies, over the wage",
    "benefit_months": "months of unemployment benefit",
    "premium": "flexible premium, fen",
    "helped": "share of it that the protection fund pays",
    "public": "share of it that the special fund pays",
    "asked": "what is left of it to pay, fen",
    "paperwork": "hours it takes to be enrolled",
    "reclassified": "share of full-time platform workers treated as employees",
    "by_platform": "share of the premium that their platform bears",
    "injury_pilot": "share of platform workers in the injury pilot",
    "silver": "the zone has a silver pool",
    "vat_threshold": "takings free of value-added tax, yuan",
    "vat_rate": "tax on what is above",
}
_RECORD = np.dtype((np.record, [("benefit", np.int64), *((name, np.float64) for name in TERMS)]))


def terms_of(city: City, rules: Rules, support: float, allowances: int) -> NDArray[Any]:
    """[zone, on a platform or not] the month's terms, `TERMS` and the unemployment benefit in fen; `support` is the
    share of the premium that the protection fund carries, `allowances` what the special fund pays to trainees first."""
    terms = np.zeros((city.zones, 2), _RECORD)
    subsidised = _affordable_subsidy(city, rules, allowances)
    _set_terms(
        rules.view(),
        city.places.silver,
        support,
        subsidised,
        city.behaviour.enrolment_hours,
        city.circle.wage_tax,
        terms,
    )
    return terms


def allowances_of(city: City, rules: Rules, offers: Sequence[Offer]) -> tuple[NDArray[np.int64], int]:
    """[programme, 0 for none] a trainee's allowance of the month, fen, and what they come to: less than was announced
    if the special fund has less left this year."""
    fen = np.array([0] + [int(100.0 * o.programme.allowance) for o in offers])
    if not fen.any():
        return fen, 0
    w = city.workers
    programme = np.minimum(w.programme[w.status == TRAINING], len(fen) - 1)
    heads = np.bincount(programme, minlength=len(fen))
    due, left = int(heads @ fen), max(0, special_fund_left(city, rules))
    if due > left:
        fen = fen * left // due
    return fen, int(heads @ fen)


def _affordable_subsidy(city: City, rules: Rules, allowances: int) -> float:
    """Part of the promised public premium subsidy that the special fund can pay, were every flexible worker insured."""
    share = float(rules.premium_support.max())
    if share <= 0.0:
        return 0.0
    flexible = np.count_nonzero(on_platforms(city) | (city.workers.status == SELF_EMPLOYED))
    due = 100.0 * float(rules.flexible_premium.max()) * share * flexible
    free = min(special_fund_free(city, rules), special_fund_left(city, rules) - allowances)
    return min(1.0, max(0, free) / max(due, 1.0))


@serial
def _set_terms(rules, silver, support, subsidised, enrolment_hours, levied, terms):
    for zone in range(len(rules)):
        r = rules[zone]
        for kind in range(2):
            t = terms[zone, kind]
            on_platform = kind == ON_PLATFORM
            t.employee, t.employer = r.employee_contribution, r.employer_contribution
            t.levied = levied
            t.benefit, t.benefit_months = int(100.0 * r.benefit), r.benefit_months
            t.premium = 100.0 * r.flexible_premium
            t.helped = support if on_platform and r.fund_contribution > 0.0 else 0.0
            t.public = min(1.0 - t.helped, r.premium_support * subsidised)
            t.asked = max(t.premium * (1.0 - t.helped - t.public), 1.0)
            t.paperwork = enrolment_hours * (1.0 - r.one_click)
            t.reclassified, t.by_platform = r.reclassified if on_platform else 0.0, r.platform_social_share
            t.injury_pilot = r.injury_pilot if on_platform else 0.0
            t.silver = silver[zone]
            t.vat_threshold, t.vat_rate = r.vat_threshold, r.vat_rate
