"""How long runs took is kept, and told of runs alike."""

import json

import pytest

from jiuye.agents.compiled import COMPILED
from jiuye.experiments.runs import pace
from jiuye.experiments.runs.archive import archive_run
from jiuye.experiments.runs.pace import note, seconds_for
from jiuye.scenarios.spec import load_scenario
from jiuye.viz.terminal.checking import check

pytestmark = pytest.mark.skipif(not COMPILED, reason="interpreted")


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(pace, "cache_folder", lambda: tmp_path)
    return tmp_path / "pace.json"


def asked(name="four_levers", workers=20_000, months=24, burn_in=12):
    return load_scenario(name, overrides={"city": {"workers": workers}, "time": {"months": months, "burn_in": burn_in}})


def test_nothing_is_told_before_a_run():
    assert seconds_for(asked()) is None
    assert "one future" not in check("four_levers").words("en")


def test_months_of_the_burn_in_count_as_those_without_levers():
    note(asked(), 24 * 0.5)
    assert seconds_for(asked()) == pytest.approx((24 + 12) * 0.5)  # nothing is known of others yet
    note(asked("baseline"), 24 * 0.25)
    assert seconds_for(asked()) == pytest.approx(24 * 0.5 + 12 * 0.25)


def test_more_persons_take_longer_and_many_more_are_not_told():
    note(asked(), 24 * 0.5)
    assert seconds_for(asked(workers=40_000)) == pytest.approx(36 * 1.0)
    assert seconds_for(asked(workers=200_000)) is None
    assert seconds_for(asked("whole_plan")) is None


def test_the_last_run_counts_half():
    note(asked(), 24 * 0.5)
    note(asked(workers=22_000), 24 * 0.6)
    assert seconds_for(asked(workers=22_000, burn_in=0)) == pytest.approx(24 * (0.5 * 0.6 + 0.5 * 0.5 * 1.1))


@pytest.mark.parametrize("damaged", ["", "[]", '{"few": 3}', '{"few": {"x": 1}}', '{"few": {"20000": "slow"}}', "\x00"])
def test_a_damaged_file_tells_nothing_and_is_written_anew(kept, damaged):
    kept.write_text(damaged)
    assert seconds_for(asked()) is None
    note(asked(), 12.0)
    assert list(json.loads(kept.read_text())) == ["few"]


def test_a_run_is_noted_and_check_says_so(tmp_path):
    scenario = asked(workers=5_000, months=12, burn_in=12)
    run = archive_run(1, scenario, tmp_path / "runs")
    told = seconds_for(scenario)
    assert 0.0 < told < 20.0 * max(run.wall_s, 0.05)
    note(load_scenario("four_levers"), 60 * 0.1)
    assert "; about 12 s for one future on this machine" in check("four_levers").words("en")
    assert "；本机每次运行约需12秒" in check("four_levers").words("zh")
