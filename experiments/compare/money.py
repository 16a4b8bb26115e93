"""What a scenario costs and what that buys: public outlays, cost per result, deadweight, displacement, the fund."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...model.ledger import (
    GOVERNMENT,
    LEVIES,
    OUTLAYS,
    PLATFORMS,
    PUBLIC_COST,
    RAISED,
    RECEIPTS,
    SOCIAL_INSURANCE,
    SPECIAL_FUND,
    TOLD,
)
from ..runs.intervals import Floats, interval, ratio_interval
from ..runs.run import Result
from .comparison import Money
from .rates import rates_of

Stated = tuple[float | None, float | None, float | None]  # value and 95 % interval; None where it cannot be said
Stated3 = tuple[float, float, float]
OPEN = "open"  # beside the sources of financing: what is not raised at the end, or a surplus if below zero
UNSTATED: Stated = (None, None, None)


def money_of(scenario: str, futures: Sequence[tuple[Result, Result]], treatment: Sequence[dict[str, float]]) -> Money:
    """Real yuan and person-years of the whole city. `futures` are base and scenario, `treatment` the sums, by seed."""
    weight = futures[0][0].weight
    yuan = weight / 100.0
    paid = [_more(paid_by(own), paid_by(base), yuan) for base, own in futures]
    by_payer = {payer: interval(np.array([one[payer] for one in paid])) for payer in TOLD}
    cost = np.array([sum(one[payer] for payer in PUBLIC_COST) for one in paid])
    sums = {name: np.array([one[name] for one in treatment]) for name in treatment[0]}
    jobs, cover = sums["job_months"] * weight / 12.0, sums["insured_months"] * weight / 12.0
    balance = np.array([own.flows["fund_balance"] for _, own in futures]) * yuan
    fund = [interval(month) for month in balance.T]
    insured = _share_of(sums, "insured_anyway", "supported")
    accounts, raised = _by_account(futures, yuan), _by_source(futures, yuan)
    rates = rates_of(futures, cost)
    return Money(
        scenario,
        *interval(cost),
        {payer: mean for payer, (mean, _, _) in by_payer.items()},
        {payer: low for payer, (_, low, _) in by_payer.items()},
        {payer: high for payer, (_, _, high) in by_payer.items()},
        *interval(jobs),
        *_cost_per(cost, jobs),
        *interval(cover),
        *_cost_per(cost, cover),
        *_share_of(sums, "anyway", "helped"),
        *_displacement(sums),
        fund_balance=tuple(mean for mean, _, _ in fund),
        fund_low=tuple(low for _, low, _ in fund),
        fund_high=tuple(high for _, _, high in fund),
        cost_by_account={account: mean for account, (mean, _, _) in accounts.items()},
        account_low={account: low for account, (_, low, _) in accounts.items()},
        account_high={account: high for account, (_, _, high) in accounts.items()},
        raised={source: mean for source, (mean, _, _) in raised.items()},
        raised_low={source: low for source, (_, low, _) in raised.items()},
        raised_high={source: high for source, (_, _, high) in raised.items()},
        insured_anyway=insured[0],
        insured_anyway_low=insured[1],
        insured_anyway_high=insured[2],
        rate={name: mean for name, (mean, _, _) in rates.items()},
        rate_low={name: low for name, (_, low, _) in rates.items()},
        rate_high={name: high for name, (_, _, high) in rates.items()},
    )


def public_outlay(result: Result) -> float:
    """What the special fund and the general budget spend on policies over the whole run, yuan of the whole city."""
    paid = paid_by(result)
    return sum(paid[payer] for payer in PUBLIC_COST) * result.weight / 100.0


def _by_account(futures: Sequence[tuple[Result, Result]], yuan: float) -> dict[str, Stated3]:
    """What the special fund and the general budget pay more than in the base on each account, with its interval."""
    spent = [tuple(_public(result) for result in pair) for pair in futures]
    accounts = sorted({account for pair in spent for one in pair for account in one})
    more = {
        account: np.array([own.get(account, 0) - base.get(account, 0) for base, own in spent]) * yuan
        for account in accounts
    }
    return {account: interval(values) for account, values in more.items() if values.any()}


def _by_source(futures: Sequence[tuple[Result, Result]], yuan: float) -> dict[str, Stated3]:
    """What each source of financing bears more than in the base, and what is still open at the end, with interval."""
    borne = [tuple(_raised(result) for result in pair) for pair in futures]
    more = {source: np.array([own[source] - base[source] for base, own in borne]) * yuan for source in (*RAISED, OPEN)}
    return {source: interval(values) for source, values in more.items() if values.any()}


def _raised(result: Result) -> dict[str, int]:
    """Fen that was raised from each source, and what is open at the end."""
    raised = dict.fromkeys(RAISED, 0)
    sources = {account: source for source, account in RAISED.items()}
    for _, _, _, account, amount in result.ledger:
        if account in sources:
            raised[sources[account]] += amount
    return {**raised, OPEN: int(result.flows["financing_open"][-1])}


def _public(result: Result) -> dict[str, int]:
    """Fen that the special fund and the general budget paid, by account."""
    spent: dict[str, int] = {}
    for _, payer, payee, account, amount in result.ledger:
        if payer == SPECIAL_FUND or _by_budget(payer, payee, account):
            spent[account] = spent.get(account, 0) + amount
    return spent


def _more(own: dict[str, float], base: dict[str, float], yuan: float) -> dict[str, float]:
    """What each payer spends more than in the base, yuan of the whole city."""
    return {payer: (fen - base[payer]) * yuan for payer, fen in own.items()}


def _cost_per(cost: Floats, years: Floats) -> Stated:
    """Cost of one extra year, where both cost and extra years are clearly above zero."""
    return ratio_interval(cost, years) if interval(cost)[1] > 0.0 and interval(years)[1] > 0.0 else UNSTATED


def _share_of(sums: dict[str, Floats], part: str, whole: str) -> Stated:
    return ratio_interval(sums[part], sums[whole]) if sums[whole].any() else UNSTATED


def _displacement(sums: dict[str, Floats]) -> Stated:
    gain = sums["gain_helped"]
    return ratio_interval(-sums["gain_others"], gain) if interval(gain)[1] > 0.0 else UNSTATED


def paid_by(result: Result) -> dict[str, float]:
    """Fen that each payer spent on what a policy can change. Public outlays are the first two; the third is what the
    social insurance funds and taxes lose through more or less work."""
    paid = dict.fromkeys(TOLD, 0.0)
    for _, payer, payee, account, amount in result.ledger:
        if payer == SPECIAL_FUND:
            paid[SPECIAL_FUND] += amount
        elif _by_budget(payer, payee, account):
            paid[GOVERNMENT] += amount
        elif payer == SOCIAL_INSURANCE or payee == SOCIAL_INSURANCE or account == "income_tax":
            paid[SOCIAL_INSURANCE] += amount if payer == SOCIAL_INSURANCE else -amount
        if payer == PLATFORMS and account in LEVIES:
            paid[PLATFORMS] += amount
        if account in RECEIPTS:
            paid[GOVERNMENT] -= amount
    return paid


def _by_budget(payer: str, payee: str, account: str) -> bool:
    """Whether the general budget pays this for policies; its grants count where the special fund spends them."""
    return payer == GOVERNMENT and account in OUTLAYS and payee != SPECIAL_FUND
