"""What the page Compare asks for and gets: the same numbers as the command, from warm processes."""

from __future__ import annotations

import csv
import io
import json
import time
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from jiuye.commands.door import main
from jiuye.experiments.compare.answers.sure import Verdict
from jiuye.experiments.compare.comparison_file import load
from jiuye.experiments.compare.one_seed import one_seed_cached
from jiuye.model.indicators import INDICATORS
from jiuye.model.levers import LEVERS
from jiuye.scenarios.spec import SpecError, check_file, list_scenarios, load_scenario
from jiuye.viz.pages import shipped
from jiuye.viz.pages.asked import MOST_LEVERS, AskedComparison, opened, package_of, scenario_in, words_of
from jiuye.viz.pages.compare import PRESETS, _gathered, tasks_of
from jiuye.viz.pages.futures import made_last
from jiuye.viz.pages.newest import Newest
from jiuye.viz.pages.query import Query
from jiuye.viz.pages.results import command_of, comparisons, found_in
from jiuye.viz.pages.setting_field import step_of
from jiuye.viz.reports.outcomes import moving
from jiuye.viz.view import View

from ..browser import PATIENCE, Browser, Visit, needs_browser

SMALL = AskedComparison(
    "lishui", 2_000, 12, 2, (("a", "training_subsidy(seats=48000,mode=online)"), ("b", "dispatch_transparency"))
)
OWN = "training_subsidy(seats=48000,mode=online)+protection_fund(match=0.5)"


def asked(**settings: object) -> AskedComparison:
    search = Query("", (), print).href(**settings).partition("?")[2]
    return AskedComparison.of(Query.read("", search, print))


def test_levers_in_the_address_are_a_scenario_that_files_take(tmp_path):
    assert words_of(package_of(OWN)) == OWN
    made = scenario_in("b", OWN, asked().overrides)
    assert [d.lever.name for d in made.levers] == ["training_subsidy", "protection_fund"]
    assert made.levers[0].lever.seats == 48_000
    file = tmp_path / f"{made.name}.yaml"
    file.write_text(made.text, encoding="utf-8")
    assert check_file(file) == []
    assert load_scenario(file) == made


DATED = (
    "training_subsidy(seats=12000,from=2026-01,until=2027-07,zones=liandu|yunhe)+protection_fund(match=0.5,phase_in=12)"
)


def test_months_and_districts_in_the_address_are_those_of_the_scenario():
    assert words_of(package_of(DATED)) == DATED
    lishui = asked(city="lishui", a=DATED)
    _, (made,) = lishui.scenarios()
    first, second = made.levers
    assert (first.start, first.until, first.zones) == (12, 30, (0, 3))
    assert second.phase_in == 12
    assert "2026" in made.title["en"]
    assert "莲都" in made.title["zh"]
    with pytest.raises(SpecError, match="district"):
        asked(city="ningbo", a=DATED).scenarios()
    with pytest.raises(SpecError, match="month"):
        asked(a="training_subsidy(from=soon)").scenarios()


@pytest.mark.parametrize("name", [name for name in list_scenarios() if opened(name) is not None])
def test_a_scenario_that_opens_is_the_same_scenario(name):
    policies = asked(city="reference", a=name, b=words_of(opened(name)))
    if policies.slots[0][1] == policies.slots[1][1]:
        return
    whole = scenario_in("a", name, policies.overrides)
    again = scenario_in("b", policies.slots[1][1], policies.overrides)
    assert again.levers == whole.levers


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_every_package_survives_its_own_address(data):
    names = data.draw(st.lists(st.sampled_from(sorted(LEVERS)), min_size=1, max_size=4, unique=True))
    package = {}
    for name in names:
        package[name] = {}
        for key, param in LEVERS[name].settings().items():
            if param.choices is None:
                low, high = (max(-1e12, min(1e12, end)) for end in param.within or (0.0, 1e9))
                value = data.draw(st.floats(low, high, allow_nan=False))
                value = float(int(value)) if isinstance(param.default, int) else value
            else:
                value = data.draw(st.sampled_from(param.choices))
            if value != param.default:
                package[name][key] = value
    assert package_of(words_of(package)) == package


