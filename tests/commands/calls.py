"""Commands called in this process, as users type them."""

import json
import sys

import pytest
from click.testing import CliRunner

from jiuye.commands.door import main

SMALL = ["--workers", "300", "--months", "12"]
JIUYE = [sys.executable, "-m", "jiuye"]


def call(*arguments: object, **environment: str):
    """A command in this process: exit code, standard output, standard error."""
    return CliRunner(env={"LANG": "en_GB.UTF-8", **environment}).invoke(main, [str(word) for word in arguments])


def well(*arguments: object, **environment: str):
    done = call(*arguments, **environment)
    assert done.exit_code == 0, done.stderr
    return done


def spoken(*arguments: object) -> dict:
    """What a command prints with --json: one object and nothing else."""
    return json.loads(well(*arguments, "--json").stdout, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
