"""Government: what it knows, what it has decided, and what is in its purse. It acts by rules, on tallies that are late
and smoothed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from .compiled import rule
from .maths import log, power

Floats = NDArray[np.float64]

# What the annual review weighs (plan §4.4.1): more jobs, better jobs, fairer jobs.
QUANTITY, QUALITY, FAIRNESS = range(3)
# What has become of a lever that was put on trial, or looked at again.
ON_TRIAL, REVISED, ADOPTED, ENDED = "on_trial", "revised", "adopted", "ended"

FEW_INSURED = 0.01  # share with which a fund reckons where nobody is insured
HALVINGS = 20  # of the interval in which support is sought
LEAST_RATE = 0.05  # of a contribution: below, a fund would not learn what the full one brings
NEVER = 1 << 30  # a month that does not come
LEAST_POSTS = 0.5  # smoothed posts of an occupation below which it has no ratio of them


@dataclass(frozen=True)
class Trial:
    """A lever on trial: how it stands, since when, and what was measured in each district then."""

    standing: str
    since: int  # month of the scenario
    before: Floats = field(default_factory=lambda: np.zeros(0))  # [zones]
    effect: float = np.nan  # when it was last measured: pilot districts against the others


@dataclass
class Government:
    """Observations, decisions and funds. Money in fen; one value per occupation or zone where an array is given."""

    vacancies: Floats  # posts open per occupation, smoothed, as observed with lag
    seekers: Floats  # people aiming at the occupation, smoothed, as observed with lag
    staff: Floats  # people employed in the occupation, smoothed, as observed with lag
    alarm: NDArray[np.uint8]  # early warning on for the occupation
    special_fund_spent: int  # fen spent from the special fund in this calendar year
    promised: int  # fen of the special fund due to those on a course until its end
    fund_income: int  # fen paid into the protection fund last month, match included
    fund_claims: float  # fen of medical claims a month, smoothed
    flexible_insured: int  # flexible workers in the employees' scheme last month
    support: float  # share of the flexible premium the fund can pay this month
    levied: float  # share of the full contribution that it asks of platforms
    for_training: int  # fen of the fund that are set aside for courses
    cover: float  # share of the promised medical cover the fund can honour this month
    budget_share: Floats  # [zones] share of its course budget a district has this year
    asked: Floats  # [zones] persons a year that a district had to train by last month's rules, in the real city
    due: Floats  # [zones] of them, those of the months of this calendar year in which a rule asked for them
    trained: NDArray[np.int64]  # [zones] persons who completed a course in those months
    emphasis: Floats  # [3] weight of quantity, quality and fairness in the course budget
    last_year: Floats  # [3] what the last annual review measured; empty before the first, and where it lapsed
    reports: list[tuple[Floats, Floats]] = field(default_factory=list)  # gap and vacancy rate, newest last
    trials: dict[int, Trial] = field(default_factory=dict)  # by the lever's place in the policy
    watched: dict[int, int] = field(default_factory=dict)  # programme → months it has been open under yearly revision
    closed: dict[int, int] = field(default_factory=dict)  # programme struck off the list → month
    listed: dict[int, int] = field(default_factory=dict)  # new occupations in the official list: month of entry
    begun: dict[str, NDArray[np.int64]] = field(default_factory=dict)  # rule for what is new → [zones] month it began
    revenue: float = -1.0  # fen of tax and contributions a month, three-month mean since somebody asked; -1: nobody yet
    revenue_before: float = 0.0  # the same in the month in which somebody first asked
    demand_map: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))  # [O] short posts as mapped; replaced
    capacity: float = 0.0  # course places a year that equity in providers has added, in the real city
    taught: Floats = field(default_factory=lambda: np.zeros(0))  # [O] posts for which schools teach; replaced
    taught_usual: Floats = field(default_factory=lambda: np.zeros(0))  # [O] the same as the city settled; replaced
    hearing: int = -1  # month of the last hearing; -1: none since a rule asked for one
    carried: bool = False  # what it decided
    proposals: Floats = field(default_factory=lambda: np.zeros(0))  # [zones] proposals heard that pay; replaced
    read: int = -1  # month in which they were read

    def gap(self) -> Floats:
        """Share of an occupation's posts without a qualified seeker within reach, 0 to 1 (B 2.16)."""
        short = np.maximum(self.vacancies - self.seekers, 0.0)
        return np.divide(short, self.vacancies, out=np.zeros_like(short), where=self.vacancies > LEAST_POSTS)

    def vacancy_rate(self) -> Floats:
        """Open posts of an occupation over all its posts, 0 to 1 (plan §4.4.2)."""
        posts = self.vacancies + self.staff
        return np.divide(self.vacancies, posts, out=np.zeros_like(posts), where=posts > LEAST_POSTS)

    def since(self, rule_name: str) -> NDArray[np.int64]:
        """[zones] month since which a rule for what is new has held; where nobody noted it, it always has."""
        return self.begun.get(rule_name, np.full(len(self.budget_share), -NEVER))

    @classmethod
    def new(cls, occupations: int, zones: int) -> Government:
        """A government that has seen nothing yet and owns nothing."""
        return cls(
            vacancies=np.zeros(occupations),
            seekers=np.zeros(occupations),
            staff=np.zeros(occupations),
            alarm=np.zeros(occupations, np.uint8),
            special_fund_spent=0,
            promised=0,
            fund_income=0,
            fund_claims=0.0,
            flexible_insured=0,
            support=0.0,
            levied=1.0,
            for_training=0,
            cover=0.0,
            budget_share=np.ones(zones),
            asked=np.zeros(zones),
            due=np.zeros(zones),
            trained=np.zeros(zones, np.int64),
            emphasis=np.full(3, 1.0 / 3.0),
            last_year=np.zeros(0),
        )

    def copy(self) -> Government:
        """A deep copy."""
        seen = ("vacancies", "seekers", "staff", "alarm", "last_year")
        arrays = (*seen, "budget_share", "asked", "due", "trained", "emphasis")
        fresh = {name: getattr(self, name).copy() for name in arrays}
        return replace(
            self,
            **fresh,
            reports=list(self.reports),
            trials=dict(self.trials),
            watched=dict(self.watched),
            closed=dict(self.closed),
            listed=dict(self.listed),
            begun=dict(self.begun),
        )


