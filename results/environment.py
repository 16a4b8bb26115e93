"""Under which circumstances a run was made: versions, commit and memory, for its manifest."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib import metadata
from pathlib import Path

LIBRARIES = ("jiuye", "numpy", "numba", "scipy", "pyarrow")


def version() -> str:
    """Version of this program."""
    return metadata.version("jiuye")


def versions() -> dict[str, str]:
    """Version of Python and of each library that numbers depend on."""
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in LIBRARIES}}


def commit() -> str | None:
    """Commit of the source tree, with `+` if it has been changed since; None outside a repository of its own."""
    root = Path(__file__).resolve().parent.parent
    if not (root / ".git").exists():
        return None
    try:
        head = _git(root, "rev-parse", "HEAD")
        return head + ("+" if _git(root, "status", "--porcelain") else "")
    except (OSError, subprocess.SubprocessError):
        return None


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, timeout=10, check=True)
    return done.stdout.strip()


def peak_bytes() -> int | None:
    """Most memory this process has held so far, bytes; None where the system does not tell (Windows)."""
    try:  # Linux counts in `ru_maxrss` what the process held that started this one
        lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        pass
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
