"""The reader: what words mean, where they stand, and one clear line for each thing it refuses."""

import json
import os
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiuye.scenarios import yaml_reader
from jiuye.scenarios.yaml_reader import MAX_BYTES, SpecError, read_text, read_yaml


def refusal(text: str) -> list[str]:
    with pytest.raises(SpecError) as caught:
        read_text(text, shown="mine.yaml")
    return str(caught.value).split("\n")


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("5", 5),
        ("-3", -3),
        ("+4", 4),
        ("0", 0),
        ("100_000", 100_000),
        ("2.5", 2.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e5", 1e5),
        ("1_000.5", 1000.5),
        ("-2.5E-3", -0.0025),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        # Words that other readers take for something else.
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("True", "True"),
        ("010", "010"),
        ("0x10", "0x10"),
        ("12:30:45", "12:30:45"),
        ("2025-07", "2025-07"),
        ("2025-07-01", "2025-07-01"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("1__0", "1__0"),
        ("100_", "100_"),
        ("e5", "e5"),
        ("=", "="),
        ("'5'", "5"),
        ('"true"', "true"),
        ("余杭", "余杭"),
    ],
)
def test_a_word_means_what_it_looks_like(word, meaning):
    read = read_text(f"a: {word}\n").data["a"]
    assert (read, type(read)) == (meaning, type(meaning))


def test_every_value_and_key_remembers_its_place():
    text = "title: {zh: 培训补贴, en: Training}\nlevers:\n  - fund: {match: 1, zones: [余杭, xihu]}\n"
    page = read_text(text, shown="mine.yaml")
    assert page.data == {
        "title": {"zh": "培训补贴", "en": "Training"},
        "levers": [{"fund": {"match": 1, "zones": ["余杭", "xihu"]}}],
    }
    assert page.where(("title",)) == (1, 8)
    assert page.where(("title", "en")) == (1, 23)
    assert page.where(("title", "en"), key=True) == (1, 19)
    assert page.where(("levers", 0, "fund", "zones", 1)) == (3, 34)
    assert page.where(("levers", 0, "fund", "seats")) == (3, 11), "the nearest that was written"
    assert str(page.fault(("levers", 0, "fund", "match"), "is odd", key=True)) == (
        "mine.yaml:3:12: levers[0].fund.match is odd"
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: 1\nb: 2\na: 3\n", ["mine.yaml:3:1: a is already given in line 1"]),
        (
            "a: {b: 1, b: 2}\nc: 1\nc: 2\n",
            ["mine.yaml:1:11: a.b is already given in line 1", "mine.yaml:3:1: c is already given in line 2"],
        ),
        (
            "a: &x [1]\nb: *x\n",
            [
                "mine.yaml:1:4: a has an anchor (&x), which is not allowed",
                "mine.yaml:2:4: b is an alias (*x), which is not allowed; write the value out",
            ],
        ),
        ("b: *x\n", ["mine.yaml:1:4: b is an alias (*x), which is not allowed; write the value out"]),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            ["mine.yaml:1:4: a has a tag (tag:yaml.org,2002:python/object/apply:os.system), which is not allowed"],
        ),
        ("a: 1\n---\nb: 2\n", ["mine.yaml:2:1: a second document begins here; write one a file"]),
        ("a: " + "[" * 12 + "]" * 12, ["mine.yaml:1:15: this is nested deeper than 12 levels"]),
        ('"a\\nb": [*x]\n', ["mine.yaml:1:10: 'a\\nb'[0] is an alias (*x), which is not allowed; write the value out"]),
        ("a: !<b%0Ac> 1\n", ["mine.yaml:1:4: a has a tag ('b\\nc'), which is not allowed"]),
        ("a: 1e999\n", ["mine.yaml:1:4: a is too large a number (got 1e999)"]),
        ("a: " + "9" * 5000, [f"mine.yaml:1:4: a is too large a number (got {'9' * 24})"]),
        ("? [a]\n: 1\n", ["mine.yaml:1:3: needs a plain word as key"]),
        ("? &x a\n: 1\n", ["mine.yaml:1:3: needs a plain word as key"]),
        ("a:\n\tb: 1\n", ["mine.yaml:2:1: a tab cannot indent; use spaces"]),
        ("a: x\n  \ty: 1\n", ["mine.yaml:2:3: a tab cannot indent; use spaces"]),
        ("a: \x07\n", ["mine.yaml:1:4: unprintable character U+0007"]),
        ("a: 1\nb: \ud800\n", ["mine.yaml:2:4: unprintable character U+D800"]),
        ("", ["mine.yaml:1:1: the file is empty"]),
        ("# nothing\n", ["mine.yaml:1:1: the file is empty"]),
        ("a: " + "x" * MAX_BYTES, ["mine.yaml: the file is larger than 256 kB"]),
    ],
)
def test_what_is_refused_and_how(text, lines):
    assert refusal(text) == lines