# ---- decisions ------------------------------------------------------------------------------------------------------


@rule
def alarm_after(alarm, measured, threshold, release):
    """Whether the early warning is on: it sounds above the threshold and lasts until the release (B 2.16)."""
    if measured > threshold:
        return 1
    return 0 if measured < min(release, threshold) else alarm


@rule
def share_after_target(trained, due, penalty):
    """Share of its course budget that a district keeps for a year, by how far it missed what was due (plan §4.1.3)."""
    missed = min(max(1.0 - trained / max(due, 1e-9), 0.0), 1.0)
    return 1.0 - penalty * missed


@rule
def joining(share, support, offered, slope):
    """Share of flexible workers insured at the support `offered`, if `share` are at the present one (B 2.17)."""
    known = min(max(share, FEW_INSURED), 1.0 - FEW_INSURED)
    odds = known / (1.0 - known) * power((1.0 - offered) / (1.0 - support), slope)
    return odds / (1.0 + odds)


@rule
def carried_support(spare, premiums, share, support, b):
    """Share of premiums that the protection fund can carry with so much to spare a month: it reckons with those who
    join because of it. `premiums`: of all who may join; `share` of them are insured at the present support."""
    low, high = 0.0, b.most_support
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if middle * premiums * joining(share, support, middle, b.insurance_price) <= spare:
            low = middle
        else:
            high = middle
    return low


@rule
def rate_needed(full_income, outgo):
    """Share of its full rate that a fund needs to meet what it pays at most."""
    return min(1.0, max(LEAST_RATE, outgo / full_income)) if full_income > 0.0 else 1.0


@rule
def eased(support, wanted, step):
    """The support of premiums on its way to what the fund can carry, a step a month at most."""
    return min(wanted, support + step) if wanted > support else max(wanted, support - step)


# ---- voice ----------------------------------------------------------------------------------------------------------

NORMAL_HOURS, TEN_HOURS = 40.0, 10.0  # a week
LEAST_PAY, MOST_PAY = 0.2, 5.0  # pay over the usual: what is beyond either counts no more


@rule
def discontent(pay, hours, falling, trust, b):
    """Log odds of being discontented with one's work, by pay over what is usual for it, weekly hours, whether income
    falls, and trust (0 to 1)."""
    odds = b.discontent - b.discontent_pay * log(min(MOST_PAY, max(LEAST_PAY, pay)))
    odds += b.discontent_hours * max(0.0, hours - NORMAL_HOURS) / TEN_HOURS
    odds += b.discontent_falls if falling else 0.0
    return odds - b.discontent_trust * (trust - b.usual_trust)


@rule
def wants_cheaper_cover(odds, pays, premium, income, b):
    """Log odds of speaking up for cheaper cover: those who pay the premium, those to whom it is dear, the
    discontented."""
    odds += b.voice_own if pays else 0.0
    price = premium / max(income, 1.0) / b.usual_premium
    return odds + b.voice_price * log(min(MOST_PAY, max(LEAST_PAY, price)))


@rule
def worth_adopting(busy, quality, pace):
    """Whether proposals to slow down pay a platform: better service brings more orders than a slower pace leaves
    undone, where hours are `busy` (0 to 1) with orders."""
    brought = busy * (1.0 + quality)
    return brought - max(0.0, brought - (1.0 - pace)) > busy
