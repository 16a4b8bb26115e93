"""Behaviour: how people, employers and platforms act, one number each.

Calibration fits these numbers and levers never touch them. `scenarios/calibrations` holds fitted values; sensitivity
runs use the whole range. Where `source` says judgement, no better ground was found.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from numpy.typing import NDArray

from .params import param, records


@dataclass(frozen=True)
class Behaviour:
    """The parameters of behaviour."""

    # life course
    participation_men: float = param(
        0.935,
        "share of men who want to work between school and retirement",
        unit="share",
        within=(0.8, 1),
        source="P12",
        grade="derived",
    )
    participation_women: float = param(
        0.83, "the same for women with senior schooling", unit="share", within=(0.6, 1), source="P11", grade="derived"
    )
    retire_men: float = param(
        60.0,
        "age at which half the men of urban hukou have stopped",
        unit="years",
        within=(55, 68),
        source="statutory 60 before 2025",
        grade="measured",
    )
    retire_women: float = param(
        54.0,
        "age at which half the women of urban hukou have stopped",
        unit="years",
        within=(50, 65),
        source="statutory 50 and 55 before 2025",
        grade="measured",
    )
    retire_rural_extra: float = param(
        9.0,
        "years later in rural households",
        unit="years",
        within=(0, 15),
        source="2020 census: 60+ at work mostly on farms",
        grade="derived",
    )
    review_of_work: float = param(
        0.33,
        "share of people who think about joining or leaving work in a month",
        unit="share/month",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    move_rate: float = param(
        0.018,
        "share of people who look for another home in a month",
        unit="share/month",
        within=(0, 0.05),
        source="judgement",
        grade="judged",
    )
    move_income: float = param(
        2.0,
        "weight of log income of the place when choosing a home",
        unit="1/log",
        within=(0, 5),
        source="B 2.26",
        grade="derived",
    )
    move_km: float = param(
        0.02, "weight of distance when choosing a home", unit="1/km", within=(0, 0.2), source="B 2.26", grade="derived"
    )
    # jobs
    separation_rate: float = param(
        0.0054,
        "spontaneous dismissals in the first month of a job (rate δu of the oracle model)",
        unit="share/month",
        within=(0, 0.05),
        source="P06, P07",
        grade="judged",
    )
    dismissal_past_35: float = param(
        1.15, "dismissals past 35 over those before", unit="ratio", within=(1, 2), source="B 2.6", grade="judged"
    )
    quit_rate: float = param(
        0.0078,
        "quits without another job in the first month of a job",
        unit="share/month",
        within=(0, 0.05),
        source="P06, P07",
        grade="judged",
    )
    quits_at_20: float = param(
        3.0,
        "quits at 20 over those from 30 on",
        unit="ratio",
        within=(1, 4),
        source="job shopping of the young: Topel & Ward 1992; P02",
        grade="judged",
    )
    tenure_half_life: float = param(
        24.0,
        "tenure at which the hazards of leaving have halved",
        unit="months",
        within=(6, 1000000),
        source="B 2.6",
        grade="judged",
    )
    opening_rate: float = param(
        0.006,
        "spontaneous openings (rate δv of the oracle model)",
        unit="share of staff/month",
        within=(0, 0.05),
        source="oracle model 0.012",
        grade="judged",
    )
    adjustment: float = param(
        0.16,
        "share of the gap to desired staff closed in a month (rate γ of the oracle model)",
        unit="share/month",
        within=(0.02, 1),
        source="del Rio-Chanona et al. 2021",
        grade="measured",
    )
    shedding: float = param(
        0.35,
        "speed at which excess staff is shed over the speed at which gaps are filled",
        unit="ratio",
        within=(0.05, 1),
        source="job finding, not dismissal, moves unemployment (B 2.8); 1 in the oracle model",
        grade="judged",
    )
    migrants_shed: float = param(
        4.0,
        "how often excess staff is shed among migrants of rural hukou, over others",
        unit="ratio",
        within=(1, 8),
        source="no or short contracts: Chan 2010 on 2008-2009",
        grade="judged",
    )
    posts_first: float = param(
        1.0,
        "share of open posts that a line with too many people cancels before it counts them as excess staff",
        unit="share",
        within=(0, 1),
        source="the same; 0 in the oracle model",
        grade="judged",
    )
    cost_elasticity: float = param(
        0.5,
        "elasticity of desired staff in labour cost",
        unit="ratio",
        within=(0.2, 1),
        source="B 2.14",
        grade="derived",
    )
    staffing_slack: float = param(
        0.12,
        "desired over present staff at build",
        unit="share",
        within=(-0.2, 0.3),
        source="holds the level of unemployment, P01",
        grade="judged",
    )
    productivity_persistence: float = param(
        0.97, "AR(1) of log productivity", unit="per month", within=(0, 1), source="judgement", grade="judged"
    )
    productivity_shock: float = param(
        0.012, "its monthly shock", unit="log", within=(0, 0.2), source="judgement", grade="judged"
    )
    trend_scale: float = param(
        0.2,
        "share of the occupations' demand trends that comes about",
        unit="share",
        within=(0, 1),
        source="C04, C05 are local examples",
        grade="swept",
    )
    slot_share: float = param(
        0.25,
        "places of a line in the frame of posts over its staff",
        unit="share",
        within=(0.02, 1),
        source="technical: only bounds open posts",
        grade="judged",
    )
    posting_step: float = param(
        0.02,
        "rise of the posted wage while a post stays open",
        unit="share/month",
        within=(0, 0.1),
        source="judgement",
        grade="judged",
    )
    withdrawal_rate: float = param(
        0.05, "stale posts withdrawn", unit="share/month", within=(0, 1), source="judgement", grade="judged"
    )
    non_private_premium: float = param(
        1.74,
        "pay of non-private over private units, same post",
        unit="ratio",
        within=(1, 2.5),
        source="P19",
        grade="derived",
    )
    occupation_spread: float = param(
        0.75,
        "elasticity of posted pay in the occupation's relative pay; the sorting of skill adds to it",
        unit="ratio",
        within=(0.5, 1),
        source="P20",
        grade="derived",
    )
    non_private_professional: float = param(
        0.28,
        "managers', professionals' and clerks' lines that belong to non-private units",
        unit="share",
        within=(0, 1),
        source="urban units over all urban employees, NBS; P19",
        grade="judged",
    )
    non_private_other: float = param(
        0.21,
        "other lines that belong to non-private units",
        unit="share",
        within=(0, 1),
        source="urban units over all urban employees, NBS; P19",
        grade="judged",
    )
    village_discount: float = param(
        0.45,
        "pay in villages below that of the core, same post; suburbs a fifth of it, county towns three fifths",
        unit="log",
        within=(0, 0.6),
        source="P18: out-migrants over local migrants",
        grade="judged",
    )
    overtime: float = param(
        8.7,
        "weekly hours of employees beyond 40",
        unit="hours",
        within=(0, 20),
        source="P05",
        grade="derived",
    )
    firm_spread: float = param(
        0.18, "spread of unit pay effects", unit="log", within=(0, 0.6), source="B 2.9", grade="judged"
    )
    private_compliance: float = param(
        0.56, "private lines that pay contributions", unit="share", within=(0, 1), source="P30", grade="derived"
    )
    remote_use: float = param(
        0.5,
        "share of the posts that could be remote and are",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    sex_stated_low_skill: float = param(
        0.35,
        "low-skill posts that state a sex",
        unit="share",
        within=(0, 1),
        source="P44: 72 % on one low-skill board",
        grade="judged",
    )
    # search and screening
    search_unemployed: float = param(
        0.95,
        "share of the unemployed who look for a job in a month of a fresh spell",
        unit="share/month",
        within=(0, 1),
        source="NBS definition",
        grade="judged",
    )
    discouragement: float = param(
        0.02,
        "monthly decline of that share while idle",
        unit="1/month",
        within=(0, 0.3),
        source="judgement",
        grade="judged",
    )
    search_employed: float = param(
        0.20,
        "share of employees who look for another job",
        unit="share/month",
        within=(0.1, 0.25),
        source="B 2.5",
        grade="derived",
    )
    search_platform: float = param(
        0.25,
        "share of platform workers who look for a job",
        unit="share/month",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    search_self_employed: float = param(
        0.04,
        "share of the self-employed who look for a job",
        unit="share/month",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    applications: float = param(
        2.5, "applications of an unemployed searcher", unit="1/month", within=(0.2, 4), source="P08", grade="judged"
    )
    applications_employed: float = param(
        1.0, "applications of an employed searcher", unit="1/month", within=(0.2, 4), source="B 2.5", grade="judged"
    )
    tries: float = param(
        4.2, "posts looked at for each application sent", unit="count", within=(1, 400), source="P08", grade="judged"
    )
    page: float = param(
        12.0,
        "neighbouring places of the frame read at each look",
        unit="count",
        within=(1, 100),
        source="P08",
        grade="judged",
    )
    distance_decay: float = param(
        0.027,
        "decline of applications with distance",
        unit="1/km",
        within=(0, 0.2),
        source="B 2.2, P46",
        grade="measured",
    )
    skill_decay: float = param(
        3.0,
        "decline of moves between occupations with skill distance",
        unit="1/share",
        within=(0, 20),
        source="judgement",
        grade="judged",
    )
    own_occupation: float = param(
        4.0,
        "how much more often one's own occupation is searched",
        unit="ratio",
        within=(1, 50),
        source="judgement",
        grade="judged",
    )
    gap_decay: float = param(
        2.0,
        "decline of applications with the person's own skill gap",
        unit="1/share",
        within=(0, 20),
        source="B 2.2",
        grade="judged",
    )
    under_schooled: float = param(
        0.05,
        "applications sent although schooling is below the post's",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    mobility_premium: float = param(
        0.12,
        "rise of pay for which an employee moves",
        unit="share",
        within=(0, 0.5),
        source="judgement",
        grade="judged",
    )
    km_cost: float = param(
        15.0, "cost of commuting", unit="yuan/km and month", within=(0, 100), source="P50", grade="judged"
    )
    lock_in: float = param(
        0.5, "search given up while on a part-time course", unit="share", within=(0, 1), source="B 2.11", grade="judged"
    )
    callback: float = param(
        0.95,
        "chance that a fresh application is looked at",
        unit="share",
        within=(0.05, 1),
        source="P08",
        grade="judged",
    )
    callback_at_8_months: float = param(
        0.6,
        "the same after eight months idle, relative",
        unit="ratio",
        within=(0.5, 0.8),
        source="B 2.4",
        grade="judged",
    )
    callback_at_40: float = param(
        0.85, "the same at age 40, relative to 28", unit="ratio", within=(0.55, 0.9), source="B 2.23", grade="judged"
    )
    callback_at_20: float = param(
        0.42,
        "chance that an application is looked at, at age 20, relative to 28",
        unit="ratio",
        within=(0.4, 1),
        source="B 2.23: rises to the late twenties; P02",
        grade="judged",
    )
    callback_migrant: float = param(
        1.05,
        "the same for migrants in low-skill private posts",
        unit="ratio",
        within=(1, 1.2),
        source="B 2.25",
        grade="judged",
    )
    callback_public: float = param(
        0.6,
        "the same for migrants in non-private units (public posts alone 0.3)",
        unit="ratio",
        within=(0.2, 1),
        source="B 2.25",
        grade="judged",
    )
    screening_bias: float = param(
        1.0,
        "strength of the screening algorithms' sex bias",
        unit="ratio",
        within=(0, 2),
        source="B 2.24",
        grade="derived",
    )
    impression_noise: float = param(
        0.15, "spread of the employer's impression", unit="share", within=(0, 1), source="judgement", grade="judged"
    )
    certificate_bonus: float = param(
        0.12,
        "worth of a certificate in the employer's eyes",
        unit="share",
        within=(0, 0.5),
        source="B 2.30",
        grade="judged",
    )
    experience_bonus: float = param(
        0.10, "worth of experience in the occupation", unit="share", within=(0, 0.5), source="judgement", grade="judged"
    )
    hiring_bar: float = param(
        0.55,
        "lowest impression at which anybody is hired",
        unit="share",
        within=(-10, 1),
        source="judgement",
        grade="judged",
    )
    # pay
    school_return: float = param(
        0.066,
        "pay for a year of schooling beyond the post's",
        unit="log/year",
        within=(0.05, 0.09),
        source="B 2.9",
        grade="measured",
    )
    skill_return: float = param(
        0.10,
        "pay for a standard deviation of skill",
        unit="log/sd",
        within=(0.05, 0.2),
        source="B 2.9",
        grade="measured",
    )
    tenure_return: float = param(
        0.015,
        "pay for a year of tenure, to ten",
        unit="log/year",
        within=(0.01, 0.025),
        source="B 2.9",
        grade="derived",
    )
    ability_spread: float = param(
        0.28,
        "spread of pay between like persons",
        unit="log",
        within=(0, 0.6),
        source="B 2.9: sd(ln w) 0.55–0.65",
        grade="derived",
    )
    women_bargain: float = param(
        0.86, "women's starting pay, same post and skill", unit="ratio", within=(0.8, 1), source="P22", grade="judged"
    )
    wage_rise: float = param(
        0.5,
        "share of a gap to fair pay closed at a yearly review, upwards",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    wage_cut: float = param(0.2, "the same downwards", unit="share", within=(0, 1), source="judgement", grade="judged")
    reservation_start: float = param(
        0.85,
        "reservation wage of a fresh spell over the last wage",
        unit="ratio",
        within=(0.85, 1),
        source="B 2.3",
        grade="judged",
    )
    aspiration: float = param(
        1.12,
        "share of what private lines pay people like them that entrants ask for",
        unit="share",
        within=(0.5, 1.3),
        source="B 2.3 (0.85 to 1.0 of the last wage for those who had one); P02",
        grade="judged",
    )
    migrant_modesty: float = param(
        0.9,
        "what migrants of rural hukou ask for over what locals like them ask for: away from home nobody feeds them",
        unit="ratio",
        within=(0.6, 1),
        source="P04: they are seldom unemployed",
        grade="judged",
    )
    reservation_decline: float = param(
        0.006, "its monthly decline", unit="share/month", within=(0.002, 0.006), source="B 2.3", grade="measured"
    )
    reservation_floor: float = param(
        0.4, "its floor over the last wage", unit="ratio", within=(0.4, 0.9), source="B 2.3", grade="judged"
    )
    learning: float = param(
        0.004,
        "share of the room to grow learnt in a month of work",
        unit="share/month",
        within=(0, 0.05),
        source="judgement",
        grade="judged",
    )
    forgetting: float = param(
        0.006,
        "skill lost in a month without work",
        unit="share/month",
        within=(0.005, 0.01),
        source="B 2.10",
        grade="judged",
    )
    # choice between kinds of work
    risk_aversion: float = param(
        2.0, "relative risk aversion", unit="ratio", within=(0, 8), source="judgement", grade="judged"
    )
    choice_scale: float = param(
        0.22,
        "spread of the logit between kinds of work, over the worth of the present",
        unit="ratio",
        within=(0.02, 2),
        source="P15",
        grade="judged",
    )
    hope: float = param(
        0.85,
        "worth of looking on, over the reservation wage",
        unit="ratio",
        within=(0.3, 1.2),
        source="P15",
        grade="judged",
    )
    home_worth: float = param(
        4200.0,
        "median worth of staying at home",
        unit="yuan/month",
        within=(0, 20000),
        source="P11, P12",
        grade="judged",
    )
    consider_inactive: float = param(
        0.010,
        "share of the inactive who think of platform or own work",
        unit="share/month",
        within=(0, 0.5),
        source="judgement",
        grade="judged",
    )
    consider_unemployed: float = param(
        0.2875, "the same of the unemployed", unit="share/month", within=(0, 1), source="B 2.19", grade="judged"
    )
    consider_employed: float = param(
        0.0078, "the same of employees", unit="share/month", within=(0, 0.5), source="P07", grade="judged"
    )
    consider_platform: float = param(
        1.0,
        "share of platform workers who reconsider",
        unit="share/month",
        within=(0, 1),
        source="B 2.19",
        grade="judged",
    )
    consider_own_account: float = param(
        0.04,
        "share of the self-employed who reconsider",
        unit="share/month",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    own_account_share: float = param(
        0.2, "own business among the options thought of", unit="share", within=(0, 1), source="P14", grade="judged"
    )
    own_account_exit: float = param(
        0.1004, "own business given up when reconsidered", unit="share", within=(0, 1), source="P14", grade="judged"
    )
    own_account_income: float = param(
        5200.0,
        "usual takings of an own business",
        unit="yuan/month",
        within=(1000, 20000),
        source="P23, P33",
        grade="judged",
    )
    farm_income: float = param(
        2900.0, "usual takings of a farm", unit="yuan/month", within=(500, 10000), source="P23", grade="judged"
    )
    takings_spread: float = param(
        0.35, "spread of monthly takings", unit="log", within=(0, 1), source="judgement", grade="judged"
    )
    platform_exit: float = param(
        0.05,
        "platform work given up for no reason of pay",
        unit="share/month",
        within=(0, 0.3),
        source="P15",
        grade="judged",
    )
    platform_regret: float = param(
        0.25,
        "how strongly a better outside option draws people off a platform",
        unit="ratio",
        within=(0, 1),
        source="P15",
        grade="judged",
    )
    free_hours_women: float = param(
        0.10,
        "worth of free hours to women of 25–45",
        unit="share of pay",
        within=(0, 0.5),
        source="judgement",
        grade="judged",
    )
    free_hours_old: float = param(
        0.10, "worth of free hours from 55", unit="share of pay", within=(0, 0.5), source="judgement", grade="judged"
    )
    cover_worth: float = param(
        0.5,
        "worth to the worker of a yuan of premium",
        unit="yuan/yuan",
        within=(0, 1.5),
        source="judgement",
        grade="judged",
    )
    risk_dread: float = param(
        2.0,
        "worth of avoiding an uninsured yuan of accident cost",
        unit="yuan/yuan",
        within=(1, 5),
        source="judgement",
        grade="judged",
    )
    monitoring_cost: float = param(
        200.0,
        "disutility of being monitored",
        unit="yuan/month",
        within=(0, 2000),
        source="plan §2.4.1",
        grade="judged",
    )
    belief_error: float = param(
        0.1,
        "error in beliefs about platform pay without published rules",
        unit="share",
        within=(0, 1),
        source="B 2.21",
        grade="judged",
    )
    hours_elasticity: float = param(
        1.0,
        "elasticity of platform hours in hourly pay",
        unit="ratio",
        within=(0.5, 2),
        source="B 2.19",
        grade="judged",
    )
    # platforms
    openness_calms: float = param(
        0.2,
        "fall of order variance when the rule is fully published",
        unit="share",
        within=(0, 0.5),
        source="B 2.21",
        grade="judged",
    )
    gaming_loss: float = param(
        0.005,
        "orders lost to gaming of a fully published rule",
        unit="share",
        within=(0, 0.05),
        source="judgement",
        grade="swept",
    )
    compliance_cost: float = param(
        0.002,
        "cost of publishing and appeals",
        unit="share of revenue",
        within=(0, 0.02),
        source="judgement",
        grade="swept",
    )
    pass_through: float = param(
        0.7,
        "share of levies and costs a platform passes on",
        unit="share",
        within=(0, 1),
        source="B 2.33",
        grade="swept",
    )
    customers_bear: float = param(
        0.4,
        "share of what is passed on that customers pay",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="swept",
    )
    news_speed: float = param(
        0.5, "how fast pay becomes known", unit="share/month", within=(0.3, 0.75), source="B 2.19", grade="derived"
    )
    audit_power: float = param(
        0.7,
        "chance that an audit finds bias under a published rule",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="swept",
    )
    bias_return: float = param(
        0.08,
        "monthly return of mended bias without published rules",
        unit="share/month",
        within=(0, 1),
        source="judgement",
        grade="swept",
    )
    audit_cost: float = param(
        50000.0, "cost of an audit", unit="yuan", within=(0, 1000000), source="judgement", grade="swept"
    )
    wrongful_penalty: float = param(
        0.06, "chance of a wrongful penalty", unit="share/month", within=(0, 0.5), source="judgement", grade="judged"
    )
    penalty_size: float = param(
        0.08, "pay lost to one", unit="share of pay", within=(0, 1), source="judgement", grade="judged"
    )
    appeal_success: float = param(
        0.3, "wrongful penalties reversed on appeal", unit="share", within=(0.1, 0.6), source="B 2.21", grade="judged"
    )
    rung_pay: float = param(
        0.10, "rise of pay for each rung", unit="share", within=(0, 0.5), source="plan §3.2.2", grade="judged"
    )
    promotion: float = param(
        0.004,
        "chance of promotion at full rating",
        unit="share/month",
        within=(0, 0.1),
        source="judgement",
        grade="judged",
    )
    accident_cost: float = param(
        15300.0, "mean cost of an accident", unit="yuan", within=(1000, 100000), source="P35", grade="measured"
    )
    # cover
    insurance_intercept: float = param(
        -0.9,
        "take-up of the employees' scheme by flexible workers at median income and price",
        unit="logit",
        within=(-5, 5),
        source="P30, P31",
        grade="judged",
    )
    insurance_price: float = param(
        -1.0, "its slope in the log of the price", unit="logit", within=(-4.1, -0.3), source="B 2.17", grade="derived"
    )
    insurance_age: float = param(
        0.02,
        "its rise with age: those nearer to a pension join first",
        unit="logit/year",
        within=(0, 0.1),
        source="adverse selection, size judged",
        grade="judged",
    )
    informed: float = param(0.3, "shift of the informed", unit="logit", within=(0, 2), source="B 2.18", grade="judged")
    flexible_take_up: float = param(
        0.35,
        "share of premium support a newcomer counts on",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    resident_pension: float = param(
        250.0,
        "residents' pension",
        unit="yuan/month",
        within=(100, 1000),
        source="national mean about 220 (2023)",
        grade="derived",
    )
    resident_take_up: float = param(
        0.52,
        "people without the employees' scheme who pay into the residents' one",
        unit="share",
        within=(0, 1),
        source="P30",
        grade="derived",
    )
    full_cover: float = param(
        0.55, "flexible joiners who take every scheme", unit="share", within=(0, 1), source="P31", grade="derived"
    )
    pension_ratio: float = param(
        0.45,
        "employees' pension over last wage",
        unit="ratio",
        within=(0.3, 0.7),
        source="about 45 % nationally",
        grade="derived",
    )
    # data
    consent_intercept: float = param(
        0.2,
        "consent at middling trust without dividend",
        unit="logit",
        within=(-3, 3),
        source="judgement",
        grade="judged",
    )
    investment_loss: float = param(
        0.3,
        "algorithm gain lost when all of it is paid out",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="swept",
    )
    algorithm_loss: float = param(
        0.004,
        "orders lost to a worse algorithm when all of the data gain is paid out",
        unit="share",
        within=(0, 0.05),
        source="plan §3.4.2: trade-off, size not known",
        grade="swept",
    )
    dividend_burden: float = param(
        0.002, "dividend at full share, over revenue", unit="share", within=(0, 0.02), source="B 2.22", grade="derived"
    )
    insurance_loading: float = param(
        0.25, "loading on breach premiums", unit="share", within=(0, 1), source="judgement", grade="judged"
    )
    breach_trust_loss: float = param(
        0.3, "trust lost in a breach", unit="share", within=(0, 1), source="B 2.35", grade="judged"
    )
    trust_recovery: float = param(
        0.11,
        "monthly recovery of trust (half-life six months)",
        unit="share/month",
        within=(0, 1),
        source="B 2.35",
        grade="judged",
    )
    # training
    ever_trained: float = param(
        0.30, "people trained before the start", unit="share", within=(0, 1), source="P42", grade="derived"
    )
    awareness: float = param(
        0.07,
        "share of people who hear of courses in a month",
        unit="share/month",
        within=(0, 1),
        source="P39",
        grade="judged",
    )
    counselling_cost: float = param(
        300.0,
        "cost of counselling one person",
        unit="yuan/person",
        within=(0, 5_000),
        source="about two days of a counsellor; employment services pay 100 to 1,000",
        grade="judged",
    )
    training_age: float = param(
        0.18,
        "log odds of applying for a course lost with each year of age away from 35",
        unit="1/year",
        within=(0, 0.3),
        source="training rises, then falls with age: Bassanini et al. 2005",
        grade="judged",
    )
    training_intercept: float = param(
        -1.2, "wish for a course at no gain and no distance", unit="logit", within=(-6, 3), source="P39", grade="judged"
    )
    training_km: float = param(
        0.05, "its decline with distance", unit="logit/km", within=(0, 0.5), source="judgement", grade="judged"
    )
    training_reach: float = param(
        0.30,
        "largest mean skill gap a course can bridge",
        unit="share",
        within=(0.05, 1),
        source="plan §2.1.1",
        grade="judged",
    )
    learning_in_course: float = param(
        0.7,
        "share of the skill gap closed by a fresh course",
        unit="share",
        within=(0, 1),
        source="B 2.10",
        grade="judged",
    )
    pass_rate: float = param(
        0.75, "certificates per completed course", unit="share", within=(0, 1), source="P40", grade="derived"
    )
    completion_full_time: float = param(
        0.75, "full-time courses completed", unit="share", within=(0.45, 0.9), source="B 2.12", grade="judged"
    )
    completion_part_time: float = param(
        0.65, "part-time courses completed", unit="share", within=(0.45, 0.85), source="B 2.12", grade="judged"
    )
    completion_online: float = param(
        0.45, "online courses completed", unit="share", within=(0.1, 0.8), source="B 2.12, plan §2.1.2", grade="judged"
    )
    # algorithm governance, rights and cover of platform workers
    bias_gain: float = param(
        30.0,
        "gain a platform sees in its bias",
        unit="yuan/worker/month",
        within=(1, 500),
        source="judgement",
        grade="swept",
    )
    lawfulness: float = param(
        0.2, "platforms that obey a ban nobody enforces", unit="share", within=(0, 1), source="judgement", grade="swept"
    )
    reform_speed: float = param(
        0.25,
        "share of the way to lawful rules that a platform goes in a month",
        unit="share/month",
        within=(0.02, 1),
        source="judgement",
        grade="judged",
    )
    taste_screened: float = param(
        0.1,
        "part of the gap between men and women in thinking of a platform that is due to unequal entry",
        unit="share",
        within=(0, 0.5),
        source="judgement",
        grade="swept",
    )
    tender_share: float = param(
        0.02, "public contracts in platforms' orders", unit="share", within=(0, 0.2), source="judgement", grade="swept"
    )
    release_months: float = param(
        6.0,
        "months between new versions of a dispatch algorithm",
        unit="months",
        within=(1, 24),
        source="judgement",
        grade="judged",
    )
    renewal_loss: float = param(
        0.01,
        "orders lost if algorithms were never renewed",
        unit="share",
        within=(0, 0.1),
        source="judgement",
        grade="swept",
    )
    review_cost: float = param(
        30000.0, "cost of reviewing one version", unit="yuan", within=(0, 500000), source="judgement", grade="swept"
    )
    access_relief: float = param(
        0.4,
        "part of the digital literacy needed that voice and large print do away with",
        unit="share",
        within=(0, 0.9),
        source="judgement",
        grade="swept",
    )
    access_cost: float = param(
        0.001,
        "cost of impact reports and accessible design",
        unit="share of revenue",
        within=(0, 0.02),
        source="judgement",
        grade="swept",
    )
    report_chance: float = param(
        0.3,
        "wrongful penalties reported to inspectors who act at once",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    report_upheld: float = param(
        0.5, "reports that inspectors uphold", unit="share", within=(0.1, 1), source="B 2.21", grade="judged"
    )
    aid_success: float = param(
        0.3,
        "rise of success in appeals with legal aid",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    sue_thought: float = param(
        0.02,
        "wronged workers who think of suing in a month",
        unit="share/month",
        within=(0, 0.5),
        source="judgement",
        grade="judged",
    )
    suit_cost: float = param(
        3000.0,
        "cost of a suit at the ordinary court",
        unit="yuan",
        within=(0, 20000),
        source="judgement",
        grade="judged",
    )
    suit_months: float = param(
        9.0,
        "months until the ordinary court decides",
        unit="months",
        within=(1, 36),
        source="judgement",
        grade="judged",
    )
    suit_award: float = param(
        3000.0, "award of the ordinary court", unit="yuan", within=(0, 50000), source="judgement", grade="judged"
    )
    suit_success: float = param(
        0.3,
        "suits of contractors won at the ordinary court",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    court_success: float = param(
        0.55, "suits won at a court of their own", unit="share", within=(0, 1), source="judgement", grade="judged"
    )
    suit_hassle: float = param(
        300.0, "trouble of a suit to the worker", unit="yuan", within=(0, 5000), source="judgement", grade="judged"
    )
    suit_scale: float = param(
        500.0,
        "spread of what workers make of a suit",
        unit="yuan",
        within=(50, 5000),
        source="judgement",
        grade="judged",
    )
    ladder_uncertified: float = param(
        0.4,
        "promotion on an open ladder without a certificate over with one",
        unit="ratio",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    passport_clears: float = param(
        0.3,
        "employers' doubt about a recent platform worker that a full record removes",
        unit="share",
        within=(0, 0.8),
        source="Pallais 2014; size judged",
        grade="swept",
    )
    export_portable: float = param(
        0.4,
        "part of the rating that exported data prove elsewhere",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="swept",
    )
    purpose_consent: float = param(
        0.4,
        "rise of consent where use is bound to its purpose",
        unit="logit",
        within=(0, 2),
        source="judgement",
        grade="judged",
    )
    purpose_loss: float = param(
        0.15,
        "algorithm gain lost where use is bound to its purpose",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="swept",
    )
    report_detects: float = param(
        0.3,
        "misuse of data that reports bring to light before it does harm",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="swept",
    )
    care_cost: float = param(
        20.0, "cost of guarding data well", unit="yuan/worker/month", within=(1, 200), source="judgement", grade="swept"
    )
    reports_cost: float = param(
        0.0003,
        "cost of answering reports",
        unit="share of revenue",
        within=(0, 0.01),
        source="judgement",
        grade="swept",
    )
    watch_cost: float = param(
        0.0005,
        "cost of watching data around the clock",
        unit="share of revenue",
        within=(0, 0.01),
        source="judgement",
        grade="swept",
    )
    breach_at_once: float = param(
        0.3,
        "part of a breach's damage done in the first hour",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    feedback_speed: float = param(
        0.1,
        "proposals put into practice in a month",
        unit="share/month",
        within=(0.01, 1),
        source="judgement",
        grade="judged",
    )
    pressure_pace: float = param(
        0.04,
        "pace that is due to algorithmic pressure",
        unit="share",
        within=(0, 0.3),
        source="plan §2.4.1",
        grade="swept",
    )
    pressure_accidents: float = param(
        0.25, "accidents that are due to it", unit="share", within=(0, 0.8), source="plan §2.4.1", grade="swept"
    )
    pressure_exit: float = param(
        0.3, "exits that are due to it", unit="share", within=(0, 0.8), source="plan §2.4.1", grade="swept"
    )
    pressure_monitoring: float = param(
        0.5,
        "disutility of monitoring that is due to it",
        unit="share",
        within=(0, 1),
        source="plan §2.4.1",
        grade="judged",
    )
    pressure_quality: float = param(
        0.01, "orders lost to hurried service", unit="share", within=(0, 0.1), source="plan §2.4.1", grade="swept"
    )
    enrolment_hassle: float = param(
        0.5,
        "paperwork of enrolment",
        unit="logit",
        within=(0, 2),
        source="Bettinger et al. 2012; size judged",
        grade="swept",
    )

    # places
    base_station_cost: float = param(
        300_000.0,
        "cost of a rural base station with power and cable",
        unit="yuan",
        within=(100_000, 1_000_000),
        source="judgement",
        grade="judged",
    )
    base_station_km2: float = param(
        12.0, "ground that a rural base station covers", unit="km²", within=(3, 50), source="judgement", grade="judged"
    )
    base_station_bandwidth: float = param(
        0.85, "bandwidth under a rural base station", unit="share", within=(0.6, 1), source="judgement", grade="judged"
    )
    counselling: float = param(
        0.2,
        "posts a searcher gets to see near a counsellor, over those seen alone",
        unit="share",
        within=(0, 0.5),
        source="sign: Card, Kluve & Weber 2018",
        grade="judged",
    )
    farm_teaching: float = param(
        0.02,
        "farmers near a township station who take up smart farming",
        unit="share/month",
        within=(0, 0.2),
        source="judgement",
        grade="judged",
    )
    farm_visits: float = param(
        0.03,
        "farmers visited by an agri-technician who take up smart farming",
        unit="share/month",
        within=(0, 0.2),
        source="judgement",
        grade="judged",
    )
    farm_imitation: float = param(
        0.032,
        "farmers who take it up from neighbours, where all of them have",
        unit="share/month",
        within=(0, 0.1),
        source="Sultan, Farley & Lehmann 1990: 0.38 a year",
        grade="derived",
    )
    smart_farming_gain: float = param(
        0.12,
        "rise of a farm's takings through smart farming",
        unit="share",
        within=(0, 0.3),
        source="judgement",
        grade="judged",
    )
    live_selling_gain: float = param(
        0.05,
        "rise of a rural business's takings through live selling",
        unit="share",
        within=(0, 0.3),
        source="Couture et al. 2021: no mean gain; some sellers",
        grade="swept",
    )
    middleman_margin: float = param(
        0.3,
        "what middlemen keep of the price of farm produce",
        unit="share",
        within=(0.1, 0.6),
        source="judgement",
        grade="judged",
    )
    direct_sales: float = param(
        0.3,
        "produce that a connected producer sells without them",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    traffic_return: float = param(
        0.6,
        "takings net of inputs for a yuan of bought traffic",
        unit="yuan/yuan",
        within=(0, 2),
        source="judgement",
        grade="swept",
    )
    borrowing: float = param(
        0.3,
        "young businesses that borrow from a bank when credit is cheap",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    start_up_capital: float = param(
        60_000.0,
        "credit of a young business that borrows",
        unit="yuan",
        within=(10_000, 300_000),
        source="judgement",
        grade="judged",
    )
    market_rate: float = param(
        0.10,
        "interest of a young business without policy",
        unit="share/year",
        within=(0.04, 0.24),
        source="judgement",
        grade="judged",
    )
    capital_demand: float = param(
        1.0,
        "elasticity of credit in its interest",
        unit="ratio",
        within=(0, 2),
        source="Karlan & Zinman 2008",
        grade="derived",
    )
    capital_return: float = param(
        0.015,
        "monthly return of a young business to capital",
        unit="share/month",
        within=(0, 0.05),
        source="de Mel, McKenzie & Woodruff 2008: 0.05 in Sri Lanka",
        grade="judged",
    )
    pack_learning: float = param(
        0.08,
        "room to grow in application and management that a skill pack fills",
        unit="share",
        within=(0, 0.3),
        source="McKenzie & Woodruff 2014: small",
        grade="judged",
    )
    incubation: float = param(
        0.2,
        "fall of giving up in the first two years after a skill pack",
        unit="share",
        within=(0, 0.5),
        source="judgement",
        grade="swept",
    )
    silver_asked: float = param(
        0.1,
        "retired people fit for it who are asked to join the silver pool",
        unit="share/month",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    literacy_learning: float = param(
        0.35,
        "room to grow in digital literacy that a course fills",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    visit_learning: float = param(
        0.08,
        "gap to the neighbourhood's digital literacy that a visit closes",
        unit="share",
        within=(0, 0.5),
        source="judgement",
        grade="judged",
    )
    peer_learning: float = param(
        0.04,
        "gap to abler neighbours that a month of exchange closes",
        unit="share/month",
        within=(0, 0.3),
        source="judgement",
        grade="judged",
    )
    # work: hiring, reliefs, new posts
    masking_reach: float = param(
        0.6,
        "share of sex and age penalties that arise before a masked CV is unmasked",
        unit="share",
        within=(0, 1),
        source="mixed trials: Goldin & Rouse 2000, Behaghel et al. 2015; judgement",
        grade="judged",
    )
    masking_blur: float = param(
        0.25,
        "rise of the noise of impressions when sex and age are hidden",
        unit="share",
        within=(0, 1),
        source="plan §5.3.3: trade-off, size not known",
        grade="swept",
    )
    padding: float = param(
        0.15,
        "rise of that noise when CVs are written to published weights",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="swept",
    )
    stated_competence: float = param(
        0.2,
        "fall of that noise when posts state competence",
        unit="share",
        within=(0, 0.6),
        source="job tests in hiring; judgement",
        grade="judged",
    )
    shared_records: float = param(
        0.3,
        "fall of that noise for the certified when records are shared",
        unit="share",
        within=(0, 0.8),
        source="B 2.30",
        grade="judged",
    )
    covert_bias: float = param(
        0.6,
        "share of callback penalties that go on in secret where a ban is obeyed",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="swept",
    )
    filter_worth: float = param(
        5_000.0,
        "what an employer thinks a filter is worth",
        unit="yuan/year",
        within=(500, 100_000),
        source="B 2.33: to be swept",
        grade="swept",
    )
    inspection_cost: float = param(
        300.0,
        "cost of inspecting a post",
        unit="yuan/post",
        within=(0, 10_000),
        source="judgement",
        grade="swept",
    )
    pool_preference: float = param(
        0.08,
        "worth of registration in the talent pool in the employer's eyes",
        unit="share",
        within=(0, 0.5),
        source="B 2.30",
        grade="judged",
    )
    sharing_take_up: float = param(
        0.5,
        "share of those able to serve several kinds of work who would",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    shared_hours: float = param(
        8.0,
        "weekly hours a person gives to one further kind of work",
        unit="hours",
        within=(1, 20),
        source="judgement",
        grade="judged",
    )
    disabled_shut_out: float = param(
        0.25,
        "rise of the disabled's participation where every post is accessible",
        unit="share",
        within=(0, 1),
        source="P11 and disability survey: 9 of 85 m work; judgement",
        grade="swept",
    )
    accessible_reach: float = param(
        0.5,
        "rise of the posts a disabled person can look at where every post is accessible",
        unit="share",
        within=(0, 2),
        source="judgement",
        grade="swept",
    )
    listing_pull: float = param(
        0.3,
        "share of an occupation's demand trend that its entry in the list frees",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="swept",
    )
    investment_labour: float = param(
        0.4,
        "share of public investment that ends in wages",
        unit="share",
        within=(0, 1),
        source="labour share of construction and services; judgement",
        grade="judged",
    )
    # courses, firms' training, certificates, points
    content_ageing: float = param(
        0.02,
        "course content that goes stale in a month",
        unit="share/month",
        within=(0.005, 0.06),
        source="judgement; skill needs change fast in technical jobs: Deming & Noray 2020",
        grade="judged",
    )
    update_reach: float = param(
        0.6,
        "share of stale hours that an update renews",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    practice_learning: float = param(
        0.4,
        "gain in what a course teaches if all of it is practice",
        unit="share",
        within=(0, 1),
        source="plan §3.1.2: sign only",
        grade="judged",
    )
    practice_experience: float = param(
        0.5,
        "share of graduates of an all-practice course whom employers take for experienced",
        unit="share",
        within=(0, 1),
        source="judgement; B 2.31",
        grade="judged",
    )
    practice_cost: float = param(
        0.8,
        "extra cost of a course that is all practice",
        unit="share of cost",
        within=(0, 3),
        source="judgement; rates of P41 span 1 to 3",
        grade="judged",
    )
    mentor_hold: float = param(
        0.4,
        "drop-outs that a mentor prevents",
        unit="share",
        within=(0, 0.8),
        source="judgement",
        grade="judged",
    )
    push_read: float = param(
        0.15,
        "share of those sent a course who look at it",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    trusted_certificate: float = param(
        0.5,
        "gain in the worth of a certificate when it can be verified",
        unit="share",
        within=(0, 2),
        source="B 2.30",
        grade="judged",
    )
    precise_certificate: float = param(
        0.4,
        "doubt about a certified person removed when the certificate can be verified",
        unit="share",
        within=(0, 1),
        source="B 2.30",
        grade="judged",
    )
    internship_elasticity: float = param(
        0.6,
        "interns per trainee when the credit pays the whole cost",
        unit="share",
        within=(0, 1),
        source="judgement",
        grade="judged",
    )
    internship_cost: float = param(
        6000.0, "cost of an intern to the firm", unit="yuan", within=(500, 30_000), source="judgement", grade="judged"
    )
    internship_practice: float = param(
        0.5, "practice share that an internship adds", unit="share", within=(0, 1), source="judgement", grade="judged"
    )
    firm_training: float = param(
        0.012,
        "employees with senior schooling whom firms train of their own accord",
        unit="share/month",
        within=(0, 0.05),
        source="judgement",
        grade="judged",
    )
    offer_schooling: float = param(
        0.35,
        "log rise of that with each level of schooling",
        unit="log/level",
        within=(0, 1),
        source="plan §2.3.2, Bassanini et al. 2005",
        grade="judged",
    )
    firm_course_cost: float = param(
        3000.0,
        "cost of a course for own staff",
        unit="yuan/person",
        within=(500, 10_000),
        source="P41: Hangzhou 1,000 to 3,000 without wages",
        grade="judged",
    )
    training_elasticity: float = param(
        0.5,
        "elasticity of firms' training to its cost",
        unit="elasticity",
        within=(0.1, 1),
        source="B 2.14 (hiring credits)",
        grade="judged",
    )
    retraining: float = param(
        0.4,
        "share of staff trained with support who are prepared for a digital post within their reach",
        unit="share",
        within=(0, 1),
        source="plan §5.2.1: changed jobs",
        grade="judged",
    )
    points_pull: float = param(
        0.8,
        "log odds of applying for a course for points worth 1,000 yuan",
        unit="logit/1000 yuan",
        within=(0, 3),
        source="B 2.36",
        grade="swept",
    )
    service_intercept: float = param(
        -4.0,
        "wish of flexible workers for community service without points",
        unit="logit",
        within=(-8, 0),
        source="judgement",
        grade="judged",
    )
    service_pull: float = param(
        1.0,
        "log odds of service for points worth 100 yuan",
        unit="logit/100 yuan",
        within=(0, 4),
        source="B 2.36",
        grade="swept",
    )
    place_capital: float = param(
        6000.0,
        "capital of a course place",
        unit="yuan/(place a year)",
        within=(500, 50_000),
        source="judgement",
        grade="judged",
    )
    capital_wear: float = param(
        0.10, "wear of that capital", unit="share/year", within=(0, 0.5), source="judgement", grade="judged"
    )

    def view(self) -> NDArray[Any]:
        """The same as one record in an array of length one: kernels begin with `b = behaviour[0]`."""
        return self._view

    @cached_property
    def _view(self) -> NDArray[Any]:
        return records({f.name: [float(getattr(self, f.name))] for f in fields(self)})
