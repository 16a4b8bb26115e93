"""The events of the month, one at a time, on ten people whose fate can be worked out by hand."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuye.agents.platforms import DELIVERY, LIVE
from jiuye.agents.workers import (
    EMPLOYED,
    EMPLOYEE_SCHEME,
    EVERY_SCHEME,
    FEMALE,
    INACTIVE,
    INJURY,
    JOBLESS,
    LOCAL_RURAL,
    NO_TARGET,
    NOBODY,
    NONLOCAL_RURAL,
    PLATFORM,
    RESIDENT_SCHEME,
    SELF_EMPLOYED,
    TRAINING,
    UNEMPLOYED,
)
from jiuye.model.phases.courses import enrol_participants
from jiuye.model.phases.data import share_data
from jiuye.model.phases.government import govern
from jiuye.model.phases.jobs.separation import separate_jobs
from jiuye.model.phases.jobs.vacancies import post_vacancies
from jiuye.model.phases.jobs.wages import review_wages
from jiuye.model.phases.matching import match_applications
from jiuye.model.phases.platforms import dispatch_orders
from jiuye.model.phases.population import renew_population
from jiuye.model.phases.search import search_jobs
from jiuye.model.phases.search.applications import MOST, Applications
from jiuye.model.phases.settlement import settle_accounts
from jiuye.model.programme import Offer, Programme
from jiuye.model.tally import tally_city

from ..ten_people import LINES, PEOPLE, SLOTS, STAFF, WAGE, begin, skip, staff_by_count, ten_people, zoned

LUCKS = range(1, 201)  # seeds of a test on means
WEEKS = 4.33
YEAR = 12


# Renewal.


def renewed(city, months):
    """Sums of the flows of some months of renewal; people think of such things by turns, not every month."""
    total = Counter()
    for _month in range(months):
        total.update(renew_population(city, city.rules))
        skip(city)
    return total


def test_nothing_happens_unless_asked():
    city = begin(ten_people())
    before = {name: column.copy() for name, column in city.workers.columns().items()}
    assert set(renewed(city, YEAR).values()) == {0}
    assert separate_jobs(city, city.rules) == {"dismissals": 0, "quits": 0}
    assert post_vacancies(city, city.rules) == 0
    assert search_jobs(city, city.rules).count == 0
    for name, column in city.workers.columns().items():
        assert (column == before[name]).all() or name == "idle", name
    assert staff_by_count(city) == city.employers.staff.tolist() == list(STAFF)


def test_retirement_releases_staff():
    city = begin(ten_people(participation_men=0.0, participation_women=0.0))
    flows = renewed(city, YEAR)
    assert flows["retirees"] == 9  # everybody but the student
    assert flows["leavers"] == flows["joiners"] == 0
    assert (city.workers.status == INACTIVE).all()
    assert (city.workers.employer == NOBODY).all()
    assert city.employers.staff.tolist() == [0, 0, 0]


def test_those_who_wish_to_work_begin_to_look():
    city = begin(ten_people())
    assert renewed(city, YEAR)["joiners"] == 0  # two years of study are left
    flows = renewed(city, 2 * YEAR)
    assert (flows["joiners"], flows["retirees"]) == (1, 0)
    assert city.workers.status[9] == UNEMPLOYED
    assert 24 <= city.workers.since[9] < 36
    assert city.workers.status[:9].tolist() == [EMPLOYED] * 6 + [UNEMPLOYED] * 2 + [PLATFORM]


def test_a_leaver_is_replaced_by_an_entrant_of_the_same_hukou():
    city = begin(ten_people())
    city = replace(city, closure=replace(city.closure, exit_hazard=np.ones_like(city.closure.exit_hazard)), month=24)
    w = city.workers
    w.hukou[:4] = [LOCAL_RURAL, LOCAL_RURAL, NONLOCAL_RURAL, NONLOCAL_RURAL]
    w.programme[6], w.months_left[6], w.certificates[:] = 1, 2, 7
    w.income[:] = w.points[:] = 99
    kept = {name: getattr(w, name).copy() for name in ("hukou", "sex", "cell")}
    begin(city)
    assert renew_population(city, city.rules)["leavers"] == PEOPLE
    for name, column in kept.items():
        assert (getattr(w, name) == column).all(), name
    assert (w.status == INACTIVE).all()
    assert (w.employer == NOBODY).all()
    assert city.employers.staff.tolist() == [0, 0, 0]
    assert ((city.month - w.born) // 12 >= 16).all()
    for column in (w.certificates, w.programme, w.months_left, w.income, w.points, w.earned):
        assert not column.any()
    assert (w.since == city.month).all()
    assert (w.wage >= 100 * city.rules.minimum_wage.min()).all()


def test_a_mover_takes_the_commute_along():
    city = begin(ten_people(move_rate=1.0))
    w, grid = city.workers, city.grid
    home = int(w.cell[0])
    far = int(np.argmax(np.hypot(grid.x_km - grid.x_km[home], grid.y_km - grid.y_km[home])))
    w.cell[1:6] = far
    w.commute[1:6] = 60
    w.income[:] = 500_000
    moved = renewed(city, YEAR)["movers"]
    gone = np.array([i for i in range(1, 6) if w.cell[i] != far])
    assert moved >= len(gone) > 0
    km = grid.distance(w.cell[gone], city.employers.cell[w.employer[gone]])
    assert (w.commute[gone] == np.minimum(255, np.round(km))).all()


# Separation.


def test_dismissals_lower_staff():
    city = begin(ten_people(separation_rate=1.0, reservation_start=0.9))
    assert separate_jobs(city, city.rules) == {"dismissals": 6, "quits": 0}
    w = city.workers
    assert city.employers.staff.tolist() == [0, 0, 0] == staff_by_count(city)
    assert (w.status[:6] == UNEMPLOYED).all()
    assert (w.employer[:6] == NOBODY).all()
    assert (w.reservation[:6] == 0.9 * WAGE).all()
    assert (w.since[:6] == city.month).all()
    assert w.wage[0] == WAGE  # remembered
    assert w.status[6:].tolist() == [UNEMPLOYED, UNEMPLOYED, PLATFORM, INACTIVE]


def test_quits_lower_staff():
    city = begin(ten_people(quit_rate=10.0))
    assert separate_jobs(city, city.rules) == {"dismissals": 0, "quits": 6}
    assert city.employers.staff.tolist() == [0, 0, 0] == staff_by_count(city)


def test_a_line_with_excess_sheds_and_others_do_not():
    city = begin(ten_people(adjustment=1.0, shedding=1.0))
    city.employers.capacity[0] = 0.0
    assert separate_jobs(city, city.rules)["dismissals"] == 4
    assert city.employers.staff.tolist() == [0, 2, 0]


def test_a_share_of_the_excess_goes_each_month():
    gone = 0
    for seed in LUCKS:
        city = begin(ten_people(seed, adjustment=0.5, shedding=1.0))
        city.employers.capacity[0] = 2.0
        gone += separate_jobs(city, city.rules)["dismissals"]
    assert gone / len(LUCKS) == pytest.approx(1.0, abs=0.2)  # half of the two too many


def test_costlier_labour_is_wanted_less():
    city = begin(ten_people(cost_elasticity=0.5))
    dearer = zoned(city, employer_contribution=(1.0 + city.rules.employer_contribution[0]) * 1.21 - 1.0)
    separate_jobs(city, city.rules)
    assert city.employers.desired == pytest.approx(STAFF, rel=1e-6)
    separate_jobs(city, dearer)
    assert city.employers.desired == pytest.approx(np.array(STAFF) / 1.1, rel=1e-6)


# Vacancies.


def test_vacancies_open_at_the_stated_rate():
    opened = np.zeros(LINES)
    for seed in LUCKS:
        city = begin(ten_people(seed, opening_rate=0.25, adjustment=0.5))
        city.employers.desired[:] = [4.0, 2.0, 1.5]
        assert post_vacancies(city, city.rules) == city.employers.vacancies.sum()
        opened += city.employers.vacancies
    assert opened / len(LUCKS) == pytest.approx([1.0, 0.5, 0.75 * 0.5 * 1.5], abs=0.12)


def test_a_gap_is_filled_at_once_if_lines_adjust_at_once_up_to_the_places():
    city = begin(ten_people(adjustment=1.0))
    city.employers.desired[:] = [6.0, 2.0, 99.0]
    post_vacancies(city, city.rules)
    assert city.employers.vacancies.tolist() == [2, 0, SLOTS]


def test_stale_posts_are_withdrawn_and_others_grow_older():
    city = begin(ten_people(withdrawal_rate=1.0))
    city.employers.vacancies[:], city.employers.vacancy_age[:] = 2, [7.0, 3.0, 0.0]
    city.employers.applicants[:] = 9
    post_vacancies(city, city.rules)
    assert city.employers.vacancies.tolist() == [0, 2, 2]
    assert city.employers.vacancy_age.tolist() == [0.0, 4.0, 1.0]
    assert not city.employers.applicants.any()


def test_the_wage_floor_binds_where_posts_are_posted():
    city = begin(ten_people())
    post_vacancies(city, zoned(city, minimum_wage=7_000.0))
    assert (city.employers.posted == 700_000).all()


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
    city = begin(ten_people())
    city.employers.vacancies[:] = SLOTS
    n = len(lists)
    sought = Applications(
        np.array(rows[:n], np.uint32),
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


# Enrolment.

COURSE = Programme(
    name="course", seats=1e7, per_trainee=3_000.0, mode="full_time", months=3, payer="government", allowance=500.0
)


def school(mode="full_time", **behaviour):
    """A city where everybody hears of the course, wants it and learns."""
    keen = {"awareness": 1.0, "training_intercept": 40.0, "training_reach": 1.0, "pass_rate": 1.0}
    stay = dict.fromkeys(("completion_full_time", "completion_part_time", "completion_online"), 1.0)
    city = ten_people(**(keen | stay | {"learning_in_course": 0.5} | behaviour))
    city.workers.schooling[:] = 5
    return begin(city), [Offer(0, replace(COURSE, mode=mode), 1.0, np.ones(city.zones))]


def test_a_trainee_attends_completes_and_learns():
    city, offers = school()
    w, need = city.workers, city.occupations.need
    flows = enrol_participants(city, city.rules, offers)
    assert flows["enrolled"] == 3  # a full-time course leaves no room for a job
    assert w.status[[6, 7, 9]].tolist() == [TRAINING] * 3
    assert w.months_left[[6, 7, 9]].tolist() == [3, 3, 3]
    assert not w.programme[:6].any()
    target = w.target[[6, 7, 9]].astype(int)
    assert city.occupations.digital[target].all()
    before = np.stack([w.technical, w.application, w.management])[:, [6, 7, 9]] / 10_000.0
    offers[0] = replace(offers[0], strength=0.0)  # no new places
    for _month in range(2):
        flows = enrol_participants(skip(city), city.rules, offers)
        assert (flows["completed"], flows["dropped"]) == (0, 0)
        assert w.status[[6, 7, 9]].tolist() == [TRAINING] * 3
        assert city.ledger.total("training") == 3 * 100_000
    flows = enrol_participants(skip(city), city.rules, offers)
    assert (flows["completed"], flows["certified"], flows["dropped"]) == (3, 3, 0)
    assert city.ledger.balances["providers"] == 3 * 300_000
    assert w.status[[6, 7, 9]].tolist() == [UNEMPLOYED] * 3
    assert not w.programme.any()
    assert (w.trained[[6, 7, 9]] == city.month).all()
    after = np.stack([w.technical, w.application, w.management])[:, [6, 7, 9]] / 10_000.0
    assert after == pytest.approx(before + 0.5 * np.maximum(need[target].T - before, 0.0), abs=1e-4)
    assert (after > before).any()
    for row, occupation in zip((6, 7, 9), target, strict=True):
        assert w.certificates[row] == 1 << int(occupation)
        assert w.target[row] == occupation  # they now look in the new field


def test_a_full_time_course_locks_in():
    city, offers = school(search_unemployed=1.0, consider_unemployed=1.0, consider_inactive=1.0)
    enrol_participants(city, city.rules, offers)
    trainees = np.flatnonzero(city.workers.status == TRAINING).tolist()
    assert trainees == [6, 7, 9]
    assert not {*search_jobs(city, city.rules).rows.tolist()} & {*trainees}
    dispatch_orders(city, city.rules)
    city.behaviour = replace(city.behaviour, participation_men=0.0, participation_women=0.0)
    renewed(city, YEAR)
    assert (city.workers.status[trainees] == TRAINING).all()


def test_a_course_beside_work_leaves_the_job():
    city, offers = school("part_time")
    flows = enrol_participants(city, city.rules, offers)
    assert flows["enrolled"] == 9  # everybody but the inactive
    assert city.workers.status[:9].tolist() == [EMPLOYED] * 6 + [UNEMPLOYED] * 2 + [PLATFORM]
    assert city.employers.staff.tolist() == list(STAFF)


def test_those_who_drop_out_get_nothing():
    city, offers = school(completion_full_time=0.0)
    enrol_participants(city, city.rules, offers)
    flows = enrol_participants(skip(city), city.rules, [replace(offers[0], strength=0.0)])
    assert (flows["dropped"], flows["completed"], flows["certified"]) == (3, 0, 0)
    w = city.workers
    assert (w.status[[6, 7, 9]] == UNEMPLOYED).all()
    assert not w.certificates.any()
    assert not w.programme.any()
    assert not w.months_left.any()
    assert (w.target == NO_TARGET).all()
    assert (w.technical == 5_000).all()


def test_a_policy_that_forgets_a_programme_people_attend_is_refused():
    city, offers = school()
    enrol_participants(city, city.rules, offers)
    with pytest.raises(ValueError, match="attend a programme that this policy does not have"):
        enrol_participants(skip(city), city.rules, [])


def test_places_are_not_exceeded_and_lots_decide():
    winners = set()
    for seed in range(1, 9):
        city, offers = school("online")
        city.draws.seed = seed
        city.grid.bandwidth[city.workers.cell[0]] = 1.0
        offers = [replace(offers[0], programme=replace(COURSE, mode="online", seats=24.0))]
        assert enrol_participants(begin(city), city.rules, offers)["enrolled"] == 2
        winners |= {*np.flatnonzero(city.workers.programme).tolist()}
    assert len(winners) > 3


def test_pilot_districts_leave_the_others_out():
    city, offers = school("part_time")
    here = city.grid.district[city.workers.cell[0]]
    elsewhere = np.ones(city.zones)
    elsewhere[here] = 0.0
    assert enrol_participants(city, city.rules, [replace(offers[0], scope=elsewhere)])["enrolled"] == 0
    assert enrol_participants(city, city.rules, [replace(offers[0], scope=1.0 - elsewhere)])["enrolled"] > 0


def test_what_the_special_fund_cannot_pay_is_not_opened():
    city, offers = school("part_time")
    offers = [replace(offers[0], programme=replace(COURSE, mode="part_time", payer="special_fund"))]
    assert enrol_participants(city, zoned(city, special_fund_per_head=0.0), offers)["enrolled"] == 0


# Dispatch.


def riders(demand, online=False, **behaviour):
    """All ten deliver: no accidents, no luck, no penalties; `demand` orders a month in their market."""
    city = begin(ten_people(**({"hours_elasticity": 0.0} | behaviour)))
    kind = LIVE if online else DELIVERY
    w, p, m = city.workers, city.platforms, city.markets
    w.status[:], w.employer[:], w.insured[:] = PLATFORM, kind, RESIDENT_SCHEME
    w.rating[:5] = 8_000
    p.luck[:], p.accident[:], p.age_bias[:], p.sex_bias[:] = 0.0, 0.0, 0.0, 0.0
    zone = 0 if online else city.grid.district[w.cell[0]]
    market = kind * city.zones + zone
    m.demand[:], m.demand[market] = 0.0, demand
    return city, market


def test_orders_are_split_by_weight():
    city, market = riders(1_000.0)
    w, p = city.workers, city.platforms
    flows = dispatch_orders(city, city.rules)
    claim = w.hours * WEEKS * p.pace[DELIVERY] * (0.8 + 0.4 * np.repeat([0.8, 0.5], 5))
    orders = 1_000.0 * claim / claim.sum()
    net = p.price[DELIVERY] * (1.0 - p.commission[DELIVERY]) - p.cost[DELIVERY]
    assert w.earned == pytest.approx(100.0 * orders * net, rel=1e-3)
    assert city.markets.orders[market] == pytest.approx(1_000.0, rel=1e-3)
    assert flows["orders"] == pytest.approx(1_000, rel=1e-3)
    assert (city.markets.workers[market], city.markets.workers.sum()) == (10, 10)
    assert (w.gig == city.month).all()


def test_nobody_delivers_more_than_the_hours_allow():
    city, market = riders(1e9)
    w, p = city.workers, city.platforms
    dispatch_orders(city, city.rules)
    most = w.hours * WEEKS * p.pace[DELIVERY]
    net = p.price[DELIVERY] * (1.0 - p.commission[DELIVERY]) - p.cost[DELIVERY]
    assert w.earned == pytest.approx(100.0 * most * net, abs=2.0)
    assert city.markets.orders[market] == pytest.approx(most.sum(), rel=1e-3)


def test_biased_dispatch_gives_women_and_the_old_less():
    city, _ = riders(1_000.0)
    city.platforms.sex_bias[:], city.platforms.age_bias[:] = 0.3, 0.4
    city.workers.rating[:] = 5_000
    city.workers.born[3] = -12 * 60
    dispatch_orders(city, city.rules)
    hourly = city.workers.earned / city.workers.hours
    assert hourly[5] / hourly[4] == pytest.approx(0.7, rel=0.01)
    assert hourly[3] / hourly[4] == pytest.approx(0.6, rel=0.01)


def test_an_online_platform_has_one_market():
    city, market = riders(500.0, online=True)
    dispatch_orders(city, city.rules)
    assert city.markets.workers[market] == 10
    assert market % city.zones == 0


def test_money_of_orders_is_split_between_customer_platform_and_worker():
    city, market = riders(1_000.0)
    dispatch_orders(city, zoned(city, fund_contribution=0.02, injury_pilot=0.0))
    paid = city.ledger.total
    assert paid("orders") == round(city.markets.orders[market] * city.platforms.price[DELIVERY] * 100)
    assert paid("platform_pay") - paid("running_costs") == city.workers.earned.sum()
    assert paid("fund_contributions") == pytest.approx(0.02 * paid("orders"), abs=1)
    assert city.ledger.balances["protection_fund"] == paid("fund_contributions")


def test_an_audit_finds_bias_the_platform_is_fined_and_mends_its_rule():
    city, market = riders(1_000.0, audit_power=1.0, bias_return=0.0, audit_cost=300.0)
    city.markets.bias[:] = 1.0
    strict = zoned(city, audit_rate=1.0, dispatch_openness=1.0, dispatch_fine=200.0)
    dispatch_orders(city, strict)  # counts who works where
    city.ledger.open_month()
    city.markets.bias[:] = 1.0
    flows = dispatch_orders(city, strict)
    assert flows["audits"] == flows["bias_found"] == 1
    assert city.markets.bias[market] == 0.0
    assert city.ledger.total("fines") == 10 * 200 * 100
    assert city.ledger.total("audits") == 300 * 100


def test_an_uninsured_accident_is_paid_by_the_injured():
    city, _ = riders(1_000.0)
    city.platforms.accident[:] = 1e6
    flows = dispatch_orders(city, zoned(city, injury_pilot=0.0))
    cost = -city.workers.transfers.astype(int)
    assert flows["injuries"] == 10
    assert flows["injuries_covered"] == 0
    assert (cost >= 30 * city.behaviour.accident_cost - 1).all()
    assert (cost <= 170 * city.behaviour.accident_cost + 1).all()
    assert city.ledger.total("medical_costs") == cost.sum()


def test_the_injury_pilot_pays_all_and_the_fund_its_share():
    city, _ = riders(1_000.0)
    city.platforms.accident[:] = 1e6
    city.workers.insured[0] = RESIDENT_SCHEME | INJURY
    city.ledger.pay("government", "protection_fund", "grants", 10**12)
    flows = dispatch_orders(city, zoned(city, medical_cover=0.8))
    t = city.workers.transfers
    assert flows["injuries_covered"] == 10
    assert t[0] == 0
    assert (t[1:] < 0).all()
    own = -t[1:].sum()
    assert city.ledger.total("fund_cover") == pytest.approx(4 * own, abs=20)
    covered = city.ledger.total("fund_cover") + city.ledger.total("injury_cover")
    assert city.ledger.total("medical_costs") == own + covered


def test_an_empty_fund_honours_claims_pro_rata():
    city, _ = riders(1_000.0)
    city.platforms.accident[:] = 1e6
    city.ledger.pay("government", "protection_fund", "grants", 1_000_000)
    dispatch_orders(city, zoned(city, medical_cover=0.8, injury_pilot=0.0))
    t = -city.workers.transfers.astype(float)
    cover = city.ledger.total("fund_cover")
    assert 1_000_000 - 10 <= cover <= 1_000_000
    assert 0 <= city.ledger.balances["protection_fund"] <= 10
    share = 1_000_000 / (0.8 * (t.sum() + cover))
    assert 0.0 < share < 1.0
    before = t / (1.0 - 0.8 * share)  # what each accident cost before the fund's part
    assert before.sum() == pytest.approx(t.sum() + cover, rel=1e-4)


def test_claims_expected_fall_in_months_without_accidents():
    city, _ = riders(1_000.0)
    rules = zoned(city, medical_cover=0.8, injury_pilot=0.0)
    city.platforms.accident[:] = 1e6
    dispatch_orders(city, rules)
    claims = city.government.fund_claims
    assert claims > 0
    city.platforms.accident[:] = 0.0
    dispatch_orders(skip(city), rules)
    assert city.government.fund_claims == pytest.approx(0.8 * claims)


def test_support_is_expected_only_where_the_fund_is():
    stay = {"consider_unemployed": 1.0, "own_account_share": 0.0, "cover_worth": 10.0, "choice_scale": 0.5}
    entries = []
    for support, contribution in ((0.0, 0.0), (0.5, 0.0), (0.5, 0.01)):
        joined = 0
        for seed in range(1, 60):
            city = begin(ten_people(seed, **stay))
            city.government.support = support
            joined += dispatch_orders(city, zoned(city, fund_contribution=contribution))["platform_entries"]
        entries.append(joined)
    assert entries[0] == entries[1] < entries[2]


def test_people_leave_a_platform_that_pays_nothing():
    city, _ = riders(0.0, consider_platform=1.0, platform_exit=1.0)
    flows = dispatch_orders(city, city.rules)
    moved = flows["platform_exits"]
    assert moved >= 5
    assert (city.workers.status == UNEMPLOYED).sum() + (city.workers.status == SELF_EMPLOYED).sum() == moved
    assert (city.workers.employer[city.workers.status != PLATFORM] == NOBODY).all()


def test_an_employee_who_goes_freelance_leaves_the_line():
    city = begin(ten_people(consider_employed=1.0, own_account_share=1.0, own_account_income=1e6))
    flows = dispatch_orders(city, city.rules)
    assert flows["quits_to_own_work"] == flows["own_account_entries"] == 6
    assert city.employers.staff.tolist() == [0, 0, 0] == staff_by_count(city)
    assert (city.workers.status[:6] == SELF_EMPLOYED).all()
    assert (city.workers.employer[:6] == NOBODY).all()


def test_wrongful_penalties_cost_less_where_appeals_are_quick():
    earned = []
    for days in (0.0, 90.0, 9.0):
        city, _ = riders(1_000.0, wrongful_penalty=1.0, penalty_size=0.2, appeal_success=1.0)
        dispatch_orders(city, zoned(city, appeal_days=days))
        earned.append(city.workers.earned.sum())
    assert earned[0] == earned[1] < earned[2]


# Wages.


def test_reviewed_wages_move_to_fair_pay_and_respect_the_floor():
    city = begin(ten_people(wage_rise=1.0, wage_cut=1.0, ability_spread=0.0, tenure_return=0.0, learning=0.0))
    city.workers.wage[:6] = 300_000
    for _month in range(12):
        review_wages(city, city.rules)
        skip(city)
    skill = city.behaviour.skill_return * (0.5 - 0.35) / 0.18
    fair = WAGE * np.exp(skill) * np.where(city.workers.sex[:6] == FEMALE, city.behaviour.women_bargain, 1.0)
    assert city.workers.wage[:6] == pytest.approx(fair, rel=1e-4)
    for _month in range(12):
        review_wages(city, zoned(city, minimum_wage=9_000.0))
        skip(city)
    assert (city.workers.wage[:6] == 900_000).all()


def test_the_reservation_wage_falls_to_the_floor_of_the_zone():
    city = begin(ten_people(reservation_decline=0.1, reservation_floor=0.0))
    review_wages(city, zoned(city, minimum_wage=3_800.0))
    assert (city.workers.reservation[[6, 7]] == 380_000).all()
    assert (city.workers.reservation[:6] == 400_000).all()  # only searchers give way


def test_skills_grow_at_work_and_fade_without():
    city = begin(ten_people(learning=0.01, forgetting=0.01))
    w = city.workers
    for column in (w.technical, w.application, w.management):
        column[:] = 1_000
    w.programme[7] = 1
    for _month in range(12):
        review_wages(city, city.rules)
        skip(city)
    assert (w.application[:6] > 1_000).all()
    assert w.application[8] > 1_000
    assert (w.application[[6, 9]] == 880).all()
    assert w.application[7] == 1_000  # a course keeps the skill


# Data.


def test_a_breach_pays_those_who_consented_and_costs_trust():
    city = begin(ten_people(breach_trust_loss=0.5, trust_recovery=0.0))
    w = city.workers
    w.status[:], w.employer[:] = PLATFORM, DELIVERY
    w.consent[3] = 0
    city.platforms.breach[:] = 12.0
    share_data(city, zoned(city, breach_payout=500.0))
    struck = w.consent == 1
    assert 0 < struck.sum() <= 10
    assert (w.transfers == np.where(struck, 50_000, 0)).all()
    assert city.ledger.total("breach_payouts") == 50_000 * struck.sum()
    assert (w.trust == np.where(struck, 2_500, 5_000)).all()


def test_the_dividend_goes_to_those_who_consent():
    city = begin(ten_people(investment_loss=0.0))
    w = city.workers
    w.status[:9], w.employer[:9] = PLATFORM, DELIVERY
    city.platforms.breach[:] = 0.0
    flows = share_data(city, zoned(city, dividend_share=0.5))
    paid = np.where((w.consent == 1) & (w.status == PLATFORM), int(50.0 * city.platforms.data_gain[DELIVERY]), 0)
    assert flows["consenting"] > 0
    assert (w.transfers == paid).all()
    assert city.ledger.total("dividends") == paid.sum() > 0


def test_no_breach_no_payout():
    city = begin(ten_people())
    city.workers.status[:], city.workers.employer[:] = PLATFORM, DELIVERY
    city.platforms.breach[:] = 0.0
    flows = share_data(city, zoned(city, breach_payout=500.0))
    assert (flows["breaches"], flows["victims"]) == (0, 0)
    assert not city.workers.transfers.any()


# Settlement.


def test_an_employee_is_paid_net_of_contributions_and_tax():
    city = begin(ten_people())
    city.workers.wage[0] = 1_000_000
    settle_accounts(city, zoned(city, employee_contribution=0.1, employer_contribution=0.25), [])
    assert city.workers.income[0] == 1_000_000 - 100_000 - 19_000  # 3,000 at 3 % and 1,000 at 10 %
    assert city.workers.income[1] == WAGE - 60_000 - 1_200
    assert city.ledger.total("wages") == 1_000_000 + 5 * WAGE
    assert city.ledger.total("employer_contributions") == (1_000_000 + 5 * WAGE) / 4
    city = begin(ten_people())
    city.employers.contributes[:] = 0
    settle_accounts(city, city.rules, [])
    assert city.workers.income[0] == WAGE - 3_000  # 1,000 at 3 %
    assert city.ledger.total("employee_contributions") == 0


def test_benefit_is_paid_to_the_insured_for_its_term():
    city = begin(ten_people())
    city.workers.insured[6] |= JOBLESS
    rules = zoned(city, benefit=1_500.0, benefit_months=3.0)
    paid = []
    for _month in range(5):
        settle_accounts(city, rules, [])
        paid.append(int(city.workers.income[6]))
        assert city.workers.income[7] == 0
        skip(city)
    assert paid == [150_000] * 3 + [0, 0]
    assert city.workers.insured[6] & JOBLESS == 0


def test_the_old_get_a_pension():
    city = begin(ten_people(resident_pension=200.0, pension_ratio=0.5))
    w = city.workers
    w.status[:], w.employer[:] = INACTIVE, NOBODY
    w.born[:5] = -12 * 65
    w.insured[:], w.insured[0] = 0, EMPLOYEE_SCHEME
    settle_accounts(city, city.rules, [])
    assert w.income.tolist() == [WAGE // 2] + [20_000] * 4 + [0] * 5


def test_a_trainee_gets_the_allowance():
    city, offers = school()
    enrol_participants(city, city.rules, offers)
    settle_accounts(city, city.rules, offers)
    assert city.workers.income[[6, 7, 9]].tolist() == [50_000] * 3
    assert city.ledger.total("allowances") == 150_000


def test_transfers_of_the_month_are_part_of_income_and_falls_are_counted():
    city = begin(ten_people())
    settle_accounts(city, city.rules, [])
    usual = int(city.workers.income[0])
    city.workers.transfers[0] = -100_000
    settle_accounts(skip(city), city.rules, [])
    assert city.workers.income[0] == usual - 100_000
    assert city.workers.falls[0] == 1
    assert city.workers.falls[1] == 0
    city.workers.transfers[0] = 0
    settle_accounts(skip(city), city.rules, [])
    assert city.workers.falls[0] == 0


def test_the_fund_pays_part_of_the_premium_of_platform_workers():
    city = begin(ten_people(insurance_intercept=40.0))
    w = city.workers
    w.earned[8] = 500_000
    w.since[8] = 0
    city.government.support, city.government.flexible_insured = 0.25, 1
    city.ledger.pay("government", "protection_fund", "grants", 10**9)
    flows = settle_accounts(city, zoned(city, fund_contribution=0.01, flexible_premium=800.0), [])
    assert flows["flexible_insured"] == 1
    assert w.insured[8] & EMPLOYEE_SCHEME
    assert w.income[8] == 500_000 - 80_000 + 20_000
    assert city.ledger.total("premium_support") == 20_000


def test_the_fund_is_never_overdrawn_by_more_insured_than_last_month():
    city, _ = riders(1_000.0, insurance_intercept=40.0)
    city.workers.insured[:] = EMPLOYEE_SCHEME
    city.workers.earned[:] = 500_000
    city.government.support, city.government.flexible_insured = 0.5, 1
    city.ledger.pay("government", "protection_fund", "grants", 100_000)
    settle_accounts(city, zoned(city, fund_contribution=0.01, flexible_premium=800.0), [])
    assert 99_000 <= city.ledger.total("premium_support") <= 100_000
    assert city.ledger.balances["protection_fund"] >= 0


# Government.


def test_government_sees_last_month_smoothed_and_raises_the_alarm():
    city = begin(ten_people())
    city.employers.vacancies[2] = 3
    city.workers.application[:] = 0  # nobody is fit for sales
    trade = city.employers.occupation[2]
    strict = zoned(city, alarm_threshold=0.5)
    govern(city, strict, [])  # nothing has been counted yet
    assert not city.government.vacancies.any()
    city.tally = tally_city(city)
    for month in range(1, 4):
        govern(skip(city), strict, [])
        assert city.government.vacancies[trade] == pytest.approx(3.0 * (1.0 - (2.0 / 3.0) ** month))
    assert city.government.alarm[trade] == 1
    assert city.government.alarm.sum() == 1
    city.employers.vacancies[2] = 0
    city.tally = tally_city(city)
    for _month in range(12):
        govern(skip(city), strict, [])
    assert not city.government.alarm.any()


def test_without_a_threshold_there_is_no_alarm():
    city = begin(ten_people())
    city.employers.vacancies[:], city.workers.technical[:] = SLOTS, 0
    city.tally = tally_city(city)
    for _month in range(12):
        govern(skip(city), city.rules, [])
    assert not city.government.alarm.any()


def test_premium_support_rises_step_by_step_to_what_the_fund_can_pay():
    city = begin(ten_people())
    city.tally = tally_city(city)
    g = city.government
    g.fund_income, g.flexible_insured = 10**7, 1
    rules = zoned(city, fund_training_share=0.0)
    support = []
    for _month in range(15):
        govern(skip(city), rules, [])
        support.append(g.support)
    steps = np.diff([0.0, *support])
    assert 0.0 < steps.max() <= 0.05 + 1e-12
    assert steps.min() >= 0.0
    assert support[-1] == 0.5  # at most half the premium
    g.fund_income = 0
    govern(skip(city), rules, [])
    assert g.support < 0.5


def test_the_yearly_limit_begins_anew_in_january():
    city = begin(ten_people())
    city.government.special_fund_spent = 77
    govern(skip(city, 5), city.rules, [])
    assert city.government.special_fund_spent == 77
    govern(skip(city, 7), city.rules, [])
    assert city.government.special_fund_spent == 0
