"""Data: consent, what the algorithm gains from it, dividend, breaches and trust."""

from __future__ import annotations

import numpy as np

from ...agents.compiled import kernel, parts
from ...agents.workers import BP, PLATFORM, consent_probability
from ..city import City
from ..draws import uniform, uniform_column
from ..rules import Rules


def share_data(city: City, rules: Rules) -> dict[str, int]:
    """Consent of platform workers, gain and dividend of the month, breaches with payouts; return the flows."""
    w, p, b, draws = city.workers, city.platforms, city.behaviour, city.draws
    kinds = len(p)
    struck = uniform_column(draws.key("breach"), np.arange(kinds, dtype=np.uint64)) < p.breach / 12.0
    totals = np.zeros((parts(len(w)), 4), np.int64)
    _share(
        len(w),
        w.view(),
        p.data_gain * (1.0 - b.investment_loss * float(rules.dividend_share.mean())),
        struck,
        city.grid.district,
        (rules.dividend_share, rules.breach_payout),
        city.behaviour.view(),
        (draws.key("think of consent"), draws.key("consent")),
        totals,
    )
    consenting, dividends, victims, payouts = (int(x) for x in totals.sum(axis=0))
    city.ledger.pay("platforms", "households", "dividends", dividends)
    city.ledger.pay("insurers", "households", "breach_payouts", payouts)
    # The premium is the expected payout and a loading, paid whether or not a breach happens.
    expected = consenting * 100.0 * float(rules.breach_payout.mean()) * float(p.breach.mean()) / 12.0
    city.ledger.pay("platforms", "insurers", "breach_premiums", int(round(expected * (1.0 + b.insurance_loading))))
    return {"consenting": consenting, "breaches": int(struck.sum()), "victims": victims}


@kernel
def _share(lo, hi, part, w, gain, struck, district, rules, b, keys, totals):
    """Each platform worker's consent, dividend, losses to breaches, trust."""
    dividend_share, breach_payout = rules
    think_key, consent_key = keys
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.status[i] != PLATFORM:
            continue
        platform, zone = w.employer[i], district[w.cell[i]]
        dividend = dividend_share[zone] * gain[platform]
        if uniform(think_key, i) < 1.0 / 6.0:
            chance = consent_probability(b.consent_intercept, w.trust[i] * BP, dividend, breach_payout[zone])
            w.consent[i] = 1 if uniform(consent_key, i) < chance else 0
        w.trust[i] += int(b.trust_recovery * (5_000.0 + 3.0 * dividend - w.trust[i]))
        if w.consent[i] == 0:
            continue
        totals[part, 0] += 1
        paid = int(100.0 * dividend)
        if struck[platform]:
            w.trust[i] = int(w.trust[i] * (1.0 - b.breach_trust_loss))
            totals[part, 2] += 1
            payout = int(100.0 * breach_payout[zone])
            totals[part, 3] += payout
            w.transfers[i] += payout
        totals[part, 1] += paid
        w.transfers[i] += paid
