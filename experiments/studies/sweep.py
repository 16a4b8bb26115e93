"""A sweep: every point of a study with every seed, each run written down when it is finished.

Killed at any moment and started again, a sweep loses the runs that were under way and no other. Runs that share a
burn-in are given to one slot of the engine one after the other. A run that fails is written down with its error; a run
whose process dies is tried again, and fails when that happens `DEATHS` times.
"""

from __future__ import annotations

import contextlib
import queue
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...messages import phrase
from ...results.digest import mark
from ...results.environment import version
from ...results.store import FORMAT, HEADER, Store, StoreError, read_header
from ...results.store_tables import Key, Record
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.group_sizes import check_groups
from ..runs.process import ProcessDied
from ..runs.processes import DEATHS
from .engines import Engine, EngineLost, MakeEngine, local
from .outcomes import MONEY, MONEY_MEANING, Outcome, dimensions_of
from .simulate import ERROR_LENGTH, Run, model_mark, packed
from .study import Study

STRETCH = 64  # points whose runs are brought into order together
TABULATE_EVERY = 300.0  # seconds between tables of a sweep that is under way


@dataclass(frozen=True)
class SweepProgress:
    """How far a sweep is."""

    done: int  # runs in the store, failed ones included
    failed: int
    total: int
    fresh: int  # runs of this session
    seconds: float  # since its first run was begun

    @property
    def left(self) -> float | None:
        """Seconds left at the pace of this session; None before there is a pace."""
        return self.seconds / self.fresh * (self.total - self.done) if self.fresh else None


@dataclass(frozen=True)
class Swept:
    """What a sweep came to."""

    store: Path
    total: int
    done: int  # runs that finished well
    failed: dict[Key, str]  # runs that failed, and why
    damaged: int  # records that a crash or a disk had spoilt, whose runs were played again
    fresh: int  # runs of this session
    interrupted: bool
    wall_s: float


def header_of(study: Study) -> dict[str, Any]:
    """What a store says of itself: the study, its columns, and the versions it was made with."""
    axes = [
        {
            "column": axis.column,
            "type": _type(axis.values or (axis.low,), whole=isinstance(axis.param.default, int)),
            "unit": axis.param.unit,
            "meaning": axis.param.doc,
        }
        for axis in study.axes
    ]
    outcomes = [{"column": o.name, "type": "number", "unit": o.unit, "meaning": _meaning(o)} for o in study.outcomes]
    return {
        "format": FORMAT,
        "study_hash": study.hash,
        "model": model_mark(),
        **study.record,
        "asked": study.record["axes"],
        "measured": study.record["outcomes"],
        "axes": axes,
        "outcomes": outcomes,
        "made": {"version": version(), "seeds": list(study.seeds)},
    }


def mark_of(study: Study) -> str:
    """Eight characters that stand for study and model: part of the name of its store."""
    return mark(f"{study.hash} {study.record['outcomes']} {model_mark()}")


def place_of(study: Study, out: Path) -> Path:
    """The folder of a study's store below another: one that holds its runs by whatever name, else a new one."""
    for header in sorted(out.glob(f"sweep-*/{HEADER}")):
        with contextlib.suppress(StoreError):
            theirs = read_header(header.parent)
            if theirs["model"] == model_mark() and _goes_on(study, theirs):
                return header.parent
    return out / f"sweep-{study.name}-{mark_of(study)}"


def as_kept(study: Study, folder: Path) -> Study:
    """The study with all that is measured in the store where it goes on; as it is where there is none."""
    if not (folder / HEADER).exists():
        return study
    with contextlib.suppress(StoreError):
        theirs = read_header(folder)
        if _goes_on(study, theirs):
            kept = tuple(Outcome(**one) for one in theirs["measured"])
            return replace(study, outcomes=kept, base=replace(study.base, by=dimensions_of(kept)))
    return study


def _goes_on(study: Study, header: Mapping[str, Any]) -> bool:
    """Whether a store is of the same points and has the outcomes asked for."""
    return study.hash == header["study_hash"] and all(one in header["measured"] for one in study.record["outcomes"])


def sweep(
    study: Study,
    folder: Path,
    *,
    engine: MakeEngine = local,
    retry_failed: bool = False,
    tell: Callable[[SweepProgress], None] = lambda news: None,
) -> Swept:
    """Play what is missing in the store at `folder`. Ctrl-C ends the sweep and keeps what is finished; so does any
    error. SpecError if the store belongs to another study or version."""
    began, study = time.perf_counter(), as_kept(study, folder)
    with open_store(study, folder) as store:
        again = set(store.failed) if retry_failed else set()
        missing = study.runs - _done(study, store.done - again)
        session, interrupted = _Session(store, study.runs, missing, tell), False
        try:
            if missing:
                at_work = engine(packed(study), study.base.workers, missing)
                try:
                    session.play(at_work, companies(study, store.done - again))
                finally:
                    at_work.close()
        except KeyboardInterrupt:
            interrupted = True
            store.reload()  # a run may have reached the disk, but not our count of it
        except BaseException:
            with contextlib.suppress(OSError):  # the first trouble is the one to tell
                store.tabulate()
            raise
        store.tabulate()
        failed = {key: why for key, why in store.failed.items() if key[1] in study.seeds}
        well = _done(study, store.done) - len(failed)
        seconds = time.perf_counter() - began
        return Swept(folder, study.runs, well, failed, store.damaged, session.fresh, interrupted, seconds)


