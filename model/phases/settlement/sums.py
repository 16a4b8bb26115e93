"""What the settlement sums over people, in fen: account, payer, payee; and the heads it counts."""

from __future__ import annotations

from ...ledger import GOVERNMENT, PLATFORMS, PROTECTION_FUND, RAISED, SOCIAL_INSURANCE, SPECIAL_FUND

PAYMENTS = (
    ("wages", "employers", "households"),
    ("employer_contributions", "employers", SOCIAL_INSURANCE),
    ("employee_contributions", "households", SOCIAL_INSURANCE),
    ("income_tax", "households", GOVERNMENT),
    ("sales", "customers", "households"),
    ("benefits", SOCIAL_INSURANCE, "households"),
    ("pensions", SOCIAL_INSURANCE, "households"),
    ("flexible_premiums", "households", SOCIAL_INSURANCE),
    ("premium_support", PROTECTION_FUND, "households"),
    ("allowances", SPECIAL_FUND, "households"),
    ("platform_premiums", PLATFORMS, "households"),
    ("vat", "households", GOVERNMENT),
    ("premium_subsidies", SPECIAL_FUND, "households"),
    (RAISED["wages"], "households", GOVERNMENT),
)
WAGES, EMPLOYER, EMPLOYEE, TAX, SALES, BENEFITS, PENSIONS, PREMIUMS, SUPPORT, ALLOWANCES = range(10)
BY_PLATFORM, VAT, SUBSIDY, FINANCING = range(10, len(PAYMENTS))
# Heads: the flexible in the employees' scheme, those on benefit, and of the first those on platforms.
INSURED, RECEIVERS, ON_PLATFORMS = range(3)
