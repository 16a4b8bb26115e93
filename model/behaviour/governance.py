"""Algorithm governance, rights and cover of platform workers."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class GovernanceBehaviour:
    """Algorithm governance, rights and cover of platform workers."""

    bias_gain: float = param(30.0, "gain a platform sees in its bias", "平台从有偏派单中自认为获得的收益",
        unit="yuan/worker/month", within=(1, 500), source="judgement", grade="swept")
    lawfulness: float = param(0.2, "platforms that obey a ban nobody enforces", "无人执法时仍守法的平台比例",
        unit="share", within=(0, 1), source="judgement", grade="swept")
    reform_speed: float = param(0.25, "share of the way to lawful rules that a platform goes in a month",
        "平台每月向合规规则靠拢的比例", unit="share/month", within=(0.02, 1), source="judgement", grade="judged")
    taste_screened: float = param(0.1,
        "part of the gap between men and women in thinking of a platform that is due to unequal entry",
        "男女考虑平台工作的差距中由准入不平等造成的部分",
        unit="share", within=(0, 0.5), source="judgement", grade="swept")
    tender_share: float = param(0.02, "public contracts in platforms' orders", "平台订单中公共采购的比例",
        unit="share", within=(0, 0.2), source="judgement", grade="swept")
    release_months: float = param(6.0, "months between new versions of a dispatch algorithm",
        "派单算法两次更新之间的月数", unit="months", within=(1, 24), source="judgement", grade="judged")
    renewal_loss: float = param(0.01, "orders lost if algorithms were never renewed", "算法从不更新时损失的订单",
        unit="share", within=(0, 0.1), source="judgement", grade="swept")
    review_cost: float = param(30000.0, "cost of reviewing one version", "审查一个版本的成本",
        unit="yuan", within=(0, 500000), source="judgement", grade="swept")
    access_relief: float = param(0.4, "part of the digital literacy needed that voice and large print do away with",
        "语音和大字界面所免去的数字素养要求", unit="share", within=(0, 0.9), source="judgement", grade="swept")
    access_cost: float = param(0.001, "cost of impact reports and accessible design", "影响评估和适老化改造的成本",
        unit="share of revenue", within=(0, 0.02), source="judgement", grade="swept")
    report_chance: float = param(0.3, "wrongful penalties reported to inspectors who act at once",
        "快速监察下误罚被举报的比例", unit="share", within=(0, 1), source="judgement", grade="judged")
    report_upheld: float = param(0.5, "reports that inspectors uphold", "监察认定举报属实的比例",
        unit="share", within=(0.1, 1), source="B 2.21", grade="judged")
    aid_success: float = param(0.3, "rise of success in appeals with legal aid", "法律援助下申诉成功率的提高",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    sue_thought: float = param(0.02, "wronged workers who think of suing in a month", "受害劳动者每月考虑起诉的比例",
        unit="share/month", within=(0, 0.5), source="judgement", grade="judged")
    suit_cost: float = param(3000.0, "cost of a suit at the ordinary court", "普通法院一次诉讼的成本",
        unit="yuan", within=(0, 20000), source="judgement", grade="judged")
    suit_months: float = param(9.0, "months until the ordinary court decides", "普通法院裁判所需月数",
        unit="months", within=(1, 36), source="judgement", grade="judged")
    suit_award: float = param(3000.0, "award of the ordinary court", "普通法院的赔偿额",
        unit="yuan", within=(0, 50000), source="judgement", grade="judged")
    suit_success: float = param(0.3, "suits of contractors won at the ordinary court", "承包身份者在普通法院的胜诉率",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    court_success: float = param(0.55, "suits won at a court of their own", "专门法庭的胜诉率",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    suit_hassle: float = param(300.0, "trouble of a suit to the worker", "诉讼给劳动者带来的麻烦",
        unit="yuan", within=(0, 5000), source="judgement", grade="judged")
    suit_scale: float = param(500.0, "spread of what workers make of a suit", "劳动者对诉讼价值判断的离散度",
        unit="yuan", within=(50, 5000), source="judgement", grade="judged")
    ladder_uncertified: float = param(0.4, "promotion on an open ladder without a certificate over with one",
        "公开阶梯上无证与持证者晋升之比", unit="ratio", within=(0, 1), source="judgement", grade="judged")
    passport_clears: float = param(0.3, "employers' doubt about a recent platform worker that a full record removes",
        "完整记录所消除的雇主疑虑", unit="share", within=(0, 0.8), source="Pallais 2014; size judged", grade="swept")
    export_portable: float = param(0.4, "part of the rating that exported data prove elsewhere",
        "导出的数据在别处所能证明的评分", unit="share", within=(0, 1), source="judgement", grade="swept")
    purpose_consent: float = param(0.4, "rise of consent where use is bound to its purpose", "用途受限时授权意愿的提高",
        unit="logit", within=(0, 2), source="judgement", grade="judged")
    purpose_loss: float = param(0.15, "algorithm gain lost where use is bound to its purpose",
        "用途受限时损失的算法收益", unit="share", within=(0, 1), source="judgement", grade="swept")
    report_detects: float = param(0.3, "misuse of data that reports bring to light before it does harm",
        "举报在造成损害前揭露的数据滥用", unit="share", within=(0, 1), source="judgement", grade="swept")
    care_cost: float = param(20.0, "cost of guarding data well", "妥善保护数据的成本",
        unit="yuan/worker/month", within=(1, 200), source="judgement", grade="swept")
    reports_cost: float = param(0.0003, "cost of answering reports", "应对举报的成本",
        unit="share of revenue", within=(0, 0.01), source="judgement", grade="swept")
    watch_cost: float = param(0.0005, "cost of watching data around the clock", "全天候数据监测的成本",
        unit="share of revenue", within=(0, 0.01), source="judgement", grade="swept")
    breach_at_once: float = param(0.3, "part of a breach's damage done in the first hour", "泄露首小时内造成的损害比例",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    feedback_speed: float = param(0.1, "proposals put into practice in a month", "每月落实的建议比例",
        unit="share/month", within=(0.01, 1), source="judgement", grade="judged")
    pressure_pace: float = param(0.04, "pace that is due to algorithmic pressure", "由算法压力造成的速度部分",
        unit="share", within=(0, 0.3), source="plan §2.4.1", grade="swept")
    pressure_accidents: float = param(0.25, "accidents that are due to it", "由算法压力造成的事故部分",
        unit="share", within=(0, 0.8), source="plan §2.4.1", grade="swept")
    pressure_exit: float = param(0.3, "exits that are due to it", "由算法压力造成的退出部分",
        unit="share", within=(0, 0.8), source="plan §2.4.1", grade="swept")
    pressure_monitoring: float = param(0.5, "disutility of monitoring that is due to it",
        "由算法压力造成的被监控负效用部分", unit="share", within=(0, 1), source="plan §2.4.1", grade="judged")
    pressure_quality: float = param(0.01, "orders lost to hurried service", "因赶工降低服务质量损失的订单",
        unit="share", within=(0, 0.1), source="plan §2.4.1", grade="swept")
    audit_blind: float = param(0.4, "power of an audit of a hidden rule over that of a published one",
        "规则不公开与公开时审计效力之比", unit="ratio", within=(0, 1), source="judgement", grade="judged")
    bias_visible: float = param(0.2, "share of the bias still in use from which an audit can find it",
        "审计能够发现的残余偏差下限", unit="share", within=(0, 1), source="judgement", grade="judged")
    bias_outcry: float = param(30.0, "what the outcry over a bias that is published costs a platform",
        "偏差公开后舆论使平台付出的代价", unit="yuan/worker/month", within=(0, 200), source="judgement", grade="swept")
    gaming: float = param(0.2, "part of the differences in score that vanish when all know what is scored",
        "人人知晓评分标准后消失的得分差异部分", unit="share", within=(0, 0.8), source="judgement", grade="swept")
    posts_counted: float = param(100.0,
        "simulated posts open in a trade at which half of what is new in a month's count is chance",
        "某职业模拟空缺岗位达此数时，月度变化中一半出于偶然",
        unit="posts", within=(0, 10_000),
        source="credibility (Buhlmann 1967) of counts that truly change by a tenth in a month; judged", grade="judged")
    slight: float = param(0.97, "share of equal dispatch below which a worker counts as wronged",
        "低于公平派单多大比例算作受害", unit="share", within=(0.5, 1), source="judgement", grade="judged")
    fall_noticed: float = param(0.99, "income over last month's below which it has fallen",
        "收入低于上月多大比例算作下降",
        unit="ratio", within=(0.5, 1), source="plan §5.5.1; size judged", grade="judged")
# fmt: on
