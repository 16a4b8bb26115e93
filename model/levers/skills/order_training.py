"""Courses ordered by firms that keep posts for the graduates (plan §6.2.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from ...params import param
from ..course import length, paid_per_trainee, part_time_course
from ..lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class OrderTraining(Lever):
    """Firms of the alliance list open posts and keep a share of them; places are opened against them and graduates
    take them up, as far as posts are still open and pay enough (plan §6.2.1). Read by: enrol_participants."""

    zh: ClassVar = "联盟企业列出空岗并预留一部分，据此开设学位；结业者在岗位仍空缺且工资合意时上岗（规划 §6.2.1）。"
    name: ClassVar = "order_training"
    title: ClassVar = {"zh": "订单式培训", "en": "Order-based training"}
    section: ClassVar = "§6.2.1"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "trainees"
    expects: ClassVar = {"skill": "+", "digital": "+"}
    risks: ClassVar = {
        "en": "posts go to trainees that others would have filled, firms order what they need today",
        "zh": "岗位被学员占用而挤出他人、用人单位只按眼前需求下单",
    }

    # fmt: off
    seats: float = param(50_000.0, "most places a year; no more are opened than there are posts",
        "每年最多的学位数；不超过空岗数", unit="persons/year", within=(0, 2_000_000),
        source="C67: more than 50,000 in a year", grade="measured")
    reserved: float = param(0.5, "share of open digital posts kept for graduates", "数字岗位空缺中为结业者预留的比例",
        unit="share", within=(0, 1), source="§6.2.1, share not given", grade="swept")
    per_trainee: float = paid_per_trainee(2_500.0)
    months: int = length(3, "C10", "derived")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (replace(part_time_course(self), reserved=self.reserved, fresh=1.0),)
