"""The circle of income: what residents spend in the city, and what government buys there."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class CircleBehaviour:
    """The circle of income: what residents spend in the city, and what government buys there."""

    spending_response: float = param(0.8, "elasticity of what residents spend in the city in their income",
        "居民在本市的消费对收入的弹性", unit="ratio", within=(0, 1),
        source="marginal over average propensity to consume; local jobs per new tradable job B 3.14", grade="judged")
    local_propensity: float = param(0.5, "share of net income that residents spend in the city",
        "居民可支配收入中在本市消费的比例", unit="share", within=(0, 1),
        source="National Bureau of Statistics 2024: consumption over disposable income 0.68, less what comes "
        "from elsewhere; a level alone",
        grade="judged")
    takings_local: float = param(0.7, "share of the takings of businesses in towns that residents bring",
        "城镇自营营收中来自本市居民的比例", unit="share", within=(0, 1),
        source="retail, catering and repair prevail; judgement", grade="judged")
    farm_local: float = param(0.3, "the same of farms and businesses in villages", "乡村自营营收中来自本市居民的比例",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    own_crowding: float = param(0.7, "fall of what residents leave with each business in the number of businesses",
        "自营者增多时居民在每家消费的下降弹性", unit="elasticity", within=(0, 1),
        source="B 3.13; new sellers take from old ones, judged between all and nothing", grade="swept")
    outside_customers: float = param(0.3,
        "custom from outside that a good connection adds for those able to sell online",
        "良好网络为会网络销售者带来的外地顾客增幅", unit="share", within=(0, 1),
        source="judgement; B 2.27: income gains of rural connection are small", grade="judged")
    orders_local: float = param(0.9, "share of orders on local platforms that residents place",
        "本地平台订单中由本市居民下单的比例", unit="share", within=(0, 1), source="judgement", grade="judged")
    public_pay: float = param(0.45, "share of public spending that is pay of public employees; the rest is purchases",
        "公共支出中用于公职人员工资的比例，其余为采购", unit="share", within=(0, 1),
        source="judgement: pay and grants to public institutions over the general budget", grade="judged")
    purchases_labour: float = param(0.4, "share of what government buys that becomes pay in the city",
        "政府采购中转化为本市工资的比例", unit="share", within=(0, 1),
        source="judgement: labour's share of value added, less what comes from outside", grade="judged")
# fmt: on
