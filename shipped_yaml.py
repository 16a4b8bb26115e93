"""YAML that comes with the program; what users write is read by `scenarios/yaml_reader.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster, where PyYAML was built with it


def shipped_yaml(file: Path) -> Any:
    """The content of a file; some milliseconds, so that whoever reads it often keeps what comes of it."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
