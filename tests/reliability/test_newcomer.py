"""A newcomer's container: a user whom the system does not know, without a home, where nothing but one folder can be
written. The main job and the pages run; where no folder can be written, one clear line says so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jiuye.agents.compiled import cache_folder
from jiuye.experiments.runs.compiling import compile_kernels

from .everywhere import opened

USER = 61234  # in no list of users
READS = ["--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"]  # wherever this tree lies
SMALL = ["--workers", "1000", "--months", "12", "--seeds", "2", "--city", "lishui", "--threads", "1"]

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0 or shutil.which("setpriv") is None,
    reason="acts as another user: needs root and setpriv",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder of the stranger's, and beside it a folder for what passes, where compiled code is already."""
    compile_kernels()
    found = tmp_path_factory.mktemp("container")
    (found / "work").mkdir()
    (found / "tmp").mkdir()
    shutil.copytree(cache_folder(), found / "tmp" / f"jiuye-{USER}")
    (found / "tmp" / f"jiuye-{USER}").chmod(0o700)
    for path in (found / "work", found / "tmp", *(found / "tmp").rglob("*")):
        os.chown(path, USER, USER)
    return found


def stranger(place: Path, *words: str, home: str | None = None, **options: Any) -> subprocess.Popen[str]:
    """A command of the stranger's, who may read everything and write only what is his."""
    known = {"PATH": os.defpath, "TMPDIR": str(place / "tmp"), "LC_ALL": "C.UTF-8"}
    known |= {"HOME": home} if home else {}
    known |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    acting = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", *READS]
    command = [*acting, sys.executable, "-B", "-m", "jiuye", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=known, stdout=pipe, stderr=pipe, text=True, **options)


def test_the_main_job_runs_for_a_stranger_without_a_home(place):
    words = ["compare", "baseline", "four_levers", *SMALL, "--json"]
    process = stranger(place, *words, cwd=place / "work")
    printed, told = process.communicate(timeout=600)
    assert process.returncode == 0, told
    brief = place / "work" / json.loads(printed)["brief"]
    assert brief.is_file()
    assert brief.stat().st_uid == USER


@pytest.mark.parametrize("folder", ["work", "."], ids=["his own", "not his"])
def test_the_pages_open_for_a_stranger_whose_home_is_not_his(place, folder):
    words = ["app", "--port", "0", "--no-browser", "--json"]
    with stranger(place, *words, home="/", cwd=place / folder) as server:
        opened(server)


@pytest.mark.parametrize(("lang", "why"), [("en", "Permission denied"), ("zh", "权限不足")])
def test_a_folder_that_is_not_his_is_one_clear_line(place, lang, why):
    process = stranger(place, "compare", "baseline", "four_levers", *SMALL, "--lang", lang, cwd=place)
    printed, told = process.communicate(timeout=600)
    assert process.returncode == 2
    assert printed == ""
    assert len(told.strip().splitlines()) == 1, told
    assert "runs" in told
    assert why in told
