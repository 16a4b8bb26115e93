"""Pay and income."""

from __future__ import annotations

from ...agents.choices import WEEKS
from .matters import Matters
from .series import income_quantile, indicator, percent, year_growth

# fmt: off
indicator("mean_wage", "yuan/month", aim="quality", better=1, source="P20",
          matters=Matters(0.01, True, "noticed"),
          zh=("雇员月均工资", "雇员当月实得税前工资的均值"),
          en=("Mean wage", "gross pay that employees receive in the month"),
          formula=lambda s: s.wage_sum / s.employed / 100.0)
indicator("worker_income", "yuan/month", aim="quality", better=1, source="plan §4.4.1",
          matters=Matters(0.01, True, "noticed"),
          zh=("劳动者月均收入", "就业者可支配月收入的均值"),
          en=("Mean income of workers", "disposable monthly income of people at work"),
          formula=lambda s: s.worker_income_sum / s.earners / 100.0)
indicator("income_and_cover", "yuan/month", aim="quality", better=1, source="plan §4.4.1",
          matters=Matters(0.01, True, "noticed"),
          zh=("劳动者月均收入与保障", "就业者可支配月收入，加上当月职工保险的精算价值（保费不算损失）的均值"),
          en=("Income and cover of workers",
              "disposable monthly income of people at work with the worth of their cover: premiums are not lost"),
          formula=lambda s: (s.worker_income_sum + s.cover.of_wage * s.covered_wage_sum
                             + s.cover.flexible * s.flexible_insured) / s.earners / 100.0)
indicator("income_growth", "% a year", aim="quality", better=1, source="plan §4.4.1",
          matters=Matters(0.1, False, "published"),
          zh=("劳动者收入增长率", "就业者月均收入的年增长率"),
          en=("Growth of workers' income", "mean income of people at work against twelve months before"),
          formula=lambda s: year_growth(s.worker_income_sum / s.earners))
indicator("income_p10", "yuan/month", aim="fairness", better=1, source="National Bureau of Statistics",
          matters=Matters(0.01, True, "noticed"),
          zh=("收入10分位", "有收入成人可支配月收入的10分位"), en=("Income, 10th percentile", "adults with income"),
          formula=lambda s: income_quantile(s, 0.1))
indicator("income_p50", "yuan/month", aim="quality", better=1, source="National Bureau of Statistics",
          matters=Matters(0.01, True, "noticed"),
          zh=("收入中位数", "有收入成人可支配月收入的中位数"), en=("Median income", "adults with income"),
          formula=lambda s: income_quantile(s, 0.5))
indicator("income_p90", "yuan/month", aim="quality", better=1, source="National Bureau of Statistics",
          matters=Matters(0.01, True, "noticed"),
          zh=("收入90分位", "有收入成人可支配月收入的90分位"), en=("Income, 90th percentile", "adults with income"),
          formula=lambda s: income_quantile(s, 0.9))
indicator("platform_income", "yuan/month", aim="quality", better=1, source="P26, P27",
          matters=Matters(0.01, True, "noticed"),
          zh=("平台劳动者月均收入", "平台劳动者可支配月收入的均值"),
          en=("Mean platform income", "disposable monthly income of platform workers"),
          formula=lambda s: s.platform_income_sum / s.platform / 100.0)
indicator("platform_hourly", "yuan/hour", aim="quality", better=1, source="P90",
          matters=Matters(0.01, True, "hourly"),
          zh=("平台时薪", "平台劳动者扣除抽成和自身成本后每工时的报酬，税前"),
          en=("Platform pay an hour", "pay of platform workers less commission and running costs, before tax, an hour"),
          formula=lambda s: s.platform_earned / (s.platform_hours * WEEKS) / 100.0)
indicator("platform_income_and_cover", "yuan/month", aim="quality", better=1, source="plan §3.2.1",
          matters=Matters(0.01, True, "noticed"),
          zh=("平台劳动者月均收入与保障", "平台劳动者可支配月收入，加上当月职工保险的精算价值的均值"),
          en=("Platform income and cover",
              "disposable monthly income of platform workers with the actuarial worth of their cover"),
          formula=lambda s: (s.platform_income_sum + s.cover.flexible * s.platform_insured) / s.platform / 100.0)
indicator("platform_income_p50", "yuan/month", aim="quality", better=1, source="P25",
          matters=Matters(0.01, True, "noticed"),
          zh=("平台劳动者收入中位数", "平台劳动者可支配月收入的中位数"),
          en=("Median platform income", "disposable monthly income of platform workers"),
          formula=lambda s: income_quantile(s, 0.5)[:, s.group("status=platform")])
indicator("own_account_income", "yuan/month", aim="quality", better=1, source="P33",
          matters=Matters(0.01, True, "noticed"),
          zh=("自营者月均收入", "自营者可支配月收入的均值"),
          en=("Mean own-account income", "disposable monthly income of the self-employed"),
          formula=lambda s: s.own_income_sum / s.self_employed / 100.0)
indicator("flexible_above_5000", "%", aim="quality", better=1, source="P33",
          matters=Matters(1.0, False, "survey"),
          zh=("月入超五千的灵活就业者", "月收入超过5000元的灵活就业者比重"),
          en=("Flexible workers above 5,000 yuan", "flexible workers earning more than 5,000 yuan"),
          formula=lambda s: percent(s.above_5000, s.flexible))
# fmt: on
