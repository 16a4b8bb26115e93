"""Doses at one cost, the frontier and the best mix: with costs known in closed form, then in a small city."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from jiuye.experiments.compare import frontier as frontiers
from jiuye.experiments.compare.doses import at_cost, largest_factor, read_scale, read_sum, scaled
from jiuye.experiments.compare.futures import Futures
from jiuye.experiments.compare.optimise import _Search, check_options, optimise
from jiuye.experiments.runs.processes import ProcessPool
from jiuye.scenarios.spec import SpecError, load_scenario

SMALL = {"city": {"workers": 400}, "time": {"months": 3, "burn_in": 3}}
FUND, TRAINING, OPEN = (
    load_scenario(name, overrides=SMALL) for name in ("protection_fund", "training_subsidy", "dispatch_transparency")
)


@dataclass
class Formula:
    """Futures whose levels are a formula of the doses: seats cost 2,000 yuan and gain half a point per 10,000 with
    falling returns; the fund's contribution costs 10 bn yuan a unit up to a jump; seeds differ by luck."""

    quantities: tuple[str, ...] = ("employment_rate", "public_cost")
    seeds: tuple[int, ...] = (1, 2, 3)
    asked: int = 0
    played: dict = field(default_factory=dict)

    def levels(self, policies):
        self.asked += len(policies)
        return np.array([[self.level(levers, seed) for seed in self.seeds] for levers in policies])

    def level(self, levers, seed):
        seats = sum(d.lever.seats for d in levers if d.lever.name == "training_subsidy")
        share = sum(d.lever.contribution for d in levers if d.lever.name == "protection_fund")
        cost = 2000.0 * seats + 1e10 * share + 3e7 * (share > 0.02)
        return 60.0 + (seats / 1e4) ** 0.5 + 40.0 * share + 0.1 * seed, cost * (1.0 + 0.01 * (seed - 2))


def test_doses_are_found_at_which_policies_cost_the_same():
    found = at_cost(Formula(), (), [TRAINING, FUND], None, "public_cost", {})
    assert [one.cost[0] for one in found] == pytest.approx([4.8e7, 4.8e7], rel=0.01)
    assert found[0].factor == 1.0
    assert found[1].doses["protection_fund.contribution"] == pytest.approx(0.0048, rel=0.01)
    assert found[1].scenario.levers[0].lever.contribution == found[1].doses["protection_fund.contribution"]


@pytest.mark.parametrize("target", [1e7, 2.6e8, 5e8])
def test_any_sum_within_reach_is_found_in_few_steps(target):
    futures = Formula()
    (found,) = at_cost(futures, (), [FUND], target, "public_cost", {})
    assert found.cost[0] == pytest.approx(target, rel=0.01)
    assert found.tried <= 10


def test_what_cannot_reach_the_sum_is_refused_by_name_with_the_cost_found():
    with pytest.raises(SpecError) as refused:
        at_cost(Formula(), (), [TRAINING, FUND, OPEN], 2e9, "public_cost", {})
    lines = str(refused.value).splitlines()
    assert lines[0].startswith("protection_fund: cannot reach 2,000,000,000 yuan: with doses times 10, the largest")
    assert lines[0].endswith("it costs 1,030,000,000 yuan")
    assert lines[1].startswith("dispatch_transparency: cannot reach")
    assert lines[1].endswith("it costs 0 yuan")
    with pytest.raises(SpecError, match=r"costs nothing \(0 yuan\), so its cost cannot be the budget"):
        at_cost(Formula(), (), [OPEN, FUND], None, "public_cost", {})
    with pytest.raises(SpecError, match="does not come within the tolerance of 215,000,000 yuan"):  # inside the jump
        at_cost(Formula(), (), [FUND], 2.15e8, "public_cost", {})


def test_doses_keep_to_their_ranges_and_another_setting_may_be_scaled():
    assert scaled(OPEN.levers, 3.0, {})[0].lever.openness == 1.0
    bonus = scaled(OPEN.levers, 3.0, {"dispatch_transparency": "peak_bonus"})[0].lever
    assert (bonus.openness, bonus.peak_bonus) == (1.0, pytest.approx(0.06))
    assert largest_factor(FUND.levers, {}) == pytest.approx(10.0)
    assert read_scale(["dispatch_transparency.peak_bonus"]) == {"dispatch_transparency": "peak_bonus"}
    with pytest.raises(SpecError, match="training_subsidy has no amount 'mode'; choose from seats"):
        read_scale(["training_subsidy.mode"])
    assert (read_sum("equal"), read_sum("2e8"), read_sum("200_000_000")) == (None, 2e8, 2e8)
    with pytest.raises(SpecError, match="must be equal, or a sum in yuan"):
        read_sum("-5")


