"""Work policy: hiring rules, reliefs, new posts."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class HiringBehaviour:
    """Work policy: hiring rules, reliefs, new posts."""

    masking_reach: float = param(0.6, "share of sex and age penalties that arise before a masked CV is unmasked",
        "简历揭盲前产生的性别、年龄歧视占比",
        unit="share", within=(0, 1),
        source="mixed trials: Goldin & Rouse 2000, Behaghel et al. 2015; judgement", grade="judged")
    masking_blur: float = param(0.25, "rise of the noise of impressions when sex and age are hidden",
        "隐去性别和年龄后印象噪声的上升",
        unit="share", within=(0, 1), source="plan §5.3.3: trade-off, size not known", grade="swept")
    padding: float = param(0.15, "rise of that noise when CVs are written to published weights",
        "简历迎合权重后噪声的上升", unit="share", within=(0, 1), source="judgement", grade="swept")
    stated_competence: float = param(0.2, "fall of that noise when posts state competence", "岗位写明能力后噪声的下降",
        unit="share", within=(0, 0.6), source="job tests in hiring; judgement", grade="judged")
    shared_records: float = param(0.3, "fall of that noise for the certified when records are shared",
        "共享记录后持证者噪声的下降", unit="share", within=(0, 0.8), source="B 2.30", grade="judged")
    park_share: float = param(0.5, "new digital establishments that open in a new park where there is one",
        "新设数字企业中入驻新园区的比例", unit="share", within=(0, 1), source="judgement", grade="swept")
    covert_bias: float = param(0.6, "share of callback penalties that go on in secret where a ban is obeyed",
        "遵守禁令的单位暗中保留的歧视占比", unit="share", within=(0, 1), source="judgement", grade="swept")
    filter_worth: float = param(5_000.0, "what an employer thinks a filter is worth", "单位认为一个筛选条件的年价值",
        unit="yuan/year", within=(500, 100_000), source="B 2.33: to be swept", grade="swept")
    inspection_cost: float = param(300.0, "cost of inspecting a post", "检查一个岗位的成本",
        unit="yuan/post", within=(0, 10_000), source="judgement", grade="swept")
    pool_preference: float = param(0.08, "worth of registration in the talent pool in the employer's eyes",
        "入库在用人单位眼中的价值", unit="share", within=(0, 0.5), source="B 2.30", grade="judged")
    sharing_take_up: float = param(0.5, "share of those able to serve several kinds of work who would",
        "能做多种工作者中愿意的比例", unit="share", within=(0, 1), source="judgement", grade="judged")
    shared_hours: float = param(8.0, "weekly hours a person gives to one further kind of work",
        "每多一种工作每周投入的工时", unit="hours", within=(1, 20), source="judgement", grade="judged")
    disabled_shut_out: float = param(0.25, "rise of the disabled's participation where every post is accessible",
        "岗位全部无障碍时残疾人劳动参与的上升",
        unit="share", within=(0, 1), source="P11 and disability survey: 9 of 85 m work; judgement", grade="swept")
    accessible_reach: float = param(0.5,
        "rise of the posts a disabled person can look at where every post is accessible",
        "岗位全部无障碍时残疾人可浏览岗位的上升", unit="share", within=(0, 2), source="judgement", grade="swept")
    listing_pull: float = param(0.3, "share of an occupation's demand trend that its entry in the list frees",
        "列入目录释放的需求趋势占比", unit="share", within=(0, 1), source="judgement", grade="swept")
    investment_labour: float = param(0.4, "share of public investment that ends in wages", "公共投资中成为工资的比例",
        unit="share", within=(0, 1), source="labour share of construction and services; judgement", grade="judged")
# fmt: on
