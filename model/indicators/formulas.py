"""The formulas of the indicators; `indicators` says what they work on."""

from __future__ import annotations

import numpy as np

from .series import (
    Floats,
    Series,
    gini_of,
    income_quantile,
    indicator,
    percent,
    theil_of,
    year_growth,
    year_mean,
    year_sum,
)


@indicator(
    "unemployment_rate",
    "失业率",
    "Unemployment rate",
    "%",
    "quantity",
    -1,
    "NBS surveyed rate",
    "三个月内找过工作的无业者占劳动力的比重",
    "people without work who looked for it within three months, over the labour force",
)
def unemployment_rate(s: Series) -> Floats:
    return percent(s.looking, s.looking + s.working)


@indicator(
    "unemployment_rate_ilo",
    "失业率(国际劳工口径)",
    "Unemployment rate (ILO, LU1)",
    "%",
    "quantity",
    -1,
    "19th ICLS resolution I",
    "当月找过工作的无业者占劳动力的比重",
    "people without work who looked for it this month, over the labour force",
)
def unemployment_rate_ilo(s: Series) -> Floats:
    return percent(s.searching, s.searching + s.working)


@indicator(
    "lu2",
    "劳动力利用不足 LU2",
    "Labour underutilisation LU2",
    "%",
    "quantity",
    -1,
    "19th ICLS resolution I",
    "失业加工时不足占劳动力的比重",
    "unemployment and time-related underemployment, over the labour force",
)
def lu2(s: Series) -> Floats:
    return percent(s.searching + s.underemployed, s.searching + s.working)


@indicator(
    "lu3",
    "劳动力利用不足 LU3",
    "Labour underutilisation LU3",
    "%",
    "quantity",
    -1,
    "19th ICLS resolution I",
    "失业加潜在劳动力占扩展劳动力的比重",
    "unemployment and potential labour force, over the extended labour force",
)
def lu3(s: Series) -> Floats:
    return percent(s.unemployed, s.unemployed + s.working)


@indicator(
    "lu4",
    "劳动力利用不足 LU4",
    "Labour underutilisation LU4",
    "%",
    "quantity",
    -1,
    "19th ICLS resolution I",
    "失业、工时不足与潜在劳动力占扩展劳动力的比重",
    "LU3 with time-related underemployment",
)
def lu4(s: Series) -> Floats:
    return percent(s.unemployed + s.underemployed, s.unemployed + s.working)


@indicator(
    "participation_rate",
    "劳动参与率",
    "Participation rate",
    "%",
    "quantity",
    1,
    "ILO",
    "劳动力占16岁及以上人口的比重",
    "labour force over people aged 16 and over",
)
def participation_rate(s: Series) -> Floats:
    return percent(s.looking + s.working, s.persons)


@indicator(
    "employment_rate",
    "就业率",
    "Employment rate",
    "%",
    "quantity",
    1,
    "ILO",
    "就业人员占16岁及以上人口的比重",
    "people at work over people aged 16 and over",
)
def employment_rate(s: Series) -> Floats:
    return percent(s.working, s.persons)


@indicator(
    "employed_persons",
    "就业人数",
    "People at work",
    "persons",
    "quantity",
    1,
    "plan §4.4.1",
    "全市就业人数",
    "people at work in the whole city",
)
def employed_persons(s: Series) -> Floats:
    return s.working * s.weight


@indicator(
    "long_term_share",
    "长期失业比重",
    "Long-term unemployment",
    "%",
    "quality",
    -1,
    "ILO",
    "失业一年及以上者占失业者的比重",
    "a year and longer, over the unemployed",
)
def long_term_share(s: Series) -> Floats:
    return percent(s.long_term, s.unemployed + s.training)


@indicator(
    "discouraged_share",
    "不再寻找工作者",
    "Discouraged",
    "%",
    "quantity",
    -1,
    "19th ICLS resolution I",
    "三个月未找工作的无业者占扩展劳动力的比重",
    "without work, wanting it, no search for three months, over the extended labour force",
)
def discouraged_share(s: Series) -> Floats:
    return percent(s.discouraged, s.unemployed + s.working)


