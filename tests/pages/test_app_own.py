"""Files of a visitor's own on the page Compare: they survive their address, lose nothing silently, reach nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuye.commands.door import main
from jiuye.experiments.compare.one_seed import one_seed_cached
from jiuye.scenarios.cities import FOLDER, load_city
from jiuye.scenarios.spec import SpecError, list_scenarios, load_scenario
from jiuye.scenarios.yaml_reader import read_text
from jiuye.viz.pages.asked import opened, words_of
from jiuye.viz.pages.compare import tasks_of
from jiuye.viz.pages.own_city import city_words, file_of_city, profile_of
from jiuye.viz.pages.own_form import notes_of, place_of_file
from jiuye.viz.pages.packed import SCENARIO, packed, unpacked
from jiuye.viz.pages.query import LONGEST
from jiuye.viz.pages.results import command_of, found_in

from .own_files import JIAXING, MINE, SMALL, asked, drop, page, refusals, words

# Into the address and out of it.


PLAIN = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(-1e12, 1e12) | st.text(max_size=20)
TREES = st.recursive(
    PLAIN,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text("abc_é就", min_size=1), below, max_size=3),
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text("abcdefg", min_size=1), TREES, min_size=1, max_size=4))
def test_data_of_a_file_survive_the_address(data):
    try:
        written = read_text(json.dumps(data, ensure_ascii=False)).data
    except SpecError:  # a text that our reader refuses in any file
        return
    assert unpacked(packed(SCENARIO, written), "A").data == written


ALONE = [n for n in list_scenarios() if n not in ("baseline", "hangzhou_to_lishui", "equal_budget")]


@pytest.mark.parametrize("name", ALONE)
def test_every_shipped_scenario_may_be_dropped_in_as_a_file(name):
    here = {"city": "reference", "months": 60}
    changes, faults = drop((f"{name}.yaml", load_scenario(name).text.encode()), **here, b="early_warning_rate")
    assert faults == []
    (again, *_), shipped = asked(**here, a=changes["a"]).scenarios()[1], load_scenario(name)
    assert again == replace(shipped, workers=5_000)
    assert len(page(**changes).href()) < 4_000


@pytest.mark.parametrize("name", ["reference", "hangzhou", "ningbo", "lishui", "example_own_city"])
def test_every_city_fits_into_the_address(name):
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").replace(f"id: {name}", f"id: my_{name}")
    changes, faults = drop((f"my_{name}.yaml", text.encode()))
    assert faults == []
    again, shipped = profile_of(changes["city"]), load_city(name)
    assert again.id == f"my_{name}"
    assert again.residents == shipped.residents
    assert again.districts == shipped.districts
    assert len(page(**changes).href()) < LONGEST
    file, written = file_of_city(changes["city"])
    assert file == f"my_{name}.yaml"
    assert read_text(written).data == unpacked(changes["city"], "").data


# What a file says holds, or the page says where it does not.


def test_a_file_keeps_what_it_says_and_its_past_is_everybodys():
    text = "extends: baseline\nseasons: true\nbehaviour: {tenure_half_life: 20}\nlevers: [dispatch_transparency]\n"
    text += "growth: 0.01\nmeasure: [gini]\nby: [{sex: female}]\n"
    slots = {"a": words("mine.yaml", text), "b": "training_subsidy(seats=12000)", "c": "protection_fund"}
    wanted = asked(**slots, **SMALL)
    base, (mine, levers, shipped) = wanted.scenarios()
    assert mine.forecast.growth == 0.01
    assert mine.measure == ("gini",)
    assert mine.by == ("sex=female",)
    for one in (base, mine, levers, shipped):
        assert one.behaviour.tenure_half_life == 20
        assert one.forecast.seasons
    assert levers.forecast.growth == shipped.forecast.growth == 0.0
    (note,) = notes_of(slots["a"], "en", wanted)
    assert (
        note == "Of its file, this holds for every policy here and for what they are compared with: behaviour, seasons."
    )
    other = words("other.yaml", "extends: baseline\nlevers: [training_subsidy]\n")
    assert "differ in behaviour" in refusals(**slots | {"d": other}, **SMALL)[0]


def test_the_months_before_of_a_file_count_for_what_may_be_asked():
    wanted = asked(a=words("mine.yaml", "extends: baseline\ntime: {burn_in: 600}\nlevers: [training_subsidy]\n"))
    assert wanted.burn_in == 600
    assert wanted.total_months == wanted.seeds * (600 + 2 * wanted.months)


def test_a_file_that_is_the_base_is_told_as_one_in_a_slot():
    here = asked(**SMALL, base=words("mine.yaml", MINE), a="data_dividend")
    base, (policy,) = here.scenarios()
    assert base.forecast.seasons
    assert policy.forecast.seasons
    for lang in ("zh", "en"):
        assert len(notes_of(here.base, lang, here)) == 1, "its seasons hold for all"


def test_the_page_says_where_city_and_size_of_a_file_differ():
    text = (
        "extends: baseline\ncity: {profile: lishui, workers: 10000}\ntime: {months: 24}\nlevers: [training_subsidy]\n"
    )
    wanted = asked(a=words("mine.yaml", text))
    assert notes_of(wanted.slots[0][1], "en", wanted) == [
        "Its file says Lishui; it is compared in Hangzhou.",
        "Its file says 10000 persons; it is compared with 5,000.",
        "Its file says 24 months; it is compared over 36.",
    ]
    assert all("Lishui" not in one for one in notes_of(wanted.slots[0][1], "zh", wanted))
    place = place_of_file(wanted.slots[0][1], wanted)
    assert place == {"city": "lishui", "persons": "10000", "months": "24"}
    moved = asked(a=wanted.slots[0][1], **place)
    assert notes_of(moved.slots[0][1], "en", moved) == []


def test_a_plain_file_opens_into_sliders_and_one_that_says_more_does_not():
    plain = words("mine.yaml", "extends: baseline\nlevers:\n  - training_subsidy: {seats: 12000, from: 2026-01}\n")
    assert words_of(opened(plain)) == "training_subsidy(seats=12000,from=2026-01)"
    for more in ("growth: 0.01", "behaviour: {tenure_half_life: 20}", "by: [age]", "financing: borrowed"):
        assert opened(words("mine.yaml", f"extends: baseline\nlevers: [training_subsidy]\n{more}\n")) is None


def test_files_from_here_follow_their_slot():
    text = asked(a="training_subsidy(seats=12000)").scenarios()[1][0].text
    assert "name: policy_a" in text
    _, (first, second) = asked(a="protection_fund(match=0.5)", b=words("policy_a.yaml", text)).scenarios()
    assert (first.name, second.name) == ("policy_a", "policy_b")


def test_a_city_of_ones_own_is_where_policies_are_played():
    changes, faults = drop(("jiaxing.yaml", JIAXING.encode()), ("mine.yaml", MINE.encode()))
    assert faults == []
    wanted = asked(**SMALL | {"city": changes["city"], "a": changes["a"]})
    base, (mine,) = wanted.scenarios()
    assert base.profile.name_en == mine.profile.name_en == "Jiaxing"
    assert base.city == mine.city == "jiaxing.yaml"
    assert wanted.profile.districts[0].id == "chengzhong"


def test_a_city_smaller_than_what_is_simulated_is_refused_and_the_page_stays():
    small = JIAXING.replace("5_400_868", "12_000")
    changes, faults = drop(("small.yaml", small.encode()), persons=20_000, a="protection_fund")
    assert faults == []
    wanted = asked(**changes, persons=20_000)
    assert (wanted.start, wanted.burn_in, wanted.too_large) == ((2025, 1), 60, False)
    (told,) = {line.partition(" ")[2] for line in refusals(**changes, persons=20_000)}
    assert told.startswith("city.workers must be ≤ ")


def test_only_the_first_policy_named_gives_way():
    slots = {"a": "protection_fund", "b": "data_dividend", "c": "training_subsidy"}
    changes, faults = drop(("mine.yaml", MINE.encode()), ("more.yaml", MINE.encode()), first="b", **slots)
    assert faults == []
    assert changes["a"] == "protection_fund"
    assert changes["c"] == "training_subsidy"
    assert changes["b"].startswith(SCENARIO)
    assert changes["d"].startswith(SCENARIO)
    full = [(f"{k}.yaml", MINE.encode()) for k in range(3)]
    assert "finds no policy that is free" in str(drop(*full, first="b", **slots)[1][0])


# The same as by the command.


def test_the_page_says_of_own_files_what_the_command_says(tmp_path):
    changes, _ = drop(("jiaxing.yaml", JIAXING.encode()), ("mine.yaml", MINE.encode()))
    wanted = asked(**SMALL | {"city": changes["city"], "a": changes["a"]})
    base, scenarios = wanted.scenarios()
    pairs = {
        seed: one_seed_cached(*given) for seed, (_, given) in enumerate(tasks_of(wanted, base, scenarios), start=1)
    }
    found = found_in(wanted, base, scenarios, pairs, 0.0)
    for name in ("mine.yaml", "jiaxing.yaml", "base.yaml"):
        (tmp_path / name).write_bytes(found.files()[name][1]())
    command = command_of(wanted, scenarios, pairs)
    assert command.startswith("jiuye compare base.yaml mine.yaml --city jiaxing.yaml --workers 2000 --months 12")
    placed = [str(tmp_path / word) if word.endswith(".yaml") else word for word in command.split()[1:]]
    done = CliRunner().invoke(main, [*placed, "--out", str(tmp_path), "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert len(said["differences"]) > 100
    for kind in ("differences", "money"):
        assert said[kind] == json.loads(json.dumps(found.comparison.record()[kind]).replace("NaN", "null"))


# Nothing of the server is opened.


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("extends: /etc/passwd\n", "extends"),
        ("extends: ../mine.yaml\n", "extends"),
        ("extends: baseline\ncity: /etc/hostname\n", "city"),
        ("extends: baseline\ncity: {profile: wenzhou.yaml}\n", "city.profile"),
        ("extends: baseline\nplatforms: /etc/own.yaml\n", "platforms"),
        ("extends: baseline\ndispatch: {delivery: ./rule.yaml}\n", "dispatch.delivery"),
        ("extends: baseline\ncalibration: fitted.yaml\n", "calibration"),
        ("extends: baseline\nname: ok\nlevers: [{training_subsidy: {mode: a/b}}]\n", "levers[0].training_subsidy.mode"),
        ("extends: baseline\npair: {city: C:\\x.yml}\n", "pair.city"),
    ],
)
def test_a_file_of_the_server_is_refused_by_name_before_it_is_opened(text, place, monkeypatch):
    from pathlib import Path

    opened_files: list[str] = []
    plain = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *a, **k: opened_files.append(str(self)) or plain(self, *a, **k))
    for _, faults in (drop(("mine.yaml", text.encode())),):
        assert f"{place} names a file (" in str(faults[0])
    assert f": {place} names a file (" in refusals(a=words("mine.yaml", text))[0]
    named = ("passwd", "mine", "hostname", "wenzhou", "own.yaml", "rule.yaml", "fitted", "x.yml")
    assert not [file for file in opened_files if file.endswith(named)]


def test_a_city_opens_no_file_of_the_server_and_takes_nobodys_name():
    for text, told in (
        (JIAXING.replace("extends: reference", "extends: /etc/passwd"), "extends names a file (/etc/passwd)"),
        (JIAXING.replace("id: jiaxing", "id: ../../x"), "id must be small letters, digits and _"),
        (JIAXING.replace("id: jiaxing", "id: hangzhou"), "id is the name of a shipped city (hangzhou)"),
    ):
        assert told in str(drop(("city.yaml", text.encode()))[1][0])
        assert told in refusals(city=city_words(read_text(text)))[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (load_scenario("hangzhou_to_lishui").text, "pair asks for two cities; `jiuye pair hangzhou_to_lishui.yaml`"),
        (
            load_scenario("equal_budget").text,
            "budget says what it may cost; `jiuye compare baseline equal_budget.yaml`",
        ),
        ("weights: {distance: 1}\nbias: {age: 0}\n", "neither a scenario nor a city; `jiuye sandbox` reads it"),
        ("outcomes: [gini]\ndesign: grid\n", "neither a scenario nor a city; `jiuye sweep` reads it"),
    ],
)
def test_what_a_page_cannot_play_is_refused_with_the_command_that_does(text, told):
    assert any(told in str(fault) for fault in drop(("mine.yaml", text.encode()), months=60)[1])
