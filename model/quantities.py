"""What is counted at the month's end: one declaration a quantity, and the rules by which the tally adds people up.

A quantity says what it counts, in which unit, among whom, and what a person adds to it. Whole numbers only, so that any
number of threads finds the same sums. Indicators read a quantity by its name: `series.long_hours`.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from textwrap import dedent
from typing import Any

import numpy as np

from ..agents.compiled import rule
from ..agents.workers import (
    ACCESS,
    EMPLOYEE_SCHEME,
    EVERY_SCHEME,
    FEMALE,
    INJURY,
    PRIMARY,
    RESIDENT_SCHEME,
    SKILLED,
    TRAINING,
    UNEMPLOYED,
    Workers,
    leaving_age,
)

Rule = Callable[..., Any]
# Among whom a quantity is counted; each person is asked for those of every group they belong to.
EVERYBODY, INACTIVE, ACTIVE, WITHOUT_WORK, AT_WORK, EMPLOYEES, FLEXIBLE, ON_PLATFORMS, OWN_ACCOUNT = AUDIENCES = (
    "everybody",
    "inactive",
    "active",
    "without_work",  # unemployed, or on a full-time course
    "at_work",
    "employees",
    "flexible",  # on a platform or on their own account
    "on_platforms",
    "own_account",
)
PENSION = EMPLOYEE_SCHEME | RESIDENT_SCHEME
# What a rule may read beside columns of the workers, and how a loop says it.
GIVEN = {"month": "month", "age": "age_in_years(month, w.born[i])", "digital": "occ.digital[w.occupation[i]]"}
NO_CERTIFICATE = np.uint64(0)
UNTRAINED = -1_000  # the month of a course lies after this one, even of people trained long before the city was built
QUIET = 2  # months without a search that still count as searching (NBS asks for three)
HOURS_FULL, HOURS_LONG = 35, 60  # a week: fewer is underemployment (ILO), more is long (P32)
COMFORTABLE = 500_000  # fen a month (P33)
NEAR_KM = 5  # of a short commute (P50)
HEADS = "persons"  # unit of what each person adds 0 or 1 to
LANES = tuple(np.uint64(bits) for bits in (0, 16, 32, 48))  # where four counts stand in a word of 64 bits
LANE, EMPTY = np.uint64(0xFFFF), np.uint64(0)
OLD = 60  # years from which a worker counts as vulnerable (plan §4.4.1)


@dataclass(frozen=True)
class Quantity:
    """What is counted."""

    name: str
    doc: str
    unit: str  # persons, fen, km …
    among: str  # one of AUDIENCES
    adds: Rule  # what a person adds: a scalar rule
    reads: tuple[str, ...]  # its arguments: columns of the workers, or what GIVEN names


QUANTITIES: dict[str, Quantity] = {}


def quantity(name: str, doc: str, among: str, adds: Rule, *, unit: str = HEADS) -> None:
    """Declare a quantity; its place in the tally is its place here. `adds` takes columns of the workers by their names,
    and whatever else GIVEN names; a person adds 0 or 1 to what is counted in persons."""
    reads = inspect.getfullargspec(adds).args
    known = (*GIVEN, *(column.name for column in fields(Workers)))
    if name in QUANTITIES or among not in AUDIENCES or not set(reads) <= set(known):
        raise ValueError(f"{name}: is counted already, or not among {AUDIENCES}, or reads other than {known}")
    adds.__name__ = adds.__qualname__ = f"adds_{name}"
    QUANTITIES[name] = Quantity(name, doc, unit, among, rule(adds), tuple(reads))


# fmt: off
quantity("persons", "people of 16 and over", EVERYBODY, lambda: 1)
quantity("inactive", "not in the labour force", INACTIVE, lambda: 1)
quantity("unemployed", "without work, wanting it", WITHOUT_WORK, lambda status: status == UNEMPLOYED)
quantity("employed", "employees", EMPLOYEES, lambda: 1)
quantity("platform", "on a platform this month", ON_PLATFORMS, lambda: 1)
quantity("self_employed", "working on their own account", OWN_ACCOUNT, lambda: 1)
quantity("training", "on a full-time course", WITHOUT_WORK, lambda status: status == TRAINING)
quantity("searching", "without work, looked for it this month", WITHOUT_WORK,
         lambda status, idle: status == UNEMPLOYED and idle == 0)
quantity("discouraged", "without work, wanting it, no search for three months", WITHOUT_WORK,
         lambda status, idle: status == UNEMPLOYED and idle > QUIET)
quantity("underemployed", "short of hours", ON_PLATFORMS, lambda hours: hours < HOURS_FULL)
quantity("long_term", "without work for a year", WITHOUT_WORK, lambda month, since: month - since >= 12)
quantity("student", "still at school", INACTIVE, lambda age, schooling: age < leaving_age(schooling))
quantity("digital", "in a digital occupation", EMPLOYEES, lambda digital: digital)
quantity("wage_sum", "gross pay received", EMPLOYEES, lambda earned: earned, unit="fen/month")
quantity("women_paid", "women among employees", EMPLOYEES, lambda sex: sex == FEMALE)
quantity("women_wage_sum", "their gross pay", EMPLOYEES,
         lambda earned, sex: earned if sex == FEMALE else 0, unit="fen/month")
quantity("hours_worked", "hours of employees in this month", EMPLOYEES, lambda worked: worked, unit="0.01 hours/week")
quantity("on_leave", "on leave for want of work", EMPLOYEES, lambda worked: worked == 0)
quantity("income_sum", "disposable income", EVERYBODY, lambda income: income, unit="fen/month")
quantity("worker_income_sum", "disposable income of people at work", AT_WORK, lambda income: income, unit="fen/month")
quantity("earners", "people at work", AT_WORK, lambda: 1)
quantity("platform_income_sum", "disposable income of people on platforms", ON_PLATFORMS,
         lambda income: income, unit="fen/month")
quantity("own_income_sum", "disposable income of own-account workers", OWN_ACCOUNT,
         lambda income: income, unit="fen/month")
quantity("platform_hours", "hours on platforms", ON_PLATFORMS, lambda hours: hours, unit="hours/week")
quantity("long_hours", "long hours", ON_PLATFORMS, lambda hours: hours > HOURS_LONG)
quantity("above_5000", "earned more than 5,000 yuan this month", FLEXIBLE, lambda earned: earned > COMFORTABLE)
quantity("flexible_insured", "in the employees' scheme", FLEXIBLE, lambda insured: insured & EMPLOYEE_SCHEME != 0)
quantity("flexible_pension", "in any pension scheme", FLEXIBLE, lambda insured: insured & PENSION != 0)
quantity("flexible_all", "with pension, medical and injury cover", FLEXIBLE,
         lambda insured: insured & EVERY_SCHEME == EVERY_SCHEME)
quantity("flexible_injury", "with occupational injury cover", FLEXIBLE, lambda insured: insured & INJURY != 0)
quantity("employee_pension", "in any pension scheme", EMPLOYEES, lambda insured: insured & PENSION != 0)
quantity("attending", "on a course", EVERYBODY, lambda programme: programme > 0)
quantity("certified", "holders of a certificate", EVERYBODY, lambda certificates: certificates != NO_CERTIFICATE)
quantity("trained", "ever trained", EVERYBODY, lambda trained: trained > UNTRAINED)
quantity("tenure_months", "time with the present employer", EMPLOYEES,
         lambda month, hired: month - hired, unit="months")
quantity("hired", "hired this month", EMPLOYEES, lambda month, hired: month - hired == 0)
quantity("stayed_year", "hired a year ago, still there", EMPLOYEES, lambda month, hired: month - hired == 12)
quantity("commute_km", "way to work", EMPLOYEES, lambda commute: commute, unit="km")
quantity("commute_near", "a short way to work", EMPLOYEES, lambda commute: commute <= NEAR_KM)
quantity("skilled", "skilled in the mean of the three skills", AT_WORK,
         lambda technical, application, management: technical + 0 + application + management >= 3 * SKILLED)
quantity("online", "with digital access", EVERYBODY, lambda literacy: literacy >= ACCESS)
quantity("consenting", "consenting to the use of their data", ON_PLATFORMS, lambda consent: consent)
quantity("trust", "trust in platforms", ON_PLATFORMS, lambda trust: trust, unit="0.01 points")
quantity("falling", "income fell three months in a row", AT_WORK, lambda falls: falls >= 3)
quantity("gig_year", "on a platform within twelve months", ACTIVE, lambda month, gig: month - gig < 12)
quantity("vulnerable", "certified disability, 60 and over, or at most primary school", AT_WORK,
         lambda disabled, age, schooling: disabled == 1 or age >= OLD or schooling == PRIMARY)
quantity("women_hired", "women hired this month", EMPLOYEES,
         lambda month, hired, sex: month - hired == 0 if sex == FEMALE else False)
quantity("women_searching", "women without work, looked for it this month", WITHOUT_WORK,
         lambda status, idle, sex: status == UNEMPLOYED and idle == 0 and sex == FEMALE)
# fmt: on
Q = {name: place for place, name in enumerate(QUANTITIES)}


def written_out(loop: Rule) -> Rule:
    """The loop with each line `add_up(sums, words, AUDIENCE, …)` replaced by the sums of these audiences' quantities
    over a list of people, as they would be written by hand: the compiler counts references to every column it hands to
    a rule, which takes longer than the sums.

    Persons are counted four to a word of 64 bits, so that one addition counts four quantities; each word is read off
    and cleared when the list is done."""
    tree = ast.parse(dedent(inspect.getsource(loop)))
    tree.body[0].decorator_list.clear()  # type: ignore[attr-defined]
    tree = ast.increment_lineno(_Sums().visit(tree), loop.__code__.co_firstlineno - 1)
    rules = {one.adds.__name__: one.adds for one in QUANTITIES.values()}
    names: dict[str, Any] = {**loop.__globals__, **rules, "LANES": LANES, "LANE": LANE, "EMPTY": EMPTY}
    exec(compile(tree, loop.__code__.co_filename, "exec"), names)
    written: Rule = names[loop.__name__]
    return written


class _Sums(ast.NodeTransformer):
    """Writes a loop with `sums[g, 22] += adds_trust(its_trust)` for `add_up(sums, words, ON_PLATFORMS)`, and so on."""

    def visit_Expr(self, node: ast.Expr) -> Any:
        call = node.value
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == add_up.__name__):
            return node
        audiences = [globals()[ast.unparse(one).rpartition(".")[2]] for one in call.args[2:]]
        lines = ast.parse(_loops([one for one in QUANTITIES.values() if one.among in audiences])).body
        for part in (part for line in lines for part in ast.walk(line)):
            ast.copy_location(part, node)
        return lines


def _loops(counted: list[Quantity]) -> str:
    """What the people of a list add, and then what the words of each stratum hold."""
    heads = [one for one in counted if one.unit == HEADS]
    adds = [f"sums[g, {Q[one.name]}] += {_of(one)}" for one in counted if one.unit != HEADS]
    reads = []
    for word, first in enumerate(range(0, len(heads), len(LANES))):
        lanes = list(enumerate(heads[first : first + len(LANES)]))
        packed = ""
        for _, one in reversed(lanes):
            packed = f"np.uint64({_of(one)})" + (f" + (({packed}) << LANES[1])" if packed else "")
        adds.append(f"words[g, {word}] += {packed}")
        reads += [f"sums[g, {Q[one.name]}] += np.int64((words[g, {word}] >> LANES[{k}]) & LANE)" for k, one in lanes]
        reads.append(f"words[g, {word}] = EMPTY")
    read = dict.fromkeys(name for one in counted for name in one.reads)
    here = [f"its_{name} = {GIVEN.get(name, f'w.{name}[i]')}" for name in read]
    each = ["i, g = first + people.order[k], stratum[k - start]", *here, *adds]
    words = ["if words[g, 0] != EMPTY:", *(f"    {line}" for line in reads)]  # the first counts everybody
    loops = (("for k in range(begin, end):", each), ("for g in range(len(sums)):", words))
    lines = [line for head, body in loops for line in (head, *(f"    {one}" for one in body))]
    return "\n".join(["start = people.bounds[block, 0]", *lines])


def _of(one: Quantity) -> str:
    """What a person adds to a quantity."""
    return f"{one.adds.__name__}({', '.join(f'its_{name}' for name in one.reads)})"


def add_up(sums: Any, words: Any, *audiences: str) -> None:
    """Stands in a loop for the sums of audiences; `words` are at hand for counts of persons."""
    raise NotImplementedError(sums, words, audiences)
