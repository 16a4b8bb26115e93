"""The table of levers: one line each."""

from __future__ import annotations

from .agri_technicians import AgriTechnicians
from .annual_review import AnnualReview
from .cloud_park import CloudPark
from .community_helpers import CommunityHelpers
from .coordination import Coordination
from .data_craftsmen import DataCraftsmen
from .data_dividend import DataDividend
from .digital_farmers import DigitalFarmers
from .digital_loan import DigitalLoan
from .direct_sourcing import DirectSourcing
from .dispatch_transparency import DispatchTransparency
from .early_warning import EarlyWarning
from .five_year_plan import FiveYearPlan
from .income_help import IncomeHelp
from .lever import Dated, Lever, Offer, Policy, Programme
from .literacy_courses import LiteracyCourses
from .protection_fund import ProtectionFund
from .rural_5g import Rural5G
from .service_stations import ServiceStations
from .silver_pool import SilverPool
from .skill_exchange import SkillExchange
from .skill_packs import SkillPacks
from .special_fund import SpecialFund
from .suburban_centres import SuburbanCentres
from .traffic_subsidy import TrafficSubsidy
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
    Rural5G,
    SuburbanCentres,
    DataCraftsmen,
    CloudPark,
    DirectSourcing,
    DigitalFarmers,
    AgriTechnicians,
    ServiceStations,
    TrafficSubsidy,
    SilverPool,
    LiteracyCourses,
    CommunityHelpers,
    SkillExchange,
    DigitalLoan,
    SkillPacks,
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
