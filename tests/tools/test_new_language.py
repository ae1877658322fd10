"""A new language is a folder below docs/ and one entry in mkdocs.yml, and nothing else: shown with made-up ones.

What needs a browser is in tests/browser/test_new_language.py.
"""

from __future__ import annotations

import json
from urllib.parse import urldefrag, urljoin

import pytest
from lxml import html

from tests.conftest import ROOT
from tests.tools import pseudo
from tests.tools.copies import Copy
from tools.checks import structure
from tools.sources import languages, problems

BASE = "https://steady-line.example/"
WHOLE, HALF, UNKNOWN = ["en", "de", "cs", "ar"], "fr", "ga"
ALL = [*WHOLE, HALF, UNKNOWN]
NAMES = {path.relative_to(ROOT / "docs/en").as_posix() for path in (ROOT / "docs/en").rglob("*.md")}


def address(code: str, name: str) -> str:
    place = name.removesuffix(".md").removesuffix("index")
    return ("" if code == "en" else f"{code}/") + (f"{place}/" if place and not place.endswith("/") else place)


def page(more_languages: Copy, code: str, name: str) -> html.HtmlElement:
    return html.parse(str(more_languages.site / address(code, name) / "index.html")).getroot()


def test_only_a_folder_and_an_entry_were_added(more_languages: Copy) -> None:
    ours = (ROOT / "mkdocs.yml").read_text().splitlines()
    added = [row for row in more_languages.config.read_text().splitlines() if row not in ours and str(ROOT) not in row]
    assert len(added) == len(ALL) - 2 and all("locale:" in row for row in added)
    assert {path.name for path in more_languages.docs.iterdir()} == set(ALL)


def test_the_made_up_languages_are_languages_and_longer() -> None:
    assert pseudo.accented("In danger?") == "Íňň ďáňňgéřř?"
    text = (ROOT / "docs/en/calls/index.md").read_text()
    letters = sum(letter.isalpha() for letter in text)
    assert sum(letter.isalpha() for letter in pseudo.accented(text)) > 1.32 * letters
    assert not any("a" <= letter <= "z" for letter in pseudo.arabic("Take your time."))


def test_the_checks_find_nothing_to_mend(more_languages: Copy) -> None:
    known = structure.everyone(more_languages.languages)
    assert problems.listing(structure.must_hold(more_languages.languages, known)) == ""
    found = [it for it in structure.should_match(more_languages.languages, known) if "no “source”" not in it.text]
    assert problems.listing(found) == ""


@pytest.mark.parametrize("code", ALL)
def test_every_page_is_there_in_its_language_and_direction(more_languages: Copy, code: str) -> None:
    for name in NAMES:
        it = page(more_languages, code, name)
        assert it.get("lang") == code
        (body,) = it.iter("body")
        assert body.get("dir") == languages.locale(code).text_direction
        (link,) = it.cssselect("header a.danger-link")
        target = urljoin(BASE + address(code, name), link.get("href"))
        assert target == BASE + address(code, "danger.md")


@pytest.mark.parametrize("code", ALL)
def test_the_switch_and_the_alternates_know_what_is_translated(more_languages: Copy, code: str) -> None:
    for name in NAMES:
        it, here = page(more_languages, code, name), BASE + address(code, name)
        own = [other for other in ALL if (more_languages.docs / other / name).exists()]
        switch = {link.get("hreflang"): urljoin(here, link.get("href")) for link in it.cssselect(".md-select__link")}
        assert switch == {other: BASE + address(other, name if other in own else "index.md") for other in ALL}
        links = {link.get("hreflang"): link.get("href") for link in it.xpath("//link[starts-with(@rel, 'alternate')]")}
        whole = {other: BASE + address(other, name) for other in own}
        assert links == (whole | {"x-default": BASE + address("en", name)} if code in own else {})


def test_the_sitemap_lists_what_is_really_there(more_languages: Copy) -> None:
    text = (more_languages.site / "sitemap.xml").read_text()
    tree = html.fromstring(text.encode())
    listed = [loc.text for loc in tree.iter("loc")]
    there = [
        BASE + address(code, name) for code in ALL for name in NAMES if (more_languages.docs / code / name).exists()
    ]
    assert sorted(listed) == sorted(there)
    assert text.count('hreflang="x-default"') == len(there)


def test_links_stay_in_their_language(more_languages: Copy) -> None:
    for code in ("cs", "ar", HALF):
        for name in NAMES:
            here = BASE + address(code, name)
            for link in page(more_languages, code, name).cssselect("article a[href], nav.menu__panel a[href]"):
                target = urldefrag(urljoin(here, link.get("href")))[0]
                if target.startswith(BASE) and not target.startswith(f"{BASE}assets/") and not link.get("hreflang"):
                    assert target.startswith(f"{BASE}{code}/"), (here, link.get("href"))


def test_search_knows_every_language(more_languages: Copy) -> None:
    for code, page in (("cs", "calls/formats/"), ("ar", "calls/formats/"), ("fr", ""), ("ga", "")):
        index = json.loads((more_languages.site / code / "search/search_index.json").read_text())
        assert page in {urldefrag(entry["location"])[0] for entry in index["docs"]}
        assert index["config"]["lang"] == ["forgiving"], "one way of reading words, which knows no language"


def test_the_not_found_page_speaks_every_language_that_has_words(more_languages: Copy) -> None:
    tree = html.parse(str(more_languages.site / "404.html")).getroot()
    assert [section.get("lang") for section in tree.iter("section")] == [*WHOLE, HALF]


def test_the_helper_has_its_words_or_says_that_they_are_english(more_languages: Copy) -> None:
    for code in ("cs", "ar"):
        it = page(more_languages, code, "helper.md")
        (helper,) = it.cssselect("[data-helper]")
        assert helper.get("lang") is None
        words = json.loads(it.get_element_by_id("helper-words").text)
        speak = pseudo.accented if code == "cs" else pseudo.arabic
        assert words["timer.button.pause"] == speak("Pause")
    for code in (HALF, UNKNOWN):
        it = page(more_languages, code, "helper.md")
        (wrapper,) = it.cssselect("article > div[lang]:not(.update)")
        assert wrapper.get("lang") == "en" and wrapper.cssselect("[data-helper]")


def test_words_that_had_to_be_borrowed_are_marked(more_languages: Copy) -> None:
    for code, lang in (("cs", None), (HALF, None), (UNKNOWN, "en")):
        (link,) = page(more_languages, code, "index.md").cssselect("header a.danger-link")
        assert link.get("lang") == lang
    (notice,) = page(more_languages, HALF, "danger.md").cssselect("article > p.notice")
    assert notice.get("lang") == "en", "this language has no words/notices.yml yet"
