"""The report on the plan's figures in both languages, its command, and what is kept of it."""

import io
import json
import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from jiuye.commands.door import main
from jiuye.experiments.claims import VERDICTS, ClaimsLedger, Finding, Region, SweepPoint, read_ledger, shipped_ledger
from jiuye.experiments.claims.claims_file import mark_of_tests
from jiuye.experiments.compare.comparison_file import plain
from jiuye.model.behaviour import Behaviour
from jiuye.scenarios.claims import READINGS, load_claims
from jiuye.scenarios.spec import SpecError
from jiuye.viz.reports import as_markdown
from jiuye.viz.reports.claims import document_of, summary, terminal_table
from jiuye.viz.reports.document import DataTable
from jiuye.viz.reports.plan_figures import plan_figures
from jiuye.viz.view import View
from jiuye.viz.words.texts import LANGUAGES, texts

from ..reports.sample_comparison import sample
from .hand_made_claims import reading_of, region_of

# ---- command and report ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told() -> ClaimsLedger:
    """A ledger as a run would give it, with numbers from nowhere."""
    findings = []
    for k, claim in enumerate(load_claims()):
        ends = [(1e6, 2e6), (-2e6, -1e6), (-1e6, 1e6)][k % 3]
        readings = tuple(replace(reading_of(*ends, test), grain=3_450.0) for test in claim.tests)
        regions = {"counted": region_of("-++", "-+", "--+"), "caused": region_of("---", "--", "---")}
        computed = 2_500_000.0 if claim.role == "arithmetic" else None
        findings.append(Finding(claim, readings, regions if claim.tests and k % 2 else {}, computed=computed))
    seeds = ((1, 2, 3), (), (1, 2))
    return ClaimsLedger(
        "reference", {"zh": "城", "en": "City"}, 1_000, 3_450.0, 60, *seeds, tuple(findings), 9.0, "1", "jiuye"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_tells_every_figure_and_links_lead_somewhere(told, lang):
    page = as_markdown.page(document_of(told, lang, "other.html"), lang)
    for claim in load_claims():
        assert f'id="{claim.id}"' in page or f"({claim.id}" in page or f"#{claim.id}" in page, claim.id
        assert claim.title[lang] in page
        assert claim.figure[lang] in page
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= anchors
    assert texts(lang)["claims.verdict.not supported"] in page
    assert "{" not in page.replace("{,", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_counts_all(told, lang):
    numbers = [int(n) for n in re.findall(r"\d+", summary(told, lang))]
    assert numbers[0] == 69 if lang == "zh" else 69 in numbers
    for reading in READINGS:
        counts = [len(told.of(verdict, reading)) for verdict in VERDICTS]
        assert sum(counts) == 69
        assert set(counts[:4]) <= set(numbers)
    assert len(numbers) == 12


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120, 160])
def test_the_table_shows_both_readings_at_any_width(told, lang, width):
    out = Console(file=io.StringIO(), width=width)
    out.print(terminal_table(told, lang))
    lines = out.file.getvalue().splitlines()
    assert max(cell_len(line) for line in lines) <= width
    page = "".join(lines)
    assert all(claim.id in page for claim in load_claims())
    readings = [
        [cell for cell in column._cells if isinstance(cell, Text)] for column in terminal_table(told, lang).columns
    ]
    counted, caused = readings[3], readings[4]
    assert len(counted) == len(caused) == 69
    for finding, *cells in zip(told.findings, counted, caused, strict=True):
        for reading, cell in zip(READINGS, cells, strict=True):
            assert texts(lang)[f"claims.verdict.{finding.verdict(reading)}"] in cell.plain


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_says_what_each_reading_comes_to(told, lang):
    claim = next(c for c in load_claims() if c.id == "C67")
    tried = (reading_of(9e3, 11e3, claim.read("counted")[0]), reading_of(-20.0, 20.0, claim.read("caused")[0]))
    regions = {"counted": region_of("-++", "", "--+"), "caused": region_of("---", "", "---")}
    one = replace(told, findings=(Finding(claim, tried, regions),))
    page = as_markdown.page(document_of(one, lang, "x"), lang)
    for reading in READINGS:
        assert texts(lang)[f"claims.column.{reading}"] in page
    assert "10,000" in page or "1.00" in page  # heads
    assert texts(lang)["claims.short"] in page  # 11,000 heads at most, of 50,000
    assert texts(lang)["claims.where.high"] not in page
    assert texts(lang)["claims.where.month_never"].format(last=2) in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_appendix_of_a_brief_tells_both_readings_of_the_promises_it_touches(told, lang):
    compared = sample(2, seeds=4, months=24)
    levers = {"training_subsidy": {"seats": 1.0}}
    view = View(replace(compared, settings=dict.fromkeys(compared.scenarios, levers)), lang)
    table = plan_figures(view, told).blocks[-1]
    assert isinstance(table, DataTable)
    assert table.columns[2:] == tuple(texts(lang)[f"claims.column.{reading}"] for reading in READINGS)
    ((name, cells),) = table.groups[0].rows  # of the promises, C24 alone subsidises training
    assert "C24" in name
    finding = next(f for f in told.findings if f.claim.id == "C24")
    for reading, cell in zip(READINGS, cells[1:], strict=True):
        assert texts(lang)[f"claims.verdict.{finding.verdict(reading)}"] in (cell.main, *cell.notes)


