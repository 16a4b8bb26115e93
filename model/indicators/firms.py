"""Employers that open and close."""

from __future__ import annotations

from .matters import Matters
from .series import full_year, indicator, percent, year_mean

# fmt: off
indicator("firm_births", "% a year", aim="quantity", better=0, source="P67",
          matters=Matters(0.1, False, "as_published"),
          zh=("单位开业率", "十二个月内开业的用人单位占平均单位数的比重"),
          en=("Establishments opened", "establishments that opened in twelve months over their mean number"),
          formula=lambda s: percent(full_year(s.flow("firm_births")), year_mean(s.flow("firms"))))
indicator("firm_deaths", "% a year", aim="quantity", better=0, source="P67",
          matters=Matters(0.1, False, "as_published"),
          zh=("单位关闭率", "十二个月内关闭的用人单位占平均单位数的比重"),
          en=("Establishments closed", "establishments that closed in twelve months over their mean number"),
          formula=lambda s: percent(full_year(s.flow("firm_deaths")), year_mean(s.flow("firms"))))
indicator("jobs_closed", "% a year", aim="quantity", better=-1, source="P74",
          matters=Matters(0.1, False, "as_published"),
          zh=("关闭单位的岗位", "十二个月内因单位关闭而消失的岗位占雇员的比重"),
          en=("Jobs lost to closures", "jobs at establishments that closed in twelve months, over employees"),
          formula=lambda s: percent(full_year(s.flow("jobs_closed")), year_mean(s.employed[:, 0])))
# fmt: on
