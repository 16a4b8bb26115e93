"""What the pages Map and People show, without a browser: pictures, tables, stories, and the files they open with."""

import base64
import io
import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import FEMALE, INACTIVE, NONLOCAL_RURAL, PLATFORM
from jiuye.experiments.compare.where import CLEAR, FEW, NOBODY, UNCLEAR
from jiuye.experiments.lives_and_maps import atlas_measures as measures
from jiuye.experiments.lives_and_maps.futures_file import FUTURES, provenance
from jiuye.experiments.lives_and_maps.life_filter import Filter, alike, draw, stories
from jiuye.experiments.lives_and_maps.lives import follow, traits_of
from jiuye.experiments.lives_and_maps.shipped_futures import (
    CITIES,
    IN_LIVES,
    ON_THE_MAP,
    PLAYED,
    QUARTER,
    SEEDS,
    asked,
    shipped_atlas,
    shipped_lives,
)
from jiuye.experiments.runs.intervals import mean_interval
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.model.build import build_city
from jiuye.model.groups import members, parse_group
from jiuye.model.occupations import load_occupations
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.spec import list_scenarios, load_scenario
from jiuye.viz.charts.cells import EMPTY_AT, FINE, FIRST, HATCH_AT, STEPS, TOO_FEW_AT, painted
from jiuye.viz.charts.maps import names_beside, outlines
from jiuye.viz.pages.futures import everyone_of
from jiuye.viz.pages.life_view import LifeView, alike_table
from jiuye.viz.pages.map_view import MapView, busiest
from jiuye.viz.pages.people_asked import group_asked, policy_asked, policy_faults
from jiuye.viz.pages.query import Query
from jiuye.viz.words.texts import LANGUAGES

CITY = CITIES[0]


@pytest.fixture(scope="module")
def atlas():
    return shipped_atlas(CITY)


@pytest.fixture(scope="module")
def lives():
    return shipped_lives(CITY)


def indices(picture):
    """The places in the palette that a sprite shows, one of each cell's dots."""
    raw = base64.b64decode(picture.sprite.removeprefix("data:image/png;base64,"))
    return np.asarray(Image.open(io.BytesIO(raw)))[::FINE, ::FINE]


# ---- files that come with the program --------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "workers"), [("atlas", ON_THE_MAP), ("lives", IN_LIVES)])
def test_shipped_futures_are_of_the_scenarios_as_they_are(kind, workers, atlas, lives):
    made = (atlas if kind == "atlas" else lives).made
    now = provenance(asked(CITY, workers))
    assert made == now, "a scenario, the city or behaviour has changed since: run `make futures` and commit the files"


def test_shipped_futures_are_of_the_model_as_it_is(atlas):
    base = asked(CITY, ON_THE_MAP, PLAYED[:1])[0]
    result = play(*burnt_in(base, SEEDS[0]), replace(base, months=QUARTER), (), every_cell_month=True)
    for name in ("working", "jobs"):
        fresh = result.cells[name].sum(axis=0)
        assert (atlas.counts[name][0, 0, 0] == fresh).all(), "the model has changed: run `make futures`"


def test_shipped_files_are_small():
    assert sum(file.stat().st_size for file in FUTURES.iterdir()) < 4_500_000


# ---- the map ---------------------------------------------------------------------------------------------------------


