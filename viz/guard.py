"""The server's outer wall: headers for browsers, and checks that a page of ours asks, by the server's own name."""

from __future__ import annotations

import contextlib
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


LOOPBACK = ("127.0.0.1", "localhost", "::1")
LARGEST = 1_000_000  # bytes of a request's body; nothing here asks for more


def guarded(host: str = "") -> Application:
    """Our pages behind the wall, for any ASGI server: `uvicorn --factory jiuye.viz.guard:guarded`. A server of this
    machine alone (`host` is one of `LOOPBACK`) answers to no other name."""
    os.environ.setdefault("SOLARA_APP", "jiuye.viz.pages")  # before Solara is loaded
    from solara.server.starlette import app

    return wall(app, LOOPBACK if host in LOOPBACK else ())


def wall(inner: Application, names: tuple[str, ...] = ()) -> Application:
    """Add headers to answers; refuse a websocket that another site's page opened (Solara does not look), names the
    server does not have (a foreign name that was made to lead here), and bodies larger than any page sends."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        if scope["type"] == "websocket" and not (from_here(headers) and called(headers, names)):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http" and (code := refused(headers, names)):
            await send({"type": "http.response.start", "status": code, "headers": [*HEADERS]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
            await send(message)

        await inner(scope, receive, headed if scope["type"] == "http" else send)

    return outer


def refused(headers: dict[bytes, bytes], names: tuple[str, ...]) -> int:
    """The HTTP status a request is refused with; 0 where it is let in."""
    if not called(headers, names):
        return 421  # misdirected
    size = headers.get(b"content-length", b"0")
    if b"transfer-encoding" in headers or not size.isdigit():
        return 411  # length required
    return 413 if int(size) > LARGEST else 0


def called(headers: dict[bytes, bytes], names: tuple[str, ...]) -> bool:
    """Whether a request names the server by a name it has; without names, by any."""
    with contextlib.suppress(ValueError):  # no address at all
        return not names or urlsplit(f"//{headers.get(b'host', b'').decode('latin-1')}").hostname in names
    return False


def from_here(headers: dict[bytes, bytes]) -> bool:
    """Whether a request comes from a page of this server, as far as its browser says where it comes from."""
    origin, host = headers.get(b"origin"), headers.get(b"host", b"").decode("latin-1")
    with contextlib.suppress(ValueError):
        return origin is None or urlsplit(origin.decode("latin-1")).netloc == host
    return False
