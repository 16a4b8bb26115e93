"""Work and the want of it: rates of the labour force, vacancies, digital posts."""

from __future__ import annotations

import numpy as np

from .matters import Matters
from .series import Floats, Series, indicator, percent, year_growth


def _gap(s: Series) -> Floats:
    """Open digital posts without a fit seeker, over open digital posts, per cent; three-month mean."""
    posts = _quarter_mean(s.vacancies[:, s.is_digital].astype(np.float64))
    short = np.maximum(posts - _quarter_mean(s.seekers[:, s.is_digital].astype(np.float64)), 0.0)
    return percent(short.sum(axis=1), posts.sum(axis=1))


def _quarter_mean(x: Floats) -> Floats:
    total = np.cumsum(x, axis=0)
    total[3:] = total[3:] - total[:-3]
    return np.asarray(total / np.minimum(np.arange(1, len(x) + 1), 3)[:, None])


# fmt: off
indicator("unemployment_rate", "%", aim="quantity", better=-1, source="National Bureau of Statistics, surveyed rate",
          matters=Matters(0.1, False, "published"),
          zh=("失业率", "三个月内找过工作的无业者占劳动力的比重"),
          en=("Unemployment rate", "people without work who looked for it within three months, over the labour force"),
          formula=lambda s: percent(s.looking, s.looking + s.working))
indicator("unemployment_rate_ilo", "%", aim="quantity", better=-1, source="19th ICLS resolution I",
          matters=Matters(0.1, False, "published"),
          zh=("失业率(国际劳工口径)", "当月找过工作的无业者占劳动力的比重"),
          en=("Unemployment rate (ILO, LU1)",
              "people without work who looked for it this month, over the labour force"),
          formula=lambda s: percent(s.searching, s.searching + s.working))
indicator("lu2", "%", aim="quantity", better=-1, source="19th ICLS resolution I",
          matters=Matters(0.1, False, "published"),
          zh=("劳动力利用不足 LU2", "失业加工时不足占劳动力的比重"),
          en=("Labour underutilisation LU2", "unemployment and time-related underemployment, over the labour force"),
          formula=lambda s: percent(s.searching + s.underemployed, s.searching + s.working))
indicator("lu3", "%", aim="quantity", better=-1, source="19th ICLS resolution I",
          matters=Matters(0.1, False, "published"),
          zh=("劳动力利用不足 LU3", "失业加潜在劳动力占扩展劳动力的比重"),
          en=("Labour underutilisation LU3", "unemployment and potential labour force, over the extended labour force"),
          formula=lambda s: percent(s.unemployed, s.unemployed + s.working))
indicator("lu4", "%", aim="quantity", better=-1, source="19th ICLS resolution I",
          matters=Matters(0.1, False, "published"),
          zh=("劳动力利用不足 LU4", "失业、工时不足与潜在劳动力占扩展劳动力的比重"),
          en=("Labour underutilisation LU4", "LU3 with time-related underemployment"),
          formula=lambda s: percent(s.unemployed + s.underemployed, s.unemployed + s.working))
indicator("participation_rate", "%", aim="quantity", better=1, source="ILO",
          matters=Matters(0.1, False, "published"),
          zh=("劳动参与率", "劳动力占16岁及以上人口的比重"),
          en=("Participation rate", "labour force over people aged 16 and over"),
          formula=lambda s: percent(s.looking + s.working, s.persons))
indicator("employment_rate", "%", aim="quantity", better=1, source="ILO",
          matters=Matters(0.1, False, "published"),
          zh=("就业率", "就业人员占16岁及以上人口的比重"),
          en=("Employment rate", "people at work over people aged 16 and over"),
          formula=lambda s: percent(s.working, s.persons))
indicator("employed_persons", "persons", aim="quantity", better=1, source="plan §4.4.1",
          matters=Matters(0.005, True, "half_per_cent"),
          zh=("就业人数", "全市就业人数"), en=("People at work", "people at work in the whole city"),
          formula=lambda s: s.working * s.weight)
