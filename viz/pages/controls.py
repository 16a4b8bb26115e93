"""Controls made of what browsers bring: native fields that keyboards, screen readers and phones know."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

import solara

from ..charts.canvas import with_shared_glyphs
from ..reports.as_html import block_html
from ..reports.as_html import inline as inline_html
from ..reports.document import Block
from ..words.texts import Lang

__all__ = ["Button", "Choice", "FoldLater", "Html", "Links", "Number", "Slider", "Toggle", "blocks", "inline_html"]


@solara.component_vue("vue/links.vue", vuetify=False)
def Links(
    hrefs: list[dict[str, str]],
    here: str,
    place: int,
    languages: list[dict[str, Any]],
    root: str,
    words: dict[str, str],
    lang: str,
    event_go: Callable[[str], None],
) -> None:
    """Head of every page: skip link, pages, languages."""


@solara.component_vue("vue/choice.vue", vuetify=False)
def _Choice(
    label: str,
    options: list[dict[str, Any]],
    value: str,
    note: str,
    disabled: bool,
    event_choose: Callable[[str], None],
) -> None: ...


@solara.component_vue("vue/slider.vue", vuetify=False)
def _Slider(
    label: str,
    value: float,
    low: float,
    high: float,
    most: float,
    step: float,
    unit: str,
    note: str,
    disabled: bool,
    slides: bool,
    event_set: Callable[[float], None],
) -> None: ...


@solara.component_vue("vue/button.vue", vuetify=False)
def _Button(
    label: str, kind: str, disabled: bool, pressed: bool | None, described: str, event_press: Callable[[Any], None]
) -> None: ...


@solara.component_vue("vue/toggle.vue", vuetify=False)
def _Toggle(label: str, value: bool, disabled: bool, event_set: Callable[[bool], None]) -> None: ...


def Choice(
    label: str,
    options: Mapping[str, str],
    value: str,
    on_value: Callable[[str], None],
    *,
    note: str = "",
    disabled: bool = False,
    groups: Mapping[str, str] | None = None,
    off: Collection[str] = (),
) -> Any:
    """One of several; `options` goes from value to text, `groups` from value to the heading it stands under; those in
    `off` are shown and cannot be chosen."""
    heads = groups or {}
    listed = [
        {"value": key, "text": words, "group": heads.get(key, ""), "off": key in off and key != value}
        for key, words in options.items()
    ]
    return _Choice(label=label, options=listed, value=value, note=note, disabled=disabled, event_choose=on_value)


def _number(
    label: str,
    value: float,
    within: tuple[float, float],
    step: float,
    on_value: Callable[[float], None],
    *,
    unit: str = "",
    note: str = "",
    disabled: bool = False,
    most: float | None = None,
    slides: bool,
) -> Any:
    """A number; `on_value` is called when it is let go. Above `most` it can only be typed."""
    return _Slider(
        label=label,
        value=value,
        low=within[0],
        high=within[1],
        most=within[1] if most is None else most,
        step=step,
        unit=unit,
        note=note,
        disabled=disabled,
        slides=slides,
        event_set=lambda given: on_value(_bounded(given, within)),
    )


Slider = partial(_number, slides=True)  # by hand or by key
Number = partial(_number, slides=False)  # to type, where the range is too wide to slide over


def Button(
    label: str,
    on_press: Callable[[], None],
    *,
    kind: str = "",
    disabled: bool = False,
    pressed: bool | None = None,
    described: str = "",
) -> Any:
    """A button; `kind` is "main" or empty, `pressed` makes it a switch, `described` says more to screen readers."""
    return _Button(
        label=label,
        kind=kind,
        disabled=disabled,
        pressed=pressed,
        described=described,
        event_press=lambda _: on_press(),
    )


def Toggle(label: str, value: bool, on_value: Callable[[bool], None], *, disabled: bool = False) -> Any:
    """A tick box."""
    return _Toggle(label=label, value=value, disabled=disabled, event_set=on_value)


@solara.component_vue("vue/fold.vue", vuetify=False)
def _Fold(anchor: str, title: str, html: str, event_open: Callable[[Any], None]) -> None: ...


@solara.component
def FoldLater(anchor: str, title: str, make: Callable[[], str]) -> None:
    """What is made and sent when somebody opens it, or follows a link to it."""
    html, set_html = solara.use_state("")
    _Fold(anchor=anchor, title=title, html=html, event_open=lambda _: html or set_html(make()))


def Html(content: str, *, classes: str = "") -> Any:
    """HTML of our own making; texts that come from people must have been escaped."""
    return solara.HTML(tag="div", unsafe_innerHTML=content, classes=classes.split())


def blocks(parts: Sequence[Block], lang: Lang) -> Any:
    """Parts of a brief, as the brief shows them."""
    return Html(with_shared_glyphs("".join(block_html(part, lang) for part in parts)), classes="brief")


def _bounded(given: float, within: tuple[float, float]) -> float:
    """What a browser sends is not trusted to lie in the range."""
    return min(within[1], max(within[0], float(given)))
