"""Farmers: who has a farm, who works on it, and what draws them away, against numbers worked out by hand."""

import pytest

from jiuye.agents.farmers import OWN_FARM, PAID_DAYS
from jiuye.agents.workers import (
    EMPLOYED,
    LOCAL_RURAL,
    LOCAL_URBAN,
    NOBODY,
    NONLOCAL_RURAL,
    NONLOCAL_URBAN,
    PLATFORM,
    SELF_EMPLOYED,
    UNEMPLOYED,
)

from .the_rules import acting, the

HUKOUS = (LOCAL_URBAN, LOCAL_RURAL, NONLOCAL_RURAL, NONLOCAL_URBAN)


def test_land_is_held_by_those_registered_in_the_village_who_live_there():
    assert [the.has_farm(hukou, True) for hukou in HUKOUS] == [False, True, False, False]
    assert not any(the.has_farm(hukou, False) for hukou in HUKOUS)


def test_without_other_work_villagers_farm_and_all_others_are_unemployed():
    assert [the.without_work(hukou, True) for hukou in HUKOUS] == [UNEMPLOYED, SELF_EMPLOYED, UNEMPLOYED, UNEMPLOYED]
    assert the.without_work(LOCAL_RURAL, False) == UNEMPLOYED


def test_a_farmer_is_told_from_other_owners():
    assert the.farms(SELF_EMPLOYED, OWN_FARM)
    assert not the.farms(SELF_EMPLOYED, NOBODY)
    assert not the.farms(EMPLOYED, OWN_FARM)
    assert not the.farms(PLATFORM, 0)


def test_farmers_look_for_other_work_in_the_time_that_the_farm_leaves():
    b = acting(search_farmer=0.6, lock_in=0.5)
    assert the.farmer_search(0, 1.0, b) == 0.6
    assert the.farmer_search(0, 0.5, b) == pytest.approx(0.3)
    assert the.farmer_search(2, 0.5, b) == pytest.approx(0.15)
    assert the.farmer_search(0, 0.0, b) == 0.0


def test_hours_on_the_farm_lie_between_the_least_and_the_longest():
    b = acting(farm_hours_least=20.0, farm_hours_range=30.0)
    assert [the.farm_hours(taste, b) for taste in (0.0, 0.5, 1.0)] == [20.0, 35.0, 50.0]


def test_other_work_must_bring_what_its_days_are_worth_on_the_farm():
    b = acting(farm_day_wage=145.0, farm_income=2_900.0)
    assert the.asked_by_farmer(2_900.0, b) == pytest.approx(145.0 * PAID_DAYS)
    assert the.asked_by_farmer(5_800.0, b) == pytest.approx(290.0 * PAID_DAYS)
