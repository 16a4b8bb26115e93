"""The table of levers: one line each."""

from __future__ import annotations

from .annual_review import AnnualReview
from .coordination import Coordination
from .data_dividend import DataDividend
from .dispatch_transparency import DispatchTransparency
from .early_warning import EarlyWarning
from .five_year_plan import FiveYearPlan
from .income_help import IncomeHelp
from .lever import Dated, Lever, Offer, Policy, Programme
from .protection_fund import ProtectionFund
from .special_fund import SpecialFund
from .training_subsidy import TrainingSubsidy
from .yearly_revision import YearlyRevision

# fmt: off
_SKILLS: tuple[type[Lever], ...] = (
    TrainingSubsidy,
)
_PLATFORMS: tuple[type[Lever], ...] = (
    ProtectionFund,
    DataDividend,
    DispatchTransparency,
)
_WORK: tuple[type[Lever], ...] = (
)
_PLACES: tuple[type[Lever], ...] = (
)
_GOVERNMENT: tuple[type[Lever], ...] = (
    EarlyWarning,
    IncomeHelp,
    AnnualReview,
    FiveYearPlan,
    YearlyRevision,
    Coordination,
    SpecialFund,
)
# fmt: on
LEVERS: dict[str, type[Lever]] = {
    lever.name: lever for lever in (*_SKILLS, *_PLATFORMS, *_WORK, *_PLACES, *_GOVERNMENT)
}

__all__ = ["LEVERS", "Dated", "Lever", "Offer", "Policy", "Programme"]
