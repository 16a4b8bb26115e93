"""The plan's figures: whole records, verdicts by hand, changes without policy, and the report in both languages."""

import json
import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.claims import (
    VERDICTS,
    ClaimsLedger,
    Finding,
    Region,
    SweepPoint,
    Tests,
    TriedTest,
    read_ledger,
    shipped_ledger,
    try_claims,
)
from jiuye.experiments.claims.arithmetic import POSTS, comes_out, relief_for
from jiuye.experiments.claims.claims_file import mark_of_tests
from jiuye.experiments.claims.counts import COUNTS
from jiuye.experiments.claims.future import WithAndWithout, follow
from jiuye.experiments.claims.judging import compared, read
from jiuye.experiments.claims.measures import FOLLOWED, MEASURES, Levels
from jiuye.experiments.claims.simulate import Variant, months_to_play, play_seed, scenario_of
from jiuye.experiments.claims.treated import GROUPS, treated
from jiuye.experiments.compare.comparison_file import plain
from jiuye.experiments.runs.burn_in_cache import EVES
from jiuye.experiments.runs.run import burnt_in
from jiuye.model.behaviour import Behaviour
from jiuye.model.indicators import INDICATORS
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.params import params_of
from jiuye.scenarios.claims import Test, districts_of, levers_missing, load_claims, value_at
from jiuye.scenarios.spec import SpecError, load_scenario, policy
from jiuye.viz.reports import as_markdown
from jiuye.viz.reports.claims import document_of, summary
from jiuye.viz.words.texts import LANGUAGES, texts

# Part that each figure plays, by the list of the plan's figures; what is both is told as what is promised.
OUTCOMES = {11, 15, 17, 19, 25, 27, 28, 32, 36, 41, 43, 49, 55, 56, 57, 61, 63, 66, 67, 68, 69}
TARGETS, CONTEXT, ARITHMETIC = {24, 37, 38, 39}, {1, 2, 3}, {53}
UNUSED = {"C34", "C50"}  # inputs that the model has no use for
UNDEFINED = {"C56", "C66"}  # promises of which the plan does not say what was done


def trial(compare="change", claimed=10.0, **more):
    """A test as short as can be."""
    values = {"levers": (), "measure": "indicator", "of": "insured_share", "group": "all", "most": False, "unit": "%"}
    values |= {"months": 12, "zones": (), "sweep": None, "compare": compare, "claimed": claimed}
    return Test(**{**values, **more})


def reading_of(low, high, test):
    """A reading with an interval."""
    return TriedTest(test, (low + high) / 2.0, low, high, 1.0, 2.0, 40.0, 45.0, 0.0, ())


# ---- records --------------------------------------------------------------------------------------------------------


def test_all_69_figures_are_there_each_in_its_part():
    claims = load_claims()
    assert [claim.id for claim in claims] == [f"C{k:02d}" for k in range(1, 70)]
    roles = (
        dict.fromkeys(range(1, 70), "input") | dict.fromkeys(CONTEXT, "context") | dict.fromkeys(OUTCOMES, "outcome")
    )
    roles |= dict.fromkeys(TARGETS, "target") | dict.fromkeys(ARITHMETIC, "arithmetic")
    assert {int(claim.id[1:]): claim.role for claim in claims} == roles
    for claim in claims:
        assert claim.section, claim.id
        assert all(words[lang].strip() for words in (claim.title, claim.note, claim.figure) for lang in LANGUAGES), (
            claim.id
        )


def test_every_promise_has_a_test_or_says_why_not():
    untested = {claim.id for claim in load_claims() if claim.role in ("outcome", "target") and not claim.tests}
    assert untested == UNDEFINED
    assert not [claim.id for claim in load_claims() if claim.tests and claim.role not in ("outcome", "target")]


def test_an_input_without_use_is_not_called_used():
    unused = {claim.id for claim in load_claims() if claim.role == "input" and not claim.uses}
    assert unused == UNUSED
    findings = [Finding(claim) for claim in load_claims() if claim.id in UNUSED]
    assert {(finding.verdict, finding.reason) for finding in findings} == {("not testable", "unused")}


def test_every_test_names_what_exists():
    for claim in load_claims():
        for test in claim.tests:
            assert test.measure in MEASURES, claim.id
            if test.measure == "indicator":
                assert test.of in INDICATORS, claim.id
            if test.measure == "counted":
                assert test.of in COUNTS, claim.id
            assert test.group == "all" or test.group in GROUPS, claim.id
            if test.sweep:
                unknown = set(test.sweep.behaviour) - set(params_of(Behaviour))
                assert not unknown, (claim.id, unknown)