@indicator(
    "job_finding_rate",
    "月就业概率",
    "Job-finding rate",
    "% a month",
    "quantity",
    1,
    "P08",
    "失业者当月找到正规岗位、平台或自营工作的比重",
    "unemployed who find a job, platform or own work in the month",
)
def job_finding_rate(s: Series) -> Floats:
    return percent(s.flow("left_unemployment"), s.flow("left_unemployment") + s.unemployed[:, 0])


@indicator(
    "inflow_rate",
    "月失业流入率",
    "Inflow to unemployment",
    "% a month",
    "quantity",
    -1,
    "P09",
    "就业者当月转为失业的比重",
    "people at work who become unemployed in the month",
)
def inflow_rate(s: Series) -> Floats:
    return percent(s.flow("into_unemployment"), s.working[:, 0])


@indicator(
    "vacancy_rate",
    "岗位空缺率",
    "Vacancy rate",
    "%",
    "quantity",
    0,
    "plan §4.4.2, §5.5.1",
    "空缺岗位占岗位总数的比重",
    "open posts over all posts",
)
def vacancy_rate(s: Series) -> Floats:
    return percent(s.flow("vacancies"), s.flow("vacancies") + s.employed[:, 0])


@indicator(
    "tightness",
    "求人倍率",
    "Vacancies per job seeker",
    "ratio",
    "quantity",
    0,
    "Beveridge pair",
    "空缺岗位与失业者之比",
    "open posts per unemployed person",
)
def tightness(s: Series) -> Floats:
    return s.flow("vacancies") / s.unemployed[:, 0]


@indicator(
    "skill_gap",
    "数字岗位人才缺口",
    "Gap in digital posts",
    "%",
    "quantity",
    -1,
    "B 2.16, plan §3.1.1",
    "没有合格求职者的数字岗位空缺占数字岗位空缺的比重",
    "open digital posts without a qualified seeker, over open digital posts",
)
def skill_gap(s: Series) -> Floats:
    return _gap(s)


@indicator(
    "digital_share",
    "数字岗位占正规岗位比重",
    "Digital share of formal jobs",
    "%",
    "quantity",
    1,
    "P13",
    "数字职业从业者占正规就业的比重",
    "formal employees in digital occupations",
)
def digital_share(s: Series) -> Floats:
    return percent(s.digital, s.employed)


@indicator(
    "digital_posts",
    "数字岗位数",
    "Digital posts",
    "persons",
    "quantity",
    1,
    "plan §4.4.1",
    "全市数字职业的正规从业者",
    "formal employees in digital occupations, whole city",
)
def digital_posts(s: Series) -> Floats:
    return s.digital * s.weight


@indicator(
    "digital_post_growth",
    "数字就业岗位增长率",
    "Growth of digital posts",
    "% a year",
    "quantity",
    1,
    "plan §4.4.1",
    "数字岗位的年增长率",
    "digital posts against twelve months before",
)
def digital_post_growth(s: Series) -> Floats:
    return year_growth(s.digital)


@indicator(
    "training_completion",
    "培训完成率",
    "Training completion",
    "%",
    "quantity",
    1,
    "plan §4.4.1",
    "一年内完成培训者占完成与退出者之和的比重",
    "completed over completed and dropped, twelve months",
)
def training_completion(s: Series) -> Floats:
    return percent(year_sum(s.flow("completed")), year_sum(s.flow("completed") + s.flow("dropped")))


@indicator(
    "training_inflow",
    "年培训规模",
    "Training inflow",
    "% a year",
    "quantity",
    1,
    "P39",
    "一年内入学人次占就业者的比重",
    "enrolments of twelve months over people at work",
)
def training_inflow(s: Series) -> Floats:
    return percent(year_sum(s.flow("enrolled")), s.working[:, 0])


