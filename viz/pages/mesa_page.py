"""A live city for those who know Mesa: `jiuye.CityModel` stepped by hand, drawn by Mesa, labelled like other pages.

`solara run jiuye.viz.pages.mesa_page` shows it alone; each visitor gets a city of their own. Mesa's `SolaraViz` has
English words and sliders without names of its own, so the controls here are ours and what moves is Mesa's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import solara
from mesa.visualization.components import AgentPortrayalStyle, PropertyLayerStyle
from mesa.visualization.mpl_space_drawing import draw_space

from ...model.indicators import INDICATORS
from ...model.levers import LEVERS
from ...model.mesa_model import HORIZON, WorkerAgent
from ...scenarios.city_model import CityModel
from ..charts.canvas import Chart, below, canvas, colour, finish, heading, panel, ticks
from ..reports.document import Figures
from ..words.glossary import parameter_told, unit_told
from ..words.texts import Lang, number, scale, text
from .controls import Button, Html, Slider, blocks

CURVES = ("unemployment_rate", "platform_share", "worker_income", "insured_share")
HEADLINE = ("training_subsidy", "protection_fund", "data_dividend", "dispatch_transparency")
SMALL: Mapping[str, Any] = {"city": "reference", "workers": 2_000, "burn_in": 12, "size": 32, "seed": 1}
STEPS = 20  # positions of a slider
PACE = 0.3  # s between two months while playing
SIDE, WIDTH, HEIGHT = 300.0, 300.0, 150.0  # points
LOOKS = {  # Okabe and Ito's colours, and a shape for those who do not tell them apart
    "unemployed": ("#d55e00", "s", "■", 1),
    "employed": ("#0072b2", "o", "●", 2),
    "platform": ("#e69f00", "D", "◆", 3),
    "self_employed": ("#009e73", "^", "▲", 4),
    "training": ("#cc79a7", "v", "▼", 5),
}


@solara.component
def Page() -> None:
    """What `solara run` shows: a page of its own for each visitor."""
    LiveCity("zh")


@solara.component
def LiveCity(lang: Lang, fixed: Mapping[str, Any] = SMALL) -> None:
    """A city, all levers off; sliders set and begun anew, it is built again with them."""
    doses, set_doses = solara.use_state(dict.fromkeys(HEADLINE, 0.0))
    attempt, set_attempt = solara.use_state(0)
    playing, set_playing = solara.use_state(False)
    month, set_month = solara.use_state(0)
    model, set_model = solara.use_state(None)
    held = solara.use_memo(threading.Lock, [])

    def ready(made: CityModel | None) -> None:
        set_month(0)
        set_model(made)

    def forward() -> None:
        with held:
            if model is not None and model.running:
                model.step()
                set_month(model.steps)

    def again() -> None:
        set_playing(False)
        ready(None)
        set_attempt(attempt + 1)

    solara.use_effect(lambda: built({**fixed, **doses}, ready), [attempt])
    solara.use_effect(lambda: _closing(model, held), [model])
    solara.use_effect(lambda: _beating(forward, model, set_playing) if playing else None, [playing, model])
    running = model is not None and model.running
    with solara.Div(classes=["row"]):
        Button(text("app_mesa.step", lang), forward, kind="main", disabled=not running or playing)
        label = text("app_mesa.pause" if playing else "app_mesa.play", lang)
        Button(label, lambda: set_playing(not playing), pressed=playing, disabled=not running)
        Button(text("app_mesa.reset", lang), again, disabled=model is None)
    with solara.Div(classes=["fields"]):
        for name in HEADLINE:
            _dose(name, doses, set_doses, lang)
    key = "app_mesa.building" if model is None else "app_mesa.month" if running else "app_mesa.over"
    Html(f'<p role="status">{escape(text(key, lang, n=month, all=HORIZON))}</p>')
    if model is not None:
        Drawn(model, month, lang)


@solara.component
def Drawn(model: CityModel, month: int, lang: Lang) -> None:
    """The map with its key, and the curves once there is a month to show."""
    Html(f"<h2>{escape(text('app_mesa.map', lang))}</h2>")
    blocks([Figures((city_map(model, lang),), "wide")], lang)
    Html(_key(lang), classes="map-legend")
    if month:
        Html(f"<h2>{escape(text('app_mesa.curves', lang))}</h2>")
        blocks([Figures(tuple(curve(model, name, lang) for name in CURVES), "wide")], lang)


def built(settings: Mapping[str, Any], ready: Callable[[CityModel], None]) -> Callable[[], None]:
    """Have a city built beside the page, which is told when it is there; call what is returned to want it no more."""
    gone = threading.Event()

    def work() -> None:
        model = CityModel(**settings)
        if gone.is_set():
            model.close()
        else:
            ready(model)

    threading.Thread(target=work, daemon=True, name="live-city").start()
    return gone.set


def city_map(model: CityModel, lang: Lang) -> Chart:
    """Workers of the panel at their homes, as Mesa draws them, over where people live."""
    figure = canvas(SIDE, SIDE)
    axes = panel(figure, 2, 2, 2, 2)
    draw_space(model.grid, _portray, propertylayer_portrayal=_portray_layer, ax=axes, draw_grid=False)
    axes.axis("off")
    panelists = [agent.status for agent in model.agents if isinstance(agent, WorkerAgent)]
    counts = {text(f"app_people.status.{look[3]}", lang): panelists.count(name) for name, look in LOOKS.items()}
    told = text("number.comma", lang).join(f"{name} {n}" for name, n in counts.items())
    return finish(figure, "live-map", text("app_mesa.panel", lang), text("app_mesa.map_alt", lang, counts=told))


def curve(model: CityModel, name: str, lang: Lang) -> Chart:
    """An indicator since the beginning."""
    values = [float(value) for value in model.datacollector.get_model_vars_dataframe()[name]]
    figure = canvas(WIDTH, HEIGHT)
    axes = panel(figure, 44, 32, 12, 22)
    axes.plot(range(1, len(values) + 1), values, color=colour(1), linewidth=1.6, marker="o", markersize=2.5)
    axes.set_xlim(0.5, max(12.5, len(values) + 0.5))
    title, unit = INDICATORS[name].title[lang], INDICATORS[name].unit
    kind = scale([float(end) for end in axes.get_ylim()], unit, lang)
    ticks(axes.yaxis, kind)
    heading(axes, text("chart.with_unit", lang, what=title, unit=kind.unit) if kind.unit else title)
    below(axes, text("app_mesa.months", lang))
    alt = text("app_mesa.curve_alt", lang, name=title, n=len(values), value=number(values[-1], unit, lang))
    return finish(figure, f"live-{name}", title, alt)


def _dose(name: str, doses: Mapping[str, float], set_doses: Callable[[dict[str, float]], None], lang: Lang) -> Any:
    """A slider from nothing to twice the plan's dose, within the range of the setting."""
    setting, known = next(iter(LEVERS[name].settings().items()))
    most = 2.0 * known.default if known.within is None else min(2.0 * known.default, known.within[1])
    return Slider(
        f"{LEVERS[name].title[lang]}",
        doses[name],
        (0.0, most),
        most / STEPS,
        lambda value: set_doses({**doses, name: value}),
        unit=unit_told(known.unit, lang),
        note=parameter_told(f"{name}.{setting}", known.doc, lang),
    )


