"""What each mistake in a scenario file is answered with."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuye.model.levers import LEVERS
from jiuye.scenarios import memory, merge, parts
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.spec import SpecError, load_scenario, needed_bytes

from .every_mistake import ALL_FAULTS, ITS_ANSWERS, answers

HANGZHOU = load_city("hangzhou")
DISTRICTS = ", ".join(district.id for district in HANGZHOU.districts)


def test_all_faults_of_a_file_are_shown_at_once(here):
    found = answers(here(ALL_FAULTS))
    assert [line for line in found if "behaviour" not in line] == ITS_ANSWERS.splitlines()
    (behaviour,) = [line for line in found if "behaviour" in line]
    assert behaviour.startswith("mine.yaml:10:13: behaviour.risk_aversio is not a setting; ")
    with pytest.raises(SpecError) as caught:
        load_scenario("mine.yaml")
    assert str(caught.value).split("\n") == found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("city: hangzou", "1:7: city must be a known city (got 'hangzou'); did you mean hangzhou?"),
        ("city: {profile: own.yaml}", "1:17: city.profile must be a known city (got 'own.yaml'): no such file"),
        ("city: {profile: 7}", "1:17: city.profile must be text (got 7)"),
        ("city: 7", "1:7: city must hold settings such as profile (got 7)"),
        ("city: {workers: many}", "1:17: city.workers must be a number of persons or full (got 'many')"),
        ("city: {workers: true}", "1:17: city.workers must be a whole number (got True)"),
        ("city: {workers: 199}", "1:17: city.workers must be ≥ 200 persons (got 199)"),
        (
            "city: {profile: hangzhou, workers: 20_000_000}",
            f"1:36: city.workers must be ≤ {HANGZHOU.adults:,} persons, the residents of hangzhou aged 16 and over; "
            "write full for all of them (got 20,000,000)",
        ),
        ("time: {start: 2025}", "1:15: time.start must be a month from 2000-01 to 2100-12, such as 2025-07 (got 2025)"),
        ("time: {months: 0}", "1:16: time.months must be ≥ 1 months (got 0)"),
        ("time: {months: 12.5}", "1:16: time.months must be a whole number (got 12.5)"),
        ("time: {months: 1e999}", "1:16: time.months is too large a number (got 1e999)"),
        ("time: 5", "1:7: time must hold settings such as start (got 5)"),
        (
            "levers: training_subsidy",
            "1:9: levers must be a list, one line a lever, such as `- training_subsidy` (got 'training_subsidy')",
        ),
        (
            "levers: [5]",
            f"1:10: levers[0] must be a lever (got 5); choose from {', '.join([*LEVERS][:16])}, …",
        ),
        (
            "levers: [{data_dividend: {share: .nan}}]",
            "1:34: levers[0].data_dividend.share must be a number (got '.nan')",
        ),
        (
            "levers: [{data_dividend: {share: }}]",
            "1:34: levers[0].data_dividend.share must be a single value (got nothing)",
        ),
        (
            "levers: [{data_dividend: [1]}]",
            "1:26: levers[0].data_dividend must hold settings such as share (got a list)",
        ),
        (
            "levers: [{data_dividend: {from: 2024-12}}]",
            "1:33: levers[0].data_dividend.from must not be before 2025-01, the start (got 2024-12)",
        ),
        (
            "levers: [{data_dividend: {from: 2030-01}}]",
            "1:33: levers[0].data_dividend.from must be before 2030-01, the end (got 2030-01)",
        ),
        (
            "levers: [{data_dividend: {from: 2026-01, until: 2026-01}}]",
            "1:49: levers[0].data_dividend.until must be after 2026-01, when it begins (got 2026-01)",
        ),
        (
            "city: hangzhou\nlevers: [{data_dividend: {zones: [south]}}]",
            "2:35: levers[0].data_dividend.zones[0] must be a district of hangzhou (got 'south'); "
            f"choose from {DISTRICTS}",
        ),
        (
            "levers: [{data_dividend: {zones: []}}]",
            "1:34: levers[0].data_dividend.zones must name a district; leave zones out for the whole city",
        ),
        (
            "levers:\n  - data_dividend:\n    share: 0.1\n",
            "3:5: levers[0].share stands beside data_dividend: indent settings further, give each lever its own `-`",
        ),
        ("extends: base_line", "1:10: extends must be a scenario (got 'base_line'); did you mean baseline?"),
        ("extends: base.yaml", "1:10: extends must be a scenario (got 'base.yaml'): no such file"),
        ("extends: [baseline]", "1:10: extends must be a scenario (got a list)"),
        (
            "calibration: nowhere.yaml",
            "1:14: calibration must be a known calibration (got 'nowhere.yaml'): no such file",
        ),
        ("name: a/b", "1:7: name must be usable as a file name (got 'a/b')"),
        ("title: 基准", "1:8: title must hold settings such as zh (got '基准')"),
        ("measure: []", "1:10: measure must name an indicator"),
        ("by: sex", "1:5: by must be a list such as [sex] (got 'sex')"),
        ("- baseline", "1:1: a scenario is a list of settings such as `title: …`, not a single value"),
    ],
)
def test_a_mistake_is_answered_in_one_line(here, text, line):
    assert answers(here(text)) == [f"mine.yaml:{line}"]


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("{}", "{from: 2025-06}", True),
        ("{until: 2026-01}", "{from: 2025-12}", True),
        ("{until: 2026-01}", "{from: 2026-01}", False),
        ("{from: 2026-01}", "{until: 2026-01}", False),
        ("{zones: [xihu]}", "{zones: [xihu, yuhang]}", True),
        ("{zones: [xihu]}", "{zones: [yuhang]}", False),
        ("{zones: [xihu]}", "{}", True),
    ],
)
def test_a_lever_may_not_contradict_itself(here, first, second, clash):
    mine = here(f"city: hangzhou\nlevers:\n  - data_dividend: {first}\n  - data_dividend: {second}\n")
    fault = "levers[1].data_dividend overlaps levers[0].data_dividend (line 3): same lever, months and districts"
    assert answers(mine) == ([f"mine.yaml:4:5: {fault}"] if clash else [])


def test_a_missing_file_and_an_unknown_name_are_answered():
    assert answers("nowhere/mine.yaml") == ["nowhere/mine.yaml: no such file"]
    assert answers("four_lever") == ["four_lever: there is no such scenario; did you mean four_levers?"]


def test_a_city_file_of_ones_own_is_found_beside_the_scenario(here):
    Path("deep").mkdir()
    shipped = Path(merge.FOLDER / "cities" / "example_own_city.yaml").read_text(encoding="utf-8")
    here(shipped, "deep/own.yaml")
    here("city: {profile: own.yaml, workers: 400}\n", "deep/mine.yaml")
    scenario = load_scenario("deep/mine.yaml")
    assert (scenario.city, scenario.workers) == (str(Path("deep/own.yaml").resolve()), 400)
    assert load_scenario(here(scenario.text)).profile.residents == scenario.profile.residents, "from any folder"
    here(shipped.replace("residents:", "resident:"), "deep/own.yaml")
    found = answers("deep/mine.yaml")
    assert found
    assert all(line.startswith("deep/") for line in found)


def test_a_city_larger_than_the_memory_is_refused_with_the_size_that_fits(here, monkeypatch):
    monkeypatch.setattr(memory, "available_bytes", lambda: 1_240_000_000)
    mine = here("city: {profile: hangzhou, workers: full}\n")
    assert answers(mine) == [
        f"mine.yaml:1:36: city.workers is too large for this machine: {HANGZHOU.adults:,} persons need "
        "1.5 GB of memory, 1.2 GB are free; the largest size that fits is 8,070,175"
    ]
    fits = load_scenario(mine, overrides={"city": {"workers": 8_070_175}})
    assert needed_bytes(fits) == 1_239_999_950  # one more person would need 114 bytes more
    with pytest.raises(SpecError):
        load_scenario(mine, overrides={"city": {"workers": 8_070_176}})


def test_the_memory_of_this_machine_is_known(tmp_path, monkeypatch):
    assert 10**8 < memory.available_bytes() < 10**14
    (tmp_path / "memory.max").write_text("5000000\n")
    (tmp_path / "memory.current").write_text("2000000\n")
    monkeypatch.setattr(memory, "_GROUP", tmp_path)
    assert memory.available_bytes() == 3_000_000
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "none")
    assert memory.available_bytes() == 3_000_000


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from([*LEVERS, "full"]),
    lambda x: (
        st.lists(x, max_size=3) | st.dictionaries(st.sampled_from([*LEVERS, "from", "zones", "share"]), x, max_size=3)
    ),
    max_leaves=8,
)
TREES = st.dictionaries(st.sampled_from([key for key in parts.SECTIONS if key != "extends"]), ANYTHING, max_size=4)
FILLED = st.fixed_dictionaries({"levers": st.lists(st.dictionaries(st.sampled_from([*LEVERS]), ANYTHING), max_size=3)})


@given(TREES | FILLED)
def test_whatever_is_asked_is_answered_with_faults_or_a_scenario(asked):
    try:
        answer = load_scenario("baseline", overrides=asked).text
    except SpecError as error:
        answer = str(error)
    assert answer
