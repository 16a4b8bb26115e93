"""Levers in the catalogue: their settings, who pays and what is risked."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from ...model.levers import LEVERS
from ...model.params import Param
from ..words.glossary import parameter_told, section_told, source_told, told, unit_told
from ..words.texts import Lang, listed, term, text
from .catalogued_parts import CatalogueRecord, number_block, plain_value
from .output import facts


def lever_record(name: str) -> CatalogueRecord:
    """Everything about a lever."""
    lever = LEVERS[name]
    meaning, _, phases = " ".join((lever.__doc__ or "").split()).partition(" Read by: ")
    return {
        "name": name,
        "title": lever.title,
        "meaning": meaning,
        "section": lever.section,
        "promises": lever.promises,
        "reaches": lever.reaches,
        "phase": phases.rstrip(".") or lever.reads,
        "payer": lever.payer,
        "risks": lever.risks,
        "touches": lever.touches,
        "expects": dict(lever.expects),
        "settings": [setting(param) for param in lever.settings().values()],
    }


def lever_tried(name: str) -> CatalogueRecord:
    """What the atlas that comes with the program found of a lever."""
    from ...experiments.lever_atlas.atlas_file import shipped_atlas  # takes half a second

    atlas = shipped_atlas()
    found = atlas.lever(name) if atlas else None
    return {"atlas": None if found is None else found.record()}


def atlas_told(name: str, lang: Lang) -> list[str]:
    """The same in a few lines; empty where there is no such atlas."""
    from ...experiments.lever_atlas.atlas_file import shipped_atlas
    from .lever_atlas import lever_lines

    atlas = shipped_atlas()
    found = atlas.lever(name) if atlas else None
    return lever_lines(found, atlas, lang) if atlas and found else []


def setting(param: Param) -> CatalogueRecord:
    """Everything that is known about a setting or a parameter."""
    low, high = param.within or (None, None)
    return {
        "name": param.name,
        "meaning": param.doc,
        "unit": param.unit,
        "low": low,
        "high": high,
        "choices": list(param.choices or ()),
        "default": param.default,
        "source": param.source,
        "grade": param.grade,
    }


def lever_line(record: CatalogueRecord, lang: Lang) -> list[str]:
    """A lever in a line of the table."""
    dose = record["settings"][0]
    return [
        record["name"],
        record["title"][lang],
        section_told(record["section"], lang),
        f"{dose['name']}: {plain_value(dose['default'])} {unit_told(dose['unit'], lang)}",
        _payers(record, lang),
    ]


def lever_card(record: CatalogueRecord, lang: Lang) -> list[RenderableType]:
    """A lever with all its settings."""
    name = record["name"]
    phases = listed([told("phase", one, one, lang) for one in record["phase"].split(", ")], lang)
    about = {"meaning": told("lever", name, record["meaning"], lang), "section": section_told(record["section"], lang)}
    about |= {key: record[key].get(lang) for key in ("promises", "reaches")} | {"phase": phases}
    about |= {"payer": _payers(record, lang), "risks": record["risks"][lang]}
    about["atlas"] = "\n".join(atlas_told(name, lang))
    settings = []
    for s in record["settings"]:
        span = ", ".join(s["choices"]) if s["choices"] else "" if s["low"] is None else f"{s['low']:,} – {s['high']:,}"
        default = f"{plain_value(s['default'])} {unit_told(s['unit'], lang)}".rstrip()
        s = {**s, "meaning": parameter_told(f"{name}.{s['name']}", s["meaning"], lang)}
        s["source"] = source_told(s["source"], lang)
        settings.append(
            number_block(s, default, [text("cli.range", lang, range=span), term("grade", s["grade"], lang)])
        )
    return [facts(about, lang), *settings, Text(text("cli.when_and_where", lang), "dim")]


def _payers(record: CatalogueRecord, lang: Lang) -> str:
    return listed([term("payer", payer, lang) for payer in record["payer"].split(", ")], lang)