@indicator(
    "certificates_per_training",
    "培训取证率",
    "Certificates per enrolment",
    "%",
    "quantity",
    1,
    "P40",
    "一年内取得证书数与入学人次之比",
    "certificates over enrolments, twelve months",
)
def certificates_per_training(s: Series) -> Floats:
    return percent(year_sum(s.flow("certified")), year_sum(s.flow("enrolled")))


@indicator(
    "certified_share",
    "持数字技能证书者",
    "Certificate holders",
    "%",
    "quality",
    1,
    "plan §4.1.2",
    "持有证书者占16岁及以上人口的比重",
    "people with a certificate, over people aged 16 and over",
)
def certified_share(s: Series) -> Floats:
    return percent(s.certified, s.persons)


@indicator(
    "skilled_share",
    "技能劳动者比重",
    "Skilled share",
    "%",
    "quality",
    1,
    "P38",
    "技能劳动者占就业者的比重",
    "skilled people over people at work",
)
def skilled_share(s: Series) -> Floats:
    return percent(s.skilled, s.working)


@indicator(
    "formal_share",
    "正规就业比重",
    "Formal share",
    "%",
    "quality",
    1,
    "P14",
    "雇员占就业者的比重",
    "employees over people at work",
)
def formal_share(s: Series) -> Floats:
    return percent(s.employed, s.working)


@indicator(
    "flexible_share",
    "灵活就业比重",
    "Flexible share",
    "%",
    "quality",
    0,
    "P14",
    "平台与自营劳动者占就业者的比重",
    "platform and own-account workers over people at work",
)
def flexible_share(s: Series) -> Floats:
    return percent(s.flexible, s.working)


@indicator(
    "platform_share",
    "平台就业比重",
    "Platform share",
    "%",
    "quality",
    0,
    "P15",
    "当月在平台工作者占就业者的比重",
    "on a platform this month, over people at work",
)
def platform_share(s: Series) -> Floats:
    return percent(s.platform, s.working)


@indicator(
    "platform_year_share",
    "一年内从事过平台工作",
    "Ever on a platform in the year",
    "%",
    "quality",
    0,
    "P15",
    "过去一年做过平台工作的就业者与失业者占就业者的比重",
    "worked on a platform within twelve months, over people at work",
)
def platform_year_share(s: Series) -> Floats:
    return percent(s.gig_year, s.working)


@indicator(
    "self_employed_share",
    "自营就业比重",
    "Self-employed share",
    "%",
    "quality",
    0,
    "P14",
    "自营者占就业者的比重",
    "own-account workers over people at work",
)
def self_employed_share(s: Series) -> Floats:
    return percent(s.self_employed, s.working)


@indicator(
    "turnover_rate",
    "年离职率",
    "Annual turnover",
    "% a year",
    "quality",
    -1,
    "P06",
    "一年内离开雇主者占平均雇员的比重",
    "employees leaving an employer in twelve months over mean staff",
)
def turnover_rate(s: Series) -> Floats:
    return percent(year_sum(_separations(s)), year_mean(s.employed[:, 0]))


@indicator(
    "voluntary_share",
    "主动离职占比",
    "Voluntary share of separations",
    "%",
    "quality",
    0,
    "P07",
    "主动离职占全部离职的比重",
    "quits over all separations, twelve months",
)
def voluntary_share(s: Series) -> Floats:
    return percent(year_sum(_quits(s)), year_sum(_separations(s)))


@indicator(
    "job_to_job_rate",
    "月换岗率",
    "Job-to-job rate",
    "% a month",
    "quality",
    0,
    "B 2.5",
    "当月直接换雇主的雇员比重",
    "employees changing employer in the month",
)
def job_to_job_rate(s: Series) -> Floats:
    return percent(s.flow("job_to_job"), s.employed[:, 0])


