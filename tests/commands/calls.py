"""Commands called in this process, as users type them."""

import json
import sys

import pytest
from click.testing import CliRunner

from jiuye.commands.door import main

from ..languages import in_one_language

SMALL = ["--workers", "300", "--months", "12"]
JIUYE = [sys.executable, "-m", "jiuye"]


def call(*arguments: object, **environment: str):
    """A command in this process: exit code, standard output, standard error."""
    given = {"LANG": "en_GB.UTF-8", **environment}
    done = CliRunner(env=given).invoke(main, [str(word) for word in arguments])
    in_one_language(arguments, done.stdout + done.stderr, given["LANG"][:2])
    return done


def well(*arguments: object, **environment: str):
    done = call(*arguments, **environment)
    assert done.exit_code == 0, done.stderr
    return done


def spoken(*arguments: object) -> dict:
    """What a command prints with --json: one object and nothing else."""
    return json.loads(well(*arguments, "--json").stdout, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
