"""The Mesa user's page: one live city with sliders for the four headline levers, a map and curves.

`solara run jiuye.viz.pages.mesa_page` shows it; each visitor gets a city of their own. The officials' pages are built
on Solara directly; this one is Mesa's `SolaraViz` as it comes.
"""

from __future__ import annotations

from typing import Any

import solara
from mesa.visualization import Slider, SolaraViz, make_plot_component, make_space_component
from mesa.visualization.components import AgentPortrayalStyle, PropertyLayerStyle

from ...model.levers import LEVERS
from ...model.mesa_model import WorkerAgent
from ...scenarios.city_model import CityModel

CURVES = ("unemployment_rate", "platform_share", "worker_income", "insured_share")
HEADLINE = ("training_subsidy", "protection_fund", "data_dividend", "dispatch_transparency")
STEPS = 20  # positions of a slider
COLOURS = {  # Okabe and Ito
    "unemployed": "#d55e00",
    "employed": "#0072b2",
    "platform": "#e69f00",
    "self_employed": "#009e73",
    "training": "#cc79a7",
}


def build_page(
    city: str = "reference", *, workers: int = 2_000, burn_in: int = 12, size: int = 32, seed: int = 1, lang: str = "zh"
) -> Any:
    """A `SolaraViz` element of a city, all levers off; sliders set and Reset pressed, the city is built anew."""
    fixed: dict[str, Any] = {"city": city, "workers": workers, "burn_in": burn_in, "size": size, "seed": seed}
    model = solara.reactive(CityModel(**fixed))
    model.subscribe_change(_close_old)
    return SolaraViz(
        model,
        components=[
            make_space_component(_portray, propertylayer_portrayal=_portray_layer, draw_grid=False),
            *(make_plot_component(name) for name in CURVES),
        ],
        model_params={**fixed, **{name: dose_slider(name, lang) for name in HEADLINE}},
        name="Jiuye 就业",
    )


def dose_slider(name: str, lang: str = "zh") -> Slider:
    """A slider from nothing to twice the plan's dose, within the range of the setting."""
    setting, known = next(iter(LEVERS[name].settings().items()))
    most = 2.0 * known.default if known.within is None else min(2.0 * known.default, known.within[1])
    label = f"{LEVERS[name].title[lang]}: {setting} ({known.unit})"
    return Slider(label, value=0.0, min=0.0, max=most, step=most / STEPS, dtype=float)


@solara.component
def Page() -> Any:
    """What `solara run` shows: a page of its own for each visitor."""
    page = solara.use_memo(build_page, [])
    return page


def _close_old(_: CityModel, old: CityModel) -> None:
    """Mesa would keep the model that Reset replaces."""
    old.close()


def _portray(agent: Any) -> AgentPortrayalStyle:
    """Workers of the panel as dots, by status; the others only stand for their cell."""
    if not isinstance(agent, WorkerAgent) or agent.status not in COLOURS:
        return AgentPortrayalStyle(size=0, alpha=0.0)
    return AgentPortrayalStyle(color=COLOURS[agent.status], size=12)


def _portray_layer(layer: Any) -> PropertyLayerStyle | None:
    """Where people live, as a backdrop."""
    return PropertyLayerStyle(colormap="Greys", alpha=0.9, colorbar=False) if layer.name == "persons" else None
