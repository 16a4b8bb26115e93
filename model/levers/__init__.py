"""The table of levers: one line each."""

from __future__ import annotations

from .agri_technicians import AgriTechnicians
from .annual_review import AnnualReview
from .blacklist import Blacklist
from .career_ladder import CareerLadder
from .classification import Classification
from .cloud_park import CloudPark
from .commerce_levy import CommerceLevy
from .community_helpers import CommunityHelpers
from .coordination import Coordination
from .data_craftsmen import DataCraftsmen
from .data_dividend import DataDividend
from .data_export import DataExport
from .data_reports import DataReports
from .digital_farmers import DigitalFarmers
from .digital_loan import DigitalLoan
from .direct_sourcing import DirectSourcing
from .discrimination_ban import DiscriminationBan
from .dispatch_transparency import DispatchTransparency
from .early_warning import EarlyWarning
from .ethics_review import EthicsReview
from .five_year_plan import FiveYearPlan
from .impact_assessment import ImpactAssessment
from .incident_response import IncidentResponse
from .income_help import IncomeHelp
from .injury_insurance import InjuryInsurance
from .inspections import Inspections
from .insurance_platform import InsurancePlatform
from .labour_court import LabourCourt
from .legal_aid import LegalAid
from .lever import Dated, Lever, Offer, Policy, Programme
from .literacy_courses import LiteracyCourses
from .passport import Passport
from .protection_fund import ProtectionFund
from .rapid_intervention import RapidIntervention
from .rural_5g import Rural5G
from .service_stations import ServiceStations
from .silver_pool import SilverPool
from .skill_exchange import SkillExchange
from .skill_packs import SkillPacks
from .special_fund import SpecialFund
from .suburban_centres import SuburbanCentres
from .traffic_subsidy import TrafficSubsidy
from .training_subsidy import TrainingSubsidy
from .vat_threshold import VatThreshold
from .worker_feedback import WorkerFeedback
from .yearly_revision import YearlyRevision

# fmt: off
_SKILLS: tuple[type[Lever], ...] = (
    TrainingSubsidy,
)
_PLATFORMS: tuple[type[Lever], ...] = (
    ProtectionFund,
    DataDividend,
    DispatchTransparency,
    Inspections,
    EthicsReview,
    ImpactAssessment,
    Blacklist,
    DiscriminationBan,
    LabourCourt,
    LegalAid,
    RapidIntervention,
    CareerLadder,
    Passport,
    InjuryInsurance,
    InsurancePlatform,
    WorkerFeedback,
    IncidentResponse,
    DataReports,
    DataExport,
    VatThreshold,
    CommerceLevy,
    Classification,
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
