"""Small stories that are told once: the command that makes a result again, marks, files that are whole."""

import hashlib
import shlex
from dataclasses import replace

from jiuye.experiments.runs.reproduction import command_of, place_of, seeds_of
from jiuye.results.digest import mark, mark_of_files
from jiuye.results.store import Store, read_store
from jiuye.scenarios.spec import load_scenario


def test_a_command_is_quoted_for_a_shell():
    words = ["my city.yaml", "a'b"]
    line = command_of("compare", *words, city="$HOME", until_width="5%")
    assert shlex.split(line) == ["jiuye", "compare", *words, "--city", "$HOME", "--until-width", "5%"]
    assert "$HOME" not in line.replace("'$HOME'", "")


def test_options_as_one_types_them():
    given = {"a": None, "b": False, "quick": True, "ensemble": "", "measure": ["gini", "hours"]}
    line = command_of("x", **given, scale=("p=1", "q=2"), n=3)
    assert line == "jiuye x --quick --ensemble --measure gini,hours --scale p=1 --scale q=2 --n 3"


def test_seeds_as_the_command_line_reads_them():
    assert [seeds_of(seeds) for seeds in ([1, 2, 3], [7], [4, 2], (5, 6))] == ["1-3", "7-7", "4,2", "5-6"]


def test_a_city_of_ones_own_is_named_from_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    base = load_scenario("baseline")
    (tmp_path / "mine.yaml").touch()
    mine = replace(base, city=str(tmp_path / "mine.yaml"))
    where = {"workers": base.workers, "months": base.months, "seeds": "1-2"}
    assert place_of(base, [1, 2]) == {"city": base.city, **where}
    assert place_of(mine, [1, 2]) == {"city": "mine.yaml", **where}


def test_a_mark_stands_for_its_parts(tmp_path):
    assert mark("a", 1, (2,)) == hashlib.sha256(b"a\n1\n(2,)").hexdigest()[:8]
    assert mark("a", "b") != mark("ab")
    (tmp_path / "x").write_text("1")
    (tmp_path / "y").write_text("2")
    files = [tmp_path / "y", tmp_path / "x"]
    before = mark_of_files(files, tmp_path)
    assert (len(before), before) == (12, mark_of_files(reversed(files), tmp_path))
    (tmp_path / "x").write_text("3")
    assert mark_of_files(files, tmp_path) != before


def test_a_store_whose_beginning_was_cut_off_is_begun_again(tmp_path):
    (tmp_path / ".store.json.12345.part").write_text('{"form')
    header = {"study_hash": "h", "model": "m", "axes": [], "outcomes": []}
    Store(tmp_path, header).close()
    assert read_store(tmp_path).table.num_rows == 0