def test_every_lever_that_a_figure_needs_exists():
    assert levers_missing(load_claims()) == {}


def test_doses_and_ranges_are_allowed():
    base = load_scenario("baseline", overrides={"city": {"profile": "reference", "workers": 1_000}})
    tests = Tests.of(base, load_claims())  # SpecError if a dose is out of range
    assert {v.where[0] for v in tests.written} == {c.id for c in load_claims() if c.tests}
    for v in tests.swept:
        for name, value in v.behaviour:
            assert params_of(Behaviour)[name].fault(value) is None, (v.where, name)


def test_every_input_stands_where_it_says():
    wrong = {}
    for claim in load_claims():
        for use in claim.uses:
            try:
                found = value_at(use.at)
            except ValueError as error:
                wrong[claim.id] = str(error)
            else:
                if found != use.value:
                    wrong[claim.id] = f"{use.at} is {found}, not {use.value}"
    assert wrong == {}


def test_a_place_without_anything_is_refused():
    for at in ("model.behaviour:Behaviour.no_such", "model.nothing:x", "model/data/occupations.yaml:occupations.king"):
        with pytest.raises(ValueError, match="nothing stands at"):
            value_at(at)


def test_a_district_that_the_city_lacks_is_its_largest():
    hangzhou, reference = (
        load_scenario("baseline", overrides={"city": {"profile": p}}).profile for p in ("hangzhou", "reference")
    )
    assert districts_of(hangzhou, ["yuhang"]) == ("yuhang",)
    assert districts_of(reference, ["yuhang"]) == ("chengzhong",)


# ---- verdicts by hand -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "most", "verdict"),
    [
        (10.0, 12.0, False, "supported"),
        (11.0, 12.0, False, "supported"),
        (8.0, 9.9, False, "not supported"),
        (9.0, 11.0, False, "open"),
        (9.0, 10.0, False, "open"),
        (8.0, 9.9, True, "supported"),
        (10.1, 12.0, True, "not supported"),
        (9.0, 11.0, True, "open"),
        (math.nan, math.nan, False, "not testable"),
    ],
)
def test_the_whole_interval_decides(low, high, most, verdict):
    assert reading_of(low, high, trial(most=most)).verdict == verdict


def test_one_seed_decides_nothing():
    assert read(trial(), [Levels(60.0, 40.0, 40.0, 0)]).verdict == "open"


def test_meanings_that_disagree_leave_a_figure_open():
    claim = next(claim for claim in load_claims() if claim.id == "C36")
    yes, no = reading_of(11.0, 12.0, trial()), reading_of(1.0, 2.0, trial())
    assert Finding(claim, (yes, yes, yes)).verdict == "supported"
    assert Finding(claim, (no, no, no)).verdict == "not supported"
    assert Finding(claim, (yes, no, yes)).verdict == "open"


def test_a_figure_without_a_lever_is_not_testable():
    claim = next(claim for claim in load_claims() if claim.id == "C41")
    finding = Finding(claim, missing=("some_lever",))
    assert (finding.verdict, finding.reason) == ("not testable", "lever")


def test_a_figure_of_fewer_people_than_one_simulated_person_is_too_fine():
    heads, same = trial("heads", 50.0), [Levels(0.0, 0.0, 0.0, 0)] * 2
    claim = next(claim for claim in load_claims() if claim.id == "C69")
    too_fine = Finding(claim, (read(heads, same, grain=57.0),))
    assert (too_fine.verdict, too_fine.reason) == ("not testable", "fine")
    assert read(heads, same, grain=43.0).verdict == "not supported"
    assert read(trial("change", 50.0), same, grain=57.0).verdict == "not supported"


@pytest.mark.parametrize(
    ("compare", "expected"),
    [
        ("level", (60.0, 45.0, 60.0)),
        ("change", (15.0, 5.0, 20.0)),
        ("heads", (15.0, 5.0, 20.0)),
        ("relative", (100.0 / 3.0, 12.5, 50.0)),
    ],
)
def test_effect_and_changes_since_the_month_before(compare, expected):
    assert compared(Levels(policy=60.0, base=45.0, before=40.0, persons=7), compare) == pytest.approx(expected)


