"""Icons and cards: drawn from today's mark and words, light, and right for what cuts or shows them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from PIL import Image

from tests.site.test_site import BASE, Pages, language_of
from tests.tools.copies import Copy
from tools.pictures import ASSETS, Picture, made_from, pictures
from tools.sources import languages

ALL = list(pictures(languages.read()))


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
def test_a_picture_is_made_from_what_is_there_now(picture: Picture) -> None:
    assert picture.path.exists(), "make pictures"
    assert made_from(picture.path) == picture.source, "out of date: make pictures"
    with Image.open(picture.path) as image:
        assert image.size == (picture.width, picture.height)
    assert picture.path.stat().st_size < 30_000


def test_no_picture_is_left_from_before() -> None:
    assert {path for folder in ("icons", "cards") for path in (ASSETS / folder).iterdir()} == {it.path for it in ALL}


def test_what_phones_cut_away_from_an_icon_is_only_ground() -> None:
    """A maskable icon may be cut to a circle of four fifths of its width."""
    with Image.open(ASSETS / "icons/maskable-512.png") as image:
        pixels = image.convert("RGBA").load()
    assert pixels
    ground = pixels[0, 0]
    outside = [(x, y) for x in range(512) for y in range(512) if (x - 255.5) ** 2 + (y - 255.5) ** 2 > 205**2]
    assert {pixels[at] for at in outside} == {ground} and ground[3] == 255
    assert any(pixels[256, y] != ground for y in range(512)), "there is a mark"


def meta(page: html.HtmlElement, name: str) -> list[str]:
    return [str(it) for it in page.xpath("//meta[@property=$name or @name=$name]/@content", name=name)]


def test_a_link_to_a_page_has_a_preview_in_its_language(pages: Pages, site: Path) -> None:
    for address, page in pages.items():
        (title,), (description,), (image,) = (meta(page, f"og:{name}") for name in ("title", "description", "image"))
        assert title and [description] == meta(page, "description"), address
        assert image == f"{BASE}assets/cards/{language_of(address)}.png"
        assert (site / image.removeprefix(BASE)).is_file()
        assert meta(page, "og:image:alt")[0] and meta(page, "twitter:card") == ["summary_large_image"]
        assert meta(page, "og:url") == [BASE + address.lstrip("/")] == page.xpath("//link[@rel='canonical']/@href")
        locales = {"en": "en_US", "de": "de_DE"}
        own = locales.pop(language_of(address))
        assert meta(page, "og:locale") == [own] and meta(page, "og:locale:alternate") == list(locales.values())


def test_every_page_names_its_icons(pages: Pages, site: Path) -> None:
    for address, page in pages.items():
        here = BASE + address.lstrip("/")
        for rel in ("icon", "apple-touch-icon"):
            (link,) = page.xpath("//link[@rel=$rel]/@href", rel=rel)
            assert (site / urljoin(here, link).removeprefix(BASE)).is_file(), (address, link)


def test_a_language_without_a_card_has_the_one_without_words(more_languages: Copy) -> None:
    page = html.parse(str(more_languages.site / "fr/index.html")).getroot()
    assert meta(page, "og:image") == [f"{BASE}assets/cards/any.png"] and meta(page, "og:locale") == ["fr_FR"]
