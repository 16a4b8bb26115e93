"""Data: consent, what the algorithm gains from it, dividend, breaches and trust."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts
from ....agents.platforms import damage_left, deterrence, trust_gain
from ....agents.workers import BP, PLATFORM, consent_probability
from ...by_status import by_status
from ...city import City
from ...draws import uniform, uniform_column
from ...rules import Rules

CONSENTING, DIVIDENDS, VICTIMS, PAYOUTS = range(4)
YEAR = 12.0  # months


def share_data(city: City, rules: Rules) -> dict[str, int]:
    """Consent of platform workers, gain and dividend of the month, breaches with payouts; return the flows."""
    w, p, b, draws = city.workers, city.platforms, city.behaviour, city.draws
    struck, caught = _breaches(city, rules)
    totals = np.zeros((parts(len(w)), 4), np.int64)
    people = by_status(city)
    _share(
        len(people.first),
        people,
        w.view(),
        p.data_gain,
        struck,
        rules.breach_hours / city.rules.breach_hours,
        city.grid.district,
        (rules.dividend_share, rules.breach_payout, rules.data_export),
        city.behaviour.view(),
        (draws.key("think of consent"), draws.key("consent"), draws.key("data leaked")),
        totals,
        ranges=len(totals),
    )
    consenting, dividends, victims, payouts = (int(x) for x in totals.sum(axis=0))
    city.ledger.pay("platforms", "households", "dividends", dividends)
    city.ledger.pay("insurers", "households", "breach_payouts", payouts)
    # The premium is the expected payout and a loading, paid whether or not a breach happens.
    expected = consenting * 100.0 * rules.average.breach_payout * float(p.breach.mean()) / YEAR
    city.ledger.pay("platforms", "insurers", "breach_premiums", int(round(expected * (1.0 + b.insurance_loading))))
    if caught.any():
        heads = np.bincount(w.employer[w.status == PLATFORM], minlength=len(p))
        fine = round(100.0 * rules.average.misuse_fine * int(heads[caught].sum()))
        city.ledger.pay("platforms", "government", "fines", fine)
    return {"consenting": consenting, "breaches": int(struck.sum()), "victims": victims}


def _breaches(city: City, rules: Rules) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """[platform] where data leak this month, and where reports bring misuse to light in time; fines make platforms
    guard data better."""
    p, b = city.platforms, city.behaviour
    luck = uniform_column(city.draws.key("breach"), np.arange(len(p), dtype=np.uint64))
    seen = rules.average.data_reports * b.report_detects
    careless = 1.0 - deterrence(seen * rules.average.misuse_fine, b.care_cost)
    hazard = p.running * p.breach / YEAR * careless
    leaks = hazard * (1.0 - seen)
    return luck < leaks, (luck >= leaks) & (luck < hazard)


@kernel
def _share(lo, hi, part, people, w, worth, struck, slow, district, rules, behaviour, keys, totals):
    """Each platform worker's consent, dividend, losses to breaches, trust; `worth` is a worker's data by platform."""
    b = behaviour[0]
    dividend_share, breach_payout, bound = rules
    think_key, consent_key, leak_key = keys
    for block in range(lo, hi):
        for k in range(people.bounds[block, PLATFORM], people.bounds[block, PLATFORM + 1]):
            i = people.first[block] + people.order[k]
            platform, zone = w.employer[i], district[w.cell[i]]
            dividend = dividend_share[zone] * worth[platform]
            if uniform(think_key, i) < 1.0 / b.consent_months:
                intercept = b.consent_intercept + b.purpose_consent * bound[zone]
                chance = consent_probability(intercept, w.trust[i] * BP, dividend, breach_payout[zone])
                w.consent[i] = 1 if uniform(consent_key, i) < chance else 0
            w.trust[i] += trust_gain(w.trust[i], dividend, b)
            if w.consent[i] == 0:
                continue
            totals[part, CONSENTING] += 1
            paid = int(100.0 * dividend)
            if struck[platform] and uniform(leak_key, i) < damage_left(slow[zone], 1.0, b.breach_at_once):
                w.trust[i] = int(w.trust[i] * (1.0 - b.breach_trust_loss))
                totals[part, VICTIMS] += 1
                payout = int(100.0 * breach_payout[zone])
                totals[part, PAYOUTS] += payout
                w.transfers[i] += payout
            totals[part, DIVIDENDS] += paid
            w.transfers[i] += paid
