"""The store of a sweep: what is in it is whole, whatever happened to the process or the disk."""

import json
import math
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from jiuye.results.journal import Journal
from jiuye.results.store import FORMAT, HEADER, Store, StoreError, read_store
from jiuye.results.store_tables import BLOCK, TABLES, Record

DOSE = {"column": "dose", "type": "number", "unit": "share", "meaning": "a dose"}
MODE = {"column": "mode", "type": "text", "unit": "", "meaning": "a mode"}
GINI = {"column": "gini", "type": "number", "unit": "", "meaning": "inequality"}
HEADER_OF = {"study": "mine", "study_hash": "abc", "model": "m1", "axes": [DOSE, MODE], "outcomes": [GINI], "made": {}}


def record(point: int, seed: int = 1, gini: float = 0.5, error: str = "") -> Record:
    return Record(point, seed, (0.25 * point, "part_time"), () if error else (gini,), 0.125, error)


def filled(folder: Path, n: int = 5) -> Path:
    with Store(folder, HEADER_OF) as store:
        store.add([record(point) for point in range(n)])
        store.tabulate()
    return folder


def journal_of(folder: Path) -> Path:
    (file,) = sorted((folder / "journal").iterdir())
    return file


def test_runs_come_back_as_they_went_in(tmp_path):
    records = [record(0, gini=1 / 3), record(1, gini=math.nan), record(2, error="ValueError: no"), record(BLOCK, 7)]
    with Store(tmp_path / "s", HEADER_OF) as store:
        store.add(records)
    before = read_store(tmp_path / "s").table  # from the journal alone
    with Store(tmp_path / "s", HEADER_OF) as store:
        store.tabulate()
    table = read_store(tmp_path / "s").table
    assert table.equals(before)
    assert table.column_names == ["block", "point", "seed", "dose", "mode", "gini", "wall_s", "error"]
    assert table["gini"].to_pylist() == [1 / 3, None, None, 0.5]
    assert table["error"].to_pylist() == [None, None, "ValueError: no", None]
    assert table["block"].to_pylist() == [0, 0, 0, 1]
    assert read_store(tmp_path / "s").finished.num_rows == 3


@pytest.mark.parametrize("cut", [1, 10, 40])
def test_a_record_cut_off_is_not_read(tmp_path, cut):
    file = journal_of(filled(tmp_path / "s"))
    os.truncate(file, file.stat().st_size - cut)
    with Store(tmp_path / "s", HEADER_OF) as store:
        assert (store.damaged, store.done) == (1, {(point, 1) for point in range(4)})
        store.add([record(4)])  # goes into a file of its own, not onto the torn line
    with Store(tmp_path / "s", HEADER_OF) as store:
        assert (store.damaged, len(store.done)) == (1, 5)
        store.tabulate()
    assert read_store(tmp_path / "s").table["point"].to_pylist() == list(range(5))


def test_no_changed_byte_of_the_journal_is_read_as_good(tmp_path):
    file = journal_of(filled(tmp_path / "s", 3))
    raw = file.read_bytes()
    good = {(point, 1): record(point) for point in range(3)}
    for place in range(0, len(raw), 7):
        changed = bytearray(raw)
        changed[place] ^= 0x10
        file.write_bytes(bytes(changed))
        journal = Journal(file.parent)
        read = [Record.unpacked(told) for told in journal.read()]
        assert journal.damaged >= 1
        assert len(read) <= 2
        assert all(good[r.key] == r for r in read)


def test_a_spoilt_table_is_made_again(tmp_path):
    folder = filled(tmp_path / "s")
    file = folder / "runs" / "block=0" / "runs.parquet"
    whole, raw = read_store(folder).table, bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    file.write_bytes(bytes(raw))
    assert read_store(folder).table.equals(whole)
    with Store(folder, HEADER_OF) as store:
        store.tabulate()
    assert file.read_bytes() != bytes(raw)
    for damaged in ("{", '{"0": {}}', '{"0": 7}'):
        (folder / TABLES).write_text(damaged, encoding="utf-8")
        assert read_store(folder).table.equals(whole)


