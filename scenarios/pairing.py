"""A paired city: what is tried in one city is measured against another, and copied there if it helps (plan §4.2.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ..messages import phrase
from ..model.levers import Dated, Lever
from ..model.params import param, params_of
from ..model.profile import Profile
from . import cities
from .checks import Faults, ScenarioFrame, integer, known, measured, no_city, settings, words
from .merge import Node, suggest

RULES = ("months", "measure", "lag", "revise")
MOST_LAG = 120


@dataclass(frozen=True)
class Coupling:
    """What passes between two cities. At 0 each lives as if the other were not there."""

    # fmt: off
    moves: float = param(0.0005, "persons of 18 to 59 who move to the other city where both are alike",
        "两城条件相同时迁往另一城市的18至59岁者", unit="share/month", within=(0, 0.02),
        source="between two cities of a province; no public table by city pair", grade="swept")
    income_pull: float = param(1.0, "elasticity of moves in mean income there over here",
        "迁移对两地平均收入之比的弹性", unit="ratio", within=(0, 5), source="judgement: gravity of migration",
        grade="swept")
    job_pull: float = param(5.0, "log change of moves for each unit of the unemployment rate here above there",
        "本地失业率每高出对方一个单位，迁移的对数变化", unit="1/share", within=(0, 50),
        source="judgement: gravity of migration", grade="swept")
    visitors: float = param(0.05, "places of a course that people of the other city take",
        "课程学位中由另一城市的人占用的比例", unit="share", within=(0, 0.9), source="judgement", grade="swept")
    orders: float = param(0.3, "online orders left unserved that are offered in the other city a month later",
        "未完成的线上订单中一个月后转往另一城市的比例", unit="share", within=(0, 1), source="judgement", grade="swept")
    # fmt: on

    @property
    def apart(self) -> bool:
        """Whether nothing passes."""
        return not (self.moves or self.visitors or self.orders)


@dataclass(frozen=True)
class Rollout:
    """How the trial in the first city is judged, and how it is copied."""

    # fmt: off
    at_least: float = param(0.02, "gain over the paired city that counts as success",
        "相对结对城市的改善达到多少算成功", unit="share", within=(-1, 10), source="judgement")
    transfer: float = param(0.7, "share of the dose that survives the copy", "复制后保留的政策力度",
        unit="share", within=(0, 1), source="plan §4.2.3: judged")
    # fmt: on


@dataclass(frozen=True)
class Pair:
    """The other city, how the trial is judged, and what passes between the two."""

    city: str
    profile: Profile = field(compare=False, repr=False)
    months: int  # of a trial
    measure: str  # one of MEASURES, for the whole city
    lag: int  # months from the decision to the start in the other city
    rollout: Rollout
    coupling: Coupling
    revised: tuple[Lever, ...] = ()  # what is tried next if the first trial fails

    def written(self, levers: Sequence[Dated]) -> dict[str, Any]:
        """The section of a scenario file that says this."""
        before = {dated.lever.name: dated.lever for dated in levers}
        changes = {
            new.name: {k: getattr(new, k) for k in new.settings() if getattr(new, k) != getattr(before[new.name], k)}
            for new in self.revised
        }
        section = {"city": self.city, "months": self.months, "measure": self.measure, "lag": self.lag}
        return {**section, **asdict(self.rollout), **asdict(self.coupling), **({"revise": changes} if changes else {})}

    def workers(self, of_the_first: int, profile: Profile) -> int:
        """Simulated persons, each standing for as many as in the first city."""
        return max(200, round(of_the_first * self.profile.adults / profile.adults))


def read_pair(
    node: Node | None, first: str, frame: ScenarioFrame, levers: Sequence[Dated], faults: Faults
) -> Pair | None:
    """The section `pair` of a scenario in the city `first`; None with faults if it cannot be used."""
    if node is None:
        return None
    before, names = len(faults), (*params_of(Rollout), *params_of(Coupling))
    items = known(node, ("city", *RULES, *names), faults)
    profile = _other(items.get("city"), node, first if frame.profile is not None else "", faults)
    months = integer(items.get("months"), 12, 1, MOST_LAG, "months", faults)
    lag = integer(items.get("lag"), 12, 0, MOST_LAG, "months", faults)
    measure = measured(items.get("measure"), "certified", faults)
    rollout = Rollout(**settings({k: v for k, v in items.items() if k in params_of(Rollout)}, Rollout, faults))
    coupling = Coupling(**settings({k: v for k, v in items.items() if k in params_of(Coupling)}, Coupling, faults))
    revised = _revised(items.get("revise"), levers, faults) if frame.complete else ()
    if not levers and frame.complete:
        faults.append(node.fault(phrase("pair.no_lever", "needs a lever to try"), key=True))
    if len(faults) > before or profile is None:
        return None
    return Pair(items["city"].value, profile, months, measure, lag, rollout, coupling, revised)


def _other(node: Node | None, pair: Node, first: str, faults: Faults) -> Profile | None:
    """The profile of the paired city."""
    if node is None:
        faults.append(pair.fault(phrase("value.missing", "must give {name}", name="city")))
        return None
    name = words(node, "", faults)
    if name not in cities.list_cities():
        faults.append(node.fault(no_city(node, suggest(name, cities.list_cities()))))
        return None
    if name == first:
        faults.append(node.fault(phrase("pair.same_city", "must be another city than {city}", city=first)))
        return None
    return cities.load_city(name)


def _revised(node: Node | None, levers: Sequence[Dated], faults: Faults) -> tuple[Lever, ...]:
    """Levers as the second trial has them."""
    before: Mapping[str, Lever] = {dated.lever.name: dated.lever for dated in levers}
    found = []
    for name, body in known(node, list(before) or ["levers"], faults).items():
        lever = before[name]
        changes = settings(known(body, tuple(lever.settings()), faults), type(lever), faults)
        new = type(lever)(**{**{key: getattr(lever, key) for key in lever.settings()}, **changes})
        if new == lever:
            faults.append(body.fault(phrase("clash.nothing_revised", "must change a setting")))
        found.append(new)
    return tuple(found)
