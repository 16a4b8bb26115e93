"""Public targets: the shipped table, and what is wrong with one that a user gives."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from jiuye.experiments.validation.moments import MOMENTS, by_number
from jiuye.scenarios.targets import BANDED, COLUMNS, EXPERIMENT, FILE, INPUT, MOMENT, load_targets
from jiuye.scenarios.yaml_reader import SpecError
from jiuye.viz.words.texts import LANGUAGES, texts

HEADING = ",".join(COLUMNS)
P01 = "P01,moment,Unemployment,5.2,% labour force,2024,as published,4.7,5.6,NBS,read"
P34 = "P34,input,Injury pilot,11.04m,persons,2025,cumulative,,,MOHRSS,read"


@pytest.fixture
def table(tmp_path):
    """A table with the given lines; returns its path."""

    def write(*lines: str, before: bytes = b"") -> Path:
        file = tmp_path / "mine.csv"
        file.write_bytes(before + "\n".join(lines).encode())
        return file

    return write


def faults(file: Path) -> list[str]:
    """What is wrong with a table, without the folder it lies in."""
    with pytest.raises(SpecError) as caught:
        load_targets(file)
    return [str(fault).removeprefix(f"{file.parent}/") for fault in caught.value.faults]


def test_every_function_has_a_moment_and_the_first_fifty_are_all_measured():
    shipped = load_targets()
    moments = [t.id for t in shipped if t.kind == MOMENT]
    assert [name for name in MOMENTS if name not in moments] == []
    first = [id for id in moments if by_number(id)[0] <= 50]
    assert len(first) == 54
    assert [id for id in first if id not in MOMENTS] == []
    assert [t.id for t in shipped if t.kind == INPUT][:6] == ["P34", "P36", "P37", "P41", "P47", "P49"]
    assert [t.id for t in shipped if t.kind == EXPERIMENT] == ["P106", "P107", "P108", "P109", "P111"]


def test_targets_stand_in_the_order_of_their_numbers():
    numbers = [by_number(t.id)[0] for t in load_targets()]
    assert numbers == sorted(numbers)
    assert (by_number("P09"), by_number("P100a")) == ((9, "P09"), (100, "P100a"))


def test_the_shipped_table_says_what_and_from_where():
    for t in load_targets():
        assert all((t.value, t.unit, t.source, t.status, t.definition["en"])), t.id
        assert re.search("[\u4e00-\u9fff]", t.name["zh"]), t.id
        assert re.search("[\u4e00-\u9fff]", t.definition["zh"]), t.id
        assert "http" not in t.source, t.id
        assert all(f"validation.unit.{t.unit}" in texts(lang) for lang in LANGUAGES), t.unit
        assert (t.low < t.high) == (t.kind in BANDED), t.id


def test_a_band_holds_its_ends():
    (target,) = [t for t in load_targets() if t.id == "P01"]
    assert (target.low, target.high) == (4.7, 5.6)
    assert [target.holds(x) for x in (4.69, 4.7, 5.6, 5.61, float("nan"))] == [False, True, True, False, False]


def test_a_table_with_one_column_for_both_languages_can_be_given(table):
    one, other = load_targets(table(HEADING, P01.replace("4.7", "4.0"), "", P34, before=b"\xef\xbb\xbf"))
    assert (one.id, one.low, one.high, one.name) == ("P01", 4.0, 5.6, {"zh": "Unemployment", "en": "Unemployment"})
    assert other.kind == INPUT
    assert not other.holds(0.0)


def test_the_unit_in_which_a_ratio_was_published_is_understood(table):
    row = "P19,moment,Pay,120698 / 68340,yuan,2023,ratio,1.6,1.95,NBS,read"
    (target,) = load_targets(table(HEADING, row))
    assert target.unit == "ratio"


def test_the_shipped_table_can_be_given_as_a_file(tmp_path):
    copy = tmp_path / "copy.csv"
    copy.write_bytes(FILE.read_bytes())
    assert load_targets(copy) == load_targets()


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_named(table, column):
    rows = list(csv.DictReader(io.StringIO(f"{HEADING}\n{P01}\n")))
    left = [name for name in COLUMNS if name != column]
    file = table(",".join(left), ",".join(rows[0][name] for name in left))
    (fault,) = faults(file)
    assert fault.startswith(f"mine.csv:1:1: column {column}")
    assert "is missing" in fault


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (P01.replace("4.7,5.6", "5.6,4.7"), "2:62: P01.band_low must be below band_high: the band 5.6 to 4.7"),
        (P01.replace("4.7", "5.6"), "2:62: P01.band_low must be below band_high"),
        (P01.replace("5.6", "high"), "2:66: P01.band_high must be a finite number (got 'high')"),
        (P01.replace("4.7", "nan"), "2:62: P01.band_low must be a finite number (got 'nan')"),
        (P01.replace("P01", "P991"), "2:1: P991.id is not a target; did you mean P"),
        (P01.replace("P01", ""), "2:1: row.id is missing"),
        (P01.replace("moment", "guess"), "2:5: P01.kind must be moment (got 'guess')"),
        (P34.replace("input,", "moment,").replace(",,,", ",1,2,"), "2:5: P34.kind must be input"),
        (P01.replace("% labour force", "share"), "2:29: P01.unit must be '% labour force'"),
        (P01.replace("Unemployment", ""), "2:12: P01.name must not be empty"),
        (P01.replace("as published", "a, b"), "2:1: has 12 cells where the heading has 11"),
        (P01.replace("NBS", '"NBS'), "2:1: this is not a table"),
    ],
)
def test_a_fault_is_told_with_its_place(table, row, fault):
    found = faults(table(HEADING, row))
    assert found[0].startswith(f"mine.csv:{fault}"), found


def test_commas_in_quotation_marks_do_not_shift_the_place(table):
    row = P01.replace("Unemployment", '"Unemployment, annual"').replace("4.7", "9")
    (fault,) = faults(table(HEADING, row))
    assert fault.startswith(f"mine.csv:2:{row.index('9,5.6') + 1}: P01.band_low")


def test_every_fault_is_told_at_once(table):
    upside_down = P01.replace("4.7,5.6", "5.6,4.7")
    found = faults(table(HEADING, upside_down, P01, P01.replace("P01", "X1"), P34))
    assert [fault.split(": ")[0] for fault in found] == ["mine.csv:2:62", "mine.csv:3:1", "mine.csv:4:1"]
    assert "is already given in line 2" in found[1]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([HEADING], "mine.csv:1:1: holds no targets"),
        ([], "mine.csv:1:1: holds no targets"),
        ([HEADING + ",bandlow", P01 + ",1"], "mine.csv:1:74: 'bandlow' is not a column; did you mean band_low?"),
        ([HEADING + ",id", P01 + ",P01"], "mine.csv:1:74: column id stands here a second time"),
    ],
)
def test_a_table_without_a_body_or_with_an_odd_heading(table, lines, fault):
    assert faults(table(*lines))[0].startswith(fault)


def test_a_file_that_is_not_there(tmp_path):
    assert faults(tmp_path / "none.csv") == ["none.csv: no such file"]
