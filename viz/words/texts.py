"""Words and numbers as readers meet them. Texts stand in `text/*.zh.yaml` and `text/*.en.yaml`, a matter a file,
under the same keys."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ...model.ledger import ACCOUNTS
from ...shipped_yaml import shipped_yaml

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
FOLDER = Path(__file__).parent / "text"

MINUS = "\u2212"
# Units in which large amounts are told, largest first: from this size on, in this word, for totals and for rates.
MAGNITUDES: dict[Lang, tuple[tuple[float, str], ...]] = {
    "zh": ((1e8, "number.huge"), (1e4, "number.large")),
    "en": ((1e9, "number.huge"), (1e6, "number.large")),
}
PERCENT = {"%": 1.0, "percent": 1.0, "pp": 1.0, "share": 0.01}  # unit → value of one percent
MILLION = 1e6
NOISE = 1e-9  # of the values themselves: numbers closer than this are told as one
RATE_STAYS_BELOW = 1e5  # a wage of 12,345 yuan a month is not told as 1.23 万


@cache
def texts(lang: Lang) -> dict[str, str]:
    """Every text of a language, by dotted key."""
    return read_texts(f"*.{lang}.yaml")


def read_texts(files: str) -> dict[str, str]:
    """The texts of some files of the folder, by dotted key; no part stands in two of them."""
    trees = map(shipped_yaml, sorted(FOLDER.glob(files)))
    return {key: told for tree in trees for key, told in _leaves(tree)}


def text(key: str, lang: Lang, **values: object) -> str:
    """The text under a key, with its blanks filled in."""
    try:
        template = texts(lang)[key]
    except KeyError:
        raise KeyError(f"no text {key!r} in viz/words/text/*.{lang}.yaml") from None
    return template.format(**values)


def term(kind: str, name: str, lang: Lang) -> str:
    """The word for a name found in data (a unit, a sector, a group); where none is known, the name itself."""
    return texts(lang).get(f"{kind}.{name}", name.replace("_", " "))


def account_told(name: str, lang: Lang) -> str:
    """What money was paid for, as the ledger declares it."""
    known = ACCOUNTS.get(name)
    return (known.zh if lang == "zh" else known.doc) if known else name.replace("_", " ")


def listed(parts: Sequence[str], lang: Lang) -> str:
    """`a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return text("number.and", lang, first=text("number.comma", lang).join(parts[:-1]), last=parts[-1])


@dataclass(frozen=True)
class Scale:
    """How numbers of one unit are written side by side: divided by `factor`, with so many decimals, in `unit`."""

    factor: float
    decimals: int  # negative: rounded to tens, hundreds, …
    unit: str  # empty for a bare number
    change: bool = False

    def digits(self, value: float) -> str:
        """The number without its unit."""
        if not math.isfinite(value):
            return "–"
        shown = round(value / self.factor, self.decimals)
        sign = "" if shown == 0 else MINUS if shown < 0 else "+" if self.change else ""
        return f"{sign}{abs(shown):,.{max(0, self.decimals)}f}"


def scale(values: Sequence[float], unit: str, lang: Lang, *, change: bool = False) -> Scale:
    """The scale on which `values` are told: shares in percent, changes of shares in percentage points, and large
    amounts in 万 and 亿 or M and bn. Two values or more (an interval) are rounded to a fraction of their half-width,
    one value to three digits."""
    finite = [float(v) for v in values if math.isfinite(v)] or [0.0]
    head, *per = _parts(unit)
    if head in PERCENT:
        word = text("number.points" if change or head == "pp" else "number.percent", lang)
        return Scale(PERCENT[head], _decimals(finite, PERCENT[head]), word + _per(per, lang), change)
    counted = MILLION if head.startswith("million") else 1.0
    least, magnitude = _magnitude(max(map(abs, finite)) * counted, lang, rate=bool(per))
    word = (magnitude + term("unit", head.removeprefix("million").strip(), lang) + _per(per, lang)).strip()
    return Scale(least / counted, _decimals(finite, least / counted), word, change)


def number(value: float, unit: str, lang: Lang, *, change: bool = False, beside: Sequence[float] = ()) -> str:
    """A number with its unit; `beside` names the numbers it is read with, which fix its decimals and magnitude."""
    if not math.isfinite(value):
        return text("number.none", lang)
    kind = scale([value, *beside], unit, lang, change=change)
    return _with_unit(kind.digits(value), kind.unit, lang)


def interval(
    low: float, high: float, unit: str, lang: Lang, *, change: bool = False, beside: Sequence[float] = ()
) -> str:
    """An interval with its unit, both ends alike; `beside` as for `number`."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return text("number.none", lang)
    kind = scale([low, high, *beside], unit, lang, change=change)
    ends = text("number.interval", lang, low=kind.digits(low), high=kind.digits(high))
    return _with_unit(ends, kind.unit, lang)


def fixed(value: float, places: int) -> str:
    """A bare number with so many decimals, a dash where there is none."""
    return f"{value:,.{places}f}".replace("-", MINUS) if math.isfinite(value) else "–"


def fixed_interval(low: float, high: float, places: int, lang: Lang) -> str:
    """Both ends as `fixed` writes them."""
    if not math.isfinite(low):
        return "–"
    return text("number.interval", lang, low=fixed(low, places), high=fixed(high, places))


def unit_word(unit: str, lang: Lang) -> str:
    """A unit in words: `yuan/month` is 元/月 or yuan a month; `share` is a percentage."""
    return scale([0.0], unit, lang).unit


def has_unit(unit: str, lang: Lang) -> bool:
    """Whether every part of a unit has a word in the language."""
    head, *per = _parts(unit)
    known = texts(lang)
    counted = [] if head in PERCENT else [head.removeprefix("million").strip()]
    return all(not name or f"unit.{name}" in known for name in [*counted, *per])


def month_name(start: str, month: int, lang: Lang) -> str:
    """The calendar month `month` months after `start` (2025-01)."""
    year, first = (int(part) for part in start.split("-"))
    years, index = divmod(first - 1 + month, 12)
    return text("date.month", lang, year=year + years, month=index + 1)


def day_told(day: str, lang: Lang) -> str:
    """A day (2024-01-17) or a month (2024-12) in words; anything else, as 2021–2025, stays."""
    match [int(part) for part in day.split("-") if part.isdecimal()]:
        case [year, month, date]:
            return text("date.day", lang, year=year, month=month, day=date)
        case [_, month]:
            return month_name(day, 0, lang)
    return day


def _leaves(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, branch in tree.items():
        if isinstance(branch, Mapping):
            yield from _leaves(branch, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", branch


def _parts(unit: str) -> list[str]:
    """`% a year` is ["%", "year"]; `share of pay` is a share."""
    head, *per = unit.replace(" a ", "/").split("/")
    return ["share" if head.startswith("share of ") else head, *per]


def _per(units: Sequence[str], lang: Lang) -> str:
    return "".join(text("number.per", lang, unit=term("unit", unit, lang)) for unit in units)


def _magnitude(size: float, lang: Lang, rate: bool) -> tuple[float, str]:
    for least, key in MAGNITUDES[lang]:
        if size >= max(least, RATE_STAYS_BELOW if rate else 0.0):
            return least, text(key, lang)
    return 1.0, ""


def _decimals(values: Sequence[float], factor: float) -> int:
    half = (max(values) - min(values)) / 2 / factor
    if half > NOISE * max(map(abs, values)) / factor:
        decimals = -math.floor(math.log10(half / 2))
        if decimals <= 0:
            decimals = min(0, 1 - math.floor(math.log10(half)))
        if min(values) > 0 or max(values) < 0:  # what excludes zero must not be printed as zero
            decimals = max(decimals, -math.floor(math.log10(min(map(abs, values)) / factor)))
        return min(6, decimals)
    shown = abs(values[0]) / factor
    decimals = min(4, 2 - math.floor(math.log10(shown))) if shown > 0 else 0
    decimals = 0 if -2 < decimals < 0 else decimals  # four digits of thousands: a wage
    while decimals > 0 and math.isclose(shown, round(shown, decimals - 1), rel_tol=1e-9):
        decimals -= 1
    return decimals


def _with_unit(digits: str, unit: str, lang: Lang) -> str:
    return text("number.with_unit", lang, digits=digits, unit=unit) if unit else digits
