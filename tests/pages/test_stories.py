"""What officials, planners and researchers do, clicked through in both languages on a desktop and on a telephone."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from jiuye.viz.pages.ask import told
from jiuye.viz.pages.ask_answer import title_of
from jiuye.viz.pages.asked import AskedComparison
from jiuye.viz.pages.query import Query
from jiuye.viz.pages.shipped_answers import READY, shipped_answer

from ..browser import PATIENCE, WIDTHS, Browser, Visit, needs_browser

pytestmark = [pytest.mark.browser, needs_browser]
LINE = 20.0  # pixels
SMALL = {"persons": 2_000, "months": 12, "seeds": 2}
# In one breath of the browser: what the answer is of, and what it says.
SHOWN = "key => document.querySelector(`#of[data-comparison='${key}']`)?.parentElement.innerText"


def seen(visit: Visit, selector: str) -> float:
    """How many pixels of something are seen without scrolling, from its top down."""
    box = visit.page.wait_for_selector(selector).bounding_box()
    while box is None:  # drawn anew between the two looks
        box = visit.page.wait_for_selector(selector).bounding_box()
    return min(box["y"] + box["height"], visit.page.viewport_size["height"]) - max(box["y"], 0.0)


def smaller(link: str) -> tuple[str, AskedComparison]:
    """A link into Compare for fewer persons, months and seeds; what it asks for."""
    found = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()} | SMALL
    address = Query("compare", (), print).href(**found)
    return address, AskedComparison.of(Query.read("compare", address.partition("?")[2], print))


def bare(words: str) -> str:
    """Words without spaces, which pages break differently."""
    return re.sub(r"\s", "", words)


def answer_to(visit: Visit, asked: AskedComparison) -> str:
    """Wait for the answer to this question; its words."""
    return str(visit.page.wait_for_function(SHOWN, arg=asked.key).json_value())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_a_sum_of_money_to_a_brief_in_the_hand(browser: Browser, lang, width):
    with browser.window(width) as visit:
        page = visit.page
        visit.open(f"/?lang={lang}", "#answer .lead")
        for one in reversed(READY):
            page.get_by_role("button", name=told(one, lang), exact=True).click()
            best = title_of(shipped_answer(one).choices[0], lang)
            page.wait_for_function(
                "best => document.querySelector('section[aria-labelledby=next] li')?.innerText === best", arg=best
            )
            assert page.locator("button[aria-pressed=true]").inner_text() == told(one, lang)
            page.evaluate("scrollTo(0, 0)")
            assert seen(visit, "#answer .lead") > LINE, "the answer is on the first screen"
        link = page.locator("section[aria-labelledby=next] a").first.get_attribute("href")
        address, asked = smaller(link)
        visit.open(address)
        words = answer_to(visit, asked)
        assert page.locator("select").first.input_value() == READY[0].city == asked.city, "everything is filled in"
        slider = page.get_by_role("slider").first
        slider.scroll_into_view_if_needed()
        shown = "#glance" if width > 900 else ".answer-bar"
        assert seen(visit, shown) > LINE, "the answer and what changes it are on one screen"
        slider.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("old => !location.search.includes(old)", arg=address.partition("&a=")[2])
        moved = AskedComparison.of(Query.read("compare", page.evaluate("location.search.slice(1)"), print))
        assert moved.slots != asked.slots
        assert answer_to(visit, moved) != words
        assert seen(visit, shown) > LINE
        seeds_in = "at => fetch(at).then(answer => answer.json()).then(comparison => comparison.seeds.length)"
        at = f"/download/{moved.key}/comparison.json"  # a seed that comes in later changes page and brief
        assert browser.until(lambda: page.evaluate(seeds_in, at) == moved.seeds, PATIENCE / 1_000)
        page.wait_for_selector(f"a[href='/download/{moved.key}/brief.{lang}.html']")
        with page.expect_download() as download:
            page.locator(f"a[href='/download/{moved.key}/brief.{lang}.html']").click()
        brief = download.value.path().read_text(encoding="utf-8")
        in_hand = bare(re.sub("<[^>]+>", "", unescape(brief)))
        for _ in range(50):  # the page may have the last seed a moment after the file
            if bare(page.locator("#glance h2").inner_text()) in in_hand:
                break
            page.wait_for_timeout(100)
        assert bare(page.locator("#glance h2").inner_text()) in in_hand
        assert visit.wide() <= 0
        assert visit.strangers() == []
        assert visit.complaints == []
