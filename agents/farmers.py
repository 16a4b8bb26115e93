"""Farmers: whose family has land where they live, what they give to it, and what other work must bring.

A villager of local rural hukou without other work is never idle: an hour's work on the family's farm makes a person
employed (NBS, ILO), so he or she farms, self-employed, and looks for something better.
"""

from __future__ import annotations

from .compiled import rule
from .workers import LOCAL_RURAL, SELF_EMPLOYED, UNEMPLOYED

OWN_FARM = -2  # in place of the employer of somebody who works on the family's farm
PAID_DAYS = 21.75  # working days a month (MOHRSS 2008: 250 working days, 104 of rest paid by the month)


@rule
def has_farm(hukou, village):
    """Whether a person's family has land at home: allotted to those registered in the village (Land Contracting Law
    2002)."""
    return village & (hukou == LOCAL_RURAL)


@rule
def farms(status, employer):
    """Whether a person works on the family's farm."""
    return (status == SELF_EMPLOYED) & (employer == OWN_FARM)


@rule
def without_work(hukou, village):
    """What becomes of somebody who wants work and has none: a farmer where the family has a farm, else unemployed."""
    return SELF_EMPLOYED if has_farm(hukou, village) else UNEMPLOYED


@rule
def farmer_search(programme, free, b):
    """Probability that a farmer looks for other work: in the part of the month that the farm leaves `free`."""
    chance = b.search_farmer * free
    return chance * (1.0 - b.lock_in) if programme > 0 else chance


@rule
def farm_hours(taste, b):
    """Weekly hours on the farm, by taste for long ones (P64c)."""
    return b.farm_hours_least + b.farm_hours_range * taste


@rule
def asked_by_farmer(usual, b):
    """What a month of other work must bring before a farmer leaves, yuan: what the days that it takes are worth on the
    farm, more for whoever takes more from it (B 3.33)."""
    return PAID_DAYS * b.farm_day_wage * usual / b.farm_income