def test_a_level_that_holds_anyway_says_so():
    level = trial("level", 30.0)
    assert read(level, [Levels(60.0, 45.0, 40.0, 0)] * 2).anyway
    assert not read(level, [Levels(60.0, 25.0, 40.0, 0)] * 2).anyway
    assert not read(trial("change", 10.0), [Levels(60.0, 45.0, 40.0, 0)] * 2).anyway


def region_of(doses, behaviour=""):
    """A region in which `+` holds and `-` does not."""
    points = [
        tuple(SweepPoint("trend_scale", float(k), 0.0, mark == "+") for k, mark in enumerate(marks))
        for marks in (doses, behaviour)
    ]
    return Region("micro_credentials", "bundles", "bundles/year", *points)


@pytest.mark.parametrize(
    ("doses", "behaviour", "where", "holds_from"),
    [
        ("+++", "++", "everywhere", 0.0),
        ("+++", "+-", "from", 0.0),
        ("-++", "--", "from", 1.0),
        ("+-+", "--", "from", 2.0),
        ("-+-", "--", "between", None),
        ("---", "-+", "behaviour", None),
        ("---", "--", "nowhere", None),
    ],
)
def test_the_region_is_where_every_higher_dose_holds_too(doses, behaviour, where, holds_from):
    region = region_of(doses, behaviour)
    assert (region.where, region.holds_from) == (where, holds_from)


def test_the_sum_comes_out_to_the_fen():
    claim = next(claim for claim in load_claims() if claim.role == "arithmetic")
    yuan = relief_for(POSTS)
    assert yuan == 2_500_000.0
    assert Finding(claim, computed=yuan).verdict == "supported"
    assert relief_for(POSTS - 1) == 2_495_000.0
    assert not comes_out(2_500_000.01)
    assert Finding(claim, computed=2_500_000.01).verdict == "not supported"


# ---- on a small city ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small():
    """A small city without policy, and its futures without and with courses."""
    base = load_scenario(
        "baseline", overrides={"city": {"profile": "reference", "workers": 1_500}, "time": {"months": 8}}
    )
    base = replace(base, burn_in=18)
    city, past = burnt_in(base, 1)
    lever = LEVERS["training_subsidy"](seats=400_000.0, trigger=0.0)
    rest = policy(base)
    acts = Policy((Dated(lever=lever),), rest.existing)
    return base, WithAndWithout(city, follow(city, past, acts, 8, COUNTS), follow(city, past, rest, 8, COUNTS))


def test_before_and_after_follows_the_same_persons_where_there_is_no_policy(small):
    _, pair = small
    test = trial("change", measure="income", of="training_subsidy", months=4)
    rows, month = treated(pair, test)
    assert len(rows) > 10
    course = pair.policy.panel["programme"]
    number = pair.policy.programmes.index("training_subsidy") + 1
    before, off, on = [], [], []
    for row, first in zip(rows, month, strict=True):
        assert course[first, row] == number
        assert not (course[:first, row] == number).any()
        before.append(pair.base.panel["income"][first - 1, row] / 100.0)
        window = slice(first + 1, first + 4)  # three months up to the fourth since the month before
        off.append(pair.base.panel["income"][window, row].mean() / 100.0)
        on.append(pair.policy.panel["income"][window, row].mean() / 100.0)
    levels = MEASURES["income"](pair, test)
    assert levels.persons == len(rows)
    assert (levels.before, levels.base, levels.policy) == pytest.approx((np.mean(before), np.mean(off), np.mean(on)))
    effect, without, naive = compared(levels, "change")
    assert without == pytest.approx(np.mean(off) - np.mean(before))
    assert without != 0.0  # incomes move without any policy
    assert naive == pytest.approx(effect + without)


def test_who_dies_or_leaves_is_not_followed(small):
    _, pair = small
    test = trial("change", measure="income", of="training_subsidy", months=4)
    rows, month = treated(pair, test)
    base = replace(pair.base, panel={**pair.base.panel, "born": pair.base.panel["born"].copy()})
    base.panel["born"][month[0] + 3, rows[0]] += 1  # somebody else in the row at the horizon
    left, _ = treated(replace(pair, base=base), test)
    assert set(rows) - set(left) == {rows[0]}


def test_heads_are_real_persons_and_shares_are_not(small):
    _, pair = small
    heads = MEASURES["counted"](pair, trial("heads", measure="counted", of="pilot_jobs", months=6))
    assert heads.base == pytest.approx(pair.base.counts["pilot_jobs"][4:7].mean() * pair.city.weight)
    share = MEASURES["counted"](pair, trial("change", measure="counted", of="women_drivers", months=6))
    assert share.base == pytest.approx(pair.base.counts["women_drivers"][4:7].mean())


