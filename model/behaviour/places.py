"""Places: what moves villages, farms, shops and homes."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class PlacesBehaviour:
    """Places: what moves villages, farms, shops and homes."""

    base_station_cost: float = param(300_000.0, "cost of a rural base station with power and cable",
        "一座农村基站连同电力和光缆的造价",
        unit="yuan", within=(100_000, 1_000_000), source="judgement", grade="judged")
    base_station_km2: float = param(12.0, "ground that a rural base station covers", "一座农村基站覆盖的面积",
        unit="km²", within=(3, 50), source="judgement", grade="judged")
    base_station_bandwidth: float = param(0.85, "bandwidth under a rural base station", "农村基站下的带宽",
        unit="share", within=(0.6, 1), source="judgement", grade="judged")
    counselling: float = param(0.2, "posts a searcher gets to see near a counsellor, over those seen alone",
        "有顾问时求职者多看到的岗位",
        unit="share", within=(0, 0.5), source="sign: Card, Kluve & Weber 2018", grade="judged")
    farm_teaching: float = param(0.02, "farmers near a township station who take up smart farming",
        "每月在乡镇站点附近采用智慧农业的农户", unit="share/month", within=(0, 0.2), source="judgement", grade="judged")
    farm_visits: float = param(0.03, "farmers visited by an agri-technician who take up smart farming",
        "每月经农技员上门而采用智慧农业的农户", unit="share/month", within=(0, 0.2), source="judgement", grade="judged")
    farm_imitation: float = param(0.032, "farmers who take it up from neighbours, where all of them have",
        "邻里都采用时每月效仿的农户",
        unit="share/month", within=(0, 0.1), source="Sultan, Farley & Lehmann 1990: 0.38 a year", grade="derived")
    smart_farming_gain: float = param(0.12, "rise of a farm's takings through smart farming",
        "智慧农业使农户收入提高的幅度", unit="share", within=(0, 0.3), source="judgement", grade="judged")
    live_selling_gain: float = param(0.05, "rise of a rural business's takings through live selling",
        "直播销售使农村经营收入提高的幅度",
        unit="share", within=(0, 0.3), source="Couture et al. 2021: no mean gain; some sellers", grade="swept")
    middleman_margin: float = param(0.3, "what middlemen keep of the price of farm produce", "农产品售价中中间商所得",
        unit="share", within=(0.1, 0.6), source="judgement", grade="judged")
    direct_sales: float = param(0.3, "produce that a connected producer sells without them",
        "能上网的农户绕过中间商销售的份额", unit="share", within=(0, 1), source="judgement", grade="judged")
    food_elasticity: float = param(0.6, "elasticity of demand for farm produce in its price", "农产品需求的价格弹性",
        unit="ratio", within=(0.27, 0.81), source="Andreyeva, Long & Brownell 2010", grade="derived")
    selling_crowding: float = param(0.5, "gain of a direct seller that is lost when all sell directly",
        "所有人都直销时每名直销者损失的收益", unit="share", within=(0, 1),
        source="sign: Couture et al. 2021; size judged", grade="judged")
    traffic_return: float = param(0.6, "takings net of inputs for a yuan of bought traffic", "一元流量带来的净收入",
        unit="yuan/yuan", within=(0, 2), source="judgement", grade="swept")
    borrowing: float = param(0.3, "young businesses that borrow from a bank when credit is cheap",
        "低息时向银行借款的新办经营者", unit="share", within=(0, 1), source="judgement", grade="judged")
    start_up_capital: float = param(60_000.0, "credit of a young business that borrows", "借款的新办经营者的贷款额",
        unit="yuan", within=(10_000, 300_000), source="judgement", grade="judged")
    market_rate: float = param(0.10, "interest of a young business without policy", "无政策时新办经营者的利率",
        unit="share/year", within=(0.04, 0.24), source="judgement", grade="judged")
    capital_demand: float = param(1.0, "elasticity of credit in its interest", "贷款对利率的弹性",
        unit="ratio", within=(0, 2), source="Karlan & Zinman 2008", grade="derived")
    capital_return: float = param(0.015, "monthly return of a young business to capital", "新办经营者资本的月回报",
        unit="share/month", within=(0, 0.05),
        source="de Mel, McKenzie & Woodruff 2008: 0.05 in Sri Lanka", grade="judged")
    pack_learning: float = param(0.08, "room to grow in application and management that a skill pack fills",
        "技能包补上的应用与管理技能空间",
        unit="share", within=(0, 0.3), source="McKenzie & Woodruff 2014: small", grade="judged")
    incubation: float = param(0.2, "fall of giving up in the first two years after a skill pack",
        "领取技能包后头两年放弃经营的下降", unit="share", within=(0, 0.5), source="judgement", grade="swept")
    silver_asked: float = param(0.1, "retired people fit for it who are asked to join the silver pool",
        "每月被邀请加入银龄库的合格退休者", unit="share/month", within=(0, 1), source="judgement", grade="judged")
    literacy_learning: float = param(0.35, "room to grow in digital literacy that a course fills",
        "一次课程补上的数字素养空间", unit="share", within=(0, 1), source="judgement", grade="judged")
    visit_learning: float = param(0.08, "gap to the neighbourhood's digital literacy that a visit closes",
        "一次上门缩小与邻里数字素养差距的份额", unit="share", within=(0, 0.5), source="judgement", grade="judged")
    peer_learning: float = param(0.04, "gap to abler neighbours that a month of exchange closes",
        "一个月互教缩小与能者差距的份额", unit="share/month", within=(0, 0.3), source="judgement", grade="judged")
    selling_literacy: float = param(0.5, "digital literacy from which everybody can sell online and farm smartly",
        "人人都能网上销售和智慧务农的数字素养", unit="share", within=(0.1, 1), source="judgement", grade="judged")
# fmt: on