def test_a_slip_in_the_syntax_is_named_with_its_place():
    (line,) = refusal("title: a: b\n")
    assert line.startswith("mine.yaml:1:9: this is not YAML: mapping values are not allowed")
    (line,) = refusal("title：基准\ncity: hangzhou\n")
    assert line.startswith("mine.yaml:2:5: this is not YAML: ")
    assert line.endswith("(perhaps for the full-width ：)")


def test_twelve_levels_are_allowed():
    assert read_text("a: " + "[" * 11 + "]" * 11).data["a"] == [[[[[[[[[[[]]]]]]]]]]]


def test_an_alias_bomb_is_refused_at_once(monkeypatch):
    """No value is built twice: what is written out would have 9⁹ of them."""
    built = []
    node = yaml_reader._Reader._node
    monkeypatch.setattr(yaml_reader._Reader, "_node", lambda *where: built.append(where[-1]) or node(*where))
    rows = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9 if i else ['lol'] * 9)}]" for i in range(9)]
    lines = refusal("\n".join(rows))
    assert 50 < len(built) == len(set(built)) <= 1 + 9 * (1 + 9)
    assert lines[0] == "mine.yaml:1:5: a0 has an anchor (&a0), which is not allowed"
    assert lines[2] == "mine.yaml:2:10: a1[0] is an alias (*a0), which is not allowed; write the value out"
    assert len(lines) == 50, "no more than a screenful"


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("a: 1\n".encode("utf-16"), ":1:1: the file is UTF-16; save it as UTF-8"),
        ("a: 1\nb: 余杭\n".encode("gbk"), ":2:4: this is not UTF-8 (byte 0xd3); save the file as UTF-8"),
        (b"", ":1:1: the file is empty"),
        (b"#" * (MAX_BYTES + 1), ": the file is larger than 256 kB"),
    ],
)
def test_a_file_in_a_wrong_form_is_one_clear_line(tmp_path, raw, line):
    file = tmp_path / "mine.yaml"
    file.write_bytes(raw)
    with pytest.raises(SpecError) as caught:
        read_yaml(file)
    assert str(caught.value) == f"{file}{line}"


def test_what_is_not_a_file_is_one_clear_line(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, line in {
        "nowhere.yaml": "no such file",
        "": "this is a folder, not a file",
        "pipe": "this is not a regular file",
        "x" * 300: "the file cannot be read: File name too long",
        "a\0b": "no such file",
    }.items():
        with pytest.raises(SpecError) as caught:
            read_yaml(tmp_path / name, shown="mine.yaml")
        assert str(caught.value) == f"mine.yaml: {line}"


LETTERS = st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029")  # line breaks to YAML, not to JSON
WORDS = st.text(LETTERS, max_size=20)
SINGLE = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(-1e30, 1e30) | WORDS
TREES = st.recursive(SINGLE, lambda x: st.lists(x, max_size=4) | st.dictionaries(WORDS, x, max_size=4), max_leaves=20)


def outcome(read):
    """What reading gives: (data, []) or (None, faults)."""
    try:
        return read().data, []
    except SpecError as error:
        return None, error.faults


@given(TREES)
def test_json_reads_back_as_it_was_or_is_refused(tree):
    data, faults = outcome(lambda: read_text(json.dumps(tree, ensure_ascii=False)))
    assert data == tree or faults
    assert all(re.search("unprintable|plain word|deeper|not YAML", str(fault)) for fault in faults)


YAMLISH = st.text(st.sampled_from("ab1_:-?{}[],&*!|>'\"%@`#~. \t\n\r中：\x85\u2028\ufeff\ud800\x00"), max_size=60)


@given(st.one_of(st.text(), YAMLISH))
@example("a: *b\n*b : c")
@example("{a: 1, ? : }")
@example('a: "\\ud83d"')
@example("%YAML 9.9\n---\na")
@example("- !<tag:x> &a *a")
@example("a: |\n\t\n b")
def test_nothing_but_one_line_faults_comes_out(text):
    _, faults = outcome(lambda: read_text(text))
    assert all(str(fault).startswith("text:") and "\n" not in str(fault) for fault in faults)


@given(st.binary(max_size=200))
def test_nothing_but_one_line_faults_comes_out_of_a_file(tmp_path_factory, raw):
    file = tmp_path_factory.getbasetemp() / "raw.yaml"
    file.write_bytes(raw)
    _, faults = outcome(lambda: read_yaml(file, shown="raw.yaml"))
    assert all(str(fault).startswith("raw.yaml:") and "\n" not in str(fault) for fault in faults)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    file = tmp_path / "notepad.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: [x]\r\n")
    assert read_yaml(file).data == {"a": 1, "b": ["x"]}
    file.write_bytes(b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n")
    with pytest.raises(SpecError, match=r":1:1: unprintable character U\+FEFF"):
        read_yaml(file)
