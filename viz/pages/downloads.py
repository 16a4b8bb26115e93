"""Files to take away: `/download/<comparison>/<file>`, real links that work without scripts."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ..words.texts import text
from .results import comparisons


def download(request: Request) -> Response:
    """One file of a comparison that is still kept."""
    found = comparisons.get(request.path_params["key"])
    made = found.files().get(request.path_params["name"]) if found else None
    if made is None:
        return PlainTextResponse(text("app.gone", "zh") + "\n" + text("app.gone", "en"), 404)
    kind, content = made
    named = f"attachment; filename*=UTF-8''{quote(request.path_params['name'])}"  # names of files may be Chinese
    return Response(content(), media_type=kind, headers={"content-disposition": named})


def offer(server: Any) -> None:
    """Let Solara's server answer for the files, whoever started it."""
    if not any(getattr(route, "name", "") == "download" for route in server.router.routes):
        server.router.routes.insert(0, Route("/download/{key}/{name}", download, name="download"))
