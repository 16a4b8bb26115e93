"""A study that was edited: what changes no number leaves its sweep finished."""

import pytest

from jiuye.experiments.studies.study import load_study
from jiuye.experiments.studies.sweep import place_of, sweep
from jiuye.scenarios.spec import SpecError

from .test_sweep import PAGE, RUNS, here, numbers


@pytest.fixture
def whole(tmp_path):
    """The sweep as it was first written."""
    file = tmp_path / "mine.yaml"
    file.write_text(PAGE, encoding="utf-8")
    assert sweep(load_study(file), tmp_path / "store", engine=here).done == RUNS
    return tmp_path / "store"


def edited(tmp_path, old, new):
    file = tmp_path / "another_name.yaml"
    file.write_text(PAGE.replace(old, new), encoding="utf-8")
    return load_study(file)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("base:", "base: # another file, other words\n "),
        ("extends: baseline", "extends: baseline, title: {en: Mine, zh: 我的}, measure: [gini], by: [sex]"),
        ("  unemployment_rate:\n", ""),
        ("  jobs: {indicator: employment_rate, difference: true}\n", ""),
    ],
)
def test_an_edit_that_changes_no_number_leaves_a_sweep_finished(whole, tmp_path, old, new):
    before = numbers(whole)
    swept = sweep(edited(tmp_path, old, new), whole, engine=here)
    assert (swept.done, swept.fresh) == (RUNS, 0)
    assert numbers(whole) == before


def test_an_outcome_that_was_not_measured_needs_another_folder(whole, tmp_path):
    more = edited(tmp_path, "outcomes:\n", "outcomes:\n  gini:\n")
    with pytest.raises(SpecError, match="does not hold gini, which is asked for now; choose another folder"):
        sweep(more, whole, engine=here)


def test_a_study_finds_its_runs_by_whatever_name(tmp_path):
    mine = edited(tmp_path, "", "")
    home = place_of(mine, tmp_path)
    sweep(mine, home, engine=here)
    assert place_of(edited(tmp_path, "  unemployment_rate:\n", ""), tmp_path) == home
    assert place_of(edited(tmp_path, "outcomes:\n", "outcomes:\n  gini:\n"), tmp_path) != home
    assert place_of(edited(tmp_path, "0.005, 0.01", "0.005, 0.02"), tmp_path) != home
