"""The page Claims: what it shows, with and without a browser."""

from __future__ import annotations

import re
from html import unescape

import pytest

from jiuye.experiments.claims import VERDICTS, ClaimsLedger, shipped_ledger
from jiuye.scenarios.claims import READINGS, load_claims
from jiuye.viz.pages.claims_cards import cards, chosen
from jiuye.viz.words.texts import LANGUAGES, text

from ..browser import Browser, needs_browser
from .addresses import asked


@pytest.fixture(scope="module")
def kept() -> ClaimsLedger:
    found = shipped_ledger()
    assert found is not None
    return found


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


# In a browser.


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
