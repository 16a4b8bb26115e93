"""What is said to users: every message has a key, the same blanks in both languages, and no English in Chinese."""

import ast
import copy
import errno
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from jiuye.messages import Message, by_the_system, phrase
from jiuye.results.archive import ArchiveError
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.spec import check_file
from jiuye.scenarios.yaml_reader import Fault, SpecError
from jiuye.viz.words.faults import _chinese, failure, fault_line, said

from ..scenarios.every_mistake import ALL_FAULTS
from ..scenarios.test_forecast import FAULTY

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = re.compile(r"\b(must|is|are|not|such|the|got|mean)\b")
MORE = (
    "title: [1]\nlevers: {a: 1}\ntime: {start: 2025-01, months: 12}\n",
    "levers:\n  - training_subsidy: {from: 2020-01}\n  - training_subsidy: {from: 2099-01}\n",
    "title: {zh: a, zh: b}\ncity: nowhere\n",
    "city: {profile: hangzhou, workers: many}\nby: [sex, sex]\n",
    "city: {profile: hangzhou, workers: 99999999}\n",
    "a: &x [1]\nb: *x\n",
    "levers:\n\t- training_subsidy\n",
    "extends: nothing.yaml\n",
    "extends: five_year_plan_\nby: {}\nmeasure:\n",
    "levers:\n  - training_subsidy: {seats: 10}\n  - training_subsidy: {seats: 20, from: 2025-06}\n",
    "levers:\n  - training_subsidy: {pilot: {months: 3}}\n",
    "levers: []\npair: {city: hangzou, lag: x}\n",
    "",
)


# The source as it stands: every message that is made, by key.


class Said(NamedTuple):
    """One call of `phrase`."""

    place: str
    key: str
    english: str
    filled: set[str]


def phrases(source: str, shown: str) -> Iterator[Said]:
    """Every message a module makes. Its sentence is written in the call or given a name just before; ValueError where
    neither can be read."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "phrase"):
            continue
        around = [f for f in functions if f.lineno <= call.lineno <= (f.end_lineno or 0)]
        scope = max(around, key=lambda f: f.lineno) if around else tree
        key, english = (_constant(part, scope, call.lineno) for part in call.args)
        filled = set[str]()
        for word in call.keywords:
            table = word.value if word.arg is None else None
            if isinstance(table, ast.Name):
                table = _assigned(table.id, scope, call.lineno)
            filled |= {word.arg} if word.arg else {ast.literal_eval(part) for part in getattr(table, "keys", ())}
        if not isinstance(key, str) or not isinstance(english, str):
            raise ValueError(f"{shown}:{call.lineno}: a message whose key or sentence is not written there")
        yield Said(f"{shown}:{call.lineno}", key, english, filled)


def _constant(node: ast.expr, scope: ast.AST, line: int) -> object:
    value = _assigned(node.id, scope, line) if isinstance(node, ast.Name) else node
    return value.value if isinstance(value, ast.Constant) else None


def _assigned(name: str, scope: ast.AST, line: int) -> ast.expr | None:
    """What a name was given last before a line."""
    found: list[tuple[int, ast.expr]] = []
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and node.lineno <= line:
            for target in node.targets:
                if isinstance(target, ast.Name):
                    pairs = [(target, node.value)]
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=False))
                else:
                    continue
                found += [(node.lineno, value) for to, value in pairs if getattr(to, "id", "") == name]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def ours() -> list[Said]:
    files = [f for f in ROOT.rglob("*.py") if not f.relative_to(ROOT).parts[0].startswith(("tests", ".", "build"))]
    return [one for f in sorted(files) for one in phrases(f.read_text("utf-8"), str(f.relative_to(ROOT)))]


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def offences(made: list[Said], chinese: dict[str, str]) -> list[str]:
    """What is wrong between the messages that are made and their Chinese."""
    found = [f"{one.place}: {one.key} fills {one.filled ^ blanks(one.english)}" for one in made if _ill_filled(one)]
    sentences: dict[str, str] = {}
    for one in made:
        if sentences.setdefault(one.key, one.english) != one.english:
            found.append(f"{one.place}: {one.key} has another sentence elsewhere")
    found += [f"{key}: no Chinese" for key in sentences.keys() - chinese.keys()]
    found += [f"{key}: said nowhere" for key in chinese.keys() - sentences.keys()]
    both = sentences.keys() & chinese.keys()
    return found + [f"{key}: other blanks in Chinese" for key in both if blanks(sentences[key]) != blanks(chinese[key])]


def _ill_filled(one: Said) -> bool:
    return one.filled != blanks(one.english)


def test_every_message_has_its_chinese_with_the_same_blanks():
    made = ours()
    assert len({one.key for one in made}) > 250
    assert offences(made, _chinese()) == []


SOURCE = """
def f(names):
    what, n = "must hold {n} of {names}", 3
    phrase("a.b", what, n=n, names=names)
    table = {"low": 1, "high": 2}
    phrase("a.c", "{low} to {high}", **table)
