"""The atlas of levers: what each lever says of itself, who is counted, what is judged, and `jiuye atlas` on top."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments import lever_atlas
from jiuye.experiments.compare.answers.columns import Seen
from jiuye.experiments.compare.answers.outcomes import OUTCOMES
from jiuye.experiments.compare.answers.touches import REACHED, Sight
from jiuye.experiments.lever_atlas import make_atlas, read_atlas, shipped_atlas
from jiuye.experiments.lever_atlas.atlas_file import mark_of_levers
from jiuye.experiments.lever_atlas.doses import dose_of, doses_of, is_capped
from jiuye.experiments.lever_atlas.findings import LEAST, judge_lever
from jiuye.experiments.lever_atlas.playing import INDICATORS as MEASURED
from jiuye.experiments.lever_atlas.playing import Tracking, company_of, indicators_of, play_calm, play_dose
from jiuye.experiments.runs.burn_in_cache import eve_of
from jiuye.experiments.runs.run import Eve
from jiuye.model.behaviour import Behaviour
from jiuye.model.indicators import INDICATORS
from jiuye.model.ledger import TOLD
from jiuye.model.levers import LEVERS
from jiuye.scenarios.spec import load_scenario
from jiuye.viz.pages.model import PARTS
from jiuye.viz.reports.document import DataTable
from jiuye.viz.reports.lever_atlas import atlas_sections
from jiuye.viz.terminal.lever_atlas import finding_told, lever_lines
from jiuye.viz.words.texts import LANGUAGES, text

PERSONS, STANDS_FOR, MONTHS = 2_000, 25.0, 8


@pytest.fixture(scope="module")
def small():
    """A small city to ask of."""
    return load_scenario(
        "baseline", overrides={"city": {"workers": PERSONS}, "time": {"burn_in": 24, "months": MONTHS}}
    )


@pytest.fixture(scope="module")
def town(small):
    """The eve of a town in which a person stands for few, so that small programmes reach some of them."""
    eve = eve_of(small, 2)  # of three towns looked at, the first has nobody on the one line for county data
    return Eve(replace(eve.city.fork(), weight=STANDS_FOR), eve.past)


@pytest.fixture(scope="module")
def calm(small, town):
    """The town without a lever, but for its company, for some months."""
    return cache(lambda company, months: play_calm(town, replace(small, levers=company, months=months)))


# What levers say.


@pytest.mark.parametrize("kind", LEVERS.values(), ids=LEVERS)
def test_a_lever_says_whom_it_reaches_and_what_that_should_do(kind):
    assert kind.touches in REACHED
    assert any(name in OUTCOMES for name in kind.expects), "of those reached"
    for what, sign in kind.expects.items():
        assert what in OUTCOMES or what.removeprefix("city:") in INDICATORS, what
        assert sign in ("+", "-")
    assert set(kind.doses()) <= set(kind.settings())
    assert set(kind.company) <= set(LEVERS) - {kind.name}


def test_everything_counted_has_words():
    for lang in LANGUAGES:
        assert all(text(f"atlas.whom.{name}", lang) for name in REACHED)
        assert all(text(f"atlas.outcome.{name}", lang) for name in OUTCOMES)


@pytest.mark.parametrize("kind", LEVERS.values(), ids=LEVERS)
def test_doses_are_a_quarter_once_and_four_times_within_the_range(kind):
    doses = doses_of(kind)
    assert doses[0].factor == 0.25
    assert any(dose.lever == kind() for dose in doses)
    rising = [list(dose.values.values()) for dose in doses]
    assert all(a < b for one, two in pairwise(rising) for a, b in zip(one, two, strict=True))
    for dose in doses:
        for name, value in dose.values.items():
            assert kind.settings()[name].fault(value) is None, name


def test_a_dose_beyond_its_range_is_cut_and_said_to_be():
    assert dose_of(LEVERS["passport"], 4.0).values == {"share": 1.0}
    assert is_capped(LEVERS["passport"])
    assert [dose.factor for dose in doses_of(LEVERS["passport"])] == [0.25, 1.0]
    assert dose_of(LEVERS["blacklist"], 0.25).values == {"months": 3}
    every = dose_of(LEVERS["literacy_courses"], 4.0)
    assert every.values == {"elderly": 16_000.0, "migrants": 80_000.0, "disabled": 16_000.0}
    assert not every.capped


# Who is counted.


@pytest.mark.parametrize("name", LEVERS)
def test_every_lever_reaches_somebody(name, small, town, calm):
    kind = LEVERS[name]
    months = SLOW.get(name, MONTHS)
    rest = replace(small, levers=company_of(kind), months=months)
    record = play_dose(town, calm(rest.levers, months), rest, doses_of(kind)[-1], indicators_of(kind))
    assert record["persons"] > 0.0
    assert record["months"] > 0.0


SLOW = {"labour_court": 24, "legal_aid": 24, "live_commerce_training": 24, "early_warning": 24}


def test_a_lever_that_changes_nothing_shows_nothing(small, town, calm):
    dose = doses_of(LEVERS["career_ladder"])[0]
    idle = replace(dose, lever=replace(dose.lever, promotion=0.0))  # off
    record = play_dose(town, calm((), MONTHS), small, idle, MEASURED)
    assert record["persons"] > 0.0
    changes = {name: value for name, value in record.items() if not name.startswith(("persons", "months", "base."))}
    assert {name: value for name, value in changes.items() if value != 0.0 and not np.isnan(value)} == {}


def test_a_person_counts_once_and_until_another_takes_the_row(town):
    city = town.city.fork()
    lever = LEVERS["investment_loop"]()  # reaches everybody
    tracking = Tracking.of(city)
    without = Seen.of(city, keep=True)
    for _ in range(3):
        tracking.add(Sight(city, town.city, Seen.of(city, keep=False), without, lever, 1))
    assert (tracking.persons, tracking.months) == (PERSONS, 3 * PERSONS)
    city.workers.born[:10] += 12  # newcomers with the lever alone: reached, with nobody to be held beside
    city.workers.income[10:20] += 1_000
    city.workers.income[:10] += 50_000
    tracking.add(Sight(city, town.city, Seen.of(city, keep=False), without, lever, 1))
    assert (tracking.persons, tracking.months) == (PERSONS + 10, 4 * PERSONS - 10)
    assert tracking.record()["sum.income"] == pytest.approx(100.0)


# What is judged.


def records(effects, persons=100.0, seeds=4, what="skill", noise=0.1):
    """[seed][dose] records in which an outcome of those reached sums to these, a little different in each seed."""
    plain = {f"sum.{name}": 0.0 for name in OUTCOMES}
    plain |= {f"{part}.{name}": 0.0 for part in ("city", "base") for name in INDICATORS}
    plain |= {f"money.{payer}": 0.0 for payer in TOLD}
    return [
        [
            plain | {"persons": persons, "months": 12.0 * persons, f"sum.{what}": e + noise * ((seed + 3 * k) % 4)}
            for k, e in enumerate(effects)
        ]
        for seed in range(seeds)
    ]


@pytest.mark.parametrize(
    ("finding", "effects", "persons"),
    [
        ("as_expected", (5.0, 20.0, 80.0), 100.0),
        ("as_expected", (0.0, -0.1, 80.0), 100.0),
        ("small", (0.0, -0.1, -0.2), 100.0),
        ("not_monotone", (5.0, 80.0, 20.0), 100.0),
        ("unexpected_sign", (5.0, 20.0, -80.0), 100.0),
        ("nobody", (0.0, 0.0, 0.0), 0.0),
        ("too_few", (5.0, 20.0, 80.0), (LEAST - 1) / 4),
    ],
)
def test_the_finding_follows_from_the_numbers(finding, effects, persons):
    found = judge_lever("practice_bases", records(effects, persons), weight=10.0)
    assert found.finding == finding
    assert found.usual.persons == pytest.approx(10.0 * persons)
    if persons >= 1.0:
        mean, low, high = found.usual.effects["skill"]
        assert mean == pytest.approx((effects[1] + 0.15) / (12.0 * persons))
        assert low < mean < high


def test_a_lever_that_should_lower_something_is_held_to_that():
    assert judge_lever("five_year_plan", records((-5.0, -20.0, -80.0), what="course"), 1.0).finding == "as_expected"
    assert judge_lever("five_year_plan", records((5.0, 20.0, 80.0), what="course"), 1.0).finding == "unexpected_sign"


def test_what_is_not_clear_is_small_only_where_what_matters_is_left_out():
    months = 12.0 * 100.0
    for matters in (0.5 * OUTCOMES["skill"].matters, 2.0 * OUTCOMES["skill"].matters):
        noise = matters * months / 4.0
        found = judge_lever("practice_bases", records((-1.5 * noise,) * 3, noise=noise), 1.0)
        ends = found.doses[-1].effects["skill"][1:]
        assert ends[0] < 0.0 < ends[1]
        assert found.finding == ("small" if max(map(abs, ends)) < OUTCOMES["skill"].matters else "silent")
        assert (found.finding == "small") == (matters < OUTCOMES["skill"].matters)
    told = finding_told(judge_lever("practice_bases", records((0.0, -0.1, -0.2)), 1.0), "en")
    assert told.startswith("small: skill")


def test_an_effect_on_the_city_alone_leaves_those_reached_silent():
    rows = records((0.0, -0.1, -0.2), what="work", noise=1e4)
    for seed, doses in enumerate(rows):
        for dose in doses:
            dose["city.unemployment_rate"] = -1.0 - 0.01 * seed
    found = judge_lever("investment_loop", rows, 1.0)
    assert (found.finding, found.clear) == ("silent", ("city:unemployment_rate",))


# Made, kept and shown.


def test_what_was_played_is_not_played_again(small, tmp_path, monkeypatch):
    names, seeds = ("job_sharing", "passport"), (1, 2)
    place = replace(small, months=12)
    first = make_atlas(place, names, seeds[:1], tmp_path / "journal")
    played = []
    play = lever_atlas.play_lever

    def counted(task, *more, **by_name):
        played.append(task)
        return play(task, *more, **by_name)

    monkeypatch.setattr(lever_atlas, "play_lever", counted)
    monkeypatch.setattr("jiuye.experiments.runs.processes._most", 1)
    both = make_atlas(place, names, seeds, tmp_path / "journal")
    assert sorted(played) == [(2, "job_sharing"), (2, "passport")]
    assert [dose.heads for dose in first.levers[0].doses] < [dose.heads for dose in both.levers[0].doses]
    played.clear()
    again = make_atlas(place, names, seeds, tmp_path / "journal")
    assert played == []
    assert again.levers == both.levers


def test_an_atlas_comes_back_from_its_file(small, tmp_path):
    runner = CliRunner(env={"LANG": "en_GB.UTF-8"})
    words = ["atlas", "--only", "points", "--workers", "1000", "--months", "12", "--seeds", "2", "--json"]
    shown = runner.invoke(main, [*words, "--out", str(tmp_path)])
    assert shown.exit_code == 0, shown.output
    told = json.loads(shown.stdout)
    (file,) = tmp_path.glob("atlas-reference-*/atlas.json")
    found = read_atlas(file)
    assert [lever.name for lever in found.levers] == ["points"] == [row["name"] for row in told["levers"]]
    assert found.command == "jiuye atlas reference --workers 1000 --months 12 --seeds 1-2 --only points"
    assert found.mark == mark_of_levers(["points"], Behaviour())
    for lang in LANGUAGES:
        assert len(lever_lines(found.levers[0], found, lang)) >= 4
    report = (file.parent / "report.html").read_text("utf-8")
    assert "Points scheme" in report
    assert "<svg" in report
    assert "积分" in (file.parent / "report.zh.html").read_text("utf-8")


def test_an_unknown_lever_is_named():
    shown = CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, ["atlas", "--only", "pointz"])
    assert shown.exit_code == 2
    assert "points" in shown.output


def test_the_atlas_that_comes_with_the_program_is_of_what_is_in_force():
    found = shipped_atlas()
    assert found is not None
    assert [lever.name for lever in found.levers] == list(LEVERS)
    assert [lever.name for lever in found.of("nobody")] == []
    assert found.mark == mark_of_levers(LEVERS, Behaviour()), "levers or behaviour have changed: see docs/judging.md"


def test_a_lever_tells_what_the_atlas_found():
    runner = CliRunner(env={"LANG": "en_GB.UTF-8"})
    shown = runner.invoke(main, ["levers", "job_sharing"])
    assert "Tried alone" in shown.stdout
    assert "employees of community services" in shown.stdout
    told = json.loads(runner.invoke(main, ["levers", "job_sharing", "--json"]).stdout)
    (record,) = told["levers"]
    assert record["atlas"]["finding"] == shipped_atlas().lever("job_sharing").finding
    assert record["touches"] == "community_staff"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_model_shows_the_atlas(lang):
    found = shipped_atlas()
    sections = {section.anchor: section for section in atlas_sections(found, lang)}
    table = next(block for block in sections["reached"].blocks if isinstance(block, DataTable))
    assert sum(len(group.rows) for group in table.groups) == len(LEVERS)
    charts = sections["pictures"].blocks[0].charts
    assert all("<svg" in chart.svg for chart in charts)
    assert text("app_model.parts.atlas", lang)
    assert "atlas" in PARTS


def test_a_mark_knows_settings_expectations_and_behaviour(monkeypatch):
    behaviour = Behaviour()
    mark = mark_of_levers(["points"], behaviour)
    assert mark == mark_of_levers(["points"], Behaviour())
    assert mark != mark_of_levers(["points"], replace(behaviour, awareness=0.5))
    monkeypatch.setattr(LEVERS["points"], "expects", {"income": "-"})
    assert mark != mark_of_levers(["points"], behaviour)
