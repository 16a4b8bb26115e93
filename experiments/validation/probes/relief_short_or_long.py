"""The same relief for new posts, for a year or for good: what does a job cost?"""

from __future__ import annotations

from ....model.city import City
from ....model.levers import LEVERS
from ....model.month import Flows
from ..probe import Probe, ProbeReading, ProbeSetup, WatchedFuture
from ..probe_watchers import employees

POST, SHORT = 20_000.0, 12  # yuan a post; months for which the short one holds


def relief_paid(city: City, flows: Flows) -> float:
    """Relief of the month, fen."""
    return float(city.ledger.total("vat_relief"))


def relieve(setup: ProbeSetup, dose: float) -> None:
    """Relief for each new digital post; for a year at dose 0, for good at dose 1."""
    lever = LEVERS["vat_relief"](per_post=POST)  # type: ignore[call-arg]
    setup.enact(lever, until=SHORT if dose == 0.0 else None)


def _jobs(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
    """Job-years added over four years."""
    return float((with_.seen(employees)[:48] - without.seen(employees)[:48]).sum() / 12.0)


def _paid(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
    """Relief paid over four years, yuan."""
    return float(with_.seen(relief_paid)[:48].sum() / 100.0)


probe = Probe(
    name="relief_short_or_long",
    title={"zh": "岗位减免：一年或长期", "en": "Relief for new posts: a year or for good"},
    about={
        "zh": "每个新增数字岗位减税2万元；剂量0为一年，1为长期。",
        "en": "Relief of 20,000 yuan for each new digital post; dose 0 is for a year, dose 1 for good.",
    },
    doses=(0.0, 1.0),
    change=relieve,
    months=48,
    watch=(relief_paid, employees),
    persons=50_000,
    readings=(
        ProbeReading(
            name="jobs",
            title={"zh": "增加的岗位·年（模拟人数）", "en": "job-years added, simulated heads"},
            effect=_jobs,
            unit="persons",
            sign="+",
            contrast=True,
            source="sign: what lasts adds more",
        ),
        ProbeReading(
            name="cost",
            title={"zh": "每增加一个岗位·年的减免", "en": "relief for each job-year added"},
            effect=_paid,
            over=_jobs,
            unit="yuan",
            sign="differs",
            contrast=True,
            source="Cahuc, Carcillo & Le Barbanchon 2019 (a short one is cheaper)",
        ),
    ),
)