def _closing(model: CityModel | None, held: threading.Lock) -> Callable[[], None]:
    """A model is closed when another takes its place or the page is left, but not amid a month."""

    def close() -> None:
        if model is not None:
            with held:
                model.close()

    return close


def _beating(forward: Callable[[], None], model: CityModel | None, set_playing: Callable[[bool], None]) -> Any:
    """Month after month until it is paused, the page is left or time is over."""
    gone = threading.Event()

    def work() -> None:
        while model is not None and model.running and not gone.wait(PACE):
            forward()
        if not gone.is_set():
            set_playing(False)

    threading.Thread(target=work, daemon=True, name="live-city").start()
    return gone.set


def _key(lang: Lang) -> str:
    items = "".join(
        f'<li><b style="color:{shade}" aria-hidden="true">{sign}</b> '
        f"{escape(text(f'app_people.status.{code}', lang))}</li>"
        for shade, _, sign, code in LOOKS.values()
    )
    shade = '<i style="background:#777"></i>'
    return f"<ul>{items}<li>{shade}{escape(text('app_mesa.backdrop', lang))}</li></ul>"


def _portray(agent: Any) -> AgentPortrayalStyle:
    """Workers of the panel by status; the others only stand for their cell."""
    if not isinstance(agent, WorkerAgent) or agent.status not in LOOKS:
        return AgentPortrayalStyle(size=0, alpha=0.0)
    shade, marker, _, _ = LOOKS[agent.status]
    return AgentPortrayalStyle(color=shade, marker=marker, size=22, edgecolors="#ffffff", linewidths=0.5)


def _portray_layer(layer: Any) -> PropertyLayerStyle | None:
    """Where people live, as a backdrop."""
    return PropertyLayerStyle(colormap="Greys", alpha=0.9, colorbar=False) if layer.name == "persons" else None
