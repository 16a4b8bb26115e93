"""The site that `jiuye docs` opens: built strictly, whole in both languages, made from the code, read offline."""

from __future__ import annotations

import json
import os
import re
import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner

import jiuye
from jiuye.commands.docs import commands_page, every_command
from jiuye.commands.door import main
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.experiments.runs.tables import tables_of
from jiuye.model.behaviour import Behaviour
from jiuye.model.indicators import INDICATORS
from jiuye.model.levers import LEVERS
from jiuye.model.params import params_of
from jiuye.model.rules import Rules
from jiuye.scenarios.sources import load_literature
from jiuye.scenarios.spec import load_scenario
from jiuye.scenarios.targets import load_targets
from jiuye.viz import site as made
from jiuye.viz.site import REFERENCE, WRITTEN, build, sources, with_code
from jiuye.viz.site.python_api import PUBLIC
from jiuye.viz.site.stored import columns
from jiuye.viz.words.texts import LANGUAGES

from ..browser import WIDTHS, Visit, needs_browser
from ..following import DOCS, blocks, call, page
from ..languages import Read, names, strangers

PAGES = [*(name for part in WRITTEN.values() for name in part), *(f"reference/{name}.md" for name in REFERENCE)]
FETCHED = re.compile(r"""(?:<(?:script|img|iframe)[^>]+src|<link[^>]+href)=["']?(?:https?:)?//|url\(["']?https?:""")
OTHERS = {"en": "中文", "zh": "English"}  # the name of the other language
ARTICLE = re.compile("<article.*?</article>", re.S)
TYPED = ("reference/commands.md",)  # what commands say of themselves, as in a terminal


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, built as the command builds it where it is told to."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    told = json.loads(call(["docs", "--into", str(folder), "--no-browser", "--json"]).stdout)
    assert told == {"site": str(folder), "page": str(folder / "en" / "index.html"), "built": True}
    return folder


