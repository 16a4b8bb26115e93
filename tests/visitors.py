"""Many visitors at once: `python -m tests.visitors 20 60` lets 20 windows live through stories for 60 minutes.

Each asks, compares a policy that is its own, moves a slider, looks at map and people, and comes back. Prints memory of
the server and of its processes after each round, and ends with what went wrong: an answer that was not asked for, a
complaint in a console, a Stop that stopped another. No test, for it takes hours of a core: `make soak` runs it.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from jiuye.viz.pages.ask import told
from jiuye.viz.pages.asked import AskedComparison
from jiuye.viz.pages.query import Query
from jiuye.viz.pages.shipped_answers import READY

from .browser import CHROMIUM, FLAGS, Browser, Visit, serving
from .weights import below

MOST_MB = 600.0  # of the server and its processes, with 20 windows open
CITIES = ("lishui", "ningbo", "hangzhou")
STOPPERS = 5  # one in so many also starts a long comparison and stops it
PATIENCE = 300_000  # ms: twenty share two cores
OVER = object()
FORGOTTEN = 150.0  # s after which a closed window's session is gone


def memory(pid: int) -> dict[str, float]:
    """Megabytes of the server: what it wrote itself, with its share of what is common (PSS); and of all below it."""
    children = list(_all_below(pid))
    return {
        "server": _part(pid, "Private_Dirty"),
        "server PSS": _part(pid, "Pss:"),
        "processes": round(sum(_part(p, "Private_Dirty") for p in children), 1),
    }


def _all_below(pid: int) -> Iterator[int]:
    for child in below(pid):
        yield child
        yield from _all_below(child)


def _part(pid: int, begins: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return 0.0
    return round(sum(int(line.split()[1]) for line in lines if line.startswith(begins)) / 1024, 1)


def sessions(base: str) -> int:
    """How many the server still knows."""
    with urllib.request.urlopen(f"{base}/resourcez") as answer:
        return int(json.load(answer)["kernels"]["total"])


class Visitor:
    """One window, its questions, and what went wrong in it."""

    def __init__(self, place: int, visit: Visit) -> None:
        self.place, self.visit, self.wrong = place, visit, []
        self.lang = ("zh", "en")[place % 2]
        self.round = 0

    def asked(self, **sizes: int) -> AskedComparison:
        """This visitor's own comparison of this round."""
        size = {"persons": 2_000, "months": 12, "seeds": 2} | sizes
        seats = 10_000 + 100 * self.place + 5_000 * (self.round % 6)
        slots = (("a", f"training_subsidy(seats={seats})"),)
        return AskedComparison(CITIES[self.place % len(CITIES)], **size, slots=slots)

    def open(self, asked: AskedComparison) -> None:
        """Ask it by its address, as a link does."""
        sizes = {name: getattr(asked, name) for name in ("city", "persons", "months", "seeds")}
        query = Query("compare", (("lang", self.lang),), print)
        self.visit.open(query.href(**sizes, **dict(asked.slots), run=1))

    def answered(self, asked: AskedComparison) -> None:
        """Wait for the answer; it must be this one."""
        self.visit.page.wait_for_selector(f"#of[data-comparison='{asked.key}']", timeout=PATIENCE)

    def story(self) -> Iterator[None]:
        """One round, a pause where others come to turn."""
        page = self.visit.page
        self.visit.open(f"/?lang={self.lang}", "#answer .lead")
        yield
        words = told(READY[(self.place + self.round) % len(READY)], self.lang)
        page.get_by_role("button", name=words, exact=True).click()
        page.wait_for_selector("#answer .lead", timeout=PATIENCE)
        yield
        if self.place % STOPPERS == 0:
            self.open(self.asked(persons=20_000, months=60, seeds=10))
            page.locator(".compare-form button:not(.main)").last.wait_for()
            page.wait_for_selector("progress", timeout=PATIENCE)
            yield
            page.get_by_role("button", name={"zh": "停止", "en": "Stop"}[self.lang], exact=True).click()
            page.wait_for_selector("[role=status].warning, .warning[role=status]", timeout=PATIENCE)
        self.open(self.asked())
        yield
        self.answered(self.asked())
        yield
        page.get_by_role("slider").first.focus()
        before = page.evaluate("location.search")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("before => location.search !== before", arg=before, timeout=PATIENCE)
        moved = AskedComparison.of(Query.read("compare", page.evaluate("location.search.slice(1)"), print))
        yield
        self.answered(moved)
        yield
        self.visit.open(f"/map?lang={self.lang}", "canvas")
        yield
        self.visit.open(f"/people?lang={self.lang}", "main table")
        self.round += 1

    def once(self) -> Iterator[None]:
        """A round; what goes wrong in it is kept."""
        try:
            yield from self.story()
        except Exception as error:
            self.wrong.append(f"visitor {self.place}: {type(error).__name__}: {str(error)[:300]}")


def live(many: int, minutes: float) -> dict[str, Any]:
    """So many visitors for so long; rounds side by side, step by step."""
    from playwright.sync_api import sync_playwright

    with serving() as server, sync_playwright() as playwright, ExitStack() as windows:
        base, pid = server["url"].split("/?")[0], server["pid"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        browser = Browser(chromium, base)
        time.sleep(20)
        rounds = [{"minute": 0.0, **memory(pid)}]
        print(json.dumps(rounds[-1]), flush=True)
        visitors = [Visitor(k, windows.enter_context(browser.window())) for k in range(many)]
        began = time.monotonic()
        while time.monotonic() < began + 60 * minutes:
            stories = [visitor.once() for visitor in visitors]
            while stories:
                stories = [story for story in stories if next(story, OVER) is not OVER]
            rounds.append({"minute": round((time.monotonic() - began) / 60, 1), **memory(pid), "kept": sessions(base)})
            print(json.dumps(rounds[-1]), flush=True)
        wrong = [line for v in visitors for line in (*v.wrong, *v.visit.complaints, *v.visit.strangers())]
        print(json.dumps({"wrong": wrong}, ensure_ascii=False), flush=True)
        windows.close()
        chromium.close()
        time.sleep(FORGOTTEN)
        return {
            "visitors": many,
            "most": round(max(one["server"] + one["processes"] for one in rounds), 1),
            "after": memory(pid),
            "sessions": sessions(base),
            "wrong": wrong,
            "rounds": len(rounds) - 1,
        }


def main(many: int, minutes: float) -> None:
    """Print what came of it; fail where it was too much or somebody was disturbed."""
    told = live(many, minutes)
    print(json.dumps(told, indent=1, ensure_ascii=False))
    if told["wrong"] or told["sessions"] or told["most"] > MOST_MB:
        sys.exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
