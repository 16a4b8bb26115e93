"""Titles of users are printed as written, whatever they hold that looks like a mark."""

import re
from html.parser import HTMLParser

import pytest

from jiuye.viz.reports.as_html import inline
from jiuye.viz.reports.as_html import page as html_page
from jiuye.viz.reports.as_markdown import no_html
from jiuye.viz.reports.as_markdown import page as markdown_page
from jiuye.viz.reports.brief import document_of
from jiuye.viz.words.written import as_written, plain_markdown

from .sample_comparison import sample

TITLES = ["<b>x</b> **y** `z`", "[a](b) *c* _d_", "p | q", "two ` ticks", "<script>alert(1)</script>", "`a`|**b**"]


class Words(HTMLParser):
    """What a reader sees, and the names of elements."""

    def __init__(self, page):
        super().__init__()
        self.words, self.elements = [], []
        self.feed(page)
        self.seen = " ".join("".join(self.words).split())

    def handle_data(self, data):
        self.words.append(data)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_within_words_with_marks(title):
    shown = Words(inline(f"**{as_written(title)}** costs `more`"))
    assert shown.seen == f"{title} costs more"
    assert shown.elements == ["strong", "code"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_title_in_a_brief(lang):
    title = "<b>x</b> **y** `z` [a](b) | <script>alert(1)</script>"
    comparison = sample()
    named = comparison.scenarios[0]
    comparison.titles[named] = {"zh": title, "en": title}
    document = document_of(comparison, lang, "other.html")
    page = html_page(document, lang)
    shown = Words(re.sub(r"<style.*?</style>|<svg.*?</svg>", "", page, flags=re.DOTALL))
    assert shown.seen.count(title) > 3
    usual = Words(html_page(document_of(sample(), lang, "other.html"), lang)).elements
    for kind in ("b", "strong", "em", "code", "a", "script"):
        assert Words(page).elements.count(kind) == usual.count(kind), kind
    written = markdown_page(document, lang)
    assert plain_markdown(title) in written
    code = re.findall(r"```.*?```", written, re.DOTALL)
    outside = re.sub(r"```.*?```|!\[.*", "", written, flags=re.DOTALL)
    assert title not in outside, "every one is escaped"
    assert all("\\" not in part for part in code)


def test_markdown_holds_no_html():
    written = no_html('<a id="one"></a>\n\n# <b>x</b>, `a < b`\n\n```\na < b\n```\n<a id="x" onclick="y"> < 5')
    assert written == (
        '<a id="one"></a>\n\n# &lt;b>x&lt;/b>, `a < b`\n\n```\na < b\n```\n&lt;a id="x" onclick="y"> < 5'
    )


@pytest.mark.parametrize("title", ["|", "**", "`", "| Income", "<", "| a"])
def test_a_title_of_marks_breaks_nothing_else(title):
    as_written(title)
    table = "| Income | `a|b` |\n| --- | ---: |\n| advice | **1** |\n"
    assert no_html(table) == table
    assert Words(inline("**bold** and `code`")).elements == ["strong", "code"]
