"""The run folder: written whole or not at all, and never mistaken for a finished one when it is not."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from jiuye.results.archive import ArchiveError, export_csv, read_run, write_run
from jiuye.results.atomic import atomic
from jiuye.results.environment import commit, peak_bytes, versions
from jiuye.results.finite import Infinite
from jiuye.viz.words.faults import failure

MANIFEST = {
    "scenario": "name: 基准\n",
    "scenario_hash": "0" * 64,
    "city": "reference",
    "seed": 1,
    "versions": {"jiuye": "0"},
    "commit": None,
    "wall_s": 1.5,
    "peak_bytes": 10**8,
    "weak": ["risk_aversion"],
}
INDICATORS = {
    "month": np.arange(6, dtype=np.int16),
    "indicator": ["gini", "就业"] * 3,
    "group": ["all", "sex=female"] * 3,
    "value": np.linspace(0.1, np.pi, 6),
    "unit": ["share"] * 6,
}
CELLS = pa.table({"month": [0, 0, 1, 1], "cell": [0, 1, 0, 1], "gini": [0.1, float("nan"), 0.3, 0.4]})
TABLES = {"indicators": INDICATORS, "cells": CELLS}


@pytest.fixture
def run(tmp_path):
    return write_run(tmp_path / "runs" / "基准-1", MANIFEST, TABLES)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_run_reads_back_as_it_was_written(run):
    again = read_run(run.folder)
    assert {key: again.manifest[key] for key in MANIFEST} == MANIFEST
    assert (again.manifest["format"], again.manifest["finished"]) == (1, True)
    assert again.tables == ("indicators", "cells")
    table = again.table("indicators")
    assert table.column("month").to_numpy().tolist() == [0, 1, 2, 3, 4, 5]
    assert table.column("indicator").to_pylist() == INDICATORS["indicator"]
    assert table.column("value").to_numpy().tobytes() == INDICATORS["value"].tobytes(), "bit for bit"
    assert np.isnan(again.table("cells").column("gini").to_numpy()[1])
    assert names(run.folder) == ["cells.parquet", "indicators.parquet", "manifest.json"]
    assert names(run.folder.parent) == ["基准-1"], "nothing is left beside it"


def test_what_is_not_a_number_is_an_empty_place(run, tmp_path):
    """A spreadsheet and a data frame leave it out; "nan" would be a word to one and a number to the other."""
    assert run.table("cells").column("gini").to_pylist() == [0.1, None, 0.3, 0.4]
    _, cells = export_csv(run, tmp_path / "csv")
    assert "nan" not in cells.read_text(encoding="utf-8-sig").lower()


@pytest.mark.parametrize("endless", [np.inf, -np.inf])
def test_infinity_is_refused_and_nothing_is_written(endless, tmp_path):
    table = {**INDICATORS, "value": np.where(np.arange(6) == 3, endless, 0.5)}
    with pytest.raises(Infinite, match="row 4 of value is infinite") as caught:
        write_run(tmp_path / "run", MANIFEST, {"indicators": table})
    assert "第 4 行" in failure(caught.value, "zh")
    assert names(tmp_path) == []


def test_the_same_run_has_the_same_bytes(run, tmp_path):
    again = write_run(tmp_path / "again", MANIFEST, TABLES)
    for name in names(run.folder):
        assert (run.folder / name).read_bytes() == (again.folder / name).read_bytes()


def test_a_run_is_as_open_to_others_as_any_new_folder(run, tmp_path):
    (tmp_path / "plain").mkdir()
    assert run.folder.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_csv_opens_in_a_spreadsheet(run, tmp_path):
    indicators, cells = export_csv(run, tmp_path / "csv")
    raw = indicators.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").splitlines()
    assert lines[0].replace('"', "") == "month,indicator,group,value,unit"
    assert lines[2].startswith('1,"就业","sex=female",')
    assert float(lines[6].split(",")[3]) == np.pi
    assert len(cells.read_text(encoding="utf-8-sig").splitlines()) == 5


# A finished run is kept.


def test_a_finished_run_is_replaced_only_if_told(run):
    with pytest.raises(ArchiveError, match="holds a finished run; choose another folder or overwrite it"):
        write_run(run.folder, {**MANIFEST, "seed": 2}, TABLES)
    assert read_run(run.folder).manifest["seed"] == 1
    write_run(run.folder, {**MANIFEST, "seed": 2}, {"cells": CELLS}, overwrite=True)
    assert read_run(run.folder).manifest["seed"] == 2
    assert names(run.folder) == ["cells.parquet", "manifest.json"], "no table of the old run is left"
    assert len(names(run.folder.parent)) == 1


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_with_something_else_is_never_replaced(tmp_path, overwrite):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "manifest.json").write_text("{}")
    (tmp_path / "notes" / "thesis.doc").write_text("years of work")
    with pytest.raises(ArchiveError, match="notes: holds something other than a run; choose another folder"):
        write_run(tmp_path / "notes", MANIFEST, TABLES, overwrite=overwrite)
    assert (tmp_path / "notes" / "thesis.doc").read_text() == "years of work"


def test_an_empty_folder_and_the_rest_of_a_run_make_room(run, tmp_path):
    (tmp_path / "empty").mkdir()
    assert write_run(tmp_path / "empty", MANIFEST, TABLES).tables
    (run.folder / "manifest.json").unlink()
    assert write_run(run.folder, MANIFEST, TABLES).tables


# Half-written runs are refused.


def test_every_shortened_copy_is_refused(run, tmp_path):
    pieces = [(name, cut) for name in names(run.folder) for cut in (0, 0.5, 0.99, None)]
    assert len(pieces) == 12
    for i, (name, cut) in enumerate(pieces):
        copy = shutil.copytree(run.folder, tmp_path / f"copy{i}")
        raw = (copy / name).read_bytes()
        if cut is None:
            (copy / name).unlink()
        else:
            (copy / name).write_bytes(raw[: int(len(raw) * cut)])
        with pytest.raises(ArchiveError, match="is not a finished run"):
            read_run(copy)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"finished": False}, "is not a finished run"),
        ({"finished": 1}, "is not a finished run"),
        ({"format": 2}, "has run format 2, this version reads 1"),
        ({"files": None}, r"is not a finished run \(its manifest is damaged\)"),
        ({"files": {"cells.parquet": 5}}, r"is not a finished run \(cells.parquet is missing or not whole\)"),
    ],
)
def test_a_manifest_that_does_not_say_finished_is_refused(run, change, message):
    (run.folder / "manifest.json").write_text(json.dumps({**run.manifest, **change}))
    with pytest.raises(ArchiveError, match=message):
        read_run(run.folder)
    (run.folder / "manifest.json").write_text("[]")
    with pytest.raises(ArchiveError, match="is not a finished run"):
        read_run(run.folder)


def test_a_changed_table_is_noticed_when_it_is_read(run):
    file = run.folder / "cells.parquet"
    raw = bytearray(file.read_bytes())
    raw[40] ^= 1
    file.write_bytes(raw)
    with pytest.raises(ArchiveError, match=r"cells\.parquet: has changed since it was written"):
        read_run(run.folder).table("cells")
    assert read_run(run.folder).table("indicators").num_rows == 6
    with pytest.raises(ArchiveError, match="has no table ledger; it has indicators, cells"):
        read_run(run.folder).table("ledger")


def test_a_folder_that_is_not_there_is_no_run(tmp_path):
    with pytest.raises(ArchiveError, match="nowhere: no such run"):
        read_run(tmp_path / "nowhere")


KILLED = """
import os, runpy, signal, sys
from jiuye.results import archive

