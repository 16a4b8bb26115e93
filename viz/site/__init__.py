"""The documentation as a site: pages of `docs/` and a reference made from the code, in both languages, by MkDocs.

Nothing is fetched, neither when it is built nor when it is read, and it is read from files as well as from a server.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ...agents.compiled import cache_folder
from ...messages import extra, phrase
from ...results.digest import mark
from ...scenarios.yaml_reader import Fault, SpecError
from ..reports.webfont import FIRST_CHINESE, cut
from ..words.texts import LANGUAGES, Lang, text, texts
from .python_api import python_page
from .reference import entries_page, sources_page
from .stored import files_page

Sources = Mapping[Lang, Mapping[str, str]]  # language → file below its folder → Markdown

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
STYLE = HERE.parent / "style" / "site.css"
SHIM = HERE / "scripts" / "iframe-worker.js"
WRITTEN = {  # part of the site → pages of `docs/`, in the order in which they are listed
    "start": ("index.md",),
    "learn": ("official.md", "planner.md", "researcher.md", "extending.md", "intervals.md", "limits.md"),
    "guides": ("experiments.md", "advise.md", "packages.md", "judging.md", "reliability.md", "performance.md"),
}
LISTS = ("levers", "indicators", "behaviour", "rules")
REFERENCE = ("commands", *LISTS, "files", "python", "sources")
CODE = re.compile(r"^```\w*\n.*?^```$", re.M | re.S)
SAME_CODE = "<!-- code -->"  # stands in a translation for the next block of the page that it translates
LIMITS = "<!-- limits -->"
BUILDERS = ("mkdocs", "material", "jieba")
CHINESE_FONT = "jiuye-sans.woff"
REMEMBERED = 3  # sites that are kept, of versions used side by side


def sources(commands: Mapping[Lang, str]) -> Sources:
    """Every page of the site as Markdown; of commands, which know this room, the page is handed in."""
    return {lang: {**_written(lang), **_reference(lang, commands[lang])} for lang in LANGUAGES}


def _written(lang: Lang) -> dict[str, str]:
    pages = {}
    for name in (name for part in WRITTEN.values() for name in part):
        english = (DOCS / name).read_text(encoding="utf-8")
        words = english if lang == "en" else with_code(name, (DOCS / lang / name).read_text(encoding="utf-8"), english)
        limits = [f"- {told}" for key, told in texts(lang).items() if key.startswith("app_model.limit.")]
        pages[name] = words.replace(LIMITS, "\n".join(limits))
    return pages


def with_code(name: str, words: str, english: str) -> str:
    """A translation with the code of the page that it translates; ValueError unless there is a place for each block."""
    blocks, places = CODE.findall(english), words.count(SAME_CODE)
    if places and places != len(blocks):
        raise ValueError(f"{name}: {len(blocks)} blocks of code and {places} places for them")
    for block in blocks if places else ():
        words = words.replace(SAME_CODE, block, 1)
    return words


def _reference(lang: Lang, commands: str) -> dict[str, str]:
    made = {
        "commands": commands,
        **{kind: entries_page(kind, lang) for kind in LISTS},
        "files": files_page(lang),
        "python": python_page(lang),
        "sources": sources_page(lang),
    }
    return {f"reference/{name}.md": made[name] for name in REFERENCE}


def kept(pages: Sources) -> Path:
    """Where the site of these pages is kept once it is built: another text, another lever, another folder."""
    return cache_folder() / f"site-{mark(json.dumps(pages, ensure_ascii=False), _looks(), length=16)}"


def forget_old() -> None:
    """Leave the sites built last, and no others."""
    found = sorted(cache_folder().glob("site-*"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in found[REMEMBERED:]:
        shutil.rmtree(folder, ignore_errors=True)


def _looks() -> str:
    """What else a site is made of."""
    files = [STYLE, *sorted(file for file in HERE.rglob("*") if file.suffix in (".py", ".html", ".js"))]
    return "".join(file.read_text(encoding="utf-8") for file in files)


def build(pages: Sources, target: Path) -> Path:
    """Build the site into a folder, which is there when all of it is; SpecError if what builds it is missing or other
    files would have to make room.

    Strict: a link that leads nowhere is an error.
    """
    if any(find_spec(name) is None for name in BUILDERS):
        raise SpecError([Fault("jiuye docs", extra("docs"))])
    target = target.absolute()  # MkDocs reckons from a folder of its own
    if target.is_dir() and any(target.iterdir()) and not (target / CHINESE_FONT).is_file():
        message = phrase("run.not_site", "holds something other than a site of these pages; choose another folder")
        raise SpecError([Fault(str(target), message)])
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        site = Path(scratch) / "site"
        for lang in LANGUAGES:
            _build(pages, lang, Path(scratch) / lang, site / lang)
        (site / "index.html").write_text(_door(), encoding="utf-8")
        _shared_font(site)
        for file in site.rglob("*.map"):  # of the theme's authors, for the theme's authors
            file.unlink()
        if target.exists():
            shutil.rmtree(target)
        site.replace(target)
    return target


def _build(pages: Sources, lang: Lang, source: Path, site: Path) -> None:
    """One language: its Markdown, then its HTML."""
    for name, words in pages[lang].items():
        file = source / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, encoding="utf-8")
    assets = source / "docs" / "assets"
    shutil.copytree(DOCS / "pictures", source / "docs" / "pictures", ignore=shutil.ignore_patterns("*.py"))
    assets.mkdir()
    shutil.copy2(STYLE, assets)
    shutil.copy2(SHIM, assets)
    file = source / "mkdocs.yml"
    file.write_text("site_name: Jiuye\n", encoding="utf-8")
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")  # what the theme's authors think of the next MkDocs
    from mkdocs.commands.build import build as build_pages
    from mkdocs.config import load_config

    _quiet_cutter()
    config = load_config(str(file), **_settings(pages, lang, source, site))
    config.plugins.on_startup(command="build", dirty=False)
    build_pages(config)


def _settings(pages: Sources, lang: Lang, source: Path, site: Path) -> dict[str, Any]:
    from pymdownx.slugs import slugify

    parts = {**WRITTEN, "reference": tuple(f"reference/{name}.md" for name in REFERENCE)}
    nav = [{text(f"site.part.{part}", lang): list(names)} for part, names in parts.items()]
    features = ["navigation.tabs", "navigation.top", "navigation.footer", "toc.follow", "content.code.copy"]
    palette = [
        {"scheme": scheme, "primary": "teal", "accent": "teal", "media": f"(prefers-color-scheme: {media})"}
        | {"toggle": {"icon": f"material/{icon}", "name": text(f"site.{media}", lang)}}
        for media, scheme, icon in (("light", "default", "weather-sunny"), ("dark", "slate", "weather-night"))
    ]
    return {
        "strict": True,
        "site_name": text("site.name", lang),
        "docs_dir": str(source / "docs"),
        "site_dir": str(site),
        "nav": nav,
        "theme": {
            "name": "material",
            "language": lang,
            "font": False,
            "custom_dir": str(HERE / "theme"),
            "icon": {"logo": "material/city-variant-outline"},
            "features": [*features, "search.highlight"],
            "palette": palette,
        },
        "plugins": {"search": {}, "offline": {}},
        "markdown_extensions": [
            *("tables", "attr_list", "pymdownx.superfences", "pymdownx.highlight"),
            {"toc": {"slugify": slugify(case="lower")}},  # headings in Chinese keep their characters
        ],
        "extra_css": [f"assets/{STYLE.name}"],
        "extra": {
            "generator": False,
            "missing": text("site.missing", lang),
            "polyfills": [f"assets/{SHIM.name}"],
            "languages": {each: text("site.this_language", each) for each in LANGUAGES},
            "mirrored": [name.replace(".md", ".html") for name in pages[lang]],
        },
    }


def _quiet_cutter() -> None:
    """Chinese is searched word by word; what cuts it into words keeps its table where ours are kept."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.dt.tmp_dir = str(cache_folder())


def _shared_font(site: Path) -> None:
    """One typeface with the Chinese of all pages, for machines that have none."""
    words = {c for file in site.rglob("*.html") for c in file.read_text(encoding="utf-8") if c >= FIRST_CHINESE}
    (site / CHINESE_FONT).write_bytes(cut("Regular", words, "woff"))


def _door() -> str:
    """Leads to the reader's language; without scripts both are offered."""
    links = " · ".join(f'<a href="{e}/index.html" lang="{e}">{text("site.this_language", e)}</a>' for e in LANGUAGES)
    script = 'location.replace((navigator.language.startsWith("zh")?"zh":"en")+"/index.html")'
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Jiuye</title>'
        f"<script>{script}</script></head>\n<body><p>{links}</p></body>\n</html>\n"
    )
