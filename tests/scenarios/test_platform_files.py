"""Platforms of a scenario: the usual, none, or a file whose every flaw is refused at its line, in both languages."""

from __future__ import annotations

import numpy as np
import pytest

from jiuye.agents.platforms import LIVE, PLATFORMS, SERVICES, Markets
from jiuye.agents.workers import PLATFORM
from jiuye.experiments.compare.compare import check_same_city
from jiuye.experiments.runs.burn_in_cache import burn_in_of
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.messages import Message
from jiuye.model.build.platforms import FILE
from jiuye.model.indicators import INDICATORS
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.scenarios.spec import SpecError, check_file, load_scenario, write_scenario
from jiuye.viz.terminal.checking import check, notice_words, notices_of
from jiuye.viz.words.faults import fault_line

SHIPPED = FILE.read_text(encoding="utf-8")
SMALL = "extends: baseline\ncity: {workers: 600}\ntime: {start: 2025-01, months: 3, burn_in: 3}\n"


@pytest.fixture
def asked(tmp_path):
    """Write a file of platforms and a scenario that names it; its path."""

    def write(platforms, *changes):
        text = SHIPPED
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (tmp_path / "own.yaml").write_text(text if platforms is None else platforms, encoding="utf-8")
        path = tmp_path / "mine.yaml"
        path.write_text(f"{SMALL}platforms: own.yaml\n", encoding="utf-8")
        return path

    return write


def line_of(part):
    return 1 + SHIPPED[: SHIPPED.index(part)].count("\n")


DELIVERY = "values: {price: 7.4, commission: 0.18, cost: 0.7, pace: 7.0,"
FLAWS = {
    "a price below zero": ((DELIVERY, DELIVERY.replace("7.4", "-7.4")), "values.price", "price cannot be -7.4"),
    "a pace of zero": ((DELIVERY, DELIVERY.replace("7.0", "0")), "values.pace", "pace cannot be 0"),
    "no word for a price": (
        (DELIVERY, DELIVERY.replace("7.4", "dear")),
        "values.price",
        "must be a number (got 'dear')",
    ),
    "a commission of all": ((DELIVERY, DELIVERY.replace("0.18", "1.2")), "values.commission", "below 1 (got 1.2)"),
    "work for nothing": ((DELIVERY, DELIVERY.replace("0.7,", "7.0,")), "values", "leaves a worker -0.932 an order"),
    "a missing figure": ((DELIVERY, DELIVERY.replace("cost: 0.7, ", "")), "values", "cost is missing"),
    "a figure misspelt": ((DELIVERY, DELIVERY.replace("cost", "costs")), "values.costs", "did you mean cost?"),
}


@pytest.mark.parametrize(("change", "key", "what"), FLAWS.values(), ids=FLAWS)
def test_a_flaw_of_a_file_is_refused_by_file_line_and_key(asked, change, key, what):
    faults = check_file(asked(None, change))
    shown = [str(fault) for fault in faults if key.split(".")[-1] in str(fault)]
    assert f"own.yaml:{line_of(DELIVERY)}:" in shown[0]
    assert f": platforms.delivery.{key} " in shown[0]
    assert any(what in line for line in shown)


FIRMS = {
    "two owners": (("delivery_b: {", "ride_hailing_a: {"), "delivery.firms.ride_hailing_a", "has one owner"),
    "shares that are not one": (
        ("乙, en: Delivery B}, share: 0.34", "乙, en: Delivery B}, share: 0.5"),
        "firms",
        "1.16",
    ),
    "a share below zero": (("en: Delivery B}, share: 0.34", "en: Delivery B}, share: -0.34"), "share", "-0.34"),
    "a service misspelt": (("  delivery:\n", "  deliverry:\n"), "deliverry", "did you mean delivery?"),
    "a word that means nothing": (("      delivery_b: {", "      delivery_b: {owner: me, "), "owner", "owner"),
    "a firm's own price": (
        ("en: Delivery B}, share: 0.34", "en: Delivery B}, values: {price: -1}, share: 0.34"),
        "delivery_b.values.price",
        "delivery_b: price cannot be -1",
    ),
}


@pytest.mark.parametrize(("change", "key", "what"), FIRMS.values(), ids=FIRMS)
def test_a_flaw_of_firms_is_refused_by_name_in_both_languages(asked, change, key, what):
    (fault, *_) = check_file(asked(None, change))
    assert key in str(fault)
    assert what in str(fault)
    assert fault.place[0] >= line_of("  delivery:\n")
    assert isinstance(fault.message, Message)
    assert fault_line(fault, "zh") != fault_line(fault, "en")
    assert key in fault_line(fault, "zh")


SHAPES = {
    "nothing": ("", "the file is empty"),
    "a list": ("- delivery\n", "must hold services"),
    "no services": ("platforms: 5\n", "must hold services"),
    "a service that is a word": ("platforms: {delivery: many}\n", "delivery: must hold settings"),
    "a service without anything": ("platforms: {delivery: {}}\n", "delivery has no firm"),
    "firms that are a list": ("platforms: {delivery: {firms: [a, b]}}\n", "delivery has no firm"),
    "a firm that is a word": ("platforms: {delivery: {firms: {a: big}}}\n", "a: must hold settings"),
    "twice the same": ("platforms: {delivery: {}, delivery: {}}\n", "is already given in line 1"),
}