def check_outcomes(study: Study) -> None:
    """SpecError where too few stand for a group that an outcome is taken of."""
    check_groups(study.base, len(study.seeds), dimensions_of(study.outcomes))


def open_store(study: Study, folder: Path) -> Store:
    """The store of a study, made if there is none; SpecError if the folder holds something else."""
    try:
        return Store(folder, header_of(study))
    except StoreError as error:
        raise SpecError([Fault(error.place, error.message)]) from None


def missing_runs(study: Study, folder: Path, *, retry_failed: bool = False) -> int:
    """Runs that a sweep would play; SpecError if the store at `folder` belongs to another study or version."""
    if not folder.exists():
        return study.runs
    with open_store(as_kept(study, folder), folder) as store:
        return study.runs - _done(study, store.done - (set(store.failed) if retry_failed else set()))


def companies(study: Study, done: Collection[Key]) -> Iterator[list[Run]]:
    """Missing runs in the order of the points, those of nearby points that share a burn-in together."""
    shaping = [k for k, axis in enumerate(study.axes) if axis.shapes_people]
    points = study.design
    for first in range(0, points.size, STRETCH):
        together: dict[Any, list[Run]] = {}
        for point in range(first, min(first + STRETCH, points.size)):
            values = points.point(point)
            people = tuple(values[k] for k in shaping)
            for seed in study.seeds:
                if (point, seed) not in done:
                    together.setdefault((people, seed), []).append((point, seed, values))
        yield from together.values()


class _Session:
    """Runs on their way through an engine, and from it into the store."""

    def __init__(self, store: Store, total: int, missing: int, tell: Callable[[SweepProgress], None]) -> None:
        self.store, self.tell = store, tell
        self.total, self.missing, self.fresh = total, missing, 0
        self.deaths = Counter[Key]()
        self.queues: dict[str, deque[Run]] = {}  # runs a slot will be given, by slot
        self.under_way: dict[Future[Record], tuple[str, Run]] = {}  # slot, run
        self.ended: queue.SimpleQueue[Future[Record]] = queue.SimpleQueue()
        self.began = self.tabulated = time.perf_counter()

    def play(self, engine: Engine, groups: Iterator[list[Run]]) -> None:
        """Play every run of the groups."""
        self._tell()
        self._fill(engine, groups)
        while self.under_way:
            records = [record for future in self._ended() if (record := self._record(future)) is not None]
            if records:
                self.store.add(records)
                self.fresh += len(records)
                self._tell()
            if time.perf_counter() - self.tabulated > TABULATE_EVERY:
                self.store.tabulate()
                self.tabulated = time.perf_counter()
            self._fill(engine, groups)

    def _fill(self, engine: Engine, groups: Iterator[list[Run]]) -> None:
        """Give every slot as many runs as it may hold."""
        held = Counter(slot for slot, _ in self.under_way.values())
        for slot in engine.slots():
            while held[slot] < engine.at_once and (run := self._next(slot, groups)) is not None:
                future = engine.submit(slot, run)
                self.under_way[future] = slot, run
                future.add_done_callback(self.ended.put)
                held[slot] += 1

    def _next(self, slot: str, groups: Iterator[list[Run]]) -> Run | None:
        """The slot's next run: of its own group, of a new one, or of the half that another slot has not begun."""
        own = self.queues.setdefault(slot, deque())
        if not own:
            own.extend(next(groups, ()))
        if not own:
            longest = max(self.queues.values(), key=len)
            own.extend(reversed([longest.pop() for _ in range((len(longest) + 1) // 2)]))
        return own.popleft() if own else None

    def _ended(self) -> list[Future[Record]]:
        """Runs that have ended, waiting a moment for the first."""
        found: list[Future[Record]] = []
        with contextlib.suppress(queue.Empty):
            found.append(self.ended.get(timeout=0.5))
            while True:
                found.append(self.ended.get_nowait())
        return found

    def _record(self, future: Future[Record]) -> Record | None:
        """What a run came to; None if it must be tried again."""
        slot, run = self.under_way.pop(future)
        if future.cancelled():
            raise EngineLost
        error = future.exception()
        if error is None:
            return future.result()
        if isinstance(error, ProcessDied):
            self.deaths[run[:2]] += 1
            if self.deaths[run[:2]] < DEATHS:
                self.queues[slot].appendleft(run)
                return None
            error = EngineLost(phrase("engine.died", "the process playing it died {n} times", n=DEATHS))
        said = f"{type(error).__name__}: {error}" if not isinstance(error, EngineLost) else str(error)
        return Record(*run, (), 0.0, said[:ERROR_LENGTH])

    def _tell(self) -> None:
        """Report how far the sweep is."""
        done = self.total - self.missing + self.fresh
        self.tell(SweepProgress(done, len(self.store.failed), self.total, self.fresh, time.perf_counter() - self.began))


def _done(study: Study, keys: Collection[Key]) -> int:
    """How many of the study's runs are among these; a store may hold more seeds."""
    seeds = set(study.seeds)
    return sum(seed in seeds for _, seed in keys)


def _type(values: tuple[Any, ...], *, whole: bool) -> str:
    return "text" if isinstance(values[0], str) else "whole" if whole else "number"


def _meaning(outcome: Outcome) -> str:
    """An outcome in words."""
    if outcome.indicator in MONEY:
        what = MONEY_MEANING
    else:
        when = f"month {outcome.month}" if outcome.month else f"mean of the last {outcome.last} months"
        what = f"{outcome.indicator}, {outcome.group}, {when}"
    return f"{what}; difference from the base" if outcome.difference else what
