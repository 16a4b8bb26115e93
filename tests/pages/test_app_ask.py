"""The page Ask: a question in the address, answers that come with the program, one search for all who ask the same."""

from __future__ import annotations

import threading
import time

import pytest

from jiuye.experiments.advise import advise
from jiuye.scenarios.spec import SpecError
from jiuye.viz.pages import asking, shipped_answers
from jiuye.viz.pages.ask import address, told
from jiuye.viz.pages.ask_answer import _address
from jiuye.viz.pages.asked import AskedComparison
from jiuye.viz.pages.asked_advice import FIRST, AskedAdvice, goals
from jiuye.viz.pages.asking import Asking
from jiuye.viz.pages.query import Query
from jiuye.viz.pages.shipped_answers import READY, shipped_answer
from jiuye.viz.pages.who import WHO
from jiuye.viz.words.texts import LANGUAGES

from ..browser import PATIENCE, Browser, needs_browser


def read(search: str) -> AskedAdvice:
    return AskedAdvice.of(Query.read("", search, print))


@pytest.mark.parametrize("one", READY)
def test_a_question_survives_its_own_address(one):
    assert read(Query("", (), print).href(**address(one)).partition("?")[2]) == one
    assert one.wanted().better
    for lang in LANGUAGES:
        assert "{" not in told(one, lang)
        assert "_" not in told(one, lang)


def test_what_is_not_offered_gives_way_and_nothing_asked_is_the_first_question():
    assert read("") == FIRST == READY[0]
    assert read("budget=-5&city=atlantis&goal=happiness&effort=endless") == AskedAdvice(
        FIRST.city, 10_000.0, FIRST.goal, "", FIRST.effort
    )
    with pytest.raises(SpecError, match="never"):
        read("group=sex%3Dneither").wanted()
    assert len(set(goals())) == len(goals())


def test_every_choice_of_whom_is_a_group():
    for name, values in WHO.items():
        for value in values:
            one = AskedAdvice("lishui", 1e7, "worker_income", f"{name}={value}")
            assert one.parts() == {name: value}, "written as it is named, so that the field shows it"


def test_ready_made_questions_have_answers_of_today():
    assert shipped_answers.stale() == [], "scenarios or behaviour have changed: make shipped"
    for one in READY:
        found = shipped_answer(one)
        assert found is not None
        assert (found.city, found.budget, found.goal) == (one.city, one.budget, one.goal)
        for choice in found.choices:
            opened = Query.read("compare", _address(found, choice, Query("", (), print)).partition("?")[2], print)
            base, (scenario,) = AskedComparison.of(opened).scenarios()
            assert {dated.lever.name for dated in scenario.levers} == set(choice.levers)
            assert base.profile.id == one.city


def test_one_search_serves_all_who_ask_and_stops_with_the_last(monkeypatch):
    began, over = [], threading.Event()

    def slow(base, budget, goal, folder, *, pool, **more):
        began.append(budget)
        while not pool.stop.wait(0.01):
            assert not over.is_set()
        raise asking.Stopped

    monkeypatch.setattr(asking, "advise", slow)
    one = AskedAdvice("lishui", 12_345_000.0, "worker_income", "")
    first, second = asking.ask(one, "a"), asking.ask(one, "b")
    assert isinstance(first, Asking)
    assert first is second
    first.leave("a")
    time.sleep(0.1)
    assert not first.ended, "somebody still waits"
    first.leave("b")
    end = time.monotonic() + 20
    while not first.ended and time.monotonic() < end:
        time.sleep(0.01)
    over.set()
    assert (first.state, began) == ("stopped", [12_345_000.0])
    assert asking.advise is not advise


def test_whoever_asks_again_after_a_stop_goes_on_when_the_first_is_over(monkeypatch):
    running, together = [], []

    def slow(base, budget, goal, folder, *, pool, **more):
        together.append(len(running))
        running.append(budget)
        pool.stop.wait(20)
        time.sleep(0.2)  # a month that is being finished
        running.pop()
        raise asking.Stopped

    monkeypatch.setattr(asking, "advise", slow)
    one = AskedAdvice("lishui", 23_456_000.0, "worker_income", "")
    first = asking.ask(one, "a")
    first.leave("a")
    again = asking.ask(one, "a")
    assert again is not first, "the first is about to stop"
    first.leave("a")  # as its page does when it closes
    assert asking.ask(one, "b") is again
    for session in "ab":
        again.leave(session)
    end = time.monotonic() + 20
    while not again.ended and time.monotonic() < end:
        time.sleep(0.01)
    assert (first.state, again.state) == ("stopped", "stopped")
    assert together == [0, 0], "two would write in one folder"


# In a browser.


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_the_first_screen_answers_and_leads_into_compare(browser: Browser, width):
    with browser.window() as visit:
        visit.page.set_viewport_size({"width": width, "height": 900 if width > 900 else 844})
        visit.open("/?lang=zh")
        answer = visit.page.wait_for_selector("#answer .lead", timeout=PATIENCE)
        assert answer.bounding_box()["y"] < visit.page.viewport_size["height"], "within the first screen"
        assert "丽水" in answer.inner_text()
        visit.page.get_by_role("button", name=told(READY[1], "zh"), exact=True).click()
        visit.page.wait_for_function("document.querySelector('#answer .lead')?.innerText.includes('杭州')")
        assert visit.wide() <= 0
        visit.screen(f"ask-answer-{width}")
        assert visit.shut_out() == []
        link = visit.page.locator("section[aria-labelledby=next] a").first
        assert "/compare?" in link.get_attribute("href")
        assert visit.complaints == []


@needs_browser
@pytest.mark.browser
def test_an_older_link_to_compare_still_compares(browser: Browser):
    with browser.window() as visit:
        visit.open("/?lang=en&city=lishui&persons=2000&months=12&seeds=2&a=dispatch_transparency")
        visit.page.wait_for_url(
            "**/compare?*a=dispatch_transparency*", timeout=PATIENCE
        )  # told after the page is shown
        visit.page.wait_for_selector("main h1:text-is('Compare')", timeout=PATIENCE)
