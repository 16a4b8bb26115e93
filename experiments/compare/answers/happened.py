"""What happened in a run: what moved in the city from its first months to its last, whom programmes reached, and what
the public paid. Read from the tables of stored runs, so that a run is told alike when it ends and when it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ....model.indicators import INDICATORS
from ....model.ledger import GOVERNMENT, OUTLAYS, SPECIAL_FUND
from ....results.archive import Run
from ...runs.intervals import mean_interval
from ..comparison import Difference
from .said import Amount, Blank, Named, Sentence, rounded, sureness

RUN = "run"
YEAR, MOST_CHANGES, MOST_ACCOUNTS = 12, 4, 2
COURSES = ("enrolled", "completed", "certified")
WORK = ("hires", "dismissals", "quits")


@dataclass(frozen=True)
class Happened:
    """The same of several seeds, in the order of the months."""

    months: int
    levels: dict[str, NDArray[np.float64]]  # indicator → [seed, month]
    flows: dict[str, float]  # real heads over all months, mean over seeds
    paid: dict[str, float]  # account → yuan of public outlays over all months, mean over seeds


def happened(runs: Sequence[Run]) -> list[Sentence]:
    """What is said of the runs of one scenario."""
    found = _read(runs)
    return [*_moved(found), *_worked(found), *_paid(found)]


def _read(runs: Sequence[Run]) -> Happened:
    tables = [{name: run.table(name).to_pandas() for name in ("indicators", "flows", "ledger")} for run in runs]
    weights = [run.manifest["weight"] for run in runs]
    everybody = [one["indicators"][one["indicators"]["group"] == "all"] for one in tables]
    levels = {}
    for name in runs[0].manifest["measure"]:
        rows = [one[one["indicator"] == name].sort_values("month")["value"].to_numpy(np.float64) for one in everybody]
        if all(len(row) for row in rows):
            levels[name] = np.stack(rows)
    flows = {
        name: float(np.mean([w * _sum(one["flows"], name) for one, w in zip(tables, weights, strict=True)]))
        for name in (*COURSES, *WORK)
    }
    paid: dict[str, float] = {}
    for one in tables:
        for account, yuan in _public(one["ledger"]).items():
            paid[account] = paid.get(account, 0.0) + yuan / len(tables)
    return Happened(runs[0].manifest["months"], levels, flows, paid)


def _sum(flows: pd.DataFrame, name: str) -> float:
    return float(flows["value"][flows["flow"] == name].sum())


def _public(ledger: pd.DataFrame) -> dict[str, float]:
    """Yuan that the special fund and the general budget paid for policies, by account."""
    budget = (ledger["payer"] == GOVERNMENT) & ledger["account"].isin(OUTLAYS) & (ledger["payee"] != SPECIAL_FUND)
    rows = ledger[budget | (ledger["payer"] == SPECIAL_FUND)]
    return {str(account): float(yuan) for account, yuan in rows.groupby("account")["yuan"].sum().items()}


def _moved(found: Happened) -> Iterator[Sentence]:
    """Measured figures that go further than what matters between the first and the last months, the surest first."""
    span = min(YEAR, found.months // 2)
    if not span or not found.levels:
        return
    rows = [_change_of(name, levels, span) for name, levels in found.levels.items()]
    several = min(len(levels) for levels in found.levels.values()) > 1
    sure = [d for d in rows if (d.clear if several else abs(d.difference) > d.threshold)]
    about: dict[str, Blank] = {"n": span, "months": found.months, "all": len(rows)}
    if not sure:
        yield Sentence(RUN, "unsure" if several else "still", about)
    else:
        order = sorted(sure, key=sureness if several else _size, reverse=True)
        told = tuple(_told(d) for d in order[:MOST_CHANGES])
        more = len(sure) - len(told)
        rest: tuple[Blank, ...] = (Sentence(RUN, "more", {"n": more}),) if more else ()
        yield Sentence(RUN, "moved", {**about, "changes": (*told, *rest)})
    yield Sentence(RUN, "chance" if several else "one_seed", {"seeds": max(map(len, found.levels.values()))})


def _change_of(name: str, levels: NDArray[np.float64], span: int) -> Difference:
    first, last = (np.array([_mean(row) for row in part]) for part in (levels[:, :span], levels[:, -span:]))
    mean, low, high = mean_interval(list(last - first))
    before, after = _mean(first), _mean(last)
    return Difference("", name, "all", levels.shape[1], before, after, mean, low, high, INDICATORS[name].unit)


def _mean(row: NDArray[np.float64]) -> float:
    known = row[np.isfinite(row)]
    return float(known.mean()) if len(known) else float("nan")


def _size(d: Difference) -> float:
    """How far it goes, in sizes that matter."""
    return abs(d.difference) / d.threshold if d.threshold else abs(d.difference)


def _told(d: Difference) -> Sentence:
    ends = (d.low, d.high)
    blanks: dict[str, Blank] = {
        "name": Named("indicator", d.indicator),
        "first": Amount(d.base, d.unit, False, (d.value,)),
        "last": Amount(d.value, d.unit, False, (d.base,)),
        "size": Amount(d.difference, d.unit, True, ends),
    }
    return Sentence(RUN, "change", blanks)


def _worked(found: Happened) -> Iterator[Sentence]:
    """Whom programmes reached, and how many posts were taken and left."""
    blanks = {name: Amount(rounded(found.flows[name]), "persons") for name in (*COURSES, *WORK)}
    key = "courses" if found.flows["enrolled"] else "no_courses"
    yield Sentence(RUN, key, {name: blanks[name] for name in COURSES} if key == "courses" else {})
    yield Sentence(RUN, "work", {name: blanks[name] for name in WORK})


def _paid(found: Happened) -> Iterator[Sentence]:
    """What the public paid, and what most of it bought."""
    total = sum(found.paid.values())
    if total <= 0.0:
        yield Sentence(RUN, "free")
        return
    largest = sorted(found.paid.items(), key=lambda item: -item[1])[:MOST_ACCOUNTS]
    told = tuple(
        Sentence(RUN, "account", {"account": Named("account", name), "share": Amount(yuan / total, "share")})
        for name, yuan in largest
        if yuan > 0.0
    )
    yield Sentence(RUN, "paid", {"cost": Amount(total, "yuan"), "accounts": told})
