"""Results read back from the JSON that was written of them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ...scenarios.yaml_reader import Fault, SpecError

T = TypeVar("T")


def read_json(file: Path, made: Callable[[Any], T], what: str, again: str) -> T:
    """What `made` makes of the JSON in a file; SpecError where it cannot be read. `what` it should be, and the command
    that makes it `again`, are for the message."""
    try:
        return made(json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise SpecError([Fault(str(file), f"cannot be read ({error.strerror})")]) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        lacks = f"lacks {error}" if isinstance(error, KeyError) else str(error)
        message = f"is not {what} this version can read ({lacks}); make it again with `{again}`"
        raise SpecError([Fault(str(file), message)]) from None


def number_of(value: float | str | None) -> float:
    """A number as a record holds it: what is none is null there, infinity a word."""
    return math.nan if value is None else float(value)
