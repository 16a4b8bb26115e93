"""What docs/experiments.md shows works as it stands there."""

import csv
import io
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.studies.designs import KINDS
from jiuye.experiments.studies.study import list_studies

from ..following import blocks, commands, exists, page

PAGE = page("experiments.md")
SWEEPS = PAGE[: PAGE.index("## 4.")]
BLOCKS = blocks(SWEEPS)
SNIPPETS = [body for kind, body in BLOCKS if kind == "python"]
COMMANDS = commands(SWEEPS)
SMALL = ["--workers", "300", "--months", "2", "--seeds", "2", "--threads", "1"]


def call(*words):
    return CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, words)


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The folder of somebody who has done what the page says, on a small scale."""
    folder = tmp_path_factory.mktemp("page")
    (study,) = [body for kind, body in BLOCKS if kind == "yaml"]
    (folder / "dose.yaml").write_text(study, encoding="utf-8")
    patch = pytest.MonkeyPatch()
    patch.chdir(folder)
    done = call(*shlex.split(COMMANDS[0])[1:], *SMALL, "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["runs_done"] == 4 * 3 * 2
    yield folder
    patch.undo()


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_snippet_gives_a_number_for_each_dose(followed, snippet):
    names: dict[str, object] = {}
    exec(snippet, names)
    if "jobs" in names:
        assert len(names["jobs"]) == 3
        assert set(names["jobs"].columns) & {"mean", "jobs"}
    else:
        assert names["runs"].num_rows == 24
        assert names["runs"].schema.field("jobs").metadata[b"unit"] == b"pp"  # a difference of shares


def test_the_query_of_the_page_is_answered(followed):
    query, _ = [command for command in COMMANDS if " results query " in command]
    found = json.loads(call(*shlex.split(query)[1:], "--json").stdout)
    assert [(row[0], row[2]) for row in found["rows"]] == [(0.0, 8), (0.5, 8), (1.0, 8)]
    shown = call(*shlex.split(query)[1:])
    assert "dispatch_transparency_openness" in shown.stdout


def test_the_r_snippet_names_what_the_files_have(followed):
    """R itself is not asked for by the tests; path and columns are those that the other snippets read."""
    import pyarrow.dataset as ds

    snippet, _ = [body for kind, body in BLOCKS if kind == "r"]
    (path,) = re.findall(r'open_dataset\("(.*?)"\)', snippet)
    columns = ds.dataset(followed / path, partitioning="hive").schema.names
    used = re.findall(r"(?:is\.na|group_by|mean)\((\w+)\)", snippet)
    assert len(used) == 3
    assert set(used) <= set(columns)


def test_csv_has_every_row_and_every_digit(followed):
    sql = "SELECT seed, jobs FROM runs ORDER BY point, seed"
    printed = call("results", "query", sql, "runs/dose", "--csv")
    assert printed.stdout.startswith("\ufeff")  # spreadsheets take Chinese for Latin without it
    rows = list(csv.reader(io.StringIO(printed.stdout.removeprefix("\ufeff"))))
    exact = json.loads(call("results", "query", sql, "runs/dose", "--json").stdout)["rows"]
    assert rows[0] == ["seed", "jobs"]
    assert [[int(seed), float(jobs)] for seed, jobs in rows[1:]] == exact
    assert call("results", "query", sql, "runs/dose", "--csv", "--json").exit_code == 2


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed (apt-get install -y r-base-core)")
def test_the_r_snippet_that_needs_no_package_runs(followed):
    _, snippet = [body for kind, body in BLOCKS if kind == "r"]
    (command,) = [command for command in COMMANDS if "--csv" in command]
    words, file = command.split(" > ")
    Path(file).write_text(call(*shlex.split(words)[1:]).stdout, encoding="utf-8")
    done = subprocess.run(["Rscript", "-e", snippet], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    means = [float(line.split()[-1]) for line in done.stdout.splitlines()[1:]]
    sql = "SELECT avg(jobs) FROM runs GROUP BY dispatch_transparency_openness ORDER BY dispatch_transparency_openness"
    exact = json.loads(call("results", "query", sql, "runs/dose", "--json").stdout)["rows"]
    assert means == pytest.approx([mean for (mean,) in exact], rel=1e-4)


def test_every_command_of_the_page_exists():
    assert len(COMMANDS) == 4
    for command in COMMANDS:
        exists(command)


def test_the_page_names_every_design_and_every_study():
    assert [kind for kind in KINDS if f"`{kind}`" not in SWEEPS] == []
    mine = ("dose_by_behaviour", "factorial", "one_at_a_time", "morris", "sobol", "policies_under_doubt")
    assert [name for name in mine if f"`{name}`" not in SWEEPS or name not in list_studies()] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("SELECT nothing FROM runs", "runs/dose"), 'query: Binder Error: Referenced column "nothing" not found'),
        (("COPY runs TO 'x.csv'", "runs/dose"), "query: Permission Error"),
        (("SELECT * FROM read_csv('dose.yaml')", "runs/dose"), "query: Permission Error"),
        (("SELECT 1", "."), ".: is not a store of runs (it has no store.json)"),
        (("SELECT 1", "--out", "nowhere"), "nowhere: holds no store of runs; `jiuye sweep` makes one"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why(followed, words, says):
    done = call("results", "query", *words)
    assert done.exit_code == 2
    assert done.stderr.startswith(says)


def test_the_newest_store_is_asked_when_none_is_named(followed):
    found = json.loads(call("results", "query", "SELECT count(*) FROM runs", "--json").stdout)
    assert found == {"store": "runs/dose", "columns": ["count_star()"], "rows": [[24]]}
