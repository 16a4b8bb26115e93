"""The pages Map and People in a browser: what is asked is shown, by mouse, by keyboard, by link, in both languages."""

from __future__ import annotations

import numpy as np
import pytest

from jiuye.experiments.lives_and_maps.atlas_measures import difference, of_districts
from jiuye.experiments.lives_and_maps.life_filter import draw, stories
from jiuye.experiments.lives_and_maps.shipped_futures import CITIES, shipped_atlas, shipped_lives
from jiuye.viz.charts.cells import FINE
from jiuye.viz.pages.life_view import LifeView
from jiuye.viz.words.texts import LANGUAGES, text

from ..browser import WIDTHS, Browser, needs_browser

pytestmark = [pytest.mark.browser, needs_browser]
SHOWN = """() => { const c = document.querySelector("canvas");
    return Array.from(c.getContext("2d").getImageData(0, 0, c.width, c.height).data); }"""
BUSY = 60.0  # seconds within which a page of a busy machine answers


def picture(visit) -> np.ndarray:
    """The pixels of the map, [row, column, red green blue]."""
    return np.array(visit.page.evaluate(SHOWN), np.uint8).reshape(64 * FINE, 64 * FINE, 4)[:, :, :3]


def painted(browser, visit):
    """Wait for the map and return its pixels."""
    visit.page.wait_for_selector("canvas")
    assert browser.until(lambda: picture(visit).any(), BUSY)
    return picture(visit)


def address(visit) -> str:
    """Where the window is; asking the browser, for its news of the address come late."""
    return visit.page.evaluate("location.href")


def clean(visit) -> None:
    assert visit.strangers() == []
    assert visit.complaints == []


def test_the_map_shows_the_difference_and_its_table(browser: Browser):
    atlas = shipped_atlas(CITIES[0])
    with browser.window() as visit:
        visit.open(
            "/map?lang=en&show=insured_share&future=four_levers&base=baseline&by=cell&clear=no&period=19", "table"
        )
        shades = painted(browser, visit)
        assert len(np.unique(shades.reshape(-1, 3), axis=0)) > 10
        change = difference(atlas, "insured_share", "four_levers", "baseline", of_districts(atlas), span=4)
        rows = visit.page.locator(".map-districts-table tbody tr").all_inner_texts()
        assert len(rows) == 1 + len(atlas.districts)
        for district, row in zip(atlas.districts, rows[1:], strict=True):
            assert row.startswith(district["en"])
        assert visit.page.locator(".map-name text").count() == len(atlas.districts)
        assert f"{change.mean[19, 0]:+.1f}" in rows[1].replace("\N{MINUS SIGN}", "-")
        clean(visit)


def test_time_runs_by_itself_and_by_key(browser: Browser):
    with browser.window() as visit:
        visit.open("/map?lang=en&base=none&show=platform_share&period=0", "table")
        first = painted(browser, visit)
        visit.page.get_by_role("button", name="Play").click()
        when = visit.page.locator(".map-when")
        early = when.inner_text()
        assert browser.until(lambda: when.inner_text() != early, BUSY)
        visit.page.get_by_role("button", name="Pause").click()
        assert (picture(visit) != first).any()
        assert browser.until(lambda: "period=" in address(visit) and "period=0" not in address(visit), BUSY)
        slider = visit.page.get_by_role("slider")
        slider.focus()
        before = int(slider.input_value())
        slider.press("ArrowRight")
        assert int(slider.input_value()) == before + 1
        assert browser.until(lambda: f"period={before + 1}" in address(visit), BUSY)
        clean(visit)


def test_a_cell_is_chosen_by_mouse_and_by_keys(browser: Browser):
    atlas = shipped_atlas(CITIES[0])
    cell = 20 * 64 + 40
    with browser.window() as visit:
        visit.open(f"/map?lang=zh&reach=0&cell={cell}", "table")
        painted(browser, visit)
        told = visit.page.locator(".map-story [aria-live]")
        assert atlas.districts[atlas.district[cell]]["zh"] in told.inner_text()
        grid = visit.page.get_by_role("application")
        grid.focus()
        grid.press("ArrowDown")
        grid.press("ArrowRight")
        assert browser.until(lambda: f"cell={cell + 65}" in address(visit), BUSY)
        box = visit.page.locator("canvas").bounding_box()
        visit.page.mouse.click(box["x"] + box["width"] * 52.5 / 64, box["y"] + box["height"] * 6.5 / 64)
        assert browser.until(lambda: f"cell={6 * 64 + 52}" in address(visit), BUSY)
        district = atlas.districts[atlas.district[6 * 64 + 52]]["zh"]
        assert browser.until(lambda: district in told.inner_text(), BUSY)
        clean(visit)