def test_every_measure_of_the_city_is_a_number(small):
    _, pair = small
    for name in set(MEASURES) - {*FOLLOWED, "counted", "indicator", "changed_occupation", "into_digital"}:
        levels = MEASURES[name](pair, trial("level", measure=name, of="production_worker", months=6))
        assert math.isfinite(levels.policy), name
        assert math.isfinite(levels.base), name


def test_the_month_before_of_an_indicator_is_that_of_the_past(small):
    _, pair = small
    found = [future.indicator("insured_share") for future in (pair.policy, pair.base)]
    assert found[0][0] == found[1][0]
    assert len(found[0]) == 9
    assert MEASURES["indicator"](pair, trial(months=8)).base == pytest.approx(found[1][6:9].mean())


def test_a_dose_of_nothing_changes_nothing_but_time_does(small):
    base, _ = small
    test = trial(levers=(("protection_fund", {"contribution": 0}),), months=6)
    variant = Variant(("C41", 0), 0, test, scenario_of(base, test))
    ((_, _, levels),) = play_seed(1, base, (variant,), None)
    effect, without, _ = compared(levels, "change")
    assert effect == 0.0
    assert without != 0.0


def test_tests_that_ask_the_same_future_share_it(small):
    base, _ = small
    test = trial(levers=(("protection_fund", {}),), months=6)
    one = Variant(("C41", 0), 0, test, scenario_of(base, test))
    other = replace(one, where=("C14", 0))
    ticks: list[int] = []
    EVES.clear()
    found = play_seed(1, base, (one, other), ticks.append)
    assert found[0][2] == found[1][2]
    assert sum(ticks) == months_to_play(base, (one, other), 1) == 18 + 6 + 6


def test_what_is_due_later_is_not_tried(small):
    base, _ = small
    claims = load_claims(["C37"])
    tests = Tests.of(base, claims)
    assert (tests.written, tests.swept) == ((), ())
    (finding,) = try_claims(base, tests, [1, 2]).findings
    assert (finding.verdict, finding.reason) == ("not testable", "late")


@pytest.mark.parametrize("finished", [1, 2, 3])
def test_ctrl_c_keeps_the_seeds_that_are_finished(monkeypatch, small, finished):
    base = replace(small[0], months=24)
    claims = load_claims(["C37"])
    tests = Tests.of(base, claims)

    def interrupted(work, seeds, persons, base, variants, tick=None):
        for seed in seeds[:finished]:
            yield seed, [(v.where, v.point, Levels(seed, 0.0, 0.0, 0)) for v in variants]
        raise KeyboardInterrupt

    monkeypatch.setattr("jiuye.experiments.claims.each_seed", interrupted)
    if finished < 2:
        with pytest.raises(KeyboardInterrupt):
            try_claims(base, tests, [1, 2, 3, 4])
        return
    found = try_claims(base, tests, [1, 2, 3, 4])
    assert (found.seeds, found.unfinished) == ((1, 2, 3, 4)[:finished], (1, 2, 3, 4)[finished:])
    assert found.findings[0].readings[0].seeds == (1.0, 2.0, 3.0)[:finished]
    assert found.findings[0].region is None


# ---- command and report ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told() -> ClaimsLedger:
    """A ledger as a run would give it, with numbers from nowhere."""
    findings = []
    for k, claim in enumerate(load_claims()):
        ends = [(1e6, 2e6), (-2e6, -1e6), (-1e6, 1e6)][k % 3]
        readings = tuple(replace(reading_of(*ends, test), grain=3_450.0) for test in claim.tests)
        region = region_of("-++", "-+") if claim.tests and k % 2 else None
        computed = 2_500_000.0 if claim.role == "arithmetic" else None
        findings.append(Finding(claim, readings, region, computed=computed))
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
    assert sum(len(told.of(verdict)) for verdict in VERDICTS) == 69


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
            "region",
        } <= set(row)
        assert row["verdict"] in VERDICTS


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
    assert [f.verdict for f in again.findings] == [f.verdict for f in told.findings]
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
    dose = SweepPoint("bundles", 5e6, 1.0, True)
    region = Region("micro_credentials", "bundles", "bundles/year", (replace(dose, value=1e6, holds=False), dose), ())
    finding = next(f for f in told.findings if f.readings)
    page = as_markdown.page(document_of(replace(told, findings=(replace(finding, region=region),)), lang, "x"), lang)
    assert said in page
    assert "e+0" not in page
