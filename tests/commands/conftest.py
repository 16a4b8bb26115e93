"""What tests of commands share."""

from pathlib import Path

import pytest


@pytest.fixture
def scenario(tmp_path, monkeypatch):
    """A file `mine.yaml` with the given lines, where commands look."""
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> str:
        Path("mine.yaml").write_text(text, encoding="utf-8")
        return "mine.yaml"

    return write
