"""Groups of whom too little could be said are refused by name, with what would help."""

import pytest

from jiuye.experiments.compare.futures import quantity_in
from jiuye.experiments.runs import group_sizes
from jiuye.experiments.runs.group_sizes import check_groups
from jiuye.model.indicators.by_group import by_group
from jiuye.scenarios.spec import SpecError, load_scenario

SMALL = {"city": {"profile": "lishui", "workers": 2_000}, "time": {"months": 2, "burn_in": 0}}
RARE = "sex=female,age=85+,schooling=bachelor"


def asked(*groups, workers=2_000):
    return load_scenario(
        "baseline", overrides={**SMALL, "city": {"profile": "lishui", "workers": workers}, "by": list(groups)}
    )


def refused(scenario, seeds):
    with pytest.raises(SpecError) as error:
        check_groups(scenario, seeds)
    return [str(fault) for fault in error.value.faults]


def test_a_group_with_nobody_in_it_is_refused_with_what_would_help():
    (told,) = refused(asked("district=liandu,district_class=county"), 50)
    assert told.startswith("district=liandu,district_class=county: has nobody in lishui among 2,000 simulated persons")
    assert "; without district" in told


def test_fewer_than_thirty_persons_over_all_seeds_are_too_few():
    small = asked("sex=female,age=60-64,schooling=senior", "sex=female")
    (told,) = refused(small, 1)
    assert told.startswith("sex=female,age=60-64,schooling=senior: has about ")
    assert "with 1 seeds fewer than 30; --workers " in told
    assert "--seeds " in told
    assert "; without " in told
    check_groups(small, 60)


def test_nothing_is_built_where_no_group_is_asked_for(monkeypatch):
    monkeypatch.setattr(group_sizes, "build_city", lambda *_: pytest.fail("a city was built"))
    check_groups(asked("sex", "urban_rural"), 1)


def test_an_indicator_of_the_whole_city_is_refused_for_a_group():
    assert by_group("worker_income")
    assert not by_group("vacancy_rate")
    assert by_group("income_per_head", "urban_rural=rural")
    assert not by_group("income_per_head")
    with pytest.raises(SpecError, match="vacancy_rate is of the whole city, not of a group"):
        quantity_in("vacancy_rate:sex=female", (), "--measure")
    districts = load_scenario("baseline", overrides=SMALL).profile.districts
    assert (
        quantity_in("gini:residence=rural&district=莲都区", districts, "") == "gini:residence=village&district=liandu"
    )
