"""Kinds of work and how long they last."""

from __future__ import annotations

import numpy as np

from .matters import Matters
from .series import Floats, Series, full_year, indicator, percent, year_mean, year_sum


def _quits(s: Series) -> Floats:
    """Employees leaving of their own will: for another employer, for work of their own, or without a job."""
    return s.flow("quits") + s.flow("job_to_job") + s.flow("quits_to_own_work")


def _separations(s: Series) -> Floats:
    """All who leave an employer, retirement and leaving the city apart."""
    return s.flow("dismissals") + _quits(s)


def _retention(s: Series) -> Floats:
    """People with exactly a year of tenure over the hires of twelve months before, per cent, over a year; not a number
    before both years are known."""
    result = np.full(s.hired.shape, np.nan)
    result[12:] = percent(full_year(s.stayed_year)[12:], full_year(s.hired)[:-12])
    return result


# fmt: off
indicator("formal_share", "%", aim="quality", better=1, source="P14",
          matters=Matters(1.0, False, "survey"),
          zh=("正规就业比重", "雇员占就业者的比重"), en=("Formal share", "employees over people at work"),
          formula=lambda s: percent(s.employed, s.working))
indicator("flexible_share", "%", aim="quality", better=0, source="P14",
          matters=Matters(0.1, False, "published"),
          zh=("灵活就业比重", "平台与自营劳动者占就业者的比重"),
          en=("Flexible share", "platform and own-account workers over people at work"),
          formula=lambda s: percent(s.flexible, s.working))
indicator("platform_share", "%", aim="quality", better=0, source="P15",
          matters=Matters(0.1, False, "published"),
          zh=("平台就业比重", "当月在平台工作者占就业者的比重"),
          en=("Platform share", "on a platform this month, over people at work"),
          formula=lambda s: percent(s.platform, s.working))
indicator("platform_year_share", "%", aim="quality", better=0, source="P15",
          matters=Matters(0.1, False, "as_published"),
          zh=("一年内从事过平台工作", "过去一年做过平台工作的就业者与失业者占就业者的比重"),
          en=("Ever on a platform in the year", "worked on a platform within twelve months, over people at work"),
          formula=lambda s: percent(s.gig_year, s.working))
indicator("self_employed_share", "%", aim="quality", better=0, source="P14",
          matters=Matters(0.1, False, "published"),
          zh=("自营就业比重", "自营者占就业者的比重"),
          en=("Self-employed share", "own-account workers over people at work"),
          formula=lambda s: percent(s.self_employed, s.working))
indicator("turnover_rate", "% a year", aim="quality", better=-1, source="P06",
          matters=Matters(1.0, False, "survey"),
          zh=("年离职率", "一年内离开雇主者占平均雇员的比重"),
          en=("Annual turnover", "employees leaving an employer in twelve months over mean staff"),
          formula=lambda s: percent(full_year(_separations(s)), year_mean(s.employed[:, 0])))
indicator("voluntary_share", "%", aim="quality", better=0, source="P07",
          matters=Matters(1.0, False, "survey"),
          zh=("主动离职占比", "主动离职占全部离职的比重"),
          en=("Voluntary share of separations", "quits over all separations, twelve months"),
          formula=lambda s: percent(year_sum(_quits(s)), year_sum(_separations(s))))
indicator("job_to_job_rate", "% a month", aim="quality", better=0, source="B 2.5",
          matters=Matters(0.1, False, "published"),
          zh=("月换岗率", "当月直接换雇主的雇员比重"),
          en=("Job-to-job rate", "employees changing employer in the month"),
          formula=lambda s: percent(s.flow("job_to_job"), s.employed[:, 0]))
indicator("hiring_rate", "% a month", aim="quantity", better=0, source="National Bureau of Statistics",
          matters=Matters(0.1, False, "published"),
          zh=("月招聘率", "当月入职者占雇员的比重"), en=("Hiring rate", "hires over employees"),
          formula=lambda s: percent(s.flow("hires"), s.employed[:, 0]))
indicator("job_retention", "%", aim="quality", better=1, source="plan §4.4.1",
          matters=Matters(1.0, False, "survey"),
          zh=("岗位留存率", "一年前入职者仍在原岗位的比重"),
          en=("Job retention", "people hired twelve months ago who are still with the employer"), formula=_retention)
indicator("recall_share", "%", aim="quality", better=0, source="P111",
          matters=Matters(1.0, False, "survey"),
          zh=("召回比重", "一年内被原雇主召回者占离职转为失业者的比重"),
          en=("Recalls", "called back by the employer they left, over separations to unemployment, twelve months"),
          formula=lambda s: percent(year_sum(s.flow("recalls")), year_sum(s.flow("dismissals") + s.flow("quits"))))
indicator("tenure_years", "years", aim="quality", better=0, source="OECD",
          matters=Matters(0.1, False, "one_decimal"),
          zh=("平均任期", "雇员在现雇主的平均年数"), en=("Mean tenure", "years with the present employer"),
          formula=lambda s: s.tenure_months / s.employed / 12.0)
# fmt: on
