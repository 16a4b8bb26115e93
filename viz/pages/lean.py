"""The browser's half of Solara without what our pages never show: Vuetify's components and KaTeX, two fifths of it.

Our pages are HTML of our own. What is left of Vuetify for them is in `templates/lean.html` and `templates/widgets.js`.
The script is cut from the one that comes with Jiuye (`cdn/`), which Mesa's page still gets whole. Browsers keep it: its
address changes with its content.
"""

from __future__ import annotations

import gzip
from functools import cache
from typing import Any

import solara.server.server as server
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...results.digest import mark
from .offline import CDN

WHOLE = CDN / "@widgetti/solara-vuetify-app@10.1.1" / "dist" / "solara-vuetify-app8.min.js"
CUTS = (  # begins with, ends before, what stands between instead
    (  # Vuetify: what Vue and Solara's page ask of it
        "55464:function(e,t,n){",
        "},1173:()=>{}",
        "e.exports=function(){},e.exports.install=function(v){v.prototype.$vuetify=v.observable({theme:{dark:!1}})}",
    ),
    (  # KaTeX, which looks for formulas between dollar signs
        "65273:function(e,t,n){",
        "},15686:(e,t,n)=>{",
        "e.exports=function(){}},15556:function(e){e.exports={}",
    ),
)
FOREVER = "public, max-age=31536000, immutable"


@cache
def lean_script() -> bytes:
    """Solara's script without the parts that our pages never use."""
    script = WHOLE.read_text(encoding="utf-8")
    for begin, end, instead in CUTS:
        first = script.index(begin) + len(begin)
        script = script[:first] + instead + script[script.index(end, first) :]
    return script.encode()


@cache
def _packed() -> bytes:
    return gzip.compress(lean_script(), mtime=0)


@cache
def lean_url() -> str:
    """Where the script is, with a mark of its content."""
    return f"/lean/solara.js?v={mark(lean_script().decode(), length=16)}"


async def serve(request: Request) -> Response:
    """The script, packed where the browser can unpack it."""
    headers = {"cache-control": FOREVER, "vary": "Accept-Encoding"}
    packs = "gzip" in request.headers.get("accept-encoding", "")
    if packs:
        headers["content-encoding"] = "gzip"
    return Response(await run_in_threadpool(_packed if packs else lean_script), 200, headers, "text/javascript")


def offer_lean(pages: Any) -> None:
    """Let Solara's server serve the script, and its template know where it is."""
    if any(getattr(route, "name", "") == "lean" for route in pages.router.routes):
        return
    pages.router.routes.insert(0, Route("/lean/solara.js", serve, name="lean"))
    made = server.get_jinja_env

    def environment(app_name: str) -> Any:
        known = made(app_name=app_name)
        known.globals["lean_url"] = lean_url
        return known

    server.get_jinja_env = environment
