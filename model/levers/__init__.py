"""The table of levers: one line each."""

from __future__ import annotations

from .accessible_work import AccessibleWork
from .competence_standard import CompetenceStandard
from .contribution_subsidy import ContributionSubsidy
from .data_dividend import DataDividend
from .data_sharing import DataSharing
from .diploma_relaxation import DiplomaRelaxation
from .dispatch_transparency import DispatchTransparency
from .hiring_ban import HiringBan
from .investment_loop import InvestmentLoop
from .job_sharing import JobSharing
from .lever import Dated, Lever, Offer, Policy, Programme
from .local_quota import LocalQuota
from .masked_cvs import MaskedCvs
from .occupation_incubation import OccupationIncubation
from .occupation_list import OccupationList
from .park_quota import ParkQuota
from .protection_fund import ProtectionFund
from .published_weights import PublishedWeights
from .rating_to_post import RatingToPost
from .skill_recommendation import SkillRecommendation
from .talent_pool import TalentPool
from .training_subsidy import TrainingSubsidy
from .vat_relief import VatRelief

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
    VatRelief,
    ContributionSubsidy,
    MaskedCvs,
    PublishedWeights,
    CompetenceStandard,
    DiplomaRelaxation,
    HiringBan,
    SkillRecommendation,
    TalentPool,
    DataSharing,
    LocalQuota,
    ParkQuota,
    JobSharing,
    RatingToPost,
    AccessibleWork,
    OccupationIncubation,
    OccupationList,
    InvestmentLoop,
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
