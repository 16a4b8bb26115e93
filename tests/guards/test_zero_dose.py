"""A lever that is off changes nothing, and nothing is left of it after its end: every lever, bit for bit."""

from jiuye.model.levers import LEVERS, Dated, Policy

from ..levers.futures_of_levers import EXISTING, baseline, changed, differences, dose, every_lever, play, rules_of


@every_lever
def test_zero_dose_is_the_baseline_bit_for_bit(kind):
    off = kind(**{dose(kind): type(getattr(kind(), dose(kind)))(0)})
    assert off.off
    city, months = play(Policy((Dated(lever=off),), EXISTING))
    assert differences(city, baseline()[0]) == []
    assert [m.counts for m in months] == [m.counts for m in baseline()[1]]


def test_all_levers_at_zero_are_the_baseline_whatever_their_dates():
    policy = Policy(
        tuple(
            Dated(lever=kind(**{dose(kind): 0.0}), start=k, until=k + 4, phase_in=k, zones=(k,))
            for k, kind in enumerate(LEVERS.values())
        ),
        EXISTING,
    )
    assert differences(play(policy)[0], baseline()[0]) == []


@every_lever
def test_after_the_end_the_rules_are_the_baseline_exactly(kind):
    short = Dated(lever=kind(), until=4)
    rules, offers = rules_of(short, 3)
    assert changed(rules) or (all(offer.strength == 1.0 for offer in offers[len(EXISTING) :]) and kind().programmes())
    rules, offers = rules_of(short, 4)
    assert changed(rules) == {}
    assert all(offer.strength == 0.0 for offer in offers[len(EXISTING) :])
    assert all(offer.strength == 1.0 for offer in offers[: len(EXISTING)])
