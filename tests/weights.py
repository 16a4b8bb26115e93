"""How heavy the pages are: `python -m tests.weights [page …]` visits each once, with an empty browser.

Bytes are counted on the wire, by a listener between browser and server, and told apart by the browser: files and the
socket's frames. Times are the browser's, from the beginning of the visit; work is seconds of processor.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from .browser import CHROMIUM, FLAGS, PATIENCE, WIDTHS, serving

FIRST = {  # what counts as the first picture of a page
    "": "#answer .lead",
    "compare": ".compare-answer figure svg",
    "map": "canvas",
    "people": "main table",
    "claims": ".claims details",
    "sandbox": "main h1",
    "model": ".entries details",
    "mesa": ".solara-content-main, main",
}
SEEN = """(selector) => { const look = () => {
    const found = document.querySelector(selector);
    if (found && found.getBoundingClientRect().height > 0) window.firstSeen = performance.now();
    else requestAnimationFrame(look); }; look(); }"""
TICKS = os.sysconf("SC_CLK_TCK")


class Counting:
    """A listener that passes all on to a port and counts it."""

    def __init__(self, port: int) -> None:
        self.port, self.down, self.up = port, 0, 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            near, _ = self.listening.accept()
            far = socket.create_connection(("127.0.0.1", self.port))
            for source, target, name in ((near, far, "up"), (far, near, "down")):
                threading.Thread(target=self._pass, args=(source, target, name), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, name: str) -> None:
        try:
            while data := source.recv(1 << 16):
                setattr(self, name, getattr(self, name) + len(data))
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def processor(pid: int) -> float:
    """Seconds of processor of a process and all below it."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        own = (int(fields[11]) + int(fields[12])) / TICKS
        return own + sum(map(processor, below(pid)))
    except FileNotFoundError:
        return 0.0


def below(pid: int) -> list[int]:
    """The processes that a process has started."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sorted({int(p) for t in threads for p in (t / "children").read_text().split()})


class Window:
    """A page of an empty browser, watched."""

    def __init__(self, chromium: Any, counting: Counting, width: int) -> None:
        self.context = chromium.new_context(viewport={"width": width, "height": WIDTHS[width]}, locale="zh-CN")
        self.page, self.counting = self.context.new_page(), counting
        self.page.set_default_timeout(PATIENCE)
        self.cdp = self.context.new_cdp_session(self.page)
        for domain in ("Network", "Performance"):
            self.cdp.send(f"{domain}.enable")
        self.files: Counter[str] = Counter()
        self.frames = {"in": 0, "out": 0, "n": 0}
        self.names: dict[str, str] = {}
        self.cdp.on("Network.responseReceived", self._named)
        self.cdp.on("Network.loadingFinished", self._loaded)
        self.cdp.on("Network.webSocketFrameReceived", lambda e: self._frame(e, "in"))
        self.cdp.on("Network.webSocketFrameSent", lambda e: self._frame(e, "out"))

    def _named(self, event: dict[str, Any]) -> None:
        self.names[event["requestId"]] = event["response"]["url"].removeprefix(self.counting.base).partition("?")[0]

    def _loaded(self, event: dict[str, Any]) -> None:
        self.files[self.names.get(event["requestId"], "?")] += int(event["encodedDataLength"])

    def _frame(self, event: dict[str, Any], way: str) -> None:
        self.frames[way] += len(event["response"]["payloadData"])
        self.frames["n"] += 1

    def metrics(self) -> dict[str, float]:
        """What the browser says of its own work."""
        return {m["name"]: m["value"] for m in self.cdp.send("Performance.getMetrics")["metrics"]}


def quiet(window: Window, seconds: float = 1.5) -> None:
    """Wait until nothing comes from the server any more."""
    last, since = -1, time.monotonic()
    while time.monotonic() < since + seconds:
        window.page.wait_for_timeout(100)
        if (now := window.counting.down) != last:
            last, since = now, time.monotonic()


def visit(window: Window, server: int, page: str, search: str = "lang=zh") -> dict[str, Any]:
    """Open a page with an empty cache, wait until it is quiet; what it took."""
    begun, worked = window.counting.down, processor(server)
    window.page.add_init_script(f"({SEEN})({json.dumps(FIRST[page])})")
    window.page.goto(f"{window.counting.base}/{page}?{search}")
    window.page.wait_for_function("window.firstSeen", timeout=PATIENCE)
    first = window.page.evaluate("window.firstSeen")
    quiet(window)
    m = window.metrics()
    return {
        "page": page or "ask",
        "first s": round(first / 1000, 2),
        "wire KB": round((window.counting.down - begun) / 1024),
        "files KB": round(sum(window.files.values()) / 1024),
        "frames KB": round(window.frames["in"] / 1024),
        "frames": window.frames["n"],
        "nodes": window.page.evaluate("document.querySelectorAll('*').length"),
        "server s": round(processor(server) - worked, 2),
        "browser s": round(m["TaskDuration"], 2),
        "script s": round(m["ScriptDuration"], 2),
        "layout s": round(m["LayoutDuration"] + m["RecalcStyleDuration"], 2),
        "heap MB": round(m["JSHeapUsedSize"] / 1e6, 1),
        "largest": [(name, n // 1024) for name, n in window.files.most_common(9)],
    }


@contextmanager
def watched() -> Iterator[tuple[Any, Counting, int]]:
    """A browser, a counting listener before a warm server, and the server's process."""
    from playwright.sync_api import sync_playwright

    with serving() as server, sync_playwright() as playwright:
        counting = Counting(int(server["url"].split("/?")[0].rpartition(":")[2]))
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        warm = Window(chromium, counting, 1440)
        for page in FIRST:
            warm.page.goto(f"{counting.base}/{page}?lang=zh")
            warm.page.wait_for_selector(FIRST[page], timeout=PATIENCE)
        quiet(warm, 5)
        warm.context.close()
        yield chromium, counting, server["pid"]
        chromium.close()


