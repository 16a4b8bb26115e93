"""A lever of one's own, as `docs/extending.md` shows it: in a folder outside the package, and in a copy of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .a_copy import ROOT, blocks, copy_of, run

NAME = "transport_voucher"
# Compares a city without the lever, with its dose at 0, with it, and with it and no money.
PLAY = """
import json
import numpy as np
from dataclasses import replace
from jiuye.model.build import build_city
from jiuye.model.funds import special_fund_left
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.month import step
from jiuye.scenarios.cities import load_city
from jiuye.agents.workers import UNEMPLOYED
lever = LEVERS["transport_voucher"]
start = build_city(load_city("reference"), 2_000, 1, size=16)
def play(*levers, per_head=None):
    city = start.fork()
    if per_head is not None:
        city.rules = city.rules.amended(special_fund_per_head=np.full(city.zones, per_head))
    applications, paid, left = [], [], []
    for _ in range(6):
        applications.append(step(city, Policy(tuple(Dated(lever=one) for one in levers))).counts["applications"])
        paid.append(city.ledger.total("job_services"))
        left.append(special_fund_left(city, city.rules))
    columns = {n: c.tobytes().hex() for t in (city.workers, city.employers) for n, c in t.columns().items()}
    return {"columns": columns, "flows": sorted(map(str, city.ledger.flows.items())), "applications": applications,
            "paid": paid, "left": left, "jobless": int((city.workers.status == UNEMPLOYED).sum())}
base, off, on = play(), play(lever(wider=0.0)), play(lever())
poor = play(lever(fare=1_000.0), per_head=0.5)
bare = play(per_head=0.5)
print(json.dumps({
    "module": lever.__module__,
    "off_is_base": off == base,
    "on_is_base": on["columns"] == base["columns"],
    "applications": [sum(on["applications"]), sum(base["applications"])],
    "paid": on["paid"], "jobless": on["jobless"],
    "poor_paid": poor["paid"], "poor_left": poor["left"],
    "poor_is_bare_after": poor["applications"][-1] != on["applications"][-1],
    "promise": lever().yearly_cost(1_000_000),
}))
"""


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """A folder of one's own that holds the lever."""
    folder = tmp_path_factory.mktemp("levers")
    (folder / f"{NAME}.py").write_text(blocks("A lever")[0], "utf-8")
    return folder


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A copy of the package with the lever in the folder of its matter."""
    package = copy_of(tmp_path_factory.mktemp("package"))
    (package / "model" / "levers" / "work" / f"{NAME}.py").write_text(blocks("A lever")[0], "utf-8")
    return package


def told_of(folder: Path) -> dict[str, str]:
    """The environment in which the package of these tests looks into a folder too."""
    return {"PYTHONPATH": str(ROOT / ".src"), "JIUYE_LEVERS": str(folder)}


def jiuye(outside: Path, *words: str, lang: str = "en") -> str:
    return run(outside, "-m", "jiuye", *words, "--lang", lang, **told_of(outside))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_catalogue_tells_what_it_is(outside, lang):
    (card, *_) = blocks("A lever")[1].splitlines()
    told = jiuye(outside, *card.split()[1:], lang=lang)
    words = {
        "en": ("Transport voucher", "of one's own", "a wider search", "the unemployed", "worth of the vouchers"),
        "zh": ("求职交通券", "自设", "求职范围更广", "失业者", "每名失业者的券面金额", "向失业者发放公共交通券"),
    }[lang]
    assert [one for one in words if one not in told] == []
    if lang == "zh":
        assert re.findall(r"[a-z]+(?: [a-z]+){3,}", told) == []
    assert NAME in jiuye(outside, "levers", lang=lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_checked_compared_and_told_in_a_brief(outside, tmp_path, lang):
    _, check, compare = blocks("A lever")[1].splitlines()
    assert NAME in jiuye(outside, *check.split()[1:], lang=lang)
    told = jiuye(outside, *compare.split()[1:], "--out", str(tmp_path), lang=lang)
    (brief,) = tmp_path.glob("*/brief.html")
    title = {"en": "Transport voucher", "zh": "求职交通券"}[lang]
    assert title in told
    assert title in brief.read_text("utf-8")


def test_it_needs_no_row_of_the_plan(package):
    tests = "test_plan.py::test_every_lever_of_the_plan_stands_in_the_table"
    words = ["-q", "-p", "no:cacheprovider", str(ROOT / "tests" / "levers" / tests)]
    assert "1 passed" in run(package.parent, "-c", f"import pytest, sys; sys.exit(pytest.main({words}))")
    assert len(json.loads(run(package.parent, "-m", "jiuye", "plan", "--json"))["rows"]) == 151


@pytest.mark.parametrize("where", ["outside", "package"])
def test_it_widens_the_search_within_the_fund(outside, package, where):
    if where == "outside":
        found = json.loads(run(outside, "-c", PLAY, **told_of(outside)))
    else:
        found = json.loads(run(package.parent, "-c", PLAY))
    assert found["module"] == f"jiuye.model.levers.{'own' if where == 'outside' else 'work'}.{NAME}"
    assert found["off_is_base"]
    assert not found["on_is_base"]
    with_it, without = found["applications"]
    assert with_it > 1.01 * without
    assert all(paid > 0 for paid in found["paid"])
    vouchers, rest = divmod(found["paid"][-1], 5_000)
    assert rest == 0
    assert found["jobless"] <= vouchers < 1.5 * found["jobless"]  # some found work in the month
    assert min(found["poor_left"]) >= 0
    assert found["poor_paid"][-1] == 0
    assert found["promise"] == 12 * 50 * 0.03 * 1_000_000


def test_an_edit_of_a_lever_outside_is_an_edit_of_the_code(outside, tmp_path):
    """So that a sweep or a calibration which was begun before it is not gone on with."""
    told = "from jiuye.experiments.runs.code_mark import code_mark; print(code_mark())"
    edited = tmp_path / f"{NAME}.py"
    edited.write_text(blocks("A lever")[0].replace("param(50.0", "param(60.0"), "utf-8")
    marks = {run(outside, "-c", told, **told_of(folder)).strip() for folder in (outside, tmp_path)}
    marks.add(run(outside, "-c", told, PYTHONPATH=str(ROOT / ".src")).strip())
    assert len(marks) == 3


def test_two_levers_of_one_name_and_a_folder_that_is_not_there_are_refused(outside, tmp_path):
    twice = tmp_path / "masked_cvs.py"
    twice.write_text(blocks("A lever")[0].replace(NAME, "masked_cvs"), "utf-8")
    for folder, said in ((tmp_path, "masked_cvs: both"), (tmp_path / "nowhere", "JIUYE_LEVERS: ")):
        with pytest.raises(AssertionError, match=said):
            run(outside, "-c", "import jiuye.model.levers", **told_of(folder))
