"""Firms on one market of a service: how orders, hours and prices settle in a month, and what a firm then charges.

Customers and hours are divided over the peak and the rest of the week and over the firms; price and wait move until
orders served are the capacity used.
"""

from __future__ import annotations

from .compiled import rule
from .maths import exp, log

USUAL_TIGHTNESS = 0.8  # orders asked for over capacity in normal times, at which usual pay is reckoned
LEAST = 1e-6  # share of capacity below which it counts as none


@rule
def served_share(tightness, patience):
    """Share of the orders asked for that find a worker: nearly all while there are hours to spare, and never more than
    there are hours (a smooth least of both: some ask where nobody is just then)."""
    share = exp(-log(1.0 + exp(patience * log(max(tightness, LEAST)))) / patience)
    return min(share, 1.0 / max(tightness, LEAST))  # the exponential has an upper end


@rule
def hours_at_peak(peak_orders, peak_hours, dearer, b):
    """Share of hours worked at the peak: workers follow what an hour pays, orders an hour times `dearer`, the price
    there over the price at other times (B 3.21: the same people choose when, not how long)."""
    natural = log(peak_hours / (1.0 - peak_hours))
    paid = log(peak_orders / (1.0 - peak_orders)) + log(dearer)
    return 1.0 / (1.0 + exp(-(natural + b.peak_follow * paid) / (1.0 + b.peak_follow)))


@rule
def surge(tightness, usual, b):
    """Log of what tightness does to the price: it rises with orders over capacity, within bounds (P87, P88)."""
    return min(b.surge_most, max(-b.discount_most, b.surge_strength * log(max(tightness, LEAST) / usual)))


@rule
def longer_wait(idle, usual, b):
    """Log of the wait over the usual one: the nearest free worker is as far away as free workers are thin on the
    ground (distance falls with the root of their density)."""
    return min(b.wait_most, max(-b.wait_most, b.wait_density * log(usual / max(idle, LEAST * usual))))


@rule
def attraction(price, wait, b):
    """How customers take to a firm by log price and log wait over the usual: they compare firms, weighing a wait
    against a price as they do when they stay away (B 3.20)."""
    return exp(-b.switching * (price + b.wait_elasticity / b.wait_worth * wait))


@rule
def orders_left(price, wait, elasticity, b):
    """Orders at a mean log price and log wait over those at the usual ones (B 3.20)."""
    return exp(-elasticity * price - b.wait_elasticity * wait)


@rule
def better_known(consenting, b):
    """Log of the wait where more or fewer workers than usual let the platform use their data: it finds the right one
    later or sooner (plan §3.4.2)."""
    return b.data_wait * (b.usual_consent - consenting)


@rule
def data_in_use(consenting, paid_out, bound, b):
    """Share of workers whose data count: fewer where the gain is paid out, for less is put into the algorithm, and
    where their use is bound to its purpose."""
    return consenting * (1.0 - b.investment_loss * paid_out) * (1.0 - b.purpose_loss * bound)


@rule
def owed_to_data(used, share, b):
    """Share of its orders that a firm owes to data: without, its customers would wait longer, and some stay away or go
    to a rival (B 3.20)."""
    reach = b.wait_elasticity * (share + b.switching / b.wait_worth * (1.0 - share))
    return 1.0 - exp(-reach * b.data_wait * used)


# ---- what a firm charges --------------------------------------------------------------------------------------------


@rule
def market_power(share, kept, elasticity, b):
    """Share of the price that a firm with this share of its market would keep above its cost if it used all its power:
    over customers, who leave it for rivals or for good, and over workers, who get `kept` of the price."""
    by_customers = 1.0 / (elasticity + b.switching * (1.0 - share))
    by_workers = kept / (b.hours_elasticity + b.entry_elasticity + b.worker_switching * (1.0 - share))
    return by_customers + by_workers


@rule
def power_used(share, commission, elasticity, b):
    """Part of that power a firm uses, from what it took in normal times: growth, rivals to come and the regulator's eye
    keep the rest. It is inferred once, so that the city begins at rest."""
    return commission * (1.0 - b.own_cost) / market_power(share, 1.0 - commission, elasticity, b)


@rule
def commission_sought(own_cost, burden, power, share, commission, elasticity, b):
    """Commission that covers a firm's own cost and what policy costs it, both as shares of the price, and the margin
    that its power allows: P(1 − θ/η) − W(1 + θ/ε) = c."""
    return own_cost + burden + power * market_power(share, 1.0 - commission, elasticity, b)


@rule
def step_towards(now, sought, most, b):
    """One month's step: none for a small gain, else part of the way, never below nothing or above the cap."""
    gap = min(sought, most) - now
    moved = now + b.firm_step * gap if abs(gap) > b.firm_band else now
    return max(0.0, min(moved, most))


@rule
def price_step(price, usual, tightness, b):
    """List price next month: it follows what tightness did to the price of orders, beyond a band."""
    beyond = tightness - b.price_band if tightness > b.price_band else min(0.0, tightness + b.price_band)
    return min(b.price_range * usual, max(usual / b.price_range, price * exp(b.price_speed * beyond)))
