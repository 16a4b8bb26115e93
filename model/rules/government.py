"""Rules of government's own purse and conduct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param
from .unset import unset


# fmt: off
@dataclass(frozen=True)
class GovernmentRules:
    """Rules of government's own purse and conduct. Every field is an array over the zones."""

    special_fund_per_head: Any = param(50.0, "yearly limit of the special fund", "专项资金的年度限额",
        unit="yuan/resident", within=(0, 5_000), source="C47, plan §5.2.1")
    match_reserve: Any = unset("share of the special fund's yearly limit kept for matching the protection fund",
        "专项资金年度限额中为保障金配套预留的比例", "share", source="no policy: first come, first served")
    alarm_by_rate: Any = param(0.0, "early warning looks at 0: the unmet gap, 1: the vacancy rate",
        "预警所看的指标：0 为未满足的缺口，1 为空缺率", unit="flag", within=(0, 1),
        source="§3.1.1 and §5.5.1 speak of the gap, §4.4.2 of the vacancy rate")
    alarm_release: Any = param(0.2, "gap or rate below which an alarm ends", "缺口或空缺率低于此值时预警解除",
        unit="share", within=(0, 1), source="B 2.16", grade="derived")
    reporting_lag: Any = unset("further months until a report is acted upon", "报告生效前另需的月数", "months", 12)
    coordination: Any = param(3.0, "months over which reports of departments are averaged", "部门报告所平均的月数",
        unit="months", within=(1, 12), source="B 2.16: a three-month mean; plan §4.1.1: a joint meeting each month",
        grade="derived")
    income_help: Any = unset("share of people with income falling three months in a row who get help",
        "收入连降三个月者中得到帮扶的比例", "share")
    review_move: Any = unset("share of the course budget that the annual review moves to the worst indicator",
        "年度评估移给最差指标的培训经费比例", "share")
    training_target: Any = unset("people each district must train in a year",
        "每个区县每年须培训的人数", "persons/year", 100_000)
    target_penalty: Any = unset(
        "share of its course budget that a district loses for a year if it misses the target altogether",
        "完全未达标的区县一年内失去的培训经费比例", "share")
    least_fill: Any = unset("share of a programme's places that must be taken, else it is struck off at the year's end",
        "项目须招满的名额比例，否则年底停止", "share")
    survey_sample: Any = param(500.0, "people at work or on a course whom the monthly survey asks",
        "每月满意度调查的在岗者和学员样本量", unit="persons", within=(0, 100_000), source="plan §4.4.2; size judged")
    hearing_support: Any = unset("share of the flexible premium that the public pays if a hearing decides so",
        "听证通过后公共资金支付的灵活就业者保费比例", "share")
    hearing_cover: Any = unset("rise of the protection fund's cover of accidents if it does",
        "听证通过后保障金事故赔付的提高", "share", 2)
    hearing_panel: Any = param(120.0, "flexible workers heard", "参加听证的灵活就业者",
        unit="persons", within=(1, 10_000), source="judgement")
    hearing_majority: Any = param(0.5, "share of them that carries a proposal", "通过提案所需的赞成比例",
        unit="share", within=(0, 1), source="simple majority")
    hearing_cost: Any = param(500.0, "cost of hearing one of them", "每名参加者的听证成本",
        unit="yuan/person", within=(0, 10_000), source="judgement: a lost day and the room")
    proposal_panel: Any = param(200.0, "platform workers of a district whose proposals are read in a quarter",
        "每季度每个区县所阅提案的平台劳动者人数", unit="persons", within=(1, 100_000), source="judgement")
# fmt: on
