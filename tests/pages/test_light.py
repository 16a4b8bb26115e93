"""How light the pages are: what they leave out of what Solara would send, and what a first visit weighs."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from jiuye.viz.pages import lean, webfonts

from ..browser import Browser, needs_browser
from ..weights import FIRST, Counting, Window, quiet

MOST_BYTES = 1_000_000  # of a first visit, with fonts
NEW_CHARACTERS = 60  # of our texts that may come in a slice of rare ones before the slices are made anew


def test_solaras_script_is_sent_without_what_pages_never_show():
    whole, script = lean.WHOLE.read_text(encoding="utf-8"), lean.lean_script().decode()
    assert len(script) < 0.65 * len(whole)
    for lost in ("VDatePicker", "KaTeX parse error"):
        assert lost in whole
        assert lost not in script
    assert lean.lean_url() == lean.lean_url()


def test_every_character_of_our_texts_is_in_a_slice():
    sheet = webfonts.SHEET.read_text(encoding="utf-8")
    faces = re.findall(r"assets/(\w+)-(\w+)\.woff2\).*?unicode-range:([^}]+)}", sheet)
    assert {weight for weight, _, _ in faces} == set(webfonts.WEIGHTS)
    assert all((webfonts.WEB / f"{weight}-{name}.woff2").is_file() for weight, name, _ in faces)
    assert {f.name for f in webfonts.WEB.iterdir()} == {f"{weight}-{name}.woff2" for weight, name, _ in faces}
    kept = {name: inside(ranges) for weight, name, ranges in faces if weight == "Regular"}
    everything = set().union(*kept.values())
    own = set(webfonts.own_characters())
    assert len(own) > 1_000
    assert own <= everything
    known = set().union(*(codes for name, codes in kept.items() if name.startswith("own")))
    assert len(own - known) < NEW_CHARACTERS, "make fonts"


def inside(ranges: str) -> set[str]:
    """The characters of CSS ranges."""
    pairs = [part.removeprefix("U+").split("-") for part in ranges.split(",")]
    return {chr(code) for pair in pairs for code in range(int(pair[0], 16), int(pair[-1], 16) + 1)}


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("page", [page for page in FIRST if page != "mesa"])
def test_a_first_visit_weighs_less_than_a_megabyte(browser: Browser, page):
    counting = Counting(urlsplit(browser.base).port)
    window = Window(browser.chromium, counting, 1440)
    try:
        window.page.goto(f"{counting.base}/{page}?lang=zh")
        window.page.wait_for_selector(FIRST[page])
        quiet(window, 1.0)
        assert not any("vuetify-app8" in name or "main8.css" in name for name in window.files), "Mesa's page alone"
        assert any(name.endswith(".woff2") for name in window.files), "a page in Chinese"
        assert 100_000 < counting.down < MOST_BYTES
    finally:
        window.context.close()
