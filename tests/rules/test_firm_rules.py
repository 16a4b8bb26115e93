"""How employers open, grow and close, one decision at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuye.agents.firms import EXIT_BY_AGE, YOUNG_STAFF

from .the_rules import acting, the

B = acting()
size, margin = st.floats(0.0, 5_000.0), st.floats(-2.0, 2.0)


def test_memory_closes_the_gap_in_its_months():
    assert the.remembered(1.0, 1.0, 12.0) == 1.0
    assert the.remembered(0.0, 1.2, 12.0) == pytest.approx(0.1)


def test_exits_follow_the_register_by_age():
    """At the size and in the trade for which the register stands, twelve months add up to its yearly rate."""
    plain = acting(exit_multiplier=1.0, wound_down=1e9)
    for age in range(12):
        expected = EXIT_BY_AGE[min(age, len(EXIT_BY_AGE) - 1)]
        months = [the.exit_chance(12 * age + k, YOUNG_STAFF, 3, 0.0, plain) for k in range(12)]
        assert sum(months) == pytest.approx(expected, rel=1e-6)
    third = EXIT_BY_AGE[2]
    assert third == EXIT_BY_AGE.max()  # the peak (P69a)
    assert 0.5 <= np.prod(1.0 - EXIT_BY_AGE[:5]) <= 0.75  # P69b


@given(age=st.integers(0, 900), size=size, margin=margin)
def test_exits_fall_with_size_and_rise_with_losses(age, size, margin):
    now = the.exit_chance(age, size, 1, margin, B)
    assert 0.0 <= now <= 1.0
    assert the.exit_chance(age, 2.0 * size, 1, margin, B) <= now
    assert the.exit_chance(age, size, 1, margin - 0.1, B) >= now
    assert the.exit_chance(age, size, 0, margin, B) >= now


def test_losses_are_borne_for_a_while_and_large_ones_do_not_close():
    usual = the.exit_chance(36, 10.0, 5, 0.0, B)
    assert the.exit_chance(36, 10.0, 5, -B.loss_patience, B) == usual
    assert the.exit_chance(36, 10.0, 5, -B.loss_patience - 0.3, B) > 2.0 * usual
    assert the.exit_chance(36, 3_000.0, 2_500, 0.0, B) < 1e-6
    assert the.exit_chance(36, 10.0, 0, 0.0, B) == pytest.approx(usual + B.idle_exit)


@given(age=st.integers(0, 900), size=size, margin=margin, staff=st.integers(0, 2), luck=st.floats(0.0, 1.0))
def test_what_spares_the_weighing_of_sizes_changes_nobodys_fate(age, size, margin, staff, luck):
    for b in (B, acting(exit_size=0.5, idle_exit=0.0), acting(exit_size=0.0, loss_exit=2.0)):
        chance = the.exit_chance(age, size, staff, margin, b)
        assert the.frailty(size, b) <= the.frailest_of_all(b)
        for drawn in (luck, luck * chance, chance * (1.0 - 1e-12), chance):
            assert the.closes(drawn, age, size, staff, margin, the.frailest_of_all(b), b) == (drawn < chance)
        hazard = the.hazard_of_exit(age, margin, b)
        assert chance == pytest.approx(min(1.0, the.frailty(size, b) * hazard + b.idle_exit * (staff == 0)))


def test_trades_have_room_by_what_posts_are_worth():
    assert the.room_for_entry(10.0, 0.0, B) == pytest.approx(10.0)
    assert the.room_for_entry(10.0, 0.2, acting(entry_response=0.5)) == pytest.approx(10.0 * np.exp(0.1))
    assert the.room_for_entry(0.0, 1.0, B) == 0.0


def test_empty_places_are_taken_as_employers_lack():
    assert the.entry_chance(2.0, 10.0, 0.3) == pytest.approx(0.06)
    assert the.entry_chance(-1.0, 10.0, 0.3) == 0.0
    assert the.entry_chance(50.0, 1.0, 0.3) == 1.0
    assert the.entry_chance(1.0, 0.0, 0.3) == pytest.approx(0.3)


def test_newborns_are_small_and_have_somebody_on_each_line():
    luck = np.linspace(0.0, 0.999, 1_000)
    sizes = np.array([the.newborn_size(1, 4.0, u) for u in luck])
    assert sizes.min() >= 1.0
    assert sizes.max() < 7.0
    assert sizes.mean() == pytest.approx(4.0, abs=0.01)
    assert the.newborn_size(3, 1.5, 0.0) == 3.0


def test_lines_grow_into_what_their_trade_lacks():
    assert the.staff_growth(0.0, 100.0, 60, 0.0, B) == pytest.approx(1.0)
    assert the.staff_growth(1.0, 100.0, 60, 0.0, acting(refilling=0.5)) == pytest.approx(np.exp(0.005))
    assert the.staff_growth(90.0, 100.0, 60, 0.0, B) == pytest.approx(np.exp(B.most_growth))
    assert the.staff_growth(-90.0, 100.0, 60, 0.0, B) == pytest.approx(np.exp(-B.most_growth))
    year = np.prod([the.staff_growth(0.0, 100.0, age, 0.0, B) for age in range(24)])
    assert year == pytest.approx(np.exp(B.young_growth))  # in the first year alone (B 3.11)
    assert the.staff_growth(0.0, 100.0, 60, 1.0, B) > 1.0 > the.staff_growth(0.0, 100.0, 60, -1.0, B)
