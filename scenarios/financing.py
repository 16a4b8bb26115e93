"""Who pays for what the policies of a scenario cost: a tax on wages, a levy on employers, or cuts elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from ..messages import phrase
from ..model.circle import CUT, NOBODY_PAYS, SOURCES, Financing
from ..model.levers import Dated
from ..model.params import Param, params_of
from ..model.phases.circle import MOST_SHARE
from ..model.profile import Profile
from ..model.rules import Rules
from .checks import Faults, ScenarioFrame, no_setting, number, one_of
from .merge import Node

DEFAULT = CUT  # what a city may do: taxes are set by national law, and its budget must balance
NONE = "none"  # a pure experiment: nobody pays
PAYERS = {
    "wages": "a tax on wages, in proportion to pay",
    "firms": "a levy on employers, in proportion to payroll, which makes posts dearer",
    "cut": "cuts of other public spending in the city; the default, for cities may not levy taxes",
    NONE: "nobody: a pure experiment",
}
SHARE = Param("share of the outlays", 0.0, "", "share", "", "judged", (0.0, 1.0), None)
EMPLOYEES = 0.6  # share of adults who work for a wage, roughly
EXACT = 1e-9  # to which shares must sum to one
USUAL_FUND: float = params_of(Rules)["special_fund_per_head"].default  # yuan a resident and year


def read_financing(node: Node | None, levers: Sequence[Dated], frame: ScenarioFrame, faults: Faults) -> Financing:
    """The section `financing` of a scenario: one word, or shares of the three sources that sum to one."""
    if node is None:
        return DEFAULT
    before = len(faults)
    who = _mix(node, faults) if isinstance(node.value, dict) else _alone(node, faults)
    if len(faults) == before and frame.complete and frame.profile is not None:
        _refuse_what_cannot_be_raised(node, who, levers, frame.profile, faults)
    return who


def written(who: Financing) -> str | dict[str, float]:
    """A financing as a scenario file has it."""
    shares = who.shares()
    if not shares:
        return NONE
    return next(iter(shares)) if list(shares.values()) == [1.0] else shares


def _alone(node: Node, faults: Faults) -> Financing:
    if node.value == NONE:
        return NOBODY_PAYS
    if isinstance(node.value, str) and node.value in SOURCES:
        return Financing(**{node.value: 1.0})
    faults.append(node.fault(one_of(node, PAYERS)))
    return DEFAULT


def _mix(node: Node, faults: Faults) -> Financing:
    before, shares = len(faults), {}
    for name, item in node.items.items():
        if name in SOURCES:
            shares[name] = number(item, SHARE, faults)
        else:
            faults.append(item.fault(no_setting(name, SOURCES), key=True))
    total = sum(share for share in shares.values() if share is not None)
    if len(faults) == before and abs(total - 1.0) > EXACT:
        what = "must have shares that sum to 1: somebody pays for all of it, or write none (they sum to {total})"
        faults.append(node.fault(phrase("financing.sum", what, total=f"{total:g}")))
    return DEFAULT if len(faults) > before else Financing(**shares)


def _refuse_what_cannot_be_raised(
    node: Node, who: Financing, levers: Sequence[Dated], profile: Profile, faults: Faults
) -> None:
    """A fault for each source that is asked for more than the limit, when all that the levers promise is taken up."""
    payroll = 12.0 * profile.monthly_wage * profile.adults * EMPLOYEES
    cost = _dearest_year(levers, profile)
    for name, share in who.shares().items():
        if share * cost > MOST_SHARE * payroll:
            what = (
                "cannot raise {cost} yuan a year from {source}: that is {share} of all wages in {city}, and at most "
                "{most} can be taken; promise less, or let others pay too"
            )
            words = {"cost": f"{share * cost:,.0f}", "source": name, "share": f"{share * cost / payroll:.2%}"}
            at = node.items.get(name, node)
            faults.append(
                at.fault(phrase("financing.too_much", what, **words, city=profile.id, most=f"{MOST_SHARE:.0%}"))
            )


def _dearest_year(levers: Sequence[Dated], profile: Profile) -> float:
    """Yuan of the year in which the levers promise most, as far as the special fund may spend them."""
    most = 0.0
    for month in {dated.start + max(0, dated.phase_in - 1) for dated in levers if not dated.lever.off}:
        now = [(dated.strength(month), dated.lever) for dated in levers if not dated.lever.off]
        promised = sum(strength * lever.yearly_cost(profile.adults) for strength, lever in now)
        per_head = USUAL_FUND + sum(strength * getattr(lever, "more_per_head", 0.0) for strength, lever in now)
        most = max(most, min(promised, per_head * profile.residents))
    return most
