"""Sectors: their data, how they and the occupations make a city's posts, and what these pay."""

import copy
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import yaml

from jiuye.agents.employers import NON_PRIVATE, PRIVATE
from jiuye.agents.workers import EMPLOYED
from jiuye.model.behaviour import Behaviour
from jiuye.model.build import build_city
from jiuye.model.build.posts import density, pay_of_posts, posts_of, whole_posts
from jiuye.model.grid import VILLAGE
from jiuye.model.occupations import PATH as OCCUPATIONS
from jiuye.model.occupations import load_occupations, parse_occupations
from jiuye.model.sectors import PATH, load_sectors, parse_sectors
from jiuye.scenarios.cities import list_cities, load_city, takes_country
from jiuye.viz.terminal.checking import check
from jiuye.viz.words.faults import failure

TRADES, SECTORS = load_occupations(), load_sectors()


def document() -> Any:
    return yaml.safe_load(PATH.read_text(encoding="utf-8"))


# ---- the data --------------------------------------------------------------------------------------------------------


def test_sectors_pay_employ_and_last_as_the_tables_say():
    of = SECTORS.index
    assert SECTORS.share.sum() == pytest.approx(1.0)
    assert float(SECTORS.share @ SECTORS.turnover) == pytest.approx(1.0)
    assert SECTORS.share[of("manufacturing")] == pytest.approx(0.231)
    assert SECTORS.pay[of("catering")].tolist() == [0.769, 0.479]
    assert SECTORS.hours[of("catering"), PRIVATE] > SECTORS.hours[of("public"), NON_PRIVATE] + 10.0
    assert SECTORS.local[of("residents")] > 0.8 > 0.2 > SECTORS.local[of("it")]
    assert SECTORS.tradable[of("it")] > SECTORS.tradable[of("catering")]
    mean_unit = 1.0 / float((SECTORS.share / SECTORS.unit).sum())
    assert 11.0 < mean_unit < 15.0  # P48


def test_every_occupation_is_in_sectors_and_every_sector_has_some():
    assert TRADES.sectors.sum(axis=1) == pytest.approx(1.0)
    assert (TRADES.sectors.sum(axis=0) > 0.0).all()
    most = [SECTORS.ids[row] for row in TRADES.sectors.argmax(axis=1)]
    found = dict(zip(TRADES.ids, most, strict=True))
    assert found["teacher"] == "education"
    assert found["software_engineer"] == "it"
    assert found["production_worker"] == "manufacturing"


def spoil(**values: Any) -> Callable[[Any], None]:
    def change(doc: Any) -> None:
        doc["sectors"][0].update(values)

    return change


@pytest.mark.parametrize(
    ("change", "english", "chinese"),
    [
        (spoil(share=0.5), "the shares must sum to 1 (got 1.269000)", "各行业 share 合计须为 1"),
        (spoil(pay=[1.0]), "sector manufacturing: pay must be 2 number(s)", "行业 manufacturing：pay 须为 2 个"),
        (spoil(local=1.5), "sector manufacturing: local must be 1 number(s) within 0…1", "所给 1.5"),
        (spoil(locl=0.5), "locl is not a setting; did you mean local?", "是否想写 local"),
        (spoil(name="x"), "name must have zh and en", "须有 zh 和 en"),
        (spoil(id="A B"), "id must be a snake_case word", "小写字母"),
        (spoil(id="trade"), "sector trade is listed twice", "行业 trade 写了两次"),
        (lambda d: d["sectors"][0].pop("hours"), "sector manufacturing: hours is missing", "hours 缺少"),
        (lambda d: d["about"].pop("unit"), "about.unit: must have a source and a grade", "about.unit：须有"),
        (lambda d: d.pop("about"), "must hold about:", "须写成"),
    ],
)
def test_wrong_sectors_are_refused_by_name(change: Callable[[Any], None], english: str, chinese: str) -> None:
    wrong = document()
    parse_sectors(copy.deepcopy(wrong))
    change(wrong)
    with pytest.raises(ValueError, match=re.escape(english)) as caught:
        parse_sectors(wrong)
    assert chinese in failure(caught.value, "zh")


