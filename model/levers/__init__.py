"""The table of levers: one line each."""

from __future__ import annotations

from .certificates import Certificates
from .course_push import CoursePush
from .course_update import CourseUpdate
from .crash_courses import CrashCourses
from .data_dividend import DataDividend
from .dispatch_transparency import DispatchTransparency
from .guidance_fund import GuidanceFund
from .internship_credit import InternshipCredit
from .lever import Dated, Lever, Offer, Policy, Programme
from .live_commerce_training import LiveCommerceTraining
from .mentors import Mentors
from .micro_credentials import MicroCredentials
from .on_job_training import OnJobTraining
from .online_courses import OnlineCourses
from .order_training import OrderTraining
from .points import Points
from .practice_bases import PracticeBases
from .practice_teaching import PracticeTeaching
from .project_training import ProjectTraining
from .protection_fund import ProtectionFund
from .skill_map import SkillMap
from .skill_packs import SkillPacks
from .three_plus_one import ThreePlusOne
from .training_deduction import TrainingDeduction
from .training_subsidy import TrainingSubsidy

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
    SkillPacks,
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