def test_the_record_has_the_promised_keys(told):
    for row in json.loads(json.dumps(plain(told.record())))["claims"]:
        assert {
            "id",
            "section",
            "figure",
            "role",
            "verdict",
            "simulated",
            "low",
            "high",
            "before_after",
            "readings",
            "months",
            "short_of_reach",
        } <= set(row)
        assert row["verdict"] in VERDICTS
        assert row["verdict"] == row["readings"]["caused"]["verdict"]
        for reading in READINGS:
            kept = row["readings"][reading]
            assert {"verdict", "reason", "simulated", "low", "high", "before_after", "naive", "region"} == set(kept)
            assert kept["verdict"] in VERDICTS


@pytest.mark.parametrize(("words", "named"), [(["--only", "C99"], "C99"), (["atlantis"], "atlantis")])
def test_wrong_input_is_one_line(words, named):
    result = CliRunner().invoke(main, ["claims", *words])
    assert result.exit_code == 2
    assert named in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_command_prints_one_object_and_keeps_the_report(tmp_path):
    words = [
        "claims",
        "--only",
        "C03,C14,C53,C41",
        "--workers",
        "1000",
        "--seeds",
        "1,2",
        "--threads",
        "1",
        "--no-region",
    ]
    result = CliRunner().invoke(main, [*words, "--out", str(tmp_path), "--json", "--lang", "en"])
    assert result.exit_code == 0, result.stderr
    record = json.loads(result.stdout)
    assert {row["id"]: row["verdict"] for row in record["claims"] if row["id"] != "C41"} == {
        "C03": "context",
        "C14": "input used",
        "C53": "supported",
    }
    folder = Path(record["report"]).parent
    assert {file.name for file in folder.iterdir()} == {"report.html", "report.zh.html", "report.md", "claims.json"}


# ---- what is kept ---------------------------------------------------------------------------------------------------


def test_what_is_read_is_what_was_found(told, tmp_path):
    file = tmp_path / "claims.json"
    file.write_text(json.dumps(plain(told.record())), encoding="utf-8")
    again = read_ledger(file)
    assert plain(again.record()) == plain(told.record())
    for reading in READINGS:
        assert [f.verdict(reading) for f in again.findings] == [f.verdict(reading) for f in told.findings]
        assert [f.regions.get(reading) for f in again.findings] == [f.regions.get(reading) for f in told.findings]
    for lang in LANGUAGES:
        assert document_of(again, lang, "x.html") == document_of(told, lang, "x.html")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda data: data.pop("weight"), "lacks 'weight'"),
        (lambda data: data["claims"][0].update(id="C99"), "lacks 'C99'"),
        (lambda data: next(row for row in data["claims"] if row["tests"])["tests"][0].update(months=999), "999 months"),
    ],
)
def test_a_record_that_cannot_be_read_says_what_is_wrong(told, tmp_path, broken, said):
    data = json.loads(json.dumps(plain(told.record())))
    broken(data)
    file = tmp_path / "claims.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SpecError, match=r"make it again with `jiuye claims`") as caught:
        read_ledger(file)
    assert said in str(caught.value)


def test_the_mark_stands_for_tests_levers_and_behaviour():
    claims, shipped = load_claims(), Behaviour()
    mark = mark_of_tests(claims, shipped)
    assert re.fullmatch("[0-9a-f]{8}", mark)
    assert mark_of_tests(claims, replace(shipped, risk_aversion=shipped.risk_aversion + 0.5)) != mark
    later = [replace(c, tests=tuple(replace(t, months=t.months + 1) for t in c.tests)) for c in claims]
    assert mark_of_tests(later, shipped) != mark


def test_the_shipped_ledger_is_of_all_figures_as_they_are_tested_now():
    found = shipped_ledger()
    assert found is not None
    assert found.city == "reference"
    assert [f.claim for f in found.findings] == list(load_claims())
    assert (found.unfinished, len(found.seeds) >= 10, len(found.sweep_seeds) >= 3) == ((), True, True)
    assert found.mark == mark_of_tests(load_claims(), Behaviour()), "tests have changed: run `make claims-report`"


@pytest.mark.parametrize(("lang", "said"), [("zh", "500万"), ("en", "5\u00a0M")])
def test_doses_are_told_in_local_format(told, lang, said):
    dose = SweepPoint("bundles", 5e6, 1.0, math.nan, math.nan, 1.0, True)
    lower = replace(dose, value=1e6, simulated=0.0, holds=False)
    region = Region("micro_credentials", "bundles", "bundles/year", (lower, dose), (), ())
    finding = next(f for f in told.findings if f.readings)
    page = as_markdown.page(
        document_of(replace(told, findings=(replace(finding, regions={"counted": region}),)), lang, "x"), lang
    )
    assert said in page
    assert "e+0" not in page
