"""The front door: what users type, what they read, and with which exit code it ends."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

import jiuye
from jiuye.experiments.compare.answers.sure import Verdict
from jiuye.experiments.compare.comparison_file import dump, read_comparison
from jiuye.results.archive import WRITTEN_HERE, read_run, write_run
from jiuye.scenarios.spec import SpecError

from .calls import JIUYE, SMALL, call, spoken, well


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Two seeds of a small run: the folder and what was printed."""
    out = tmp_path_factory.mktemp("kept")
    return out, spoken("run", "four_levers", *SMALL, "--seeds", 2, "--out", out)


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """A small comparison of two scenarios over three seeds."""
    out = tmp_path_factory.mktemp("compared")
    return out, spoken("compare", "baseline", "protection_fund", "four_levers", *SMALL, "--seeds", 3, "--out", out)


# Runs.


def test_a_run_says_what_it_measured(kept):
    out, printed = kept
    assert set(printed) == {"runs"}
    for seed, one in enumerate(printed["runs"], start=1):
        assert set(one) >= {"run", "indicators", "wall_s", "person_months", "ns_per_person_month", "peak_bytes"}
        assert Path(one["run"]) == out / f"four_levers-reference-{seed}"
        assert one["person_months"] == 300 * (60 + 12)
        assert one["ns_per_person_month"] == pytest.approx(one["wall_s"] * 1e9 / one["person_months"])
        assert set(one["indicators"][0]) == {"indicator", "group", "month", "calendar", "value", "unit"}
        rate = [row for row in one["indicators"] if (row["indicator"], row["group"]) == ("unemployment_rate", "all")]
        assert [row["month"] for row in rate] == list(range(12))
        assert all(0 < row["value"] < 50 and row["unit"] == "%" for row in rate)


