"""Validations that are kept: read back as they were, told in the brief, and made with the behaviour in force."""

import json
import math
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from jiuye.experiments.compare.comparison_file import dump, load, plain
from jiuye.experiments.compare.over_seeds import changed_behaviour
from jiuye.experiments.runs.intervals import mean_interval
from jiuye.experiments.validation import validation_file
from jiuye.experiments.validation.facts import DEFINITIONS, EffectEstimate, Findings
from jiuye.experiments.validation.facts.fact import judge_facts
from jiuye.experiments.validation.validate import MomentVerdict, Validation, mark_of
from jiuye.experiments.validation.validation_file import VALIDATIONS, read_validation, shipped_validation
from jiuye.model.behaviour import Behaviour
from jiuye.scenarios.cities import list_cities
from jiuye.scenarios.spec import SpecError, load_scenario
from jiuye.scenarios.targets import INPUT, MOMENT, load_targets
from jiuye.viz.reports import as_html, as_markdown
from jiuye.viz.reports.agreement import agreement
from jiuye.viz.reports.brief import document_of
from jiuye.viz.reports.document import Fold, Paragraph, ReportPage
from jiuye.viz.reports.validation import document_of as report_of
from jiuye.viz.view import View
from jiuye.viz.words.texts import LANGUAGES, text

from ..reports.sample_comparison import sample

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(VALIDATIONS.glob("*.json"))
OUT = ("P02", "P46")  # moments of the example out of band; a third cannot be had


def example(city: str = "hangzhou", title: str = "Hangzhou", facts: bool = False) -> Validation:
    """A validation without a simulation: two seeds in the middle of every band but three."""
    moments = [t for t in load_targets() if t.kind == MOMENT]
    verdicts = []
    for t in moments:
        middle = t.high + 1.0 if t.id in OUT else math.nan if t.id == "P08" else (t.low + t.high) / 2
        seeds = (middle - 0.01, middle + 0.01)
        verdicts.append(MomentVerdict(t, seeds, *mean_interval(seeds), early=(middle, middle)))
    middles = {d.name: (d.low + d.high) / 2 for d in DEFINITIONS} | {"okun": 0.5, "jobs_lost": 1.0, "jobs_gained": 2.0}
    middles |= {"entered": middles["field_entry"], "changers": 1.0}
    course = EffectEstimate("part_time", "income", 1, 3, "truth", 25.0, 20.0, 30.0, 0.0, math.nan, math.nan, 7)
    return Validation(
        city=city,
        city_title={"zh": "某市", "en": title},
        workers=20_000,
        burn_in=60,
        months=24,
        seeds=(1, 2),
        unfinished=(),
        verdicts=tuple(verdicts),
        inputs=tuple(t for t in load_targets() if t.kind == INPUT),
        findings=Findings(tuple(judge_facts([middles] * 2)), (course,), (1, 2)) if facts else None,
        oracle=({"separation": 0.016, "unemployment": {"value": 0.04, "se": 0.001}, "pass": True},),
        wall_s=3.5,
        version="0.1.0",
        command=f"jiuye validate {city} --seeds 2",
        behaviour=mark_of(Behaviour()),
    )


def written(found: Validation, folder: Path) -> Path:
    """The file that `jiuye validate` writes of it."""
    file = folder / f"{found.city}.json"
    file.write_text(json.dumps(plain(found.record())), encoding="utf-8")
    return file


def words(found: Validation | None, lang: str = "en", usual: Validation | None = None, **changes: object) -> str:
    """The section in the brief of a small comparison, as Markdown."""
    comparison = replace(sample(1, seeds=3, months=12), **changes)
    section = agreement(View(comparison, lang), found, usual)
    return as_markdown.page(ReportPage(lang, "", "", (), ("zh", "", ""), (section,), "", ""), lang)


# The file


