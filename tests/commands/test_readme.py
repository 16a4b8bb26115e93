"""What README shows must work as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiuye.commands.door import COMMANDS as NAMES
from jiuye.commands.door import main
from jiuye.model.levers import LEVERS
from jiuye.scenarios.spec import check_file

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.S)
COMMANDS = sorted(
    {
        line.split("#")[0].strip()
        for kind, body in BLOCKS
        for line in body.splitlines()
        if kind in ("", "sh", "bash") and line.startswith("jiuye ")
    }
)


def test_the_first_scenario_is_one(tmp_path: Path) -> None:
    pages = [body for kind, body in BLOCKS if kind == "yaml"]
    assert pages
    for number, page in enumerate(pages):
        file = tmp_path / f"readme{number}.yaml"
        file.write_text(page, encoding="utf-8")
        assert check_file(file) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist_with_their_options(command: str) -> None:
    name, *words = shlex.split(command)[1:]
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0, command
    for word in words:
        if word.startswith("--"):
            assert word in shown.output, f"{command}: {name} has no {word}"


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
    page = (ROOT / "docs" / "packages.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)`", page))
    assert named - {*LEVERS} == {"whole_plan"}
    (line,) = [line for line in page.splitlines() if line.startswith("jiuye package ")]
    test_commands_exist_with_their_options(line)
