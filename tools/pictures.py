"""`make pictures`: the icons, and each language's card for link previews, drawn from the mark and the words.

They are committed, because a build must not need a browser; each says in a text chunk what it was made from, so that
tests/tools/test_pictures.py knows when one is out of date. A card says nothing of fellowships or of recovery: it stands
in chats that others may see.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.utils.yaml import yaml_load
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tools.sources import languages, words
from tools.sources.languages import Languages
from tools.sources.problems import ROOT, shown

ASSETS = ROOT / "overrides/assets"
MARK = ASSETS / "icon.svg"
KEY = "Source"
COLOURS = 64
"""Two flat colours, and what softens the edges between them."""

PAGE = Environment(autoescape=True).from_string("""<!doctype html>
<html lang="{{ language }}" dir="{{ direction }}"><meta charset="utf-8"><style>
  html, body { margin: 0; background: {{ ground }}; }
  body { width: 100vw; height: 100vh; overflow: hidden; }
  body > svg { display: block; }
  .card { box-sizing: border-box; height: 100%; padding: 60px 80px 70px; display: flex; flex-direction: column; }
  .card { font: 46px/1.35 "Liberation Sans", Arial, Helvetica, sans-serif; color: #fff; }
  .card svg { width: 180px; margin: 0 -30px; }
  .card h1 { margin: auto 0 0; font-size: 108px; line-height: 1.1; letter-spacing: -0.02em; }
  .card p { margin: 14px 0 0; text-wrap: balance; }
</style>{{ mark if not name }}{% if name %}<div class="card">{{ mark }}<h1>{{ name }}</h1>
{% if words %}<p>{{ words["site.descriptor"] }}</p><p>{{ words["site.card"] }}</p>{% endif %}</div>{% endif %}""")


@dataclass(frozen=True, slots=True)
class Picture:
    """`name` is the file below overrides/assets/; `page` is drawn by a browser in a window of that size."""

    name: str
    page: str
    width: int
    height: int

    @property
    def path(self) -> Path:
        return ASSETS / self.name

    @property
    def source(self) -> str:
        """What it is made from, as a hash."""
        return hashlib.sha256(f"{self.width} {self.height} {self.page}".encode()).hexdigest()


def pictures(site: Languages) -> Iterator[Picture]:
    """Every picture, as it should be now."""
    mark = MARK.read_text(encoding="utf-8").strip()
    ground = re.findall(r'<rect[^>]*fill="(#\w+)"', mark)[0]
    # Phones cut icons into a shape of their own, so the ground of theirs goes to the edges.
    whole = re.sub(r' rx="[\d.]+"', "", mark)
    for name, drawing, size in [
        ("icons/icon-192.png", mark, 192), ("icons/icon-512.png", mark, 512),
        ("icons/apple-touch-icon.png", whole, 180), ("icons/maskable-512.png", whole, 512),
    ]:  # fmt: skip
        page = PAGE.render(mark=Markup(drawing), ground="transparent" if drawing == mark else ground)
        yield Picture(name, page, size, size)
    name = yaml_load(languages.CONFIG.open(encoding="utf-8"))["site_name"]
    card = {"mark": Markup(whole), "ground": ground, "name": name}
    yield Picture("cards/any.png", PAGE.render(card), 1200, 630)
    for code in site.names:
        if "site" in (own := words.files(site.folder(code))):
            direction = languages.locale(code).text_direction
            page = PAGE.render(card, words=words.flatten(own["site"]), language=code, direction=direction)
            yield Picture(f"cards/{code}.png", page, 1200, 630)


def made_from(path: Path) -> str:
    """The `source` of the picture when it was drawn, "" for none."""
    with Image.open(path) as image:
        return str(image.info.get(KEY, ""))


def save(drawn: bytes, picture: Picture) -> None:
    """The picture with what it was made from; in few colours, unless some of them are transparent."""
    signature = PngInfo()
    signature.add_text(KEY, picture.source)
    picture.path.parent.mkdir(exist_ok=True)
    image: Image.Image = Image.open(BytesIO(drawn))
    if image.mode == "RGB":
        image = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    image.save(picture.path, pnginfo=signature, optimize=True)


def main() -> None:
    from playwright.sync_api import sync_playwright

    from tools.chromium import launch

    with sync_playwright() as driver:
        browser = launch(driver)
        for picture in pictures(languages.read()):
            tab = browser.new_page(viewport={"width": picture.width, "height": picture.height})
            tab.set_content(picture.page)
            save(tab.screenshot(omit_background=True), picture)
            tab.close()
            print(f"{shown(picture.path)}: {picture.path.stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
