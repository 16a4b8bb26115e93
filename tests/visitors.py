"""Many visitors at once: `python -m tests.visitors 20` opens so many windows, each with a comparison of its own.

Prints memory of the server and its processes, seconds, and what went wrong; no test, for it takes minutes of a core.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from .browser import CHROMIUM, FLAGS, Browser, Visit, serving


def memory(pid: int) -> dict[str, float]:
    """Resident megabytes of the server, and of the processes below it together."""
    children = [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    threads = Path(f"/proc/{pid}/task").iterdir()
    children = sorted({int(p) for t in threads for p in (t / "children").read_text().split()} | set(children))
    return {"server": _resident(pid), "processes": round(sum(map(_resident, children)), 1)}


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return round(next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0) / 1024, 1)


def visit_all(many: int, persons: int) -> dict[str, object]:
    """Open all windows, start all comparisons, wait for all, close all."""
    from playwright.sync_api import sync_playwright

    told: dict[str, object] = {"visitors": many, "persons": persons}
    with serving() as server, sync_playwright() as playwright:
        base = server["url"].split("/?")[0]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        browser = Browser(chromium, base)
        time.sleep(20)
        told["MB at rest"] = memory(server["pid"])
        windows = [browser.window() for _ in range(many)]
        visits: list[Visit] = [window.__enter__() for window in windows]
        began = time.monotonic()
        for k, visit in enumerate(visits):
            visit.open(
                f"/compare?lang=en&persons={persons}&months=12&seeds=2&a=training_subsidy(seats%3D{20_000 + 100 * k})"
            )
        told["s until all are open"] = round(time.monotonic() - began, 1)
        told["MB open"] = memory(server["pid"])
        began = time.monotonic()
        for visit in visits:
            visit.page.get_by_role("button", name="Compare", exact=True).click()
        done = [visit.page.wait_for_selector("[role=status]:has-text('Done')", timeout=600_000) for visit in visits]
        told["s until all are done"] = round(time.monotonic() - began, 1)
        told["done"] = len(done)
        told["MB done"] = memory(server["pid"])
        told["complaints"] = sorted({c for visit in visits for c in visit.complaints})
        for window in windows:
            window.__exit__(None, None, None)
        time.sleep(20)
        told["MB after all are gone"] = memory(server["pid"])
        chromium.close()
    return told


if __name__ == "__main__":
    print(json.dumps(visit_all(int(sys.argv[1]), int((sys.argv[2:] or ["2000"])[0])), indent=1))
