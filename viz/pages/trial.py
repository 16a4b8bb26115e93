"""Dispatch rules tried in the background of one session: queue, limits, progress, cancel."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...experiments.runs.process import Stopped
from ...experiments.sandbox import RuleVerdict
from ...experiments.sandbox.live import steps_to_play, verdicts_so_far
from ...model.sandbox import SandboxRule, Setting
from ...scenarios.dispatch import load_rule, read_rule
from ..charts.canvas import with_shared_glyphs
from ..reports.as_html import block_html
from ..reports.sandbox import charts
from ..words.texts import Lang
from .newest import Newest

RUNNING, WAITING = 2, 8  # trials at once on this machine, and how many may wait
MOST_WORK = 800_000_000  # drivers × steps × seeds × rules of one trial; two minutes on one core
SECONDS = 300.0  # one trial may take
BEAT = 0.3  # s between two looks at the progress
OWN = "own"
KEPT = 24  # finished trials that are remembered, some 50 kB each
ENDED = ("done", "cancelled", "late", "full", "failed")
log = logging.getLogger("jiuye.app")

_slots = threading.BoundedSemaphore(RUNNING)
_waiting = threading.Semaphore(WAITING + RUNNING)


@dataclass(frozen=True)
class Question:
    """What is to be tried, as the address of the page tells it."""

    names: tuple[str, ...]
    own: str  # the text of a rule of one's own, where `own` is among the names
    setting: Setting
    seeds: int

    @property
    def work(self) -> int:
        """Steps that drivers are moved."""
        return self.setting.drivers * self.setting.steps * self.seeds * len(self.names)

    def rules(self) -> list[SandboxRule]:
        """The rules; SpecError with every fault of one's own."""
        return [read_rule(self.own, OWN) if name == OWN else load_rule(name) for name in self.names]


class RuleTrial:
    """One question on its way; `tell` is called whenever there is something new to show."""

    def __init__(self, question: Question, rules: Sequence[SandboxRule], lang: Lang, tell: Callable[[], None]) -> None:
        self.question, self.rules, self.lang = question, rules, lang
        self.state = "waiting"
        self.done, self.steps = 0, steps_to_play(question.setting, len(rules), question.seeds)
        self._round: list[RuleVerdict] = []  # all rules, equally far
        self.number = ""  # of a failure, in the log
        self.seconds = 0.0
        self._tell, self._told = tell, 0.0
        self._stop = threading.Event()
        self._drawn: dict[Lang, str] = {}

    @classmethod
    def finished(cls, question: Question, verdicts: Sequence[RuleVerdict]) -> RuleTrial:
        """One that was made beforehand."""
        trial = cls(question, [verdict.rule for verdict in verdicts], "zh", lambda: None)
        trial.state, trial.done, trial._round = "done", trial.steps, list(verdicts)
        return trial

    def start(self) -> RuleTrial:
        """Begin in a thread of its own, or say that too many wait."""
        if not _waiting.acquire(blocking=False):
            self.state = "full"
            return self
        threading.Thread(target=self._run, name="sandbox", daemon=True).start()
        return self

    def cancel(self) -> None:
        """End soon; what is finished stays."""
        self._stop.set()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ENDED

    def shown(self) -> list[RuleVerdict]:
        """What is known of every rule, all equally far; empty at first."""
        return self._round

    def pictures(self, lang: Lang) -> str:
        """The charts as HTML, drawn where they were not yet."""
        if lang not in self._drawn and (known := self.shown()):
            figures = charts(known, self.question.setting, lang)
            self._drawn[lang] = with_shared_glyphs(block_html(figures, lang))
        return self._drawn.get(lang, "")

    def _run(self) -> None:
        try:
            while not _slots.acquire(timeout=BEAT):
                if self._stop.is_set():
                    self._end("cancelled")
                    return
            try:
                self._play()
            finally:
                _slots.release()
        finally:
            _waiting.release()

    def _play(self) -> None:
        self.state, began = "running", time.monotonic()
        seeds = range(1, self.question.seeds + 1)

        def stopped() -> bool:
            self.seconds = time.monotonic() - began
            return self._stop.is_set() or self.seconds > SECONDS

        try:
            latest: list[RuleVerdict] = []
            for verdict in verdicts_so_far(self.rules, self.question.setting, seeds, self._tick, stopped):
                latest.append(verdict)
                if len(latest) == len(self.rules):
                    self._round, self._drawn, latest = latest, {}, []
                    self.pictures(self.lang)
                    self._beat(now=True)
            stopped()
            _finished.put(self.question, self)
            self._end("done")
        except Stopped:
            self._end("cancelled" if self._stop.is_set() else "late")
        except Exception:
            self.number = uuid.uuid4().hex[:8]
            log.exception("a trial of the sandbox failed, number %s", self.number)
            self._end("failed")

    def _tick(self, steps: int) -> None:
        self.done += steps
        self._beat()

    def _end(self, state: str) -> None:
        self.state = state
        self._beat(now=True)

    def _beat(self, *, now: bool = False) -> None:
        moment = time.monotonic()
        if now or moment - self._told > BEAT:
            self._told = moment
            self._tell()


_finished: Newest[Question, RuleTrial] = Newest(KEPT)


def remembered(question: Question) -> RuleTrial | None:
    """The finished trial of a question, if it is still known."""
    return _finished.get(question)