def test_a_plan_of_two_cities_is_refused_as_by_the_command():
    with pytest.raises(SpecError, match="asks for two cities; `jiuye pair hangzhou_to_lishui` plays"):
        asked(city="hangzhou", a="hangzhou_to_lishui").scenarios()


@pytest.mark.parametrize(
    "words",
    [
        *(
            "nothing",
            "training_subsidy(seat=1)",
            "training_subsidy(seats=-4)",
            "protection_fund(match=much)",
            "a=b",
            "+",
        ),
        "+".join(list(LEVERS)[: MOST_LEVERS + 1]),
    ],
)
def test_wrong_words_in_the_address_are_refused_by_name(words):
    with pytest.raises(SpecError):
        asked(a=words).scenarios()


def test_sizes_that_are_not_offered_give_way():
    assert asked(city="atlantis", persons=10**9, months=-1, seeds="many") == asked()
    assert asked(persons=20_000, seeds=20, months=60).too_large
    assert not asked().too_large


def test_shipped_scenarios_open_into_sliders_that_ask_the_same():
    plain = [name for name in list_scenarios() if name != "baseline" and opened(name)]
    assert {"four_levers", "training_subsidy", "rural_bridge"} <= set(plain)
    place = asked(city="reference").overrides  # whose districts shipped scenarios name
    for name in plain:
        made = scenario_in("a", words_of(opened(name)), place)
        assert made.levers == load_scenario(name, overrides=place).levers
    assert opened("pilot_and_revise") is not None, "a slot takes trials"
    assert opened("demand_shock") is None
    for words in PRESETS.values():
        asked(**dict(zip("abcd", words, strict=False))).scenarios()


def test_steps_of_sliders_are_round():
    assert [step_of(0, 1, False), step_of(0, 100_000, False), step_of(0, 10, True)] == [0.01, 1_000, 1]


def test_what_is_kept_is_bounded():
    newest = Newest(most=2)
    for key in "abc":
        found = found_stub(key)
        newest.put(found.key, found)
    assert newest.get("a") is None
    assert newest.get("c") is not None


def test_a_slow_thread_does_not_take_back_a_seed_that_is_in():
    whole = found_stub("a")
    half = replace(whole, comparison=replace(whole.comparison, seeds=whole.comparison.seeds[:1]))
    assert comparisons.put("a", whole) is whole
    assert comparisons.put("a", half) is whole, "its file and the page would not say the same"
    assert comparisons.get("a") is whole
    assert made_last.put("lives b", (2, "both")) == (2, "both")
    assert made_last.put("lives b", (1, "one")) == (2, "both")


def test_who_follows_a_job_another_has_gathered_takes_the_same_answer():
    ours = asked(a="protection_fund")
    whole = found_stub(ours.key)
    comparisons.put(ours.key, whole)
    forgotten = dict.fromkeys(range(len(whole.comparison.seeds)))
    assert _gathered(ours, ours.scenarios(), forgotten, 1.0) is whole


def found_stub(key: str):
    found = shipped.shipped()
    return type(found)(key, found.comparison, found.scenarios)


def test_what_is_shown_first_is_of_this_version():
    assert not shipped.stale(), "scenarios or behaviour have changed: make shipped"
    found = shipped.shipped()
    assert found.comparison.scenarios == tuple(s.name for s in found.scenarios)
    assert len(found.comparison.seeds) == 10
    assert not found.comparison.unfinished


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What `jiuye compare --json` says of the small comparison."""
    folder = tmp_path_factory.mktemp("command")
    _, scenarios = SMALL.scenarios()
    (folder / "policy_a.yaml").write_text(scenarios[0].text, encoding="utf-8")
    command = command_of(SMALL, scenarios, {1: None, 2: None}).replace("policy_a.yaml", str(folder / "policy_a.yaml"))
    done = CliRunner().invoke(main, [*command.split()[1:], "--out", str(folder), "--json"])
    assert done.exit_code == 0, done.output
    assert len(json.loads(done.stdout)["differences"]) > 100
    return json.loads(done.stdout)


def same(rows, differences) -> None:
    """Rows of a downloaded table against the command's differences, digit for digit."""
    assert len(rows) == len(differences)
    for row, d in zip(rows, differences, strict=True):
        words = ("scenario", "indicator", "group", "unit", "level_unit")
        assert [row[k] for k in words] == [d[k] for k in words]
        assert [float(row[k]) for k in ("base", "value", "low", "high")] == [
            d[k] for k in ("base", "value", "low", "high")
        ]


