"""`jiuye app`: serve the pages, and open them in a browser."""

from __future__ import annotations

import logging
import os
import socket
import threading
import warnings
import webbrowser

from ..messages import by_the_system, phrase
from ..viz.terminal.output import compile_first, emit, say
from ..viz.words.texts import Lang, text


def serve(host: str, port: int, *, browser: bool, lang: Lang, as_json: bool) -> None:
    """Serve until Ctrl-C; `port` 0 takes any that is free. OSError where the port is taken."""
    listening = listen(host, port)
    url = f"http://{host}:{listening.getsockname()[1]}/?lang={lang}"
    compile_first(lang)
    import uvicorn

    from ..viz.pages.guard import guarded

    pages = guarded()  # Solara is loaded by one thread: two at once find each other's half of it
    threading.Thread(target=_prepare, args=(lang,), daemon=True).start()
    server = uvicorn.Server(uvicorn.Config(pages, log_level="warning", loop="asyncio", timeout_graceful_shutdown=2))
    warnings.filterwarnings("ignore", message="Cookies with samesite=none")  # said for each visitor of a plain address
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    if as_json:
        emit({"url": url, "pid": os.getpid()})
    else:
        say(text("app.serving", lang, url=url))
    if browser:
        threading.Timer(1.0, webbrowser.open, [url]).start()
    try:
        server.run(sockets=[listening])
    finally:
        from ..viz.pages.jobs import board

        board().close()


def _prepare(lang: Lang) -> None:
    from ..viz.pages.compare import prepare

    prepare(lang)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens already, so that who is told the address finds somebody there."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        what = "{address} cannot be served ({why}); --port 0 takes a free port"
        message = phrase("run.port", what, address=f"{host}:{port}", why=by_the_system(error))
        raise OSError(error.errno, message) from None
    listening.listen(128)
    return listening
