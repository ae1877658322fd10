"""Numbers to dial, on the built pages: every country's on a page that needs no script, and what a lookup weighs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.site.test_site import Pages
from tools.numbers import read
from tools.numbers.model import Book, Kind, Line, Status
from tools.runtime.packing import sent
from tools.sources.pages import TOOLS

FOLDERS = {"en": "", "de": "de/"}
DAY = re.compile(r"\d\.? [^\W\d]+ 20\d\d")
MORE_BYTES = 40_500
"""What all of it may add to a visit of the page for danger."""


@pytest.fixture(scope="module")
def numbers() -> Book:
    return read()


def test_every_country_is_there_with_its_own_numbers_and_no_others(pages: Pages, numbers: Book, language: str) -> None:
    page = pages[f"{FOLDERS[language]}numbers/"]
    sections = {section.get("aria-labelledby"): section for section in page.cssselect("section.country")}
    assert sections.keys() == numbers.countries.keys()
    for iso, country in numbers.countries.items():
        linked = [link.get("href") for link in sections[iso].xpath(".//div[contains(@class, 'emergency')]//a")]
        known = {*country.ambulance, *country.police, *country.fire}
        assert set(linked) == {f"tel:{number}" for number in known}, iso
        lines = [link.get("href") for link in sections[iso].xpath(".//div[contains(@class, 'lines')]//a")]
        assert lines == [address(it) for it in country.lines], iso
        assert bool(sections[iso].xpath(".//*[@data-unsure]")) == (
            country.status in (Status.UNSURE, Status.UNINHABITED)
        ), iso


def test_letters_lead_to_countries_and_need_no_script(pages: Pages, language: str) -> None:
    page = pages[f"{FOLDERS[language]}numbers/"]
    letters = [link.get("href") for link in page.cssselect("nav.jump a")]
    folds = page.cssselect("details.letter")
    assert len(letters) > 20 and len(folds) == len(letters)
    assert all(fold.get("open") is None and fold.find("summary/h2") is not None for fold in folds)
    # What opens a fold is a link to something within it, and not to its summary.
    assert [page.get_element_by_id(letter[1:]).getparent() for letter in letters] == folds
    assert len(page.cssselect("details.letter section.country")) == len(page.cssselect("section.country"))
    danger = pages[f"{FOLDERS[language]}danger/"]
    (finder,) = danger.cssselect("[data-finder]")
    assert finder.get("hidden") is not None, "a field that nobody answers is not shown"
    assert [link for link in danger.xpath("//a/@href") if link.endswith("numbers/")]


def test_what_to_call_stands_before_any_doubt_and_who_says_what_is_folded_away(
    pages: Pages, numbers: Book, language: str
) -> None:
    page = pages[f"{FOLDERS[language]}numbers/"]
    unsure = [iso for iso, country in numbers.countries.items() if country.status is Status.UNSURE]
    assert unsure
    for iso in unsure:
        (section,) = page.cssselect(f"section[aria-labelledby={iso}]")
        first = section.xpath(".//*[self::a or self::p or self::details]")[0]
        assert first.get("href") == "tel:112", iso
        assert not section.cssselect("details a") and section.cssselect("p.doubt ~ details:not([open]) li"), iso


def test_when_they_were_checked_is_said_once(pages: Pages, language: str) -> None:
    page = pages[f"{FOLDERS[language]}numbers/"]
    assert DAY.search(page.cssselect("p.checked")[0].text_content())
    assert not DAY.search("".join(it.text_content() for it in page.cssselect("section.country, .numbers")))
    assert DAY.search(pages[f"{FOLDERS[language]}danger/"].cssselect("[data-say=checked]")[0].text_content())


def test_a_link_to_a_sort_of_line_has_a_place_to_lead_to(pages: Pages, numbers: Book, language: str) -> None:
    """Scripts lead on to the own country's (tests/browser/test_numbers.py)."""
    folder = FOLDERS[language]
    page = pages[f"{folder}numbers/"]
    for sort in {line.kind for line in numbers.lines if line.kind != Kind.CRISIS}:
        linked = {link.get("href")[1:] for link in page.get_element_by_id(sort).iter("a")}
        assert linked == {line.country for line in numbers.lines if line.kind == sort}
    assert {it.get("id") for it in page.cssselect("details.sort > [id]")} == TOOLS["numbers.md"]
    for name, sort in (("overdose", "poison"), ("danger", "text"), ("danger", "violence")):
        assert pages[f"{folder}{name}/"].xpath(f"//a[contains(@href, 'numbers/#{sort}')]"), (name, sort)


def address(line: Line) -> str:
    """A word that is wanted is in the message already."""
    word = f"?&body={quote(line.say)}" if line.say else ""
    return f"sms:{line.dial}{word}" if line.text else f"tel:{line.dial}"


LOOKING = ("danger", "close", "overdose", "numbers")


def test_only_pages_that_look_up_numbers_load_what_looks_them_up(pages: Pages) -> None:
    loading = {address for address, page in pages.items() if page.xpath("//script[contains(@src, '/numbers.')]")}
    assert loading == {f"{folder}{name}/" for folder in FOLDERS.values() for name in LOOKING}
    assert {address for address, page in pages.items() if page.xpath("//script[contains(@src, '/card.')]")} == {
        f"{folder}card/" for folder in FOLDERS.values()
    }


def test_a_lookup_weighs_little(site: Path, pages: Pages, language: str) -> None:
    folder = FOLDERS[language]
    (finder,) = pages[f"{folder}danger/"].cssselect("[data-finder]")
    files = [site / f"{folder}numbers/index.html", *site.glob("assets/cities.*.json"),
             *site.glob("assets/helper/numbers.*.js")]  # fmt: skip
    assert len(files) == 3 and finder.get("data-cities").endswith(files[1].name)
    sizes = {file.name: sent(file.read_bytes()) for file in files}
    assert sum(sizes.values()) <= MORE_BYTES, sizes


def test_the_worker_keeps_them(site: Path) -> None:
    listed = json.loads((site / "sw.js").read_text().partition("const BUILD = ")[2].partition(";\n")[0])["groups"]
    assert "numbers/" in listed["en"] and "de/numbers/" in listed["de"]
    assert [name for name in listed["base"] if re.fullmatch(r"assets/cities\.[0-9a-f]{10}\.json", name)]


def test_the_card_offers_each_country_whose_numbers_are_known(pages: Pages, numbers: Book, language: str) -> None:
    page = pages[f"{FOLDERS[language]}card/"]
    options = {it.get("value"): it for it in page.cssselect("[data-card-country] option")}
    sure = {iso for iso, country in numbers.countries.items() if country.ambulance}
    assert sure <= options.keys() and "" in options
    assert all(numbers.countries[iso].ambulance[0] in options[iso].get("data-emergency") for iso in sure)
    assert "116 123" in options["DE"].get("data-crisis")