@indicator(
    "hiring_rate",
    "月招聘率",
    "Hiring rate",
    "% a month",
    "quantity",
    0,
    "NBS",
    "当月入职者占雇员的比重",
    "hires over employees",
)
def hiring_rate(s: Series) -> Floats:
    return percent(s.flow("hires"), s.employed[:, 0])


@indicator(
    "job_retention",
    "岗位留存率",
    "Job retention",
    "%",
    "quality",
    1,
    "plan §4.4.1",
    "一年前入职者仍在原岗位的比重",
    "people hired twelve months ago who are still with the employer",
)
def job_retention(s: Series) -> Floats:
    return _retention(s)


@indicator(
    "tenure_years",
    "平均任期",
    "Mean tenure",
    "years",
    "quality",
    0,
    "OECD",
    "雇员在现雇主的平均年数",
    "years with the present employer",
)
def tenure_years(s: Series) -> Floats:
    return s.tenure_months / s.employed / 12.0


@indicator(
    "mean_wage",
    "雇员月均工资",
    "Mean wage",
    "yuan/month",
    "quality",
    1,
    "P20",
    "雇员税前月工资的均值",
    "gross monthly wage of employees",
)
def mean_wage(s: Series) -> Floats:
    return s.wage_sum / s.employed / 100.0


@indicator(
    "worker_income",
    "劳动者月均收入",
    "Mean income of workers",
    "yuan/month",
    "quality",
    1,
    "plan §4.4.1",
    "就业者可支配月收入的均值",
    "disposable monthly income of people at work",
)
def worker_income(s: Series) -> Floats:
    return s.worker_income_sum / s.earners / 100.0


@indicator(
    "income_growth",
    "劳动者收入增长率",
    "Growth of workers' income",
    "% a year",
    "quality",
    1,
    "plan §4.4.1",
    "就业者月均收入的年增长率",
    "mean income of people at work against twelve months before",
)
def income_growth(s: Series) -> Floats:
    return year_growth(s.worker_income_sum / s.earners)


@indicator(
    "income_p10",
    "收入10分位",
    "Income, 10th percentile",
    "yuan/month",
    "fairness",
    1,
    "NBS",
    "有收入成人可支配月收入的10分位",
    "adults with income",
)
def income_p10(s: Series) -> Floats:
    return income_quantile(s, 0.1)


@indicator(
    "income_p50",
    "收入中位数",
    "Median income",
    "yuan/month",
    "quality",
    1,
    "NBS",
    "有收入成人可支配月收入的中位数",
    "adults with income",
)
def income_p50(s: Series) -> Floats:
    return income_quantile(s, 0.5)


@indicator(
    "income_p90",
    "收入90分位",
    "Income, 90th percentile",
    "yuan/month",
    "quality",
    1,
    "NBS",
    "有收入成人可支配月收入的90分位",
    "adults with income",
)
def income_p90(s: Series) -> Floats:
    return income_quantile(s, 0.9)


@indicator(
    "platform_income",
    "平台劳动者月均收入",
    "Mean platform income",
    "yuan/month",
    "quality",
    1,
    "P26, P27",
    "平台劳动者可支配月收入的均值",
    "disposable monthly income of platform workers",
)
def platform_income(s: Series) -> Floats:
    return s.platform_income_sum / s.platform / 100.0


@indicator(
    "platform_income_p50",
    "平台劳动者收入中位数",
    "Median platform income",
    "yuan/month",
    "quality",
    1,
    "P25",
    "平台劳动者可支配月收入的中位数",
    "disposable monthly income of platform workers",
)
def platform_income_p50(s: Series) -> Floats:
    return income_quantile(s, 0.5)[:, s.group("status=platform")]


@indicator(
    "own_account_income",
    "自营者月均收入",
    "Mean own-account income",
    "yuan/month",
    "quality",
    1,
    "P33",
    "自营者可支配月收入的均值",
    "disposable monthly income of the self-employed",
)
def own_account_income(s: Series) -> Floats:
    return s.own_income_sum / s.self_employed / 100.0


