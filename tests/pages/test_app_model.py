"""The page Model: what it shows, with and without a browser; and that pages in their details shut nobody out."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from jiuye.model.behaviour import Behaviour
from jiuye.model.indicators import INDICATORS
from jiuye.model.levers import LEVERS
from jiuye.model.params import params_of
from jiuye.model.rules import Rules
from jiuye.scenarios.claims import load_claims
from jiuye.scenarios.plan import load_plan
from jiuye.scenarios.sources import load_literature
from jiuye.scenarios.targets import load_targets
from jiuye.viz.pages.model import LIMITS
from jiuye.viz.reports.lookups import KINDS, collection, group_title
from jiuye.viz.reports.parameters import headings, owners, readers, steps
from jiuye.viz.reports.reference import address, fold_head, linked_source, step_title, table
from jiuye.viz.words.texts import LANGUAGES, text, texts

from ..browser import WIDTHS, Browser, needs_browser

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "claims": "claims?q=C41",
    "sandbox": "sandbox?rules=own,nearest&drivers=60&steps=720&seeds=2",
    "model": "model?part=behaviour&group=pay",
}


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
