"""From when and until when a lever holds, how fast it grows, where, and whether it is tried there first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import solara

from ...model.levers import LEVERS
from ...model.params import Param
from ...model.pilot import MEASURES
from ...scenarios.checks import between
from ...scenarios.lever_entries import AT_LEAST, TRANSFER
from ..words.glossary import parameter_told
from ..words.texts import Lang, month_name, text
from .asked import AskedComparison, month_of
from .controls import Button, Choice, Html, Number, Toggle
from .setting_field import SettingField
from .slot_values import REVISE, WHEN, Trial, Value

NONE = ""
STEP = 6  # months between those that are offered
PERCENT = 100.0
USUAL = 12  # months of a trial
Settings = dict[str, Value]
Change = Callable[[Settings], None]


@solara.component
def WhenAndWhere(lever: str, settings: Settings, lang: Lang, asked: AskedComparison, change: Change) -> None:
    """Everything a lever takes besides its own settings."""
    put = _putter(settings, change)
    with solara.v.Html(tag="details", attributes={"open": ""} if set(settings) & set(WHEN) else {}):
        solara.v.Html(tag="summary", children=[text("app.compare.when", lang)])
        with solara.Div(classes=["fields"]):
            _months(settings, lang, asked, put)
            grown = float(settings.get("phase_in", 0))  # type: ignore[arg-type]
            within, unit = (0.0, float(asked.months)), text("app.compare.months", lang)
            Number(text("app.compare.phase_in", lang), grown, within, 1.0, lambda n: put("phase_in", int(n)), unit=unit)
        _districts(settings, lang, asked, change)
        Tried(lever, settings, lang, asked, change)
        _share("app.compare.arrives", settings.get("transfer", 1.0), TRANSFER, lang, lambda n: put("transfer", n))


def trial_of(settings: Mapping[str, Value]) -> Trial | None:
    """How a lever is tried first; None if it is not."""
    said = settings.get("pilot")
    return said if isinstance(said, dict) and said else None


def trial_months(settings: Mapping[str, Value]) -> int:
    """Months until a trial is measured; none without one."""
    trial = trial_of(settings)
    months = trial.get("months", USUAL) if trial else 0
    return int(months) if isinstance(months, int | float) else USUAL


def _putter(settings: Settings, change: Change) -> Callable[[str, Value | None], None]:
    """Set or, with nothing, take away what is said by one name."""

    def put(name: str, value: Value | None) -> None:
        kept = {key: said for key, said in settings.items() if key != name}
        said = value is not None and (bool(value) or name == "transfer")
        change({**kept, name: value} if said and value is not None else kept)

    return put


def _months(settings: Settings, lang: Lang, asked: AskedComparison, put: Callable[[str, Value | None], None]) -> None:
    """First and last month; only those that can hold together, with the trial between them."""
    begins, ends = (str(settings.get(name, NONE)) for name in ("from", "until"))
    first = _month(begins, asked) if begins else 0
    last = _month(ends, asked) if ends else asked.months
    tried = max(1, trial_months(settings))
    offered = {
        "from": [n for n in range(STEP, asked.months, STEP) if n + tried <= last or not ends],
        "until": [n for n in range(STEP, asked.months, STEP) if n >= first + tried],
    }
    for name, said in (("from", begins), ("until", ends)):
        months = dict.fromkeys([*(month_of(asked.start, n) for n in offered[name]), *([said] if said else [])])
        options = {NONE: text(f"app.compare.{name}_none", lang)} | {m: month_name(m, 0, lang) for m in months}
        Choice(text(f"app.compare.{name}", lang), options, said, lambda month, name=name: put(name, month))  # type: ignore[misc]


def _month(said: str, asked: AskedComparison) -> int:
    year, _, month = said.partition("-")
    return between(asked.start, (int(year), int(month)))


def _districts(settings: Settings, lang: Lang, asked: AskedComparison, change: Change) -> None:
    """Where it holds; a trial needs districts inside and outside."""
    profile = asked.profile
    here = _here(settings)
    names = {d.id: d.name_zh if lang == "zh" else d.name_en for d in profile.districts}
    every = dict.fromkeys((*names, *here))  # those of another city are seen, and can be taken away

    def tick(name: str, on: bool) -> None:
        zones = [zone for zone in every if (zone in here and zone != name) or (on and zone == name)]
        kept = {key: said for key, said in settings.items() if key != "zones" and (zones or key != "pilot")}
        change(kept | ({"zones": zones} if zones else {}))

    Html(f"<p class='note'>{text('app.compare.zones', lang)}</p>")
    last = trial_of(settings) is not None and len(here) == len(names) - 1
    with solara.Div(classes=["fields", "ticks"]):
        for zone in every:
            on = zone in here
            Toggle(names.get(zone, zone), on, lambda on, zone=zone: tick(zone, on), disabled=last and not on)  # type: ignore[misc]


def _here(settings: Mapping[str, Value]) -> list[str]:
    zones = settings.get("zones")
    return [str(zone) for zone in zones] if isinstance(zones, list) else []


@solara.component
def Tried(lever: str, settings: Settings, lang: Lang, asked: AskedComparison, change: Change) -> None:
    """Whether government tries a lever in its districts first, what it measures there, and what it does then."""
    trial = trial_of(settings)
    inside, every = len(_here(settings)), len(asked.profile.districts)

    def put(name: str, value: float | str | dict[str, float | str]) -> None:
        kept = {**(trial or {"months": min(USUAL, asked.months)}), name: value}
        kept = {key: said for key, said in kept.items() if said or key != REVISE}
        change({**settings, "pilot": kept})

    def measure(name: str) -> None:
        if name:
            put("measure", name)
        else:
            change({key: said for key, said in settings.items() if key != "pilot"})

    able = trial is not None or 0 < inside < every
    options = {NONE: text("app.compare.trial_none", lang)}
    options |= {name: text(f"dose.measure.{name}", lang) for name in MEASURES}
    Choice(
        text("app.compare.trial", lang),
        options,
        str(trial.get("measure", NONE)) if trial else NONE,
        measure,
        note="" if able else text("app.compare.trial_needs", lang),
        disabled=not able,
    )
    if trial is None:
        return
    until = str(settings.get("until", NONE))
    begins = str(settings.get("from", NONE))
    left = (_month(until, asked) if until else asked.months) - (_month(begins, asked) if begins else 0)
    months, unit = float(trial_months(settings)), text("app.compare.months", lang)
    with solara.Div(classes=["fields"]):
        within = (1.0, float(max(1, left)))
        Number(text("app.compare.trial_months", lang), months, within, 1.0, lambda n: put("months", int(n)), unit=unit)
        gain, copy = trial.get("at_least", AT_LEAST.default), trial.get("transfer", TRANSFER.default)
        _share("app.compare.trial_gain", gain, AT_LEAST, lang, lambda n: put("at_least", n))
        _share("app.compare.trial_copy", copy, TRANSFER, lang, lambda n: put("transfer", n))
    Again(lever, trial, settings, lang, asked, lambda changed: put(REVISE, changed))


@solara.component
def Again(
    lever: str,
    trial: Trial,
    settings: Settings,
    lang: Lang,
    asked: AskedComparison,
    change: Callable[[dict[str, float | str]], None],
) -> None:
    """What a second trial changes, setting by setting."""
    params = LEVERS[lever].settings()
    said = trial.get(REVISE, {})
    again = dict(said) if isinstance(said, dict) else {}
    titles = {name: parameter_told(f"{lever}.{name}", param.doc, lang) for name, param in params.items()}
    Choice(
        text("app.compare.trial_again", lang),
        {NONE: text(f"app.compare.trial_again_{'more' if again else 'none'}", lang)}
        | {name: title for name, title in titles.items() if name not in again},
        NONE,
        lambda name: change({**again, name: another(params[name], settings.get(name))}) if name else None,
    )
    for name in again:
        SettingField(
            lever,
            params[name],
            again,
            asked.profile,
            lang,
            lambda value, name=name: change({**again, name: value}),  # type: ignore[misc]
            label=text("app.compare.trial_setting", lang, setting="{setting}"),
        )
        Button(
            text("app.compare.remove", lang),
            lambda name=name: change({key: value for key, value in again.items() if key != name}),  # type: ignore[misc]
            described=text("app.compare.remove_of", lang, lever=titles[name]),
        )


def another(param: Param, now: Value | None) -> float | str:
    """A value of a setting that is not the present one: twice as much where that is in range."""
    if param.choices is not None:
        return next(choice for choice in param.choices if choice != (now or param.default))
    value = float(now) if isinstance(now, int | float) else float(param.default)
    low, high = param.within or (0.0, max(1.0, 10.0 * value))
    new = 2.0 * value if value and 2.0 * value <= high else 0.5 * value if value > low else high
    new = max(low, min(high, new))
    return round(new) if isinstance(param.default, int) else new


def _share(key: str, value: object, param: Param, lang: Lang, put: Callable[[float], None]) -> None:
    """A share, told in percent."""
    low, high = param.within or (0.0, 1.0)
    here = float(value) * PERCENT if isinstance(value, int | float) else 0.0
    unit = text("app.compare.percent", lang)
    Number(text(key, lang), round(here, 6), (low * PERCENT, high * PERCENT), 1.0, lambda n: put(n / PERCENT), unit=unit)
