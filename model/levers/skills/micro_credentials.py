"""Modules of ten minutes that add up to a certificate (plan §3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...params import param
from ..course import FRESH
from ..lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class MicroCredentials(Lever):
    """People take bundles of ten-minute modules beside whatever they do; each is a small step towards what their
    occupation needs, and enough of them earn an e-certificate (plan §3.3.2). Read by: enrol_participants."""

    zh: ClassVar = "人们在做其他事的同时学习十分钟微课，向职业所需技能小步前进，积累到足够可得电子证书（规划 §3.3.2）。"
    name: ClassVar = "micro_credentials"
    title: ClassVar = {"zh": "技能微认证", "en": "Micro-credentials"}
    section: ClassVar = "§3.3.2"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "newly_certified"
    expects: ClassVar = {"skill": "+", "certified": "+"}
    risks: ClassVar = {
        "en": "small steps that employers do not notice, certificates without value, the skilled take most",
        "zh": "步幅小不被用人单位认可、证书贬值、技能较高者受益更多",
    }

    # fmt: off
    bundles: float = param(200_000.0, "bundles of modules offered a year", "每年提供的微课包数",
        unit="bundles/year", within=(0, 20_000_000), source="§3.3.2, number not given", grade="swept")
    modules: int = param(20, "modules in a bundle", "每包的微课数",
        unit="modules", within=(1, 200), source="judgement", grade="judged")
    minutes: float = param(10.0, "length of a module", "一节微课的时长",
        unit="minutes", within=(1, 60), source="C18", grade="measured")
    price: float = param(30.0, "paid per bundle", "每包的费用",
        unit="yuan/bundle", within=(0, 1000), source="judgement", grade="judged")
    course_hours: float = param(120.0, "hours of the full course that the modules are cut from",
        "微课所拆分的完整课程的学时", unit="hours", within=(40, 400), source="judgement", grade="judged")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (
            Programme(
                name=self.name,
                seats=self.bundles,
                per_trainee=self.price,
                mode="online",
                months=0,
                fresh=FRESH,
                extent=min(1.0, self.modules * self.minutes / 60.0 / self.course_hours),
                own_trade=True,
                pause=0,
            ),
        )
