"""Files of one's own and what is saved, in a browser: dropped, shared, reloaded, kept, taken away; nothing is lost."""

from __future__ import annotations

import base64
import json

import pytest

from jiuye.viz.pages.asked import AskedComparison
from jiuye.viz.pages.query import Query

from ..browser import PATIENCE, Browser, Visit, needs_browser, serving
from .own_files import JIAXING, MINE, SMALL, page

pytestmark = [needs_browser, pytest.mark.browser]
HERE = Query("compare", (("lang", "en"),), print)
DROP = """([name, text]) => {
    const held = new DataTransfer();
    held.items.add(new File([text], name, { type: 'text/yaml' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: held, cancelable: true, bubbles: true }));
}"""
SHOWN = ".slot option:checked:has-text('{}')"


def now(visit: Visit) -> AskedComparison:
    """What the address asks for."""
    return AskedComparison.of(Query.read("compare", visit.page.url.partition("?")[2], print))


def shows(visit: Visit, title: str) -> None:
    visit.page.wait_for_selector(SHOWN.format(title), state="attached")


def unfold(visit: Visit, title: str) -> None:
    summary = visit.page.locator(f"summary:has-text('{title}')")
    if summary.locator("..").get_attribute("open") is None:
        summary.click()


def save(visit: Visit, what: str, name: str) -> None:
    form = visit.page.locator(".saved form").first
    form.get_by_label("Save", exact=True).select_option(label=what)
    form.get_by_label("under the name").fill(name)
    form.get_by_role("button", name="Save", exact=True).click()
    visit.page.wait_for_selector(f".saved [role=status]:has-text('{name} is saved')")


