"""The month: what happens, in order. A newcomer who reads this page knows the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .city import City
from .invariants import check_month
from .phases.circle import turn_circle
from .phases.courses import enrol_participants
from .phases.data import share_data
from .phases.firms import renew_firms
from .phases.government import govern, hear
from .phases.jobs.separation import separate_jobs
from .phases.jobs.vacancies import post_vacancies
from .phases.jobs.wages import review_wages
from .phases.matching import match_applications, recall_staff
from .phases.places import tend_places
from .phases.platforms import dispatch_orders
from .phases.population import renew_population
from .phases.search import search_jobs
from .phases.settlement import settle_accounts
from .programme import Offer
from .rules import Rules
from .tally import Tally, tally_city


class InForce(Protocol):
    """Whatever says which rules and programmes hold this month (see `levers.Policy`)."""

    def decide(self, city: City) -> None:
        """Let government end or go on with trials that are due."""
        ...

    def in_force(self, city: City) -> tuple[Rules, list[Offer]]:
        """Rules and programmes of the city's present month."""
        ...


@dataclass(frozen=True)
class Flows:
    """What changed in one month: heads, orders and fen, by name; and the tally of the month's end."""

    month: int
    counts: dict[str, int]
    tally: Tally


def step(city: City, policy: InForce) -> Flows:
    """Advance the city by one month. The order of events, and the only place it is written."""
    city.draws.month = city.month
    city.ledger.open_month()
    policy.decide(city)  # trials end, and government adopts, revises or drops
    rules, programmes = policy.in_force(city)

    lives = renew_population(city, rules)  # people age, enter, retire, move
    acts = govern(city, rules, programmes)  # government sees last month's tallies and acts by its rules
    rules = hear(city, rules)  # workers are heard, and what they carry becomes a rule
    tend_places(city, rules)  # stations are built and manned, farmers and neighbours learn, starters are helped
    firms = renew_firms(city, rules)  # establishments close, others open in their places
    separations = separate_jobs(city, rules)  # jobs end
    enrolments = enrol_participants(city, rules, programmes)  # the eligible take up places
    posts = post_vacancies(city, rules)  # employers seek the staff they lack
    recalled = recall_staff(city, rules)  # lines call back those who left them, before others are looked at
    applications = search_jobs(city, rules)  # people look for work they would accept
    hires = match_applications(city, rules, applications, recalled)  # applications meet vacancies
    applied = applications.counts()
    del applications  # no small part of what a month holds
    gigs = dispatch_orders(city, rules)  # people enter and leave platforms, which hand out the month's orders
    review_wages(city, rules)  # pay, reservation wages and skills change
    data = share_data(city, rules)  # consent, dividends, breaches
    money = settle_accounts(city, rules, programmes)  # money changes hands
    circle = turn_circle(city)  # residents spend what they earn, and what policies cost is raised
    city.tally = tally_city(city)  # what government and the indicators will know
    check_month(city)  # nobody and not a fen is lost, or the run stops

    city.month, city.standing = city.month + 1, None
    counts = lives | acts | firms | separations | enrolments | posts | hires.counts() | gigs | data | money | circle
    counts |= {name: heads + enrolments.get(f"order_{name}", 0) for name, heads in hires.counts().items()}
    for name in ("own_account_entries", "entries_from_unemployed"):
        counts[name] += enrolments.get("founded", 0)
    counts["into_unemployment"] = counts["dismissals"] + counts["quits"] + counts["own_work_to_unemployment"]
    counts["into_unemployment"] -= counts["farm_entries"]  # villagers without other work farm
    counts["left_unemployment"] = counts["hires_from_unemployed"] + counts["entries_from_unemployed"]
    return Flows(city.month - 1, counts | applied, city.tally)
