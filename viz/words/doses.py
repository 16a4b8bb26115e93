"""Levers and their doses in words: what a setting means, and its value with its unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...model.levers import LEVERS
from ...model.pilot import LOWER_IS_BETTER
from ...scenarios.lever_entries import WHEN_AND_WHERE
from ...scenarios.per_resident import RESIDENTS, told_of
from .glossary import parameter_told, value_told
from .texts import Lang, listed, month_name, number, term, text

Levers = Mapping[str, Any] | Sequence[Mapping[str, Any]]
Districts = Mapping[str, Mapping[str, str]]  # id → names


def dose_told(lever: str, setting: str, value: Any, lang: Lang) -> str:
    """`全市每年的学位数6万人/年`: a setting of a lever and its value; as it is written where it is none."""
    param = LEVERS[lever].settings().get(setting) if lever in LEVERS else None
    if param is None:
        return f"`{setting}: {value}`"
    meaning = parameter_told(f"{lever}.{setting}", param.doc, lang)
    if (amount := told_of(value)) is not None:
        shown = text(
            "dose.per_resident", lang, value=value_told(amount, param.unit, lang), n=number(RESIDENTS, "", lang)
        )
        return text("dose.of", lang, meaning=meaning, value=shown)
    shown = term("choice", value, lang) if isinstance(value, str) else value_told(value, param.unit, lang)
    return text("dose.of", lang, meaning=meaning, value=shown)


def doses_told(doses: Mapping[str, float], lang: Lang) -> str:
    """Doses by path (`training_subsidy.seats`) in words, lever by lever."""
    parts = [(*path.partition(".")[::2], dose) for path, dose in doses.items()]
    told = [(LEVERS[lever].title[lang], dose_told(lever, setting, dose, lang)) for lever, setting, dose in parts]
    return listed([text("dose.lever", lang, title=title, doses=words) for title, words in told], lang)


def entries(levers: Levers) -> list[tuple[str, Any]]:
    """Levers with what is written of each, entry by entry: of a list as it stands in a file, or of a mapping."""
    if isinstance(levers, Mapping):
        return list(levers.items())
    return [pair for entry in levers for pair in entry.items()]


def levers_told(levers: Levers, lang: Lang, start: str = "", districts: Districts | None = None) -> str:
    """The levers of a package by title, with what is not as usual: 培训补贴（全市每年的学位数6万人/年）."""
    told = [_lever_told(name, written, lang, start, districts or {}) for name, written in entries(levers)]
    return listed(told, lang)


def lever_titles(levers: Levers, lang: Lang) -> str:
    """The levers of a package by title alone, each once."""
    names = dict.fromkeys(name for name, _ in entries(levers))
    return listed([LEVERS[name].title[lang] if name in LEVERS else name for name in names], lang)


def when_told(written: Any, lang: Lang, start: str, districts: Districts, *, in_title: bool = False) -> list[str]:
    """When and where an entry holds: months, districts, how it grows, what a copy loses, how it is tried first (that it
    is, in a title); nothing of what is as usual (from the first month of the scenario, in the whole city)."""
    own = written if isinstance(written, Mapping) else {}
    told = []
    for key in (key for key in WHEN_AND_WHERE if key in own):
        value = own[key]
        if key == "from" and value == start:
            continue
        if key == "pilot":
            told += [text("dose.tried", lang)] if in_title else list(_pilot_told(value, lang))
        elif key in ("from", "until"):
            told.append(text(f"dose.{key}", lang, month=month_name(str(value), 0, lang)))
        elif key == "zones":
            names = [districts.get(zone, {}).get(lang, zone) for zone in value]
            told.append(text("dose.zones", lang, districts=listed(names, lang)))
        elif key == "phase_in":
            told.append(text("dose.phase_in", lang, n=value))
        else:
            told.append(text(f"dose.{key}", lang, share=number(float(value), "share", lang)))
    return told


def _pilot_told(pilot: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    """How a lever is tried in its districts before the whole city gets it, and what a second trial changes."""
    gain = number(float(pilot["at_least"]), "share", lang)
    measure = text(f"dose.measure.{pilot['measure']}", lang)
    key = "dose.pilot_less" if pilot["measure"] in LOWER_IS_BETTER else "dose.pilot"
    yield text(key, lang, n=pilot["months"], measure=measure, gain=gain)
    yield text("dose.copied", lang, share=number(float(pilot["transfer"]), "share", lang))
    if revised := pilot.get("revise"):
        told = [value if isinstance(value, str) else value_told(value, "", lang) for value in revised.values()]
        pairs = [f"{name} {value}" for name, value in zip(revised, told, strict=True)]
        yield text("dose.revised", lang, settings=listed(pairs, lang))


def _lever_told(name: str, written: Any, lang: Lang, start: str, districts: Districts) -> str:
    if name not in LEVERS:
        return name
    settings = LEVERS[name].settings()
    own = written if isinstance(written, Mapping) else {}
    changed = {k: v for k, v in own.items() if k in settings and v != settings[k].default}
    title = LEVERS[name].title[lang]
    told = [dose_told(name, k, v, lang) for k, v in changed.items()]
    told += when_told(own, lang, start, districts, in_title=True)
    return text("dose.lever", lang, title=title, doses=text("dose.join", lang).join(told)) if told else title
