"""Settlement: wages, contributions, taxes, benefits and premiums change hands; every fen goes through the ledger."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ....agents.choices import vat_due
from ....agents.compiled import kernel, parts
from ....agents.maths import exp
from ....agents.workers import (
    BP,
    EMPLOYED,
    EMPLOYEE_SCHEME,
    EVERY_SCHEME,
    FEMALE,
    FEN,
    FULL_TIME,
    INACTIVE,
    INJURY,
    JOBLESS,
    PLATFORM,
    RESIDENT_SCHEME,
    SELF_EMPLOYED,
    TRAINING,
    age_in_years,
    income_tax,
    insurance_take_up,
    pension_of,
)
from ...city import City
from ...draws import identity, mix, normal, uniform
from ...funds import special_fund_free, spend_special
from ...grid import VILLAGE
from ...programme import Offer
from ...rules import Rules
from ..jobs.post_costs import watch_revenue
from ..places.own_business import business_keys, in_pool, takings_of_owner
from ..platforms.remedies import CONTRACTOR

REVIEWS = 12  # months between two looks of a flexible worker at insurance
# Sums of the settlement kernel, in fen: account, payer, payee.
ACCOUNTS = (
    ("wages", "employers", "households"),
    ("employer_contributions", "employers", "social_insurance"),
    ("employee_contributions", "households", "social_insurance"),
    ("income_tax", "households", "government"),
    ("sales", "customers", "households"),
    ("benefits", "social_insurance", "households"),
    ("pensions", "social_insurance", "households"),
    ("flexible_premiums", "households", "social_insurance"),
    ("premium_support", "protection_fund", "households"),
    ("allowances", "special_fund", "households"),
    ("platform_premiums", "platforms", "households"),
    ("vat", "households", "government"),
    ("premium_subsidies", "special_fund", "households"),
)
# What government pays or forgoes for courses, beyond the fees and the special fund: payee, account.
COURSE_SUPPORT = (
    ("employers", "training_relief"),
    ("employers", "internship_credits"),
    ("guidance_fund", "course_equity"),
)
WAGES, EMPLOYER, EMPLOYEE, TAX, SALES, BENEFITS, PENSIONS, PREMIUMS, SUPPORT, ALLOWANCES = range(10)
BY_PLATFORM, VAT, SUBSIDY = range(10, len(ACCOUNTS))


def settle_accounts(city: City, rules: Rules, offers: Sequence[Offer]) -> dict[str, int]:
    """Pay everyone for the month and write it to the ledger; return heads of the insured and of benefit receivers."""
    w, g = city.workers, city.grid
    _match_fund(city, rules)
    allowance = np.array([0.0] + [o.programme.allowance for o in offers])
    support = _affordable_support(city, rules), _affordable_subsidy(city, rules)
    sums = np.zeros((parts(len(w)), len(ACCOUNTS)), np.int64)
    heads = np.zeros((parts(len(w)), 3), np.int64)
    draws = city.draws
    _settle(
        len(w),
        w.view(),
        city.employers.contributes,
        (g.district, g.klass),
        (city.places.terms, city.places.silver),
        rules.view(),
        support,
        allowance,
        city.behaviour.view(),
        city.month,
        (
            draws.key("takings"),
            draws.key("take up insurance"),
            draws.lifelong("informed"),
            draws.lifelong("residents' scheme"),
            draws.lifelong(CONTRACTOR),
            business_keys(draws),
        ),
        sums,
        heads,
    )
    for (account, payer, payee), amount in zip(ACCOUNTS, sums.sum(axis=0), strict=True):
        if payer == "special_fund":
            spend_special(city, payee, account, int(amount))
        else:
            city.ledger.pay(payer, payee, account, int(amount))
    watch_revenue(city, rules)
    insured, receivers, _ = (int(x) for x in heads.sum(axis=0))
    city.government.flexible_insured = int(heads[:, 2].sum())
    ledger = city.ledger
    return {
        "flexible_insured": insured,
        "benefit_receivers": receivers,
        "fund_balance": ledger.balances["protection_fund"],
        "support_bp": int(round(10_000 * support[0])),
        "public_outlays": public_outlays(city),
    }


def public_outlays(city: City) -> int:
    """Fen that government spent this month on what the plan may change: special fund, existing courses, oversight,
    outsourced work."""
    paid = city.ledger.flows
    courses = paid.get(("government", "providers", "training"), 0)
    support = sum(paid.get(("government", payee, account), 0) for payee, account in COURSE_SUPPORT)
    accounts = ("grants", "audits", "reviews", "legal_aid", "outsourcing", "vat_relief", "public_investment")
    return courses + support + sum(city.ledger.total(account) for account in accounts)


def _match_fund(city: City, rules: Rules) -> None:
    """Government matches the month's contributions as far as the special fund's yearly limit allows."""
    contributed = city.ledger.total("fund_contributions")
    wanted = int(round(contributed * rules.average.fund_match))
    match = min(wanted, special_fund_free(city, rules))
    spend_special(city, "protection_fund", "fund_match", match)
    city.government.fund_income = contributed + match


def _affordable_support(city: City, rules: Rules) -> float:
    """Share of the premium supported this month: what was announced, cut if the balance would not carry it."""
    w, support = city.workers, city.government.support
    if support <= 0.0:
        return 0.0
    balance = max(0, city.ledger.balances["protection_fund"])
    rows = np.flatnonzero(w.status == PLATFORM)
    reviewed = ((rows + city.month) % REVIEWS == 0) | (w.since[rows] == city.month)
    most = np.count_nonzero(reviewed | ((w.insured[rows] & EMPLOYEE_SCHEME) > 0))
    due = 100.0 * float(rules.flexible_premium.max()) * support * most
    return support if due <= balance else support * balance / due


def _affordable_subsidy(city: City, rules: Rules) -> float:
    """Part of the promised public premium subsidy that the special fund can pay, were every flexible worker insured."""
    share = float(rules.premium_support.max())
    if share <= 0.0:
        return 0.0
    flexible = np.count_nonzero((city.workers.status == PLATFORM) | (city.workers.status == SELF_EMPLOYED))
    due = 100.0 * float(rules.flexible_premium.max()) * share * flexible
    return min(1.0, special_fund_free(city, rules) / max(due, 1.0))


@kernel
def _settle(
    lo, hi, part, w, contributes, ground, places, rules, support, allowance, behaviour, month, keys, sums, heads
):
    """Income of the month of each person; cover of the flexible is reviewed once a year."""
    b = behaviour[0]
    district, place = ground
    takings_key, take_up_key, informed_key, resident_key, contractor_key, business = keys
    trade, silver = places
    by_fund_share, subsidised = support
    for n in range(lo, hi):
        i = np.uint32(n)
        status, zone = w.status[i], district[w.cell[i]]
        gross, taxed, paid_in, income = 0, 0, 0, 0
        if status == EMPLOYED:
            gross = w.wage[i]
            if contributes[w.employer[i]] == 1:
                paid_in = int(gross * rules[zone].employee_contribution)
                by_employer = int(gross * rules[zone].employer_contribution)
                sums[part, EMPLOYER] += by_employer
                sums[part, EMPLOYEE] += paid_in
            taxed = int(100.0 * income_tax(gross * FEN, paid_in * FEN))
            sums[part, WAGES] += gross
            income = gross - paid_in - taxed
        elif status == PLATFORM or status == SELF_EMPLOYED:
            if status == SELF_EMPLOYED:
                who = identity(i, w.born[i])
                luck = normal(takings_key, i)
                cell, months = w.cell[i], month - w.since[i]
                skills = w.application[i] * BP, w.management[i] * BP, w.literacy[i] * BP
                rural = place[cell] == VILLAGE
                usual = takings_of_owner(who, rural, skills[0], skills[1], skills[2], months, trade[cell], b, business)
                w.earned[i] = int(100.0 * usual * exp(b.takings_spread * luck - 0.5 * b.takings_spread**2))
                sums[part, SALES] += w.earned[i]
            income = w.earned[i]
            premium = 100.0 * rules[zone].flexible_premium
            helped = by_fund_share if status == PLATFORM and rules[zone].fund_contribution > 0.0 else 0.0
            public = min(1.0 - helped, rules[zone].premium_support * subsidised)
            as_employee = False
            if status == PLATFORM and rules[zone].reclassified > 0.0 and w.hours[i] >= FULL_TIME:
                as_employee = uniform(contractor_key, identity(i, w.born[i])) < rules[zone].reclassified
            pooled = silver[zone] > 0.0 and in_pool(status, w.employer[i], age_in_years(month, w.born[i]))
            if not pooled and ((i + month) % REVIEWS == 0 or month == w.since[i]):
                price = max(premium * (1.0 - helped - public), 1.0) / max(income, 10_000)
                informed = b.informed if uniform(informed_key, identity(i, w.born[i])) < 0.3 else 0.0
                shift = informed + b.insurance_age * (age_in_years(month, w.born[i]) - 40)
                shift += b.enrolment_hassle * rules[zone].one_click
                joins = as_employee or uniform(take_up_key, i) < insurance_take_up(
                    b.insurance_intercept, b.insurance_price, price / 0.15, income / 600_000.0, shift
                )
                if joins:
                    full = uniform(mix(take_up_key), i) < b.full_cover
                    w.insured[i] = EVERY_SCHEME if full else EMPLOYEE_SCHEME
                else:
                    resident = uniform(resident_key, identity(i, w.born[i])) < b.resident_take_up
                    w.insured[i] = RESIDENT_SCHEME if resident else 0
                if status == PLATFORM and uniform(mix(informed_key), i) < rules[zone].injury_pilot:
                    w.insured[i] |= INJURY
            if pooled:  # retired already: the pension goes on, no premium is due
                pension = int(
                    pension_of(w.insured[i] & EMPLOYEE_SCHEME, w.wage[i], b.resident_pension, b.pension_ratio)
                )
                sums[part, PENSIONS] += pension
                income += pension
            elif w.insured[i] & EMPLOYEE_SCHEME:
                cost = int(premium)
                by_platform = int(cost * rules[zone].platform_social_share) if as_employee else 0
                by_fund = int((cost - by_platform) * helped)
                by_state = int((cost - by_platform) * public)
                sums[part, SUBSIDY] += by_state
                sums[part, BY_PLATFORM] += by_platform
                income += by_platform
                sums[part, PREMIUMS] += cost
                sums[part, SUPPORT] += by_fund
                income += by_fund + by_state - cost
                heads[part, 0] += 1
                if status == PLATFORM:
                    heads[part, 2] += 1
            vat = int(100.0 * vat_due(w.earned[i] * FEN, rules[zone].vat_threshold, rules[zone].vat_rate))
            sums[part, VAT] += vat
            income -= vat
        else:
            spell = month - w.since[i]
            if w.insured[i] & JOBLESS and status != INACTIVE:
                if spell < rules[zone].benefit_months:
                    income = int(100.0 * rules[zone].benefit)
                    sums[part, BENEFITS] += income
                    heads[part, 1] += 1
                else:
                    w.insured[i] = RESIDENT_SCHEME
            if status == TRAINING:
                extra = int(100.0 * allowance[min(w.programme[i], len(allowance) - 1)])
                sums[part, ALLOWANCES] += extra
                income += extra
            elif status == INACTIVE:
                age = age_in_years(month, w.born[i])
                if age >= 60 or (age >= 55 and w.sex[i] == FEMALE):
                    contributed = w.insured[i] & EMPLOYEE_SCHEME
                    income = int(pension_of(contributed, w.wage[i], b.resident_pension, b.pension_ratio))
                    sums[part, PENSIONS] += income
        sums[part, TAX] += taxed
        income += w.transfers[i]
        fell = income < 0.99 * w.income[i]
        w.falls[i] = min(250, w.falls[i] + 1) if fell else 0
        w.income[i] = income
        w.transfers[i] = 0
