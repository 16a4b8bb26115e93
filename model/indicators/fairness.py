"""Fairness: inequality of income, town and country, women and men, the vulnerable."""

from __future__ import annotations

import numpy as np

from .matters import Matters
from .series import Floats, Series, gini_of, income_quantile, indicator, percent, theil_of, year_sum


def _by_place(s: Series, values: Floats, *, ratio: bool) -> Floats:
    """Town against country: ratio or difference, [M]."""
    town, country = values[:, s.group("urban_rural=urban")], values[:, s.group("urban_rural=rural")]
    return np.asarray(town / country if ratio else town - country)


def _theil_between(s: Series) -> Floats:
    """Part of Theil's T that lies between town and country, [M]."""
    rows = [s.group("urban_rural=urban"), s.group("urban_rural=rural")]
    heads, money = s.heads[:, rows, 1:].sum(axis=2), s.money[:, rows, 1:].sum(axis=2)
    share = money / money.sum(axis=1, keepdims=True)
    return np.asarray((share * np.log(share * heads.sum(axis=1, keepdims=True) / heads)).sum(axis=1))


def _four_fifths(s: Series) -> Floats:
    """Hires over hires and those still searching, women's over men's, twelve months."""
    hired, found = year_sum(s.hired), year_sum(s.women_hired)
    looking, women = year_sum(s.searching), year_sum(s.women_searching)
    return np.asarray((found / (found + women)) / ((hired - found) / (hired - found + looking - women)))


# fmt: off
indicator("gini", "0–1", aim="fairness", better=-1, source="OECD",
          matters=Matters(0.001, False, "three_decimals"),
          zh=("基尼系数", "有收入成人的可支配收入"),
          en=("Gini coefficient", "disposable income of adults who have one"),
          formula=lambda s: gini_of(s.heads[:, :, 1:], s.money[:, :, 1:]))
indicator("theil", "nats", aim="fairness", better=-1, source="Theil 1967",
          matters=Matters(0.001, False, "as_gini"),
          zh=("泰尔指数", "有收入成人的可支配收入"), en=("Theil index", "disposable income of adults who have one"),
          formula=lambda s: theil_of(s.heads[:, :, 1:], s.money[:, :, 1:]))
indicator("theil_between", "nats", aim="fairness", better=-1, source="Theil 1967",
          matters=Matters(0.001, False, "as_gini"),
          zh=("城乡间泰尔指数", "泰尔指数中城乡之间的部分"),
          en=("Theil between town and country", "part of the Theil index between town and country"),
          formula=_theil_between)
indicator("p90_p10", "ratio", aim="fairness", better=-1, source="OECD",
          matters=Matters(0.01, False, "as_ratios"),
          zh=("收入 90/10 比", "有收入成人"), en=("Income ratio P90/P10", "adults with income"),
          formula=lambda s: income_quantile(s, 0.9) / income_quantile(s, 0.1))
indicator("urban_rural_income_ratio", "ratio", aim="fairness", better=-1, source="National Bureau of Statistics",
          matters=Matters(0.01, False, "two_decimals"),
          zh=("城乡收入比", "城镇与乡村成人人均可支配收入之比"),
          en=("Urban–rural income ratio", "mean disposable income of adults, town over country"),
          formula=lambda s: _by_place(s, s.income_sum / s.persons, ratio=True))
indicator("urban_rural_digital_gap", "pp", aim="fairness", better=-1, source="plan §4.4.1",
          matters=Matters(0.5, False, "survey"),
          zh=("城乡数字就业差距", "城乡数字就业占就业比重之差"),
          en=("Urban–rural digital gap", "digital jobs over people at work, town less country"),
          formula=lambda s: _by_place(s, percent(s.digital, s.working), ratio=False))
indicator("rural_digital_share", "%", aim="fairness", better=1, source="plan §4.4.1, C34",
          matters=Matters(0.5, False, "survey"),
          zh=("农村数字就业占比", "乡村居民占数字岗位的比重"),
          en=("Rural share of digital jobs", "digital jobs held by people living in villages"),
          formula=lambda s: percent(s.digital[:, s.group("urban_rural=rural")], s.digital[:, 0]))
indicator("vulnerable_employment_share", "%", aim="fairness", better=1, source="plan §4.4.1",
          matters=Matters(0.1, False, "published"),
          zh=("弱势群体就业占比", "残障、60岁以上、小学及以下者占就业者的比重"),
          en=("Vulnerable share of employment", "disabled, 60 and over or primary schooling, over people at work"),
          formula=lambda s: percent(s.vulnerable, s.working))
indicator("women_wage_ratio", "ratio", aim="fairness", better=1, source="P22",
          matters=Matters(0.01, False, "two_decimals"),
          zh=("女男工资比", "女性与男性雇员平均工资之比"),
          en=("Women's over men's wage", "mean wage of women employees over men's"),
          formula=lambda s: (s.women_wage_sum / s.women_paid)
          / ((s.wage_sum - s.women_wage_sum) / (s.employed - s.women_paid)))
indicator("four_fifths", "ratio", aim="fairness", better=1, source="four-fifths rule (EEOC 1978)",
          matters=Matters(0.01, False, "as_ratios"),
          zh=("女男录用率之比", "一年内女性与男性求职录用率之比"),
          en=("Hiring ratio of women to men", "hires per seeker, women over men, twelve months"),
          formula=_four_fifths)
indicator("internet_access", "%", aim="fairness", better=1, source="P43",
          matters=Matters(0.1, False, "published"),
          zh=("数字接入率", "具备上网素养的成人比重"), en=("Internet access", "adults with digital access"),
          formula=lambda s: percent(s.online, s.persons))
# fmt: on
