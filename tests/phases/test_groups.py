"""Groups by crossing attributes: read alike whatever way they are written, counted where asked for, refused by name."""

import numpy as np
import pytest

from jiuye.agents.workers import NONLOCAL_RURAL, UNEMPLOYED
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.model import tally
from jiuye.model.build import build_city
from jiuye.model.grid import VILLAGE
from jiuye.model.groups import ATTRIBUTES, members, parse_group, split_groups
from jiuye.model.levers import Policy
from jiuye.model.month import step
from jiuye.model.quantities import Q
from jiuye.model.tally import groups_of, tally_city
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.spec import load_scenario

PROFILE = load_city("lishui")
OLDER = "sex=female,age=45-59,residence=village"
SMALL = {"city": {"profile": "reference", "workers": 4_000}, "time": {"months": 3, "burn_in": 2}}


@pytest.fixture(scope="module")
def city():
    found = build_city(PROFILE, 6_000, 3, by=("sex", OLDER, "migrant=yes,district=liandu", "status=platform"))
    for _ in range(2):
        step(found, Policy())
    return found


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("age=45-59,residence=village,sex=female", OLDER),
        ("residence=rural & sex=women & age=45–59", OLDER),
        ("district=莲都区", "district=liandu"),
        ("district=Liandu", "district=liandu"),
        ("schooling=bachelor|college", "schooling=college|bachelor"),
        ("residence=core|suburb|town", "residence=urban"),
        ("migrant=true,disability=yes", "migrant=yes,disability=certified"),
        ("schooling=bachelor&age_band=16-24", "age_band=16-24,schooling=bachelor"),
        ("age=60+", "age=60+"),
        ("all", "all"),
    ],
)
def test_a_group_has_one_name_however_it_is_written(written, name):
    group = parse_group(written, PROFILE.districts)
    assert group.name == name
    assert parse_group(name, PROFILE.districts) == group


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("sexe=female", "'sexe' is not an attribute of people; did you mean sex?"),
        ("sex=femal", "sex is never 'femal'; did you mean female?"),
        ("age=59-45", "age 59-45 is upside down; write 45-59"),
        ("age=47-52", "45-54 would fit"),
        ("age=0-15", "age begins at 16"),
        ("age=old", "age must be a range such as 45-59 or 60+"),
        ("district=chaoyang", "district is never 'chaoyang'"),
        ("sex=male,sex=female", "sex is named twice"),
        ("women", "is not a group such as sex=female"),
        ("", "is not a group such as sex=female"),
    ],
)
def test_what_is_no_group_is_refused_by_name(written, says):
    with pytest.raises(ValueError) as error:  # noqa: PT011
        parse_group(written, PROFILE.districts)
    assert any(says in str(message) for message in error.value.args), error.value.args


def test_every_fault_of_a_group_is_told_at_once():
    with pytest.raises(ValueError) as error:  # noqa: PT011
        parse_group("sex=x,age=9-1,colour=red", PROFILE.districts)
    assert len(error.value.args) == 3


def test_semicolons_part_groups():
    assert split_groups("sex=female; age=60+；") == ["sex=female", "age=60+"]


def test_members_are_those_of_whom_all_of_it_is_true(city):
    w, mine = city.workers, members(city, parse_group(OLDER))
    years = (city.month - w.born.astype(int)) // 12
    by_hand = (w.sex == 1) & (years >= 45) & (years <= 59) & (city.grid.klass[w.cell] == VILLAGE)
    assert (mine == by_hand).all()
    assert 30 < mine.sum() < len(w)
    liandu = [d.id for d in PROFILE.districts].index("liandu")
    there = members(city, parse_group("migrant=yes,district=liandu", PROFILE.districts))
    assert (there == ((w.hukou >= NONLOCAL_RURAL) & (city.grid.district[w.cell] == liandu))).all()