def slide(chromium: Any, counting: Counting, server: int) -> dict[str, Any]:
    """Move a slider of a comparison of the small city: seconds to the first number, and what was sent."""
    window = Window(chromium, counting, 1440)
    page = window.page
    page.goto(
        f"{counting.base}/compare?lang=zh&city=lishui&persons=2000&months=12&seeds=2&a=training_subsidy(seats%3D20000)&run=1"
    )
    page.wait_for_selector("[role=status]:has-text('完成')", timeout=PATIENCE)
    quiet(window)
    told = []
    for _ in range(3):
        of = page.locator("#of").get_attribute("data-comparison")
        frames, down, worked, before = dict(window.frames), counting.down, processor(server), window.metrics()
        slider = page.get_by_role("slider").first
        slider.focus()
        page.keyboard.press("ArrowRight")
        began = time.monotonic()
        page.wait_for_function(
            "of => document.querySelector('#of')?.dataset.comparison !== of", arg=of, timeout=PATIENCE
        )
        first = time.monotonic() - began
        quiet(window)
        after = window.metrics()
        told.append(
            {
                "first number s": round(first, 2),
                "wire KB": round((counting.down - down) / 1024),
                "frames KB": round((window.frames["in"] - frames["in"]) / 1024),
                "frames": window.frames["n"] - frames["n"],
                "server s": round(processor(server) - worked, 2),
                "browser s": round(after["TaskDuration"] - before["TaskDuration"], 2),
                "script s": round(after["ScriptDuration"] - before["ScriptDuration"], 2),
            }
        )
    window.context.close()
    return {"slides": told}


def main(pages: list[str]) -> None:
    """Print a line for each page, then the slider."""
    with watched() as (chromium, counting, server):
        for page in pages or list(FIRST):
            for width in (1440,):
                window = Window(chromium, counting, width)
                print(json.dumps(visit(window, server, page.replace("ask", "")), ensure_ascii=False), flush=True)
                window.context.close()
        print(json.dumps(slide(chromium, counting, server)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
