"""Money of funds, government and platforms."""

from __future__ import annotations

import numpy as np

from .matters import Matters
from .series import indicator, percent

# fmt: off
indicator("fund_balance", "million yuan", aim="money", better=0, source="plan §3.2.1",
          matters=Matters(0.01, True, "one_per_cent"),
          zh=("保障金余额", "灵活就业保障金月末余额"), en=("Protection fund balance", "at the month's end"),
          formula=lambda s: s.flow("fund_balance") * s.weight / 1e8)
indicator("fund_support", "%", aim="money", better=1, source="plan §3.2.1",
          matters=Matters(0.5, False, "half_point"),
          zh=("保费补助比例", "保障金为平台劳动者承担的保费比例"),
          en=("Premium support", "share of the flexible premium the fund pays"),
          formula=lambda s: s.flow("support_bp") / 100.0)
indicator("public_outlays", "million yuan/month", aim="money", better=-1, source="ledger",
          matters=Matters(0.01, True, "one_per_cent"),
          zh=("计划公共支出", "专项资金、监察与既有培训支出"),
          en=("Public outlays of the plan", "special fund, audits and existing courses"),
          formula=lambda s: s.flow("public_outlays") * s.weight / 1e8)
indicator("platform_revenue", "million yuan/month", aim="money", better=0, source="ledger",
          matters=Matters(0.01, True, "one_per_cent"),
          zh=("平台营收", "平台订单总额"), en=("Platform revenue", "value of platform orders"),
          formula=lambda s: s.flow("platform_revenue") * s.weight / 1e8)
indicator("orders", "million/month", aim="money", better=0, source="ledger",
          matters=Matters(0.01, True, "one_per_cent"),
          zh=("平台订单", "完成的平台订单"), en=("Platform orders", "orders filled"),
          formula=lambda s: s.flow("orders") * s.weight / 1e6)
indicator("unserved_share", "%", aim="services", better=-1, source="P87",
          matters=Matters(0.5, False, "half_point"),
          zh=("无人接的订单", "所有平台订单中无人接单的比重"),
          en=("Orders unserved", "orders asked for on platforms that find no worker"),
          formula=lambda s: 100.0 - percent(s.flow("orders"), np.maximum(s.flow("orders_asked"), s.flow("orders"))))
indicator("order_wait", "ratio", aim="services", better=-1, source="B 3.20",
          matters=Matters(0.01, False, "as_ratios"),
          zh=("等待时间", "顾客等待时间与通常之比"), en=("Wait", "customers' wait for an order over the usual"),
          formula=lambda s: s.flow("order_wait") / np.maximum(s.flow("orders_asked"), 1.0) / 100.0)
indicator("platform_use", "%", aim="quality", better=0, source="P81",
          matters=Matters(0.5, False, "half_point"),
          zh=("平台运力利用率", "平台劳动者工时中有单的比重"),
          en=("Use of platform hours", "hours of platform workers that orders fill"),
          formula=lambda s: percent(s.flow("orders"), s.flow("order_room")))
indicator("side_share", "%", aim="quality", better=0, source="B 3.22",
          matters=Matters(0.1, False, "as_published"),
          zh=("兼做平台者", "有本职而兼做平台工作的就业者比重"),
          en=("Side work on platforms", "people at work who also work on a platform beside it"),
          formula=lambda s: percent(s.flow("side_workers"), s.working[:, 0]))
indicator("platform_profit", "million yuan/month", aim="money", better=0, source="model",
          matters=Matters(0.01, True, "one_per_cent"),
          zh=("平台利润", "平台抽成减去自身成本与政策负担"),
          en=("Platform profit", "commission less platforms' own cost and what policy costs them"),
          formula=lambda s: s.flow("platform_profit") * s.weight / 1e8)
indicator("platform_hhi", "0–1", aim="money", better=-1, source="P86",
          matters=Matters(0.001, False, "as_gini"),
          zh=("平台集中度", "同类平台营收份额的平方和（赫芬达尔指数）"),
          en=("Concentration of platforms", "Herfindahl index of revenue within a service, mean by revenue"),
          formula=lambda s: s.flow("concentrated_revenue") / np.maximum(s.flow("platform_revenue"), 1.0))
# fmt: on
