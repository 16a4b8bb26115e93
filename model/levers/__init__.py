"""The table of levers: one line each."""

from __future__ import annotations

from .data_dividend import DataDividend
from .dispatch_transparency import DispatchTransparency
from .lever import Dated, Lever, Offer, Policy, Programme
from .protection_fund import ProtectionFund
from .training_subsidy import TrainingSubsidy

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
)
# fmt: on
LEVERS: dict[str, type[Lever]] = {
    lever.name: lever for lever in (*_SKILLS, *_PLATFORMS, *_WORK, *_PLACES, *_GOVERNMENT)
}

__all__ = ["LEVERS", "Dated", "Lever", "Offer", "Policy", "Programme"]
