"""Search and matching, on ten people whose fate can be worked out by hand."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuye.agents.workers import EMPLOYED, EVERY_SCHEME, FEMALE
from jiuye.model.phases.matching import match_applications
from jiuye.model.phases.search import search_jobs
from jiuye.model.phases.search.applications import MOST, Applications

from ..ten_people import LINES, SLOTS, STAFF, WAGE, begin, staff_by_count, ten_people, zoned

# Search.


def eager(seed=1, **behaviour):
    """Everybody searches, applies for whatever suits and is looked at; posts are open at all lines."""
    searching = {f"search_{kind}": 1.0 for kind in ("unemployed", "employed", "platform", "self_employed")}
    open_minded = {"callback": 10.0, "hiring_bar": -9.0, "tries": 300.0, "applications": 3.0, "under_schooled": 1.0}
    city = begin(ten_people(seed, **(searching | open_minded | {"distance_decay": 0.0} | behaviour)))
    city.employers.vacancies[:] = SLOTS
    return city


def test_those_without_work_or_with_another_kind_search_and_inactive_people_do_not():
    city = eager()
    found = search_jobs(city, city.rules)
    assert found.rows.tolist() == list(range(9))
    assert found.sent[6:8].min() > 0  # the unemployed find something in three open lines
    assert found.count == city.employers.applicants.sum() >= found.sent.sum()


def seen_after_a_course(seed, **behaviour):
    """Whether one of the unemployed, trained for sales, applies to the line that pays best, which is in sales."""
    city = eager(seed, tries=1.0, applications=1.0, gap_decay=0.0, **behaviour)
    w, e = city.workers, city.employers
    w.occupation[6], w.target[6], e.posted[2] = e.occupation[0], e.occupation[2], 2 * e.posted[0]
    found = search_jobs(city, city.rules)
    at = found.rows.tolist().index(6)
    return 2 in city.frame.slot_line[found.slot[at, : found.sent[at]]]


def test_those_trained_look_in_the_new_field_first():
    assert sum(seen_after_a_course(seed, field_search=0.0) for seed in range(1, 21)) < 15
    assert all(seen_after_a_course(seed, field_search=1.0) for seed in range(1, 21))


def test_a_certificate_of_the_trade_is_looked_at():
    city = eager(callback=0.0, certificate_called=1.0)
    held = np.uint64(1) << city.employers.occupation.astype(np.uint64)
    city.workers.certificates[:] = 0
    city.workers.certificates[6] = held[0] | held[1] | held[2]
    found = search_jobs(city, city.rules)
    assert found.called[6] == found.sent[6] > 0
    assert found.called.sum() == found.called[6]


def test_wages_offered_respect_floor_and_reservation():
    city = eager()
    floor = 690_000
    found = search_jobs(city, zoned(city, minimum_wage=floor / 100.0))
    offered = found.wage[np.arange(MOST) < found.sent[:, None]]
    assert len(offered) > 0
    assert offered.min() >= floor
    city = eager()
    city.workers.reservation[:] = 100 * WAGE
    city.workers.wage[:] = 100 * WAGE
    assert search_jobs(city, city.rules).count == 0


def test_employees_look_for_better_pay_elsewhere():
    city = eager(mobility_premium=0.5, ability_spread=0.0)
    assert search_jobs(city, city.rules).sent[:6].sum() == 0
    city = eager(mobility_premium=-0.5, applications_employed=3.0)
    found = search_jobs(city, city.rules)
    assert found.sent[:6].sum() > 0
    lines = city.frame.slot_line[found.slot]
    for applicant, row in enumerate(found.rows[:6]):
        assert city.workers.employer[row] not in lines[applicant, : found.sent[applicant]]


def test_visible_filters_keep_people_out():
    city = eager()
    city.employers.sex_wanted[:] = 2  # women only
    found = search_jobs(city, city.rules)
    men = city.workers.sex[found.rows] != FEMALE
    assert found.sent[men].sum() == 0 < found.sent[~men].sum()
    city = eager()
    city.employers.age_ceiling[:] = 29
    assert search_jobs(city, city.rules).count == 0
    city = eager(under_schooled=0.0)
    city.workers.schooling[:] = 1  # below what any of the three trades asks for
    assert search_jobs(city, city.rules).count == 0


def test_a_closed_post_gets_no_application():
    city = eager()
    city.employers.vacancies[:] = 0
    assert search_jobs(city, city.rules).count == 0
    city.employers.vacancies[:] = [0, 0, 1]
    found = search_jobs(city, city.rules)
    used = found.slot[np.arange(MOST) < found.sent[:, None]]
    assert len(used) > 0
    assert (used == city.employers.first_slot[2]).all()


def test_applications_stand_in_order_of_preference():
    city = eager(3, km_cost=0.0, applications=4.0)
    city.employers.posted[:] = [600_000, 650_000, 700_000]
    found = search_jobs(city, city.rules)
    ranked = [wages[:n] for wages, n in zip(found.wage, found.sent, strict=True) if n > 1]
    assert ranked
    for wages in ranked:
        assert (np.diff(wages) <= 1).all()


def test_months_without_an_application_discourage():
    city = begin(ten_people())
    for month in range(1, 4):
        search_jobs(city, city.rules)
        assert city.workers.idle[[6, 7]].tolist() == [month, month]
    assert not city.workers.idle[:6].any()


# Matching.


def gale_shapley(lists, score):
    """Textbook deferred acceptance: lists[a] are places in order, score[a][k] what the k-th of them thinks of a."""
    holder, next_choice = {}, [0] * len(lists)
    free = list(range(len(lists)))[::-1]
    while free:
        a = free.pop()
        if next_choice[a] == len(lists[a]):
            continue
        k = next_choice[a]
        next_choice[a] += 1
        place = lists[a][k]
        if place not in holder:
            holder[place] = (a, k)
            continue
        rival, rank = holder[place]
        if (-score[a][k], a) < (-score[rival][rank], rival):
            holder[place] = (a, k)
            free.append(rival)
        else:
            free.append(a)
    return {a: (place, k) for place, (a, k) in holder.items()}


@st.composite
def applications(draw):
    """Lists of up to four different places each, and what the places think of the applicants; ties happen."""
    people = draw(st.integers(1, 9))
    places = st.integers(0, LINES * SLOTS - 1)
    lists = draw(st.lists(st.lists(places, max_size=MOST, unique=True), min_size=people, max_size=people))
    score = [draw(st.lists(st.integers(0, 6), min_size=len(a), max_size=len(a))) for a in lists]
    return lists, score


def matched(lists, score, rows):
    """Hires of a city of ten whose applications are given; every application offers a wage of its own."""
    city = begin(ten_people(outbid=0.0))
    city.employers.vacancies[:] = SLOTS
    n = len(lists)
    sought = Applications(
        np.array(rows[:n], np.uint32),
        np.array([len(a) for a in lists], np.int64),
        np.array([len(a) for a in lists], np.int64),
        np.zeros((n, MOST), np.int32),
        np.zeros((n, MOST), np.uint32),
        np.zeros((n, MOST), np.int32),
    )
    for a, places in enumerate(lists):
        sought.slot[a, : len(places)], sought.score[a, : len(places)] = places, score[a]
        sought.wage[a, : len(places)] = [1_000_000 + 10 * a + k for k in range(len(places))]
    return city, match_applications(city, city.rules, sought)


@given(applications())
@settings(max_examples=150)
def test_matching_is_the_stable_one_best_for_applicants(instance):
    lists, score = instance
    rows = [0, 1, 2, 4, 5, 6, 7, 8, 9]
    city, hires = matched(lists, score, rows)
    expected = gale_shapley(lists, score)
    slot_line = city.frame.slot_line
    pairs = zip(hires.rows.tolist(), hires.line.tolist(), strict=True)
    got = {row: (line, int(city.workers.wage[row])) for row, line in pairs}
    assert got == {rows[a]: (int(slot_line[place]), 1_000_000 + 10 * a + k) for a, (place, k) in expected.items()}
    assert no_pair_would_rather_leave(lists, score, expected)
    filled = np.bincount(hires.line, minlength=LINES)
    assert (city.employers.vacancies == SLOTS - filled).all()
    assert city.employers.vacancies.min() >= 0
    assert staff_by_count(city) == city.employers.staff.tolist()


def no_pair_would_rather_leave(lists, score, match):
    """No applicant and place prefer each other to what they have."""
    holder = {place: (a, k) for a, (place, k) in match.items()}
    for a, places in enumerate(lists):
        got = match.get(a, (None, len(places)))[1]
        for k in range(got):
            rival, rank = holder.get(places[k], (None, None))
            if rival is None or (-score[a][k], a) < (-score[rival][rank], rival):
                return False
    return True


def test_the_textbook_itself_is_right():
    assert gale_shapley([[0, 1], [0]], [[1, 1], [2]]) == {1: (0, 0), 0: (1, 1)}
    assert not no_pair_would_rather_leave([[0], [0]], [[1], [2]], {0: (0, 0)})


def test_the_hired_take_up_their_jobs():
    slots = [SLOTS * 2, SLOTS * 2 + 1]
    city, hires = matched([slots, slots[:1], slots[1:]], [[5, 5], [1], [9]], [6, 0, 8])
    w, e = city.workers, city.employers
    taken = {int(city.frame.slot_line[slot]) for slot in slots}
    assert hires.counts()["hires"] == 2
    assert hires.counts()["hires_from_unemployed"] == 1
    assert hires.counts()["hires_from_platform"] == 1
    assert hires.counts()["job_to_job"] == 0
    assert set(hires.line.tolist()) == taken
    for row in (6, 8):
        line = w.employer[row]
        assert w.status[row] == EMPLOYED
        assert w.hired[row] == w.since[row] == city.month
        assert w.occupation[row] == e.occupation[line]
        assert w.insured[row] == EVERY_SCHEME
    assert (w.status[0], w.employer[0]) == (EMPLOYED, 0)


def test_a_move_from_job_to_job_moves_staff():
    city, hires = matched([[SLOTS * 2]], [[1]], [0])
    line = int(city.frame.slot_line[SLOTS * 2])
    assert line != 0
    expected = list(STAFF)
    expected[0] -= 1
    expected[line] += 1
    assert city.employers.staff.tolist() == expected == staff_by_count(city)
    assert hires.counts()["job_to_job"] == 1
    assert city.workers.hired[0] == city.month