@pytest.mark.parametrize(("text", "what"), SHAPES.values(), ids=SHAPES)
def test_a_file_of_another_shape_is_refused(asked, text, what):
    with pytest.raises(SpecError, match=r"own\.yaml") as refused:
        load_scenario(asked(text))
    assert what in str(refused.value)


def test_a_scenario_names_usual_none_or_a_file(tmp_path):
    path = tmp_path / "mine.yaml"
    for word, what in (("nune", "did you mean none?"), ("gone.yaml", "no such file"), ("[1]", "got a list")):
        path.write_text(f"{SMALL}platforms: {word}\n")
        (fault,) = check_file(path)
        assert str(fault).startswith(f"{path}:4:12: platforms must be usual, none or a file")
        assert what in str(fault)
        assert fault_line(fault, "zh") != str(fault)


def test_a_file_of_platforms_can_be_checked_alone(asked):
    asked(None)
    own = check(str(asked(None).parent / "own.yaml"))
    assert own.record() == {"file": own.file, "ok": True, "faults": [], "services": 6, "firms": 13}
    assert own.words("zh") != own.words("en")
    asked(None, (DELIVERY, DELIVERY.replace("7.4", "-1")))
    assert "price cannot be -1" in str(check(own.file).faults[0])


def test_a_scenario_that_lists_platforms_is_told_to_name_a_file(asked, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(f"{SMALL}platforms: {{delivery: {{}}}}\n", encoding="utf-8")
    (fault,) = check(str(file)).faults
    assert "platforms must be usual, none or a file of platforms" in str(fault)


def test_the_shipped_file_plays_as_the_usual_platforms(asked):
    usual, own = load_scenario("baseline", overrides={"city": {"workers": 600}}), load_scenario(asked(None))
    assert usual.services is None
    cities = [burnt_in(usual.__class__(**{**vars(one), "burn_in": 2}), 1).city for one in (usual, own)]
    for name in ("status", "earned", "employer"):
        assert np.array_equal(*(getattr(city.workers, name) for city in cities))


def test_a_scenario_with_platforms_of_its_own_reads_back_and_is_another_city(asked, tmp_path):
    own = load_scenario(asked(None))
    none = load_scenario(_scenario(tmp_path, "none"))
    for one in (own, none):
        again = tmp_path / "again.yaml"
        again.write_text(write_scenario(one), encoding="utf-8")
        read = load_scenario(again)
        assert read == one
        assert read.services == one.services
    usual = load_scenario(_scenario(tmp_path, "usual"))
    assert usual == load_scenario(_scenario(tmp_path, None))
    assert len({burn_in_of(one, 1) for one in (own, none, usual)}) == 3


def _scenario(folder, platforms):
    path = folder / "mine.yaml"
    path.write_text(SMALL + (f"platforms: {platforms}\n" if platforms else ""))
    return path


def test_a_city_without_platforms_is_played_without_them_by_name(tmp_path):
    scenario = load_scenario(_scenario(tmp_path, "none"))
    (notice,) = notices_of(scenario)
    assert notice["without"] == list(PLATFORMS)
    assert "live commerce" in notice_words(notice, "en")
    assert "直播带货" in notice_words(notice, "zh")
    city, past = burnt_in(scenario, 1)
    result = play(city, past, scenario, tuple(INDICATORS))
    assert not (city.workers.status == PLATFORM).any()
    assert not city.workers.side.any()
    assert city.markets.orders.sum() == city.ledger.total("orders") == 0
    assert np.isfinite(result.indicators["unemployment_rate"][:, 0]).all()
    assert (result.indicators["platform_share"][:, 0] == 0.0).all()


def test_every_lever_can_be_played_in_a_city_without_platforms(tmp_path):
    scenario = load_scenario(_scenario(tmp_path, "none"))
    city = burnt_in(scenario, 1).city
    acts = Policy(tuple(Dated(lever=lever()) for lever in LEVERS.values()), (existing_training(scenario.profile),))
    for _month in range(6):
        step(city, acts)
    assert not (city.workers.status == PLATFORM).any()
    for name, *_ in Markets.describe():
        assert np.isfinite(getattr(city.markets, name)).all(), name


def test_a_market_without_demand_is_played_without_it_by_name(asked):
    live = "orders_per_resident: 1.86"
    scenario = load_scenario(asked(None, (live, "orders_per_resident: 0")))
    (notice,) = notices_of(scenario)
    assert notice["without"] == ["live_commerce"]
    city = burnt_in(scenario, 1).city
    assert not (city.workers.employer[city.workers.status == PLATFORM] % SERVICES == LIVE).any()
    assert city.markets.orders.sum() > 0


def test_platforms_are_of_the_past_that_futures_share(tmp_path):
    base = load_scenario("baseline", overrides={"city": {"workers": 600}, "time": {"months": 3, "burn_in": 3}})
    with pytest.raises(ValueError, match="mine and baseline differ in platforms"):
        check_same_city(base, [load_scenario(_scenario(tmp_path, "none"))])
