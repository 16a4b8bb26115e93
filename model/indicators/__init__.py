"""Indicators: one formula each, on the tallies and flows of a run; the files of this room enter theirs in a table."""

from importlib import import_module

from .series import INDICATORS, Indicator, Series, measure

MATTERS = (
    "labour",
    "skills",
    "jobs",
    "firms",
    "income",
    "households",
    "conditions",
    "fairness",
    "money",
)  # in which lists show them

for matter in MATTERS:
    import_module(f".{matter}", __name__)

__all__ = ["INDICATORS", "Indicator", "Series", "measure"]
