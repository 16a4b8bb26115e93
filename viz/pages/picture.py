"""Pictures of an answer for README and the documentation: the first page of the brief that comes with the program, as
Chromium shows it. Made by `make pictures`; needed whenever that comparison or the brief's first page changes."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image

from ..reports import as_html
from ..reports.brief import report_of
from ..words.texts import LANGUAGES
from .shipped import shipped

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
WINDOW = {"width": 1040, "height": 900}
COLOURS = 256  # of the palette: a picture of text and lines needs no more
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LEFT_OUT = "nav, .eyebrow, .answers, section.first > :last-child { display: none !important }"
ANSWER = "header h1, section.first > :nth-last-child(2)"


def make() -> list[Path]:
    """One picture a language."""
    from playwright.sync_api import sync_playwright

    browser = next(filter(None, map(shutil.which, BROWSERS)))
    report = report_of(shipped().comparison)
    FOLDER.mkdir(exist_ok=True)
    made = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for lang in LANGUAGES:
            file = Path(folder) / f"{lang}.html"
            file.write_text(as_html.page(report.document_of(lang, ""), lang), encoding="utf-8")
            page = chromium.new_page(viewport=WINDOW)
            page.goto(file.as_uri())
            page.add_style_tag(content=LEFT_OUT)
            boxes = [part.bounding_box() for part in page.query_selector_all(ANSWER)]
            top, low = min(b["y"] for b in boxes), max(b["y"] + b["height"] for b in boxes)
            clip = {"x": 0, "y": top - 16, "width": WINDOW["width"], "height": low - top + 32}
            made.append(FOLDER / f"answer-{lang}.png")
            shot = page.screenshot(clip=clip, full_page=True)
            picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
            picture.save(made[-1], optimize=True)
        chromium.close()
    return made


if __name__ == "__main__":
    print(*make())
