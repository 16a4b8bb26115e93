"""A server and a browser for the tests of pages: Debian's Chromium, which must find everything on this machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from .languages import Read, strangers

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "build" / "screens"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDTHS = {1440: 900, 390: 844}  # a desktop's and a telephone's window
PATIENCE = 120_000  # ms until something must have appeared on a busy machine, where others compute beside the pages

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install -y chromium)")


@contextmanager
def serving(*options: str, **environment: str) -> Iterator[dict[str, Any]]:
    """`jiuye app` on a free port, for as long as the block lasts; yields what it printed: url, pid."""
    command = [sys.executable, "-m", "jiuye", "app", "--port", "0", "--no-browser", "--json", "--lang", "en", *options]
    aside = {"PYTHONSAFEPATH": "1"}  # no file that lies in the folder it is started from is a module
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT.parent, env={**os.environ, **aside, **environment}
    ) as server:
        try:
            assert server.stdout is not None
            yield json.loads(server.stdout.readline())
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


@dataclass
class Visit:
    """One browser window, and what it asked for and complained about."""

    page: Any
    base: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str, heading: str = "main h1") -> Visit:
        """Open an address below the server's and wait for the page."""
        self.page.goto(self.base + address)
        self.page.wait_for_selector(heading, timeout=PATIENCE)
        return self

    def strangers(self) -> list[str]:
        """Requests that were not for the server."""
        here = re.compile(rf"^({re.escape(self.base)}|ws{re.escape(self.base.removeprefix('http'))}|data:|blob:)")
        return [url for url in self.requests if not here.match(url)]

    def screen(self, name: str) -> Path:
        """The whole page as a picture, for people to look at."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        file = SCREENS / f"{name}.png"
        self.page.screenshot(path=file, full_page=True)
        return file

    def shut_out(self) -> list[str]:
        """What axe-core finds that keeps people out, serious and worse: rule and place."""
        import axe_playwright_python

        source = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
        self.page.evaluate(source)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
        assert len(found["passes"]) > 5, "axe found something to look at"
        serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
        return [
            f"{v['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for v in serious for node in v["nodes"]
        ]

    def strange_words(self) -> list[str]:
        """What stands on the page in the other language."""
        lang = str(self.page.evaluate("document.documentElement.lang"))[:2]
        return strangers(Read(self.page.content(), lang).said, lang) if lang in ("zh", "en") else []

    def wide(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


class Browser:
    """One Chromium for many windows."""

    def __init__(self, chromium: Any, base: str) -> None:
        self.chromium, self.base = chromium, base

    @contextmanager
    def window(self, width: int = 1440, **options: Any) -> Iterator[Visit]:
        """A window of a session of its own; nothing outside this machine answers it."""
        context = self.chromium.new_context(viewport={"width": width, "height": WIDTHS.get(width, 900)}, **options)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        visit = Visit(page, self.base)
        page.on("request", lambda request: visit.requests.append(request.url))
        page.on("websocket", lambda socket: visit.requests.append(socket.url))
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on("console", lambda told: visit.complaints.append(told.text) if told.type == "error" else None)
        context.route(lambda url: not url.startswith(self.base), lambda route: route.abort())
        try:
            yield visit
            strange = visit.strange_words()
            assert strange == [], f"wherever a visit ends, the page is in one language: {strange}"
        finally:
            context.close()

    def until(self, what: Any, seconds: float = 20.0) -> Any:
        """Wait until `what()` is true; return it."""
        end = time.monotonic() + seconds
        while not (found := what()) and time.monotonic() < end:
            time.sleep(0.1)
        return found


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of a running server."""
    with serving() as told:
        yield told["url"].split("/?")[0]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A Chromium; a process has one, whatever is opened in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def browser(chromium: Any, served: str) -> Browser:
    """The same, for the server's pages."""
    return Browser(chromium, served)
