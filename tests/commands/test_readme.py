"""What README shows must work as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jiuye.commands.door import COMMANDS as NAMES
from jiuye.model.levers import LEVERS
from jiuye.scenarios.spec import check_file

from ..following import blocks, commands, exists, page

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted({*commands(README)})


def test_the_first_scenario_is_one(tmp_path: Path) -> None:
    files = [body for kind, body in blocks(README) if kind == "yaml"]
    assert files
    for number, content in enumerate(files):
        file = tmp_path / f"readme{number}.yaml"
        file.write_text(content, encoding="utf-8")
        assert check_file(file) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist_with_their_options(command: str) -> None:
    exists(command)


def test_the_two_commands_are_in_the_makefile() -> None:
    assert COMMANDS
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in README
        assert re.search(rf"^{target}:", makefile, re.M)


def test_every_command_is_in_the_table() -> None:
    for name in NAMES:
        assert f"`jiuye {name}" in README or f"`{name}`" in README, name


def test_the_page_of_packages_names_levers_and_a_command_that_exist() -> None:
    words = page("packages.md")
    named = set(re.findall(r"`([a-z_]+)`", words))
    assert named - {*LEVERS} == {"whole_plan"}
    (line,) = commands(words)
    exists(line)


def test_the_first_screen_shows_an_answer_in_either_language() -> None:
    """A picture made by the program, small enough to come at once."""
    for part, lang in zip(README.split("\n---\n"), ("en", "zh"), strict=True):
        (file,) = re.findall(r"!\[.+?\]\((.+?)\)", part)
        assert part.index(file) < 900
        picture = (ROOT / file).read_bytes()
        assert file.endswith(f"-{lang}.png")
        assert picture.startswith(b"\x89PNG")
        assert len(picture) < 200_000
