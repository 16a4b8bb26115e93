"""The pages Claims, Sandbox and Model: what they show, with and without a browser."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from pathlib import Path

import pytest

from jiuye.experiments.claims import VERDICTS, ClaimsLedger, shipped_ledger
from jiuye.experiments.runs.process import Stopped
from jiuye.experiments.sandbox import try_rule
from jiuye.experiments.sandbox.live import steps_to_play, verdicts_so_far
from jiuye.model.behaviour import Behaviour
from jiuye.model.indicators import INDICATORS
from jiuye.model.levers import LEVERS
from jiuye.model.params import params_of
from jiuye.model.rules import Rules
from jiuye.model.sandbox import Setting
from jiuye.scenarios.claims import READINGS, load_claims
from jiuye.scenarios.dispatch import list_rules, load_rule, read_rule
from jiuye.scenarios.plan import load_plan
from jiuye.scenarios.sources import load_literature
from jiuye.scenarios.targets import load_targets
from jiuye.scenarios.yaml_reader import SpecError
from jiuye.viz.pages import sandbox, shipped_trial, trial
from jiuye.viz.pages.claims_cards import cards, chosen
from jiuye.viz.pages.model import LIMITS
from jiuye.viz.pages.query import Query
from jiuye.viz.pages.trial import OWN, Question, RuleTrial, remembered
from jiuye.viz.reports.lookups import KINDS, collection, group_title
from jiuye.viz.reports.parameters import headings, owners, readers, steps
from jiuye.viz.reports.reference import address, fold_head, linked_source, step_title, table
from jiuye.viz.words.texts import LANGUAGES, text, texts

from ..browser import WIDTHS, Browser, needs_browser

ROOT = Path(__file__).resolve().parents[2]
SMALL = Setting(drivers=60, rate=0.3, radius=8, steps=720)
PAGES = {
    "claims": "claims?q=C41",
    "sandbox": "sandbox?rules=own,nearest&drivers=60&steps=720&seeds=2",
    "model": "model?part=behaviour&group=pay",
}


def asked(search: str, page: str) -> Query:
    return Query.read(page, search, lambda path: None)


@pytest.fixture(scope="module")
def kept() -> ClaimsLedger:
    found = shipped_ledger()
    assert found is not None
    return found


# Claims.


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_figure_has_a_line_that_opens_to_all_about_it(kept, lang):
    lines = cards(kept.findings, lang, asked(f"lang={lang}", "claims").href)
    page = "".join(line.head + line.body() for line in lines)
    assert len(lines) == len(load_claims()) == 69
    assert len(re.findall(r'class="verdict ', page)) == 2 * 69
    for finding in kept.findings:
        (line,) = cards([finding], lang, asked(f"lang={lang}", "claims").href)
        one = line.head + line.body()
        assert unescape(one).count(finding.claim.title[lang]) >= 1
        for reading in finding.readings:
            assert text("app_claims.horizon", lang, months=reading.test.months) in one
        assert one.count('class="strip"') == len(finding.readings)
        assert one.count("<table") == bool(finding.regions)  # both readings in one table
        for reading in READINGS if finding.readings else ():
            assert f"<h3>{text(f'claims.column.{reading}', lang)}</h3>" in one
        assert all(f"section={part.strip()}" in one for part in finding.claim.section.split(","))
    assert "{" not in page
    assert not re.search(r"\de\+\d|\bnan\b", page)
    places = [float(at) for at in re.findall(r"left:(-?[\d.]+)%", page)]
    assert places
    assert 0.0 <= min(places) <= max(places) <= 100.0


def test_figures_are_found_by_verdict_part_and_words(kept):
    for reading in READINGS:
        by_verdict = [chosen(kept, verdict, "", "", reading) for verdict in VERDICTS]
        assert sum(map(len, by_verdict)) == 69
        assert all(f.verdict(reading) == v for v, found in zip(VERDICTS, by_verdict, strict=True) for f in found)
    assert [f.claim.id for f in chosen(kept, "", "", "c41")] == ["C41"]
    assert {f.claim.role for f in chosen(kept, "", "target", "")} == {"target"}
    assert "C41" in [f.claim.id for f in chosen(kept, "", "", "protection_fund")]  # by a lever of its test
    assert "C41" in [f.claim.id for f in chosen(kept, "", "", "保障金")]
    assert chosen(kept, "context", "target", "") == []


# Sandbox.


def test_a_rule_of_ones_own_is_read_and_every_fault_has_a_line():
    assert read_rule(sandbox.example(), OWN).weights == load_rule("example_own_rule").weights
    with pytest.raises(SpecError) as caught:
        read_rule("title: x\nweights:\n  distanz: 1\n  income: 500\n", OWN)
    assert [str(fault).split(": ")[0] for fault in caught.value.faults] == ["own:3:3", "own:4:11"]
    assert "did you mean distance" in str(caught.value)


def test_a_first_result_comes_with_the_program():
    assert not shipped_trial.stale(), "dispatch rules or the setting have changed: make shipped"
    assert sandbox.asked(asked("", "sandbox")) == shipped_trial.QUESTION
    kept_ones = shipped_trial.shipped_trial().shown()
    (one,) = [verdict for verdict in kept_ones if verdict.rule.name == "random"]
    found = try_rule(one.rule, one.setting, one.seeds)
    ours, theirs = ((v.measures, v.groups, v.points, v.series, v.lorenz, v.published) for v in (one, found))
    assert repr(ours) == repr(theirs), "the sandbox has changed: make shipped"


def test_the_address_asks_within_bounds():
    usual = sandbox.asked(asked("", "sandbox"))
    assert (usual.setting, usual.names) == (Setting(), ("nearest", "poorest", "random"))
    wild = sandbox.asked(asked("rules=nearest,evil,own&drivers=9999999&steps=0&rate=nan&seeds=99", "sandbox"))
    assert wild.names == ("nearest", OWN)
    assert wild.setting.drivers == sandbox.BOUNDS["drivers"][1]
    assert wild.setting.steps == sandbox.BOUNDS["steps"][0]
    assert sandbox.RATE[0] <= wild.setting.rate <= sandbox.RATE[1]
    assert wild.seeds == sandbox.MOST_SEEDS
    assert sandbox._faults(usual, "en") == []
    assert "rate" in sandbox.asked(asked("rules=own&own=rate", "sandbox")).own
    large = sandbox.asked(asked("drivers=5000&steps=43200&seeds=20", "sandbox"))
    (line,) = sandbox._faults(large, "en")
    assert "jiuye sandbox" in line
    assert sandbox._faults(sandbox.asked(asked("rules=-", "sandbox")), "zh") == [text("app_sandbox.none", "zh")]


def test_watching_ends_where_trying_ends():
    rules, ticks = [load_rule("nearest"), load_rule("random")], []
    seen = list(verdicts_so_far(rules, SMALL, [1, 2], ticks.append, lambda: False))
    assert [v.rule.name for v in seen] == ["nearest", "random"] * 5
    assert [v.setting.steps for v in seen[::2]] == [90, 180, 360, 720, 720]
    assert sum(ticks) == steps_to_play(SMALL, 2, 2)
    for early, late in zip(seen[:2], seen[6:8], strict=True):  # what is shown early is the beginning of the whole
        assert early.series[-1].value == pytest.approx(late.series[late.points.index(90)].value)
    for rule, last in zip(rules, seen[-2:], strict=True):
        found = try_rule(rule, SMALL, [1, 2])
        ours, theirs = ((v.measures, v.groups, v.lorenz) for v in (last, found))
        assert repr(ours) == repr(theirs)
    with pytest.raises(Stopped):
        list(verdicts_so_far(rules, SMALL, [1, 2], ticks.append, lambda: True))


def until(what, seconds=60.0):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    return what()


def tried(question: Question) -> tuple[RuleTrial, list[str]]:
    told: list[str] = []
    one = RuleTrial(question, question.rules(), "en", lambda: told.append(one.state))
    return one, told


def test_a_trial_runs_in_the_background_draws_and_is_remembered():
    question = Question(("nearest", OWN), sandbox.example(), SMALL, 2)
    assert remembered(question) is None
    one, told = tried(question)
    one.start()
    assert until(lambda: one.ended)
    assert (one.state, told[-1], one.done) == ("done", "done", one.steps)
    assert [len(v.seeds) for v in one.shown()] == [2, 2]
    for lang in LANGUAGES:
        assert one.pictures(lang).count("<figure>") == 3
    assert "0 of" not in one.pictures("en")
    assert remembered(question) is one


def test_a_trial_is_cancelled_and_bounded(monkeypatch):
    long = Question(("nearest",), "", Setting(drivers=500, steps=43_200), 20)
    one, _ = tried(long)
    one.start()
    assert until(lambda: one.done > 0)
    one.cancel()
    assert until(lambda: one.ended)
    assert one.state == "cancelled"
    assert one.done < one.steps
    assert remembered(long) is None
    monkeypatch.setattr(trial, "SECONDS", 0.0)
    late, _ = tried(long)
    late.start()
    assert until(lambda: late.ended)
    assert late.state == "late"
    held = [trial._waiting.acquire(blocking=False) for _ in range(trial.WAITING + trial.RUNNING)]
    try:
        assert all(held)
        full, _ = tried(long)
        assert full.start().state == "full"
    finally:
        for _ in held:
            trial._waiting.release()


# Model.


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_shelf_holds_all_of_its_kind_and_every_filter_has_a_word(kind, lang):
    found = collection(kind, lang)
    names = {
        "levers": set(LEVERS),
        "behaviour": set(params_of(Behaviour)),
        "rules": set(params_of(Rules)),
        "indicators": set(INDICATORS),
        "plan": {m.id for m in load_plan()},
    }
    if kind in names:
        assert {entry.name for entry in found.entries} == names[kind]
        assert len(found.entries) == len(names[kind])
    assert all(group_title(kind, group, lang) for group in found.groups())
    assert all(step_title(step, lang) for step in found.phases())
    assert sum(len(found.fitting(group=group)) for group in found.groups()) == len(found.entries)
    for entry in found.entries:
        assert entry in found.fitting(words=entry.name)
        html = table("", found.columns, [entry], lang) if found.columns else fold_head(entry) + entry.body
        assert entry.name in html
        assert not re.search("[\ue000\ue001]|\\bnan\\b", html)
    if kind not in ("plan",):
        assert set(found.grades()) <= {"measured", "derived", "judged", "swept"}


def test_every_setting_of_a_lever_has_unit_range_grade_and_source():
    for entry in collection("levers", "en").entries:
        assert entry.body.count('role="row"') == len(LEVERS[entry.name].settings()) + 1
    (first, *_) = collection("levers", "zh").fitting(words="micro_credentials")
    assert "20万套模块/年" in first.body


def test_codes_in_sources_lead_to_what_they_name():
    sections = {m.section.lstrip("§") for m in load_plan()}
    known = {"claims": {c.id for c in load_claims()}, "validation": {t.id for t in load_targets()}}
    known["sources"] = {work.id for work in load_literature()}
    sources = {p.source for owner in (Behaviour, Rules) for p in params_of(owner).values()}
    sources |= {p.source for lever in LEVERS.values() for p in lever.settings().values()}
    sources |= {lever.section for lever in LEVERS.values()}
    links = [unescape(link) for s in sources for link in re.findall(r'href="([^"]+)"', linked_source(s, "en"))]
    assert len(links) > 250
    lost = set()
    for link in links:
        if found := re.search(r"section=([\d.]+)", link):
            lost |= set() if any(s.startswith(found[1]) for s in sections) else {link}
        else:
            part = re.search(r"/claims|part=(\w+)", link)
            assert part is not None
            code = link.rpartition("q=")[2]
            held = known[part[1] or "claims"]  # P20 stands for P20a to P20e
            lost |= set() if any(re.fullmatch(rf"{re.escape(code)}[a-e]?", one) for one in held) else {link}
    assert lost == set()
    assert address("model", "zh", part="plan", section="") == "/model?lang=zh&part=plan"


def test_the_month_is_told_in_its_own_order():
    source = (ROOT / "model" / "month.py").read_text(encoding="utf-8")
    called = [source.index(f"{name}(city") for name in steps()]
    assert called == sorted(called)
    assert len(called) == 16
    assert set(owners().values()) == set(steps())
    assert readers("quit_rate") == ("separate_jobs",)
    assert readers("recall_tie") == ("separate_jobs",)
    assert readers("recall_months") == ("recall_staff",)  # of two steps that share a room
    assert readers("conversion_looks") == ("match_applications",)
    assert readers("firm_spread") == ("build",)
    assert readers("learning") == ("renew_population", "review_wages")  # by a rule that stands elsewhere
    assert readers("special_fund_per_head") != ("elsewhere",)
    assert set(headings()) == set(params_of(Behaviour))
    for lang in LANGUAGES:
        assert all(text(f"app_model.step.{name}.does", lang) for name in steps())
        assert all(text(f"app_model.limit.{name}", lang) for name in LIMITS)
        assert {key.split(".")[2] for key in texts(lang) if key.startswith("app_model.limit.")} == set(LIMITS)


# In a browser.


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible_and_fit_a_telephone(browser: Browser, name, lang):
    with browser.window() as visit:
        visit.open(f"/{PAGES[name]}&lang={lang}")
        for width, height in WIDTHS.items():
            visit.page.set_viewport_size({"width": width, "height": height})
            visit.screen(f"{name}-detail-{lang}-{width}")
            assert visit.wide() <= 0
            assert visit.shut_out() == []
        assert visit.strangers() == []
        assert visit.complaints == []


@needs_browser
@pytest.mark.browser
def test_figures_are_filtered_opened_by_key_and_linked(browser: Browser, kept):
    with browser.window() as visit:
        page = visit.open("/claims?lang=en").page
        assert page.locator(".claims details").count() == 69
        page.get_by_role("button", name=re.compile("^not supported")).click()
        found = len(kept.of("not supported"))
        assert browser.until(lambda: page.locator(".claims details").count() == found)
        assert "verdict=not+supported" in page.url
        page.go_back()
        assert browser.until(lambda: page.locator(".claims details").count() == 69)
        page.get_by_label("Judged by").select_option("counted")
        page.get_by_role("button", name=re.compile("^not supported")).click()
        found = len(kept.of("not supported", "counted"))
        assert browser.until(lambda: page.locator(".claims details").count() == found)
        assert "by=counted" in page.url
        page.get_by_role("button", name="all 69").click()
        page.get_by_label("Search").fill("C41")
        assert browser.until(lambda: page.locator(".claims details").count() == 1)
        assert page.locator("#C41 .strip").count() == 2
        assert page.locator("#C41 .strip").first.is_visible()
        page.locator("#C41 summary").focus()
        page.keyboard.press("Enter")
        assert browser.until(lambda: not page.locator("#C41 .strip").first.is_visible())
        page.keyboard.press("Enter")
        page.locator("#C41").get_by_role("link", name="§4.4.2").click()
        page.wait_for_selector("main table")
        assert page.locator("main").get_by_text("M101").or_(page.locator("main th[scope=row]")).first.is_visible()
        assert "part=plan" in page.url
        assert visit.complaints == []


@needs_browser
@pytest.mark.browser
def test_rules_are_tried_shown_as_they_run_and_cancelled(browser: Browser):
    setting = Setting(drivers=60, rate=0.2, radius=10, steps=720)
    with browser.window() as visit, browser.window() as other:
        page = visit.open("/sandbox?lang=en&drivers=60&steps=720&seeds=2").page
        other.open(
            "/sandbox?lang=zh&drivers=1000&steps=43200&seeds=4&rules=nearest,random,poorest,rating"
        )  # near the limit
        other.page.get_by_role("button", name=text("app_sandbox.start", "zh")).click()
        other.page.wait_for_selector('.trial[data-state="running"]')
        page.get_by_role("button", name="Try the rules").click()
        page.wait_for_selector('.trial[data-state="done"]', timeout=60_000)
        visit.screen("sandbox-done-en-1440")
        shown = page.locator("table").first.locator("tbody tr").first.locator("td .main").all_inner_texts()
        found = [try_rule(load_rule(name), setting, [1, 2]).measures["gini"].value for name in list_rules()[:3]]
        assert [float(words) for words in shown] == pytest.approx(found, abs=0.006)
        assert page.locator("figure svg[role=img]").count() == 3
        with page.expect_download() as download:
            page.get_by_role("link", name="Download").click()
        record = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert [rule["gini"]["value"] for rule in record["rules"]] == pytest.approx(found)
        other.page.get_by_role("button", name=text("app_sandbox.cancel", "zh")).click()
        other.page.wait_for_selector('.trial[data-state="cancelled"]')
        assert visit.complaints == other.complaints == []
        assert visit.strangers() == other.strangers() == []


@needs_browser
@pytest.mark.browser
def test_a_wrong_rule_is_refused_line_by_line(browser: Browser):
    with browser.window() as visit:
        page = visit.open("/sandbox?lang=en&rules=own").page
        field = page.get_by_label("Your rule")
        assert "weights" in field.input_value()
        field.fill("title: x\nweights: {distanz: 1}\n")
        field.blur()
        alert = page.get_by_role("alert")
        alert.wait_for()
        assert "own:2:11: weights.distanz" in alert.inner_text()
        assert page.get_by_role("button", name="Try the rules").is_disabled()
        assert visit.complaints == []


@needs_browser
@pytest.mark.browser
def test_the_model_is_searched_filtered_and_turned_page_by_page(browser: Browser):
    with browser.window() as visit:
        page = visit.open("/model?lang=en").page
        assert page.locator(".entries details").count() == 20
        page.get_by_role("button", name="Next").click()
        page.get_by_text(f"21–40 of {len(LEVERS)}").wait_for()
        page.get_by_label("Search").fill("micro_credentials")
        page.locator(".entries details[open] table").wait_for()
        page.get_by_role("button", name=re.compile("^Levers, tried alone 1$")).click()  # the search goes along
        page.locator(".entries details[open] figure svg").wait_for()
        page.get_by_label("Search").fill("")
        page.get_by_text(f"1–20 of {len(LEVERS)}").wait_for()
        assert page.locator(".entries details[open]").count() == 0
        page.locator(".entries summary").nth(2).click()
        page.locator(".entries details[open] table").first.wait_for()
        page.get_by_role("button", name="Behaviour").click()
        page.get_by_text(f"1–20 of {len(params_of(Behaviour))}").wait_for()
        page.get_by_label("Grade").select_option(label="measured")
        measured = sum(p.grade == "measured" for p in params_of(Behaviour).values())
        page.get_by_text(f"of {measured}").wait_for()
        page.get_by_role("link", name=re.compile("^B ")).first.click()
        page.wait_for_selector("main table tbody tr")
        assert page.locator("main table tbody tr").count() >= 1
        page.get_by_label("Search").fill("")
        page.get_by_role("button", name="Agreement with statistics").click()
        page.get_by_label("Shown").select_option("probes")
        page.locator("tbody th.group").first.wait_for()
        page.get_by_role("button", name="Limits").click()
        page.locator(".limits li").first.wait_for()
        assert page.locator(".limits li").count() == len(LIMITS)
        page.get_by_role("button", name="A month").click()
        page.locator(".steps li").first.wait_for()
        assert page.locator(".steps li").count() == 16
        assert visit.complaints == []
        assert visit.strangers() == []