def test_a_sector_without_occupations_and_an_unknown_one_are_refused_by_name():
    wrong = yaml.safe_load(OCCUPATIONS.read_text(encoding="utf-8"))
    for record in wrong["occupations"]:
        record["sectors"] = {name: part for name, part in record["sectors"].items() if name != "farming"} or {"it": 1}
    with pytest.raises(ValueError, match="sector farming has no occupation: name it under `sectors`"):
        parse_occupations(wrong)
    wrong["occupations"][0]["sectors"] = {"farmin": 1}
    with pytest.raises(ValueError, match="farmin is not a sector; did you mean farming"):
        parse_occupations(wrong)


# ---- profiles --------------------------------------------------------------------------------------------------------


def test_shipped_cities_state_their_sectors_and_differ():
    cities = {name: load_city(name).sectors for name in list_cities()}
    of = SECTORS.index
    assert not any(takes_country(load_city(name)) for name in cities)
    assert cities["ningbo"][of("manufacturing")] > cities["reference"][of("manufacturing")] > 0.231
    assert cities["hangzhou"][of("it")] > 2.0 * cities["reference"][of("it")]
    assert cities["lishui"][of("public")] + cities["lishui"][of("farming")] > 0.13


def city_file(tmp_path: Any, *more: str, extends: str = "reference") -> str:
    file = tmp_path / "mine.yaml"
    lines = ["id: mine", "name: {zh: 我城, en: Mine}", f"extends: {extends}", *more]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


def test_a_city_without_sectors_takes_the_countrys_and_check_says_so(tmp_path):
    file = city_file(tmp_path, "digital_share: {value: 0.1, source: guess, grade: judged}")
    assert load_city(file).sectors == pytest.approx(SECTORS.share)
    checked = check(file)
    assert checked.record()["notices"] == [{"kind": "sectors", "city": "mine"}]
    assert "those of the country are taken" in checked.words("en")
    assert "采用全国的比例" in checked.words("zh")
    assert load_city(city_file(tmp_path, extends="ningbo")).sectors == pytest.approx(load_city("ningbo").sectors)


def shares(**changed: float) -> str:
    values = dict(zip(SECTORS.ids, SECTORS.share.round(6).tolist(), strict=True)) | changed
    return f"sectors: {{value: {{{', '.join(f'{k}: {v}' for k, v in values.items())}}}, source: x, grade: judged}}"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (shares(trade=0.5), "sectors.value must be shares that sum to 1 (got 1.3590)"),
        (shares(fishing=0.0), "sectors.value.fishing is not a setting"),
        (shares(trade=-0.1), "sectors.value.trade must lie in 0…1"),
        (shares().replace("trade: ", "trad: "), "sectors.value lacks trade"),
    ],
)
def test_shares_that_cannot_be_are_refused_by_name(tmp_path, line, fault):
    checked = check(city_file(tmp_path, line))
    assert any("mine.yaml:4:" in str(found) and fault in str(found) for found in checked.faults)


# ---- the posts of a city ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list_cities())
def test_posts_meet_the_citys_sectors_and_its_digital_share(name):
    profile = load_city(name)
    posts = posts_of(TRADES, profile)
    assert posts.sum(axis=0) == pytest.approx(profile.sectors, abs=1e-9)
    usual = float(TRADES.share[TRADES.digital].sum())
    assert posts[TRADES.digital].sum() == pytest.approx(profile.digital_share * usual / 0.12, rel=1e-6)
    counts = whole_posts(posts, 9_001)
    assert counts.sum() == 9_001
    assert np.abs(counts.sum(axis=1) - 9_001 * posts.sum(axis=1)).max() <= 1.0


def test_a_city_may_lack_a_sector(tmp_path):
    line = shares(farming=0.0, trade=0.151)
    city = build_city(load_city(city_file(tmp_path, line)), 2_000, 1)
    assert SECTORS.index("farming") not in city.employers.sector
    assert (city.employers.posted > 0).all()
    only = shares(**dict.fromkeys(SECTORS.ids, 0.0) | {"finance": 1.0})
    city = build_city(load_city(city_file(tmp_path, only)), 2_000, 1)
    assert {*city.employers.sector.tolist()} == {SECTORS.index("finance")}


