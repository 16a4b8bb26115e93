"""Voice: who is content with their work, who answers when asked, and what they speak up for."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class VoiceBehaviour:
    """Voice: who is content with their work, who answers when asked, and what they speak up for."""

    discontent: float = param(-1.0, "discontent at usual pay, 40 hours and middling trust",
        "通常报酬、40小时和中等信任下的不满",
        unit="logit", within=(-4, 2), source="judgement", grade="judged")
    discontent_pay: float = param(1.0, "its fall with the log of pay over what is usual for such work",
        "不满随报酬与同类工作通常报酬之比（对数）的下降",
        unit="logit", within=(0, 4), source="relative pay: Clark & Oswald 1996; size judged", grade="judged")
    discontent_hours: float = param(0.25, "its rise with ten hours a week beyond 40",
        "每周超出40小时每十小时不满的上升",
        unit="logit/10 hours", within=(0, 2), source="judgement", grade="judged")
    discontent_falls: float = param(0.5, "its rise while income falls", "收入下降时不满的上升",
        unit="logit", within=(0, 2), source="judgement", grade="judged")
    discontent_trust: float = param(2.0, "its fall from no trust in the platform to full trust",
        "对平台由毫无信任到完全信任时不满的下降", unit="logit", within=(0, 6), source="judgement", grade="judged")
    survey_response: float = param(0.6, "people asked who answer a survey", "受访者中作答的比例",
        unit="share", within=(0.05, 1), source="judgement", grade="judged")
    discontent_responds: float = param(0.9, "that share among the discontented, over others",
        "不满者与其他人的作答率之比",
        unit="ratio", within=(0.3, 2), source="judgement", grade="judged")
    voice_price: float = param(1.0, "rise of the wish for cheaper cover with the log of its price over the usual",
        "希望降低参保成本的意愿随保费占收入之比（对数）的上升",
        unit="logit", within=(0, 4), source="judgement", grade="judged")
    voice_own: float = param(2.0, "rise of that wish among those who pay the premium themselves",
        "自己缴费者该意愿的提高",
        unit="logit", within=(0, 5), source="judgement", grade="judged")
    objecting: float = param(0.3, "those without that wish who object; the others keep silent",
        "无此意愿者中反对的比例，其余不发言", unit="share", within=(0, 1), source="judgement", grade="judged")
# fmt: on
