"""Money of funds, government and platforms."""

from __future__ import annotations

from .series import indicator

# fmt: off
indicator("fund_balance", "million yuan", aim="money", better=0, source="plan §3.2.1",
          zh=("保障金余额", "灵活就业保障金月末余额"), en=("Protection fund balance", "at the month's end"),
          formula=lambda s: s.flow("fund_balance") * s.weight / 1e8)
indicator("fund_support", "%", aim="money", better=1, source="plan §3.2.1",
          zh=("保费补助比例", "保障金为平台劳动者承担的保费比例"),
          en=("Premium support", "share of the flexible premium the fund pays"),
          formula=lambda s: s.flow("support_bp") / 100.0)
indicator("public_outlays", "million yuan/month", aim="money", better=-1, source="ledger",
          zh=("计划公共支出", "专项资金、监察与既有培训支出"),
          en=("Public outlays of the plan", "special fund, audits and existing courses"),
          formula=lambda s: s.flow("public_outlays") * s.weight / 1e8)
indicator("platform_revenue", "million yuan/month", aim="money", better=0, source="ledger",
          zh=("平台营收", "平台订单总额"), en=("Platform revenue", "value of platform orders"),
          formula=lambda s: s.flow("platform_revenue") * s.weight / 1e8)
indicator("orders", "million/month", aim="money", better=0, source="ledger",
          zh=("平台订单", "完成的平台订单"), en=("Platform orders", "orders filled"),
          formula=lambda s: s.flow("orders") * s.weight / 1e6)
# fmt: on