def test_the_frontier_marks_what_another_beats(monkeypatch):
    monkeypatch.setattr(frontiers, "Futures", lambda pool, base, seeds, quantities, tick: Formula(quantities, seeds))
    monkeypatch.setattr(frontiers, "ProcessPool", lambda persons: _Nobody())
    base = load_scenario("baseline", overrides=SMALL)
    found = frontiers.frontier(base, [TRAINING, FUND], (1, 2, 3), ["employment_rate"], factors=(0.1, 1.0, 10.0))
    spots = {frontiers.label(spot.option, spot.factor): spot for spot in found.spots}
    # seats: 4.8 M yuan for 0.49 points, 48 M for 1.55, 480 M for 4.9; fund: 10 M for 0.04, 100 M for 0.4, 1,030 M for 4
    assert spots["protection_fund ×1"].beaten_by == {"employment_rate": "training_subsidy ×1"}
    assert spots["protection_fund ×1"].clearly == {"employment_rate": True}
    assert spots["protection_fund ×10"].beaten_by == {"employment_rate": "training_subsidy ×10"}
    assert [name for name, spot in spots.items() if not spot.beaten_by] == [
        *("training_subsidy ×0.1", "training_subsidy ×1", "training_subsidy ×10")
    ]


class _Nobody:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def test_the_search_finds_a_known_optimum_within_the_budget():
    futures = Formula()
    base = load_scenario("baseline", overrides=SMALL)
    search = _Search(base, [TRAINING, FUND], 1.8e8, "employment_rate", "public_cost", {}, futures)
    search.bound()
    assert search.bounds == pytest.approx([3.75, 1.8], rel=0.05)
    search.run(160)
    best = search.finalists()[0]
    # all in seats gains 3.00; each yuan in seats gains more than one in the fund as long as seats are below 390,000
    assert best[0] == "best"
    assert search.known[best[1]][:, 0].mean() == pytest.approx(3.0, abs=0.1)
    assert all(search.keeps(search.known[shares]) for _, shares, _ in search.finalists())
    assert len(search.known) < futures.asked  # what is known is not played again


def test_options_that_share_a_lever_or_have_none_are_refused():
    with pytest.raises(SpecError, match="four_levers: has the lever protection_fund of protection_fund"):
        check_options([FUND, load_scenario("four_levers", overrides=SMALL)])
    with pytest.raises(SpecError, match="baseline: has no lever in force"):
        check_options([load_scenario("baseline", overrides=SMALL)])


def test_futures_of_a_city_are_remembered_and_the_best_mix_is_played_on_fresh_seeds():
    base = load_scenario("baseline", overrides=SMALL)
    with ProcessPool(400) as pool:
        futures = Futures(pool, base, (1, 2), ("insured_share", "public_cost", "shared_cost"))
        effects = futures.effects([FUND.levers, ()])
        played = dict(futures.played)
        assert (futures.effects([FUND.levers, ()]) == effects).all()
        assert futures.played.keys() == played.keys()
    assert (effects[1] == 0.0).all()
    assert (effects[0][:, 1] > 0.0).all()
    assert (effects[0][:, 2] > 1.5 * effects[0][:, 1]).all()  # platforms pay as much again
    found = optimise(base, [FUND, TRAINING], 5e7, "insured_share", (1, 2), (3, 4, 5), evaluations=16)
    best = found.mixes[0]
    assert best.cost[0] <= 5e7
    assert best.fresh_cost[0] != best.cost[0]
    assert found.curse == pytest.approx(best.effect[0] - best.fresh_effect[0])
    assert [mix.kind for mix in found.mixes].count("best") == 1


def test_persons_and_places_are_whole_and_no_more_than_there_are_takers():
    levers = scaled(TRAINING.levers, 0.01234567, {})
    assert levers[0].lever.seats == 296.0
    assert isinstance(levers[0].lever.seats, float)
    few = {"training_subsidy.seats": 5_000.0}
    assert scaled(TRAINING.levers, 3.0, {}, few)[0].lever.seats == 5_000.0
    assert largest_factor(TRAINING.levers, {}, few) == pytest.approx(5_000 / 24_000)
    with pytest.raises(SpecError, match="cannot reach"):
        at_cost(Formula(), (), [TRAINING], 1e8, "public_cost", {}, most=few)
    (found,) = at_cost(Formula(), (), [TRAINING], 1e8, "public_cost", {}, most=few, nearest=True)
    assert found.doses == {"training_subsidy.seats": 5_000.0}
    assert found.cost[0] == pytest.approx(1e7)


def test_what_does_not_cost_is_left_as_it_is_written_where_the_nearest_will_do():
    (found,) = at_cost(Formula(), (), [OPEN], 1e8, "public_cost", {}, nearest=True)
    assert found.factor == 1.0
    assert found.scenario.levers == OPEN.levers


def test_a_sum_that_is_jumped_over_is_kept_to_where_the_nearest_will_do():
    (found,) = at_cost(Formula(), (), [FUND], 2.1e8, "public_cost", {}, nearest=True)
    assert found.cost[0] == pytest.approx(2e8, rel=0.02)