indicator("long_term_share", "%", aim="quality", better=-1, source="ILO",
          matters=Matters(1.0, False, "survey"),
          zh=("长期失业比重", "失业一年及以上者占失业者的比重"),
          en=("Long-term unemployment", "a year and longer, over the unemployed"),
          formula=lambda s: percent(s.long_term, s.unemployed + s.training))
indicator("discouraged_share", "%", aim="quantity", better=-1, source="19th ICLS resolution I",
          matters=Matters(0.1, False, "as_published"),
          zh=("不再寻找工作者", "三个月未找工作的无业者占扩展劳动力的比重"),
          en=("Discouraged", "without work, wanting it, no search for three months, over the extended labour force"),
          formula=lambda s: percent(s.discouraged, s.unemployed + s.working))
indicator("job_finding_rate", "% a month", aim="quantity", better=1, source="P08",
          matters=Matters(0.1, False, "published"),
          zh=("月就业概率", "失业者当月找到正规岗位、平台或自营工作的比重"),
          en=("Job-finding rate", "unemployed who find a job, platform or own work in the month"),
          formula=lambda s: percent(s.flow("left_unemployment"), s.flow("left_unemployment") + s.unemployed[:, 0]))
indicator("inflow_rate", "% a month", aim="quantity", better=-1, source="P09",
          matters=Matters(0.1, False, "published"),
          zh=("月失业流入率", "就业者当月转为失业的比重"),
          en=("Inflow to unemployment", "people at work who become unemployed in the month"),
          formula=lambda s: percent(s.flow("into_unemployment"), s.working[:, 0]))
indicator("vacancy_rate", "%", aim="quantity", better=0, source="plan §4.4.2, §5.5.1",
          matters=Matters(0.1, False, "published"),
          zh=("岗位空缺率", "空缺岗位占岗位总数的比重"), en=("Vacancy rate", "open posts over all posts"),
          formula=lambda s: percent(s.flow("vacancies"), s.flow("vacancies") + s.employed[:, 0]))
indicator("tightness", "ratio", aim="quantity", better=0, source="Beveridge pair",
          matters=Matters(0.01, False, "two_decimals"),
          zh=("求人倍率", "空缺岗位与失业者之比"),
          en=("Vacancies per job seeker", "open posts per unemployed person"),
          formula=lambda s: s.flow("vacancies") / s.unemployed[:, 0])
indicator("skill_gap", "%", aim="quantity", better=-1, source="B 2.16, plan §3.1.1",
          matters=Matters(1.0, False, "survey"),
          zh=("数字岗位人才缺口", "没有合格求职者的数字岗位空缺占数字岗位空缺的比重"),
          en=("Gap in digital posts", "open digital posts without a qualified seeker, over open digital posts"),
          formula=_gap)
indicator("digital_share", "%", aim="quantity", better=1, source="P13",
          matters=Matters(0.1, False, "published"),
          zh=("数字岗位占正规岗位比重", "数字职业从业者占正规就业的比重"),
          en=("Digital share of formal jobs", "formal employees in digital occupations"),
          formula=lambda s: percent(s.digital, s.employed))
indicator("digital_posts", "persons", aim="quantity", better=1, source="plan §4.4.1",
          matters=Matters(0.005, True, "half_per_cent"),
          zh=("数字岗位数", "全市数字职业的正规从业者"),
          en=("Digital posts", "formal employees in digital occupations, whole city"),
          formula=lambda s: s.digital * s.weight)
indicator("digital_post_growth", "% a year", aim="quantity", better=1, source="plan §4.4.1",
          matters=Matters(0.1, False, "published"),
          zh=("数字就业岗位增长率", "数字岗位的年增长率"),
          en=("Growth of digital posts", "digital posts against twelve months before"),
          formula=lambda s: year_growth(s.digital))
# fmt: on
