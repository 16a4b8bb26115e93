"""What the page Compare asks for and gets: the same numbers as the command, from warm processes."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from jiuye.__main__ import main
from jiuye.experiments.warm import warm_pair
from jiuye.model.levers import LEVERS
from jiuye.scenarios.spec import SpecError, check_file, list_scenarios, load_scenario
from jiuye.viz.app import shipped
from jiuye.viz.app.asked import MOST_LEVERS, Asked, opened, package_of, scenario_in, words_of
from jiuye.viz.app.compare import PRESETS, tasks_of
from jiuye.viz.app.compare_form import step_of
from jiuye.viz.app.query import Query
from jiuye.viz.app.results import Shelf, found_in

OWN = "training_subsidy(seats=48000,mode=online)+protection_fund(match=0.5)"


def asked(**settings: object) -> Asked:
    search = Query("", (), print).href(**settings).partition("?")[2]
    return Asked.of(Query.read("", search, print))


def test_levers_in_the_address_are_a_scenario_that_files_take(tmp_path):
    assert words_of(package_of(OWN)) == OWN
    made = scenario_in("b", OWN, asked().overrides)
    assert [d.lever.name for d in made.levers] == ["training_subsidy", "protection_fund"]
    assert made.levers[0].lever.seats == 48_000
    file = tmp_path / f"{made.name}.yaml"
    file.write_text(made.text, encoding="utf-8")
    assert check_file(file) == []
    assert load_scenario(file) == made


@pytest.mark.parametrize(
    "words",
    [
        *(
            "nothing",
            "training_subsidy(seat=1)",
            "training_subsidy(seats=-4)",
            "protection_fund(match=much)",
            "a=b",
            "+",
        ),
        "+".join(list(LEVERS)[: MOST_LEVERS + 1]),
    ],
)
def test_wrong_words_in_the_address_are_refused_by_name(words):
    with pytest.raises(SpecError):
        asked(a=words).scenarios()


def test_sizes_that_are_not_offered_give_way():
    assert asked(city="atlantis", persons=10**9, months=-1, seeds="many") == asked()
    assert asked(persons=20_000, seeds=20, months=60).too_large
    assert not asked().too_large


def test_shipped_scenarios_open_into_sliders_that_ask_the_same():
    plain = [name for name in list_scenarios() if name != "baseline" and opened(name)]
    assert {"four_levers", "training_subsidy", "rural_bridge"} <= set(plain)
    for name in plain:
        made = scenario_in("a", words_of(opened(name)), asked().overrides)
        assert made.levers == load_scenario(name, overrides=asked().overrides).levers
    assert opened("pilot_and_revise") is None
    for words in PRESETS.values():
        asked(**dict(zip("abcd", words, strict=False))).scenarios()


def test_steps_of_sliders_are_round():
    assert [step_of(0, 1, False), step_of(0, 100_000, False), step_of(0, 10, True)] == [0.01, 1_000, 1]


def test_the_shelf_is_bounded():
    shelf = Shelf(most=2)
    for key in "abc":
        shelf.put(found_stub(key))
    assert shelf.get("a") is None
    assert shelf.get("c") is not None


def found_stub(key: str):
    found = shipped.shipped()
    return type(found)(key, found.comparison, found.scenarios)


def test_what_is_shown_first_is_of_this_version():
    assert not shipped.stale(), "scenarios or behaviour have changed: make shipped"
    found = shipped.shipped()
    assert found.comparison.scenarios == tuple(s.name for s in found.scenarios)
    assert len(found.comparison.seeds) == 10
    assert not found.comparison.unfinished


def test_the_page_says_what_the_command_says(tmp_path):
    small = Asked("lishui", 2_000, 12, 2, (("a", OWN), ("b", "dispatch_transparency")))
    base, scenarios = small.scenarios()
    pairs = {}
    for seed, (work, arguments) in enumerate(tasks_of(small, base, scenarios), start=1):
        pairs[seed] = work(*arguments)
        assert warm_pair(*arguments).gains == pairs[seed].gains, "kept cities give the same again"
    found = found_in(small, base, scenarios, pairs, 0.0)
    (tmp_path / "policy_a.yaml").write_bytes(found.files()["policy_a.yaml"][1]())
    words = found.comparison.command.replace("policy_a.yaml", str(tmp_path / "policy_a.yaml")).split()
    done = CliRunner().invoke(main, [*words[1:], "--out", str(tmp_path), "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    ours = found.comparison.record()
    assert len(said["differences"]) > 100
    for kind in ("differences", "money"):
        assert said[kind] == json.loads(json.dumps(ours[kind]).replace("NaN", "null"))
    rows = list(csv.DictReader(io.StringIO(found.files()["differences.csv"][1]().decode("utf-8-sig"))))
    table = parquet.read_table(io.BytesIO(found.files()["differences.parquet"][1]()))
    assert len(rows) == table.num_rows == len(said["differences"])
    np.testing.assert_array_equal(table["low"].to_numpy(), [float(row["low"]) for row in rows])
    for lang, other in (("zh", "en"), ("en", "zh")):
        page = found.files()[f"brief.{lang}.html"][1]().decode()
        assert page.startswith("<!DOCTYPE html>")
        assert f"brief.{other}.html" in page
