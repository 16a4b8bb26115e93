"""The Mesa face: the same city with Mesa's tools around it, and nothing left behind when it is closed."""

import copyreg
import gc
import inspect
import pickle
import re
import threading
import warnings
import weakref

import mesa
import numpy as np
import pytest
from mesa.batchrunner import batch_run
from mesa.datacollection import DataCollector

import jiuye
from jiuye.agents.workers import PLATFORM, STATUSES, UNEMPLOYED
from jiuye.model import mesa_model
from jiuye.model.build import build_city
from jiuye.model.indicators import INDICATORS, Series, measure
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.mesa_model import LAYERS, MAIN, EmployerAgent, GovernmentAgent, PlatformAgent, WorkerAgent
from jiuye.model.month import step
from jiuye.scenarios.cities import load_city

SMALL = {"workers": 400, "burn_in": 2, "size": 16, "tracer": 20}


PAGE = 991  # seed of the page's models


def small(**changes):
    return jiuye.CityModel(**(SMALL | {"seed": 1} | changes))


def panel(model, kind):
    return list(model.agents_by_type[kind])


# The same numbers as without Mesa.


def test_a_step_is_a_month_of_the_city():
    doses = {"training_subsidy": 50_000.0, "protection_fund": 0.02, "data_dividend": 0.3, "dispatch_transparency": 0.5}
    model = small(city="hangzhou", seed=7, **doses)
    profile = load_city("hangzhou")
    existing = (existing_training(profile),)
    city = build_city(profile, 400, 7, size=16)
    months = [step(city, Policy(existing=existing)) for _ in range(2)]
    city.start = city.month
    levers = [LEVERS[name](**{next(iter(LEVERS[name].settings())): dose}) for name, dose in doses.items()]
    acts = Policy(tuple(Dated(lever=lever) for lever in levers), existing)
    for month in range(1, 5):
        months.append(step(city, acts))
        model.step()
        assert (model.month, model.steps) == (month, month)
        for table in ("workers", "employers", "markets"):
            for name, column in getattr(city, table).columns().items():
                assert (column == getattr(getattr(model.city, table), name)).all(), (table, name)
        assert model.city.ledger.flows == city.ledger.flows
        assert model.flows == months[-1].counts
    for name, values in measure(Series.of(city, months), tuple(INDICATORS)).items():
        assert getattr(model, name) == pytest.approx(values[-1, 0], nan_ok=True), name
    assert model.indicator("employment_rate", "urban_rural=rural") != model.employment_rate


def test_a_seed_makes_the_model_again_and_another_one_another():
    first, second, other = small(), small(), small(seed=2)
    for model in (first, second, other):
        for _ in range(3):
            model.step()
    assert (first.city.workers.income == second.city.workers.income).all()
    assert first.datacollector.model_vars["gini"] == second.datacollector.model_vars["gini"]
    assert (first.city.workers.income != other.city.workers.income).any()


def test_two_models_do_not_touch_each_other():
    alone = small()
    first, second = small(), small(training_subsidy=90_000.0)
    for _ in range(6):
        alone.step()
        first.step()
        second.step()
    assert (alone.city.workers.income == first.city.workers.income).all()
    assert alone.flows == first.flows != second.flows
    assert second.flows["places"] > first.flows["places"]
    first.close()
    second.step()
    assert second.grid.persons.data.sum() > 0


@pytest.mark.parametrize(
    "luck", [{"seed": 3}, {"rng": 3}, {"rng": np.int64(3)}, {"rng": np.random.default_rng(3)}, {"seed": None}]
)
def test_seed_and_rng_are_taken_without_a_warning(luck):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = jiuye.CityModel(**SMALL, **luck)
        model.step()
    assert model.steps == 1