def test_a_run_tried_again_replaces_its_failure(tmp_path):
    with Store(tmp_path / "s", HEADER_OF) as store:
        store.add([record(0, error="MemoryError")])
        store.tabulate()
        assert store.failed == {(0, 1): "MemoryError"}
        store.add([record(0)])
        assert store.failed == {}
        store.tabulate()
    table = read_store(tmp_path / "s").table
    assert (table.num_rows, table["error"].to_pylist()) == (1, [None])


def test_only_one_process_writes(tmp_path):
    with Store(tmp_path / "s", HEADER_OF), pytest.raises(StoreError, match="another process is writing"):
        Store(tmp_path / "s", HEADER_OF)
    Store(tmp_path / "s", HEADER_OF).close()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"study_hash": "xyz"}, r"holds the runs of another study \(mine\)"),
        ({"model": "m2"}, "was written by another version of the model"),
    ],
)
def test_another_study_or_version_is_refused(tmp_path, change, says):
    filled(tmp_path / "s")
    with pytest.raises(StoreError, match=says):
        Store(tmp_path / "s", {**HEADER_OF, **change})


def test_another_format_and_other_folders_are_refused(tmp_path):
    file = filled(tmp_path / "s") / HEADER
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "format": FORMAT + 1}), encoding="utf-8")
    with pytest.raises(StoreError, match="has store format 2, this version reads 1"):
        read_store(tmp_path / "s")
    with pytest.raises(StoreError, match="has store format 2"):
        Store(tmp_path / "s", HEADER_OF)
    with pytest.raises(StoreError, match="is not a store"):
        read_store(tmp_path)
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="something other than a store"):
        Store(tmp_path, HEADER_OF)


WRITER = """
import sys
sys.path[:0] = {path!r}
from jiuye.results.store import Store
from jiuye.results.store_tables import Record
with Store({folder!r}, {header!r}) as store:
    for point in range(len(store.done), 100_000):
        store.add([Record(point, 1, (0.25 * point, "part_time"), (0.5,), 0.125)])
        print(point, flush=True)
        if point % 50 == 0:
            store.tabulate()
"""


@pytest.mark.parametrize("kill", range(5))
def test_what_was_told_finished_survives_a_kill(tmp_path, kill):
    code = WRITER.format(path=sys.path, folder=str(tmp_path / "s"), header=HEADER_OF)
    writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [int(writer.stdout.readline())]
    time.sleep(0.02 + 0.06 * kill)
    writer.send_signal(signal.SIGKILL)
    told += [int(line) for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    writer.wait()
    table = read_store(tmp_path / "s").table
    assert set(told) <= set(table["point"].to_pylist())
    assert set(table["gini"].to_pylist()) == {0.5}
    assert all(
        dose == 0.25 * point for dose, point in zip(table["dose"].to_pylist(), table["point"].to_pylist(), strict=True)
    )


def add_many(store: Store) -> None:
    for point in range(1, 100):
        store.add([record(point)])


def test_a_full_disk_keeps_what_was_finished(tmp_path):
    """The limit of a file's size stands for the disk: writing fails half-way through a record."""
    with Store(tmp_path / "s", HEADER_OF) as store:
        store.add([record(0)])
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (journal_of(tmp_path / "s").stat().st_size + 200, hard))
        try:
            with pytest.raises(OSError, match="too large"):
                add_many(store)
            written = len(store.done)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert 1 < written < 99
    with Store(tmp_path / "s", HEADER_OF) as store:
        assert len(store.done) == written
        assert store.damaged == 1  # the half record
        store.add([record(point) for point in range(written, 10)])
        store.tabulate()
    assert read_store(tmp_path / "s").table["point"].to_pylist() == list(range(10))


def test_many_runs_of_one_block_are_read_in_order(tmp_path):
    records = [replace(record(0), point=point, seed=seed) for point in (3, 1, 2) for seed in (2, 1)]
    with Store(tmp_path / "s", HEADER_OF) as store:
        store.add(records)
        store.tabulate()
    table = read_store(tmp_path / "s").table
    keys = list(zip(table["point"].to_pylist(), table["seed"].to_pylist(), strict=True))
    assert keys == sorted(keys)
