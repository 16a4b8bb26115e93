"""The circle of income: what the city knows of what its residents spend, and who pays for what policies cost."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Financing:
    """Who pays for what policies cost beyond the baseline, as shares of it. The rest nobody pays: a pure experiment."""

    wages: float = 0.0  # by a tax on wages, in proportion to pay
    firms: float = 0.0  # by a levy on employers, in proportion to payroll
    cut: float = 0.0  # by cuts of other public spending in the city

    def shares(self) -> dict[str, float]:
        """Source → share, of those who pay."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) > 0.0}


SOURCES = tuple(f.name for f in fields(Financing))
NOBODY_PAYS = Financing()
CUT = Financing(cut=1.0)  # cities may not levy taxes (Legislation Law 2015, art. 8; Budget Law 2014, art. 35)


@dataclass(frozen=True)
class Circle:
    """What carries over from month to month; never edited but replaced, so that forks may share it. Money in fen."""

    income: float = 0.0  # of households, which they spend in part: a three-month mean
    usual: float = 0.0  # the same in normal times
    level: float = 1.0  # spending of residents over what is usual
    sellers: tuple[float, ...] = ()  # businesses of people's own by market (see `own_markets`): a three-month mean
    usual_sellers: tuple[float, ...] = ()  # the same in normal times
    open: int = 0  # outlays on policies that have not been raised yet; below 0: a surplus of fines
    wage_tax: float = 0.0  # share of pay that the tax takes this month
    firm_levy: float = 0.0  # share of payroll that the levy takes
    cut: int = 0  # other public spending that is cut this month
    bought: int = 0  # what government bought from providers last month for its policies
