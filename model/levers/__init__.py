"""The table of levers: one line each."""

from __future__ import annotations

from .blacklist import Blacklist
from .career_ladder import CareerLadder
from .classification import Classification
from .commerce_levy import CommerceLevy
from .data_dividend import DataDividend
from .data_export import DataExport
from .data_reports import DataReports
from .discrimination_ban import DiscriminationBan
from .dispatch_transparency import DispatchTransparency
from .ethics_review import EthicsReview
from .impact_assessment import ImpactAssessment
from .incident_response import IncidentResponse
from .injury_insurance import InjuryInsurance
from .inspections import Inspections
from .insurance_platform import InsurancePlatform
from .labour_court import LabourCourt
from .legal_aid import LegalAid
from .lever import Dated, Lever, Offer, Policy, Programme
from .passport import Passport
from .protection_fund import ProtectionFund
from .rapid_intervention import RapidIntervention
from .training_subsidy import TrainingSubsidy
from .vat_threshold import VatThreshold
from .worker_feedback import WorkerFeedback

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
)
_GOVERNMENT: tuple[type[Lever], ...] = (
)
# fmt: on
LEVERS: dict[str, type[Lever]] = {
    lever.name: lever for lever in (*_SKILLS, *_PLATFORMS, *_WORK, *_PLACES, *_GOVERNMENT)
}

__all__ = ["LEVERS", "Dated", "Lever", "Offer", "Policy", "Programme"]
