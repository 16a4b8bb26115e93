"""What tests of scenarios share."""

from pathlib import Path

import pytest


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in; `here(text)` writes mine.yaml."""
    monkeypatch.chdir(tmp_path)

    def write(text: str, name: str = "mine.yaml") -> str:
        Path(name).write_text(text, encoding="utf-8")
        return name

    return write