@indicator(
    "flexible_above_5000",
    "月入超五千的灵活就业者",
    "Flexible workers above 5,000 yuan",
    "%",
    "quality",
    1,
    "P33",
    "月收入超过5000元的灵活就业者比重",
    "flexible workers earning more than 5,000 yuan",
)
def flexible_above_5000(s: Series) -> Floats:
    return percent(s.above_5000, s.flexible)


@indicator(
    "platform_hours",
    "平台周工时",
    "Platform hours",
    "hours/week",
    "quality",
    -1,
    "P28",
    "平台劳动者每周工时均值",
    "mean weekly hours of platform workers",
)
def platform_hours(s: Series) -> Floats:
    return s.platform_hours / s.platform


@indicator(
    "long_hours_share",
    "周工时超六十小时",
    "Above 60 hours a week",
    "%",
    "quality",
    -1,
    "P32",
    "每周超过60小时的平台劳动者比重",
    "platform workers above 60 hours",
)
def long_hours_share(s: Series) -> Floats:
    return percent(s.long_hours, s.platform)


@indicator(
    "falling_income_share",
    "收入连降三月者",
    "Three months of falling income",
    "%",
    "quality",
    -1,
    "plan §5.5.1",
    "收入连续三个月下降的就业者比重",
    "people at work whose income fell three months in a row",
)
def falling_income_share(s: Series) -> Floats:
    return percent(s.falling, s.earners)


@indicator(
    "insured_share",
    "灵活就业者参保率",
    "Insured flexible workers",
    "%",
    "quality",
    1,
    "plan §4.4.2, C41",
    "参加职工养老医疗保险的灵活就业者比重",
    "flexible workers in the employees' pension and medical scheme",
)
def insured_share(s: Series) -> Floats:
    return percent(s.flexible_insured, s.flexible)


@indicator(
    "flexible_no_pension",
    "灵活就业者无养老保险",
    "Flexible workers without pension",
    "%",
    "quality",
    -1,
    "P30",
    "没有任何养老保险的灵活就业者比重",
    "flexible workers in no pension scheme",
)
def flexible_no_pension(s: Series) -> Floats:
    return 100.0 - percent(s.flexible_pension, s.flexible)


@indicator(
    "flexible_every_scheme",
    "灵活就业者全险",
    "Flexible workers fully covered",
    "%",
    "quality",
    1,
    "P31",
    "兼有养老医疗与职业伤害保障的灵活就业者比重",
    "flexible workers with pension, medical and injury cover",
)
def flexible_every_scheme(s: Series) -> Floats:
    return percent(s.flexible_all, s.flexible)


@indicator(
    "injury_cover",
    "职业伤害保障覆盖",
    "Injury cover",
    "%",
    "quality",
    1,
    "P34",
    "有职业伤害保障的灵活就业者比重",
    "flexible workers with occupational injury cover",
)
def injury_cover(s: Series) -> Floats:
    return percent(s.flexible_injury, s.flexible)


@indicator(
    "employee_no_pension",
    "雇员无养老保险",
    "Employees without pension",
    "%",
    "quality",
    -1,
    "P30",
    "没有任何养老保险的雇员比重",
    "employees in no pension scheme",
)
def employee_no_pension(s: Series) -> Floats:
    return 100.0 - percent(s.employee_pension, s.employed)


@indicator(
    "consent_share",
    "数据授权率",
    "Consent to data use",
    "%",
    "quality",
    0,
    "plan §3.4.2",
    "授权平台使用数据的平台劳动者比重",
    "platform workers who consent",
)
def consent_share(s: Series) -> Floats:
    return percent(s.consenting, s.platform)


@indicator(
    "trust",
    "对平台的信任",
    "Trust in platforms",
    "0–100",
    "quality",
    1,
    "plan §2.4.2",
    "平台劳动者的平均信任度",
    "mean trust of platform workers",
)
def trust(s: Series) -> Floats:
    return s.trust / s.platform / 100.0


