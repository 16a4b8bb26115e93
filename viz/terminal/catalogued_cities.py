"""Cities in the catalogue: their figures, with source and grade."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rich.console import RenderableType

from ...scenarios.cities import COUNTRY, city_figures, load_city
from ...scenarios.cities.figures import FORMS, Figure
from ...scenarios.merge import is_file
from ..words.glossary import city_told, source_told, told, unit_told
from ..words.texts import Lang, term, text
from .catalogued_parts import CatalogueRecord, number_block, plain_value
from .output import facts

FEW = 8  # numbers of a figure that fit beside its name


def city_record(name: str) -> CatalogueRecord:
    """Everything about a city."""
    where = Path(name) if is_file(name) else name
    profile = load_city(where)
    return {
        "name": profile.id,
        "title": {"zh": profile.name_zh, "en": profile.name_en},
        "residents": profile.residents,
        "adults": profile.adults,
        "area_km2": profile.area_km2,
        "districts": len(profile.districts),
        "pair": profile.pair,
        "figures": [_figure(key, figure) for key, figure in city_figures(where).items()],
    }


def _figure(key: str, figure: Figure) -> CatalogueRecord:
    form = FORMS.get(key)
    value: Any = figure.value
    if form is not None and form.names:
        value = dict(zip(form.names, np.asarray(value).tolist(), strict=True))
    meaning, unit = (form.doc, form.unit) if form is not None else ("districts of the city", "")
    return {
        "name": key,
        "meaning": meaning,
        "unit": unit,
        "value": value,
        "source": figure.source,
        "grade": figure.grade,
        "city": figure.city,
    }


def city_line(record: CatalogueRecord, lang: Lang) -> list[str]:
    """A city in a line of the table."""
    counts = (f"{record[key]:,}" for key in ("residents", "adults", "districts"))
    return [record["name"], record["title"][lang], *counts, record["pair"] or ""]


def city_card(record: CatalogueRecord, lang: Lang) -> list[RenderableType]:
    """A city with all its figures."""
    about = {"residents": f"{record['residents']:,}", "adults": f"{record['adults']:,}", "pair": record["pair"]}
    figures = []
    for f in record["figures"]:
        origin = [] if f["city"] == record["name"] else [from_city(f["city"], lang)]
        told_numbers = numbers(f["value"], lang)
        unit = unit_told(f["unit"], lang)
        words = f"{told_numbers} {unit}" if not isinstance(f["value"], dict | list) else f"{unit}: {told_numbers}"
        f |= {"meaning": told("figure", f["name"], f["meaning"], lang), "source": source_told(f["source"], lang)}
        figures.append(number_block(f, words.removeprefix(": "), [term("grade", f["grade"], lang), *origin]))
    return [facts(about, lang), *figures]


def from_city(name: str, lang: Lang) -> str:
    """Whose figure a city takes where it gives none."""
    if name == COUNTRY:
        return text("cli.from_country", lang)
    return text("cli.from_city", lang, city=city_told(load_city(name), lang))


def numbers(value: Any, lang: Lang) -> str:
    """A figure as far as it fits into a cell of a table."""
    if isinstance(value, list):
        return text("cli.rows", lang, n=len(value), names=", ".join(str(row["id"]) for row in value))
    if isinstance(value, dict):
        if len(value) <= FEW and not any(isinstance(x, list) for x in value.values()):
            return ", ".join(f"{key} {plain_value(x)}" for key, x in value.items())
        return text("cli.rows", lang, n=len(value), names=f"{next(iter(value))} … {list(value)[-1]}")
    return plain_value(value)
