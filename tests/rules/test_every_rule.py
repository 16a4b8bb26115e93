"""No rule of the agents goes untried."""

import re
from pathlib import Path

from .the_rules import the


def test_every_rule_is_tried_here():
    here = Path(__file__)
    files = (here, *here.parents[1].glob("*/test_*.py"))
    tried = {name for file in files for name in re.findall(r"\bthe\.(\w+)", file.read_text(encoding="utf-8"))}
    tried |= {
        name for file in files[1:] for name in re.findall(r"interpreted\((\w+)\)", file.read_text(encoding="utf-8"))
    }
    assert len(vars(the)) > 30
    assert set(vars(the)) - tried == set()
