"""Solara's settings for an office without internet: every file comes from this machine, and nothing is told to others.

Solara asks a content network for the browser's half of its widgets, unless it finds the files in a folder. Ours is
`cdn/`, with the files of one version of it; `missing()` says which of those that Solara's page names are not there.
"""

from __future__ import annotations

import re
from pathlib import Path

import solara.server.cdn_helper as cdn
import solara.server.settings as settings

HERE = Path(__file__).parent
CDN = HERE / "cdn"
FONTS = HERE.parent / "fonts"
STYLE = HERE.parent / "style"
SESSIONS = 60  # browser windows at once
FORGOTTEN_AFTER = "2m"  # once a window is gone


def settle() -> None:
    """Set Solara up; called when the pages are imported, whoever serves them."""
    settings.assets.proxy_cache_dir = CDN
    settings.assets.fontawesome_enabled = False
    settings.assets.extra_locations = [str(FONTS / "web"), str(STYLE)]
    settings.telemetry.mixpanel_enable = False
    settings.main.mode = "production"  # else Solara asks for files that only its developers need
    settings.theme.title = "Jiuye 就业"
    settings.theme.show_banner = False
    settings.theme.loader = "jiuye"
    settings.kernel.max_count = SESSIONS
    settings.kernel.cull_timeout = FORGOTTEN_AFTER
    cdn.fetch_from_cdn = _refuse


def missing() -> list[str]:
    """Files that Solara's page names and that do not come with Jiuye; a newer Solara may name others."""
    template = (Path(settings.__file__).parent / "templates" / "solara.html.j2").read_text(encoding="utf-8")
    template = template.replace("{{ipywidget_major_version}}", "8")
    named = set(re.findall(r"\{\{cdn\}\}/([^\"{]+)", template))
    others = ("vuetify3", "app8.js")  # another Vuetify; what only developers of Solara load
    return sorted(name for name in named if not any(o in name for o in others) and not (CDN / name).is_file())


def _refuse(url: str) -> bytes:
    raise FileNotFoundError(f"{url} does not come with Jiuye, and nothing is fetched from elsewhere")