def test_a_difference_of_zero_has_the_middle_colour(atlas):
    view = MapView(atlas, "en", "insured_share", "four_levers", "baseline", reach=1, span=4, clear_only=True)
    shown = indices(view.picture)
    assert shown.shape == (atlas.periods * 64, 64)
    ends = [measures.with_neighbours(atlas, 1), measures.of_districts(atlas)]
    own, around = (measures.difference(atlas, "insured_share", "four_levers", "baseline", g, span=4) for g in ends)
    values, standing = measures.on_the_map(atlas, own, around)
    last, middle = shown[-64:].ravel(), FIRST + (STEPS - 1) // 2
    assert (last[standing[-1] == NOBODY] == EMPTY_AT).all()
    assert np.isin(last[standing[-1] == FEW], (TOO_FEW_AT, HATCH_AT)).all()
    assert (last[standing[-1] == UNCLEAR] == middle).all()
    assert (last[(standing[-1] == CLEAR) & (values[-1] > 0.1)] > middle).all()
    assert all((standing[-1] == kind).sum() > 50 for kind in (NOBODY, UNCLEAR, CLEAR))
    assert "#f9f8f5" in view.picture.colours[len(view.picture.colours) // 2]
    assert any(abs(at - 0.5) < 1e-9 and label == "0" for at, label in view.picture.ticks)


def test_a_map_of_districts_has_one_colour_in_each(atlas):
    view = MapView(atlas, "zh", "insured_share", "four_levers", "baseline", span=4, clear_only=True, by="district")
    last = indices(view.picture)[-64:].ravel()
    change = measures.difference(
        atlas, "insured_share", "four_levers", "baseline", measures.of_districts(atlas), span=4
    )
    for district in range(len(atlas.districts)):
        inside = (atlas.district == district) & atlas.inhabited
        (shade,) = np.unique(last[inside])
        assert (shade != FIRST + (STEPS - 1) // 2) == change.clear[-1, district]
    assert (last[~atlas.inhabited] == EMPTY_AT).all()


def test_too_few_and_nobody_differ_without_colour():
    standing = np.array([[NOBODY, FEW], [UNCLEAR, CLEAR]])
    dots = painted(np.array([[np.nan, np.nan], [0.5, 1.0]]), standing)
    kinds = [set(np.unique(dots[r : r + FINE, c : c + FINE])) for r in (0, FINE) for c in (0, FINE)]
    assert kinds == [{EMPTY_AT}, {TOO_FEW_AT, HATCH_AT}, {FIRST + STEPS // 2}, {FIRST + STEPS - 1}]


def test_every_district_is_named_beside_the_map(atlas):
    for lang in LANGUAGES:
        names = names_beside(atlas, lang)
        assert {one["name"] for one in names} == {d[lang] for d in atlas.districts}
        for left in (True, False):
            heights = sorted(one["at"] for one in names if one["left"] == left)
            assert np.diff(heights).min() >= 4.0
            assert 0.0 <= heights[0] <= heights[-1] <= atlas.size


def test_better_is_blue_whichever_way(atlas):
    for name, end in (("unemployment_rate", "#8a3a00"), ("income", "#003f66"), ("platform_share", "#003f66")):
        picture = MapView(atlas, "en", name, "demand_shock", "baseline").picture
        assert picture.colours[-1] == end, name


@pytest.mark.parametrize("name", list(measures.MEASURES))
def test_every_figure_has_a_picture_and_a_table(atlas, name):
    for lang in LANGUAGES:
        view = MapView(atlas, lang, name, "whole_plan", "", reach=1)
        assert len(np.unique(indices(view.picture))) > 20
        assert len(view.picture.ticks) >= 2
        assert all(0.0 <= at <= 1.0 for at, _ in view.picture.ticks)
        assert len(view.districts(3).groups[0].rows) == 1 + len(atlas.districts)


def test_levels_of_all_futures_share_a_scale(atlas):
    views = [MapView(atlas, "en", "unemployment_rate", future, "", reach=2) for future in atlas.futures]
    assert len({view.picture.ticks for view in views}) == 1


def test_the_table_tells_what_was_measured(atlas):
    view = MapView(atlas, "en", "insured_share", "four_levers", "baseline", span=4)
    everything = measures.of_everything(atlas)
    change = measures.difference(atlas, "insured_share", "four_levers", "baseline", everything, span=4)
    name, cells = view.districts(19).groups[0].rows[0]
    assert name == "Whole city"
    assert cells[2].main == f"+{change.mean[19, 0]:.1f}\N{NO-BREAK SPACE}pp"
    assert cells[2].tone == "better"
    assert cells[2].arrow == "▲"
    assert f"{change.low[19, 0]:.1f}" in cells[2].notes[0]


def test_the_story_of_a_cell(atlas):
    cell = busiest(atlas)
    view = MapView(atlas, "en", "income", "four_levers", "baseline", reach=1)
    where, around, who = view.place(cell)
    assert atlas.districts[atlas.district[cell]]["en"] in where
    assert "8 cells" in around
    assert re.search(r"about [\d,]+ people", who)
    assert view.chart(cell, 3).svg.startswith("<svg")
    empty = int(np.flatnonzero(~atlas.inhabited)[0])
    alone = MapView(atlas, "zh", "income", "four_levers", "baseline")
    assert alone.place(empty)[-1] == "模拟城市中此处无人居住。"
    assert alone.chart(empty, 0) is None
    assert "人数太少" in alone.story(empty, 0).groups[0].rows[0][1][0].main


def test_outlines_go_around_districts(atlas):
    lines = outlines(atlas)
    assert set(lines) == {"districts", "town"}
    assert all(re.fullmatch(r"(M[\d.]+ [\d.]+L[\d.]+ [\d.]+)+", path) for path in lines.values())


# ---- people ----------------------------------------------------------------------------------------------------------


def test_stories_are_rules_that_find_people(lives):
    found = {name: story.matches(lives.traits) for name, story in stories().items()}
    assert all(fit.sum() >= 3 for fit in found.values()), {name: int(fit.sum()) for name, fit in found.items()}
    traits = lives.traits
    assert (traits["platform"][found["courier"]] == DELIVERY).all()
    assert (traits["status"][found["courier"]] == PLATFORM).all()
    assert (traits["sex"][found["migrant_woman"]] == FEMALE).all()
    assert (traits["hukou"][found["migrant_woman"]] == NONLOCAL_RURAL).all()
    teacher = load_occupations().index("teacher")
    assert (traits["occupation"][found["retired_teacher"]] == teacher).all()
    assert (traits["status"][found["retired_teacher"]] == INACTIVE).all()
    assert traits["age"][found["graduate"]].max() <= 25


def test_people_are_drawn_by_lot_and_in_turn(lives):
    story = stories()["courier"]
    drawn = [draw(lives, story, "four_levers", k, differing=True) for k in range(200)]
    assert drawn[0] == draw(lives, story, "four_levers", 0, differing=True)
    assert len({d.person for d in drawn}) == drawn[0].differing > 5
    assert all(lives.parted[1, d.person] >= 0 for d in drawn)
    everyone = {draw(lives, story, "four_levers", k, differing=False).person for k in range(200)}
    assert len(everyone) == drawn[0].fitting
    assert draw(lives, Filter((119, 120)), "four_levers", 0, differing=True).person is None


def test_the_mean_of_all_alike_is_over_seeds(lives):
    story = stories()["migrant_woman"]
    found = alike(lives, story, "demand_shock")
    fit, place = story.matches(lives.everybody), lives.futures.index("demand_shock")
    means = [
        (lives.earned[place, fit & (lives.seed == k)] - lives.earned[0, fit & (lives.seed == k)]).mean()
        for k in range(len(lives.seeds))
    ]
    assert found.income == pytest.approx(mean_interval(means))
    assert found.persons == fit.sum() > 1000
    assert found.income[2] < 0.0, "a fall of demand costs income"
    assert found.worse > found.better
    assert alike_table(found, "en").groups[0].rows[0][1][0].tone == "worse"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", list(stories()))
def test_every_story_is_told(lives, lang, name):
    for future in lives.futures[1:]:
        drawn = draw(lives, stories()[name], future, 0, differing=True)
        view = LifeView(lives, lang, drawn.person, future)
        told = [view.who(), view.parting(), view.end_told()]
        assert all("{" not in words and words.strip() for words in told)
        months = {month for place in view.places for month, _, _ in lives.events_of(place, drawn.person)}
        parted = lives.parted[view.places[1], drawn.person]
        assert len(view.events().groups[0].rows) == len(months | ({parted} if parted >= 0 else set()))
        assert view.chart().alt == view.end_told()


def test_the_first_difference_is_marked_where_it_is(lives):
    seen = 0
    for number in range(30):
        drawn = draw(lives, stories()["migrant_woman"], "whole_plan", number, differing=True)
        view = LifeView(lives, "en", drawn.person, "whole_plan")
        marked = [row for row in view.events().groups[0].rows if row[1][1].notes]
        assert [row[0] for row in marked] == [view.when(int(lives.parted[view.places[1], drawn.person]))]
        assert marked[0][1][1].main != "the same"
        seen += "**" in view.parting()
    assert seen == 30


GROUPS = (
    "sex=female,age=45-59,residence=village",
    "schooling=college|bachelor,hukou=nonlocal",
    "status=platform,age_band=30-59",
    "migrant=yes,urban_rural=rural",
    "occupation=digital,platform=no",
    "district=shangcheng|yuhang,district_class=core",
    "disability=certified,status_at_start=inactive",
)


@pytest.mark.parametrize("words", GROUPS)
def test_a_group_is_the_same_people_as_in_a_comparison(words):
    city = build_city(load_city(CITY), 3_000, 1)
    districts = tuple(city.profile.districts)
    group = parse_group(words, districts)
    found = Filter(group=group, districts=districts).matches(traits_of(city))
    assert (found == members(city, group)).all()
    assert found.any()


def test_a_life_under_any_policy_one_can_compare():
    words = "training_subsidy(seats=12000)+protection_fund(match=0.5)"
    base, scenario = (replace(s, workers=400, months=6, burn_in=2) for s in everyone_of(CITY, words))
    assert base.name == "baseline"
    found = follow(base, [scenario], [1], most=40)
    assert found.futures == ("baseline", "policy_a")
    assert found.titles["policy_a"] == scenario.title
    view = LifeView(found, "zh", 0, "policy_a")
    assert scenario.title["zh"] in view.title(1)
    assert policy_faults(CITY, words, "en") == []
    assert policy_faults(CITY, "miracle", "en") == ["miracle: is not a scenario, nor a lever with settings"]
    assert policy_faults(CITY, "training_subsidy(chairs=3)", "zh")
    pair = next(name for name in list_scenarios() if load_scenario(name).pair)
    assert policy_faults(CITY, pair, "en")


def test_groups_and_policies_of_an_address():
    query = Query.read("people", "groups=sex=female,age=45-59;sex=male&a=whole_plan", lambda path: None)
    assert policy_asked(query) == ""  # it is shipped
    wanted, faults = group_asked(query, CITY, "en")
    assert wanted.group.name == "sex=female,age=45-59"
    assert faults == []
    odd = Query.read("people", "groups=sex=robot&a=data_dividend", lambda path: None)
    assert policy_asked(odd) == "data_dividend"
    wanted, faults = group_asked(odd, CITY, "zh")
    assert wanted is None
    assert "robot" in faults[0]
