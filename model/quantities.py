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
AUDIENCES = (
    "everybody",
    "inactive",
    "active",
    "without_work",  # unemployed, or on a full-time course
    "at_work",
    "employees",
    "flexible",  # on a platform or on their own account
    "on_platforms",
    "own_account",
    "in_pool",  # retired, and teaching beside the pension: at work, but neither flexible nor on platforms
)
EVERYBODY, INACTIVE, ACTIVE, WITHOUT_WORK, AT_WORK, EMPLOYEES, FLEXIBLE, ON_PLATFORMS, OWN_ACCOUNT, IN_POOL = AUDIENCES
PENSION = EMPLOYEE_SCHEME | RESIDENT_SCHEME
# What a rule may read beside columns of the workers, and how a loop says it.
GIVEN = {
    "month": "month",
    "age": "np.int64(np.uint16(month - w.born[i]) // YEAR)",
    "digital": "occ.digital[w.occupation[i]]",
}
NO_CERTIFICATE = np.uint64(0)
UNTRAINED = -1_000  # the month of a course lies after this one, even of people trained long before the city was built
QUIET = 2  # months without a search that still count as searching (NBS asks for three)
HOURS_FULL, HOURS_LONG = 35, 60  # a week: fewer is underemployment (ILO), more is long (P32)
COMFORTABLE = 500_000  # fen a month (P33)
NEAR_KM = 5  # of a short commute (P50)
HEADS = "persons"  # unit of what each person adds 0 or 1 to
LANES = tuple(np.uint64(bits) for bits in (0, 16, 32, 48))  # where four counts stand in a word of 64 bits
YEAR = np.uint16(12)  # months; narrow, so that ages of many are reckoned side by side
LANE, EMPTY, ONE = np.uint64(0xFFFF), np.uint64(0), np.uint8(1)
LANED = np.array(  # four marks as four counts
    [
        sum(int(lane) for bit, lane in enumerate((1, 1 << 16, 1 << 32, 1 << 48)) if marks >> bit & 1)
        for marks in range(16)
    ],
    np.uint64,
)
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
quantity("silver", "retired, teaching and advising online beside the pension", IN_POOL, lambda: 1)
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
quantity("platform_insured", "people on platforms in the employees' scheme", ON_PLATFORMS,
         lambda insured: insured & EMPLOYEE_SCHEME != 0)
quantity("covered_wage_sum", "gross pay of employees in the employees' scheme", EMPLOYEES,
         lambda earned, insured: earned if insured & EMPLOYEE_SCHEME != 0 else 0, unit="fen/month")
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
quantity("platform_earned", "pay of people on platforms", ON_PLATFORMS, lambda earned: earned, unit="fen/month")
quantity("platform_days", "days of the month on platforms", ON_PLATFORMS, lambda days: days, unit="days/month")
# fmt: on
Q = {name: place for place, name in enumerate(QUANTITIES)}


def written_out(loop: Rule) -> Rule:
    """The loop with the lines `mark(…)` and `add_up(…, AUDIENCE, …)` replaced by what the quantities say, as it would
    be written by hand: the compiler counts references to every column it hands to a rule, which takes longer than the
    sums."""
    tree = ast.parse(dedent(inspect.getsource(loop)))
    tree.body[0].decorator_list.clear()  # type: ignore[attr-defined]
    tree = ast.increment_lineno(_Written().visit(tree), loop.__code__.co_firstlineno - 1)
    rules = {one.adds.__name__: one.adds for one in QUANTITIES.values()}
    words = {"LANES": LANES, "LANE": LANE, "LANED": LANED, "EMPTY": EMPTY, "ONE": ONE, "YEAR": YEAR}
    names: dict[str, Any] = {**loop.__globals__, **rules, **words}
    exec(compile(tree, loop.__code__.co_filename, "exec"), names)
    written: Rule = names[loop.__name__]
    return written


class _Written(ast.NodeTransformer):
    """Writes loops, such as one with `sums[g, 22] += adds_trust(w.trust[i])` for `add_up(…, ON_PLATFORMS)`."""

    def visit_Expr(self, node: ast.Expr) -> Any:
        call = node.value
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            return node
        if call.func.id == mark.__name__:
            text = _marks()
        elif call.func.id == add_up.__name__:
            text = _sums({globals()[one.attr] for one in call.args if isinstance(one, ast.Attribute)})
        else:
            return node
        lines = ast.parse("\n".join(text)).body
        for part in (part for line in lines for part in ast.walk(line)):
            ast.copy_location(part, node)
        return lines


def _of(one: Quantity) -> str:
    """What a person adds to a quantity."""
    return f"{one.adds.__name__}({', '.join(GIVEN.get(name, f'w.{name}[i]') for name in one.reads)})"


def _is_mark(one: Quantity) -> bool:
    """Whether it counts persons by their own columns alone, so that a whole block can be looked at side by side."""
    return one.unit == HEADS and "digital" not in one.reads


def _together() -> list[tuple[str, list[Quantity]]]:
    """Audience and quantities of each set of marks."""
    sets = []
    for audience in AUDIENCES:
        among = [one for one in QUANTITIES.values() if one.among == audience and _is_mark(one)]
        sets += [(audience, among[first : first + len(LANES)]) for first in range(0, len(among), len(LANES))]
    return sets


def _marks() -> list[str]:
    """Loops that mark who counts, four quantities at once."""
    lines = ["start = people.bounds[block, 0]"]
    for number, (_, counted) in enumerate(_together()):
        packed = ""
        for one in reversed(counted):
            packed = f"np.uint8({_of(one)})" + (f" + (({packed}) << ONE)" if packed else "")
        lines += ["for n in range(start, people.bounds[block, len(STATUSES)]):", "    i = np.uint32(n)"]
        lines.append(f"    marks[{number}, np.uint32(n - start)] = {packed}")
    return lines


def _sums(audiences: set[str]) -> list[str]:
    """A loop over the people of a list, and what the marks of each stratum then come to."""
    sets = [(number, counted) for number, (audience, counted) in enumerate(_together()) if audience in audiences]
    sums = [one for one in QUANTITIES.values() if one.among in audiences and not _is_mark(one)]
    lines = ["start = people.bounds[block, 0]", "for k in range(begin, end):"]
    lines.append("    r, g = people.order[k], stratum[k - start]")
    lines.append("    i = first + r")
    lines += [f"    words[g, {number}] += LANED[marks[{number}, r]]" for number, _ in sets]
    lines += [f"    sums[g, {Q[one.name]}] += {_of(one)}" for one in sums]
    lines.append("for g in range(len(sums)):")
    for number, counted in sets:
        word = f"words[g, {number}]"
        lines += [
            f"    sums[g, {Q[one.name]}] += np.int64({word} >> LANES[{k}] & LANE)" for k, one in enumerate(counted)
        ]
        lines.append(f"    {word} = EMPTY")
    return lines


SETS = len(_together())


def mark(marks: Any) -> None:
    """Stands for loops over the rows of a block that mark for each set of four quantities to which a person adds."""
    raise NotImplementedError(marks)


def add_up(sums: Any, words: Any, marks: Any, *audiences: str) -> None:
    """Stands for a loop that adds a list of people to the sums of audiences; their marks go to `words` first, four
    counts side by side."""
    raise NotImplementedError(sums, words, marks, audiences)