def test_a_field_changes_the_map_and_the_link(browser: Browser):
    with browser.window() as visit:
        visit.open("/map?lang=en", "table")
        before = painted(browser, visit)
        visit.page.get_by_label("What is shown").select_option("jobs")
        assert browser.until(lambda: (picture(visit) != before).any(), BUSY)
        assert "show=jobs" in address(visit)
        after, link = picture(visit), address(visit).removeprefix(visit.base)
    with browser.window() as other:
        other.open(link, "table")
        assert (painted(browser, other) == after).all()
        clean(other)


def test_a_person_is_followed_and_another_drawn(browser: Browser):
    lives = shipped_lives(CITIES[0])
    people = [draw(lives, stories()["farmer"], "whole_plan", k, differing=True).person for k in (0, 1)]
    views = [LifeView(lives, "en", person, "whole_plan") for person in people]
    assert views[0].who() != views[1].who()
    with browser.window() as visit:
        visit.open("/people?lang=en&story=farmer&future=whole_plan", "table")
        assert views[0].who() in visit.page.inner_text("main")
        assert views[0].parting().replace("**", "") in visit.page.inner_text("main")
        visit.page.get_by_role("button", name="Draw another").click()
        assert browser.until(lambda: views[1].who() in visit.page.inner_text("main"), BUSY)
        visit.page.get_by_role("button", name="A courier").click()
        assert browser.until(lambda: "delivery" in visit.page.inner_text("main [aria-live]"), BUSY)
        visit.page.go_back()
        assert browser.until(lambda: views[1].who() in visit.page.inner_text("main"), BUSY)
        clean(visit)


def test_an_own_choice_of_people(browser: Browser):
    with browser.window(390) as visit:
        visit.open("/people?lang=zh&story=own&sex=1&hukou=2", "table")
        assert browser.until(lambda: "女性，外地农业户籍" in visit.page.inner_text("main [aria-live]"), BUSY)
        visit.page.get_by_label("年龄从").fill("119")
        visit.page.get_by_label("年龄从").press("Enter")
        assert browser.until(lambda: "没有符合者" in visit.page.inner_text("main"), BUSY)
        assert visit.wide() <= 0
        clean(visit)


def test_a_crossed_group_and_a_policy_that_cannot_be_read(browser: Browser):
    with browser.window(390) as visit:
        visit.open("/people?lang=en&groups=sex%3Dfemale%2Cage%3D45-59%2Cresidence%3Dvillage", "table")
        assert "A woman of" in visit.page.inner_text("main [aria-live]")
        visit.page.get_by_label("Group").fill("sex=robot")
        alert = visit.page.get_by_role("alert")
        alert.wait_for()
        assert "robot" in alert.inner_text()
        visit.open("/people?lang=en&a=miracle", "main [role=alert]")
        assert "miracle" in visit.page.get_by_role("alert").inner_text()
        assert visit.wide() <= 0
        assert visit.shut_out() == []
        clean(visit)


def test_odd_addresses_do_no_harm(browser: Browser):
    with browser.window() as visit:
        for odd in (
            "/map?cell=-5&period=9e9&show=nothing&reach=77&future=baseline&base=baseline",
            "/people?story=x&draw=-1&sex=9",
        ):
            visit.open(f"{odd}&lang=en", "table")
            assert visit.page.locator("[role=alert]").count() == 0
        clean(visit)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_mesa_has_a_page_with_a_live_city(browser: Browser, lang):
    with browser.window() as visit:
        page = visit.open(f"/mesa?lang={lang}", "main figure svg").page
        assert page.title().startswith(text("app.page.mesa", lang))
        assert page.locator("main input[type=range]").count() == 4
        page.get_by_role("button", name=text("app_mesa.step", lang)).click()
        page.get_by_text(text("app_mesa.month", lang, n=1, all=60)).wait_for()
        page.get_by_role("button", name=text("app_mesa.play", lang)).click()
        first = text("app_mesa.month", lang, n=1, all=60)
        assert browser.until(lambda: page.locator("main [role=status]").first.inner_text() != first, BUSY)
        page.get_by_role("button", name=text("app_mesa.pause", lang)).click()
        assert page.locator("main figure svg").count() == 5
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            assert visit.wide() <= 0
            assert visit.shut_out() == []
        page.get_by_role("link", name=text("app_mesa.back", lang)).click()
        page.wait_for_selector("canvas")
        clean(visit)