def test_occupations_follow_the_sectors():
    at = TRADES.index
    ningbo, lishui = (posts_of(TRADES, load_city(name)).sum(axis=1) for name in ("ningbo", "lishui"))
    assert ningbo[at("production_worker")] > 1.5 * lishui[at("production_worker")]
    assert lishui[at("doctor_nurse")] > 1.5 * ningbo[at("doctor_nurse")]


def test_one_post_pays_more_where_the_sector_does_and_occupations_keep_their_mean():
    posts, b = posts_of(TRADES, load_city("reference")), Behaviour()
    pay = pay_of_posts(posts, TRADES, SECTORS, b)
    of, manager = SECTORS.index, TRADES.index("enterprise_manager")
    assert pay[manager, of("it"), PRIVATE] > 1.8 * pay[manager, of("catering"), PRIVATE]
    assert pay[manager, of("trade"), NON_PRIVATE] > 1.5 * pay[manager, of("trade"), PRIVATE]
    owned = np.stack([1.0 - SECTORS.non_private, SECTORS.non_private], axis=1)
    weight = posts[:, :, None] * owned
    means = (weight * pay).sum(axis=(1, 2)) / weight.sum(axis=(1, 2))
    assert means == pytest.approx(TRADES.wage**b.occupation_spread)
    flat = pay_of_posts(posts, TRADES, SECTORS, Behaviour(sector_spread=0.5))
    ratio = [p[manager, of("it"), PRIVATE] / p[manager, of("catering"), PRIVATE] for p in (pay, flat)]
    assert ratio[0] > ratio[1]


def test_farms_stand_in_villages_and_software_in_the_core():
    city = build_city(load_city("reference"), 4_000, 1)
    among = density(city.grid, city.profile, SECTORS)
    assert among.sum(axis=1) == pytest.approx(1.0)
    village = among[:, city.grid.klass == VILLAGE].sum(axis=1)
    assert village[SECTORS.index("farming")] > 5.0 * village[SECTORS.index("manufacturing")]
    assert village[SECTORS.index("it")] < village[SECTORS.index("manufacturing")]


# ---- the city as built -----------------------------------------------------------------------------------------------


def test_a_city_is_built_of_units_of_its_sectors():
    city = build_city(load_city("reference"), 20_000, 3)
    e, w, profile = city.employers, city.workers, city.profile
    staff = e.staff.sum()
    assert np.bincount(e.sector, weights=e.staff) / staff == pytest.approx(profile.sectors, abs=0.002)
    for unit in np.unique(e.establishment)[:50]:
        rows = e.establishment == unit
        assert (
            len({*e.sector[rows].tolist()}) == len({*e.ownership[rows].tolist()}) == len({*e.cell[rows].tolist()}) == 1
        )
    size = np.bincount(e.establishment, weights=e.staff)[np.unique(e.establishment[e.closed == 0])]  # no empty places
    assert 11.0 < size.mean() < 15.0
    assert 0.5 < (size <= 5).mean() < 0.8
    assert np.count_nonzero(city.grid.klass[e.cell] == VILLAGE) > 20
    owned = [np.average(e.ownership[e.sector == s], weights=e.staff[e.sector == s]) for s in range(len(SECTORS.ids))]
    assert np.average(np.abs(owned - SECTORS.non_private), weights=profile.sectors) < 0.02
    rows = np.flatnonzero(w.status == EMPLOYED)
    sector, owner = e.sector[w.employer[rows]], e.ownership[w.employer[rows]]
    public = (sector == SECTORS.index("public")) & (owner == NON_PRIVATE)
    assert w.hours[rows].mean() == pytest.approx(40.0 + Behaviour().overtime, abs=0.5)
    assert w.hours[rows][public].mean() == pytest.approx(42.5, abs=0.6)
    assert w.hours[rows][owner == PRIVATE].mean() > 1.12 * w.hours[rows][public].mean()
    assert w.wage[rows][sector == SECTORS.index("catering")].mean() < 0.75 * w.wage[rows].mean()
