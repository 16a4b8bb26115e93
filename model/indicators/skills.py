"""Courses, certificates and skills."""

from __future__ import annotations

from .matters import Matters
from .series import full_year, indicator, percent, year_sum

# fmt: off
indicator("training_completion", "%", aim="quantity", better=1, source="plan §4.4.1",
          matters=Matters(1.0, False, "survey"),
          zh=("培训完成率", "一年内完成培训者占完成与退出者之和的比重"),
          en=("Training completion", "completed over completed and dropped, twelve months"),
          formula=lambda s: percent(year_sum(s.flow("completed")), year_sum(s.flow("completed") + s.flow("dropped"))))
indicator("training_inflow", "% a year", aim="quantity", better=1, source="P39",
          matters=Matters(0.1, False, "as_published"),
          zh=("年培训规模", "一年内入学人次占就业者的比重"),
          en=("Training inflow", "enrolments of twelve months over people at work"),
          formula=lambda s: percent(full_year(s.flow("enrolled")), s.working[:, 0]))
indicator("certificates_per_training", "%", aim="quantity", better=1, source="P40",
          matters=Matters(1.0, False, "survey"),
          zh=("培训取证率", "一年内取得证书数与入学人次之比"),
          en=("Certificates per enrolment", "certificates over enrolments, twelve months"),
          formula=lambda s: percent(full_year(s.flow("certified")), full_year(s.flow("enrolled"))))
indicator("certified_share", "%", aim="quality", better=1, source="plan §4.1.2",
          matters=Matters(1.0, False, "survey"),
          zh=("持数字技能证书者", "持有证书者占16岁及以上人口的比重"),
          en=("Certificate holders", "people with a certificate, over people aged 16 and over"),
          formula=lambda s: percent(s.certified, s.persons))
indicator("skilled_share", "%", aim="quality", better=1, source="P38",
          matters=Matters(1.0, False, "survey"),
          zh=("技能劳动者比重", "技能劳动者占就业者的比重"),
          en=("Skilled share", "skilled people over people at work"), formula=lambda s: percent(s.skilled, s.working))
# fmt: on
