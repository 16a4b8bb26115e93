"""The page Sandbox: dispatch rules on synthetic drivers, with charts as they run."""

from __future__ import annotations

import base64
import json
from functools import partial
from html import escape
from pathlib import Path

import solara

from ...experiments.compare.comparison_file import plain
from ...experiments.sandbox import PUBLISHED, check_setting
from ...model.sandbox import Setting, Weights
from ...model.sandbox.fleet import STEPS_AN_HOUR
from ...scenarios.dispatch import FOLDER, NOT_LISTED, list_rules, load_rule
from ...scenarios.yaml_reader import SpecError
from ..reports.document import Fold, Paragraph
from ..reports.sandbox import gaps_table, key_of, measures_table
from ..words.dispatch import ARTICLE, notes
from ..words.faults import fault_line
from ..words.texts import Lang, listed, number, text
from .controls import Button, Html, Number, Toggle, blocks, inline_html
from .fields import Written, looks
from .query import Query
from .shipped_trial import QUESTION, shipped_trial
from .trial import MOST_WORK, OWN, RUNNING, SECONDS, WAITING, Question, RuleTrial, remembered

USUAL = Setting()
MOST_SEEDS, SEEDS = 20, QUESTION.seeds
BOUNDS = {"drivers": (2, 5_000), "radius": (1, 40), "steps": (360, 43_200)}
STEPS = {"drivers": 1, "radius": 1, "steps": 360}
FIRST = QUESTION.names
RATE = (0.05, 2.0)

_trial: solara.Reactive[RuleTrial | None] = solara.reactive(None)  # each session has its own
_beats = solara.reactive(0)


def _session() -> object:
    """A session that ends takes its trial with it."""
    return lambda: _trial.value.cancel() if _trial.value is not None else None


solara.lab.on_kernel_start(_session)


@solara.component
def Page(lang: Lang, query: Query) -> None:
    """Rules and setting, the trial's progress, and what came out."""
    looks("catalogue")
    Html(f'<h1>{text("app.page.sandbox", lang)}</h1><p class="lead">{escape(text("app_sandbox.lead", lang))}</p>')
    question = asked(query)
    faults = _faults(question, lang)
    _Rules(question, faults, lang, query)
    _Setting(question, lang, query)
    _Start(question, faults, lang, query)
    _Outcome(question, lang)
    blocks([Fold(text("app_sandbox.about", lang), tuple(Paragraph(words) for words in notes(lang)))], lang)


def asked(query: Query) -> Question:
    """What the address asks to try."""
    known = (*list_rules(), OWN)
    written = query.get("rules", ",".join(FIRST)).split(",")
    numbers = {name: query.integer(name, getattr(USUAL, name), *bounds) for name, bounds in BOUNDS.items()}
    setting = Setting(rate=_rate(query.get("rate")), **numbers)
    own = query.get(OWN) or example()
    names = tuple(name for name in known if name in written)
    return Question(names, own if OWN in names else "", setting, query.integer("seeds", SEEDS, 1, MOST_SEEDS))


def example() -> str:
    """The worked example of a rule of one's own."""
    return (Path(FOLDER) / f"{NOT_LISTED}.yaml").read_text(encoding="utf-8")


def _rate(written: str) -> float:
    try:
        return min(RATE[1], max(RATE[0], float(written)))
    except ValueError:
        return USUAL.rate


def _faults(question: Question, lang: Lang) -> list[str]:
    """Why the question cannot be tried, in lines."""
    if not question.names:
        return [text("app_sandbox.none", lang)]
    if question.work > MOST_WORK:
        count, most = (number(float(n), "", lang) for n in (question.work, MOST_WORK))
        return [text("app_sandbox.too_much", lang, count=count, most=most)]
    try:
        check_setting(question.setting)
        question.rules()
    except SpecError as error:
        return [fault_line(fault, lang) for fault in error.faults]
    return []


@solara.component
def _Rules(question: Question, faults: list[str], lang: Lang, query: Query) -> None:
    """The shipped rules to tick, and a rule of one's own."""

    def choose(name: str, on: bool) -> None:
        names = [one for one in (*list_rules(), OWN) if (on if one == name else one in question.names)]
        query.go(rules=",".join(names) or "-")

    with solara.Div(classes=["row"], attributes={"role": "group", "aria-label": text("app_sandbox.rules", lang)}):
        for name in list_rules():
            title = load_rule(name).title[lang]
            Toggle(title, name in question.names, partial(choose, name))
        Toggle(text("app_sandbox.own", lang), OWN in question.names, partial(choose, OWN))
    if OWN in question.names:
        Written(
            text("app_sandbox.own_text", lang),
            question.own,
            lambda given: query.go(own=given),
            note=text("app_sandbox.own_note", lang),
            wrong=bool(faults),
        )


@solara.component
def _Setting(question: Question, lang: Lang, query: Query) -> None:
    """Demand, radius, drivers, time, seeds."""
    setting = question.setting
    with solara.Div(classes=["fields", "compact"]):
        rate, note = text("app_sandbox.rate", lang), text("app_sandbox.rate_note", lang)
        Number(rate, setting.rate, RATE, 0.05, lambda value: query.go(rate=f"{value:g}"), note=note)
        for name, unit in (("radius", "cells"), ("drivers", ""), ("steps", "steps_unit")):
            Number(
                text(f"app_sandbox.{name}", lang),
                getattr(setting, name),
                BOUNDS[name],
                STEPS[name],
                partial(_set, query, name),
                unit=text(f"app_sandbox.{unit}", lang) if unit else "",
            )
        seeds = text("app_sandbox.seeds", lang)
        Number(seeds, question.seeds, (1, MOST_SEEDS), 1, partial(_set, query, "seeds"))