def test_seed_and_rng_mean_the_same_luck():
    by_seed, by_rng = jiuye.CityModel(**SMALL, seed=3), jiuye.CityModel(**SMALL, rng=3)
    assert (by_seed.city.workers.income == by_rng.city.workers.income).all()
    drawn = [jiuye.CityModel(**SMALL, rng=np.random.default_rng(5)).luck for _ in range(2)]
    assert drawn[0] == drawn[1]
    with pytest.raises(ValueError, match="seed or rng, not both"):
        jiuye.CityModel(**SMALL, seed=1, rng=1)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"seed": -1}, "seed must be a whole number, 0 or above (got -1)"),
        ({"seed": "1"}, "seed must be a whole number"),
        ({"seed": 1.5}, "seed must be a whole number"),
        ({"seed": True}, "seed must be a whole number"),
        ({"city": None}, "city must be a Profile, or the name or file of a city (got None)"),
        ({"city": 3}, "city must be"),
        ({"size": 64.5}, "size must be a whole number"),
        ({"size": 8}, "16 to 200 cells"),
    ],
)
def test_what_is_no_seed_city_or_size_is_refused_by_name(given, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        jiuye.CityModel(**{**SMALL, **given})


def test_the_model_runs_to_its_horizon():
    model = small(months=3)
    model.run_model()
    assert (model.month, model.steps, model.running) == (3, 3, False)


# What Mesa sees.


def test_agents_read_the_tables():
    model = small(protection_fund=0.02)
    for _ in range(3):
        model.step()
    w, e, m = model.city.workers, model.city.employers, model.city.markets
    (government,) = panel(model, GovernmentAgent)
    assert government.fund_balance == pytest.approx(model.fund_balance * 1e6)
    assert government.special_fund_spent > 0.0
    assert 0.0 <= government.support <= 1.0
    assert 0.0 <= government.cover <= 1.0
    assert set(government.alarms) <= set(model.city.occupations.ids)
    platforms = panel(model, PlatformAgent)
    assert len(platforms) == 6
    assert sum(p.workers for p in platforms) == pytest.approx(m.workers.sum() * model.city.weight)
    assert sum(p.orders for p in platforms) == pytest.approx(m.orders.sum() * model.city.weight)
    assert all(p.hourly > 0 for p in platforms)
    assert all(0.1 < p.commission < 0.5 for p in platforms)
    workers = panel(model, WorkerAgent)
    assert len(workers) == 20
    assert len({agent.row for agent in workers}) == 20
    for agent in workers:
        assert agent.status == STATUSES[w.status[agent.row]]
        assert agent.income == pytest.approx(w.income[agent.row] / 100)
        assert agent.wage == pytest.approx(w.wage[agent.row] / 100)
        assert agent.place == w.cell[agent.row]
        assert agent.employer == w.employer[agent.row]
        assert 16 <= agent.age < 120
        assert agent.occupation in model.city.occupations.ids
        assert (agent.sex, agent.hukou) != ("", "")
    employers = panel(model, EmployerAgent)
    assert len(employers) == 4
    for agent in employers:
        assert agent.staff == e.staff[agent.row]
        assert agent.vacancies == e.vacancies[agent.row]
        assert agent.posted == pytest.approx(e.posted[agent.row] / 100)
        assert agent.desired == e.desired[agent.row]
        assert agent.occupation == model.city.occupations.ids[e.occupation[agent.row]]


def test_agents_cannot_be_written_to():
    agent = panel(small(), WorkerAgent)[0]
    with pytest.raises(AttributeError):
        agent.income = 1e6


def test_agents_stand_where_their_row_is():
    model = small()
    agent = panel(model, WorkerAgent)[3]
    size, somewhere = model.city.grid.size, 37
    model.city.workers.cell[agent.row] = somewhere
    agent.follow()
    south, east = divmod(somewhere, size)
    assert agent.cell.coordinate == (east, size - 1 - south)
    assert agent in agent.cell.agents
    assert sum(len(cell.agents) for cell in model.grid.all_cells) == 24


def test_maps_are_layers_of_the_grid_with_north_up():
    model = small(size=32)
    model.step()
    w, weight = model.city.workers, model.city.weight
    layers = {name: getattr(model.grid, name).data for name in LAYERS}
    assert all(data.shape == (32, 32) for data in layers.values())
    assert layers["persons"].sum() == pytest.approx(len(w) * weight)
    assert layers["unemployed"].sum() == pytest.approx((w.status == UNEMPLOYED).sum() * weight)
    assert 0.0 <= layers["platform_share"].min() <= layers["platform_share"].max() <= 1.0
    cell = int(np.bincount(w.cell).argmax())
    here = (cell % 32, 31 - cell // 32)
    assert layers["persons"][here] == layers["persons"].max()
    assert layers["income"][here] == pytest.approx(w.income[w.cell == cell].mean() / 100)
    assert (layers["platform_share"] > 0).any() == (w.status == PLATFORM).any()
    assert model.grid[here].persons == layers["persons"].max()


def test_the_collector_keeps_model_and_panel():
    model = small()
    for _ in range(3):
        model.step()
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == list(MAIN)
    assert len(frame) == 3
    assert frame["unemployment_rate"].iloc[-1] == model.unemployment_rate
    assert frame.notna().all().all()
    people = model.datacollector.get_agenttype_vars_dataframe(WorkerAgent)
    assert len(people) == 3 * 20
    assert set(people["status"]) <= {*STATUSES}
    assert len(model.datacollector.get_agenttype_vars_dataframe(EmployerAgent)) == 3 * 4
    assert len(model.datacollector.get_agenttype_vars_dataframe(PlatformAgent)) == 3 * 6


def test_a_collector_of_ones_own():
    model = small()
    model.datacollector = DataCollector(
        model_reporters={"gini": "gini", "month": "month", "rate": "job_finding_rate"},
        agenttype_reporters={WorkerAgent: {"income": "income", "age": lambda agent: agent.age}},
    )
    model.step()
    assert model.datacollector.get_model_vars_dataframe()["month"].tolist() == [1]
    frame = model.datacollector.get_agenttype_vars_dataframe(WorkerAgent)
    assert frame["income"].notna().sum() == 20


def test_indicators_are_attributes_and_never_hide_one_of_mesa():
    model = small()
    assert not set(INDICATORS) & {*dir(type(model)), *vars(model)}
    assert not hasattr(model, "unemployment_rat")
    with pytest.raises(ValueError, match="unemployment_rat is not an indicator"):
        model.indicator("unemployment_rat")
    with pytest.raises(ValueError, match="sex=male is not counted"):
        model.indicator("gini", "sex=male")
    assert np.isnan(small(burn_in=0).gini)


# Mesa's tools.


def test_batch_run():
    newer = "rng" in inspect.signature(batch_run).parameters  # Mesa 3.5 takes the seeds apart from the parameters
    luck, seeds = ({"rng": [4]}, {}) if newer else ({}, {"seed": [4]})
    rows = batch_run(
        jiuye.CityModel,
        {**SMALL, "dispatch_transparency": [0.0, 1.0], **seeds},
        **luck,
        number_processes=1,
        max_steps=3,
        data_collection_period=1,
        display_progress=False,
    )
    steps = {(row["RunId"], int(row["Step"])): row for row in rows}  # newer versions of Mesa add rows for the agents
    months = range(1, 4) if newer else range(4)  # Mesa before 3.5 counts from 0 and takes one step more than it says
    assert {*steps} == {(run, month) for run in (0, 1) for month in months}
    assert {row["dispatch_transparency"] for row in rows} == {0.0, 1.0}
    assert all(np.isfinite(row["unemployment_rate"]) for row in rows)
    first, second = ([row for row in rows if row["dispatch_transparency"] == dose] for dose in (0.0, 1.0))
    assert first[-1]["public_outlays"] != second[-1]["public_outlays"]  # two futures


def test_a_seed_among_the_parameters_of_batch_run_is_the_luck():
    """Mesa 3.5 overwrites a seed that it knows of: the same script would be another city every time."""
    batch = {**SMALL, "months": 2, "seed": [4, 5]}
    rows = batch_run(jiuye.CityModel, batch, number_processes=1, display_progress=False)
    ends = {row["seed"]: row["worker_income"] for row in rows}
    for seed, income in ends.items():
        alone = jiuye.CityModel(**SMALL, months=2, seed=seed)
        alone.run_model()
        assert alone.worker_income == income
    assert ends.keys() == {4, 5}


def test_a_model_of_ones_own_keeps_its_signature():
    class Own(jiuye.CityModel):
        def __init__(self, taste: float, seed: int | None = None) -> None:
            super().__init__(**SMALL, seed=seed)

    assert [*inspect.signature(Own).parameters] == ["taste"]
    assert "city" in inspect.signature(jiuye.CityModel).parameters


def test_batch_run_ends_with_what_the_model_ends_with():
    alone = jiuye.CityModel(**SMALL, months=3, seed=4)
    alone.run_model()
    newer = "rng" in inspect.signature(batch_run).parameters
    luck, seeds = ({"rng": [4]}, {}) if newer else ({}, {"seed": [4]})
    rows = batch_run(
        jiuye.CityModel, {**SMALL, "months": 3, **seeds}, **luck, number_processes=1, display_progress=False
    )
    assert rows[-1]["worker_income"] == alone.worker_income


def test_a_year_that_is_not_full_has_no_yearly_figure():
    model = jiuye.CityModel(**{**SMALL, "burn_in": 10}, months=30, seed=1)
    for month in range(1, 16):
        model.step()
        assert np.isnan(model.turnover_rate) == (month + 10 < 12)
        assert np.isnan(model.job_retention) == (month + 10 < 24)
    model.close()


def test_the_class_survives_the_way_to_another_process():
    assert pickle.loads(pickle.dumps(jiuye.CityModel)) is jiuye.CityModel


def test_the_page_of_mesa():
    pytest.importorskip("solara")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Mesa's own components break Solara's rules of hooks
        from jiuye.viz.pages.mesa_page import CURVES, Page, _closing, built, city_map, curve
    settings = {"city": "reference", "workers": 400, "burn_in": 1, "size": 16, "seed": PAGE}
    there, made = threading.Event(), []
    built(settings, lambda model: (made.append(model), there.set()))
    assert there.wait(300)
    (model,) = made
    model.step()
    drawn = [city_map(model, "zh"), *(curve(model, name, "zh") for name in CURVES)]
    assert all(chart.alt and chart.svg.startswith("<svg") for chart in drawn)
    assert "第1个月" in drawn[1].alt
    _closing(model, threading.Lock())()
    assert not model.running
    built(settings, made.append)()  # not wanted any more
    building = [thread for thread in threading.enumerate() if thread.name == "live-city"]
    for thread in building:
        thread.join(300)
    assert made == [model]
    assert not [one for one in models() if one.running]
    assert callable(Page)


def models():
    """Models alive in this process that were made by the page."""
    gc.collect()
    return [o for o in gc.get_objects() if isinstance(o, mesa_model.CityModel) and o.luck == PAGE]


# Nothing is left behind.


def test_close_frees_the_memory():
    model = small()
    model.step()
    traces = [weakref.ref(model), weakref.ref(model.city), weakref.ref(panel(model, WorkerAgent)[0])]
    numbered, kinds = len(getattr(mesa.Agent, "_ids", {})), len(copyreg.dispatch_table)
    model.close()
    assert len(getattr(mesa.Agent, "_ids", {})) <= numbered
    assert len(copyreg.dispatch_table) == kinds - 1
    assert len(model.agents) == 0
    assert model.gini > 0  # results stay readable
    assert len(model.datacollector.model_vars["gini"]) == 1
    model.close()  # twice does no harm
    del model
    gc.collect()
    assert [trace() for trace in traces] == [None] * 3


# Levers in time.


def test_levers_with_dates_and_zones():
    profile = load_city("reference")
    zone = profile.districts[2].id
    model = small(
        levers={"data_dividend": {"share": 0.5, "from": 1, "until": 2, "zones": [zone]}}, protection_fund=0.02, start=1
    )
    shares, funds = [], []
    for _ in range(3):
        rules, _ = model.policy.in_force(model.city)
        shares.append(rules.dividend_share.tolist())
        funds.append(rules.fund_contribution.max())
        model.step()
    expected = [0.0] * len(profile.districts)
    expected[2] = 0.5
    assert shares == [[0.0] * len(expected), expected, [0.0] * len(expected)]
    assert funds == [0.0, 0.02, 0.02]
    dated = (Dated(lever=LEVERS["data_dividend"](share=0.1)),)
    assert small(levers=dated).policy.levers == dated
