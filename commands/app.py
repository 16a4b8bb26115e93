"""`jiuye app`: serve the pages, and open them in a browser."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from ..messages import by_the_system, phrase
from .given import Given
from .options import command, option, options
from .values import Integer

if TYPE_CHECKING:
    from ..viz.words.texts import Lang


@command("jiuye app", "jiuye app --port 8765 --no-browser --lang zh")
@option("--port", type=Integer(0, 65535), default=8765, show_default=True, help="0: any.")
@option("--host", default="127.0.0.1", show_default=True, help="Who may ask; this machine alone.")
@option("--browser/--no-browser", default=True, help="Open a browser.")
@options()
def app(given: Given, port: int, host: str, browser: bool) -> None:
    """Serve the pages Compare, Map, People, Claims, Sandbox and Model until Ctrl-C.

    `solara run jiuye.viz.pages` serves the same where it is deployed.
    """
    import logging
    import threading
    import warnings
    import webbrowser

    from ..experiments.runs.heap import thrifty
    from ..viz.terminal.output import emit, say
    from ..viz.terminal.progress import compile_first
    from ..viz.words.texts import text

    thrifty()
    listening = listen(host, port)
    url = f"http://{host}:{listening.getsockname()[1]}/?lang={given.lang}"
    compile_first(given.lang)
    import uvicorn

    from ..viz.guard import guarded

    pages = guarded(host)  # Solara is loaded by one thread: two at once find each other's half of it
    threading.Thread(target=_prepare, args=(given.lang,), daemon=True).start()
    server = uvicorn.Server(uvicorn.Config(pages, log_level="warning", loop="asyncio", timeout_graceful_shutdown=2))
    warnings.filterwarnings("ignore", message="Cookies with samesite=none")  # said for each visitor of a plain address
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    if given.as_json:
        emit({"url": url, "pid": os.getpid()})
    else:
        say(text("app.serving", given.lang, url=url))
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
