"""What to do for a goal with a sum, in a small city: stopped and gone on with, read back, and refused."""

from __future__ import annotations

import json

import pytest

from jiuye.experiments.advise import advise, check_group, read_goal
from jiuye.experiments.advise.advice import read_advice, same
from jiuye.experiments.advise.looking import look
from jiuye.experiments.compare.comparison_file import plain
from jiuye.scenarios.spec import SpecError, load_scenario

SMALL = {"city": {"workers": 2_000}, "time": {"months": 6, "burn_in": 12}}
CITY = load_scenario("baseline", overrides=SMALL)
TRIED = ["training_subsidy", "career_ladder", "vat_threshold"]


def asked(folder, **more):
    few = {"levers": TRIED, "seeds": (1, 2), "fresh": (3, 4, 5)}
    return advise(CITY, 40e6, read_goal("platform_income"), folder, **{**few, **more})


def test_a_stopped_search_goes_on_and_says_the_same(tmp_path):
    whole = asked(tmp_path / "a")
    assert whole.futures >= 16
    months = 0

    def stop(done: int) -> None:
        nonlocal months
        months += done
        if months > 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asked(tmp_path / "b", tick=stop)
    rest = asked(tmp_path / "b")
    assert 0 < rest.futures < whole.futures
    assert same(rest, whole)
    again = asked(tmp_path / "b")
    assert again.futures == 0
    assert same(again, whole)
    other = asked(tmp_path / "b", fresh=(6, 7, 8))
    assert other.futures > 0
    assert not same(other, whole)


def test_an_answer_is_read_back_as_it_was(tmp_path):
    found = asked(tmp_path / "a")
    file = tmp_path / "advice.json"
    file.write_text(json.dumps(plain(found.record())), encoding="utf-8")
    assert same(read_advice(file), found)
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(SpecError, match="jiuye advise"):
        read_advice(file)


def test_a_group_of_nobody_or_few_is_refused_with_what_would_help():
    def refused(group: str, goal: str = "worker_income") -> str:
        wanted = read_goal(goal, group)
        with pytest.raises(SpecError) as error:
            check_group(CITY, wanted, look(1, CITY, wanted, ["training_subsidy"]))
        return str(error.value)

    assert "nobody in reference belongs to age=150+" in refused("age=150+")
    few = refused("sex=female,age=45-59,residence=rural", "platform_income")
    assert "fewer than 30; --workers" in few
    wanted = read_goal("worker_income", "sex=female")
    check_group(CITY, wanted, look(1, CITY, wanted, []))


def test_levers_that_reach_none_of_a_group_are_seen():
    town = read_goal("worker_income", "residence=urban,disability=none")
    seen = look(1, CITY, town, ["accessible_work", "direct_sourcing", "training_subsidy", "career_ladder"])
    assert seen.unreached == ("accessible_work", "direct_sourcing")
    assert 0.0 < seen.eligible["training_subsidy"] < CITY.profile.adults
    assert "career_ladder" not in seen.eligible


def test_a_goal_of_the_whole_city_is_refused_for_a_group(tmp_path):
    wanted = read_goal("rural_digital_share", "sex=female")
    with pytest.raises(SpecError, match="rural_digital_share is told of the whole city alone"):
        advise(CITY, 40e6, wanted, tmp_path, levers=["training_subsidy"], seeds=(1, 2), fresh=(3, 4))
    with pytest.raises(SpecError, match="cannot touch internet_access"):
        advise(CITY, 40e6, read_goal("internet_access"), tmp_path, levers=["hiring_ban"])
