"""The decisions of a search, one by one, against numbers worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.maths import YES, bounded, settled
from jiuye.agents.workers import COLLEGE, FEMALE, MALE, NO_TARGET, SENIOR
from jiuye.model.behaviour import Behaviour
from jiuye.model.draws import mix
from jiuye.model.params import record
from jiuye.model.phases.search import looks, seekers
from jiuye.model.phases.search.applications import MOST, Applications, rank
from jiuye.model.phases.search.screening import WAIVED
from jiuye.model.phases.search.seekers import SEEKER

B = Behaviour()


def test_training_for_an_occupation_leads_there_once_it_is_over():
    sought = interpreted(seekers.occupation_sought)
    assert sought(3, NO_TARGET, 0) == 3
    assert sought(3, 7, 0) == 7
    assert sought(3, 7, 2) == 3


def test_a_new_field_is_searched_beside_the_rest():
    assert interpreted(seekers.new_field)(3, 3, B) == 0.0
    assert interpreted(seekers.new_field)(7, 3, B) == B.field_search > 0.0


def test_what_is_seen_of_the_market_by_literacy_and_connection():
    found, factor = interpreted(seekers.found_online), interpreted(seekers.looks_factor)
    assert [found(x, 0.5) for x in (0.0, 0.25, 0.5, 1.0)] == [0.0, 0.5, 1.0, 1.0]
    assert factor(0.0, 1.0, 0.5, 0.8) == factor(1.0, 0.0, 0.5, 0.8) == 0.5
    assert factor(1.0, 0.8, 0.5, 0.8) == factor(1.0, 1.0, 0.5, 0.8) == 1.0
    assert factor(0.5, 0.4, 0.5, 0.8) == pytest.approx(0.625)


def test_looks_of_a_month():
    looks_of = interpreted(seekers.looks_of_month)
    assert looks_of(4.2, 2, 1.0, 1.0, 0.0) == 8
    assert looks_of(4.2, 2, 0.5, 1.0, 0.0) == 4
    assert looks_of(4.2, 2, 0.5, 1.0, 0.5) == 6


def test_recommendation_spares_looks_of_those_who_are_online():
    wasted = interpreted(seekers.wasted_look)
    assert wasted(1.0, 0.0, 0.5) == 1.0
    assert wasted(1.0, 0.4, 0.5) == pytest.approx(0.6)
    assert wasted(0.5, 0.4, 0.5) == 1.0  # whoever is not online sees no recommendation


def test_a_gap_of_skill_keeps_people_away():
    def able(match, luck):
        lack = interpreted(seekers.lacking)(match, 2.0)
        return settled(bounded(luck, lack), luck, lack)

    assert able(1.0, 0.999)
    assert [able(0.5, luck) for luck in (0.36, 0.367, 0.369, 0.37)] == [True, True, False, False]  # e^-1 = 0.368


def test_schooling_is_a_hurdle_for_most():
    schooled = interpreted(seekers.schooled_for)
    assert schooled(COLLEGE, COLLEGE, 0.9, 0.05)
    assert [bool(schooled(SENIOR, COLLEGE, luck, 0.05)) for luck in (0.04, 0.06)] == [True, False]


def test_a_waived_diploma_is_asked_of_nobody():
    may = interpreted(looks.may_apply)
    names = ("schooling", "age", "sex", "age_ceiling", "sex_wanted", "marks")
    kind = record((np.uint8, names), (np.float64, ("lenient",)))
    rows = np.zeros(1, kind)
    one = rows[0]
    one.schooling, one.age, one.sex = SENIOR, 30, MALE
    assert not may(one, one, COLLEGE, 0.9)
    assert may(one, one, SENIOR, 0.9)
    one.lenient = 0.95
    assert may(one, one, COLLEGE, 0.9)  # an old vacancy is no longer strict
    one.lenient, one.marks = 0.0, WAIVED
    assert may(one, one, COLLEGE, 0.9)
    one.age_ceiling = 29
    assert not may(one, one, COLLEGE, 0.9)


def test_visible_filters():
    invited = interpreted(seekers.invited)
    assert invited(40, MALE, 0, 0)
    assert [bool(invited(age, MALE, 35, 0)) for age in (35, 36)] == [True, False]
    assert [bool(invited(30, sex, 0, 2)) for sex in (MALE, FEMALE)] == [False, True]


def test_a_wage_and_what_the_way_leaves_of_it():
    assert interpreted(seekers.offered_wage)(500_000, 1.1, 0.9, 200_000.0) == pytest.approx(495_000.0)
    assert interpreted(seekers.offered_wage)(500_000, 0.1, 0.9, 200_000.0) == 200_000.0
    assert interpreted(seekers.net_of_way)(500_000.0, 10.0, 15.0) == 485_000.0
    assert interpreted(seekers.straight_km)(1.0, 1.0, 4.0, 5.0) == 5.0


def test_far_posts_are_noticed_less_and_remote_ones_online():
    def notices(luck, remote, km, block_km, online, distance_decay):
        far = interpreted(seekers.unnoted)(km, block_km, distance_decay)
        return settled(interpreted(seekers.noticed)(luck, remote, far, online), luck, far)

    assert notices(0.999, False, 5.0, 6.0, 0.0, 0.1)  # as near as its block: what is farther was drawn less before
    edge = math.exp(-1.0)
    assert [notices(luck, False, 16.0, 6.0, 0.0, 0.1) for luck in (edge - 0.01, edge + 0.01)] == [True, False]
    assert [notices(luck, True, 99.0, 0.0, 0.4, 0.1) for luck in (0.39, 0.41)] == [True, False]


def test_a_portable_record_clears_doubts_while_it_is_fresh():
    share = interpreted(seekers.portable_share)
    assert share(24, 0.5, 0.6, 24.0) == pytest.approx(0.3)
    assert share(25, 0.5, 0.6, 24.0) == 0.0


def test_who_knows_the_weights_reckons_with_them():
    b, estimate = replace(B, experience_bonus=0.1, certificate_bonus=0.12), interpreted(seekers.own_estimate)
    assert estimate(0.5, False, 0.0, b) == 0.5
    assert estimate(0.5, True, 1.0, b) == pytest.approx(0.72)


def test_certificates_are_held_by_occupation():
    held = np.uint64(1) << np.uint64(40)
    assert interpreted(seekers.holds)(held, 40)
    assert not interpreted(seekers.holds)(held, 39)


def test_three_draws_of_a_word_are_uniform_and_do_not_hang_together():
    with np.errstate(over="ignore"):
        words = interpreted(mix)(np.arange(20_000, dtype=np.uint64))
    draws = np.array([[interpreted(f)(word) for word in words] for f in (looks.low, looks.middle, looks.high)])
    assert draws.min() >= 0.0
    assert draws.max() < 1.0
    assert draws.mean(axis=1) == pytest.approx([0.5] * 3, abs=0.01)
    assert np.abs(np.corrcoef(draws) - np.eye(3)).max() < 0.02


def test_scores_rank_by_what_is_believed_and_have_ends():
    scores = [int(interpreted(rank)(x, False)) for x in (-2.0, -1.0, 0.0, 0.5, 3.0, 9.0)]
    assert scores == [0, 0, 1_000_000, 1_500_000, 4_000_000, 4_000_000]


def test_whoever_is_looked_at_comes_before_all_who_are_not():
    assert interpreted(rank)(-1.0, True) > interpreted(rank)(9.0, False)
    assert interpreted(rank)(0.6, True) > interpreted(rank)(0.5, True)


def listed(worths, most, slots=range(99)):
    """(slots, lines) on a searcher's list after posts of these worths were noticed in turn."""
    desk, (lookers, finds) = Applications.of(np.zeros(1, np.uint32)).desk(), interpreted(looks.room)()
    seekers = np.zeros(1, SEEKER)
    seekers["wanted"], lookers.seeker[0] = most, 0
    for slot, worth in zip(slots, worths, strict=False):
        finds.looker[0], finds.seen[0], finds.slot[0], finds.line[0] = 0, YES, slot, 10 + slot
        finds.wage[0], finds.worth[0] = 500.0, worth
        interpreted(looks.put_down)(1, seekers, lookers, finds, desk)
    number = desk.sent[0]
    return desk.slot[0, :number].tolist(), (desk.received[0, :number] - 1).tolist()


def test_the_best_posts_seen_stay_on_the_list_and_the_first_of_equals_stays_first():
    assert listed([5, 7, 7, 6], MOST) == ([1, 2, 3, 0], [11, 12, 13, 10])
    assert listed([1, 2, 3, 4], 2) == ([3, 2], [13, 12])
    assert listed([9, 9, 9, 9], 2) == ([0, 1], [10, 11])
    assert listed([9, 9], 0) == ([], [])


def test_a_post_seen_twice_is_on_the_list_once():
    assert listed([400, 400], MOST, [7, 7]) == ([7], [17])
