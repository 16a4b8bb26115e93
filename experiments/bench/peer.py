"""The peer of the bench: a labour market as one would write it in plain Mesa, one Python object a worker.

Each month employers post what they lack, jobs end, people without work train, do gigs or apply to open posts within
reach, employers hire their best applicants, wages adjust, and the month is collected for the city and its cells. No
levers, insurance, dispatch or ledger: less than a month of the model, so that the ratio does not flatter it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...messages import extra

try:
    import mesa
    from mesa.discrete_space import FixedAgent, OrthogonalMooreGrid
except ImportError:
    raise ImportError(extra("mesa")) from None

SIDE = 20  # cells across
WORKERS_AN_EMPLOYER = 20
APPLICATIONS = 4
AT_WORK = 0.92  # share of the workers who start with a job
SPARE_POSTS = 1.04  # posts for each of them
WITHOUT, EMPLOYED, GIG = range(3)


class Employer(FixedAgent):
    """Seeks a fixed head count at one wage, which it raises while posts stay empty."""

    def __init__(self, model: Market, cell: Any, size: int) -> None:
        super().__init__(model)
        self.cell = cell
        self.x, self.y = cell.coordinate
        self.size = size
        self.staff = 0
        self.open = 0
        self.wage = model.random.lognormvariate(0.0, 0.2)
        self.applicants: list[Worker] = []

    def post(self) -> None:
        """Post what is lacking."""
        self.open = max(0, self.size - self.staff)

    def hire(self) -> None:
        """Hire the best who are still free, then adjust the wage."""
        if self.applicants:
            for worker in sorted(self.applicants, key=lambda w: w.skill, reverse=True):
                if not self.open:
                    break
                if worker.status != EMPLOYED:
                    worker.start(self)
                    self.open -= 1
            self.applicants.clear()
        self.wage *= 1.01 if self.open else 0.999


class Worker(FixedAgent):
    """Works, does gigs, trains, or looks for work that pays at least the reservation wage."""

    def __init__(self, model: Market, cell: Any) -> None:
        super().__init__(model)
        self.cell = cell
        self.x, self.y = cell.coordinate
        self.skill = model.random.lognormvariate(0.0, 0.3)
        self.status = WITHOUT
        self.employer: Employer | None = None
        self.income = 0.0
        self.reservation = 0.8
        self.months = 0  # in the present state
        self.course = 0  # months of training left

    def start(self, employer: Employer) -> None:
        """Take a job."""
        self.employer = employer
        employer.staff += 1
        self.status = EMPLOYED
        self.income = employer.wage * self.skill
        self.months = 0

    def live(self) -> None:
        """One month: perhaps lose the job, else learn; without one, train, do gigs, apply."""
        self.months += 1
        employer, luck = self.employer, self.model.random.random()
        if employer is None:
            self.without_job(luck)
        elif luck < 0.03 / (1.0 + self.months / 24.0):
            employer.staff -= 1
            self.reservation = 0.9 * self.income / self.skill
            self.employer, self.status, self.income, self.months = None, WITHOUT, 0.0, 0
        else:
            self.skill *= 1.001
            self.income += 0.1 * (employer.wage * self.skill - self.income)

    def without_job(self, luck: float) -> None:
        """Train or forget, enter or leave gig work, and search."""
        if self.course:
            self.course -= 1
            self.skill *= 1.02
        else:
            self.skill *= 0.997
            if self.months > 3 and luck < 0.05:
                self.course = 3
        if self.status == WITHOUT and luck > 0.9:
            self.status, self.income = GIG, 0.6 * self.skill
        elif self.status == GIG and luck > 0.95:
            self.status, self.income = WITHOUT, 0.0
        self.search()

    def search(self) -> None:
        """Apply to a few open posts that pay enough for the way there; expect less with time."""
        self.reservation *= 0.97
        posts, draw = self.model.open_posts, self.model.random.random
        if posts:
            for _ in range(APPLICATIONS):
                employer = posts[int(draw() * len(posts))]
                way = abs(employer.x - self.x) + abs(employer.y - self.y)
                if employer.wage - 0.005 * way >= self.reservation:
                    employer.applicants.append(self)


class Market(mesa.Model):
    """Workers and employers on a grid with a dense centre, and the month."""

    def __init__(self, persons: int, seed: int = 1) -> None:
        super().__init__(rng=seed)
        self.open_posts: list[Employer] = []
        self.unemployment = self.gigs = self.mean_income = 0.0
        self.grid = OrthogonalMooreGrid((SIDE, SIDE), torus=False, capacity=None, random=self.random)
        self.grid.create_property_layer("unemployment", default_value=0.0, dtype=float)
        employers = max(1, persons // WORKERS_AN_EMPLOYER)
        size = round(AT_WORK * persons * SPARE_POSTS / employers)
        self.firms = Employer.create_agents(self, employers, self._homes(employers), size)
        self.people = Worker.create_agents(self, persons, self._homes(persons))
        firms = list(self.firms)
        for place, worker in enumerate(self.people):
            if self.random.random() < AT_WORK:
                worker.start(firms[place % employers])
        reporters = {name: name for name in ("unemployment", "gigs", "mean_income")}
        self.datacollector = mesa.DataCollector(model_reporters=reporters)

    def _homes(self, n: int) -> list[Any]:
        """Cells drawn from a density that falls from the centre."""
        cells = list(self.grid.all_cells)
        x, y = np.array([cell.coordinate for cell in cells], float).T - SIDE / 2
        density = np.exp(-np.hypot(x, y) / (SIDE / 4))
        return [cells[k] for k in self.rng.choice(len(cells), n, p=density / density.sum())]

    def step(self) -> None:
        """One month."""
        self.firms.do("post")
        self.open_posts = [employer for employer in self.firms if employer.open]
        self.people.do("live")
        self.firms.shuffle_do("hire")
        self._measure()
        self.datacollector.collect(self)

    def _measure(self) -> None:
        """One pass over the workers for the city and its cells."""
        heads, without = np.zeros((SIDE, SIDE)), np.zeros((SIDE, SIDE))
        gigs, income = 0, 0.0
        for worker in self.people:
            heads[worker.x, worker.y] += 1
            income += worker.income
            if worker.status == WITHOUT:
                without[worker.x, worker.y] += 1
            elif worker.status == GIG:
                gigs += 1
        n = len(self.people)
        self.unemployment, self.gigs, self.mean_income = float(without.sum()) / n, gigs / n, income / n
        self.grid.unemployment.data[:] = without / np.maximum(heads, 1)


def peer(persons: int) -> Market:
    """A market of so many workers."""
    return Market(persons)
