"""Conditions of work: hours, insurance, consent and trust, the way to work."""

from __future__ import annotations

from .matters import Matters
from .series import indicator, percent

# fmt: off
indicator("platform_hours", "hours/week", aim="quality", better=-1, source="P28",
          matters=Matters(0.5, False, "one_per_cent_of_week"),
          zh=("平台周工时", "平台劳动者每周工时均值"), en=("Platform hours", "mean weekly hours of platform workers"),
          formula=lambda s: s.platform_hours / s.platform)
indicator("platform_days", "days/month", aim="quality", better=0, source="P81, P28",
          matters=Matters(0.25, False, "one_per_cent_of_month"),
          zh=("平台出工天数", "平台劳动者当月出工天数均值"),
          en=("Days on platforms", "days of the month on which platform workers worked, mean"),
          formula=lambda s: s.platform_days / s.platform)
indicator("long_hours_share", "%", aim="quality", better=-1, source="P32",
          matters=Matters(1.0, False, "survey"),
          zh=("周工时超六十小时", "每周超过60小时的平台劳动者比重"),
          en=("Above 60 hours a week", "platform workers above 60 hours"),
          formula=lambda s: percent(s.long_hours, s.platform))
indicator("weekly_hours", "hours/week", aim="quality", better=0, source="P05",
          matters=Matters(0.5, False, "one_per_cent_of_week"),
          zh=("雇员周工时", "雇员当月每周实际工时均值，放假者计为零"),
          en=("Weekly hours", "mean weekly hours of employees in the month; who is on leave has none"),
          formula=lambda s: s.hours_worked / s.employed / 100.0)
indicator("on_leave_share", "%", aim="quality", better=-1, source="National Bureau of Statistics",
          matters=Matters(0.1, False, "published"),
          zh=("放假待工者", "因无活可干而放假、仍算就业的雇员比重"),
          en=("On leave", "employees on leave for want of work, who count as employed"),
          formula=lambda s: percent(s.on_leave, s.employed))
indicator("falling_income_share", "%", aim="quality", better=-1, source="plan §5.5.1",
          matters=Matters(1.0, False, "survey"),
          zh=("收入连降三月者", "收入连续三个月下降的就业者比重"),
          en=("Three months of falling income", "people at work whose income fell three months in a row"),
          formula=lambda s: percent(s.falling, s.earners))
indicator("insured_share", "%", aim="quality", better=1, source="plan §4.4.2, C41",
          matters=Matters(1.0, False, "survey"),
          zh=("灵活就业者参保率", "参加职工养老医疗保险的灵活就业者比重"),
          en=("Insured flexible workers", "flexible workers in the employees' pension and medical scheme"),
          formula=lambda s: percent(s.flexible_insured, s.flexible))
indicator("flexible_no_pension", "%", aim="quality", better=-1, source="P30",
          matters=Matters(1.0, False, "survey"),
          zh=("灵活就业者无养老保险", "没有任何养老保险的灵活就业者比重"),
          en=("Flexible workers without pension", "flexible workers in no pension scheme"),
          formula=lambda s: 100.0 - percent(s.flexible_pension, s.flexible))
indicator("flexible_every_scheme", "%", aim="quality", better=1, source="P31",
          matters=Matters(1.0, False, "survey"),
          zh=("灵活就业者全险", "兼有养老医疗与职业伤害保障的灵活就业者比重"),
          en=("Flexible workers fully covered", "flexible workers with pension, medical and injury cover"),
          formula=lambda s: percent(s.flexible_all, s.flexible))
indicator("injury_cover", "%", aim="quality", better=1, source="P34",
          matters=Matters(1.0, False, "survey"),
          zh=("职业伤害保障覆盖", "有职业伤害保障的灵活就业者比重"),
          en=("Injury cover", "flexible workers with occupational injury cover"),
          formula=lambda s: percent(s.flexible_injury, s.flexible))
indicator("employee_no_pension", "%", aim="quality", better=-1, source="P30",
          matters=Matters(1.0, False, "survey"),
          zh=("雇员无养老保险", "没有任何养老保险的雇员比重"),
          en=("Employees without pension", "employees in no pension scheme"),
          formula=lambda s: 100.0 - percent(s.employee_pension, s.employed))
indicator("consent_share", "%", aim="quality", better=0, source="plan §3.4.2",
          matters=Matters(1.0, False, "survey"),
          zh=("数据授权率", "授权平台使用数据的平台劳动者比重"),
          en=("Consent to data use", "platform workers who consent"),
          formula=lambda s: percent(s.consenting, s.platform))
indicator("trust", "0–100", aim="quality", better=1, source="plan §2.4.2",
          matters=Matters(1.0, False, "one_point"),
          zh=("对平台的信任", "平台劳动者的平均信任度"), en=("Trust in platforms", "mean trust of platform workers"),
          formula=lambda s: s.trust / s.platform / 100.0)
indicator("satisfaction", "%", aim="quality", better=1, source="plan §4.4.2",
          matters=Matters(1.0, False, "survey"),
          zh=("工作满意度调查", "当月调查中作答的在岗者和学员里满意者的比重，含抽样误差和未作答偏差"),
          en=("Satisfaction survey",
              "contented people among those at work or on a course who answered the month's survey, with its errors"),
          formula=lambda s: percent(s.flow("survey_content"), s.flow("survey_answers")))
indicator("commute_km", "km", aim="quality", better=-1, source="P50",
          matters=Matters(0.1, False, "one_decimal"),
          zh=("平均通勤距离", "雇员单程通勤距离"), en=("Mean commute", "one way, employees"),
          formula=lambda s: s.commute_km / s.employed)
indicator("commute_near", "%", aim="quality", better=1, source="P50",
          matters=Matters(1.0, False, "survey"),
          zh=("五公里内通勤", "通勤不超过5公里的雇员比重"),
          en=("Commute of at most 5 km", "employees with a commute of at most 5 km"),
          formula=lambda s: percent(s.commute_near, s.employed))
# fmt: on
