"""The ledger: the only way money moves. Amounts are whole fen; every payment has a payer and a payee.

Who pays and what for is declared here once: whoever counts public money asks these two lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sector:
    """One who pays and is paid."""

    public_cost: bool = False  # what it pays for policies is what they cost the public
    told: bool = False  # what a policy costs it is told
    limited: bool = False  # opens no more places than it holds money for


@dataclass(frozen=True)
class Account:
    """What money is paid for."""

    doc: str
    zh: str  # the same in Chinese
    public: bool = False  # government pays it out of the general budget for what the plan may change
    receipt: bool = False  # what government takes in through what the plan may change
    levy: bool = False  # what the plan may make platforms pay
    tax: bool = False  # taxes and contributions of those who work for a wage
    financed: bool = False  # beyond the baseline, so somebody must pay for it (`financing:`)
    raises: str = ""  # source of financing by which it is raised


SECTORS = {
    "households": Sector(),
    "employers": Sector(),
    "customers": Sector(),
    "providers": Sector(),
    "insurers": Sector(),
    "special_fund": Sector(public_cost=True, told=True, limited=True),
    "government": Sector(public_cost=True, told=True),
    "social_insurance": Sector(told=True),
    "platforms": Sector(told=True),
    "protection_fund": Sector(limited=True),
    "development_fund": Sector(limited=True),
    "guidance_fund": Sector(),
}
ACCOUNTS = {
    "wages": Account("gross wages", "税前工资"),
    "employer_contributions": Account("employers' social contributions", "单位缴纳的社会保险费", tax=True),
    "employee_contributions": Account("employees' social contributions", "个人缴纳的社会保险费", tax=True),
    "income_tax": Account("tax on wages", "工资所得税", tax=True),
    "pensions": Account("pensions of the insured past retirement", "退休参保者的养老金"),
    "benefits": Account("unemployment benefit", "失业保险金"),
    "orders": Account("what customers pay for platform orders", "消费者支付的平台订单款"),
    "platform_pay": Account("platform workers' share of order prices, bonuses included", "平台劳动者的订单报酬与奖励"),
    "running_costs": Account("vehicle, energy and data costs of platform workers", "平台劳动者的车辆、能源和流量费用"),
    "sales": Account("takings of the self-employed, net of inputs", "自营者扣除投入后的营收"),
    "flexible_premiums": Account(
        "flexible workers' own contributions to the employees' scheme", "灵活就业者自缴的职工保险费"
    ),
    "premium_support": Account("part of the flexible premium paid by the protection fund", "保障金补助的保费"),
    "injury_premiums": Account("platform-paid premiums of the injury pilot", "平台缴纳的职业伤害险保费"),
    "medical_costs": Account("cost of treating platform accidents", "平台劳动者事故的医疗费"),
    "injury_cover": Account("accident cost met by the injury pilot", "职业伤害险赔付"),
    "fund_cover": Account("accident cost met by the protection fund", "保障金支付的事故费用"),
    "fund_contributions": Account("platforms' contributions to the protection fund", "平台缴入保障金", levy=True),
    "fund_match": Account("match of the protection fund", "保障金配套"),
    "training": Account("training courses", "培训课程", public=True),
    "allowances": Account("living allowances of trainees", "学员生活补贴"),
    "dividends": Account("data dividend", "数据分红", levy=True),
    "breach_payouts": Account("payouts to victims of a data breach", "数据泄露受害者的赔付"),
    "breach_premiums": Account("breach insurance premiums", "数据泄露险保费", levy=True),
    "fines": Account(
        "fines for biased dispatch rules and misuse of data", "歧视性派单和滥用数据的罚款", receipt=True, levy=True
    ),
    "audits": Account("audits and appeals", "审计与申诉", public=True, financed=True),
    "premium_subsidies": Account("insurance premiums of flexible workers", "灵活就业者参保补贴"),
    "counselling": Account("counselling after falling income", "收入连降后的辅导"),
    "hearings": Account("hearings", "听证"),
    "grants": Account("appropriations to the special fund", "拨入专项资金", public=True, financed=True),
    "base_stations": Account("rural base stations", "农村基站"),
    "outsourcing": Account(
        "government data and farm advice from county firms", "购买县域数据与农技服务", public=True, financed=True
    ),
    "stations": Account("farm and service stations", "农业站与就业驿站"),
    "traffic": Account("traffic for rural sellers", "农村卖家流量"),
    "leases": Account("premises of starters", "创业场地补贴"),
    "loan_interest": Account("interest of young businesses", "创业贷款贴息"),
    "skill_packs": Account("skill packs for starters", "创业技能包"),
    "silver_subsidy": Account("silver talent pool", "银龄人才补贴"),
    "literacy": Account("literacy courses, visits and skill exchanges", "数字素养培训、上门帮扶与技能交换"),
    "reviews": Account("reviews of algorithms", "算法审查", public=True, financed=True),
    "injury_subsidy": Account("injury insurance", "职业伤害险补贴"),
    "platform_premiums": Account(
        "platforms' share of the contributions of reclassified workers",
        "平台为认定劳动关系者缴纳的社会保险费",
        levy=True,
    ),
    "vat": Account("value-added tax of flexible workers", "灵活就业者的增值税", receipt=True),
    "commerce_levy": Account("live-commerce platforms' levy", "直播电商平台缴费", levy=True),
    "legal_costs": Account("what suits cost workers", "劳动者承担的诉讼费用"),
    "legal_aid": Account("legal aid", "法律援助", public=True, financed=True),
    "awards": Account("what courts award to platform workers", "法院判给平台劳动者的赔偿", levy=True),
    "vat_relief": Account("tax relief for new digital posts", "新增数字岗位税收减免", public=True, financed=True),
    "contribution_subsidies": Account("employers' social contributions", "企业社保补贴"),
    "job_services": Account("job platform, talent pool and shared data", "就业平台、人才库与数据共享"),
    "accommodations": Account("accessible work", "无障碍就业"),
    "shared_work": Account("pay of the multi-skilled for further kinds of work", "一专多能者兼岗的报酬"),
    "public_investment": Account("investment of extra tax revenue", "增收部分的再投资", public=True),
    "staff_training": Account("courses that firms give their own staff", "企业对本单位员工的培训"),
    "training_grants": Account("grants to firms that train", "企业在岗培训补贴"),
    "training_relief": Account("tax relief for training", "培训支出税前加计扣除", public=True, financed=True),
    "internship_credits": Account("tax credits for interns", "接收实习的税收优惠", public=True, financed=True),
    "points": Account("points redeemed", "积分兑换"),
    "course_equity": Account("equity in course providers", "对培训机构的股权投入", public=True, financed=True),
    "local_spending": Account("what residents spend in the city", "居民在本市的消费"),
    "financing_tax": Account("tax on wages that pays for policies", "为政策筹资的工资税", raises="wages"),
    "payroll_levy": Account("levy on payrolls that pays for policies", "为政策筹资的用工缴费", raises="firms"),
    "spending_cuts": Account(
        "other public spending cut to pay for policies", "为政策筹资而压减的其他公共支出", raises="cut"
    ),
}
SPECIAL_FUND, GOVERNMENT, PROTECTION_FUND = "special_fund", "government", "protection_fund"
SOCIAL_INSURANCE, PLATFORMS = "social_insurance", "platforms"
PUBLIC_COST = tuple(name for name, sector in SECTORS.items() if sector.public_cost)
TOLD = tuple(name for name, sector in SECTORS.items() if sector.told)
LIMITED = tuple(name for name, sector in SECTORS.items() if sector.limited)
OUTLAYS = tuple(name for name, account in ACCOUNTS.items() if account.public)
RECEIPTS = tuple(name for name, account in ACCOUNTS.items() if account.receipt)
LEVIES = tuple(name for name, account in ACCOUNTS.items() if account.levy)
FINANCED = tuple(name for name, account in ACCOUNTS.items() if account.financed)
RAISED = {account.raises: name for name, account in ACCOUNTS.items() if account.raises}  # source → account
TAXES = tuple(name for name, account in ACCOUNTS.items() if account.tax)


@dataclass
class Ledger:
    """Flows of the current month and balances since the start, in fen of the simulated city."""

    flows: dict[tuple[str, str, str], int] = field(default_factory=dict)
    balances: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SECTORS, 0))
    opened: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SECTORS, 0))  # balances as the month began

    def pay(self, payer: str, payee: str, account: str, amount: int) -> None:
        """Move `amount` fen from payer to payee on an account."""
        if account not in ACCOUNTS:
            raise ValueError(f"{account}: no such account is declared in model/ledger.py")
        if payer not in SECTORS or payee not in SECTORS:
            raise ValueError(f"{account}: {payer} or {payee} is not a sector declared in model/ledger.py")
        if amount < 0:
            raise ValueError(f"{account}: cannot pay {amount} fen from {payer} to {payee}")
        if amount == 0:
            return
        key = (payer, payee, account)
        self.flows[key] = self.flows.get(key, 0) + int(amount)
        self.balances[payer] -= int(amount)
        self.balances[payee] += int(amount)

    def open_month(self) -> None:
        """Start a month: flows are counted anew, balances go on."""
        self.flows.clear()
        self.opened = dict(self.balances)

    def total(self, account: str) -> int:
        """Fen paid on an account this month."""
        return sum(amount for (_, _, name), amount in self.flows.items() if name == account)

    def copy(self) -> Ledger:
        """A deep copy."""
        return Ledger(dict(self.flows), dict(self.balances), dict(self.opened))
