"""People told apart on the page Compare: groups by crossing what can be said of people."""

from __future__ import annotations

from collections.abc import Callable

import solara

from ...model.groups import split_groups
from ..words.groups import group_told
from ..words.texts import Lang, text
from .asked import MOST_GROUPS, AskedComparison
from .controls import Button, Html, inline_html
from .who import Who, names_of, parts_of, written

FIRST = ("sex=female", "residence=village", "age=45-59", "status_at_start=unemployed")  # one is begun with one of them


@solara.component
def Groups(lang: Lang, asked: AskedComparison, change: Callable[[str], None]) -> None:
    """The groups that are asked for, each with its fields; `change` is given all of them as the address has them."""
    districts = asked.profile.districts
    groups = split_groups(asked.groups)

    def put(place: int, group: str) -> None:
        change(";".join(one for one in [*groups[:place], group, *groups[place + 1 :]] if one))

    with solara.v.Html(tag="details", attributes={"open": ""} if groups else {}):
        solara.v.Html(
            tag="summary",
            children=[" · ".join([text("app.compare.groups", lang), *([str(len(groups))] if groups else [])])],
        )
        Html(f"<p class='note'>{text('app.compare.groups_note', lang)}</p>")
        for place, group in enumerate(groups):
            parts = parts_of(group, districts)
            told = group_told(written(parts), lang, names_of(districts)) if parts else group
            with solara.Div(classes=["lever"]):
                Html(f"<h3>{inline_html(told)}</h3>")
                if parts:
                    Who(parts, lang, lambda new, place=place: put(place, written(new)), districts)
                Button(
                    text("app.compare.remove", lang),
                    lambda place=place: put(place, ""),  # type: ignore[misc]
                    described=text("app.compare.group_remove", lang, group=told),
                )
        if len(groups) < MOST_GROUPS:
            begun = next((one for one in FIRST if one not in groups), FIRST[0])
            Button(text("app.compare.group_add", lang), lambda: change(";".join([*groups, begun])))
