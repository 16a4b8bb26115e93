"""The server's outer wall: headers for browsers, and a check that a page of ours is asking."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

# Solara builds its components in the browser, which needs 'unsafe-eval'; everything comes from this server.
POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss: data: blob:; frame-ancestors 'none'; "
    "base-uri 'self'; form-action 'self'; object-src 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)


def guarded() -> Application:
    """Our pages behind the wall, for any ASGI server: `uvicorn --factory jiuye.viz.guard:guarded`."""
    os.environ.setdefault("SOLARA_APP", "jiuye.viz.pages")  # before Solara is loaded
    from solara.server.starlette import app

    return wall(app)


def wall(inner: Application) -> Application:
    """Add headers to answers; refuse a websocket that another site's page opened (Solara does not look)."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not from_here(dict(scope["headers"])):
            await send({"type": "websocket.close", "code": 1008})
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
            await send(message)

        await inner(scope, receive, headed if scope["type"] == "http" else send)

    return outer


def from_here(headers: dict[bytes, bytes]) -> bool:
    """Whether a request comes from a page of this server, as far as its browser says where it comes from."""
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin.decode("latin-1")).netloc == headers.get(b"host", b"").decode("latin-1")