def test_files_are_dropped_compared_shared_and_gone_back_on(browser: Browser):
    with browser.window() as visit:
        visit.open(HERE.href(**SMALL, a="protection_fund"))
        visit.page.evaluate(DROP, ["mine.yaml", MINE])
        shows(visit, "My policy")
        unfold(visit, "Files of your own")
        field = visit.page.locator("input[type=file]")
        with visit.page.expect_file_chooser() as choosing:
            field.press("Space")
        choosing.value.set_files([{"name": "jiaxing.yaml", "mimeType": "text/yaml", "buffer": JIAXING.encode()}])
        visit.page.wait_for_selector("select option:checked:has-text('Jiaxing')", state="attached")
        wanted = now(visit)
        assert wanted.profile.name_en == "Jiaxing"
        assert [words[:5] for _, words in wanted.slots] == ["prote", "yaml~"]
        visit.page.get_by_role("button", name="Compare", exact=True).click()
        visit.page.wait_for_selector(f"#of[data-comparison='{wanted.key}']:has-text('Jiaxing')", timeout=PATIENCE)
        visit.page.wait_for_selector("#cost", timeout=PATIENCE)
        files = visit.page.locator("a[download]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert {f.rpartition("/")[2] for f in files} >= {"mine.yaml", "jiaxing.yaml", "base.yaml"}
        assert visit.shut_out() == []
        address = visit.page.url.removeprefix(browser.base)
        with browser.window(390) as other:
            other.open(address)
            shows(other, "My policy")
            other.page.wait_for_selector(f"#of[data-comparison='{wanted.key}']", timeout=PATIENCE)
            assert other.wide() <= 0
            assert other.complaints == []
        visit.page.reload()
        shows(visit, "My policy")
        visit.page.go_back()
        visit.page.go_back()
        visit.page.wait_for_selector("select option:checked:has-text('Lishui')", state="attached")
        shows(visit, "My policy")
        visit.page.go_back()
        visit.page.wait_for_selector(SHOWN.format("My policy"), state="detached")
        assert visit.complaints == []
        assert visit.strangers() == []


def test_what_is_wrong_with_a_file_is_told_and_nothing_is_lost(browser: Browser, tmp_path):
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    plain = {"mimeType": "text/yaml"}
    hole = JIAXING.replace("0.71339", "")
    bad = {
        "larger than the 64 kB": large,
        "is not UTF-8": {"name": "gbk.yaml", "buffer": "name: 就业".encode("gbk"), **plain},
        "unprintable character": {"name": "a.yaml", "buffer": b"\x7fELF\x02\x01", **plain},
        "alias": {"name": "bomb.yaml", "buffer": b"a: &a [x]\nb: *a\n", **plain},
        "nested deeper": {"name": "deep.yaml", "buffer": b"levers: " + b"[" * 9_000, **plain},
        "census.value.urban_share is empty; write a number": {"name": "c.yaml", "buffer": hole.encode(), **plain},
    }
    with browser.window() as visit:
        visit.open(HERE.href(**SMALL, a="protection_fund"))
        unfold(visit, "Saved")
        save(visit, "this question", "mine")
        before = visit.page.url
        for told, file in bad.items():
            visit.page.locator("input[type=file]").set_input_files(file)
            visit.page.wait_for_selector(f"[role=alert]:has-text('{told}')")
        assert visit.page.url == before
        assert visit.page.locator(".saved-list li").count() == 1
        assert visit.complaints == []


def test_a_policy_is_saved_taken_away_and_loaded_by_the_next_visit(browser: Browser, tmp_path):
    odd = "Mine <img src=x onerror=alert(1)>"
    with browser.window() as visit:
        visit.open(HERE.href(**SMALL, a="training_subsidy(seats=48000)", b="protection_fund"))
        unfold(visit, "Saved")
        save(visit, "Policy A: Levers of my own", odd)
        save(visit, "this question", "All of it")
        again = Visit(visit.page.context.new_page(), visit.base)
        again.page.set_default_timeout(PATIENCE)
        again.open(HERE.href(**SMALL, a="data_dividend"))
        unfold(again, "Saved")
        assert odd in again.page.locator(".saved-list").inner_text()
        assert again.page.locator(".saved-list img").count() == 0
        again.page.get_by_role("button", name=f"As policy C: {odd}", exact=True).click()
        again.page.wait_for_function("location.search.includes('c=training_subsidy')")
        assert dict(now(again).slots) == {"a": "data_dividend", "c": "training_subsidy(seats=48000)"}
        again.page.get_by_role("button", name=f"Files: {odd}", exact=True).click()
        with again.page.expect_download() as loading:
            again.page.locator(".saved-list a[download]").click()
        file = tmp_path / loading.value.suggested_filename
        loading.value.save_as(file)
        assert file.read_text(encoding="utf-8").startswith("# jiuye compare baseline")
        again.page.locator("input[type=file]").set_input_files(file)
        again.page.wait_for_function("location.search.includes('b=yaml')")
        kept = dict(now(again).slots)
        made = AskedComparison.of(page(**SMALL, a=kept["c"], b=kept["b"])).scenarios()[1]
        assert made[0].levers == made[1].levers
        again.page.get_by_role("button", name=f"Rename: {odd}", exact=True).click()
        again.page.get_by_label("New name").fill("Seats")
        again.page.get_by_role("button", name="Keep the name").click()
        again.page.wait_for_selector(".saved-list b:text-is('Seats')")
        again.page.get_by_role("button", name="Delete: Seats").click()
        again.page.get_by_role("button", name="Undo").click()
        again.page.wait_for_selector(".saved-list b:text-is('Seats')")
        again.page.get_by_role("button", name="Open: All of it").click()
        again.page.wait_for_function("location.search.includes('b=protection_fund')")
        assert dict(now(again).slots) == {"a": "training_subsidy(seats=48000)", "b": "protection_fund"}
        assert visit.complaints == []
        assert again.shut_out() == []


def test_storage_is_not_trusted_and_never_written_over(browser: Browser):
    ours = {"kind": "policy", "name": "good", "value": "nonsense(<b>)"}
    strange = [3, None, {"kind": "novel", "name": "x", "value": "y"}, {"kind": "policy", "name": 7}, ours]
    with browser.window() as visit:
        visit.open(HERE.href(**SMALL, a="protection_fund"))
        visit.page.evaluate("w => localStorage.setItem('jiuye-saved', w)", json.dumps(strange))
        visit.page.reload()
        visit.page.wait_for_selector(".saved-list li", state="attached")
        unfold(visit, "Saved")
        assert visit.page.locator(".saved-list > li").count() == 1
        visit.page.get_by_role("button", name="Files: good").click()
        visit.page.wait_for_selector("[role=alert]:has-text('is not a scenario')")
        visit.page.get_by_role("button", name="As policy B: good").click()
        visit.page.wait_for_selector("[role=alert]:has-text('B: nonsense(<b>) is not a scenario')")
        visit.page.get_by_role("button", name="Go on with what can be read").click()
        visit.page.wait_for_function("!location.search.includes('nonsense')")
        save(visit, "this question", "more")
        kept = json.loads(visit.page.evaluate("localStorage.getItem('jiuye-saved')"))
        assert kept[:-1] == strange
        visit.page.evaluate("localStorage.setItem('jiuye-saved', '{broken')")
        visit.page.reload()
        visit.page.wait_for_selector("text=It was put aside, not deleted", state="attached")
        aside = visit.page.evaluate("Object.entries(localStorage).filter(([k]) => k.startsWith('jiuye-saved.'))")
        assert [words for _, words in aside] == ["{broken"]
        assert visit.complaints == []


def test_an_address_that_cannot_be_read_asks_nothing_else_in_its_place(browser: Browser):
    with browser.window() as visit:
        visit.open(
            HERE.href(**SMALL | {"city": "atlantis"}, run=1, a="old_lever()+protection_fund(match=0.5)", level=3)
        )
        told = visit.page.get_by_role("alert").inner_text()
        for part in ("city: is none of", "level: is nothing that this page knows", "A: old_lever() is not a scenario"):
            assert part in told
        assert visit.page.locator("progress").count() == 0
        visit.page.get_by_role("button", name="Go on with what can be read").click()
        visit.page.wait_for_function("!location.search.includes('atlantis')")
        assert dict(now(visit).slots) == {"a": "protection_fund(match=0.5)"}
        swollen = "city~" + base64.urlsafe_b64encode(b"\x78\x9c" + b"\0" * 900).decode()
        visit.open(HERE.href(city=swollen, a="protection_fund"))
        assert "the address was cut or changed" in visit.page.get_by_role("alert").inner_text()
        assert visit.complaints == []


def test_a_server_that_is_started_anew_is_told_and_the_question_comes_back(browser: Browser):
    with serving() as told:
        own = Browser(browser.chromium, told["url"].split("/?")[0])
        window = own.window()
        visit = window.__enter__()
        visit.open(Query("compare", (("lang", "zh"),), print).href(**SMALL, a="training_subsidy(seats=48000)"))
        page_words = visit.page.content()
        assert "与服务器的连接已断开" in page_words
        visit.page.evaluate("document.documentElement.kept = true")
    try:
        visit.page.wait_for_selector(".lost:visible")
        assert visit.page.locator(".lost").inner_text().startswith("与服务器的连接已断开")
        with serving("--port", own.base.rpartition(":")[2]):
            visit.page.wait_for_selector(".lost", state="hidden")
            visit.page.wait_for_selector(".slot option:checked:has-text('自选政策工具')", state="attached")
            assert dict(now(visit).slots) == {"a": "training_subsidy(seats=48000)"}
            visit.page.reload()
            visit.page.wait_for_selector(".slot option:checked:has-text('自选政策工具')", state="attached")
    finally:
        window.__exit__(None, None, None)


@pytest.mark.parametrize(("page", "sentences"), [("compare", 3), ("mesa", 6)])
def test_solara_speaks_the_language_of_the_page(served: str, page, sentences):
    from urllib.request import urlopen

    with urlopen(f"{served}/{page}") as answer:
        words = answer.read().decode()
    for theirs in ("Server\n", "Could not restore", "Please refresh", "Refresh now", "may not function"):
        assert theirs not in words, "a newer Solara says it otherwise: viz/templates/index.html.j2"
    assert words.count('class="in-zh"') == words.count('class="in-en"') >= sentences
