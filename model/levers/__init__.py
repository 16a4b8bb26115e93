"""The table of levers: one line each."""

from __future__ import annotations

from .accessible_work import AccessibleWork
from .agri_technicians import AgriTechnicians
from .annual_review import AnnualReview
from .blacklist import Blacklist
from .career_ladder import CareerLadder
from .certificates import Certificates
from .classification import Classification
from .cloud_park import CloudPark
from .commerce_levy import CommerceLevy
from .community_helpers import CommunityHelpers
from .competence_standard import CompetenceStandard
from .contribution_subsidy import ContributionSubsidy
from .coordination import Coordination
from .course_push import CoursePush
from .course_update import CourseUpdate
from .crash_courses import CrashCourses
from .data_craftsmen import DataCraftsmen
from .data_dividend import DataDividend
from .data_export import DataExport
from .data_reports import DataReports
from .data_sharing import DataSharing
from .digital_farmers import DigitalFarmers
from .digital_loan import DigitalLoan
from .diploma_relaxation import DiplomaRelaxation
from .direct_sourcing import DirectSourcing
from .discrimination_ban import DiscriminationBan
from .dispatch_transparency import DispatchTransparency
from .early_warning import EarlyWarning
from .ethics_review import EthicsReview
from .five_year_plan import FiveYearPlan
from .guidance_fund import GuidanceFund
from .hearing import Hearing
from .hiring_ban import HiringBan
from .impact_assessment import ImpactAssessment
from .incident_response import IncidentResponse
from .income_help import IncomeHelp
from .injury_insurance import InjuryInsurance
from .inspections import Inspections
from .insurance_platform import InsurancePlatform
from .internship_credit import InternshipCredit
from .investment_loop import InvestmentLoop
from .job_sharing import JobSharing
from .labour_court import LabourCourt
from .legal_aid import LegalAid
from .lever import Dated, Lever, Offer, Policy, Programme
from .literacy_courses import LiteracyCourses
from .live_commerce_training import LiveCommerceTraining
from .local_quota import LocalQuota
from .masked_cvs import MaskedCvs
from .mentors import Mentors
from .micro_credentials import MicroCredentials
from .occupation_incubation import OccupationIncubation
from .occupation_list import OccupationList
from .on_job_training import OnJobTraining
from .online_courses import OnlineCourses
from .order_training import OrderTraining
from .park_quota import ParkQuota
from .passport import Passport
from .points import Points
from .practice_bases import PracticeBases
from .practice_teaching import PracticeTeaching
from .project_training import ProjectTraining
from .protection_fund import ProtectionFund
from .published_weights import PublishedWeights
from .rapid_intervention import RapidIntervention
from .rating_to_post import RatingToPost
from .rural_5g import Rural5G
from .sandbox_review import SandboxReview
from .service_stations import ServiceStations
from .silver_pool import SilverPool
from .skill_exchange import SkillExchange
from .skill_map import SkillMap
from .skill_packs import SkillPacks
from .skill_recommendation import SkillRecommendation
from .special_fund import SpecialFund
from .suburban_centres import SuburbanCentres
from .talent_pool import TalentPool
from .three_plus_one import ThreePlusOne
from .traffic_subsidy import TrafficSubsidy
from .training_deduction import TrainingDeduction
from .training_subsidy import TrainingSubsidy
from .vat_relief import VatRelief
from .vat_threshold import VatThreshold
from .worker_feedback import WorkerFeedback
from .yearly_revision import YearlyRevision

# fmt: off
_SKILLS: tuple[type[Lever], ...] = (
    TrainingSubsidy,
    CourseUpdate,
    SkillMap,
    PracticeTeaching,
    InternshipCredit,
    ThreePlusOne,
    Mentors,
    OnlineCourses,
    MicroCredentials,
    PracticeBases,
    CrashCourses,
    LiveCommerceTraining,
    OrderTraining,
    ProjectTraining,
    OnJobTraining,
    TrainingDeduction,
    Certificates,
    CoursePush,
    Points,
    GuidanceFund,
)
_PLATFORMS: tuple[type[Lever], ...] = (
    ProtectionFund,
    DataDividend,
    DispatchTransparency,
    Inspections,
    EthicsReview,
    SandboxReview,
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
    Hearing,
)
# fmt: on
LEVERS: dict[str, type[Lever]] = {
    lever.name: lever for lever in (*_SKILLS, *_PLATFORMS, *_WORK, *_PLACES, *_GOVERNMENT)
}

__all__ = ["LEVERS", "Dated", "Lever", "Offer", "Policy", "Programme"]
