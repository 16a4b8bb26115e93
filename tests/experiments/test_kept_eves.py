"""Cities kept on disk are those that would be burnt in, and never needed."""

import os
import pickle
import time
from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.runs import burn_in_cache, kept_eves
from jiuye.experiments.runs.archive import again, archive_run
from jiuye.experiments.runs.burn_in_cache import burn_in_of, own_eve
from jiuye.experiments.runs.kept_eves import HEAD, ROOM, folder, forget_damaged, megabytes_free, read_eve, write_eve
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.model.indicators import INDICATORS
from jiuye.scenarios.group_entries import with_groups
from jiuye.scenarios.spec import load_scenario

SMALL = {"city": {"workers": 1_000, "profile": "lishui"}, "time": {"months": 6, "burn_in": 12}}


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """A folder of its own, in which cities are kept."""
    monkeypatch.setattr(kept_eves, "cache_folder", lambda: tmp_path)
    monkeypatch.setenv(ROOM, "1000")


def asked(**changes):
    return replace(load_scenario("four_levers", overrides=SMALL), **changes)


def files():
    return sorted(folder().glob("*.eve")) if folder().exists() else []


@pytest.mark.parametrize("groups", [(), ("sex=female", "status_at_start=unemployed")])
def test_a_kept_city_has_the_future_of_one_burnt_in(groups):
    scenario = with_groups(asked(), groups)
    own_eve(scenario, 3)
    ticked = []
    known = own_eve(scenario, 3, ticked.append)
    assert ticked == [12]  # at once, and not month by month
    born = burnt_in(scenario, 3)
    one, other = (play(*eve, scenario, tuple(INDICATORS), diary=True) for eve in (known, born))
    for name in INDICATORS:
        np.testing.assert_array_equal(one.indicators[name], other.indicators[name], err_msg=name)
    assert one.ledger == other.ledger
    np.testing.assert_array_equal(one.diary.income, other.diary.income)


def test_another_city_has_another_name():
    scenario = asked()
    quicker = replace(scenario, behaviour=replace(scenario.behaviour, quit_rate=0.01))
    cold = replace(scenario, forecast=replace(scenario.forecast, seasons=not scenario.forecast.seasons))
    others = [quicker, cold, replace(scenario, workers=1_001), replace(scenario, by=("sex",))]
    keys = [burn_in_of(scenario, 1), burn_in_of(scenario, 2), *(burn_in_of(other, 1) for other in others)]
    assert len({kept_eves._file(key) for key in keys}) == len(keys)


def test_another_code_has_another_name(monkeypatch):
    before = kept_eves._file("key")
    kept_eves._made_by.cache_clear()
    monkeypatch.setattr(kept_eves, "code_mark", lambda measures: "another")
    assert kept_eves._file("key") != before
    kept_eves._made_by.cache_clear()


class Evil:
    def __reduce__(self):
        return os.mkdir, ("made-by-a-file",)


@pytest.mark.parametrize(
    "spoilt",
    [lambda b: b[:-1], lambda b: b"", lambda b: HEAD, lambda b: b[:60] + b"x" + b[61:], lambda b: b"PK\x03\x04" + b],
    ids=["cut", "empty", "head alone", "a byte", "another file"],
)
def test_a_damaged_file_is_made_anew_and_told(spoilt):
    scenario = asked()
    own_eve(scenario, 1)
    (file,) = files()
    file.write_bytes(spoilt(file.read_bytes()))
    assert own_eve(scenario, 1).city.month == 12
    assert read_eve(burn_in_of(scenario, 1)) is not None
    assert (forget_damaged(), forget_damaged()) == (1, 0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_what_is_no_file_is_not_waited_for():
    scenario = asked()
    own_eve(scenario, 1)
    (file,) = files()
    file.unlink()
    os.mkfifo(file)
    assert read_eve(burn_in_of(scenario, 1)) is None
    assert own_eve(scenario, 1).city.month == 12
    assert file.is_file(), "what is played takes its place"


def test_nothing_in_a_file_is_called(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dumps = pickle.dumps
    monkeypatch.setattr(pickle, "dumps", lambda eve, protocol, buffer_callback: dumps(Evil(), protocol=protocol))
    write_eve("key", own_eve(asked(), 1))
    assert read_eve("key") is None
    assert not (tmp_path / "made-by-a-file").exists()


def test_what_was_not_used_for_longest_makes_room(monkeypatch):
    eve = own_eve(asked(), 1)
    size = files()[0].stat().st_size
    monkeypatch.setenv(ROOM, str(-(-3 * size // 1_000_000)))
    most = int(os.environ[ROOM]) * 1_000_000 // size
    for number in range(most + 2):
        write_eve(number, eve)
        os.utime(kept_eves._file(number), times=(number, number))
    assert read_eve(most + 1) is not None
    assert read_eve(0) is None
    assert sum(file.stat().st_size for file in files()) <= int(os.environ[ROOM]) * 1_000_000


def test_what_a_killed_process_left_goes():
    folder().mkdir()
    half, fresh = folder() / ".a.eve.1.part", folder() / ".b.eve.2.part"
    for file in (half, fresh):
        file.write_bytes(b"half")
    os.utime(half, times=(time.time() - 7_200,) * 2)
    own_eve(asked(), 1)
    assert (half.exists(), fresh.exists()) == (False, True)


def test_nothing_is_kept_unless_it_is_asked_for(monkeypatch):
    monkeypatch.delenv(ROOM)
    own_eve(asked(), 1)
    assert files() == []
    assert megabytes_free() is None


def test_a_full_disk_is_played_without_it_and_told(monkeypatch):
    class Full:
        free = 5_000_000

    monkeypatch.setattr(kept_eves.shutil, "disk_usage", lambda place: Full)
    assert own_eve(asked(), 1).city.month == 12
    assert files() == []
    assert megabytes_free() == 5


def test_a_folder_nobody_can_write_to_is_played_without_it(monkeypatch, tmp_path):
    (tmp_path / "eves").write_text("a file where the folder should be")
    assert own_eve(asked(), 1).city.month == 12


def test_a_run_played_again_believes_no_kept_city(monkeypatch, tmp_path):
    scenario = asked()
    run = archive_run(1, scenario, tmp_path / "runs")
    assert len(files()) == 1
    monkeypatch.setattr(burn_in_cache, "read_eve", lambda key: pytest.fail("read"))
    assert all(again(run.folder).same.values())
