"""The pages: what surrounds them, their state in the address, and in a browser everything an official does."""

from __future__ import annotations

import pytest

from jiuye.viz.app.query import Query

from .browser import WIDTHS, Browser, browser, needs_browser, served  # noqa: F401

PAGES = ("", "map", "people", "claims", "sandbox", "model")


def asked(search: str, page: str = "map") -> Query:
    return Query.read(page, search, lambda path: None)


def test_the_address_is_the_state():
    query = asked("lang=zh&city=ningbo&seeds=7&odd=%00")
    assert query.lang == "zh"
    assert query.get("city") == "ningbo"
    assert query.one_of("city", ("hangzhou", "ningbo"), "hangzhou") == "ningbo"
    assert query.one_of("city", ("hangzhou",), "hangzhou") == "hangzhou"
    assert query.whole("seeds", 3, 1, 5) == 5
    assert query.whole("nothing", 3, 1, 5) == 3
    assert asked("seeds=1e9").whole("seeds", 3, 1, 5) == 3
    assert query.href(city="lishui", seeds=None, odd=None) == "/map?lang=zh&city=lishui"
    assert query.href("people") == "/people?lang=zh"
    assert asked("lang=xx").lang is None


def test_a_change_of_state_is_a_step_of_the_browser():
    went = []
    Query.read("", "lang=en", went.append).go(city="ningbo")
    assert went == ["/?lang=en&city=ningbo"]


# In a browser.


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_in_each_language(browser: Browser, page, lang):  # noqa: F811
    with browser.window() as visit:
        visit.open(f"/{page}?lang={lang}")
        for width, height in WIDTHS.items():
            visit.page.set_viewport_size({"width": width, "height": height})
            visit.screen(f"{page or 'compare'}-{lang}-{width}")
            assert visit.wide() <= 0, "must be read without scrolling sideways"
        assert visit.page.evaluate("document.documentElement.lang") == ("zh-CN" if lang == "zh" else "en")
        assert visit.requests
        assert visit.strangers() == []
        assert visit.complaints == []
