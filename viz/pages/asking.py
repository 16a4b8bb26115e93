"""Questions on their way to an answer: one search for all who ask the same, stopped when nobody waits any more."""

from __future__ import annotations

import logging
import tempfile
import threading
import uuid
from functools import cache
from pathlib import Path
from typing import Literal

from ...experiments.advise import Advice, advise
from ...experiments.runs.process import Stopped
from ...messages import Message, phrase
from ...scenarios.spec import SpecError
from .asked_advice import AskedAdvice
from .board_pool import BatchFailed, BoardPool
from .jobs import board
from .newest import Newest

AskingState = Literal["searching", "done", "stopped", "refused", "failed"]
KEPT = 24  # answers, some kilobytes each
MOST = 8  # questions at once
BEAT = 0.3  # seconds between two looks
log = logging.getLogger("jiuye.app")

answers: Newest[str, Advice] = Newest(KEPT)
_under_way: dict[str, Asking] = {}
_lock = threading.Lock()


class Asking:
    """One question, how far it is, and what has come of it."""

    def __init__(self, asked: AskedAdvice, after: Asking | None = None) -> None:
        """`after`: a search for the same that is about to stop, and still writes where this one goes on."""
        self.asked, self._after = asked, after
        self.state: AskingState = "searching"
        self.news: list[Message] = []  # what the search has told
        self.months = 0  # played
        self.why: list[Message] = []  # why it was refused
        self.number = ""  # of a failure, in the log
        self.answer: Advice | None = None
        self.sessions: set[str] = set()
        self._stop, self._over = threading.Event(), threading.Event()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state != "searching"

    @property
    def stops(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    @property
    def share(self) -> float:
        """About the part that is done, 0 to 1."""
        return 1.0 if self.ended else min(0.99, self.months / self.asked.months)

    def leave(self, session: str) -> None:
        """A session no longer waits; a search that nobody waits for stops."""
        with _lock:
            self.sessions.discard(session)
            if not self.sessions:
                self._stop.set()

    def run(self) -> None:
        """Search to the end, whatever it is."""
        asked = self.asked
        if self._after is not None:
            self._after._over.wait()
            self._after = None
        pool = BoardPool(board(), f"ask {asked.key}", self._stop)
        state: AskingState = "done"
        try:
            self.answer = advise(
                asked.base(),
                asked.budget,
                asked.wanted(),
                Path(_place().name) / asked.key,
                seeds=asked.seeds,
                fresh=asked.fresh,
                command=asked.command,
                tick=self._tick,
                tell=self.news.append,
                pool=pool,
            )
            answers.put(asked.key, self.answer)
        except Stopped:
            state = "stopped"
        except SpecError as error:
            state, self.why = "refused", [fault.message for fault in error.faults]
        except BatchFailed as error:
            state, self.why = "failed", [phrase("page.batch", "the server could not do it ({why})", why=error.told)]
        except Exception:
            state, self.number = "failed", uuid.uuid4().hex[:8]
            log.exception("a question failed, number %s", self.number)
        with _lock:
            self.state = state
            if _under_way.get(asked.key) is self:
                del _under_way[asked.key]
        self._over.set()

    def _tick(self, months: int) -> None:
        self.months += months


def ask(asked: AskedAdvice, session: str) -> Asking | None:
    """The search for a question, begun unless it is under way; None where too many are."""
    with _lock:
        going = _under_way.get(asked.key)
        if going is None or going.stops:
            if going is None and len(_under_way) >= MOST:
                return None
            going = _under_way[asked.key] = Asking(asked, going)
            threading.Thread(target=going.run, daemon=True, name=f"ask-{asked.key}").start()
        going.sessions.add(session)
        return going


@cache
def _place() -> tempfile.TemporaryDirectory[str]:
    """Where what is played is written down while the server runs; it goes with it."""
    return tempfile.TemporaryDirectory(prefix="jiuye-ask-")
