"""The circle of income: residents spend what they earn, and what policies cost is raised from those who pay."""

from __future__ import annotations

from dataclasses import replace

from ...circle import Circle
from ...city import City
from ...ledger import FINANCED, GOVERNMENT, RAISED, RECEIPTS, SPECIAL_FUND
from .own_markets import watch_sellers

SETTLES = 48  # months of a city until what is usual is known (judged)
SMOOTHED = 3.0  # months over which income and outlays are averaged
FOLLOWED = 12.0  # months over which what is usual is averaged
MOST_SHARE = 0.02  # of the city's payroll, the most that a source gives: about a tenth of a city's budget (judged)
BUYERS = (SPECIAL_FUND, GOVERNMENT, "guidance_fund")
EXISTING = (GOVERNMENT, "providers", "training")  # out of budgets that there are without any policy
SPENDING = ("households", "customers", "local_spending")


def turn_circle(city: City) -> dict[str, int]:
    """Raise what is due this month, note what residents spend, and say what is raised next month; the flows in fen."""
    payroll = city.ledger.total("wages")
    raised = _raise(city, payroll)
    outlays = net_outlays(city)
    known = _watch_income(city, replace(city.circle, open=city.circle.open + outlays - raised))
    city.circle = _ask_for(city, known, payroll)
    spent = int(city.behaviour.local_propensity * known.usual * known.level)
    city.ledger.pay(*SPENDING, spent)
    return {"local_spending": spent, "policy_outlays": outlays, "raised": raised, "financing_open": city.circle.open}


def net_outlays(city: City) -> int:
    """Fen that policies took from the general budget this month beyond the baseline, less fines and taxes of theirs."""
    flows = city.ledger.flows.items()
    paid = sum(amount for (payer, _, account), amount in flows if payer == GOVERNMENT and account in FINANCED)
    return paid - sum(amount for (_, _, account), amount in flows if account in RECEIPTS)


def household_income(city: City) -> int:
    """Fen that households got this month, net of all they had to pay."""
    flows = [item for item in city.ledger.flows.items() if item[0] != SPENDING]
    got = sum(amount for (_, payee, _), amount in flows if payee == "households")
    return got - sum(amount for (payer, _, _), amount in flows if payer == "households")


def _raise(city: City, payroll: int) -> int:
    """Take the month's levy and cuts; the tax on wages has been taken from each wage. Return what the three bring."""
    ledger = city.ledger
    ledger.pay("employers", GOVERNMENT, RAISED["firms"], int(city.circle.firm_levy * payroll))
    ledger.pay("employers", GOVERNMENT, RAISED["cut"], city.circle.cut)
    return sum(ledger.total(account) for account in RAISED.values())


def _watch_income(city: City, c: Circle) -> Circle:
    """Income as a mean of three months, and what residents spend by it: at an elasticity of at most one, for some is
    saved (B 3.14); and who sells to them. What is usual follows the present while the city settles, and then stays."""
    now = float(household_income(city))
    income = c.income + (now - c.income) / SMOOTHED if c.income else now
    settling = city.month < SETTLES or c.usual <= 0.0
    pace = 1.0 / min(city.month + 1.0, FOLLOWED) if settling else 0.0
    sellers, usual_sellers = watch_sellers(city, c, SMOOTHED, pace)
    c = replace(c, income=income, sellers=sellers, usual_sellers=usual_sellers)
    if settling:
        return replace(c, usual=c.usual + (income - c.usual) * pace)
    return replace(c, level=1.0 + city.behaviour.spending_response * (income / c.usual - 1.0))


def _ask_for(city: City, c: Circle, payroll: int) -> Circle:
    """What each source gives next month, as far as it can; and what government bought this month."""
    who, due = city.financing, max(0, c.open) / SMOOTHED
    wages, firms, cut = (min(MOST_SHARE, share * due / max(payroll, 1)) for share in (who.wages, who.firms, who.cut))
    flows = city.ledger.flows.items()
    bought = sum(x for path, x in flows if path[0] in BUYERS and path[1] == "providers" and path != EXISTING)
    return replace(c, wage_tax=wages, firm_levy=firms, cut=int(cut * payroll), bought=bought)
