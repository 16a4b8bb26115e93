"""The brief on paper: the first page is one page, three come before the appendix, and no heading is left behind."""

import re

import pytest

from jiuye.viz.reports import as_html
from jiuye.viz.reports.brief import document_of
from jiuye.viz.words.texts import LANGUAGES

from ..browser import needs_browser
from .sample_comparison import sample

BEYOND_FIRST = "document.querySelectorAll('main > :not(.first), footer').forEach(part => part.remove())"
APPENDIX = "document.querySelector('.appendix').remove()"
PATIENCE = 120_000  # ms on a busy machine
# Headings that no page may end with: what follows must be kept on their page.
LEFT_BEHIND = """[...document.querySelectorAll('main h2, main h3, figcaption, caption')].filter(heading =>
  getComputedStyle(heading).breakAfter !== 'avoid').map(heading => heading.textContent)"""


@pytest.fixture(scope="module")
def paper(chromium):
    """A page in a browser that prints."""
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE)
    page.emulate_media(media="print")
    yield page
    page.close()


def pages(page):
    """How many pages it prints on."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))


@needs_browser
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scenarios", [1, 4])
def test_three_pages_come_before_the_appendix_and_the_first_stands_alone(paper, tmp_path, lang, scenarios):
    file = tmp_path / "brief.html"
    html = as_html.page(document_of(sample(scenarios), lang, "brief.en.html"), lang)
    file.write_text(html, encoding="utf-8")
    paper.goto(file.as_uri())
    whole = pages(paper)
    assert paper.evaluate(LEFT_BEHIND) == []
    paper.evaluate(APPENDIX)
    before = pages(paper)
    assert before < whole, "the appendix is printed though it is folded on screen"
    assert before <= 3
    paper.evaluate(BEYOND_FIRST)
    assert pages(paper) == 1