@indicator(
    "commute_km",
    "平均通勤距离",
    "Mean commute",
    "km",
    "quality",
    -1,
    "P50",
    "雇员单程通勤距离",
    "one way, employees",
)
def commute_km(s: Series) -> Floats:
    return s.commute_km / s.employed


@indicator(
    "commute_near",
    "五公里内通勤",
    "Commute of at most 5 km",
    "%",
    "quality",
    1,
    "P50",
    "通勤不超过5公里的雇员比重",
    "employees with a commute of at most 5 km",
)
def commute_near(s: Series) -> Floats:
    return percent(s.commute_near, s.employed)


@indicator(
    "gini",
    "基尼系数",
    "Gini coefficient",
    "0–1",
    "fairness",
    -1,
    "P24",
    "有收入成人的可支配收入",
    "disposable income of adults who have one",
)
def gini(s: Series) -> Floats:
    return gini_of(s.heads[:, :, 1:], s.money[:, :, 1:])


@indicator(
    "theil",
    "泰尔指数",
    "Theil index",
    "nats",
    "fairness",
    -1,
    "Theil 1967",
    "有收入成人的可支配收入",
    "disposable income of adults who have one",
)
def theil(s: Series) -> Floats:
    return theil_of(s.heads[:, :, 1:], s.money[:, :, 1:])


@indicator(
    "theil_between",
    "城乡间泰尔指数",
    "Theil between town and country",
    "nats",
    "fairness",
    -1,
    "Theil 1967",
    "泰尔指数中城乡之间的部分",
    "part of the Theil index between town and country",
)
def theil_between(s: Series) -> Floats:
    return _theil_between(s)


@indicator(
    "p90_p10",
    "收入 90/10 比",
    "Income ratio P90/P10",
    "ratio",
    "fairness",
    -1,
    "OECD",
    "有收入成人",
    "adults with income",
)
def p90_p10(s: Series) -> Floats:
    return income_quantile(s, 0.9) / income_quantile(s, 0.1)


@indicator(
    "urban_rural_income_ratio",
    "城乡收入比",
    "Urban–rural income ratio",
    "ratio",
    "fairness",
    -1,
    "P23",
    "城镇与乡村成人人均可支配收入之比",
    "mean disposable income of adults, town over country",
)
def urban_rural_income_ratio(s: Series) -> Floats:
    return _by_place(s, s.income_sum / s.persons, ratio=True)


@indicator(
    "urban_rural_digital_gap",
    "城乡数字就业差距",
    "Urban–rural digital gap",
    "pp",
    "fairness",
    -1,
    "plan §4.4.1",
    "城乡数字就业占就业比重之差",
    "digital jobs over people at work, town less country",
)
def urban_rural_digital_gap(s: Series) -> Floats:
    return _by_place(s, percent(s.digital, s.working), ratio=False)


@indicator(
    "rural_digital_share",
    "农村数字就业占比",
    "Rural share of digital jobs",
    "%",
    "fairness",
    1,
    "plan §4.4.1, C34",
    "乡村居民占数字岗位的比重",
    "digital jobs held by people living in villages",
)
def rural_digital_share(s: Series) -> Floats:
    return percent(s.digital[:, s.group("urban_rural=rural")], s.digital[:, 0])


@indicator(
    "vulnerable_employment_share",
    "弱势群体就业占比",
    "Vulnerable share of employment",
    "%",
    "fairness",
    1,
    "plan §4.4.1",
    "残障、60岁以上、小学及以下者占就业者的比重",
    "disabled, 60 and over or primary schooling, over people at work",
)
def vulnerable_employment_share(s: Series) -> Floats:
    return percent(s.vulnerable, s.working)


