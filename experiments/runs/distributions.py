"""Quantiles of distributions, from SciPy, which is loaded when the first is asked for: it takes a seventh of a second
and 14 MB, and processes that play futures ask for none."""

from __future__ import annotations

from typing import Any


def stdtr(df: Any, t: Any) -> Any:
    """P(T < t) of Student's t."""
    from scipy import special

    return special.stdtr(df, t)


def stdtrit(df: Any, p: Any) -> Any:
    """The t below which Student's t lies with probability p."""
    from scipy import special

    return special.stdtrit(df, p)


def chdtri(df: Any, p: Any) -> Any:
    """The x above which chi-square lies with probability p."""
    from scipy import special

    return special.chdtri(df, p)