"""


def test_a_message_without_chinese_or_with_other_blanks_is_found():
    made = list(phrases(SOURCE, "f.py"))
    good = {"a.b": "{names} {n}", "a.c": "{low}{high}"}
    assert offences(made, good) == []
    assert offences(made, {"a.b": "{names} {n}"}) == ["a.c: no Chinese"]
    assert offences(made, {**good, "a.d": ""}) == ["a.d: said nowhere"]
    assert offences(made, {**good, "a.c": "{low}"}) == ["a.c: other blanks in Chinese"]
    ill = list(phrases('phrase("a.b", "{n} and {m}", n=1)', "f.py"))
    assert offences(ill, {"a.b": "{n}{m}"}) == ["f.py:1: a.b fills {'m'}"]
    twice = [*made, *phrases('phrase("a.c", "from {low} to {high}", low=1, high=2)', "g.py")]
    assert offences(twice, good) == ["g.py:1: a.c has another sentence elsewhere"]
    with pytest.raises(ValueError, match=r"f\.py:1: a message whose key or sentence is not written there"):
        list(phrases("phrase(key, f'{n}')", "f.py"))


# What a message is.


def test_a_message_is_its_english_sentence_and_knows_what_it_says():
    message = phrase("value.not_such", "must be {what} (got {got}){near}", what="a thing", got="'x'", near="")
    assert message == "must be a thing (got 'x')"
    assert message.key == "value.not_such"
    assert message.blanks == {"what": "a thing", "got": "'x'", "near": ""}
    assert type(str(message)) is str
    for again in (pickle.loads(pickle.dumps(message)), copy.deepcopy(message)):
        assert (again, again.key, again.blanks) == (message, message.key, message.blanks)


@pytest.mark.parametrize("words", [{}, {"low": 1, "high": 2}, {"high": 1}])
def test_blanks_and_words_must_agree(words):
    with pytest.raises(TypeError, match="a blank without words or words without one"):
        phrase("value.least", "must be ≥ {low}", **words)


def test_faults_and_failures_cross_processes():
    near = phrase("near.one", "; did you mean {word}?", word="seats")
    fault = Fault("a.yaml", phrase("lever.unknown", "is not a lever{near}", near=near), "levers[0]", (3, 5))
    for error in (SpecError([fault, fault]), ArchiveError("runs/x", phrase("run.missing", "no such run"))):
        again = pickle.loads(pickle.dumps(error))
        assert (str(again), type(again)) == (str(error), type(error))
    again = pickle.loads(pickle.dumps(SpecError([fault])))
    assert fault_line(again.faults[0], "zh") == "a.yaml:3:5: levers[0] 不是政策工具；是否想写 seats？"
    assert str(again) == "a.yaml:3:5: levers[0] is not a lever; did you mean seats?"


# How it is told.


@pytest.mark.parametrize("text", [ALL_FAULTS, FAULTY, *MORE])
def test_no_fault_of_a_scenario_is_told_in_english(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    faults = check_file("mine.yaml")
    assert faults
    lines = [fault_line(fault, "zh") for fault in faults]
    assert [line for line in lines if ENGLISH.search(line.split(": ", 1)[1])] == []
    assert [fault_line(fault, "en") for fault in faults] == list(map(str, faults))


def test_units_and_kinds_of_values_are_told_in_chinese(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("time: {months: 0}\nlevers: {a: 1}\ncity: {workers: [1]}\n")
    assert [fault_line(fault, "zh").rpartition(": ")[2] for fault in check_file(file)] == [
        "time.months 须 ≥ 1 个月（所给 0）",
        "levers 须为列表，每行一项政策工具，如 `- training_subsidy`（所给 一组设置）",
        "city.workers 须为单个值（所给 一个列表）",
    ]


def test_what_a_city_extends_is_told_in_chinese_too(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("id: mine\nname: {zh: 我, en: Me}\nextends: hangzou\n")
    with pytest.raises(SpecError) as refused:
        load_city(file)
    (fault,) = refused.value.faults
    assert fault_line(fault, "zh").endswith(
        "extends 无法以其为基础：hangzou: 没有这座城市；是否想写 hangzhou？；也可写一个 .yaml 文件"
    )


def test_place_setting_and_suggestion_stay():
    near = phrase("near.one", "; did you mean {word}?", word="per_trainee")
    message = phrase("value.unknown_setting", "is not a setting{near}", near=near)
    fault = Fault("mine.yaml", message, "levers[0].x", (7, 24))
    assert fault_line(fault, "zh") == "mine.yaml:7:24: levers[0].x 不是可用的设置；是否想写 per_trainee？"


def test_failures_are_told_by_key_and_strangers_in_their_own_words():
    refused = ArchiveError("runs/x", phrase("run.missing", "no such run"))
    assert failure(refused, "zh") == "runs/x: 没有这个运行结果"
    assert failure(refused, "en") == str(refused) == "runs/x: no such run"
    assert failure(ValueError(phrase("bundle.no_lives", "holds no lives")), "zh") == "其中没有人生记录"
    assert failure(PermissionError(errno.EACCES, "Permission denied"), "zh") == "权限不足"
    assert failure(OSError(errno.EXDEV, "Invalid cross-device link"), "zh") == "Invalid cross-device link"
    assert failure(ValueError("a\n  b"), "zh") == "a b"
    assert failure(ValueError(), "zh") == "ValueError"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "baseline", "--workers", "many"], "'many' 不是人数，也不是 full"),
        (["package", "four_levers", "--measure", "ginni"], "'ginni' 不是指标；是否想写 gini？"),
        (["run"], "请写出情景，如 baseline；`jiuye scenarios` 可列出全部情景"),
        (["run", "base_line"], "base_line: 没有这个情景；是否想写 baseline？"),
    ],
)
def test_the_command_line_refuses_in_chinese(words, told):
    from click.testing import CliRunner

    from jiuye.commands.door import main

    done = CliRunner().invoke(main, [words[0], "--lang", "zh", *words[1:]])
    assert done.exit_code == 2
    assert told in done.stderr


def test_what_the_system_says_is_as_the_system_says_it():
    import os

    for number in (errno.EACCES, errno.ENOENT, errno.ENOSPC, errno.EROFS, errno.EIO, errno.EADDRINUSE, errno.EXDEV):
        assert by_the_system(OSError(number, os.strerror(number))) == os.strerror(number)
    assert isinstance(by_the_system(OSError(errno.ENOSPC, "x")), Message)
    assert said("any word", "zh") == "any word"