def test_a_site_takes_the_place_of_a_site_and_of_nothing_else(site, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    for place, lang, told in ((".", "en", "something other than a site"), ("mine", "zh", "不是这些网页")):
        done = CliRunner().invoke(main, ["docs", "--into", place, "--no-browser", "--lang", lang])
        assert done.exit_code == 2
        assert told in done.stderr
    assert (tmp_path / "mine" / "letter.txt").read_text(encoding="utf-8") == "mine"
    for _ in range(2):  # a place named from here, empty and then with the site
        call(["docs", "--into", "site", "--no-browser"])
    assert (tmp_path / "site" / "index.html").read_bytes() == (site / "index.html").read_bytes()


def html_of(site: Path, lang: str, name: str) -> str:
    return (site / lang / name.replace(".md", ".html")).read_text(encoding="utf-8")


def test_every_page_is_there_in_both_languages(site):
    for lang in LANGUAGES:
        found = {file.relative_to(site / lang).as_posix() for file in (site / lang).rglob("*.html")}
        assert found == {name.replace(".md", ".html") for name in PAGES} | {"404.html"}
    assert {file.name for file in DOCS.glob("*.md")} == {file.name for file in (DOCS / "zh").glob("*.md")}
    door = (site / "index.html").read_text(encoding="utf-8")
    assert all((site / where).is_file() for where in re.findall(r'href="(.*?)"', door))


def test_nothing_is_fetched_from_elsewhere(site):
    files = [file for file in site.rglob("*") if file.suffix in (".html", ".css")]
    assert len(files) > 2 * len(PAGES)
    assert [str(file) for file in files if FETCHED.search(file.read_text(encoding="utf-8"))] == []
    assert FETCHED.search('<script src="https://unpkg.com/x">')


@pytest.mark.parametrize("name", [*PAGES, "404.html"])
def test_a_chinese_page_is_chinese_and_an_english_one_english(site, name):
    """In lists of contents, where code has no marks, names of the program may stand."""
    for lang in LANGUAGES:
        page = html_of(site, lang, name)
        article = ARTICLE.search(page)[0]
        assert strangers(Read(article, lang).said, lang, names() if name in TYPED else frozenset()) == []
        assert strangers(Read(page.replace(article, ""), lang).said, lang, names()) == []


def test_the_reference_leaves_nothing_out(site):
    for lang in LANGUAGES:
        parameters = {"behaviour": params_of(Behaviour), "rules": params_of(Rules)}
        asked = {"levers": LEVERS, "indicators": INDICATORS, **parameters}
        for kind, known in asked.items():
            found = set(re.findall(r'id="(\w+)"', html_of(site, lang, f"reference/{kind}.md")))
            assert known.keys() - found == set(), kind
        told = html_of(site, lang, "reference/sources.md")
        codes = [*(target.id for target in load_targets()), *(f"B{work.id}" for work in load_literature())]
        assert [code for code in codes if f'id="{code}"' not in told] == []


def test_codes_of_sources_lead_to_where_they_are_told(site):
    for kind in ("levers", "behaviour"):
        found = set(re.findall(r'href="sources.html#([\w.]+)"', html_of(site, "en", f"reference/{kind}.md")))
        assert len(found) > 2
        known = set(re.findall(r'id="([\w.]+)"', html_of(site, "en", "reference/sources.md")))
        assert found - known == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_and_option_is_told(lang):
    words = commands_page(lang)
    contexts = list(every_command())
    assert len(contexts) > 30
    for context in contexts:
        assert f"## {context.command_path}\n" in words
        section = words.split(f"## {context.command_path}\n")[1].split("\n## ")[0]
        for option in context.command.params:
            assert option.opts[0] in section or option.human_readable_name.upper() in section, (context, option)


def test_the_page_of_python_has_every_public_name():
    assert {one.__name__ for one in PUBLIC} == {*jiuye.__all__} - {"__version__"}
    assert all(getattr(jiuye, one.__name__) is one for one in PUBLIC)


def test_the_page_of_files_has_the_columns_that_are_written():
    asked = load_scenario("baseline", overrides={"city": {"workers": 300}, "time": {"months": 1, "burn_in": 1}})
    written = tables_of(play(*burnt_in(asked, 1), asked, tuple(INDICATORS)), asked.start)
    told = columns()
    assert {name: tuple(table.column_names) for name, table in written.items()} == {n: told[n] for n in written}


def test_a_link_that_leads_nowhere_is_an_error(tmp_path):
    from mkdocs.exceptions import Abort

    pages = {lang: {"index.md": "# A\n\n[b](gone.md)\n"} for lang in LANGUAGES}
    with pytest.raises(Abort):
        build(pages, tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_a_chinese_page_has_the_code_of_the_english_one():
    for lang_page in (DOCS / "zh").glob("*.md"):
        english = page(lang_page.name)
        filled = with_code(lang_page.name, lang_page.read_text(encoding="utf-8"), english)
        assert [b.body for b in blocks(filled)] == [b.body for b in blocks(english)], lang_page.name
    with pytest.raises(ValueError, match=r"x\.md: 2 blocks of code and 1 places"):
        with_code("x.md", "<!-- code -->", "```\na\n```\n\n```\nb\n```\n")


# The command.


def test_it_is_built_once_and_opened(monkeypatch, tmp_path):
    opened, built = [], []

    def builds(pages, target):
        built.append(target)
        (target / "en").mkdir(parents=True)
        (target / "index.html").touch()

    monkeypatch.setattr(made, "build", builds)
    monkeypatch.setattr(made, "forget_old", lambda: None)
    monkeypatch.setattr(made, "kept", lambda pages: tmp_path / "kept")
    monkeypatch.setattr(webbrowser, "open", opened.append)
    first = call(["docs"])
    assert "Building the pages" in first.stderr
    assert "Building" not in call(["docs"]).stderr
    assert built == [tmp_path / "kept"]
    assert opened == [(tmp_path / "kept" / "en" / "index.html").as_uri()] * 2
    assert str(tmp_path / "kept" / "zh" / "index.html") in call(["docs", "--no-browser", "--lang", "zh"]).stdout
    assert len(opened) == 2


@pytest.mark.parametrize(("lang", "says"), [("en", "needs the extra docs"), ("zh", "需要附加组件 docs")])
def test_without_a_builder_it_says_what_to_install(monkeypatch, tmp_path, lang, says):
    monkeypatch.setattr(made, "find_spec", lambda name: None)
    with pytest.raises(AssertionError, match=f"{says}.*pip install 'jiuye\\[docs\\]'"):
        call(["docs", "--into", str(tmp_path / "site"), "--lang", lang])
    assert list(tmp_path.iterdir()) == []


def test_only_the_last_sites_are_remembered(monkeypatch, tmp_path):
    monkeypatch.setattr(made, "cache_folder", lambda: tmp_path)
    for age in range(made.REMEMBERED + 2):
        (tmp_path / f"site-{age}").mkdir()
        os.utime(tmp_path / f"site-{age}", (1_000 - age, 1_000 - age))
    (tmp_path / "kernels").mkdir()
    made.forget_old()
    left = {f"site-{age}" for age in range(made.REMEMBERED)}
    assert {folder.name for folder in tmp_path.iterdir()} == left | {"kernels"}


def test_another_text_is_another_site():
    pages = sources({lang: commands_page(lang) for lang in LANGUAGES})
    edited = {**pages, "en": {**pages["en"], "index.md": pages["en"]["index.md"] + "!"}}
    assert made.kept(pages) == made.kept(pages) != made.kept(edited)


# In a browser.


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_read_from_files(site, chromium, lang, width):
    """Nothing is asked of anybody, no page is wider than the window or shuts people out, and the other language is one
    click away."""
    window = chromium.new_page(viewport={"width": width, "height": WIDTHS[width]})
    asked, complaints = [], []
    window.on("request", lambda request: asked.append(request.url))
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    for name in ("index.html", "planner.html", "reference/levers.html"):
        window.goto((site / lang / name).as_uri())
        window.wait_for_selector("article h1")
        wide = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, name
        window.wait_for_function("document.readyState === 'complete'")
        assert Visit(window, "").shut_out() == [], name
    window.click(f"text={OTHERS[lang]}")
    window.wait_for_selector("article h1")
    other = next(one for one in LANGUAGES if one != lang)
    assert window.url == (site / other / "reference" / "levers.html").as_uri()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert complaints == []
    window.close()


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize(("lang", "words", "where"), [("en", "deadweight", "limits"), ("zh", "培训补贴", "levers")])
def test_it_is_searched_without_a_server(site, chromium, lang, words, where):
    window = chromium.new_page()
    window.goto((site / lang / "index.html").as_uri())
    window.fill(".md-search__input", words)
    window.press(".md-search__input", "End")  # what types Chinese raises no key
    window.wait_for_selector(f'.md-search-result__link[href*="{where}"]', timeout=60_000, state="attached")
    window.close()