def test_the_page_says_what_the_command_says(said):
    base, scenarios = SMALL.scenarios()
    pairs = {}
    for seed, (work, arguments) in enumerate(tasks_of(SMALL, base, scenarios), start=1):
        pairs[seed] = work(*arguments)
        assert one_seed_cached(*arguments).gains == pairs[seed].gains, "cached cities give the same again"
    found = found_in(SMALL, base, scenarios, pairs, 0.0)
    for kind in ("differences", "money"):
        assert said[kind] == json.loads(json.dumps(found.comparison.record()[kind]).replace("NaN", "null"))
    same(
        list(csv.DictReader(io.StringIO(found.files()["differences.csv"][1]().decode("utf-8-sig")))),
        said["differences"],
    )
    same(parquet.read_table(io.BytesIO(found.files()["differences.parquet"][1]())).to_pylist(), said["differences"])
    for lang, other in (("zh", "en"), ("en", "zh")):
        page = found.files()[f"brief.{lang}.html"][1]().decode()
        assert page.startswith("<!DOCTYPE html>")
        assert f"brief.{other}.html" in page


# In a browser.


def address(wanted: AskedComparison, **more: object) -> str:
    settings = {"city": wanted.city, "persons": wanted.persons, "months": wanted.months, "seeds": wanted.seeds}
    return Query("compare", (("lang", "en"),), print).href(**settings, **dict(wanted.slots), **more)


def press(visit: Visit, name: str) -> None:
    visit.page.get_by_role("button", name=name, exact=True).click()


def wait_for(visit: Visit, wanted: AskedComparison, seconds: float = 120.0) -> None:
    """Until the figures of a comparison are shown whole."""
    told = f"#of[data-comparison='{wanted.key}']:has-text('{wanted.seeds} seeds')"
    visit.page.wait_for_selector(told, timeout=seconds * 1000)
    visit.page.wait_for_selector("#cost", timeout=seconds * 1000)


@needs_browser
@pytest.mark.browser
def test_a_comparison_runs_and_is_taken_away_and_shared(browser: Browser, said, tmp_path):
    with browser.window() as visit:
        visit.open(address(SMALL))
        press(visit, "Compare")
        wait_for(visit, SMALL)
        assert "Done: 2 seeds." in visit.page.locator("[role=status]").first.inner_text()
        visit.screen("compare-done-en-1440")
        taken = {}
        for link in visit.page.locator("a[download]").all():
            with visit.page.expect_download() as loading:
                link.click()
            file = tmp_path / loading.value.suggested_filename
            loading.value.save_as(file)
            taken[file.name] = file
        same(list(csv.DictReader(taken["differences.csv"].open(encoding="utf-8-sig"))), said["differences"])
        same(parquet.read_table(taken["differences.parquet"]).to_pylist(), said["differences"])
        assert check_file(taken["policy_a.yaml"]) == []
        assert load_scenario(taken["policy_a.yaml"]) == SMALL.scenarios()[1][0]
        view = View(load(json.loads(taken["comparison.json"].read_text(encoding="utf-8"))), "en")
        table = visit.page.locator("#headline").inner_text()
        moved = moving(view, view.headline, view.ends)
        for (
            name
        ) in view.headline:  # what moves in figures, all else in a line, with how far the widest interval reaches
            ends = [d for (_, one), d in view.ends.items() if one == name]
            if name in moved:
                assert all(view.size(d) in table for d in ends if d.verdict is not Verdict.NONE)
            elif ends:
                assert INDICATORS[name].title["en"].lower() in table.lower()
                widest = max(ends, key=lambda d: d.high - d.low)
                assert widest.high == widest.low or view.half_width(widest) in table
        assert view.ends
        assert visit.shut_out() == []
        assert visit.strangers() == []
        assert visit.complaints == []
        with browser.window(390) as other:
            other.open(visit.page.url.removeprefix(browser.base))
            wait_for(other, SMALL)
            assert other.page.locator("#headline").inner_text().split() == table.split() or other.wide() <= 0
            other.screen("compare-done-en-390")
            assert other.complaints == []


