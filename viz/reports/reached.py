"""Those a policy reaches: how many, who they are, what changes for them, and who would have had the same anyway."""

from __future__ import annotations

from ..view import View
from .document import Section
from .money import anyway


def those_reached(view: View) -> Section:
    """A table of the circles of people that levers reach."""
    return Section("reached", view.say("reached.title"), anyway(view))
