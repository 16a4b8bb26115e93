"""The pages officials open: `jiuye app`, or `solara run jiuye.viz.pages` where one is deployed.

A page is a module here with one component, `Page(lang, query)`, and one line in `PAGES` (`shell.py`):

- `lang` is "zh" or "en". Texts come from `viz/words/texts.py`; a page's own stand there under `app_<page>`.
- `query` (`Query`) is the page's state, read from the address. `query.get("city", "reference")`, `query.integer(…)` and
  `query.one_of(…)` read it and never fail; `query.go(city="ningbo")` changes it, so that a link restores every page,
  and the browser's back key undoes. `query.href("map", city=…)` is the address of another page.
- Controls that keyboards and screen readers can use are in `controls.py`; `blocks(…)` there shows parts of a brief
  (`viz/reports/document.py`). Work that takes longer than 0.2 s goes through `jobs.py`, never into a component.
- What a page raises is shown as a message with a number, and told in the server's log.

Every file a browser asks for is served from this machine (`offline.py`).
"""

from __future__ import annotations

import solara
from solara.server import starlette as server

from .downloads import offer
from .lean import offer_lean
from .memory import spare
from .offline import settle
from .shell import BESIDE, PAGES, Frame, shown

settle()
spare()
offer(server.app)
offer_lean(server.app)
Layout = Frame
routes = [solara.Route(path=name or "/", component=shown(name), layout=Frame if not name else None) for name in PAGES]
routes += [solara.Route(path=name, component=shown(name)) for name in BESIDE]
