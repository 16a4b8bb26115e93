"""The ledger: the only way money moves. Amounts are whole fen; every payment has a payer and a payee."""

from __future__ import annotations

from dataclasses import dataclass, field

SECTORS = (
    "households",
    "employers",
    "platforms",
    "customers",
    "providers",
    "insurers",
    "social_insurance",
    "protection_fund",
    "special_fund",
    "development_fund",
    "guidance_fund",
    "government",
)
ACCOUNTS = {
    "wages": "gross wages",
    "employer_contributions": "employers' social contributions",
    "employee_contributions": "employees' social contributions",
    "income_tax": "tax on wages and platform pay",
    "pensions": "pensions of the insured past retirement",
    "benefits": "unemployment benefit",
    "orders": "what customers pay for platform orders",
    "platform_pay": "platform workers' share of order prices, bonuses included",
    "running_costs": "vehicle, energy and data costs of platform workers",
    "sales": "takings of the self-employed, net of inputs",
    "flexible_premiums": "flexible workers' own contributions to the employees' scheme",
    "premium_support": "part of the flexible premium paid by the protection fund",
    "injury_premiums": "platform-paid premiums of the injury pilot",
    "medical_costs": "cost of treating platform accidents",
    "injury_cover": "accident cost met by the injury pilot",
    "fund_cover": "accident cost met by the protection fund",
    "fund_contributions": "platforms' contributions to the protection fund",
    "fund_match": "government's match",
    "training": "payments to training providers",
    "allowances": "living allowances of full-time trainees",
    "dividends": "data dividend",
    "breach_payouts": "payouts to victims of a data breach",
    "breach_premiums": "breach insurance premiums",
    "compensation": "pay restored after a successful appeal",
    "fines": "fines for biased dispatch rules",
    "audits": "cost of audits and appeals to government",
    "counselling": "help for people whose income fell three months in a row",
    "grants": "appropriations from the general budget to the special fund",
    "base_stations": "rural base stations",
    "outsourcing": "government data and farm advice bought from county firms",
    "stations": "running costs of farm and service stations",
    "traffic": "traffic bought for rural sellers",
    "leases": "premises and equipment of starters near a service station",
    "loan_interest": "interest paid for young businesses",
    "skill_packs": "skill packs and advice for starters",
    "silver_subsidy": "hourly subsidy of the silver pool",
    "literacy": "literacy courses, visits and skill exchanges",
    "reviews": "cost of reviewing algorithms before launch",
    "injury_subsidy": "government's share of compulsory injury premiums",
    "platform_premiums": "platforms' share of the contributions of reclassified workers",
    "vat": "value-added tax of flexible workers",
    "commerce_levy": "live-commerce platforms' levy",
    "legal_costs": "what suits cost workers",
    "legal_aid": "cost of suits paid by government",
    "awards": "what courts award to platform workers",
}
PUBLIC = ("government", "special_fund", "development_fund", "guidance_fund", "protection_fund", "social_insurance")


@dataclass
class Ledger:
    """Flows of the current month and balances since the start, in fen of the simulated city."""

    flows: dict[tuple[str, str, str], int] = field(default_factory=dict)
    balances: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SECTORS, 0))

    def pay(self, payer: str, payee: str, account: str, amount: int) -> None:
        """Move `amount` fen from payer to payee on an account."""
        if amount < 0 or account not in ACCOUNTS:
            raise ValueError(f"{account}: cannot pay {amount} fen from {payer} to {payee}")
        if amount == 0:
            return
        key = (payer, payee, account)
        self.flows[key] = self.flows.get(key, 0) + int(amount)
        self.balances[payer] -= int(amount)
        self.balances[payee] += int(amount)

    def open_month(self) -> None:
        """Start a month: flows are counted anew, balances go on."""
        self.flows.clear()

    def total(self, account: str) -> int:
        """Fen paid on an account this month."""
        return sum(amount for (_, _, name), amount in self.flows.items() if name == account)

    def copy(self) -> Ledger:
        """A deep copy."""
        return Ledger(dict(self.flows), dict(self.balances))
