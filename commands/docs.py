"""`jiuye docs`: the documentation as a site, built for this version when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .given import Given
from .options import Command, command, option, options
from .values import Folder
from .words import about_told, spoken_in

if TYPE_CHECKING:
    from ..viz.words.texts import Lang

MARK = re.compile(r"^\x08\n", re.M)  # tells click to leave lines as they are


@command("jiuye docs", "jiuye docs --no-browser --lang zh")
@option("--browser/--no-browser", default=True, help="Open a browser.")
@option("--into", type=Folder(), help="Build the site there, to be served or copied.")
@options()
def docs(given: Given, browser: bool, into: Path | None) -> None:
    """Open the documentation: tutorials, how to read results, reference.

    It is built for this version when it is first asked for (pip install 'jiuye[docs]'), and needs no internet.
    """
    import webbrowser

    from ..viz.site import build, forget_old, kept, sources
    from ..viz.terminal.output import say
    from ..viz.words.texts import LANGUAGES, text

    pages = sources({lang: commands_page(lang) for lang in LANGUAGES})
    site = into or kept(pages)
    built = into is not None or not (site / "index.html").is_file()
    if built:
        say(text("site.building", given.lang))
        build(pages, site)
        forget_old()
    file = (site / given.lang / "index.html").absolute()
    given.tell({"site": str(site), "page": str(file), "built": built}, text("site.where", given.lang, file=file))
    if browser:
        webbrowser.open(file.as_uri())


def commands_page(lang: Lang) -> str:
    """Every command in a language, from what it says of itself."""
    from ..viz.words.texts import text

    with spoken_in(lang):
        parts = [f"# {text('site.commands', lang)}", text("site.commands_about", lang)]
        for context in every_command():
            parts += _section(context, lang)
    return "\n\n".join(parts) + "\n"


def every_command() -> Iterator[click.Context]:
    """Every command that does something, as it is called."""
    from .door import COMMANDS, main

    door = click.Context(main, info_name="jiuye")
    for name in COMMANDS:
        found: Any = main.get_command(door, name)
        here = click.Context(found, parent=door, info_name=name)
        below = getattr(found, "commands", {})
        yield from [click.Context(one, parent=here, info_name=word) for word, one in below.items()] or [here]


def _section(context: click.Context, lang: Lang) -> list[str]:
    """A command: how it is called, what it does, options, examples."""
    from ..viz.words.texts import text

    found = context.command
    key = Command.key(context)
    usage = " ".join([context.command_path, *found.collect_usage_pieces(context)])
    about = MARK.sub("", about_told(key, found.help or ""))
    _, _, examples = (found.epilog or "").partition(":\n")
    records = [record for one in found.params if (record := one.get_help_record(context))]
    rows = "".join(f"<tr><td><code>{escape(name)}</code></td><td>{escape(told)}</td></tr>" for name, told in records)
    head = f"<tr><th>{text('site.option', lang)}</th><th>{text('app_model.column.meaning', lang)}</th></tr>"
    shown = "\n".join(line.strip() for line in examples.splitlines() if line.strip())
    return [
        f"## jiuye {key}",
        f"```text\n{usage}\n```",
        about.strip(),
        f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>",
        f"```console\n{shown}\n```",
    ]
