"""Jobs: how they end and how employers shed staff."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class JobsBehaviour:
    """Jobs: how they end and how employers shed staff."""

    separation_rate: float = param(0.0054,
        "spontaneous dismissals in the first month of a job (rate δu of the oracle model)",
        "入职首月的自发解雇率（对照模型的δu）", unit="share/month", within=(0, 0.05), source="P06, P07", grade="judged")
    dismissal_past_35: float = param(1.15, "dismissals past 35 over those before", "35岁以上与以下的解雇率之比",
        unit="ratio", within=(1, 2), source="B 2.6", grade="judged")
    quit_rate: float = param(0.0078, "quits without another job in the first month of a job",
        "入职首月没有下家的辞职率", unit="share/month", within=(0, 0.05), source="P06, P07", grade="judged")
    beginners_quit: float = param(3.0, "quits on leaving school over those ten years later",
        "刚离校时与离校十年后的辞职率之比",
        unit="ratio", within=(1, 4), source="job shopping of the young: Topel & Ward 1992; P02", grade="judged")
    tenure_half_life: float = param(24.0, "tenure at which the hazards of leaving have halved",
        "离职风险减半所需的任期", unit="months", within=(6, 1000000), source="B 2.6", grade="judged")
    new_job_ends: float = param(0.042,
        "chance of leaving a new job in a month, by any way; tenures at the start are drawn by it",
        "新工作当月以任何方式结束的概率，用于抽取起始任期", unit="share/month", within=(0.01, 0.1),
        source="a long run of the model; B 2.6", grade="derived")
    opening_rate: float = param(0.006, "spontaneous openings (rate δv of the oracle model)",
        "自发开岗率（对照模型的δv）",
        unit="share of staff/month", within=(0, 0.05), source="oracle model 0.012", grade="judged")
    adjustment: float = param(0.16, "share of the gap to desired staff closed in a month (rate γ of the oracle model)",
        "每月补上与期望用工差距的比例（对照模型的γ）",
        unit="share/month", within=(0.02, 1), source="del Rio-Chanona et al. 2021", grade="measured")
    shedding: float = param(0.35, "speed at which excess staff is shed over the speed at which gaps are filled",
        "裁减多余人员的速度与补足缺口速度之比",
        unit="ratio", within=(0.05, 1),
        source="job finding, not dismissal, moves unemployment (B 2.8); 1 in the oracle model", grade="judged")
    migrants_shed: float = param(4.0, "how often excess staff is shed among migrants of rural hukou, over others",
        "裁减富余人员时，农村户籍外来人员被裁的频率与他人之比",
        unit="ratio", within=(1, 8), source="no or short contracts: Chan 2010 on 2008-2009", grade="judged")
    posts_first: float = param(1.0,
        "share of open posts that a line with too many people cancels before it counts them as excess staff",
        "人员过剩的岗位线先撤销空缺、再计算富余人员时，撤销的空缺份额",
        unit="share", within=(0, 1), source="the same; 0 in the oracle model", grade="judged")
    cost_elasticity: float = param(0.5, "elasticity of desired staff in labour cost", "期望用工对用工成本的弹性",
        unit="ratio", within=(0.2, 1), source="B 2.14", grade="derived")
    staffing_slack: float = param(0.12, "desired over present staff at build", "建城时期望用工与现有用工之比",
        unit="share", within=(-0.2, 0.3), source="holds the level of unemployment, P01", grade="judged")
    productivity_persistence: float = param(0.97, "AR(1) of log productivity", "对数生产率的自回归系数",
        unit="per month", within=(0, 1), source="judgement", grade="judged")
    productivity_shock: float = param(0.012, "its monthly shock", "对数生产率的月度冲击",
        unit="log", within=(0, 0.2), source="judgement", grade="judged")
    trend_scale: float = param(0.2, "share of the occupations' demand trends that comes about",
        "各职业需求趋势实现的比例", unit="share", within=(0, 1), source="C04, C05 are local examples", grade="swept")
    slot_share: float = param(0.25, "places of a line in the frame of posts over its staff",
        "岗位框架中席位与在岗人数之比",
        unit="share", within=(0.02, 1), source="technical: only bounds open posts", grade="judged")
    posting_step: float = param(0.02, "rise of the posted wage while a post stays open", "岗位持续空缺时招聘工资的上调",
        unit="share/month", within=(0, 0.1), source="judgement", grade="judged")
    withdrawal_rate: float = param(0.05, "stale posts withdrawn", "过时岗位的撤回率",
        unit="share/month", within=(0, 1), source="judgement", grade="judged")
    non_private_premium: float = param(1.74, "pay of non-private over private units, same post",
        "同岗非私营与私营单位工资之比", unit="ratio", within=(1, 2.5), source="P19", grade="derived")
    occupation_spread: float = param(0.75,
        "elasticity of posted pay in the occupation's relative pay; the sorting of skill adds to it",
        "招聘工资对职业相对工资的弹性", unit="ratio", within=(0.5, 1), source="P20", grade="derived")
    non_private_professional: float = param(0.28,
        "managers', professionals' and clerks' lines that belong to non-private units",
        "管理、专业技术和办事岗位中属于非私营单位的用工比例",
        unit="share", within=(0, 1), source="urban units over all urban employees, NBS; P19", grade="judged")
    non_private_other: float = param(0.21, "other lines that belong to non-private units",
        "其他职业中属于非私营单位的用工比例",
        unit="share", within=(0, 1), source="urban units over all urban employees, NBS; P19", grade="judged")
    village_discount: float = param(0.45,
        "pay in villages below that of the core, same post; suburbs a fifth of it, county towns three fifths",
        "同岗乡村工资低于核心区的幅度（对数）",
        unit="log", within=(0, 0.6), source="P18: out-migrants over local migrants", grade="judged")
    overtime: float = param(8.7, "weekly hours of employees beyond 40", "雇员每周超出40小时的工时",
        unit="hours", within=(0, 20), source="P05", grade="derived")
    firm_spread: float = param(0.18, "spread of unit pay effects", "单位工资效应的离散度",
        unit="log", within=(0, 0.6), source="B 2.9", grade="judged")
    private_compliance: float = param(0.56, "private lines that pay contributions", "依法缴费的私营用工比例",
        unit="share", within=(0, 1), source="P30", grade="derived")
    remote_use: float = param(0.5, "share of the posts that could be remote and are", "可远程岗位中实际远程的比例",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    sex_stated_low_skill: float = param(0.35, "low-skill posts that state a sex", "低技能岗位中注明性别的比例",
        unit="share", within=(0, 1), source="P44: 72 % on one low-skill board", grade="judged")
    posting_patience: float = param(2.0, "age of vacancies from which the posted wage is raised",
        "空缺多久后上调招聘工资", unit="months", within=(0, 24), source="judgement", grade="judged")
    posting_queue: float = param(4.0, "applicants to a post beyond which the posted wage is lowered",
        "每岗申请者超过此数时下调招聘工资", unit="persons", within=(1, 50), source="judgement", grade="judged")
    posting_cut: float = param(0.5, "that cut over the rise while a post stays open", "该下调幅度与空缺时上调幅度之比",
        unit="ratio", within=(0, 1), source="nominal wages are sticky downwards; judgement", grade="judged")
    posting_return: float = param(0.01, "share of the way back to the usual wage that a posted wage goes in a month",
        "招聘工资每月向通常水平回归的比例", unit="share/month", within=(0, 0.2), source="judgement", grade="judged")
    stale_age: float = param(6.0, "age of vacancies from which they are withdrawn", "空缺多久后开始撤回",
        unit="months", within=(0, 24), source="judgement", grade="judged")
    longest_week: float = param(60.0, "weekly hours beyond which nobody serves further posts",
        "周工时超过此数后无人再兼做其他岗位", unit="hours", within=(40, 84), source="judgement", grade="judged")
# fmt: on
