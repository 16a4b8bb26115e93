"""Jobs: how they end and how employers shed staff."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class JobsBehaviour:
    """Jobs: how they end and how employers shed staff."""

    separation_rate: float = param(0.0025,
        "spontaneous dismissals in the first month of a job (rate δu of the oracle model)",
        "入职首月的自发解雇率（对照模型的δu）", unit="share/month", within=(0, 0.05), source="P06, P07", grade="judged")
    dismissal_past_35: float = param(1.15, "dismissals past 35 over those before", "35岁以上与以下的解雇率之比",
        unit="ratio", within=(1, 2), source="B 2.6", grade="judged")
    quit_rate: float = param(0.0068, "quits without another job in the first month of a job",
        "入职首月没有下家的辞职率", unit="share/month", within=(0, 0.05), source="P06, P07", grade="judged")
    beginners_quit: float = param(3.0, "quits on leaving school over those ten years later",
        "刚离校时与离校十年后的辞职率之比",
        unit="ratio", within=(1, 4), source="job shopping of the young: Topel & Ward 1992; P02", grade="judged")
    tenure_half_life: float = param(24.0, "tenure at which the hazards of leaving have halved",
        "离职风险减半所需的任期", unit="months", within=(6, 1000000), source="B 2.6", grade="judged")
    new_job_ends: float = param(0.052,
        "chance of leaving a new job in a month, by any way; tenures at the start are drawn by it",
        "新工作当月以任何方式结束的概率，用于抽取起始任期", unit="share/month", within=(0.01, 0.1),
        source="a long run of the model; B 2.6", grade="derived")
    opening_rate: float = param(0.0, "spontaneous openings (rate δv of the oracle model)",
        "自发开岗率（对照模型的δv）",
        unit="share of staff/month", within=(0, 0.05), source="oracle model 0.012", grade="judged")
    filling: float = param(1.0,
        "share of the missing staff for which posts are opened in a month (rate γ of the oracle model)",
        "每月为所缺人员开出岗位的比例（对照模型的γ）",
        unit="share/month", within=(0.02, 1), source="whoever leaves is replaced; 0.16 in the oracle model",
        grade="judged")
    adjustment: float = param(0.16, "share of the way to the staff that demand calls for that a line goes in a month",
        "岗位线每月向需求所要求的用工靠拢的比例",
        unit="share/month", within=(0.02, 1), source="del Rio-Chanona et al. 2021", grade="measured")
    cost_pace: float = param(0.056, "share of the way to a new cost of output that a line reckons with in a month",
        "岗位线每月按新的产出成本调整预期的比例",
        unit="share/month", within=(0.02, 0.3), source="B 3.6: half of the response in twelve months", grade="judged")
    shedding: float = param(0.044, "share of excess staff shed in a month", "每月裁减多余人员的比例",
        unit="share/month", within=(0.005, 1),
        source="job finding, not dismissal, moves unemployment (B 2.8); γ in the oracle model", grade="judged")
    migrants_shed: float = param(6.0, "how often excess staff is shed among migrants of rural hukou, over others",
        "裁减富余人员时，农村户籍外来人员被裁的频率与他人之比",
        unit="ratio", within=(1, 8), source="no or short contracts: Chan 2010 on 2008-2009", grade="judged")
    posts_first: float = param(1.0,
        "share of open posts that a line with too many people cancels before it counts them as excess staff",
        "人员过剩的岗位线先撤销空缺、再计算富余人员时，撤销的空缺份额",
        unit="share", within=(0, 1), source="judgement; 0 in the oracle model", grade="judged")
    cost_elasticity: float = param(0.4, "elasticity of staff in what an hour's output costs",
        "用工对单位产出成本的弹性", unit="ratio", within=(0.15, 0.75), source="B 3.6", grade="measured")
    digital_elasticity: float = param(2.4, "the same in digital work that is sold outside the city",
        "产出全部销往市外的数字岗位的同一弹性",
        unit="ratio", within=(0.4, 4), source="judgement; no figure was found", grade="swept")
    output_match: float = param(1.0, "elasticity of output an hour in the skill match of staff",
        "单位时间产出对人员技能匹配度的弹性",
        unit="ratio", within=(0.3, 2), source="B 3.16: 0.6 % for each hundredth of staff trained", grade="judged")
    hires_foreseen: float = param(0.5,
        "weight of those a line can expect to hire, beside its staff, in what it reckons a post brings",
        "用人单位估算岗位产出时，预期可招到的人员相对于现有员工的权重",
        unit="share", within=(0, 1), source="judgement: a further post is filled from outside", grade="judged")
    empty_post: float = param(1.0, "output lost in a month in which a post stays open, over its pay",
        "岗位空缺一个月损失的产出与其工资之比", unit="ratio", within=(0, 2), source="judgement", grade="judged")
    replaced: float = param(0.015, "posts that must be filled anew in a month, as lines reckon",
        "岗位线预计每月需重新填补的岗位比例", unit="share/month", within=(0.005, 0.04), source="P06", grade="derived")
    staffing_slack: float = param(0.03, "desired over present staff at build", "建城时期望用工与现有用工之比",
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
    posting_step: float = param(0.02, "rise of the posted wage while a post stays open",
        "岗位持续空缺时招聘工资的上调",
        unit="share/month", within=(0, 0.1), source="judgement", grade="judged")
    withdrawal_rate: float = param(0.3, "stale posts withdrawn", "过时岗位的撤回率",
        unit="share/month", within=(0, 1), source="judgement", grade="judged")
    given_up: float = param(0.2,
        "share of the stale posts withdrawn that a line gives up for good, to others of its trade",
        "撤回的过时岗位中永久放弃、由同职业其他岗位线接手的比例",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    non_private_premium: float = param(1.85, "pay of non-private over private units, same post",
        "同岗非私营与私营单位工资之比", unit="ratio", within=(1, 2.5), source="P19", grade="derived")
    occupation_spread: float = param(0.82,
        "elasticity of posted pay in the occupation's relative pay; the sorting of skill adds to it",
        "招聘工资对职业相对工资的弹性", unit="ratio", within=(0.5, 1), source="P20", grade="derived")
    sector_spread: float = param(0.85,
        "elasticity of a sector's posted pay in its relative pay; the sorting of skill adds to it",
        "行业招聘工资对行业相对工资的弹性", unit="ratio", within=(0.5, 1), source="B 3.1, P51", grade="judged")
    size_pay: float = param(0.2, "elasticity of managers' pay in the size of their unit",
        "管理人员工资对单位规模的弹性", unit="ratio", within=(0, 0.4),
        source="0.3 among large firms: Roberts 1956, Gabaix & Landier 2008", grade="judged")
    village_discount: float = param(0.25,
        "pay in villages below that of the core, same post; suburbs a fifth of it, county towns three fifths",
        "同岗乡村工资低于核心区的幅度（对数）",
        unit="log", within=(0, 0.8), source="P18: out-migrants over local migrants", grade="judged")
    least_posting: float = param(0.45, "least that lines post, over the city's mean wage",
        "招聘工资下限与全市平均工资之比",
        unit="ratio", within=(0.2, 0.6), source="what own work and farms bring (P23, P33); judgement", grade="judged")
    overtime: float = param(9.3, "weekly hours of employees beyond 40", "雇员每周超出40小时的工时",
        unit="hours", within=(0, 20), source="P05", grade="derived")
    overtime_paid: float = param(0.71, "share of those who work overtime who are paid for it",
        "加班者中有加班报酬的比例",
        unit="share", within=(0, 1), source="Ye, Gindling & Li 2015: 29 % are not", grade="measured")
    longer_week: float = param(2.0,
        "weekly hours beyond 40 of those who work longer, over the mean of all with such an employer",
        "超时工作者每周超出40小时的工时与同类用人单位平均超出工时之差", unit="hours", within=(0.5, 8),
        source="P65", grade="derived")
    firm_spread: float = param(0.25, "spread of unit pay effects", "单位工资效应的离散度",
        unit="log", within=(0, 0.6), source="B 2.9", grade="judged")
    private_compliance: float = param(0.575, "private lines that pay contributions", "依法缴费的私营用工比例",
        unit="share", within=(0, 1), source="P30", grade="derived")
    remote_use: float = param(0.5, "share of the posts that could be remote and are", "可远程岗位中实际远程的比例",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    sex_stated_low_skill: float = param(0.35, "low-skill posts that state a sex", "低技能岗位中注明性别的比例",
        unit="share", within=(0, 1), source="P44: 72 % on one low-skill board", grade="judged")
    posting_patience: float = param(1.0, "age of vacancies from which the posted wage is raised",
        "空缺多久后上调招聘工资", unit="months", within=(0, 24), source="judgement", grade="judged")
    posting_return: float = param(0.05, "share of the way to the wage it would post that a line goes in a month",
        "招聘工资每月向拟定水平靠拢的比例", unit="share/month", within=(0, 0.2), source="judgement", grade="judged")
    rent_share: float = param(0.10, "elasticity of posted pay in what a post has come to be worth",
        "招聘工资对岗位价值变动的弹性", unit="ratio", within=(0.05, 0.15), source="B 3.8", grade="measured")
    outside_share: float = param(0.5, "elasticity of posted pay in what people can get elsewhere",
        "招聘工资对外部机会的弹性",
        unit="ratio", within=(0, 1), source="wage curve of −0.1: Blanchflower & Oswald 1994", grade="judged")
    charge_passed: float = param(0.25, "share of a new charge on pay that is passed on to it",
        "新增工资税费转嫁给工资的比例",
        unit="share", within=(0, 0.6), source="B 3.7", grade="swept")
    stale_age: float = param(2.0, "age of vacancies from which they are withdrawn", "空缺多久后开始撤回",
        unit="months", within=(0, 24), source="judgement", grade="judged")
    longest_week: float = param(60.0, "weekly hours beyond which nobody serves further posts",
        "周工时超过此数后无人再兼做其他岗位", unit="hours", within=(40, 84), source="judgement", grade="judged")
    hours_first: float = param(0.9, "part of a lack of work that a line meets by shorter hours before it sheds staff",
        "工作量不足时，用人单位在裁员之前以缩短工时应对的部分",
        unit="share", within=(0, 1), source="B 3.3", grade="swept")
    idle_borne: float = param(0.015, "lack of work that a line bears without cutting hours",
        "用人单位不缩短工时而自行承受的工作量不足",
        unit="share", within=(0, 0.2), source="judgement", grade="judged")
    hours_least: float = param(0.75, "shortest hours over normal ones", "最短工时与正常工时之比",
        unit="share", within=(0.4, 0.95), source="judgement", grade="judged")
    short_pay: float = param(0.7, "part of the pay of hours cut that the worker loses",
        "缩短工时的工资损失中由劳动者承担的部分",
        unit="share", within=(0, 1), source="judgement", grade="swept")
    leave_first: float = param(0.7,
        "part of the staff without work at the shortest hours that is sent on leave before it is shed",
        "工时最短仍无活可干的人员中，先放假而不裁减的部分",
        unit="share", within=(0, 1), source="judgement", grade="swept")
    leave_longest: float = param(3.0, "months after which a line dismisses those on leave", "放假多久后解除劳动关系",
        unit="months", within=(1, 12), source="judgement", grade="judged")
    monitored_share: float = param(0.3, "lines that watch breaks and pace by sensor and dock pay for rest",
        "以传感器监控休息和速度并扣薪的用工单元比例", unit="share", within=(0, 0.9), source="judgement", grade="judged")
    monitoring_quits: float = param(0.25, "rise of quits where they do", "受监控者辞职的增加",
        unit="share", within=(0, 1),
        source="monitoring adds to stress and takes from satisfaction: Ravid et al. 2022; size judged", grade="judged")
    recall_tie: float = param(0.7, "share of the dismissed who would come back to the line that dismissed them",
        "被解雇者中与原用人单位保持联系、愿意返岗的比例",
        unit="share", within=(0, 1), source="B 3.5", grade="swept")
    recall_quitters: float = param(0.5, "that share among those who quit without another job, over the dismissed",
        "无下家辞职者的这一比例与被解雇者之比",
        unit="ratio", within=(0, 1), source="B 3.5 tells of all who separate; judgement", grade="judged")
    recall_seasonal: float = param(1.6, "that share in construction, catering and farming over others",
        "建筑、餐饮住宿和农业中该比例与其他行业之比",
        unit="ratio", within=(1, 3), source="B 3.5", grade="judged")
    recall_months: float = param(8.0, "months that such a tie lasts", "这种联系维持的时间",
        unit="months", within=(1, 24), source="B 3.5", grade="judged")
# fmt: on
