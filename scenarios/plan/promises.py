"""What the levers of a scenario promise from the special fund in a year, against what the fund may spend.

More than the fund holds is no fault: funds compete, and what comes late finds nothing. But whoever asks should know
before anything runs.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...model.params import params_of
from ...model.rules import Rules
from ..checks import Month, later
from ..spec import Scenario

USUAL: float = params_of(Rules)["special_fund_per_head"].default  # yuan a resident and year


@dataclass(frozen=True)
class Promise:
    """The month in which most is promised."""

    when: Month
    promised: float  # yuan a year, if every place is taken and every station built
    limit: float  # yuan a year that the fund may spend
    levers: tuple[str, ...]  # the dearest first

    @property
    def over(self) -> bool:
        """Whether more is promised than the fund may spend."""
        return self.promised > self.limit


def promises(scenario: Scenario) -> Promise | None:
    """The most that is promised at any time beside the limit of that time; None if nothing is."""
    adults, residents = scenario.profile.adults, scenario.profile.residents
    found = []
    for month in sorted({dated.start + max(0, dated.phase_in - 1) for dated in scenario.levers}):
        costs: dict[str, float] = {}
        per_head = USUAL
        for dated in scenario.levers:
            strength = dated.strength(month)
            if strength > 0.0 and not dated.lever.off:
                costs[dated.lever.name] = costs.get(dated.lever.name, 0.0) + strength * dated.lever.yearly_cost(adults)
                per_head += strength * getattr(dated.lever, "more_per_head", 0.0)
        dear = tuple(sorted((name for name in costs if costs[name] > 0.0), key=lambda name: -costs[name]))
        found.append(Promise(later(scenario.start, month), sum(costs.values()), per_head * residents, dear))
    most = max(found, key=lambda promise: promise.promised / promise.limit, default=None)
    return most if most is not None and most.promised > 0.0 else None