@needs_browser
@pytest.mark.browser
def test_two_visitors_and_a_slider_do_not_disturb_each_other(browser: Browser):
    first = AskedComparison("hangzhou", 2_000, 12, 2, (("a", "training_subsidy(seats=48000)"),))
    second = AskedComparison("ningbo", 2_000, 12, 2, (("a", "dispatch_transparency"),))
    with browser.window() as one, browser.window() as two:
        for visit, wanted in ((one, first), (two, second)):
            visit.open(address(wanted))
            press(visit, "Compare")
        for visit, wanted in ((one, first), (two, second)):
            wait_for(visit, wanted)
        slider = one.page.get_by_role("slider").first
        began = time.monotonic()
        slider.focus()
        one.page.keyboard.press("ArrowRight")
        moved = AskedComparison("hangzhou", 2_000, 12, 2, (("a", "training_subsidy(seats=49000)"),))
        one.page.wait_for_selector(f"#of[data-comparison='{moved.key}']", timeout=PATIENCE)
        print(f"first result of a slider move after {time.monotonic() - began:.1f} s")
        assert "seats%3D49000" in one.page.url
        assert "Ningbo" in two.page.locator("#of").inner_text()
        assert "ningbo" in two.page.url
        assert one.complaints == two.complaints == []


@needs_browser
@pytest.mark.browser
def test_months_districts_and_a_trial_of_a_lever_are_shown_and_change_the_address(browser: Browser):
    with browser.window() as visit:
        visit.open(Query("compare", (("lang", "en"),), print).href(city="lishui", a=DATED))
        slot = visit.page.locator(".slot").first
        assert slot.get_by_label("From", exact=True).first.input_value() == "2026-01"
        assert slot.get_by_label("Liandu", exact=True).first.is_checked()
        slot.get_by_label("Longquan", exact=True).first.check()
        visit.page.wait_for_function("decodeURIComponent(location.search).includes('zones=liandu|longquan|yunhe')")
        slot.get_by_label("Tried there first", exact=True).first.select_option("certified")
        visit.page.wait_for_function(
            "decodeURIComponent(location.search).includes('pilot=months:12|measure:certified')"
        )
        assert visit.complaints == []


@needs_browser
@pytest.mark.browser
def test_a_comparison_stops_when_it_is_told_to(browser: Browser):
    policies = (("a", "whole_plan"), ("b", "four_levers"), ("c", "training_subsidy"), ("d", "protection_fund"))
    long = AskedComparison("lishui", 20_000, 60, 10, policies)  # as much as may be asked
    with browser.window() as visit:
        visit.open(address(long))
        press(visit, "Compare")
        visit.page.wait_for_selector("progress")
        press(visit, "Stop")
        visit.page.wait_for_selector("[role=status]:has-text('Stopped.')")
        assert visit.complaints == []


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize(
    ("search", "told"),
    [
        ("persons=20000&seeds=20&months=60", "more than one comparison may ask"),
        ("a=training_subsidy(seats%3D-4)", "must be"),
        ("a=nonsense", "is not a scenario"),
    ],
)
def test_what_cannot_be_asked_is_told_on_the_page(browser: Browser, search, told):
    with browser.window() as visit:
        visit.open(f"/compare?lang=en&run=1&{search}")
        assert told in visit.page.get_by_role("alert").inner_text()
        assert visit.complaints == []
