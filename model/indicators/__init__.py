"""Indicators: one formula each, on the tallies and flows of a run; the files of this room enter theirs in a table."""

from . import formulas  # noqa: F401
from .series import INDICATORS, Indicator, Series, measure

__all__ = ["INDICATORS", "Indicator", "Series", "measure"]