@pytest.mark.parametrize("name", [name for name in ATTRIBUTES if name != "age"])
def test_the_values_of_an_attribute_part_everybody(city, name):
    values = ATTRIBUTES[name].values or [d.id for d in PROFILE.districts]
    heads = [members(city, parse_group(f"{name}={value}", PROFILE.districts)).sum() for value in values]
    assert sum(heads) == len(city.workers)
    assert sum(count > 0 for count in heads) > 1


def test_a_group_is_counted_as_its_members_are(city):
    counted, w = tally_city(city), city.workers
    for name in (OLDER, "migrant=yes,district=liandu"):
        row, mine = city.groups.names.index(name), members(city, parse_group(name, PROFILE.districts))
        assert counted.sums[row, Q["persons"]] == mine.sum()
        assert counted.sums[row, Q["income_sum"]] == w.income[mine].sum(dtype=np.int64)
        assert counted.sums[row, Q["unemployed"]] == (mine & (w.status == UNEMPLOYED)).sum()
        assert counted.income_heads[row].sum() == mine.sum()


def test_what_is_counted_anyway_is_not_counted_twice():
    found = groups_of(("sex", "sex=female", "status=platform", OLDER), PROFILE.districts)
    assert [group.name for group in found.asked] == [OLDER]
    assert len(set(found.names)) == len(found.names)


def test_more_groups_than_fit_one_pass_are_counted_in_several(city):
    asked = tuple(f"age={age}-{age + 4}" for age in range(20, 80, 5))
    groups = groups_of(asked, PROFILE.districts)
    assert [len(one.asked) for one in groups.passes if one.asked] == [7, 5]
    before, city.groups = city.groups, groups
    try:
        heads = tally_city(city).sums[:, Q["persons"]]
        for name in asked:
            assert heads[groups.names.index(name)] == members(city, parse_group(name)).sum() > 0
    finally:
        city.groups = before


def test_nobody_is_looked_at_where_no_group_is_asked_for(monkeypatch):
    looked = []
    monkeypatch.setattr(tally, "members", lambda *of: looked.append(of) or members(*of))
    plain, asked = (build_city(PROFILE, 2_000, 1, by=by) for by in (("sex",), ("sex", OLDER)))
    step(plain, Policy())
    assert not looked
    assert len(plain.groups.passes) == 1
    step(asked, Policy())
    assert len(looked) == 1
    assert (plain.workers.income == asked.workers.income).all()


def test_who_people_were_on_the_eve_stays_and_newcomers_were_not_there():
    name = "status_at_start=unemployed"
    scenario = load_scenario("baseline", overrides={**SMALL, "by": [name]})
    eve = burnt_in(scenario, 1)
    row, began = eve.city.groups.names.index(name), members(eve.city, parse_group(name)).sum()
    assert began > 30
    assert all(flows.tally.sums[row, Q["persons"]] == 0 for flows in eve.past), "nobody knows before the start"
    found = play(eve.city.fork(), eve.past, scenario, ["employment_rate", "unemployment_rate"])
    assert 0.0 < found.indicators["employment_rate"][0, row] < found.indicators["employment_rate"][-1, row] < 100.0
    later = eve.city.fork()
    later.workers.born[members(later, parse_group(name)).nonzero()[0][0]] += 1  # somebody else in the row
    assert members(later, parse_group(name)).sum() == began - 1


def test_a_scenario_names_groups_in_three_ways_and_writes_them_in_one():
    asked = {
        "by": ["hukou", {"sex": "female", "age": "45-59"}],
        "group": {"schooling": ["bachelor", "college"], "migrant": True},
        "groups": ["district=莲都区", {"residence": "rural"}],
    }
    scenario = load_scenario("baseline", overrides={"city": "lishui", **asked})
    assert scenario.by == (
        *("hukou", "sex=female,age=45-59", "district=liandu", "residence=village"),
        "schooling=college|bachelor,migrant=yes",
    )
