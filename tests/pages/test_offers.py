"""What the page Compare offers can be run, whatever it is combined with; what cannot be run is not offered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiuye.model.levers import LEVERS
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.spec import SpecError
from jiuye.viz.pages import offers
from jiuye.viz.pages.asked import (
    BASE,
    COUNTS,
    HORIZONS,
    SIZES,
    SLOTS,
    AskedComparison,
    cities,
    named,
    opened,
    scenario_in,
    words_of,
)
from jiuye.viz.pages.compare import PRESETS
from jiuye.viz.pages.durations import about, seconds_of, wall_seconds
from jiuye.viz.pages.jobs import SECONDS
from jiuye.viz.pages.lever_find import levers
from jiuye.viz.pages.offers import barred, barred_scenarios, offered, with_slot
from jiuye.viz.pages.when_form import another
from jiuye.viz.words.texts import LANGUAGES

START = AskedComparison("hangzhou", 5_000, 36, 4, (("a", "training_subsidy"),))
PLACES = [(city, months) for city in cities() for months in HORIZONS]


def loads(asked: AskedComparison) -> bool:
    try:
        asked.scenarios()
    except SpecError:
        return False
    return True


@pytest.mark.parametrize(("city", "months"), PLACES)
def test_what_is_offered_loads_and_what_is_barred_does_not(city, months):
    """City × months × named scenarios and presets, in a slot and as the base; sizes, which the rest does not depend on,
    are walked over below."""
    place = replace(START, city=city, months=months, slots=())
    policies = [(("a", name),) for name in named()]
    policies += [tuple(zip(SLOTS, words, strict=False)) for words in PRESETS.values()]
    asked = [replace(place, slots=slots) for slots in policies]
    asked += [replace(place, base=name, slots=(("a", "dispatch_transparency(openness=0.5)"),)) for name in named()]
    assert [one for one in asked if loads(one) != (barred(one) is None)] == []
    assert sum(barred(one) is None for one in asked) >= 15, "most can be run"


def test_every_size_that_is_offered_is_within_the_bounds():
    whole = [tuple(zip(SLOTS, words, strict=False)) for words in PRESETS.values()]
    for city in cities():
        for slots in whole:
            for persons in SIZES:
                for months in HORIZONS:
                    for seeds in COUNTS:
                        one = AskedComparison(city, persons, months, seeds, slots)
                        if barred(one) is None:
                            assert not one.too_large
                            seconds = wall_seconds(one.total_months, persons, seeds)
                            assert seconds < SECONDS / 2.0, "with another's question beside it"
                            assert "{" not in offered(one, "zh") + offered(one, "en")
                        else:
                            assert one.too_large


def test_a_district_or_a_month_bars_the_places_and_horizons_without_it():
    words = "training_subsidy(seats=12000,from=2027-01,zones=yuhang)"
    asked = replace(START, slots=(("b", words),))
    assert barred(asked) is None
    assert barred(replace(asked, city="lishui")) == offers.Barred("policy", "b")
    assert barred(replace(asked, months=24)) == offers.Barred("policy", "b")
    assert "B" in offered(replace(asked, months=24), "en")
    assert barred(replace(asked, seeds=20, months=60, persons=20_000, slots=tuple(zip(SLOTS, named(), strict=False))))


def test_a_scenario_is_offered_once():
    asked = replace(START, slots=(("a", "four_levers"),), base="rural_bridge")
    assert barred(asked) is None
    assert barred_scenarios(asked, "b")["four_levers"] == offers.Barred("twice", "a")
    assert barred_scenarios(asked, "b")["rural_bridge"].key == "twice_base"
    assert "four_levers" in barred_scenarios(asked, BASE)
    assert not loads(with_slot(asked, "b", "four_levers"))


def test_two_cities_and_budgets_are_not_offered():
    assert {"hangzhou_to_lishui", "equal_budget"}.isdisjoint(named())
    assert "pilot_and_revise" in named()
    assert barred(replace(START, base="hangzhou_to_lishui")) == offers.Barred("base")


def test_a_moved_slider_asks_nothing_anew():
    first = replace(START, slots=(("a", "training_subsidy(seats=12000)"),))
    barred(first)
    before = offers._fits.cache_info().misses
    assert barred(replace(first, slots=(("a", "training_subsidy(seats=13000)"),))) is None
    assert offers._fits.cache_info().misses == before


def test_every_scenario_with_a_trial_opens_into_the_same():
    place = replace(START, city="reference").overrides
    whole = scenario_in("a", "pilot_and_revise", place)
    words = words_of(opened("pilot_and_revise"))
    assert "pilot=" in words
    assert scenario_in("b", words, place).levers == whole.levers


def test_times_are_told_in_round_numbers():
    assert about(0.2, "en") == "about 1 s"
    assert about(22.0, "zh") == "约20秒"
    assert about(57.0, "en") == "about 1 min"
    assert about(130.0, "en") == "about 2 min"
    assert seconds_of(100, 20_000) > seconds_of(100, 2_000) > 0.0
    assert wall_seconds(400, 5_000, 4) <= seconds_of(400, 5_000, 4)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_lever_can_be_searched_for(lang):
    assert [one["value"] for one in levers(lang)] == list(LEVERS)
    assert all(one["text"] and one["group"] and one["more"] for one in levers(lang))


def test_another_value_of_a_setting_is_another_and_in_range():
    for lever in LEVERS.values():
        for param in lever.settings().values():
            new = another(param, None)
            assert new != param.default
            assert param.fault(new) is None


def test_a_trial_that_is_offered_can_be_played():
    """Every lever, on trial in a district with any second trial, as the form makes it."""
    place = replace(START, city="lishui", months=24).overrides
    zone = load_city("lishui").districts[0].id
    for name, lever in LEVERS.items():
        setting = next(iter(lever.settings().values()))
        again = {setting.name: another(setting, None)}
        package = {name: {"zones": [zone], "pilot": {"months": 12, "measure": "employment", "revise": again}}}
        (dated,) = scenario_in("a", words_of(package), place).levers
        assert dated.pilot.revised is not None
