"""Pages of help, and a start that costs nothing."""

import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

import jiuye
from jiuye.commands.door import COMMANDS, main
from jiuye.commands.words import _chinese

from ..languages import names, strangers
from .calls import well


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command):
    page = well(command, "--help").stdout
    assert re.search(rf"Examples:\s+jiuye {command}\b", page)


def test_the_first_page_lists_every_command():
    page = well("--help").stdout
    assert [name for name in COMMANDS if not re.search(rf"^  {name} +\S", page, re.M)] == []
    assert "..." not in page.split("Commands:")[1], "no summary is cut off"


HEAVY = {"numba", "numpy", "pyarrow", "pandas", "rich", "scipy", "matplotlib"}
ASK = (
    "import sys; sys.argv[0] = 'jiuye'; from jiuye.__main__ import enter\ntry:\n    enter()\n"
    "finally:\n    print(*sys.modules)"
)


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["--help"], set()),
        (["compare", "--help"], set()),
        (["compare", "baseline", "--months", "many"], set()),
        (["check", "four_levers"], {"numpy"}),
    ],
)
def test_it_starts_with_nothing_it_does_not_need(words, needed):
    done = subprocess.run([sys.executable, "-c", ASK, *words], capture_output=True, text=True)
    assert done.stdout, done.stderr
    assert set(done.stdout.splitlines()[-1].split()) & HEAVY == needed


def test_importing_the_package_loads_nothing():
    code = "import sys, jiuye; print(sorted({'numba', 'numpy', 'mesa', 'click'} & set(sys.modules)), jiuye.__version__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", jiuye.__version__]
    assert {"run", "compare", "Scenario", "City", "CityModel", "load_scenario"} <= set(dir(jiuye))
    with pytest.raises(AttributeError, match="no attribute 'rund'"):
        jiuye.rund  # noqa: B018


# Languages.

HANZI = re.compile("[\u4e00-\u9fff]")


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it."""
    context = click.Context(main)
    for name in COMMANDS:
        found = main.get_command(context, name)
        assert found is not None
        yield name, found
        if isinstance(found, click.Group):
            yield from ((f"{name} {below}", one) for below, one in found.commands.items())


def test_every_command_and_option_is_told_in_chinese():
    for name, command in commands():
        page = well(*name.split(), "--help", "--lang", "zh").stdout
        about, _, listed = page.partition("选项:")
        assert HANZI.search(about.splitlines()[2]), name
        assert strangers([page.split("\n", 1)[1].split("示例:")[0]], "zh", names()) == [], name
        for option in (one for one in command.params if isinstance(one, click.Option)):
            words = next(line for line in listed.splitlines() if re.search(rf"(^|[ /]){option.opts[0]}\b", line))
            assert HANZI.search(words), (name, option.name)


def test_an_english_page_is_english():
    """But for the way to the Chinese pages, on the first one."""
    for name, _ in commands():
        page = well(*name.split(), "--help").stdout
        assert "Usage: " in page
        assert strangers([page], "en") == [], name
    first = well("--help").stdout
    assert "中文: jiuye --help --lang zh" in first
    assert strangers([first], "en") == []


def test_chinese_says_nothing_of_what_is_not_there():
    """What is left over in the table would be read by nobody."""
    told = _chinese()
    known = dict(commands())
    assert set(told["commands"]) - {""} == set(known)
    for name, command in known.items():
        options = {option.name for option in command.params if isinstance(option, click.Option)}
        assert set(told["commands"][name].get("options", {})) <= options, name