def _set(query: Query, name: str, value: float) -> None:
    query.go(**{name: int(value)})


@solara.component
def _Start(question: Question, faults: list[str], lang: Lang, query: Query) -> None:
    """Begin or cancel, go back to the article's setting, and why it cannot begin."""
    _ = _beats.value
    trial = _trial.value
    busy = trial is not None and not trial.ended

    def start() -> None:
        if trial is not None:
            trial.cancel()
        known = remembered(question)
        _trial.value = known or RuleTrial(question, question.rules(), lang, _beat).start()
        _beat()

    with solara.Div(classes=["row"]):
        label = text("app_sandbox.start", lang)
        Button(label, start, kind="main", disabled=bool(faults) or (busy and trial.question == question))
        if busy:
            Button(text("app_sandbox.cancel", lang), trial.cancel)
        if question.setting != USUAL:
            usual = dict.fromkeys(("rate", *BOUNDS))
            Button(text("app_sandbox.article", lang), lambda: query.go(**usual))
    if faults:
        lines = "<br>".join(inline_html(line) for line in faults)
        Html(f'<p class="warning" role="alert">{lines}</p>')


def _beat() -> None:
    _beats.value += 1


@solara.component
def _Outcome(question: Question, lang: Lang) -> None:
    """Progress, charts and tables of the trial that runs or ran, of this question or, from memory, of the address;
    where there is none, of the one that comes with the program."""
    _ = _beats.value
    trial = _trial.value
    if trial is None or (trial.ended and trial.question != question):
        trial = remembered(question) or trial
    if trial is None or (trial.ended and trial.question != question):
        trial = shipped_trial()
        key = "shipped" if question == trial.question else "shipped_other"
        rules = listed([rule.title[lang] for rule in trial.rules], lang)
        Html(f'<p class="note">{escape(text(f"app_sandbox.{key}", lang, rules=rules, seeds=QUESTION.seeds))}</p>')
    else:
        Html(_progress(trial, lang))
    shown = trial.shown()
    if not shown:
        return
    blocks([key_of(shown, lang)], lang)
    Html(trial.pictures(lang), classes="brief")
    parts = [Paragraph(text("app_sandbox.gap_note", lang), "note")]
    if any(verdict.published is not None for verdict in shown):
        parts.append(Paragraph(_published(lang), "note"))
    blocks([*parts, measures_table(shown, lang), gaps_table(shown, lang)], lang)
    if trial.state == "done":
        Html(_download(trial, lang))


def _progress(trial: RuleTrial, lang: Lang) -> str:
    """A bar and a sentence, which screen readers are told when the state changes."""
    told = text(
        f"app_sandbox.state.{trial.state}",
        lang,
        running=RUNNING,
        most=WAITING,
        done=f"{trial.done:,}",
        all=f"{trial.steps:,}",
        seeds=trial.question.seeds,
        seconds=f"{SECONDS if trial.state == 'late' else trial.seconds:,.0f}",
        number=trial.number,
    )
    bar = f'<progress max="{trial.steps}" value="{trial.done}" aria-label="{escape(told)}"></progress>'
    so_far = "" if trial.ended and trial.state == "done" else _so_far(trial, lang)
    status = f'<p role="status">{escape(told)}</p>' if trial.ended else f"<p>{escape(told)}</p>"
    return f'<div class="trial" data-state="{trial.state}">{"" if trial.ended else bar}{status}{so_far}</div>'


def _so_far(trial: RuleTrial, lang: Lang) -> str:
    """How much of the trial the charts below show."""
    shown = trial.shown()
    if not shown:
        return ""
    steps = shown[0].setting.steps
    if steps < trial.question.setting.steps:
        words = text("app_sandbox.early", lang, hours=f"{steps / STEPS_AN_HOUR:,.1f}")
    else:
        words = text("app_sandbox.partial", lang, n=min(len(v.seeds) for v in shown), all=trial.question.seeds)
    return f'<p class="note">{escape(words)}</p>'


def _published(lang: Lang) -> str:
    """The article's values, rule by rule."""
    told = []
    for name in list_rules():
        rule = load_rule(name)
        value = PUBLISHED.get(rule.weights)
        if value is not None and rule.weights != Weights():
            told.append(text("app_sandbox.published_value", lang, rule=rule.title[lang], value=f"{value:g}"))
    return text("app_sandbox.published_note", lang, article=ARTICLE[lang], values=listed(told, lang))


def _download(trial: RuleTrial, lang: Lang) -> str:
    """The numbers as a file that the page itself carries."""
    record = plain({"rules": [verdict.record() for verdict in trial.shown()], "notes": notes(lang)})
    content = base64.b64encode(json.dumps(record, ensure_ascii=False).encode()).decode()
    words = escape(text("app_sandbox.download", lang))
    return f'<p><a download="sandbox.json" href="data:application/json;base64,{content}">{words}</a></p>'
