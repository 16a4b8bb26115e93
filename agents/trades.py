"""Trades: what the city's market knows of each occupation, and of looking for work in it in each district. First the
columns, then what people and employers conclude from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .compiled import rule, serial
from .maths import exp, log, normal_share
from .table import Ints, Table, column

LEAST_FIT = 0.05  # skill match below which nobody works in a trade
MOST_HOPED = 2.0  # reservation wage over the mean offer
HALVINGS = 12  # of the range in which it is looked for


@dataclass(eq=False)
class Trades(Table):
    """One row per occupation. Usual values follow the present while the city settles and stay as they are from then
    on, so that what people and employers compare with is the city's own past."""

    fit: Ints = column(np.float64, "skill match of staff, mean of a year", unit="share")
    usual_fit: Ints = column(np.float64, "the same in normal times", unit="share")
    hired_fit: Ints = column(np.float64, "skill match of those hired in a month, summed and smoothed", unit="share")
    usual_hired: Ints = column(np.float64, "skill match of a person hired, in normal times", unit="share")
    open_posts: Ints = column(np.float64, "open posts, smoothed", unit="posts")
    filled: Ints = column(np.float64, "posts filled in a month, smoothed", unit="posts")
    usual_wait: Ints = column(np.float64, "months until a post is filled, in normal times", unit="months")
    sought: Ints = column(np.float64, "people without work who look for work in it, smoothed", unit="persons")
    found: Ints = column(np.float64, "of these those hired in a month, smoothed", unit="persons")
    usual_hope: Ints = column(np.float64, "reservation wage over what private lines pay, in normal times", unit="ratio")


@dataclass(eq=False)
class Districts(Table):
    """One row per district: how easily people who live there find work."""

    sought: Ints = column(np.float64, "people without work who look for work, smoothed", unit="persons")
    found: Ints = column(np.float64, "of these those hired in a month, smoothed", unit="persons")


@rule
def smoothed(value, present, share):
    """Moving average: a share of the way to the present value."""
    return value + share * (present - value)


@rule
def wait_of(open_posts, filled):
    """Months until a post is filled: the stock over the flow (Little's law), shrunk to one month where both are few."""
    return (open_posts + 1.0) / (filled + 1.0)


@rule
def match_of_hired(total, filled, usual):
    """Mean skill match of those hired, drawn to the usual one by the weight of one person."""
    return (total + usual) / (filled + 1.0)


@rule
def expected_fit(staff, hired, weight):
    """Skill match by which a line reckons what a post brings: of its staff and of those it can expect to hire."""
    return staff + weight * (hired - staff)


@rule
def odds_of_work(found, sought, overall, weight):
    """Chance a month of being hired in a market, drawn to the `overall` one where few were seen (weight in persons)."""
    return (found + weight * overall) / (sought + weight)


@rule
def mean_above(least, spread):
    """E[max(w − least, 0)] for offers w that are lognormal with mean 1 and log standard deviation `spread`."""
    below = (log(least) + 0.5 * spread * spread) / spread
    return (1.0 - normal_share(below - spread)) - least * (1.0 - normal_share(below))


@serial
def tabulate_means(spread, means):
    """[2^HALVINGS] `mean_above` of each wage at which `hope` may look: first the middle of the range, then from 2n and
    2n + 1 on the middles of what lies below and above that of n."""
    low, high = np.full(len(means), LEAST_FIT), np.full(len(means), MOST_HOPED)
    means[0] = 0.0  # stands for nothing
    for n in range(1, len(means)):
        middle = 0.5 * (low[n] + high[n])
        means[n] = mean_above(middle, spread)
        if 2 * n < len(means):
            low[2 * n], high[2 * n] = low[n], middle
            low[2 * n + 1], high[2 * n + 1] = middle, high[n]


@rule
def hope(finding, means, b):
    """Reservation wage of a searcher, over the mean offer (McCall 1970): the sure wage r that is worth as much as
    looking on, r = idle + offers ÷ impatience × E[max(w − r, 0)], with the offers that lead to so many being hired."""
    low, high, n = LEAST_FIT, MOST_HOPED, 1
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        gain = finding * b.offers_a_hire / b.impatience * means[n]
        more = b.idle_worth + gain > middle
        low, high, n = middle if more else low, high if more else middle, 2 * n + more
    return 0.5 * (low + high)


@rule
def lasting_cost(fit, usual_fit, wait, usual_wait, b):
    """Log of what an hour's output costs beyond pay and contributions, relative to normal times: less where staff fit
    their posts better, more where posts stay open longer."""
    made = b.output_match * log(max(fit, LEAST_FIT) / max(usual_fit, LEAST_FIT))
    return b.empty_post * b.replaced * (wait - usual_wait) - made


@rule
def better_elsewhere(hoped, usual_hope):
    """Log of what people can get elsewhere: reservation wages over usual."""
    return log(max(hoped, LEAST_FIT) / max(usual_hope, LEAST_FIT))


@rule
def posting_aim(usual, worth, outside, charge, b):
    """Wage a line would post: its usual one, a share of what a post has come to be worth (log `worth`; rent sharing, B
    3.8), and of what people can get elsewhere (log `outside`); it passes a share of new charges (log) on to pay (B
    3.7)."""
    return usual * exp(b.rent_share * worth + b.outside_share * outside - b.charge_passed * charge)