def test_a_run_folder_holds_everything(kept):
    out, printed = kept
    run = read_run(out / "four_levers-reference-1")
    assert run.manifest["scenario"].startswith("name: four_levers")
    assert run.manifest["seed"] == 1
    assert "training_subsidy.seats" in run.manifest["weak"]
    tables = {name: run.table(name).to_pandas() for name in run.tables}
    assert list(tables) == ["indicators", "flows", "ledger", "cells"]
    stored = tables["indicators"].query("indicator == 'gini' and group == 'all'")["value"].tolist()
    told = [row for row in printed["runs"][0]["indicators"] if (row["indicator"], row["group"]) == ("gini", "all")]
    assert stored == [row["value"] for row in told]
    assert set(tables["indicators"]["indicator"]) > {
        row["indicator"] for row in printed["runs"][0]["indicators"] if row["value"] is not None
    }
    assert (tables["ledger"]["yuan"] > 0).all()
    assert (tables["ledger"].query("account == 'wages'").groupby("month")["yuan"].sum() > 1e9).all(), "of the real city"
    assert (tables["cells"].groupby("month")["persons"].sum() == 300).all()
    assert (out / "four_levers-reference.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_same_run_again_has_the_same_bits(kept, tmp_path):
    out, _ = kept
    first = out / "four_levers-reference-1"
    well("run", "four_levers", *SMALL, "--out", tmp_path)
    other = read_run(tmp_path / first.name)
    assert other.manifest["files"] == read_run(first).manifest["files"]
    assert (other.folder / "plot.svg").is_file()
    for words in (["--again", first], [first / "manifest.json"]):
        assert spoken("run", *words)["identical"] is True
    assert call("run", "--again", first, "--months", 3).exit_code == 2


def test_one_bit_is_a_difference(kept, tmp_path):
    run = read_run(kept[0] / "four_levers-reference-1")
    tables = {name: run.table(name) for name in run.tables}
    values = tables["indicators"]["value"].to_numpy().copy()
    values[7] = np.nextafter(values[7], np.inf)
    tables["indicators"] = tables["indicators"].set_column(
        tables["indicators"].column_names.index("value"), "value", pa.array(values)
    )
    other = write_run(tmp_path / "other", {k: v for k, v in run.manifest.items() if k not in WRITTEN_HERE}, tables)
    done = call("run", "--again", other.folder, "--json")
    assert done.exit_code == 1
    printed = json.loads(done.stdout)
    assert printed["identical"] is False
    assert [name for name, same in printed["tables"].items() if not same] == ["indicators"]
    assert f"{other.folder}: came out different in indicators" in call("run", "--again", other.folder).stdout


def test_an_older_run_that_holds_infinity_comes_out_the_same(kept, tmp_path, monkeypatch):
    """Today what is not a number is an empty place; once it was stored as it came."""
    run = read_run(kept[0] / "four_levers-reference-1")
    tables = {name: run.table(name) for name in run.tables}
    values = tables["indicators"]["value"].to_numpy().copy()
    nothing = np.flatnonzero(np.isnan(values))
    assert len(nothing) > 2
    values[nothing[0]], values[nothing[1]] = np.inf, -np.inf
    place = tables["indicators"].column_names.index("value")
    tables["indicators"] = tables["indicators"].set_column(place, "value", pa.array(values))
    with monkeypatch.context() as older:
        older.setattr("jiuye.results.archive.finite", lambda _, table: table)
        other = write_run(tmp_path / "old", {k: v for k, v in run.manifest.items() if k not in WRITTEN_HERE}, tables)
    assert np.isinf(other.table("indicators")["value"].to_numpy()).sum() == 2
    assert spoken("run", "--again", other.folder)["identical"] is True


def test_a_finished_run_is_not_lost(kept):
    out, _ = kept
    folder = out / "four_levers-reference-2"
    before = read_run(folder).manifest["files"]
    done = call("run", "four_levers", "--workers", 250, "--months", 3, "--seed", 2, "--out", out)
    assert done.exit_code == 2
    assert f"{folder}: holds a finished run" in done.stderr
    assert read_run(folder).manifest["files"] == before
    words = ["run", "four_levers", *SMALL, "--seed", 2, "--out", out]
    assert well(*words).exit_code == 0, "the same run may be made again"
    assert well("run", "four_levers", "--workers", 250, "--months", 3, "--seed", 2, "--out", out, "--overwrite")
    assert read_run(folder).manifest["files"] != before
    well(*words, "--overwrite")


def test_a_run_from_python():
    result = jiuye.run("four_levers", workers=300, months=3, seed=2)
    assert result.indicators["unemployment_rate"].shape == (3, len(result.groups))
    again = jiuye.run(jiuye.load_scenario("four_levers"), workers=300, months=3, seed=2)
    assert again.ledger == result.ledger
    counted = jiuye.run("four_levers", workers=np.int64(300), months=np.int64(3), seed=np.int64(2))
    assert counted.ledger == result.ledger


def test_a_pair_of_cities_is_refused_from_python_as_on_the_command_line(tmp_path):
    with pytest.raises(SpecError) as caught:
        jiuye.run("hangzhou_to_lishui", workers=300, months=2)
    done = call("run", "hangzhou_to_lishui", "--workers", 300, "--months", 2, "--out", tmp_path)
    assert done.exit_code == 2
    assert done.stderr.strip() == str(caught.value)
    assert "asks for two cities" in done.stderr


@pytest.mark.parametrize("seed", [-1, 1.0, "1", True, 10**15, 2**64])
def test_a_seed_that_is_none_is_told_with_its_bounds(seed):
    with pytest.raises(ValueError, match="whole number, 0 or above, of up to 15 digits"):
        jiuye.run("four_levers", workers=300, months=2, seed=seed)
    done = call("run", "four_levers", "--workers", 300, "--months", 2, "--seed", 10**15)
    assert done.exit_code == 2
    assert "of up to 15 digits (got 1000000000000000)" in done.stderr


# Comparisons.


def test_a_comparison_says_what_differs(compared):
    out, printed = compared
    assert (printed["base"], printed["scenarios"]) == ("baseline", ["protection_fund", "four_levers"])
    assert printed["seeds"] == [1, 2, 3]
    keys = {"scenario", "indicator", "group", "horizon", "base", "value", "difference", "low", "high", "unit"}
    keys |= {"level_unit", "seeds", "known"}
    sure = {"verdict", "matters", "judged"}
    assert all(set(row) == keys | sure for row in printed["differences"])
    assert {row["verdict"] for row in printed["differences"]} <= {*Verdict}
    assert all(row["matters"] > 0.0 for row in printed["differences"] if row["base"])
    assert [answer["scenario"] for answer in printed["answers"]] == printed["scenarios"]
    assert {row["horizon"] for row in printed["differences"]} == {12}
    money = {"scenario", "public_cost", "cost_per_job_year", "deadweight", "displacement"}
    assert [row["scenario"] for row in printed["money"] if money <= set(row)] == printed["scenarios"]
    folder = Path(printed["brief"]).parent
    assert folder.parent == out
    assert re.fullmatch("compare-baseline-reference-[0-9a-f]{8}", folder.name)
    files = {"brief.html", "brief.zh.html", "brief.md", "comparison.json", "differences.parquet"}
    assert files <= {path.name for path in folder.iterdir()}


def test_a_brief_is_written_again_without_running(compared):
    folder = Path(compared[1]["brief"]).parent
    english = (folder / "brief.html").read_bytes()
    assert spoken("report", folder, "--lang", "zh") == {"written": [str(folder / "brief.html")]}
    assert 'lang="zh-CN"' in (folder / "brief.html").read_text(encoding="utf-8")
    assert str(folder / "brief.html") in well("report", folder, "--lang", "en").stdout
    assert (folder / "brief.html").read_bytes() == english


def test_a_comparison_reads_back_as_it_was(compared):
    folder = Path(compared[1]["brief"]).parent
    found = read_comparison(folder)
    assert dump(found) == json.loads((folder / "comparison.json").read_text(encoding="utf-8"))
    assert found.curves["gini"].shape == (3, 3, 12)
    assert found.cells["income"].shape == (3, len(found.cell_class))
    (folder / "comparison.json").write_text('{"format": 0}', encoding="utf-8")
    assert call("report", folder).exit_code == 2
    (folder / "comparison.json").write_text(json.dumps(dump(found)), encoding="utf-8")


@pytest.mark.parametrize(("lang", "word"), [("en", "Brief:"), ("zh", "简报：")])
def test_a_comparison_speaks_both_languages(monkeypatch, tmp_path, lang, word):
    written = "jiuye.commands.compare.write_comparison_folder"
    monkeypatch.setattr(written, lambda found, folder, lang: folder / "brief.html")
    words = ["baseline", "protection_fund", "--workers", 200, "--months", 2, "--seeds", 2, "--threads", 1]
    done = well("compare", *words, "--out", tmp_path, LANG=f"{lang}_XX.UTF-8")
    assert word in done.stdout
    assert len(done.stderr.splitlines()) == 2, "one line at the start and one at the end"


# Failing.


def test_a_failure_is_one_line_and_shows_where_only_if_asked(monkeypatch):
    def fail(name: str) -> None:
        raise RuntimeError("the roof\nfell in")

    monkeypatch.setattr("jiuye.viz.terminal.checking.check", fail)
    done = call("check", "baseline")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "failed: the roof fell in (RuntimeError; --debug shows where)\n"
    done = call("check", "baseline", "--debug")
    assert done.exit_code == 1
    assert "Traceback" in done.stderr
    assert "in fail" in done.stderr


def test_a_reader_who_stops_reading_is_no_failure():
    child = subprocess.Popen([*JIUYE, "indicators", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout
    assert child.stderr
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait() == 0


def interrupted(words: list[object], months: int, printed: Path) -> tuple[int, str, str]:
    """Start a command on a terminal, press Ctrl-C once it has counted so many months."""
    watched, terminal = pty.openpty()
    environment = {**os.environ, "LANG": "en_GB.UTF-8", "TERM": "xterm", "COLUMNS": "200"}
    with printed.open("wb") as file:  # a pipe would be full before anybody reads it
        child = subprocess.Popen(
            [*JIUYE, *map(str, words)],
            stdout=file,
            stderr=terminal,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # even where nobody sits
        )
    os.close(terminal)
    seen, pressed = "", False
    while True:
        try:
            piece = os.read(watched, 4096).decode("utf-8", "replace")
        except OSError:  # the other end is closed
            break
        seen += piece
        counted = [int(n.replace(",", "")) for n in re.findall(r"([\d,]+) of [\d,]+ months", seen)]
        if not pressed and counted and counted[-1] >= months:
            pressed = True
            os.killpg(child.pid, signal.SIGINT)
    os.close(watched)
    assert pressed, seen
    return child.wait(timeout=60), printed.read_text(encoding="utf-8"), seen


@pytest.mark.kills
def test_ctrl_c_keeps_the_seeds_of_a_comparison(tmp_path):
    a_seed = 60 + 2 * 12
    words = ["compare", "baseline", "data_dividend", *SMALL, "--seeds", 500, "--out", tmp_path, "--json"]
    code, printed, seen = interrupted(words, 6 * a_seed, tmp_path / "printed")
    assert code == 1
    found = json.loads(printed)
    assert 2 <= len(found["seeds"]) < 500
    assert set(found) == {
        "base",
        "scenarios",
        "seeds",
        "ensemble",
        "differences",
        "money",
        "answers",
        "sentences",
        "brief",
        "budget",
        "stopping",
    }
    record = json.loads(Path(found["brief"]).with_name("brief.json").read_text(encoding="utf-8"))
    assert len(found["seeds"]) + len(record["unfinished"]) == 500
    assert "Interrupted" in seen
    assert str(tmp_path) in seen.replace("\r\n", "")
    assert Path(found["brief"]).is_file()


@pytest.mark.kills
def test_ctrl_c_keeps_finished_runs(tmp_path):
    words = ["run", "baseline", *SMALL, "--seeds", 500, "--out", tmp_path]
    code, printed, seen = interrupted(words, 6 * 72, tmp_path / "printed")
    assert code == 1
    folders = [folder for folder in tmp_path.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    assert 2 <= len(folders) < 500
    assert all(read_run(folder).manifest["finished"] for folder in folders)
    assert f"Interrupted: {len(folders)} of 500 runs are finished" in seen
    assert str(folders[0]) in printed


# Measurements.


@pytest.mark.soak
@pytest.mark.processes
def test_the_bench_measures(tmp_path):
    parts = "months,phases,memory,start,burn-in"
    words = ["bench", "--sizes", "300,400", "--months", 1, "--peer-up-to", 300, "--part", parts, "--out", tmp_path]
    found = spoken(*words)
    assert json.loads((tmp_path / "bench.json").read_text(encoding="utf-8")) == found
    assert found.keys() == {"versions", "rows", "phases", "memory", "start", "burn_in"}
    rows = found["rows"]
    assert [(row["persons"], row["threads"]) for row in rows] == [(300, 1), (400, 1)]
    times = ("cpu_ns_per_person_month", "ns_per_person_month", "indicators_ns", "plan_cpu_ns", "plan_ns")
    assert all(row[key] > 0 for row in rows for key in (*times, "bytes_per_person", "floor_ratio"))
    assert all(0 < row["unemployment"] < 0.5 for row in rows)
    assert rows[0]["peer_ratio"] == pytest.approx(rows[0]["peer_cpu_ns"] / rows[0]["cpu_ns_per_person_month"])
    assert 4 <= rows[0]["peer_months"] <= 60
    assert rows[1]["peer_ratio"] is None
    assert all(
        row["quiet"] == (row["spin"] >= 1.9) for part in ("rows", "phases", "start", "burn_in") for row in found[part]
    )
    assert [row["start"] for row in found["start"]] == ["help", "check", "first_month"]
    assert all(row["cpu_s"] > 0 for row in (*found["start"], *found["burn_in"]))
    assert all(row["peak_bytes"] >= row["before_bytes"] > 0 for row in found["memory"])
    assert (tmp_path / "bench.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "bench.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("off", "code"), [(3.9, 0), (4.1, 1)])
def test_the_oracle_fails_beyond_four_standard_errors(monkeypatch, off, code):
    known = {"unemployment": 0.041, "vacancy": 0.017, "finding": 0.374}
    found = {name: {"value": value + off * 0.001, "se": 0.001} for name, value in known.items()}

    def asked_of(*asked):
        return {**found, "mean_field": known, "asked": list(asked)}

    monkeypatch.setattr("jiuye.experiments.validation.oracle.run_oracle", asked_of)
    words = ["oracle", "--separation", 0.02, "--opening", 0.01, "--adjustment", 0.2, "--persons", 2000, "--seeds", 3]
    done = call(*words, "--json")
    assert done.exit_code == code
    printed = json.loads(done.stdout)
    assert printed["asked"] == [0.02, 0.01, 0.2, 2000, 360, 3]
    assert set(printed) >= {"unemployment", "vacancy", "finding", "mean_field"}
    assert call(*words, "--lang", "zh").exit_code == code


@pytest.mark.processes
@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_stream_that_is_closed_stops_nothing(closed, tmp_path):
    """Services and schedulers start programs so; the work is wanted, not the words."""
    words = "run baseline --city lishui --workers 300 --months 1 --seeds 1 --out out"
    command = f"{sys.executable} -m jiuye {words} {closed}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert [*(tmp_path / "out").rglob("*.parquet")], "what was played is there"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a file that is always full")
@pytest.mark.parametrize(("words", "place"), [("levers", "stdout: "), ("levers --json --lang zh", "stdout: 无法写入")])
def test_output_that_cannot_be_written_is_named(words, place):
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "jiuye", *words.split()]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=300)
    assert done.returncode == 1
    assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