@pytest.mark.parametrize("facts", [True, False])
def test_what_is_read_is_what_was_found(tmp_path, facts):
    found = example(facts=facts)
    again = read_validation(written(found, tmp_path))
    assert [f.name for f in fields(Validation) if repr(getattr(again, f.name)) != repr(getattr(found, f.name))] == []
    assert plain(again.record()) == plain(found.record())
    assert (again.met, again.measured) == (len(again.verdicts) - 3, len(again.verdicts))
    assert again.facts == found.facts
    assert [type(v) for v in again.verdicts[0].seeds] == [float, float]


def test_the_report_of_what_is_read_is_that_of_what_was_found(tmp_path):
    found = replace(example(facts=True), oracle=())
    again = read_validation(written(found, tmp_path))
    for lang in LANGUAGES:
        assert report_of(again, lang, "x.html") == report_of(found, lang, "x.html")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda data: data.pop("behaviour"), "lacks 'behaviour'"),
        (lambda data: data["targets"][0].pop("definition_zh"), "lacks 'definition_zh'"),
        (lambda data: data["targets"][0].update(kind="input"), "P01 is not of kind moment"),
        (lambda data: data["targets"][0].update(value="many"), "many"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_is_wrong(tmp_path, broken, said):
    file = written(example(), tmp_path)
    data = json.loads(file.read_text(encoding="utf-8"))
    broken(data)
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SpecError, match=r"make it again with `jiuye validate`") as caught:
        read_validation(file)
    assert said in str(caught.value)
    assert str(file) in str(caught.value)


def test_no_file_is_no_validation_and_half_a_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(validation_file, "VALIDATIONS", tmp_path)
    assert shipped_validation("hangzhou") is None
    file = written(example(), tmp_path)
    assert shipped_validation("hangzhou").met == example().met
    file.write_text(file.read_text(encoding="utf-8")[:2_000], encoding="utf-8")
    with pytest.raises(SpecError):
        shipped_validation("hangzhou")
    with pytest.raises(SpecError, match="cannot be read"):
        read_validation(tmp_path / "nowhere.json")


def test_the_mark_stands_for_every_value():
    shipped = Behaviour()
    assert re.fullmatch("[0-9a-f]{8}", mark_of(shipped))
    assert mark_of(Behaviour()) == mark_of(shipped)
    for f in fields(Behaviour):
        assert mark_of(replace(shipped, **{f.name: getattr(shipped, f.name) + 0.5})) != mark_of(shipped), f.name


def test_a_comparison_knows_the_behaviour_it_changes():
    assert changed_behaviour(load_scenario("baseline")) == {}
    value = Behaviour().risk_aversion + 0.25
    assert changed_behaviour(load_scenario("baseline", overrides={"behaviour": {"risk_aversion": value}})) == {
        "risk_aversion": value
    }
    comparison = replace(sample(1, seeds=3, months=12), behaviour={"risk_aversion": value})
    stored = dump(comparison)
    assert load(stored).behaviour == comparison.record()["behaviour"] == {"risk_aversion": value}
    del stored["behaviour"]  # as older files are
    assert load(stored).behaviour == {}


# The section


def test_moments_out_of_band_come_first_with_unit_verdict_and_source():
    page = words(example())
    n = len(example().verdicts)
    assert f"Hangzhou without policy: {n - 3} of {n} public moments are in band (20,000 simulated persons" in page
    rows = re.findall(r"^\| \[(P\w+)\]\(#P\w+\) (.+) \|$", page, re.M)
    assert [name for name, _ in rows[:3]] == ["P02", "P08", "P46"]
    assert sorted(name for name, _ in rows) == sorted(v.target.id for v in example().verdicts)
    assert rows[0][1].split(" | ")[1:] == [
        *("19.0", "18.9 to 19.1", "19.0", "14 to 18", "% of labour force", "above"),
        "National Bureau of Statistics",
    ]
    assert rows[1][1].endswith("| –")
    assert all(f'id="{name}"' in page for name, _ in rows)  # where the links lead


