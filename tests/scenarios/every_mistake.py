"""A scenario file with every mistake at once, and what each is answered with."""

from jiuye.scenarios.spec import check_file

ALL_FAULTS = """\
title: {zh: 错误大全, en: Every mistake at once}
extends: baseline
city: {profile: hangzhou, workers: 100}
time: {start: 2025-01, months: 601}
levers:
  - training_subsidy: {per_trainee: -5, mode: parttime, from: 2025-13}
  - training_subsidy: {per_traine: 2000, months: 2.5}
  - dispatch_transparency: {openness: high, zones: [yuhan]}
  - protectionfund
behaviour: {risk_aversio: 2.0}
measure: [unemployment_rat, gini, gini]
by: [sexx]
measured: [gini]
"""
ITS_ANSWERS = """\
mine.yaml:3:36: city.workers must be ≥ 200 persons (got 100)
mine.yaml:4:32: time.months must be ≤ 600 months (got 601)
mine.yaml:6:37: levers[0].training_subsidy.per_trainee must be ≥ 0 yuan/person (got -5)
mine.yaml:6:47: levers[0].training_subsidy.mode must be one of full_time, part_time, online (got 'parttime')
mine.yaml:6:63: levers[0].training_subsidy.from must be a month from 2000-01 to 2100-12, such as 2025-07 \
(got '2025-13')
mine.yaml:7:24: levers[1].training_subsidy.per_traine is not a setting; did you mean per_trainee?
mine.yaml:7:50: levers[1].training_subsidy.months must be a whole number (got 2.5)
mine.yaml:8:39: levers[2].dispatch_transparency.openness must be a number (got 'high')
mine.yaml:8:53: levers[2].dispatch_transparency.zones[0] must be a district of hangzhou (got 'yuhan'); \
did you mean yuhang?
mine.yaml:9:5: levers[3].protectionfund is not a lever; did you mean protection_fund?
mine.yaml:11:11: measure[0] must be an indicator (got 'unemployment_rat'); did you mean unemployment_rate?
mine.yaml:11:35: measure[2] names gini a second time
mine.yaml:12:6: by[0] must be a dimension (got 'sexx'); did you mean sex?
mine.yaml:13:1: measured is not a setting; did you mean measure?
"""


def answers(path: str) -> list[str]:
    return [str(fault) for fault in check_file(path)]
