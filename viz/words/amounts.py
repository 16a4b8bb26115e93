"""A number with its 95 % interval, rounded once: wherever it is told, it is told in the same figures."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .texts import MINUS, Lang, interval, number

ALIKE = 1e-3  # width of an interval over its middle from which it is told as one number


@dataclass(frozen=True)
class AmountTold:
    """A number, the ends of its interval (nan or None where there is none) and its unit."""

    value: float
    low: float | None
    high: float | None
    unit: str
    change: bool = False  # told with its sign; shares in percentage points

    @property
    def ends(self) -> tuple[float, ...]:
        """Both ends; none where there is no interval, or where every seed says the same, as of a fund that is spent to
        its limit."""
        if self.low is None or self.high is None or not (math.isfinite(self.low) and math.isfinite(self.high)):
            return ()
        return () if self.high - self.low <= ALIKE * abs(self.value) else (self.low, self.high)

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low is not None and self.high is not None and (self.low > 0.0 or self.high < 0.0)

    def size(self, lang: Lang) -> str:
        """The number, to the precision of its interval."""
        return number(self.value, self.unit, lang, change=self.change, beside=self.ends)

    def plain(self, lang: Lang) -> str:
        """The same without its sign, where a verb says which way."""
        return self.size(lang).removeprefix("+").removeprefix(MINUS)

    def span(self, lang: Lang) -> str:
        """The interval; nothing where there is none, or where every seed says the same."""
        if not self.ends:
            return ""
        low, high = self.ends
        return interval(low, high, self.unit, lang, change=self.change, beside=[self.value])

    def opposite(self) -> AmountTold:
        """The same with the other sign: what is saved instead of what it costs."""
        low, high = (None if end is None else -end for end in (self.high, self.low))
        return AmountTold(-self.value, low, high, self.unit, self.change)