@indicator(
    "women_wage_ratio",
    "女男工资比",
    "Women's over men's wage",
    "ratio",
    "fairness",
    1,
    "P22",
    "女性与男性雇员平均工资之比",
    "mean wage of women employees over men's",
)
def women_wage_ratio(s: Series) -> Floats:
    return (s.women_wage_sum / s.women_paid) / ((s.wage_sum - s.women_wage_sum) / (s.employed - s.women_paid))


@indicator(
    "four_fifths",
    "女男录用率之比",
    "Hiring ratio of women to men",
    "ratio",
    "fairness",
    1,
    "four-fifths rule (EEOC 1978)",
    "一年内女性与男性求职录用率之比",
    "hires per seeker, women over men, twelve months",
)
def four_fifths(s: Series) -> Floats:
    return _four_fifths(s)


@indicator(
    "internet_access",
    "数字接入率",
    "Internet access",
    "%",
    "fairness",
    1,
    "P43",
    "具备上网素养的成人比重",
    "adults with digital access",
)
def internet_access(s: Series) -> Floats:
    return percent(s.online, s.persons)


@indicator(
    "fund_balance",
    "保障金余额",
    "Protection fund balance",
    "million yuan",
    "money",
    0,
    "plan §3.2.1",
    "灵活就业保障金月末余额",
    "at the month's end",
)
def fund_balance(s: Series) -> Floats:
    return s.flow("fund_balance") * s.weight / 1e8


@indicator(
    "fund_support",
    "保费补助比例",
    "Premium support",
    "%",
    "money",
    1,
    "plan §3.2.1",
    "保障金为平台劳动者承担的保费比例",
    "share of the flexible premium the fund pays",
)
def fund_support(s: Series) -> Floats:
    return s.flow("support_bp") / 100.0


@indicator(
    "public_outlays",
    "计划公共支出",
    "Public outlays of the plan",
    "million yuan/month",
    "money",
    -1,
    "ledger",
    "专项资金、监察与既有培训支出",
    "special fund, audits and existing courses",
)
def public_outlays(s: Series) -> Floats:
    return s.flow("public_outlays") * s.weight / 1e8


@indicator(
    "platform_revenue",
    "平台营收",
    "Platform revenue",
    "million yuan/month",
    "money",
    0,
    "ledger",
    "平台订单总额",
    "value of platform orders",
)
def platform_revenue(s: Series) -> Floats:
    return s.flow("platform_revenue") * s.weight / 1e8


@indicator(
    "orders",
    "平台订单",
    "Platform orders",
    "million/month",
    "money",
    0,
    "ledger",
    "完成的平台订单",
    "orders filled",
)
def orders(s: Series) -> Floats:
    return s.flow("orders") * s.weight / 1e6


# ---- pieces ---------------------------------------------------------------------------------------------------------


def _quits(s: Series) -> Floats:
    """Employees leaving of their own will: for another employer, for work of their own, or without a job."""
    return s.flow("quits") + s.flow("job_to_job") + s.flow("quits_to_own_work")


def _separations(s: Series) -> Floats:
    """All who leave an employer, retirement and leaving the city apart."""
    return s.flow("dismissals") + _quits(s)


def _gap(s: Series) -> Floats:
    """Open digital posts without a fit seeker, over open digital posts, per cent; three-month mean."""
    posts = _quarter_mean(s.vacancies[:, s.is_digital].astype(np.float64))
    short = np.maximum(posts - _quarter_mean(s.seekers[:, s.is_digital].astype(np.float64)), 0.0)
    return percent(short.sum(axis=1), posts.sum(axis=1))


def _quarter_mean(x: Floats) -> Floats:
    total = np.cumsum(x, axis=0)
    total[3:] = total[3:] - total[:-3]
    return np.asarray(total / np.minimum(np.arange(1, len(x) + 1), 3)[:, None])


def _retention(s: Series) -> Floats:
    """People with exactly a year of tenure over the hires of twelve months before, per cent, over a year."""
    result = np.full(s.hired.shape, np.nan)
    result[12:] = percent(year_sum(s.stayed_year)[12:], year_sum(s.hired)[:-12])
    return result


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