@pytest.mark.parametrize("lang", LANGUAGES)
def test_facts_are_those_of_the_city_or_of_the_reference_city(lang):
    usual = replace(example("reference", "Reference city", facts=True), workers=30_000)
    own, elsewhere = words(example(facts=True), lang, usual), words(example(), lang, usual)
    alone = words(example(), lang)
    assert ["30,000" in page for page in (own, elsewhere, alone)] == [False, True, False]
    met, every = sum(f.passed for f in usual.facts), len(DEFINITIONS)
    assert 0 < met < every
    assert all(text("validation.facts_met", lang, met=met, all=every) in page for page in (own, elsewhere))
    for d in DEFINITIONS:
        assert (f'id="fact-{d.name}"' in own, f'id="fact-{d.name}"' in alone) == (True, False)
        assert f"](#fact-{d.name})" in elsewhere


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_file_the_command_is_named(lang):
    page = words(None, lang)
    assert "`jiuye validate hangzhou`" in page
    assert "|" not in page
    assert "`jiuye validate hangzhou`" not in words(None, lang, city="our_town")
    assert "jiuye validate" in words(None, lang, city="our_town")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_that_do_not_speak_of_this_model_say_so(lang):
    found, usual = example(), example("reference", "Reference city", facts=True)
    assert "> " not in words(found, lang, usual).split("###")[0]
    old, facts_old = replace(found, behaviour="0" * 8), replace(usual, behaviour="0" * 8)
    for made, of, commands in ((old, usual, ["hangzhou"]), (old, facts_old, ["hangzhou", "reference"])):
        warned = words(made, lang, of).split("###")[0]
        assert re.findall(r"`jiuye validate (\w+) --seeds 2`", warned) == commands
    changed = words(found, lang, behaviour={"risk_aversion": 2.5, "quit_rate": 0.01})
    assert re.search(r"^> .*(?<!\d)2(?!\d).*`risk_aversion: 2\.5`.*`quit_rate: 0\.01`", changed, re.M)
    assert text("agreement.ensemble", lang, n=30) in words(found, lang, ensemble=30)
    assert text("agreement.version", lang, ours="9.9", theirs="0.1.0") in words(found, lang, version="9.9")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_brief_has_the_section_before_weak_numbers(tmp_path, monkeypatch, lang):
    monkeypatch.setattr(validation_file, "VALIDATIONS", tmp_path)
    comparison = sample(1, seeds=3, months=12)
    written(example("reference", "Reference city", facts=True), tmp_path)
    bare = document_of(comparison, lang, "brief.html")
    written(example(), tmp_path)
    full = document_of(comparison, lang, "brief.html")
    for document in (bare, full):
        anchors = [s.anchor for s in document.appendix]
        assert anchors.index("agreement") == anchors.index("weak") - 1
    sections = [next(s for s in d.appendix if s.anchor == "agreement") for d in (bare, full)]
    assert [type(block) for block in sections[0].blocks] == [Paragraph]
    assert [type(block) for block in sections[1].blocks] == [Paragraph, Paragraph, Fold, Fold]
    html = as_html.page(full, lang)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {"P01", "fact-okun"} <= set(ids)


# What is shipped


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_validation_is_of_the_targets_and_the_behaviour_in_force(file):
    found, targets = read_validation(file), load_targets()
    assert found.city == file.stem
    assert file.stem in list_cities()
    assert (found.unfinished, len(found.seeds) >= 20) == ((), True)
    assert [(v.target.id, v.target.low, v.target.high) for v in found.verdicts] == [
        (t.id, t.low, t.high) for t in targets if t.kind == MOMENT
    ]
    assert found.behaviour == mark_of(Behaviour()), "behaviour has changed since: run `make validations`"
    if file.stem == "reference":
        assert [(f.name, f.band_low, f.band_high) for f in found.facts] == [
            (d.name, d.low, d.high) for d in DEFINITIONS
        ]


def test_every_shipped_city_is_validated_by_make():
    listed = re.search(r"^VALIDATED := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert sorted(listed[1].split()) == sorted(list_cities())