folder, step, overwrite = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "True"
test = runpy.run_path(sys.argv[4])
count = 0

def trap(function):
    def trapped(*args, **kwargs):
        global count
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1
        return function(*args, **kwargs)
    return trapped

for name in ("fsync", "mkdir", "rename", "rmdir", "unlink"):
    setattr(os, name, trap(getattr(os, name)))
archive.write_run(folder, {**test["MANIFEST"], "seed": 2}, test["TABLES"], overwrite=overwrite)
"""


def killed_at(step: int, folder: Path, overwrite: bool) -> int:
    """Write a run in another process that is killed −9 just before its nth dealing with the disk."""
    command = [sys.executable, "-c", KILLED, str(folder), str(step), str(overwrite), __file__]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


@pytest.mark.kills
def test_kill_minus_nine_at_any_moment_leaves_no_folder_that_reads_as_finished(tmp_path):
    folder = tmp_path / "run"
    outcomes = []
    for step in range(40):
        killed = killed_at(step, folder, False)
        outcomes.append(folder.exists())
        if folder.exists():
            assert read_run(folder).table("indicators").num_rows == 6, "whole as soon as it has its name"
            assert read_run(folder).table("cells").num_rows == 4
            shutil.rmtree(folder)
        for half in tmp_path.glob(".run*"):
            with pytest.raises(ArchiveError):
                read_run(half)
        if killed == 0:
            break
    assert killed == 0, "the last attempt was left alone"
    assert outcomes.count(False) >= 5, "several attempts were killed before the run had its name"


@pytest.mark.soak
def test_kill_minus_nine_while_replacing_never_shows_a_half_run(tmp_path):
    folder = tmp_path / "run"
    seeds = set()
    for step in range(40):
        write_run(folder, MANIFEST, TABLES, overwrite=folder.exists())
        killed = killed_at(step, folder, True)
        if folder.exists():
            again = read_run(folder)
            seeds.add(again.manifest["seed"])
            assert again.table("indicators").num_rows == 6
        if killed == 0:
            break
    assert killed == 0
    assert seeds == {1, 2}


# Output that cannot be written, and manifests that make no sense.


def test_output_that_cannot_be_written_is_one_clear_line(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match=r"^.*/file: is a file, not a folder$"):
        write_run(tmp_path / "file", MANIFEST, TABLES)
    with pytest.raises(ArchiveError, match=r"^.*/file/run: cannot be written \(a file is in the way\)$"):
        write_run(tmp_path / "file" / "run", MANIFEST, TABLES)
    with pytest.raises(ArchiveError, match=r"^/proc/run: cannot be written \(.*\)$"):
        write_run("/proc/run", MANIFEST, TABLES)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ArchiveError, match=r"^.*/run: cannot be written \(No space left on device\)$"):
        write_run(tmp_path / "run", MANIFEST, TABLES)
    assert names(tmp_path) == ["file"], "nothing is left behind"


def test_a_failed_rename_brings_the_old_run_back(run, monkeypatch):
    calls = []
    rename = Path.rename

    def second_fails(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(ArchiveError, match=r"cannot be written \(Input/output error\)"):
        write_run(run.folder, {**MANIFEST, "seed": 2}, TABLES, overwrite=True)
    assert len(calls) == 3
    assert read_run(run.folder).manifest["seed"] == 1
    assert len(names(run.folder.parent)) == 1


@pytest.mark.parametrize(
    ("manifest", "tables", "message"),
    [
        ({"seed": 1}, TABLES, "the manifest lacks scenario, scenario_hash, city"),
        ({**MANIFEST, "finished": True}, TABLES, "the manifest may not set finished"),
        ({**MANIFEST, "wall_s": float("nan")}, TABLES, "the manifest cannot be written as JSON"),
        ({**MANIFEST, "seed": np.int64(1)}, TABLES, "the manifest cannot be written as JSON"),
        (MANIFEST, {"../cells": CELLS}, "'../cells' cannot be the name of a table"),
        (MANIFEST, {"ledger": CELLS}, "table ledger: lacks payer, payee, account, yuan"),
        (MANIFEST, {"cells": {"month": [1, 2], "cell": [1]}}, "table cells: "),
        (MANIFEST, {"cells": 5}, "table cells: "),
    ],
)
def test_what_could_not_be_read_is_not_written(tmp_path, manifest, tables, message):
    with pytest.raises(ArchiveError, match=f"^{message}"):
        write_run(tmp_path / "run", manifest, tables)
    assert names(tmp_path) == []


def test_the_surroundings_of_a_run_fit_into_its_manifest(tmp_path):
    known = {"versions": versions(), "commit": commit(), "peak_bytes": peak_bytes()}
    run = write_run(tmp_path / "run", {**MANIFEST, **known}, TABLES)
    assert run.manifest["versions"]["python"] == ".".join(map(str, sys.version_info[:3]))
    assert run.manifest["peak_bytes"] > 10**7
    assert known["commit"] is None or len(known["commit"].rstrip("+")) == 40


def test_a_file_is_there_whole_or_not_at_all(tmp_path):
    file = tmp_path / "brief.html"
    with atomic(file) as half:
        half.write_text("first")

    def cut_off():
        with atomic(file) as half:
            half.write_text("sec")
            raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        cut_off()
    assert file.read_text() == "first"
    assert list(tmp_path.iterdir()) == [file]
