"""A base of one's own, groups told apart, trials and amounts per resident on the page Compare: from the address to the
answer and the files."""

from __future__ import annotations

import re

import pytest

from jiuye.model.levers import LEVERS
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.per_resident import is_amount, written_of
from jiuye.scenarios.spec import SpecError, list_scenarios, load_scenario
from jiuye.viz.pages.asked import MOST_GROUPS, AskedComparison, package_of, scenario_in, words_of
from jiuye.viz.pages.compare import tasks_of
from jiuye.viz.pages.compare_results import _told, drawn
from jiuye.viz.pages.query import Query
from jiuye.viz.pages.results import found_in
from jiuye.viz.pages.who import parts_of, written
from jiuye.viz.words.texts import LANGUAGES

from ..browser import Browser, needs_browser

TRIAL = (
    "training_subsidy(seats=12.5/1000,from=2026-01,zones=liandu,"
    "pilot=measure:certified|months:6|at_least:0.02|revise.seats:30000|revise.mode:online,transfer=0.9)"
)
WOMEN = "sex=female,age=45-59;residence=village"
SMALL = AskedComparison(
    "lishui", 2_000, 12, 2, (("a", "training_subsidy(seats=12.5/1000)"),), WOMEN, "protection_fund(match=0.5)"
)


def asked(**settings: object) -> AskedComparison:
    search = Query("", (), print).href(**settings).partition("?")[2]
    return AskedComparison.of(Query.read("", search, print))


def test_everything_a_slot_says_of_a_lever_survives_its_address():
    assert words_of(package_of(TRIAL)) == TRIAL
    package = package_of(TRIAL)["training_subsidy"]
    assert package["seats"] == written_of(12.5)
    assert package["pilot"]["revise"] == {"seats": 30_000.0, "mode": "online"}
    (dated,) = scenario_in("a", TRIAL, asked(city="lishui").overrides).levers
    assert dated.lever.seats == round(0.0125 * load_city("lishui").residents)
    assert (dated.start, dated.zones, dated.transfer) == (12, (0,), 0.9)
    assert (dated.pilot.months, dated.pilot.at_least, dated.pilot.revised.seats) == (6, 0.02, 30_000)


def test_every_amount_can_be_told_per_resident_in_the_address():
    amounts = [(name, p) for name, lever in LEVERS.items() for p in lever.settings().values() if is_amount(p)]
    assert len(amounts) > 25
    for name, param in amounts:
        words = f"{name}({param.name}=0.0001/1000)"
        assert words_of(package_of(words)) == words
        (dated,) = scenario_in("a", words, asked(city="lishui").overrides).levers
        assert getattr(dated.lever, param.name) == max(1, round(1e-7 * load_city("lishui").residents))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("training_subsidy(pilot=measure:certified)", "needs zones"),
        ("training_subsidy(zones=liandu,pilot=months:6)", "must give a measure"),
        ("training_subsidy(zones=liandu,pilot=measure:joy)", "must be one of|joy"),
        ("training_subsidy(zones=liandu,pilot=measure:certified|hope:1)", "is not a setting"),
        ("training_subsidy(zones=liandu,pilot=measure:certified|revise.seat:1)", "is not a setting"),
        ("training_subsidy(per_trainee=5/1000)", "must be a number"),
        ("training_subsidy(transfer=7)", "must be ≤ 1"),
    ],
)
def test_a_trial_or_an_amount_that_cannot_be_is_refused_by_name(words, told):
    with pytest.raises(SpecError, match=told):
        asked(city="lishui", a=words).scenarios()


def test_the_base_is_read_as_a_slot_is_and_part_of_the_key():
    base, _ = asked(city="lishui", a="data_dividend", base="protection_fund(match=0.5)").scenarios()
    assert base.name == "policy_base"
    assert [d.lever.name for d in base.levers] == ["protection_fund"]
    keys = {asked(a="data_dividend", base=words).key for words in ("", "four_levers", "protection_fund(match=0.5)")}
    assert len(keys) == 3
    assert asked(a="data_dividend", base="baseline") == asked(a="data_dividend")
    with pytest.raises(SpecError, match=r"base: .*jiuye pair"):
        _refuse(base="hangzhou_to_lishui", a="data_dividend")
    with pytest.raises(SpecError, match="four_levers: is named twice"):
        asked(base="four_levers", a="four_levers").scenarios()


def _refuse(**settings: object) -> None:
    asked(**settings).scenarios()


def test_policies_of_ones_own_meet_the_shocks_of_the_base():
    base, (own, shipped) = asked(
        months=60, base="demand_shock", a="data_dividend(share=0.5)", b="four_levers"
    ).scenarios()
    assert base.forecast.shocks == own.forecast.shocks != ()
    assert shipped.forecast.shocks == (), "a shipped scenario stays what it is; the page says so"


def test_groups_are_counted_and_refused_by_name_where_too_few_are_in_them():
    base, _ = asked(city="lishui", groups=WOMEN).scenarios()
    assert {"sex=female,age=45-59", "residence=village"} <= set(base.by)
    few = "sex=male,age=80+,disability=certified"
    with pytest.raises(SpecError, match=r"age=80\+.* fewer than 30: more persons or [0-9]+ seeds would do"):
        asked(persons=2_000, seeds=2, groups=few).scenarios()
    with pytest.raises(SpecError, match="has nobody in hangzhou"):
        asked(persons=2_000, seeds=2, groups=f"{few},schooling=senior").scenarios()
    many = ";".join(f"age={low}-{low + 4}" for low in range(20, 20 + 5 * (MOST_GROUPS + 1), 5))
    with pytest.raises(SpecError, match=f"more than {MOST_GROUPS} groups"):
        asked(groups=many).scenarios()


