"""`jiuye schema`: the JSON Schema of a scenario file."""

from __future__ import annotations

from pathlib import Path

import click

from .given import Given
from .options import command, option, options
from .words import wrong_value


@command("jiuye schema --out scenario.schema.json")
@option("--out", "file", type=click.Path(path_type=Path), metavar="FILE", help="File to write.")
@options()
def schema(given: Given, file: Path | None) -> None:
    """Print the JSON Schema of a scenario file, for editors."""
    import json

    from ..scenarios.schema import schema as schema_of

    content = json.dumps(schema_of(), ensure_ascii=False, indent=1)
    if file is None:
        click.echo(content)
        return
    try:
        file.write_text(content + "\n", encoding="utf-8")
    except OSError as error:
        raise wrong_value("unwritable", "--out", file=file, why=error.strerror) from None
