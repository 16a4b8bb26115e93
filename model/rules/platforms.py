"""Rules of platform work: insurance, the protection fund, dispatch, data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param
from .unset import unset


# fmt: off
@dataclass(frozen=True)
class PlatformRules:
    """Rules of platform work: insurance, protection fund, dispatch, data. Every field is an array over the zones."""

    flexible_premium: Any = param(898.4, "lowest employees'-scheme contribution of a flexible worker",
        "灵活就业者参加职工保险的最低缴费", unit="yuan/month", within=(0, 5_000), source="P37", grade="measured")
    premium_support: Any = unset("share of the flexible premium paid by the special fund",
        "专项资金支付的灵活就业者保费比例", "share")
    injury_pilot: Any = param(0.3, "share of platform workers covered by the platform-paid injury pilot",
        "由平台付费的职业伤害试点所覆盖的平台劳动者比例", unit="share", within=(0, 1),
        source="P34: 7 to 17 provinces, ride and delivery platforms only")
    injury_premium: Any = param(0.10, "platform-paid injury premium", "平台支付的职业伤害保费",
        unit="yuan/order", within=(0, 2), source="P36: 0.01 ride, 0.07 or 0.25 delivery", grade="derived")
    fund_contribution: Any = unset("platforms' contribution to the protection fund",
        "平台缴入保障金的比例", "share of revenue", 0.1)
    fund_match: Any = unset("government's match of each contributed yuan", "平台每缴一元，政府的配套", "yuan/yuan", 5)
    medical_cover: Any = unset("share of accident cost that the fund pays", "保障金支付的事故费用比例", "share")
    fund_training_share: Any = unset("share of the fund's income spent on training",
        "保障金收入中用于培训的比例", "share")
    dividend_share: Any = unset("share of platforms' data gain returned", "平台数据收益的返还比例", "share")
    breach_payout: Any = unset("payout to each victim of a data breach",
        "向每名数据泄露受害者的赔付", "yuan/person", 10_000)
    dispatch_openness: Any = unset("share of the dispatch rule that is published", "公开的派单规则比例", "share")
    appeal_days: Any = unset("days until an appeal is decided; 0: no appeal",
        "申诉裁定所需天数；0 为没有申诉", "days", 365)
    audit_rate: Any = unset("probability that a platform is audited in a month", "平台每月被审计的概率", "share/month")
    dispatch_fine: Any = unset("fine for a biased dispatch rule", "对有偏派单规则的罚款", "yuan/active worker", 10_000)
    peak_bonus: Any = unset("bonus on peak orders under the published peak standard",
        "公布高峰标准后高峰单的加价", "share of pay")

    commission_cap: Any = param(0.30, "highest commission that platforms may take", "平台抽成上限",
        unit="share of the price", within=(0, 1), source="P86: 30 % is the regulator's line of 2022", grade="measured")

    # algorithm governance, rights and cover of platform workers
    quarterly_audit: Any = unset("share of platforms audited every quarter on a schedule",
        "按季度定期审计的平台比例", "share")
    inspection_power: Any = unset("chance that an inspector finds bias, whatever is published",
        "不论公开与否，监察发现偏差的概率", "share")
    blacklist_months: Any = unset("months without public contracts for a platform found out",
        "被查实的平台失去公共采购资格的月数", "months", 120)
    bias_ban: Any = unset("share of platforms bound by a ban on bias by sex and age in dispatch and entry",
        "受派单和准入性别、年龄歧视禁令约束的平台比例", "share")
    review_power: Any = unset("chance that bias is taken out of a new version before launch",
        "新版本上线前偏差被消除的概率", "share")
    sandbox_reach: Any = unset("share of new versions that must pass the sandbox before launch",
        "上线前须通过沙盒的新版本比例", "share")
    sandbox_gap: Any = unset("income gap of a group above which a rule fails there",
        "沙盒中群体收入差距超过多少即不通过", "share")
    review_months: Any = unset("months a review delays a new version", "审查使新版本推迟的月数", "months", 24)
    fairness_report: Any = unset("share of the dispatch rule laid open to auditors in impact reports",
        "评估报告向审计公开的派单规则比例", "share")
    accessibility: Any = unset("share of platforms with voice, large print and short steps",
        "提供语音、大字和简化步骤的平台比例", "share")
    court: Any = unset("share of platform cases heard by a court of their own", "由专门法庭审理的平台案件比例", "share")
    court_months: Any = unset("months until that court decides", "该法庭裁判所需月数", "months", 36)
    court_cost: Any = unset("cost of a suit there", "在该法庭诉讼的成本", "yuan/case", 50_000)
    court_award: Any = unset("award for unfair dispatch or a wrongful penalty there",
        "该法庭对不公派单或误罚的赔偿", "yuan/case", 100_000)
    legal_aid: Any = unset("share of the cost of a suit that government pays", "政府承担的诉讼成本比例", "share")
    intervention: Any = unset("share of reports on penalties that inspectors take up at once",
        "监察部门立即受理的扣罚举报比例", "share")
    intervention_days: Any = unset("days until they decide", "举报处理所需天数", "days", 365)
    intervention_pay: Any = unset("compensation on top of the pay restored",
        "在返还报酬之外的赔偿", "share of loss", 10)
    ladder_months: Any = param(12.0, "months on the platform before a promotion", "晋升所需的平台任期",
        unit="months", within=(0, 120), source="judgement")
    ladder_promotion: Any = unset("chance of promotion with a certificate at full rating while posts are free",
        "岗位有空缺时持证且满分者的晋升概率", "share/month")
    ladder_posts: Any = unset("posts above the lowest rung over workers", "底层以上岗位与劳动者之比", "share")
    rung_premium: Any = unset("prescribed pay for each rung on top of what platforms pay",
        "每升一级在平台现有报酬之外规定的加薪", "share of pay")
    passport: Any = unset("share of rating and record carried from platform to platform",
        "可跨平台携带的评分和记录比例", "share")
    injury_by_worker: Any = unset("share of the injury premium borne by the worker",
        "劳动者承担的职业伤害保费比例", "share")
    injury_by_government: Any = unset("share of the injury premium borne by the special fund",
        "专项资金承担的职业伤害保费比例", "share")
    one_click: Any = unset("share of the paperwork of enrolment taken over by an online platform",
        "由线上平台代办的参保手续比例", "share")
    worker_feedback: Any = unset(
        "share of workers' proposals on speed and forced orders that platforms adopt where they gain by it",
        "平台采纳其可获益的劳动者速度和派单建议的比例", "share")
    breach_hours: Any = param(720.0, "hours until a data breach is contained", "控制数据泄露所需小时数",
        unit="hours", within=(1, 8760), source="judgement: weeks to months")
    data_reports: Any = unset("share of data misuse within reach of an anonymous reporting line",
        "匿名举报可及的数据滥用比例", "share")
    misuse_fine: Any = unset("fine for misuse of data", "对数据滥用的罚款", "yuan/active worker", 10_000)
    data_export: Any = unset("share of data that workers can export and whose use is bound to a purpose",
        "劳动者可导出且限定用途的数据比例", "share")
    vat_rate: Any = unset("value-added tax of flexible workers on takings above the threshold",
        "灵活就业者起征点以上收入的增值税", "share", 0.13)
    vat_threshold: Any = param(100_000.0, "takings of a month free of value-added tax", "免征增值税的月收入",
        unit="yuan/month", within=(0, 1_000_000), grade="measured",
        source="Ministry of Finance and State Taxation Administration 2023, no. 19: "
        "small-scale taxpayers, to the end of 2027")
    commerce_levy: Any = unset("levy on the revenue of live-commerce platforms",
        "直播电商平台按营收的缴费", "share of revenue", 0.1)
    reclassified: Any = unset("share of full-time platform workers treated as employees",
        "被认定为雇员的全职平台劳动者比例", "share")
    platform_social_share: Any = unset("share of their social contributions borne by the platform",
        "平台承担的他们社保缴费的比例", "share")
# fmt: on
