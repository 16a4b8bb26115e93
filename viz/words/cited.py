"""Public figures as readers meet them: what was published, by which office, under which title, when, and how it was
checked."""

from __future__ import annotations

from functools import cache

from ...scenarios.sources import Publication, publications_of
from ...scenarios.targets import Target, load_targets
from .glossary import told
from .texts import Lang, day_told, text


@cache
def _shipped() -> dict[str, str]:
    return {target.id: target.source for target in load_targets()}


def cited(t: Target, lang: Lang) -> tuple[str, ...]:
    """Each publication of a figure; of a figure of one's own table, the source as it is written there."""
    if t.source != _shipped().get(t.id):
        return (t.source,)
    return tuple(_publication(one, lang) for one in publications_of(t.id))


def offices(t: Target, lang: Lang) -> tuple[str, ...]:
    """The same in short: who published."""
    if t.source != _shipped().get(t.id):
        return (t.source,)
    return tuple(dict.fromkeys((one.office or one.title)[lang] for one in publications_of(t.id)))


def _publication(one: Publication, lang: Lang) -> str:
    key = "validation.by_office" if one.office else "validation.by_title"
    office = {"office": one.office[lang]} if one.office else {}
    return text(key, lang, title=one.title[lang], year=day_told(one.year, lang), **office)


def published(t: Target, lang: Lang) -> str:
    """The figure as it was published."""
    return told("published", t.value, t.value, lang)


def year_of(t: Target, lang: Lang) -> str:
    """The time it is about."""
    return told("year", t.year, t.year, lang)


def status_of(t: Target, lang: Lang) -> str:
    """How it was checked."""
    return told("status", t.status, t.status, lang)


def sources_of(t: Target, lang: Lang) -> str:
    """All publications in one line."""
    return text("validation.next_source", lang).join(cited(t, lang)) or text("validation.not_published", lang)
