"""The table of levers: one line each."""

from __future__ import annotations

from .data_dividend import DataDividend
from .dispatch_transparency import DispatchTransparency
from .lever import Dated, Lever, Offer, Policy, Programme
from .protection_fund import ProtectionFund
from .training_subsidy import TrainingSubsidy

LEVERS: dict[str, type[Lever]] = {
    lever.name: lever for lever in (TrainingSubsidy, ProtectionFund, DataDividend, DispatchTransparency)
}

__all__ = ["LEVERS", "Dated", "Lever", "Offer", "Policy", "Programme"]
