"""Verdicts on probes, from numbers made by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest

from jiuye.experiments.compare.comparison_file import plain
from jiuye.experiments.validation.probe import Probe, ProbeReading
from jiuye.experiments.validation.probe_verdicts import judge_probe, judge_reading, quotients
from jiuye.experiments.validation.probes import PROBES
from jiuye.experiments.validation.validation_file import _probe
from jiuye.scenarios.targets import load_targets
from jiuye.viz.reports.probes import probe_sections, probes_met, terminal_table
from jiuye.viz.words.texts import LANGUAGES, texts

TITLE = {"zh": "读数", "en": "reading"}


def reading(**given) -> ProbeReading:
    """A reading that asks what is given."""
    return ProbeReading(name="one", title=TITLE, effect=lambda without, with_, dose: 0.0, **given)


def verdict(values, doses=(1.0, 2.0), **given):
    """The verdict on values [dose, seed]."""
    return judge_reading(reading(**given), doses, np.array(values))


CLEAR, MORE, NOISE = [1.0, 1.1, 0.9], [2.0, 2.1, 1.9], [1.0, -1.0, 0.3]


@pytest.mark.parametrize(
    ("sign", "values", "found"),
    [
        ("+", [CLEAR, MORE], "right"),
        ("-", [CLEAR, MORE], "wrong"),
        ("+", [CLEAR, NOISE], "unclear"),
        ("not -", [CLEAR, NOISE], "right"),
        ("not +", [NOISE, CLEAR], "wrong"),
        ("not -", [NOISE, MORE], "right"),
        ("differs", [NOISE, MORE], "right"),
        ("differs", [CLEAR, NOISE], "unclear"),
        ("", [CLEAR, MORE], ""),
    ],
)
def test_a_sign_is_judged_at_the_largest_dose(sign, values, found):
    assert verdict(values, sign=sign).sign == found


def test_doses_on_both_sides_of_none_must_have_both_signs():
    down = [-x for x in MORE]
    assert verdict([down, MORE], doses=(-1.0, 1.0), sign="+").sign == "right"
    assert verdict([MORE, MORE], doses=(-1.0, 1.0), sign="+").sign == "wrong"
    assert verdict([NOISE, MORE], doses=(-1.0, 1.0), sign="+").sign == "unclear"


def test_a_contrast_is_of_the_last_dose_less_the_first():
    assert verdict([CLEAR, MORE], sign="+", contrast=True).sign == "right"
    assert verdict([MORE, CLEAR], sign="+", contrast=True).sign == "wrong"


def test_monotony_is_wrong_where_a_larger_dose_clearly_does_less():
    assert verdict([CLEAR, MORE], sign="+").monotone == "right"
    assert verdict([MORE, CLEAR], sign="+").monotone == "wrong"
    assert verdict([CLEAR, NOISE], sign="+").monotone == "right"  # within chance
    assert verdict([MORE, CLEAR], sign="not -").monotone == ""


def test_the_range_holds_the_mean_at_its_dose_by_its_scale():
    assert verdict([CLEAR, MORE], low=0.5, high=1.5).in_range == "wrong"
    assert verdict([CLEAR, MORE], low=0.5, high=1.5, at=1.0).in_range == "right"
    found = verdict([CLEAR, MORE], low=0.5, high=1.5, scaled=lambda dose: dose)
    assert (found.in_range, found.scaled) == ("right", pytest.approx(1.0))
    assert verdict([CLEAR, MORE]).in_range == ""


def test_quotients_are_of_means_and_not_means_of_quotients():
    above, below = np.array([[1.0, 2.0, 3.0]]), np.array([[2.0, 4.0, 6.5]])
    assert quotients(above, np.ones((1, 3))).tolist() == above.tolist()
    assert quotients(above, below).mean() == pytest.approx(6.0 / 12.5, rel=0.01)
    wild = quotients(np.array([[1.0, 1.0, 1.0, 1.0]]), np.array([[2.0, 2.2, 1.8, 0.001]]))
    assert wild.mean() < 2.0 < np.mean([1 / 2, 1 / 2.2, 1 / 1.8, 1_000])


def judged() -> object:
    """A probe with a right reading and a wrong one."""
    probe = Probe(
        name="two",
        title=TITLE,
        about=TITLE,
        doses=(1.0, 2.0),
        change=lambda setup, dose: None,
        readings=(reading(sign="+", low=0.0, high=9.0), reading(sign="-")),
    )
    of_a_seed = [[[(1.0 + s, 1.0), (2.0 + s, 1.0)]] * 2 for s in (0.0, 0.1, 0.2)]
    return judge_probe(probe, of_a_seed, 1_000, (1, 2, 3))


def test_a_probe_is_right_if_all_its_readings_are():
    found = judged()
    assert [r.passed for r in found.readings] == [True, False]
    assert (found.passed, found.standing) == (False, "wrong")
    assert probes_met([found], "en").startswith("0 of 1 probes are right in sign and monotony, 1 clearly wrong; 1 of 1")


def test_a_verdict_is_kept_and_read_as_it_was():
    found = judged()
    again = _probe(json.loads(json.dumps(plain(found.record()))))
    assert plain(again.record()) == plain(found.record())
    assert [probe_sections([again], lang) == probe_sections([found], lang) for lang in LANGUAGES] == [True, True]
    assert terminal_table([again], "en").row_count == 3


def test_every_probe_says_what_it_does_in_both_languages_and_from_where():
    assert len(PROBES) >= 18
    known = {t.id: t for t in load_targets()}
    for probe in PROBES.values():
        told = [probe.title, probe.about, *(r.title for r in probe.readings)]
        assert all(set(words) == {"zh", "en"} and all(words.values()) for words in told), probe.name
        assert len(probe.doses) >= 2, probe.name
        for r in probe.readings:
            assert r.source, (probe.name, r.name)
            assert r.sign or r.has_range, (probe.name, r.name)
            assert f"probe.unit.{r.unit}" in texts("zh"), r.unit
            named = [word.strip(";:,") for word in r.source.split() if word.startswith("P1")]
            assert set(named) <= set(known), (probe.name, named)
            for target in (known[name] for name in named):
                assert (r.low, r.high) == (target.low, target.high), (probe.name, target.id)
