"""What a file builds on may be wrong: its own faults are told all the same, and it is blamed for nothing else."""

import pytest

from jiuye.experiments.studies.study import load_study
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.spec import check_file
from jiuye.scenarios.yaml_reader import SpecError

WRONG = """extends: base_line
colour: blue
time: {months: 0}
by: [height]
levers:
  - training_subsidy: {seats: many, from: 2025-13}
  - nothing
measure: [ginni]
behaviour: {tries: -1}
seasons: 5
shocks: [{from: 2025-07, months: 6}]
"""
TOLD = [
    "1:10: extends must be a scenario",
    "2:1: colour is not a setting",
    "3:16: time.months must be ≥ 1 months",
    "4:6: by[0] must be a dimension",
    "6:31: levers[0].training_subsidy.seats must be a number",
    "6:43: levers[0].training_subsidy.from must be a month",
    "7:5: levers[1].nothing is not a lever",
    "8:11: measure[0] must be an indicator",
    "9:20: behaviour.tries must be ≥ ",
    "10:10: seasons must be true or false",
    "11:10: shocks[0] must give size",
]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(**files: str) -> None:
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")

    return write


def told(found: list[str], expected: list[str]) -> None:
    assert len(found) == len(expected), found
    assert [line for line, begins in zip(found, expected, strict=True) if not line.startswith(begins)] == []


def faults() -> list[str]:
    return [str(fault).removeprefix("mine.yaml:") for fault in check_file("mine.yaml")]


def test_a_typo_in_extends_hides_no_other_fault(here):
    here(mine=WRONG)
    told(faults(), TOLD)


@pytest.mark.parametrize("above", ["base.yaml", "[a]", "mine.yaml", "5"])
def test_so_with_a_missing_file_a_circle_and_what_is_no_name(here, above):
    here(mine=WRONG.replace("base_line", above))
    told(faults(), ["1:10: extends ", *TOLD[1:]])


def test_faults_of_the_parent_are_told_beside_those_of_the_child(here):
    here(mine="extends: above.yaml\ncolour: blue\n", above="time: {start: &x 2025-01}\nlevers: [\n")
    told(faults(), ["2:1: colour is not a setting", "above.yaml:1:15: time.start has an anchor", "above.yaml:3:1: "])


def test_a_grandparent_that_is_missing_is_told_beside_what_lies_below_it(here):
    here(mine="extends: above.yaml\ncolour: blue\n", above="extends: nowhere.yaml\nheight: 5\nmeasure: []\n")
    told(
        faults(),
        [
            "2:1: colour is not a setting",
            "above.yaml:1:10: extends must be a scenario (got 'nowhere.yaml'): no such file",
            "above.yaml:2:1: height is not a setting",
            "above.yaml:3:10: measure must name an indicator",
        ],
    )


def test_nothing_is_missed_that_the_parent_may_hold(here):
    """City, dates and settings of levers may stand in the parent: what hangs on them is not judged without it."""
    here(
        mine="extends: nowhere\n"
        "levers:\n"
        "  - training_subsidy: {zones: [xihu], from: 2041-01, pilot: {months: 900}}\n"
        "  - early_warning: {release: 0.5}\n"
        "pair: {city: hangzhou, lag: -1, revise: {training_subsidy: {seats: 9}}}\n"
    )
    told(
        faults(),
        [
            "1:10: extends must be a scenario",
            "3:70: levers[0].training_subsidy.pilot.months must be ≤ 600 months",
            "5:29: pair.lag must be ≥ 0 months",
        ],
    )


def test_a_wrong_city_hides_no_other_fault(here):
    here(
        mine="city: {profile: hangzou, workers: 5}\n"
        "levers: [{training_subsidy: {until: 2024-01, zones: [xihu]}}, {training_subsidy: {from: 2026-01, until: x}}]\n"
        "pair: {city: nowhere, lag: -1}\n"
    )
    told(
        faults(),
        [
            "1:17: city.profile must be a known city",
            "1:35: city.workers must be ≥ 200 persons",
            "2:37: levers[0].training_subsidy.until must be after 2025-01",
            "2:105: levers[1].training_subsidy.until must be a month",
            "3:14: pair.city must be a known city",
            "3:28: pair.lag must be ≥ 0 months",
        ],
    )


def test_a_wrong_start_makes_no_levers_overlap(here):
    here(
        mine="time: {start: soon}\n"
        "levers: [{training_subsidy: {from: 2025-01, until: 2025-06}}, {training_subsidy: {from: 2025-06}}]\n"
    )
    told(faults(), ["1:15: time.start must be a month"])


def test_a_typo_in_what_a_city_extends_hides_no_other_fault(here):
    here(
        mine="id: mine\n"
        "name: {zh: 我城}\n"
        "extends: hangzou\n"
        "colour: blue\n"
        "area_km2: {value: many, source: s, grade: guessed}\n"
        "census:\n"
        "  value: {residents: 1e6, urban_share: 0.5, male_per_100_female: 100, age_0_14: 0.5, age_15_59: 0.6, "
        "age_60: 0.1, age_65: 0.05}\n"
        "  source: s\n"
        "  grade: measured\n"
    )
    with pytest.raises(SpecError) as refused:
        load_city("mine.yaml")
    lines = [line.removeprefix("mine.yaml:") for line in sorted(map(str, refused.value.faults))]
    told(
        lines,
        [
            "1:1: census: age_0_14, age_15_59 and age_60 must sum to 1 (got 1.2000)",
            "2:7: name lacks en",
            "3:10: extends cannot be extended: hangzou: there is no such city; did you mean hangzhou?",
            "4:1: colour is not a setting",
            "5:19: area_km2.value must be a number",
            "5:43: area_km2.grade must be one of",
        ],
    )


def test_a_wrong_base_of_a_study_hides_no_other_fault(here):
    text = (
        "base: {}\n"
        "levers: {training_subsidy.seat: [1, 2], training_subsidy.per_trainee: {range: [5, 2]}}\n"
        "outcomes: {jobs: {indicator: employed, month: 900, last: 3}}\n"
        "design: {kind: factorial, n: 5}\n"
        "seeds: [1, 1]\n"
    )
    own = [
        "2:10: levers.training_subsidy.seat is nothing that can vary",
        "2:80: levers.training_subsidy.per_trainee.range[0] the range is upside down",
        "3:30: outcomes.jobs.indicator must be an indicator",
        "3:58: outcomes.jobs.last cannot stand beside month",
        "4:27: design.n means nothing for factorial",
        "5:8: seeds must name at least one seed and none twice",
    ]
    for base in ("base_line", "nowhere.yaml", "{extends: base_line}"):
        here(mine=text.replace("{}", base))
        with pytest.raises(SpecError) as refused:
            load_study("mine.yaml")
        told([str(f).removeprefix("mine.yaml:") for f in refused.value.faults], ["1:", *own])
