"""The pages: what surrounds them, their state in the address, and in a browser everything an official does."""

from __future__ import annotations

import pytest
import solara.server.cdn_helper as cdn_helper
import solara.server.settings as settings

from jiuye.commands.app import listen
from jiuye.viz.guard import LOOPBACK, called, from_here, refused
from jiuye.viz.pages.offline import missing
from jiuye.viz.pages.query import Query
from jiuye.viz.words.texts import text

from ..browser import PATIENCE, WIDTHS, Browser, needs_browser
from .addresses import asked

SHOWN_FIRST = {"": "#answer h2", "compare": "#glance h2"}
PAGES = ("", "compare", "map", "people", "claims", "sandbox", "model")


def test_the_address_is_the_state():
    query = asked("lang=zh&city=ningbo&seeds=7&odd=%00")
    assert query.lang == "zh"
    assert query.get("city") == "ningbo"
    assert query.one_of("city", ("hangzhou", "ningbo"), "hangzhou") == "ningbo"
    assert query.one_of("city", ("hangzhou",), "hangzhou") == "hangzhou"
    assert query.integer("seeds", 3, 1, 5) == 5
    assert query.integer("nothing", 3, 1, 5) == 3
    assert asked("seeds=1e9").integer("seeds", 3, 1, 5) == 3
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
@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_in_each_language(browser: Browser, page):
    with browser.window() as visit:
        visit.open(f"/{page}?lang=zh")
        for lang, code in (("zh", "zh-CN"), ("en", "en")):
            visit.page.get_by_role("link", name=text("language", lang), exact=True).click()
            title = text(f"app.page.{page or 'ask'}", lang)
            visit.page.wait_for_selector(f"html[lang={code}] main h1:text-is('{title}')")
            if first := SHOWN_FIRST.get(page):  # there without asking
                visit.page.wait_for_selector(first, timeout=PATIENCE)
            for width, height in WIDTHS.items():
                visit.page.set_viewport_size({"width": width, "height": height})
                visit.screen(f"{page or 'ask'}-{lang}-{width}")
                assert visit.strange_words() == []
                assert visit.wide() <= 0, "must be read without scrolling sideways"
                assert visit.shut_out() == []
        assert visit.requests
        assert visit.strangers() == []
        assert visit.complaints == []


@needs_browser
@pytest.mark.browser
def test_pages_are_reached_and_left_by_keyboard(browser: Browser):
    with browser.window() as visit:
        visit.open("/claims?lang=en")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skip"
        visit.page.keyboard.press("Enter")
        assert visit.page.evaluate("document.activeElement.tagName") == "MAIN"
        visit.page.get_by_role("link", name="Model", exact=True).focus()
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_selector("main h1:text-is('Model')")
        assert "/model?lang=en" in visit.page.url
        visit.page.get_by_role("link", name="中文").click()
        visit.page.wait_for_selector("main h1:text-is('模型')")
        assert visit.page.evaluate("document.documentElement.lang") == "zh-CN"
        visit.page.go_back()
        visit.page.wait_for_selector("main h1:text-is('Model')")
        assert visit.complaints == []


@pytest.mark.parametrize(
    ("origin", "welcome"),
    [
        (None, True),
        (b"http://127.0.0.1:8765", True),
        (b"http://evil.example", False),
        (b"null", False),
        (b"http://[", False),
    ],
)
def test_another_site_gets_no_socket(origin, welcome):
    headers = {b"host": b"127.0.0.1:8765"} | ({} if origin is None else {b"origin": origin})
    assert from_here(headers) is welcome


@pytest.mark.parametrize(
    ("host", "welcome"),
    [
        *((b"127.0.0.1:8765", True), (b"localhost:8765", True), (b"[::1]:8765", True), (b"localhost", True)),
        *((b"evil.example:8765", False), (b"127.0.0.1.evil.example", False), (b"", False), (b"[", False)),
    ],
)
def test_a_server_of_this_machine_answers_to_its_own_name_alone(host, welcome):
    """A foreign name that leads here would let its pages read ours: the browser takes them for one site."""
    assert called({b"host": host}, LOOPBACK) is welcome
    assert called({b"host": host}, ())
    assert refused({b"host": host}, LOOPBACK) == (0 if welcome else 421)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({b"content-length": b"1000001"}, 413),
        ({b"content-length": b"x"}, 411),
        ({b"transfer-encoding": b"chunked"}, 411),
    ],
)
def test_no_body_is_read_that_no_page_sends(sent, code):
    assert refused({b"host": b"localhost", **sent}, LOOPBACK) == code


ESCAPES = ("../../../etc/passwd", "..%2f..%2f..%2fetc/passwd", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "..\\..\\x")
DOORS = (
    "static",
    "static/assets",
    "static/public",
    "static/nbextensions",
    "download",
    "download/x",
    "_solara/cdn",
    "docs",
)


@needs_browser
@pytest.mark.browser
def test_no_path_leads_out_and_every_answer_has_its_headers(served: str):
    """Asked as no browser would ask: the path is sent as it stands."""
    import http.client

    place = served.removeprefix("http://")
    for door in DOORS:
        for escape in ESCAPES:
            asking = http.client.HTTPConnection(place, timeout=30)
            asking.putrequest("GET", f"/{door}/{escape}", skip_host=True)
            asking.putheader("Host", place)
            asking.endheaders()
            answer = asking.getresponse()
            body = answer.read()
            assert b"root:" not in body, f"{door}/{escape}"
            assert answer.status in (200, 400, 404, 422), f"{door}/{escape}: {answer.status}"
            assert answer.getheader("content-security-policy")
            assert answer.getheader("x-content-type-options") == "nosniff"
            asking.close()


def test_every_file_of_the_page_is_here():
    assert missing() == [], "Solara asks for files that viz/pages/cdn has not"
    with pytest.raises(FileNotFoundError):
        cdn_helper.get_path(settings.assets.proxy_cache_dir, "vega@5.0.0/build/vega.min.js")
    assert not settings.telemetry.mixpanel_enable


def test_a_taken_port_is_told():
    with listen("127.0.0.1", 0) as first, pytest.raises(OSError, match="cannot be served"):
        listen("127.0.0.1", first.getsockname()[1])