def test_a_group_is_its_parts():
    districts = load_city("lishui").districts
    for group in ("sex=female,age=45-59,residence=village", "age=60+", "schooling=primary|junior,district=liandu"):
        assert written(parts_of(group, districts)) == group
    assert parts_of("sex=neither") == {}


@pytest.fixture(scope="module")
def found():
    """A small comparison with a base and groups, as the page makes it."""
    base, scenarios = SMALL.scenarios()
    tasks = enumerate(tasks_of(SMALL, base, scenarios), start=1)
    return found_in(SMALL, base, scenarios, {seed: work(*arguments) for seed, (work, arguments) in tasks}, 0.0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_says_what_it_is_against_and_of_whom(found, lang):
    base, page = SMALL.scenarios()[0].title[lang], found.files()[f"brief.{lang}.html"][1]().decode()
    shown = drawn(found, lang, "table")
    heading = re.search(r"<h2[^>]*>(.*?)</h2>", shown)[1]
    assert heading.startswith({"zh": "与“灵活就业保障金", "en": "Against “Flexible-work protection fund"}[lang])
    assert base.split("（")[0].split(" (")[0] in _told(found, lang)
    assert heading in page
    for group in ({"zh": "女性", "en": "Women"}[lang], {"zh": "乡村", "en": "Villages"}[lang]):
        assert group in page


def test_the_base_can_be_taken_away_and_the_command_names_it(found, tmp_path):
    assert "policy_base.yaml policy_a.yaml" in found.comparison.command
    assert "--groups" in found.comparison.command
    kept = {name: made().decode() for name, (_, made) in found.files().items() if name.endswith(".yaml")}
    assert set(kept) == {"policy_base.yaml", "policy_a.yaml"}
    file = tmp_path / "policy_base.yaml"
    file.write_text(kept["policy_base.yaml"], encoding="utf-8")
    assert load_scenario(file).levers == SMALL.scenarios()[0].levers
    assert "policy_base" not in list_scenarios()


# In a browser.


@needs_browser
@pytest.mark.browser
def test_levers_are_found_by_a_word_and_keys(browser: Browser):
    with browser.window() as visit:
        address = Query("compare", (("lang", "en"),), print).href(city="lishui", persons=2_000, a="training_subsidy()")
        visit.open(address)
        box = visit.page.get_by_role("combobox", name="Add a lever")
        box.focus()
        visit.page.wait_for_selector("[role=listbox] [role=group] [role=option]")
        assert visit.page.locator("[role=listbox] [role=group]").count() > 3
        assert visit.shut_out() == []
        box.fill("insurance")
        visit.page.wait_for_function("document.querySelectorAll('[role=option]').length < 20")
        named = visit.page.locator("[role=option]").all_inner_texts()
        assert 0 < len(named) < 20, named
        box.fill("protection fund")
        box.press("Enter")
        visit.page.wait_for_function("location.search.includes('protection_fund')")
        visit.page.get_by_role("heading", name="Flexible-work protection fund", exact=True).wait_for()
        assert visit.complaints == []


@needs_browser
@pytest.mark.browser
def test_a_key_that_is_held_is_one_question(browser: Browser):
    with browser.window() as visit:
        visit.open("/compare?lang=en&city=lishui&persons=2000&months=12&seeds=2&a=training_subsidy()")
        slider = visit.page.get_by_role("slider").first
        slider.focus()
        before = visit.page.evaluate("history.length")
        visit.page.keyboard.down("ArrowRight")
        for _ in range(6):
            visit.page.keyboard.down("ArrowRight")  # as a keyboard repeats
        visit.page.keyboard.up("ArrowRight")
        visit.page.wait_for_function("location.search.includes('seats')")
        assert visit.page.evaluate("history.length") == before + 1
        typed = visit.page.get_by_role("spinbutton").first
        typed.fill("45500")
        typed.press("Enter")
        visit.page.wait_for_function("location.search.includes('45500')")
        assert visit.page.evaluate("history.length") == before + 2
        months = visit.page.get_by_label("Months", exact=True)
        months.focus()
        months.press("ArrowDown")
        months.press("ArrowDown")
        visit.page.wait_for_function("location.search.includes('months=36')")
        assert visit.page.evaluate("history.length") == before + 3
        visit.page.go_back()
        visit.page.wait_for_function("location.search.includes('45500') && !location.search.includes('months=36')")
        assert visit.complaints == []


@needs_browser
@pytest.mark.browser
def test_a_base_and_a_group_are_chosen_on_the_page(browser: Browser):
    with browser.window(390) as visit:
        visit.open("/compare?lang=zh&city=lishui&persons=2000&months=12&seeds=2&a=training_subsidy()")
        page = visit.page
        page.get_by_text("比较基准：基准情景").click()
        page.get_by_label("比较基准", exact=True).select_option("protection_fund")
        page.wait_for_function("location.search.includes('base=protection_fund')")
        page.wait_for_selector("option[value=protection_fund][disabled]", state="attached")
        page.get_by_text("单独说明的人群", exact=True).click()
        page.get_by_role("button", name="添加人群").click()
        page.wait_for_function("location.search.includes('groups=sex%3Dfemale')")
        page.get_by_label("年龄从", exact=True).select_option("45")
        page.wait_for_function("decodeURIComponent(location.search).includes('age=45+')")
        page.get_by_text("按每1,000居民计").first.click()
        page.wait_for_function("decodeURIComponent(location.search).includes('/1000')")
        page.get_by_text("丽水合计").wait_for()
        assert visit.wide() <= 0
        assert visit.shut_out() == []
        visit.screen("compare-base-zh-390")
        assert visit.complaints == []
