"""Results read back from the JSON that was written of them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ...messages import Message, by_the_system, phrase, told_by
from ...scenarios.yaml_reader import Fault, SpecError

T = TypeVar("T")


def read_json(file: Path, made: Callable[[Any], T], what: Message, again: str) -> T:
    """What `made` makes of the JSON in a file; SpecError where it cannot be read. `what` it should be, and the command
    that makes it `again`, are for the message."""
    try:
        return made(json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        message = phrase("file.not_read", "cannot be read ({why})", why=by_the_system(error))
        raise SpecError([Fault(str(file), message)]) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        named = isinstance(error, KeyError)
        lacks = phrase("value.lacks", "lacks {names}", names=str(error)) if named else told_by(error)
        old = "is not {what} this version can read ({why}); make it again with `{again}`"
        message = phrase("file.old", old, what=what, why=lacks, again=again)
        raise SpecError([Fault(str(file), message)]) from None


def number_of(value: float | str | None) -> float:
    """A number as a record holds it: what is none is null there, infinity a word."""
    return math.nan if value is None else float(value)
