"""Lives followed through two futures with the same luck: pages, events, where they part, the file."""

import numpy as np
import pytest

from jiuye.agents.workers import EMPLOYED, INACTIVE, JOBLESS, TRAINING, UNEMPLOYED
from jiuye.experiments.lives_and_maps.futures_file import provenance, read_lives, write_lives
from jiuye.experiments.lives_and_maps.life_events import CAUSES, EVENTS, happened, read_page
from jiuye.experiments.lives_and_maps.lives import TRAITS, follow, follow_seed
from jiuye.experiments.runs.burn_in_cache import EVES
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.model.month import step
from jiuye.scenarios.spec import load_scenario, policy
from jiuye.viz.pages.futures import LIVES

SMALL = {"city": {"workers": 2000}, "time": {"months": 12, "burn_in": 2}}


@pytest.fixture(scope="module")
def scenarios():
    return [load_scenario(name, overrides=SMALL) for name in ("baseline", "four_levers")]


@pytest.fixture(scope="module")
def lives(scenarios):
    return follow(scenarios[0], scenarios[1:], (1, 2), most=1500, made=provenance(scenarios))


def test_totals_are_those_of_the_diary(scenarios, lives):
    result = play(*burnt_in(scenarios[1], 2), scenarios[1], (), diary=True)
    second = lives.seed == 1
    stayed = result.diary.born == burnt_in(scenarios[1], 2)[0].workers.born
    assert 1500 < stayed.sum() < 2000
    assert (lives.worked[1, second][stayed] == result.diary.worked[stayed]).all()
    mean = result.diary.income[stayed] / 100.0 / 12
    assert np.abs(lives.earned[1, second][stayed] - mean).max() <= 0.51


def test_the_first_drawn_are_followed_from_the_start(lives):
    assert lives.status.shape == (2, 12, 1500)
    assert sorted(lives.lot) == list(range(1500))
    assert len(lives.seed) == 4000
    inactive = lives.traits["status"] == INACTIVE
    assert (lives.status[0, 0, inactive] == INACTIVE).mean() > 0.9


def test_events_explain_every_change_of_status(lives):
    """Whoever has another status than the month before has an event in that month."""
    for future in (0, 1):
        seen = {(int(p), int(m)) for f, p, m, _, _ in lives.events if f == future}
        here = np.arange(1, 12)[:, None] < lives.months[future]
        changed = (lives.status[future, 1:] != lives.status[future, :-1]) & here
        assert changed.sum() > 100
        missing = [(p, m + 1) for m, p in zip(*np.nonzero(changed), strict=True) if (p, m + 1) not in seen]
        # into a full-time course, which tells of itself, or out of one
        assert all(TRAINING in lives.status[future, [m - 1, m], p] for p, m in missing)


def test_a_story_ends_where_the_row_is_given_to_another(lives):
    gone = lives.months[0] < 12
    assert 0 < gone.sum() < 500
    kind = EVENTS.index("left_city")
    for person in np.flatnonzero(gone)[:50]:
        mine = lives.events[(lives.events[:, 0] == 0) & (lives.events[:, 1] == person)]
        assert mine[-1, 3] == kind
        assert mine[-1, 2] == lives.months[0, person]


def test_who_quits_has_no_claim_and_who_is_dismissed_may(scenarios):
    city, _ = burnt_in(scenarios[0], 3)
    acts, rows = policy(scenarios[0]), np.arange(2000)
    claims = {"quit": [], "dismissed": []}
    for month in range(12):
        before, born = read_page(city, rows, np.ones(2000, bool)), city.workers.born.copy()
        step(city, acts)
        after = read_page(city, rows, city.workers.born == born)
        for person, _, kind, _ in happened(city, month, rows, before, after):
            if EVENTS[kind] in claims and city.workers.status[person] == UNEMPLOYED:
                claims[EVENTS[kind]].append(bool(city.workers.insured[person] & JOBLESS))
    assert len(claims["quit"]) > 5
    assert not any(claims["quit"])
    assert sum(claims["dismissed"]) > 5


def test_before_they_part_two_lives_are_one(lives):
    assert (lives.parted[0] == -1).all()
    parted = np.flatnonzero(lives.parted[1] >= 0)
    assert 20 < len(parted) < 1500
    for person in parted[:200]:
        month = lives.parted[1, person]
        assert (lives.status[0, :month, person] == lives.status[1, :month, person]).all()
        base, other = lives.income[:, :month, person]
        assert (np.abs(other - base) <= np.maximum(0.01 * base, 10) + 1).all()
    together = lives.parted[1] == -1
    here = np.arange(lives.length)[:, None] < lives.months[0, together]  # whoever follows in the row has another life
    assert ((lives.status[0] == lives.status[1])[:, together] | ~here).all()
    assert (lives.cause[1, together] == CAUSES.index("none")).all()
    assert {CAUSES[c] for c in lives.cause[1, parted]} >= {"event", "takings"}


def test_courses_are_told_by_their_lever(lives):
    assert lives.courses["four_levers"] == ("existing_training", "protection_fund", "training_subsidy")
    began = lives.events[lives.events[:, 3] == EVENTS.index("began_course")]
    assert set(began[began[:, 0] == 0, 4]) == {0}
    assert 2 in began[began[:, 0] == 1, 4]
    assert lives.existing == 1


def test_a_new_post_names_the_occupation(lives):
    hired = lives.events[lives.events[:, 3] == EVENTS.index("hired")]
    assert len(hired) > 20
    assert (lives.status[hired[:, 0], hired[:, 2], hired[:, 1]] == EMPLOYED).all()
    assert len(set(hired[:, 4])) > 5


def test_lives_come_back_from_their_file(lives, tmp_path):
    file = tmp_path / "small.lives"
    write_lives(lives, file)
    again = read_lives(file)
    for name in ("lot", "status", "income", "months", "events", "parted", "cause", "seed", "earned", "worked"):
        assert (getattr(again, name) == getattr(lives, name)).all(), name
        assert getattr(again, name).dtype == getattr(lives, name).dtype, name
    for name in TRAITS:
        assert (again.traits[name] == lives.traits[name]).all()
        assert (again.everybody[name] == lives.everybody[name]).all()
    assert again.courses == lives.courses
    assert again.events_of(1, 3) == lives.events_of(1, 3)


def test_what_is_in_is_shown_before_all_seeds_are(scenarios, lives):
    """A page binds the seeds that have come in; without the one whose people are followed there is nothing to show."""
    months = []
    EVES.clear()  # so that the burn-in is played and counted
    first = follow_seed(1, scenarios, 1, 1500, tick=months.append)
    assert sum(months) == 2 + 2 * 12
    partial = LIVES.bind(tuple(scenarios), {1: first})
    assert partial.seeds == (1,)
    assert (partial.status == lives.status).all()
    assert (partial.earned == lives.earned[:, lives.seed == 0]).all()
    assert LIVES.bind(tuple(scenarios), {2: {k: first[k] for k in first if k != "followed"}}) is None
